#include <libpq-fe.h>
#include <mysql.h>
#include <stdlib.h>

static const char *const secret = "battery staple";

void connect_all(MYSQL *my)
{
    // ruleid: database-password-in-code
    mysql_real_connect(my, "db", "shop", "battery staple", "shop", 3306, NULL, 0);
    // ruleid: database-password-in-code
    mysql_real_connect(my, "db", "shop", secret, "shop", 3306, NULL, 0);
    // ruleid: database-password-in-code
    PGconn *one = PQconnectdb("host=db user=shop password=battery dbname=shop");
    // ruleid: database-password-in-code
    PGconn *two = PQconnectdb("postgresql://shop:battery@db/shop");
    const char *info = "host=db password=battery";
    // ruleid: database-password-in-code
    PGconn *three = PQconnectdb(info);
    // ruleid: database-password-in-code
    PGconn *four = PQsetdbLogin("db", "5432", NULL, NULL, "shop", "shop", "battery");
}

void connect_safely(MYSQL *my, const char *from_file)
{
    // ok: database-password-in-code
    mysql_real_connect(my, "db", "shop", getenv("DB_PASSWORD"), "shop", 3306, NULL, 0);
    // ok: database-password-in-code
    mysql_real_connect(my, "db", "shop", from_file, "shop", 3306, NULL, 0);
    // ok: database-password-in-code
    mysql_real_connect(my, NULL, "shop", "", "shop", 0, "/run/mysqld/mysqld.sock", 0);
    // ok: database-password-in-code
    PGconn *one = PQconnectdb("host=db user=shop dbname=shop");
    // ok: database-password-in-code
    PGconn *two = PQconnectdb("service=shop passfile=/run/secrets/pgpass");
    // ok: database-password-in-code
    PGconn *three = PQconnectdb("postgresql://shop@db/shop");
}

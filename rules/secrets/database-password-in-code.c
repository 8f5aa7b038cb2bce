#include <libpq-fe.h>
#include <mysql.h>
#include <stdlib.h>

#define PASSWORD "battery staple"
#define CONNECT(info) PQconnectdb(info)

struct login {
    const char *password;
};

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

void by_field(MYSQL *my, struct login *login)
{
    login->password = "battery staple";
    // ruleid: database-password-in-code
    mysql_real_connect(my, "db", "shop", login->password, "shop", 3306, NULL, 0);
}

static MYSQL *open_with(MYSQL *my, const char *password)
{
    // ruleid: database-password-in-code
    return mysql_real_connect(my, "db", "shop", password, "shop", 3306, NULL, 0);
}

void by_wrapper(MYSQL *my)
{
    open_with(my, "battery staple");
}

void by_macro(MYSQL *my)
{
    // ruleid: database-password-in-code
    mysql_real_connect(my, "db", "shop", PASSWORD, "shop", 3306, NULL, 0);
    // ruleid: database-password-in-code
    CONNECT("host=db password=battery");
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

// What is known only when the program runs.
PGconn *made(const char *password)
{
    char info[256];
    snprintf(info, sizeof info, "host=db password=%s", password);
    // ok: database-password-in-code
    return PQconnectdb(info);
}

/* MySQL and MariaDB: asking now and later, escaping, reading. */
#include <mysql.h>
#include <stdio.h>
#include <string.h>

static void ask(MYSQL *my, const char *text)
{
    unsigned long size = strlen(text);
    mysql_send_query(my, text, size);
    mysql_real_query_nonblocking(my, text, size);
    puts(mysql_sqlstate(my));
}

/* MariaDB's way of not waiting. */
static int ask_later(MYSQL *my, const char *text)
{
    int done = 0, wait = mysql_query_start(&done, my, text);
    return wait | mysql_real_query_start(&done, my, text, strlen(text));
}

static void escape(MYSQL *my, const char *text)
{
    char safe[256];
    mysql_escape_string(safe, text, strlen(text));
    puts(safe);
    mysql_real_escape_string_quote(my, safe, text, strlen(text), '\'');
    puts(safe);
    mysql_hex_string(safe, text, strlen(text));
    puts(safe);
}

int run(MYSQL *my, const char *text, const char *password)
{
    mysql_change_user(my, "shop", password, "shop");
    ask(my, text), escape(my, text);
    MYSQL_RES *result = mysql_store_result(my);
    MYSQL_ROW row = mysql_fetch_row(result);
    puts(row[0]);
    mysql_free_result(result);
    return ask_later(my, text);
}

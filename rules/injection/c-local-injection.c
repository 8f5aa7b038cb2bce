#include <dlfcn.h>
#include <fcntl.h>
#include <sqlite3.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

#define SYSTEM system

struct plugin {
    char path[128];
};

static void load(const char *path)
{
    // ruleid: c-local-injection
    dlopen(path, RTLD_NOW);
}

int main(int argc, char **argv)
{
    char line[256];
    snprintf(line, sizeof line, "tar xf %s", argv[1]);
    // ruleid: c-local-injection
    system(line);
    // ruleid: c-local-injection
    SYSTEM(getenv("PAGER"));
    load(getenv("PLUGIN"));

    char *name = argv[2];
    // ruleid: c-local-injection
    FILE *file = fopen(name, "r");
    struct plugin plugin;
    fgets(plugin.path, sizeof plugin.path, file);
    // ruleid: c-local-injection
    dlopen(plugin.path, RTLD_NOW);
    // ok: c-local-injection
    dlopen("libm.so.6", RTLD_NOW);
    return atoi(argv[1]);
}

void number(sqlite3 *db)
{
    char sql[64];
    snprintf(sql, sizeof sql, "PRAGMA cache_size = %d", atoi(getenv("CACHE")));
    // ok: c-local-injection
    sqlite3_exec(db, sql, NULL, NULL, NULL);
}

void constant(void)
{
    // ok: c-local-injection
    FILE *file = fopen("/etc/app.conf", "r");
    char line[128];
    fgets(line, sizeof line, file);
    if (strcmp(line, "debug") == 0) {
        // ok: c-local-injection
        system("/usr/bin/app-debug");
    }
}

/* files_tree: folders of files made for a test. */
#ifndef MLN_TESTS_FILES_TREE_H
#define MLN_TESTS_FILES_TREE_H

#include <fcntl.h>
#include <ftw.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

static int tree_remove_one(const char *path, const struct stat *info, int kind, struct FTW *at)
{
    (void)info;
    (void)kind;
    (void)at;
    return remove(path);
}

static inline void tree_remove(const char *path)
{
    nftw(path, tree_remove_one, 32, FTW_DEPTH | FTW_PHYS);
}

/* A new empty folder below $TMPDIR or /tmp. */
static inline void tree_make(char path[256])
{
    const char *base = getenv("TMPDIR");
    snprintf(path, 256, "%s/merlon-test-XXXXXX", base && strlen(base) < 200 ? base : "/tmp");
    if (!mkdtemp(path))
        abort();
}

/* Writes `len` bytes to `name` below the working folder; folders on the way are made. */
static inline void tree_write(const char *name, const void *bytes, size_t len)
{
    char path[4096];
    snprintf(path, sizeof path, "%s", name);
    for (char *slash = strchr(path, '/'); slash; slash = strchr(slash + 1, '/')) {
        if (slash == path)
            continue;
        *slash = '\0';
        mkdir(path, 0755);
        *slash = '/';
    }
    FILE *file = fopen(path, "wb");
    if (!file || fwrite(bytes, 1, len, file) != len || fclose(file) != 0)
        abort();
}

static inline void tree_text(const char *name, const char *text)
{
    tree_write(name, text, strlen(text));
}

#endif

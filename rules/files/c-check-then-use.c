#include <fcntl.h>
#include <stdio.h>
#include <sys/stat.h>
#include <unistd.h>

#define EXISTS(path) (access((path), F_OK) == 0)

struct file {
    const char *path;
};

FILE *by_name(const char *path)
{
    if (access(path, R_OK) != 0)
        return NULL;
    // ruleid: c-check-then-use
    return fopen(path, "r");
}

int by_field(struct file *file)
{
    struct stat st;
    if (stat(file->path, &st) == 0) {
        // ruleid: c-check-then-use
        return unlink(file->path);
    }
    return 0;
}

int by_result(const char *path)
{
    struct stat st;
    int result = lstat(path, &st);
    if (result == 0 && !S_ISLNK(st.st_mode)) {
        // ruleid: c-check-then-use
        return open(path, O_RDWR);
    }
    return -1;
}

FILE *by_macro(const char *path)
{
    // todoruleid: c-check-then-use
    return EXISTS(path) ? fopen(path, "r") : NULL;
}

int open_first(const char *path)
{
    struct stat st;
    // ok: c-check-then-use
    int fd = open(path, O_RDONLY | O_NOFOLLOW);
    if (fd >= 0 && fstat(fd, &st) == 0 && S_ISREG(st.st_mode))
        return fd;
    return -1;
}

FILE *other_file(const char *path, const char *log)
{
    if (access(path, R_OK) != 0) {
        // ok: c-check-then-use
        return fopen(log, "a");
    }
    return NULL;
}

int exclusive(const char *path)
{
    // ok: c-check-then-use
    return open(path, O_CREAT | O_EXCL | O_WRONLY, 0600);
}

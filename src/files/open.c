#define _GNU_SOURCE
#include "files/open.h"

#include <errno.h>
#include <fcntl.h>
#include <limits.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

#include "base/banned.h"

#ifndef PATH_MAX
#define PATH_MAX 4096
#endif

/* Folders on the way are only passed through, which asks for no right to list them. */
#ifdef O_PATH
#define PASS (O_PATH | O_DIRECTORY | O_CLOEXEC)
#else
#define PASS (O_RDONLY | O_DIRECTORY | O_CLOEXEC)
#endif

/* Opens in pieces what the kernel would refuse as one path. */
static int open_long(int at, const char *path, int flags)
{
    int folder = at;
    char piece[PATH_MAX];
    for (;;) {
        size_t len = strlen(path);
        if (len < sizeof piece)
            break;
        size_t cut = sizeof piece - 1;
        while (cut > 0 && path[cut] != '/')
            cut--;
        if (cut == 0) {
            if (folder != at)
                close(folder);
            errno = ENAMETOOLONG;
            return -1;
        }
        memcpy(piece, path, cut);
        piece[cut] = '\0';
        int next = openat(folder, piece, PASS);
        int error = errno;
        if (folder != at)
            close(folder);
        errno = error;
        if (next < 0)
            return -1;
        folder = next;
        path += cut;
        while (*path == '/')
            path++;
    }
    int fd = openat(folder, *path ? path : ".", flags);
    if (folder != at) {
        int error = errno;
        close(folder);
        errno = error;
    }
    return fd;
}

int mln_open_read(int at, const char *path)
{
    return open_long(at, path, O_RDONLY | O_NOFOLLOW | O_NONBLOCK | O_NOCTTY | O_CLOEXEC);
}

int mln_open_folder(int at, const char *path)
{
    return open_long(at, path, O_RDONLY | O_NOFOLLOW | O_DIRECTORY | O_CLOEXEC);
}

mln_status mln_open_status(int error)
{
    switch (error) {
    case ELOOP:
    case EMLINK:
    case ENXIO:
    case ENODEV:
        return MLN_SPECIAL;
    default:
        return mln_status_from_errno(error);
    }
}

static bool is_binary(const mln_buf *head)
{
    const unsigned char *bytes = (const unsigned char *)head->data;
    bool utf16 = head->len >= 2 &&
                 ((bytes[0] == 0xFF && bytes[1] == 0xFE) || (bytes[0] == 0xFE && bytes[1] == 0xFF));
    return head->len && !utf16 && memchr(bytes, '\0', head->len);
}

static mln_status read_fd(mln_buf *out, int fd, uint64_t max, bool text)
{
    struct stat info;
    if (fstat(fd, &info) != 0)
        return mln_status_from_errno(errno);
    if (!S_ISREG(info.st_mode))
        return MLN_SPECIAL;
    if ((uint64_t)info.st_size > max)
        return MLN_LIMIT;
    mln_buf_reserve(out, (size_t)info.st_size + 64);
    for (;;) {
        /* A file may grow while it is read: the size is a hint, the limit holds. */
        if (out->cap - out->len < 32)
            mln_buf_reserve(out, 4096);
        size_t room = out->cap - out->len;
        if (text && out->len == 0 && room > MLN_OPEN_HEAD)
            room = MLN_OPEN_HEAD;
        ssize_t got = read(fd, out->data + out->len, room);
        if (got == 0)
            return MLN_OK;
        if (got < 0) {
            if (errno == EINTR)
                continue;
            return mln_status_from_errno(errno);
        }
        bool first = out->len == 0;
        out->len += (size_t)got;
        if (text && first && is_binary(out))
            return MLN_BINARY;
        if (out->len > max)
            return MLN_LIMIT;
    }
}

static mln_status read_path(mln_buf *out, int at, const char *path, uint64_t max, bool text)
{
    mln_buf_clear(out);
    int fd = mln_open_read(at, path);
    if (fd < 0)
        return mln_open_status(errno);
    mln_status status = read_fd(out, fd, max, text);
    close(fd);
    if (status != MLN_OK)
        mln_buf_clear(out);
    return status;
}

mln_status mln_open_read_all(mln_buf *out, int at, const char *path, uint64_t max)
{
    return read_path(out, at, path, max, false);
}

mln_status mln_open_read_text(mln_buf *out, int at, const char *path, uint64_t max)
{
    return read_path(out, at, path, max, true);
}

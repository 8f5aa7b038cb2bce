#define _GNU_SOURCE /* mkostemp */
#include "cli/output.h"

#include <errno.h>
#include <fcntl.h>
#include <poll.h>
#include <stdio.h>
#include <stdlib.h>
#include <sys/stat.h>
#include <unistd.h>

#include "base/banned.h"

int mln_output_send(int fd, const char *bytes, size_t len)
{
    while (len > 0) {
        ssize_t sent = write(fd, bytes, len);
        if (sent >= 0) {
            bytes += sent;
            len -= (size_t)sent;
        } else if (errno == EAGAIN || errno == EWOULDBLOCK) {
            struct pollfd wait = {.fd = fd, .events = POLLOUT};
            if (poll(&wait, 1, -1) < 0 && errno != EINTR)
                return errno;
        } else if (errno != EINTR) {
            return errno;
        }
    }
    return 0;
}

static int write_in_place(const char *path, const mln_buf *text)
{
    int fd = open(path, O_WRONLY | O_CLOEXEC | O_NOCTTY);
    if (fd < 0)
        return errno;
    int error = mln_output_send(fd, text->data, text->len);
    if (close(fd) != 0 && error == 0)
        error = errno;
    return error;
}

/* The mode a new file would get. */
static mode_t default_mode(void)
{
    mode_t mask = umask(0);
    umask(mask);
    return (mode_t)(0666 & ~mask);
}

static int write_beside(const char *path, const mln_buf *text, mode_t mode)
{
    mln_buf name = {0};
    mln_buf_addf(&name, "%s.XXXXXX", path);
    mln_buf_add_char(&name, '\0');
    int fd = mkostemp(name.data, O_CLOEXEC);
    if (fd < 0) {
        int error = errno;
        mln_buf_release(&name);
        return error;
    }
    int error = mln_output_send(fd, text->data, text->len);
    if (error == 0 && fchmod(fd, mode) != 0)
        error = errno;
    if (close(fd) != 0 && error == 0)
        error = errno;
    if (error == 0 && rename(name.data, path) != 0)
        error = errno;
    if (error != 0)
        unlink(name.data);
    mln_buf_release(&name);
    return error;
}

int mln_output_write(const char *path, const mln_buf *text)
{
    struct stat info;
    if (stat(path, &info) != 0)
        return errno == ENOENT ? write_beside(path, text, default_mode()) : errno;
    if (S_ISDIR(info.st_mode))
        return EISDIR;
    if (!S_ISREG(info.st_mode))
        return write_in_place(path, text);
    /* A link to the file stays a link: the file it leads to is replaced. */
    char *real = realpath(path, NULL);
    if (real == NULL)
        return errno;
    int error = write_beside(real, text, info.st_mode & 07777);
    free(real);
    return error;
}

const char *mln_output_get_reason(int error)
{
    switch (error) {
    case ENOSPC:
        return "the disk is full";
    case EDQUOT:
        return "the disk quota is used up";
    case EPIPE:
        return "the reader closed the pipe";
    case EBADF:
        return "it is closed";
    case ENOENT:
        return "its folder does not exist";
    case EISDIR:
        return "it is a folder";
    case EACCES:
    case EPERM:
        return "permission denied";
    case EROFS:
        return "the file system is read-only";
    default:
        return "input or output error";
    }
}

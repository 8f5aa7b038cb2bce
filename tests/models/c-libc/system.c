/* Files, programs, messages and input of libc. */
#include <dirent.h>
#include <dlfcn.h>
#include <err.h>
#include <error.h>
#include <fcntl.h>
#include <ftw.h>
#include <getopt.h>
#include <locale.h>
#include <netdb.h>
#include <spawn.h>
#include <stdarg.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/mount.h>
#include <sys/socket.h>
#include <sys/stat.h>
#include <unistd.h>
#include <wordexp.h>

extern char **environ;

static void programs(char *path, char **argv, int fd)
{
    wordexp_t words;
    pid_t child;
    wordexp(path, &words, 0);
    posix_spawnp(&child, path, NULL, NULL, argv, environ);
    execle(path, path, NULL, environ);
    execv(path, argv);
    execve(path, argv, environ);
    execvp(path, argv);
    execvpe(path, argv, environ);
    fexecve(fd, argv, environ);
    dlmopen(LM_ID_BASE, path, RTLD_NOW);
}

static int visit(const char *path, const struct stat *info, int kind)
{
    return path[0] + kind + (int)info->st_size;
}

static void files(const char *path, const char *other, int folder)
{
    struct stat info;
    char text[256];
    fopen64(path, "r"), open64(path, O_RDONLY);
    stat(path, &info), ftw(path, visit, 8), readlink(path, text, sizeof text);
    chdir(path), chroot(path), chown(path, 0, 0), lchown(path, 0, 0);
    link(path, other), mkdirat(folder, path, 0700), mkfifo(path, 0600), mknod(path, 0600, 0);
    renameat(folder, path, folder, other), mount(path, other, "ext4", 0, NULL);
}

static void messages(const char *text, va_list args)
{
    warn(text);
    vwarn(text, args), vwarnx(text, args);
    error_at_line(0, 0, "a.c", 1, text);
    if (text[0] == 'e')
        errx(1, text);
    if (text[0] == 'v')
        verr(1, text, args);
    verrx(1, text, args);
}

static void inputs(int fd, DIR *folder, locale_t place)
{
    char text[256];
    struct msghdr message;
    char *line = NULL;
    size_t room = 0;
    puts(optarg), puts(environ[0]), puts(secure_getenv("HOME")), puts(getpass("? "));
    puts(gai_strerror(1)), puts(hstrerror(1)), puts(strerror_l(1, place));
    puts(strerrordesc_np(1)), puts(strerrorname_np(1));
    pread(fd, text, sizeof text, 0);
    recvmsg(fd, &message, 0);
    puts(message.msg_iov->iov_base);
    getdelim(&line, &room, ';', stdin);
    puts(readdir(folder)->d_name);
}

int run(char **argv, ...)
{
    va_list args;
    va_start(args, argv);
    programs(argv[1], argv, 3);
    files(argv[1], argv[2], 3);
    messages(argv[1], args);
    inputs(3, opendir(argv[1]), NULL);
    va_end(args);
    return 0;
}

#include <fcntl.h>
#include <sys/stat.h>

#define ALL 0777

struct options {
    const char *path;
};

static void open_up(const char *path)
{
    // ruleid: c-world-writable
    chmod(path, S_IRWXU | S_IRWXG | S_IRWXO);
}

void all(int fd, struct options *options)
{
    // ruleid: c-world-writable
    chmod(options->path, 0777);
    // ruleid: c-world-writable
    fchmod(fd, 0666);
    int mode = 0666;
    // ruleid: c-world-writable
    chmod("/srv/data", mode);
    // todoruleid: c-world-writable
    chmod("/srv/data", ALL);
    // ok: c-world-writable
    chmod("/srv/data", 0640);
    // ok: c-world-writable
    fchmod(fd, S_IRUSR | S_IWUSR);
    // ok: c-world-writable
    chmod("/srv/drop", 01777);
    // ok: c-world-writable
    open("/srv/data", O_CREAT | O_WRONLY, 0666);
    open_up("/srv/data");
}

void without_mask(void)
{
    umask(0);
    // ruleid: c-world-writable
    int fd = open("/srv/data", O_CREAT | O_WRONLY, 0666);
    // ok: c-world-writable
    mkdir("/srv/more", 0750);
}

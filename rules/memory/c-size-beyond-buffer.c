#include <stdint.h>
#include <stdio.h>
#include <string.h>
#include <sys/socket.h>
#include <unistd.h>

void all(int fd, const char *text)
{
    char name[32];
    uint8_t packet[64];
    char filled[8] = "";
    // ruleid: c-size-beyond-buffer
    snprintf(name, 64, "%s", text);
    // ruleid: c-size-beyond-buffer
    strncpy(name, text, 33);
    // ruleid: c-size-beyond-buffer
    recv(fd, packet, 1024, 0);
    // ruleid: c-size-beyond-buffer
    memset(filled, 0, 16);
    const int size = 128;
    // ruleid: c-size-beyond-buffer
    fgets(name, size, stdin);
    // ok: c-size-beyond-buffer
    snprintf(name, 32, "%s", text);
    // ok: c-size-beyond-buffer
    snprintf(name, sizeof name, "%s", text);
    // ok: c-size-beyond-buffer
    read(fd, packet, 64);
    // ok: c-size-beyond-buffer
    memset(filled, 0, 4);
}

// Another buffer of that name.
void other(char *name, const char *text)
{
    // ok: c-size-beyond-buffer
    snprintf(name, 64, "%s", text);
}

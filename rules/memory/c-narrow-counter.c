// Counters that wrap around before they reach their bound.
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

struct upload {
    char *data;
    int parts;
    uint8_t kind;
};

unsigned int parts_of(const char *header);
void handle(struct upload *u, int i);

void each_part(struct upload *u, const char *header)
{
    unsigned int parts = parts_of(header);
    uint8_t i;
    // ruleid: c-narrow-counter
    for (i = 0; i < parts; i++)
        handle(u, i);
}

void turned_round(struct upload *u, size_t length)
{
    unsigned char i;
    // ruleid: c-narrow-counter
    for (i = 0; length > i; ++i) {
        u->data[i] = 0;
    }
}

// The bound through another name.
void by_alias(struct upload *u, const char *header)
{
    int sent = atoi(header);
    int count = sent;
    short i = 0;
    // ruleid: c-narrow-counter
    while (i < count) {
        handle(u, i);
        i++;
    }
}

// The bound is what a function of the program gives.
static long wrapped(const char *header)
{
    return strtol(header, NULL, 10);
}

void by_wrapper(struct upload *u, const char *header)
{
    long count = wrapped(header);
    // ruleid: c-narrow-counter
    for (uint16_t i = 0; i < count; i += 2) {
        handle(u, i);
    }
}

void by_steps(struct upload *u, int count)
{
    short s;
    // ruleid: c-narrow-counter
    for (s = 0; s < count;) {
        handle(u, s);
        s++;
    }
}

// The bound comes from a field.
void by_field(struct upload *u)
{
    int parts = u->parts;
    // ruleid: c-narrow-counter
    for (unsigned char i = 0; i < parts; i++)
        handle(u, i);
}

// Constants that it cannot hold.
void constants(struct upload *u, unsigned int flags)
{
    unsigned char c;
    signed char small;
    // ruleid: c-narrow-counter
    for (c = 0; c < 0x1000; c++)
        handle(u, c);
    // ruleid: c-narrow-counter
    for (small = 0; small < 200; small++)
        handle(u, small);
    // ruleid: c-narrow-counter
    for (c = 0; c < (flags & 0xFF00); c++)
        handle(u, c);
    // ruleid: c-narrow-counter
    for (c = 0; c < (flags >> 8); c++)
        handle(u, c);
    // ok: c-narrow-counter
    for (c = 0; c < 0xFF; c++)
        handle(u, c);
    // ok: c-narrow-counter
    for (c = 0; c < (flags & 0xFF); c++)
        handle(u, c);
    // ok: c-narrow-counter
    for (c = 0; c < (flags >> 24); c++)
        handle(u, c);
    // ok: c-narrow-counter
    for (c = 0; c < ((flags & 0xFF00) >> 8); c++)
        handle(u, c);
}

// A counter as wide as its bound.
void wide_enough(struct upload *u, size_t length, int count, short few)
{
    // ok: c-narrow-counter
    for (size_t i = 0; i < length; i++)
        u->data[i] = 0;
    // ok: c-narrow-counter
    for (int i = 0; i < count; i++)
        handle(u, i);
    // ok: c-narrow-counter
    for (short i = 0; i < few; i++)
        handle(u, i);
}

// The bound fits, as the program wrote it.
void known(struct upload *u)
{
    int few = 16;
    // ok: c-narrow-counter
    for (unsigned char i = 0; i < few; i++)
        handle(u, i);
}

// Held against what the counter holds.
void checked(struct upload *u, const char *header)
{
    unsigned int count = parts_of(header);
    if (count > 255)
        return;
    // ok: c-narrow-counter
    for (unsigned char i = 0; i < count; i++)
        handle(u, i);
}

// It is the bound that comes down.
void downwards(struct upload *u, int count)
{
    short s;
    // ok: c-narrow-counter
    for (s = 256; s < count; count--)
        handle(u, s);
}

// No loop.
int compared(const struct upload *u, int kinds)
{
    unsigned char kind = u->kind;
    // ok: c-narrow-counter
    return kind < kinds;
}

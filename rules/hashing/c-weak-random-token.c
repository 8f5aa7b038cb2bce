#include <stdio.h>
#include <stdlib.h>
#include <sys/random.h>
#include <time.h>

#define PICK() rand()

struct session {
    unsigned long token;
    char id[33];
    int seconds;
};

void fields(struct session *session)
{
    srand(time(NULL));
    // ruleid: c-weak-random-token
    session->token = rand();
    for (int i = 0; i < 32; i++) {
        // ruleid: c-weak-random-token
        snprintf(session->id, sizeof session->id, "%08lx", random());
    }
    // ok: c-weak-random-token
    session->seconds = 300 + rand() % 60;
}

void variables(void)
{
    // ruleid: c-weak-random-token
    int csrf_token = rand() ^ (rand() << 15);
    char session_id[17];
    const char *letters = "0123456789abcdef";
    for (int i = 0; i < 16; i++) {
        // ruleid: c-weak-random-token
        session_id[i] = letters[rand() % 16];
    }
    // todoruleid: c-weak-random-token
    int nonce = PICK();
}

static void make_token(char *out, int length)
{
    for (int i = 0; i < length; i++) {
        // ruleid: c-weak-random-token
        out[i] = 'a' + rand() % 26;
    }
}

void harmless(char *token)
{
    // ok: c-weak-random-token
    int delay = rand() % 100;
    // ok: c-weak-random-token
    int tokens_left = rand() % 5;
    // ok: c-weak-random-token
    getrandom(token, 16, 0);
    // ok: c-weak-random-token
    char *bucket = token + (rand() % 4);
    make_token(bucket, delay + tokens_left);
}

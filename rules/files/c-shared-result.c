#include <arpa/inet.h>
#include <string.h>
#include <time.h>

#define NOW() localtime(&(time_t){time(NULL)})

struct answer {
    const char *date;
};

static struct tm *today(const time_t *now)
{
    // ruleid: c-shared-result
    return gmtime(now);
}

void all(struct answer *answer, char *text, struct in_addr address)
{
    time_t now = time(NULL);
    // ruleid: c-shared-result
    answer->date = ctime(&now);
    // ruleid: c-shared-result
    char *word = strtok(text, ",");
    // ruleid: c-shared-result
    const char *from = inet_ntoa(address);
    struct tm tm;
    char *rest;
    // ok: c-shared-result
    gmtime_r(&now, &tm);
    // ok: c-shared-result
    word = strtok_r(text, ",", &rest);
    // ok: c-shared-result
    strftime(text, 20, "%F", &tm);
    today(&now);
    answer->date = from ? from : word;
}

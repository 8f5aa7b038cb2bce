/* Memory, texts and wide texts of libc: what passes a value on, and what takes a size. */
#include <alloca.h>
#include <ctype.h>
#include <iconv.h>
#include <libgen.h>
#include <stdarg.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <strings.h>
#include <sys/mman.h>
#include <sys/uio.h>
#include <threads.h>
#include <unistd.h>
#include <wchar.h>

static char *copies(char *to, char *from, size_t size)
{
    bcopy(from, to, size);
    memmove(to, from, size);
    memccpy(to, from, 'x', size);
    mempcpy(to, from, size);
    stpcpy(to, from);
    stpncpy(to, from, size);
    swab(from, to, (ssize_t)size);
    char *again = strndup(from, size);
    char *near = strdupa(from), *part = strndupa(from, size);
    puts(near), puts(part), puts(again);
    return to;
}

static char *found(char *text, char *word, size_t size)
{
    puts(index(text, '/')), puts(rindex(text, '/'));
    puts(memchr(text, '/', size)), puts(memrchr(text, '/', size)), puts(rawmemchr(text, '/'));
    puts(memmem(text, size, word, 3));
    puts(strcasestr(text, word)), puts(strchrnul(text, ':')), puts(strrchr(text, '.'));
    puts(basename(text)), puts(dirname(text));
    puts(canonicalize_file_name(text));
    return strsep(&text, ",");
}

static int compare(const void *a, const void *b)
{
    return strcmp(a, b);
}

static int checked(char *text, size_t size, const wchar_t *wide)
{
    if (strcasecmp(text, "all") == 0 || strcasecmp("none", text) == 0 || wcscmp(wide, L"all") == 0)
        return 1;
    if (!memchr(text, '\n', size) && !memmem(text, size, "..", 2) && !strrchr(text, '/'))
        return 1;
    return bsearch(text, text, size, 1, compare) != NULL;
}

static void sizes(size_t size, void *old)
{
    free(realloc(old, size));
    free(reallocarray(NULL, size, 4));
    free(valloc(size));
    free(aligned_alloc(16, size));
    mmap(NULL, size, PROT_READ, MAP_PRIVATE | MAP_ANONYMOUS, -1, 0);
    puts(alloca(size)), puts(__builtin_alloca(size));
}

static void wide(wchar_t *to, const wchar_t *from, char *narrow, size_t size)
{
    wcscpy(to, from), wcscat(to, from), wcsncpy(to, from, size), wcsncat(to, from, size);
    mbstowcs(to, narrow, size), wcstombs(narrow, from, size);
    swprintf(to, size, from, 1);
    wprintf(from), fwprintf(stdout, from);
    free(wcsdup(from));
}

static void listed(char **to, char *text, const char *format, ...)
{
    va_list args, again;
    va_start(args, format);
    va_copy(again, args);
    char *first = va_arg(again, char *);
    puts(first);
    vasprintf(to, format, args);
    vsprintf(*to, format, args);
    vsscanf(text, format, args);
    vdprintf(1, format, args);
    va_end(args);
}

static int work(void *data)
{
    return data != NULL;
}

int run(char *text, size_t size, iconv_t table, FILE *file, int fd)
{
    thrd_t thread;
    thrd_create(&thread, work, text);
    qsort(text, size, 1, compare);
    char *in = text, *out = malloc(size), *line = NULL;
    size_t left = size, room = size;
    iconv(table, &in, &left, &out, &room);
    FILE *memory = fmemopen(text, size, "r");
    FILE *stream = open_memstream(&out, &room);
    getdelim(&line, &room, ';', file);
    struct iovec vector = {text, size};
    readv(fd, &vector, 1);
    putchar(toupper(fgetc(memory)) + getc(stream));
    copies(out, text, size);
    found(text, out, size);
    sizes(size, out);
    wide(NULL, L"x", text, size);
    listed(&out, text, "%s", text);
    return checked(text, size, L"x") + dup(fd);
}

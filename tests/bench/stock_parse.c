/* stock_parse: the yardstick of `make bench`: how long does it take merely to parse these files?
 *
 * The tree-sitter core and the grammars that merlon uses, built by plain `gcc -O2` with the C
 * library's malloc; one parser a thread, reused; every file is read, parsed whole and its tree
 * deleted. No tree is looked at.
 *
 * Usage: stock_parse LIST THREADS     LIST: a file with one path a line
 * Prints: files, bytes, files that could not be read, user and system seconds (getrusage), with
 * tabs between.
 */
#define _GNU_SOURCE
#include <fcntl.h>
#include <pthread.h>
#include <stdatomic.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/resource.h>
#include <sys/stat.h>
#include <tree_sitter/api.h>
#include <unistd.h>

const TSLanguage *tree_sitter_javascript(void);
const TSLanguage *tree_sitter_typescript(void);
const TSLanguage *tree_sitter_tsx(void);
const TSLanguage *tree_sitter_c(void);

static char **paths;
static size_t path_count;
static atomic_size_t next_path;
static atomic_size_t files_parsed, bytes_parsed, files_failed;

static const TSLanguage *find_language(const char *path)
{
    static const struct {
        const char *extension;
        const TSLanguage *(*get)(void);
    } table[] = {
        {".js", tree_sitter_javascript},
        {".mjs", tree_sitter_javascript},
        {".cjs", tree_sitter_javascript},
        {".jsx", tree_sitter_javascript},
        {".ts", tree_sitter_typescript},
        {".mts", tree_sitter_typescript},
        {".cts", tree_sitter_typescript},
        {".tsx", tree_sitter_tsx},
        {".c", tree_sitter_c},
        {".h", tree_sitter_c},
    };
    const char *dot = strrchr(path, '.');
    for (size_t i = 0; dot && i < sizeof table / sizeof *table; i++) {
        if (strcmp(dot, table[i].extension) == 0) {
            return table[i].get();
        }
    }
    return NULL;
}

/* The whole file in *buffer, which grows and is kept; false when it cannot be read. */
static bool read_file(const char *path, char **buffer, size_t *size, size_t *len)
{
    int fd = open(path, O_RDONLY | O_CLOEXEC);
    struct stat info;
    if (fd < 0) {
        return false;
    }
    if (fstat(fd, &info) != 0) {
        close(fd);
        return false;
    }
    size_t wanted = (size_t)info.st_size;
    if (wanted > *size) {
        free(*buffer);
        *size = wanted;
        *buffer = malloc(wanted);
        if (!*buffer) {
            abort();
        }
    }
    *len = 0;
    while (*len < wanted) {
        ssize_t got = read(fd, *buffer + *len, wanted - *len);
        if (got <= 0) {
            break;
        }
        *len += (size_t)got;
    }
    close(fd);
    return *len == wanted;
}

static void *work(void *unused)
{
    (void)unused;
    TSParser *parser = ts_parser_new();
    char *buffer = NULL;
    size_t size = 0;
    for (;;) {
        size_t index = atomic_fetch_add(&next_path, 1);
        if (index >= path_count) {
            break;
        }
        const TSLanguage *language = find_language(paths[index]);
        size_t len = 0;
        TSTree *tree = NULL;
        if (language && read_file(paths[index], &buffer, &size, &len) &&
            ts_parser_set_language(parser, language)) {
            tree = ts_parser_parse_string(parser, NULL, buffer ? buffer : "", (uint32_t)len);
        }
        if (!tree) {
            atomic_fetch_add(&files_failed, 1);
            ts_parser_reset(parser);
            continue;
        }
        ts_tree_delete(tree);
        atomic_fetch_add(&files_parsed, 1);
        atomic_fetch_add(&bytes_parsed, len);
    }
    free(buffer);
    ts_parser_delete(parser);
    return NULL;
}

static void read_list(const char *path)
{
    FILE *list = fopen(path, "r");
    if (!list) {
        perror(path);
        exit(2);
    }
    char *line = NULL;
    size_t line_size = 0;
    size_t room = 0;
    ssize_t len;
    while ((len = getline(&line, &line_size, list)) > 0) {
        if (line[len - 1] == '\n') {
            line[len - 1] = '\0';
        }
        if (path_count == room) {
            room = room ? room * 2 : 1024;
            paths = realloc(paths, room * sizeof *paths);
            if (!paths) {
                abort();
            }
        }
        paths[path_count++] = strdup(line);
    }
    free(line);
    fclose(list);
}

int main(int argc, char **argv)
{
    int threads = argc == 3 ? atoi(argv[2]) : 0;
    if (threads < 1 || threads > 64) {
        fprintf(stderr, "usage: stock_parse LIST THREADS (1 to 64)\n");
        return 2;
    }
    read_list(argv[1]);
    pthread_t ids[64];
    for (int i = 0; i < threads; i++) {
        if (pthread_create(&ids[i], NULL, work, NULL) != 0) {
            perror("pthread_create");
            return 2;
        }
    }
    for (int i = 0; i < threads; i++) {
        pthread_join(ids[i], NULL);
    }
    struct rusage usage;
    getrusage(RUSAGE_SELF, &usage);
    printf("%zu\t%zu\t%zu\t%.3f\t%.3f\n", files_parsed, bytes_parsed, files_failed,
           (double)usage.ru_utime.tv_sec + (double)usage.ru_utime.tv_usec / 1e6,
           (double)usage.ru_stime.tv_sec + (double)usage.ru_stime.tv_usec / 1e6);
    return files_failed != 0;
}

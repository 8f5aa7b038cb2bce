#include "table_p.h"

#include <errno.h>
#include <fcntl.h>
#include <sodium.h>
#include <stdlib.h>
#include <string.h>
#include <sys/file.h>
#include <sys/mman.h>
#include <sys/stat.h>
#include <unistd.h>

#define PLACES 8
#define CHOICES (2 * PLACES)
#define HEADER_SIZE 4096
#define TENTATIVE ((uint64_t)1 << 8)
#define GENERATION ((uint64_t)0xff)
#define HASH_SHIFT 9
#define TRIES_TO_OPEN 100

_Static_assert(ATOMIC_LLONG_LOCK_FREE == 2, "words that processes share must be lock-free");

/* What a file begins with. Never written after it got its name, but for `evicted`. */
typedef struct mlg_table_header {
    char magic[8];
    uint32_t version;
    uint32_t algorithm;
    uint64_t capacity;
    int64_t window_us;
    uint64_t buckets;
    unsigned char key[crypto_shorthash_KEYBYTES];
    unsigned char check[crypto_shorthash_BYTES]; /* of all above */
    _Atomic uint64_t evicted;
} mlg_table_header;

typedef struct mlg_bucket {
    _Atomic uint64_t tag[PLACES];
    _Atomic uint64_t state[PLACES][2];
} mlg_bucket;

_Static_assert(sizeof(mlg_bucket) == 192, "a bucket is three cache lines");
_Static_assert(sizeof(mlg_table_header) <= HEADER_SIZE, "the header has its page");

struct mlg_table {
    mlg_table_header *header;
    mlg_bucket *buckets;
    uint64_t count; /* of buckets: a copy, the file is not asked for bounds */
    size_t bytes;
    size_t capacity;
    unsigned char key[crypto_shorthash_KEYBYTES]; /* of the hash, by name */
};

/* ---- the file
 * ------------------------------------------------------------------------------------ */

static const char magic[8] = {'M', 'L', 'G', 'T', 'A', 'B', 'L', 'E'};

static void header_check(const mlg_table_header *header, unsigned char *check)
{
    crypto_shorthash(check, (const unsigned char *)header, offsetof(mlg_table_header, check),
                     header->key);
}

static void header_fill(mlg_table_header *header, const mlg_limit_options *options,
                        uint64_t buckets)
{
    memcpy(header->magic, magic, sizeof magic);
    header->version = MLG_TABLE_VERSION;
    header->algorithm = (uint32_t)options->algorithm;
    header->capacity = options->capacity;
    header->window_us = options->window_us;
    header->buckets = buckets;
    crypto_shorthash_keygen(header->key);
    header_check(header, header->check);
}

/* What is wrong with an open file, or MLG_OK. */
static int file_judge(int file, const mlg_limit_options *options, uint64_t buckets, size_t bytes)
{
    struct stat info;
    mlg_table_header header;
    unsigned char check[crypto_shorthash_BYTES];
    if (fstat(file, &info) != 0)
        return MLG_ERR_FILE;
    if (!S_ISREG(info.st_mode))
        return MLG_ERR_FORMAT;
    if (info.st_uid != geteuid() || (info.st_mode & 077) != 0)
        return MLG_ERR_OWNER;
    if (pread(file, &header, sizeof header, 0) != (ssize_t)sizeof header ||
        memcmp(header.magic, magic, sizeof magic) != 0 || header.version != MLG_TABLE_VERSION)
        return MLG_ERR_FORMAT;
    header_check(&header, check);
    if (memcmp(check, header.check, sizeof check) != 0)
        return MLG_ERR_FORMAT;
    if (header.algorithm != (uint32_t)options->algorithm || header.capacity != options->capacity ||
        header.window_us != options->window_us || header.buckets != buckets)
        return MLG_ERR_MISMATCH;
    return info.st_size == (off_t)bytes ? MLG_OK : MLG_ERR_FORMAT;
}

/* Makes a complete file under a name of its own, which replaces the X. */
static int file_make(char *name, const mlg_limit_options *options, uint64_t buckets, size_t bytes)
{
    int file = mkostemp(name, O_CLOEXEC);
    if (file < 0)
        return MLG_ERR_FILE;
    mlg_table_header header;
    memset(&header, 0, sizeof header);
    header_fill(&header, options, buckets);
    /* Blocks are reserved now: a full disk must not become a signal later. */
    int error = fchmod(file, 0600) != 0 ? errno : posix_fallocate(file, 0, (off_t)bytes);
    if (!error && pwrite(file, &header, sizeof header, 0) != (ssize_t)sizeof header)
        error = EIO;
    sodium_memzero(&header, sizeof header);
    if (error) {
        unlink(name);
        close(file);
        errno = error;
        return MLG_ERR_FILE;
    }
    return file;
}

/* Puts a new file in the place of `old`, which does not fit. MLG_DENY when somebody else was
 * faster. */
static int file_replace(int old, const char *path, const char *made)
{
    struct stat held, named;
    while (flock(old, LOCK_EX) != 0)
        if (errno != EINTR)
            return MLG_ERR_FILE;
    if (fstat(old, &held) != 0 || lstat(path, &named) != 0 || held.st_dev != named.st_dev ||
        held.st_ino != named.st_ino)
        return MLG_DENY;
    return rename(made, path) == 0 ? MLG_ALLOW : MLG_ERR_FILE;
}

/* The descriptor of a file that fits, or an error. Processes that start at once all get the same
 * file. */
static int file_open(const mlg_env *env, const mlg_limit_options *options, uint64_t buckets,
                     size_t bytes)
{
    size_t size = strlen(options->path) + sizeof ".XXXXXX";
    char *name = mlg_env_alloc(env, size);
    if (!name)
        return MLG_ERR_MEMORY;
    int result = MLG_ERR_FILE;
    for (int tries = 0; tries < TRIES_TO_OPEN; tries++) {
        int old = open(options->path, O_RDWR | O_CLOEXEC | O_NOFOLLOW | O_NONBLOCK);
        if (old < 0 && errno != ENOENT)
            break;
        int verdict = old < 0 ? MLG_ERR_FILE : file_judge(old, options, buckets, bytes);
        if (old >= 0 && verdict == MLG_OK) {
            result = old;
            break;
        }
        if (old >= 0 &&
            (!options->replace || (verdict != MLG_ERR_FORMAT && verdict != MLG_ERR_MISMATCH))) {
            close(old);
            result = verdict;
            break;
        }
        mlg_out text;
        mlg_out_init(&text, name, size);
        mlg_out_text(&text, options->path);
        mlg_out_text(&text, ".XXXXXX");
        (void)mlg_out_end(&text);
        int made = file_make(name, options, buckets, bytes);
        if (made < 0) {
            if (old >= 0)
                close(old);
            break;
        }
        int placed;
        if (old >= 0) {
            placed = file_replace(old, options->path, name);
            close(old);
        } else {
            placed = link(name, options->path) == 0 ? MLG_ALLOW
                     : errno == EEXIST              ? MLG_DENY
                                                    : MLG_ERR_FILE;
        }
        int error = errno;
        unlink(name); /* gone already when it was renamed */
        errno = error;
        if (placed == MLG_ALLOW) {
            result = made;
            break;
        }
        close(made);
        errno = error;
        if (placed < 0)
            break;
    }
    int error = errno;
    mlg_env_free(env, name);
    errno = error;
    return result;
}

int mlg_table_new(const mlg_env *env, const mlg_limit_options *options, mlg_table **out)
{
    *out = NULL;
    if (options->capacity > (size_t)1 << 32)
        return MLG_ERR_ARGUMENT;
    mlg_table *table = mlg_env_alloc(env, sizeof *table);
    if (!table)
        return MLG_ERR_MEMORY;
    table->capacity = options->capacity;
    table->count = (options->capacity * 10 + 47) / 48;
    if (table->count < 2)
        table->count = 2;
    table->bytes = HEADER_SIZE + (size_t)table->count * sizeof(mlg_bucket);
    int file = -1;
    if (options->path) {
        file = file_open(env, options, table->count, table->bytes);
        if (file < 0) {
            mlg_env_free(env, table);
            return file;
        }
    }
    void *memory = mmap(NULL, table->bytes, PROT_READ | PROT_WRITE,
                        MAP_SHARED | (file < 0 ? MAP_ANONYMOUS : 0), file, 0);
    if (file >= 0)
        close(file);
    if (memory == MAP_FAILED) {
        mlg_env_free(env, table);
        return file < 0 ? MLG_ERR_MEMORY : MLG_ERR_FILE;
    }
    table->header = memory;
    table->buckets = (mlg_bucket *)((char *)memory + HEADER_SIZE);
    if (file < 0)
        header_fill(table->header, options, table->count);
    const char *name = options->name ? options->name : "";
    crypto_generichash(table->key, sizeof table->key, (const unsigned char *)name, strlen(name),
                       table->header->key, sizeof table->header->key);
    *out = table;
    return MLG_OK;
}

void mlg_table_free(mlg_table *table, const mlg_env *env)
{
    if (!table)
        return;
    munmap(table->header, table->bytes);
    sodium_memzero(table->key, sizeof table->key);
    mlg_env_free(env, table);
}

uint64_t mlg_table_hash(const mlg_table *table, const char *key, size_t len)
{
    unsigned char bytes[crypto_shorthash_BYTES];
    uint64_t hash;
    crypto_shorthash(bytes, (const unsigned char *)key, len, table->key);
    memcpy(&hash, bytes, sizeof hash);
    return hash;
}

/* ---- places
 * --------------------------------------------------------------------------------------- */

/* The places of a key in their order, and what its tags begin with. */
typedef struct mlg_choice {
    mlg_bucket *bucket[2];
    uint64_t hash; /* shifted to its place in a tag */
} mlg_choice;

static mlg_choice choice_of(const mlg_table *table, uint64_t hash)
{
    mlg_choice choice;
    __extension__ typedef unsigned __int128 wide;
    uint64_t first = (uint64_t)(((wide)hash * table->count) >> 64);
    uint64_t turned = (hash << 32 | hash >> 32) * UINT64_C(0x9e3779b97f4a7c15);
    uint64_t second = (uint64_t)(((wide)turned * (table->count - 1)) >> 64);
    if (second >= first)
        second++;
    choice.bucket[0] = &table->buckets[first];
    choice.bucket[1] = &table->buckets[second];
    choice.hash = hash << HASH_SHIFT;
    if (!choice.hash)
        choice.hash = (uint64_t)1 << HASH_SHIFT;
    return choice;
}

static mlg_place place_of(const mlg_choice *choice, unsigned index)
{
    mlg_bucket *bucket = choice->bucket[index / PLACES];
    mlg_place place = {&bucket->tag[index % PLACES], bucket->state[index % PLACES], 0};
    return place;
}

static int is_of(const mlg_choice *choice, uint64_t tag)
{
    return (tag & ~(TENTATIVE | GENERATION)) == choice->hash;
}

static uint64_t emptied(uint64_t tag)
{
    return tag & GENERATION;
}

/* MLG_ALLOW: confirmed, in `place`. Else `tentative` is the lowest tentative place or CHOICES. */
static int look(const mlg_choice *choice, mlg_place *place, unsigned *tentative)
{
    *tentative = CHOICES;
    for (unsigned i = 0; i < CHOICES; i++) {
        uint64_t tag = atomic_load(&choice->bucket[i / PLACES]->tag[i % PLACES]);
        if (!is_of(choice, tag))
            continue;
        if (!(tag & TENTATIVE)) {
            *place = place_of(choice, i);
            place->seen = tag;
            return MLG_ALLOW;
        }
        if (*tentative == CHOICES)
            *tentative = i;
    }
    return MLG_DENY;
}

int mlg_table_find(const mlg_table *table, uint64_t hash, mlg_place *place)
{
    mlg_choice choice = choice_of(table, hash);
    unsigned tentative;
    return look(&choice, place, &tentative);
}

/* What giving a place away costs: the lowest is taken. Empty, expired, then by what would be
 * forgotten. A place that was taken and not yet hit is nearly free, never free: its owner is about
 * to count in it. */
static uint64_t cost_of(const mlg_place *place, int64_t now_us, mlg_weigh_fn *weigh,
                        const void *arg)
{
    if (!(place->seen & ~GENERATION))
        return 0;
    uint64_t first = atomic_load(&place->state[0]), second = atomic_load(&place->state[1]);
    if ((place->seen & TENTATIVE) || (first & ~MLG_STATE_MASK) != mlg_place_generation(place))
        return 2;
    uint64_t weight =
        weigh(arg, now_us, mlg_place_value(place, first), mlg_place_value(place, second));
    return weight ? weight + 2 : 1;
}

/* Takes a place tentatively and returns its index, or CHOICES when it had changed meanwhile. */
static unsigned claim(const mlg_table *table, const mlg_choice *choice, int64_t now_us,
                      mlg_weigh_fn *weigh, const void *arg)
{
    uint64_t least[2] = {UINT64_MAX, UINT64_MAX};
    unsigned where[2] = {0, 0}, spare[2] = {0, 0};
    uint64_t seen[2] = {0, 0};
    for (unsigned i = 0; i < CHOICES; i++) {
        unsigned side = i / PLACES;
        mlg_place place = place_of(choice, i);
        place.seen = atomic_load(place.tag);
        uint64_t cost = cost_of(&place, now_us, weigh, arg);
        spare[side] += cost <= 1;
        if (cost < least[side]) {
            least[side] = cost;
            where[side] = i;
            seen[side] = place.seen;
        }
    }
    /* The emptier bucket, so that they fill evenly; when both are full, the place that costs less.
     */
    unsigned side = spare[0] != spare[1] ? spare[1] > spare[0] : least[1] < least[0];
    mlg_place place = place_of(choice, where[side]);
    uint64_t tag = choice->hash | TENTATIVE | ((seen[side] + 1) & GENERATION);
    if (!atomic_compare_exchange_strong(place.tag, &seen[side], tag))
        return CHOICES;
    if (least[side] > 2)
        atomic_fetch_add(&table->header->evicted, 1);
    return where[side];
}

/* Confirms a tentative place, or gives it back for another one. Anybody may do so, several at once.
 */
static void settle(const mlg_choice *choice, unsigned index)
{
    _Atomic uint64_t *own = place_of(choice, index).tag;
    uint64_t tag = atomic_load(own);
    if (!is_of(choice, tag) || !(tag & TENTATIVE))
        return;
    for (unsigned i = 0; i < CHOICES; i++) {
        if (i == index)
            continue;
        _Atomic uint64_t *other = place_of(choice, i).tag;
        uint64_t found = atomic_load(other);
        if (!is_of(choice, found))
            continue;
        if (!(found & TENTATIVE) || i < index) {
            atomic_compare_exchange_strong(own, &tag, emptied(tag));
            return;
        }
        if (!atomic_compare_exchange_strong(other, &found, emptied(found)))
            return; /* confirmed meanwhile, perhaps: look again */
    }
    atomic_compare_exchange_strong(own, &tag, tag & ~TENTATIVE);
}

void mlg_table_take(const mlg_table *table, uint64_t hash, int64_t now_us, mlg_weigh_fn *weigh,
                    const void *arg, mlg_place *place)
{
    mlg_choice choice = choice_of(table, hash);
    unsigned tentative;
    /* Another round is only needed when another process got on. */
    while (look(&choice, place, &tentative) != MLG_ALLOW) {
        if (tentative == CHOICES)
            tentative = claim(table, &choice, now_us, weigh, arg);
        if (tentative != CHOICES)
            settle(&choice, tentative);
    }
}

void mlg_table_drop(const mlg_place *place)
{
    uint64_t seen = place->seen;
    atomic_compare_exchange_strong(place->tag, &seen, emptied(seen));
}

void mlg_table_clear(mlg_table *table)
{
    for (uint64_t i = 0; i < table->count; i++) {
        for (unsigned j = 0; j < PLACES; j++) {
            mlg_place place = {&table->buckets[i].tag[j], table->buckets[i].state[j], 0};
            place.seen = atomic_load(place.tag);
            if (place.seen & ~GENERATION)
                mlg_table_drop(&place);
        }
    }
}

void mlg_table_usage(const mlg_table *table, mlg_limit_usage *usage)
{
    memset(usage, 0, sizeof *usage);
    usage->capacity = table->capacity;
    usage->places = (size_t)table->count * PLACES;
    usage->bytes = table->bytes;
    usage->evicted = atomic_load(&table->header->evicted);
    for (uint64_t i = 0; i < table->count; i++)
        for (unsigned j = 0; j < PLACES; j++)
            usage->taken += (atomic_load(&table->buckets[i].tag[j]) & ~GENERATION) != 0;
}

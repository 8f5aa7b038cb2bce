#include "syntax/tree.h"

#include "base/banned.h"

/* Spelling that makes code another code. Parentheses, implicit blocks and async do not. */
#define IDENTITY_FLAGS                                                                             \
    (MLN_FLAG_OP | MLN_FLAG_OPTIONAL | MLN_FLAG_COMPUTED | MLN_FLAG_REST | MLN_FLAG_PATTERN)

/* Nodes of a small pattern; a multiple of 4, as `grow` needs it. */
#define CAPACITY_MIN 64u

void mln_tree_init(mln_tree *tree)
{
    *tree = (mln_tree){0};
    mln_strtab_init(&tree->syms);
}

void mln_tree_release(mln_tree *tree)
{
    mln_mem_free(tree->kind);
    mln_strtab_release(&tree->syms);
    mln_vec_release(&tree->comments);
    mln_vec_release(&tree->errors);
    *tree = (mln_tree){0};
}

void mln_tree_clear(mln_tree *tree)
{
    tree->count = 0;
    tree->error_bytes = 0;
    mln_strtab_clear(&tree->syms);
    mln_vec_clear(&tree->comments);
    mln_vec_clear(&tree->errors);
}

/* Bytes of all arrays for a node. */
#define NODE_SIZE (6 * sizeof(uint32_t) + sizeof(uint16_t) + 2)

static void *move(char **at, const void *old, size_t old_bytes, size_t new_bytes)
{
    void *array = *at;
    if (old_bytes)
        memcpy(array, old, old_bytes);
    *at += new_bytes;
    return array;
}

/* Puts all arrays into one block, the widest last but each aligned: `capacity` is a multiple of 4.
 */
static void place(mln_tree *tree, const mln_tree *from, char *block, uint32_t capacity)
{
    size_t count = from->count;
    char *at = block;
    /* `kind` owns the block, so it must stand first. */
    tree->kind = move(&at, from->kind, count, capacity);
    tree->role = move(&at, from->role, count, capacity);
    tree->flags = move(&at, from->flags, count * sizeof(uint16_t), capacity * sizeof(uint16_t));
    uint32_t *const olds[] = {from->end,  from->parent, from->start,
                              from->stop, from->sym,    from->hash};
    uint32_t **const words[] = {&tree->end,  &tree->parent, &tree->start,
                                &tree->stop, &tree->sym,    &tree->hash};
    for (size_t i = 0; i < MLN_COUNT_OF(words); i++)
        *words[i] = move(&at, olds[i], count * sizeof(uint32_t), capacity * sizeof(uint32_t));
    tree->capacity = capacity;
}

static void grow(mln_tree *tree)
{
    uint32_t capacity = tree->capacity ? tree->capacity * 2 : CAPACITY_MIN;
    if (capacity < tree->capacity)
        mln_mem_exhausted(SIZE_MAX);
    void *old = tree->kind;
    place(tree, tree, mln_mem_resize(NULL, capacity, NODE_SIZE), capacity);
    mln_mem_free(old);
}

void mln_tree_freeze(mln_tree *tree, const mln_tree *from, mln_arena *arena)
{
    uint32_t capacity = (from->count + 3) & ~3u;
    const mln_strtab_entry *old = from->syms.entries.data;
    uint32_t count = from->syms.entries.len;
    mln_strtab_entry *entries = mln_arena_alloc(arena, count * sizeof *entries);
    for (uint32_t i = 0; i < count; i++) {
        mln_str text = old[i].text;
        entries[i] =
            (mln_strtab_entry){{mln_arena_dup(arena, text.ptr, text.len), text.len}, old[i].hash};
    }
    *tree = (mln_tree){.count = from->count, .lang = from->lang, .text = from->text};
    tree->syms.entries.data = entries;
    tree->syms.entries.len = count;
    place(tree, from, mln_arena_alloc(arena, (size_t)capacity * NODE_SIZE), capacity);
}

uint32_t mln_tree_add(mln_tree *tree, mln_kind kind, mln_role role, unsigned flags, uint32_t parent,
                      mln_span span)
{
    if (tree->count == tree->capacity)
        grow(tree);
    uint32_t n = tree->count++;
    tree->kind[n] = (uint8_t)kind;
    tree->role[n] = (uint8_t)role;
    tree->flags[n] = (uint16_t)flags;
    tree->parent[n] = parent;
    tree->start[n] = span.start;
    tree->stop[n] = span.stop;
    tree->sym[n] = 0;
    return n;
}

static uint32_t mix(uint32_t hash, uint32_t value)
{
    hash = (hash ^ value) * 0x9e3779b1u;
    return hash ^ hash >> 15;
}

void mln_tree_finish(mln_tree *tree)
{
    uint32_t count = tree->count;
    const mln_strtab_entry *syms = tree->syms.entries.data;
    for (uint32_t n = 0; n < count; n++) {
        tree->end[n] = n + 1;
        tree->hash[n] = 0;
    }
    for (uint32_t n = count; n-- > 0;) {
        uint32_t hash = mix(tree->kind[n], tree->flags[n] & (unsigned)IDENTITY_FLAGS);
        hash = mix(hash, syms[tree->sym[n]].hash);
        tree->hash[n] = hash = mix(hash, tree->hash[n]);
        if (n == 0)
            break;
        uint32_t parent = tree->parent[n];
        tree->hash[parent] = mix(tree->hash[parent] * 31, hash);
        if (tree->end[parent] < tree->end[n])
            tree->end[parent] = tree->end[n];
    }
}

bool mln_tree_same(const mln_tree *tree, mln_node a, mln_node b)
{
    if (a.id == b.id)
        return true;
    if (tree->hash[a.id] != tree->hash[b.id])
        return false;
    uint32_t size = tree->end[a.id] - a.id;
    if (tree->end[b.id] - b.id != size)
        return false;
    for (uint32_t i = 0; i < size; i++) {
        uint32_t x = a.id + i, y = b.id + i;
        if (tree->kind[x] != tree->kind[y] || tree->sym[x] != tree->sym[y] ||
            tree->end[x] - x != tree->end[y] - y ||
            ((tree->flags[x] ^ tree->flags[y]) & IDENTITY_FLAGS))
            return false;
    }
    return true;
}

uint32_t mln_tree_child_count(const mln_tree *tree, mln_node n)
{
    uint32_t count = 0;
    MLN_EACH_CHILD(tree, n, c)
    count++;
    return count;
}

const char *mln_tree_check(const mln_tree *tree, mln_node *where)
{
    *where = (mln_node){0};
    if (tree->count == 0 || tree->kind[0] != MLN_KIND_FILE)
        return "the first node is not a file";
    if (tree->end[0] != tree->count)
        return "the file does not end with the tree";
    for (uint32_t n = 0; n < tree->count; n++) {
        *where = (mln_node){n};
        if (tree->kind[n] >= MLN_KIND_COUNT || tree->role[n] >= MLN_ROLE_COUNT)
            return "unknown kind or role";
        if (tree->start[n] > tree->stop[n] || tree->stop[n] > tree->text.len)
            return "span out of bounds";
        if (tree->sym[n] >= tree->syms.entries.len)
            return "unknown symbol";
        if (n > 0) {
            uint32_t parent = tree->parent[n];
            if (parent >= n || tree->end[parent] < tree->end[n])
                return "not inside its parent";
            if (tree->start[n] < tree->start[parent] || tree->stop[n] > tree->stop[parent])
                return "span not within the parent's";
        }
        uint32_t children = mln_tree_child_count(tree, *where);
        uint32_t fixed = mln_kind_get_fixed((mln_kind)tree->kind[n]);
        if (children < fixed)
            return "fewer children than its layout";
        if (children > fixed && !mln_kind_has_rest((mln_kind)tree->kind[n]))
            return "more children than its layout";
    }
    return NULL;
}

#include "names/excerpt.h"

#include "base/banned.h"

/* What a file may name without bringing it in: the language, browsers, Node. A blank around each.
 */
static const char known_types[] =
    " AbortController AbortSignal Array ArrayBuffer ArrayLike AsyncGenerator AsyncIterable"
    " AsyncIterableIterator AsyncIterator Awaited BigInt Blob BodyInit Boolean Buffer"
    " BufferEncoding Capitalize ConstructorParameters Crypto CryptoKey DataView Date Document"
    " Element Error ErrorConstructor ErrorOptions Event EventTarget Exclude Express Extract"
    " File FormData Function Generator Global HeadersInit Headers HTMLElement InstanceType"
    " Int8Array Iterable IterableIterator Iterator JSON JSX Lowercase Map Math MessageEvent"
    " NodeJS NodeRequire NonNullable Number Object Omit OmitThisParameter Parameters Partial"
    " Pick Promise PromiseLike PropertyKey PropertyDescriptor Proxy RangeError React"
    " ReadableStream Readonly ReadonlyArray ReadonlyMap ReadonlySet Record RegExp"
    " RegExpMatchArray Request RequestInfo RequestInit Required Response ResponseInit"
    " ReturnType Set String Symbol SyntaxError TextDecoder TextEncoder ThisType TypeError"
    " Uint16Array Uint32Array Uint8Array Uncapitalize Uppercase URL URLSearchParams WeakMap"
    " WeakSet WebSocket Window WritableStream any asserts bigint boolean const never null"
    " number object string symbol this undefined unknown void ";

static const char known_values[] =
    " AbortController AbortSignal Array ArrayBuffer BigInt Blob Boolean Buffer Bun DataView"
    " Date Deno Error EvalError Event EventTarget File FormData Function Headers Infinity"
    " Intl JSON Map Math NaN Number Object Promise Proxy RangeError ReferenceError Reflect"
    " RegExp Request Response Set String Symbol SyntaxError TextDecoder TextEncoder TypeError"
    " URIError URL URLSearchParams Uint8Array WeakMap WeakRef WeakSet WebAssembly WebSocket"
    " XMLHttpRequest __dirname __filename arguments atob btoa clearImmediate clearInterval"
    " clearTimeout console crypto decodeURIComponent decodeURI document encodeURI"
    " encodeURIComponent escape eval exports fetch global globalThis isFinite isNaN"
    " localStorage location module navigator parseFloat parseInt performance process"
    " queueMicrotask require self sessionStorage setImmediate setInterval setTimeout"
    " structuredClone undefined unescape window ";

static bool is_known(const char *list, mln_str name)
{
    char word[32];
    if (name.len == 0 || name.len + 2 >= sizeof word)
        return name.len == 0;
    word[0] = ' ';
    memcpy(word + 1, name.ptr, name.len);
    memcpy(word + 1 + name.len, " ", 2);
    return strstr(list, word) != NULL;
}

/* Whether anything of the file has a name: a type and a value may share one. */
static bool is_declared(const mln_names *names, uint32_t sym)
{
    for (uint32_t i = 0; i < names->bindings.len; i++)
        if (names->bindings.data[i].name.id == sym)
            return true;
    return false;
}

bool mln_names_is_excerpt(const mln_names *names)
{
    const mln_tree *tree = names->tree;
    if (tree->lang != MLN_LANG_TS && tree->lang != MLN_LANG_TSX)
        return false;
    for (uint32_t i = 0; i < names->bindings.len; i++)
        if (names->bindings.data[i].from != MLN_FROM_NOWHERE)
            return false;
    bool exports = false, type = false, value = false;
    for (uint32_t id = 0; id < tree->end[0]; id++) {
        mln_node n = {id};
        switch (mln_tree_kind(tree, n)) {
        case MLN_KIND_IMPORT:
            return false;
        case MLN_KIND_EXPORT:
            exports = true;
            break;
        case MLN_KIND_TYPE_NAME:
            type = type || (!is_known(known_types, mln_tree_sym_text(tree, n)) &&
                            !is_declared(names, tree->sym[id]));
            break;
        case MLN_KIND_IDENT:
            value = value || (mln_tree_role(tree, n) == MLN_ROLE_EXPR && !mln_names_get(names, n) &&
                              !is_known(known_values, mln_tree_sym_text(tree, n)));
            break;
        default:
            break;
        }
    }
    return exports && type && value;
}

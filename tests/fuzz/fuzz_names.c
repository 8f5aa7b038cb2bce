/* Source text of each language: parsed, lowered, checked, resolved, folded, printed. */
#include <stdlib.h>

#include "names/type.h"
#include "names/value.h"
#include "syntax/parse.h"

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size);

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
    static mln_parser *parser;
    static mln_tree tree;
    static mln_names names;
    static mln_source source;
    if (!parser) {
        parser = mln_parser_new();
        mln_tree_init(&tree);
    }
    if (size < 1)
        return 0;
    mln_lang lang = (mln_lang)(1 + data[0] % (MLN_LANG_COUNT - 1));
    mln_str bytes = {(const char *)data + 1, (uint32_t)(size - 1)};
    if (mln_source_set(&source, MLN_STR("fuzz"), bytes) != MLN_OK ||
        mln_parser_parse(parser, &tree, lang, source.text) != MLN_OK)
        return 0;
    mln_node where;
    if (mln_tree_check(&tree, &where))
        abort();
    mln_names_resolve(&names, &tree);
    for (uint32_t n = 0; n < tree.count; n++) {
        if (tree.role[n] != MLN_ROLE_EXPR)
            continue;
        (void)mln_names_get_value(&names, (mln_node){n});
        (void)mln_names_get_type(&names, (mln_node){n});
    }
    mln_buf text = {0};
    if (tree.count < 2000)
        mln_tree_print(&tree, &text);
    mln_buf_release(&text);
    return 0;
}

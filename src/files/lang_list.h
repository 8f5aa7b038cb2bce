/* MLN_LANG(NAME, "id", "also known as", "extensions"): the languages merlon parses.
 *
 * The id is the canonical name in rule files and reports; the aliases are accepted in `languages:`.
 * C++ is listed so that it can be recognised and said, not parsed: it has no adapter.
 */
MLN_LANG(JS, "javascript", "js jsx", "js jsx mjs cjs")
MLN_LANG(TS, "typescript", "ts", "ts mts cts")
MLN_LANG(TSX, "tsx", "tsx", "tsx")
MLN_LANG(C, "c", "c", "c h")

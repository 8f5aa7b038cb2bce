/* Conditions on labels: any bytes compile or are refused, and what compiles can be judged. */
#include <stdint.h>
#include <stdlib.h>

#include "ruleset/requires.h"

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size);

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
    if (size > 4096)
        return 0;
    mln_arena arena = {0};
    mln_labels labels = {0};
    mln_require program;
    char error[128] = "";
    uint32_t offset;
    mln_status status = mln_requires_parse(&arena, (mln_str){(const char *)data, (uint32_t)size},
                                           &labels, &program, error, sizeof error, &offset);
    if (offset > size || (status == MLN_OK) != (error[0] == '\0'))
        abort();
    uint32_t depth = 0;
    for (uint32_t i = 0; i < program.count; i++) {
        uint8_t op = program.steps[i].op;
        if (op == MLN_REQUIRE_BIT && program.steps[i].bit > labels.count)
            abort();
        if (depth < (op == MLN_REQUIRE_BIT ? 0u : op == MLN_REQUIRE_NOT ? 1u : 2u))
            abort();
        depth = op == MLN_REQUIRE_BIT ? depth + 1 : op == MLN_REQUIRE_NOT ? depth : depth - 1;
    }
    if (depth != (status == MLN_OK))
        abort();
    (void)mln_require_holds(&program, 5);
    mln_arena_release(&arena);
    return 0;
}

/* rule_options: the options that say which rules run, for the tables of the commands that load
 * rules. */
#ifndef MLN_CLI_RULE_OPTIONS_H
#define MLN_CLI_RULE_OPTIONS_H

#include "cli/args.h"

/* clang-format off */
#define MLN_OPTION_CONFIG                                                                          \
    {.name = "config",                                                                             \
     .letter = 'c',                                                                                \
     .value = "PATH",                                                                              \
     .repeatable = true,                                                                           \
     .text = "Rules of this file or folder instead of the built-in ones, which 'default' names. "  \
             "Repeatable."}
#define MLN_OPTION_RULE                                                                            \
    {.name = "rule",                                                                               \
     .letter = 'r',                                                                                \
     .value = "ID",                                                                                \
     .repeatable = true,                                                                           \
     .text = "Only rules of this id; * stands for any text. Repeatable."}
#define MLN_OPTION_EXCLUDE_RULE                                                                    \
    {.name = "exclude-rule",                                                                       \
     .value = "ID",                                                                                \
     .repeatable = true,                                                                           \
     .text = "No rules of this id; * as above. Repeatable."}
#define MLN_OPTION_AUDIT                                                                           \
    {.name = "audit", .text = "Built-in rules of low and medium precision too."}
/* clang-format on */

#endif

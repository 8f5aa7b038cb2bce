/* gate: whether a rule about the flow of values can find anything in a file, by the file's names,
 * words and texts alone.
 *
 * What is refused costs next to nothing, and most rules are refused in most files; that is where
 * the speed of a scan comes from. A gate errs on one side only, but for a text that is put together
 * from pieces so small that none of them holds a word that the rule asks for.
 */
#ifndef MLN_ENGINE_GATE_H
#define MLN_ENGINE_GATE_H

#include "engine/taint_p.h"

/* One way of an option rule (`either:`). */
typedef struct mln_option_gate {
    const uint32_t *sets; /* of calls, one of which must be there */
    uint32_t set_count;
    const mln_word_set *needs; /* the file must have a word of each */
    uint32_t need_count;
} mln_option_gate;

/* The gates of an option rule, in `arena`; `*count` is their number. Before mln_program_finish. */
const mln_option_gate *mln_gate_make(mln_program *program, const mln_api *api,
                                     const mln_option_rule *rule, mln_arena *arena,
                                     uint32_t *count);

/* Whether the file can have something of a spec. `kind` is what it is the spec of. */
bool mln_gate_may_have(const mln_taint *taint, const mln_file_scan *scan, mln_api_role_kind kind,
                       const mln_engine_spec *spec);

/* Whether something of a rule's sources can have what its sinks require. With a candidate, whose
 * formulas have been evaluated, by what they gave. */
bool mln_gate_may_reach(const mln_taint *taint, const mln_file_scan *scan,
                        const mln_candidate *candidate, const mln_engine_taint *rule);

/* Whether one of the ways of an option rule can hold. */
bool mln_gate_may_set(const mln_taint *taint, const mln_file_scan *scan,
                      const mln_engine_rule *rule);

#endif

/* coverage: which entries of the models speak of something in a set of files.
 *
 * It is asked of fixtures: an entry that no fixture has a value for may be misspelt, and nobody
 * would know. That the entry is right is for the fixtures to say.
 */
#ifndef MLN_ENGINE_COVERAGE_H
#define MLN_ENGINE_COVERAGE_H

#include "engine/engine.h"

/* Sets reached[e] for each mln_api_role.entry e that some value of a file has; the others stay as
 * they are. Files that cannot be parsed are passed over. */
void mln_coverage_add(const mln_engine *engine, const mln_engine_file *files, uint32_t count,
                      bool *reached);

#endif

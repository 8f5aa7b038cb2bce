/* model, private: what the readers of rules/models/ and of merlon.yaml share. */
#ifndef MLN_RULESET_MODEL_P_H
#define MLN_RULESET_MODEL_P_H

#include "ruleset/formula_p.h"
#include "ruleset/model.h"

/* JavaScript and TypeScript: what a model is for that says nothing else. */
mln_lang_set mln_model_get_default_langs(void);

/* Reads the mapping of one model; errors go to the reader. `langs`: for when it names none. */
void mln_model_read(mln_reader *reader, mln_models *models, const mln_yaml_node *node,
                    mln_lang_set langs, bool package_required);

#endif

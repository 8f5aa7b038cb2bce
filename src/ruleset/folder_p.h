/* folder, private: the YAML files that a path stands for. */
#ifndef MLN_RULESET_FOLDER_P_H
#define MLN_RULESET_FOLDER_P_H

#include "base/diag.h"
#include "base/status.h"
#include "base/str.h"

/* What one file is given to. */
typedef mln_status (*mln_file_reader)(void *target, mln_str path, mln_str text, mln_diags *diags);

/* Reads a file, or every *.yaml and *.yml under a folder, sorted by path; hidden entries and test
 * targets (*.test.yaml) are passed over. All files are read; the first status that is not MLN_OK is
 * returned. `quiet`: what cannot be read is no error. */
MLN_CHECK_RESULT mln_status mln_folder_read(const char *path, mln_file_reader reader, void *target,
                                            bool quiet, mln_diags *diags);

/* What a YAML file is by name and place, whatever else may be in it. */
typedef enum { MLN_YAML_RULES, MLN_YAML_MODEL, MLN_YAML_TABLE } mln_yaml_content;

/* controls.yaml and merlon.yaml are TABLEs, what lies directly in a folder `models` is a MODEL;
 * with a line `rules:` they are RULES all the same. */
mln_yaml_content mln_folder_classify(mln_str path, mln_str text);

#endif

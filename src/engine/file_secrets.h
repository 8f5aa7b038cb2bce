/* file_secrets: the secrets of one file, and that no finding shows them.
 *
 * What is found is told by its first characters and a digest; in all findings of the file, of
 * whatever rule, the secret itself is covered (secrets/mask.h). The line hash is made from the file
 * as it stands.
 */
#ifndef MLN_ENGINE_FILE_SECRETS_H
#define MLN_ENGINE_FILE_SECRETS_H

#include "engine/file_scan.h"

/* Finds the secrets of the file that `scan` is at. `tree` is NULL for what is not parsed. */
void mln_file_secrets_run(mln_file_scan *scan, const mln_tree *tree);

/* Covers them in the run's findings from number `first` on, all of this file. */
void mln_file_secrets_cover(mln_file_scan *scan, uint32_t first);

#endif

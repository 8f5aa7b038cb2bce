/* steps: the way from source to sink, as a table for people.
 *
 *       1. src/app.js:3:14  req.query.id        comes from the request
 *       2. src/app.js:5:12  db.query(sql + id)  reaches `db.query`
 *
 * Place, code, what happens there; the first two columns are as wide as their widest entry, code at
 * most 40 columns. Of a long way both ends are shown and the middle is counted.
 */
#ifndef MLN_REPORT_STEPS_H
#define MLN_REPORT_STEPS_H

#include "base/buf.h"
#include "finding/run.h"

/* Adds the steps of a finding, a line each, behind `indent` spaces. With `all`, all of them. */
void mln_steps_add(mln_buf *out, const mln_run *run, const mln_finding *finding, uint32_t indent,
                   bool all);

#endif

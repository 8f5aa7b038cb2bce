#include "engine/coverage.h"

#include "engine/taint_p.h"

#include "base/banned.h"

void mln_coverage_add(const mln_engine *engine, const mln_engine_file *files, uint32_t count,
                      bool *reached)
{
    mln_file_scan scan;
    mln_engine_options options = {.files = files, .file_count = count, .tests = MLN_TESTS_FULL};
    mln_file_scan_init(&scan, engine, &options);
    scan.taint = mln_taint_new(engine);
    for (uint32_t i = 0; i < count; i++) {
        if (!mln_file_scan_open(&scan, &files[i]))
            continue;
        mln_taint_begin(scan.taint, &scan);
        mln_taint_make_facts(scan.taint, &scan);
        const mln_resolution *resolution = &scan.taint->resolution;
        for (uint32_t r = 0; r < resolution->role_count; r++)
            reached[resolution->roles[r].role->entry] = true;
    }
    mln_file_scan_release(&scan);
}

/* embedded, private: the files of rules/ in the binary; embed.cmake writes the table. */
#ifndef MLN_RULESET_EMBEDDED_P_H
#define MLN_RULESET_EMBEDDED_P_H

#include <stdint.h>

typedef struct {
    const char *name; /* path below rules/, '/' separated: "injection/x.yaml" */
    const unsigned char *bytes;
    uint32_t len;
} mln_embedded_file;

/* Sorted by name. */
extern const mln_embedded_file mln_embedded_files[];
extern const uint32_t mln_embedded_file_count;

#endif

/* The changes that a what-if makes to its base, and scenarios read with some of them.
 */
#ifndef TOOLS_ATTRIBUTE_CHANGE_H
#define TOOLS_ATTRIBUTE_CHANGE_H

#include <stddef.h>
#include <stdint.h>

#include "model/scenario/change.h"
#include "model/scenario/scenario.h"
#include "sim/diag.h"
#include "tools/attribute_kinds.h"

enum { ATTRIBUTE_MOST_PARTS = 63 };

/* All parts, and what belongs to none (basis and expect). */
#define ATTRIBUTE_EVERYTHING UINT64_MAX

struct attribute_change {
    char *path; /* owned, as written */
    enum attribute_kind kind;
    char object[ATTRIBUTE_NAME];
};

/* Changes of a kind, of one object or of all. */
struct attribute_part {
    enum attribute_kind kind;
    const char *object; /* borrowed; null: of all */
};

/* Sets of parts are bits: 1 << index in `parts`. */
struct attribute_changes {
    struct attribute_change *rows; /* owned; the last `of_sets` come from --set */
    size_t count, capacity, of_sets;
    struct attribute_part parts[ATTRIBUTE_MOST_PARTS]; /* the first are the kinds */
    int part_count;
};

/* Finds what the file changes in its base, and the sets.  File and sets are sound. */
void attribute_changes_find(const char *file, const struct scenario_change_list *sets,
                            struct attribute_changes *out);
void attribute_changes_done(struct attribute_changes *changes);

/* Index of a part, which is added if need be; there must be room. */
int attribute_changes_part(struct attribute_changes *changes,
                           const struct attribute_part *part);

bool attribute_changes_has(const struct attribute_changes *changes,
                           const struct attribute_part *part);

/* Whether a set of parts takes in every change. */
bool attribute_changes_are_all(const struct attribute_changes *changes, uint64_t parts);

/* "volume (streams.a.calls), people (teams.b.shifts)" in fresh memory; null: none. */
char *attribute_changes_words(const struct attribute_changes *changes);

/* "volume+people" and words for complaints, in fresh memory; "base" for no parts. */
void attribute_changes_name(const struct attribute_changes *changes, uint64_t parts,
                            char **name, char **words);

/* scenario_read_part() with the changes of a set of parts. */
bool attribute_changes_read(const struct attribute_changes *changes, uint64_t parts,
                            const char *file, const struct scenario_change_list *sets,
                            struct sim_diag *diag, struct scenario *out);

#endif

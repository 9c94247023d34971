/* The kinds of changes that a what-if can be taken apart into, told by the path of the
 * setting that is changed. */
#ifndef TOOLS_ATTRIBUTE_KINDS_H
#define TOOLS_ATTRIBUTE_KINDS_H

#include <stdbool.h>

/* In the order in which they are added in turn. */
enum attribute_kind {
    ATTRIBUTE_VOLUME,
    ATTRIBUTE_SURGE,
    ATTRIBUTE_HANDLING,
    ATTRIBUTE_PEOPLE,
    ATTRIBUTE_ABSENCE,
    ATTRIBUTE_OUTAGES,
    ATTRIBUTE_OTHER,
    ATTRIBUTE_KINDS,
    ATTRIBUTE_MEASURED = ATTRIBUTE_KINDS, /* targets and titles: what is looked at, not
                                             what happens; in every variant alike */
    ATTRIBUTE_NOTED                       /* basis and expect: in none */
};

struct attribute_kind_row {
    const char *name;     /* as users write it */
    const char *settings; /* what belongs to it, for people */
    const char *object;   /* what a name after ":" is; null: takes none */
    bool has_without;     /* can be taken out of a scenario altogether */
};

extern const struct attribute_kind_row attribute_kinds[ATTRIBUTE_KINDS];

enum { ATTRIBUTE_NAME = 128 };

/* Kind of a path, names joined by ".", ":" or "/", with [n]; the second name (the
 * stream, stage, team or outage) goes into `object`, "" when there is none. */
enum attribute_kind attribute_kind_of(const char *path, char object[ATTRIBUTE_NAME]);

/* Kind with this name, or ATTRIBUTE_KINDS. */
enum attribute_kind attribute_kind_named(const char *name);

#endif

/* Edits of a scenario that has been read and checked: one edge of calling again, or all
 * of a kind, taken out.  Everything that is left keeps its luck. */
#ifndef TOOLS_ATTRIBUTE_EDIT_H
#define TOOLS_ATTRIBUTE_EDIT_H

#include "model/scenario/scenario.h"
#include "tools/attribute_kinds.h"

/* The stage that a name means: that stage, else the one that the stream of that name
 * enters; -1 without either. */
int attribute_edit_stage(const struct scenario *scenario, const char *name);

/* What an edge from stage or outage `from` to stage `to` is made of. */
struct attribute_edge {
    int redials; /* ways to `to` of those who hang up at `from`, or are cut off by it */
    bool again;  /* those whom line `from` has served come back to `to` */
};

struct attribute_edge attribute_edit_find(const struct scenario *scenario,
                                          const char *from, int to);

/* Who would have taken a redial of the edge is lost instead; all rows by attempt alike.
 * Others choose as before: the ways keep their shares.  Nobody whom the line has served
 * comes back.  What there was, as attribute_edit_find() tells it. */
struct attribute_edge attribute_edit_edge(struct scenario *scenario, const char *from,
                                          int to);

/* All edges, "a->b, c->d", each once, in fresh memory; null: there are none. */
char *attribute_edit_edges(const struct scenario *scenario);

/* Takes surges, absence or outages out, of one object or (null) of all; false when
 * there was nothing to take. */
bool attribute_edit_without(struct scenario *scenario, enum attribute_kind kind,
                            const char *object);

#endif

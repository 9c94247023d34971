/* Edits of a scenario that has been read and checked: one way of calling again, or all
 * of a kind, taken out.  Everything that is left keeps its luck. */
#ifndef TOOLS_ATTRIBUTE_EDIT_H
#define TOOLS_ATTRIBUTE_EDIT_H

#include "model/scenario/scenario.h"
#include "tools/attribute_kinds.h"

/* The stage that a name means: that stage, else the one that the stream of that name
 * enters; -1 without either. */
int attribute_edit_stage(const struct scenario *scenario, const char *name);

/* Whether a stage or an outage of this name has a redial. */
bool attribute_edit_has_redial(const struct scenario *scenario, const char *from);

/* Who would have taken a way to stage `to` after hanging up at stage `from`, or when
 * cut off by the outage of that name, is lost instead; all rows by attempt alike.
 * Others choose as before: the ways keep their shares.  Returns the number of ways. */
int attribute_edit_edge(struct scenario *scenario, const char *from, int to);

/* All ways of calling again, "a->b, c->d", in fresh memory; null: there are none. */
char *attribute_edit_edges(const struct scenario *scenario);

/* Takes surges, absence or outages out, of one object or (null) of all; false when
 * there was nothing to take. */
bool attribute_edit_without(struct scenario *scenario, enum attribute_kind kind,
                            const char *object);

#endif

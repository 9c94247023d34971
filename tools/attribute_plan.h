/* What is priced, and the variants of the scenario that it takes.
 *
 * An edge, and absence, surge or outages of a scenario that is no what-if: the scenario
 * as it is against itself without them.  A kind of changes: the base with these changes
 * alone against the base.  The changes are those that the file makes to its base and
 * those of --set; a --set is a change of its own when the file has no base, except for
 * absence, surge and outages, which then mean all of the scenario's. */
#ifndef TOOLS_ATTRIBUTE_PLAN_H
#define TOOLS_ATTRIBUTE_PLAN_H

#include "model/scenario/change.h"
#include "model/scenario/scenario.h"
#include "sim/diag.h"
#include "tools/attribute_kinds.h"

/* One scenario to run. */
struct attribute_variant {
    char *name, *words; /* owned: "volume+people"; "volume and people changed" */
    struct scenario scenario;
};

enum attribute_role {
    ATTRIBUTE_EDGE,      /* those who call again */
    ATTRIBUTE_WITHOUT,   /* all of a kind */
    ATTRIBUTE_ALONE,     /* a kind of changes against the base */
    ATTRIBUTE_IN_TURN,   /* a kind of changes against all before it */
    ATTRIBUTE_ALL,       /* all changes against the base */
    ATTRIBUTE_INTERPLAY, /* all, less the sum of each alone */
    ATTRIBUTE_ROLES
};

extern const char *const attribute_role_names[ATTRIBUTE_ROLES];

/* One price: a figure with it, less the figure without it. */
struct attribute_item {
    enum attribute_role role;
    char *name, *words; /* owned: "secondary->bt"; "redials from ... to ..." */
    int with, without;  /* variants; -1: an interplay */
    double *weights;    /* owned, by variant; they sum to 0 */
    bool *is_near; /* owned, by stage of the whole scenario: lines it leads to; or null
                    */
    bool is_part;  /* belongs to the decomposition of `changes` */
};

struct attribute_plan {
    struct attribute_variant **variants; /* owned, as all below */
    int variant_count;
    struct attribute_item *items;
    int item_count;
    int whole; /* variant: the scenario as it is */
    size_t variant_capacity, item_capacity;
    char **texts; /* that complaints borrow */
    size_t text_count, text_capacity;
};

struct attribute_ask {
    const char *file;
    const struct scenario_change_list *sets;
    const char *const *words; /* of --attribute, in order */
    int count;
    const struct scenario *whole; /* the file as read, with the sets */
};

/* Reads every variant.  False after complaints, which borrow from *out: print them
 * before attribute_plan_done(), which is called either way. */
bool attribute_plan_make(const struct attribute_ask *ask, struct sim_diag *diag,
                         struct attribute_plan *out);
void attribute_plan_done(struct attribute_plan *plan);

#endif

#include <stdlib.h>
#include <string.h>

#include "model/scenario/read_objects.h"
#include "sim/mem.h"

/* Which settings go with which measure, and what the limit is. */
struct grade_row {
    bool limit_is_time;
    const char *needs, *also; /* must be given: `needs`, or `also` instead */
    const char *may[8];       /* ended by null */
};

static const struct grade_row grades[SCENARIO_GRADES] = {
    [SCENARIO_ANSWERED_WITHIN] = { false,
                                   "line",
                                   NULL,
                                   { "line", "within", "counted_from", "of",
                                     "hung_up_after", "call_backs" } },
    [SCENARIO_ABANDONED] = { false,
                             "line",
                             "journey",
                             { "line", "journey", "hung_up_after", "of", "abandoned_at",
                               "out_of", "call_backs" } },
    [SCENARIO_MEAN_WAIT] = { true,
                             "line",
                             NULL,
                             { "line", "counted_from", "call_backs" } },
    [SCENARIO_WAIT_PERCENTILE] = { true,
                                   "line",
                                   NULL,
                                   { "line", "percentile", "counted_from",
                                     "call_backs" } },
    [SCENARIO_LONGEST_WAIT] = { true,
                                "line",
                                NULL,
                                { "line", "counted_from", "call_backs" } },
    [SCENARIO_OCCUPANCY] = { false, "team", NULL, { "team" } },
};

/* Settings that say what is measured. */
static const char *const telling[] = { "line",         "journey",       "team",
                                       "counted_from", "within",        "percentile",
                                       "of",           "hung_up_after", "abandoned_at",
                                       "out_of",       "call_backs" };

static bool given(const struct read_node *node, const char *key)
{
    return read_member(node, key) != NULL;
}

/* The measure that goes without saying, or -1. */
static int inferred(const struct read_node *node)
{
    if (given(node, "within"))
        return SCENARIO_ANSWERED_WITHIN;
    if (given(node, "percentile"))
        return SCENARIO_WAIT_PERCENTILE;
    if (given(node, "team"))
        return SCENARIO_OCCUPANCY;
    if (given(node, "journey") || given(node, "hung_up_after")
        || given(node, "abandoned_at") || given(node, "out_of"))
        return SCENARIO_ABANDONED;
    return -1;
}

static void need(struct read *read, const struct read_node *node, const char *who,
                 const char *measure, const char *key)
{
    if (key != NULL && !given(node, key))
        sim_diag_error(read->diag, read_blame(node), "%s%s needs %s", who, measure,
                       key);
}

/* Settings that the measure cannot use. */
static void check_fit(struct read *read, const struct read_node *node, const char *who,
                      enum scenario_grade grade)
{
    const struct grade_row *row = &grades[grade];
    const char *measure = objects_measures[grade];
    if (row->also == NULL || !given(node, row->also))
        need(read, node, who, measure, row->needs);
    else if (given(node, row->needs))
        sim_diag_error(read->diag, read_blame(node),
                       "%seither %s or %s must be given, not both", who, row->needs,
                       row->also);
    if (grade == SCENARIO_ANSWERED_WITHIN)
        need(read, node, who, measure, "within");
    if (grade == SCENARIO_WAIT_PERCENTILE)
        need(read, node, who, measure, "percentile");
    for (size_t i = 0; i < sizeof telling / sizeof telling[0]; i++) {
        const struct read_node *kid = read_member(node, telling[i]);
        bool may = false;
        for (const char *const *m = row->may; *m != NULL; m++)
            may = may || strcmp(*m, telling[i]) == 0;
        if (kid != NULL && !may)
            sim_diag_error(read->diag, kid->at, "%s%s does not go with %s", who,
                           telling[i], measure);
    }
}

static void read_limit(struct read *read, const struct read_node *node, const char *who,
                       struct scenario_target *out)
{
    const struct read_node *least = read_member(node, "at_least");
    const struct read_node *most = read_member(node, "at_most");
    if ((least == NULL) == (most == NULL)) {
        sim_diag_error(read->diag, read_blame(node),
                       "%seither at_least or at_most must be given", who);
        return;
    }
    out->at_least = least != NULL;
    read_value(read,
               grades[out->grade].limit_is_time ? &objects_limit_time
                                                : &objects_limit_share,
               least != NULL ? least : most, who, &out->limit);
}

static void read_abandoned_at(struct read *read, const struct read_node *node,
                              const char *who, struct scenario_target *out)
{
    if (!read_expect(read, node, READ_LIST, who, "a list of lines in quotes"))
        return;
    char *said = sim_mem_print("%sabandoned_at: ", who);
    out->abandoned_at =
        read_stage_list(read, node, said, &objects_line_name, &out->abandoned_at_count);
    free(said);
}

static void read_out_of(struct read *read, const struct read_node *node,
                        const char *who, struct scenario_target *out)
{
    char *said = sim_mem_print("%sout_of: ", who);
    out->out_of =
        read_stage_list(read, node, said, &objects_stage_name, &out->out_of_count);
    free(said);
}

/* What the denominator is when not said, and what it may be. */
static void settle_of(struct read *read, const struct read_node *node, const char *who,
                      const struct objects_target *draft, struct scenario_target *out)
{
    const struct read_node *of = read_member(node, "of");
    const bool journey = given(node, "journey");
    const bool within = out->grade == SCENARIO_ANSWERED_WITHIN;
    out->of = journey  ? SCENARIO_OF_CALLERS
              : within ? SCENARIO_OF_ANSWERED
                       : SCENARIO_OF_OFFERED;
    if (draft->of >= 0)
        out->of = (enum scenario_of) draft->of;
    if (within && given(node, "hung_up_after")
        && out->of != SCENARIO_OF_OFFERED_LESS_SHORT)
        sim_diag_error(read->diag, read_blame(node),
                       "%shung_up_after goes with of = \"offered_less_short\"", who);
    if (draft->of < 0)
        return;
    const char *rule = NULL;
    if (journey != (out->of == SCENARIO_OF_CALLERS))
        rule = journey ? "must be \"callers\" for a journey"
                       : "can be \"callers\" for a journey only";
    else if (!within && out->of == SCENARIO_OF_ANSWERED)
        rule = "cannot be \"answered\" for abandoned calls";
    else if (out->of == SCENARIO_OF_OFFERED_LESS_SHORT && !given(node, "hung_up_after"))
        rule = "cannot be \"offered_less_short\" without hung_up_after";
    if (rule != NULL)
        sim_diag_error(read->diag, of->at, "%sof %s", who, rule);
}

static void settle(struct read *read, const struct read_node *node, const char *who,
                   struct objects_target *draft)
{
    struct scenario_target *out = &draft->target;
    const struct read_node *abandoned_at = read_member(node, "abandoned_at");
    const struct read_node *out_of = read_member(node, "out_of");
    const int grade = draft->measure >= 0 ? draft->measure : inferred(node);
    out->each = (enum scenario_each) draft->each;
    out->call_backs = (enum scenario_call_backs) draft->call_backs;
    if (grade < 0) {
        if (!given(node, "measure"))
            sim_diag_error(read->diag, read_blame(node),
                           "%smeasure is missing: within, percentile, hung_up_after, "
                           "journey or team would say it too",
                           who);
        return;
    }
    out->grade = (enum scenario_grade) grade;
    check_fit(read, node, who, out->grade);
    read_limit(read, node, who, out);
    settle_of(read, node, who, draft, out);
    if (abandoned_at != NULL)
        read_abandoned_at(read, abandoned_at, who, out);
    if (out_of != NULL)
        read_out_of(read, out_of, who, out);
    if (out_of != NULL && !given(node, "journey"))
        sim_diag_error(read->diag, read_blame(node),
                       "%sout_of goes with a journey only", who);
    if (abandoned_at != NULL && !given(node, "journey"))
        sim_diag_error(read->diag, read_blame(node),
                       "%sabandoned_at goes with a journey only", who);
}

static void read_target(struct read *read, const struct read_node *node,
                        struct scenario_target *out)
{
    struct objects_target draft = { .target = *out, .measure = -1, .of = -1 };
    struct scenario_target *target = &draft.target;
    char *who = sim_mem_print("target \"%s\": ", node->name);
    target->line = target->journey = target->team = target->clock = -1;
    read_fields(read, node, objects_target.fields, who, &draft);
    if (target->label == NULL)
        target->label = sim_mem_text(target->name);
    if (node->kind == READ_GROUP)
        settle(read, node, who, &draft);
    *out = *target;
    free(who);
}

void read_targets(struct read *read, const struct read_node *root)
{
    const struct read_node *group = read_member(root, "targets");
    for (int i = 0; i < read->out->target_count; i++)
        read_target(read, group->kids[i], &read->out->targets[i]);
}

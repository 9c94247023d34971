#include "model/scenario/read.h"

#include <math.h>
#include <stdlib.h>
#include <string.h>

#include "model/demand/rates.h"
#include "model/scenario/check.h"
#include "model/scenario/read_change.h"
#include "model/scenario/read_objects.h"
#include "model/scenario/read_plan.h"
#include "sim/mem.h"

#define HOUR_S 3600.0

static void check_length(struct read *read, struct sim_where at, const char *what,
                         struct scenario_dates dates)
{
    const int days = dates.last - dates.first + 1;
    if (days > SCENARIO_MOST_DAYS)
        sim_diag_error(read->diag, at, "%s: at most %d days are possible, got %d", what,
                       SCENARIO_MOST_DAYS, days);
}

/* The dates whose mean week is the demand: every quarter hour must be among them. */
static void read_typical(struct read *read, const struct read_node *node,
                         struct scenario_dates dates)
{
    struct scenario *out = read->out;
    const size_t errors = read->diag->errors;
    check_length(read, node->at, "period: typical_of", dates);
    if (read->diag->errors > errors)
        return;
    const int lacks = rates_typical_lacks(dates);
    out->is_typical = true;
    out->typical_of = dates;
    char label[CALENDAR_LABEL];
    if (lacks >= 0)
        sim_diag_error(read->diag, node->at,
                       "period: typical_of must have every hour of the week outside "
                       "bank holidays, but has no %s",
                       calendar_hour_label(lacks / 4, label));
}

static void read_period(struct read *read, const struct read_node *node)
{
    static const struct sim_field text = { .key = "period", .kind = SIM_FIELD_DATES };
    struct scenario_dates *out = &read->out->period;
    if (node->kind != READ_GROUP) {
        read_value(read, &text, node, "", out);
    } else {
        const size_t errors = read->diag->errors;
        const struct read_node *typical = read_member(node, "typical_of");
        struct objects_dates dates = { 0 };
        read_fields(read, node, objects_period.fields, "period: ", &dates);
        if (read->diag->errors > errors)
            return;
        *out = (struct scenario_dates){ dates.from.first, dates.to.last };
        if (out->last < out->first)
            sim_diag_error(read->diag, read_blame(node),
                           "period: to must not be before from");
        if (typical != NULL)
            read_typical(read, typical, dates.typical_of);
    }
    check_length(read, read_blame(node), "period", *out);
}

static void read_run(struct read *read, const struct read_node *group)
{
    struct objects_run run = { 0 };
    const struct read_node *seed = read_member(group, "seed");
    struct scenario_run *out = &read->out->run;
    if (!read_expect(read, group, READ_GROUP, "", "a group { ... }"))
        return;
    read_fields(read, group, objects_run.fields, "run: ", &run);
    if (seed != NULL && run.seed != floor(run.seed))
        read_refuse(read, seed, "run: ", "a whole number");
    *out = (struct scenario_run){ .has_seed = seed != NULL,
                                  .seed = (uint64_t) run.seed,
                                  .replications = run.replications };
}

static void read_top(struct read *read, const struct read_node *root)
{
    struct scenario *out = read->out;
    const struct read_node *period = read_member(root, "period");
    const struct read_node *busyness = read_member(root, "busyness");
    const struct read_node *warm_up = read_member(root, "warm_up");
    const struct read_node *run = read_member(root, "run");
    read_fields(read, root, objects_scenario.fields, "", out);
    if (warm_up != NULL && fmod(out->warm_up_s, HOUR_S) != 0.0)
        read_refuse(read, warm_up, "", "a number of whole hours");
    if (period != NULL)
        read_period(read, period);
    if (busyness != NULL)
        read_fields(read, busyness, objects_busyness.fields,
                    "busyness: ", &out->busyness);
    if (run != NULL)
        read_run(read, run);
    if (out->marking == NULL)
        out->marking = sim_mem_text("");
}

/* Parts that were read without an error are checked even when others were not, so
 * that one run finds all there is to find. */
static void read_all(struct read *read, struct read_node *root)
{
    struct scenario *out = read->out;
    struct sim_diag *diag = read->diag;
    size_t errors = diag->errors;
    read->role = SCENARIO_ROLE_TABLE; /* whatever is read from here on */
    read_names(read, root);
    read_top(read, root);
    const bool top = diag->errors == errors;
    errors = diag->errors;
    read_streams(read, root);
    const bool streams = top && diag->errors == errors;
    errors = diag->errors;
    read_stages(read, root);
    const bool stages = diag->errors == errors;
    errors = diag->errors;
    read_teams(read, root);
    const bool teams = diag->errors == errors;
    errors = diag->errors;
    read_targets(read, root);
    const bool targets = diag->errors == errors;
    errors = diag->errors;
    read_plan(read, root);
    read_certificate(read, root);
    const bool plan = diag->errors == errors;
    errors = diag->errors;
    read_limited(read);
    const bool limited = diag->errors == errors;
    read_rows(read, root);
    if (stages) {
        check_lines(out, diag);
        check_flow(out, diag);
    }
    if (top && stages)
        check_returns(out, diag);
    if (stages && streams)
        check_reached(out, diag);
    if (stages && streams && targets)
        check_targets(out, diag);
    if (teams)
        check_teams(out, diag);
    if (teams && stages)
        check_answered(out, diag);
    if (streams && stages && limited)
        check_times(out, diag);
    if (streams && stages && teams && targets && plan) {
        read_plan_defaults(out);
        if (out->plan.given)
            check_plan(out, diag);
    }
}

bool scenario_read(const char *path, const struct scenario_change_list *sets,
                   struct sim_diag *diag, struct scenario *out)
{
    return scenario_read_part(path, sets, NULL, diag, out);
}

static bool read_files(struct read *read, const char *const *paths, int count,
                       const struct scenario_change_list *sets)
{
    const size_t errors = read->diag->errors;
    read_hash_begin(read);
    struct read_node *root =
        read_with_base(read, (struct sim_where){ NULL, 0 }, paths[0]);
    bool is_whole = root != NULL;
    for (int i = 1; is_whole && i < count; i++)
        is_whole = read_stack(read, root, paths[i]);
    if (is_whole) {
        read_sets(read, root, sets);
        read_all(read, root);
    }
    read_node_free(root);
    read_limited_done(read);
    return read->diag->errors == errors;
}

bool scenario_read_part(const char *path, const struct scenario_change_list *sets,
                        const struct scenario_part *part, struct sim_diag *diag,
                        struct scenario *out)
{
    struct read read = { .diag = diag, .out = out, .part = part };
    out->file = sim_mem_text(path);
    return read_files(&read, &path, 1, sets);
}

bool scenario_read_stack(const char *const *paths, int count,
                         const struct scenario_change_list *sets, struct sim_diag *diag,
                         struct scenario *out)
{
    struct read read = { .diag = diag, .out = out };
    out->file = sim_mem_text(paths[0]);
    for (int i = 1; i < count; i++) {
        char *const longer = sim_mem_print("%s+%s", out->file, paths[i]);
        free(out->file);
        out->file = longer;
    }
    return read_files(&read, paths, count, sets);
}

#include "model/scenario/read.h"

#include <math.h>
#include <stdlib.h>
#include <string.h>

#include "model/scenario/check.h"
#include "model/scenario/read_change.h"
#include "model/scenario/read_objects.h"
#include "sim/mem.h"

#define FNV_OFFSET UINT64_C(0xcbf29ce484222325)
#define HOUR_S 3600.0

static void read_period(struct read *read, const struct read_node *node)
{
    static const struct sim_field text = { .key = "period", .kind = SIM_FIELD_DATES };
    struct scenario_dates *out = &read->out->period;
    if (node->kind != READ_GROUP) {
        read_value(read, &text, node, "", out);
    } else {
        const size_t errors = read->diag->errors;
        struct scenario_dates ends[2] = { 0 };
        read_fields(read, node, objects_period.fields, "period: ", ends);
        if (read->diag->errors > errors)
            return;
        *out = (struct scenario_dates){ ends[0].first, ends[1].last };
        if (out->last < out->first)
            sim_diag_error(read->diag, node->at, "period: to must not be before from");
    }
    if (out->last - out->first >= SCENARIO_MOST_DAYS)
        sim_diag_error(read->diag, node->at,
                       "period: at most %d days are possible, got "
                       "%d",
                       SCENARIO_MOST_DAYS, out->last - out->first + 1);
}

static void read_top(struct read *read, const struct read_node *root)
{
    struct scenario *out = read->out;
    const struct read_node *period = read_member(root, "period");
    const struct read_node *busyness = read_member(root, "busyness");
    const struct read_node *warm_up = read_member(root, "warm_up");
    read_fields(read, root, objects_scenario.fields, "", out);
    if (warm_up != NULL && fmod(out->warm_up_s, HOUR_S) != 0.0)
        read_refuse(read, warm_up, "", "a number of whole hours");
    if (period != NULL)
        read_period(read, period);
    if (busyness != NULL)
        read_fields(read, busyness, objects_busyness.fields,
                    "busyness: ", &out->busyness);
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
}

bool scenario_read(const char *path, const struct scenario_change_list *sets,
                   struct sim_diag *diag, struct scenario *out)
{
    return scenario_read_part(path, sets, NULL, diag, out);
}

bool scenario_read_part(const char *path, const struct scenario_change_list *sets,
                        const struct scenario_part *part, struct sim_diag *diag,
                        struct scenario *out)
{
    struct read read = { .diag = diag, .out = out, .part = part };
    const size_t errors = diag->errors;
    out->hash = FNV_OFFSET;
    out->file = sim_mem_text(path);
    struct read_node *root = read_with_base(&read, (struct sim_where){ NULL, 0 }, path);
    if (root != NULL) {
        read_sets(&read, root, sets);
        read_all(&read, root);
    }
    read_node_free(root);
    read_limited_done(&read);
    return diag->errors == errors;
}

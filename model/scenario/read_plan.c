#include "model/scenario/read_plan.h"

#include <stdlib.h>
#include <string.h>

#include "model/scenario/check.h"
#include "model/scenario/text.h"
#include "sim/mem.h"

static const char plan_says[] = "plan: ";

size_t read_plan_members(struct read *read, const struct read_node *parent,
                         const char *key, const char *form)
{
    const struct read_node *group = read_member(parent, key);
    return group != NULL && read_expect(read, group, READ_GROUP, plan_says, form)
               ? group->count
               : 0;
}

bool read_plan_name(struct read *read, const struct read_node *node, const char *who,
                    const struct sim_field *field, int *out)
{
    struct read_node *name = read_node_text(node->at, NULL, node->name);
    const bool good = read_value(read, field, name, who, out);
    read_node_free(name);
    return good;
}

/* ---- targets ---- */

/* A difference of shares, or of times for the grades that are times. */
static void read_margin(struct read *read, const struct read_node *node,
                        const char *who, struct scenario_plan_hold *out)
{
    const struct scenario_target *const target = &read->out->targets[out->target];
    const bool is_time = out->in_share == 0.0 && check_is_time(target);
    double margin = node->number;
    const bool good = node->kind == READ_TEXT
                          ? (is_time ? text_time(node->text, &margin)
                                     : text_points(node->text, &margin)
                                           || text_share(node->text, &margin))
                          : node->kind == READ_NUMBER;
    if (!good || !(margin > 0.0) || (!is_time && margin >= 1.0))
        read_refuse(read, node, who,
                    is_time ? "a time above 0, such as \"2 s\""
                            : "a share above 0, such as \"0.5 points\"");
    else
        out->margin = margin;
}

static void read_hold(struct read *read, const struct read_node *node,
                      struct scenario_plan_hold *out)
{
    const struct scenario_target *const target = &read->out->targets[out->target];
    const struct read_node *margin = read_member(node, "margin");
    char *who = sim_mem_print("plan: target \"%s\": ", node->name);
    out->at = read_blame(node);
    out->in_share = target->in_share;
    out->each = read_plan_each(target);
    read_fields(read, node, objects_plan_hold.fields, who, out);
    if (margin != NULL)
        read_margin(read, margin, who, out);
    free(who);
}

static void read_holds(struct read *read, const struct read_node *group)
{
    struct scenario_plan *plan = &read->out->plan;
    const size_t count =
        read_plan_members(read, group, "targets", "a group NAME: { }; ...");
    plan->holds = sim_mem_array(count + 1, sizeof *plan->holds);
    for (size_t i = 0; i < count; i++) {
        const struct read_node *node = read_member(group, "targets")->kids[i];
        struct scenario_plan_hold *hold = &plan->holds[plan->hold_count];
        if (!read_plan_name(read, node, "plan: targets: ", &objects_target_name,
                            &hold->target))
            continue;
        plan->hold_count++;
        read_hold(read, node, hold);
    }
}

/* ---- the group ---- */

static void read_budget(struct read *read, const struct read_node *group,
                        struct scenario_plan *plan)
{
    const struct read_node *pounds = read_member(group, "budget_a_week");
    const struct read_node *hours = read_member(group, "budget_hours_a_week");
    const struct read_node *budget = pounds != NULL ? pounds : hours;
    const struct read_node *best = read_member(group, "best");
    plan->budget_is_hours = pounds == NULL;
    if (budget != NULL)
        read_value(read, &objects_budget, budget, plan_says, &plan->budget_a_week);
    if (pounds != NULL && hours != NULL)
        sim_diag_error(read->diag, read_blame(hours),
                       "plan: either budget_a_week or budget_hours_a_week must be "
                       "given, not both");
    if ((best != NULL) != (budget != NULL))
        sim_diag_error(read->diag, read_blame(best != NULL ? best : budget), "plan: %s",
                       best != NULL ? "best needs budget_a_week or "
                                      "budget_hours_a_week"
                                    : "a budget needs best, the target that is to "
                                      "be as good as it allows");
}

static void read_group(struct read *read, const struct read_node *group,
                       struct scenario_plan *plan)
{
    const bool has_best = read_member(group, "best") != NULL;
    plan->at = read_blame(group);
    plan->given = true;
    if (has_best)
        plan->objective = SCENARIO_PLAN_BEST_SERVICE;
    read_fields(read, group, objects_plan.fields, plan_says, plan);
    if (group->kind != READ_GROUP)
        return;
    read_budget(read, group, plan);
    if (plan->objective == SCENARIO_PLAN_BEST_SERVICE && !has_best)
        sim_diag_error(read->diag, read_member(group, "objective")->at,
                       "plan: objective = \"best_service\" needs best and a budget");
    else if (has_best && plan->objective != SCENARIO_PLAN_BEST_SERVICE)
        sim_diag_warning(read->diag, read_blame(read_member(group, "best")),
                         "plan: best and its budget have no effect with this "
                         "objective");
    read_holds(read, group);
    read_plan_teams(read, group);
    read_plan_reserves(read, group);
    read_plan_offers(read, group);
}

void read_plan(struct read *read, const struct read_node *root)
{
    enum { TYPICAL_DAYS = 14 };
    const struct scenario_dates period = read->out->period;
    const struct read_node *group = read_member(root, "plan");
    struct scenario_plan *plan = &read->out->plan;
    *plan = (struct scenario_plan){
        .at = { read->out->file, 0 },
        .week = period.last - period.first + 1 >= TYPICAL_DAYS ? SCENARIO_PLAN_TYPICAL
                                                               : SCENARIO_PLAN_AS_DATED,
        .best = -1,
    };
    if (group != NULL)
        read_group(read, group, plan);
}

/* ---- the certificate of a plan file ---- */

static void read_sets_of(struct read *read, const struct read_node *node,
                         const char *who, struct scenario_certificate *out)
{
    if (!read_expect(read, node, READ_LIST, who, "a list of \"PATH=VALUE\""))
        return;
    out->sets = sim_mem_array(node->count, sizeof *out->sets);
    for (size_t i = 0; i < node->count; i++)
        if (read_expect(read, node->kids[i], READ_TEXT, who, "\"PATH=VALUE\""))
            out->sets[out->set_count++] = sim_mem_text(node->kids[i]->text);
}

static void read_hash_of(struct read *read, const struct read_node *node,
                         const char *who, uint64_t *out)
{
    enum { DIGITS = 16, HEXADECIMAL = 16 };
    const bool good = node->kind == READ_TEXT && strlen(node->text) == DIGITS
                      && strspn(node->text, "0123456789abcdefABCDEF") == DIGITS;
    if (good)
        *out = strtoull(node->text, NULL, HEXADECIMAL);
    else
        read_refuse(read, node, who, "16 hexadecimal digits in quotes");
}

bool read_seed(struct read *read, const struct read_node *node, const char *who,
               uint64_t *out)
{
    static const double most = 9007199254740991.0; /* 2^53 - 1: exact as a double */
    double number = node->number;
    const bool good = node->kind == READ_NUMBER
                      || (node->kind == READ_TEXT && text_number(node->text, &number));
    if (!good || !(number >= 0.0 && number <= most)
        || number != (double) (uint64_t) number) {
        read_refuse(read, node, who, "a whole number from 0 to 2^53 - 1");
        return false;
    }
    *out = (uint64_t) number;
    return true;
}

void read_certificate(struct read *read, const struct read_node *root)
{
    static const char who[] = "certificate: ";
    const struct read_node *group = read_member(root, "certificate");
    struct scenario_certificate *out = &read->out->certificate;
    if (group == NULL)
        return;
    const struct read_node *sets = read_member(group, "sets");
    const struct read_node *hash = read_member(group, "hash");
    const struct read_node *seed = read_member(group, "seed");
    out->at = read_blame(group);
    out->given = true;
    read_fields(read, group, objects_certificate.fields, who, out);
    if (sets != NULL)
        read_sets_of(read, sets, who, out);
    if (hash != NULL)
        read_hash_of(read, hash, who, &out->hash);
    if (seed != NULL)
        read_seed(read, seed, who, &out->seed);
}

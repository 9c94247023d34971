#include <stdlib.h>
#include <string.h>

#include "model/scenario/read_plan.h"
#include "model/scenario/text_parts.h"
#include "sim/mem.h"

enum { MOST_TIMES = 100 };

/* ---- reserves ---- */

static bool take_range(const char *text, int *from, int *to)
{
    enum { MOST_DIGITS = 9 };
    text = text_past_blanks(text);
    if (!text_take_digits(&text, 1, MOST_DIGITS, from))
        return false;
    text = text_past_blanks(text);
    if (!text_take_char(&text, '.') || !text_take_char(&text, '.'))
        return false;
    text = text_past_blanks(text);
    return text_take_digits(&text, 1, MOST_DIGITS, to) && text_at_end(text);
}

static void read_range(struct read *read, const struct read_node *node, const char *who,
                       struct scenario_plan_reserve *out)
{
    if (node->kind != READ_TEXT || !take_range(node->text, &out->from, &out->to)
        || out->to < out->from || out->to > SCENARIO_MOST_PEOPLE)
        read_refuse(read, node, who,
                    "a range such as \"2..6\", the smaller number first, 4000 at most");
}

/* The place of a line in a team's serves, or -1 after a complaint. */
static int position_of(struct read *read, const struct read_node *node, const char *who,
                       const struct scenario_team *team)
{
    const char *names[SCENARIO_MOST_LINES];
    for (int k = 0; k < team->serves_count; k++) {
        names[k] = read->out->stages[team->serves[k]].name;
        if (strcmp(names[k], node->name) == 0)
            return k;
    }
    struct read_node *name = read_node_text(node->at, NULL, node->name);
    read_refuse_name(read, name, who, "line of serves", names,
                     (size_t) team->serves_count);
    read_node_free(name);
    return -1;
}

static void read_team_reserves(struct read *read, const struct read_node *node,
                               int team)
{
    struct scenario_plan *plan = &read->out->plan;
    char *who = sim_mem_print("plan: keep_free: team \"%s\": ", node->name);
    const bool good = read_expect(read, node, READ_GROUP,
                                  "plan: keep_free: ", "a group LINE = \"2..6\"; ...");
    for (size_t i = 0; good && i < node->count; i++) {
        const struct read_node *kid = node->kids[i];
        struct scenario_plan_reserve reserve = { .at = kid->at, .team = team };
        reserve.position = position_of(read, kid, who, &read->out->teams[team]);
        if (reserve.position < 0)
            continue;
        read_range(read, kid, who, &reserve);
        plan->reserves[plan->reserve_count++] = reserve;
    }
    free(who);
}

void read_plan_reserves(struct read *read, const struct read_node *group)
{
    struct scenario_plan *plan = &read->out->plan;
    const size_t count = read_plan_members(read, group, "keep_free",
                                           "a group TEAM: { LINE = \"2..6\"; }; ...");
    const struct read_node *teams = read_member(group, "keep_free");
    size_t lines = 0;
    for (size_t i = 0; i < count; i++)
        lines += teams->kids[i]->count;
    plan->reserves = sim_mem_array(lines, sizeof *plan->reserves);
    for (size_t i = 0; i < count; i++) {
        int team;
        if (read_plan_name(read, teams->kids[i],
                           "plan: keep_free: ", &objects_team_name, &team))
            read_team_reserves(read, teams->kids[i], team);
    }
}

/* ---- offers of a call-back ---- */

static void read_times(struct read *read, const struct read_node *node, const char *who,
                       struct scenario_plan_offer *out)
{
    const bool list = node->kind == READ_LIST;
    const size_t count = list ? node->count : 1;
    if (count == 0 || count > MOST_TIMES) {
        sim_diag_error(read->diag, node->at, "%s%s must have 1 to %d times, got %zu",
                       who, node->name, MOST_TIMES, count);
        return;
    }
    out->after_s = sim_mem_array(count, sizeof *out->after_s);
    for (size_t i = 0; i < count; i++) {
        const struct read_node *kid = list ? node->kids[i] : node;
        double *after_s = &out->after_s[out->count];
        if (!read_value(read, &objects_offer, kid, who, after_s))
            continue;
        if (out->count > 0 && !(after_s[0] > after_s[-1]))
            read_refuse(read, kid, who, "later than the time before it");
        out->count++;
    }
}

void read_plan_offers(struct read *read, const struct read_node *group)
{
    static const char who[] = "plan: offered_after: ";
    struct scenario_plan *plan = &read->out->plan;
    const size_t count = read_plan_members(
        read, group, "offered_after", "a group LINE = ( \"2 min\", \"5 min\" ); ...");
    plan->offers = sim_mem_array(count, sizeof *plan->offers);
    for (size_t i = 0; i < count; i++) {
        const struct read_node *node = read_member(group, "offered_after")->kids[i];
        struct scenario_plan_offer *offer = &plan->offers[plan->offer_count];
        *offer = (struct scenario_plan_offer){ .at = node->at };
        if (!read_plan_name(read, node, who, &objects_line_name, &offer->stage))
            continue;
        plan->offer_count++;
        read_times(read, node, who, offer);
    }
}

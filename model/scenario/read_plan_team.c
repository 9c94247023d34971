#include <math.h>
#include <stdlib.h>
#include <string.h>

#include "model/scenario/read_plan.h"
#include "model/scenario/text.h"
#include "sim/mem.h"

enum { MOST_ROWS = 1000, MOST_LENGTHS = 96 };

static const double QUARTER_S = 900.0, DAY_S = 86400.0;

/* ---- levels ---- */

/* Checks a number by the field and keeps it. */
static bool read_number(struct read *read, const struct read_node *node,
                        const char *who, const struct sim_field *field, double *out)
{
    int people;
    if (field->kind != SIM_FIELD_COUNT)
        return read_value(read, field, node, who, out);
    if (!read_value(read, field, node, who, &people))
        return false;
    *out = people;
    return true;
}

static bool read_level(struct read *read, const struct read_node *node, const char *who,
                       const struct sim_field *field, struct scenario_plan_level *out)
{
    if (!read_expect(read, node, READ_TEXT, who,
                     "days, hours and a number, such as \"Fri,Sat 20:00-03:00 9\""))
        return false;
    struct read_node *number = read_node_new(node->at, READ_NUMBER, field->key);
    const enum text_span_status status =
        text_level(node->text, &out->span, &number->number);
    const bool good =
        status == TEXT_OK && read_number(read, number, who, field, &out->value);
    read_node_free(number);
    if (status != TEXT_OK)
        sim_diag_error(read->diag, node->at, "%sa line must %s, got \"%.60s\"", who,
                       status == TEXT_SPAN_PEOPLE ? "end in a number"
                                                  : text_span_rules[status],
                       node->text);
    return good;
}

/* A number for all hours, or lines with a number each. */
static void read_levels(struct read *read, const struct read_node *team,
                        const char *key, const char *who, const struct sim_field *field,
                        struct scenario_plan_levels *out)
{
    enum { DAY_MIN = 1440 };
    const struct read_node *node = read_member(team, key);
    if (node == NULL)
        return;
    const bool list = node->kind == READ_LIST;
    const size_t count = list ? node->count : 1;
    if (count == 0 || count > MOST_ROWS) {
        sim_diag_error(read->diag, node->at, "%s%s must have 1 to %d lines, got %zu",
                       who, key, MOST_ROWS, count);
        return;
    }
    out->rows = sim_mem_array(count, sizeof *out->rows);
    char *said = sim_mem_print("%s%s: ", who, key);
    for (size_t i = 0; i < count; i++) {
        struct scenario_plan_level *row = &out->rows[out->count];
        *row = (struct scenario_plan_level){ .span = { SCENARIO_WEEK, 0, DAY_MIN } };
        out->count +=
            node->kind == READ_NUMBER
                ? read_number(read, node, who, field, &row->value)
                : read_level(read, list ? node->kids[i] : node, said, field, row);
    }
    free(said);
}

/* ---- shifts ---- */

/* Refuses a time that is no whole number of quarter hours, or, for `divides`, does not
 * divide a day; the setting may be left out. */
static void check_quarters(struct read *read, const struct read_node *group,
                           const char *key, const char *who, double time_s,
                           bool divides)
{
    const struct read_node *node = read_member(group, key);
    if (node == NULL)
        return;
    const bool whole = time_s > 0.0 && fmod(time_s, QUARTER_S) == 0.0;
    if (!whole || (divides && fmod(DAY_S, time_s) != 0.0))
        read_refuse(read, node, who,
                    divides ? "quarter hours that divide a day, such as \"30 min\""
                            : "a whole number of quarter hours, such as \"45 min\"");
}

static bool read_length(struct read *read, const struct read_node *node,
                        const char *who, struct scenario_plan_shifts *out)
{
    double length_s;
    if (!read_value(read, &objects_length, node, who, &length_s))
        return false;
    if (!(length_s > 0.0) || fmod(length_s, QUARTER_S) != 0.0) {
        read_refuse(read, node, who,
                    "a whole number of quarter hours, such as \"8 h\"");
        return false;
    }
    for (int i = 0; i < out->length_count; i++)
        if (out->lengths_s[i] == length_s) {
            read_refuse(read, node, who, "in the list once");
            return false;
        }
    out->lengths_s[out->length_count++] = length_s;
    return true;
}

static void read_lengths(struct read *read, const struct read_node *node,
                         const char *who, struct scenario_plan_shifts *out)
{
    const bool list = node->kind == READ_LIST;
    const size_t count = list ? node->count : 1;
    if (count == 0 || count > MOST_LENGTHS) {
        sim_diag_error(read->diag, node->at,
                       "%slengths must have 1 to %d times, got %zu", who, MOST_LENGTHS,
                       count);
        return;
    }
    out->lengths_s = sim_mem_array(count, sizeof *out->lengths_s);
    for (size_t i = 0; i < count; i++)
        read_length(read, list ? node->kids[i] : node, who, out);
}

/* Inside the shortest shift, and with room between earliest and latest. */
static void read_break(struct read *read, const struct read_node *node, const char *who,
                       struct scenario_plan_shifts *out)
{
    const size_t errors = read->diag->errors;
    char *said = sim_mem_print("%sbreak: ", who);
    read_fields(read, node, objects_plan_break.fields, said, out);
    check_quarters(read, node, "lasts", said, out->break_s, false);
    check_quarters(read, node, "earliest", said, out->break_from_s, false);
    check_quarters(read, node, "latest", said, out->break_to_s, false);
    if (read->diag->errors == errors
        && out->break_from_s + out->break_s > out->break_to_s)
        sim_diag_error(read->diag, read_blame(node),
                       "%sit must fit between earliest and latest", said);
    for (int i = 0; i < out->length_count && read->diag->errors == errors; i++)
        if (out->break_to_s >= out->lengths_s[i])
            sim_diag_error(read->diag, read_blame(node),
                           "%slatest must be before the end of every shift: one is of "
                           "%.10g h",
                           said, out->lengths_s[i] / 3600.0);
    free(said);
}

static void read_shifts(struct read *read, const struct read_node *node,
                        const char *who, struct scenario_plan_shifts *out)
{
    const struct read_node *lengths = read_member(node, "lengths");
    const struct read_node *pause = read_member(node, "break");
    char *said = sim_mem_print("%sshifts: ", who);
    out->given = true;
    read_fields(read, node, objects_plan_shifts.fields, said, out);
    check_quarters(read, node, "every", said, out->every_s, true);
    if (lengths != NULL)
        read_lengths(read, lengths, said, out);
    if (pause != NULL)
        read_break(read, pause, said, out);
    free(said);
}

/* ---- teams ---- */

static void read_people(struct read *read, const struct read_node *node,
                        const char *who, struct scenario_plan_team *out)
{
    const struct read_node *people = read_member(node, "people");
    int choice = 0;
    if (people == NULL || !read_value(read, &objects_people, people, who, &choice))
        return;
    out->is_posted = choice == 1;
    if (out->is_posted && (!out->shifts.given || out->shifts.break_s > 0.0))
        sim_diag_error(read->diag, people->at,
                       "%speople = \"posted\" needs shifts without a break, since the "
                       "team's own absence and breaks come off them",
                       who);
}

static void read_team(struct read *read, const struct read_node *node,
                      struct scenario_plan_team *out)
{
    const struct read_node *shifts = read_member(node, "shifts");
    const struct read_node *every = read_member(node, "changes_every");
    char *who = sim_mem_print("plan: team \"%s\": ", node->name);
    out->at = read_blame(node);
    out->cost_per_hour = read->out->teams[out->team].cost_per_hour;
    read_fields(read, node, objects_plan_team.fields, who, out);
    check_quarters(read, node, "changes_every", who, out->changes_every_s, true);
    read_levels(read, node, "at_least", who, &objects_level, &out->at_least);
    read_levels(read, node, "at_most", who, &objects_level, &out->at_most);
    read_levels(read, node, "dearer", who, &objects_dearer, &out->dearer);
    if (shifts != NULL)
        read_shifts(read, shifts, who, &out->shifts);
    if (shifts != NULL && every != NULL)
        sim_diag_warning(read->diag, every->at,
                         "%schanges_every has no effect beside shifts", who);
    read_people(read, node, who, out);
    free(who);
}

void read_plan_teams(struct read *read, const struct read_node *group)
{
    struct scenario_plan *plan = &read->out->plan;
    const size_t count =
        read_plan_members(read, group, "teams", "a group NAME: { }; ...");
    plan->teams = sim_mem_array(count, sizeof *plan->teams);
    for (size_t i = 0; i < count; i++) {
        const struct read_node *node = read_member(group, "teams")->kids[i];
        struct scenario_plan_team *team = &plan->teams[plan->team_count];
        if (!read_plan_name(read, node, "plan: teams: ", &objects_team_name,
                            &team->team))
            continue;
        plan->team_count++;
        read_team(read, node, team);
    }
}

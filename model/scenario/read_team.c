#include <stdlib.h>
#include <string.h>
#include <strings.h>

#include "model/scenario/read_objects.h"
#include "model/scenario/tables.h"
#include "model/scenario/text.h"
#include "sim/mem.h"

/* Lines in order; each once. */
static void read_serves(struct read *read, const struct read_node *node,
                        const char *who, struct scenario_team *out)
{
    const struct read_node *const one[] = { node };
    const bool list = node->kind == READ_LIST;
    const size_t count = list ? node->count : 1;
    if (count == 0 || count > SCENARIO_MOST_LINES) {
        sim_diag_error(read->diag, node->at,
                       "%sserves must name 1 to %d lines, got %zu", who,
                       SCENARIO_MOST_LINES, count);
        return;
    }
    out->serves = sim_mem_array(count, sizeof *out->serves);
    out->keep_free = sim_mem_array(count, sizeof *out->keep_free);
    out->takes_after_s = sim_mem_array(count, sizeof *out->takes_after_s);
    char *said = sim_mem_print("%sserves: ", who);
    for (size_t i = 0; i < count; i++) {
        const struct read_node *kid = list ? node->kids[i] : one[0];
        int line;
        if (!read_value(read, &objects_line_name, kid, said, &line))
            continue;
        for (int k = 0; k < out->serves_count; k++)
            if (out->serves[k] == line)
                sim_diag_error(read->diag, kid->at, "%s\"%s\" is there twice", said,
                               kid->text);
        out->serves[out->serves_count++] = line;
    }
    free(said);
}

/* { line = value; ... } into the team's array, by position in serves. */
static void read_by_line(struct read *read, const struct read_node *group,
                         const char *who, const struct sim_field *field,
                         const struct scenario_team *team, void *array, size_t size)
{
    const char *names[SCENARIO_MOST_LINES];
    if (!read_expect(read, group, READ_GROUP, who, "a group { LINE = ...; ... }"))
        return;
    for (int k = 0; k < team->serves_count; k++)
        names[k] = read->out->stages[team->serves[k]].name;
    char *said = sim_mem_print("%s%s: ", who, group->name);
    for (size_t i = 0; i < group->count; i++) {
        const struct read_node *node = group->kids[i];
        int at = -1;
        for (int k = 0; k < team->serves_count; k++)
            if (strcmp(names[k], node->name) == 0)
                at = k;
        if (at >= 0) {
            read_value(read, field, node, said, (char *) array + (size_t) at * size);
        } else {
            struct read_node *name = read_node_text(node->at, NULL, node->name);
            read_refuse_name(read, name, said, "line of serves", names,
                             (size_t) team->serves_count);
            read_node_free(name);
        }
    }
    free(said);
}

/* ---- shifts ---- */

struct shifts {
    struct scenario_shift *rows; /* owned */
    size_t count, capacity;
    bool are_too_many; /* as written; they were not all read */
};

static void add_shift(struct shifts *shifts, const struct scenario_shift *shift)
{
    shifts->rows = sim_mem_grow(shifts->rows, &shifts->capacity, shifts->count + 1,
                                sizeof *shifts->rows);
    shifts->rows[shifts->count++] = *shift;
}

static void read_shift_line(struct read *read, const struct read_node *node,
                            const char *who, struct scenario_shift shift,
                            struct shifts *out)
{
    if (!read_expect(read, node, READ_TEXT, who, text_forms[TEXT_SHIFT]))
        return;
    const enum text_span_status status =
        text_shift(node->text, &shift.span, &shift.people);
    if (status == TEXT_OK)
        add_shift(out, &shift);
    else
        sim_diag_error(read->diag, node->at, "%sa shift must %s, got \"%.60s\"", who,
                       text_span_rules[status], node->text);
}

/* { add | minus = "..."; dates = "..."; } */
static void read_shift_group(struct read *read, const struct read_node *group,
                             const char *who, struct shifts *out)
{
    static const struct sim_field fields[] = {
        { .key = "add", .kind = SIM_FIELD_OWN, .fallback = "" },
        { .key = "minus", .kind = SIM_FIELD_OWN, .fallback = "" },
        { .key = "dates",
          .kind = SIM_FIELD_DATES,
          .offset = offsetof(struct scenario_shift, dates),
          .fallback = "" },
        { .key = NULL },
    };
    struct scenario_shift shift = { .at = group->at };
    const struct read_node *add = read_member(group, "add");
    const struct read_node *minus = read_member(group, "minus");
    read_fields(read, group, fields, who, &shift);
    shift.has_dates = read_member(group, "dates") != NULL;
    shift.minus = minus != NULL;
    if ((add == NULL) == (minus == NULL))
        sim_diag_error(read->diag, group->at, "%sa shift must have add or minus", who);
    else
        read_shift_line(read, add != NULL ? add : minus, who, shift, out);
}

static void read_staff(struct read *read, const struct read_node *node, const char *who,
                       const struct scenario_team *team, struct shifts *out)
{
    if (!read_expect(read, node, READ_TEXT, who, "the name of a CSV file"))
        return;
    const char *path = read_path(read, node->at, node->text);
    size_t size;
    char *bytes = read_bytes(read, node->at, path, &size);
    free(bytes);
    if (bytes == NULL)
        return;
    const char *names[SCENARIO_MOST_TEAMS];
    for (int i = 0; i < read->out->team_count; i++)
        names[i] = read->out->teams[i].name;
    const struct tables_teams teams = { names, read->out->team_count,
                                        (int) (team - read->out->teams) };
    struct tables_shifts rows = { 0 };
    if (tables_staff(path, path, read->diag, &teams, &rows))
        for (int i = 0; i < rows.count; i++)
            add_shift(out, &rows.shifts[i]);
    free(rows.shifts);
}

static bool is_table(const struct read_node *node)
{
    const size_t length = node->kind == READ_TEXT ? strlen(node->text) : 0;
    return length > 4 && strcasecmp(node->text + length - 4, ".csv") == 0;
}

/* Shift lines, and of `net` tables. */
static void read_shifts(struct read *read, const struct read_node *node,
                        const char *who, const struct scenario_team *team,
                        struct shifts *out)
{
    const struct read_node *const one[] = { node };
    const bool list = node->kind == READ_LIST, net = strcmp(node->name, "net") == 0;
    const size_t count = list ? node->count : 1;
    if (count > SCENARIO_MOST_SHIFTS)
        out->are_too_many = true;
    for (size_t i = 0; i < count && i < SCENARIO_MOST_SHIFTS; i++) {
        const struct read_node *kid = list ? node->kids[i] : one[0];
        if (net && is_table(kid))
            read_staff(read, kid, who, team, out);
        else if (kid->kind == READ_GROUP)
            read_shift_group(read, kid, who, out);
        else
            read_shift_line(read, kid, who, (struct scenario_shift){ .at = kid->at },
                            out);
    }
}

/* With `net` what else is said of who is there is read for its mistakes alone. */
static void read_staffing(struct read *read, const struct read_node *node,
                          const char *who, struct scenario_team *out)
{
    const struct read_node *lines = read_member(node, "shifts");
    const struct read_node *staff = read_member(node, "staff");
    const struct read_node *net = read_member(node, "net");
    struct shifts shifts = { 0 }, people = { 0 };
    if (lines == NULL && staff == NULL && net == NULL)
        sim_diag_error(read->diag, node->at,
                       "%sshifts is missing (people on days at times), or staff, or "
                       "net",
                       who);
    if (lines != NULL)
        read_shifts(read, lines, who, out, &shifts);
    if (staff != NULL && !(staff->kind == READ_TEXT && *staff->text == '\0'))
        read_staff(read, staff, who, out, &shifts);
    if (net != NULL)
        read_shifts(read, net, who, out, &people);
    if (shifts.are_too_many || people.are_too_many
        || shifts.count > SCENARIO_MOST_SHIFTS || people.count > SCENARIO_MOST_SHIFTS)
        sim_diag_error(read->diag, read_blame(node),
                       "%sat most %d shift lines are possible", who,
                       SCENARIO_MOST_SHIFTS);
    free(net != NULL ? shifts.rows : people.rows);
    out->is_net = net != NULL;
    out->shifts = net != NULL ? people.rows : shifts.rows;
    out->shift_count = (int) (net != NULL ? people.count : shifts.count);
}

/* Who is on the phones has all absence taken off already. */
static void set_aside(struct scenario_team *team)
{
    team->counts = SCENARIO_LOGGED_IN;
    memset(team->less, 0, sizeof team->less);
    team->sickness_spell_s = 0.0;
    team->has_leave_by_month = false;
    for (int i = 0; i < team->absence_count; i++) {
        free(team->absences[i].name);
        free(team->absences[i].window.hours.spans);
    }
    free(team->absences);
    team->absences = NULL;
    team->absence_count = 0;
}

static void read_team(struct read *read, const struct read_node *node,
                      struct scenario_team *out)
{
    char *who = sim_mem_print("team \"%s\": ", node->name);
    const struct read_node *serves = read_member(node, "serves");
    const struct read_node *keep_free = read_member(node, "keep_free");
    const struct read_node *takes_after = read_member(node, "takes_after");
    const struct read_node *less = read_member(node, "less");
    read_fields(read, node, objects_team.fields, who, out);
    if (out->label == NULL)
        out->label = sim_mem_text(out->name);
    if (serves != NULL)
        read_serves(read, serves, who, out);
    if (keep_free != NULL)
        read_by_line(read, keep_free, who, &objects_reserve, out, out->keep_free,
                     sizeof *out->keep_free);
    if (takes_after != NULL)
        read_by_line(read, takes_after, who, &objects_takes_after, out,
                     out->takes_after_s, sizeof *out->takes_after_s);
    if (less != NULL) {
        char *said = sim_mem_print("%sless: ", who);
        read_fields(read, less, objects_less.fields, said, out->less);
        free(said);
    }
    if (node->kind == READ_GROUP) {
        read_staffing(read, node, who, out);
        read_absence(read, node, who, out);
        if (out->is_net)
            set_aside(out);
    }
    free(who);
}

void read_teams(struct read *read, const struct read_node *root)
{
    const struct read_node *group = read_member(root, "teams");
    for (int i = 0; i < read->out->team_count; i++)
        read_team(read, group->kids[i], &read->out->teams[i]);
}

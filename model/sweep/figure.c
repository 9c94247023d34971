#include "model/sweep/figure.h"

#include <math.h>
#include <stdlib.h>
#include <string.h>

#include "model/measure/waits.h"
#include "model/scenario/text.h"
#include "sim/mem.h"

static const double HOUR_S = 3600.0;

const char *const sweep_figure_unit_names[SWEEP_FIGURE_UNITS] = {
    [SWEEP_FIGURE_SHARE] = "share",       [SWEEP_FIGURE_SECONDS] = "s",
    [SWEEP_FIGURE_CALLS] = "calls a day", [SWEEP_FIGURE_HOURS] = "hours",
    [SWEEP_FIGURE_PEOPLE] = "people",     [SWEEP_FIGURE_POUNDS] = "pounds a year",
    [SWEEP_FIGURE_NUMBER] = "number",
};

/* ---- paths ---- */

/* A path of three parts; the last keeps its points. */
struct path {
    char *first, *second; /* owned */
    const char *third;
};

static bool path_split(const char *text, struct path *out)
{
    const char *const dot = strchr(text, '.');
    const char *const next = dot == NULL ? NULL : strchr(dot + 1, '.');
    if (next == NULL || next[1] == '\0')
        return false;
    out->first = sim_mem_print("%.*s", (int) (dot - text), text);
    out->second = sim_mem_print("%.*s", (int) (next - dot - 1), dot + 1);
    out->third = next + 1;
    return true;
}

static bool ends_in(const char *text, const char *end)
{
    const size_t length = strlen(text), tail = strlen(end);
    return length >= tail && strcmp(text + length - tail, end) == 0;
}

/* One of the fixed names, their unit and what is said of them. */
struct known {
    const char *name;
    enum sweep_figure_unit unit;
    const char *label;
};

static const struct known *known_find(const struct known *rows, const char *name)
{
    for (; rows->name != NULL; rows++)
        if (strcmp(rows->name, name) == 0)
            return rows;
    return NULL;
}

static const struct known of_people[] = {
    { "seats", SWEEP_FIGURE_PEOPLE, "seats" },
    { "hours_day", SWEEP_FIGURE_HOURS, "hours on the phones a day" },
    { "paid_week", SWEEP_FIGURE_HOURS, "paid hours a week" },
    { "fte", SWEEP_FIGURE_PEOPLE, "FTE" },
    { "cost_year", SWEEP_FIGURE_POUNDS, "cost a year" },
    { 0 }
};

static const struct known of_longest[] = {
    { "longest_median", SWEEP_FIGURE_SECONDS, "longest wait, median" },
    { "longest_p95", SWEEP_FIGURE_SECONDS, "longest wait, 95 %" },
    { "longest_most", SWEEP_FIGURE_SECONDS, "longest wait of all" },
    { 0 }
};

/* SHARE stands for the unit of the target itself in the first rows. */
static const struct known of_target_value[] = {
    { "value", SWEEP_FIGURE_SHARE, NULL },
    { "usual_low", SWEEP_FIGURE_SHARE, "usual, low" },
    { "usual_high", SWEEP_FIGURE_SHARE, "usual, high" },
    { "short_0", SWEEP_FIGURE_SHARE, "nobody short" },
    { "short_1", SWEEP_FIGURE_SHARE, "1 short" },
    { "short_2", SWEEP_FIGURE_SHARE, "2 short" },
    { "short_3", SWEEP_FIGURE_SHARE, "3 or more short" },
    { 0 }
};

static const struct known of_target_more[] = {
    { "p_met", SWEEP_FIGURE_SHARE, "how often met" },
    { "ceiling", SWEEP_FIGURE_SHARE, "most that staff could reach" },
    { "met", SWEEP_FIGURE_NUMBER, "periods met" },
    { "of_periods", SWEEP_FIGURE_NUMBER, "periods" },
    { 0 }
};

static const struct known of_short[] = {
    { "hours", SWEEP_FIGURE_HOURS, "hours a day" },
    { "offered", SWEEP_FIGURE_CALLS, "offered" },
    { "answered_share", SWEEP_FIGURE_SHARE, "answered" },
    { "abandoned_share", SWEEP_FIGURE_SHARE, "abandoned" },
    { "mean_wait", SWEEP_FIGURE_SECONDS, "mean wait" },
    { 0 }
};

static enum sweep_figure_unit unit_of(enum measure_unit unit)
{
    static const enum sweep_figure_unit units[MEASURE_UNITS] = {
        [MEASURE_CALLS] = SWEEP_FIGURE_CALLS,
        [MEASURE_HOURS] = SWEEP_FIGURE_HOURS,
        [MEASURE_SECONDS] = SWEEP_FIGURE_SECONDS,
        [MEASURE_SHARE] = SWEEP_FIGURE_SHARE,
        [MEASURE_PEOPLE] = SWEEP_FIGURE_PEOPLE,
        [MEASURE_NUMBER] = SWEEP_FIGURE_NUMBER,
    };
    return units[unit];
}

/* ---- each kind of path ---- */

static char *with_label(const char *object, const char *what)
{
    return what == NULL ? sim_mem_text(object) : sim_mem_print("%s: %s", object, what);
}

static bool read_target(const struct scenario *s, const struct path *path,
                        struct sweep_figure *out)
{
    for (int i = 0; i < s->target_count; i++) {
        const struct scenario_target *const target = &s->targets[i];
        if (strcmp(target->name, path->second) != 0)
            continue;
        const struct known *const own = known_find(of_target_value, path->third);
        const struct known *const found =
            own != NULL ? own : known_find(of_target_more, path->third);
        if (found == NULL)
            return false;
        out->unit = own != NULL ? unit_of(grades[target->grade].unit) : found->unit;
        out->label = with_label(target->label, found->label);
        if (strcmp(path->third, "value") != 0)
            return true;
        out->kind = SWEEP_FIGURE_TARGET;
        out->name = sim_mem_text(target->name);
        return true;
    }
    return false;
}

/* The label of a line, stream or team of this name; null: there is none. */
static const char *object_label(const struct scenario *s, enum measure_object object,
                                const char *name)
{
    const int at = object == MEASURE_TEAM     ? scenario_team_index(s, name)
                   : object == MEASURE_STREAM ? scenario_stream_index(s, name)
                                              : scenario_stage_index(s, name);
    if (object == MEASURE_CLOCK)
        return name;
    if (at < 0)
        return NULL;
    if (object == MEASURE_TEAM)
        return s->teams[at].label;
    if (object == MEASURE_STREAM)
        return s->streams[at].label;
    return s->stages[at].kind == SCENARIO_LINE ? s->stages[at].label : NULL;
}

static bool can_pair(enum measure_object object, enum measure_id id)
{
    const struct measure *const m = &measures[id];
    if (object == MEASURE_CLOCK || id >= MEASURE_ID_MORE)
        return false;
    return m->how == MEASURE_RATIO
           || (m->how == MEASURE_RATE
               && (m->unit == MEASURE_CALLS || m->unit == MEASURE_HOURS));
}

static bool read_object(const struct scenario *s, enum measure_object object,
                        const struct path *path, struct sweep_figure *out)
{
    const char *const label = object_label(s, object, path->second);
    const int id = measure_index(path->third);
    if (label == NULL)
        return false;
    if (id < 0) {
        const struct known *const found =
            known_find(object == MEASURE_TEAM ? of_people : of_longest, path->third);
        if (found == NULL)
            return false;
        out->unit = found->unit;
        out->label = with_label(label, found->label);
        return true;
    }
    if ((measures[id].objects & 1u << object) == 0)
        return false;
    out->unit = unit_of(measures[id].unit);
    out->label = with_label(label, measures[id].label);
    if (!can_pair(object, (enum measure_id) id))
        return true;
    out->kind = SWEEP_FIGURE_MEASURE;
    out->name = sim_mem_text(path->second);
    out->object = object;
    out->measure = (enum measure_id) id;
    return true;
}

/* flow, hang_ups, outage and short: whether there is one shows at the end. */
static bool read_rest(const struct path *path, struct sweep_figure *out)
{
    if (strcmp(path->first, "short") == 0) {
        const char *const dot = strchr(path->third, '.');
        const struct known *const found =
            dot == NULL ? NULL : known_find(of_short, dot + 1);
        if (found == NULL)
            return false;
        out->unit = found->unit;
    } else if (strcmp(path->first, "flow") == 0 || strcmp(path->first, "hang_ups") == 0
               || strcmp(path->first, "outage") == 0) {
        out->unit =
            ends_in(path->third, "_share") ? SWEEP_FIGURE_SHARE : SWEEP_FIGURE_CALLS;
    } else {
        return false;
    }
    out->label = sim_mem_text(out->path);
    return true;
}

static bool read_path(const struct scenario *s, const struct path *path,
                      struct sweep_figure *out)
{
    if (strcmp(path->first, "target") == 0)
        return read_target(s, path, out);
    for (int i = 0; i < MEASURE_OBJECTS; i++)
        if (strcmp(path->first, measure_object_names[i]) == 0)
            return read_object(s, (enum measure_object) i, path, out);
    return read_rest(path, out);
}

bool sweep_figure_read(const struct scenario *scenario, const char *path,
                       struct sweep_figure *out, char **fault)
{
    struct path parts = { 0 };
    *out = (struct sweep_figure){ .path = sim_mem_text(path) };
    bool is_known = true;
    if (strcmp(path, "people.fte") == 0) {
        out->kind = SWEEP_FIGURE_FTE;
        out->unit = SWEEP_FIGURE_PEOPLE;
        out->label = sim_mem_text("FTE, all teams");
    } else if (strcmp(path, "people.cost_year") == 0) {
        out->kind = SWEEP_FIGURE_COST;
        out->unit = SWEEP_FIGURE_POUNDS;
        out->label = sim_mem_text("cost a year, all teams");
    } else {
        is_known = path_split(path, &parts) && read_path(scenario, &parts, out);
        free(parts.first);
        free(parts.second);
    }
    if (is_known)
        return true;
    *fault = sim_mem_print(
        "the scenario has no figure \"%s\": a path is as in `expect`, such as "
        "target.NAME.value, line.NAME.mean_wait, team.NAME.occupancy or people.fte",
        path);
    sweep_figure_done(out);
    return false;
}

void sweep_figure_done(struct sweep_figure *figure)
{
    free(figure->path);
    free(figure->label);
    free(figure->name);
    *figure = (struct sweep_figure){ 0 };
}

bool sweep_figure_is_paired(const struct sweep_figure *figure)
{
    return figure->kind == SWEEP_FIGURE_TARGET || figure->kind == SWEEP_FIGURE_MEASURE;
}

/* ---- one replication ---- */

/* The first unit of a digest is the period, and fold->whole its histogram. */
static struct grade_ratio target_sample(const struct fold *fold, const char *name)
{
    const struct scenario *const s = fold->scenario;
    int at = 0;
    while (at < s->target_count && strcmp(s->targets[at].name, name) != 0)
        at++;
    if (at == s->target_count)
        return (struct grade_ratio){ 0 };
    const struct grade_place *const place = &fold->targets[at].place;
    struct grade_facts facts = { 0 };
    uint64_t waits[TALLY_BINS] = { 0 };
    if (place->subject >= 0)
        facts.cell = &fold->digest.cells[place->subject];
    if (place->team >= 0)
        facts.team = &fold->digest.teams[place->team];
    if (place->journey >= 0)
        facts.journey = &fold->digest.journeys[place->journey];
    if (grades[s->targets[at].grade].needs_waits) {
        waits_add(waits, &fold->whole[(size_t) place->subject * TALLY_BINS],
                  TALLY_BINS);
        facts.waits = waits;
    }
    return grades[s->targets[at].grade].value(&s->targets[at], place, &facts);
}

static const double *sums_of(const struct sweep_figure *figure, const struct fold *fold)
{
    const struct scenario *const s = fold->scenario;
    const struct program *const p = fold->program;
    if (figure->object == MEASURE_TEAM) {
        const int team = scenario_team_index(s, figure->name);
        return team < 0 ? NULL : fold->digest.teams[team].sums;
    }
    int subject = -1;
    if (figure->object == MEASURE_STREAM) {
        const int stream = scenario_stream_index(s, figure->name);
        subject = stream < 0 ? -1 : p->line_count + stream;
    } else {
        const int stage = scenario_stage_index(s, figure->name);
        subject = stage < 0 ? -1 : p->stages[stage].line;
    }
    return subject < 0 ? NULL : fold->digest.cells[subject].sums;
}

struct grade_ratio sweep_figure_sample(const struct sweep_figure *figure,
                                       const struct fold *fold)
{
    if (figure->kind == SWEEP_FIGURE_TARGET)
        return target_sample(fold, figure->name);
    const double *const sums =
        figure->kind == SWEEP_FIGURE_MEASURE ? sums_of(figure, fold) : NULL;
    if (sums == NULL)
        return (struct grade_ratio){ 0 };
    const struct measure *const m = &measures[figure->measure];
    const double of = measure_sum(m->of, sums);
    if (m->how == MEASURE_RATE)
        return (struct grade_ratio){ m->unit == MEASURE_HOURS ? of / HOUR_S : of,
                                     fold->program->calendar.period_days };
    return (struct grade_ratio){ of, measure_sum(m->per, sums) };
}

/* ---- all replications ---- */

static double all_teams(const struct result *result, bool is_cost)
{
    double sum = 0.0;
    for (int i = 0; i < result->team_count; i++) {
        const struct result_people *const people = &result->people[i];
        sum += !is_cost ? people->fte : people->has_cost ? people->cost_year : NAN;
    }
    return sum;
}

void sweep_figure_value(const struct sweep_figure *figure, const struct result *result,
                        double *value, double *half_width)
{
    *value = *half_width = NAN;
    if (figure->kind == SWEEP_FIGURE_FTE || figure->kind == SWEEP_FIGURE_COST) {
        *value = all_teams(result, figure->kind == SWEEP_FIGURE_COST);
        *half_width = isfinite(*value) ? 0.0 : NAN;
    } else {
        result_value(result, figure->path, value, half_width);
    }
}

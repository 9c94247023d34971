#include "tools/csv_out.h"

#include <math.h>
#include <stdlib.h>

#include "sim/mem.h"
#include "tools/csv_detail.h"
#include "tools/csv_more.h"
#include "tools/readback.h"

static const char byte_order_mark[] = "\xef\xbb\xbf";

/* A table under way. */
struct table {
    const struct outcome *outcome;
    const struct result *result;
    struct csv_row row;
    char *run;                /* last cell of every row: "20", or "partial: 7 of 20" */
    enum measure_level level; /* of its intervals, where there are any */
};

/* ---- cells ---- */

/* P(met) with both ends: its interval is not symmetric. */
static void put_ends(struct csv_row *row, const struct sim_estimate *estimate)
{
    const bool is_interval = estimate->kind == SIM_ESTIMATE_INTERVAL;
    csv_row_number(row, estimate->kind == SIM_ESTIMATE_NONE ? NAN : estimate->value);
    csv_row_number(row, is_interval ? estimate->low : NAN);
    csv_row_number(row, is_interval ? estimate->high : NAN);
}

static void end_row(struct table *table)
{
    csv_row_text(&table->row, table->run);
    csv_row_end(&table->row);
}

/* ---- tables ---- */

static void put_pair(struct table *table, const char *name, const char *value)
{
    csv_row_text(&table->row, name);
    csv_row_text(&table->row, value);
    csv_row_end(&table->row);
}

static void put_whole(struct table *table, const char *name, uint64_t value)
{
    char *const text = sim_mem_print("%llu", (unsigned long long) value);
    put_pair(table, name, text);
    free(text);
}

static void write_run(struct table *table)
{
    const struct result *const result = table->result;
    char *const hash = sim_mem_print("%016llx", (unsigned long long) result->hash);
    char *const from = outcome_date_iso(result->from_day);
    char *const to = outcome_date_iso(result->to_day);
    csv_row_texts(&table->row, (const char *const[]){ "name", "value", NULL });
    put_pair(table, "title", result->title);
    put_pair(table, "marking", result->marking);
    put_pair(table, "scenario file", result->file);
    put_pair(table, "scenario hash", hash);
    put_pair(table, "from", from);
    put_pair(table, "to", to);
    put_whole(table, "seed", result->seed);
    put_pair(table, "replications", table->run);
    put_whole(table, "callers simulated", (uint64_t) result->callers);
    put_pair(table, "program", "tenfive");
    put_pair(table, "version", result->version);
    free(hash);
    free(from);
    free(to);
}

static bool has_ceiling(const struct result *result)
{
    for (int i = 0; i < result->target_count; i++)
        if (result->targets[i].has_ceiling)
            return true;
    return false;
}

static void put_target(struct table *table, const struct result_target *t)
{
    struct csv_row *const row = &table->row;
    csv_row_text(row, t->name);
    csv_row_text(row, t->label);
    csv_row_text(row, t->asked);
    csv_row_text(row, t->counted);
    csv_row_text(row, t->definition);
    csv_row_text(row, t->unit == MEASURE_SHARE ? "share" : "s");
    csv_row_number(row, t->limit);
    csv_row_text(row, t->at_least ? "at least" : "at most");
    csv_row_text(row, measure_level_names[t->each]);
    csv_row_number(row, t->in_share > 0.0 ? t->in_share : NAN);
    csv_row_estimate(row, &t->value);
    csv_row_number(row, t->met);
    csv_row_number(row, t->of_periods);
    put_ends(row, &t->p_met);
    csv_row_number(row, t->has_usual ? t->usual_low : NAN);
    csv_row_number(row, t->has_usual ? t->usual_high : NAN);
    csv_row_whole(row, t->partial);
    csv_row_number(row, t->empty);
    csv_row_text(row, sim_verdict_names[t->verdict]);
    if (has_ceiling(table->result))
        csv_row_estimate(row, &t->ceiling);
    end_row(table);
}

static void write_targets(struct table *table)
{
    static const char *const heading[] = { "target",
                                           "label",
                                           "asked",
                                           "counted",
                                           "definition",
                                           "unit",
                                           "limit",
                                           "side",
                                           "each",
                                           "asked share of periods",
                                           "value",
                                           "value ±",
                                           "periods met",
                                           "of periods",
                                           "share met",
                                           "share met low",
                                           "share met high",
                                           "usual low",
                                           "usual high",
                                           "left out: partial",
                                           "left out: empty",
                                           "verdict" };
    for (size_t i = 0; i < sizeof heading / sizeof *heading; i++)
        csv_row_text(&table->row, heading[i]);
    if (has_ceiling(table->result)) {
        csv_row_text(&table->row, "ceiling");
        csv_row_text(&table->row, "ceiling ±");
    }
    csv_row_text(&table->row, "replications");
    csv_row_end(&table->row);
    for (int i = 0; i < table->result->target_count; i++)
        put_target(table, &table->result->targets[i]);
}

static void write_targets_each(struct table *table)
{
    static const char *const heading[] = {
        "target",         "label",       "each",         "interval",  "first day",
        "unit",           "value",       "value ±",      "share met", "share met low",
        "share met high", "share empty", "replications", NULL
    };
    csv_row_texts(&table->row, heading);
    for (int i = 0; i < table->result->target_count; i++) {
        const struct result_target *const t = &table->result->targets[i];
        for (int k = 0; k < t->unit_count; k++) {
            const struct result_target_unit *const unit = &t->units[k];
            const struct result_unit named =
                result_unit(table->result, t->each, unit->unit);
            char *const first = outcome_date_iso(named.first_day);
            csv_row_text(&table->row, t->name);
            csv_row_text(&table->row, t->label);
            csv_row_text(&table->row, measure_level_names[t->each]);
            csv_row_text(&table->row, named.name);
            csv_row_text(&table->row, first);
            csv_row_text(&table->row, t->unit == MEASURE_SHARE ? "share" : "s");
            csv_row_estimate(&table->row, &unit->value);
            put_ends(&table->row, &unit->p_met);
            csv_row_number(&table->row, unit->empty);
            end_row(table);
            free(first);
        }
    }
}

static void write_teams(struct table *table)
{
    static const char *const heading[] = { "team",
                                           "label",
                                           "seats (most posted at one time)",
                                           "on the phones (hours a day)",
                                           "paid (hours a week)",
                                           "FTE",
                                           "cost (£ a year)",
                                           "busy (share)",
                                           "busy ±",
                                           "replications",
                                           NULL };
    csv_row_texts(&table->row, heading);
    for (int i = 0; i < table->result->team_count; i++) {
        const struct result_people *const people = &table->result->people[i];
        const struct result_object *const team = &table->result->objects[people->team];
        const struct sim_estimate busy = result_at(table->result, MEASURE_PERIOD, 0,
                                                   people->team, MEASURE_ID_OCCUPANCY);
        csv_row_text(&table->row, team->name);
        csv_row_text(&table->row, team->label);
        csv_row_number(&table->row, people->seats);
        csv_row_number(&table->row, people->hours_day);
        csv_row_number(&table->row, people->paid_week);
        csv_row_number(&table->row, people->fte);
        csv_row_number(&table->row, people->has_cost ? people->cost_year : NAN);
        csv_row_estimate(&table->row, &busy);
        end_row(table);
    }
}

static void write_flow(struct table *table)
{
    static const char *const heading[] = { "stage",
                                           "label",
                                           "kind",
                                           "entered (a day)",
                                           "entered ±",
                                           "entered (share of first attempts)",
                                           "way",
                                           "to",
                                           "taken (a day)",
                                           "taken ±",
                                           "taken (share of the stage)",
                                           "replications",
                                           NULL };
    static const struct result_way none = { 0 };
    csv_row_texts(&table->row, heading);
    for (int i = 0; i < table->result->stage_count; i++) {
        const struct result_stage *const stage = &table->result->stages[i];
        const int ways = stage->way_count + stage->has_again;
        for (int w = 0; w < ways || w == 0; w++) {
            const bool is_end = ways == 0;
            const struct result_way *const way = is_end ? &none
                                                 : w < stage->way_count
                                                     ? &stage->ways[w]
                                                     : &stage->again;
            csv_row_text(&table->row, stage->name);
            csv_row_text(&table->row, stage->label);
            csv_row_text(&table->row, stage->kind);
            csv_row_estimate(&table->row, &stage->entered);
            csv_row_number(&table->row, stage->share);
            csv_row_text(&table->row, way->name);
            csv_row_text(&table->row, way->to);
            csv_row_estimate(&table->row, &way->per_day);
            csv_row_number(&table->row, is_end ? NAN : way->share);
            end_row(table);
        }
    }
}

static void write_inputs(struct table *table)
{
    const struct scenario *const scenario = table->outcome->scenario;
    static const char *const heading[] = { "path",    "value", "basis", "note",
                                           "changed", "file",  "line",  NULL };
    csv_row_texts(&table->row, heading);
    for (int i = 0; i < scenario->input_count; i++) {
        const struct scenario_input *const input = &scenario->inputs[i];
        const struct scenario_basis *const basis =
            readback_basis(scenario, input->path);
        csv_row_text(&table->row, input->path);
        csv_row_text(&table->row, input->value);
        csv_row_text(&table->row,
                     basis == NULL ? "not said" : scenario_basis_names[basis->kind]);
        csv_row_text(&table->row, basis == NULL ? NULL : basis->note);
        csv_row_text(&table->row, input->changed ? "changed" : NULL);
        csv_row_text(&table->row,
                     input->at.file == NULL ? "command line" : input->at.file);
        csv_row_whole(&table->row, input->at.line);
        csv_row_end(&table->row);
    }
}

/* ---- intervals ---- */

/* Histograms do not go below an hour, and single quarters of an hour have no noise. */
static bool is_shown(const struct table *table, enum measure_id id)
{
    if (!outcome_uses(table->result, id))
        return false;
    return table->level != MEASURE_QUARTER
           || (id < MEASURE_ID_MORE && measures[id].how != MEASURE_QUANTILE
               && id != MEASURE_ID_AT_ONCE_SHARE);
}

static void write_by_heading(struct table *table, enum measure_level level)
{
    static const char *const leads[] = { "first day", "days", "quarter hours",
                                         "whole" };
    csv_row_text(&table->row, measure_level_names[level]);
    for (int i = 0; i < 4 && level < MEASURE_HOUR; i++)
        csv_row_text(&table->row, leads[i]);
    csv_row_text(&table->row, "kind");
    csv_row_text(&table->row, "name");
    csv_row_text(&table->row, "label");
    for (int id = 0; id < MEASURE_COUNT; id++) {
        if (!is_shown(table, id))
            continue;
        char *const name =
            sim_mem_print("%s (%s)", measures[id].name, measure_unit_name(id, level));
        char *const noise = sim_mem_print("%s ±", measures[id].name);
        csv_row_text(&table->row, name);
        if (level != MEASURE_QUARTER)
            csv_row_text(&table->row, noise);
        free(name);
        free(noise);
    }
    csv_row_text(&table->row, "replications");
    csv_row_end(&table->row);
}

static void write_by_row(struct table *table, enum measure_level level, int index,
                         const struct result_unit *unit, const char *first, int object)
{
    const struct result_object *const about = &table->result->objects[object];
    struct csv_row *const row = &table->row;
    csv_row_text(row, unit->name);
    if (level < MEASURE_HOUR) {
        csv_row_text(row, first);
        csv_row_whole(row, unit->days);
        csv_row_whole(row, unit->quarters);
        csv_row_text(row, unit->whole ? "whole" : "cut off");
    }
    csv_row_text(row, measure_object_names[about->kind]);
    csv_row_text(row, about->name);
    csv_row_text(row, about->label);
    for (int id = 0; id < MEASURE_COUNT; id++) {
        if (!is_shown(table, id))
            continue;
        const struct sim_estimate figure =
            result_at(table->result, level, index, object, id);
        if (level == MEASURE_QUARTER)
            csv_row_number(row, figure.kind == SIM_ESTIMATE_NONE ? NAN : figure.value);
        else
            csv_row_estimate(row, &figure);
    }
    end_row(table);
}

static void write_by(struct table *table)
{
    const enum measure_level level = table->level;
    const struct result *const result = table->result;
    write_by_heading(table, level);
    for (int i = 0; i < result->unit_count[level]; i++) {
        const struct result_unit unit = result_unit(result, level, i);
        char *const first = outcome_date_iso(unit.first_day);
        for (int object = 0; object < result->object_count; object++)
            write_by_row(table, level, i, &unit, first, object);
        free(first);
    }
}

void csv_out(const struct outcome *outcome, const char *directory,
             struct output *output)
{
    static const struct {
        const char *name;
        void (*write)(struct table *table); /* or, where it is null, the next: */
        void (*more)(const struct result *result, const char *run, struct csv_row *row);
        enum measure_level level;
        bool (*has)(const struct result *result); /* null: always written */
    } files[] = {
        { "run.csv", .write = write_run },
        { "targets.csv", .write = write_targets },
        { "targets-each.csv", .write = write_targets_each },
        { "teams.csv", .write = write_teams },
        { "flow.csv", .write = write_flow },
        { "hang-ups.csv", .more = csv_more_hang_ups, .has = csv_more_has_hang_ups },
        { "short.csv", .more = csv_more_shorts, .has = csv_more_has_shorts },
        { "waits.csv", .more = csv_detail_waits },
        { "half-hours.csv", .more = csv_detail_half_hours },
        { "extreme-days.csv", .more = csv_detail_days },
        { "inputs.csv", .write = write_inputs },
        { "by-period.csv", .write = write_by, .level = MEASURE_PERIOD },
        { "by-month.csv", .write = write_by, .level = MEASURE_MONTH },
        { "by-week.csv", .write = write_by, .level = MEASURE_WEEK },
        { "by-day.csv", .write = write_by, .level = MEASURE_DAY },
        { "by-hour-of-week.csv", .write = write_by, .level = MEASURE_HOUR },
        { "by-quarter-hour.csv", .write = write_by, .level = MEASURE_QUARTER },
    };
    const struct result *const result = outcome->result;
    char *const run = result->partial ? sim_mem_print("partial: %d of %d", result->done,
                                                      result->planned)
                                      : sim_mem_print("%d", result->done);
    for (size_t i = 0; i < sizeof files / sizeof *files; i++) {
        struct table table = {
            .outcome = outcome, .result = result, .run = run, .level = files[i].level
        };
        if (files[i].has != NULL && !files[i].has(result))
            continue;
        table.row.to = output_add_in(output, directory, files[i].name);
        if (table.row.to == NULL)
            break;
        fputs(byte_order_mark, table.row.to);
        if (files[i].write != NULL)
            files[i].write(&table);
        else
            files[i].more(result, run, &table.row);
        output_close(output);
    }
    free(run);
}

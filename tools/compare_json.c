#include "tools/compare_json.h"

#include <math.h>
#include <stdlib.h>
#include <string.h>

#include "sim/mem.h"
#include "tools/compare_changes.h"
#include "tools/compare_words.h"
#include "tools/json_result.h"

/* ---- the run ---- */

/* The first marking that there is: scenarios of one force have one. */
static const char *marking_of(const struct compare_plan *plan)
{
    for (int i = 0; i < plan->count; i++) {
        const char *const marking = plan->scenarios[i].scenario.marking;
        if (marking != NULL && *marking != '\0')
            return marking;
    }
    return NULL;
}

static void write_run(struct json *json, const struct compare_outcome *outcome)
{
    const struct scenario *const s = &outcome->plan->scenarios[0].scenario;
    const struct paired *const p = outcome->paired;
    char *const from = outcome_date_iso(s->period.first);
    char *const to = outcome_date_iso(s->period.last);
    json_text(json, "schema", "tenfive-comparison-1");
    json_open_short_object(json, "program");
    json_text(json, "name", "tenfive");
    json_text(json, "version", TENFIVE_VERSION);
    json_close(json);
    json_text(json, "marking", marking_of(outcome->plan));
    json_open_short_object(json, "period");
    json_text(json, "from", from);
    json_text(json, "to", to);
    json_close(json);
    json_whole(json, "seed", outcome->seed);
    json_open_short_object(json, "replications");
    json_whole(json, "planned", (uint64_t) p->planned);
    json_whole(json, "done", (uint64_t) p->done);
    json_close(json);
    json_bool(json, "partial", p->is_partial);
    json_bool(json, "precision_reached", p->is_settled);
    json_number(json, "callers", p->callers);
    json_result_sets(json, s);
    free(from);
    free(to);
}

static void write_warnings(struct json *json, const struct sim_diag *diag)
{
    json_open_array(json, "warnings");
    for (size_t i = 0; i < diag->count; i++) {
        char *const line = sim_diag_line(&diag->items[i]);
        json_text(json, NULL, line);
        free(line);
    }
    json_close(json);
}

/* ---- figures ---- */

static const char *unit_name(enum measure_unit unit)
{
    static const char *const names[MEASURE_UNITS] = { [MEASURE_CALLS] = "calls a day",
                                                      [MEASURE_HOURS] = "hours a day",
                                                      [MEASURE_SECONDS] = "s",
                                                      [MEASURE_SHARE] = "share",
                                                      [MEASURE_PEOPLE] = "people" };
    return names[unit];
}

static void write_figure(struct json *json, const struct compare_outcome *outcome,
                         int figure)
{
    const struct paired *const p = outcome->paired;
    const struct paired_figure *const f = &p->figures[figure];
    const bool is_target = f->kind == PAIRED_TARGET;
    char *const path = compare_figures_path(f);
    json_open_object(json, NULL);
    json_text(json, "path", path);
    json_text(json, "kind", is_target ? "target" : measure_object_names[f->object]);
    json_text(json, "name", f->name);
    json_text(json, "label", compare_figures_label(outcome->plan, f));
    json_text(json, "measure", is_target ? "value" : measures[f->measure].label);
    json_text(json, "definition", is_target ? NULL : measures[f->measure].definition);
    json_text(json, "unit", unit_name(p->units[figure]));
    json_bool(json, "told", compare_figures_is_told(outcome->figures, figure));
    json_open_array(json, "values");
    for (int i = 0; i < outcome->plan->count; i++) {
        const struct sim_estimate value = compare_outcome_value(outcome, i, figure);
        json_result_estimate(json, NULL, &value);
    }
    json_close(json);
    json_close(json);
    free(path);
}

/* ---- differences ---- */

static void write_contrast(struct json *json, const struct compare_outcome *outcome,
                           const struct compare_item *item, int figure)
{
    const struct sim_estimate value =
        compare_outcome_contrast(outcome->plan, outcome->paired, item, figure);
    char *const words =
        compare_words_difference(&value, outcome->paired->units[figure]);
    json_open_object(json, NULL);
    json_result_estimate(json, "value", &value);
    json_text(json, "words", words);
    json_number(json, "independent_replications",
                compare_outcome_worth(outcome, item, figure));
    json_close(json);
    free(words);
}

static void write_contrasts(struct json *json, const struct compare_outcome *outcome,
                            const struct compare_item *item)
{
    json_open_array(json, "figures");
    for (int i = 0; i < outcome->paired->figure_count; i++)
        write_contrast(json, outcome, item, i);
    json_close(json);
}

static void write_people(struct json *json, const char *key,
                         const struct compare_people *people)
{
    json_open_short_object(json, key);
    json_number(json, "seats", people->seats);
    json_number(json, "hours_week", people->hours_week);
    json_number(json, "fte", people->fte);
    json_number(json, "cost_year", people->cost_year);
    json_close(json);
}

static void write_change(struct json *json, const struct compare_change *change)
{
    json_open_object(json, NULL);
    json_text(json, "path", change->path);
    json_text(json, "before", change->before);
    json_text(json, "after", change->after);
    json_text(json, "written", change->written);
    json_text(json, "file", change->at.file);
    json_whole(json, "line", change->at.line);
    json_text(json, "basis", change->basis);
    json_close(json);
}

static void write_changes(struct json *json, const struct compare_plan *plan,
                          int scenario)
{
    struct compare_changes changes;
    compare_changes_make(&plan->scenarios[0].scenario,
                         &plan->scenarios[scenario].scenario, &changes);
    json_open_array(json, "changes");
    for (size_t i = 0; i < changes.count; i++)
        write_change(json, &changes.rows[i]);
    json_close(json);
    compare_changes_done(&changes);
}

static void write_texts(struct json *json, const struct compare_outcome *outcome,
                        const struct compare_item *item)
{
    char *const texts[] = { compare_words_summary(outcome, item),
                            compare_words_untold(outcome, item),
                            compare_words_verdicts(outcome, item),
                            compare_words_worth(outcome, item) };
    static const char *const keys[] = { "summary", "untold", "verdicts", "worth" };
    for (size_t i = 0; i < sizeof keys / sizeof *keys; i++) {
        json_text(json, keys[i], texts[i]);
        free(texts[i]);
    }
}

static void write_difference(struct json *json, const struct compare_outcome *outcome,
                             const struct compare_item *item)
{
    const struct compare_plan *const plan = outcome->plan;
    const struct compare_people more =
        compare_words_people_more(outcome, item->scenario);
    json_open_object(json, NULL);
    json_text(json, "scenario", plan->scenarios[item->scenario].letter);
    json_text(json, "against", plan->scenarios[0].letter);
    write_texts(json, outcome, item);
    write_people(json, "people", &more);
    write_contrasts(json, outcome, item);
    write_changes(json, plan, item->scenario);
    json_close(json);
}

static void write_interplay(struct json *json, const struct compare_outcome *outcome,
                            const struct compare_item *item)
{
    const struct compare_plan *const plan = outcome->plan;
    json_open_object(json, NULL);
    json_text(json, "scenario", plan->scenarios[item->scenario].letter);
    json_text(json, "against", plan->scenarios[0].letter);
    json_open_short_array(json, "parts");
    for (int i = 0; i < item->part_count; i++)
        json_text(json, NULL, plan->scenarios[item->parts[i]].letter);
    json_close(json);
    write_contrasts(json, outcome, item);
    json_close(json);
}

/* ---- scenarios ---- */

static void write_team(struct json *json, const struct result *result, int team)
{
    const struct result_people *const people = &result->people[team];
    const struct result_object *const object = &result->objects[people->team];
    const struct compare_people all = compare_words_people_of(result, object->name);
    json_open_object(json, object->name);
    json_text(json, "label", object->label);
    write_people(json, "people", &all);
    json_close(json);
}

/* Values and half-widths of one measure by month, null where there are none. */
static void write_months(struct json *json, const struct result *result, int object,
                         enum measure_id measure)
{
    json_open_object(json, measures[measure].name);
    for (int halves = 0; halves < 2; halves++) {
        json_open_short_array(json, halves ? "half_width" : "value");
        for (int i = 0; i < result->unit_count[MEASURE_MONTH]; i++) {
            const struct sim_estimate one =
                result_at(result, MEASURE_MONTH, i, object, measure);
            const bool has = one.kind == SIM_ESTIMATE_INTERVAL
                             || (one.kind == SIM_ESTIMATE_POINT && !halves);
            json_number(json, NULL,
                        !has     ? NAN
                        : halves ? sim_estimate_half_width(&one)
                                 : one.value);
        }
        json_close(json);
    }
    json_close(json);
}

static void write_by_month(struct json *json, const struct result *result)
{
    static const enum measure_id shown[] = { MEASURE_ID_OFFERED,
                                             MEASURE_ID_ABANDONED_SHARE,
                                             MEASURE_ID_MEAN_WAIT };
    json_open_object(json, "by_month");
    json_open_short_array(json, "units");
    for (int i = 0; i < result->unit_count[MEASURE_MONTH]; i++)
        json_text(json, NULL, result->units[MEASURE_MONTH][i].name);
    json_close(json);
    json_open_object(json, "line");
    for (int i = 0; i < result->line_count; i++) {
        json_open_object(json, result->objects[i].name);
        json_text(json, "label", result->objects[i].label);
        for (size_t k = 0; k < sizeof shown / sizeof *shown; k++)
            write_months(json, result, i, shown[k]);
        json_close(json);
    }
    json_close(json);
    json_close(json);
}

static void write_scenario(struct json *json, const struct compare_scenario *one,
                           const struct result *result)
{
    const struct scenario *const s = &one->scenario;
    const struct compare_people all = compare_words_people_of(result, NULL);
    char *const hash = sim_mem_print("%016llx", (unsigned long long) s->hash);
    json_open_object(json, NULL);
    json_text(json, "letter", one->letter);
    json_text(json, "title", s->title);
    json_text(json, "marking",
              s->marking != NULL && *s->marking != '\0' ? s->marking : NULL);
    json_text(json, "file", s->file);
    json_text(json, "hash", hash);
    write_people(json, "people", &all);
    json_result_targets(json, result);
    json_open_object(json, "team");
    for (int i = 0; i < result->team_count; i++)
        write_team(json, result, i);
    json_close(json);
    write_by_month(json, result);
    json_result_sets(json, s);
    json_result_inputs(json, s);
    json_close(json);
    free(hash);
}

static bool is_listed(const struct scenario *all, const struct scenario_source *source)
{
    for (int i = 0; i < all->source_count; i++)
        if (all->sources[i].hash == source->hash
            && strcmp(all->sources[i].file, source->file) == 0)
            return true;
    return false;
}

/* The files of all scenarios, each once: the base of a what-if is a scenario too. */
static void write_sources(struct json *json, const struct compare_plan *plan)
{
    struct scenario all = { 0 };
    size_t capacity = 0;
    for (int i = 0; i < plan->count; i++) {
        const struct scenario *const s = &plan->scenarios[i].scenario;
        for (int k = 0; k < s->source_count; k++) {
            if (is_listed(&all, &s->sources[k]))
                continue;
            all.sources =
                sim_mem_grow(all.sources, &capacity, (size_t) all.source_count + 1,
                             sizeof *all.sources);
            all.sources[all.source_count++] = s->sources[k];
        }
    }
    json_result_sources(json, &all);
    free(all.sources); /* its texts are the scenarios' */
}

void compare_json(const struct compare_outcome *outcome, FILE *to)
{
    const struct compare_plan *const plan = outcome->plan;
    struct json json = { .to = to };
    json_open_object(&json, NULL);
    write_run(&json, outcome);
    json_open_array(&json, "figures");
    for (int i = 0; i < outcome->paired->figure_count; i++)
        write_figure(&json, outcome, i);
    json_close(&json);
    for (int interplays = 0; interplays < 2; interplays++) {
        json_open_array(&json, interplays ? "interplays" : "differences");
        for (int i = 0; i < plan->item_count; i++)
            if (plan->items[i].is_interplay == (interplays == 1))
                (interplays ? write_interplay : write_difference)(&json, outcome,
                                                                  &plan->items[i]);
        json_close(&json);
    }
    json_open_array(&json, "scenarios");
    for (int i = 0; i < plan->count; i++)
        write_scenario(&json, &plan->scenarios[i], &outcome->results[i]);
    json_close(&json);
    write_sources(&json, plan);
    write_warnings(&json, outcome->diag);
    json_close(&json);
}

#include "tools/sweep_text.h"

#include <math.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "sim/mem.h"
#include "tools/json.h"
#include "tools/json_result.h"
#include "tools/sweep_table.h"

const char sweep_schema[] = "tenfive-sweep-1";

void sweep_texts_init(struct sweep_texts *texts, char *head, int count)
{
    *texts = (struct sweep_texts){ .head = head, .count = count };
    texts->points = sim_mem_array(count, sizeof *texts->points);
}

void sweep_texts_done(struct sweep_texts *texts)
{
    for (int i = 0; i < texts->count; i++)
        free(texts->points[i]);
    free(texts->points);
    free(texts->head);
    free(texts->base);
    *texts = (struct sweep_texts){ 0 };
}

/* ---- memory that is written to ---- */

struct memory {
    FILE *to;
    char *text;
    size_t length;
};

static void memory_open(struct memory *memory)
{
    memory->to = open_memstream(&memory->text, &memory->length);
    if (memory->to == NULL)
        free(sim_mem_array(SIZE_MAX / 2, 1)); /* ends the program */
}

static char *memory_close(struct memory *memory)
{
    fclose(memory->to);
    return memory->text;
}

/* ---- the head ---- */

static void write_scenario(struct json *json, const struct sweep_job *job)
{
    const struct scenario *const s = &job->base;
    char *const hash = sim_mem_print("%016llx", (unsigned long long) s->hash);
    char *const from = outcome_date_iso(s->period.first);
    char *const to = outcome_date_iso(s->period.last);
    json_open_object(json, "scenario");
    json_text(json, "title", s->title);
    json_text(json, "marking",
              s->marking != NULL && *s->marking != '\0' ? s->marking : NULL);
    json_text(json, "file", s->file);
    json_text(json, "hash", hash);
    json_close(json);
    json_open_short_object(json, "period");
    json_text(json, "from", from);
    json_text(json, "to", to);
    json_close(json);
    free(hash);
    free(from);
    free(to);
}

static void write_design(struct json *json, const struct sweep_job *job)
{
    char *const hash = sim_mem_print("%016llx", (unsigned long long) job->points_hash);
    json_open_short_object(json, "design");
    json_text(json, "name", sweep_design_names[job->design]);
    json_whole(json, "points", (uint64_t) job->point_count);
    json_text(json, "hash", hash);
    json_close(json);
    free(hash);
}

/* What the setting is in the base, as the user wrote it; null: it is not said. */
static const char *as_is(const struct scenario *scenario, const char *path)
{
    for (int i = 0; i < scenario->input_count; i++)
        if (strcmp(scenario->inputs[i].path, path) == 0)
            return scenario->inputs[i].value;
    return NULL;
}

static void write_axis(struct json *json, const struct sweep_job *job,
                       const struct sweep_axis *axis)
{
    json_open_object(json, NULL);
    json_text(json, "given", axis->word);
    json_text(json, "path", axis->path);
    json_text(json, "change", change_types[axis->op].name);
    json_text(json, "unit", sweep_unit_names[axis->unit]);
    json_text(json, "as_is", as_is(&job->base, axis->path));
    json_open_short_array(json, "values");
    for (int i = 0; i < axis->count; i++)
        json_text(json, NULL, axis->values[i]);
    json_close(json);
    json_open_short_array(json, "numbers");
    for (int i = 0; i < axis->count && axis->numbers != NULL; i++)
        json_number(json, NULL, axis->numbers[i]);
    json_close(json);
    json_close(json);
}

static void write_figures(struct json *json, const struct sweep_look *look)
{
    json_open_array(json, "figures");
    for (int i = 0; i < look->figure_count; i++) {
        const struct sweep_figure *const figure = &look->figures[i];
        json_open_short_object(json, NULL);
        json_text(json, "path", figure->path);
        json_text(json, "label", figure->label);
        json_text(json, "unit", sweep_figure_unit_names[figure->unit]);
        json_bool(json, "paired", sweep_figure_is_paired(figure));
        json_close(json);
    }
    json_close(json);
}

static void write_targets(struct json *json, const struct scenario *scenario)
{
    json_open_array(json, "targets");
    for (int i = 0; i < scenario->target_count; i++) {
        const struct scenario_target *const target = &scenario->targets[i];
        char *const asked = grade_limit_words(target);
        char *const words = grades[target->grade].words(scenario, target);
        json_open_short_object(json, NULL);
        json_text(json, "name", target->name);
        json_text(json, "label", target->label);
        json_text(json, "asked", asked);
        json_text(json, "definition", words);
        json_bool(json, "at_least", target->at_least);
        json_number(json, "limit", target->limit);
        json_close(json);
        free(asked);
        free(words);
    }
    json_close(json);
}

char *sweep_text_head(const struct sweep_job *job)
{
    struct memory memory = { 0 };
    memory_open(&memory);
    struct json json = { .to = memory.to };
    json_open_object(&json, NULL);
    json_text(&json, "schema", sweep_schema);
    json_open_short_object(&json, "program");
    json_text(&json, "name", "tenfive");
    json_text(&json, "version", TENFIVE_VERSION);
    json_close(&json);
    write_scenario(&json, job);
    json_whole(&json, "seed", job->seed);
    json_whole(&json, "replications", (uint64_t) job->replications);
    write_design(&json, job);
    json_open_array(&json, "vary");
    for (int i = 0; i < job->axis_count; i++)
        write_axis(&json, job, &job->axes[i]);
    json_close(&json);
    write_figures(&json, &job->look);
    write_targets(&json, &job->base);
    json_result_inputs(&json, &job->base);
    json_result_sets(&json, &job->base);
    json_result_sources(&json, &job->base);
    return memory_close(&memory);
}

/* ---- a point ---- */

static void write_values(struct json *json, const struct sweep_job *job, int point)
{
    json_open_short_array(json, "values");
    for (int i = 0; i < job->axis_count && point >= 0; i++) {
        const int level = job->levels[(size_t) point * job->axis_count + i];
        json_text(json, NULL, level == SWEEP_AS_IS ? NULL : job->axes[i].values[level]);
    }
    json_close(json);
    json_open_short_array(json, "numbers");
    for (int i = 0; i < job->axis_count && point >= 0; i++) {
        const int level = job->levels[(size_t) point * job->axis_count + i];
        const bool has = level != SWEEP_AS_IS && job->axes[i].numbers != NULL;
        json_number(json, NULL, has ? job->axes[i].numbers[level] : NAN);
    }
    json_close(json);
}

static void write_figure(struct json *json, const struct sweep_look *look,
                         const struct sweep_point *base, const struct sweep_point *ran,
                         int figure)
{
    json_open_short_object(json, NULL);
    json_number(json, "value", ran->values[figure]);
    json_number(json, "half_width", ran->half_widths[figure]);
    if (base != NULL) {
        const struct sim_estimate change = sweep_point_change(look, base, ran, figure);
        json_number(json, "change",
                    change.kind == SIM_ESTIMATE_NONE ? NAN : change.value);
        json_number(json, "change_half_width",
                    change.kind == SIM_ESTIMATE_INTERVAL
                        ? sim_estimate_half_width(&change)
                        : NAN);
    }
    json_close(json);
}

char *sweep_text_point(const struct sweep_job *job, int point,
                       const struct sweep_point *base, const struct sweep_point *ran)
{
    const struct sweep_look *const look = &job->look;
    struct memory memory = { 0 };
    memory_open(&memory);
    struct json json = { .to = memory.to };
    json_open_short_object(&json, NULL);
    json_whole(&json, "point", (uint64_t) (point + 1));
    write_values(&json, job, point);
    json_number(&json, "callers", ran->callers);
    json_open_short_array(&json, "verdicts");
    for (int i = 0; i < look->target_count; i++)
        json_text(&json, NULL, sim_verdict_names[ran->verdicts[i]]);
    json_close(&json);
    json_open_short_array(&json, "figures");
    for (int i = 0; i < look->figure_count; i++)
        write_figure(&json, look, point < 0 ? NULL : base, ran, i);
    json_close(&json);
    json_close(&json);
    char *const text = memory_close(&memory);
    text[strcspn(text, "\n")] = '\0'; /* texts have no line ends inside */
    return text;
}
/* ---- all of it ---- */

static void write_summary(struct json *json, const struct sweep_table *table)
{
    const struct sweep_summary summary = sweep_table_summary(table);
    const int price = sweep_table_price(table);
    json_open_short_object(json, "summary");
    json_whole(json, "points", (uint64_t) table->row_count);
    json_whole(json, "met", (uint64_t) summary.met);
    json_whole(json, "undecided", (uint64_t) summary.undecided);
    if (summary.cheapest < 0)
        json_nothing(json, "cheapest");
    else
        json_whole(json, "cheapest", (uint64_t) table->rows[summary.cheapest].point);
    json_text(json, "cheapest_by", price < 0 ? NULL : table->figures[price].path);
    json_close(json);
}

/* What follows the head and is text already. */
static char *body_of(const struct sweep_texts *texts)
{
    struct memory memory = { 0 };
    memory_open(&memory);
    fprintf(memory.to, "%s,\n \"base\": %s,\n \"points\": [", texts->head, texts->base);
    for (int i = 0; i < texts->count; i++)
        fprintf(memory.to, "%s\n  %s", i == 0 ? "" : ",", texts->points[i]);
    fputs("\n ]", memory.to);
    return memory_close(&memory);
}

/* The summary as it stands in the file. */
static char *end_of(const struct sweep_table *table)
{
    struct memory memory = { 0 };
    memory_open(&memory);
    struct json json = { .to = memory.to };
    json_open_object(&json, NULL);
    write_summary(&json, table);
    json_close(&json);
    return memory_close(&memory);
}

char *sweep_text_all(const struct sweep_texts *texts, char **fault)
{
    struct stored stored = { 0 };
    struct sweep_table table = { 0 };
    char *const body = body_of(texts);
    char *const whole = sim_mem_print("%s\n}\n", body);
    char *all = NULL;
    if (stored_parse(&stored, whole, strlen(whole)))
        sweep_table_read(&stored, &table);
    if (stored.fault == NULL) {
        char *const end = end_of(&table);
        all = sim_mem_print("%s,%s", body, end + 1); /* without its "{" */
        free(end);
    } else {
        *fault = sim_mem_text(stored.fault);
    }
    sweep_table_done(&table);
    stored_done(&stored);
    free(whole);
    free(body);
    return all;
}

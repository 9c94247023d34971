#include <math.h>
#include <stdlib.h>

#include "tools/backtest_out.h"
#include "tools/csv_out.h"
#include "tools/fit_out.h"
#include "tools/json.h"
#include "tools/json_result.h"

const char *backtest_out_unit(const struct backtest_out *out,
                              const struct backtest_row *row)
{
    return row->level == MEASURE_PERIOD
               ? "all"
               : out->result->units[row->level][row->unit].name;
}

void backtest_out_csv(const struct backtest_out *out, FILE *to)
{
    static const char *const heading[] = { "line",       "level",       "interval",
                                           "measure",    "unit",        "actual",
                                           "actual low", "actual high", "simulated",
                                           "low",        "high",        "miss",
                                           NULL };
    struct csv_row row = { .to = to };
    fputs("\xef\xbb\xbf", to);
    csv_row_texts(&row, heading);
    for (size_t i = 0; i < out->backtest->row_count; i++) {
        const struct backtest_row *const r = &out->backtest->rows[i];
        csv_row_text(&row, out->records->lines[r->line]);
        csv_row_text(&row, measure_level_names[r->level]);
        csv_row_text(&row, backtest_out_unit(out, r));
        csv_row_text(&row, backtest_names[r->measure]);
        csv_row_text(&row, r->measure == BACKTEST_OFFERED
                               ? measure_unit_name(MEASURE_ID_OFFERED, r->level)
                           : backtest_units[r->measure] == MEASURE_SECONDS ? "s"
                                                                           : "share");
        csv_row_number(&row, r->actual);
        csv_row_number(&row, r->actual_low);
        csv_row_number(&row, r->actual_high);
        csv_row_number(&row, r->simulated);
        csv_row_number(&row, r->low);
        csv_row_number(&row, r->high);
        csv_row_whole(&row, r->is_miss);
        csv_row_end(&row);
    }
}

static void write_row(struct json *json, const struct backtest_out *out,
                      const struct backtest_row *r)
{
    json_open_short_object(json, NULL);
    json_text(json, "line", out->records->lines[r->line]);
    json_text(json, "level", measure_level_names[r->level]);
    json_text(json, "interval", backtest_out_unit(out, r));
    json_text(json, "measure", backtest_names[r->measure]);
    json_number(json, "actual", r->actual);
    json_number(json, "actual_low", r->actual_low);
    json_number(json, "actual_high", r->actual_high);
    json_number(json, "simulated", r->simulated);
    json_number(json, "low", r->low);
    json_number(json, "high", r->high);
    json_bool(json, "miss", r->is_miss);
    json_close(json);
}

void backtest_out_json(const struct backtest_out *out, FILE *to)
{
    struct json json = { .to = to };
    char *const judged = fit_out_dates_iso(out->dates);
    char *const fitted = out->fit != NULL ? fit_out_dates_iso(out->fit->dates) : NULL;
    json_open_object(&json, NULL);
    json_text(&json, "schema", "tenfive-backtest-2");
    json_text(&json, "version", out->result->version);
    json_text(&json, "title", out->scenario->title);
    json_text(&json, "marking", out->scenario->marking);
    json_text(&json, "scenario", out->scenario->file);
    json_text(&json, "export", out->export);
    json_text(&json, "fitted_on", fitted);
    json_text(&json, "judged_on", judged);
    json_whole(&json, "seed", out->result->seed);
    json_number(&json, "replications", out->result->done);
    json_open_object(&json, "lines");
    for (int i = 0; i < out->backtest->line_count; i++) {
        const struct backtest_line *const line = &out->backtest->lines[i];
        json_open_short_object(&json, out->records->lines[i]);
        json_text(&json, "label", out->scenario->stages[line->stage].label);
        json_number(&json, "within_s", line->within_s > 0.0 ? line->within_s : NAN);
        json_text(&json, "of", scenario_of_names[line->of]);
        json_close(&json);
    }
    json_close(&json);
    json_open_array(&json, "rows");
    for (size_t i = 0; i < out->backtest->row_count; i++)
        write_row(&json, out, &out->backtest->rows[i]);
    json_close(&json);
    json_result_inputs(&json, out->scenario);
    json_result_sets(&json, out->scenario);
    json_result_sources(&json, out->scenario);
    json_close(&json);
    free(judged);
    free(fitted);
}

#include <math.h>
#include <stdlib.h>

#include "model/demand/calendar.h"
#include "tools/fit_out.h"
#include "tools/json.h"

enum { MONTHS = 12, QUARTERS = 96, DAY_MIN = 1440 };

static void write_half(struct json *json, const char *key, double value, double half)
{
    json_open_short_object(json, key);
    json_number(json, "value", value);
    json_number(json, "half_width", half);
    json_close(json);
}

static void write_weights(struct json *json, const char *key, const double *weight,
                          const double *half, const bool *has, int count)
{
    json_open_array(json, key);
    for (int i = 0; i < count; i++) {
        json_open_short_object(json, NULL);
        json_number(json, "weight", weight[i]);
        json_number(json, "relative_half_width", has[i] ? half[i] : NAN);
        json_bool(json, "assumed", !has[i]);
        json_close(json);
    }
    json_close(json);
}

static void write_profile(struct json *json, const struct profile_fit *p, int minutes)
{
    char *const dates = fit_out_dates_iso(p->counted_in);
    json_open_object(json, "demand");
    json_number(json, "calls", p->calls);
    json_number(json, "calls_relative_half_width", p->calls_half);
    json_text(json, "counted_in", dates);
    json_number(json, "days", p->days_seen);
    write_half(json, "day_to_day", p->day_to_day, p->day_to_day_half);
    if (p->has_growth)
        write_half(json, "growth_per_year", p->growth_per_year, p->growth_half);
    else
        json_nothing(json, "growth_per_year");
    write_weights(json, "months", p->profile.month, p->month_half, p->has_month,
                  MONTHS);
    write_weights(json, "days_of_week_and_bank", p->profile.day, p->kind_half,
                  p->has_kind, SCENARIO_DAY_KINDS);
    json_text(json, "shapes", p->shapes);
    json_number(json, "interval_relative_half_width", p->step_half);
    json_open_array(json, "shares_of_day");
    const int quarters = QUARTERS * minutes / DAY_MIN;
    for (int kind = 0; kind < SCENARIO_DAY_KINDS; kind++) {
        json_open_short_array(json, NULL);
        for (int q = 0; q < QUARTERS; q += quarters)
            json_number(json, NULL, p->profile.quarter[kind][q] * quarters);
        json_close(json);
    }
    json_close(json);
    json_close(json);
    free(dates);
}

static void write_mean(struct json *json, const char *key, const struct fit_mean *mean)
{
    if (!mean->is_known) {
        json_nothing(json, key);
        return;
    }
    json_open_short_object(json, key);
    json_number(json, "mean_s", mean->mean_s);
    json_number(json, "half_width_s", mean->half_s);
    json_number(json, "cv_at_most", mean->cv);
    json_close(json);
}

static void write_patience(struct json *json, const struct fit_line *line)
{
    const struct patience_fit *const p = &line->patience;
    json_open_object(json, "patience");
    json_text(json, "status", patience_fit_reasons[line->patience_status]);
    if (line->patience_status == PATIENCE_FIT_OK) {
        json_text(json, "law", sim_dist_types[p->law].name);
        write_half(json, "mean_s", p->mean_s, p->mean_half_s);
        write_half(json, "shape", p->shape, p->shape_half);
        write_half(json, "at_once", p->at_once, p->at_once_half);
        json_number(json, "hang_ups", p->hang_ups);
        json_number(json, "misfit", p->misfit);
        json_bool(json, "sums_of_waits", p->has_sums);
    }
    json_close(json);
}

static void write_line(struct json *json, const struct fit_out *out, int i)
{
    const struct fit_line *const line = &out->fit->lines[i];
    json_open_object(json, out->records->lines[line->line]);
    json_number(json, "offered", line->sum.offered);
    json_number(json, "answered", line->sum.answered);
    json_number(json, "abandoned", line->sum.abandoned);
    if (line->has_profile)
        write_profile(json, &line->profile, out->records->minutes);
    else
        json_nothing(json, "demand");
    write_mean(json, "talk", &line->talk);
    write_mean(json, "wrap_up", &line->wrap_up);
    write_patience(json, line);
    json_close(json);
}

static void write_streams(struct json *json, const struct fit_out *out)
{
    json_open_object(json, "streams");
    for (int s = 0; out->place != NULL && s < out->scenario->stream_count; s++) {
        const struct fit_stream *const stream = &out->place->streams[s];
        json_open_short_object(json, out->scenario->streams[s].name);
        json_text(json, "line",
                  stream->line < 0 ? NULL : out->records->lines[stream->line]);
        json_number(json, "reaches_it", stream->line < 0 ? NAN : stream->reach);
        json_number(json, "calls", stream->line < 0 ? NAN : stream->calls);
        json_number(json, "times", stream->line < 0 ? NAN : stream->times);
        json_number(json, "calling_again", stream->is_first ? stream->again : NAN);
        json_close(json);
    }
    json_close(json);
}

void fit_out_json(const struct fit_out *out, FILE *to)
{
    struct json json = { .to = to };
    char *const dates = fit_out_dates_iso(out->fit->dates);
    json_open_object(&json, NULL);
    json_text(&json, "schema", "tenfive-fit-1");
    json_text(&json, "export", out->export);
    json_text(&json, "base", out->base);
    json_text(&json, "dates", dates);
    json_number(&json, "interval_minutes", out->records->minutes);
    json_open_object(&json, "lines");
    for (int i = 0; i < out->fit->line_count; i++)
        write_line(&json, out, i);
    json_close(&json);
    write_streams(&json, out);
    json_number(&json, "rounds", out->place != NULL ? out->place->rounds : 0);
    json_open_array(&json, "notes");
    for (int i = 0;; i++) {
        char *const note = fit_out_note(out, i);
        if (note == NULL)
            break;
        json_text(&json, NULL, note);
        free(note);
    }
    json_close(&json);
    json_close(&json);
    free(dates);
}

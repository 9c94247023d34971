#include "model/records/fit_place.h"

#include <math.h>
#include <stdlib.h>
#include <string.h>

#include "model/demand/rates.h"
#include "model/pathway/load.h"
#include "model/scenario/text.h"
#include "sim/mem.h"

enum { MOST_STEPS = 64, MONTHS = 12 }; /* stages from a stream to its first line */

static const double NEGLIGIBLE = 0.001; /* share of a line's calls not worth a word */

void fit_place_done(struct fit_place *place)
{
    if (place == NULL)
        return;
    free(place->stage);
    free(place->streams);
    *place = (struct fit_place){ 0 };
}

/* ---- lines ---- */

static void refuse_line(const struct records *records, int line,
                        const struct scenario *scenario, struct sim_diag *diag)
{
    const char *names[SCENARIO_MOST_STAGES];
    size_t count = 0;
    for (int i = 0; i < scenario->stage_count; i++)
        if (scenario->stages[i].kind == SCENARIO_LINE)
            names[count++] = scenario->stages[i].name;
    const char *const meant = text_suggest(records->lines[line], names, count);
    sim_diag_error(diag, records->line_at[line],
                   "unknown line \"%s\": the scenario has no line of that name%s%s%s",
                   records->lines[line], meant != NULL ? " (did you mean \"" : "",
                   meant != NULL ? meant : "", meant != NULL ? "\"?)" : "");
}

static bool find_stages(const struct records *records, const struct fit *fit,
                        const struct scenario *scenario, struct sim_diag *diag,
                        int *stage)
{
    bool all = true;
    for (int i = 0; i < fit->line_count; i++) {
        stage[i] = scenario_stage_index(scenario, records->lines[i]);
        if (stage[i] < 0 || scenario->stages[stage[i]].kind != SCENARIO_LINE) {
            refuse_line(records, i, scenario, diag);
            all = false;
        }
    }
    return all;
}

/* ---- streams ---- */

/* The share of a stream's callers who come to each line first. */
static void find_reach(const struct scenario *scenario, int from,
                       double reach[SCENARIO_MOST_STAGES])
{
    double here[SCENARIO_MOST_STAGES] = { 0 }, next[SCENARIO_MOST_STAGES];
    memset(reach, 0, SCENARIO_MOST_STAGES * sizeof *reach);
    here[from] = 1.0;
    for (int i = 0; i < MOST_STEPS; i++) {
        memset(next, 0, sizeof next);
        for (int s = 0; s < scenario->stage_count; s++) {
            const struct scenario_stage *const stage = &scenario->stages[s];
            if (stage->kind == SCENARIO_LINE)
                reach[s] += here[s];
            else
                for (int w = 0; w < stage->way_count; w++)
                    if (stage->ways[w].next >= 0)
                        next[stage->ways[w].next] += here[s] * stage->ways[w].share;
        }
        memcpy(here, next, sizeof here);
    }
}

/* Calls of streams and entries to stages that the scenario has in some dates. */
struct expected {
    double *calls, *visits; /* owned */
};

static struct expected expect(const struct scenario *scenario,
                              struct scenario_dates dates)
{
    struct calendar calendar;
    calendar_init(&calendar, dates, 0.0);
    double *const rates = sim_mem_array(
        (size_t) scenario->stream_count * calendar.quarters, sizeof *rates);
    struct scenario dated = *scenario;
    dated.is_typical = false; /* the export is of these dates */
    rates_compile(&dated, &calendar, rates);
    struct load load;
    load_compile(scenario, &calendar, rates, &load);
    struct expected out = {
        .calls = sim_mem_array((size_t) scenario->stream_count, sizeof *out.calls),
        .visits = sim_mem_array((size_t) scenario->stage_count, sizeof *out.visits),
    };
    memcpy(out.calls, load.calls, (size_t) scenario->stream_count * sizeof *out.calls);
    memcpy(out.visits, load.visits,
           (size_t) scenario->stage_count * sizeof *out.visits);
    load_done(&load);
    free(rates);
    calendar_done(&calendar);
    return out;
}

double fit_place_visits(const struct scenario *scenario, struct scenario_dates dates,
                        int stage)
{
    struct expected expected = expect(scenario, dates);
    const double visits = expected.visits[stage];
    free(expected.calls);
    free(expected.visits);
    return visits;
}

/* The measured line with calls that most of the stream's callers reach first. */
static int main_line(const struct fit *fit, const int *stage,
                     const double reach[SCENARIO_MOST_STAGES])
{
    int best = -1;
    for (int i = 0; i < fit->line_count; i++)
        if (fit->lines[i].has_profile && reach[stage[i]] > 0.0
            && (best < 0 || reach[stage[i]] > reach[stage[best]]))
            best = i;
    return best;
}

static void find_streams(const struct fit *fit, const struct scenario *scenario,
                         struct fit_place *out)
{
    const int count = scenario->stream_count;
    double(*const reach)[SCENARIO_MOST_STAGES] =
        sim_mem_array((size_t) count, sizeof *reach);
    for (int s = 0; s < count; s++) {
        find_reach(scenario, scenario->streams[s].enters, reach[s]);
        out->streams[s].line = main_line(fit, out->stage, reach[s]);
    }
    for (int s = 0; s < count; s++) {
        struct fit_stream *const stream = &out->streams[s];
        if (stream->line < 0)
            continue;
        const struct profile_fit *const profile = &fit->lines[stream->line].profile;
        const int stage = out->stage[stream->line];
        struct expected expected = expect(scenario, profile->counted_in);
        double direct = 0.0;
        for (int other = 0; other < count; other++) {
            const double comes = expected.calls[other] * reach[other][stage];
            direct += comes;
            stream->shared |= other != s && comes > 0.0;
        }
        stream->reach = reach[s][stage];
        stream->passes = direct < (1.0 - NEGLIGIBLE) * expected.visits[stage];
        stream->times = expected.visits[stage] > 0.0
                            ? profile->calls / expected.visits[stage]
                            : 0.0;
        stream->calls = expected.calls[s] * stream->times;
        if (!(expected.calls[s] > 0.0))
            stream->line = -1;
        free(expected.calls);
        free(expected.visits);
    }
    free(reach);
}

bool fit_place_init(const struct records *records, const struct fit *fit,
                    const struct scenario *scenario, struct sim_diag *diag,
                    struct fit_place *out)
{
    *out = (struct fit_place){ 0 };
    out->stage = sim_mem_array((size_t) fit->line_count, sizeof *out->stage);
    out->streams = sim_mem_array((size_t) scenario->stream_count, sizeof *out->streams);
    const bool ok = find_stages(records, fit, scenario, diag, out->stage);
    if (ok)
        find_streams(fit, scenario, out);
    else
        fit_place_done(out);
    return ok;
}

/* ---- a scenario with all of it ---- */

bool fit_place_law(const struct sim_dist *law, double mean_s, struct sim_dist *out)
{
    double given[SIM_DIST_PARAMS] = { mean_s };
    if (!(law->mean_s > 0.0))
        return sim_dist_init(SIM_DIST_EXPONENTIAL, given, out);
    if (law->law == SIM_DIST_TABLE)
        return false;
    const struct sim_dist_type *const type = &sim_dist_types[law->law];
    for (int i = 0; i < SIM_DIST_PARAMS; i++)
        given[i] = type->params[i].name != NULL && type->params[i].unit == SIM_DIST_TIME
                       ? law->given[i] * mean_s / law->mean_s
                       : law->given[i];
    return sim_dist_init(law->law, given, out);
}

/* Fills in the weights without data from `had`, scaled so that the others agree. */
static void fill_in(const double *had, const bool *has, int count, double *weight)
{
    double fitted = 0.0, before = 0.0;
    for (int i = 0; i < count; i++) {
        fitted += has[i] ? weight[i] : 0.0;
        before += has[i] ? had[i] : 0.0;
    }
    for (int i = 0; i < count && fitted > 0.0 && before > 0.0; i++)
        if (!has[i])
            weight[i] = had[i] * fitted / before;
}

struct scenario_profile fit_place_profile(const struct profile_fit *fit,
                                          const struct scenario_stream *stream)
{
    struct scenario_profile out = fit->profile;
    fill_in(stream->profile.month, fit->has_month, MONTHS, out.month);
    fill_in(stream->profile.day, fit->has_kind, SCENARIO_DAY_KINDS, out.day);
    return out;
}

static void apply_mean(const struct fit_mean *mean, struct sim_dist *law)
{
    if (mean->is_known && mean->mean_s > 0.0)
        fit_place_law(law, mean->mean_s, law);
}

bool fit_place_has_patience(const struct fit_line *line,
                            const struct scenario_stage *stage)
{
    return line->patience_status == PATIENCE_FIT_OK && !stage->call_back.given
           && !stage->dial.given;
}

static void apply_line(const struct fit_line *line, struct scenario_stage *stage)
{
    apply_mean(&line->talk, &stage->talk);
    apply_mean(&line->wrap_up, &stage->wrap_up);
    if (!fit_place_has_patience(line, stage))
        return;
    const double given[SIM_DIST_PARAMS] = { line->patience.mean_s,
                                            line->patience.shape };
    if (sim_dist_init(line->patience.law, given, &stage->patience))
        stage->patient = false;
    stage->at_once = line->patience.at_once;
}

static void apply_stream(const struct fit_stream *from, const struct fit *fit,
                         struct scenario_stream *stream)
{
    if (from->line < 0)
        return;
    const struct profile_fit *const profile = &fit->lines[from->line].profile;
    stream->profile = fit_place_profile(profile, stream);
    stream->calls = from->calls;
    stream->counted_in = profile->counted_in;
    stream->day_to_day = fmin(profile->day_to_day, 1.0);
    if (profile->has_growth)
        stream->growth_per_year = profile->growth_per_year;
}

void fit_place_apply(const struct fit *fit, const struct fit_place *place,
                     struct scenario *scenario)
{
    for (int i = 0; i < fit->line_count; i++)
        apply_line(&fit->lines[i], &scenario->stages[place->stage[i]]);
    for (int i = 0; i < scenario->stream_count; i++)
        apply_stream(&place->streams[i], fit, &scenario->streams[i]);
}

#include "model/records/fit_first.h"

#include <math.h>
#include <stdlib.h>
#include <string.h>

#include "model/measure/experiment.h"
#include "sim/estimate.h"
#include "sim/mem.h"

enum { DAY_MIN = 1440 };

static const double NEAR = 0.002;       /* relative; no agreement is asked beyond it */
static const double OF_NOISE = 0.5;     /* part of the half-width that may be left */
static const double FIRST_SLOPE = 1.25; /* more calls, longer waits, more return */
static const double LEAST_SLOPE = 0.5, MOST_SLOPE = 5.0;
static const double LEAST_STEP = 1e-4; /* in calls; less shows no slope */

/* ---- what leads back ---- */

struct reach {
    bool has[SCENARIO_MOST_STAGES];
};

static void add_stage(struct reach *reach, int stage)
{
    if (stage >= 0)
        reach->has[stage] = true;
}

static void add_redial(struct reach *reach, const struct scenario_redial *redial)
{
    for (int r = 0; r < redial->row_count; r++)
        for (int w = 0; w < redial->rows[r].way_count; w++)
            add_stage(reach, redial->rows[r].ways[w].next);
}

/* Where callers of a stage go whom it did not answer, or who come back. */
static void add_returns(struct reach *reach, const struct scenario_stage *stage)
{
    add_redial(reach, &stage->redial);
    if (stage->calls_again.given)
        add_stage(reach, stage->calls_again.to);
    if (stage->overflow.given)
        add_stage(reach, stage->overflow.to);
    if (stage->dial.given)
        add_stage(reach, stage->dial.then_to);
}

static void add_ways(struct reach *reach, const struct scenario_stage *stage)
{
    for (int w = 0; w < stage->way_count; w++) {
        add_stage(reach, stage->ways[w].next);
        if (stage->ways[w].open.count > 0)
            add_stage(reach, stage->closed_to);
    }
    if (stage->open.count > 0)
        add_stage(reach, stage->closed_to);
    if (stage->visits_at_most > 0)
        add_stage(reach, stage->then_to);
}

static struct reach returns_of(const struct scenario *scenario)
{
    struct reach out = { 0 }, before;
    for (int s = 0; s < scenario->stage_count; s++)
        add_returns(&out, &scenario->stages[s]);
    for (int i = 0; i < scenario->outage_count; i++)
        add_redial(&out, &scenario->outages[i].redial);
    do {
        before = out;
        for (int s = 0; s < scenario->stage_count; s++)
            if (before.has[s])
                add_ways(&out, &scenario->stages[s]);
    } while (memcmp(&before, &out, sizeof out) != 0);
    return out;
}

bool fit_first_returns(const struct scenario *scenario, int stage)
{
    return returns_of(scenario).has[stage];
}

/* ---- received, in the export and simulated ---- */

/* Of one line of the fit. */
struct received {
    bool is_wanted; /* some stream was placed by it, and callers return to it */
    double actual, simulated, noise; /* calls; calls; relative, 95 % half-width */
    double log_calls;                /* what its streams were multiplied by, so far */
    double last_log_calls, last_log; /* those before, and ln simulated then */
};

/* An export begins and ends within a day, if at all. */
static bool is_whole(const struct records *records, int32_t date)
{
    return records_covers(records, date, 0)
           && records_covers(records, date, DAY_MIN / records->minutes - 1);
}

static double actual_of(const struct records *records, int line,
                        struct scenario_dates dates)
{
    double sum = 0.0;
    for (size_t i = 0; i < records->cell_count; i++) {
        const struct records_cell *const cell = &records->cells[i];
        if (cell->line == line && cell->date >= dates.first && cell->date <= dates.last
            && is_whole(records, cell->date))
            sum += cell->offered;
    }
    return sum;
}

static int object_of(const struct result *result, const char *name)
{
    int i = 0;
    while (strcmp(result->objects[i].name, name) != 0)
        i++;
    return i;
}

static void count_simulated(const struct records *records, const struct result *result,
                            struct scenario_dates dates, const char *name,
                            struct received *out)
{
    const int object = object_of(result, name);
    const struct sim_estimate all =
        result_at(result, MEASURE_PERIOD, 0, object, MEASURE_ID_OFFERED);
    out->simulated = 0.0;
    for (int32_t date = dates.first; date <= dates.last; date++)
        if (is_whole(records, date))
            out->simulated += result_at(result, MEASURE_DAY, date - dates.first, object,
                                        MEASURE_ID_OFFERED)
                                  .value;
    out->noise = all.value > 0.0 ? sim_estimate_half_width(&all) / all.value : INFINITY;
}

static double off_by(const struct received *line)
{
    return line->simulated > 0.0 ? log(line->actual / line->simulated) : INFINITY;
}

static bool agrees(const struct received *line)
{
    return fabs(off_by(line)) <= fmax(NEAR, OF_NOISE * line->noise);
}

/* ---- rounds ---- */

struct rounds {
    const struct records *records;
    const struct fit *fit;
    const struct fit_first_options *options;
    struct sim_diag *diag;
    struct scenario *scenario;
    struct fit_place *place;
    struct received *lines; /* owned: [fit lines] */
};

static bool init_lines(struct rounds *rounds)
{
    const struct reach reach = returns_of(rounds->scenario);
    bool any = false;
    for (int s = 0; s < rounds->scenario->stream_count; s++) {
        const int line = rounds->place->streams[s].line;
        if (line < 0 || !reach.has[rounds->place->stage[line]])
            continue;
        rounds->lines[line] = (struct received){
            .is_wanted = true,
            .actual = actual_of(rounds->records, line, rounds->fit->dates),
        };
        any = true;
    }
    return any;
}

static enum fit_first_status simulate(struct rounds *rounds)
{
    const struct experiment_options options = {
        .replications = FIT_FIRST_REPLICATIONS,
        .threads = rounds->options->threads,
        .seed = rounds->options->seed,
        .version = "",
        .stop = rounds->options->stop,
    };
    struct result result = { 0 };
    enum fit_first_status status = FIT_FIRST_FOUND;
    if (!experiment_run(rounds->scenario, &options, rounds->diag, &result))
        return FIT_FIRST_REFUSED;
    if (result.partial) {
        status = FIT_FIRST_STOPPED;
    } else if (result.fault != NULL) {
        const struct sim_where at = { .file = rounds->scenario->file };
        sim_diag_error(rounds->diag, at, "the run does not balance: %s", result.fault);
        status = FIT_FIRST_UNBALANCED;
    }
    for (int i = 0; status == FIT_FIRST_FOUND && i < rounds->fit->line_count; i++)
        if (rounds->lines[i].is_wanted)
            count_simulated(rounds->records, &result, rounds->fit->dates,
                            rounds->records->lines[i], &rounds->lines[i]);
    result_done(&result);
    return status;
}

/* Logarithm of what the calls of a line's streams are multiplied by: the step that
 * would do if received calls went on growing with them as they did in the last one. */
static double step_of(struct received *line, bool is_first)
{
    const double went = line->log_calls - line->last_log_calls;
    const double now = log(line->simulated);
    double slope = FIRST_SLOPE;
    if (!is_first && fabs(went) > LEAST_STEP)
        slope = fmin(fmax((now - line->last_log) / went, LEAST_SLOPE), MOST_SLOPE);
    const double step = off_by(line) / slope;
    line->last_log = now;
    line->last_log_calls = line->log_calls;
    line->log_calls += step;
    return step;
}

static void multiply(struct rounds *rounds, int line, double times)
{
    for (int s = 0; s < rounds->scenario->stream_count; s++) {
        struct fit_stream *const stream = &rounds->place->streams[s];
        if (stream->line != line)
            continue;
        stream->calls *= times;
        stream->times *= times;
        rounds->scenario->streams[s].calls = stream->calls;
    }
}

/* Complains about lines to which nobody comes; else changes the calls. */
static bool change_calls(struct rounds *rounds, bool is_first)
{
    for (int i = 0; i < rounds->fit->line_count; i++) {
        struct received *const line = &rounds->lines[i];
        if (!line->is_wanted)
            continue;
        if (!isfinite(off_by(line))) {
            sim_diag_error(
                rounds->diag, rounds->records->line_at[i],
                "line \"%s\": whole days of the export and of the simulation "
                "must have calls to tell first attempts from calls again",
                rounds->records->lines[i]);
            return false;
        }
        multiply(rounds, i, exp(step_of(line, is_first)));
    }
    return true;
}

static bool all_agree(const struct rounds *rounds)
{
    for (int i = 0; i < rounds->fit->line_count; i++)
        if (rounds->lines[i].is_wanted && !agrees(&rounds->lines[i]))
            return false;
    return true;
}

static void refuse(struct rounds *rounds)
{
    for (int i = 0; i < rounds->fit->line_count; i++) {
        const struct received *const line = &rounds->lines[i];
        if (line->is_wanted && !agrees(line))
            sim_diag_error(
                rounds->diag, rounds->records->line_at[i],
                "line \"%s\": first attempts not found: after %d rounds it "
                "receives %.0f calls where the export has %.0f; what leads "
                "callers back (redial, calls_again, overflow, dial, outages) "
                "or the people may be far from those of these dates",
                rounds->records->lines[i], FIT_FIRST_MOST_ROUNDS, line->simulated,
                line->actual);
    }
}

static enum fit_first_status go_round(struct rounds *rounds)
{
    for (int round = 1; round <= FIT_FIRST_MOST_ROUNDS; round++) {
        const enum fit_first_status status = simulate(rounds);
        if (status != FIT_FIRST_FOUND)
            return status;
        rounds->place->rounds = round;
        if (all_agree(rounds))
            return FIT_FIRST_FOUND;
        if (round < FIT_FIRST_MOST_ROUNDS && !change_calls(rounds, round == 1))
            return FIT_FIRST_REFUSED;
    }
    refuse(rounds);
    return FIT_FIRST_REFUSED;
}

static void tell(const struct rounds *rounds)
{
    for (int s = 0; s < rounds->scenario->stream_count; s++) {
        struct fit_stream *const stream = &rounds->place->streams[s];
        if (stream->line < 0 || !rounds->lines[stream->line].is_wanted)
            continue;
        const struct profile_fit *const profile =
            &rounds->fit->lines[stream->line].profile;
        const double brought = fit_place_visits(rounds->scenario, profile->counted_in,
                                                rounds->place->stage[stream->line]);
        stream->is_first = true;
        stream->again = 1.0 - brought / profile->calls;
        rounds->place->off =
            fmax(rounds->place->off, fabs(off_by(&rounds->lines[stream->line])));
    }
}

enum fit_first_status fit_first_solve(const struct records *records,
                                      const struct fit *fit,
                                      const struct fit_first_options *options,
                                      struct sim_diag *diag, struct scenario *scenario,
                                      struct fit_place *place)
{
    const struct scenario_dates period = scenario->period;
    const bool is_typical = scenario->is_typical;
    struct rounds rounds = { records, fit, options, diag, scenario, place, NULL };
    enum fit_first_status status = FIT_FIRST_NONE;
    rounds.lines = sim_mem_array((size_t) fit->line_count, sizeof *rounds.lines);
    if (init_lines(&rounds)) {
        scenario->period = fit->dates;
        scenario->is_typical = false; /* the export is of these dates */
        status = go_round(&rounds);
        scenario->period = period;
        scenario->is_typical = is_typical;
        if (status == FIT_FIRST_FOUND)
            tell(&rounds);
    }
    free(rounds.lines);
    return status;
}

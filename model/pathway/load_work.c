#include "model/pathway/load_work.h"

#include <math.h>
#include <stdlib.h>

#include "model/demand/rates.h"
#include "sim/mem.h"

enum { HOUR_QUARTERS = 4 };

static bool is_dialled(const struct scenario_stage *stage)
{
    return stage->dial.given && !stage->call_back.given;
}

double load_reached(const struct scenario_stage *stage)
{
    return is_dialled(stage)
               ? 1.0 - pow(1.0 - stage->dial.reached, stage->dial.tries_at_most)
               : 1.0;
}

/* Ringing, or dialling: each try is a set-up or is in vain.  With probability p of an
 * answer and up to n tries, (1 - (1 - p)^n) / p are made on average. */
static double rest_of(const struct scenario_stage *stage)
{
    const struct scenario_dial *dial = &stage->dial;
    if (!is_dialled(stage))
        return stage->pick_up.mean_s;
    const double answered = load_reached(stage);
    const double tries =
        dial->reached > 0.0 ? answered / dial->reached : dial->tries_at_most;
    return answered * dial->set_up.mean_s + (tries - answered) * dial->no_answer.mean_s;
}

/* Handling of a stream's calls: the way's own, else the stream's, else the line's. */
static void mean_handling(const struct scenario_stage *stage, int stream,
                          double *talk_s, double *wrap_up_s)
{
    double talk = stage->talk.mean_s, wrap_up = stage->wrap_up.mean_s;
    for (int i = 0; i < stage->handling_count; i++) {
        const struct scenario_handling *own = &stage->handling[i];
        if (own->stream != stream)
            continue;
        talk = own->has_talk ? own->talk.mean_s : talk;
        wrap_up = own->has_wrap_up ? own->wrap_up.mean_s : wrap_up;
    }
    double talks = talk, wrap_ups = wrap_up;
    for (int w = 0; w < stage->way_count; w++) {
        const struct scenario_way *way = &stage->ways[w];
        talks += way->has_talk ? way->share * (way->talk.mean_s - talk) : 0.0;
        wrap_ups +=
            way->has_wrap_up ? way->share * (way->wrap_up.mean_s - wrap_up) : 0.0;
    }
    *talk_s = load_reached(stage) * talks;
    *wrap_up_s = load_reached(stage) * wrap_ups;
}

/* Mean of the factor of the teams that serve a line; 1 if none does. */
static double talk_times(const struct scenario *scenario, int stage)
{
    double sum = 0.0;
    int count = 0;
    for (int t = 0; t < scenario->team_count; t++)
        for (int i = 0; i < scenario->teams[t].serves_count; i++)
            if (scenario->teams[t].serves[i] == stage) {
                sum += scenario->teams[t].talk_times;
                count++;
            }
    return count > 0 ? sum / count : 1.0;
}

static void fill_factors(const struct scenario *scenario,
                         const struct calendar *calendar, int stage, double *talk,
                         double *wrap_up)
{
    const struct scenario_stage *of = &scenario->stages[stage];
    const double times =
        talk_times(scenario, stage) / (of->at_a_time > 1 ? of->at_a_time : 1);
    for (int q = 0; q < calendar->quarters; q++) {
        wrap_up[q] = times;
        talk[q] = times;
        if (of->has_talk_by_hour)
            talk[q] *= of->talk_by_hour[calendar->local[q] / HOUR_QUARTERS];
    }
    rates_factor(scenario, calendar, SCENARIO_LIMITED_TALK, stage, talk);
    rates_factor(scenario, calendar, SCENARIO_LIMITED_WRAP_UP, stage, wrap_up);
}

void load_work_init(const struct scenario *scenario, const struct calendar *calendar,
                    const struct load *load, struct load_work *out)
{
    const size_t lines = (size_t) load->line_count;
    const size_t quarters = (size_t) load->quarters;
    const size_t pairs = (size_t) scenario->stream_count * lines;
    *out = (struct load_work){ .scenario = scenario,
                               .line_count = load->line_count,
                               .quarters = load->quarters };
    out->talk_s = sim_mem_array(pairs, sizeof *out->talk_s);
    out->wrap_up_s = sim_mem_array(pairs, sizeof *out->wrap_up_s);
    out->rest_s = sim_mem_array(lines, sizeof *out->rest_s);
    out->talk = sim_mem_array(lines * quarters, sizeof *out->talk);
    out->wrap_up = sim_mem_array(lines * quarters, sizeof *out->wrap_up);
    for (size_t line = 0; line < lines; line++) {
        const int s = load->line_stage[line];
        const struct scenario_stage *stage = &scenario->stages[s];
        out->rest_s[line] = rest_of(stage);
        for (int i = 0; i < scenario->stream_count; i++)
            mean_handling(stage, i, &out->talk_s[(size_t) i * lines + line],
                          &out->wrap_up_s[(size_t) i * lines + line]);
        fill_factors(scenario, calendar, s, &out->talk[line * quarters],
                     &out->wrap_up[line * quarters]);
    }
}

struct load_work_call load_work_call(const struct load_work *work, int stream, int line,
                                     int q)
{
    const size_t at = (size_t) line * (size_t) work->quarters + (size_t) q,
                 of = (size_t) stream * (size_t) work->line_count + (size_t) line;
    const double goes_on_s = work->rest_s[line] + work->talk_s[of] * work->talk[at];
    return (struct load_work_call){
        .work_s = goes_on_s + work->wrap_up_s[of] * work->wrap_up[at],
        .goes_on_s = goes_on_s,
    };
}

void load_work_add(const struct load_work *work, const double *rates,
                   const double *visits, int q, struct load *load)
{
    const size_t quarters = (size_t) load->quarters;
    const size_t stages = (size_t) work->scenario->stage_count;
    for (int i = 0; i < work->scenario->stream_count; i++)
        for (int line = 0; line < load->line_count; line++)
            load->erlangs[(size_t) line * quarters + (size_t) q] +=
                rates[(size_t) i * quarters + (size_t) q]
                * visits[(size_t) i * stages + (size_t) load->line_stage[line]]
                * load_work_call(work, i, line, q).work_s / CALENDAR_QUARTER_S;
}

void load_work_done(struct load_work *work)
{
    free(work->talk_s);
    free(work->wrap_up_s);
    free(work->rest_s);
    free(work->talk);
    free(work->wrap_up);
}

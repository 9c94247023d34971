#include "model/measure/fold_short.h"

#include <stdlib.h>

#include "sim/mem.h"

/* The first team of the line that a subject is about, if it is random; else -1. */
static int first_team(const struct program *program, int subject)
{
    const int queues = program->line_count + program->stream_count;
    const int line = subject < program->line_count ? subject
                     : subject >= queues ? program->views[subject - queues].line
                                         : -1;
    if (line < 0 || program->lines[line].server_count == 0)
        return -1;
    const int team = program->servers[program->lines[line].first_server].team;
    return program->staffing.teams[team].is_random ? team : -1;
}

struct fold_short *fold_short_new(const struct fold *fold)
{
    const struct program *const program = fold->program;
    const size_t subjects = (size_t) program->subject_count;
    bool some = false;
    for (int s = 0; s < program->line_count; s++)
        some |= first_team(program, s) >= 0;
    if (!some)
        return NULL;
    struct fold_short *const shorts = sim_mem_array(1, sizeof *shorts);
    shorts->team = sim_mem_array(subjects, sizeof *shorts->team);
    for (int s = 0; s < program->subject_count; s++)
        shorts->team[s] = first_team(program, s);
    shorts->sums = sim_mem_array(subjects, sizeof *shorts->sums);
    shorts->quarters = sim_mem_array(subjects, sizeof *shorts->quarters);
    shorts->figures = sim_mem_array(subjects, sizeof *shorts->figures);
    shorts->targets =
        sim_mem_array(fold->scenario->target_count, sizeof *shorts->targets);
    return shorts;
}

void fold_short_free(struct fold_short *shorts)
{
    if (shorts == NULL)
        return;
    free(shorts->team);
    free(shorts->sums);
    free(shorts->quarters);
    free(shorts->figures);
    free(shorts->targets);
    free(shorts);
}

bool fold_short_has(const struct fold *fold, int target)
{
    const struct grade_place *const place = &fold->targets[target].place;
    return fold->shorts != NULL && place->subject >= 0
           && fold->shorts->team[place->subject] >= 0
           && grades[fold->scenario->targets[target].grade].is_ratio;
}

/* ---- one replication ---- */

static void sum_quarters(struct fold *fold, const struct tally *tally)
{
    struct fold_short *const shorts = fold->shorts;
    const struct calendar *const c = &fold->program->calendar;
    const int subjects = fold->program->subject_count;
    memset(shorts->sums, 0, (size_t) subjects * sizeof *shorts->sums);
    memset(shorts->quarters, 0, (size_t) subjects * sizeof *shorts->quarters);
    for (int q = c->from; q < c->to; q++) {
        const struct tally_team *const teams =
            &tally->staffed[(size_t) q * tally->teams];
        for (int s = 0; s < subjects; s++) {
            if (shorts->team[s] < 0)
                continue;
            const int by = teams[shorts->team[s]].short_by;
            digest_sums_add(&shorts->sums[s][by], tally_at(tally, q, s));
            shorts->quarters[s][by] += 1.0;
        }
    }
}

static void add_figures(struct sim_moments figures[FOLD_SHORT_FIGURES],
                        const struct digest_cell *cell, double quarters)
{
    const double *const sums = cell->sums;
    const double offered = sums[MEASURE_Q_OFFERED], answered = sums[MEASURE_Q_ANSWERED];
    sim_moments_add(&figures[FOLD_SHORT_HOURS], quarters * CALENDAR_QUARTER_S / 3600.0,
                    1.0);
    sim_moments_add(&figures[FOLD_SHORT_OFFERED], offered, 1.0);
    sim_moments_add(&figures[FOLD_SHORT_ANSWERED], answered, offered);
    sim_moments_add(&figures[FOLD_SHORT_ABANDONED], sums[MEASURE_Q_ABANDONED], offered);
    sim_moments_add(&figures[FOLD_SHORT_WAIT], sums[MEASURE_Q_WAIT], answered);
}

static void add_target(struct fold *fold, int target)
{
    const struct scenario_target *const asked = &fold->scenario->targets[target];
    const struct grade_place *const place = &fold->targets[target].place;
    for (int by = 0; by < FOLD_SHORTS; by++) {
        struct digest_cell cell = { 0 };
        digest_sums_end(&cell, &fold->shorts->sums[place->subject][by]);
        const struct grade_facts facts = { .cell = &cell };
        const struct grade_ratio ratio =
            grades[asked->grade].value(asked, place, &facts);
        sim_moments_add(&fold->shorts->targets[target][by], ratio.of, ratio.per);
    }
}

void fold_short_add(struct fold *fold, const struct tally *tally)
{
    struct fold_short *const shorts = fold->shorts;
    if (shorts == NULL)
        return;
    sum_quarters(fold, tally);
    for (int s = 0; s < fold->program->subject_count; s++)
        for (int by = 0; shorts->team[s] >= 0 && by < FOLD_SHORTS; by++) {
            struct digest_cell cell = { 0 };
            digest_sums_end(&cell, &shorts->sums[s][by]);
            add_figures(shorts->figures[s][by], &cell, shorts->quarters[s][by]);
        }
    for (int i = 0; i < fold->scenario->target_count; i++)
        if (fold_short_has(fold, i))
            add_target(fold, i);
}

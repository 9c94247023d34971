#include "model/measure/grade.h"

#include <stdlib.h>

#include "model/measure/grade_words.h"
#include "model/measure/waits.h"
#include "sim/mem.h"

/* ---- values ---- */

static struct grade_ratio single(double value, double count)
{
    return (struct grade_ratio){ count > 0.0 ? value : 0.0, count > 0.0 ? 1.0 : 0.0 };
}

/* The denominator that the target asks for. */
static double calls_of(const struct scenario_target *target,
                       const struct grade_place *place, const struct digest_cell *cell)
{
    switch (target->of) {
    case SCENARIO_OF_ANSWERED:
        return cell->sums[MEASURE_Q_ANSWERED];
    case SCENARIO_OF_OFFERED_LESS_SHORT:
        return cell->sums[MEASURE_Q_OFFERED] - cell->sums[MEASURE_Q_ABANDONED]
               + cell->slots[place->short_slot];
    case SCENARIO_OF_OFFERED:
    case SCENARIO_OF_CALLERS:
        break;
    }
    return cell->sums[MEASURE_Q_OFFERED];
}

static struct grade_ratio answered_within(const struct scenario_target *target,
                                          const struct grade_place *place,
                                          const struct grade_facts *facts)
{
    return (struct grade_ratio){ facts->cell->slots[place->slot],
                                 calls_of(target, place, facts->cell) };
}

/* Without a threshold everybody who hangs up counts, those who leave at once too. */
static struct grade_ratio abandoned(const struct scenario_target *target,
                                    const struct grade_place *place,
                                    const struct grade_facts *facts)
{
    if (place->journey >= 0)
        return (struct grade_ratio){ facts->journey->hung_up, facts->journey->entered };
    return (struct grade_ratio){ target->hung_up_after_s > 0.0
                                     ? facts->cell->slots[place->slot]
                                     : facts->cell->sums[MEASURE_Q_ABANDONED],
                                 calls_of(target, place, facts->cell) };
}

static struct grade_ratio mean_wait(const struct scenario_target *target,
                                    const struct grade_place *place,
                                    const struct grade_facts *facts)
{
    (void) target;
    (void) place;
    return (struct grade_ratio){ facts->cell->sums[MEASURE_Q_WAIT],
                                 facts->cell->sums[MEASURE_Q_ANSWERED] };
}

static struct grade_ratio wait_percentile(const struct scenario_target *target,
                                          const struct grade_place *place,
                                          const struct grade_facts *facts)
{
    (void) place;
    const double answered = facts->cell->sums[MEASURE_Q_ANSWERED];
    if (answered <= 0.0)
        return single(0.0, 0.0);
    return single(waits_quantile(facts->waits, answered, target->percentile), answered);
}

static struct grade_ratio longest_wait(const struct scenario_target *target,
                                       const struct grade_place *place,
                                       const struct grade_facts *facts)
{
    (void) target;
    (void) place;
    return single(facts->cell->longest_s, facts->cell->sums[MEASURE_Q_OFFERED]);
}

static struct grade_ratio occupancy(const struct scenario_target *target,
                                    const struct grade_place *place,
                                    const struct grade_facts *facts)
{
    (void) target;
    (void) place;
    const double *const sums = facts->team->sums;
    return (struct grade_ratio){ sums[MEASURE_Q_BUSY],
                                 sums[MEASURE_Q_STAFFED] + sums[MEASURE_Q_OVER] };
}

const struct grade grades[SCENARIO_GRADES] = {
    [SCENARIO_ANSWERED_WITHIN] = {
        .name = "answered_within",
        .help = "share of calls answered within a time",
        .unit = MEASURE_SHARE,
        .is_ratio = true,
        .value = answered_within,
        .words = grade_within_words,
        .brief = grade_within_brief,
    },
    [SCENARIO_ABANDONED] = {
        .name = "abandoned",
        .help = "share of callers who hang up in a line, or anywhere on their journey",
        .unit = MEASURE_SHARE,
        .is_ratio = true,
        .value = abandoned,
        .words = grade_abandoned_words,
        .brief = grade_abandoned_brief,
    },
    [SCENARIO_MEAN_WAIT] = {
        .name = "mean_wait",
        .help = "mean wait of answered calls",
        .unit = MEASURE_SECONDS,
        .is_ratio = true,
        .value = mean_wait,
        .words = grade_mean_wait_words,
        .brief = grade_wait_brief,
    },
    [SCENARIO_WAIT_PERCENTILE] = {
        .name = "wait_percentile",
        .help = "wait that a share of answered calls do not exceed",
        .unit = MEASURE_SECONDS,
        .needs_waits = true,
        .value = wait_percentile,
        .words = grade_percentile_words,
        .brief = grade_wait_brief,
    },
    [SCENARIO_LONGEST_WAIT] = {
        .name = "longest_wait",
        .help = "longest wait of all calls",
        .unit = MEASURE_SECONDS,
        .value = longest_wait,
        .words = grade_longest_words,
        .brief = grade_longest_brief,
    },
    [SCENARIO_OCCUPANCY] = {
        .name = "occupancy",
        .help = "share of staffed time that a team is busy",
        .unit = MEASURE_SHARE,
        .is_ratio = true,
        .value = occupancy,
        .words = grade_occupancy_words,
        .brief = grade_occupancy_brief,
    },
};

/* ---- places and limits ---- */

static int slot_of(const struct program *program, int subject,
                   enum program_slot_kind kind, double limit_s)
{
    const struct program_slot *const slots =
        &program->slots[(size_t) subject * PROGRAM_SLOTS];
    for (int i = 0; i < PROGRAM_SLOTS; i++)
        if (slots[i].kind == kind && slots[i].limit_s == limit_s)
            return i;
    return -1;
}

struct grade_place grade_place(const struct program *program,
                               const struct scenario_target *target,
                               const struct program_measured *measured)
{
    struct grade_place place = { .subject = -1,
                                 .team = target->team,
                                 .journey = measured->journey,
                                 .slot = measured->slot,
                                 .short_slot = -1 };
    if (target->line >= 0 && measured->journey < 0)
        place.subject = measured->subject;
    if (place.subject >= 0 && target->of == SCENARIO_OF_OFFERED_LESS_SHORT)
        place.short_slot = slot_of(program, place.subject, PROGRAM_SLOT_HUNG_UP_AFTER,
                                   target->hung_up_after_s);
    return place;
}

struct grade_ratio grade_quarter(const struct scenario_target *target,
                                 const struct grade_place *place,
                                 const struct tally *tally, int q)
{
    struct grade_facts facts = { 0 };
    struct digest_cell cell;
    struct digest_team team;
    struct digest_journey journey;
    if (place->subject >= 0) {
        cell = digest_quarter(tally_at(tally, q, place->subject));
        facts.cell = &cell;
    }
    if (place->team >= 0) {
        team = digest_quarter_team(
            &tally->staffed[(size_t) q * tally->teams + place->team]);
        facts.team = &team;
    }
    if (place->journey >= 0) {
        const uint32_t *const counts =
            &tally->journeys[((size_t) q * tally->journey_count + place->journey) * 2];
        journey = (struct digest_journey){ counts[0], counts[1] };
        facts.journey = &journey;
    }
    return grades[target->grade].value(target, place, &facts);
}

bool grade_check(const struct scenario *scenario, struct sim_diag *diag)
{
    bool fine = true;
    for (int i = 0; i < scenario->target_count; i++) {
        const struct scenario_target *const t = &scenario->targets[i];
        const struct grade *const grade = &grades[t->grade];
        if (t->each == SCENARIO_EACH_INTERVAL && grade->needs_waits) {
            sim_diag_error(diag, t->at,
                           "target \"%s\": each = \"interval\" does not go with %s, "
                           "whose shortest interval is a day",
                           t->name, grade->name);
            fine = false;
        }
    }
    return fine;
}

bool grade_is_met(const struct scenario_target *target, double value)
{
    return target->at_least ? value >= target->limit : value <= target->limit;
}

char *grade_limit_words(const struct scenario_target *target)
{
    static const char *const periods[] = { [SCENARIO_EACH_PERIOD] = "periods",
                                           [SCENARIO_EACH_MONTH] = "months",
                                           [SCENARIO_EACH_WEEK] = "weeks",
                                           [SCENARIO_EACH_DAY] = "days",
                                           [SCENARIO_EACH_INTERVAL] = "quarter hours" };
    char *const limit = grades[target->grade].unit == MEASURE_SHARE
                            ? sim_mem_print("%.6g %%", 100.0 * target->limit)
                            : grade_time_words(target->limit);
    const char *const side = target->at_least ? "at least" : "at most";
    char *const words =
        target->in_share > 0.0
            ? sim_mem_print("%s %s in %.6g %% of %s", side, limit,
                            100.0 * target->in_share, periods[target->each])
            : sim_mem_print("%s %s on average", side, limit);
    free(limit);
    return words;
}

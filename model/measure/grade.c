#include "model/measure/grade.h"

#include <stdlib.h>

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

/* ---- words ---- */

static char *time_words(double seconds)
{
    if (seconds >= 120.0 && seconds / 60.0 == (int) (seconds / 60.0))
        return sim_mem_print("%.15g min", seconds / 60.0);
    return sim_mem_print("%.15g s", seconds);
}

static const char *stage_label(const struct scenario *scenario, int stage)
{
    return scenario->stages[stage].label;
}

/* "of answered", "of offered less those who hung up within 5 s", ... */
static char *of_words(const struct scenario *scenario,
                      const struct scenario_target *target)
{
    if (target->journey >= 0)
        return target->out_of_count == 0
                   ? sim_mem_text("of callers")
                   : sim_mem_print("of those who reached %s",
                                   stage_label(scenario, target->out_of[0]));
    if (target->of == SCENARIO_OF_ANSWERED)
        return sim_mem_text("of answered");
    if (target->of == SCENARIO_OF_OFFERED_LESS_SHORT) {
        char *const after = time_words(target->hung_up_after_s);
        char *const words =
            sim_mem_print("of offered less those who hung up within %s", after);
        free(after);
        return words;
    }
    return sim_mem_text("of offered");
}

static char *within_brief(const struct scenario *scenario,
                          const struct scenario_target *target)
{
    char *const of = of_words(scenario, target);
    const bool other = target->clock >= 0 && target->clock != target->line;
    char *const words = sim_mem_print(
        "from %s, %s", stage_label(scenario, other ? target->clock : target->line), of);
    free(of);
    return words;
}

static char *within_words(const struct scenario *scenario,
                          const struct scenario_target *target)
{
    char *const within = time_words(target->within_s);
    char *const after = time_words(target->hung_up_after_s);
    const bool other = target->clock >= 0 && target->clock != target->line;
    const bool is_less = target->of == SCENARIO_OF_OFFERED_LESS_SHORT;
    char *const words = sim_mem_print(
        "Calls to %s answered within %s, counted from arrival at %s, as a share of %s "
        "calls%s%s",
        stage_label(scenario, target->line), within,
        stage_label(scenario, other ? target->clock : target->line),
        target->of == SCENARIO_OF_ANSWERED ? "answered" : "offered",
        is_less ? ", less those who hung up within " : "", is_less ? after : "");
    free(within);
    free(after);
    return words;
}

/* Lines whose hang-ups count, for people: "switchboard or secondary line". */
static char *where_words(const struct scenario *scenario,
                         const struct scenario_target *target)
{
    if (target->journey < 0)
        return sim_mem_text(stage_label(scenario, target->line));
    if (target->abandoned_at_count == 0)
        return sim_mem_text("any line");
    char *words = sim_mem_text(stage_label(scenario, target->abandoned_at[0]));
    for (int i = 1; i < target->abandoned_at_count; i++) {
        const bool is_last = i == target->abandoned_at_count - 1;
        char *const longer =
            sim_mem_print("%s%s%s", words, is_last ? " or " : ", ",
                          stage_label(scenario, target->abandoned_at[i]));
        free(words);
        words = longer;
    }
    return words;
}

static char *abandoned_brief(const struct scenario *scenario,
                             const struct scenario_target *target)
{
    char *const of = of_words(scenario, target);
    char *const after = target->hung_up_after_s > 0.0
                            ? time_words(target->hung_up_after_s)
                            : sim_mem_text("any wait");
    char *const words = sim_mem_print("%s, after %s", of, after);
    free(of);
    free(after);
    return words;
}

/* "of all first attempts", "of those who reached ...", "of offered calls, less ...". */
static char *abandoned_of(const struct scenario *scenario,
                          const struct scenario_target *target)
{
    if (target->journey >= 0)
        return target->out_of_count == 0 ? sim_mem_text("of all first attempts")
                                         : of_words(scenario, target);
    if (target->of != SCENARIO_OF_OFFERED_LESS_SHORT)
        return sim_mem_text("of offered calls");
    char *const after = time_words(target->hung_up_after_s);
    char *const words =
        sim_mem_print("of offered calls, less those who hung up within %s", after);
    free(after);
    return words;
}

static char *abandoned_words(const struct scenario *scenario,
                             const struct scenario_target *target)
{
    char *const where = where_words(scenario, target);
    char *const of = abandoned_of(scenario, target);
    char *const after = time_words(target->hung_up_after_s);
    char *const who =
        target->journey < 0
            ? sim_mem_text("Callers")
            : sim_mem_print("Callers of %s", scenario->streams[target->journey].label);
    char *const words =
        target->hung_up_after_s > 0.0
            ? sim_mem_print("%s who hung up in %s after more than %s, counted from "
                            "arrival at that line, as a share %s",
                            who, where, after, of)
            : sim_mem_print("%s who hung up in %s after any wait, as a share %s", who,
                            where, of);
    free(where);
    free(of);
    free(after);
    free(who);
    return words;
}

static char *wait_brief(const struct scenario *scenario,
                        const struct scenario_target *target)
{
    return sim_mem_print("from %s, of answered", stage_label(scenario, target->line));
}

static char *mean_wait_words(const struct scenario *scenario,
                             const struct scenario_target *target)
{
    return sim_mem_print("Mean wait of answered calls to %s, from arrival there to the "
                         "answer: sum of waits over answered calls",
                         stage_label(scenario, target->line));
}

static char *percentile_words(const struct scenario *scenario,
                              const struct scenario_target *target)
{
    return sim_mem_print("Wait that %.6g %% of the answered calls to %s do not exceed, "
                         "from arrival there to the answer",
                         100.0 * target->percentile,
                         stage_label(scenario, target->line));
}

static char *longest_brief(const struct scenario *scenario,
                           const struct scenario_target *target)
{
    return sim_mem_print("from %s, of all", stage_label(scenario, target->line));
}

static char *longest_words(const struct scenario *scenario,
                           const struct scenario_target *target)
{
    return sim_mem_print(
        "Longest wait of a replication in %s, from arrival there to the "
        "answer or to hanging up; its mean over replications",
        stage_label(scenario, target->line));
}

static char *occupancy_brief(const struct scenario *scenario,
                             const struct scenario_target *target)
{
    return sim_mem_print("%s, of staffed time", scenario->teams[target->team].label);
}

static char *occupancy_words(const struct scenario *scenario,
                             const struct scenario_target *target)
{
    return sim_mem_print("Time that %s spend ringing, talking and wrapping up, as a "
                         "share of staffed plus over-run time, when it happens",
                         scenario->teams[target->team].label);
}

const struct grade grades[SCENARIO_GRADES] = {
    [SCENARIO_ANSWERED_WITHIN] = {
        .name = "answered_within",
        .help = "share of calls answered within a time",
        .unit = MEASURE_SHARE,
        .is_ratio = true,
        .has_clock = true,
        .value = answered_within,
        .words = within_words,
        .brief = within_brief,
    },
    [SCENARIO_ABANDONED] = {
        .name = "abandoned",
        .help = "share of callers who hang up in a line, or anywhere on their journey",
        .unit = MEASURE_SHARE,
        .is_ratio = true,
        .value = abandoned,
        .words = abandoned_words,
        .brief = abandoned_brief,
    },
    [SCENARIO_MEAN_WAIT] = {
        .name = "mean_wait",
        .help = "mean wait of answered calls",
        .unit = MEASURE_SECONDS,
        .is_ratio = true,
        .value = mean_wait,
        .words = mean_wait_words,
        .brief = wait_brief,
    },
    [SCENARIO_WAIT_PERCENTILE] = {
        .name = "wait_percentile",
        .help = "wait that a share of answered calls do not exceed",
        .unit = MEASURE_SECONDS,
        .needs_waits = true,
        .value = wait_percentile,
        .words = percentile_words,
        .brief = wait_brief,
    },
    [SCENARIO_LONGEST_WAIT] = {
        .name = "longest_wait",
        .help = "longest wait of all calls",
        .unit = MEASURE_SECONDS,
        .value = longest_wait,
        .words = longest_words,
        .brief = longest_brief,
    },
    [SCENARIO_OCCUPANCY] = {
        .name = "occupancy",
        .help = "share of staffed time that a team is busy",
        .unit = MEASURE_SHARE,
        .is_ratio = true,
        .value = occupancy,
        .words = occupancy_words,
        .brief = occupancy_brief,
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

bool grade_check(const struct scenario *scenario, struct sim_diag *diag)
{
    bool fine = true;
    for (int i = 0; i < scenario->target_count; i++) {
        const struct scenario_target *const t = &scenario->targets[i];
        const struct grade *const grade = &grades[t->grade];
        if (t->clock >= 0 && t->clock != t->line && !grade->has_clock) {
            sim_diag_error(diag, t->at,
                           "target \"%s\": %s is counted from arrival at the line, "
                           "counted_from must be \"%s\" or left out",
                           t->name, grade->name, scenario->stages[t->line].name);
            fine = false;
        }
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
                            : time_words(target->limit);
    const char *const side = target->at_least ? "at least" : "at most";
    char *const words =
        target->in_share > 0.0
            ? sim_mem_print("%s %s in %.6g %% of %s", side, limit,
                            100.0 * target->in_share, periods[target->each])
            : sim_mem_print("%s %s on average", side, limit);
    free(limit);
    return words;
}

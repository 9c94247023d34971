#include "model/measure/grade_words.h"

#include <stdlib.h>

#include "sim/mem.h"

char *grade_time_words(double seconds)
{
    if (seconds >= 120.0 && seconds / 60.0 == (int) (seconds / 60.0))
        return sim_mem_print("%.15g min", seconds / 60.0);
    return sim_mem_print("%.15g s", seconds);
}

static const char *stage_label(const struct scenario *scenario, int stage)
{
    return scenario->stages[stage].label;
}

/* "the switchboard, the emergency line or the secondary line". */
static char *list_words(const struct scenario *scenario, const int *stages, int count)
{
    char *words = sim_mem_text(stage_label(scenario, stages[0]));
    for (int i = 1; i < count; i++) {
        char *const longer =
            sim_mem_print("%s%s%s", words, i == count - 1 ? " or " : ", ",
                          stage_label(scenario, stages[i]));
        free(words);
        words = longer;
    }
    return words;
}

/* The stage whose entry starts the clock. */
static const char *clock_label(const struct scenario *scenario,
                               const struct scenario_target *target)
{
    return stage_label(scenario, target->clock >= 0 ? target->clock : target->line);
}

static bool has_other_clock(const struct scenario_target *target)
{
    return target->clock >= 0 && target->clock != target->line;
}

/* What the clock makes of call-backs; empty for a line without any. */
static const char *call_back_words(const struct scenario *scenario,
                                   const struct scenario_target *target)
{
    if (target->line < 0 || !scenario->stages[target->line].call_back.given)
        return "";
    if (target->call_backs == SCENARIO_TO_OFFER)
        return "; who accepts a call-back is answered at that moment";
    if (target->call_backs == SCENARIO_WITHOUT_CALL_BACKS)
        return "; calls that accepted a call-back are left out";
    return "; a call-back has waited until it is answered";
}

/* The same in a few words, to go after others. */
static const char *call_back_brief(const struct scenario *scenario,
                                   const struct scenario_target *target)
{
    if (target->line < 0 || !scenario->stages[target->line].call_back.given)
        return "";
    if (target->call_backs == SCENARIO_TO_OFFER)
        return ", to the offer";
    if (target->call_backs == SCENARIO_WITHOUT_CALL_BACKS)
        return ", without call-backs";
    return ", call-backs to their answer";
}

/* "of answered", "of offered less those who hung up within 5 s", ... */
static char *of_words(const struct scenario *scenario,
                      const struct scenario_target *target)
{
    if (target->journey >= 0 && target->out_of_count == 0)
        return sim_mem_text("of callers");
    if (target->journey >= 0) {
        char *const stages = list_words(scenario, target->out_of, target->out_of_count);
        char *const words = sim_mem_print("of those who reached %s", stages);
        free(stages);
        return words;
    }
    if (target->of == SCENARIO_OF_ANSWERED)
        return sim_mem_text("of answered");
    if (target->of == SCENARIO_OF_OFFERED_LESS_SHORT) {
        char *const after = grade_time_words(target->hung_up_after_s);
        char *const words =
            sim_mem_print("of offered less those who hung up within %s", after);
        free(after);
        return words;
    }
    return sim_mem_text("of offered");
}

char *grade_within_brief(const struct scenario *scenario,
                         const struct scenario_target *target)
{
    char *const of = of_words(scenario, target);
    char *const words = sim_mem_print("from %s%s, %s", clock_label(scenario, target),
                                      call_back_brief(scenario, target), of);
    free(of);
    return words;
}

char *grade_within_words(const struct scenario *scenario,
                         const struct scenario_target *target)
{
    char *const within = grade_time_words(target->within_s);
    char *const after = grade_time_words(target->hung_up_after_s);
    const bool is_less = target->of == SCENARIO_OF_OFFERED_LESS_SHORT;
    char *const words = sim_mem_print(
        "Calls to %s answered within %s, counted from arrival at %s, as a share of %s "
        "calls%s%s%s",
        stage_label(scenario, target->line), within, clock_label(scenario, target),
        target->of == SCENARIO_OF_ANSWERED ? "answered" : "offered",
        is_less ? ", less those who hung up within " : "", is_less ? after : "",
        call_back_words(scenario, target));
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
    return list_words(scenario, target->abandoned_at, target->abandoned_at_count);
}

char *grade_abandoned_brief(const struct scenario *scenario,
                            const struct scenario_target *target)
{
    const bool is_after = target->hung_up_after_s > 0.0;
    const bool is_other = is_after && has_other_clock(target);
    char *const of = of_words(scenario, target);
    char *const after =
        is_after ? grade_time_words(target->hung_up_after_s) : sim_mem_text("any wait");
    char *const words =
        sim_mem_print("%s, after %s%s%s%s", of, after, is_other ? " from " : "",
                      is_other ? clock_label(scenario, target) : "",
                      call_back_brief(scenario, target));
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
    char *const after = grade_time_words(target->hung_up_after_s);
    char *const words =
        sim_mem_print("of offered calls, less those who hung up within %s", after);
    free(after);
    return words;
}

char *grade_abandoned_words(const struct scenario *scenario,
                            const struct scenario_target *target)
{
    char *const where = where_words(scenario, target);
    char *const of = abandoned_of(scenario, target);
    char *const after = grade_time_words(target->hung_up_after_s);
    const bool is_other = target->journey < 0 && has_other_clock(target);
    char *const who =
        target->journey < 0
            ? sim_mem_text("Callers")
            : sim_mem_print("Callers of %s", scenario->streams[target->journey].label);
    char *const words =
        target->hung_up_after_s > 0.0
            ? sim_mem_print("%s who hung up in %s after more than %s, counted from "
                            "arrival at %s, as a share %s%s",
                            who, where, after,
                            is_other ? clock_label(scenario, target) : "that line", of,
                            call_back_words(scenario, target))
            : sim_mem_print("%s who hung up in %s after any wait, as a share %s%s", who,
                            where, of, call_back_words(scenario, target));
    free(where);
    free(of);
    free(after);
    free(who);
    return words;
}

char *grade_wait_brief(const struct scenario *scenario,
                       const struct scenario_target *target)
{
    return sim_mem_print("from %s%s, of answered", clock_label(scenario, target),
                         call_back_brief(scenario, target));
}

/* "there", or "at BT operator". */
static char *arrival_words(const struct scenario *scenario,
                           const struct scenario_target *target)
{
    return has_other_clock(target)
               ? sim_mem_print("at %s", clock_label(scenario, target))
               : sim_mem_text("there");
}

char *grade_mean_wait_words(const struct scenario *scenario,
                            const struct scenario_target *target)
{
    char *const from = arrival_words(scenario, target);
    char *const words = sim_mem_print(
        "Mean wait of answered calls to %s, from arrival %s to the answer: sum of "
        "waits over answered calls%s",
        stage_label(scenario, target->line), from, call_back_words(scenario, target));
    free(from);
    return words;
}

char *grade_percentile_words(const struct scenario *scenario,
                             const struct scenario_target *target)
{
    char *const from = arrival_words(scenario, target);
    char *const words = sim_mem_print(
        "Wait that %.6g %% of the answered calls to %s do not exceed, from arrival %s "
        "to the answer%s",
        100.0 * target->percentile, stage_label(scenario, target->line), from,
        call_back_words(scenario, target));
    free(from);
    return words;
}

char *grade_longest_brief(const struct scenario *scenario,
                          const struct scenario_target *target)
{
    return sim_mem_print("from %s%s, of all", clock_label(scenario, target),
                         call_back_brief(scenario, target));
}

char *grade_longest_words(const struct scenario *scenario,
                          const struct scenario_target *target)
{
    char *const from = arrival_words(scenario, target);
    char *const words = sim_mem_print(
        "Longest wait of a replication in %s, from arrival %s to the answer or to "
        "hanging up; its mean over replications%s",
        stage_label(scenario, target->line), from, call_back_words(scenario, target));
    free(from);
    return words;
}

char *grade_occupancy_brief(const struct scenario *scenario,
                            const struct scenario_target *target)
{
    return sim_mem_print("%s, of staffed time", scenario->teams[target->team].label);
}

char *grade_occupancy_words(const struct scenario *scenario,
                            const struct scenario_target *target)
{
    return sim_mem_print("Time that %s spend ringing, talking and wrapping up, as a "
                         "share of staffed plus over-run time, when it happens",
                         scenario->teams[target->team].label);
}

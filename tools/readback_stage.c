/* What a stage does, in words. */
#include <stdlib.h>
#include <string.h>

#include "sim/mem.h"
#include "tools/check_words.h"
#include "tools/readback_words.h"

static const double PERCENT = 100.0;

void readback_add(char **list, const char *between, char *more)
{
    *list = check_words_join(*list, between, more);
    free(more);
}

char *readback_law_words(const struct sim_dist *law)
{
    char *const time = check_words_time(law->mean_s);
    if (law->law == SIM_DIST_FIXED)
        return time;
    char *const words = sim_mem_print("%s on average", time);
    free(time);
    return words;
}

static const char *label(const struct scenario *scenario, int stage)
{
    return scenario->stages[stage].label;
}

/* "talk 15 s on average, wrap-up 5 s" of those that differ from the line's. */
static char *handling_words(bool has_talk, const struct sim_dist *talk,
                            bool has_wrap_up, const struct sim_dist *wrap_up)
{
    char *list = NULL;
    if (has_talk) {
        list = sim_mem_text("talk ");
        readback_add(&list, "", readback_law_words(talk));
    }
    if (has_wrap_up) {
        readback_add(&list, ", ", sim_mem_text("wrap-up "));
        readback_add(&list, "", readback_law_words(wrap_up));
    }
    return list;
}

/* "68.2 % → switchboard", with what is special about it. */
static char *way_words(const struct scenario *scenario, const struct scenario_way *way,
                       bool alone)
{
    char *words =
        alone ? sim_mem_text("") : sim_mem_print("%.4g %% ", PERCENT * way->share);
    readback_add(&words, "",
                 way->next < 0 ? sim_mem_text("hang up")
                               : sim_mem_print("→ %s", label(scenario, way->next)));
    if (way->has_talk || way->has_wrap_up) {
        readback_add(
            &words, " (",
            handling_words(way->has_talk, &way->talk, way->has_wrap_up, &way->wrap_up));
        readback_add(&words, "", sim_mem_text(")"));
    }
    if (way->closed_to >= 0) {
        char *const open = check_words_hours(&way->open);
        readback_add(&words, "",
                     sim_mem_print(" (open %s, else → %s)", open,
                                   label(scenario, way->closed_to)));
        free(open);
    }
    return words;
}

static char *ways_words(const struct scenario *scenario,
                        const struct scenario_way *ways, int count, bool alone)
{
    char *list = NULL;
    for (int w = 0; w < count; w++)
        readback_add(&list, ", ", way_words(scenario, &ways[w], alone));
    return list == NULL ? sim_mem_text("") : list;
}

/* "first attempt: ", "attempt 2: ", "attempt 3 and further ones: " */
static char *attempt_words(int row, int rows)
{
    if (rows == 1)
        return sim_mem_text("");
    return sim_mem_print("attempt %d%s: ", row + 1,
                         row + 1 == rows ? " and further ones" : "");
}

static double listed(const struct scenario_redial_row *row)
{
    double sum = 0.0;
    for (int i = 0; i < row->way_count; i++)
        sum += row->ways[i].share;
    return sum;
}

char *readback_redial_words(const struct scenario *scenario,
                            const struct scenario_redial *redial, const char *who)
{
    const double rounding = 1e-9;
    char *words = sim_mem_print("%s: ", who);
    for (int r = 0; r < redial->row_count; r++) {
        const struct scenario_redial_row *row = &redial->rows[r];
        readback_add(&words, r > 0 ? "; " : "", attempt_words(r, redial->row_count));
        readback_add(&words, "",
                     ways_words(scenario, row->ways, row->way_count, false));
        if (listed(row) < 1.0 - rounding)
            readback_add(
                &words, ", ",
                sim_mem_print("%.4g %% are lost", PERCENT * (1.0 - listed(row))));
    }
    if (redial->after.mean_s > 0.0) {
        readback_add(&words, ", after ", readback_law_words(&redial->after));
    }
    if (redial->attempts_at_most > 0)
        readback_add(&words, ", ",
                     sim_mem_print("%d attempts at most", redial->attempts_at_most));
    return words;
}

/* ---- lines ---- */

/* "set-up 15 s, 80 % answer, else 40 s in vain; 2 tries, 20 min apart, then → online"
 */
static char *dial_words(const struct scenario *scenario,
                        const struct scenario_dial *dial)
{
    char *words = sim_mem_text("");
    if (dial->set_up.mean_s > 0.0) {
        readback_add(&words, "set-up ", readback_law_words(&dial->set_up));
        readback_add(&words, "", sim_mem_text(", "));
    }
    if (!(dial->reached < 1.0)) {
        readback_add(&words, "", sim_mem_text("everybody answers"));
        return words;
    }
    char *const vain = readback_law_words(&dial->no_answer);
    readback_add(&words, "",
                 sim_mem_print("%.4g %% answer, else %s in vain, ",
                               PERCENT * dial->reached, vain));
    free(vain);
    if (dial->tries_at_most > 1) {
        char *const apart = check_words_time(dial->try_again_after_s);
        readback_add(&words, "",
                     sim_mem_print("%d tries %s apart, ", dial->tries_at_most, apart));
        free(apart);
    }
    readback_add(&words, "",
                 sim_mem_print("then → %s", label(scenario, dial->then_to)));
    return words;
}

static void add_dial(const struct scenario *scenario,
                     const struct scenario_stage *stage, char **words)
{
    const struct scenario_call_back *offer = &stage->call_back;
    if (stage->dial.given && !offer->given)
        readback_add(words, "; ", sim_mem_text("the force rings them: "));
    if (offer->given) {
        readback_add(words, "; ", sim_mem_text("a call-back is offered "));
        if (offer->offered_after_s >= 0.0)
            readback_add(words, "after ", check_words_time(offer->offered_after_s));
        if (offer->offered_above_s >= 0.0) {
            readback_add(words, offer->offered_after_s >= 0.0 ? " or " : "",
                         sim_mem_text("on arrival when the wait is "));
            readback_add(words, "", check_words_time(offer->offered_above_s));
        }
        readback_add(words, ", ",
                     sim_mem_print("%.4g %% accept: ", PERCENT * offer->accepted));
    }
    if (stage->dial.given)
        readback_add(words, "", dial_words(scenario, &stage->dial));
}

static void add_calls_again(const struct scenario *scenario,
                            const struct scenario_calls_again *again, char **words)
{
    if (!again->given)
        return;
    readback_add(words, "; ",
                 sim_mem_print("%.4g %% of those who are done call again",
                               PERCENT * again->share));
    if (again->more > 0.0) {
        char *const per = check_words_time(again->per_s);
        readback_add(words, "",
                     sim_mem_print(", %.4g points more for every %s waited, %.4g %% at "
                                   "most",
                                   PERCENT * again->more, per,
                                   PERCENT * again->at_most));
        free(per);
    }
    readback_add(words, " after ", readback_law_words(&again->after));
    readback_add(words, "",
                 sim_mem_print(" → %s, %d attempts at most", label(scenario, again->to),
                               again->attempts_at_most));
}

static void add_talk(const struct scenario *scenario,
                     const struct scenario_stage *stage, char **words)
{
    for (int i = 0; i < stage->handling_count; i++) {
        const struct scenario_handling *own = &stage->handling[i];
        readback_add(
            words, "; ",
            sim_mem_print("callers of %s: ", scenario->streams[own->stream].label));
        readback_add(
            words, "",
            handling_words(own->has_talk, &own->talk, own->has_wrap_up, &own->wrap_up));
    }
    if (stage->talk_grows.given) {
        char *const per = check_words_time(stage->talk_grows.per_s);
        readback_add(
            words, "; ",
            sim_mem_print("talk is %.4g %% longer for every %s waited, %.4g %% "
                          "at most",
                          PERCENT * stage->talk_grows.more, per,
                          PERCENT * stage->talk_grows.at_most));
        free(per);
    }
    if (!stage->has_talk_by_hour)
        return;
    int low = 0, high = 0;
    for (int hour = 1; hour < 24; hour++) {
        low = stage->talk_by_hour[hour] < stage->talk_by_hour[low] ? hour : low;
        high = stage->talk_by_hour[hour] > stage->talk_by_hour[high] ? hour : high;
    }
    readback_add(
        words, "; ",
        sim_mem_print("talk by hour: %.3g times as long at %02d:00 to %.3g times "
                      "at %02d:00",
                      stage->talk_by_hour[low], low, stage->talk_by_hour[high], high));
}

static void add_line(const struct scenario *scenario,
                     const struct scenario_stage *stage, char **words)
{
    add_talk(scenario, stage, words);
    if (stage->at_a_time > 1)
        readback_add(
            words, "; ",
            sim_mem_print("one person does up to %d at a time", stage->at_a_time));
    for (int i = 0; i < stage->yields_to_count; i++)
        readback_add(words, i == 0 ? "; this work stops for " : ", ",
                     sim_mem_text(label(scenario, stage->yields_to[i])));
    add_dial(scenario, stage, words);
    if (stage->overflow.given) {
        char *const after = check_words_time(stage->overflow.after_s);
        readback_add(words, "; ",
                     sim_mem_print("who has waited %s → %s", after,
                                   label(scenario, stage->overflow.to)));
        free(after);
    }
    add_calls_again(scenario, &stage->calls_again, words);
    if (stage->counted_from >= 0)
        readback_add(words, "; also counted from ",
                     sim_mem_text(label(scenario, stage->counted_from)));
}

/* What turns a caller away. */
static void add_doors(const struct scenario *scenario,
                      const struct scenario_stage *stage, char **words)
{
    if (stage->closed_to >= 0) {
        char *const open = check_words_hours(&stage->open);
        readback_add(words, "; ",
                     sim_mem_print("open %s, else → %s", open,
                                   label(scenario, stage->closed_to)));
        free(open);
    }
    if (stage->visits_at_most > 0)
        readback_add(words, "; ",
                     sim_mem_print("at most %d visits, then → %s",
                                   stage->visits_at_most,
                                   label(scenario, stage->then_to)));
}

/* Only where somebody who hangs up goes anywhere is it worth saying. */
static bool has_redials(const struct scenario *scenario)
{
    bool has = false;
    for (int i = 0; i < scenario->stage_count; i++)
        has |= scenario->stages[i].redial.row_count > 0;
    for (int i = 0; i < scenario->outage_count; i++)
        has |= scenario->outages[i].redial.row_count > 0;
    return has;
}

char *readback_stage_words(const struct scenario *scenario,
                           const struct scenario_stage *stage)
{
    static const char *const begins[SCENARIO_STAGE_KINDS] = {
        [SCENARIO_DELAY] = "takes ", [SCENARIO_MENU] = "menu: ",
        [SCENARIO_SPLIT] = "",       [SCENARIO_LINE] = "answered: ",
        [SCENARIO_END] = "end",
    };
    char *words = sim_mem_text(begins[stage->kind]);
    if (stage->kind == SCENARIO_END && stage->positive && has_redials(scenario))
        readback_add(&words, ", ", sim_mem_text("another channel found"));
    if (stage->kind == SCENARIO_DELAY) {
        readback_add(&words, "", check_words_time(stage->ways[0].time.mean_s));
        readback_add(&words, "", sim_mem_text(" "));
    }
    readback_add(
        &words, "",
        ways_words(scenario, stage->ways, stage->way_count, stage->way_count == 1));
    if (stage->kind == SCENARIO_LINE)
        add_line(scenario, stage, &words);
    if (stage->redial.row_count > 0)
        readback_add(&words, "; ",
                     readback_redial_words(scenario, &stage->redial, "who hang up"));
    add_doors(scenario, stage, &words);
    return words;
}

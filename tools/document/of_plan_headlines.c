/* Of a plan: what is said of it first. */
#include <math.h>
#include <stdlib.h>
#include <string.h>

#include "tools/check_words.h"
#include "tools/document/of_plan_parts.h"
#include "tools/document/words.h"

/* More callers than this who hang up are spoken of. */
static const double MANY = 0.03;

static const struct {
    const char *name, *words, *tested;
    enum document_verdict verdict;
    const char *meaning;
} ends[OF_PLAN_ENDS] = {
    [OF_PLAN_CERTIFIED] = { "certified", "re-tested: holds", "holds", DOCUMENT_MET,
                            "It was tested again on fresh callers, whom no search had "
                            "met, and every target held.  Had it truly missed a "
                            "target, the test would have passed it at most 5 times in "
                            "100." },
    [OF_PLAN_NOT_CERTIFIED] = { "not_certified", "NOT certified", "NOT shown to hold",
                                DOCUMENT_NOT_MET,
                                "The test on fresh callers did not show that every "
                                "target holds: do not rely on it." },
    [OF_PLAN_INFEASIBLE] = { "infeasible", "NOT possible", "NOT possible",
                             DOCUMENT_NOT_MET,
                             "Not even the most people that the scenario allows meet "
                             "every target.  To get an answer: ask for what was "
                             "reached, let more people in, free another team, or "
                             "change what callers meet before they wait." },
    [OF_PLAN_STOPPED] = { "stopped", "stopped early", "stopped early",
                          DOCUMENT_UNDECIDED,
                          "The search was stopped before its end: nothing was "
                          "tested." },
};

enum of_plan_end of_plan_end(const struct of_plan *of)
{
    const char *const name = stored_text(of->stored, of->plan, "end");
    int end = 0;
    while (end + 1 < OF_PLAN_ENDS && strcmp(ends[end].name, name) != 0)
        end++;
    return (enum of_plan_end) end;
}

enum document_verdict of_plan_verdict(const struct of_plan *of)
{
    return ends[of_plan_end(of)].verdict;
}

const char *of_plan_end_words(const struct of_plan *of)
{
    const int end = of_plan_end(of);
    return of_plan_is_test(of) ? ends[end].tested : ends[end].words;
}

/* ---- all teams together ---- */

bool of_plan_is_test(const struct of_plan *of)
{
    return json_array_size(stored_array(of->stored, of->plan, "teams")) == 0;
}

bool of_plan_has_people(const struct of_plan *of)
{
    return !of_plan_is_test(of) && of_plan_end(of) != OF_PLAN_INFEASIBLE
           && stored_number(of->stored, of->plan, "hours") > 0.0;
}

struct of_plan_people of_plan_sum(const struct of_plan *of)
{
    struct of_plan_people sum = { .is_posted = true };
    size_t i;
    json_t *team;
    json_array_foreach(stored_array(of->stored, of->plan, "teams"), i, team)
    {
        json_t *const chain = stored_find(team, "chain");
        sum.seats += stored_number(of->stored, team, "seats");
        sum.fte += stored_number(of->stored, team, "fte");
        sum.paid += stored_number(of->stored, team, "paid_hours");
        sum.cost += stored_number_or_null(of->stored, team, "cost");
        sum.work += stored_number(of->stored, team, "bound_hours");
        sum.is_posted =
            sum.is_posted
            && strcmp(stored_text(of->stored, team, "people_are"), "posted") == 0;
        sum.establishment +=
            json_is_object(chain)
                ? stored_number_or_null(of->stored, chain, "establishment")
                : NAN;
    }
    return sum;
}

/* "1,046" */
static const char *whole(struct document *document, double number)
{
    char *const words = check_words_number(number, 0);
    const char *const kept = document_copy(document, words);
    free(words);
    return kept;
}

/* "28.3 FTE net, £26,150 a week, establishment 35" */
static const char *sums_words(const struct of_plan *of,
                              const struct of_plan_people *sum)
{
    struct document *const document = of->document;
    const char *const money =
        isfinite(sum->cost)
            ? document_text(document, ", £%s%s", whole(document, sum->cost),
                            of->is_weekly ? " a week" : "")
            : "";
    const char *const establishment =
        isfinite(sum->establishment)
            ? document_text(document, ", establishment %.0f", sum->establishment)
            : "";
    return document_text(document, "%.1f FTE net%s%s", sum->fte, money, establishment);
}

/* Lines that lose callers whom no target counts; empty when there are none. */
static const char *mind(const struct of_plan *of)
{
    const char *words = "";
    size_t i;
    json_t *line;
    json_array_foreach(stored_array(of->stored, of->plan, "lines"), i, line)
    {
        const double lost = stored_number(of->stored, line, "abandoned_share");
        if (stored_bool(of->stored, line, "hang_ups_counted") || !(lost >= MANY))
            continue;
        words = document_text(of->document, "%s%s%.0f %% of those who come to \"%s\"",
                              words, *words == '\0' ? "  Mind: " : ", ", 100.0 * lost,
                              stored_text(of->stored, line, "label"));
    }
    return *words == '\0'
               ? ""
               : document_text(of->document,
                               "%s hang up, and no target of this plan counts them.  "
                               "Give the line a target on hanging up, or one of "
                               "\"offered\" calls.",
                               words);
}

bool of_plan_is_lost(double abandoned_share, bool is_counted)
{
    return !is_counted && abandoned_share >= MANY;
}

/* A test of a scenario's own staffing, or a plan without anybody. */
static void headline_without_people(const struct of_plan *of)
{
    const enum of_plan_end end = of_plan_end(of);
    struct document_headline *const new = document_headline(of->document);
    const bool is_test = of_plan_is_test(of);
    new->label = of->is_many ? of->name
                 : is_test   ? "Test on fresh callers"
                             : "Least staffing";
    new->asked = is_test ? "the staffing as it is written" : "that meets every target";
    new->words = is_test ? ends[end].tested : "none";
    new->value = NAN;
    new->verdict = ends[end].verdict;
    new->verdict_words = ends[end].words;
    new->paragraph = document_text(of->document, "%s%s", ends[end].meaning, mind(of));
    new->term = "certificate";
    if (is_test)
        new->verdict_words = end == OF_PLAN_CERTIFIED ? "at 5 % error" : "do not rely";
}

/* Hours, with people and money beside them. */
static void plan_headline(const struct of_plan *of)
{
    struct document *const document = of->document;
    const enum of_plan_end end = of_plan_end(of);
    const double hours = stored_number(of->stored, of->plan, "hours");
    const struct of_plan_people sum = of_plan_sum(of);
    struct document_headline *const new = document_headline(document);
    new->label = of->is_many ? of->name : "Least staffing";
    new->path = document_text(document, "plans.%d.hours", of->index);
    new->asked =
        of->is_weekly ? "a week, that meets every target" : "that meets every target";
    new->value = hours;
    new->words = document_text(document, "%s h", whole(document, hours));
    new->also = sums_words(of, &sum);
    new->verdict = ends[end].verdict;
    new->verdict_words = ends[end].words;
    new->paragraph = document_text(
        document, "%s %s %s, %s paid, %.1f full-time equivalents.  %s%s",
        whole(document, hours), of->hours, sum.is_posted ? "rostered" : "on the phones",
        whole(document, sum.paid), sum.fte, ends[end].meaning, mind(of));
    new->term = "certificate";
}

/* ---- needs ---- */

enum of_plan_state of_plan_state(const struct of_plan *of, json_t *need, json_t *grade,
                                 bool is_found)
{
    const char *const test = stored_text(of->stored, grade, "test");
    const double value = stored_estimate(of->stored, grade, "value").value;
    const double limit = stored_number(of->stored, grade, "limit");
    const bool at_least =
        of_plan_is_in(of, need)
        || strcmp(stored_text(of->stored, need, "sense"), "at_least") == 0;
    const bool is_missed = at_least ? value < limit : value > limit;
    if (!is_found)
        return is_missed ? OF_PLAN_FAILS : OF_PLAN_REACHABLE;
    if (strcmp(test, "holds") == 0)
        return OF_PLAN_HOLDS;
    if (strcmp(test, "fails") == 0)
        return is_missed ? OF_PLAN_FAILS : OF_PLAN_NOT_SHOWN;
    return OF_PLAN_OPEN;
}

static const struct {
    enum document_verdict verdict;
    const char *words, *meaning;
} states[OF_PLAN_STATES] = {
    [OF_PLAN_HOLDS] = { DOCUMENT_MET, "holds", "" },
    [OF_PLAN_FAILS] = { DOCUMENT_NOT_MET, "FAILS", "" },
    [OF_PLAN_NOT_SHOWN] = { DOCUMENT_UNDECIDED, "not shown",
                            "It is on the right side of its limit, but not by its "
                            "margin, where luck decides the test." },
    [OF_PLAN_OPEN] = { DOCUMENT_UNDECIDED, "open", "The test did not decide it." },
    [OF_PLAN_REACHABLE] = { DOCUMENT_MET, "could be met", "" },
};

struct document_cell of_plan_state_cell(enum of_plan_state state)
{
    struct document_cell cell = document_words(states[state].words);
    cell.verdict = states[state].verdict;
    cell.is_marked = state == OF_PLAN_FAILS;
    return cell;
}

json_t *of_plan_grade(json_t *need, bool *is_found)
{
    json_t *const found = stored_find(need, "found");
    *is_found = json_is_object(found);
    return *is_found ? found : stored_find(need, "best_reachable");
}

/* "With this plan it is 90.4 % where it is worst, Tue (±0.4 of simulation noise)." */
static const char *need_paragraph(const struct of_plan *of,
                                  const struct document_headline *headline,
                                  bool is_found, const char *at,
                                  enum of_plan_state state)
{
    const bool is_whole = strcmp(at, "the whole") == 0;
    return document_text(
        of->document, "Asked: %s.  With %s it is %s%s%s (%s of simulation noise).  %s",
        headline->asked,
        !is_found             ? "the most people everywhere"
        : of_plan_is_test(of) ? "this staffing"
                              : "this plan",
        headline->words, is_whole ? "" : " where it is worst, ", is_whole ? "" : at,
        *headline->noise == '\0' ? "an unknown amount" : headline->noise,
        states[state].meaning);
}

static void need_headline(const struct of_plan *of, json_t *need, size_t index)
{
    struct stored *const stored = of->stored;
    struct document *const document = of->document;
    bool is_found;
    json_t *const grade = of_plan_grade(need, &is_found);
    if (!json_is_object(grade))
        return;
    const struct stored_estimate value = stored_estimate(stored, grade, "value");
    const enum of_plan_state state = of_plan_state(of, need, grade, is_found);
    const struct document_column column = { .unit = of_plan_unit(of, need),
                                            .decimals = -1 };
    const struct document_cell cell = document_value(value.value, value.half_width);
    const char *const at = stored_text(stored, grade, "at");
    char *const words = document_words_of(&column, &cell);
    char *const noise = document_noise_of(&column, &cell);
    struct document_headline *const new = document_headline(document);
    new->label = document_copy(document, stored_text(stored, need, "label"));
    new->path = document_text(document, "plans.%d.needs.%zu.%s.value", of->index, index,
                              is_found ? "found" : "best_reachable");
    new->asked = document_copy(document, stored_text(stored, need, "asked"));
    new->words = document_copy(document, words);
    new->noise = document_copy(document, noise);
    new->value = value.value;
    new->also = strcmp(at, "the whole") == 0
                    ? NULL
                    : document_text(document, "where it is worst: %s", at);
    if (!stored_bool(stored, need, "served_best")) {
        new->verdict = states[state].verdict;
        new->verdict_words = states[state].words;
    } else {
        new->verdict_words = "";
    }
    new->paragraph = need_paragraph(of, new, is_found, at, state);
    new->term = "noise";
    free(words);
    free(noise);
}

void of_plan_headlines(const struct of_plan *of)
{
    size_t i;
    json_t *need;
    if (of_plan_has_people(of))
        plan_headline(of);
    else
        headline_without_people(of);
    if (of->is_many)
        return;
    json_array_foreach(stored_array(of->stored, of->plan, "needs"), i, need)
        need_headline(of, need, i);
}

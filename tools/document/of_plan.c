/* The document of a plan, or of the plans of several months, and of a test of a plan.
 */
#include <math.h>
#include <stdlib.h>
#include <string.h>

#include "tools/check_words.h"
#include "tools/document/of.h"
#include "tools/document/of_inputs.h"
#include "tools/document/of_plan_parts.h"
#include "tools/document/of_terms.h"
#include "tools/document/words.h"

/* ---- needs ---- */

static bool is_share(const struct of_plan *of, json_t *need)
{
    const char *const unit = stored_text(of->stored, need, "unit");
    return strcmp(unit, "share") == 0
           || isfinite(stored_number_or_null(of->stored, need, "in"));
}

enum document_unit of_plan_unit(const struct of_plan *of, json_t *need)
{
    return is_share(of, need) ? DOCUMENT_SHARE : DOCUMENT_SECONDS;
}

enum document_unit of_plan_change_unit(const struct of_plan *of, json_t *need)
{
    return is_share(of, need) ? DOCUMENT_POINTS : DOCUMENT_SECONDS;
}

const char *of_plan_limit(const struct of_plan *of, json_t *need)
{
    const char *const sense = stored_text(of->stored, need, "sense");
    const double limit = stored_number(of->stored, need, "limit");
    const char *const words = strcmp(sense, "at_least") == 0 ? "at least" : "at most";
    return is_share(of, need)
               ? document_text(of->document, "%s %.6g %%", words, 100.0 * limit)
               : document_text(of->document, "%s %.6g s", words, limit);
}

struct document_exhibit *of_plan_exhibit(const struct of_plan *of,
                                         struct document_section *section,
                                         const char *id, const char *title,
                                         const char *sheet)
{
    struct document_exhibit *const new = document_exhibit(
        section, of->is_many ? document_text(of->document, "%s-%d", id, of->index) : id,
        title);
    new->sheet = sheet;
    if (of->is_many) {
        new->group = id;
        new->option = of->name;
    }
    return new;
}

/* ---- headlines ---- */

enum end { CERTIFIED, NOT_CERTIFIED, INFEASIBLE, STOPPED, ENDS };

static const struct {
    const char *name, *words;
    enum document_verdict verdict;
    const char *meaning;
} ends[ENDS] = {
    [CERTIFIED] = { "certified", "re-tested: holds", DOCUMENT_MET,
                    "It was tested again on fresh callers, whom no search had met, and "
                    "every target held.  Had it truly missed a target, the test would "
                    "have passed it at most 5 times in 100." },
    [NOT_CERTIFIED] = { "not_certified", "NOT certified", DOCUMENT_NOT_MET,
                        "The test on fresh callers did not show that every target "
                        "holds: do not rely on it." },
    [INFEASIBLE] = { "infeasible", "NOT possible", DOCUMENT_NOT_MET,
                     "Not even the most people that the scenario allows meet every "
                     "target." },
    [STOPPED] = { "stopped", "stopped early", DOCUMENT_UNDECIDED,
                  "The search was stopped before its end: nothing was tested." },
};

static enum end end_of(const struct of_plan *of)
{
    const char *const name = stored_text(of->stored, of->plan, "end");
    int end = 0;
    while (end + 1 < ENDS && strcmp(ends[end].name, name) != 0)
        end++;
    return (enum end) end;
}

struct people {
    double fte, cost, paid;
};

static struct people people_of(const struct of_plan *of)
{
    struct people people = { 0.0, 0.0, 0.0 };
    size_t i;
    json_t *team;
    json_array_foreach(stored_array(of->stored, of->plan, "teams"), i, team)
    {
        people.fte += stored_number(of->stored, team, "fte");
        people.paid += stored_number(of->stored, team, "paid_hours");
        people.cost += stored_number_or_null(of->stored, team, "cost");
    }
    return people;
}

/* "1,046" */
static const char *whole(struct document *document, double number)
{
    char *const words = check_words_number(number, 0);
    const char *const kept = document_copy(document, words);
    free(words);
    return kept;
}

/* Hours, with people and money beside them. */
static void plan_headline(const struct of_plan *of)
{
    struct document *const document = of->document;
    const enum end end = end_of(of);
    const double hours = stored_number(of->stored, of->plan, "hours");
    const struct people people = people_of(of);
    struct document_headline *const new = document_headline(document);
    new->label = of->is_many ? of->name : "Least staffing";
    new->path = document_text(document, "plans.%d.hours", of->index);
    new->asked = "that meets every target";
    new->value = hours;
    new->words = document_text(document, "%s h", whole(document, hours));
    new->also = isfinite(people.cost) ? document_text(
                    document, "%.1f FTE, £%s", people.fte, whole(document, people.cost))
                                      : document_text(document, "%.1f FTE", people.fte);
    new->verdict = ends[end].verdict;
    new->verdict_words = ends[end].words;
    new->paragraph = document_text(
        document, "%s %s on the phones, %s paid, %.1f full-time equivalents.  %s",
        whole(document, hours), of->hours, whole(document, people.paid), people.fte,
        ends[end].meaning);
    new->term = "certificate";
}

static void need_headline(const struct of_plan *of, json_t *need, size_t index)
{
    struct stored *const stored = of->stored;
    struct document *const document = of->document;
    json_t *found = stored_find(need, "found");
    const bool is_found = json_is_object(found);
    if (!is_found)
        found = stored_find(need, "best_reachable");
    if (!json_is_object(found))
        return;
    const struct stored_estimate value = stored_estimate(stored, found, "value");
    const struct document_column column = { .unit = of_plan_unit(of, need),
                                            .decimals = -1 };
    const struct document_cell cell = document_value(value.value, value.half_width);
    const char *const test = stored_text(stored, found, "test");
    const char *const at = stored_text(stored, found, "at");
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
    const bool is_whole = strcmp(at, "the whole") == 0;
    const char *const place =
        is_whole ? "" : document_text(document, " where it is worst, %s", at);
    new->also = is_whole ? NULL : document_text(document, "where it is worst: %s", at);
    new->verdict = strcmp(test, "holds") == 0   ? DOCUMENT_MET
                   : strcmp(test, "fails") == 0 ? DOCUMENT_NOT_MET
                                                : DOCUMENT_UNDECIDED;
    new->verdict_words = new->verdict == DOCUMENT_MET       ? "holds"
                         : new->verdict == DOCUMENT_NOT_MET ? "FAILS"
                                                            : "open";
    new->paragraph = document_text(
        document, "Asked: %s.  With %s it is %s%s (%s of simulation noise).  %s",
        new->asked, is_found ? "this plan" : "the most people everywhere", words, place,
        *noise == '\0' ? "an unknown amount" : noise,
        strcmp(test, "open") == 0 ? "The test did not decide it." : "");
    free(words);
    free(noise);
}

static void headlines(const struct of_plan *of)
{
    size_t i;
    json_t *need;
    plan_headline(of);
    if (of->is_many)
        return;
    json_array_foreach(stored_array(of->stored, of->plan, "needs"), i, need)
        need_headline(of, need, i);
}

/* ---- the whole ---- */

static const struct {
    const char *id, *heading, *paragraph;
    void (*add)(const struct of_plan *of, struct document_section *section);
} sections[] = {
    { "staffing", "Staffing", "People of the plan by day and time.", of_plan_people },
    { "lines", "What callers meet", NULL, of_plan_lines },
    { "prices", "Where an hour counts most",
      "What happens to a target's value over everything that was simulated when one "
      "person is missing for that half hour: where the next hour of overtime buys "
      "most, and where one can be spared.",
      of_plan_prices },
    { "certificate", "Certificate",
      "The plan was found on some callers and tested on others.", of_plan_test },
    { "rivals", "Against formulas",
      "What Erlang's formulas, asked half hour by half hour, would have put on the "
      "phones, and what callers would then have met.",
      of_plan_rivals },
    { "inputs-matter", "What other inputs would do", NULL, of_plan_what_if },
    { "frontier", "Service against hours", NULL, of_plan_frontier },
};

static void terms(struct document *document)
{
    of_term(document, "fte");
    of_term(document, "seats");
    of_term(document, "noise");
    document_term(document, "certificate", "certificate",
                  "A test of the plan on fresh callers, whom no search had met, at 5 % "
                  "error: had the plan truly missed a target, the test would have "
                  "passed it at most 5 times in 100.");
    document_term(
        document, "price", "price of half an hour",
        "Change of a target's value, over everything that was simulated, when "
        "one person is missing for that half hour.");
    document_term(document, "erlang", "Erlang C, Erlang A",
                  "Formulas for one queue in steady state; A lets callers lose "
                  "patience, C does not.  Neither knows priorities, menus or callers "
                  "who ring again.");
}

static void add_sections(struct stored *stored, struct document *document,
                         json_t *plans)
{
    for (size_t i = 0; i < sizeof sections / sizeof *sections; i++) {
        struct document_section *const section =
            document_section(document, sections[i].id, sections[i].heading);
        size_t index;
        json_t *plan;
        json_array_foreach(plans, index, plan)
        {
            json_t *const week = stored_object(stored, plan, "week");
            const struct of_plan of = {
                .stored = stored,
                .document = document,
                .plan = plan,
                .name = document_copy(document, stored_text(stored, week, "name")),
                .index = (int) index,
                .is_many = json_array_size(plans) > 1,
                .hours =
                    stored_bool(stored, week, "comes_again") ? "hours a week" : "hours",
            };
            if (i == 0)
                headlines(&of);
            sections[i].add(&of, section);
        }
        if (sections[i].paragraph != NULL)
            document_paragraph(section, sections[i].paragraph);
        document_drop_empty(document);
    }
}

/* "... for the typical week, 2024-03-11 to 2024-03-17." */
static const char *summary(struct stored *stored, struct document *document,
                           json_t *plans)
{
    static const char what[] = "The least staffing that meets every target";
    const size_t count = json_array_size(plans);
    if (count != 1)
        return document_text(document, "%s, for each of %zu months.", what, count);
    json_t *const week = stored_object(stored, json_array_get(plans, 0), "week");
    json_t *const typical = stored_find(week, "typical_of");
    json_t *const dates =
        json_is_object(typical) ? typical : stored_object(stored, week, "period");
    return document_text(document, "%s, for %s %s to %s.", what,
                         json_is_object(typical) ? "a typical week of" : "the dates",
                         stored_text(stored, dates, "from"),
                         stored_text(stored, dates, "to"));
}

void document_of_plan(struct stored *stored, struct document *document)
{
    json_t *const scenario = stored_object(stored, stored->root, "scenario");
    const char *const title = stored_text_or_null(stored, scenario, "title");
    const char *const file = stored_text(stored, scenario, "file");
    json_t *const plans = stored_array(stored, stored->root, "plans");
    document->title = document_copy(document, title == NULL ? file : title);
    document->marking =
        document_copy(document, stored_text_or_null(stored, scenario, "marking"));
    document->kind = "Plan";
    document->summary = summary(stored, document, plans);
    terms(document);
    add_sections(stored, document, plans);
    struct document_section *const inputs =
        document_section(document, "inputs", "Inputs");
    of_inputs(
        stored, document, inputs,
        &(struct of_inputs){ .from = stored->root, .id = "inputs", .sheet = "Inputs" });
    of_sources(stored, document, stored->root);
    document_fact(
        document, "seed of the search",
        document_text(document, "%.0f", stored_number(stored, stored->root, "seed")));
    document_fact(document, "scenario file", document_copy(document, file));
    document_fact(document, "to run it again",
                  document_text(document, "tenfive plan %s%s --seed %.0f",
                                of_shell_word(document, file),
                                of_sets(stored, document, stored->root),
                                stored_number(stored, stored->root, "seed")));
    document_fact(document, "hash of all that was read",
                  document_copy(document, stored_text(stored, scenario, "hash")));
    document_fact(
        document, "tenfive",
        document_copy(document, stored_text(stored, stored->root, "version")));
}

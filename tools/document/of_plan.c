/* The document of a plan, or of the plans of several months, and of a test of a plan.
 */
#include <math.h>
#include <stdlib.h>
#include <string.h>

#include "sim/mem.h"
#include "tools/document/of.h"
#include "tools/document/of_dates.h"
#include "tools/document/of_inputs.h"
#include "tools/document/of_plan_parts.h"
#include "tools/document/of_terms.h"

/* ---- needs ---- */

bool of_plan_is_in(const struct of_plan *of, json_t *need)
{
    return isfinite(stored_number_or_null(of->stored, need, "in"));
}

static bool is_share(const struct of_plan *of, json_t *need)
{
    return strcmp(stored_text(of->stored, need, "unit"), "share") == 0;
}

enum document_unit of_plan_unit(const struct of_plan *of, json_t *need)
{
    return is_share(of, need) || of_plan_is_in(of, need) ? DOCUMENT_SHARE
                                                         : DOCUMENT_SECONDS;
}

enum document_unit of_plan_change_unit(const struct of_plan *of, json_t *need)
{
    return is_share(of, need) ? DOCUMENT_POINTS : DOCUMENT_SECONDS;
}

double of_plan_limit_value(const struct of_plan *of, json_t *need)
{
    if (stored_bool(of->stored, need, "served_best"))
        return NAN;
    return of_plan_is_in(of, need) ? stored_number(of->stored, need, "in")
                                   : stored_number(of->stored, need, "limit");
}

const char *of_plan_limit(const struct of_plan *of, json_t *need)
{
    const double limit = of_plan_limit_value(of, need);
    const char *const sense = stored_text(of->stored, need, "sense");
    const char *const words = strcmp(sense, "at_least") == 0 ? "at least" : "at most";
    if (!isfinite(limit))
        return "as good as can be";
    if (of_plan_is_in(of, need))
        return document_text(of->document, "met in at least %.6g %% of them",
                             100.0 * limit);
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

/* ---- the whole ---- */

static const struct {
    const char *id, *heading, *paragraph;
    void (*add)(const struct of_plan *of, struct document_section *section);
} sections[] = {
    { "staffing", "Staffing", NULL, of_plan_people },
    { "establishment", "From net to gross",
      "Who is on the phones, and how many must be employed and posted for that.",
      of_plan_gross },
    { "callers", "What callers meet", NULL, of_plan_callers },
    { "prices", "Where an hour counts most",
      "What happens to a target's value over everything that was simulated when one "
      "person is missing: where the next hour of overtime buys most, and where one can "
      "be spared.  Differences of a few parts in a hundred are noise.",
      of_plan_prices },
    { "certificate", "How sure it is",
      "The plan was found on some callers and tested on others.  That guards against "
      "luck, not against wrong inputs.",
      of_plan_test },
    { "inputs-matter", "What other inputs would do", NULL, of_plan_what_if },
    { "frontier", "Service against hours",
      "The best that was found for fewer and for more hours than the plan takes.",
      of_plan_frontier },
    { "formulas", "Against formulas",
      "What Erlang's formulas, asked half hour by half hour, would have put on the "
      "phones, and what callers would then have met.",
      of_plan_rivals },
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
    document_term(document, "margin", "margin",
                  "A plan that is better than asked by so much passes its test at "
                  "least 9 times in 10.  Between the limit and the margin luck "
                  "decides.");
    document_term(
        document, "price", "price of half an hour",
        "Change of a target's value, over everything that was simulated, when "
        "one person is missing for that half hour.");
    document_term(document, "establishment", "establishment",
                  "Full-time people to be employed: the planned hours with what comes "
                  "off them (breaks, leave, sickness, training) added, over the hours "
                  "that one full-time person works, rounded up.");
    document_term(document, "erlang", "Erlang C, Erlang A",
                  "Formulas for one queue in steady state; A lets callers lose "
                  "patience, C does not.  Neither knows priorities, menus or callers "
                  "who ring again.");
}

static struct of_plan of_plan(struct stored *stored, struct document *document,
                              json_t *plans, size_t index)
{
    json_t *const plan = json_array_get(plans, index);
    json_t *const week = stored_object(stored, plan, "week");
    const bool is_weekly = stored_bool(stored, week, "comes_again");
    return (struct of_plan){
        .stored = stored,
        .document = document,
        .plan = plan,
        .name = document_copy(document, stored_text(stored, week, "name")),
        .index = (int) index,
        .is_many = json_array_size(plans) > 1,
        .is_weekly = is_weekly,
        .hours = is_weekly ? "hours a week" : "hours",
    };
}

/* Alternatives stand next to one another: each exhibit goes behind the last of its
 * group. */
static void gather(struct document_section *section)
{
    struct document_exhibit **const all = section->exhibits;
    for (int i = 1; i < section->exhibit_count; i++) {
        struct document_exhibit *const one = all[i];
        int last = i - 1;
        while (last >= 0
               && (one->group == NULL || all[last]->group == NULL
                   || strcmp(all[last]->group, one->group) != 0))
            last--;
        for (int to = i; last >= 0 && to > last + 1; to--)
            all[to] = all[to - 1];
        if (last >= 0)
            all[last + 1] = one;
    }
}

static void add_sections(struct document *document, const struct of_plan *plans,
                         int count)
{
    for (size_t i = 0; i < sizeof sections / sizeof *sections; i++) {
        struct document_section *const section =
            document_section(document, sections[i].id, sections[i].heading);
        if (sections[i].paragraph != NULL)
            document_paragraph(section, sections[i].paragraph);
        for (int k = 0; k < count; k++)
            sections[i].add(&plans[k], section);
        gather(section);
        document_drop_empty(document);
    }
}

/* "... for a typical week of 11 March 2024 to 17 March 2024." */
static const char *summary(struct document *document, const struct of_plan *plans,
                           int count)
{
    static const char what[] = "The least staffing that meets every target";
    if (count == 0)
        return "Stopped before there was any plan to show.";
    if (count != 1)
        return document_text(document, "%s, for each of %d months.", what, count);
    struct stored *const stored = plans->stored;
    json_t *const week = stored_object(stored, plans->plan, "week");
    json_t *const typical = stored_find(week, "typical_of");
    const bool is_typical = json_is_object(typical);
    return document_text(
        document, "%s, for %s %s.",
        of_plan_is_test(plans) ? "The staffing of the scenario, tested on fresh callers"
                               : what,
        is_typical ? "a typical week of" : "the dates",
        of_dates_words(stored, document,
                       is_typical ? typical : stored_object(stored, week, "period")));
}

static void facts(struct stored *stored, struct document *document, bool is_test)
{
    json_t *const root = stored->root;
    json_t *const scenario = stored_object(stored, root, "scenario");
    const char *const file = stored_text(stored, scenario, "file");
    const double seed = stored_number(stored, root, "seed");
    document_fact(document, is_test ? "seed of the test" : "seed of the search",
                  document_text(document, "%.0f", seed));
    document_fact(document, "scenario file", document_copy(document, file));
    document_fact(document, "to run it again",
                  document_text(document, "tenfive %s %s%s --seed %.0f",
                                is_test ? "verify" : "plan",
                                of_shell_word(document, file),
                                of_sets(stored, document, root), seed));
    document_fact(document, "hash of all that was read",
                  document_copy(document, stored_text(stored, scenario, "hash")));
    document_fact(document, "tenfive",
                  document_copy(document, stored_text(stored, root, "version")));
}

/* Gives whether it was a test of a scenario's own staffing. */
static bool add_plans(struct stored *stored, struct document *document)
{
    json_t *const array = stored_array(stored, stored->root, "plans");
    const int count = (int) json_array_size(array);
    struct of_plan *const plans = sim_mem_array((size_t) count + 1, sizeof *plans);
    bool is_test = false;
    for (int i = 0; i < count; i++) {
        plans[i] = of_plan(stored, document, array, (size_t) i);
        is_test = of_plan_is_test(&plans[i]);
        of_plan_headlines(&plans[i]);
    }
    document->summary = summary(document, plans, count);
    of_plan_months(document, plans, count);
    add_sections(document, plans, count);
    free(plans);
    return is_test;
}

void document_of_plan(struct stored *stored, struct document *document)
{
    json_t *const root = stored->root;
    json_t *const scenario = stored_object(stored, root, "scenario");
    const char *const title = stored_text_or_null(stored, scenario, "title");
    document->title = document_copy(
        document, title == NULL ? stored_text(stored, scenario, "file") : title);
    document->marking =
        document_copy(document, stored_text_or_null(stored, scenario, "marking"));
    terms(document);
    const bool is_test = add_plans(stored, document);
    document->kind = is_test ? "Verification" : "Plan";
    struct document_section *const inputs =
        document_section(document, "inputs", "Inputs");
    of_inputs(stored, document, inputs,
              &(struct of_inputs){ .from = root, .id = "inputs", .sheet = "Inputs" });
    of_sources(stored, document, root);
    facts(stored, document, is_test);
}

/* The document of a comparison: the same callers through several scenarios. */
#include <math.h>
#include <stdlib.h>
#include <string.h>

#include "tools/document/of.h"
#include "tools/document/of_comparison_parts.h"
#include "tools/document/of_dates.h"
#include "tools/document/of_inputs.h"
#include "tools/document/of_terms.h"
#include "tools/document/words.h"
#include "tools/report_text.h"

/* ---- reading ---- */

json_t *of_comparison_scenario(const struct of_comparison *of, size_t index)
{
    return json_array_get(of->scenarios, index);
}

const char *of_comparison_text(const struct of_comparison *of, json_t *from,
                               const char *key)
{
    return document_copy(of->document, stored_text(of->stored, from, key));
}

const char *of_comparison_letter(const struct of_comparison *of, size_t index)
{
    return of_comparison_text(of, of_comparison_scenario(of, index), "letter");
}

enum document_unit of_comparison_unit(const struct of_comparison *of, json_t *figure)
{
    static const struct {
        const char *name;
        enum document_unit unit;
    } units[] = { { "calls a day", DOCUMENT_CALLS },
                  { "hours a day", DOCUMENT_HOURS },
                  { "s", DOCUMENT_SECONDS },
                  { "share", DOCUMENT_SHARE } };
    const char *const name = stored_text(of->stored, figure, "unit");
    for (size_t i = 0; i < sizeof units / sizeof *units; i++)
        if (strcmp(units[i].name, name) == 0)
            return units[i].unit;
    return DOCUMENT_NUMBER;
}

bool of_comparison_is(const struct of_comparison *of, json_t *figure, const char *kind)
{
    return strcmp(stored_text(of->stored, figure, "kind"), kind) == 0;
}

struct document_cell of_comparison_cell(const struct of_comparison *of,
                                        json_t *estimates, size_t index)
{
    json_t *const one = json_array_get(estimates, index);
    if (!json_is_object(one))
        return document_words("-");
    return document_value(stored_number(of->stored, one, "value"),
                          stored_number_or_null(of->stored, one, "half_width"));
}

struct document_cell of_comparison_less(const struct of_comparison *of,
                                        json_t *contrast, size_t figure)
{
    json_t *const figures = stored_array(of->stored, contrast, "figures");
    const struct stored_estimate found =
        stored_estimate(of->stored, json_array_get(figures, figure), "value");
    return isnan(found.value) ? document_words("-")
                              : document_value(found.value, found.half_width);
}

json_t *of_comparison_target(const struct of_comparison *of, size_t scenario,
                             const char *name)
{
    json_t *const targets =
        stored_object(of->stored, of_comparison_scenario(of, scenario), "target");
    return stored_find(targets, name);
}

enum document_verdict of_comparison_verdict(const struct of_comparison *of,
                                            json_t *target)
{
    const char *const name = stored_text(of->stored, target, "verdict");
    return strcmp(name, "met") == 0         ? DOCUMENT_MET
           : strcmp(name, "not met") == 0   ? DOCUMENT_NOT_MET
           : strcmp(name, "undecided") == 0 ? DOCUMENT_UNDECIDED
                                            : DOCUMENT_NO_VERDICT;
}

/* ---- headlines: a target in a scenario ---- */

static const char *kept(const struct of_comparison *of, char *text)
{
    const char *const copy = document_copy(of->document, text);
    free(text);
    return copy;
}

static const char *met_words(const struct of_comparison *of, json_t *target)
{
    const double met = stored_number(of->stored, target, "met");
    const double all = stored_number(of->stored, target, "of_periods");
    const char *const each = stored_text(of->stored, target, "each");
    if (!(all > 0.0) || strcmp(each, "period") == 0)
        return NULL;
    return document_text(of->document, "met in %.1f of %.0f %ss", met, all,
                         strcmp(each, "quarter_hour") == 0 ? "quarter hour" : each);
}

/* What the figure does against A, in words; null of A itself. */
static const char *less_words(const struct of_comparison *of, size_t scenario,
                              size_t figure)
{
    if (scenario == 0)
        return NULL;
    json_t *const difference = json_array_get(of->differences, scenario - 1);
    json_t *const figures = stored_array(of->stored, difference, "figures");
    return of_comparison_text(of, json_array_get(figures, figure), "words");
}

static void add_headline(const struct of_comparison *of, size_t scenario, size_t figure,
                         json_t *target)
{
    struct document *const document = of->document;
    json_t *const about = json_array_get(of->figures, figure);
    const char *const name = stored_text(of->stored, about, "name");
    const char *const letter = of_comparison_letter(of, scenario);
    const struct stored_estimate value = stored_estimate(of->stored, target, "value");
    const struct stored_estimate p_met = stored_estimate(of->stored, target, "p_met");
    const struct document_column column = { .unit = of_comparison_unit(of, about),
                                            .decimals = -1 };
    const struct document_cell cell = document_value(value.value, value.half_width);
    const char *const key = document_text(document, "target-%zu", figure);
    const char *const less = less_words(of, scenario, figure);
    const char *const met = met_words(of, target);
    document_term(document, key, of_comparison_text(of, target, "label"),
                  of_comparison_text(of, target, "definition"));
    struct document_headline made = {
        .label = document_text(document, "%s: %s", letter,
                               stored_text(of->stored, target, "label")),
        .path =
            document_text(document, "scenarios.%zu.target.%s.value", scenario, name),
        .asked = of_comparison_text(of, target, "asked"),
        .words = isnan(value.value) ? "no figure"
                                    : kept(of, document_words_of(&column, &cell)),
        .value = value.value,
        .p_met = p_met.value,
        .verdict = of_comparison_verdict(of, target),
        .also = less != NULL ? document_text(document, "against A: %s", less) : met,
        .paragraph = document_text(document, "%s: %s is asked.%s%s%s",
                                   stored_text(of->stored, target, "definition"),
                                   stored_text(of->stored, target, "asked"),
                                   met != NULL ? "  It is " : "",
                                   met != NULL ? met : "", met != NULL ? "." : ""),
        .term = key,
    };
    made.verdict_words = document_verdict_words(made.verdict);
    if (!isnan(value.half_width))
        made.noise = kept(of, document_noise_of(&column, &cell));
    *document_headline(document) = made;
}

enum { MOST_HEADLINES = 12 };

/* What came out in the other scenarios: "B 95.1 %, met; C 94.1 %, NOT met". */
static const char *others_words(const struct of_comparison *of, size_t figure)
{
    json_t *const about = json_array_get(of->figures, figure);
    const struct document_column column = { .unit = of_comparison_unit(of, about),
                                            .decimals = -1 };
    const char *all = "";
    for (size_t k = 1; k < of->count; k++) {
        json_t *const target =
            of_comparison_target(of, k, stored_text(of->stored, about, "name"));
        if (target == NULL)
            continue;
        const struct stored_estimate value =
            stored_estimate(of->stored, target, "value");
        const struct document_cell cell = document_value(value.value, value.half_width);
        all = document_text(of->document, "%s%s%s %s, %s", all,
                            *all != '\0' ? "; " : "", of_comparison_letter(of, k),
                            kept(of, document_words_of(&column, &cell)),
                            document_verdict_words(of_comparison_verdict(of, target)));
    }
    return all;
}

/* All scenarios of one target; when `is_brief` the first that has it, with the others
 * in words. */
static void add_headlines(const struct of_comparison *of, size_t figure, bool is_brief)
{
    json_t *const about = json_array_get(of->figures, figure);
    const char *const name = stored_text(of->stored, about, "name");
    for (size_t k = 0; k < of->count; k++) {
        json_t *const target = of_comparison_target(of, k, name);
        if (target == NULL)
            continue;
        add_headline(of, k, figure, target);
        if (!is_brief)
            continue;
        if (k == 0)
            of->document->headlines[of->document->headline_count - 1].also =
                others_words(of, figure);
        return;
    }
}

void of_comparison_headlines(const struct of_comparison *of)
{
    size_t i, targets = 0;
    json_t *figure;
    of_term(of->document, "verdict");
    json_array_foreach(of->figures, i, figure)
    {
        targets += of_comparison_is(of, figure, "target");
    }
    for (i = 0; i < targets; i++) /* they come first */
        add_headlines(of, i, targets * of->count > MOST_HEADLINES);
}

/* ---- what is said of all ---- */

static void say(const struct of_comparison *of, struct document_section *section,
                json_t *from, const char *key)
{
    const char *const text = stored_text_or_null(of->stored, from, key);
    if (text != NULL)
        document_paragraph(section, document_copy(of->document, text));
}

static void differences(const struct of_comparison *of)
{
    struct document_section *const section =
        document_section(of->document, "differences", "What differs");
    size_t i;
    json_t *difference;
    json_array_foreach(of->differences, i, difference)
    {
        say(of, section, difference, "summary");
        say(of, section, difference, "verdicts");
        say(of, section, difference, "untold");
    }
    struct document_exhibit *const table =
        document_exhibit(section, "scenarios", "The scenarios");
    static const char *const headings[] = { "letter", "title", "file", "hash" };
    for (size_t k = 0; k < sizeof headings / sizeof *headings; k++)
        document_column(table, headings[k], DOCUMENT_TEXT);
    for (size_t k = 0; k < of->count; k++) {
        static const char *const keys[] = { "letter", "title", "file", "hash" };
        struct document_cell *const row = document_row(table);
        for (size_t c = 0; c < sizeof keys / sizeof *keys; c++)
            row[c] = document_words(document_copy(
                of->document, stored_text_or_null(
                                  of->stored, of_comparison_scenario(of, k), keys[c])));
    }
}

static void facts(const struct of_comparison *of)
{
    struct stored *const s = of->stored;
    struct document *const document = of->document;
    json_t *const period = stored_object(s, s->root, "period");
    json_t *const runs = stored_object(s, s->root, "replications");
    const double done = stored_number(s, runs, "done");
    const double seed = stored_number(s, s->root, "seed");
    const char *command = "tenfive compare";
    for (size_t i = 0; i < of->count; i++)
        command = document_text(
            document, "%s %s", command,
            of_shell_word(document,
                          stored_text(s, of_comparison_scenario(of, i), "file")));
    document_fact(document, "period", of_dates_words(s, document, period));
    document_fact(document, "replications",
                  document_text(document, "%.0f of %.0f%s", done,
                                stored_number(s, runs, "planned"),
                                stored_bool(s, s->root, "partial")
                                    ? ", PARTIAL: stopped before all that was planned"
                                    : ""));
    document_fact(document, "seed", document_text(document, "%.0f", seed));
    document_fact(document, "callers",
                  kept(of, report_text_many(stored_number(s, s->root, "callers"))));
    document_fact(
        document, "tenfive",
        of_comparison_text(of, stored_object(s, s->root, "program"), "version"));
    document_fact(document, "to run it again",
                  document_text(document, "%s --seed %.0f -n %.0f%s", command, seed,
                                done, of_sets(s, document, s->root)));
}

/* ---- inputs and files ---- */

/* Changed lines of all scenarios are marked. */
static void sources(const struct of_comparison *of)
{
    json_t *const inputs = json_array();
    for (size_t i = 0; i < of->count; i++)
        json_array_extend(
            inputs, stored_array(of->stored, of_comparison_scenario(of, i), "inputs"));
    json_t *const all =
        json_pack("{s:o, s:O}", "inputs", inputs, "sources",
                  stored_array(of->stored, of->stored->root, "sources"));
    of_sources(of->stored, of->document, all);
    json_decref(all);
}

static void inputs(const struct of_comparison *of)
{
    struct document_section *const section =
        document_section(of->document, "inputs", "Inputs");
    for (size_t i = 0; i < of->count; i++) {
        const char *const letter = of_comparison_letter(of, i);
        of_inputs(of->stored, of->document, section,
                  &(struct of_inputs){
                      .from = of_comparison_scenario(of, i),
                      .id = document_text(of->document, "inputs-%zu", i),
                      .sheet = document_text(of->document, "Inputs %s", letter),
                      .group = "inputs",
                      .option = letter });
    }
    document_gather(section);
}

/* ---- all of it ---- */

static void terms(struct document *document)
{
    document_term(
        document, "paired", "difference",
        "The figure of one scenario less that of the first.  Both met the same "
        "callers, with the same luck, so the difference is that of the "
        "scenarios and hardly of chance; its noise is found from the "
        "differences of the single replications (95 % interval).");
    document_term(document, "interplay", "interplay",
                  "What what-ifs do together, less the sum of what each does alone: 0 "
                  "where they do not touch each other.");
    document_term(document, "independent", "independent replications",
                  "How many replications of each scenario would have been needed for a "
                  "difference as precise as this, had each had callers of its own: the "
                  "replications done, times the variance of independent runs over that "
                  "of paired ones.");
    of_term(document, "noise");
    of_term(document, "replication");
}

/* Of two scenarios what differs; of more which they are. */
static const char *summary(const struct of_comparison *of)
{
    const char *all = "The same callers through";
    if (of->count == 2)
        return of_comparison_text(of, json_array_get(of->differences, 0), "summary");
    for (size_t i = 0; i < of->count; i++)
        all = document_text(
            of->document, "%s%s %s: %s", all, i == 0 ? "" : ";",
            of_comparison_letter(of, i),
            stored_text(of->stored, of_comparison_scenario(of, i), "title"));
    return document_text(of->document, "%s.", all);
}

void document_of_comparison(struct stored *stored, struct document *document)
{
    json_t *const root = stored->root;
    struct of_comparison all = { .stored = stored,
                                 .document = document,
                                 .scenarios = stored_array(stored, root, "scenarios"),
                                 .figures = stored_array(stored, root, "figures"),
                                 .differences =
                                     stored_array(stored, root, "differences"),
                                 .interplays =
                                     stored_array(stored, root, "interplays") };
    const struct of_comparison *const of = &all;
    all.count = json_array_size(all.scenarios);
    if (all.count < 2 || json_array_size(all.differences) != all.count - 1) {
        stored_fault(stored,
                     "scenarios must be two or more, with a difference for each "
                     "but the first");
        return;
    }
    document->kind = "Comparison";
    document->title = of_comparison_text(of, of_comparison_scenario(of, 0), "title");
    document->marking =
        document_copy(document, stored_text_or_null(stored, root, "marking"));
    document->summary = summary(of);
    terms(document);
    of_comparison_headlines(of);
    facts(of);
    differences(of);
    of_comparison_targets(of);
    of_comparison_people(of);
    of_comparison_objects(of);
    of_comparison_months(of);
    of_comparison_together(of);
    of_comparison_changes(of);
    inputs(of);
    of_comparison_precision(of);
    sources(of);
}

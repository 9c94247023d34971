/* The document of a simulation. */
#include <math.h>
#include <stdlib.h>
#include <string.h>

#include "model/scenario/text.h"
#include "tools/document/of.h"
#include "tools/document/of_dates.h"
#include "tools/document/of_inputs.h"
#include "tools/document/of_result_parts.h"
#include "tools/document/of_terms.h"
#include "tools/outcome.h"
#include "tools/report_text.h"

/* ---- which run this is ---- */

static const char *kept(struct document *document, char *text)
{
    const char *const copy = document_copy(document, text);
    free(text);
    return copy;
}

static json_t *period_of(const struct of_result *of)
{
    return stored_object(of->stored, of->root, "period");
}

static const char *period_words(const struct of_result *of)
{
    return of_dates_words(of->stored, of->document, period_of(of));
}

static const char *callers_words(const struct of_result *of)
{
    const double callers = stored_number(of->stored, of->root, "callers");
    return kept(of->document, report_text_many(isfinite(callers) ? callers : 0.0));
}

static const char *runs_words(const struct of_result *of)
{
    return document_text(of->document, "%.0f simulated %s%s", of->done, of->period,
                         of->done > 1.5 ? "s" : "");
}

/* "PARTIAL: ..." where the run was stopped, else empty. */
static const char *partial_words(const struct of_result *of)
{
    json_t *const count = stored_object(of->stored, of->root, "replications");
    const double planned = stored_number(of->stored, count, "planned");
    return !stored_bool(of->stored, of->root, "partial")
               ? ""
               : document_text(of->document,
                               "PARTIAL: stopped after %.0f of %.0f simulated %ss; the "
                               "figures are of those %.0f.  ",
                               of->done, planned, of->period, of->done);
}

/* ---- the top ---- */

/* "3 of 6 targets are met, 2 are NOT met and 1 is undecided." */
static const char *verdicts_words(const struct of_result *of)
{
    int met = 0, missed = 0, open = 0;
    for (int i = 0; i < of->document->headline_count; i++) {
        met += of->document->headlines[i].verdict == DOCUMENT_MET;
        missed += of->document->headlines[i].verdict == DOCUMENT_NOT_MET;
        open += of->document->headlines[i].verdict == DOCUMENT_UNDECIDED;
    }
    const int all = met + missed + open;
    if (all == 0)
        return "The scenario asks for nothing.";
    const char *const not_met = missed == 0
                                    ? ""
                                    : document_text(of->document, ", %d %s NOT met",
                                                    missed, missed == 1 ? "is" : "are");
    const char *const undecided = open == 0
                                      ? ""
                                      : document_text(of->document, ", %d %s undecided",
                                                      open, open == 1 ? "is" : "are");
    return document_text(of->document, "%d of %d target%s %s met%s%s.", met, all,
                         all == 1 ? "" : "s", met == 1 ? "is" : "are", not_met,
                         undecided);
}

static void add_top(const struct of_result *of)
{
    struct document *const document = of->document;
    json_t *const scenario = stored_object(of->stored, of->root, "scenario");
    const char *const title = stored_text_or_null(of->stored, scenario, "title");
    const char *const file = stored_text(of->stored, scenario, "file");
    document->title =
        document_copy(document, title == NULL || *title == '\0' ? file : title);
    document->marking =
        document_copy(document, stored_text_or_null(of->stored, scenario, "marking"));
    document->kind = "Simulation";
    document->summary = document_text(
        document, "%s%s, from %s and %s callers.  %s", partial_words(of),
        period_words(of), runs_words(of), callers_words(of), verdicts_words(of));
}

/* ---- how to run it again ---- */

static const char *command_words(const struct of_result *of, const char *file)
{
    const double seed = stored_number(of->stored, of->root, "seed");
    return document_text(of->document, "tenfive simulate %s -n %.0f --seed %.0f%s",
                         of_shell_word(of->document, file), of->done, seed,
                         of_sets(of->stored, of->document, of->root));
}

void of_result_facts(const struct of_result *of)
{
    struct stored *const s = of->stored;
    struct document *const document = of->document;
    json_t *const scenario = stored_object(s, of->root, "scenario");
    json_t *const program = stored_object(s, of->root, "program");
    json_t *const count = stored_object(s, of->root, "replications");
    const char *const file = stored_text(s, scenario, "file");
    const double planned = stored_number(s, count, "planned");
    const bool is_precise = stored_bool(s, of->root, "precision_reached");
    document_fact(document, "period", period_words(of));
    document_fact(
        document, "replications",
        document_text(document, "%s%s", runs_words(of),
                      stored_bool(s, of->root, "partial")
                          ? document_text(document, " of %.0f planned", planned)
                      : is_precise ? ": enough for the precision that was asked for"
                                   : ""));
    const double events = stored_number(s, of->root, "events");
    document_fact(
        document, "callers simulated",
        document_text(
            document, "%s, warm-up included; %s events", callers_words(of),
            kept(document, report_text_many(isfinite(events) ? events : 0.0))));
    document_fact(document, "seed",
                  document_text(document, "%.0f", stored_number(s, of->root, "seed")));
    document_fact(document, "scenario", document_copy(document, file));
    document_fact(document, "hash of all that was read",
                  document_copy(document, stored_text(s, scenario, "hash")));
    document_fact(document, "program",
                  document_text(document, "%s %s", stored_text(s, program, "name"),
                                stored_text(s, program, "version")));
    document_fact(document, "to run it again", command_words(of, file));
}

/* ---- all of it ---- */

static void add_inputs(const struct of_result *of)
{
    struct document_section *const section =
        document_section(of->document, "inputs", "Inputs");
    of_inputs(
        of->stored, of->document, section,
        &(struct of_inputs){ .from = of->root, .id = "inputs", .sheet = "Inputs" });
    of_sources(of->stored, of->document, of->root);
}

/* Words that stand on the page wherever there are targets and noise. */
static void add_terms(const struct of_result *of)
{
    static const char *const keys[] = { "noise", "usual-range", "p-met",
                                        "replication" };
    for (size_t i = 0; i < sizeof keys / sizeof *keys; i++)
        of_term(of->document, keys[i]);
}

/* A definition may be needed that no table shows. */
static void add_measures(const struct of_result *of)
{
    json_t *const all = stored_object(of->stored, of->root, "measures"), *measure;
    const char *name;
    json_object_foreach(all, name, measure)
    {
        struct of_result_measure about;
        of_result_measure(of, name, &about);
    }
}

void document_of_result(struct stored *stored, struct document *document)
{
    json_t *const root = stored->root;
    const struct of_dates days =
        of_dates(stored, stored_object(stored, root, "period"));
    const struct of_result of = {
        .stored = stored,
        .document = document,
        .root = root,
        .period = report_text_period(days.first, days.last),
        .done =
            stored_number(stored, stored_object(stored, root, "replications"), "done"),
    };
    of_result_need(&of);
    if (stored->fault != NULL)
        return;
    add_terms(&of);
    of_result_headlines(&of);
    add_top(&of);
    of_result_facts(&of);
    of_result_flow(&of);
    of_result_hours(&of);
    of_result_year(&of);
    of_result_waits(&of);
    of_result_targets(&of);
    of_result_lines(&of);
    of_result_journeys(&of);
    of_result_people(&of);
    of_result_days(&of);
    of_result_more(&of);
    of_result_expects(&of);
    add_inputs(&of);
    add_measures(&of);
}

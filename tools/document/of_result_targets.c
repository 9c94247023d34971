/* One headline a target: what is asked, what came out, how sure that is, what single
 * periods do. */
#include <math.h>
#include <stdlib.h>
#include <string.h>

#include "sim/mem.h"
#include "tools/check_words.h"
#include "tools/document/of_result_parts.h"
#include "tools/document/of_terms.h"
#include "tools/document/words.h"
#include "tools/report_text.h"

/* A target as it stands in the result. */
struct target {
    const struct of_result *of;
    json_t *json;
    struct sim_estimate value, p_met;
    enum measure_unit unit;
    const char *each; /* "month" */
    bool is_least;
    double limit, in; /* in: NaN when the mean is held to the limit */
    double met, of_periods;
    double low, high; /* usual range, NaN: none */
    enum document_verdict verdict;
};

static const char *each_word(const struct of_result *of, const char *each)
{
    if (strcmp(each, "period") == 0)
        return of->period;
    return strcmp(each, "quarter_hour") == 0 ? "quarter hour"
                                             : document_copy(of->document, each);
}

static enum document_verdict verdict_of(const char *name)
{
    return strcmp(name, "met") == 0         ? DOCUMENT_MET
           : strcmp(name, "not met") == 0   ? DOCUMENT_NOT_MET
           : strcmp(name, "undecided") == 0 ? DOCUMENT_UNDECIDED
                                            : DOCUMENT_NO_VERDICT;
}

static struct target read_target(const struct of_result *of, json_t *json)
{
    struct stored *const s = of->stored;
    return (struct target){
        .of = of,
        .json = json,
        .value = of_result_estimate(of, json, "value"),
        .p_met = of_result_estimate(of, json, "p_met"),
        .unit = of_result_target_unit(of, json) == DOCUMENT_SECONDS ? MEASURE_SECONDS
                                                                    : MEASURE_SHARE,
        .each = each_word(of, stored_text(s, json, "each")),
        .is_least = strcmp(stored_text(s, json, "side"), "at_least") == 0,
        .limit = stored_number(s, json, "limit"),
        .in = stored_number_or_null(s, json, "in"),
        .met = stored_number(s, json, "met"),
        .of_periods = stored_number(s, json, "of_periods"),
        .low = stored_number_or_null(s, json, "usual_low"),
        .high = stored_number_or_null(s, json, "usual_high"),
        .verdict = verdict_of(stored_text(s, json, "verdict")),
    };
}

/* Keeps fresh memory. */
static const char *kept(const struct of_result *of, char *text)
{
    const char *const copy = document_copy(of->document, text);
    free(text);
    return copy;
}

static bool is_by_period(const struct target *t)
{
    return strcmp(t->each, t->of->period) == 0;
}

/* "12.0 of 12 months", of whole periods "10 of 10 years"; null when none counted. */
static const char *met_words(const struct target *t)
{
    struct document *const document = t->of->document;
    if (!(t->of_periods > 0.0))
        return NULL;
    if (is_by_period(t)) {
        const double all = t->of_periods * t->of->done;
        return document_text(document, "%.0f of %.0f %s%s", t->met * t->of->done, all,
                             t->each, all > 1.5 ? "s" : "");
    }
    const bool is_whole = fabs(t->of_periods - round(t->of_periods)) < 0.05;
    char *const met = check_words_number(t->met, t->of_periods < 100.0 ? 1 : 0);
    char *const all = check_words_number(t->of_periods, is_whole ? 0 : 1);
    const char *const words = document_text(document, "%s of %s %s%s", met, all,
                                            t->each, t->of_periods > 1.5 ? "s" : "");
    free(met);
    free(all);
    return words;
}

static bool has_usual(const struct target *t)
{
    return isfinite(t->low) && isfinite(t->high);
}

static const char *usual_words(const struct target *t)
{
    return kept(t->of, report_text_range(t->low, t->high, t->unit));
}

static const char *also_words(const struct target *t)
{
    const char *const met = met_words(t);
    const char *const usual =
        has_usual(t)
            ? document_text(t->of->document, "usual %s %s", t->each, usual_words(t))
            : NULL;
    if (met == NULL)
        return usual;
    return document_text(t->of->document, "met in %s%s%s", met,
                         usual == NULL ? "" : "; ", usual == NULL ? "" : usual);
}

/* ---- in plain English ---- */

static const double MOST_IN = 1000.0; /* "1 in N" up to here */

/* ", so about 1 in 20 is not"; of a time nothing. */
static const char *in_words(const struct target *t)
{
    const double rest = t->is_least ? 1.0 - t->value.value : t->value.value;
    if (t->unit != MEASURE_SHARE || !(rest * MOST_IN > 1.0) || rest > 0.5)
        return "";
    return document_text(t->of->document, ": about 1 in %.0f%s", 1.0 / rest,
                         t->is_least ? " is not" : "");
}

static const char *gap_words(const struct target *t)
{
    const enum document_unit unit =
        t->unit == MEASURE_SHARE ? DOCUMENT_POINTS : DOCUMENT_SECONDS;
    const double noise = t->value.kind == SIM_ESTIMATE_INTERVAL
                             ? sim_estimate_half_width(&t->value)
                             : NAN;
    return of_result_words(t->of, unit, fabs(t->value.value - t->limit), noise);
}

static const char *value_words(const struct target *t)
{
    return t->value.kind == SIM_ESTIMATE_NONE
               ? NULL
               : kept(t->of, report_text_value(&t->value, t->unit));
}

/* What came out, against what was asked. */
static const char *result_words(const struct target *t)
{
    struct document *const document = t->of->document;
    const char *const value = value_words(t);
    if (value == NULL)
        return "Nothing was counted, so there is no figure.  ";
    const bool is_one = t->value.kind != SIM_ESTIMATE_INTERVAL;
    char *const noise = report_text_plus_minus(&t->value, t->unit);
    const char *const sure =
        is_one ? "one simulation alone does not show how sure that is"
               : document_text(document,
                               "with other luck it would come out within "
                               "%s of that, 19 times in 20",
                               noise);
    free(noise);
    return document_text(document, "Over the whole %s it is %s%s; %s.  ", t->of->period,
                         value, in_words(t), sure);
}

/* A target that asks for most periods is decided by how many there are. */
static const char *most_words(const struct target *t)
{
    struct document *const document = t->of->document;
    char *const share = report_text_share(&t->p_met);
    char *const range = report_text_range(t->p_met.low, t->p_met.high, MEASURE_SHARE);
    const bool has_noise = t->p_met.kind == SIM_ESTIMATE_INTERVAL;
    const char *const words = document_text(
        document,
        "Of all simulated %ss %s are within the limit%s%s%s, and %.4g %% is "
        "asked: ",
        t->each, share, has_noise ? " (noise " : "", has_noise ? range : "",
        has_noise ? ")" : "", 100.0 * t->in);
    free(share);
    free(range);
    return words;
}

static const char *verdict_words(const struct target *t)
{
    struct document *const document = t->of->document;
    const bool is_of_mean = isnan(t->in);
    const char *const before = is_of_mean ? "" : most_words(t);
    switch (t->verdict) {
    case DOCUMENT_MET:
        return is_of_mean ? document_text(document, "The target is met, by %s.  ",
                                          gap_words(t))
                          : document_text(document, "%sthe target is met.  ", before);
    case DOCUMENT_NOT_MET:
        return is_of_mean
                   ? document_text(document,
                                   "The target is NOT met: it is missed by "
                                   "%s.  ",
                                   gap_words(t))
                   : document_text(document, "%sthe target is NOT met.  ", before);
    case DOCUMENT_UNDECIDED:
        return document_text(document,
                             "%s%s target is undecided: the noise reaches across what "
                             "is asked, so more simulated %ss are needed to tell.  ",
                             before, is_of_mean ? "The" : "the", t->of->period);
    case DOCUMENT_NO_VERDICT:
    case DOCUMENT_VERDICTS:
        break;
    }
    return "";
}

/* Single periods: how they vary, and that this is no noise. */
static const char *single_words(const struct target *t)
{
    struct document *const document = t->of->document;
    const char *const met = met_words(t);
    if (met == NULL || !has_usual(t))
        return "";
    if (is_by_period(t))
        return t->of->done < 2.0
                   ? ""
                   : document_text(document,
                                   "From one %s to the next it varies: 9 of 10 are at "
                                   "%s, and %s simulated meet the limit.  ",
                                   t->each, usual_words(t), met);
    return document_text(document,
                         "Single %ss vary: 9 of 10 are at %s, and %s meet the limit.  ",
                         t->each, usual_words(t), met);
}

static const char *ceiling_words(const struct target *t)
{
    if (stored_find(t->json, "ceiling") == NULL)
        return "";
    const struct sim_estimate ceiling = of_result_estimate(t->of, t->json, "ceiling");
    if (ceiling.kind == SIM_ESTIMATE_NONE)
        return "";
    of_term(t->of->document, "ceiling");
    return document_text(t->of->document,
                         "No staffing could beat %s: the other calls have used up the "
                         "time before they reach the line.",
                         kept(t->of, report_text_share(&ceiling)));
}

static const char *paragraph(const struct target *t)
{
    struct stored *const s = t->of->stored;
    return document_text(t->of->document, "%s: %s is asked.  %s%s%s%s",
                         stored_text(s, t->json, "definition"),
                         stored_text(s, t->json, "asked"), result_words(t),
                         verdict_words(t), single_words(t), ceiling_words(t));
}

/* ---- the headline ---- */

static void add_headline(const struct of_result *of, const char *name, json_t *json)
{
    struct document *const document = of->document;
    const struct target target = read_target(of, json), *const t = &target;
    struct document_headline made = {
        .label = of_result_label(of, json),
        .path = document_text(document, "target.%s.value", name),
        .asked = document_copy(document, stored_text(of->stored, json, "asked")),
        .words = value_words(t),
        .also = also_words(t),
        .value = t->value.kind == SIM_ESTIMATE_NONE ? NAN : t->value.value,
        .p_met = t->p_met.kind == SIM_ESTIMATE_NONE ? NAN : t->p_met.value,
        .verdict = t->verdict,
        .verdict_words = document_verdict_words(t->verdict),
        .paragraph = paragraph(t),
        .term = of_result_target_term(of, name, json),
    };
    if (made.words == NULL)
        made.words = "no figure";
    if (t->value.kind == SIM_ESTIMATE_INTERVAL)
        made.noise = kept(of, report_text_plus_minus(&t->value, t->unit));
    *document_headline(document) = made;
}

/* ---- the table behind ---- */

enum { TARGET, ASKED, COUNTED, VALUE, P_MET, MET, OF, LOW, HIGH, CEILING, COLUMNS };

static void add_row(const struct of_result *of, json_t *json,
                    struct document_exhibit *exhibit)
{
    struct stored *const s = of->stored;
    const struct target target = read_target(of, json), *const t = &target;
    struct document_cell *const row = document_row(exhibit);
    row[TARGET] = document_words(of_result_label(of, json));
    row[TARGET].verdict = t->verdict;
    row[ASKED] =
        document_words(document_copy(of->document, stored_text(s, json, "asked")));
    row[COUNTED] =
        document_words(document_copy(of->document, stored_text(s, json, "counted")));
    row[VALUE] = of_result_figure(of, json, "value");
    row[P_MET] = of_result_figure(of, json, "p_met");
    row[MET] = document_value(t->met, NAN);
    row[OF] = document_value(t->of_periods, NAN);
    row[LOW] = document_value(t->low, NAN);
    row[HIGH] = document_value(t->high, NAN);
    if (stored_find(json, "ceiling") != NULL)
        row[CEILING] = of_result_figure(of, json, "ceiling");
}

/* Shares and times do not share a column. */
static void add_table(const struct of_result *of, struct document_section *section,
                      enum document_unit unit)
{
    static const char *const headings[COLUMNS] = {
        "target", "asked", "counted",     "whole period", "P(met)",
        "met",    "of",    "usual, from", "usual, to",    "ceiling"
    };
    static const char *const terms[COLUMNS] = { [VALUE] = "noise",
                                                [P_MET] = "p-met",
                                                [LOW] = "usual-range",
                                                [HIGH] = "usual-range",
                                                [CEILING] = "ceiling" };
    const bool is_share = unit == DOCUMENT_SHARE;
    struct document_exhibit *exhibit = NULL;
    json_t *const targets = stored_object(of->stored, of->root, "target"), *json;
    const char *name;
    json_object_foreach(targets, name, json)
    {
        if (of_result_target_unit(of, json) != unit)
            continue;
        if (exhibit == NULL) {
            exhibit =
                document_exhibit(section, is_share ? "target-shares" : "target-times",
                                 is_share ? "Targets: shares" : "Targets: times");
            exhibit->sheet = "Targets";
            for (int i = 0; i < COLUMNS; i++) {
                const bool is_text = i < VALUE, is_count = i == MET || i == OF;
                document_column(exhibit, headings[i],
                                is_text                      ? DOCUMENT_TEXT
                                : is_count                   ? DOCUMENT_NUMBER
                                : i == P_MET || i == CEILING ? DOCUMENT_SHARE
                                                             : unit);
                exhibit->columns[i].has_noise = i == VALUE || i == P_MET;
                exhibit->columns[i].term =
                    terms[i] == NULL ? NULL : of_term(of->document, terms[i]);
            }
        }
        add_row(of, json, exhibit);
    }
}

void of_result_headlines(const struct of_result *of)
{
    json_t *const targets = stored_object(of->stored, of->root, "target"), *json;
    const char *name;
    of_term(of->document, "verdict");
    json_object_foreach(targets, name, json)
    {
        add_headline(of, name, json);
    }
    struct document_section *const section =
        document_section(of->document, "targets", "Targets");
    add_table(of, section, DOCUMENT_SHARE);
    add_table(of, section, DOCUMENT_SECONDS);
    document_drop_empty(of->document);
}

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

struct of_result_target of_result_target(const struct of_result *of, json_t *json)
{
    struct stored *const s = of->stored;
    return (struct of_result_target){
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

static const double MANY = 100.0; /* from here on tenths say nothing */

static bool is_whole(double count)
{
    return fabs(count - round(count)) < 1e-6;
}

static bool is_by_period(const struct of_result_target *t)
{
    return strcmp(t->each, t->of->period) == 0;
}

const char *of_result_target_met(const struct of_result_target *t)
{
    struct document *const document = t->of->document;
    if (!(t->of_periods > 0.0))
        return NULL;
    if (is_by_period(t)) {
        const double all = t->of_periods * t->of->done;
        return document_text(document, "%.0f of %.0f %s%s", t->met * t->of->done, all,
                             t->each, all > 1.5 ? "s" : "");
    }
    const bool is_few = t->of_periods < MANY;
    char *const met = check_words_number(t->met, is_few && !is_whole(t->met) ? 1 : 0);
    char *const all = check_words_number(t->of_periods, !is_whole(t->of_periods));
    const char *const words = document_text(document, "%s of %s %s%s", met, all,
                                            t->each, t->of_periods > 1.5 ? "s" : "");
    free(met);
    free(all);
    return words;
}

static bool has_usual(const struct of_result_target *t)
{
    return isfinite(t->low) && isfinite(t->high);
}

static const char *usual_words(const struct of_result_target *t)
{
    return kept(t->of, report_text_range(t->low, t->high, t->unit));
}

static const char *also_words(const struct of_result_target *t)
{
    const char *const met = of_result_target_met(t);
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

/* ": about 1 in 20 gives up", of a share that is not far from where it should be.
 */
static const char *in_words(const struct of_result_target *t)
{
    static const struct {
        const char *grade, *words;
        bool is_least;
    } misses[] = {
        { "answered_within", "is not answered in that time", true },
        { "abandoned", "gives up", false },
    };
    const char *const grade = stored_text(t->of->stored, t->json, "grade");
    const double rest = t->is_least ? 1.0 - t->value.value : t->value.value;
    if (t->unit != MEASURE_SHARE || !(rest * MOST_IN > 1.0) || rest > 0.5)
        return "";
    const double one_in = 1.0 / rest;
    const double step = one_in < MANY ? 1.0 : MANY / 10.0;
    for (size_t i = 0; i < sizeof misses / sizeof *misses; i++)
        if (strcmp(grade, misses[i].grade) == 0 && t->is_least == misses[i].is_least)
            return document_text(t->of->document, ": about 1 in %.0f %s",
                                 step * round(one_in / step), misses[i].words);
    return "";
}

static const char *gap_words(const struct of_result_target *t)
{
    const enum document_unit unit =
        t->unit == MEASURE_SHARE ? DOCUMENT_POINTS : DOCUMENT_SECONDS;
    const double noise = t->value.kind == SIM_ESTIMATE_INTERVAL
                             ? sim_estimate_half_width(&t->value)
                             : NAN;
    return of_result_words(t->of, unit, fabs(t->value.value - t->limit), noise);
}

static const char *value_words(const struct of_result_target *t)
{
    return t->value.kind == SIM_ESTIMATE_NONE
               ? NULL
               : kept(t->of, report_text_value(&t->value, t->unit));
}

/* A target that asks for most periods is decided by how many there are. */
static const char *most_words(const struct of_result_target *t)
{
    const bool has_noise = t->p_met.kind == SIM_ESTIMATE_INTERVAL;
    const char *const share = kept(t->of, report_text_share(&t->p_met));
    const char *const range =
        kept(t->of, report_text_range(t->p_met.low, t->p_met.high, MEASURE_SHARE));
    return document_text(
        t->of->document,
        "Of all simulated %ss %s are within the limit%s%s%s: ", t->each, share,
        has_noise ? " (noise " : "", has_noise ? range : "", has_noise ? ")" : "");
}

static const char *verdict_words(const struct of_result_target *t)
{
    struct document *const document = t->of->document;
    const bool is_of_mean = isnan(t->in);
    const char *const before = is_of_mean ? "" : most_words(t);
    const char *const start = is_of_mean ? "The" : "the";
    const char *const by =
        is_of_mean ? document_text(document, " by %s", gap_words(t)) : "";
    switch (t->verdict) {
    case DOCUMENT_MET:
        return document_text(document, "%s%s target is met%s%s.  ", before, start,
                             is_of_mean ? "," : "", by);
    case DOCUMENT_NOT_MET:
        return document_text(document, "%s%s target is NOT met%s%s.  ", before, start,
                             is_of_mean ? ": it is missed" : "", by);
    case DOCUMENT_UNDECIDED:
        return document_text(document,
                             "%s%s target is undecided: the noise reaches across what "
                             "is asked, so more simulated %ss are needed to tell.  ",
                             before, start, t->of->period);
    case DOCUMENT_NO_VERDICT:
    case DOCUMENT_VERDICTS:
        break;
    }
    return "";
}

/* What came out, against what was asked. */
static const char *result_words(const struct of_result_target *t)
{
    struct document *const document = t->of->document;
    const char *const asked = stored_text(t->of->stored, t->json, "asked");
    const char *const value = value_words(t);
    if (value == NULL)
        return document_text(document,
                             "Asked is %s; nothing was counted, so there is no "
                             "figure.  ",
                             asked);
    return document_text(document, "Over the whole %s it is %s%s.  Asked is %s.  %s",
                         t->of->period, value, in_words(t), asked, verdict_words(t));
}

/* How sure that is. */
static const char *noise_words(const struct of_result_target *t)
{
    struct document *const document = t->of->document;
    if (t->value.kind == SIM_ESTIMATE_NONE)
        return "";
    if (t->value.kind == SIM_ESTIMATE_POINT)
        return document_text(
            document,
            "One simulated %s alone does not show how sure that is: run "
            "more replications.  ",
            t->of->period);
    const bool is_points = t->unit == MEASURE_SHARE;
    const char *const noise = kept(t->of, report_text_plus_minus(&t->value, t->unit));
    return document_text(
        document,
        "With other luck that figure would come out within %s%s of this "
        "one, 19 times in 20.  ",
        noise, is_points ? " points" : "");
}

/* Single periods: how they vary, and that this is no noise. */
static const char *single_words(const struct of_result_target *t)
{
    struct document *const document = t->of->document;
    const char *const met = of_result_target_met(t);
    if (met == NULL || !has_usual(t) || (is_by_period(t) && t->of->done < 2.0))
        return "";
    return document_text(
        document,
        "Single %ss differ: 9 of 10 are at %s, and %s%s are within the "
        "limit.  ",
        t->each, usual_words(t), met, is_by_period(t) ? " simulated" : "");
}

static const char *ceiling_words(const struct of_result_target *t)
{
    if (stored_find(t->json, "ceiling") == NULL)
        return "";
    const struct sim_estimate ceiling = of_result_estimate(t->of, t->json, "ceiling");
    if (ceiling.kind == SIM_ESTIMATE_NONE)
        return "";
    of_term(t->of->document, "ceiling");
    return document_text(t->of->document,
                         "No staffing could beat %s: the other calls have used up the "
                         "time before they reach the line.  ",
                         kept(t->of, report_text_share(&ceiling)));
}

static const char *paragraph(const struct of_result_target *t)
{
    return document_text(t->of->document, "%s%s%s%sWhat is counted: %s.",
                         result_words(t), noise_words(t), single_words(t),
                         ceiling_words(t),
                         stored_text(t->of->stored, t->json, "definition"));
}

/* ---- the headline ---- */

static void add_headline(const struct of_result *of, const char *name, json_t *json)
{
    struct document *const document = of->document;
    const struct of_result_target target = of_result_target(of, json), *const t =
                                                                           &target;
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

void of_result_headlines(const struct of_result *of)
{
    json_t *const targets = stored_object(of->stored, of->root, "target"), *json;
    const char *name;
    of_term(of->document, "verdict");
    json_object_foreach(targets, name, json)
    {
        add_headline(of, name, json);
    }
}

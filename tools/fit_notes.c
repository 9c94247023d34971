#include <math.h>
#include <stdlib.h>
#include <string.h>

#include "model/demand/calendar.h"
#include "sim/mem.h"
#include "tools/check_words.h"
#include "tools/fit_out.h"
#include "tools/outcome.h"

enum { MOST_NOTES = 64, MONTHS = 12 };

static const double FEW = 0.01; /* a share of calls that is worth a word */

char *fit_out_dates(struct scenario_dates dates)
{
    char *const from = outcome_date_words(dates.first);
    char *const to = outcome_date_words(dates.last);
    char *const text = dates.first == dates.last ? sim_mem_text(from)
                                                 : sim_mem_print("%s to %s", from, to);
    free(from);
    free(to);
    return text;
}

char *fit_out_dates_iso(struct scenario_dates dates)
{
    char *const from = outcome_date_iso(dates.first);
    char *const to = outcome_date_iso(dates.last);
    char *const text = sim_mem_print("%s..%s", from, to);
    free(from);
    free(to);
    return text;
}

/* Sentences, in order. */
struct notes {
    char *text[MOST_NOTES]; /* owned */
    int count;
};

/* Takes a text in fresh memory. */
static void add(struct notes *notes, char *text)
{
    if (notes->count < MOST_NOTES)
        notes->text[notes->count++] = text;
    else
        free(text);
}

/* ---- the file ---- */

static void note_file(const struct fit_out *out, struct notes *notes)
{
    const struct records *const records = out->records;
    const int gaps = records_gaps(records);
    if (gaps > 0)
        add(notes,
            sim_mem_print("%d %s without any row between the first and the last: "
                          "left out, and not taken for days without calls.",
                          gaps, gaps == 1 ? "day" : "days"));
    if (records->twice > 0)
        add(notes, sim_mem_print("The hour that comes twice in October has its rows "
                                 "twice; both are counted (%d rows).",
                                 records->twice));
    if (records->skipped > 0)
        add(notes, sim_mem_print("The hour that the clocks skip in March has %d empty "
                                 "rows; they are not counted.",
                                 records->skipped));
    if (records->left_out > 0)
        add(notes, sim_mem_print("%d rows are of queues that the map leaves out.",
                                 records->left_out));
}

/* ---- demand ---- */

static void note_months(const struct fit_out *out, struct notes *notes)
{
    bool all = true, bank = true, grows = true;
    for (int i = 0; i < out->fit->line_count; i++) {
        const struct fit_line *const line = &out->fit->lines[i];
        for (int m = 0; m < MONTHS && line->has_profile; m++)
            all &= line->profile.has_month[m];
        bank &= !line->has_profile || line->profile.has_kind[SCENARIO_BANK];
        grows &= !line->has_profile || line->profile.has_growth;
    }
    if (!all)
        add(notes,
            sim_mem_print("Not all months of the year are in the data: the others "
                          "%s (assumed).",
                          out->scenario != NULL
                              ? "keep the proportion that the scenario has"
                              : "have weight 1, the mean of those that are"));
    if (!bank)
        add(notes, sim_mem_print("No bank holiday is in the data: they %s (assumed).",
                                 out->scenario != NULL
                                     ? "keep the proportion that the scenario has"
                                     : "are taken to be like Sundays"));
    if (!grows)
        add(notes,
            sim_mem_text("Growth cannot be told from the seasons before some month is "
                         "there in two years: growth_per_year is left as it was."));
}

static void note_redials(const struct fit_out *out, struct notes *notes)
{
    double offered = 0.0, abandoned = 0.0, left = 0.0;
    for (int i = 0; i < out->fit->line_count; i++) {
        const struct records_sum *const sum = &out->fit->lines[i].sum;
        offered += sum->offered;
        abandoned += sum->abandoned;
        left += sum->offered - sum->answered - sum->abandoned;
    }
    if (abandoned > 0.0 && (out->place == NULL || out->place->rounds == 0))
        add(notes, sim_mem_print(
                       "Offered calls include those who rang again after hanging up, "
                       "first attempts do not: of %.1f %% abandoned, whatever share "
                       "redials is in the calls below as well. With `redial` in the "
                       "scenario, calls must come down by it.",
                       100.0 * abandoned / offered));
    if (fabs(left) > FEW * offered)
        add(notes,
            sim_mem_print(
                "%.1f %% of offered calls are neither answered nor abandoned in "
                "the export (overflow, call-backs, calls that pass the end of an "
                "interval). When they left is not known; patience is found "
                "without them.",
                100.0 * left / offered));
}

/* ---- handling and patience ---- */

static void note_handling(const struct fit_out *out, struct notes *notes)
{
    const struct records *const records = out->records;
    if (!records->has_talk || !records->has_wrap_up)
        add(notes, sim_mem_print("The export has no %s: the scenario's stays.",
                                 records->has_talk      ? "wrap-up times"
                                 : records->has_wrap_up ? "talk times"
                                                        : "handling times"));
    if (records->has_talk || records->has_wrap_up)
        add(notes,
            sim_mem_text("Sums by interval show the mean of talk and wrap-up, not the "
                         "law: law and cv are assumed. \"cv at most\" is what single "
                         "calls would need to scatter the sums so; times that change "
                         "with the hour scatter them too."));
}

static void note_patience(const struct fit_out *out, struct notes *notes)
{
    bool any = false, sums = false;
    for (int i = 0; i < out->fit->line_count; i++) {
        const struct fit_line *const line = &out->fit->lines[i];
        any |= line->patience_status == PATIENCE_FIT_OK;
        sums |= line->patience_status == PATIENCE_FIT_OK && line->patience.has_sums;
        if (line->patience_status != PATIENCE_FIT_OK && line->sum.offered > 0.0)
            add(notes,
                sim_mem_print("%s: no patience, %s.", out->records->lines[line->line],
                              patience_fit_reasons[line->patience_status]));
    }
    if (!any)
        return;
    add(notes, sim_mem_print(
                   "The first band mixes callers who leave unless answered at once "
                   "with those whose patience is short: patience is found beyond it, "
                   "and what it has more than that explains are said to leave at "
                   "once. %s",
                   sums ? "The sums of waits fix the time spent waiting."
                        : "There are no sums of waits: what the width of the bands "
                          "leaves open is in the noise."));
}

/* ---- the scenario ---- */

static void note_first(const struct fit_out *out, struct notes *notes)
{
    if (out->place == NULL || out->place->rounds == 0)
        return;
    add(notes,
        sim_mem_print("First attempts: offered calls include those who come back, "
                      "the calls of streams below do not. The fitted scenario was "
                      "simulated over the dates in %d %s, until it received what "
                      "the export has, to %.2f %%.",
                      out->place->rounds, out->place->rounds == 1 ? "round" : "rounds",
                      100.0 * out->place->off));
    for (int s = 0; s < out->scenario->stream_count; s++) {
        const struct fit_stream *const stream = &out->place->streams[s];
        if (!stream->is_first)
            continue;
        const char *const line = out->records->lines[stream->line];
        char *const calls = check_words_number(stream->calls, 0);
        add(notes,
            stream->again > 0.0
                ? sim_mem_print(
                    "Stream %s: %s first attempts. Of what %s received, %.1f "
                    "%% is calling again or sent there by another line.",
                    out->scenario->streams[s].name, calls, line, 100.0 * stream->again)
                : sim_mem_print(
                    "Stream %s: %s first attempts. They would bring %s %.1f "
                    "%% more than it received, were all answered on the way.",
                    out->scenario->streams[s].name, calls, line,
                    -100.0 * stream->again));
        free(calls);
    }
}

static void note_streams(const struct fit_out *out, struct notes *notes)
{
    for (int s = 0; out->place != NULL && s < out->scenario->stream_count; s++) {
        const struct fit_stream *const stream = &out->place->streams[s];
        const char *const name = out->scenario->streams[s].name;
        if (stream->line < 0) {
            add(notes,
                sim_mem_print("Stream %s reaches no line of the export first: it "
                              "stays as it was.",
                              name));
            continue;
        }
        if (stream->shared)
            add(notes,
                sim_mem_print("Stream %s shares its first line with another: the "
                              "export cannot tell them apart, so both get its "
                              "profile and keep their proportion.",
                              name));
        if (stream->passes)
            add(notes, sim_mem_print("Stream %s: other lines send calls to %s as well; "
                                     "their part is taken from the scenario.",
                                     name, out->records->lines[stream->line]));
        if (out->scenario->streams[s].surge_count > 0
            || out->scenario->streams[s].storms.given)
            add(notes, sim_mem_print("Stream %s has surges in the scenario; calls of "
                                     "theirs in these dates are in the profile too.",
                                     name));
    }
}

static void note_lines(const struct fit_out *out, struct notes *notes)
{
    for (int i = 0; out->place != NULL && i < out->fit->line_count; i++) {
        const struct fit_line *const line = &out->fit->lines[i];
        if (line->patience_status == PATIENCE_FIT_OK
            && !fit_place_has_patience(line,
                                       &out->scenario->stages[out->place->stage[i]]))
            add(notes,
                sim_mem_print("%s: who waits for a call-back cannot hang up, and "
                              "the export has their waits among the others: the "
                              "patience above is too long, and the scenario's "
                              "stays.",
                              out->records->lines[line->line]));
    }
}

char *fit_out_note(const struct fit_out *out, int i)
{
    struct notes notes = { 0 };
    note_file(out, &notes);
    note_months(out, &notes);
    note_redials(out, &notes);
    note_handling(out, &notes);
    note_patience(out, &notes);
    note_lines(out, &notes);
    note_first(out, &notes);
    note_streams(out, &notes);
    char *text = NULL;
    for (int j = 0; j < notes.count; j++)
        if (j == i)
            text = notes.text[j];
        else
            free(notes.text[j]);
    return text;
}

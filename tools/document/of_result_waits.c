/* How long callers wait: a histogram a line, stream and clock. */
#include <math.h>
#include <string.h>

#include "tools/document/of_result_parts.h"

enum { FROM, TO, ANSWERED, SHARE, SO_FAR };

/* Bins with a share below this at the end are one. */
static const double TAIL = 5e-5;

static double total_of(const struct of_result *of, json_t *answered)
{
    double total = 0.0;
    for (size_t i = 0; i < json_array_size(answered); i++) {
        const double calls = stored_element(of->stored, answered, i);
        total += isfinite(calls) ? calls : 0.0;
    }
    return total;
}

static void set_row(const struct document_exhibit *exhibit, int row, double calls,
                    double total)
{
    struct document_cell *const cells = document_at(exhibit, row, 0);
    const double before = row == 0 ? 0.0 : document_at(exhibit, row - 1, SO_FAR)->value;
    cells[ANSWERED] = document_value(calls, NAN);
    cells[SHARE] = document_value(calls / total, NAN);
    cells[SO_FAR] = document_value(fmin(before + calls / total, 1.0), NAN);
}

/* Rows until next to nobody is left; the last one is open. */
static void add_bins(const struct of_result *of, struct document_exhibit *exhibit,
                     json_t *waits)
{
    struct stored *const s = of->stored;
    json_t *const answered = stored_array(s, waits, "answered");
    json_t *const from = stored_array(s, waits, "from");
    json_t *const to = stored_array(s, waits, "to");
    const size_t count = json_array_size(answered);
    const double total = total_of(of, answered);
    double left = total;
    if (json_array_size(from) != count || json_array_size(to) != count)
        stored_fault(s, "waits must have as many `from` and `to` as `answered`");
    if (!(total > 0.0))
        return;
    for (size_t i = 0; i < count; i++) {
        const bool is_last = i + 1 == count || left <= TAIL * total;
        const double calls = stored_element(s, answered, i);
        struct document_cell *const row = document_row(exhibit);
        row[FROM] = document_value(stored_element(s, from, i), NAN);
        if (!is_last)
            row[TO] = document_value(stored_element(s, to, i), NAN);
        set_row(exhibit, exhibit->row_count - 1,
                is_last           ? left
                : isfinite(calls) ? calls
                                  : 0.0,
                total);
        left = fmax(left - calls, 0.0);
        if (is_last)
            break;
    }
}

/* The times of the targets that are measured here. */
static const char *add_marks(const struct of_result *of,
                             struct document_exhibit *exhibit, const char *kind,
                             const char *name)
{
    struct stored *const s = of->stored;
    json_t *const targets = stored_object(s, of->root, "target"), *target;
    const char *key, *words = "";
    json_object_foreach(targets, key, target)
    {
        json_t *const measured = stored_object(s, target, "of");
        const char *const at = json_string_value(stored_find(measured, kind));
        const double within = stored_number_or_null(s, target, "within");
        const bool is_time = of_result_target_unit(of, target) == DOCUMENT_SECONDS;
        const double mark = is_time ? stored_number(s, target, "limit") : within;
        if (at == NULL || strcmp(at, name) != 0 || isnan(mark))
            continue;
        document_mark(exhibit, of_result_label(of, target), mark);
        if (!is_time)
            words = document_text(
                of->document, "%s  Within %s: %s.", words,
                of_result_words(of, DOCUMENT_SECONDS, mark, NAN),
                of_result_words(of, DOCUMENT_SHARE,
                                stored_estimate(s, target, "value").value,
                                stored_estimate(s, target, "value").half_width));
    }
    return words;
}

static void describe(const struct of_result *of, struct document_exhibit *exhibit,
                     const char *label, json_t *object, const char *marks)
{
    struct stored *const s = of->stored;
    const struct stored_estimate at_once = stored_estimate(s, object, "at_once_share");
    const struct stored_estimate p95 = stored_estimate(s, object, "p95_wait");
    exhibit->chart.alt = document_text(
        of->document, "%s: %s are answered at once, 95 %% within %s.%s", label,
        of_result_words(of, DOCUMENT_SHARE, at_once.value, at_once.half_width),
        of_result_words(of, DOCUMENT_SECONDS, p95.value, p95.half_width), marks);
}

static void add_waits(const struct of_result *of, struct document_section *section,
                      const char *kind, const char *name, json_t *waits)
{
    json_t *const objects = stored_object(of->stored, of->root, kind);
    json_t *const object = stored_object(of->stored, objects, name);
    const char *const label = of_result_label(of, object);
    const bool is_journey = strcmp(kind, "stream") == 0;
    const char *const option =
        is_journey ? document_text(of->document, "%s, whole journey", label) : label;
    struct document_exhibit *const exhibit = document_exhibit(
        section, of_result_id(of, document_text(of->document, "waits-%s", kind), name),
        document_text(of->document, "%s: how long those who are answered wait",
                      option));
    exhibit->group = "waits";
    exhibit->option = option;
    exhibit->sheet = "Waits";
    exhibit->is_folded = true;
    document_column(exhibit, "from", DOCUMENT_SECONDS);
    document_column(exhibit, "to below", DOCUMENT_SECONDS);
    document_column(exhibit, "answered, calls a day", DOCUMENT_CALLS);
    document_column(exhibit, "share", DOCUMENT_SHARE);
    document_column(exhibit, "share so far", DOCUMENT_SHARE);
    exhibit->chart.kind = DOCUMENT_HISTOGRAM;
    exhibit->chart.x = FROM;
    exhibit->chart.x2 = TO;
    exhibit->chart.is_from_zero = true;
    exhibit->chart.x_title = "wait";
    exhibit->chart.y_title = "share of the answered";
    document_series(exhibit, "share of the answered", SHARE);
    add_bins(of, exhibit, waits);
    describe(of, exhibit, option, object, add_marks(of, exhibit, kind, name));
}

/* Those that a target speaks of come first, and of them its clock. */
void of_result_waits(const struct of_result *of)
{
    static const char *const kinds[] = { "clock", "line", "stream" };
    enum { KINDS = sizeof kinds / sizeof *kinds };
    struct stored *const s = of->stored;
    json_t *const waits = stored_object(s, of->root, "waits"), *at;
    const char *name;
    struct document_section *const section =
        document_section(of->document, "waits", "How long callers wait");
    document_paragraph(section,
                       "The first bar are those who are answered at once.  Bars stand "
                       "for unequal times, shorter ones near 0; lines show the times "
                       "that targets speak of.");
    for (int i = 0; i < 2 * KINDS; i++) {
        const char *const kind = kinds[i % KINDS];
        const bool is_perhaps = strcmp(kind, "clock") == 0;
        json_object_foreach(is_perhaps ? stored_find(waits, kind)
                                       : stored_object(s, waits, kind),
                            name, at)
        {
            if (of_result_is_asked(of, kind, name, NULL) == (i < KINDS))
                add_waits(of, section, kind, name, at);
        }
    }
    document_drop_empty(of->document);
}

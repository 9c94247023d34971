#include "model/sweep/axis.h"

#include <ctype.h>
#include <math.h>
#include <stdlib.h>
#include <string.h>

#include "model/scenario/text.h"
#include "sim/mem.h"

const char *const sweep_unit_names[SWEEP_UNITS] = { [SWEEP_TEXT] = "text",
                                                    [SWEEP_NUMBER] = "number",
                                                    [SWEEP_SHARE] = "share",
                                                    [SWEEP_TIME] = "time",
                                                    [SWEEP_POINTS] = "points" };

static const char form[] = "PATH=FROM:TO:STEP such as \"streams.public_999.calls="
                           "300000:400000:20000\", or PATH=VALUE,VALUE,...";

/* What rounding can make of a number of steps. */
static const double SLACK = 1e-9;

/* ---- amounts ---- */

/* A number and the unit it is written in. */
struct amount {
    enum sweep_unit unit;
    double number; /* as written; times that are not one number: seconds */
    double value;  /* share 0..1, seconds */
    char suffix[16];
};

/* The number that a text begins with; the rest must be a short word or nothing. */
static bool split_number(const char *text, double *number, char suffix[16])
{
    size_t length = strspn(text, "+-.0123456789");
    if (length > 0 && (text[length] == 'e' || text[length] == 'E')
        && strspn(text + length + 1, "+-0123456789") > 0)
        length += 1 + strspn(text + length + 1, "+-0123456789");
    const char *const rest = text + length + strspn(text + length, " ");
    char *const head = sim_mem_print("%.*s", (int) length, text);
    const bool is_number = text_number(head, number);
    free(head);
    if (!is_number || strlen(rest) >= 16 || strpbrk(rest, "0123456789:") != NULL)
        return false;
    strcpy(suffix, rest);
    return true;
}

/* A time, also one below 0, which a step or what is added may be. */
static bool time_read(const char *text, double *seconds)
{
    const bool is_below = text[0] == '-';
    if (!text_time(text + is_below, seconds))
        return false;
    *seconds = is_below ? -*seconds : *seconds;
    return true;
}

static bool amount_read(const char *text, struct amount *out)
{
    struct amount amount = { .unit = SWEEP_NUMBER };
    const bool is_simple = split_number(text, &amount.number, amount.suffix);
    if (is_simple && amount.suffix[0] == '\0') {
        amount.value = amount.number;
    } else if (is_simple && strcmp(amount.suffix, "%") == 0) {
        amount.unit = SWEEP_SHARE;
        amount.value = amount.number / 100.0;
    } else if (is_simple && strncmp(amount.suffix, "point", strlen("point")) == 0
               && text_points(text, &amount.value)) {
        amount.unit = SWEEP_POINTS;
    } else if (time_read(text, &amount.value)) {
        amount.unit = SWEEP_TIME;
        if (!is_simple) {
            amount.number = amount.value;
            strcpy(amount.suffix, "s");
        }
    } else {
        return false;
    }
    *out = amount;
    return true;
}

/* ---- the parts of the argument ---- */

/* Parts of a text between separators outside quotes and brackets; blanks around each
 * are dropped. */
struct parts {
    char **texts; /* owned, each too */
    size_t count, capacity;
};

static void parts_add(struct parts *parts, const char *from, const char *to)
{
    while (from < to && isspace((unsigned char) *from))
        from++;
    while (to > from && isspace((unsigned char) to[-1]))
        to--;
    parts->texts = sim_mem_grow(parts->texts, &parts->capacity, parts->count + 1,
                                sizeof *parts->texts);
    parts->texts[parts->count++] = sim_mem_print("%.*s", (int) (to - from), from);
}

static void parts_done(struct parts *parts)
{
    for (size_t i = 0; i < parts->count; i++)
        free(parts->texts[i]);
    free(parts->texts);
}

static struct parts split(const char *text, char separator)
{
    struct parts parts = { 0 };
    const char *from = text;
    int depth = 0;
    bool is_quoted = false;
    for (const char *at = text; *at != '\0'; at++) {
        if (is_quoted && *at == '\\' && at[1] != '\0')
            at++;
        else if (*at == '"')
            is_quoted = !is_quoted;
        else if (!is_quoted && strchr("([{", *at) != NULL)
            depth++;
        else if (!is_quoted && strchr(")]}", *at) != NULL)
            depth--;
        else if (!is_quoted && depth <= 0 && *at == separator) {
            parts_add(&parts, from, at);
            from = at + 1;
        }
    }
    parts_add(&parts, from, from + strlen(from));
    return parts;
}

/* ---- ranges ---- */

/* In which unit the values are written: the one of all three, else seconds. */
static void same_unit(struct amount amounts[3])
{
    const bool is_same = strcmp(amounts[0].suffix, amounts[1].suffix) == 0
                         && strcmp(amounts[0].suffix, amounts[2].suffix) == 0;
    for (int i = 0; i < 3 && !is_same && amounts[0].unit == SWEEP_TIME; i++) {
        amounts[i].number = amounts[i].value;
        strcpy(amounts[i].suffix, "s");
    }
}

static double rounded(double number)
{
    char *const text = sim_mem_print("%.12g", number);
    double out = 0.0;
    text_number(text, &out);
    free(text);
    return out == 0.0 ? 0.0 : out; /* no minus before a nought */
}

static const char *range_fault(struct amount amounts[3], double *steps)
{
    struct amount *const from = &amounts[0], *const to = &amounts[1],
                         *const step = &amounts[2];
    /* 2 points of a share and 2 % of all are the same step. */
    if (from->unit == SWEEP_SHARE && step->unit == SWEEP_POINTS) {
        step->unit = SWEEP_SHARE;
        strcpy(step->suffix, from->suffix);
    }
    if (from->unit != to->unit || from->unit != step->unit)
        return "FROM, TO and STEP must have the same unit, such as 8 %:16 %:2 %";
    same_unit(amounts);
    if (step->number == 0.0)
        return "the step must not be 0";
    *steps = (to->number - from->number) / step->number;
    if (*steps < 0.0)
        return "the step leads away from TO";
    if (*steps >= SWEEP_MOST_VALUES)
        return "the step is too small: more than 100,000 values";
    return NULL;
}

static const char *make_range(struct amount amounts[3], struct sweep_axis *out)
{
    double steps = 0.0;
    const char *const fault = range_fault(amounts, &steps);
    if (fault != NULL)
        return fault;
    const struct amount *const from = &amounts[0];
    const double scale = from->unit == SWEEP_SHARE || from->unit == SWEEP_POINTS ? 0.01
                         : from->number != 0.0 ? from->value / from->number
                         : amounts[1].number != 0.0
                             ? amounts[1].value / amounts[1].number
                             : 1.0;
    out->is_range = true;
    out->unit = from->unit;
    out->count = (int) floor(steps + SLACK) + 1;
    out->values = sim_mem_array(out->count, sizeof *out->values);
    out->numbers = sim_mem_array(out->count, sizeof *out->numbers);
    for (int i = 0; i < out->count; i++) {
        const double exact = from->number + i * amounts[2].number;
        const double number =
            fabs(exact) < SLACK * fabs(amounts[2].number) ? 0.0 : rounded(exact);
        out->values[i] = sim_mem_print(
            "%.12g%s%s", number, from->suffix[0] == '\0' ? "" : " ", from->suffix);
        out->numbers[i] = rounded(number * scale);
    }
    return NULL;
}

/* Null: done.  An empty fault: this is no range. */
static const char *read_range(const char *text, struct sweep_axis *out)
{
    struct parts parts = split(text, ':');
    struct amount amounts[3];
    bool is_range = parts.count == 3;
    for (size_t i = 0; is_range && i < 3; i++)
        is_range = amount_read(parts.texts[i], &amounts[i]);
    parts_done(&parts);
    return is_range ? make_range(amounts, out) : "";
}

/* ---- lists ---- */

/* The values as numbers when all are of one unit. */
static void find_numbers(struct sweep_axis *axis)
{
    struct amount amount;
    axis->numbers = sim_mem_array(axis->count, sizeof *axis->numbers);
    bool is_all = true;
    for (int i = 0; is_all && i < axis->count; i++) {
        char *const text = axis->values[i];
        const size_t length = strlen(text);
        const bool is_quoted = length >= 2 && text[0] == '"' && text[length - 1] == '"';
        char *const inside = is_quoted
                                 ? sim_mem_print("%.*s", (int) length - 2, text + 1)
                                 : sim_mem_text(text);
        is_all = amount_read(inside, &amount) && (i == 0 || amount.unit == axis->unit);
        free(inside);
        axis->unit = amount.unit;
        axis->numbers[i] = rounded(amount.value);
    }
    if (is_all)
        return;
    axis->unit = SWEEP_TEXT;
    free(axis->numbers);
    axis->numbers = NULL;
}

static const char *read_list(const char *text, struct sweep_axis *out)
{
    struct parts parts = split(text, ',');
    const char *fault =
        parts.count > SWEEP_MOST_VALUES ? "more than 100,000 values" : NULL;
    for (size_t i = 0; i < parts.count; i++)
        if (parts.texts[i][0] == '\0')
            fault = "a value of the list is empty";
    if (parts.count < 2)
        fault = "";
    if (fault != NULL) {
        parts_done(&parts);
        return fault;
    }
    out->count = (int) parts.count;
    out->values = parts.texts;
    find_numbers(out);
    return NULL;
}

/* ---- all of it ---- */

bool sweep_axis_read(const char *word, struct sweep_axis *out, char **fault)
{
    struct sweep_axis axis = { 0 };
    int length = 0;
    const char *const text = change_split(word, &axis.op, &length);
    const char *why = "";
    if (text != NULL) {
        axis.path = sim_mem_print("%.*s", length, word);
        why = read_list(text, &axis);
        if (why != NULL && *why == '\0')
            why = read_range(text, &axis);
    }
    axis.word = sim_mem_text(word);
    *out = axis;
    if (why == NULL)
        return true;
    *fault = *why == '\0' ? sim_mem_print("must be %s", form) : sim_mem_text(why);
    sweep_axis_done(out);
    return false;
}

void sweep_axis_done(struct sweep_axis *axis)
{
    for (int i = 0; i < axis->count; i++)
        free(axis->values[i]);
    free(axis->values);
    free(axis->numbers);
    free(axis->path);
    free(axis->word);
    *axis = (struct sweep_axis){ 0 };
}

char *sweep_axis_set(const struct sweep_axis *axis, int value)
{
    return sim_mem_print("%s%s=%s", axis->path, change_types[axis->op].sign,
                         axis->values[value]);
}

#include "model/scenario/keys.h"

#include <stdarg.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "model/scenario/change.h"
#include "model/scenario/text.h"
#include "sim/dist.h"
#include "sim/mem.h"

struct manual {
    char *text;
    size_t length, capacity;
};

static void say(struct manual *to, const char *format, ...)
    __attribute__((format(printf, 2, 3)));

static void say(struct manual *to, const char *format, ...)
{
    char *more = NULL;
    va_list args;
    va_start(args, format);
    const int length = vasprintf(&more, format, args);
    va_end(args);
    if (length < 0)
        return;
    to->text =
        sim_mem_grow(to->text, &to->capacity, to->length + (size_t) length + 1, 1);
    memcpy(to->text + to->length, more, (size_t) length + 1);
    to->length += (size_t) length;
    free(more);
}

/* A duration in its largest whole unit. */
static char *time_text(double time_s)
{
    static const struct {
        double unit_s;
        const char *name;
    } units[] = { { 86400.0, "days" }, { 3600.0, "h" }, { 60.0, "min" } };
    for (size_t i = 0; i < sizeof units / sizeof units[0]; i++) {
        const double count = time_s / units[i].unit_s;
        if (count >= 1.0 && count == (double) (long) count)
            return sim_mem_print("%g %s", count,
                                 i == 0 && count == 1.0 ? "day" : units[i].name);
    }
    return sim_mem_print("%g s", time_s);
}

static char *range(const struct sim_field *field)
{
    char *low = NULL, *high = NULL;
    switch (field->kind) {
    case SIM_FIELD_TIME:
    case SIM_FIELD_LAW:
    case SIM_FIELD_FIXED:
        low = time_text(field->low);
        high = time_text(field->high);
        break;
    case SIM_FIELD_SHARE:
    case SIM_FIELD_GROWTH:
    case SIM_FIELD_ODDS:
        low = sim_mem_print("%.10g %%", 100.0 * field->low);
        high = sim_mem_print("%.10g %%", 100.0 * field->high);
        break;
    case SIM_FIELD_TEXT:
    case SIM_FIELD_NUMBER:
    case SIM_FIELD_COUNT:
    case SIM_FIELD_DATES:
    case SIM_FIELD_HOURS:
    case SIM_FIELD_CHOICE:
    case SIM_FIELD_FLAG:
    case SIM_FIELD_NAME:
    case SIM_FIELD_OWN:
    case SIM_FIELD_KINDS:
        low = sim_mem_print("%.10g", field->low);
        high = sim_mem_print("%.10g", field->high);
        break;
    }
    char *both = sim_mem_print("%s to %s", low, high);
    free(low);
    free(high);
    return both;
}

static char *choices(const struct sim_field *field)
{
    struct manual words = { 0 };
    for (int i = 0; field->choices[i] != NULL; i++)
        say(&words, "%s\"%s\"",
            i == 0                          ? ""
            : field->choices[i + 1] != NULL ? ", "
                                            : " or ",
            field->choices[i]);
    return words.text;
}

/* What the kind is, without its range. */
static char *form(const struct sim_field *field)
{
    switch (field->kind) {
    case SIM_FIELD_TEXT:
        return sim_mem_text("a text in quotes");
    case SIM_FIELD_TIME:
        return sim_mem_text(text_forms[TEXT_TIME]);
    case SIM_FIELD_SHARE:
        return sim_mem_text(text_forms[TEXT_SHARE]);
    case SIM_FIELD_GROWTH:
        return sim_mem_text(field->form != NULL ? field->form
                                                : text_forms[TEXT_GROWTH]);
    case SIM_FIELD_ODDS:
        return sim_mem_text(text_forms[TEXT_ODDS]);
    case SIM_FIELD_NUMBER:
        return sim_mem_text("a number");
    case SIM_FIELD_COUNT:
        return sim_mem_text("a whole number");
    case SIM_FIELD_DATES:
        return sim_mem_text(text_forms[TEXT_DATES]);
    case SIM_FIELD_HOURS:
        return sim_mem_text("hours such as \"Mon-Fri 08:00-20:00\", or a list of them");
    case SIM_FIELD_LAW:
        return sim_mem_text("a time, the mean of an exponential law, or a law");
    case SIM_FIELD_FIXED:
        return sim_mem_text("a time, which is always the same, or a law");
    case SIM_FIELD_CHOICE:
        return choices(field);
    case SIM_FIELD_FLAG:
        return sim_mem_text("true or false");
    case SIM_FIELD_NAME:
        return sim_mem_print("the name of a %s", field->form);
    case SIM_FIELD_OWN:
        return sim_mem_text(field->form);
    case SIM_FIELD_KINDS:
        break;
    }
    return sim_mem_text("");
}

char *keys_form(const struct sim_field *field)
{
    return form(field);
}

char *keys_rule(const struct sim_field *field)
{
    if (field->low == 0.0 && field->high == 0.0)
        return form(field);
    char *what = range(field);
    if (field->kind != SIM_FIELD_COUNT)
        return what;
    char *whole = sim_mem_print("a whole number, %s", what);
    free(what);
    return whole;
}

/* ---- the manual ---- */

enum { WIDTH = 78, INDENT = 4 };

/* Words, broken at the width, each line indented. */
static void paragraph(struct manual *to, const char *text)
{
    int column = 0;
    while (*text != '\0') {
        const int length = (int) strcspn(text, " ");
        if (column > 0 && column + 1 + length > WIDTH - INDENT) {
            say(to, "\n");
            column = 0;
        }
        say(to, "%*s%.*s", column == 0 ? INDENT : 1, "", length, text);
        column += length + (column > 0);
        text += length + (text[length] == ' ');
    }
    say(to, "\n");
}

/* The forms of values are said once, at the top; here their names do. */
static char *short_form(const struct sim_field *field)
{
    static const char *const names[SIM_FIELD_KINDS] = {
        [SIM_FIELD_TEXT] = "a text",   [SIM_FIELD_TIME] = "a time",
        [SIM_FIELD_SHARE] = "a share", [SIM_FIELD_GROWTH] = "growth a year",
        [SIM_FIELD_ODDS] = "odds",     [SIM_FIELD_DATES] = "dates",
        [SIM_FIELD_HOURS] = "hours",
    };
    return names[field->kind] != NULL && field->form == NULL
               ? sim_mem_text(names[field->kind])
               : form(field);
}

static void say_field(struct manual *to, const struct sim_field *field)
{
    char *what = short_form(field);
    const bool ranged = field->low != 0.0 || field->high != 0.0;
    char *limits = ranged ? range(field) : NULL;
    char *line =
        sim_mem_print("%s; %s%s%s", field->help, what, limits != NULL ? "; " : "",
                      limits != NULL ? limits : "");
    say(to, "  %s", field->key);
    if (field->fallback == NULL)
        say(to, "   (must be given)\n");
    else if (field->fallback[0] != '\0')
        say(to, "   (default %s)\n", field->fallback);
    else
        say(to, "\n");
    paragraph(to, line);
    free(line);
    free(limits);
    free(what);
}

static void say_law(struct manual *to, const struct sim_dist_type *type)
{
    say(to, "  law = \"%s\"\n", type->name);
    paragraph(to, type->help);
    for (int i = 0; i < SIM_DIST_PARAMS && type->params[i].name != NULL; i++) {
        const struct sim_dist_param *param = &type->params[i];
        const struct sim_field field = { .key = param->name,
                                         .kind = param->unit == SIM_DIST_TIME
                                                     ? SIM_FIELD_TIME
                                                     : SIM_FIELD_NUMBER,
                                         .low = param->low,
                                         .high = param->high };
        char *limits = range(&field);
        char *line = sim_mem_print("%s: %s; %s; for example %g", param->name,
                                   param->help, limits, param->example);
        paragraph(to, line);
        free(line);
        free(limits);
    }
    if (type->params[0].name == NULL)
        paragraph(to,
                  "file: a CSV file with seconds,share_below; or points: a list such "
                  "as ( ( \"30 s\", 0.25 ), ( \"2 min\", 1 ) )");
}

static void say_forms(struct manual *to, const char *what)
{
    static const struct {
        const char *name;
        enum text_kind kind;
    } rows[] = { { "time", TEXT_TIME },     { "share", TEXT_SHARE },
                 { "growth", TEXT_GROWTH }, { "odds", TEXT_ODDS },
                 { "dates", TEXT_DATES },   { "hours", TEXT_SPAN } };
    say(to,
        "Settings of a %s file.  NAME is a name of your own.  Each setting "
        "ends\nwith \";\".  A text stands in quotes; a list in ( , ), a group in { ; "
        "}.\n\n",
        what);
    for (size_t i = 0; i < sizeof rows / sizeof rows[0]; i++) {
        char *line =
            sim_mem_print("%s: %s%s", rows[i].name, text_forms[rows[i].kind],
                          rows[i].kind == TEXT_SPAN ? ", or a list of them" : "");
        paragraph(to, line);
        free(line);
    }
}

static void say_objects(struct manual *to, const struct keys_object *const *objects)
{
    for (int i = 0; objects[i] != NULL; i++) {
        const struct keys_object *object = objects[i];
        say(to, "\n%s%s%s\n", object->name, object->path[0] != '\0' ? ", at " : "",
            object->path);
        paragraph(to, object->help);
        for (const struct sim_field *f = object->fields; f->key != NULL; f++)
            say_field(to, f);
    }
}

char *keys_manual_of(const char *what, const struct keys_object *const *objects)
{
    struct manual to = { 0 };
    say_forms(&to, what);
    say_objects(&to, objects);
    return to.text;
}

char *keys_manual(void)
{
    struct manual to = { 0 };
    say_forms(&to, "scenario");
    say_objects(&to, keys_objects);
    say(&to, "\nLaws of times, { law = ...; ... }\n");
    for (int i = 0; i < SIM_DIST_LAWS; i++)
        say_law(&to, &sim_dist_types[i]);
    say(&to, "\nOn the command line: --set PATH=VALUE\n");
    for (int i = 0; i < CHANGE_ADD; i++)
        say(&to, "  PATH%s=VALUE   %s\n", change_types[i].sign, change_types[i].help);
    return to.text;
}

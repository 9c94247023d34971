#include "model/scenario/read_field.h"

#include <math.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "model/scenario/keys.h"
#include "model/scenario/text.h"
#include "sim/mem.h"

enum { MOST_TEXT = 500, MOST_NAMES = 1024 };

void read_refuse(struct read *read, const struct read_node *node, const char *who,
                 const char *must)
{
    char *value = read_render(node);
    const char *quote = node->kind == READ_TEXT ? "\"" : "";
    sim_diag_error(read->diag, node->at, "%s%s must be %s, got %s%s%s", who,
                   node->name != NULL ? node->name : "an entry", must, quote, value,
                   quote);
    free(value);
}

void read_refuse_name(struct read *read, const struct read_node *node, const char *who,
                      const char *what, const char *const *names, size_t count)
{
    const char *word = node->kind == READ_TEXT ? node->text : node->name;
    const char *meant = text_suggest(word, names, count);
    sim_diag_error(read->diag, node->at, "%sno %s is called \"%.60s\"%s%s%s", who, what,
                   word, meant != NULL ? ", did you mean \"" : "",
                   meant != NULL ? meant : "", meant != NULL ? "\"?" : "");
}

bool read_expect(struct read *read, const struct read_node *node, enum read_kind kind,
                 const char *who, const char *form)
{
    if (node->kind == kind)
        return true;
    read_refuse(read, node, who, form);
    return false;
}

/* ---- numbers ---- */

static bool in_range(struct read *read, const struct sim_field *field,
                     const struct read_node *node, const char *who, double value)
{
    const bool any = field->low == 0.0 && field->high == 0.0;
    if (isfinite(value) && (any || (value >= field->low && value <= field->high)))
        return true;
    char *rule = isnan(value)                               ? keys_form(field)
                 : value <= 0.0 && field->low > 0.0 && !any ? sim_mem_text("> 0")
                                                            : keys_rule(field);
    read_refuse(read, node, who, rule);
    free(rule);
    return false;
}

/* A bare 12 is no share, and 8.5 no growth: they meant per cent. */
static bool per_cent(struct read *read, const struct sim_field *field,
                     const struct read_node *node, const char *who)
{
    char *rule = keys_rule(field), *value = read_render(node);
    sim_diag_error(read->diag, node->at,
                   "%s%s must be %s, got %s: did you mean \"%s %%\"?", who,
                   node->name != NULL ? node->name : "an entry", rule, value, value);
    free(rule);
    free(value);
    return false;
}

static bool share(struct read *read, const struct sim_field *field,
                  const struct read_node *node, const char *who, double *out)
{
    double number;
    const bool is_text = node->kind == READ_TEXT;
    if (is_text ? text_number(node->text, &number) : node->kind == READ_NUMBER) {
        number = is_text ? number : node->number;
        if (text_share_number(number) == TEXT_MEANT_PERCENT)
            return per_cent(read, field, node, who);
        *out = number;
        return text_share_number(number) == TEXT_IS_SHARE
               || in_range(read, field, node, who, NAN);
    }
    if (is_text && text_share(node->text, out))
        return true;
    const bool outside = is_text && text_growth(node->text, &number);
    return in_range(read, field, node, who, outside ? number : NAN);
}

static bool growth(struct read *read, const struct sim_field *field,
                   const struct read_node *node, const char *who, double *out)
{
    char *text = read_render(node);
    double number;
    const bool good = (node->kind == READ_TEXT || node->kind == READ_NUMBER)
                      && text_growth(text, out);
    const bool meant_per_cent = !good && text_number(text, &number) && number > 1.0;
    free(text);
    if (meant_per_cent)
        return per_cent(read, field, node, who);
    return good || in_range(read, field, node, who, NAN);
}

/* The number behind a field of one of the kinds of double, without its range. */
static bool plain(struct read *read, const struct sim_field *field,
                  const struct read_node *node, const char *who, double *out)
{
    const bool is_text = node->kind == READ_TEXT;
    bool good = node->kind == READ_NUMBER;
    *out = node->number;
    if (field->kind == SIM_FIELD_SHARE)
        return share(read, field, node, who, out);
    if (field->kind == SIM_FIELD_GROWTH)
        return growth(read, field, node, who, out);
    if (is_text && field->kind == SIM_FIELD_TIME)
        good = text_time(node->text, out);
    if (field->kind == SIM_FIELD_ODDS) {
        char *text = read_render(node);
        good = (good || is_text) && text_odds(text, out);
        free(text);
    }
    if (field->kind == SIM_FIELD_COUNT && good)
        good = *out == floor(*out);
    return good || in_range(read, field, node, who, NAN);
}

/* ---- other kinds ---- */

static bool text(struct read *read, const struct read_node *node, const char *who,
                 char **out)
{
    if (!read_expect(read, node, READ_TEXT, who, "a text in quotes"))
        return false;
    if (node->text[0] == '\0' || strlen(node->text) > MOST_TEXT) {
        read_refuse(read, node, who, "a text of 1 to 500 letters");
        return false;
    }
    free(*out);
    *out = sim_mem_text(node->text);
    return true;
}

static bool dates(struct read *read, const struct read_node *node, const char *who,
                  struct scenario_dates *out)
{
    char *value = read_render(node);
    const bool good = (node->kind == READ_TEXT || node->kind == READ_NUMBER)
                      && text_dates(value, out);
    free(value);
    if (!good)
        read_refuse(read, node, who, text_forms[TEXT_DATES]);
    return good;
}

static bool choice(struct read *read, const struct sim_field *field,
                   const struct read_node *node, const char *who, int *out)
{
    size_t count = 0;
    for (; field->choices[count] != NULL; count++)
        if (node->kind == READ_TEXT && strcmp(node->text, field->choices[count]) == 0) {
            *out = (int) count;
            return true;
        }
    char *rule = keys_rule(field), *value = read_render(node);
    const char *meant = node->kind == READ_TEXT
                            ? text_suggest(node->text, field->choices, count)
                            : NULL;
    sim_diag_error(read->diag, node->at, "%s%s must be %s, got \"%s\"%s%s%s", who,
                   node->name, rule, value, meant != NULL ? ": did you mean \"" : "",
                   meant != NULL ? meant : "", meant != NULL ? "\"?" : "");
    free(rule);
    free(value);
    return false;
}

/* Names of the objects of a kind; a line is a stage of type line. */
static size_t names_of(const struct scenario *scenario, const char *what,
                       const char **names)
{
    const bool lines = strcmp(what, "line") == 0;
    size_t count = 0;
    if (strcmp(what, "stream") == 0)
        for (int i = 0; i < scenario->stream_count; i++)
            names[count++] = scenario->streams[i].name;
    else if (strcmp(what, "team") == 0)
        for (int i = 0; i < scenario->team_count; i++)
            names[count++] = scenario->teams[i].name;
    else if (strcmp(what, "target") == 0)
        for (int i = 0; i < scenario->target_count; i++)
            names[count++] = scenario->targets[i].name;
    else
        for (int i = 0; i < scenario->stage_count; i++)
            if (!lines || scenario->stages[i].kind == SCENARIO_LINE)
                names[count++] = scenario->stages[i].name;
    return count;
}

/* The index of the object of a kind, a stage unless it is another, or -1. */
static int index_of(const struct scenario *scenario, const char *what, const char *name)
{
    if (strcmp(what, "stream") == 0)
        return scenario_stream_index(scenario, name);
    if (strcmp(what, "team") == 0)
        return scenario_team_index(scenario, name);
    for (int i = 0; strcmp(what, "target") == 0 && i < scenario->target_count; i++)
        if (strcmp(scenario->targets[i].name, name) == 0)
            return i;
    return strcmp(what, "target") == 0 ? -1 : scenario_stage_index(scenario, name);
}

static bool name(struct read *read, const struct sim_field *field,
                 const struct read_node *node, const char *who, int *out)
{
    const struct scenario *scenario = read->out;
    const char *what = field->form;
    if (!read_expect(read, node, READ_TEXT, who, "a name in quotes"))
        return false;
    const int index = index_of(scenario, what, node->text);
    if (index >= 0
        && (strcmp(what, "line") != 0
            || scenario->stages[index].kind == SCENARIO_LINE)) {
        *out = index;
        return true;
    }
    if (index >= 0) {
        sim_diag_error(read->diag, node->at, "%s\"%s\" is a stage, but no line", who,
                       node->text);
        return false;
    }
    const char *names[MOST_NAMES];
    const size_t count = names_of(scenario, what, names);
    char *said = sim_mem_print("%s%s%s", who, node->name != NULL ? node->name : "",
                               node->name != NULL ? ": " : "");
    read_refuse_name(read, node, said, what, names, count);
    free(said);
    return false;
}

bool read_value(struct read *read, const struct sim_field *field,
                const struct read_node *node, const char *who, void *to)
{
    double number;
    switch (field->kind) {
    case SIM_FIELD_TEXT:
        return text(read, node, who, to);
    case SIM_FIELD_DATES:
        return dates(read, node, who, to);
    case SIM_FIELD_HOURS:
        return read_hours(read, node, who, to);
    case SIM_FIELD_LAW:
    case SIM_FIELD_FIXED:
        return read_law(read, field, node, who, to);
    case SIM_FIELD_CHOICE:
        return choice(read, field, node, who, to);
    case SIM_FIELD_NAME:
        return name(read, field, node, who, to);
    case SIM_FIELD_FLAG:
        if (!read_expect(read, node, READ_FLAG, who, "true or false"))
            return false;
        *(bool *) to = node->number != 0.0;
        return true;
    case SIM_FIELD_TIME:
    case SIM_FIELD_SHARE:
    case SIM_FIELD_GROWTH:
    case SIM_FIELD_ODDS:
    case SIM_FIELD_NUMBER:
    case SIM_FIELD_COUNT:
        if (!plain(read, field, node, who, &number)
            || !in_range(read, field, node, who, number))
            return false;
        if (field->kind == SIM_FIELD_COUNT)
            *(int *) to = (int) number;
        else
            *(double *) to = number;
        return true;
    case SIM_FIELD_OWN:
    case SIM_FIELD_KINDS:
        break;
    }
    return true;
}

/* ---- groups ---- */

static void refuse_unknown(struct read *read, const struct read_node *node,
                           const struct sim_field *fields, const char *who)
{
    const char *keys[64];
    size_t count = 0;
    for (; fields[count].key != NULL; count++) {
        if (strcmp(fields[count].key, node->name) == 0)
            return;
        keys[count] = fields[count].key;
    }
    const char *meant = text_suggest(node->name, keys, count);
    sim_diag_error(read->diag, node->at, "%sunknown setting \"%.60s\"%s%s%s", who,
                   node->name, meant != NULL ? ", did you mean \"" : "",
                   meant != NULL ? meant : "", meant != NULL ? "\"?" : "");
}

static void read_fallback(struct read *read, const struct sim_field *field,
                          struct sim_where at, const char *who, void *to)
{
    if (field->fallback == NULL) {
        sim_diag_error(read->diag, at, "%s%s is missing (%s)", who, field->key,
                       field->help);
        return;
    }
    if (field->fallback[0] == '\0')
        return;
    struct read_node *node = read_tree_value(read, at, field->fallback);
    node->name = sim_mem_text(field->key);
    read_value(read, field, node, who, to);
    read_node_free(node);
}

void read_fields(struct read *read, const struct read_node *group,
                 const struct sim_field *fields, const char *who, void *object)
{
    if (!read_expect(read, group, READ_GROUP, who, "a group { ... }"))
        return;
    for (size_t i = 0; i < group->count; i++)
        refuse_unknown(read, group->kids[i], fields, who);
    for (const struct sim_field *field = fields; field->key != NULL; field++) {
        const struct read_node *node = read_member(group, field->key);
        void *to = (char *) object + field->offset;
        if (node == NULL)
            read_fallback(read, field, group->at, who, to);
        else
            read_value(read, field, node, who, to);
    }
}

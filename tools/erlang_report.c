#include "tools/erlang_report.h"

#include <stdlib.h>
#include <string.h>

#include "sim/mem.h"
#include "tools/check_words.h"
#include "tools/json.h"

enum { HOUR_S = 3600, MINUTE_S = 60, PERCENT = 100 };

enum unit { SHARE, TIME, NUMBER };
enum shown { ALWAYS, IF_WAITS, IF_GIVES_UP, IF_BLOCKS };

/* The columns of the table and the fields of the JSON, in order. */
static const struct column {
    const char *above, *below; /* heading; a null `above` is "in T" */
    const char *key;           /* in JSON */
    size_t offset;             /* in struct erlang_grade */
    enum unit unit;
    enum shown shown;
    const char *meaning; /* printed below the table */
} columns[] = {
#define AT(member) offsetof(struct erlang_grade, member)
    { "", "busy", "occupancy", AT(occupancy), SHARE, ALWAYS,
      "share of their time that people are handling calls" },
    { "have", "to wait", "p_wait", AT(p_wait), SHARE, IF_WAITS,
      "share of calls that find everyone busy" },
    { "turned", "away", "p_blocked", AT(p_blocked), SHARE, IF_BLOCKS,
      "share of calls that find everyone busy" },
    { "give", "up", "p_abandon", AT(p_abandon), SHARE, IF_GIVES_UP,
      "share of calls whose caller hangs up before an answer" },
    { "", "answered", "p_answered", AT(p_answered), SHARE, IF_BLOCKS, NULL },
    { NULL, "of all", "within_offered", AT(within_offered), SHARE, IF_WAITS,
      "share of all calls answered within that time" },
    { NULL, "answered", "within_answered", AT(within_answered), SHARE, IF_GIVES_UP,
      "the same share of the answered calls only" },
    { "", "ASA", "answer_s", AT(answer_s), TIME, IF_WAITS,
      "mean wait of the answered calls, those answered at once among them" },
    { "mean", "wait", "mean_wait_s", AT(mean_wait_s), TIME, IF_GIVES_UP,
      "over all calls, those given up too" },
    { "mean", "queue", "queue", AT(queue), NUMBER, IF_WAITS,
      "number of callers waiting, on average" },
#undef AT
};

enum { COLUMNS = sizeof columns / sizeof columns[0], CELL = 10, PEOPLE = 7 };

static bool is_shown(const struct column *column, const struct erlang_model *model)
{
    switch (column->shown) {
    case ALWAYS:
        return true;
    case IF_WAITS:
        return model->waits;
    case IF_GIVES_UP:
        return model->gives_up;
    case IF_BLOCKS:
        return !model->waits;
    }
    return false;
}

static double value_of(const struct column *column, const struct erlang_grade *grade)
{
    return *(const double *) ((const char *) grade + column->offset);
}

static char *share_words(double share)
{
    return sim_mem_print("%.1f %%", share * PERCENT);
}

/* As typed: "90 %", "99.95 %". */
static char *target_words(double share)
{
    return sim_mem_print("%.6g %%", share * PERCENT);
}

/* Short enough for a cell. */
static char *time_words(double seconds)
{
    if (seconds < 2.0 * MINUTE_S)
        return sim_mem_print("%.1f s", seconds);
    if (seconds < 2.0 * HOUR_S)
        return sim_mem_print("%.1f min", seconds / MINUTE_S);
    return sim_mem_print("%.1f h", seconds / HOUR_S);
}

static char *cell_words(const struct column *column, const struct erlang_grade *grade)
{
    const double value = value_of(column, grade);
    switch (column->unit) {
    case SHARE:
        return share_words(value);
    case TIME:
        return time_words(value);
    case NUMBER:
        break;
    }
    return check_words_number(value, 1);
}

static char *add_part(char *list, double asked, char *part)
{
    if (asked > 0.0)
        list = check_words_join(list, " and ", part);
    free(part);
    return list;
}

char *erlang_report_target(const struct erlang_report *report)
{
    const struct erlang_target *t = &report->target;
    char *within = report->model->waits ? check_words_time(t->within_s) : NULL;
    char *of_all = target_words(t->least_within);
    char *of_answered = target_words(t->least_of_answered);
    char *given_up = target_words(t->most_abandoned);
    char *blocked = target_words(t->most_blocked);
    char *answer = check_words_time(t->most_answer_s);
    const char *in = within != NULL ? " in " : "", *time = within != NULL ? within : "";
    char *out = NULL;
    out = add_part(out, t->least_within,
                   sim_mem_print("%s of all calls answered%s%s", of_all, in, time));
    out = add_part(
        out, t->least_of_answered,
        sim_mem_print("%s of the answered calls answered%s%s", of_answered, in, time));
    out = add_part(out, t->most_abandoned,
                   sim_mem_print("at most %s given up", given_up));
    out = add_part(out, t->most_blocked,
                   sim_mem_print("at most %s turned away", blocked));
    out =
        add_part(out, t->most_answer_s, sim_mem_print("an ASA of at most %s", answer));
    free(within);
    free(of_all);
    free(of_answered);
    free(given_up);
    free(blocked);
    free(answer);
    return out;
}

static double offered(const struct erlang_report *report)
{
    return report->load.arrivals_per_s * report->load.handling_s;
}

static void print_title(const struct erlang_report *report, FILE *to)
{
    char *handling = check_words_time(report->load.handling_s);
    char *erlangs = check_words_number(offered(report), 2);
    fprintf(to, "%s: %.6g calls an hour of %s each, %s erlang", report->model->label,
            report->load.arrivals_per_s * HOUR_S, handling, erlangs);
    if (report->model->gives_up) {
        char *patience = check_words_time(report->load.patience_s);
        fprintf(to, "; mean patience %s", patience);
        free(patience);
    }
    fputc('\n', to);
    free(handling);
    free(erlangs);
    if (!report->is_asked)
        return;
    char *target = erlang_report_target(report);
    if (report->required > 0) {
        char *people = check_words_number(report->required, 0);
        fprintf(to, "\n%s %s needed for %s.\n", people,
                report->required == 1 ? "person is" : "people are", target);
        free(people);
    } else {
        fprintf(to, "Target: %s.\n", target);
    }
    free(target);
}

/* "in 10 s" */
static char *within_words(const struct erlang_report *report)
{
    char *time = check_words_time(report->target.within_s);
    char *out = sim_mem_print("in %s", time);
    free(time);
    return out;
}

static void print_heading(const struct erlang_report *report, FILE *to)
{
    char *within = within_words(report);
    fprintf(to, "\n%*s", PEOPLE, "");
    for (int c = 0; c < COLUMNS; c++)
        if (is_shown(&columns[c], report->model))
            fprintf(to, "%*s", CELL, columns[c].above ? columns[c].above : within);
    fprintf(to, "\n%*s", PEOPLE, "people");
    for (int c = 0; c < COLUMNS; c++)
        if (is_shown(&columns[c], report->model))
            fprintf(to, "%*s", CELL, columns[c].below);
    fputs(report->is_asked ? "  target\n" : "\n", to);
    free(within);
}

static void print_row(const struct erlang_report *report,
                      const struct erlang_report_row *row, FILE *to)
{
    fprintf(to, "%*d", PEOPLE, row->people);
    if (!row->is_steady) {
        fputs("   no steady state: the queue grows for as long as this lasts\n", to);
        return;
    }
    for (int c = 0; c < COLUMNS; c++)
        if (is_shown(&columns[c], report->model)) {
            char *cell = cell_words(&columns[c], &row->grade);
            fprintf(to, " %*s", CELL - 1, cell);
            free(cell);
        }
    if (report->is_asked)
        fputs(row->meets ? "  met" : "  missed", to);
    fputc('\n', to);
}

static void print_meanings(const struct erlang_report *report, FILE *to)
{
    char *within = within_words(report);
    fprintf(
        to,
        "\nIn %s %s.\n"
        "Calls come at random (Poisson) and handling times are exponential, both at "
        "the same\nrate for hours.  People are those on the phones: add breaks, "
        "leave, sickness, training.\n",
        report->model->label, report->model->help);
    for (int c = 0; c < COLUMNS; c++) {
        const struct column *column = &columns[c];
        if (!is_shown(column, report->model) || column->meaning == NULL)
            continue;
        const char *above = column->above != NULL ? column->above : within;
        char *name =
            sim_mem_print("%s%s%s", above, *above != '\0' ? " " : "", column->below);
        fprintf(to, "  %-17s %s\n", name, column->meaning);
        free(name);
    }
    free(within);
}

void erlang_report_table(const struct erlang_report *report, FILE *to)
{
    print_title(report, to);
    print_heading(report, to);
    for (size_t i = 0; i < report->count; i++)
        print_row(report, &report->rows[i], to);
    print_meanings(report, to);
}

static void json_asked(struct json *json, const char *key, double asked)
{
    if (asked > 0.0)
        json_number(json, key, asked);
}

static void json_target(struct json *json, const struct erlang_report *report)
{
    json_open_short_object(json, "target");
    json_asked(json, "least_within_offered", report->target.least_within);
    json_asked(json, "least_within_answered", report->target.least_of_answered);
    json_asked(json, "most_abandoned", report->target.most_abandoned);
    json_asked(json, "most_blocked", report->target.most_blocked);
    json_asked(json, "most_answer_s", report->target.most_answer_s);
    json_close(json);
}

static void json_row(struct json *json, const struct erlang_report *report,
                     const struct erlang_report_row *row)
{
    json_open_short_object(json, NULL);
    json_whole(json, "people", (uint64_t) row->people);
    json_bool(json, "steady", row->is_steady);
    if (report->is_asked)
        json_bool(json, "met", row->meets);
    for (int c = 0; c < COLUMNS && row->is_steady; c++)
        if (is_shown(&columns[c], report->model))
            json_number(json, columns[c].key, value_of(&columns[c], &row->grade));
    json_close(json);
}

void erlang_report_json(const struct erlang_report *report, FILE *to)
{
    struct json json = { .to = to };
    json_open_object(&json, NULL);
    json_text(&json, "schema", "tenfive-erlang-1");
    json_text(&json, "model", report->model->name);
    json_number(&json, "calls_per_h", report->load.arrivals_per_s * HOUR_S);
    json_number(&json, "handling_s", report->load.handling_s);
    if (report->model->gives_up)
        json_number(&json, "patience_s", report->load.patience_s);
    json_number(&json, "erlang", offered(report));
    if (report->model->waits)
        json_number(&json, "within_s", report->target.within_s);
    if (report->is_asked)
        json_target(&json, report);
    if (report->required > 0)
        json_whole(&json, "required_people", (uint64_t) report->required);
    json_open_array(&json, "rows");
    for (size_t i = 0; i < report->count; i++)
        json_row(&json, report, &report->rows[i]);
    json_close(&json);
    json_close(&json);
}

#include "tools/erlang.h"

#include <math.h>
#include <stdarg.h>
#include <stdbool.h>
#include <stdlib.h>
#include <string.h>

#include "model/scenario/text.h"
#include "sim/mem.h"
#include "tools/erlang_report.h"
#include "tools/options.h"
#include "tools/output.h"

enum { HOUR_S = 3600, MOST_ROWS = 1000, ROWS_ABOUT = 2 };

/* Longer than any day, shorter than anything that rounds. */
#define LEAST_TIME_S 0.001
#define MOST_TIME_S 1e7
#define LEAST_ASKED 1e-9
#define MOST_ASKED (1.0 - LEAST_ASKED)

/* As typed; 0 or null where an option is not given. */
struct request {
    const char *model, *calls, *agents, *of, *json;
    double handling_s, patience_s, within_s;
    double answer, abandoned, blocked, asa_s;
    bool help;
};

#define AT(member) offsetof(struct request, member)

static const struct options_row rows[] = {
    { "calls", 0, OPTIONS_TEXT, AT(calls), 0, 0, "RATE",
      "calls offered: \"60/h\", \"30/30 min\", \"1440/day\", \"0.5/s\"; a bare number "
      "is calls an hour" },
    { "handling", 0, OPTIONS_TIME, AT(handling_s), LEAST_TIME_S, MOST_TIME_S, "TIME",
      "mean talk and wrap-up time of a call: \"8 min\", \"480 s\", 480 or 00:08:00" },
    { "patience", 0, OPTIONS_TIME, AT(patience_s), LEAST_TIME_S, MOST_TIME_S, "TIME",
      "mean time that callers would wait before they give up (Erlang A)" },
    { "model", 0, OPTIONS_TEXT, AT(model), 0, 0, "a|b|c",
      "Erlang A: callers give up; B: callers who find everyone busy are turned away; "
      "C: all wait (default: a with --patience, else c)" },
    { "agents", 0, OPTIONS_TEXT, AT(agents), 0, 0, "N",
      "people on the phones, or a range such as 9-14" },
    { "within", 0, OPTIONS_TIME, AT(within_s), 0, MOST_TIME_S, "TIME",
      "the time that answers are counted in (default 10 s)" },
    { "answer", 0, OPTIONS_SHARE, AT(answer), LEAST_ASKED, MOST_ASKED, "SHARE",
      "target: at least this share of calls answered in that time" },
    { "of", 0, OPTIONS_TEXT, AT(of), 0, 0, "offered|answered",
      "what --answer is a share of: all calls offered (default), or those answered" },
    { "abandoned", 0, OPTIONS_SHARE, AT(abandoned), LEAST_ASKED, MOST_ASKED, "SHARE",
      "target: at most this share of calls given up (Erlang A)" },
    { "blocked", 0, OPTIONS_SHARE, AT(blocked), LEAST_ASKED, MOST_ASKED, "SHARE",
      "target: at most this share of calls turned away (Erlang B)" },
    { "asa", 0, OPTIONS_TIME, AT(asa_s), LEAST_TIME_S, MOST_TIME_S, "TIME",
      "target: a mean wait of the answered calls of at most this" },
    { "json", 0, OPTIONS_TEXT, AT(json), 0, 0, "FILE",
      "write everything as JSON to FILE; \"-\" is stdout, instead of the table" },
    { "help", 'h', OPTIONS_FLAG, AT(help), 0, 0, NULL, "this text" },
    { 0 },
};

static const struct options_command command = {
    .name = "erlang",
    .help = "What a steady queue of calls gives, or how many people a target takes, by "
            "Erlang's\nformulas.\n\n"
            "Examples:\n"
            "  60 calls an hour of 8 minutes, 11 people, callers wait 7 minutes:\n"
            "    tenfive erlang --calls 60/h --handling \"8 min\" --patience \"7 min\" "
            "--agents 11\n"
            "  the same for each number of people from 9 to 14:\n"
            "    tenfive erlang --calls 60/h --handling \"8 min\" --patience \"7 min\" "
            "--agents 9-14\n"
            "  people needed to answer 90 % in 10 s, and have at most 5 % give up:\n"
            "    tenfive erlang --calls 60/h --handling \"8 min\" --patience \"7 min\" "
            "\\\n        --answer \"90 %\" --within \"10 s\" --abandoned \"5 %\"\n"
            "  people needed for a mean wait of 30 s, if nobody ever gave up:\n"
            "    tenfive erlang --calls 1440/day --handling 480 --asa \"30 s\"\n"
            "  lines needed to turn away at most 1 %:\n"
            "    tenfive erlang --model b --calls 60/h --handling \"8 min\" --blocked "
            "\"1 %\"\n",
    .after = "Exit status: 0 done; 1 the target is not met, or the queue has no steady "
             "state, with\nthe people asked for; 2 bad usage; 3 the output cannot be "
             "written.\n",
    .rows = rows,
    .word = "no argument",
};

static bool refuse(const char *format, ...) __attribute__((format(printf, 1, 2)));

/* Complains; gives false. */
static bool refuse(const char *format, ...)
{
    va_list args;
    va_start(args, format);
    fputs("tenfive erlang: ", stderr);
    vfprintf(stderr, format, args);
    fputc('\n', stderr);
    va_end(args);
    return false;
}

/* "60/h", "30/30 min", "60". */
static bool read_rate(const char *text, double *per_s)
{
    const char *slash = strchr(text, '/');
    double calls, time_s = HOUR_S;
    char *number = slash == NULL ? sim_mem_text(text)
                                 : sim_mem_print("%.*s", (int) (slash - text), text);
    bool good = text_number(number, &calls);
    if (good && slash != NULL) {
        char *one = sim_mem_print("1 %s", slash + 1);
        good = text_time(one, &time_s) || text_time(slash + 1, &time_s);
        free(one);
    }
    free(number);
    good = good && calls / time_s >= ERLANG_LEAST && calls / time_s <= ERLANG_MOST;
    if (good)
        *per_s = calls / time_s;
    return good;
}

/* One number of people, from 1; moves past it. */
static bool read_people(const char **text, int *out)
{
    char *end;
    const long people = strtol(*text, &end, 10);
    if (**text < '0' || **text > '9' || people < 1 || people > ERLANG_MOST_AGENTS)
        return false;
    *out = (int) people;
    *text = end;
    return true;
}

/* "11" or "9-14". */
static bool read_range(const char *text, int *first, int *last)
{
    if (!read_people(&text, first))
        return false;
    *last = *first;
    if (*text == '-') {
        text++;
        if (!read_people(&text, last))
            return false;
    }
    return *text == '\0' && *last >= *first && *last - *first < MOST_ROWS;
}

/* A report with rows still to come, and the people asked for: 0 and 0 for none. */
struct task {
    struct erlang_report report;
    int first, last;
};

static bool choose_model(const struct request *request, struct task *out)
{
    const char *usual = request->patience_s > 0.0 ? "a" : "c";
    const char *name = request->model != NULL ? request->model : usual;
    const struct erlang_model *model = erlang_model(name);
    if (model == NULL)
        return refuse("--model must be a, b or c, got \"%s\"", name);
    out->report.model = model;
    bool good = true;
    if (model->gives_up && request->patience_s <= 0.0)
        good = refuse("%s needs --patience, for example --patience \"7 min\"",
                      model->label);
    if (!model->gives_up && request->patience_s > 0.0)
        good =
            refuse("--patience is for Erlang A: in %s %s", model->label, model->help);
    if (!model->gives_up && request->abandoned > 0.0)
        good = refuse("--abandoned is for Erlang A, with --patience: in %s %s",
                      model->label, model->help);
    if (model->waits && request->blocked > 0.0)
        good = refuse("--blocked is for Erlang B: in %s %s", model->label, model->help);
    if (!model->waits && request->asa_s > 0.0)
        good =
            refuse("--asa is for Erlang A and C: in %s %s", model->label, model->help);
    if (!model->waits && request->within_s >= 0.0)
        good = refuse("--within is for Erlang A and C: in %s %s", model->label,
                      model->help);
    return good;
}

static bool choose_target(const struct request *request, struct erlang_report *out)
{
    const double usual_s = 10.0; /* what 999 is answered in */
    const bool of_answered =
        request->of != NULL && strcmp(request->of, "answered") == 0;
    bool good = true;
    if (request->of != NULL && !of_answered && strcmp(request->of, "offered") != 0)
        good = refuse("--of must be offered or answered, got \"%s\"", request->of);
    if (request->of != NULL && request->answer <= 0.0)
        good = refuse("--of says what --answer is a share of, and that is missing");
    if (of_answered && out->model != NULL && !out->model->waits)
        good = refuse("--of answered is for Erlang A and C: in Erlang B all who are "
                      "answered are answered at once");
    out->target = (struct erlang_target){
        .within_s = request->within_s >= 0.0 ? request->within_s : usual_s,
        .least_within = of_answered ? 0.0 : request->answer,
        .least_of_answered = of_answered ? request->answer : 0.0,
        .most_abandoned = request->abandoned,
        .most_blocked = request->blocked,
        .most_answer_s = request->asa_s,
    };
    out->is_asked = request->answer > 0.0 || request->abandoned > 0.0
                    || request->blocked > 0.0 || request->asa_s > 0.0;
    return good;
}

/* Tells every mistake, as far as each can be seen. */
static bool understand(const struct request *request, struct task *out)
{
    struct erlang_load *load = &out->report.load;
    bool good = choose_model(request, out);
    good = choose_target(request, &out->report) && good;
    load->handling_s = request->handling_s;
    load->patience_s = request->patience_s;
    if (request->calls == NULL)
        good = refuse("--calls is missing, for example --calls 60/h");
    else if (!read_rate(request->calls, &load->arrivals_per_s))
        good = refuse("--calls must be calls in a time, such as 60/h, \"30/30 min\" or "
                      "1440/day, above 0, got \"%s\"",
                      request->calls);
    if (request->handling_s <= 0.0)
        good = refuse("--handling is missing, for example --handling \"8 min\"");
    if (request->agents != NULL
        && !read_range(request->agents, &out->first, &out->last))
        good = refuse("--agents must be people from 1 to %d, such as 11, or a range of "
                      "up to %d of them, such as 9-14, got \"%s\"",
                      ERLANG_MOST_AGENTS, MOST_ROWS, request->agents);
    if (request->agents == NULL && !out->report.is_asked)
        good =
            refuse("say how many people (--agents 11 or 9-14), or what they are to "
                   "reach (--answer \"90 %%\", --abandoned \"5 %%\", --asa \"30 s\", "
                   "--blocked \"1 %%\")");
    return good;
}

/* Fewest people for the target, with a few more and fewer beside them. */
static int look_for_people(struct task *task)
{
    struct erlang_report *report = &task->report;
    const enum erlang_status status = erlang_required(
        report->model, &report->load, &report->target, &report->required);
    if (status != ERLANG_OK) {
        char *target = erlang_report_target(report);
        refuse("%s: no number of people up to %d is enough", target,
               ERLANG_MOST_AGENTS);
        free(target);
        return TENFIVE_NOT_MET;
    }
    task->first = report->required > ROWS_ABOUT ? report->required - ROWS_ABOUT : 1;
    task->last = report->required + ROWS_ABOUT;
    if (task->last > ERLANG_MOST_AGENTS)
        task->last = ERLANG_MOST_AGENTS;
    return TENFIVE_DONE;
}

static void fill_row(const struct erlang_report *report, int people,
                     struct erlang_report_row *out)
{
    struct erlang_load load = report->load;
    load.agents = people;
    out->people = people;
    out->is_steady =
        report->model->grade(&load, report->target.within_s, &out->grade) == ERLANG_OK;
    out->meets = out->is_steady && erlang_meets(&out->grade, &report->target);
}

/* The status to end with: in a range, it is enough that some number meets the target.
 */
static int fill(struct task *task)
{
    struct erlang_report *report = &task->report;
    report->count = (size_t) (task->last - task->first + 1);
    report->rows = sim_mem_array(report->count, sizeof *report->rows);
    int status = TENFIVE_NOT_MET;
    for (size_t i = 0; i < report->count; i++) {
        fill_row(report, task->first + (int) i, &report->rows[i]);
        if (report->rows[i].meets)
            status = TENFIVE_DONE;
    }
    return status;
}

/* To a file, beside the table; or "-", instead of it. */
static int print(const struct erlang_report *report, const char *json)
{
    if (json != NULL && strcmp(json, "-") == 0) {
        erlang_report_json(report, stdout);
        return TENFIVE_DONE;
    }
    erlang_report_table(report, stdout);
    if (json == NULL)
        return TENFIVE_DONE;
    struct output output = { 0 };
    FILE *to = output_add(&output, json);
    if (to != NULL)
        erlang_report_json(report, to);
    const bool written = to != NULL && output_commit(&output);
    if (!written)
        refuse("%s", output.fault);
    output_done(&output);
    return written ? TENFIVE_DONE : TENFIVE_MACHINE;
}

static int run(const struct request *request)
{
    struct task task = { 0 };
    if (!understand(request, &task))
        return TENFIVE_BAD_INPUT;
    int status = TENFIVE_DONE;
    if (task.first == 0)
        status = look_for_people(&task);
    if (status == TENFIVE_DONE) {
        status = fill(&task);
        const int printed = print(&task.report, request->json);
        status = printed == TENFIVE_DONE ? status : printed;
    }
    free(task.report.rows);
    return status;
}

int erlang_main(int argc, char **argv)
{
    struct request request = { .within_s = -1.0 };
    struct options_values values = { .own = &request };
    int status = TENFIVE_BAD_INPUT;
    switch (options_read(&command, argc, argv, &values)) {
    case OPTIONS_GO:
        status = run(&request);
        break;
    case OPTIONS_HELP:
        options_help(&command, stdout);
        status = TENFIVE_DONE;
        break;
    case OPTIONS_BAD:
        break;
    }
    options_values_done(&values);
    const int written = output_stdout();
    return written == TENFIVE_DONE ? status : written;
}

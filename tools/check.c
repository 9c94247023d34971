#include "tools/check.h"

#include <assert.h>
#include <stdbool.h>
#include <stddef.h>
#include <stdio.h>
#include <stdlib.h>

#include "model/demand/calendar.h"
#include "model/demand/rates.h"
#include "model/measure/grade.h"
#include "model/pathway/load.h"
#include "model/people/staffing.h"
#include "model/scenario/keys.h"
#include "model/scenario/read.h"
#include "sim/diag.h"
#include "sim/mem.h"
#include "tools/diag_out.h"
#include "tools/options.h"
#include "tools/output.h"
#include "tools/readback.h"
#include "tools/utf8.h"

struct request {
    struct options_list sets;
    bool keys, quiet, help;
};

#define AT(member) offsetof(struct request, member)

static const struct options_row rows[] = {
    { "set", 0, OPTIONS_LIST, AT(sets), 0, 0, "PATH=VALUE",
      "change a setting first; also PATH+=VALUE, -=, *=; may be repeated" },
    { "keys", 0, OPTIONS_FLAG, AT(keys), 0, 0, NULL,
      "print the manual of all settings instead" },
    { "quiet", 'q', OPTIONS_FLAG, AT(quiet), 0, 0, NULL,
      "say nothing but what is wrong" },
    { "help", 'h', OPTIONS_FLAG, AT(help), 0, 0, NULL, "this text" },
    { 0 },
};

static const struct options_command command = {
    .name = "check",
    .help =
        "Reads a scenario and says it back in English: calls, call flow, work and "
        "people by\nhour, teams, targets, and which inputs are published, fitted or "
        "assumed.\n\n"
        "usage: tenfive check FILE [--set PATH=VALUE]...\n"
        "       tenfive check --keys\n",
    .rows = rows,
    .least_words = 0,
    .most_words = 1,
    .word = "a scenario file",
};

/* On stdout, without anything in its texts that a terminal would act on. */
static void print(const struct readback *readback)
{
    char *text = NULL;
    size_t size = 0;
    FILE *const to = open_memstream(&text, &size);
    assert(to != NULL);
    readback_print(readback, to);
    fclose(to);
    char *const shown = utf8_harmless(text, "\n");
    fputs(shown, stdout);
    free(shown);
    free(text);
}

/* Compiles a scenario that was read without a mistake, and says it back unless there
 * turns out to be one after all. */
static void say(const struct scenario *scenario, bool quiet, struct sim_diag *diag)
{
    struct calendar calendar;
    struct staffing staffing;
    struct load load;
    calendar_init(&calendar, scenario->period, scenario->warm_up_s);
    staffing_compile(scenario, &calendar, &staffing);
    double *const rates = sim_mem_array(
        (size_t) scenario->stream_count * calendar.quarters, sizeof *rates);
    rates_compile(scenario, &calendar, rates);
    load_compile(scenario, &calendar, rates, &load);
    const bool sound = staffing_check(scenario, &calendar, &staffing, diag);
    load_warn(scenario, &calendar, &staffing, &load, diag);
    const struct readback readback = { scenario, &calendar, &staffing, &load, rates };
    if (sound && grade_check(scenario, diag) && !quiet)
        print(&readback);
    load_done(&load);
    free(rates);
    staffing_done(&staffing);
    calendar_done(&calendar);
}

static int check(const char *file, const struct request *request)
{
    struct sim_diag diag = { 0 };
    struct scenario scenario = { 0 };
    const struct scenario_change_list sets = { request->sets.words,
                                               request->sets.count };
    if (scenario_read(file, &sets, &diag, &scenario))
        say(&scenario, request->quiet, &diag);
    const bool bad = diag.errors > 0;
    if (!bad && !request->quiet)
        printf("\nNo mistakes, %zu warning%s.\n", diag.count,
               diag.count == 1 ? "" : "s");
    fflush(stdout);
    diag_out(&diag, request->quiet);
    sim_diag_done(&diag);
    scenario_done(&scenario);
    return bad ? TENFIVE_BAD_INPUT : TENFIVE_DONE;
}

static int run(const struct request *request, const struct options_list *words)
{
    if (request->keys) {
        char *const manual = keys_manual();
        fputs(manual, stdout);
        free(manual);
        return TENFIVE_DONE;
    }
    if (words->count > 0)
        return check(words->words[0], request);
    fputs("tenfive check: a scenario file is missing: see tenfive check --help\n",
          stderr);
    return TENFIVE_BAD_INPUT;
}

int check_main(int argc, char **argv)
{
    struct request request = { 0 };
    struct options_values values = { .own = &request };
    int status = TENFIVE_BAD_INPUT;
    switch (options_read(&command, argc, argv, &values)) {
    case OPTIONS_GO:
        status = run(&request, &values.words);
        break;
    case OPTIONS_HELP:
        options_help(&command, stdout);
        status = TENFIVE_DONE;
        break;
    case OPTIONS_BAD:
        break;
    }
    free(request.sets.words);
    options_values_done(&values);
    const int written = output_stdout();
    return written == TENFIVE_DONE ? status : written;
}

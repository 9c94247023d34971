#include "tools/report_command.h"

#include <errno.h>
#include <stddef.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "sim/mem.h"
#include "tools/options.h"
#include "tools/output.h"
#include "tools/publish.h"
#include "tools/what_if.h"

struct request {
    const char *directory; /* of -o, or null */
    bool quiet, help;
};

#define AT(member) offsetof(struct request, member)

static const struct options_row rows[] = {
    { "output", 'o', OPTIONS_TEXT, AT(directory), 0, 0, "DIR",
      "write report.html and results.xlsx into DIR (made if missing; default: the "
      "directory of the result)" },
    { "quiet", 'q', OPTIONS_FLAG, AT(quiet), 0, 0, NULL,
      "do not print which files were written" },
    { "help", 'h', OPTIONS_FLAG, AT(help), 0, 0, NULL, "this text" },
    { 0 },
};

static const struct options_command command = {
    .name = "report",
    .help = "usage: tenfive report RESULT [OPTION]...\n"
            "\n"
            "Writes the page (report.html) and the workbook (results.xlsx) of a result "
            "that\n"
            "an earlier run stored as JSON; both are the same, byte for byte, as the "
            "run's\n"
            "own.  \"-\" reads the result from stdin.\n"
            "\n"
            "Examples:\n"
            "  tenfive report results/result.json\n"
            "  tenfive report plan/plan.json -o for-the-board\n"
            "  tenfive simulate force.cfg --json - | tenfive report - -o results\n",
    .after = "Exit status: 0 written; 2 bad input or usage (no JSON, a result of "
             "another\n"
             "version, something missing from it), and nothing is written; 3 failure "
             "of the\n"
             "machine (disk full, unwritable directory).\n",
    .rows = rows,
    .least_words = 1,
    .most_words = 1,
    .word = "a stored result",
};

static bool is_stdin(const char *path)
{
    return strcmp(path, "-") == 0;
}

/* All that a stream gives, in fresh memory; null: errno says why. */
static char *read_all(FILE *from, size_t *length)
{
    enum { ROOM = 1 << 16 };
    char *text = NULL;
    size_t capacity = 0, count;
    *length = 0;
    do {
        text = sim_mem_grow(text, &capacity, *length + ROOM, 1);
        count = fread(text + *length, 1, capacity - *length, from);
        *length += count;
    } while (count > 0);
    if (ferror(from)) {
        free(text);
        return NULL;
    }
    return text;
}

static char *read_file(const char *path, size_t *length)
{
    if (is_stdin(path))
        return read_all(stdin, length);
    FILE *const from = fopen(path, "rb");
    if (from == NULL)
        return NULL;
    char *const text = read_all(from, length);
    const int error = errno;
    fclose(from);
    errno = error;
    return text;
}

static int write_report(const char *json, size_t length, const char *path,
                        const char *directory, bool quiet)
{
    struct output output = { 0 };
    char *fault = NULL;
    int status = TENFIVE_DONE;
    if (!publish(json, length, directory, &output, &fault)) {
        fprintf(stderr, "tenfive report: %s: %s\n", is_stdin(path) ? "stdin" : path,
                fault);
        status = TENFIVE_BAD_INPUT;
    } else if (!output_commit(&output)) {
        fprintf(stderr, "tenfive: %s; nothing was replaced\n", output.fault);
        status = TENFIVE_MACHINE;
    } else if (!quiet) {
        printf("%s/report.html\n%s/results.xlsx\n", directory, directory);
        status = output_stdout();
    }
    free(fault);
    output_done(&output);
    return status;
}

static int report(const struct request *request, const char *path)
{
    size_t length = 0;
    if (is_stdin(path) && request->directory == NULL) {
        fputs("tenfive report: a result from stdin needs -o DIR\n", stderr);
        return TENFIVE_BAD_INPUT;
    }
    char *const json = read_file(path, &length);
    if (json == NULL) {
        fprintf(stderr, "tenfive report: cannot read %s: %s\n", path, strerror(errno));
        return TENFIVE_BAD_INPUT;
    }
    char *const beside = what_if_directory(path);
    const int status = write_report(
        json, length, path, request->directory == NULL ? beside : request->directory,
        request->quiet);
    free(beside);
    free(json);
    return status;
}

int report_command_main(int argc, char **argv)
{
    struct request request = { 0 };
    struct options_values values = { .own = &request };
    int status = TENFIVE_BAD_INPUT;
    switch (options_read(&command, argc, argv, &values)) {
    case OPTIONS_GO:
        status = report(&request, values.words.words[0]);
        break;
    case OPTIONS_HELP:
        options_help(&command, stdout);
        status = output_stdout();
        break;
    case OPTIONS_BAD:
        break;
    }
    options_values_done(&values);
    return status;
}

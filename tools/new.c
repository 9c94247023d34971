#include "tools/new.h"

#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

#include "sim/mem.h"
#include "tools/new_ask.h"
#include "tools/new_write.h"
#include "tools/options.h"
#include "tools/output.h"
#include "tools/stop.h"

struct request {
    const char *answers, *directory;
    bool defaults, force, help;
};

#define AT(member) offsetof(struct request, member)

static const struct options_row rows[] = {
    { "answers", 0, OPTIONS_TEXT, AT(answers), 0, 0, "FILE",
      "take the answers from FILE, lines of \"name = value\" such as an earlier run's "
      "answers.txt, instead of asking; what is not in it has its default" },
    { "defaults", 0, OPTIONS_FLAG, AT(defaults), 0, 0, NULL,
      "ask nothing: published figures, and assumptions where there are none" },
    { "force", 0, OPTIONS_FLAG, AT(force), 0, 0, NULL,
      "replace files that are there already" },
    { "help", 'h', OPTIONS_FLAG, AT(help), 0, 0, NULL, "this text" },
    { 0 },
};

static const struct options_command command = {
    .name = "new",
    .help =
        "usage: tenfive new DIR [OPTION]...\n"
        "\n"
        "Asks about fifteen questions (calls, handling times, people, targets) and\n"
        "writes a scenario of your force into DIR, with notes on what to edit, and\n"
        "tables to edit in a spreadsheet.  Each question has a default, with its\n"
        "source: Enter takes it.\n"
        "\n"
        "Examples:\n"
        "  tenfive new ours\n"
        "  tenfive new ours --defaults\n"
        "  tenfive new again --answers ours/answers.txt\n",
    .after =
        "Where stdin is no terminal it has one answer a line, empty for the default.\n"
        "\n"
        "Exit status: 0 done; 2 bad input or usage, or a file is there already;\n"
        "3 failure of the machine (disk full, out of memory); 130 stopped.  Unless\n"
        "it is 0 nothing is written.\n",
    .rows = rows,
    .least_words = 1,
    .most_words = 1,
    .word = "a directory",
};

static char *path_of(const struct request *request, const struct new_write_file *file,
                     const struct new_answers *answers)
{
    char *const name = new_write_name(file, answers);
    char *const path = sim_mem_print("%s/%s", request->directory, name);
    free(name);
    return path;
}

/* Complains of the files that would be replaced. */
static bool is_free(const void *context, const struct new_answers *answers)
{
    const struct request *const request = context;
    bool free_of_all = true;
    for (int i = 0; i < NEW_WRITE_FILES && !request->force; i++) {
        char *const path = path_of(request, &new_write_files[i], answers);
        if (access(path, F_OK) == 0) {
            fprintf(stderr, "tenfive new: \"%s\" is there already\n", path);
            free_of_all = false;
        }
        free(path);
    }
    if (!free_of_all)
        fputs("tenfive new: nothing is written; name another directory, or --force to "
              "replace them\n",
              stderr);
    return free_of_all;
}

static bool is_written(const struct new_write_file *file,
                       const struct new_answers *answers)
{
    return file->applies == NULL || file->applies(answers);
}

/* A path as a shell takes it, in fresh memory. */
static char *shell_word(const char *path)
{
    static const char plain[] = "abcdefghijklmnopqrstuvwxyzABCDEFGHIJKLMNOPQRSTUVWXYZ"
                                "0123456789_-./";
    if (path[strspn(path, plain)] == '\0')
        return sim_mem_text(path);
    char *const word = sim_mem_array(4 * strlen(path) + 3, 1), *to = word;
    *to++ = '\'';
    for (; *path != '\0'; path++)
        to = *path == '\'' ? stpcpy(to, "'\\''") : (*to = *path, to + 1);
    *to = '\'';
    return word;
}

static void tell_files(const struct request *request, const struct new_answers *answers)
{
    int counts[4] = { 0 };
    printf("Written into %s:\n", request->directory);
    for (int i = 0; i < NEW_WRITE_FILES; i++) {
        if (!is_written(&new_write_files[i], answers))
            continue;
        char *const name = new_write_name(&new_write_files[i], answers);
        printf("  %-22s %s\n", name, new_write_files[i].help);
        free(name);
    }
    for (int i = 0; i < NEW_QUESTIONS; i++)
        counts[answers->said[i].kind] += answers->said[i].text != NULL;
    printf("Your own answers: %d; published figures: %d; assumptions: %d, and more "
           "behind them.\n",
           counts[SCENARIO_OURS], counts[SCENARIO_PUBLISHED], counts[SCENARIO_ASSUMED]);
}

static void tell_next(const struct request *request, const struct new_answers *answers)
{
    char *const path = path_of(request, &new_write_files[0], answers);
    char *const scenario = shell_word(path);
    char *const directory = shell_word(request->directory);
    printf(
        "\nWhat next:\n"
        "  tenfive check %s\n"
        "      reads it back in English; again after each change\n"
        "  tenfive simulate %s -o %s/results\n"
        "      what callers would meet in that year\n"
        "  tenfive fit EXPORT.csv --map %s/export-map.csv --scenario %s -o %s/fitted\n"
        "      puts what your telephone system has recorded in place of assumptions\n",
        scenario, scenario, directory, directory, scenario, directory);
    free(directory);
    free(scenario);
    free(path);
}

static int write_all(const struct request *request, const struct new_answers *answers)
{
    struct output output = { 0 };
    struct stop stop;
    stop_init(&stop, true);
    output_directory(&output, request->directory);
    for (int i = 0; i < NEW_WRITE_FILES; i++) {
        const struct new_write_file *const file = &new_write_files[i];
        char *const path = path_of(request, file, answers);
        FILE *const to = is_written(file, answers) ? output_add(&output, path) : NULL;
        if (to != NULL) {
            file->write(answers, to);
            output_close(&output);
        }
        free(path);
    }
    int status = TENFIVE_DONE;
    if (atomic_load(&stop.is_asked)) {
        status = TENFIVE_INTERRUPTED;
    } else if (!output_commit(&output)) {
        fprintf(stderr, "tenfive: %s; nothing was replaced\n", output.fault);
        status = TENFIVE_MACHINE;
    }
    stop_done(&stop);
    output_done(&output);
    return status;
}

static enum new_ask_outcome ask(const struct request *request, struct new_answers *out)
{
    const struct new_ask_named named = { is_free, request };
    if (request->defaults || request->answers != NULL)
        return new_ask_file(request->answers, &named, out);
    return isatty(STDIN_FILENO) ? new_ask_terminal(&named, out)
                                : new_ask_lines(&named, out);
}

static int run(const struct request *request)
{
    if (request->defaults && request->answers != NULL) {
        fputs("tenfive new: --defaults and --answers cannot both be given\n", stderr);
        return TENFIVE_BAD_INPUT;
    }
    struct new_answers answers = { 0 };
    int status = TENFIVE_BAD_INPUT;
    switch (ask(request, &answers)) {
    case NEW_ASK_DONE:
        status = write_all(request, &answers);
        if (status == TENFIVE_DONE) {
            tell_files(request, &answers);
            tell_next(request, &answers);
            status = output_stdout();
        }
        break;
    case NEW_ASK_ENDED:
        status = TENFIVE_INTERRUPTED;
        break;
    case NEW_ASK_BAD:
        break;
    }
    new_answers_done(&answers);
    return status;
}

int new_main(int argc, char **argv)
{
    struct request request = { 0 };
    struct options_values values = { .own = &request };
    int status = TENFIVE_BAD_INPUT;
    switch (options_read(&command, argc, argv, &values)) {
    case OPTIONS_GO:
        request.directory = values.words.words[0];
        status = run(&request);
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

#include "tools/options.h"

#include <assert.h>
#include <ctype.h>
#include <sched.h>
#include <stdarg.h>
#include <stdlib.h>
#include <string.h>

#include "model/scenario/text.h"
#include "sim/mem.h"
#include "sim/replicate.h"

enum { MOST_ROWS = 64, HELP_COLUMN = 26, HELP_WIDTH = 78 };

/* ---- the options that all commands share ---- */

#define AT(member) offsetof(struct options_common, member)

const struct options_row options_common_rows[] = {
    { "set", 0, OPTIONS_LIST, AT(sets), 0, 0, "PATH=VALUE",
      "change a setting of the scenario; also PATH+=VALUE, -=, *=; may be repeated" },
    { "seed", 0, OPTIONS_SEED, AT(seed), 0, 0, "N",
      "the luck of all callers; the same seed meets the same callers (default 1; "
      "simulate: run.seed of the scenario, if it has one)" },
    { "threads", 0, OPTIONS_COUNT, AT(threads), 1, SIM_REPLICATE_MOST_THREADS, "N",
      "processor cores to use (default all); results are the same with any number" },
    { "json", 0, OPTIONS_TEXT, AT(json), 0, 0, "FILE",
      "write everything as JSON to FILE; \"-\" is stdout, instead of the table" },
    { "output", 'o', OPTIONS_TEXT, AT(directory), 0, 0, "DIR",
      "write result.json, report.html, results.xlsx and tables for a spreadsheet "
      "(CSV) into DIR" },
    { "quiet", 'q', OPTIONS_FLAG, AT(quiet), 0, 0, NULL,
      "no progress and no warnings on stderr" },
    { "help", 'h', OPTIONS_FLAG, AT(help), 0, 0, NULL, "this text" },
    { 0 },
};

static int cores(void)
{
    cpu_set_t set;
    CPU_ZERO(&set);
    const int count = sched_getaffinity(0, sizeof set, &set) == 0 ? CPU_COUNT(&set) : 1;
    return count < 1                            ? 1
           : count > SIM_REPLICATE_MOST_THREADS ? SIM_REPLICATE_MOST_THREADS
                                                : count;
}

struct options_common options_common_default(void)
{
    return (struct options_common){ .seed = 1, .threads = cores() };
}

struct scenario_change_list options_changes(const struct options_common *common)
{
    return (struct scenario_change_list){ common->sets.words, common->sets.count };
}

/* ---- values ---- */

static void list_add(struct options_list *list, const char *word)
{
    size_t capacity = (size_t) list->count;
    list->words = sim_mem_grow(list->words, &capacity, (size_t) list->count + 1,
                               sizeof *list->words);
    list->words[list->count++] = word;
}

/* A whole number in decimal digits, at most `most`. */
static bool whole(const char *text, uint64_t most, uint64_t *out)
{
    uint64_t value = 0;
    if (*text == '\0')
        return false;
    for (; *text != '\0'; text++) {
        if (!isdigit((unsigned char) *text))
            return false;
        const uint64_t digit = (uint64_t) (*text - '0');
        if (value > (most - digit) / 10)
            return false;
        value = value * 10 + digit;
    }
    *out = value;
    return true;
}

static bool read_double(enum options_kind kind, const char *text, double *out)
{
    switch (kind) {
    case OPTIONS_NUMBER:
        return text_number(text, out);
    case OPTIONS_TIME:
        return text_time(text, out);
    case OPTIONS_SHARE:
        return text_share(text, out);
    case OPTIONS_FLAG:
    case OPTIONS_TEXT:
    case OPTIONS_LIST:
    case OPTIONS_COUNT:
    case OPTIONS_PERHAPS:
    case OPTIONS_SEED:
        break;
    }
    return false;
}

/* What a value must be, in fresh memory. */
static char *form_of(const struct options_row *row)
{
    switch (row->kind) {
    case OPTIONS_COUNT:
    case OPTIONS_PERHAPS:
        return sim_mem_print("a whole number from %.15g to %.15g", row->low, row->high);
    case OPTIONS_SEED:
        return sim_mem_print("a whole number from 0 to %llu",
                             (unsigned long long) OPTIONS_MOST_SEED);
    case OPTIONS_NUMBER:
        return sim_mem_print("a number from %.15g to %.15g", row->low, row->high);
    case OPTIONS_TIME:
        return sim_mem_print(
            "a time such as \"90 s\" or \"5 min\", from %.15g to %.15g "
            "seconds",
            row->low, row->high);
    case OPTIONS_SHARE:
        return sim_mem_print("a share such as \"12 %%\" or 0.12, from %.15g %% to "
                             "%.15g %%",
                             row->low * 100.0, row->high * 100.0);
    case OPTIONS_FLAG:
    case OPTIONS_TEXT:
    case OPTIONS_LIST:
        break;
    }
    return sim_mem_text("a text that is not empty");
}

static bool store(const struct options_row *row, const char *text, void *base)
{
    void *const to = (char *) base + row->offset;
    uint64_t number;
    double value;
    switch (row->kind) {
    case OPTIONS_FLAG:
        *(bool *) to = true;
        return true;
    case OPTIONS_TEXT:
        *(const char **) to = text;
        return *text != '\0';
    case OPTIONS_LIST:
        list_add(to, text);
        return true;
    case OPTIONS_COUNT:
    case OPTIONS_PERHAPS: /* text may be null */
        if (text != NULL
            && (!whole(text, (uint64_t) row->high, &number)
                || (double) number < row->low))
            return false;
        *(int *) to = text != NULL ? (int) number : OPTIONS_UNSAID;
        return true;
    case OPTIONS_SEED:
        return whole(text, OPTIONS_MOST_SEED, to);
    case OPTIONS_NUMBER:
    case OPTIONS_TIME:
    case OPTIONS_SHARE:
        if (!read_double(row->kind, text, &value) || value < row->low
            || value > row->high)
            return false;
        *(double *) to = value;
        return true;
    }
    return false;
}

/* ---- reading ---- */

/* All rows of a command, with where each stores. */
struct table {
    const struct options_row *rows[MOST_ROWS];
    void *bases[MOST_ROWS];
    bool given[MOST_ROWS];
    int count;
    const struct options_command *command;
    bool is_bad;
};

static void table_add(struct table *table, const struct options_row *rows, void *base)
{
    for (; rows != NULL && rows->name != NULL; rows++) {
        assert(table->count < MOST_ROWS);
        table->rows[table->count] = rows;
        table->bases[table->count++] = base;
    }
}

static void complain(struct table *table, const char *format, ...)
    __attribute__((format(printf, 2, 3)));

static void complain(struct table *table, const char *format, ...)
{
    va_list args;
    va_start(args, format);
    fprintf(stderr, "tenfive %s: ", table->command->name);
    vfprintf(stderr, format, args);
    fputc('\n', stderr);
    va_end(args);
    table->is_bad = true;
}

static int find_name(const struct table *table, const char *name, size_t length)
{
    for (int i = 0; i < table->count; i++)
        if (strlen(table->rows[i]->name) == length
            && strncmp(table->rows[i]->name, name, length) == 0)
            return i;
    return -1;
}

static int find_letter(const struct table *table, char letter)
{
    for (int i = 0; i < table->count; i++)
        if (table->rows[i]->letter == letter)
            return i;
    return -1;
}

static void unknown(struct table *table, const char *argument, size_t length)
{
    const char *names[MOST_ROWS];
    for (int i = 0; i < table->count; i++)
        names[i] = table->rows[i]->name;
    char *const word = sim_mem_print("%.*s", (int) length, argument);
    const char *const meant =
        text_suggest(word + strspn(word, "-"), names, (size_t) table->count);
    if (meant != NULL)
        complain(table, "unknown option %s: did you mean --%s?", word, meant);
    else
        complain(table, "unknown option %s: see tenfive %s --help", word,
                 table->command->name);
    free(word);
}

static void take(struct table *table, int index, const char *value)
{
    const struct options_row *const row = table->rows[index];
    if (table->given[index] && row->kind != OPTIONS_LIST && row->kind != OPTIONS_FLAG) {
        complain(table, "--%s is given twice", row->name);
        return;
    }
    table->given[index] = true;
    if (store(row, value, table->bases[index]))
        return;
    char *const form = form_of(row);
    complain(table, "--%s must be %s, got \"%s\"", row->name, form, value);
    free(form);
}

/* Reads the option at argv[i]; returns how many arguments it took. */
static int read_option(struct table *table, int argc, char **argv, int i)
{
    const char *const argument = argv[i];
    const bool is_long = argument[1] == '-';
    const char *const name = argument + (is_long ? 2 : 1);
    const size_t length = is_long ? strcspn(name, "=") : 1;
    const int index =
        is_long ? find_name(table, name, length) : find_letter(table, *name);
    if (index < 0) {
        unknown(table, argument, is_long ? length + 2 : strlen(argument));
        return 1;
    }
    const struct options_row *const row = table->rows[index];
    const char *value = name[length] == '\0' ? NULL : name + length + (is_long ? 1 : 0);
    if (row->kind == OPTIONS_FLAG) {
        if (value != NULL)
            complain(table, "--%s takes no value", row->name);
        else
            take(table, index, "");
        return 1;
    }
    if (value != NULL) {
        take(table, index, value);
        return 1;
    }
    if (row->kind == OPTIONS_PERHAPS) {
        take(table, index, NULL);
        return 1;
    }
    if (i + 1 >= argc) {
        complain(table, "--%s needs a value: --%s %s", row->name, row->name, row->form);
        return 1;
    }
    take(table, index, argv[i + 1]);
    return 2;
}

static void check_words(struct table *table, const struct options_list *words)
{
    const struct options_command *const command = table->command;
    if (words->count < command->least_words)
        complain(table, "%s is missing: see tenfive %s --help", command->word,
                 command->name);
    for (int i = command->most_words; i < words->count; i++)
        complain(table, "one argument too many: \"%s\"", words->words[i]);
}

enum options_outcome options_read(const struct options_command *command, int argc,
                                  char **argv, struct options_values *out)
{
    struct table table = { .command = command };
    bool help = false;
    if (command->takes_common)
        table_add(&table, options_common_rows, out->common);
    table_add(&table, command->rows, out->own);
    for (int i = 1; i < argc && !help; i++) {
        if (strcmp(argv[i], "--") == 0)
            break;
        help = strcmp(argv[i], "--help") == 0 || strcmp(argv[i], "-h") == 0;
    }
    if (help)
        return OPTIONS_HELP;
    bool is_over = false;
    for (int i = 1; i < argc;) {
        if (!is_over && strcmp(argv[i], "--") == 0) {
            is_over = true;
            i++;
        } else if (!is_over && argv[i][0] == '-' && argv[i][1] != '\0') {
            i += read_option(&table, argc, argv, i);
        } else {
            list_add(&out->words, argv[i++]);
        }
    }
    check_words(&table, &out->words);
    const int seed = find_name(&table, "seed", strlen("seed"));
    if (command->takes_common)
        out->common->has_seed = seed >= 0 && table.given[seed];
    return table.is_bad ? OPTIONS_BAD : OPTIONS_GO;
}

void options_values_done(struct options_values *values)
{
    free(values->words.words);
    if (values->common != NULL)
        free(values->common->sets.words);
    values->words = (struct options_list){ 0 };
}

/* ---- help ---- */

/* Words of `text` from HELP_COLUMN on, broken before HELP_WIDTH. */
static void print_wrapped(FILE *to, const char *text, int column)
{
    while (*text != '\0') {
        const int length = (int) strcspn(text, " ");
        if (column + 1 + length > HELP_WIDTH) {
            fprintf(to, "\n%*s", HELP_COLUMN, "");
            column = HELP_COLUMN;
        }
        const bool is_first = column == HELP_COLUMN;
        fprintf(to, "%s%.*s", is_first ? "" : " ", length, text);
        column += length + !is_first;
        text += length;
        text += strspn(text, " ");
    }
    fputc('\n', to);
}

static void print_rows(FILE *to, const struct options_row *rows)
{
    for (; rows != NULL && rows->name != NULL; rows++) {
        char letter[4] = "  ";
        if (rows->letter != 0)
            snprintf(letter, sizeof letter, "-%c", rows->letter);
        const bool may_lack = rows->kind == OPTIONS_PERHAPS;
        const int used = fprintf(
            to, "  %s%s --%s%s%s%s", letter, rows->letter != 0 ? "," : " ", rows->name,
            may_lack             ? "[="
            : rows->form != NULL ? " "
                                 : "",
            rows->form != NULL ? rows->form : "", may_lack ? "]" : "");
        if (used + 2 > HELP_COLUMN)
            fprintf(to, "\n%*s", HELP_COLUMN, "");
        else
            fprintf(to, "%*s", HELP_COLUMN - used, "");
        print_wrapped(to, rows->help, HELP_COLUMN);
    }
}

void options_help(const struct options_command *command, FILE *to)
{
    fprintf(to, "%s\nOptions:\n", command->help);
    print_rows(to, command->rows);
    if (command->takes_common)
        print_rows(to, options_common_rows);
    if (command->after != NULL)
        fprintf(to, "\n%s", command->after);
}

#include "tools/new_ask.h"

#include <errno.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <strings.h>

#include "model/scenario/text.h"
#include "sim/diag.h"
#include "sim/mem.h"
#include "tools/diag_out.h"
#include "tools/new_text.h"

/* A line without its end, in fresh memory; null at the end of the input. */
static char *next_line(FILE *from)
{
    char *line = NULL;
    size_t capacity = 0;
    const ssize_t got = getline(&line, &capacity, from);
    if (got < 0) {
        free(line);
        return NULL;
    }
    char *const text = sim_mem_print("%.*s", (int) strcspn(line, "\r\n"), line);
    free(line);
    return text;
}

static bool has_name(const struct new_ask_named *named, int question,
                     const struct new_answers *answers)
{
    return question != NEW_NAME || named->check(named->context, answers);
}

/* ---- at a terminal ---- */

/* Words in lines of a terminal, indented. */
static void put_words(const char *text)
{
    enum { WIDTH = 78, INDENT = 4 };
    int column = INDENT;
    fprintf(stderr, "%*s", INDENT, "");
    while (*text != '\0') {
        char *const word = sim_mem_print("%.*s", (int) strcspn(text, " "), text);
        const int length = new_text_length(word);
        if (column > INDENT && column + 1 + length > WIDTH) {
            fprintf(stderr, "\n%*s", INDENT, "");
            column = INDENT;
        }
        column += fprintf(stderr, "%s", column > INDENT ? " " : "") + length;
        fputs(word, stderr);
        text += strlen(word);
        text += strspn(text, " ");
        free(word);
    }
    fputc('\n', stderr);
}

/* Words after an answer, and the prompt for another. */
static void tell_again(const char *words)
{
    put_words(words);
    fputs("  > ", stderr);
}

/* Answered before, not with Enter. */
static bool has_own(int question, const struct new_answers *answers)
{
    return answers->said[question].text != NULL && !answers->said[question].is_default;
}

static void ask(int question, int number, const struct new_answers *answers)
{
    const struct new_question *const row = &new_questions[question];
    struct new_default usual;
    row->usual(answers, &usual);
    char *const form = sim_mem_print("Answer: %s.", row->form);
    char *const enter =
        has_own(question, answers)
            ? sim_mem_print("Enter keeps: %s", answers->said[question].text)
            : sim_mem_print("Enter: %s (%s: %s)", usual.text,
                            scenario_basis_names[usual.kind], usual.note);
    char *const words = sim_mem_print("%d. %s", number, row->ask);
    fputc('\n', stderr);
    put_words(words);
    put_words(form);
    tell_again(enter);
    free(words);
    free(form);
    free(enter);
    free(usual.text);
}

/* An answer that is odd is told, and kept if Enter follows. */
static bool is_kept(int question, const char *text, struct new_answers *answers)
{
    const struct new_question *const row = &new_questions[question];
    char *const doubt = row->doubt == NULL ? NULL : row->doubt(answers);
    if (doubt == NULL)
        return true;
    char *const words =
        sim_mem_print("Mind: %s.  Enter keeps %s; or answer again.", doubt, text);
    tell_again(words);
    free(words);
    free(doubt);
    return false;
}

/* Asks until the answer is understood and stands.  Gives 1 to go on, -1 to go back, 0
 * when the input has ended. */
static int settle(int question, int number, struct new_answers *answers)
{
    bool is_taken = has_own(question, answers);
    ask(question, number, answers);
    for (;;) {
        char *const line = next_line(stdin);
        if (line == NULL)
            return 0;
        if (strcasecmp(line, "back") == 0) {
            free(line);
            return -1;
        }
        if (is_taken && line[strspn(line, " \t")] == '\0') {
            free(line);
            return 1;
        }
        char *const why = new_question_take(question, line, false, answers);
        is_taken |= why == NULL;
        if (why != NULL) {
            char *const words = sim_mem_print("Not understood: %s.  Answer: %s.", why,
                                              new_questions[question].form);
            tell_again(words);
            free(words);
        }
        const bool done =
            why == NULL && is_kept(question, answers->said[question].text, answers);
        free(why);
        free(line);
        if (done)
            return 1;
    }
}

/* The question that applies before or after this one; itself where there is none. */
static int neighbour(int question, int step, const struct new_answers *answers)
{
    int next = question + step;
    while (next > 0 && next < NEW_QUESTIONS && !new_question_applies(next, answers))
        next += step;
    return next < 0 ? 0 : next;
}

/* What was said to questions that no longer apply. */
static void forget(struct new_answers *answers)
{
    for (int i = 0; i < NEW_QUESTIONS; i++)
        if (!new_question_applies(i, answers)) {
            free(answers->said[i].text);
            answers->said[i] = (struct new_said){ 0 };
        }
}

enum new_ask_outcome new_ask_terminal(const struct new_ask_named *named,
                                      struct new_answers *out)
{
    fputs(
        "A scenario of your force, from about fifteen questions.  Enter takes what is "
        "proposed;\n\"back\" goes back one question; Ctrl-C ends it, and nothing is "
        "written.\n",
        stderr);
    int number = 1;
    for (int question = 0; question < NEW_QUESTIONS;) {
        const int step = settle(question, number, out);
        if (step == 0) {
            fputs("\ntenfive new: the input has ended: nothing is written\n", stderr);
            return NEW_ASK_ENDED;
        }
        if (step > 0 && !has_name(named, question, out))
            return NEW_ASK_BAD;
        number = number + step < 1 ? 1 : number + step;
        question = neighbour(question, step, out);
    }
    forget(out);
    return NEW_ASK_DONE;
}

/* ---- without one ---- */

static void tell_doubt(int question, const struct new_answers *answers)
{
    const struct new_question *const row = &new_questions[question];
    char *const doubt = row->doubt == NULL ? NULL : row->doubt(answers);
    if (doubt != NULL)
        fprintf(stderr, "tenfive new: mind: %s\n", doubt);
    free(doubt);
}

static bool take_line(int question, const char *line, int number,
                      struct new_answers *answers)
{
    char *const why = new_question_take(question, line, false, answers);
    if (why == NULL) {
        tell_doubt(question, answers);
        return true;
    }
    const struct new_question *const row = &new_questions[question];
    fprintf(stderr, "tenfive new: answer %d (%s): %s (%s); nothing is written\n",
            number, row->name, why, row->form);
    free(why);
    return false;
}

enum new_ask_outcome new_ask_lines(const struct new_ask_named *named,
                                   struct new_answers *out)
{
    int number = 0;
    for (int question = 0; question < NEW_QUESTIONS; question++) {
        if (!new_question_applies(question, out))
            continue;
        char *const line = next_line(stdin);
        number++;
        if (line == NULL) {
            fprintf(stderr,
                    "tenfive new: the input ends before answer %d (%s): nothing is "
                    "written\n",
                    number, new_questions[question].name);
            return NEW_ASK_BAD;
        }
        const bool good = take_line(question, line, number, out);
        free(line);
        if (!good || !has_name(named, question, out))
            return NEW_ASK_BAD;
    }
    char *const more = next_line(stdin);
    if (more == NULL)
        return NEW_ASK_DONE;
    free(more);
    fprintf(stderr,
            "tenfive new: there are more than the %d answers that were asked for: "
            "nothing is written\n",
            number);
    return NEW_ASK_BAD;
}

/* ---- a file of answers ---- */

/* A value of the file, by question; text null: none. */
struct given {
    char *text; /* owned */
    bool is_default;
    struct sim_where at;
};

static int question_of(const char *name)
{
    for (int i = 0; i < NEW_QUESTIONS; i++)
        if (strcmp(new_questions[i].name, name) == 0)
            return i;
    return -1;
}

static void complain_of_name(const char *name, struct sim_where at,
                             struct sim_diag *diag)
{
    const char *names[NEW_QUESTIONS];
    for (int i = 0; i < NEW_QUESTIONS; i++)
        names[i] = new_questions[i].name;
    const char *const meant = text_suggest(name, names, NEW_QUESTIONS);
    if (meant != NULL)
        sim_diag_error(diag, at, "\"%s\" is no question (did you mean \"%s\"?)", name,
                       meant);
    else
        sim_diag_error(diag, at, "\"%s\" is no question", name);
}

static void cut_blanks(char *text)
{
    size_t length = strlen(text);
    while (length > 0 && (text[length - 1] == ' ' || text[length - 1] == '\t'))
        text[--length] = '\0';
}

/* A line "name = value", cut up in place. */
static void take_pair(char *line, struct sim_where at, struct given *given,
                      struct sim_diag *diag)
{
    static const char mark[] = "# default";
    line += strspn(line, " \t");
    if (*line == '\0' || *line == '#')
        return;
    char *value = strchr(line, '=');
    if (value == NULL) {
        sim_diag_error(diag, at, "must be name = value, got \"%s\"", line);
        return;
    }
    *value++ = '\0';
    value += strspn(value, " \t");
    cut_blanks(line);
    cut_blanks(value);
    const size_t length = strlen(value), tail = sizeof mark - 1;
    const bool is_default = length >= tail && strcmp(value + length - tail, mark) == 0;
    if (is_default)
        value[length - tail] = '\0';
    const int question = question_of(line);
    if (question < 0)
        complain_of_name(line, at, diag);
    else if (given[question].text != NULL)
        sim_diag_error(diag, at, "\"%s\" is answered already, line %u", line,
                       given[question].at.line);
    else
        given[question] = (struct given){ sim_mem_text(value), is_default, at };
}

static bool read_file(const char *path, struct given *given, struct sim_diag *diag)
{
    static const char byte_order_mark[] = "\xef\xbb\xbf";
    struct sim_where at = { .file = path };
    FILE *const from = fopen(path, "r");
    if (from == NULL) {
        sim_diag_error(diag, at, "cannot be read: %s", strerror(errno));
        return false;
    }
    for (char *line; (line = next_line(from)) != NULL; free(line)) {
        at.line++;
        const bool has_mark =
            at.line == 1
            && strncmp(line, byte_order_mark, strlen(byte_order_mark)) == 0;
        take_pair(line + (has_mark ? strlen(byte_order_mark) : 0), at, given, diag);
    }
    if (ferror(from))
        sim_diag_error(diag, at, "cannot be read: %s", strerror(errno));
    fclose(from);
    return diag->errors == 0;
}

static void take_all(const struct given *given, struct sim_diag *diag,
                     struct new_answers *out)
{
    for (int i = 0; i < NEW_QUESTIONS; i++) {
        const bool has_text = given[i].text != NULL;
        if (!new_question_applies(i, out)) {
            if (has_text)
                sim_diag_warning(diag, given[i].at,
                                 "%s is not asked, given the answers "
                                 "before",
                                 new_questions[i].name);
            continue;
        }
        char *const why = new_question_take(i, has_text ? given[i].text : "",
                                            given[i].is_default, out);
        if (why != NULL) {
            sim_diag_error(diag, given[i].at, "%s: %s (%s), got \"%s\"",
                           new_questions[i].name, why, new_questions[i].form,
                           given[i].text);
            free(why);
            return; /* what follows may hang on it */
        }
    }
}

enum new_ask_outcome new_ask_file(const char *path, const struct new_ask_named *named,
                                  struct new_answers *out)
{
    struct given given[NEW_QUESTIONS] = { 0 };
    struct sim_diag diag = { 0 };
    if (path == NULL || read_file(path, given, &diag))
        take_all(given, &diag, out);
    diag_out(&diag, false);
    bool good = diag.errors == 0;
    sim_diag_done(&diag);
    for (int i = 0; i < NEW_QUESTIONS; i++) {
        if (good && new_question_applies(i, out))
            tell_doubt(i, out);
        free(given[i].text);
    }
    return good && has_name(named, NEW_NAME, out) ? NEW_ASK_DONE : NEW_ASK_BAD;
}

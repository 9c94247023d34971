#include "tools/new_answers.h"

#include <stdlib.h>
#include <string.h>

#include "sim/mem.h"
#include "tools/new_text.h"

void new_answers_done(struct new_answers *answers)
{
    free(answers->name);
    free(answers->marking);
    new_text_people_done(&answers->handlers);
    new_text_people_done(&answers->switchboard);
    for (int i = 0; i < NEW_QUESTIONS; i++)
        free(answers->said[i].text);
    *answers = (struct new_answers){ 0 };
}

bool new_question_applies(int question, const struct new_answers *answers)
{
    const struct new_question *const row = &new_questions[question];
    return row->applies == NULL || row->applies(answers);
}

/* Without blanks at its ends, in fresh memory. */
static char *trimmed(const char *text)
{
    text += strspn(text, " \t");
    size_t length = strlen(text);
    while (length > 0 && strchr(" \t\r\n", text[length - 1]) != NULL)
        length--;
    return sim_mem_print("%.*s", (int) length, text);
}

char *new_question_take(int question, const char *text, bool is_default,
                        struct new_answers *answers)
{
    enum { LONGEST = 10000 };
    const struct new_question *const row = &new_questions[question];
    if (strnlen(text, LONGEST + 1) > LONGEST)
        return sim_mem_text("it is longer than 10,000 letters");
    const char *const unfit = new_text_unfit(text);
    if (unfit != NULL)
        return sim_mem_text(unfit);
    struct new_said said = { .text = trimmed(text),
                             .kind = SCENARIO_OURS,
                             .note = "answered (answers.txt)" };
    if (*said.text == '\0' || is_default) {
        struct new_default usual;
        row->usual(answers, &usual);
        free(said.text);
        said = (struct new_said){ usual.text, true, usual.kind, usual.note };
    }
    char *const why = row->take(said.text, answers);
    if (why != NULL) {
        free(said.text);
        return why;
    }
    free(answers->said[question].text);
    answers->said[question] = said;
    return NULL;
}

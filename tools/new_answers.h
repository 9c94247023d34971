/* What `tenfive new` asks, and what was answered.  One row of new_questions a question:
 * the words, the form, the default with its source, and how an answer is read. */
#ifndef TOOLS_NEW_ANSWERS_H
#define TOOLS_NEW_ANSWERS_H

#include <stdbool.h>

#include "model/scenario/scenario.h"

enum new_question_id {
    NEW_NAME,
    NEW_MARKING,
    NEW_YEAR,
    NEW_MENU,
    NEW_SWITCHBOARD,
    NEW_CALLS_999,
    NEW_CALLS_101,
    NEW_TIME_999,
    NEW_TIME_SWITCHBOARD,
    NEW_TIME_101,
    NEW_CALL_BACKS,
    NEW_HANDLERS,
    NEW_SWITCHBOARD_PEOPLE,
    NEW_HOURS,
    NEW_COST,
    NEW_TARGET_999,
    NEW_TARGET_101,
    NEW_QUESTIONS
};

/* Time of one call. */
struct new_time {
    double talk_s, wrap_up_s; /* >= 1, >= 0 */
};

/* So many people at these hours, all the year. */
struct new_shift {
    char *text; /* owned: "Mon-Sun 07:00-15:00 12", as a scenario has it */
    struct scenario_span span;
    int people;
};

struct new_people {
    struct new_shift *shifts; /* owned */
    int count;
};

/* A share of calls answered within a time, or a share that hangs up. */
struct new_target {
    bool is_abandoned;
    double share;    /* 0..1: at least, or at most */
    double within_s; /* of answered calls; else 0 */
};

/* An answer as it came. */
struct new_said {
    char *text; /* owned; null: not asked */
    bool is_default;
    enum scenario_basis_kind kind; /* ours, or what the default is */
    const char *note;              /* where it is from */
};

/* Zeroed memory has no answers.  Each member is set by its question. */
struct new_answers {
    char *name, *marking; /* owned */
    int year;
    double menu_ends; /* share of all 101 calls; below 0: there is no menu */
    bool has_switchboard;
    double calls_999, calls_101; /* in the year */
    struct new_time time_999, time_switchboard, time_101;
    double call_back_s; /* offered after this wait; below 0: never */
    struct new_people handlers, switchboard;
    double hours_per_fte, cost_per_hour; /* 0: not known */
    struct new_target target_999, target_101;
    struct new_said said[NEW_QUESTIONS];
};

void new_answers_done(struct new_answers *answers);

/* What Enter stands for; `text` is read as if it had been typed. */
struct new_default {
    char *text; /* owned */
    enum scenario_basis_kind kind;
    const char *note; /* figure and id, or why it is assumed */
};

struct new_question {
    const char *name; /* in an answers file */
    const char *ask;  /* one or two sentences */
    const char *form; /* what is accepted, with an example */
    /* Whether it is asked, given the answers before; null: always. */
    bool (*applies)(const struct new_answers *answers);
    void (*usual)(const struct new_answers *answers, struct new_default *out);
    /* Sets its member.  Gives null, or why the text is no answer, in fresh memory; then
     * the member is left alone. */
    char *(*take)(const char *text, struct new_answers *answers);
    /* What is odd about an answer that was taken, in fresh memory, or null; the row has
     * null where there is nothing to doubt. */
    char *(*doubt)(const struct new_answers *answers);
};

extern const struct new_question new_questions[NEW_QUESTIONS];

bool new_question_applies(int question, const struct new_answers *answers);

/* Reads an answer, empty for the default, and notes what was said; with is_default the
 * text does not count.  Gives null, or why it is none, in fresh memory; then nothing
 * has changed. */
char *new_question_take(int question, const char *text, bool is_default,
                        struct new_answers *answers);

#endif

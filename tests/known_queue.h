/* One queue over a few stretches of one day whose grades are known exactly, as a
 * scenario that says how it is staffed: for tests of the certificate. */
#ifndef TESTS_KNOWN_QUEUE_H
#define TESTS_KNOWN_QUEUE_H

#include "model/planner/plan.h"
#include "model/scenario/read.h"
#include "tests/oracle_transient.h"
#include "tests/scratch.h"

enum { KNOWN_SPANS = 6, KNOWN_FIRST_MIN = 8 * 60, KNOWN_QUARTERS = 96 };

struct known_queue {
    double handling_s, patience_s, within_s;
    int span_min, count, people_after;
    double calls[KNOWN_SPANS]; /* a span */
    int people[KNOWN_SPANS];
    const char *day_to_day; /* null: every day is alike; else nothing is exact */
};

/* The exact numbers of each span. */
static inline void known_queue_truth(const struct known_queue *of,
                                     struct oracle_arrivals out[KNOWN_SPANS])
{
    struct oracle_span spans[KNOWN_SPANS];
    const double length_s = of->span_min * 60.0;
    for (int i = 0; i < of->count; i++)
        spans[i] =
            (struct oracle_span){ length_s, of->calls[i] / length_s, of->people[i] };
    const struct oracle_transient queue = { of->handling_s, of->patience_s,   spans,
                                            of->count,      of->people_after, 60,
                                            of->within_s };
    oracle_transient(&queue, out);
    for (int i = 0; i < of->count; i++)
        assert_true(out[i].cut < 1e-6);
}

/* `more` at the end of a text, in its place. */
static inline void known_queue_append(char **text, char *more)
{
    char *const all = sim_mem_print("%s%s", *text, more);
    free(*text);
    free(more);
    *text = all;
}

static inline void known_queue_demand(char **text, const struct known_queue *of)
{
    const int quarters = of->span_min / 15;
    double calls = 0.0;
    for (int i = 0; i < of->count; i++)
        calls += of->calls[i];
    known_queue_append(
        text, sim_mem_print("streams: { public: { enters = \"desk\"; "
                            "calls = %.17g; day_to_day = \"%s\"; "
                            "profile: { times = ( ",
                            calls, of->day_to_day != NULL ? of->day_to_day : "0 %"));
    for (int q = 0; q < KNOWN_QUARTERS; q++) {
        const int since = q - KNOWN_FIRST_MIN / 15, span = since / quarters;
        const bool is_in = since >= 0 && span < of->count;
        known_queue_append(text,
                           sim_mem_print("%s%.17g", q > 0 ? ", " : "",
                                         is_in ? of->calls[span] / quarters : 0.0));
    }
    known_queue_append(text, sim_mem_text(" ); }; }; };\n"));
}

static inline void known_queue_shifts(char **text, const struct known_queue *of)
{
    int from = KNOWN_FIRST_MIN;
    known_queue_append(text, sim_mem_text("teams: { desk: { serves = ( \"desk\" );\n"
                                          "  shifts = ( "));
    for (int i = 0; i < of->count; i++, from += of->span_min) {
        const int to = from + of->span_min;
        known_queue_append(text, sim_mem_print("\"Mon-Sun %02d:%02d-%02d:%02d %d\", ",
                                               from / 60, from % 60, to / 60, to % 60,
                                               of->people[i]));
    }
    known_queue_append(text, sim_mem_print("\"Mon-Sun %02d:%02d-24:00 %d\" ); }; };\n",
                                           from / 60, from % 60, of->people_after));
}

/* The scenario, with settings `more` (its targets and plan). */
static inline char *known_queue_text(const struct known_queue *of, const char *more)
{
    char *text =
        sim_mem_print("title = \"one queue\"; warm_up = 0;\n"
                      "period: { from = \"2024-02-07\"; to = \"2024-02-07\"; };\n"
                      "stages: { desk: { type = \"line\"; talk = \"%g s\"; "
                      "gives_up_after = \"%g s\"; }; };\n",
                      of->handling_s, of->patience_s);
    known_queue_demand(&text, of);
    known_queue_shifts(&text, of);
    known_queue_append(&text, sim_mem_text(more));
    return text;
}

struct known_question {
    struct scratch file;
    struct scenario scenario;
    struct question question;
};

static inline void known_question_init(struct known_question *q,
                                       const struct known_queue *of, const char *more)
{
    struct sim_diag diag = { 0 };
    char *const text = known_queue_text(of, more);
    *q = (struct known_question){ .file = scratch_text(text) };
    const bool good =
        scenario_read(q->file.path, NULL, &diag, &q->scenario)
        && question_compile(&q->scenario, QUESTION_AS_WRITTEN, &diag, &q->question);
    char *const said = scratch_said(&diag);
    if (!good)
        print_error("%s%s", text, said);
    free(said);
    free(text);
    assert_true(good);
}

static inline void known_question_done(struct known_question *q)
{
    question_done(&q->question);
    scenario_done(&q->scenario);
    scratch_done(&q->file);
}

#endif

/* A place with a scenario, plans of it made by hand, and their files. */
#ifndef TESTS_PLAN_MADE_H
#define TESTS_PLAN_MADE_H

#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

#include "model/planner/roster.h"
#include "model/scenario/read.h"
#include "tests/scratch.h"
#include "tools/plan_job.h"
#include "tools/plan_parts.h"

/* ---- a place to work in ---- */

struct place {
    char root[32];     /* has the scenarios and the directories below */
    char *in, *out;    /* owned */
    char *file, *plan; /* owned: in/force.cfg, out/plan.cfg */
};

static inline void put(const char *path, const char *text)
{
    FILE *const to = fopen(path, "w");
    assert_non_null(to);
    assert_int_equal(fputs(text, to) < 0, 0);
    assert_int_equal(fclose(to), 0);
}

static inline struct place place_with(const char *text)
{
    struct place place = { .root = "/tmp/tenfive-test-XXXXXX" };
    assert_non_null(mkdtemp(place.root));
    place.in = sim_mem_print("%s/in", place.root);
    place.out = sim_mem_print("%s/out", place.root);
    place.file = sim_mem_print("%s/force.cfg", place.in);
    place.plan = sim_mem_print("%s/plan.cfg", place.out);
    assert_int_equal(mkdir(place.in, 0700), 0);
    assert_int_equal(mkdir(place.out, 0700), 0);
    put(place.file, text);
    return place;
}

static inline void place_done(struct place *place)
{
    char *const remove = sim_mem_print("rm -r %s", place->root);
    assert_int_equal(system(remove), 0);
    free(remove);
    free(place->in);
    free(place->out);
    free(place->file);
    free(place->plan);
}

static inline char *text_of(const char *directory, const char *name)
{
    char *const path = sim_mem_print("%s/%s", directory, name);
    FILE *const from = fopen(path, "r");
    assert_non_null(from);
    char *const text = sim_mem_array(1 << 20, 1);
    text[fread(text, 1, (1 << 20) - 1, from)] = '\0';
    fclose(from);
    free(path);
    return text;
}

/* ---- plans made by hand ---- */

#define FORCE_BUT_PLAN \
    "title = \"A \\\"small\\\" force\"; marking = \"OFFICIAL\";\n" \
    "period: { from = \"2024-01-29\"; to = \"2024-03-24\"; };\n" \
    "streams: { public: { enters = \"desk\"; calls = 9000; };\n" \
    "  urgent: { enters = \"line_999\"; calls = 2000; }; };\n" \
    "stages: { desk: { type = \"line\"; talk = \"9 min\"; gives_up_after = \"5 min\";" \
    "\n    call_back: { offered_after = \"4 min\"; accepted = \"50 %\"; }; };\n" \
    "  line_999: { type = \"line\"; talk = \"6 min\"; gives_up_after = \"8 min\"; }; " \
    "};\n" \
    "teams: { room: { serves = ( \"line_999\", \"desk\" ); keep_free: { desk = 1; " \
    "};\n" \
    "    shifts = ( \"Mon-Sun 00:00-24:00 5\" ); counts = \"posted\";\n" \
    "    less: { sickness = \"6 %\"; breaks = \"9 %\"; }; };\n" \
    "  help: { serves = ( \"desk\" ); shifts = ( \"Mon-Fri 08:00-18:00 2\" ); }; };\n" \
    "targets: { t999: { line = \"line_999\"; within = \"10 s\"; at_least = \"90 %\"; " \
    "};\n  desk: { line = \"desk\"; within = \"5 min\"; at_least = \"80 %\"; };\n" \
    "  tail: { line = \"desk\"; measure = \"wait_percentile\"; percentile = \"95 %\";" \
    " at_most = \"9 min\"; }; };\n"

static const char force[] = FORCE_BUT_PLAN
    "plan: { teams: { room: { }; help: { changes_every = \"15 min\"; }; };\n"
    "  keep_free: { room: { desk = \"0..4\"; }; };\n"
    "  offered_after: { desk = ( \"2 min\", \"200.5 s\", \"5 min\" ); }; };\n";

static const char dated[] = FORCE_BUT_PLAN
    "plan: { week = \"as_dated\"; teams: { room: { }; help: { changes_every = \"15 "
    "min\"; }; }; };\n";

static const char by_day[] = FORCE_BUT_PLAN
    "plan: { targets: { t999: { each = \"day\"; }; desk: { each = \"day\"; in = \"9 of "
    "10\"; }; }; };\n";

static const char monthly[] = FORCE_BUT_PLAN
    "plan: { week = \"each_month\"; keep_free: { room: { desk = \"0..4\"; }; }; };\n";

static const char posted[] = FORCE_BUT_PLAN
    "plan: { teams: { room: { people = \"posted\"; shifts: { lengths = ( \"8 h\", \"10 "
    "h\" ); every = \"2 h\"; repeats = \"weekdays\"; }; }; }; };\n";

/* Any people, but the same on Tuesday, Wednesday and Friday (and on the second and
 * third date), nobody on Sunday morning. */
static inline int people_of(const struct question *question,
                            const struct question_column *column, int index)
{
    int slot = column->runs[0].from;
    const int day = slot / QUESTION_DAY;
    if (question->is_weekly && (day == 2 || day == 4))
        slot = slot % QUESTION_DAY + QUESTION_DAY;
    else if (!question->is_weekly && day == 2)
        slot -= QUESTION_DAY;
    if (question->is_weekly && slot / QUESTION_DAY == 6 && slot % QUESTION_DAY < 40)
        return 0;
    if ((slot + 4) % QUESTION_DAY < 8)
        return 2; /* the same before and after midnight */
    const unsigned any = (unsigned) (slot + 7 * index) * 2654435761u;
    return (int) (any >> 29);
}

/* Fills a plan with people, grades that can be told apart, and a test. */
static inline void make(const struct question *question, struct plan *plan)
{
    static const struct sim_estimate none = { .kind = SIM_ESTIMATE_NONE };
    *plan = (struct plan){
        .question = question,
        .end = PLAN_CERTIFIED,
        .columns =
            sim_mem_array((size_t) question->column_count, sizeof *plan->columns),
        .policies =
            sim_mem_array((size_t) question->policy_count, sizeof *plan->policies),
        .teams = sim_mem_array((size_t) question->team_count, sizeof *plan->teams),
        .needs = sim_mem_array((size_t) question->need_count, sizeof *plan->needs),
        .grades = sim_mem_array((size_t) question->need_count, sizeof *plan->grades),
        .seed = UINT64_C(8999999999999999),
        .replications = 160,
        .round_count = 2,
        .rounds = sim_mem_array(2, sizeof *plan->rounds),
    };
    for (int c = 0; c < question->column_count; c++)
        plan->columns[c] =
            people_of(question, &question->columns[c], question->columns[c].team);
    for (int p = 0; p < question->policy_count; p++)
        plan->policies[p] = p + 1;
    for (int n = 0; n < question->need_count; n++) {
        plan->needs[n].label = sim_mem_text("label");
        plan->needs[n].asked = sim_mem_text("asked");
        plan->grades[n].value = none;
        plan->grades[n].value.kind = SIM_ESTIMATE_INTERVAL;
        plan->grades[n].value.value = 0.9 + 1.0 / (37.0 + n);
    }
    for (int r = 0; r < 2; r++)
        plan->rounds[r] = (struct plan_round){ .seed = 7, .failed_need = -1 };
    const struct roster roster = { .columns = plan->columns };
    for (int t = 0; t < question->team_count; t++) {
        plan->teams[t].team = question->teams[t].team;
        plan->teams[t].people =
            sim_mem_array((size_t) question->slots, sizeof *plan->teams[t].people);
        roster_people(question, t, &roster, plan->teams[t].people);
    }
}

/* A scenario's plans, made by hand. */
struct made {
    struct plan_job job;
    struct plan_case cases[12];
    struct plan_cases plans;
    struct scenario_change_list sets;
};

static inline void make_all(const struct place *place, const char *const *sets,
                            int count, struct made *out)
{
    struct sim_diag diag = { 0 };
    *out = (struct made){ .sets = { sets, count } };
    const bool good = plan_job_read(place->file, &out->sets, &diag, &out->job);
    char *const said = scratch_said(&diag);
    if (!good)
        assert_string_equal(said, "");
    free(said);
    for (int i = 0; i < out->job.count; i++) {
        struct plan_job_week *const week = &out->job.weeks[i];
        make(&week->question, &week->plan);
        out->cases[i] =
            (struct plan_case){ &week->plan, &out->job.list[i], &week->scenario };
    }
    out->job.done = out->job.count;
    out->plans = (struct plan_cases){ .cases = out->cases,
                                      .count = out->job.count,
                                      .asked = out->job.count,
                                      .whole = &out->job.whole,
                                      .file = place->file,
                                      .sets = &out->sets,
                                      .seed = 41 };
}

static inline void write_all(const struct place *place, const struct made *made)
{
    struct output output = { 0 };
    plan_write(&made->plans, place->out, &output);
    plan_csv(&made->plans, place->out, &output);
    assert_true(output_commit(&output));
    output_done(&output);
}

static inline void read_again(const char *path, struct scenario *out)
{
    struct sim_diag diag = { 0 };
    *out = (struct scenario){ 0 };
    const bool good = scenario_read(path, NULL, &diag, out);
    char *const said = scratch_said(&diag);
    if (!good)
        assert_string_equal(said, "");
    free(said);
}

static inline void made_done(struct made *made)
{
    plan_job_done(&made->job);
}

#endif

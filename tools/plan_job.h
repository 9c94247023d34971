/* The weeks that one run of tenfive plan plans: read, compiled and planned one after
 * the other. */
#ifndef TOOLS_PLAN_JOB_H
#define TOOLS_PLAN_JOB_H

#include "model/planner/plan.h"
#include "model/planner/week.h"
#include "model/scenario/change.h"

/* A week on its way. */
struct plan_job_week {
    struct scenario scenario; /* as read with the week's sets */
    struct question question; /* borrows the scenario */
    struct plan plan;         /* borrows the question; zeroed until it is made */
};

struct plan_job {
    struct scenario whole; /* as read without the sets of any week */
    struct week *list;     /* owned, as all here */
    struct plan_job_week *weeks;
    int count; /* weeks */
    int done;  /* of them planned */
};

/* Reads the scenario and compiles the question of every week, so that all mistakes are
 * found before any work.  *out is filled either way: complaints borrow file names from
 * it. */
bool plan_job_read(const char *file, const struct scenario_change_list *sets,
                   struct sim_diag *diag, struct plan_job *out);

/* Plans week after week, each from the people of the one before, with callers of its
 * own; ends early when stopped or with a plan that has a fault.  A week that was
 * stopped before it had any people is not among the done.  `options` has neither start
 * nor progress. */
void plan_job_run(struct plan_job *job, const struct plan_options *options, bool quiet);

void plan_job_done(struct plan_job *job);

#endif

/* The parts of the document of a plan. */
#ifndef TOOLS_DOCUMENT_OF_PLAN_PARTS_H
#define TOOLS_DOCUMENT_OF_PLAN_PARTS_H

#include "tools/document/document.h"
#include "tools/document/stored.h"

/* One plan of the result: the only one, or one of several months. */
struct of_plan {
    struct stored *stored;
    struct document *document;
    json_t *plan;
    const char *name; /* of its week: "typical week", "January 2022" */
    int index;
    bool is_many;      /* one of several: its exhibits are alternatives by `name` */
    bool is_weekly;    /* the pattern is a week that comes again */
    const char *hours; /* "hours a week" or "hours" */
};

/* An exhibit "ID" (of several plans "ID-INDEX", an alternative). */
struct document_exhibit *of_plan_exhibit(const struct of_plan *of,
                                         struct document_section *section,
                                         const char *id, const char *title,
                                         const char *sheet);

/* ---- needs ---- */

/* Asked as a share of periods that meet a limit. */
bool of_plan_is_in(const struct of_plan *of, json_t *need);

/* The unit of what was found of a need, and of the changes of its target's value. */
enum document_unit of_plan_unit(const struct of_plan *of, json_t *need);
enum document_unit of_plan_change_unit(const struct of_plan *of, json_t *need);

/* "at least 90 %", "in at least 95 % of weeks", "as good as can be": what is asked of
 * what was found, and the same as a number (NaN: no limit). */
const char *of_plan_limit(const struct of_plan *of, json_t *need);
double of_plan_limit_value(const struct of_plan *of, json_t *need);

/* ---- of_plan_headlines.c ---- */

enum of_plan_end {
    OF_PLAN_CERTIFIED,
    OF_PLAN_NOT_CERTIFIED,
    OF_PLAN_INFEASIBLE,
    OF_PLAN_STOPPED,
    OF_PLAN_ENDS
};
enum of_plan_end of_plan_end(const struct of_plan *of);
enum document_verdict of_plan_verdict(const struct of_plan *of);
const char *of_plan_end_words(const struct of_plan *of);

/* No team was planned: the scenario's own staffing was tested. */
bool of_plan_is_test(const struct of_plan *of);

/* A plan that cannot be, or was stopped too early, has nobody to speak of. */
bool of_plan_has_people(const struct of_plan *of);

/* All teams together; NaN: not known. */
struct of_plan_people {
    double seats, fte, paid, cost, work, establishment;
    bool is_posted;
};
struct of_plan_people of_plan_sum(const struct of_plan *of);

/* What was found of a need, or of one that cannot be met what the most people reach;
 * not an object: nothing. */
json_t *of_plan_grade(json_t *need, bool *is_found);

enum of_plan_state {
    OF_PLAN_HOLDS,
    OF_PLAN_FAILS,
    OF_PLAN_NOT_SHOWN, /* right side of the limit, not by the margin */
    OF_PLAN_OPEN,
    OF_PLAN_REACHABLE, /* the most people would meet it */
    OF_PLAN_STATES
};
enum of_plan_state of_plan_state(const struct of_plan *of, json_t *need, json_t *grade,
                                 bool is_found);
struct document_cell of_plan_state_cell(enum of_plan_state state);

/* Whether so many hang up, and no target counts them, that it must be said. */
bool of_plan_is_lost(double abandoned_share, bool is_counted);

void of_plan_headlines(const struct of_plan *of);

/* ---- sections ---- */

/* Each adds to its section what one plan has to say. */
void of_plan_people(const struct of_plan *of, struct document_section *section);
void of_plan_gross(const struct of_plan *of, struct document_section *section);
void of_plan_callers(const struct of_plan *of, struct document_section *section);
void of_plan_prices(const struct of_plan *of, struct document_section *section);
/* The few hours of the week that count most and least for one need. */
void of_plan_hours(const struct of_plan *of, struct document_section *section,
                   json_t *need, size_t index);
/* Minutes of "08:30"; -1: not a time. */
int of_plan_minute(const char *clock);
void of_plan_test(const struct of_plan *of, struct document_section *section);
void of_plan_rivals(const struct of_plan *of, struct document_section *section);
void of_plan_what_if(const struct of_plan *of, struct document_section *section);
void of_plan_frontier(const struct of_plan *of, struct document_section *section);

/* A row a plan, of several: adds nothing when there is one. */
void of_plan_months(struct document *document, const struct of_plan *plans, int count);

#endif

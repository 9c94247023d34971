/* Pages of plans made by hand, as text, and what tests say of them. */
#ifndef TESTS_PLAN_PAGE_H
#define TESTS_PLAN_PAGE_H

#include <stdio.h>
#include <stdlib.h>

#include "sim/mem.h"
#include "tests/made_plan.h"
#include "tests/near.h"
#include "tools/plan_report.h"

static const struct report_style PLAIN = { .is_utf8 = true };

static inline char *page_of(const struct made_plan *m, struct report_style style)
{
    char *text = NULL;
    size_t size = 0;
    FILE *const to = open_memstream(&text, &size);
    const struct plan_page page = { &m->plan, &m->scenario, 5 };
    plan_report(&page, style, to);
    fclose(to);
    return text;
}

static inline void assert_has(const char *text, const char *part)
{
    if (strstr(text, part) == NULL)
        fail_msg("there is no\n%s\nin\n%s", part, text);
}

static inline void assert_has_not(const char *text, const char *part)
{
    if (strstr(text, part) != NULL)
        fail_msg("there is\n%s\nin\n%s", part, text);
}

/* The page with these changes has this part. */
static inline void assert_page(const struct made_plan *m, const char *part)
{
    char *const text = page_of(m, PLAIN);
    assert_has(text, part);
    free(text);
}

static inline void assert_page_not(const struct made_plan *m, const char *part)
{
    char *const text = page_of(m, PLAIN);
    assert_has_not(text, part);
    free(text);
}

/* The same for prose, wherever its lines end. */
static inline void assert_said(const struct made_plan *m, const char *part)
{
    char *const text = page_of(m, PLAIN);
    for (char *c = text; *c != '\0'; c++)
        *c = *c == '\n' ? ' ' : *c;
    assert_has(text, part);
    free(text);
}

static inline struct made_plan *made(void **state)
{
    made_plan(*state);
    return *state;
}

static inline int set_up(void **state)
{
    *state = sim_mem_array(1, sizeof(struct made_plan));
    return 0;
}

static inline int tear_down(void **state)
{
    free(*state);
    return 0;
}

static inline void make_dated(struct made_plan *m, int days)
{
    m->scenario.is_typical = m->question.is_weekly = false;
    m->scenario.period.last = m->scenario.period.first + days - 1;
    m->question.slots = days * QUESTION_DAY;
}

static inline void make_infeasible(struct made_plan *m)
{
    m->plan.end = PLAN_INFEASIBLE;
    memcpy(m->reachable, m->grade, sizeof m->reachable);
    m->reachable[0].value = made_value(0.8812, 0.0021);
    m->plan.best_reachable = m->reachable;
    m->plan.teams = NULL;
    m->plan.grades = NULL;
    m->plan.hours = 0.0;
    m->plan.round_count = m->plan.block_count = m->plan.price_count = 0;
    m->plan.rival_count = m->plan.sensitivity_count = m->plan.frontier_count = 0;
}

#endif

/* People in words: seats, hours a week, FTE and £ together. */
#include <math.h>
#include <stdlib.h>
#include <string.h>

#include "sim/mem.h"
#include "tools/check_words.h"
#include "tools/compare_words.h"
#include "tools/plan_words.h"

/* Below this hours, FTE and pounds are those of rounding. */
static const double LEAST = 1e-6;

struct compare_people compare_words_people_of(const struct result *result,
                                              const char *team)
{
    struct compare_people all = { 0 };
    for (int i = 0; i < result->team_count; i++) {
        const struct result_people *const people = &result->people[i];
        if (team != NULL && strcmp(result->objects[people->team].name, team) != 0)
            continue;
        all.seats += people->seats;
        all.hours_week += people->paid_week;
        all.fte += people->fte;
        all.cost_year += people->has_cost ? people->cost_year : NAN;
    }
    return all;
}

struct compare_people compare_words_people_less(struct compare_people a,
                                                struct compare_people b)
{
    return (struct compare_people){ a.seats - b.seats, a.hours_week - b.hours_week,
                                    a.fte - b.fte, a.cost_year - b.cost_year };
}

/* A team that does not change needs no cost for the difference to be known. */
struct compare_people compare_words_people_more(const struct compare_outcome *outcome,
                                                int scenario)
{
    const struct paired *const p = outcome->paired;
    struct compare_people all = { 0 };
    for (int i = 0; i < p->figure_count; i++) {
        const struct paired_figure *const f = &p->figures[i];
        if (f->kind == PAIRED_TARGET || f->object != MEASURE_TEAM
            || f->measure != MEASURE_ID_OCCUPANCY)
            continue;
        const struct compare_people more = compare_words_people_less(
            compare_words_people_of(&outcome->results[scenario], f->name),
            compare_words_people_of(&outcome->results[0], f->name));
        const bool is_same = more.seats == 0.0 && more.hours_week == 0.0;
        all.seats += more.seats;
        all.hours_week += more.hours_week;
        all.fte += more.fte;
        all.cost_year += is_same && isnan(more.cost_year) ? 0.0 : more.cost_year;
    }
    return all;
}

static char *seats_words(double seats)
{
    return check_words_number(seats, fabs(seats - round(seats)) < LEAST ? 0 : 1);
}

/* "50 hours a week, 1.9 FTE, £62,000 a year": sizes. */
static char *work_words(const struct compare_people *more)
{
    char *const hours =
        check_words_number(fabs(more->hours_week), fabs(more->hours_week) < 10.0);
    char *const fte =
        check_words_number(fabs(more->fte), fabs(more->fte) < 0.1 ? 2 : 1);
    char *const pounds = isnan(more->cost_year)
                             ? sim_mem_text("no cost per hour given")
                             : plan_words_pounds(fabs(more->cost_year));
    char *const words = sim_mem_print("%s hours a week, %s FTE, %s%s", hours, fte,
                                      pounds, isnan(more->cost_year) ? "" : " a year");
    free(hours);
    free(fte);
    free(pounds);
    return words;
}

char *compare_words_people(const struct compare_outcome *outcome, int scenario)
{
    const struct compare_people more = compare_words_people_more(outcome, scenario);
    const bool has_work = fabs(more.hours_week) > LEAST || fabs(more.fte) > LEAST;
    if (fabs(more.seats) < LEAST && !has_work)
        return sim_mem_text("with as many people");
    char *const seats = seats_words(fabs(more.seats));
    char *const work = work_words(&more);
    const char *const plural = fabs(more.seats) == 1.0 ? "" : "s";
    const bool is_less = more.hours_week < 0.0;
    char *words;
    if (fabs(more.seats) < LEAST)
        words = sim_mem_print("for as many seats and %s %s", work,
                              is_less ? "less" : "more");
    else if (!has_work)
        words = sim_mem_print("for %s seat%s %s and the same hours", seats, plural,
                              more.seats < 0.0 ? "fewer" : "more");
    else if ((more.seats < 0.0) == is_less)
        words = sim_mem_print("for %s %s seat%s: %s", seats, is_less ? "fewer" : "more",
                              plural, work);
    else
        words = sim_mem_print("for %s seat%s %s, but %s %s", seats, plural,
                              more.seats < 0.0 ? "fewer" : "more", work,
                              is_less ? "less" : "more");
    free(seats);
    free(work);
    return words;
}

#include <stdlib.h>

#include "sim/mem.h"
#include "tools/plan_report_parts.h"
#include "tools/plan_words.h"

enum { SHOWN = 5, HOUR_QUARTERS = 4 };

/* One person less in a team for an hour (or for as long as people of the team stay). */
struct hour {
    int team;
    struct question_run run;
    double change, harm; /* of one need's value; harm: in the wrong direction */
};

struct hours {
    struct hour *rows; /* owned */
    int count;
};

static bool is_staffed(const struct plan *plan, const struct plan_price *price)
{
    const int slots = plan->question->slots;
    for (int s = price->run.from; s < price->run.to; s++)
        if (plan->teams[price->team].people[s % slots] > 0)
            return true;
    return false;
}

static bool is_same_hour(const struct hour *hour, const struct plan_price *price)
{
    return hour->team == price->team
           && hour->run.from / HOUR_QUARTERS == price->run.from / HOUR_QUARTERS;
}

static int by_harm(const void *a, const void *b)
{
    const struct hour *const x = a, *const y = b;
    if (x->harm != y->harm)
        return x->harm > y->harm ? -1 : 1;
    if (x->team != y->team)
        return x->team < y->team ? -1 : 1;
    return x->run.from < y->run.from ? -1 : x->run.from > y->run.from;
}

/* Half hours of one hour are added up: each is the effect of its own half hour. */
static struct hours hours_of(const struct plan *plan, int need)
{
    struct hours hours = { .rows = sim_mem_array((size_t) plan->price_count,
                                                 sizeof *hours.rows) };
    for (int i = 0; i < plan->price_count; i++) {
        const struct plan_price *const p = &plan->prices[i];
        if (!is_staffed(plan, p))
            continue;
        if (hours.count == 0 || !is_same_hour(&hours.rows[hours.count - 1], p))
            hours.rows[hours.count++] = (struct hour){ .team = p->team, .run = p->run };
        struct hour *const h = &hours.rows[hours.count - 1];
        h->run.to = p->run.to;
        h->change += p->change[need];
        h->harm = plan->question->needs[need].target.at_least ? -h->change : h->change;
    }
    qsort(hours.rows, (size_t) hours.count, sizeof *hours.rows, by_harm);
    return hours;
}

static void put_hour(struct report_table *table, const struct plan *plan, int need,
                     const struct hour *hour)
{
    const struct question *const q = plan->question;
    const enum measure_unit unit =
        plan->needs[need].unit == PLAN_SHARE ? MEASURE_SHARE : MEASURE_SECONDS;
    if (hour == NULL) {
        report_table_put(table, "", REPORT_PLAIN);
        report_table_put(table, "", REPORT_PLAIN);
        return;
    }
    char *const when = plan_words_run(q, hour->run);
    report_table_add(table,
                     q->team_count > 1
                         ? sim_mem_print("%s %s", when, plan_words_team(q, hour->team))
                         : sim_mem_text(when),
                     REPORT_PLAIN);
    report_table_add(table, plan_words_change(hour->change, unit), REPORT_PLAIN);
    free(when);
}

static void print_need(const struct plan *plan, int need, struct report_style style,
                       FILE *to)
{
    struct hours hours = hours_of(plan, need);
    const int most = hours.count < SHOWN ? hours.count : SHOWN;
    const int rest = hours.count - most, least = rest < SHOWN ? rest : SHOWN;
    struct report_table table;
    report_table_init(&table, style, "LrLr");
    report_table_add(&table, sim_mem_print("%s: counts most", plan->needs[need].label),
                     REPORT_HEADING);
    report_table_put(&table, "without it", REPORT_HEADING);
    report_table_put(&table, least > 0 ? "counts least" : "", REPORT_HEADING);
    report_table_put(&table, least > 0 ? "without it" : "", REPORT_HEADING);
    for (int i = 0; i < most; i++) {
        put_hour(&table, plan, need, &hours.rows[i]);
        put_hour(&table, plan, need,
                 i < least ? &hours.rows[hours.count - 1 - i] : NULL);
    }
    fputc('\n', to);
    report_table_print(&table, to);
    free(hours.rows);
}

void plan_report_prices(const struct plan_page *page, struct report_style style,
                        FILE *to)
{
    const struct plan *const plan = page->plan;
    if (plan->price_count == 0 || plan->teams == NULL)
        return;
    fputc('\n', to);
    report_table_fold(
        sim_mem_text(
            "Where the next hour of overtime buys most: what happens to a "
            "target's value over everything that was simulated when one person "
            "is missing for that hour. Differences of a few parts in a hundred "
            "are noise."),
        REPORT_PLAIN, style, to);
    for (int i = 0; i < plan->question->need_count; i++)
        print_need(plan, i, style, to);
}

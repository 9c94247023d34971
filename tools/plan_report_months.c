/* Plans of several months, side by side. */
#include <stdlib.h>

#include "model/demand/calendar.h"
#include "sim/mem.h"
#include "tools/plan_report.h"
#include "tools/plan_words.h"

static const double WEEK_DAYS = 7.0;

static double weekly(const struct question *question, double sum)
{
    return sum * WEEK_DAYS * QUESTION_DAY / question->slots;
}

static const char *end_words(enum plan_end end)
{
    switch (end) {
    case PLAN_CERTIFIED:
        return "holds";
    case PLAN_NOT_CERTIFIED:
        return "NOT CERTIFIED";
    case PLAN_INFEASIBLE:
        return "CANNOT BE MET";
    case PLAN_STOPPED:
        break;
    }
    return "STOPPED";
}

/* "Jan 2022", or the date at which it begins. */
static char *month_words(const struct scenario *scenario)
{
    const struct scenario_dates dates =
        scenario->is_typical ? scenario->typical_of : scenario->period;
    const struct calendar_civil first = calendar_civil(dates.first);
    const struct calendar_civil last = calendar_civil(dates.last);
    char label[CALENDAR_LABEL];
    return first.month == last.month && first.year == last.year
               ? sim_mem_print("%s %d", calendar_month_names[first.month - 1],
                               first.year)
               : sim_mem_print("from %s", calendar_date_label(dates.first, label));
}

static void put_page(struct report_table *table, const struct plan_page *page)
{
    const struct plan *const plan = page->plan;
    const struct question *const q = plan->question;
    const bool is_shown =
        plan->teams != NULL && plan->hours > 0.0 && plan->end != PLAN_INFEASIBLE;
    double seats = 0.0, fte = 0.0, cost = 0.0;
    for (int i = 0; is_shown && i < q->team_count; i++) {
        seats += plan->teams[i].seats;
        fte += plan->teams[i].fte;
        cost += weekly(q, plan->teams[i].cost);
    }
    report_table_add(table, month_words(page->scenario), REPORT_PLAIN);
    report_table_add(table, is_shown ? sim_mem_print("%.0f", seats) : sim_mem_text("-"),
                     REPORT_PLAIN);
    report_table_add(
        table, is_shown ? plan_words_hours(weekly(q, plan->hours)) : sim_mem_text("-"),
        REPORT_PLAIN);
    report_table_add(table, is_shown ? sim_mem_print("%.1f", fte) : sim_mem_text("-"),
                     REPORT_PLAIN);
    report_table_add(
        table, is_shown && q->has_cost ? plan_words_money(cost) : sim_mem_text("-"),
        REPORT_PLAIN);
    report_table_put(table, end_words(plan->end),
                     plan->end == PLAN_CERTIFIED ? REPORT_GOOD : REPORT_BAD);
}

void plan_report_months(const struct plan_page *pages, int count,
                        struct report_style style, FILE *to)
{
    static const char *const headings[] = { "month",        "seats of all teams",
                                            "hours a week", "net FTE",
                                            "£ a week",     "on fresh callers" };
    struct report_table table;
    fputc('\n', to);
    report_table_init(&table, style, "lrrrrl");
    for (size_t i = 0; i < sizeof headings / sizeof *headings; i++)
        report_table_put(&table, headings[i], REPORT_HEADING);
    for (int i = 0; i < count; i++)
        put_page(&table, &pages[i]);
    report_table_print(&table, to);
}

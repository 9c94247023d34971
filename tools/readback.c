#include "tools/readback.h"

#include <math.h>
#include <stdlib.h>
#include <string.h>

#include "sim/mem.h"
#include "tools/check_words.h"
#include "tools/readback_words.h"

enum { PAGE = 96, NAME = 26, FIGURE = 10, HOUR = 7, TYPICAL = 5 };

/* Quiet, usual and busy hours of a week: Tuesday 04:00, 10:00, 18:00, Friday 22:00 and
 * Saturday 14:00. */
static const int typical[TYPICAL] = { 28, 34, 42, 118, 134 };

static const double PERCENT = 100.0, QUARTERS_AN_HOUR = 4.0;

/* Text, padded to a width on the left of what follows. */
static void put_left(FILE *out, const char *text, int width)
{
    const int blanks = width - check_words_width(text);
    fprintf(out, "%s%*s", text, blanks > 0 ? blanks : 0, "");
}

static void put_number(FILE *out, double value, int decimals, int width)
{
    char *const text = check_words_number(value, decimals);
    fprintf(out, "%*s", width, text);
    free(text);
}

static void print_head(const struct readback *of, FILE *out)
{
    const struct scenario *scenario = of->scenario;
    char from[CALENDAR_LABEL], to[CALENDAR_LABEL];
    const int marking = check_words_width(scenario->marking);
    put_left(out, scenario->title, marking > 0 ? PAGE - marking : 0);
    const struct scenario_dates period = scenario->period;
    int bank = 0;
    for (int32_t date = period.first; date <= period.last; date++)
        bank += calendar_kind(date) == SCENARIO_BANK;
    char *const warm_up = check_words_time(scenario->warm_up_s);
    fprintf(
        out, "%s\n%s to %s: %d days, %d of them bank holidays; %s before to warm up\n",
        scenario->marking, calendar_date_label(period.first, from),
        calendar_date_label(period.last, to), of->calendar->period_days, bank, warm_up);
    free(warm_up);
    if (scenario->is_typical)
        fprintf(out, "calls: mean week of %s to %s without bank holidays\n",
                calendar_date_label(scenario->typical_of.first, from),
                calendar_date_label(scenario->typical_of.last, to));
}

/* The hour of the week with the most first attempts of a stream, on average. */
static int busiest_hour(const struct readback *of, int stream, double *calls)
{
    const struct calendar *calendar = of->calendar;
    double sums[CALENDAR_WEEK_HOURS] = { 0.0 };
    for (int q = calendar->from; q < calendar->to; q++)
        sums[calendar->hour_of_week[q]] +=
            of->rates[(size_t) stream * calendar->quarters + q];
    int best = 0;
    *calls = -1.0;
    for (int hour = 0; hour < CALENDAR_WEEK_HOURS; hour++) {
        if (calendar->hour_quarters[hour] == 0)
            continue;
        const double mean =
            sums[hour] * QUARTERS_AN_HOUR / calendar->hour_quarters[hour];
        if (mean > *calls) {
            *calls = mean;
            best = hour;
        }
    }
    return best;
}

static void print_calls(const struct readback *of, FILE *out)
{
    const struct scenario *scenario = of->scenario;
    fprintf(out, "\n%-*s%*s%*s   %s\n", NAME, "CALLS, first attempts", FIGURE, "a day",
            FIGURE + 4, "in the period", "busiest hour of the week");
    for (int i = 0; i < scenario->stream_count; i++) {
        const struct scenario_stream *stream = &scenario->streams[i];
        double most;
        const int hour = busiest_hour(of, i, &most);
        char label[CALENDAR_LABEL];
        put_left(out, stream->label, NAME);
        put_number(out, of->load->calls[i] / of->calendar->period_days, 1, FIGURE);
        put_number(out, of->load->calls[i], 0, FIGURE + 4);
        fprintf(out, "   %s, %.3g an hour", calendar_hour_label(hour, label), most);
        if (stream->day_to_day > 0.0)
            fprintf(out, "; days differ by %.3g %%", PERCENT * stream->day_to_day);
        fputc('\n', out);
        for (int s = 0; s < stream->surge_count; s++)
            fprintf(out, "  with the surge %s\n", stream->surges[s].name);
        if (stream->storms.given)
            fprintf(out, "  surges at random, %.3g a month, are not counted here\n",
                    stream->storms.per_month);
    }
}

/* A text of one paragraph, indented. */
static void put_folded(FILE *out, char *words)
{
    char *const folded = check_words_fold(words, 4, PAGE - 4);
    fprintf(out, "  %s\n", folded);
    free(words);
    free(folded);
}

/* Calls that come on top of those of the flow and of the work. */
static void print_left_out(const struct readback *of, FILE *out)
{
    char *const list = readback_left_out(of->scenario);
    if (list == NULL)
        return;
    put_folded(out, sim_mem_print("Not counted here nor in the work below: %s.", list));
    free(list);
}

static void print_flow(const struct readback *of, FILE *out)
{
    const struct scenario *scenario = of->scenario;
    const double days = of->calendar->period_days;
    const int at = NAME + FIGURE + 3;
    fprintf(out, "\n%-*s%*s   if nobody hung up in a queue\n", NAME, "CALL FLOW",
            FIGURE, "a day");
    for (int s = 0; s < scenario->stage_count; s++) {
        const struct scenario_stage *stage = &scenario->stages[s];
        const bool is_end = stage->kind == SCENARIO_END;
        if (is_end && !(of->load->visits[s] > 0.0))
            continue;
        char *const words = readback_stage_words(scenario, stage);
        char *const folded = check_words_fold(words, at, PAGE - at);
        put_left(out, stage->label, NAME);
        put_number(out, of->load->visits[s] / days, 1, FIGURE);
        fprintf(out, "   %s\n", folded);
        free(words);
        free(folded);
    }
    print_left_out(of, out);
}

/* "999, 101 emergency line and 101 secondary line" of names[0 .. count - 1] */
static char *and_words(const char *const *names, int count)
{
    char *list = NULL;
    for (int i = 0; i < count; i++)
        list = check_words_join(list, i == count - 1 ? " and " : ", ", names[i]);
    return list == NULL ? sim_mem_text("nobody") : list;
}

static void print_hour(const struct load_hour *hour, const char *when, FILE *out)
{
    fprintf(out, "  %-16s%7.1f people %8.1f calls an hour   work for %5.1f ", when,
            hour->people, hour->calls_per_h, hour->erlangs);
    if (isinf(hour->busy))
        fprintf(out, "   nobody there\n");
    else
        fprintf(out, "%6.0f %% busy%s\n", PERCENT * hour->busy,
                hour->busy >= 1.0 ? "  OVERLOADED" : "");
}

static void print_hours(const struct readback *of, int pool, FILE *out)
{
    char label[CALENDAR_LABEL], when[CALENDAR_LABEL + 16];
    for (int i = 0; i < TYPICAL; i++) {
        if (of->calendar->hour_quarters[typical[i]] == 0)
            continue;
        const struct load_hour hour =
            load_pool_hour(of->load, of->calendar, of->staffing, pool, typical[i]);
        print_hour(&hour, calendar_hour_label(typical[i], label), out);
    }
    struct load_hour most = { .busy = -1.0 };
    for (int i = 0; i < CALENDAR_WEEK_HOURS; i++) {
        const struct load_hour hour =
            load_pool_hour(of->load, of->calendar, of->staffing, pool, i);
        if (of->calendar->hour_quarters[i] == 0 || !(hour.busy > most.busy))
            continue;
        most = hour;
        snprintf(when, sizeof when, "most: %s", calendar_hour_label(i, label));
    }
    print_hour(&most, when, out);
    const struct load_hour all =
        load_pool_hour(of->load, of->calendar, of->staffing, pool, -1);
    print_hour(&all, "on average", out);
}

/* One line's calls, times and work: on average and in typical hours. */
static void print_line(const struct readback *of, int line, FILE *out)
{
    const int index = of->load->line_stage[line];
    const struct scenario_stage *stage = &of->scenario->stages[index];
    const struct load_hour mean =
        load_line_hour(of->load, of->scenario, of->calendar, of->staffing, line, -1);
    char *const takes = check_words_time(stage->pick_up.mean_s + stage->talk.mean_s
                                         + stage->wrap_up.mean_s);
    char *const patience =
        stage->patient ? sim_mem_text("any") : check_words_time(stage->patience.mean_s);
    put_left(out, "  ", 2);
    put_left(out, stage->label, NAME - 2);
    put_number(out, of->load->visits[index] / of->calendar->period_days, 1, FIGURE);
    fprintf(out, "%*s%*s%*.1f", FIGURE, takes, FIGURE + 2, patience, HOUR + 2,
            mean.erlangs);
    for (int i = 0; i < TYPICAL; i++) {
        const struct load_hour hour = load_line_hour(
            of->load, of->scenario, of->calendar, of->staffing, line, typical[i]);
        if (of->calendar->hour_quarters[typical[i]] > 0)
            fprintf(out, "%*.1f", HOUR, hour.erlangs);
    }
    fputc('\n', out);
    free(takes);
    free(patience);
}

static void print_lines_head(const struct readback *of, FILE *out)
{
    char label[CALENDAR_LABEL];
    fprintf(out, "%*s%*s%*s%*s", NAME + FIGURE, "calls", FIGURE, "handling", FIGURE + 2,
            "patience", HOUR + 2, "work");
    for (int i = 0; i < TYPICAL; i++)
        if (of->calendar->hour_quarters[typical[i]] > 0)
            fprintf(out, "%*.3s", HOUR, calendar_hour_label(typical[i], label));
    fprintf(out, "\n%*s%*s%*s%*s", NAME + FIGURE, "a day", FIGURE, "", FIGURE + 2, "",
            HOUR + 2, "for");
    for (int i = 0; i < TYPICAL; i++)
        if (of->calendar->hour_quarters[typical[i]] > 0)
            fprintf(out, "%*s", HOUR, calendar_hour_label(typical[i], label) + 4);
    fputc('\n', out);
}

static void print_pool(const struct readback *of, int index, FILE *out)
{
    const struct load_pool *pool = &of->load->pools[index];
    const char *lines[SCENARIO_MOST_LINES], *teams[SCENARIO_MOST_TEAMS];
    for (int i = 0; i < pool->line_count; i++)
        lines[i] = of->scenario->stages[of->load->line_stage[pool->lines[i]]].label;
    for (int i = 0; i < pool->team_count; i++)
        teams[i] = of->scenario->teams[pool->teams[i]].label;
    char *const on = and_words(lines, pool->line_count);
    char *const by = and_words(teams, pool->team_count);
    fprintf(out, "\nWORK: %s, answered by %s\n", on, by);
    free(on);
    free(by);
    print_lines_head(of, out);
    for (int i = 0; i < pool->line_count; i++)
        print_line(of, pool->lines[i], out);
    print_hours(of, index, out);
}

/* "999; switchboard while more than 3 are free" */
static char *serves_words(const struct scenario *scenario,
                          const struct scenario_team *team)
{
    char *list = NULL;
    for (int i = 0; i < team->serves_count; i++) {
        char *one = sim_mem_text(scenario->stages[team->serves[i]].label);
        if (team->keep_free[i] > 0) {
            char *const more =
                sim_mem_print(" while more than %d are free", team->keep_free[i]);
            one = check_words_join(one, "", more);
            free(more);
        }
        if (team->takes_after_s[i] > 0.0) {
            char *const after = check_words_time(team->takes_after_s[i]);
            one = check_words_join(one, " after ", after);
            free(after);
        }
        list = check_words_join(list, "; ", one);
        free(one);
    }
    return list == NULL ? sim_mem_text("no line") : list;
}

static void print_team(const struct readback *of, int index, FILE *out)
{
    const struct scenario_team *team = &of->scenario->teams[index];
    const struct staffing_sums *sums = &of->staffing->teams[index].sums;
    put_left(out, team->label, NAME);
    fprintf(out, "%*d", FIGURE, sums->peak_seats);
    put_number(out, sums->posted_h_a_week, 1, FIGURE);
    put_number(out, sums->phones_h_a_week, 1, FIGURE);
    put_number(out, sums->fte, 1, FIGURE);
    if (team->cost_per_hour > 0.0)
        put_number(out, sums->cost_a_year, 0, FIGURE + 2);
    char *const counts = readback_counts_words(team), *const serves = serves_words(
                                                          of->scenario, team);
    char *const more = readback_team_words(team);
    fprintf(out, "\n  %s\n", counts);
    put_folded(out, sim_mem_print("takes %s", serves));
    if (more != NULL)
        put_folded(out, more);
    free(counts);
    free(serves);
}

static void print_teams(const struct readback *of, FILE *out)
{
    fprintf(out, "\n%-*s%*s%*s%*s%*s%*s\n%*s%*s%*s\n", NAME, "TEAMS", FIGURE, "seats",
            FIGURE, "hours", FIGURE, "on phones", FIGURE, "FTE", FIGURE + 3, "£ a year",
            NAME + 2 * FIGURE, "a week", FIGURE, "a week", 0, "");
    for (int i = 0; i < of->scenario->team_count; i++)
        print_team(of, i, out);
}

static void print_outages(const struct readback *of, FILE *out)
{
    if (of->scenario->outage_count > 0)
        fprintf(out, "\nOUTAGES\n");
    for (int i = 0; i < of->scenario->outage_count; i++)
        put_folded(out, readback_outage_words(of->scenario, &of->scenario->outages[i]));
}

/* Targets without which nothing can be planned are said above. */
static void print_plan(const struct readback *of, FILE *out)
{
    const struct scenario *scenario = of->scenario;
    const struct scenario_plan *plan = &scenario->plan;
    if (scenario->certificate.given || plan->hold_count > 0)
        fprintf(out, "\nPLAN, what tenfive plan is asked\n");
    if (scenario->certificate.given)
        put_folded(out, readback_certificate_words(&scenario->certificate));
    if (plan->hold_count == 0)
        return;
    put_folded(out, readback_plan_words(scenario));
    for (int i = 0; i < plan->hold_count; i++)
        put_folded(out, readback_hold_words(scenario, &plan->holds[i]));
    for (int i = 0; i < plan->team_count; i++)
        put_folded(out, readback_free_words(scenario, &plan->teams[i]));
    char *const policies = readback_policy_words(scenario);
    if (policies != NULL)
        put_folded(out, policies);
}

void readback_print(const struct readback *readback, FILE *out)
{
    print_head(readback, out);
    print_calls(readback, out);
    print_flow(readback, out);
    for (int i = 0; i < readback->load->pool_count; i++)
        print_pool(readback, i, out);
    print_teams(readback, out);
    print_outages(readback, out);
    readback_targets(readback->scenario, out);
    print_plan(readback, out);
    readback_inputs(readback->scenario, out);
}

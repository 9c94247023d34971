/* People who are away and stages that are down, in words. */
#include <stdlib.h>
#include <string.h>

#include "model/demand/calendar.h"
#include "sim/mem.h"
#include "tools/check_words.h"
#include "tools/readback_words.h"

static const double PERCENT = 100.0;

/* "Tue 8 Mar 2022 to Fri 11 Mar 2022, Mon-Fri 07:00-15:00" */
static char *window_words(const struct scenario_window *window)
{
    char *words = NULL;
    if (window->has_dates) {
        char first[CALENDAR_LABEL], last[CALENDAR_LABEL];
        calendar_date_label(window->dates.first, first);
        calendar_date_label(window->dates.last, last);
        words = window->dates.first == window->dates.last
                    ? sim_mem_text(first)
                    : sim_mem_print("%s to %s", first, last);
    }
    if (window->hours.count > 0)
        readback_add(&words, ", ", check_words_hours(&window->hours));
    return words;
}

static char *leave_words(const struct scenario_team *team)
{
    static const char *const months[] = { "Jan", "Feb", "Mar", "Apr", "May", "Jun",
                                          "Jul", "Aug", "Sep", "Oct", "Nov", "Dec" };
    int low = 0, high = 0;
    double sum = 0.0;
    for (int i = 0; i < 12; i++) {
        sum += team->leave_by_month[i];
        low = team->leave_by_month[i] < team->leave_by_month[low] ? i : low;
        high = team->leave_by_month[i] > team->leave_by_month[high] ? i : high;
    }
    const double mean_leave = PERCENT * team->less[SCENARIO_LEAVE] * 12.0 / sum;
    return sim_mem_print("leave from %.3g %% in %s to %.3g %% in %s",
                         mean_leave * team->leave_by_month[low], months[low],
                         mean_leave * team->leave_by_month[high], months[high]);
}

static char *absence_words(const struct scenario_absence *absence)
{
    char *const when = window_words(&absence->window);
    char *const words =
        absence->share > 0.0
            ? sim_mem_print("%s: %.3g %% off, %s", absence->name,
                            PERCENT * absence->share, when)
            : sim_mem_print("%s: %d off, %s", absence->name, absence->people, when);
    free(when);
    return words;
}

/* "breaks 12 %, not ready 6 %" */
static char *less_words(const struct scenario_team *team)
{
    char *list = NULL;
    for (int i = 0; i < SCENARIO_LESS_COUNT; i++) {
        if (!(team->less[i] > 0.0))
            continue;
        char *const one = sim_mem_print("%s %.3g %%", scenario_less_names[i],
                                        PERCENT * team->less[i]);
        for (char *at = strchr(one, '_'); at != NULL; at = strchr(at, '_'))
            *at = ' ';
        list = check_words_join(list, ", ", one);
        free(one);
    }
    return list == NULL ? sim_mem_text("nothing") : list;
}

char *readback_counts_words(const struct scenario_team *team)
{
    static const char *const counts[] = {
        [SCENARIO_POSTED] = "people posted",
        [SCENARIO_ON_DUTY] = "people on duty, absence already out",
        [SCENARIO_LOGGED_IN] = "people logged in, absence and breaks already out"
    };
    if (team->is_net)
        return sim_mem_print(
            "net: people on the phones, nothing more comes off%s",
            team->called_away_count > 0 ? " but those who are called away" : "");
    char *const less = less_words(team);
    char *const words =
        sim_mem_print("shifts count %s; still off: %s", counts[team->counts], less);
    free(less);
    return words;
}

char *readback_team_words(const struct scenario_team *team)
{
    char *words = NULL;
    if (team->talk_times != 1.0)
        readback_add(&words, "; ",
                     sim_mem_print("talk and wrap-up take %.3g times as long",
                                   team->talk_times));
    if (team->sickness_spell_s > 0.0)
        readback_add(&words, "; ",
                     sim_mem_print("sickness in spells of %.3g days",
                                   team->sickness_spell_s / 86400.0));
    if (team->has_leave_by_month)
        readback_add(&words, "; ", leave_words(team));
    for (int i = 0; i < team->absence_count; i++)
        readback_add(&words, "; ", absence_words(&team->absences[i]));
    for (int i = 0; i < team->called_away_count; i++) {
        const struct scenario_called_away *away = &team->called_away[i];
        readback_add(&words, "; ",
                     sim_mem_print("%s: %d called away %.3g times a month, for ",
                                   away->name, away->people, away->per_month));
        readback_add(&words, "", readback_law_words(&away->lasts));
    }
    return words;
}

/* ---- outages ---- */

static char *stages_words(const struct scenario *scenario,
                          const struct scenario_outage *outage)
{
    int all = 0;
    for (int i = 0; i < scenario->stage_count; i++)
        all += scenario->stages[i].kind != SCENARIO_END;
    if (outage->stage_count == all)
        return sim_mem_text("everything");
    char *list = NULL;
    for (int i = 0; i < outage->stage_count; i++)
        readback_add(&list, ", ",
                     sim_mem_text(scenario->stages[outage->stages[i]].label));
    return list;
}

char *readback_outage_words(const struct scenario *scenario,
                            const struct scenario_outage *outage)
{
    char *words = sim_mem_print("%s: ", outage->name);
    readback_add(&words, "", stages_words(scenario, outage));
    if (outage->planned) {
        readback_add(&words, " down ", window_words(&outage->window));
    } else {
        readback_add(&words, "",
                     sim_mem_print(" down %.3g times a month at random, for ",
                                   outage->per_month));
        readback_add(&words, "", readback_law_words(&outage->lasts));
    }
    readback_add(
        &words, "; ",
        outage->redial.row_count > 0
            ? readback_redial_words(scenario, &outage->redial, "who are cut off")
            : sim_mem_text("who are cut off are lost"));
    return words;
}

/* ---- what the offered load does not have ---- */

char *readback_left_out(const struct scenario *scenario)
{
    bool redials = scenario->outage_count > 0, again = false, overflow = false;
    bool offers = false;
    for (int i = 0; i < scenario->stage_count; i++) {
        const struct scenario_stage *stage = &scenario->stages[i];
        redials |= stage->redial.row_count > 0;
        again |= stage->calls_again.given;
        overflow |= stage->overflow.given;
        offers |= stage->call_back.given;
    }
    char *list = NULL;
    if (redials)
        readback_add(&list, ", ",
                     sim_mem_text("who call again or are rung after hanging up"));
    if (again)
        readback_add(&list, ", ", sim_mem_text("who call again after an answer"));
    if (overflow)
        readback_add(&list, ", ", sim_mem_text("who overflow after a wait"));
    if (offers)
        readback_add(&list, ", ", sim_mem_text("the dialling of call-backs"));
    return list;
}

/* Teams put together in memory and their staffing, for tests. */
#ifndef TESTS_CREW_H
#define TESTS_CREW_H

#include <stdlib.h>
#include <string.h>

#include "model/people/staffing.h"
#include "sim/mem.h"

enum { KEY = 20220101, MON_FRI = 0x1f };

static inline int32_t on(int year, int month, int day)
{
    return calendar_date((struct calendar_civil){ year, month, day });
}

static inline struct scenario_shift line(unsigned days, int from_h, int to_h,
                                         int people)
{
    return (struct scenario_shift){ .span = { days, from_h * 60, to_h * 60 },
                                    .people = people };
}

static inline struct scenario_shift minus(unsigned days, int from_h, int to_h,
                                          int people)
{
    struct scenario_shift out = line(days, from_h, to_h, people);
    out.minus = true;
    return out;
}

static inline struct scenario_shift dated(struct scenario_shift shift, int32_t first,
                                          int32_t last)
{
    shift.has_dates = true;
    shift.dates = (struct scenario_dates){ first, last };
    return shift;
}

/* One team over a run. */
struct crew {
    struct scenario_team team;
    struct calendar calendar;
    struct staffing staffing;
};

static inline struct crew warmed_up(struct scenario_team team, int32_t first,
                                    int32_t last, double warm_up_s)
{
    struct crew out = { .team = team };
    if (out.team.name == NULL)
        out.team.name = "handlers";
    const struct scenario scenario = { .teams = &out.team, .team_count = 1 };
    calendar_init(&out.calendar, (struct scenario_dates){ first, last }, warm_up_s);
    staffing_compile(&scenario, &out.calendar, &out.staffing);
    return out;
}

static inline struct crew posted(struct scenario_team team, int32_t first, int32_t last)
{
    return warmed_up(team, first, last, 0.0);
}

static inline void done(struct crew *crew)
{
    staffing_done(&crew->staffing);
    calendar_done(&crew->calendar);
}

#define TEAM(...) \
    { \
        .shifts = (struct scenario_shift[]){ __VA_ARGS__ }, \
        .shift_count = (int) (sizeof((struct scenario_shift[]){ __VA_ARGS__ }) \
                              / sizeof(struct scenario_shift)) \
    }

static inline uint16_t *drawn(const struct crew *crew, uint64_t key)
{
    uint16_t *out = sim_mem_array((size_t) crew->staffing.quarters, sizeof *out);
    memset(out, 0xA5, (size_t) crew->staffing.quarters * sizeof *out);
    staffing_draw(&crew->staffing, 0, key, out, NULL);
    return out;
}

/* People posted at a local hour of a day without a clock change. */
static inline int at(const struct crew *crew, int32_t date, int hour)
{
    const int day = date - crew->calendar.first_date;
    return crew->staffing.teams[0].posted[crew->calendar.day_start[day] + hour * 4];
}

#endif

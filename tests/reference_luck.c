/* What the slow world draws. */
#include <math.h>

#include "tests/reference_state.h"

uint64_t reference_luck(const struct caller *caller, enum chance_purpose purpose)
{
    return chance_draw(caller->key, caller->visit, purpose);
}

uint64_t reference_luck_more(const struct caller *caller, enum chance_further further)
{
    return chance_more(caller->key, caller->visit, further);
}

uint64_t reference_luck_try(const struct caller *caller, enum chance_try what)
{
    return chance_try(caller->key, caller->visit, caller->tries, what);
}

int reference_way(const struct ref *r, const struct caller *caller)
{
    const struct scenario_stage *stage = &r->scenario->stages[caller->stage];
    const double u = sim_rng_unit(reference_luck(caller, CHANCE_WAY));
    double up_to = 0.0;
    int way = 0;
    for (; way < stage->way_count - 1; way++) {
        up_to += stage->ways[way].share;
        if (u < up_to)
            break;
    }
    return way;
}

/* The changes that hold now for durations of this kind at the caller's line. */
static double changes(const struct ref *r, const struct caller *caller,
                      enum scenario_limited_kind kind)
{
    double times = 1.0;
    for (int i = 0; i < r->scenario->limited_count; i++) {
        const struct scenario_limited *change = &r->scenario->limited[i];
        const bool both = change->kind == SCENARIO_LIMITED_HANDLING
                          && kind != SCENARIO_LIMITED_PATIENCE;
        if ((change->kind == kind || both) && change->object == caller->stage
            && calendar_in_window(r->calendar, r->quarter, &change->window))
            times *= change->times;
    }
    return times;
}

double reference_patience(const struct ref *r, const struct caller *caller)
{
    return sim_dist_draw(&r->scenario->stages[caller->stage].patience,
                         reference_luck(caller, CHANCE_PATIENCE))
           * changes(r, caller, SCENARIO_LIMITED_PATIENCE);
}

static const struct scenario_handling *handling_of(const struct ref *r,
                                                   const struct caller *caller)
{
    const struct scenario_stage *line = &r->scenario->stages[caller->stage];
    for (int i = 0; i < line->handling_count; i++)
        if (line->handling[i].stream == (int) caller->first.stream)
            return &line->handling[i];
    return NULL;
}

double reference_talk(const struct ref *r, const struct caller *caller, int team,
                      double wait_s)
{
    const struct scenario_stage *line = &r->scenario->stages[caller->stage];
    const struct scenario_way *way = &line->ways[reference_way(r, caller)];
    const struct scenario_handling *own = handling_of(r, caller);
    const struct sim_dist *dist = way->has_talk                  ? &way->talk
                                  : own != NULL && own->has_talk ? &own->talk
                                                                 : &line->talk;
    double talk_s = sim_dist_draw(dist, reference_luck(caller, CHANCE_TALK))
                    * changes(r, caller, SCENARIO_LIMITED_TALK)
                    * r->scenario->teams[team].talk_times;
    if (line->has_talk_by_hour)
        talk_s *= line->talk_by_hour[r->calendar->local[r->quarter] / 4];
    if (line->talk_grows.given)
        talk_s *= 1.0
                  + fmin(line->talk_grows.more * wait_s / line->talk_grows.per_s,
                         line->talk_grows.at_most);
    return talk_s;
}

double reference_wrap_up(const struct ref *r, const struct caller *caller, int team)
{
    const struct scenario_stage *line = &r->scenario->stages[caller->stage];
    const struct scenario_way *way = &line->ways[reference_way(r, caller)];
    const struct scenario_handling *own = handling_of(r, caller);
    const struct sim_dist *dist = way->has_wrap_up                  ? &way->wrap_up
                                  : own != NULL && own->has_wrap_up ? &own->wrap_up
                                                                    : &line->wrap_up;
    return sim_dist_draw(dist, reference_luck(caller, CHANCE_WRAP_UP))
           * changes(r, caller, SCENARIO_LIMITED_WRAP_UP)
           * r->scenario->teams[team].talk_times;
}

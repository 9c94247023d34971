/* How callers pass stages, up to a line where they join.  Included by run.c alone. */
#ifndef MODEL_WORLD_STAGE_H
#define MODEL_WORLD_STAGE_H

#include "model/world/work.h"

/* In run.c. */
static int draw_way(struct world *w, const struct program_stage *stage,
                    const struct world_call *call);
static void join_line(struct world *w, struct world_call *call, int index,
                      double now_s);

enum { CUT_OFF_HERE = -2 };

/* Closed, or there too often: where they go instead, or -1 to go in. */
apart static int turned_away(struct world *w, const struct program_stage *stage,
                             struct world_call *call, double now_s)
{
    uint64_t *moved = w->tally->moved[stage - w->program->stages];
    if (stage->cap >= 0) {
        if (call->visits[stage->cap] >= stage->visits_at_most) {
            moved[TALLY_FULL] += call->counted;
            return stage->then_to;
        }
        call->visits[stage->cap]++;
    }
    if ((stage->outages & w->outages) != 0)
        return CUT_OFF_HERE;
    if (stage->open == NULL || stage->open[w->quarter])
        return -1;
    if (stage->kind == SCENARIO_LINE)
        book_turned_away(w, stage->line, call, now_s);
    moved[TALLY_CLOSED] += call->counted;
    return stage->closed_to;
}

apart static void enter_marks(struct world *w, const struct program_stage *stage,
                              struct world_call *call, double now_s)
{
    if (stage->mark >= 0)
        call->mark_s[stage->mark] = now_s;
    const struct program *p = w->program;
    for (uint32_t bits = stage->out_of; bits != 0; bits &= bits - 1) {
        const int j = __builtin_ctz(bits);
        w->tally->journeys[((size_t) call->quarter * p->journey_count + j) * 2 + 1] +=
            p->journeys[j].stream == call->stream;
    }
}

/* A caller passes a delay, a menu or a split: gives the way out, adds to *at_s. */
static const struct program_way *pass(struct world *w, struct world_call *call,
                                      int index, double *at_s)
{
    const struct program_stage *stage = &w->program->stages[index];
    w->tally->entered[index] += call->counted;
    tell(w, WORLD_ENTERS, call, index, -1, *at_s, 0.0);
    const struct program_way *way = &w->program->ways[draw_way(w, stage, call)];
    if (stage->kind != SCENARIO_SPLIT)
        *at_s +=
            sim_dist_draw(&way->time, chance_draw(call->key, call->visit, CHANCE_TIME));
    return way;
}

/* A caller passes plain stages, starting with stage `index`, up to one that is not, and
 * will be there at *at_s.  False when the journey has ended, or the caller has hung up.
 */
static bool advance(struct world *w, struct world_call *call, int index, double *at_s)
{
    const struct program *p = w->program;
    while (p->stages[index].plain) {
        call->visit++;
        if (p->stages[index].watched)
            enter_marks(w, &p->stages[index], call, *at_s);
        const struct program_way *way = pass(w, call, index, at_s);
        if (rarely(way->hangs_up)) {
            hang_up_at_menu(w, call, index, *at_s);
            return false;
        }
        index = way->next;
    }
    if (p->stages[index].kind == SCENARIO_END) {
        arrive_at_end(w, call, index, *at_s);
        return false;
    }
    call->next = (uint16_t) index;
    return true;
}

/* The caller will be at the stage call->next then. */
static void be_there(struct world *w, const struct world_call *call, double at_s)
{
    plan(w, WORLD_ARRIVE, at_s, call->serial, (uint32_t) (call - w->calls), 0);
}

/* A caller goes to a stage, and on through those that take no time. */
static void enter(struct world *w, struct world_call *call, int index, double now_s)
{
    const struct program *p = w->program;
    for (;;) {
        double at_s = now_s;
        if (p->stages[index].kind != SCENARIO_LINE) {
            if (!advance(w, call, index, &at_s))
                return;
            if (at_s > now_s) {
                be_there(w, call, at_s);
                return;
            }
            index = call->next;
        }
        const struct program_stage *stage = &p->stages[index];
        call->visit++;
        if (stage->watched) {
            const int instead = turned_away(w, stage, call, now_s);
            if (rarely(instead == CUT_OFF_HERE)) {
                arrive_cut_off(w, call, index, now_s);
                return;
            }
            if (rarely(instead >= 0)) {
                tell(w, WORLD_CLOSED, call, index, -1, now_s, 0.0);
                index = instead;
                continue;
            }
            enter_marks(w, stage, call, now_s);
        }
        if (stage->kind == SCENARIO_LINE) {
            w->tally->entered[index] += call->counted;
            tell(w, WORLD_ENTERS, call, index, -1, now_s, 0.0);
            join_line(w, call, stage->line, now_s);
            return;
        }
        const struct program_way *way = pass(w, call, index, &at_s);
        if (rarely(way->hangs_up)) {
            hang_up_at_menu(w, call, index, at_s);
            return;
        }
        const bool shut = way->open != NULL && !way->open[w->quarter];
        if (rarely(shut))
            w->tally->shut[way - p->ways] += call->counted;
        index = shut ? way->closed_to : way->next;
        if (shut ? p->stages[index].kind == SCENARIO_END : way->ends) {
            arrive_at_end(w, call, index, at_s); /* nobody waits for the end of this */
            return;
        }
        if (at_s > now_s) {
            call->next = (uint16_t) index;
            be_there(w, call, at_s);
            return;
        }
    }
}

#endif

/* Counts those who are there when a run ends.  Included by run.c alone. */
#ifndef MODEL_WORLD_CLOSE_H
#define MODEL_WORLD_CLOSE_H

#include "model/world/special.h"

static void count_still(struct world *w, uint32_t call)
{
    w->tally->in_system++;
    if (w->more != NULL)
        /* Who will call again after this talk is counted as one who has. */
        stream_more(w, &w->calls[call])->attempts +=
            w->more[call].attempt + (w->more[call].again_s >= 0.0);
    tally_at(w->tally, w->calls[call].quarter,
             w->program->line_count + w->calls[call].stream)
        ->still++;
}

/* Still waits in a line, or for a further try. */
static void count_waiting(struct world *w, int line, uint32_t call,
                          const struct world_place *place, double now_s)
{
    tally_at(w->tally, place->quarter, line)->still++;
    book_queue(w, line, place->arrived_s, place->quarter, now_s);
    if (w->program->lines[line].is_viewed)
        book_views(w, line, &w->calls[call], place, STILL, now_s);
}

static void close_line(struct world *w, int line, double now_s)
{
    const struct world_line *state = &w->lines[line];
    for (uint32_t i = state->head; i != state->tail; i++) {
        const struct world_place *place = place_at(state, i);
        if (w->program->lines[line].special == NULL
            || w->more[place->call].remaining_s < 0.0)
            count_waiting(w, line, place->call, place, now_s);
        count_still(w, place->call);
    }
}

static void close_slot(struct world *w, const struct world_slot *slot, double now_s)
{
    switch ((enum world_what) slot->what) {
    case WORLD_IN_VAIN:
    case WORLD_RETRY: {
        const struct world_more *more = &w->more[slot->call];
        count_waiting(w, more->line, slot->call,
                      &(struct world_place){ .arrived_s = more->arrived_s,
                                             .quarter = more->quarter },
                      now_s);
        count_still(w, slot->call);
        break;
    }
    case WORLD_TALKED:
    case WORLD_TALKED_OUT:
    case WORLD_CHATTED:
    case WORLD_ARRIVE:
        count_still(w, slot->call);
        break;
    case WORLD_DONE:
    case WORLD_TIMER:
    case WORLD_OFFER: /* the others wait in a line, or have been booked */
    case WORLD_OVERFLOW:
    case WORLD_LOST:
    case WORLD_HANG_UP:
    case WORLD_CHATS:
        break;
    }
}

void world_close(struct world *w, double now_s)
{
    for (int l = 0; l < w->program->line_count; l++)
        close_line(w, l, now_s);
    for (int i = 0; i < w->ends.slots; i++)
        if (sim_ends_at(&w->ends, i) < SIM_NEVER)
            close_slot(w, &w->slots[i], now_s);
    for (int i = 0; i < w->later_count; i++)
        count_still(w, w->later[i].call);
}

#endif

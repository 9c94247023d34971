#include "sim/ends.h"

#include <stdlib.h>
#include <string.h>

#include "sim/mem.h"

/* Elements of a level, padded to whole blocks. */
static int width(const struct sim_ends *ends, int level)
{
    int blocks = ends->slots;
    for (int l = 0; l < level; l++)
        blocks = (blocks + 7) / 8;
    return (blocks + 7) / 8 * 8;
}

void sim_ends_init(struct sim_ends *ends, int slots)
{
    assert(slots >= 1 && slots <= SIM_ENDS_MOST);
    *ends = (struct sim_ends){ .slots = slots, .levels = 1 };
    for (int n = slots; n > 8; n = (n + 7) / 8)
        ends->levels++;
    for (int l = 0; l < ends->levels; l++) {
        ends->at[l] = sim_mem_array(width(ends, l), sizeof *ends->at[l]);
        ends->who[l] = sim_mem_array(width(ends, l), sizeof *ends->who[l]);
    }
    sim_ends_clear(ends);
}

void sim_ends_done(struct sim_ends *ends)
{
    if (ends == NULL)
        return;
    for (int l = 0; l < SIM_ENDS_LEVELS; l++) {
        free(ends->at[l]);
        free(ends->who[l]);
    }
    *ends = (struct sim_ends){ 0 };
}

void sim_ends_clear(struct sim_ends *ends)
{
    for (int l = 0; l < ends->levels; l++)
        for (int i = 0; i < width(ends, l); i++) {
            ends->at[l][i] = SIM_NEVER;
            ends->who[l][i] = 0;
        }
    ends->first_s = ends->next_s = SIM_NEVER;
    ends->first = ends->next = 0;
    ends->tied = false;
}

void sim_ends_grow(struct sim_ends *ends, int slots)
{
    if (slots <= ends->slots)
        return;
    struct sim_ends bigger;
    sim_ends_init(&bigger, slots);
    for (int i = 0; i < ends->slots; i++)
        if (sim_ends_at(ends, i) < SIM_NEVER)
            sim_ends_add(&bigger, i, sim_ends_at(ends, i));
    sim_ends_done(ends);
    *ends = bigger;
}

void sim_ends_copy(struct sim_ends *to, const struct sim_ends *from)
{
    if (to->slots != from->slots) {
        sim_ends_done(to);
        sim_ends_init(to, from->slots);
    }
    for (int l = 0; l < from->levels; l++) {
        memcpy(to->at[l], from->at[l], (size_t) width(from, l) * sizeof *to->at[l]);
        memcpy(to->who[l], from->who[l], (size_t) width(from, l) * sizeof *to->who[l]);
    }
    to->first_s = from->first_s;
    to->next_s = from->next_s;
    to->first = from->first;
    to->next = from->next;
    to->tied = from->tied;
}

int sim_ends_each(const struct sim_ends *ends, int from)
{
    for (int i = from; i < ends->slots; i++)
        if (sim_ends_at(ends, i) == ends->first_s)
            return i;
    return -1;
}

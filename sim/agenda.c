#include "sim/agenda.h"

#include <assert.h>
#include <stdlib.h>

#include "sim/mem.h"

void sim_agenda_done(struct sim_agenda *agenda)
{
    if (agenda == NULL)
        return;
    free(agenda->keys);
    *agenda = (struct sim_agenda){ 0 };
}

void sim_agenda_clear(struct sim_agenda *agenda)
{
    agenda->count = 0;
}

void sim_agenda_copy(struct sim_agenda *to, const struct sim_agenda *from)
{
    to->keys = sim_mem_grow(to->keys, &to->capacity, from->count, sizeof *to->keys);
    if (from->count > 0)
        memcpy(to->keys, from->keys, from->count * sizeof *to->keys);
    to->count = from->count;
}

static sim_agenda_key key_of(const struct sim_agenda_item *item)
{
    uint64_t bits;
    memcpy(&bits, &item->at_s, sizeof bits);
    return (sim_agenda_key) bits << 64
           | (uint64_t) item->kind << (SIM_AGENDA_SERIAL_BITS + SIM_AGENDA_ITEM_BITS)
           | item->serial << SIM_AGENDA_ITEM_BITS | item->item;
}

void sim_agenda_add(struct sim_agenda *agenda, const struct sim_agenda_item *item)
{
    assert(item->serial >> SIM_AGENDA_SERIAL_BITS == 0
           && item->item >> SIM_AGENDA_ITEM_BITS == 0);
    agenda->keys = sim_mem_grow(agenda->keys, &agenda->capacity, agenda->count + 1,
                                sizeof *agenda->keys);
    const sim_agenda_key key = key_of(item);
    sim_agenda_key *keys = agenda->keys;
    size_t i = agenda->count++;
    for (size_t parent; i > 0 && keys[parent = (i - 1) / 4] > key; i = parent)
        keys[i] = keys[parent];
    keys[i] = key;
}

/* Lets `key` sink from the root to where it belongs among the first `count`. */
static void sink(sim_agenda_key *keys, size_t count, sim_agenda_key key)
{
    size_t i = 0;
    for (;;) {
        const size_t first = 4 * i + 1;
        if (first >= count)
            break;
        const size_t end = first + 4 < count ? first + 4 : count;
        size_t least = first;
        for (size_t child = first + 1; child < end; child++)
            least = keys[child] < keys[least] ? child : least;
        if (keys[least] >= key)
            break;
        keys[i] = keys[least];
        i = least;
    }
    keys[i] = key;
}

struct sim_agenda_item sim_agenda_take(struct sim_agenda *agenda)
{
    assert(agenda->count > 0);
    const sim_agenda_key key = agenda->keys[0];
    const uint64_t low = (uint64_t) key;
    struct sim_agenda_item item = {
        .at_s = sim_agenda_first_s(agenda),
        .kind = (unsigned) (low >> (SIM_AGENDA_SERIAL_BITS + SIM_AGENDA_ITEM_BITS)),
        .serial = low >> SIM_AGENDA_ITEM_BITS & ((1ull << SIM_AGENDA_SERIAL_BITS) - 1),
        .item = (uint32_t) (low & ((1u << SIM_AGENDA_ITEM_BITS) - 1)),
    };
    agenda->count--;
    if (agenda->count > 0)
        sink(agenda->keys, agenda->count, agenda->keys[agenda->count]);
    return item;
}

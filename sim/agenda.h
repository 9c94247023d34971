/* What will happen at a known time: a 4-ary heap of 128-bit integer keys, ordered by
 * time, then kind, then serial number, never by insertion.  A non-negative double
 * orders like its bits, so one integer comparison does it all. */
#ifndef SIM_AGENDA_H
#define SIM_AGENDA_H

#include <stddef.h>
#include <stdint.h>
#include <string.h>

#include "sim/ends.h" /* SIM_NEVER */

enum {
    SIM_AGENDA_KIND_BITS = 3,
    SIM_AGENDA_SERIAL_BITS = 37,
    SIM_AGENDA_ITEM_BITS = 24
};

__extension__ typedef unsigned __int128 sim_agenda_key;

struct sim_agenda {
    sim_agenda_key *keys; /* owned */
    size_t count, capacity;
};

struct sim_agenda_item {
    double at_s;
    unsigned kind; /* below 8 */
    uint64_t serial;
    uint32_t item; /* below 2^24 */
};

void sim_agenda_done(struct sim_agenda *agenda);
void sim_agenda_clear(struct sim_agenda *agenda);
void sim_agenda_copy(struct sim_agenda *to, const struct sim_agenda *from);

/* O(log n).  at_s >= 0. */
void sim_agenda_add(struct sim_agenda *agenda, const struct sim_agenda_item *item);

/* Takes the earliest away; the agenda must not be empty.  O(log n). */
struct sim_agenda_item sim_agenda_take(struct sim_agenda *agenda);

/* Time of the earliest, or SIM_NEVER. */
static inline double sim_agenda_first_s(const struct sim_agenda *agenda)
{
    if (agenda->count == 0)
        return SIM_NEVER;
    const uint64_t bits = (uint64_t) (agenda->keys[0] >> 64);
    double at_s;
    memcpy(&at_s, &bits, sizeof at_s);
    return at_s;
}

#endif

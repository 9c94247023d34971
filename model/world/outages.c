#include "model/world/outages.h"

#include <string.h>

#include "model/world/chance.h"

/* Down from quarter hour q on for `lasts_s`. */
static void go_down(uint8_t *down, int quarters, int q, double lasts_s)
{
    const double end_s = q * (double) CALENDAR_QUARTER_S + lasts_s;
    do
        down[q++] = 1;
    while (q < quarters && q * (double) CALENDAR_QUARTER_S < end_s);
}

static void draw_one(const struct program *program, int outage, uint64_t key,
                     uint8_t *down)
{
    const struct program_outage *plan = &program->outages[outage];
    const struct calendar *calendar = &program->calendar;
    const int64_t first = calendar->start_utc_s / CALENDAR_QUARTER_S;
    for (int q = 0; q < calendar->quarters; q++) {
        const uint64_t at = sim_rng_key(key, (uint64_t) (first + q));
        const unsigned starts = sim_rng_poisson(plan->per_quarter, sim_rng_unit(at));
        for (unsigned i = 0; i < starts; i++)
            go_down(down, calendar->quarters, q,
                    sim_dist_draw(&plan->lasts, sim_rng_key(at, i + 1)));
    }
}

void outages_draw(const struct program *program, uint64_t replication_key,
                  uint8_t *down)
{
    const size_t quarters = (size_t) program->calendar.quarters;
    const uint64_t key = sim_rng_key(replication_key, CHANCE_OUTAGE);
    memset(down, 0, quarters * (size_t) program->outage_count);
    for (int o = 0; o < program->outage_count; o++) {
        uint8_t *row = &down[(size_t) o * quarters];
        if (program->outages[o].planned != NULL)
            memcpy(row, program->outages[o].planned, quarters);
        else
            draw_one(program, o, sim_rng_key(key, (uint64_t) o), row);
    }
}

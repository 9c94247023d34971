/* The parts of staffing.  Private to model/people/staffing*.c. */
#ifndef MODEL_STAFFING_PARTS_H
#define MODEL_STAFFING_PARTS_H

#include "model/people/staffing.h"

/* Chance of one person to be absent from one shift, by month of its date. */
struct staffing_chance {
    double drawn[12]; /* shift by shift */
    double usual[12]; /* with sickness in spells too */
};

/* FNV-1a, 64 bits. */
uint64_t staffing_name_key(const char *name);

/* Fills posted and shifts. */
void staffing_post(const struct scenario_team *team, const struct calendar *calendar,
                   const struct staffing_chance *chance, struct staffing_team *out);

/* The same as staffing_draw() whether the team is random or not, from what the team
 * has of posted, usual, shifts and away. */
void staffing_draw_team(const struct staffing *staffing,
                        const struct staffing_team *team, uint64_t key, uint16_t *out,
                        uint8_t *short_by);

#endif

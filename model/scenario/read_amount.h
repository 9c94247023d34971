/* Arithmetic of what-ifs on values as written, each with its unit: "12 %", "5 min", 7.
 */
#ifndef MODEL_SCENARIO_READ_AMOUNT_H
#define MODEL_SCENARIO_READ_AMOUNT_H

#include "model/scenario/change.h"
#include "model/scenario/read_tree.h"

/* Changes a number, time, share or law of times in place, as if written at `at`.
 * Returns null, or why it cannot be done, with the node left alone. */
const char *read_amount(struct read_node *node, enum change_op op,
                        const struct read_node *value, struct sim_where at);

/* A share 0..1 as written; false when it is none. */
bool read_share(const struct read_node *node, double *out);

/* Writes a share; rounding below 0 is taken off. */
void read_put_share(struct read_node *node, double share, struct sim_where at);

#endif

/* One group of settings into one struct, by a table of fields.  Every mistake gets a
 * complaint that begins with `who`, the object it is in, such as `line "sales": `
 * (empty for the scenario as a whole). */
#ifndef MODEL_SCENARIO_READ_FIELD_H
#define MODEL_SCENARIO_READ_FIELD_H

#include "model/scenario/read_tree.h"
#include "sim/field.h"

/* Fills `object` from the group: unknown and missing settings are refused, those left
 * out get their fallback.  Settings of kind SIM_FIELD_OWN are only known, not read. */
void read_fields(struct read *read, const struct read_node *group,
                 const struct sim_field *fields, const char *who, void *object);

/* Reads one value; false after a complaint, with *to left alone. */
bool read_value(struct read *read, const struct sim_field *field,
                const struct read_node *node, const char *who, void *to);

/* The members of a group or the entries of a list; one complaint and false when the
 * node is something else.  `what` is its name, `form` what it must be. */
bool read_expect(struct read *read, const struct read_node *node, enum read_kind kind,
                 const char *who, const char *form);

/* A law of times: a bare time or a group with `law`.  `field` has the range of the
 * mean, and its kind says what a bare time is. */
bool read_law(struct read *read, const struct sim_field *field,
              const struct read_node *node, const char *who, struct sim_dist *out);

/* Hours of the week: a text or a list of texts.  out->spans is owned by the caller. */
bool read_hours(struct read *read, const struct read_node *node, const char *who,
                struct scenario_hours *out);

/* The members dates, days and hours of a group; a group with none of them holds
 * always.  Returns false after a complaint. */
bool read_window(struct read *read, const struct read_node *group, const char *who,
                 struct scenario_window *out);

/* Complains that the setting must be something, with its value. */
void read_refuse(struct read *read, const struct read_node *node, const char *who,
                 const char *must);

/* Complains that nothing of `names` is called as `node` says. */
void read_refuse_name(struct read *read, const struct read_node *node, const char *who,
                      const char *what, const char *const *names, size_t count);

#endif

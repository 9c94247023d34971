/* The parts of the compiler.  Private to model/world/program*.c. */
#ifndef MODEL_PROGRAM_PARTS_H
#define MODEL_PROGRAM_PARTS_H

#include "model/world/program.h"

/* What the compiler passes around. */
struct compiler {
    const struct scenario *scenario;
    struct program *program;
    struct sim_diag *diag;
};

/* Whether each quarter hour is inside the hours, owned; null when there are none. */
uint8_t *program_open_quarters(const struct compiler *c,
                               const struct scenario_hours *hours);

/* Number of ways, rows and handlings that redials, calls again and laws of their own
 * need, and room for them.  Before anything else. */
void program_make_room(const struct compiler *c);

/* Index in program.handlings of these laws, or -1 without any. */
int program_handling(struct program *program, bool has_talk,
                     const struct sim_dist *talk, bool has_wrap_up,
                     const struct sim_dist *wrap_up);

/* Redials of stages and outages; then what is special about lines (after the lines are
 * there), and their views. */
void program_compile_redials(const struct compiler *c);
void program_compile_outages(const struct compiler *c);
void program_compile_specials(const struct compiler *c);

/* The view of a line, made if need be; `stage` starts the clock of VIEW_MARK.  Null,
 * with a complaint, when there are too many clocks. */
struct program_view *program_view_for(const struct compiler *c, int line,
                                      enum program_view_kind kind, int stage,
                                      struct sim_where at);

#endif

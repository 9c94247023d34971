/* The parts of question.  Private to model/planner/. */
#ifndef MODEL_QUESTION_PARTS_H
#define MODEL_QUESTION_PARTS_H

#include "model/planner/question.h"

/* Whether a slot of the pattern, or of the day before it (from -QUESTION_DAY), lies in
 * a span; bank_named as in calendar_span_begins(). */
bool question_in_span(const struct question *question, const struct scenario_span *span,
                      bool bank_named, int slot);

/* Fills needs from the plan's holds: which quarter hours count together.  Complains of
 * a need without a whole interval in the period. */
bool question_add_needs(struct question *question, struct sim_diag *diag);

#endif

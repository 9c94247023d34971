/* How long a call occupies a person, on average; only model/pathway/load*.c use this.
 */
#ifndef MODEL_LOAD_WORK_H
#define MODEL_LOAD_WORK_H

#include "model/pathway/load.h"

/* Mean seconds of a call that nobody has to wait for, by stream and line, and what they
 * are multiplied by. */
struct load_work {
    const struct scenario *scenario;
    int line_count, quarters;
    double *talk_s, *wrap_up_s; /* owned: [stream * lines + line] */
    double *rest_s;             /* owned: [line], ringing and dialling */
    double *talk, *wrap_up;     /* owned: [line * quarters + q], factors */
};

void load_work_init(const struct scenario *scenario, const struct calendar *calendar,
                    const struct load *load, struct load_work *out);

/* Seconds that one call of a stream which comes to a line in quarter q occupies a
 * person, and until it goes on: wrap-up comes after that.  Where one person does n
 * calls at a time both are 1/n of the call's own time. */
struct load_work_call {
    double work_s, goes_on_s;
};
struct load_work_call load_work_call(const struct load_work *work, int stream, int line,
                                     int q);

/* Adds the work of quarter q; visits: entries to stages, by stream, of one caller. */
void load_work_add(const struct load_work *work, const double *rates,
                   const double *visits, int q, struct load *load);

void load_work_done(struct load_work *work);

/* Share of those who are answered at a line: 1, but for one that is dialled. */
double load_reached(const struct scenario_stage *stage);

#endif

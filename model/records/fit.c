#include "model/records/fit.h"

#include <math.h>
#include <stddef.h>
#include <stdlib.h>

#include "sim/mem.h"

static const double NORMAL_95 = 1.959963984540054;

static double at(const struct records_cell *cell, size_t offset)
{
    return *(const double *) ((const char *) cell + offset);
}

/* The sum of squares of what intervals have beyond the mean: its variance is that of
 * a ratio of sums, and over the calls that of a single one. */
static struct fit_mean mean_of(const struct records *records, const struct fit_line *l,
                               struct scenario_dates dates, double sum_s, size_t offset)
{
    struct fit_mean out = { .is_known = l->sum.answered > 0.0 };
    if (!out.is_known)
        return out;
    out.mean_s = sum_s / l->sum.answered;
    double squares = 0.0;
    for (size_t i = 0; i < records->cell_count; i++) {
        const struct records_cell *const cell = &records->cells[i];
        if (cell->line != l->line || cell->date < dates.first
            || cell->date > dates.last)
            continue;
        const double off = at(cell, offset) - cell->answered * out.mean_s;
        squares += off * off;
    }
    out.half_s = NORMAL_95 * sqrt(squares) / l->sum.answered;
    out.cv = out.mean_s > 0.0 ? sqrt(squares / l->sum.answered) / out.mean_s : 0.0;
    return out;
}

static void fit_one(const struct records *records, struct scenario_dates dates,
                    struct fit_line *out)
{
    const struct records_sum sum = records_total(records, out->line, dates);
    struct profile_counts counts;
    out->sum = sum;
    profile_counts_init(&counts, records, out->line, dates);
    out->has_profile = profile_fit(&counts, &out->profile);
    profile_counts_done(&counts);
    if (records->has_talk)
        out->talk = mean_of(records, out, dates, sum.talk_s,
                            offsetof(struct records_cell, talk_s));
    if (records->has_wrap_up)
        out->wrap_up = mean_of(records, out, dates, sum.wrap_up_s,
                               offsetof(struct records_cell, wrap_up_s));
    out->patience_status = patience_fit(records, &sum, &out->patience);
    const double left = sum.offered - sum.answered - sum.abandoned;
    out->left_share = sum.offered > 0.0 ? left / sum.offered : 0.0;
}

void fit_make(const struct records *records, struct scenario_dates dates,
              struct fit *out)
{
    *out = (struct fit){ .dates = dates, .line_count = records->line_count };
    out->lines = sim_mem_array((size_t) records->line_count, sizeof *out->lines);
    for (int i = 0; i < out->line_count; i++) {
        out->lines[i].line = i;
        fit_one(records, dates, &out->lines[i]);
    }
}

void fit_done(struct fit *fit)
{
    if (fit == NULL)
        return;
    free(fit->lines);
    *fit = (struct fit){ 0 };
}

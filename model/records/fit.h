/* What an interval export says about demand, handling and patience, line by line, and
 * how sure it is: 95 % intervals as half widths. */
#ifndef MODEL_FIT_H
#define MODEL_FIT_H

#include <stdbool.h>

#include "model/records/patience_fit.h"
#include "model/records/profile_fit.h"
#include "model/records/records.h"

/* A mean time a call, from sums by interval: the ratio of sums, its noise from how the
 * intervals scatter about it.  `cv` is that of single calls which would scatter the
 * sums so, at most: what changes with the hour scatters them too.  The export does not
 * show the law. */
struct fit_mean {
    bool is_known;
    double mean_s, half_s, cv;
};

struct fit_line {
    int line; /* of the records */
    struct records_sum sum;
    bool has_profile; /* some call was offered */
    struct profile_fit profile;
    struct fit_mean talk, wrap_up;
    enum patience_fit_status patience_status;
    struct patience_fit patience;
    double left_share; /* of the offered: neither answered nor abandoned */
};

struct fit {
    struct scenario_dates dates; /* that were used */
    struct fit_line *lines;      /* owned; lines without a row in the dates too */
    int line_count;
};

/* Fits all lines of the records within the dates.  O(rows + days * intervals). */
void fit_make(const struct records *records, struct scenario_dates dates,
              struct fit *out);
void fit_done(struct fit *fit);

#endif

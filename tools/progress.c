#include "tools/progress.h"

#include <math.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <time.h>
#include <unistd.h>

static const double PAUSE_S = 0.1, MINUTE_S = 60.0;

static double now_s(void)
{
    struct timespec now;
    clock_gettime(CLOCK_MONOTONIC, &now);
    return (double) now.tv_sec + 1e-9 * (double) now.tv_nsec;
}

void progress_init(struct progress *progress, const char *period, bool quiet)
{
    const char *const terminal = getenv("TERM");
    *progress = (struct progress){
        .is_shown = !quiet && isatty(STDERR_FILENO)
                    && (terminal == NULL || strcmp(terminal, "dumb") != 0),
        .period = period,
        .began_s = now_s(),
    };
}

void progress_tell(void *to, int done, int planned)
{
    struct progress *const progress = to;
    const double at_s = now_s();
    if (!progress->is_shown || (at_s - progress->told_s < PAUSE_S && done < planned))
        return;
    progress->told_s = at_s;
    progress->is_begun = true;
    const double left_s = ceil((at_s - progress->began_s) / done * (planned - done));
    fprintf(stderr, "\r%d of %s%d simulated %ss, ", done,
            progress->may_end_before ? "at most " : "", planned, progress->period);
    if (left_s < 2.0 * MINUTE_S)
        fprintf(stderr, "%.0f s left\033[K", left_s);
    else
        fprintf(stderr, "%.0f min left\033[K", ceil(left_s / MINUTE_S));
    fflush(stderr);
}

void progress_done(struct progress *progress)
{
    if (progress->is_begun)
        fputs("\r\033[K", stderr);
    progress->is_begun = false;
}

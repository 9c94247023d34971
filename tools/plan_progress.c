#include "tools/plan_progress.h"

#include <math.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <time.h>
#include <unistd.h>

#include "sim/mem.h"
#include "tools/plan_words.h"
#include "tools/report.h"
#include "tools/report_text.h"

static const double PAUSE_S = 0.1, MINUTE_S = 60.0;
static const double SHARE_TO_TELL = 0.01; /* before that the time left is a guess */

static double now_s(void)
{
    struct timespec now;
    clock_gettime(CLOCK_MONOTONIC, &now);
    return (double) now.tv_sec + 1e-9 * (double) now.tv_nsec;
}

void plan_progress_init(struct plan_progress_line *line,
                        const struct question *question, bool quiet)
{
    const char *const terminal = getenv("TERM");
    *line = (struct plan_progress_line){
        .question = question,
        .is_shown = !quiet && isatty(STDERR_FILENO)
                    && (terminal == NULL || strcmp(terminal, "dumb") != 0),
        .began_s = now_s(),
    };
}

static char *left_words(double share, double elapsed_s)
{
    if (share < SHARE_TO_TELL || share > 1.0)
        return sim_mem_text("");
    const double left_s = elapsed_s / share * (1.0 - share);
    return left_s < 2.0 * MINUTE_S
               ? sim_mem_print(", %.0f s left", ceil(left_s))
               : sim_mem_print(", %.0f min left", ceil(left_s / MINUTE_S));
}

static char *best_words(const struct question *question,
                        const struct plan_progress *progress)
{
    if (progress->cost <= 0.0)
        return sim_mem_text("");
    char *const cost = plan_words_cost(question, progress->cost);
    char *const words =
        progress->bound <= 0.0
            ? sim_mem_print(" best %s,", cost)
            : sim_mem_print(" best %s, %.0f %% above the bound,", cost,
                            100.0 * (progress->cost / progress->bound - 1.0));
    free(cost);
    return words;
}

char *plan_progress_words(const struct question *question,
                          const struct plan_progress *progress, double elapsed_s)
{
    enum { WIDTH = 79 };
    char *const best = best_words(question, progress);
    char *const runs = report_text_many((double) progress->evaluations);
    char *const left = left_words(progress->share, elapsed_s);
    char *const words =
        sim_mem_print("%s:%s %s runs%s", progress->doing, best, runs, left);
    free(best);
    free(runs);
    free(left);
    size_t end = 0;
    for (int used = 0; words[end] != '\0' && used < WIDTH; used++)
        for (end++; ((unsigned char) words[end] & 0xc0) == 0x80;)
            end++;
    words[end] = '\0';
    return words;
}

void plan_progress_tell(void *to, const struct plan_progress *progress)
{
    struct plan_progress_line *const line = to;
    const double at_s = now_s();
    if (!line->is_shown || at_s - line->told_s < PAUSE_S)
        return;
    line->told_s = at_s;
    line->is_begun = true;
    char *const words =
        plan_progress_words(line->question, progress, at_s - line->began_s);
    fputc('\r', stderr);
    report_table_say(words, REPORT_PLAIN, report_style_of(stderr), stderr);
    fputs("\033[K", stderr);
    fflush(stderr);
    free(words);
}

void plan_progress_done(struct plan_progress_line *line)
{
    if (line->is_begun)
        fputs("\r\033[K", stderr);
    line->is_begun = false;
}

#include "tools/export.h"

#include <inttypes.h>
#include <math.h>
#include <stdio.h>
#include <stdlib.h>

#include "model/demand/calendar.h"
#include "model/measure/tally.h"
#include "model/records/records_map.h"
#include "model/world/program.h"
#include "model/world/world.h"
#include "sim/mem.h"
#include "tools/csv_out.h"
#include "tools/options.h"

enum { HALF_HOUR_QUARTERS = 2, BANDS = 9, HOUR_QUARTERS = 4, QUARTER_MIN = 15 };

/* Where bands end; the last has no end. */
static const int ends_s[BANDS - 1] = { 10, 20, 30, 60, 120, 300, 600, 1800 };

/* An arrival found from the end of its wait may come out a rounding before its half
 * hour, a wait found from its ends a rounding after its band. */
static const double ROUNDING_S = 1e-6;

/* One line in one half hour. */
struct half_hour {
    uint32_t offered, answered, abandoned;
    uint32_t answered_in[BANDS], abandoned_in[BANDS];
    double talk_s, wrap_up_s, wait_s, lost_wait_s;
};

struct export
{
    const struct scenario *scenario;
    const struct program *program;
    struct half_hour *halves; /* owned: [half hour of the period * lines + line] */
};

static int band_of(double wait_s)
{
    int band = 0;
    while (band < BANDS - 1 && wait_s > ends_s[band] + ROUNDING_S)
        band++;
    return band;
}

/* Where an arrival at this time counts; null outside the period. */
static struct half_hour *half_at(const struct export *export, double at_s, int line)
{
    const struct calendar *const calendar = &export->program->calendar;
    const int quarter = (int) floor((at_s + ROUNDING_S) / CALENDAR_QUARTER_S);
    if (quarter < calendar->from || quarter >= calendar->to)
        return NULL;
    const int half = (quarter - calendar->from) / HALF_HOUR_QUARTERS;
    return &export->halves[(size_t) half * export->program->line_count + line];
}

static void count(void *to, const struct world_event *event)
{
    const struct export *const export = to;
    const int line = export->program->stages[event->place].line;
    if (line < 0)
        return;
    struct half_hour *const half = half_at(export, event->at_s - event->wait_s, line);
    if (half == NULL)
        return;
    if (event->what == WORLD_ENTERS || event->what == WORLD_CLOSED) {
        half->offered++;
    } else if (event->what == WORLD_ANSWERED) {
        half->answered++;
        half->answered_in[band_of(event->wait_s)]++;
        half->talk_s += event->talk_s;
        half->wrap_up_s += event->wrap_up_s;
        half->wait_s += event->wait_s;
    } else if (event->what == WORLD_HANGS_UP) {
        half->abandoned++;
        half->abandoned_in[band_of(event->wait_s)]++;
        half->lost_wait_s += event->wait_s;
    }
}

static void write_bands(const char *word, FILE *to)
{
    for (int i = 0; i < BANDS - 1; i++)
        fprintf(to, ",%s %d-%d", word, i > 0 ? ends_s[i - 1] : 0, ends_s[i]);
    fprintf(to, ",%s %d+", word, ends_s[BANDS - 2]);
}

static void write_heading(FILE *to)
{
    static const enum records_column before[] = { RECORDS_DATE,     RECORDS_TIME,
                                                  RECORDS_LINE,     RECORDS_OFFERED,
                                                  RECORDS_ANSWERED, RECORDS_ABANDONED };
    static const enum records_column after[] = { RECORDS_TALK_TOTAL,
                                                 RECORDS_WRAP_UP_TOTAL,
                                                 RECORDS_WAIT_TOTAL,
                                                 RECORDS_LOST_WAIT_TOTAL };
    struct csv_row row = { .to = to };
    for (size_t i = 0; i < sizeof before / sizeof *before; i++)
        csv_row_text(&row, records_map_headings[before[i]]);
    write_bands("answered", to);
    write_bands("abandoned", to);
    for (size_t i = 0; i < sizeof after / sizeof *after; i++)
        csv_row_text(&row, records_map_headings[after[i]]);
    csv_row_end(&row);
}

static void write_half(const struct export *export, int quarter, int line, FILE *to)
{
    const struct calendar *const calendar = &export->program->calendar;
    const struct half_hour *const half =
        half_at(export, (double) quarter * CALENDAR_QUARTER_S, line);
    const struct calendar_civil day = calendar_civil(calendar->date[quarter]);
    const int local = calendar->local[quarter];
    const int stage = export->program->lines[line].stage;
    struct csv_row row = { .to = to, .is_begun = true };
    fprintf(to, "%04d-%02d-%02d,%02d:%02d", day.year, day.month, day.day,
            local / HOUR_QUARTERS, local % HOUR_QUARTERS * QUARTER_MIN);
    csv_row_text(&row, export->scenario->stages[stage].name);
    csv_row_whole(&row, half->offered);
    csv_row_whole(&row, half->answered);
    csv_row_whole(&row, half->abandoned);
    for (int i = 0; i < BANDS; i++)
        csv_row_whole(&row, half->answered_in[i]);
    for (int i = 0; i < BANDS; i++)
        csv_row_whole(&row, half->abandoned_in[i]);
    csv_row_whole(&row, llround(half->talk_s));
    csv_row_whole(&row, llround(half->wrap_up_s));
    csv_row_whole(&row, llround(half->wait_s));
    csv_row_whole(&row, llround(half->lost_wait_s));
    csv_row_end(&row);
}

static void run(struct export *export, uint64_t seed, int replication, FILE *to)
{
    const struct program *const program = export->program;
    const struct calendar *const calendar = &program->calendar;
    const size_t halves = (size_t) (calendar->to - calendar->from) / HALF_HOUR_QUARTERS;
    export->halves =
        sim_mem_array(halves * program->line_count, sizeof *export->halves);
    struct tally tally;
    tally_init(&tally, program);
    struct world *const world = world_new(program);
    world_trace(world, count, export);
    world_run(world, seed, replication, &tally);
    write_heading(to);
    for (int q = calendar->from; q < calendar->to; q += HALF_HOUR_QUARTERS)
        for (int line = 0; line < program->line_count; line++)
            write_half(export, q, line, to);
    world_free(world);
    tally_done(&tally);
    free(export->halves);
}

int export_write(const struct scenario *scenario, uint64_t seed, int replication,
                 const char *path, struct sim_diag *diag, struct output *output)
{
    struct program program;
    struct program_measured *const measured =
        sim_mem_array(scenario->target_count, sizeof *measured);
    int status = TENFIVE_BAD_INPUT;
    if (program_compile(scenario, diag, &program, measured)) {
        struct export export = { .scenario = scenario, .program = &program };
        FILE *const to = output_add(output, path);
        if (to != NULL)
            run(&export, seed, replication, to);
        status = output_close(output) ? TENFIVE_DONE : TENFIVE_MACHINE;
    }
    program_done(&program);
    free(measured);
    return status;
}

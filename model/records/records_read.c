#include <math.h>
#include <stdlib.h>
#include <string.h>
#include <strings.h>

#include "model/demand/calendar.h"
#include "model/records/records.h"
#include "model/scenario/text.h"
#include "sim/mem.h"

enum { QUARTER_MIN = 15, HOUR_MIN = 60, DAY_MIN = 1440, DAY_QUARTERS = 96 };

/* Beyond any interval of any line; sums of such counts stay exact. */
static const double MOST_CALLS = 1e6;

/* What has been read of one queue. */
struct queue {
    char *name;                 /* owned */
    int line;                   /* -1: left out */
    int32_t date;               /* of its newest row */
    int minute;                 /* of that; -1: no row yet */
    unsigned row;               /* its line in the file */
    uint8_t seen[DAY_QUARTERS]; /* rows of that date, by the quarter they begin in */
};

struct reading {
    struct csv csv;
    const struct records_map *map;
    int column[RECORDS_COLUMNS];
    int answered_in[RECORDS_MOST_BANDS], abandoned_in[RECORDS_MOST_BANDS];
    struct queue *queues; /* owned, RECORDS_MOST_QUEUES */
    int queue_count;
    struct records out;
};

/* ---- cells ---- */

static bool whole_number(struct csv *csv, int column, double *out)
{
    double value;
    if (!csv_number(csv, column, &value))
        return false;
    if (value < 0.0 || value > MOST_CALLS || value != floor(value)) {
        csv_error(csv, column, "must be a whole number from 0 to 1,000,000");
        return false;
    }
    *out = value;
    return true;
}

static bool seconds(struct csv *csv, int column, double *out)
{
    double value;
    if (!text_time(csv->cells[column], &value) && !csv_number(csv, column, &value))
        return false;
    if (value < 0.0) {
        csv_error(csv, column, "must be at least 0");
        return false;
    }
    *out = value;
    return true;
}

/* A sum of seconds from its total or from its mean a call; not there: 0. */
static bool sum_of(struct reading *reading, enum records_column total, double calls,
                   double *out)
{
    const int mean = reading->column[total + 1];
    *out = 0.0;
    if (reading->column[total] >= 0)
        return seconds(&reading->csv, reading->column[total], out);
    if (mean < 0 || (calls == 0.0 && *reading->csv.cells[mean] == '\0'))
        return true;
    if (!seconds(&reading->csv, mean, out))
        return false;
    *out *= calls;
    return true;
}

/* The counts of all bands, which must add up.  An empty cell is 0. */
static void read_bands(struct reading *reading, const struct records_bands *bands,
                       const int *column, int total_column, uint32_t *out)
{
    struct csv *const csv = &reading->csv;
    double sum = 0.0, total = 0.0;
    bool sound = bands->count > 0;
    for (int i = 0; i < bands->count; i++) {
        double count = 0.0;
        if (*csv->cells[column[i]] != '\0')
            sound &= whole_number(csv, column[i], &count);
        out[i] = (uint32_t) count;
        sum += count;
    }
    if (sound && text_number(csv->cells[total_column], &total) && total != sum)
        csv_error(csv, total_column, "must be the sum of its bands, %.0f", sum);
}

/* ---- when ---- */

/* "10:30", "10:30:00" and "10:30-11:00", of which the beginning counts. */
static bool clock_part(const char *text, int *out)
{
    char part[16];
    const size_t length = strcspn(text, "-");
    if (length == 0 || length >= sizeof part)
        return false;
    memcpy(part, text, length);
    part[length] = '\0';
    return text_clock(part, out) && *out < DAY_MIN;
}

/* Date and time in one cell, parted by a blank or a T. */
static bool start_parts(const char *text, int32_t *date, int *minute)
{
    char day[16];
    const size_t length = strcspn(text, " T");
    if (text[length] == '\0' || length >= sizeof day)
        return false;
    memcpy(day, text, length);
    day[length] = '\0';
    return text_date(day, date) && clock_part(text + length + 1, minute);
}

static bool read_when(struct reading *reading, int32_t *date, int *minute)
{
    struct csv *const csv = &reading->csv;
    const int start = reading->column[RECORDS_START];
    const int day = reading->column[RECORDS_DATE], time = reading->column[RECORDS_TIME];
    bool sound = true;
    if (start >= 0) {
        sound = start_parts(csv->cells[start], date, minute);
        if (!sound)
            csv_error(csv, start,
                      "must be a date and a time such as \"2022-03-05 10:30\" or "
                      "\"05/03/2022 10:30\"");
    } else {
        if (!text_date(csv->cells[day], date)) {
            csv_error(csv, day, "must be %s", text_forms[TEXT_DATE]);
            sound = false;
        }
        if (!clock_part(csv->cells[time], minute)) {
            csv_error(csv, time, "must be a time of day such as 10:30");
            sound = false;
        }
    }
    if (sound && *minute % QUARTER_MIN != 0) {
        csv_error(csv, start >= 0 ? start : time, "must be on the quarter hour");
        sound = false;
    }
    return sound;
}

static char *when_words(int32_t date, int minute)
{
    const struct calendar_civil civil = calendar_civil(date);
    return sim_mem_print("%04d-%02d-%02d %02d:%02d", civil.year, civil.month, civil.day,
                         minute / HOUR_MIN, minute % HOUR_MIN);
}

/* Whether a row of its queue may stand here: after the one before, or the second of its
 * time in the hour that comes twice. */
static bool is_in_order(struct reading *reading, struct queue *queue, int32_t date,
                        int minute)
{
    const int quarter = minute / QUARTER_MIN;
    if (queue->minute < 0 || date > queue->date)
        memset(queue->seen, 0, sizeof queue->seen);
    const int times = records_times(date, quarter, QUARTER_MIN);
    const bool later = queue->minute < 0 || date > queue->date
                       || (date == queue->date && minute > queue->minute);
    const bool second = date == queue->date && times == 2 && queue->seen[quarter] == 1;
    if (!second && (!later || queue->seen[quarter] > 0)) {
        char *const here = when_words(date, minute);
        char *const before = when_words(queue->date, queue->minute);
        if (date == queue->date && queue->seen[quarter] > 0)
            csv_error_at(&reading->csv, reading->csv.at,
                         "%s of \"%s\" is there already", here, queue->name);
        else
            csv_error_at(&reading->csv, reading->csv.at,
                         "%s of \"%s\" must come after %s, line %u: rows of a line are "
                         "in order of time",
                         here, queue->name, before, queue->row);
        free(here);
        free(before);
        return false;
    }
    reading->out.twice += second;
    queue->seen[quarter]++;
    queue->date = date;
    queue->minute = minute;
    queue->row = reading->csv.at.line;
    return true;
}

/* ---- lines ---- */

static int line_index(struct records *out, const char *name, struct sim_where at)
{
    const int line = records_line(out, name);
    if (line >= 0 || out->line_count == SCENARIO_MOST_LINES)
        return line;
    out->lines[out->line_count] = sim_mem_text(name);
    out->line_at[out->line_count] = at;
    return out->line_count++;
}

/* The line of a queue that is met for the first time; -2 after a complaint. */
static int line_of(struct reading *reading, const char *name)
{
    const struct records_map *const map = reading->map;
    const char *line = name;
    if (map->queue_count > 0) {
        const char *names[RECORDS_MOST_QUEUES];
        int found = -1;
        for (int i = 0; i < map->queue_count; i++) {
            names[i] = map->queues[i].name;
            found = strcasecmp(names[i], name) == 0 ? i : found;
        }
        if (found < 0) {
            const char *const meant =
                text_suggest(name, names, (size_t) map->queue_count);
            csv_error(&reading->csv, reading->column[RECORDS_LINE],
                      "unknown line: the map has no queue of that name%s%s%s",
                      meant != NULL ? " (did you mean \"" : "",
                      meant != NULL ? meant : "", meant != NULL ? "\"?)" : "");
            return -2;
        }
        line = map->queues[found].line;
        if (line == NULL)
            return -1;
    }
    const int index = line_index(&reading->out, line, reading->csv.at);
    if (index < 0)
        csv_error(&reading->csv, reading->column[RECORDS_LINE],
                  "is one line too many, at most %d are read", SCENARIO_MOST_LINES);
    return index < 0 ? -2 : index;
}

static struct queue *queue_of(struct reading *reading)
{
    struct csv *const csv = &reading->csv;
    const char *const name = csv->cells[reading->column[RECORDS_LINE]];
    if (*name == '\0') {
        csv_error(csv, reading->column[RECORDS_LINE], "must be the name of a line");
        return NULL;
    }
    for (int i = 0; i < reading->queue_count; i++)
        if (strcmp(reading->queues[i].name, name) == 0)
            return &reading->queues[i];
    if (reading->queue_count == RECORDS_MOST_QUEUES) {
        csv_error(csv, reading->column[RECORDS_LINE],
                  "is one queue too many, at most %d are read", RECORDS_MOST_QUEUES);
        return NULL;
    }
    const int line = line_of(reading, name);
    if (line == -2)
        return NULL;
    struct queue *const queue = &reading->queues[reading->queue_count++];
    *queue = (struct queue){ .name = sim_mem_text(name), .line = line, .minute = -1 };
    return queue;
}

/* ---- rows ---- */

static void read_counts(struct reading *reading, struct records_cell *cell)
{
    struct csv *const csv = &reading->csv;
    const struct records_map *const map = reading->map;
    whole_number(csv, reading->column[RECORDS_OFFERED], &cell->offered);
    whole_number(csv, reading->column[RECORDS_ANSWERED], &cell->answered);
    whole_number(csv, reading->column[RECORDS_ABANDONED], &cell->abandoned);
    read_bands(reading, &map->answered, reading->answered_in,
               reading->column[RECORDS_ANSWERED], cell->answered_in);
    read_bands(reading, &map->abandoned, reading->abandoned_in,
               reading->column[RECORDS_ABANDONED], cell->abandoned_in);
    sum_of(reading, RECORDS_TALK_TOTAL, cell->answered, &cell->talk_s);
    sum_of(reading, RECORDS_WRAP_UP_TOTAL, cell->answered, &cell->wrap_up_s);
    sum_of(reading, RECORDS_WAIT_TOTAL, cell->answered, &cell->wait_s);
    sum_of(reading, RECORDS_LOST_WAIT_TOTAL, cell->abandoned, &cell->lost_wait_s);
}

/* A row of the hour that the clocks skip has nothing to say; false when it does not. */
static bool is_of_skipped_hour(struct reading *reading, const struct records_cell *cell,
                               int minute)
{
    if (records_times(cell->date, minute / QUARTER_MIN, QUARTER_MIN) > 0)
        return false;
    char *const when = when_words(cell->date, minute);
    if (cell->offered + cell->answered + cell->abandoned > 0.0)
        csv_error_at(&reading->csv, reading->csv.at,
                     "has calls at %s, in the hour that the clocks skip", when);
    free(when);
    reading->out.skipped++;
    return true;
}

static void read_row(struct reading *reading)
{
    struct records *const out = &reading->out;
    struct records_cell cell = { 0 };
    int minute = 0;
    struct queue *const queue = queue_of(reading);
    if (queue != NULL && queue->line < 0) {
        out->left_out++;
        return;
    }
    const bool has_when = read_when(reading, &cell.date, &minute);
    read_counts(reading, &cell);
    if (queue == NULL || !has_when || is_of_skipped_hour(reading, &cell, minute)
        || !is_in_order(reading, queue, cell.date, minute))
        return;
    cell.line = queue->line;
    cell.step = minute;
    out->cells = sim_mem_grow(out->cells, &out->capacity, out->cell_count + 1,
                              sizeof *out->cells);
    out->cells[out->cell_count++] = cell;
}

/* ---- the whole ---- */

static void find_interval(struct records *out)
{
    out->minutes = HOUR_MIN;
    for (size_t i = 0; i < out->cell_count; i++)
        while (out->cells[i].step % out->minutes != 0)
            out->minutes /= 2;
    for (size_t i = 0; i < out->cell_count; i++)
        out->cells[i].step /= out->minutes;
}

static void find_ends(struct records *out)
{
    out->dates = (struct scenario_dates){ out->cells[0].date, out->cells[0].date };
    out->first_step = out->last_step = out->cells[0].step;
    for (size_t i = 0; i < out->cell_count; i++) {
        const struct records_cell *const cell = &out->cells[i];
        if (cell->date < out->dates.first
            || (cell->date == out->dates.first && cell->step < out->first_step)) {
            out->dates.first = cell->date;
            out->first_step = cell->step;
        }
        if (cell->date > out->dates.last
            || (cell->date == out->dates.last && cell->step > out->last_step)) {
            out->dates.last = cell->date;
            out->last_step = cell->step;
        }
    }
}

static void finish(struct reading *reading)
{
    struct records *const out = &reading->out;
    const struct sim_where whole = { .file = reading->csv.at.file };
    if (out->cell_count == 0) {
        csv_error_at(&reading->csv, whole, "has no row of any line");
        return;
    }
    find_interval(out);
    find_ends(out);
    const int days = out->dates.last - out->dates.first + 1;
    if (days > SCENARIO_MOST_DAYS) {
        csv_error_at(&reading->csv, whole, "spans %d days, at most %d are read", days,
                     SCENARIO_MOST_DAYS);
        return;
    }
    out->has_day = sim_mem_array((size_t) days, sizeof *out->has_day);
    for (size_t i = 0; i < out->cell_count; i++)
        out->has_day[out->cells[i].date - out->dates.first] = true;
}

static bool find_columns(struct reading *reading)
{
    enum { MOST = RECORDS_COLUMNS + 2 * RECORDS_MOST_BANDS };
    const struct records_map *const map = reading->map;
    struct csv_column known[MOST];
    int *to[MOST], found[MOST], count = 0;
    for (int i = 0; i < RECORDS_COLUMNS; i++) {
        reading->column[i] = -1;
        if (map->column[i] == NULL)
            continue;
        known[count] = (struct csv_column){ map->column[i], NULL, true };
        to[count++] = &reading->column[i];
    }
    for (int i = 0; i < map->answered.count; i++) {
        known[count] = (struct csv_column){ map->answered.column[i], NULL, true };
        to[count++] = &reading->answered_in[i];
    }
    for (int i = 0; i < map->abandoned.count; i++) {
        known[count] = (struct csv_column){ map->abandoned.column[i], NULL, true };
        to[count++] = &reading->abandoned_in[i];
    }
    const bool all = csv_columns(&reading->csv, known, count, found);
    for (int i = 0; i < count; i++)
        *to[i] = found[i];
    return all;
}

static bool has_sum(const struct reading *reading, enum records_column total)
{
    return reading->column[total] >= 0 || reading->column[total + 1] >= 0;
}

static void read_all(struct reading *reading)
{
    struct records *const out = &reading->out;
    if (!find_columns(reading))
        return;
    reading->queues = sim_mem_array(RECORDS_MOST_QUEUES, sizeof *reading->queues);
    while (csv_next(&reading->csv))
        read_row(reading);
    if (reading->csv.errors > 0)
        return;
    out->has_talk = has_sum(reading, RECORDS_TALK_TOTAL);
    out->has_wrap_up = has_sum(reading, RECORDS_WRAP_UP_TOTAL);
    out->has_wait = has_sum(reading, RECORDS_WAIT_TOTAL);
    out->has_lost_wait = has_sum(reading, RECORDS_LOST_WAIT_TOTAL);
    out->answered = reading->map->answered;
    out->abandoned = reading->map->abandoned;
    memset(out->answered.column, 0, sizeof out->answered.column);
    memset(out->abandoned.column, 0, sizeof out->abandoned.column);
    finish(reading);
}

bool records_read(const char *path, const char *said_path,
                  const struct records_map *map, struct sim_diag *diag,
                  struct records *out)
{
    struct reading reading = { .map = map };
    struct records_map own = { 0 };
    if (!csv_open(path, said_path, diag, &reading.csv))
        return false;
    if (map == NULL && records_map_own(&reading.csv, &own))
        reading.map = &own;
    if (reading.map != NULL)
        read_all(&reading);
    const bool ok = reading.csv.errors == 0;
    for (int i = 0; i < reading.queue_count; i++)
        free(reading.queues[i].name);
    free(reading.queues);
    records_map_done(&own);
    csv_done(&reading.csv);
    if (ok)
        *out = reading.out;
    else
        records_done(&reading.out);
    return ok;
}

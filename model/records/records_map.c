#include "model/records/records_map.h"

#include <math.h>
#include <stdlib.h>
#include <string.h>
#include <strings.h>

#include "model/scenario/text.h"
#include "sim/mem.h"

enum { MEANS, COLUMN, FROM, TO, LINE, MAP_COLUMNS };

static const struct csv_column map_columns[MAP_COLUMNS] = {
    [MEANS] = { "means", NULL, true }, [COLUMN] = { "column", NULL, true },
    [FROM] = { "from", NULL, false },  [TO] = { "to", NULL, false },
    [LINE] = { "line", NULL, false },
};

/* In a map these words have "_" for " ". */
const char *const records_map_headings[RECORDS_COLUMNS] = {
    [RECORDS_DATE] = "date",
    [RECORDS_TIME] = "time",
    [RECORDS_START] = "start",
    [RECORDS_LINE] = "line",
    [RECORDS_OFFERED] = "offered",
    [RECORDS_ANSWERED] = "answered",
    [RECORDS_ABANDONED] = "abandoned",
    [RECORDS_TALK_TOTAL] = "talk total",
    [RECORDS_TALK_MEAN] = "talk mean",
    [RECORDS_WRAP_UP_TOTAL] = "wrap_up total",
    [RECORDS_WRAP_UP_MEAN] = "wrap_up mean",
    [RECORDS_WAIT_TOTAL] = "wait total",
    [RECORDS_WAIT_MEAN] = "wait mean",
    [RECORDS_LOST_WAIT_TOTAL] = "lost_wait total",
    [RECORDS_LOST_WAIT_MEAN] = "lost_wait mean",
};

static bool same_word(const char *said, const char *heading)
{
    for (; *said != '\0' && *heading != '\0'; said++, heading++) {
        const char a = *said == ' ' || *said == '-' ? '_' : *said;
        const char b = *heading == ' ' ? '_' : *heading;
        if (strncasecmp(&a, &b, 1) != 0)
            return false;
    }
    return *said == *heading;
}

static int column_of(const char *word)
{
    for (int i = 0; i < RECORDS_COLUMNS; i++)
        if (same_word(word, records_map_headings[i]))
            return i;
    return -1;
}

void records_map_done(struct records_map *map)
{
    if (map == NULL)
        return;
    for (int i = 0; i < RECORDS_COLUMNS; i++)
        free(map->column[i]);
    for (int i = 0; i < map->answered.count; i++)
        free(map->answered.column[i]);
    for (int i = 0; i < map->abandoned.count; i++)
        free(map->abandoned.column[i]);
    for (int i = 0; i < map->queue_count; i++) {
        free(map->queues[i].name);
        free(map->queues[i].line);
    }
    free(map->queues);
    *map = (struct records_map){ 0 };
}

/* Takes in a band; `to_s` infinite: open.  Bands must come in order and join. */
static void add_band(struct csv *csv, struct records_bands *bands, const char *column,
                     double from_s, double to_s)
{
    const char *rule = NULL;
    if (to_s <= from_s)
        rule = "must end after it begins";
    else if (bands->count == 0 && from_s != 0.0)
        rule = "is the first and must begin at 0";
    else if (bands->count > 0 && from_s != bands->to_s[bands->count - 1])
        rule = "must begin where the band before ends";
    else if (bands->count == RECORDS_MOST_BANDS)
        rule = "is one too many, at most 16 are read";
    if (rule != NULL) {
        csv_error_at(csv, csv->at, "band \"%s\" %s", column, rule);
        return;
    }
    bands->from_s[bands->count] = from_s;
    bands->to_s[bands->count] = to_s;
    bands->column[bands->count++] = sim_mem_text(column);
}

/* ---- a map of the user's ---- */

static const char *cell(const struct csv *csv, const int column[MAP_COLUMNS], int which)
{
    return column[which] < 0 ? "" : csv->cells[column[which]];
}

static void band_row(struct csv *csv, const int column[MAP_COLUMNS],
                     struct records_bands *bands)
{
    double from_s, to_s = INFINITY;
    if (!text_time(cell(csv, column, FROM), &from_s)) {
        csv_error_at(csv, csv->at, "band \"%s\": from must be %s, got \"%s\"",
                     cell(csv, column, COLUMN), text_forms[TEXT_TIME],
                     cell(csv, column, FROM));
        return;
    }
    if (*cell(csv, column, TO) != '\0' && !text_time(cell(csv, column, TO), &to_s)) {
        csv_error(csv, column[TO], "must be %s, or empty for all above",
                  text_forms[TEXT_TIME]);
        return;
    }
    add_band(csv, bands, cell(csv, column, COLUMN), from_s, to_s);
}

static void queue_row(struct csv *csv, const int column[MAP_COLUMNS],
                      struct records_map *map)
{
    const char *name = cell(csv, column, COLUMN), *line = cell(csv, column, LINE);
    for (int i = 0; i < map->queue_count; i++)
        if (strcasecmp(map->queues[i].name, name) == 0) {
            csv_error_at(csv, csv->at, "queue \"%s\" is there already, line %u", name,
                         map->queues[i].at.line);
            return;
        }
    if (map->queue_count == RECORDS_MOST_QUEUES) {
        csv_error_at(csv, csv->at, "has more than %d queues", RECORDS_MOST_QUEUES);
        return;
    }
    if (map->queues == NULL)
        map->queues = sim_mem_array(RECORDS_MOST_QUEUES, sizeof *map->queues);
    map->queues[map->queue_count++] = (struct records_queue){
        .at = csv->at,
        .name = sim_mem_text(name),
        .line = *line == '\0' ? NULL : sim_mem_text(line),
    };
}

static void refuse_meaning(struct csv *csv, int column)
{
    const char *words[RECORDS_COLUMNS + 3] = { "answered_in", "abandoned_in", "queue" };
    char *made[RECORDS_COLUMNS];
    for (int i = 0; i < RECORDS_COLUMNS; i++) {
        words[i + 3] = made[i] = sim_mem_text(records_map_headings[i]);
        for (char *s = made[i]; *s != '\0'; s++)
            *s = *s == ' ' ? '_' : *s;
    }
    const char *const meant =
        text_suggest(csv->cells[column], words, RECORDS_COLUMNS + 3);
    if (meant != NULL)
        csv_error(csv, column, "unknown meaning (did you mean %s?)", meant);
    else
        csv_error(csv, column,
                  "must be date, time, start, line, offered, answered, abandoned, "
                  "answered_in, abandoned_in, talk_total, wrap_up_total, wait_total, "
                  "lost_wait_total, the same with _mean, or queue");
    for (int i = 0; i < RECORDS_COLUMNS; i++)
        free(made[i]);
}

static void map_row(struct csv *csv, const int column[MAP_COLUMNS],
                    struct records_map *map)
{
    const char *means = cell(csv, column, MEANS), *name = cell(csv, column, COLUMN);
    const int which = column_of(means);
    if (*name == '\0')
        csv_error(csv, column[COLUMN], "must be a heading or a queue of the export");
    else if (strcasecmp(means, "answered_in") == 0)
        band_row(csv, column, &map->answered);
    else if (strcasecmp(means, "abandoned_in") == 0)
        band_row(csv, column, &map->abandoned);
    else if (strcasecmp(means, "queue") == 0)
        queue_row(csv, column, map);
    else if (which < 0)
        refuse_meaning(csv, column[MEANS]);
    else if (map->column[which] != NULL)
        csv_error_at(csv, csv->at, "\"%s\" is mapped already, to \"%s\"", means,
                     map->column[which]);
    else
        map->column[which] = sim_mem_text(name);
}

/* What the whole of a map must have. */
static void check_map(struct csv *csv, const struct records_map *map)
{
    static const enum records_column needed[] = { RECORDS_LINE, RECORDS_OFFERED,
                                                  RECORDS_ANSWERED, RECORDS_ABANDONED };
    const struct sim_where whole = { .file = csv->at.file };
    for (size_t i = 0; i < sizeof needed / sizeof *needed; i++)
        if (map->column[needed[i]] == NULL)
            csv_error_at(csv, whole, "there is no row for %s",
                         records_map_headings[needed[i]]);
    const bool apart =
        map->column[RECORDS_DATE] != NULL && map->column[RECORDS_TIME] != NULL;
    if (apart == (map->column[RECORDS_START] != NULL))
        csv_error_at(csv, whole,
                     "there must be either rows for date and time, or one for start");
}

bool records_map_read(const char *path, const char *said_path, struct sim_diag *diag,
                      struct records_map *out)
{
    struct csv csv;
    if (!csv_open(path, said_path, diag, &csv))
        return false;
    struct records_map map = { 0 };
    int column[MAP_COLUMNS];
    if (csv_columns(&csv, map_columns, MAP_COLUMNS, column)) {
        while (csv_next(&csv))
            map_row(&csv, column, &map);
        if (csv.errors == 0)
            check_map(&csv, &map);
    }
    const bool ok = csv.errors == 0;
    csv_done(&csv);
    if (ok)
        *out = map;
    else
        records_map_done(&map);
    return ok;
}

/* ---- the map of our own headings ---- */

/* "0-10" or "1800+" after the word; false when it is none of ours. */
static bool own_band(const char *heading, const char *word, double *from_s,
                     double *to_s)
{
    const size_t length = strlen(word);
    if (strncasecmp(heading, word, length) != 0 || heading[length] != ' ')
        return false;
    const char *s = heading + length + 1;
    char *end;
    if (*s < '0' || *s > '9')
        return false;
    *from_s = strtod(s, &end);
    *to_s = INFINITY;
    if (end[0] == '+' && end[1] == '\0')
        return true;
    if (end[0] != '-' || end[1] < '0' || end[1] > '9')
        return false;
    *to_s = strtod(end + 1, &end);
    return *end == '\0';
}

bool records_map_own(struct csv *csv, struct records_map *out)
{
    struct records_map map = { 0 };
    const size_t errors = csv->errors;
    static const enum records_column always[] = { RECORDS_LINE, RECORDS_OFFERED,
                                                  RECORDS_ANSWERED, RECORDS_ABANDONED };
    for (size_t i = 0; i < sizeof always / sizeof *always; i++)
        map.column[always[i]] = sim_mem_text(records_map_headings[always[i]]);
    for (int i = 0; i < csv->columns; i++) {
        double from_s, to_s;
        const char *const name = csv->names[i];
        const int which = column_of(name);
        if (which >= 0 && map.column[which] == NULL)
            map.column[which] = sim_mem_text(name);
        else if (own_band(name, "answered", &from_s, &to_s))
            add_band(csv, &map.answered, name, from_s, to_s);
        else if (own_band(name, "abandoned", &from_s, &to_s))
            add_band(csv, &map.abandoned, name, from_s, to_s);
    }
    if (map.column[RECORDS_START] == NULL)
        for (int i = RECORDS_DATE; i <= RECORDS_TIME; i++)
            if (map.column[i] == NULL)
                map.column[i] = sim_mem_text(records_map_headings[i]);
    if (csv->errors > errors) {
        records_map_done(&map);
        return false;
    }
    *out = map;
    return true;
}

#include "model/scenario/tables.h"

#include <stdlib.h>
#include <string.h>
#include <strings.h>

#include "model/scenario/csv.h"
#include "model/scenario/tables_parts.h"
#include "model/scenario/text.h"
#include "sim/mem.h"

enum { MONTHS = 12, QUARTER_MIN = 15, DAY_MIN = 1440 };

/* So that no sum of weights overflows. */
static const double most_weight = 1e12;

enum { WHEN, ALL, FIRST_DAY, PROFILE_COLUMNS = FIRST_DAY + SCENARIO_DAY_KINDS };

static const struct csv_column profile_columns[PROFILE_COLUMNS] = {
    { "when", NULL, true },        { "all", NULL, true },
    { "Mon", "Monday", false },    { "Tue", "Tuesday", false },
    { "Wed", "Wednesday", false }, { "Thu", "Thursday", false },
    { "Fri", "Friday", false },    { "Sat", "Saturday", false },
    { "Sun", "Sunday", false },    { "Bank", "Bank holiday", false },
};

/* A profile's sheet as far as it has been read.  Lines are 0 for rows not met yet. */
struct sheet {
    struct csv csv;
    int column[PROFILE_COLUMNS];
    double month[MONTHS], day[SCENARIO_DAY_KINDS],
        clock[TABLES_QUARTERS][SCENARIO_DAY_KINDS];
    unsigned month_line[MONTHS], day_line, clock_line[TABLES_QUARTERS];
};

/* The cell of this row, "" for a column that the file has not got. */
static const char *cell(const struct sheet *sheet, int which)
{
    const int column = sheet->column[which];
    return column < 0 ? "" : sheet->csv.cells[column];
}

static bool weight(struct csv *csv, int column, double *out)
{
    double value;
    if (!csv_number(csv, column, &value))
        return false;
    if (value < 0.0 || value > most_weight) {
        csv_error(csv, column, "must be %s", value < 0.0 ? "at least 0" : "below 1e12");
        return false;
    }
    *out = value;
    return true;
}

static void month_row(struct sheet *sheet, int month)
{
    for (int i = FIRST_DAY; i < PROFILE_COLUMNS; i++)
        if (*cell(sheet, i) != '\0')
            csv_error(&sheet->csv, sheet->column[i],
                      "must be empty, a month has one weight, in the column \"all\"");
    weight(&sheet->csv, sheet->column[ALL], &sheet->month[month]);
}

/* One weight for every kind of day. */
static void days_row(struct sheet *sheet, double out[SCENARIO_DAY_KINDS])
{
    struct csv *csv = &sheet->csv;
    double all = 0.0;
    const bool has_all = *cell(sheet, ALL) != '\0';
    if (has_all)
        weight(csv, sheet->column[ALL], &all);
    bool told = false;
    for (int day = 0; day < SCENARIO_DAY_KINDS; day++) {
        out[day] = day == SCENARIO_BANK ? out[SCENARIO_SUN] : all;
        if (*cell(sheet, FIRST_DAY + day) != '\0') {
            weight(csv, sheet->column[FIRST_DAY + day], &out[day]);
        } else if (day != SCENARIO_BANK && !has_all && !told) {
            csv_error_at(csv, csv->at,
                         "row \"%s\" has nothing under \"%s\" nor under \"all\"",
                         cell(sheet, WHEN), profile_columns[FIRST_DAY + day].name);
            told = true;
        }
    }
}

/* Notes that a row has been met; false after a complaint if it is the second. */
static bool first_time(struct sheet *sheet, unsigned *line)
{
    if (*line != 0) {
        csv_error_at(&sheet->csv, sheet->csv.at, "row \"%s\" is there already, line %u",
                     cell(sheet, WHEN), *line);
        return false;
    }
    *line = sheet->csv.at.line;
    return true;
}

static void profile_row(struct sheet *sheet)
{
    const char *when = cell(sheet, WHEN);
    int month, minute;
    if (text_month(when, &month)) {
        if (first_time(sheet, &sheet->month_line[month]))
            month_row(sheet, month);
    } else if (strcasecmp(when, "day") == 0) {
        if (first_time(sheet, &sheet->day_line))
            days_row(sheet, sheet->day);
    } else if (text_clock(when, &minute) && minute < DAY_MIN
               && minute % QUARTER_MIN == 0) {
        const int quarter = minute / QUARTER_MIN;
        if (first_time(sheet, &sheet->clock_line[quarter]))
            days_row(sheet, sheet->clock[quarter]);
    } else {
        csv_error(&sheet->csv, sheet->column[WHEN],
                  "must be a month such as Jan, the word day, or a time on the quarter "
                  "hour before 24:00");
    }
}

static void check_months_and_days(struct sheet *sheet)
{
    static const char names[MONTHS][4] = { "Jan", "Feb", "Mar", "Apr", "May", "Jun",
                                           "Jul", "Aug", "Sep", "Oct", "Nov", "Dec" };
    char missing[MONTHS * (sizeof names[0] + 1) + 1] = "", *to = missing;
    for (int i = 0; i < MONTHS; i++)
        if (sheet->month_line[i] == 0)
            to = stpcpy(stpcpy(to, to == missing ? "" : ", "), names[i]);
    if (to != missing)
        csv_error_at(&sheet->csv, tables_whole(&sheet->csv), "there is no row for %s",
                     missing);
    if (sheet->day_line == 0)
        csv_error_at(&sheet->csv, tables_whole(&sheet->csv),
                     "there is no row \"day\" with the weights of the days");
}

static bool all_zero(const double *weights, int count)
{
    for (int i = 0; i < count; i++)
        if (weights[i] > 0.0)
            return false;
    return true;
}

/* The shape of one kind of day, shared out over quarter hours to a sum of 1. */
static bool shape(struct sheet *sheet, int day, int step, double out[TABLES_QUARTERS])
{
    double sum = 0.0;
    for (int i = 0; i < TABLES_QUARTERS; i += step)
        sum += sheet->clock[i][day];
    if (sum == 0.0) {
        csv_error_at(
            &sheet->csv, tables_whole(&sheet->csv),
            "every time of day has weight 0 on %s (for a day without calls put 0 "
            "in the row \"day\")",
            profile_columns[FIRST_DAY + day].name);
        return false;
    }
    for (int i = 0; i < TABLES_QUARTERS; i++)
        out[i] = sheet->clock[i - i % step][day] / (sum * step);
    return true;
}

/* What only the whole of a sheet without mistakes shows. */
static void finish_profile(struct sheet *sheet, int step, struct scenario_profile *out)
{
    struct csv *csv = &sheet->csv;
    if (all_zero(sheet->month, MONTHS))
        csv_error_at(csv, tables_whole(csv), "every month has weight 0");
    if (all_zero(sheet->day, SCENARIO_BANK))
        csv_error_at(csv, tables_whole(csv), "every day has weight 0");
    struct scenario_profile profile = { 0 };
    memcpy(profile.month, sheet->month, sizeof profile.month);
    memcpy(profile.day, sheet->day, sizeof profile.day);
    for (int day = 0; day < SCENARIO_DAY_KINDS; day++)
        if (!shape(sheet, day, step, profile.quarter[day]))
            break;
    if (csv->errors == 0)
        *out = profile;
}

bool tables_profile(const char *path, const char *said_path, struct sim_diag *diag,
                    struct scenario_profile *out)
{
    struct sheet sheet = { 0 };
    if (!csv_open(path, said_path, diag, &sheet.csv))
        return false;
    struct csv *csv = &sheet.csv;
    if (csv_columns(csv, profile_columns, PROFILE_COLUMNS, sheet.column)) {
        while (csv_next(csv))
            profile_row(&sheet);
        check_months_and_days(&sheet);
        const int step = tables_step(sheet.clock_line);
        tables_check_complete(csv, "", sheet.clock_line, step);
        if (csv->errors == 0)
            finish_profile(&sheet, step, out);
    }
    const bool ok = csv->errors == 0;
    csv_done(csv);
    return ok;
}

/* A share as a cell has it: 0.12 or "12 %", with either decimal mark. */
static bool share(struct csv *csv, int column, double *out)
{
    double value;
    if (!csv_number(csv, column, &value))
        return false;
    const enum text_share_is kind = text_share_number(value);
    if (kind == TEXT_IS_SHARE) {
        *out = value;
        return true;
    }
    if (kind == TEXT_MEANT_PERCENT && strchr(csv->cells[column], '%') == NULL)
        csv_error(csv, column, "must be %s (did you mean %g %%?)",
                  text_forms[TEXT_SHARE], value);
    else
        csv_error(csv, column, "must be %s", text_forms[TEXT_SHARE]);
    return false;
}

static bool seconds(struct csv *csv, int column, double *out)
{
    double value;
    if (text_time(csv->cells[column], &value)) {
        *out = value;
        return true;
    }
    if (!csv_number(csv, column, &value))
        return false;
    if (value < 0.0) {
        csv_error(csv, column, "must be at least 0");
        return false;
    }
    *out = value;
    return true;
}

enum { SECONDS, SHARE_BELOW, LAW_COLUMNS };

static const struct csv_column law_columns[LAW_COLUMNS] = {
    [SECONDS] = { "seconds", NULL, true },
    [SHARE_BELOW] = { "share_below", "share below", true },
};

/* Appends one point, against which the next is held. */
static void law_row(struct csv *csv, const int column[LAW_COLUMNS],
                    struct tables_points *points)
{
    double time_s, below;
    const bool has_time = seconds(csv, column[SECONDS], &time_s);
    if (!share(csv, column[SHARE_BELOW], &below) || !has_time)
        return;
    const int last = points->count - 1;
    if (last >= 0 && time_s <= points->time_s[last])
        csv_error(csv, column[SECONDS], "must be above the row before");
    if (last >= 0 && below < points->below[last])
        csv_error(csv, column[SHARE_BELOW], "must not be below the row before");
    points->time_s[points->count] = time_s;
    points->below[points->count] = below;
    points->count++;
}

static void check_law(struct csv *csv, const struct tables_points *points)
{
    const int count = points->count;
    if (count < 2)
        csv_error_at(csv, tables_whole(csv), "needs at least 2 points, has %d", count);
    else if (points->below[count - 1] != 1.0)
        csv_error_at(csv, csv->at,
                     "the last \"share_below\" must be 1 (100 %%), got %g",
                     points->below[count - 1]);
}

bool tables_law(const char *path, const char *said_path, struct sim_diag *diag,
                struct tables_points *out)
{
    struct csv csv;
    if (!csv_open(path, said_path, diag, &csv))
        return false;
    struct tables_points points = { 0 };
    int column[LAW_COLUMNS];
    if (csv_columns(&csv, law_columns, LAW_COLUMNS, column)) {
        size_t times = 0, shares = 0;
        while (csv_next(&csv)) {
            const size_t need = (size_t) points.count + 1;
            points.time_s = sim_mem_grow(points.time_s, &times, need, sizeof(double));
            points.below = sim_mem_grow(points.below, &shares, need, sizeof(double));
            law_row(&csv, column, &points);
        }
        if (csv.errors == 0)
            check_law(&csv, &points);
    }
    const bool ok = csv.errors == 0;
    csv_done(&csv);
    if (ok) {
        *out = points;
    } else {
        free(points.time_s);
        free(points.below);
    }
    return ok;
}

/* The reader of tables.h for staffing. */
#include <math.h>
#include <stdlib.h>
#include <string.h>
#include <strings.h>

#include "model/scenario/csv.h"
#include "model/scenario/tables.h"
#include "model/scenario/tables_parts.h"
#include "model/scenario/text.h"
#include "sim/mem.h"

enum { QUARTER_MIN = 15, DAY_MIN = 1440 };

/* The two layouts have these in common, and three columns of their own. */
enum { TEAM, PEOPLE, DAY, TIME, CLOCK_COLUMNS };
enum { DATE = 2, START, END, DUTY_COLUMNS };

static const struct csv_column clock_columns[CLOCK_COLUMNS] = {
    [TEAM] = { "team", NULL, false },
    [PEOPLE] = { "people", NULL, true },
    [DAY] = { "day", "days", true },
    [TIME] = { "time", NULL, true },
};

static const struct csv_column duty_columns[DUTY_COLUMNS] = {
    [TEAM] = { "team", NULL, false }, [PEOPLE] = { "people", NULL, false },
    [DATE] = { "date", NULL, true },  [START] = { "start", NULL, true },
    [END] = { "end", NULL, true },
};

/* One kind of day of one team in the layout by the clock: lines of its quarter hours,
 * 0 for those without a row. */
struct grid {
    unsigned line[SCENARIO_DAY_KINDS][TABLES_QUARTERS];
};

struct staff {
    struct csv csv;
    int column[DUTY_COLUMNS];
    const struct tables_teams *teams;
    struct tables_shifts shifts; /* of the team asked for */
    size_t capacity;
    struct grid *grids;   /* owned, one a team; by the clock only */
    bool grids_have_gaps; /* a row had no day or time that could be read */
};

static void append(struct staff *staff, const struct scenario_shift *shift)
{
    struct tables_shifts *list = &staff->shifts;
    list->shifts = sim_mem_grow(list->shifts, &staff->capacity,
                                (size_t) list->count + 1, sizeof *list->shifts);
    list->shifts[list->count++] = *shift;
}

/* The row's team, or -1 after a complaint; without a column it is the one asked for. */
static int row_team(struct staff *staff)
{
    const struct tables_teams *teams = staff->teams;
    struct csv *csv = &staff->csv;
    const int column = staff->column[TEAM];
    if (column < 0)
        return teams->team;
    const char *name = csv->cells[column];
    for (int i = 0; i < teams->count; i++)
        if (strcmp(teams->names[i], name) == 0)
            return i;
    const char *meant = text_suggest(name, teams->names, (size_t) teams->count);
    if (meant != NULL)
        csv_error(csv, column, "must be a team of the scenario (did you mean \"%s\"?)",
                  meant);
    else
        csv_error(csv, column, "must be a team of the scenario");
    return -1;
}

static bool row_people(struct staff *staff, int *out)
{
    const int column = staff->column[PEOPLE];
    double people = 1.0;
    if (column >= 0 && !csv_number(&staff->csv, column, &people))
        return false;
    if (!(people >= 0.0 && people <= SCENARIO_MOST_PEOPLE) || people != floor(people)) {
        csv_error(&staff->csv, column, "must be a whole number from 0 to %d",
                  SCENARIO_MOST_PEOPLE);
        return false;
    }
    *out = (int) people;
    return true;
}

/* A cell with a time of day below 24:00, or up to it. */
static bool row_clock(struct csv *csv, int column, bool up_to_24, int *out)
{
    int minutes;
    if (!text_clock(csv->cells[column], &minutes)) {
        csv_error(csv, column, "must be %s", text_forms[TEXT_CLOCK]);
        return false;
    }
    if (minutes % QUARTER_MIN != 0) {
        csv_error(csv, column, "must be on the quarter hour");
        return false;
    }
    if (minutes == DAY_MIN && !up_to_24) {
        csv_error(csv, column, "must be before 24:00");
        return false;
    }
    *out = minutes;
    return true;
}

/* Notes the row in its team's grid; a second row for the same time would count people
 * twice. */
static void note(struct staff *staff, int team, const struct scenario_span *span)
{
    struct csv *csv = &staff->csv;
    for (int day = 0; day < SCENARIO_DAY_KINDS; day++) {
        if (!(span->days & 1u << day))
            continue;
        unsigned *line = &staff->grids[team].line[day][span->from_min / QUARTER_MIN];
        if (*line != 0) {
            csv_error_at(csv, csv->at,
                         "the same day and time are there already, line %u", *line);
            return;
        }
        *line = csv->at.line;
    }
}

static void clock_row(struct staff *staff)
{
    struct csv *csv = &staff->csv;
    struct scenario_shift shift = { .at = csv->at };
    const int team = row_team(staff);
    const bool has_people = row_people(staff, &shift.people);
    const bool has_days = text_days(csv->cells[staff->column[DAY]], &shift.span.days);
    if (!has_days)
        csv_error(csv, staff->column[DAY], "must be %s", text_forms[TEXT_DAYS]);
    const bool has_time =
        row_clock(csv, staff->column[TIME], false, &shift.span.from_min);
    if (team < 0 || !has_days || !has_time) {
        staff->grids_have_gaps = true;
        return;
    }
    note(staff, team, &shift.span);
    if (has_people && team == staff->teams->team)
        append(staff, &shift);
}

static void duty_row(struct staff *staff)
{
    struct csv *csv = &staff->csv;
    struct scenario_shift shift = { .at = csv->at, .has_dates = true };
    const int team = row_team(staff);
    const bool has_people = row_people(staff, &shift.people);
    int from_min, to_min;
    const bool has_date =
        text_date(csv->cells[staff->column[DATE]], &shift.dates.first);
    if (!has_date)
        csv_error(csv, staff->column[DATE], "must be %s", text_forms[TEXT_DATE]);
    const bool has_start = row_clock(csv, staff->column[START], false, &from_min);
    if (!row_clock(csv, staff->column[END], true, &to_min) || !has_start)
        return;
    const enum text_span_status status =
        text_span_minutes(from_min, to_min, &shift.span);
    if (status != TEXT_OK) {
        csv_error(csv, staff->column[END], "must differ from the start");
        return;
    }
    shift.span.days = SCENARIO_WEEK;
    shift.dates.last = shift.dates.first;
    if (has_date && has_people && team == staff->teams->team)
        append(staff, &shift);
}

/* The step of a team's rows, over all its days: a row for Mon-Fri has one length. */
static int team_step(const struct grid *grid)
{
    unsigned any[TABLES_QUARTERS] = { 0 };
    for (int day = 0; day < SCENARIO_DAY_KINDS; day++)
        for (int i = 0; i < TABLES_QUARTERS; i++)
            any[i] |= grid->line[day][i];
    return tables_step(any);
}

static bool has_rows(const unsigned line[TABLES_QUARTERS])
{
    for (int i = 0; i < TABLES_QUARTERS; i++)
        if (line[i] != 0)
            return true;
    return false;
}

static void check_grids(struct staff *staff)
{
    static const char names[SCENARIO_DAY_KINDS][5] = { "Mon", "Tue", "Wed", "Thu",
                                                       "Fri", "Sat", "Sun", "Bank" };
    for (int team = 0; team < staff->teams->count; team++) {
        const struct grid *grid = &staff->grids[team];
        const int step = team_step(grid);
        for (int day = 0; day < SCENARIO_DAY_KINDS; day++) {
            if (!has_rows(grid->line[day]))
                continue;
            char *whose = sim_mem_print("team \"%s\": on %s ",
                                        staff->teams->names[team], names[day]);
            tables_check_complete(&staff->csv, whose, grid->line[day], step);
            free(whose);
        }
    }
}

static void read_by_the_clock(struct staff *staff)
{
    struct csv *csv = &staff->csv;
    if (!csv_columns(csv, clock_columns, CLOCK_COLUMNS, staff->column))
        return;
    staff->grids = sim_mem_array((size_t) staff->teams->count, sizeof *staff->grids);
    while (csv_next(csv))
        clock_row(staff);
    if (!staff->grids_have_gaps)
        check_grids(staff);
    const int step = team_step(&staff->grids[staff->teams->team]);
    for (int i = 0; i < staff->shifts.count; i++) {
        struct scenario_span *span = &staff->shifts.shifts[i].span;
        span->to_min = span->from_min + step * QUARTER_MIN;
    }
    free(staff->grids);
}

static void read_duties(struct staff *staff)
{
    struct csv *csv = &staff->csv;
    if (!csv_columns(csv, duty_columns, DUTY_COLUMNS, staff->column))
        return;
    while (csv_next(csv))
        duty_row(staff);
}

/* Columns that only a duty system's rows have. */
static bool has_duties(const struct csv *csv)
{
    for (int i = 0; i < csv->columns; i++)
        for (int j = DATE; j < DUTY_COLUMNS; j++)
            if (strcasecmp(csv->names[i], duty_columns[j].name) == 0)
                return true;
    return false;
}

bool tables_staff(const char *path, const char *said_path, struct sim_diag *diag,
                  const struct tables_teams *teams, struct tables_shifts *out)
{
    struct staff staff = { .teams = teams };
    struct csv *csv = &staff.csv;
    if (!csv_open(path, said_path, diag, csv))
        return false;
    if (has_duties(csv))
        read_duties(&staff);
    else
        read_by_the_clock(&staff);
    if (csv->errors == 0 && staff.shifts.count == 0)
        csv_error_at(csv, tables_whole(csv), "there is no row for team \"%s\"",
                     teams->names[teams->team]);
    const bool ok = csv->errors == 0;
    csv_done(csv);
    if (ok)
        *out = staff.shifts;
    else
        free(staff.shifts.shifts);
    return ok;
}

#include "model/scenario/tables.h"
#include "model/scenario/text.h"
#include "tests/scratch.h"

/* scenarios/templates/ of the source tree; by hand, run from its top. */
static char *template(const char *name)
{
    const char *root = getenv("SOURCE_ROOT");
    return sim_mem_print("%s/scenarios/templates/%s", root == NULL ? "." : root, name);
}

static void assert_said(struct sim_diag *diag, const char *want)
{
    char *said = scratch_said(diag);
    assert_string_equal(said, want);
    free(said);
}

/* Text with room to grow; `print` adds to it. */
struct page {
    char text[1 << 16];
    size_t length;
};

static void print(struct page *page, const char *format, ...)
    __attribute__((format(printf, 2, 3)));
static void print(struct page *page, const char *format, ...)
{
    va_list args;
    va_start(args, format);
    page->length += (size_t) vsnprintf(page->text + page->length,
                                       sizeof page->text - page->length, format, args);
    va_end(args);
    assert_true(page->length < sizeof page->text);
}

/* Rows of a sound profile with one column `all` and `step` quarters a row: month weight
 * 1 to 12, 3 for a quarter hour before noon and 1 after it. */
static void print_profile(struct page *page, const char *more_columns, int step)
{
    print(page, "when,all%s\n", more_columns);
    static const char *const months[12] = { "Jan", "Feb", "Mar", "Apr", "May", "Jun",
                                            "Jul", "Aug", "Sep", "Oct", "Nov", "Dec" };
    for (int i = 0; i < 12; i++)
        print(page, "%s,%d\n", months[i], i + 1);
    print(page, "day,1\n");
    for (int i = 0; i < 96; i += step)
        print(page, "%02d:%02d,%d\n", i / 4, i % 4 * 15, i < 48 ? 3 * step : step);
}

static bool read_profile(const char *text, struct sim_diag *diag,
                         struct scenario_profile *out)
{
    const struct scratch file = scratch_text(text);
    const bool ok = tables_profile(file.path, "p.csv", diag, out);
    scratch_done(&file);
    return ok;
}

static void profiles_come_by_hours_half_hours_or_quarters(void **state)
{
    (void) state;
    for (int step = 1; step <= 4; step *= 2) {
        struct page page = { 0 };
        print_profile(&page, "", step);
        struct sim_diag diag = { 0 };
        struct scenario_profile profile = { 0 };
        assert_true(read_profile(page.text, &diag, &profile));
        assert_said(&diag, "");
        assert_near(profile.month[0], 1.0, 0.0);
        assert_near(profile.month[11], 12.0, 0.0);
        for (int day = 0; day < SCENARIO_DAY_KINDS; day++) {
            assert_near(profile.day[day], 1.0, 0.0);
            for (int i = 0; i < 96; i++) /* 48 of 3 and 48 of 1 */
                assert_near(profile.quarter[day][i], i < 48 ? 3.0 / 192 : 1.0 / 192,
                            1e-14);
        }
    }
}

/* Sat and Sun have cells of their own, Bank has them only where they are filled. */
static void a_days_own_cell_comes_before_all_and_bank_follows_sunday(void **state)
{
    (void) state;
    struct page page = { 0 };
    print(&page, "when;all;Saturday;Sun;bank\r\n");
    for (int i = 0; i < 12; i++)
        print(&page, "%s;1,5\r\n",
              (const char *[]){ "January", "Feb", "March", "Apr", "May", "June", "July",
                                "Aug", "Sept", "Oct", "Nov", "Dec" }[i]);
    print(&page, "day;1;0,5;0,25;;;\r\n");
    for (int i = 0; i < 24; i++)
        print(&page, "%d:00:00;2;%d;%d;%s\r\n", i, i == 3, i == 4 ? 7 : 0,
              i == 5 ? "9" : "");
    struct sim_diag diag = { 0 };
    struct scenario_profile profile = { 0 };
    assert_true(read_profile(page.text, &diag, &profile));
    assert_said(&diag, "");
    assert_near(profile.month[5], 1.5, 0.0);
    assert_near(profile.day[SCENARIO_MON], 1.0, 0.0);
    assert_near(profile.day[5], 0.5, 0.0);
    assert_near(profile.day[SCENARIO_SUN], 0.25, 0.0);
    assert_near(profile.day[SCENARIO_BANK], 0.25, 0.0); /* Sunday's */
    assert_near(profile.quarter[2][77], 1.0 / 96, 1e-14);
    assert_near(profile.quarter[5][4 * 3 + 3], 0.25, 1e-14);
    assert_near(profile.quarter[5][4 * 4], 0.0, 0.0);
    assert_near(profile.quarter[SCENARIO_SUN][4 * 4 + 1], 0.25, 1e-14);
    assert_near(profile.quarter[SCENARIO_BANK][4 * 4 + 1], 7.0 / 16 / 4, 1e-14);
    assert_near(profile.quarter[SCENARIO_BANK][4 * 5 + 2], 9.0 / 16 / 4, 1e-14);
}

/* The sound profile by the hour with one row put in the place of another. */
static char *with_row(const char *find, const char *put)
{
    struct page page = { 0 };
    print_profile(&page, ",Mon", 4);
    char *at = strstr(page.text, find);
    assert_non_null(at);
    char *rest = strchr(at, '\n') + 1;
    char *all = sim_mem_print("%.*s%s%s", (int) (at - page.text), page.text, put, rest);
    return all;
}

static void every_mistake_in_a_profile_is_said(void **state)
{
    (void) state;
    static const struct {
        const char *find, *put, *said;
    } list[] = {
        { "Feb,", "", "p.csv: error: there is no row for Feb\n" },
        { "day,", "",
          "p.csv: error: there is no row \"day\" with the weights of the days\n" },
        { "13:00", "",
          "p.csv: error: there is no row for 13:00, missing are 1 of 24 hours\n" },
        { "13:00", "13:00,1\n13:30,1\n",
          "p.csv: error: there is no row for 00:30, missing are 23 of 48 half "
          "hours\n" },
        { "13:00", "13:00,1\n13:15,1\n",
          "p.csv: error: there is no row for 00:15, missing are 71 of 96 quarter "
          "hours\n" },
        { "Feb,", "Jan,2\nFeb,2\n",
          "p.csv:3: error: row \"Jan\" is there already, line 2\n" },
        { "day,", "day,1\nDay,1\n",
          "p.csv:15: error: row \"Day\" is there already, line 14\n" },
        { "13:00", "13:00,1\n13:00:00,1\n",
          "p.csv:29: error: row \"13:00:00\" is there already, line 28\n" },
        { "Feb,", "Feb,-1\n",
          "p.csv:3: error: column \"all\": must be at least 0, got \"-1\"\n" },
        { "Feb,", "Feb,1e13\n",
          "p.csv:3: error: column \"all\": must be below 1e12, got \"1e13\"\n" },
        { "Feb,", "Feb,x\n",
          "p.csv:3: error: column \"all\": must be a number such as 12 or 0.5, got "
          "\"x\"\n" },
        { "Feb,", "Feb,,2\n",
          "p.csv:3: error: column \"Mon\": must be empty, a month has one weight, in "
          "the "
          "column \"all\", got \"2\"\n"
          "p.csv:3: error: column \"all\": must be a number such as 12 or 0.5, got "
          "nothing\n" },
        { "day,", "day,,1\n",
          "p.csv:14: error: row \"day\" has nothing under \"Tue\" nor under "
          "\"all\"\n" },
        { "13:00", "13:00,,x\n",
          "p.csv:28: error: column \"Mon\": must be a number such as 12 or 0.5, got "
          "\"x\"\n"
          "p.csv:28: error: row \"13:00\" has nothing under \"Tue\" nor under "
          "\"all\"\n" },
        { "13:00", "13:00,1\n13:10,1\n",
          "p.csv:29: error: column \"when\": must be a month such as Jan, the word "
          "day, "
          "or a time on the quarter hour before 24:00, got \"13:10\"\n" },
        { "13:00", "13:00,1\n24:00,1\n",
          "p.csv:29: error: column \"when\": must be a month such as Jan, the word "
          "day, "
          "or a time on the quarter hour before 24:00, got \"24:00\"\n" },
        { "13:00", "13:00,1\n,1\n",
          "p.csv:29: error: column \"when\": must be a month such as Jan, the word "
          "day, "
          "or a time on the quarter hour before 24:00, got nothing\n" },
        { "day,", "day,0\n", "p.csv: error: every day has weight 0\n" },
        { "when,", "when,al,Mon\n",
          "p.csv:1: error: unknown column \"al\", did you mean \"all\"?\n" },
        { "when,", "when,,Mon\n", "p.csv:1: error: there is no column \"all\"\n" },
    };
    for (size_t i = 0; i < sizeof list / sizeof list[0]; i++) {
        char *text = with_row(list[i].find, list[i].put);
        struct sim_diag diag = { 0 };
        struct scenario_profile profile = { .month = { -77 } };
        assert_false(read_profile(text, &diag, &profile));
        assert_said(&diag, list[i].said);
        assert_near(profile.month[0], -77.0, 0.0);
        free(text);
    }
}

static void weights_that_are_all_zero_are_refused(void **state)
{
    (void) state;
    struct page page = { 0 };
    print(&page, "when,all,Wed\n");
    for (int i = 0; i < 12; i++)
        print(&page, "%s,0\n",
              (const char *[]){ "Jan", "Feb", "Mar", "Apr", "May", "Jun", "Jul", "Aug",
                                "Sep", "Oct", "Nov", "Dec" }[i]);
    print(&page, "day,0,0\n");
    for (int i = 0; i < 24; i++)
        print(&page, "%d:00,1,0\n", i);
    struct sim_diag diag = { 0 };
    struct scenario_profile profile = { .month = { -77 } };
    assert_false(read_profile(page.text, &diag, &profile));
    assert_said(&diag, "p.csv: error: every month has weight 0\n"
                       "p.csv: error: every day has weight 0\n"
                       "p.csv: error: every time of day has weight 0 on Wed (for a day "
                       "without calls put 0 in the row \"day\")\n");
    assert_near(profile.month[0], -77.0, 0.0);
}

static const char *const team_names[] = { "switchboard", "handlers", "other" };
static const struct tables_teams handlers = { team_names, 3, 1 };

static bool read_staff(const char *text, struct sim_diag *diag,
                       struct tables_shifts *out)
{
    const struct scratch file = scratch_text(text);
    const bool ok = tables_staff(file.path, "s.csv", diag, &handlers, out);
    scratch_done(&file);
    return ok;
}

/* People of weekly shifts at a minute of a kind of day; spans here end by midnight. */
static int people_at(const struct tables_shifts *list, int day, int minute)
{
    int people = 0;
    for (int i = 0; i < list->count; i++) {
        const struct scenario_span *span = &list->shifts[i].span;
        if ((span->days & 1u << day) && span->from_min <= minute
            && minute < span->to_min)
            people += list->shifts[i].people;
    }
    return people;
}

static void staff_by_the_clock_becomes_shifts(void **state)
{
    (void) state;
    static const int steps[3] = { 15, 30, 60 };
    for (int k = 0; k < 3; k++) {
        struct page page = { 0 };
        print(&page, "team,day,time,people\n");
        for (int minute = 0; minute < 1440; minute += steps[k]) {
            print(&page, "handlers,Mon-Thu,%02d:%02d,%d\n", minute / 60, minute % 60,
                  minute / 60);
            print(&page, "handlers,\"Sat,Bank\",%02d:%02d,%d\n", minute / 60,
                  minute % 60, minute / 60 + 30);
        }
        for (int hour = 0; hour < 24; hour++) /* another team, by the hour */
            print(&page, "other,Fri,%d:00,99\n", hour);
        struct sim_diag diag = { 0 };
        struct tables_shifts list = { 0 };
        const bool ok = read_staff(page.text, &diag, &list);
        assert_said(&diag, "");
        assert_true(ok);
        assert_int_equal(list.count, 2 * 1440 / steps[k]);
        assert_int_equal(list.shifts[0].at.line, 2);
        assert_string_equal(list.shifts[0].at.file, "s.csv");
        assert_false(list.shifts[0].has_dates);
        for (int minute = 0; minute < 1440; minute += 15)
            for (int day = 0; day < SCENARIO_DAY_KINDS; day++) {
                const int want = day <= 3               ? minute / 60
                                 : day == 5 || day == 7 ? minute / 60 + 30
                                                        : 0;
                assert_int_equal(people_at(&list, day, minute), want);
            }
        free(list.shifts);
    }
}

static void duty_rows_become_dated_shifts(void **state)
{
    (void) state;
    struct sim_diag diag = { 0 };
    struct tables_shifts list = { 0 };
    assert_true(read_staff("Team;Date;Start;End;People;Rank\r\n"
                           "handlers;29/02/2024;07:00;17:00:00;13;PC\r\n"
                           "switchboard;29/02/2024;07:00;15:00;4;\r\n"
                           "handlers;2024-03-01;22:00;7:00;12\r\n"
                           "handlers;1/3/2024;14:00;24:00;0;;;\r\n"
                           ";;;;;;\r\n",
                           &diag, &list));
    assert_said(&diag, "s.csv:1: warning: column \"Rank\" is not used\n");
    static const struct {
        unsigned line;
        int32_t date; /* 2024-01-01 is day 19723 */
        int from_min, to_min, people;
    } want[] = { { 2, 19723 + 59, 420, 1020, 13 },
                 { 4, 19723 + 60, 1320, 1860, 12 },
                 { 5, 19723 + 60, 840, 1440, 0 } };
    assert_int_equal(list.count, 3);
    for (int i = 0; i < 3; i++) {
        const struct scenario_shift *shift = &list.shifts[i];
        assert_int_equal(shift->at.line, want[i].line);
        assert_true(shift->has_dates && !shift->minus);
        assert_int_equal(shift->dates.first, want[i].date);
        assert_int_equal(shift->dates.last, want[i].date);
        assert_int_equal(shift->span.days, SCENARIO_WEEK);
        assert_int_equal(shift->span.from_min, want[i].from_min);
        assert_int_equal(shift->span.to_min, want[i].to_min);
        assert_int_equal(shift->people, want[i].people);
    }
    free(list.shifts);
}

static void a_duty_row_without_people_is_one_person(void **state)
{
    (void) state;
    struct sim_diag diag = { 0 };
    struct tables_shifts list = { 0 };
    assert_true(read_staff("date,start,end\n2024-01-01,07:00,17:00\n"
                           "2024-01-01,07:00,17:00\n",
                           &diag, &list));
    assert_said(&diag, "");
    assert_int_equal(list.count, 2); /* two people, not a repeat */
    assert_int_equal(list.shifts[1].people, 1);
    free(list.shifts);
}

static void every_mistake_in_staff_is_said(void **state)
{
    (void) state;
    static const struct {
        const char *text, *said;
    } list[] = {
        { "day,time\nMon,00:00\n", "s.csv:1: error: there is no column \"people\"\n" },
        { "date,start,people\n2024-01-01,07:00,1\n",
          "s.csv:1: error: there is no column \"end\"\n" },
        { "day,time,people\n",
          "s.csv: error: there is no row for team \"handlers\"\n" },
        { "team,date,start,end\nswitchboard,2024-01-01,07:00,15:00\n",
          "s.csv: error: there is no row for team \"handlers\"\n" },
        { "day,time,people\nMon,00:00,5\nTue,01:00,6\n",
          "s.csv: error: team \"handlers\": on Mon there is no row for 01:00, missing "
          "are "
          "23 of 24 hours\n"
          "s.csv: error: team \"handlers\": on Tue there is no row for 00:00, missing "
          "are "
          "23 of 24 hours\n" },
        { "team,day,time,people\nswitchboard,Mon,00:00,5\nhandlers,Mon,00:00,5\n",
          "s.csv: error: team \"switchboard\": on Mon there is no row for 01:00, "
          "missing "
          "are 23 of 24 hours\n"
          "s.csv: error: team \"handlers\": on Mon there is no row for 01:00, missing "
          "are "
          "23 of 24 hours\n" },
        { "day,time,people\nMon,00:00,5\nMon,00:15,5\nBank,00:00,5\n",
          "s.csv: error: team \"handlers\": on Mon there is no row for 00:30, missing "
          "are "
          "94 of 96 quarter hours\n"
          "s.csv: error: team \"handlers\": on Bank there is no row for 00:15, missing "
          "are "
          "95 of 96 quarter hours\n" },
        { "day,time,people\nMoonday,00:20,5.5\nFri,24:00,4001\nFri,8,-1\n",
          "s.csv:2: error: column \"people\": must be a whole number from 0 to 4000, "
          "got "
          "\"5.5\"\n"
          "s.csv:2: error: column \"day\": must be days such as \"Mon\", \"Mon-Fri\", "
          "\"Fri,Sat\", \"Bank\" or \"daily\", got \"Moonday\"\n"
          "s.csv:2: error: column \"time\": must be on the quarter hour, got "
          "\"00:20\"\n"
          "s.csv:3: error: column \"people\": must be a whole number from 0 to 4000, "
          "got "
          "\"4001\"\n"
          "s.csv:3: error: column \"time\": must be before 24:00, got \"24:00\"\n"
          "s.csv:4: error: column \"people\": must be a whole number from 0 to 4000, "
          "got "
          "\"-1\"\n"
          "s.csv:4: error: column \"time\": must be a time of day such as \"08:30\", "
          "got "
          "\"8\"\n" },
        { "team,date,start,end,people\n"
          "handler,31/01/22,07:00,07:00,1\n"
          "Radio,01/31/2022,7.30,24:15,x\n"
          "handlers,2022-02-30,07:05,15:00,\n"
          ",2022-02-03,24:00,15:00,1\n",
          "s.csv:2: error: column \"team\": must be a team of the scenario (did you "
          "mean "
          "\"handlers\"?), got \"handler\"\n"
          "s.csv:2: error: column \"date\": must be a date such as \"2022-01-31\" or "
          "\"31/01/2022\", got \"31/01/22\"\n"
          "s.csv:2: error: column \"end\": must differ from the start, got \"07:00\"\n"
          "s.csv:3: error: column \"team\": must be a team of the scenario, got "
          "\"Radio\"\n"
          "s.csv:3: error: column \"people\": must be a number such as 12 or 0.5, got "
          "\"x\"\n"
          "s.csv:3: error: column \"date\": must be a date such as \"2022-01-31\" or "
          "\"31/01/2022\", got \"01/31/2022\"\n"
          "s.csv:3: error: column \"start\": must be a time of day such as \"08:30\", "
          "got "
          "\"7.30\"\n"
          "s.csv:3: error: column \"end\": must be a time of day such as \"08:30\", "
          "got "
          "\"24:15\"\n"
          "s.csv:4: error: column \"people\": must be a number such as 12 or 0.5, got "
          "nothing\n"
          "s.csv:4: error: column \"date\": must be a date such as \"2022-01-31\" or "
          "\"31/01/2022\", got \"2022-02-30\"\n"
          "s.csv:4: error: column \"start\": must be on the quarter hour, got "
          "\"07:05\"\n"
          "s.csv:5: error: column \"team\": must be a team of the scenario, got "
          "nothing\n"
          "s.csv:5: error: column \"start\": must be before 24:00, got \"24:00\"\n" },
    };
    for (size_t i = 0; i < sizeof list / sizeof list[0]; i++) {
        struct sim_diag diag = { 0 };
        struct tables_shifts shifts = { .count = -77 };
        assert_false(read_staff(list[i].text, &diag, &shifts));
        assert_said(&diag, list[i].said);
        assert_null(shifts.shifts);
        assert_int_equal(shifts.count, -77);
    }
}

static void two_rows_for_one_time_are_refused(void **state)
{
    (void) state;
    struct page page = { 0 };
    print(&page, "day,time,people\n");
    for (int hour = 0; hour < 24; hour++)
        print(&page, "daily,%d:00,5\n", hour);
    print(&page, "Sat,8:00,6\n");
    struct sim_diag diag = { 0 };
    struct tables_shifts list = { 0 };
    assert_false(read_staff(page.text, &diag, &list));
    assert_said(&diag, "s.csv:26: error: the same day and time are there already, line "
                       "10\n");
}

/* One file serves several teams: a mistake in it is said once. */
static void reading_for_a_second_team_repeats_no_complaint(void **state)
{
    (void) state;
    const struct scratch file =
        scratch_text("team,date,start,end\nx,2024-01-01,07:00,08:00\n");
    struct sim_diag diag = { 0 };
    struct tables_shifts list = { 0 };
    for (int team = 0; team < 3; team++) {
        const struct tables_teams teams = { team_names, 3, team };
        assert_false(tables_staff(file.path, "s.csv", &diag, &teams, &list));
    }
    scratch_done(&file);
    assert_said(&diag,
                "s.csv:2: error: column \"team\": must be a team of the scenario, "
                "got \"x\"\n");
}

static bool read_law(const char *text, struct sim_diag *diag, struct tables_points *out)
{
    const struct scratch file = scratch_text(text);
    const bool ok = tables_law(file.path, "l.csv", diag, out);
    scratch_done(&file);
    return ok;
}

static void laws_are_points_of_a_cdf(void **state)
{
    (void) state;
    struct sim_diag diag = { 0 };
    struct tables_points points = { 0 };
    assert_true(read_law("seconds;share_below\n0,5;0,125\n90 s;12,5 %\n00:02:00;0,5\n"
                         "1000;100 %\n",
                         &diag, &points));
    assert_said(&diag, "");
    static const double time_s[] = { 0.5, 90, 120, 1000 },
                        below[] = { 0.125, 0.125, 0.5, 1 };
    assert_int_equal(points.count, 4);
    for (int i = 0; i < 4; i++) {
        assert_near(points.time_s[i], time_s[i], 0.0);
        assert_near(points.below[i], below[i], 0.0);
    }
    struct sim_dist dist;
    assert_true(sim_dist_table_init(points.time_s, points.below, points.count, &dist));
    free(points.time_s);
    free(points.below);
}

static void every_mistake_in_a_law_is_said(void **state)
{
    (void) state;
    static const struct {
        const char *text, *said;
    } list[] = {
        { "seconds,share_below\n10,1\n",
          "l.csv: error: needs at least 2 points, has 1\n" },
        { "seconds,share_below\n", "l.csv: error: needs at least 2 points, has 0\n" },
        { "seconds,share_below\n0,0\n10,0.9\n",
          "l.csv:3: error: the last \"share_below\" must be 1 (100 %), got 0.9\n" },
        { "seconds,share_below\n0,0\n10,50\n9,0.4\n-1,101\nx,150 %\n",
          "l.csv:3: error: column \"share_below\": must be a share such as \"12 %\" or "
          "0.12 (did you mean 50 %?), got \"50\"\n"
          "l.csv:5: error: column \"seconds\": must be at least 0, got \"-1\"\n"
          "l.csv:5: error: column \"share_below\": must be a share such as \"12 %\" or "
          "0.12, got \"101\"\n"
          "l.csv:6: error: column \"seconds\": must be a number such as 12 or 0.5, got "
          "\"x\"\n"
          "l.csv:6: error: column \"share_below\": must be a share such as \"12 %\" or "
          "0.12, got \"150 %\"\n" },
        { "seconds,share_below\n0,0\n10,0.5\n10,0.4\n20,1\n",
          "l.csv:4: error: column \"seconds\": must be above the row before, got "
          "\"10\"\n"
          "l.csv:4: error: column \"share_below\": must not be below the row before, "
          "got "
          "\"0.4\"\n" },
        { "secs,share_below\n0,0\n1,1\n",
          "l.csv:1: warning: column \"secs\" is not used\n"
          "l.csv:1: error: there is no column \"seconds\"\n" },
        { "", "l.csv: error: is empty\n" },
    };
    for (size_t i = 0; i < sizeof list / sizeof list[0]; i++) {
        struct sim_diag diag = { 0 };
        struct tables_points points = { .count = -77 };
        assert_false(read_law(list[i].text, &diag, &points));
        assert_said(&diag, list[i].said);
        assert_null(points.time_s);
        assert_int_equal(points.count, -77);
    }
}

static void a_year_of_duties_reads_in_a_moment(void **state)
{
    (void) state;
    enum { ROWS = 200000 };
    size_t room = 64 * (size_t) ROWS, length = 0;
    char *text = sim_mem_array(room, 1);
    length += (size_t) sprintf(text, "date,start,end,team,people\n");
    for (int i = 0; i < ROWS; i++)
        length += (size_t) sprintf(text + length, "%02d/%02d/2024,07:00,17:00,%s,%d\n",
                                   i % 28 + 1, i % 12 + 1, team_names[i % 2], i % 40);
    const struct scratch file = scratch_bytes(text, length);
    free(text);
    struct sim_diag diag = { 0 };
    struct tables_shifts list = { 0 };
    assert_true(tables_staff(file.path, "s.csv", &diag, &handlers, &list));
    assert_int_equal(list.count, ROWS / 2);
    free(list.shifts);
    scratch_done(&file);
    assert_said(&diag, "");
}

static void templates_are_sound(void **state)
{
    (void) state;
    struct sim_diag diag = { 0 };
    struct scenario_profile profile;
    char *path = template("profile.csv");
    assert_true(tables_profile(path, "t.csv", &diag, &profile));
    free(path);
    for (int day = 0; day < SCENARIO_DAY_KINDS; day++) {
        double sum = 0.0;
        for (int i = 0; i < 96; i++)
            sum += profile.quarter[day][i];
        assert_near(sum, 1.0, 1e-12);
    }
    struct tables_shifts list;
    path = template("staff-by-half-hour.csv");
    assert_true(tables_staff(path, "t.csv", &diag, &handlers, &list));
    free(path);
    assert_int_equal(list.count, 96);
    free(list.shifts);
    path = template("duty-rows.csv");
    assert_true(tables_staff(path, "t.csv", &diag, &handlers, &list));
    free(path);
    assert_int_equal(list.count, 7 * 3 + 2);
    free(list.shifts);
    struct tables_points points;
    path = template("law.csv");
    assert_true(tables_law(path, "t.csv", &diag, &points));
    free(path);
    struct sim_dist dist;
    assert_true(sim_dist_table_init(points.time_s, points.below, points.count, &dist));
    free(points.time_s);
    free(points.below);
    assert_said(&diag, ""); /* no warnings either */
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(profiles_come_by_hours_half_hours_or_quarters),
        cmocka_unit_test(a_days_own_cell_comes_before_all_and_bank_follows_sunday),
        cmocka_unit_test(every_mistake_in_a_profile_is_said),
        cmocka_unit_test(weights_that_are_all_zero_are_refused),
        cmocka_unit_test(staff_by_the_clock_becomes_shifts),
        cmocka_unit_test(duty_rows_become_dated_shifts),
        cmocka_unit_test(a_duty_row_without_people_is_one_person),
        cmocka_unit_test(every_mistake_in_staff_is_said),
        cmocka_unit_test(two_rows_for_one_time_are_refused),
        cmocka_unit_test(reading_for_a_second_team_repeats_no_complaint),
        cmocka_unit_test(laws_are_points_of_a_cdf),
        cmocka_unit_test(every_mistake_in_a_law_is_said),
        cmocka_unit_test(a_year_of_duties_reads_in_a_moment),
        cmocka_unit_test(templates_are_sound),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}

#include "model/records/records.h"

#include "tests/scratch.h"

#define HEAD \
    "date,time,line,offered,answered,abandoned,answered 0-10,answered 10+," \
    "abandoned 0-10,abandoned 10+,talk total,wrap_up total\n"

/* Reads an export (and a map) that is there for the length of the call; what was said
 * has their paths replaced by "acd" and "map". */
struct reading {
    bool ok;
    struct records records;
    char *said; /* owned */
};

static void shorten(char *said, const char *path, const char *word)
{
    for (char *at = strstr(said, path); at != NULL; at = strstr(said, path)) {
        char *const rest = sim_mem_text(at + strlen(path));
        strcpy(stpcpy(at, word), rest);
        free(rest);
    }
}

static struct reading read_with(const char *export, const char *map_text)
{
    struct sim_diag diag = { 0 };
    struct reading out = { .ok = true };
    struct records_map map = { 0 };
    const struct scratch file = scratch_text(export);
    const struct scratch map_file = scratch_text(map_text != NULL ? map_text : "");
    if (map_text != NULL)
        out.ok = records_map_read(map_file.path, map_file.path, &diag, &map);
    if (out.ok)
        out.ok = records_read(file.path, file.path, map_text != NULL ? &map : NULL,
                              &diag, &out.records);
    out.said = scratch_said(&diag);
    shorten(out.said, file.path, "acd");
    shorten(out.said, map_file.path, "map");
    records_map_done(&map);
    scratch_done(&file);
    scratch_done(&map_file);
    return out;
}

static void reading_done(struct reading *reading)
{
    records_done(&reading->records);
    free(reading->said);
}

/* Whether this export is refused with these complaints and nothing is filled in. */
static void refuses_with(const char *export, const char *map, const char *said)
{
    struct reading reading = read_with(export, map);
    assert_string_equal(reading.said, said);
    assert_false(reading.ok);
    assert_int_equal(reading.records.cell_count, 0);
    assert_null(reading.records.cells);
    reading_done(&reading);
}

static void refuses(const char *rows, const char *said)
{
    char *const export = sim_mem_print("%s%s", HEAD, rows);
    refuses_with(export, NULL, said);
    free(export);
}

static struct reading accepts(const char *rows)
{
    char *const export = sim_mem_print("%s%s", HEAD, rows);
    struct reading reading = read_with(export, NULL);
    assert_string_equal(reading.said, "");
    assert_true(reading.ok);
    free(export);
    return reading;
}

/* ---- what is read ---- */

static void reads_our_own_headings(void **state)
{
    (void) state;
    struct reading r = accepts("2022-03-07,23:30,desk,7,5,2,4,1,0,2,1234.5,60\n"
                               "08/03/2022,00:00:00,desk,1,1,0,1,,,,00:02:03,0\n"
                               "2022-03-08,00:30,back,0,0,0,0,0,0,0,0,0\n");
    const struct records *const records = &r.records;
    assert_int_equal(records->line_count, 2);
    assert_string_equal(records->lines[0], "desk");
    assert_string_equal(records->lines[1], "back");
    assert_int_equal(records->line_at[1].line, 4);
    assert_int_equal(records->minutes, 30);
    assert_int_equal(records->dates.last - records->dates.first, 1);
    assert_int_equal(records->first_step, 47);
    assert_int_equal(records->last_step, 1);
    assert_int_equal(records->answered.count, 2);
    assert_near(records->answered.to_s[0], 10.0, 0.0);
    assert_true(isinf(records->answered.to_s[1]));
    assert_true(records->has_talk && records->has_wrap_up);
    assert_false(records->has_wait || records->has_lost_wait);
    const struct records_sum sum = records_total(records, 0, records->dates);
    assert_near(sum.offered, 8.0, 0.0);
    assert_near(sum.answered, 6.0, 0.0);
    assert_near(sum.abandoned, 2.0, 0.0);
    assert_near(sum.talk_s, 1357.5, 1e-12);
    assert_near(sum.wrap_up_s, 60.0, 0.0);
    assert_near(sum.answered_in[0], 5.0, 0.0);
    assert_near(sum.abandoned_in[1], 2.0, 0.0);
    assert_false(records_covers(records, records->dates.first, 46));
    assert_true(records_covers(records, records->dates.first, 47));
    assert_true(records_covers(records, records->dates.last, 1));
    assert_false(records_covers(records, records->dates.last, 2));
    assert_int_equal(records_line(records, "back"), 1);
    assert_int_equal(records_line(records, "Back"), -1);
    reading_done(&r);
}

static void finds_the_interval(void **state)
{
    (void) state;
    static const struct {
        const char *time;
        int minutes;
    } cases[] = { { "11:00", 60 }, { "10:30", 30 }, { "10:45", 15 } };
    for (size_t i = 0; i < sizeof cases / sizeof *cases; i++) {
        char *const rows = sim_mem_print("2022-03-07,10:00,desk,0,0,0,0,0,0,0,0,0\n"
                                         "2022-03-07,%s,desk,0,0,0,0,0,0,0,0,0\n",
                                         cases[i].time);
        struct reading r = accepts(rows);
        assert_int_equal(r.records.minutes, cases[i].minutes);
        assert_int_equal(r.records.last_step,
                         r.records.cells[1].step); /* in steps, not minutes */
        reading_done(&r);
        free(rows);
    }
}

static void counts_days_without_rows(void **state)
{
    (void) state;
    struct reading r = accepts("2022-03-07,10:00,desk,0,0,0,0,0,0,0,0,0\n"
                               "2022-03-10,10:00,desk,0,0,0,0,0,0,0,0,0\n");
    assert_int_equal(records_gaps(&r.records), 2);
    assert_false(records_covers(&r.records, r.records.dates.first + 1, 10));
    reading_done(&r);
}

/* 30 October 2022 has 01:00 to 02:00 twice, 27 March not at all. */
static void knows_the_hours_of_a_change_of_the_clocks(void **state)
{
    (void) state;
    struct reading r = accepts("2022-10-30,00:30,desk,1,1,0,1,0,0,0,0,0\n"
                               "2022-10-30,01:00,desk,2,2,0,2,0,0,0,0,0\n"
                               "2022-10-30,01:30,desk,3,3,0,3,0,0,0,0,0\n"
                               "2022-10-30,01:00,desk,4,4,0,4,0,0,0,0,0\n"
                               "2022-10-30,01:30,desk,5,5,0,5,0,0,0,0,0\n"
                               "2022-10-30,02:00,desk,6,6,0,6,0,0,0,0,0\n");
    assert_int_equal(r.records.twice, 2);
    assert_near(records_total(&r.records, 0, r.records.dates).offered, 21.0, 0.0);
    const int32_t october = r.records.dates.first;
    assert_int_equal(records_times(october, 1, 30), 1);
    assert_int_equal(records_times(october, 2, 30), 2);
    assert_int_equal(records_times(october, 3, 30), 2);
    assert_int_equal(records_times(october, 4, 30), 1);
    assert_int_equal(records_times(october + 1, 2, 30), 1);
    assert_int_equal(records_times(october, 1, 60), 2);
    reading_done(&r);
    r = accepts("2022-03-27,00:30,desk,1,1,0,1,0,0,0,0,0\n"
                "2022-03-27,01:00,desk,0,0,0,0,0,0,0,0,0\n"
                "2022-03-27,02:00,desk,6,6,0,6,0,0,0,0,0\n");
    assert_int_equal(r.records.skipped, 1);
    assert_int_equal(r.records.cell_count, 2);
    assert_int_equal(records_times(r.records.dates.first, 3, 30), 0);
    reading_done(&r);
    refuses("2022-03-27,01:30,desk,1,1,0,1,0,0,0,0,0\n",
            "acd:2: error: has calls at 2022-03-27 01:30, in the hour that the clocks "
            "skip\n");
    refuses("2022-10-30,01:00,desk,1,1,0,1,0,0,0,0,0\n"
            "2022-10-30,01:00,desk,1,1,0,1,0,0,0,0,0\n"
            "2022-10-30,01:00,desk,1,1,0,1,0,0,0,0,0\n",
            "acd:4: error: 2022-10-30 01:00 of \"desk\" is there already\n");
}

/* ---- maps ---- */

#define MAP \
    "means,column,from,to,line\n" \
    "start,When,,,\nline,Queue,,,\noffered,In,,,\nanswered,Taken,,,\n" \
    "abandoned,Lost,,,\n"

static void maps_columns_and_queues(void **state)
{
    (void) state;
    struct reading r = read_with(
        "Caller,When,Queue,In,Taken,Lost,Quick,Slow,AHT\n"
        "Ann,05/03/2022 10:15,101 a,3,2,1,1,1,00:01:40\n"
        "Bob,2022-03-05T10:15-10:30,101 B,2,2,0,2,0,50 s\n"
        "Cid,2022-03-05 10:15,fire,9,9,0,9,0,1\n",
        MAP "answered_in,Quick,0,20 s,\nanswered_in,Slow,20,,\ntalk_mean,AHT,,,\n"
            "queue,101 A,,,desk\nqueue,101 B,,,desk\nqueue,Fire,,,\n");
    assert_string_equal(r.said, "acd:1: warning: column \"Caller\" is not used\n");
    assert_true(r.ok);
    assert_int_equal(r.records.line_count, 1);
    assert_string_equal(r.records.lines[0], "desk");
    assert_int_equal(r.records.left_out, 1);
    assert_int_equal(r.records.minutes, 15);
    const struct records_sum sum = records_total(&r.records, 0, r.records.dates);
    assert_near(sum.offered, 5.0, 0.0);
    assert_near(sum.talk_s, 300.0, 1e-12); /* 2 x 100 + 2 x 50 */
    assert_near(sum.answered_in[0], 3.0, 0.0);
    assert_near(sum.answered_in[1], 1.0, 0.0);
    reading_done(&r);
}

static void refuses_a_wrong_map(void **state)
{
    (void) state;
    static const char export[] = "a\n1\n";
    refuses_with(export, "column,from\nx,1\n",
                 "map:1: error: there is no column \"means\"\n");
    refuses_with(export, MAP "offred,In,,,\n",
                 "map:7: error: column \"means\": unknown meaning (did you mean "
                 "offered?), got \"offred\"\n");
    refuses_with(export, MAP "offered,In 2,,,\n",
                 "map:7: error: \"offered\" is mapped already, to \"In\"\n");
    refuses_with(export, MAP "date,Day,,,\ntime,Hour,,,\n",
                 "map: error: there must be either rows for date and time, or one for "
                 "start\n");
    refuses_with(export, "means,column\nstart,When\nline,Queue\nanswered,Taken\n",
                 "map: error: there is no row for offered\n"
                 "map: error: there is no row for abandoned\n");
    refuses_with(export, MAP "answered_in,Quick,5,10,\n",
                 "map:7: error: band \"Quick\" is the first and must begin at 0\n");
    refuses_with(export, MAP "answered_in,Q,0,10,\nanswered_in,S,20,,\n",
                 "map:8: error: band \"S\" must begin where the band before ends\n");
    refuses_with(export, MAP "answered_in,Q,0,0,\n",
                 "map:7: error: band \"Q\" must end after it begins\n");
    refuses_with(export, MAP "queue,A,,,desk\nqueue,a,,,back\n",
                 "map:8: error: queue \"a\" is there already, line 7\n");
    refuses_with(export, MAP "talk_mean,,,,\n",
                 "map:7: error: column \"column\": must be a heading or a queue of the "
                 "export, got nothing\n");
}

static void refuses_a_queue_that_the_map_has_not_got(void **state)
{
    (void) state;
    refuses_with(
        "When,Queue,In,Taken,Lost\n2022-03-05 10:00,Desc,1,1,0\n"
        "2022-03-05 10:00,Zebra,1,1,0\n",
        MAP "queue,Desk,,,desk\n",
        "acd:2: error: column \"Queue\": unknown line: the map has no queue of "
        "that name (did you mean \"Desk\"?), got \"Desc\"\n"
        "acd:3: error: column \"Queue\": unknown line: the map has no queue of "
        "that name, got \"Zebra\"\n");
}

/* ---- what is refused ---- */

static void refuses_a_wrong_heading(void **state)
{
    (void) state;
    refuses_with("", NULL, "acd: error: is empty\n");
    refuses_with("date,time,line,offered,answered\n2022-03-05,10:00,a,1,1\n", NULL,
                 "acd:1: error: there is no column \"abandoned\"\n");
    refuses_with(
        "date,time,line,ofered,answered,abandoned\n"
        "2022-03-05,10:00,a,1,1,0\n",
        NULL, "acd:1: error: unknown column \"ofered\", did you mean \"offered\"?\n");
    refuses_with("date,time,line,offered,answered,abandoned,answered 10-20\n", NULL,
                 "acd:1: error: band \"answered 10-20\" is the first and must begin at "
                 "0\n");
    refuses("", "acd: error: has no row of any line\n");
}

static void refuses_counts_that_are_none(void **state)
{
    (void) state;
    refuses("2022-03-05,10:00,a,-1,0,0,0,0,0,0,0,0\n",
            "acd:2: error: column \"offered\": must be a whole number from 0 to "
            "1,000,000, got \"-1\"\n");
    refuses("2022-03-05,10:00,a,1.5,0,0,0,0,0,0,0,0\n",
            "acd:2: error: column \"offered\": must be a whole number from 0 to "
            "1,000,000, got \"1.5\"\n");
    refuses("2022-03-05,10:00,a,many,0,0,0,0,0,0,0,0\n",
            "acd:2: error: column \"offered\": must be a number such as 12 or 0.5, got "
            "\"many\"\n");
    refuses("2022-03-05,10:00,a,1e7,0,0,0,0,0,0,0,0\n",
            "acd:2: error: column \"offered\": must be a whole number from 0 to "
            "1,000,000, got \"1e7\"\n");
    refuses("2022-03-05,10:00,a,2,2,0,2,0,0,0,-5,0\n",
            "acd:2: error: column \"talk total\": must be at least 0, got \"-5\"\n");
}

static void refuses_bands_that_do_not_add_up(void **state)
{
    (void) state;
    refuses("2022-03-05,10:00,a,9,5,4,3,1,2,2,0,0\n"
            "2022-03-05,11:00,a,9,5,4,4,1,2,1,0,0\n",
            "acd:2: error: column \"answered\": must be the sum of its bands, 4, got "
            "\"5\"\n"
            "acd:3: error: column \"abandoned\": must be the sum of its bands, 3, got "
            "\"4\"\n");
}

static void refuses_times_that_are_none(void **state)
{
    (void) state;
    refuses("03/25/2022,10:00,a,0,0,0,0,0,0,0,0,0\n"
            "2022-03-05,25:00,a,0,0,0,0,0,0,0,0,0\n"
            "2022-03-05,24:00,a,0,0,0,0,0,0,0,0,0\n"
            "2022-03-05,10:10,a,0,0,0,0,0,0,0,0,0\n"
            "2022-03-05,10:00,,0,0,0,0,0,0,0,0,0\n",
            "acd:2: error: column \"date\": must be a date such as \"2022-01-31\" or "
            "\"31/01/2022\", got \"03/25/2022\"\n"
            "acd:3: error: column \"time\": must be a time of day such as 10:30, got "
            "\"25:00\"\n"
            "acd:4: error: column \"time\": must be a time of day such as 10:30, got "
            "\"24:00\"\n"
            "acd:5: error: column \"time\": must be on the quarter hour, got "
            "\"10:10\"\n"
            "acd:6: error: column \"line\": must be the name of a line, got nothing\n");
}

static void refuses_rows_out_of_order_or_twice(void **state)
{
    (void) state;
    refuses("2022-03-05,10:00,a,0,0,0,0,0,0,0,0,0\n"
            "2022-03-05,10:00,b,0,0,0,0,0,0,0,0,0\n"
            "2022-03-05,10:00,a,0,0,0,0,0,0,0,0,0\n",
            "acd:4: error: 2022-03-05 10:00 of \"a\" is there already\n");
    refuses("2022-03-05,10:00,a,0,0,0,0,0,0,0,0,0\n"
            "2022-03-05,09:00,a,0,0,0,0,0,0,0,0,0\n"
            "2022-03-04,11:00,a,0,0,0,0,0,0,0,0,0\n",
            "acd:3: error: 2022-03-05 09:00 of \"a\" must come after 2022-03-05 10:00, "
            "line 2: rows of a line are in order of time\n"
            "acd:4: error: 2022-03-04 11:00 of \"a\" must come after 2022-03-05 10:00, "
            "line 2: rows of a line are in order of time\n");
}

static void refuses_what_is_too_much(void **state)
{
    (void) state;
    refuses("2019-03-05,10:00,a,0,0,0,0,0,0,0,0,0\n"
            "2022-03-08,10:00,a,0,0,0,0,0,0,0,0,0\n",
            "acd: error: spans 1100 days, at most 1098 are read\n");
    char *rows = sim_mem_text("");
    for (int i = 0; i < SCENARIO_MOST_LINES + 1; i++) {
        char *const more =
            sim_mem_print("%s2022-03-05,10:00,q%d,0,0,0,0,0,0,0,0,0\n", rows, i);
        free(rows);
        rows = more;
    }
    refuses(rows,
            "acd:34: error: column \"line\": is one line too many, at most 32 are "
            "read, got \"q32\"\n");
    free(rows);
}

static void refuses_more_rows_than_can_be_read(void **state)
{
    (void) state;
    static const char row[] = "2022-03-05,10:00,fire,0,0,0\n";
    const size_t count = CSV_MOST_ROWS + 1, length = sizeof row - 1;
    static const char head[] = "When,Hour,Queue,In,Taken,Lost\n";
    char *const export = sim_mem_array(sizeof head + count * length, 1);
    char *to = stpcpy(export, head);
    for (size_t i = 0; i < count; i++)
        to = stpcpy(to, row);
    refuses_with(
        export,
        "means,column,line\ndate,When,\ntime,Hour,\nline,Queue,\noffered,In,\n"
        "answered,Taken,\nabandoned,Lost,\nqueue,fire,\n",

        "acd:200002: error: has more than 200000 rows, the rest is not read\n");
    free(export);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(reads_our_own_headings),
        cmocka_unit_test(finds_the_interval),
        cmocka_unit_test(counts_days_without_rows),
        cmocka_unit_test(knows_the_hours_of_a_change_of_the_clocks),
        cmocka_unit_test(maps_columns_and_queues),
        cmocka_unit_test(refuses_a_wrong_map),
        cmocka_unit_test(refuses_a_queue_that_the_map_has_not_got),
        cmocka_unit_test(refuses_a_wrong_heading),
        cmocka_unit_test(refuses_counts_that_are_none),
        cmocka_unit_test(refuses_bands_that_do_not_add_up),
        cmocka_unit_test(refuses_times_that_are_none),
        cmocka_unit_test(refuses_rows_out_of_order_or_twice),
        cmocka_unit_test(refuses_what_is_too_much),
        cmocka_unit_test(refuses_more_rows_than_can_be_read),
    };
    return cmocka_run_group_tests_name("records", tests, NULL, NULL);
}

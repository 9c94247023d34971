#include "model/measure/tally.h"

#include <stdlib.h>

#include "tests/near.h"

/* Three quarter hours, one line and one stream, two teams; the smallest program that a
 * tally can be made for. */
static struct program small_program(void)
{
    return (struct program){
        .calendar = { .quarters = 3, .period_days = 1, .from = 0, .to = 3 },
        .stage_count = 2,
        .way_count = 1,
        .line_count = 1,
        .stream_count = 1,
        .subject_count = 2,
        .team_count = 2,
        .journey_count = 1,
    };
}

static void bins_hold_the_waits_between_their_edges(void **state)
{
    (void) state;
    static const double waits[] = { 0.26, 0.999, 1.0,   1.03124, 1.03126, 9.999999,
                                    10.0, 37.9,  914.0, 3599.9,  86400.0, 131071.0 };
    for (size_t i = 0; i < sizeof waits / sizeof waits[0]; i++) {
        const int bin = tally_bin(waits[i]);
        assert_true(tally_edge(bin) <= waits[i] && waits[i] < tally_edge(bin + 1));
        assert_true(tally_edge(bin + 1) <= tally_edge(bin) * (1.0 + 1.0 / 32.0));
    }
    assert_int_equal(tally_bin(1e-9), 0);
    assert_int_equal(tally_bin(1e9), TALLY_BINS - 1);
    assert_near(tally_edge(0), 0.0, 0.0);
    assert_near(tally_edge(TALLY_BINS), 131072.0, 0.0);
}

/* Waits 300 .. 2100 s and 950 .. 1000 s in line 0, booked as the world does: what lies
 * in the first quarter hour, a step up after it, what is missing from the last, a step
 * down after that. */
static void steps_become_the_area_under_the_queue(void **state)
{
    (void) state;
    const struct program program = small_program();
    struct tally tally;
    tally_init(&tally, &program);
    tally_at(&tally, 0, 0)->queue_s = 900.0 - 300.0;
    tally_at(&tally, 1, 0)->queue_step = 1;
    tally_at(&tally, 2, 0)->queue_s = -(2700.0 - 2100.0);
    tally_at(&tally, 3, 0)->queue_step = -1;
    tally_at(&tally, 1, 0)->queue_s += 50.0;
    tally_close(&tally);
    assert_near(tally_at(&tally, 0, 0)->queue_s, 600.0, 1e-12);
    assert_near(tally_at(&tally, 1, 0)->queue_s, 950.0, 1e-12);
    assert_near(tally_at(&tally, 2, 0)->queue_s, 300.0, 1e-12);
    assert_near(tally_at(&tally, 1, 1)->queue_s, 0.0, 0.0);
    assert_near(tally.queued_s, 1850.0, 1e-12);
    tally_done(&tally);
}

/* One who waits from 2000 to 6700 s, 4000 s of it after the last quarter hour: booked
 * as if that stretch were a quarter hour of the usual length. */
static void what_lies_after_the_last_quarter_is_gathered_in_one(void **state)
{
    (void) state;
    const struct program program = small_program();
    struct tally tally;
    tally_init(&tally, &program);
    tally_at(&tally, 2, 0)->queue_s = 2700.0 - 2000.0;
    tally_at(&tally, 3, 0)->queue_step = 1;
    tally_at(&tally, 3, 0)->queue_s = -(3600.0 - 6700.0);
    tally_at(&tally, 4, 0)->queue_step = -1;
    tally_close(&tally);
    assert_near(tally_at(&tally, 3, 0)->queue_s, 4000.0, 0.0);
    assert_near(tally.queued_s, 4700.0, 1e-12);
    tally_done(&tally);
}

static bool is_zero(const void *memory, size_t size)
{
    const unsigned char *const bytes = memory;
    for (size_t i = 0; i < size; i++)
        if (bytes[i] != 0)
            return false;
    return true;
}

/* Fills every array to its documented end, clears, and looks at every byte. */
static void clearing_leaves_nothing_behind(void **state)
{
    (void) state;
    struct program program = small_program();
    struct tally t;
    program.view_count = 1;
    program.subject_count = 3;
    program.has_special = true;
    tally_init(&t, &program);
    const struct {
        void *memory;
        size_t size;
    } parts[] = {
        { t.cells, 5 * 3 * sizeof *t.cells },
        { t.more, 4 * 2 * sizeof *t.more },
        { t.reached, 4 * 1 * PROGRAM_SLOTS * sizeof *t.reached },
        { t.staffed, 3 * 2 * sizeof *t.staffed },
        { t.day_waits, 1 * 3 * TALLY_BINS * sizeof *t.day_waits },
        { t.hour_waits, 168 * 3 * TALLY_BINS * sizeof *t.hour_waits },
        { t.journeys, 4 * 1 * 2 * sizeof *t.journeys },
        { t.flow, 1 * sizeof *t.flow },
        { t.entered, 2 * sizeof *t.entered },
        { t.moved, 2 * sizeof *t.moved },
        { t.shut, 1 * sizeof *t.shut },
    };
    for (size_t i = 0; i < sizeof parts / sizeof parts[0]; i++) {
        assert_true(is_zero(parts[i].memory, parts[i].size));
        memset(parts[i].memory, 0x5a, parts[i].size);
    }
    t.events = t.callers = t.in_system = 7;
    t.waited_s = t.queued_s = 7.0;
    tally_clear(&t);
    for (size_t i = 0; i < sizeof parts / sizeof parts[0]; i++)
        assert_true(is_zero(parts[i].memory, parts[i].size));
    assert_ptr_equal(tally_reached(&t, 3, 2), t.reached + 3 * PROGRAM_SLOTS);
    assert_ptr_equal(tally_more_at(&t, 3, 1), t.more + 7);
    assert_true(t.events == 0 && t.callers == 0 && t.in_system == 0);
    assert_true(t.waited_s == 0.0 && t.queued_s == 0.0);
    tally_done(&t);
    assert_null(t.cells);
    tally_done(&t);
    tally_done(NULL);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(bins_hold_the_waits_between_their_edges),
        cmocka_unit_test(steps_become_the_area_under_the_queue),
        cmocka_unit_test(what_lies_after_the_last_quarter_is_gathered_in_one),
        cmocka_unit_test(clearing_leaves_nothing_behind),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}

/* Any text through every reader of model/scenario/text.h: no crash, a refusal leaves
 * the result alone, and what is accepted is in range. */
#include <assert.h>
#include <math.h>
#include <stdint.h>
#include <stdlib.h>
#include <string.h>

#include "model/scenario/text.h"

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size);

static void numbers(const char *text)
{
    static const struct {
        bool (*read)(const char *text, double *out);
        double low, high;
    } readers[] = {
        { text_number, -INFINITY, INFINITY },
        { text_time, 0.0, INFINITY },
        { text_share, 0.0, 1.0 },
        { text_points, -1.0, 1.0 },
        { text_growth, -1.0, 10.0 },
        { text_odds, 0.0, 1.0 },
    };
    for (size_t i = 0; i < sizeof readers / sizeof readers[0]; i++) {
        double got = -77.0;
        if (readers[i].read(text, &got))
            assert(isfinite(got) && got >= readers[i].low && got <= readers[i].high);
        else
            assert(got == -77.0);
    }
}

static void days_and_hours(const char *text)
{
    int32_t day = -77;
    struct scenario_dates dates = { -77, -77 };
    int minutes = -77, month = -77, people = -77;
    unsigned days = 0x555;
    struct scenario_span span = { 0x555, -77, -77 };
    assert(text_date(text, &day) || day == -77);
    assert(text_dates(text, &dates) ? dates.first <= dates.last : dates.last == -77);
    assert(text_clock(text, &minutes) ? minutes >= 0 && minutes <= 1440
                                      : minutes == -77);
    assert(text_month(text, &month) ? month >= 0 && month < 12 : month == -77);
    assert(text_days(text, &days) ? days > 0 && days <= 0xff : days == 0x555);
    if (text_span(text, &span) == TEXT_OK)
        assert(span.from_min >= 0 && span.from_min < span.to_min && span.to_min < 2880);
    else
        assert(span.days == 0x555);
    if (text_shift(text, &span, &people) == TEXT_OK)
        assert(people >= 0 && people <= SCENARIO_MOST_PEOPLE && span.days <= 0xff);
    else
        assert(people == -77);
}

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
    static const char *const names[] = { "gives_up_after", "talk", "wrap_up" };
    char *text = malloc(size + 1); /* to the byte, so that a read beyond is seen */
    assert(text != NULL);
    memcpy(text, data, size);
    text[size] = '\0';
    numbers(text);
    days_and_hours(text);
    text_suggest(text, names, sizeof names / sizeof names[0]);
    free(text);
    return 0;
}

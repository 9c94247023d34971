#include "tools/utf8.h"

#include <stdlib.h>
#include <string.h>

#include "sim/mem.h"
#include "tests/near.h"

#define BAD "\xef\xbf\xbd"

static void characters_are_told_from_other_bytes(void **state)
{
    (void) state;
    static const struct {
        const char *text;
        int bytes;
        uint32_t point;
    } cases[] = {
        { "", 1, 0 },
        { "a", 1, 'a' },
        { "\xc3\xa9", 2, 0xe9 },
        { "\xe2\x82\xac", 3, 0x20ac },
        { "\xf0\x9f\x9a\x93", 4, 0x1f693 },
        { "\xff", 0, 0 },
        { "\x80", 0, 0 },
        { "\xc3", 0, 0 },             /* cut off */
        { "\xe2\x82", 0, 0 },         /* cut off */
        { "\xc0\x80", 0, 0 },         /* longer than need be */
        { "\xed\xa0\x80", 0, 0 },     /* half of a pair */
        { "\xf4\x90\x80\x80", 0, 0 }, /* beyond the last */
    };
    for (size_t i = 0; i < sizeof cases / sizeof *cases; i++) {
        assert_int_equal(utf8_bytes(cases[i].text), cases[i].bytes);
        if (cases[i].bytes > 0)
            assert_int_equal(utf8_point(cases[i].text, cases[i].bytes), cases[i].point);
    }
}

/* Encodes by the definition, not by the code under test. */
static int encode(uint32_t point, char out[5])
{
    memset(out, 0, 5);
    if (point < 0x80) {
        out[0] = (char) point;
        return 1;
    }
    if (point < 0x800) {
        out[0] = (char) (0xc0 + point / 64);
        out[1] = (char) (0x80 + point % 64);
        return 2;
    }
    out[0] = (char) (0xe0 + point / 4096);
    out[1] = (char) (0x80 + point / 64 % 64);
    out[2] = (char) (0x80 + point % 64);
    return 3;
}

static void what_acts_is_controls_separators_and_turns_of_direction(void **state)
{
    (void) state;
    enum { LAST = 0xd7ff };
    static const uint32_t acting[][2] = {
        { 0x00, 0x1f },
        { 0x7f, 0x9f },
        { 0x2028, 0x202e },
        { 0x2066, 0x2069 },
    };
    for (uint32_t point = 0; point <= LAST; point++) {
        bool expected = false;
        for (size_t i = 0; i < sizeof acting / sizeof *acting; i++)
            expected |= point >= acting[i][0] && point <= acting[i][1];
        char text[5];
        const int bytes = encode(point, text);
        assert_int_equal(utf8_bytes(text), bytes);
        assert_int_equal(utf8_acts(text, bytes), expected);
    }
    assert_true(utf8_acts("\xff", 0));
    assert_false(utf8_acts("\xf0\x9f\x9a\x93", 4));
}

static void is_harmless(const char *text, const char *kept, const char *expected)
{
    char *const got = utf8_harmless(text, kept);
    assert_string_equal(got, expected);
    free(got);
}

static void what_acts_is_replaced_and_all_else_is_kept(void **state)
{
    (void) state;
    is_harmless("", "", "");
    is_harmless("Café \xd7\xa9\xd7\x9c <b> =1", "", "Café \xd7\xa9\xd7\x9c <b> =1");
    is_harmless("a\x1b[31m\nb\tc", "", "a" BAD "[31m" BAD "b" BAD "c");
    is_harmless("a\x1b[31m\nb\tc", "\n\t", "a" BAD "[31m\nb\tc");
    is_harmless("\xc2\x9b"
                "1m\xe2\x80\xaegpj\xe2\x81\xa7",
                "", BAD "1m" BAD "gpj" BAD);
    is_harmless("\xff\xfe\xe2\x82", "", BAD BAD BAD BAD);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(characters_are_told_from_other_bytes),
        cmocka_unit_test(what_acts_is_controls_separators_and_turns_of_direction),
        cmocka_unit_test(what_acts_is_replaced_and_all_else_is_kept),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}

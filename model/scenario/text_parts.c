#include "model/scenario/text_parts.h"

#include <ctype.h>
#include <math.h>
#include <stdlib.h>
#include <string.h>

enum { LONGEST_NUMBER = 64 }; /* bytes */

const char *text_past_blanks(const char *text)
{
    for (;;)
        if (*text == ' ' || *text == '\t')
            text++;
        else if (strncmp(text, "\xc2\xa0", 2) == 0) /* a no-break space, from Word */
            text += 2;
        else
            return text;
}

bool text_at_end(const char *text)
{
    return *text_past_blanks(text) == '\0';
}

static bool is_digit(char c)
{
    return c >= '0' && c <= '9';
}

size_t text_digits_at(const char *text)
{
    size_t n = 0;
    while (is_digit(text[n]))
        n++;
    return n;
}

bool text_take_digits(const char **at, size_t fewest, size_t most, int *out)
{
    const size_t n = text_digits_at(*at);
    if (n < fewest || n > most)
        return false;
    int value = 0;
    for (size_t i = 0; i < n; i++)
        value = 10 * value + ((*at)[i] - '0');
    *at += n;
    *out = value;
    return true;
}

bool text_take_char(const char **at, char c)
{
    if (**at != c)
        return false;
    ++*at;
    return true;
}

/* strtod() alone would take "inf", "nan", "0x1p3" and a comma in some locales. */
bool text_take_number(const char **at, double *out)
{
    const char *from = text_past_blanks(*at), *s = from;
    s += *s == '-' || *s == '+';
    const size_t whole = text_digits_at(s);
    s += whole;
    size_t parts = 0;
    if (*s == '.') {
        parts = text_digits_at(s + 1);
        s += 1 + parts;
    }
    if (whole + parts == 0)
        return false;
    if (*s == 'e' || *s == 'E') {
        const size_t sign = s[1] == '-' || s[1] == '+';
        const size_t power = text_digits_at(s + 1 + sign);
        s += power == 0 ? 0 : 1 + sign + power;
    }
    char copy[LONGEST_NUMBER + 1];
    const size_t length = (size_t) (s - from);
    if (length > LONGEST_NUMBER)
        return false;
    memcpy(copy, from, length);
    copy[length] = '\0';
    const double value = strtod(copy, NULL);
    if (!isfinite(value))
        return false;
    *at = s;
    *out = value;
    return true;
}

bool text_take_word(const char **at, char out[TEXT_LONGEST_WORD + 1])
{
    const char *from = text_past_blanks(*at);
    size_t n = 0;
    while (isalpha((unsigned char) from[n]) && n < TEXT_LONGEST_WORD) {
        out[n] = (char) tolower((unsigned char) from[n]);
        n++;
    }
    out[n] = '\0';
    *at = from + n;
    return n > 0;
}

bool text_take_this_word(const char **at, const char *wanted)
{
    char word[TEXT_LONGEST_WORD + 1];
    const char *s = *at;
    if (!text_take_word(&s, word) || strcmp(word, wanted) != 0)
        return false;
    *at = s;
    return true;
}

bool text_take_dash(const char **at)
{
    const char *s = text_past_blanks(*at);
    const size_t n = *s == '-' ? 1 : strncmp(s, "\xe2\x80\x93", 3) == 0 ? 3 : 0;
    if (n == 0)
        return false;
    *at = text_past_blanks(s + n);
    return true;
}

#include "tools/utf8.h"

#include <string.h>

#include "sim/mem.h"

int utf8_bytes(const char *text)
{
    static const uint32_t least[] = { 0, 0, 0x80, 0x800, 0x10000 };
    const unsigned char *const at = (const unsigned char *) text;
    if (at[0] < 0x80)
        return 1;
    const int bytes = at[0] >= 0xf0 ? 4 : at[0] >= 0xe0 ? 3 : 2;
    if (at[0] < 0xc2 || at[0] > 0xf4)
        return 0;
    uint32_t point = at[0] & (0xffu >> (bytes + 1));
    for (int i = 1; i < bytes; i++) {
        if ((at[i] & 0xc0) != 0x80)
            return 0;
        point = point << 6 | (at[i] & 0x3fu);
    }
    const bool is_surrogate = point >= 0xd800 && point <= 0xdfff;
    return point >= least[bytes] && point <= 0x10ffff && !is_surrogate ? bytes : 0;
}

uint32_t utf8_point(const char *text, int bytes)
{
    const unsigned char *const at = (const unsigned char *) text;
    uint32_t point = bytes == 1 ? at[0] : at[0] & (0xffu >> (bytes + 1));
    for (int i = 1; i < bytes; i++)
        point = point << 6 | (at[i] & 0x3fu);
    return point;
}

bool utf8_acts(const char *text, int bytes)
{
    if (bytes == 0)
        return true;
    const uint32_t point = utf8_point(text, bytes);
    return point < 0x20 || (point >= 0x7f && point < 0xa0)
           || (point >= 0x2028 && point <= 0x202e)
           || (point >= 0x2066 && point <= 0x2069);
}

char *utf8_harmless(const char *text, const char *kept)
{
    static const char replacement[] = "\xef\xbf\xbd"; /* U+FFFD */
    char *const out = sim_mem_array(3 * strlen(text) + 1, 1), *to = out;
    while (*text != '\0') {
        const int bytes = utf8_bytes(text);
        if (utf8_acts(text, bytes) && strchr(kept, *text) == NULL)
            to = stpcpy(to, replacement);
        else
            to = (char *) memcpy(to, text, (size_t) bytes) + bytes;
        text += bytes == 0 ? 1 : bytes;
    }
    return out;
}

#include "tools/utf8.h"

#include <stdbool.h>
#include <stdint.h>

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

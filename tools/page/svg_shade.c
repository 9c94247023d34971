#include "tools/page/svg_shade.h"

#include <math.h>

/* Crameri's "batlow"-like order of lightness in the hues of cividis (Nunez, Anderton
 * and Renslow 2018), light end first. */
static const struct svg_colour rising[] = {
    { 255, 246, 190 }, { 226, 210, 120 }, { 178, 168, 116 }, { 127, 128, 120 },
    { 87, 92, 109 },   { 40, 60, 108 },   { 0, 32, 78 },
};

/* Brown to blue-green by way of near white (Brewer's BrBG), the bad end first. */
static const struct svg_colour sides[] = {
    { 111, 60, 8 },    { 166, 97, 26 },   { 208, 158, 92 },
    { 236, 213, 170 }, { 245, 243, 236 }, { 184, 223, 216 },
    { 103, 184, 172 }, { 24, 128, 117 },  { 0, 80, 71 },
};

struct svg_shade svg_shade_of(const struct document_chart *chart,
                              struct svg_range range)
{
    struct svg_shade shade = { range.low, range.high, NAN,
                               !chart->is_plain && chart->is_good_high };
    if (chart->mark_count > 0 && isfinite(chart->marks[0].at)) {
        const double span = range.high - range.low, at = chart->marks[0].at;
        if (at >= range.low - span && at <= range.high + span && !chart->is_plain)
            shade.middle = at;
    }
    return shade;
}

static struct svg_colour between(const struct svg_colour *colours, int count,
                                 double share)
{
    const double at = fmin(fmax(share, 0.0), 1.0) * (count - 1);
    const int from = at >= count - 1 ? count - 2 : (int) at;
    const double part = at - from;
    const struct svg_colour a = colours[from], b = colours[from + 1];
    return (struct svg_colour){ (int) lround(a.red + part * (b.red - a.red)),
                                (int) lround(a.green + part * (b.green - a.green)),
                                (int) lround(a.blue + part * (b.blue - a.blue)) };
}

/* -1 at the worst end of the lower side, 1 at the end of the upper; each side takes its
 * own range, but no less than a quarter of the other's, lest noise look like a fault.
 */
static double side_share(const struct svg_shade *shade, double value)
{
    const double above = fmax(shade->high - shade->middle, 0.0);
    const double below = fmax(shade->middle - shade->low, 0.0);
    const double least = fmax(above, below) / 4.0;
    const double reach = fmax(value >= shade->middle ? above : below, least);
    return reach > 0.0 ? (value - shade->middle) / reach : 0.0;
}

struct svg_colour svg_shade_colour(const struct svg_shade *shade, double value)
{
    if (!isnan(shade->middle)) {
        const double share = side_share(shade, value);
        const double good = shade->is_dark_low ? share : -share;
        return between(sides, sizeof sides / sizeof sides[0], 0.5 + good / 2.0);
    }
    const double span = shade->high - shade->low;
    const double share = span > 0.0 ? (value - shade->low) / span : 0.0;
    return between(rising, sizeof rising / sizeof rising[0],
                   shade->is_dark_low ? 1.0 - share : share);
}

static double linear(int part)
{
    const double share = part / 255.0; /* sRGB, IEC 61966-2-1 */
    return share <= 0.04045 ? share / 12.92 : pow((share + 0.055) / 1.055, 2.4);
}

const char *svg_shade_ink(struct svg_colour colour)
{
    /* Relative luminance; at 0.179 black and white have the same contrast (WCAG 2.2).
     */
    const double luminance = 0.2126 * linear(colour.red) + 0.7152 * linear(colour.green)
                             + 0.0722 * linear(colour.blue);
    return luminance > 0.179 ? "#000" : "#fff";
}

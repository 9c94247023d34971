/* Colours, dashes, markers and hatches. */
#include "tools/page/svg_parts.h"

/* Okabe and Ito's colours, darkened where white paper needs it ("Color universal
 * design", 2008). */
static const char *const colours[] = { "#0072b2", "#d55e00", "#00875f",
                                       "#a85a8c", "#9a7400", "#5f6b7a" };
enum { COLOURS = sizeof colours / sizeof colours[0] };

static const char *const dashes[] = { "", "7 3", "2 2", "9 3 2 3", "12 4", "4 2 1 2" };

const char *svg_colour(int series)
{
    return colours[series % COLOURS];
}

const char *svg_dash(int series)
{
    return dashes[series % COLOURS];
}

void svg_marker(int series, double x, double y, FILE *to)
{
    static const char *const shapes[] = { "m-3 0a3 3 0 1 0 6 0a3 3 0 1 0 -6 0z",
                                          "m-2.8 -2.8h5.6v5.6h-5.6z",
                                          "m0 -3.8l3.6 6.4h-7.2z",
                                          "m0 -4l4 4l-4 4l-4 -4z",
                                          "m0 3.8l3.6 -6.4h-7.2z",
                                          ("m-1.2 -4h2.4v2.8h2.8v2.4h-2.8v2.8h-2.4v-2.8"
                                           "h-2.8v-2.4h2.8z") };
    svg_point("M", x, y, to);
    fputs(shapes[series % COLOURS], to);
}

static void hatch_name(const struct document_exhibit *exhibit, int series, FILE *to)
{
    svg_escaped(exhibit->id, to);
    fprintf(to, "-svg-fill-%d", series % COLOURS);
}

void svg_hatches(const struct document_exhibit *exhibit, int count, FILE *to)
{
    static const char *const lines[] = {
        "",         "M-1 1l2 -2M0 6l6 -6M5 7l2 -2", "M0 1.5h6",
        "M1.5 0v6", "M-1 5l2 2M0 0l6 6M5 -1l2 2",   "M0 1.5h6M1.5 0v6",
    };
    if (count < 2)
        return;
    fputs("<defs>", to);
    for (int i = 1; i < count && i < COLOURS; i++) {
        fputs("<pattern id=\"", to);
        hatch_name(exhibit, i, to);
        fprintf(to,
                "\" width=\"6\" height=\"6\" patternUnits=\"userSpaceOnUse\">"
                "<path fill=\"%s\" d=\"M0 0h6v6h-6z\"/>"
                "<path stroke=\"#fff\" stroke-opacity=\".6\" d=\"%s\"/></pattern>",
                svg_colour(i), lines[i]);
    }
    fputs("</defs>\n", to);
}

void svg_fill(const struct document_exhibit *exhibit, int series, FILE *to)
{
    if (series % COLOURS == 0) {
        fprintf(to, " fill=\"%s\"", svg_colour(0));
        return;
    }
    fputs(" fill=\"url(#", to);
    hatch_name(exhibit, series, to);
    fputs(")\"", to);
}

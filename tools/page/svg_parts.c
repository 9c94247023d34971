#include "tools/page/svg_parts.h"

#include <math.h>
#include <stdlib.h>
#include <string.h>

#include "sim/mem.h"
#include "tools/document/words.h"
#include "tools/utf8.h"

static const double most = 1e300;

bool svg_value(const struct document_exhibit *exhibit, int row, int column, double *out)
{
    if (column < 0 || column >= exhibit->column_count)
        return false;
    const struct document_cell *const cell = document_at(exhibit, row, column);
    if (cell->kind != DOCUMENT_VALUE || !isfinite(cell->value))
        return false;
    *out = fmin(fmax(cell->value, -most), most);
    return true;
}

char *svg_words(const struct document_exhibit *exhibit, int row, int column)
{
    if (column < 0 || column >= exhibit->column_count)
        return sim_mem_text("");
    const struct document_cell *const cell = document_at(exhibit, row, column);
    return cell->kind == DOCUMENT_WORDS
               ? sim_mem_text(cell->words)
               : document_words_of(&exhibit->columns[column], cell);
}

void svg_range_add(struct svg_range *range, double value)
{
    const bool is_first = range->low > range->high;
    if (is_first || value < range->low)
        range->low = value;
    if (is_first || value > range->high)
        range->high = value;
}

void svg_open(const struct document_exhibit *exhibit, double height, FILE *to)
{
    const char *const alt = exhibit->chart.alt;
    fputs("<svg xmlns=\"http://www.w3.org/2000/svg\" viewBox=\"0 0 ", to);
    svg_number(SVG_WIDTH, to);
    fputc(' ', to);
    svg_number(height, to);
    fputs("\" width=\"100%\" role=\"img\" aria-labelledby=\"", to);
    svg_escaped(exhibit->id, to);
    fputs("-svg-title", to);
    if (alt != NULL) {
        fputc(' ', to);
        svg_escaped(exhibit->id, to);
        fputs("-svg-desc", to);
    }
    fputs("\" font-size=\"12\" fill=\"currentColor\"><title id=\"", to);
    svg_escaped(exhibit->id, to);
    fputs("-svg-title\">", to);
    svg_escaped(exhibit->title == NULL ? "" : exhibit->title, to);
    fputs("</title>", to);
    if (alt != NULL) {
        fputs("<desc id=\"", to);
        svg_escaped(exhibit->id, to);
        fputs("-svg-desc\">", to);
        svg_escaped(alt, to);
        fputs("</desc>", to);
    }
    fputc('\n', to);
}

void svg_close(FILE *to)
{
    fputs("</svg>\n", to);
}

void svg_empty(const struct document_exhibit *exhibit, FILE *to)
{
    svg_open(exhibit, 2.0 * SVG_LINE, to);
    svg_text(
        (struct svg_place){ SVG_WIDTH / 2.0, SVG_LINE + 4.0, SVG_MIDDLE, SVG_WIDTH },
        "no values to draw", to);
    svg_close(to);
}

void svg_number(double value, FILE *to)
{
    char text[32];
    snprintf(text, sizeof text, "%.1f", fmin(fmax(value, -1e6), 1e6));
    char *const end = text + strlen(text) - 2;
    if (strcmp(end, ".0") == 0)
        *end = '\0';
    fputs(strcmp(text, "-0") == 0 ? "0" : text, to);
}

void svg_attribute(const char *name, double value, FILE *to)
{
    fprintf(to, " %s=\"", name);
    svg_number(value, to);
    fputc('"', to);
}

void svg_point(const char *command, double x, double y, FILE *to)
{
    fputs(command, to);
    svg_number(x, to);
    fputc(' ', to);
    svg_number(y, to);
}

void svg_pen_start(struct svg_pen *pen, double x, double y)
{
    pen->x = lround(10.0 * x);
    pen->y = lround(10.0 * y);
    svg_point("M", x, y, pen->to);
    fputc('l', pen->to);
}

/* ".5", "-12", with a space before it where it does not begin with a sign. */
static void tenths(long number, FILE *to)
{
    const long size = labs(number), whole = size / 10, part = size % 10;
    fputc(number < 0 ? '-' : ' ', to);
    if (whole > 0 || part == 0)
        fprintf(to, "%ld", whole);
    if (part > 0)
        fprintf(to, ".%ld", part);
}

void svg_pen_go(struct svg_pen *pen, double x, double y)
{
    const long next_x = lround(10.0 * x), next_y = lround(10.0 * y);
    tenths(next_x - pen->x, pen->to);
    tenths(next_y - pen->y, pen->to);
    pen->x = next_x;
    pen->y = next_y;
}

void svg_rectangle(double x, double y, double width, double height, FILE *to)
{
    fputs("<rect", to);
    svg_attribute("x", x, to);
    svg_attribute("y", y, to);
    svg_attribute("width", fmax(width, 0.0), to);
    svg_attribute("height", fmax(height, 0.0), to);
}

/* U+061C, U+200E, U+200F, U+202A to U+202E, U+2066 to U+2069. */
static bool turns_direction(const unsigned char *at, int bytes)
{
    if (bytes == 2)
        return at[0] == 0xd8 && at[1] == 0x9c;
    if (bytes != 3 || at[0] != 0xe2)
        return false;
    return at[1] == 0x80
               ? at[2] == 0x8e || at[2] == 0x8f || (at[2] >= 0xaa && at[2] <= 0xae)
               : at[1] == 0x81 && at[2] >= 0xa6 && at[2] <= 0xa9;
}

/* C0 and C1 controls but for what stands for a space, U+FFFE and U+FFFF. */
static bool is_forbidden(const unsigned char *at, int bytes)
{
    if (bytes == 1)
        return (at[0] < 0x20 && at[0] != '\t' && at[0] != '\n' && at[0] != '\r')
               || at[0] == 0x7f;
    if (bytes == 2)
        return at[0] == 0xc2 && at[1] < 0xa0;
    return bytes == 0
           || (bytes == 3 && at[0] == 0xef && at[1] == 0xbf && at[2] >= 0xbe);
}

void svg_escaped(const char *text, FILE *to)
{
    int bytes;
    for (const char *at = text; *at != '\0'; at += bytes > 0 ? bytes : 1) {
        bytes = utf8_bytes(at);
        const unsigned char *const raw = (const unsigned char *) at;
        if (is_forbidden(raw, bytes))
            fputs("\xef\xbf\xbd", to);
        else if (turns_direction(raw, bytes))
            continue;
        else if (*at == '&')
            fputs("&amp;", to);
        else if (*at == '<')
            fputs("&lt;", to);
        else if (*at == '>')
            fputs("&gt;", to);
        else if (*at == '"')
            fputs("&quot;", to);
        else if (*at == '\'')
            fputs("&#39;", to);
        else
            fwrite(at, 1, (size_t) bytes, to);
    }
}

/* In ems, of a wide sans serif (DejaVu Sans, Verdana). */
static double character_width(const char *at, int bytes)
{
    if (bytes > 2)
        return (unsigned char) at[0] == 0xe2 ? 0.85 : 1.05;
    if (bytes == 2)
        return 0.68;
    if (*at == '\0')
        return 0.0;
    if (strchr("iljI.,:;'| ", *at) != NULL)
        return 0.33;
    if (strchr("ftr()[]{}-/!", *at) != NULL)
        return 0.41;
    if (strchr("mwMW%@", *at) != NULL)
        return 0.97;
    return *at >= 'A' && *at <= 'Z' ? 0.73 : 0.635;
}

double svg_text_width(const char *text)
{
    double width = 0.0;
    for (const char *at = text; *at != '\0';) {
        const int bytes = utf8_bytes(at);
        width += character_width(at, bytes) * SVG_TEXT;
        at += bytes > 0 ? bytes : 1;
    }
    return width;
}

char *svg_shortened(const char *text, double room)
{
    if (svg_text_width(text) <= room)
        return sim_mem_text(text);
    const double dots = character_width("…", 3) * SVG_TEXT;
    if (room < dots)
        return sim_mem_text("");
    double width = dots;
    const char *at = text;
    while (*at != '\0') {
        const int bytes = utf8_bytes(at);
        width += character_width(at, bytes) * SVG_TEXT;
        if (width > room)
            break;
        at += bytes > 0 ? bytes : 1;
    }
    while (at > text && at[-1] == ' ')
        at--;
    return sim_mem_print("%.*s…", (int) (at - text), text);
}

size_t svg_first_line(const char *text, double room)
{
    size_t end = strlen(text);
    if (svg_text_width(text) <= room)
        return end;
    for (const char *at = strchr(text, ' '); at != NULL; at = strchr(at + 1, ' ')) {
        char *const line = sim_mem_print("%.*s", (int) (at - text), text);
        if (svg_text_width(line) <= room)
            end = (size_t) (at - text);
        free(line);
    }
    return end;
}

static const char *anchor_words(enum svg_anchor anchor)
{
    return anchor == SVG_MIDDLE ? " text-anchor=\"middle\""
           : anchor == SVG_END  ? " text-anchor=\"end\""
                                : "";
}

void svg_texts_open(enum svg_anchor anchor, FILE *to)
{
    fprintf(to, "<g%s>", anchor_words(anchor));
}

void svg_texts_close(FILE *to)
{
    fputs("</g>\n", to);
}

void svg_text(struct svg_place place, const char *text, FILE *to)
{
    char *const shown = svg_shortened(text, place.room);
    if (shown[0] != '\0') {
        fputs("<text", to);
        svg_attribute("x", place.x, to);
        svg_attribute("y", place.y, to);
        fprintf(to, "%s>", anchor_words(place.anchor));
        if (strcmp(shown, text) != 0) {
            fputs("<title>", to);
            svg_escaped(text, to);
            fputs("</title>", to);
        }
        svg_escaped(shown, to);
        fputs("</text>", to);
    }
    free(shown);
}

void svg_upright_mark(double x, double top, double height, const char *label,
                      double *free_from, FILE *to)
{
    const char *const words = label == NULL ? "" : label;
    fputs("<path class=\"mark\" stroke=\"currentColor\" stroke-width=\"1.2\" "
          "stroke-dasharray=\"5 3\" d=\"",
          to);
    const double above = 5.0; /* so far it reaches, and keeps off the highest tick */
    svg_point("M", x, top - above, to);
    fputc('v', to);
    svg_number(height + above, to);
    fputs("\"><title>", to);
    svg_escaped(words, to);
    fputs("</title></path>", to);
    const double width = fmin(svg_text_width(words), SVG_WIDTH);
    const double from = fmin(fmax(x - width / 2.0, 0.0), SVG_WIDTH - width);
    if (from >= *free_from) {
        svg_text((struct svg_place){ from, top - above - 3.0, SVG_START, SVG_WIDTH },
                 words, to);
        *free_from = from + width + 6.0;
    }
    fputc('\n', to);
}

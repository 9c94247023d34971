#include <math.h>
#include <stdlib.h>
#include <string.h>

#include "sim/mem.h"
#include "tools/check_words.h"
#include "tools/document/words.h"
#include "tools/page/svg_foot.h"
#include "tools/page/svg_kinds.h"
#include "tools/page/svg_names.h"
#include "tools/page/svg_shade.h"

static const double gap = 6.0;
static const double most_names = 150.0;
static const double most_height = 760.0; /* of all rows */
static const double row_most = 24.0, row_least = 2.0;
static const double legend_height = 40.0;
enum { LEGEND_STEPS = 24, LEGEND_TICKS = 7 };
static const double small_text = 11.0;
static const double few = 10.0; /* minutes or hours: one decimal below */

struct heat {
    const struct document_exhibit *exhibit;
    int columns; /* those of values: the table's without the first */
    double left, top, cell_width, cell_height;
    double space; /* between cells */
    struct svg_shade shade;
    struct svg_scale scale; /* of the values, for ticks and short numbers */
    struct svg_range range;
    double unit;    /* what a cell's words count: 0.01 of a share, 60 s */
    int decimals;   /* most that fit */
    bool has_words; /* each cell has its value written in it */
};

/* What is written in a cell: its number without the unit, which the legend says. */
static char *short_words(const struct heat *heat, int row, int column)
{
    const struct document_column *const which = &heat->exhibit->columns[column];
    const struct document_cell *const cell = document_at(heat->exhibit, row, column);
    double value;
    if (!svg_value(heat->exhibit, row, column, &value))
        return sim_mem_text("");
    const double size = fabs(value) / heat->unit;
    const int known = which->unit == DOCUMENT_SECONDS && heat->unit > 1.0
                          ? size < few ? 1 : 0
                          : document_decimals(which, cell);
    const int places = known < heat->decimals ? known : heat->decimals;
    char *const number = check_words_number(size, places);
    const bool is_minus = value < 0.0 && strpbrk(number, "123456789") != NULL;
    char *const words = sim_mem_print("%s%s", is_minus ? "-" : "", number);
    free(number);
    return words;
}

/* Decimals that three in four cells can carry, so that most have the same. */
static int usual_decimals(const struct heat *heat)
{
    int counts[] = { 0, 0, 0 }, sum = 0, all = 0;
    for (int row = 0; row < heat->exhibit->row_count; row++)
        for (int i = 1; i <= heat->columns; i++) {
            const struct document_cell *const cell = document_at(heat->exhibit, row, i);
            const int places = document_decimals(&heat->exhibit->columns[i], cell);
            if (cell->kind == DOCUMENT_VALUE) {
                counts[places < 2 ? places : 2]++;
                all++;
            }
        }
    int places = 0;
    while (places < 2 && 4 * (sum += counts[places]) < all)
        places++;
    return places;
}

static bool words_fit(const struct heat *heat)
{
    const double room = heat->cell_width - 2.0;
    if (heat->cell_height < SVG_TEXT + 2.0 || room < SVG_TEXT)
        return false;
    bool fits = true;
    for (int row = 0; fits && row < heat->exhibit->row_count; row++)
        for (int i = 1; fits && i <= heat->columns; i++) {
            char *const words = short_words(heat, row, i);
            fits = svg_text_width(words) * small_text / SVG_TEXT <= room;
            free(words);
        }
    return fits;
}

/* What a number is divided by to be written in a cell. */
static double unit_of(const struct heat *heat)
{
    const double per_cent = 100.0, minute_s = 60.0, hour_s = 3600.0;
    switch (heat->scale.unit) {
    case DOCUMENT_SHARE:
    case DOCUMENT_POINTS:
        return 1.0 / per_cent;
    case DOCUMENT_SECONDS:
        return fmod(heat->scale.step, hour_s) == 0.0     ? hour_s
               : fmod(heat->scale.step, minute_s) == 0.0 ? minute_s
                                                         : 1.0;
    case DOCUMENT_TEXT:
    case DOCUMENT_CALLS:
    case DOCUMENT_HOURS:
    case DOCUMENT_PEOPLE:
    case DOCUMENT_POUNDS:
    case DOCUMENT_NUMBER:
    case DOCUMENT_UNITS:
        break;
    }
    return 1.0;
}

static struct heat heat_of(const struct document_exhibit *exhibit)
{
    struct heat heat = { .exhibit = exhibit,
                         .columns = exhibit->column_count - 1,
                         .range = SVG_NOTHING };
    double value;
    for (int row = 0; row < exhibit->row_count; row++) {
        char *const name = svg_words(exhibit, row, 0);
        heat.left = fmax(heat.left, svg_text_width(name));
        free(name);
        for (int i = 1; i <= heat.columns; i++)
            if (svg_value(exhibit, row, i, &value))
                svg_range_add(&heat.range, value);
    }
    heat.left = fmin(heat.left, most_names) + gap;
    heat.top = legend_height + 2.0 * SVG_LINE;
    heat.left = ceil(heat.left);
    heat.cell_width = (SVG_WIDTH - heat.left - 1.0) / heat.columns;
    if (heat.cell_width > few)
        heat.cell_width = floor(heat.cell_width);
    heat.cell_height =
        fmax(fmin(row_most, most_height / exhibit->row_count), row_least);
    if (heat.cell_height > few)
        heat.cell_height = floor(heat.cell_height);
    heat.space = fmin(heat.cell_width, heat.cell_height) > few ? 1.0 : 0.0;
    heat.shade = svg_shade_of(&exhibit->chart, heat.range);
    struct svg_range shown = heat.range;
    if (!isnan(heat.shade.middle))
        svg_range_add(&shown, heat.shade.middle);
    heat.scale = svg_scale_of(shown, exhibit->columns[1].unit, LEGEND_TICKS, true);
    heat.unit = unit_of(&heat);
    for (heat.decimals = usual_decimals(&heat); heat.decimals > 0 && !words_fit(&heat);)
        heat.decimals--;
    heat.has_words = words_fit(&heat);
    return heat;
}

static void colour(const char *what, struct svg_colour colour, FILE *to)
{
    fprintf(to, " %s=\"#%02x%02x%02x\"", what, (unsigned) colour.red,
            (unsigned) colour.green, (unsigned) colour.blue);
}

/* A cell is a stroke as thick as its row is high. */
static void open_cell(const struct heat *heat, int row, int column, FILE *to)
{
    const double left = heat->left + (column - 1) * heat->cell_width;
    fputs("<path d=\"", to);
    svg_point("M", left, heat->top + (row + 0.5) * heat->cell_height, to);
    fputc('h', to);
    svg_number(heat->cell_width - heat->space, to);
    fputc('"', to);
}

static void cell_title(const struct heat *heat, int row, int column, FILE *to)
{
    char *const name = svg_words(heat->exhibit, row, 0);
    char *const words = svg_words(heat->exhibit, row, column);
    const char *const heading = heat->exhibit->columns[column].heading;
    fputs("<title>", to);
    svg_escaped(name, to);
    fputc(' ', to);
    svg_escaped(heading == NULL ? "" : heading, to);
    fputs(": ", to);
    svg_escaped(words[0] == '\0' ? "none" : words, to);
    fputs("</title>", to);
    free(name);
    free(words);
}

/* An empty cell is as good as none. */
static void cell(const struct heat *heat, int row, int column, FILE *to)
{
    double value;
    open_cell(heat, row, column, to);
    const bool has_value = svg_value(heat->exhibit, row, column, &value);
    if (has_value)
        colour("stroke", svg_shade_colour(&heat->shade, value), to);
    else
        fputs(" class=\"none\" stroke=\"currentColor\" stroke-opacity=\".07\"", to);
    if (heat->has_words) {
        fputs("/>", to);
    } else {
        fputc('>', to);
        cell_title(heat, row, column, to);
        fputs("</path>", to);
    }
}

static void cell_words(const struct heat *heat, int row, int column, FILE *to)
{
    double value;
    if (!svg_value(heat->exhibit, row, column, &value))
        return;
    char *const words = short_words(heat, row, column);
    fputs("<text", to);
    svg_attribute("x", floor(heat->left + (column - 0.5) * heat->cell_width), to);
    svg_attribute("y", floor(heat->top + (row + 0.5) * heat->cell_height + 4.0), to);
    if (strcmp(svg_shade_ink(svg_shade_colour(&heat->shade, value)), "#fff") == 0)
        fputs(" fill=\"#fff\"", to);
    fputc('>', to);
    svg_escaped(words, to);
    fputs("</text>", to);
    free(words);
}

/* Names of rows, thinned where they are lower than a text. */
static void row_names(const struct heat *heat, FILE *to)
{
    const int stride = (int) ceil(SVG_TEXT / heat->cell_height);
    svg_texts_open(SVG_END, to);
    for (int row = 0; row < heat->exhibit->row_count; row += stride) {
        char *const name = svg_words(heat->exhibit, row, 0);
        svg_text((struct svg_place){ heat->left - gap,
                                     heat->top + (row + 0.5) * heat->cell_height + 4.0,
                                     SVG_AS_GROUP, heat->left - gap + 1.0 },
                 name, to);
        free(name);
    }
    svg_texts_close(to);
}

static void column_names(const struct heat *heat, FILE *to)
{
    const char **const texts = sim_mem_array((size_t) heat->columns, sizeof *texts);
    for (int i = 0; i < heat->columns; i++) {
        const char *const heading = heat->exhibit->columns[i + 1].heading;
        texts[i] = heading == NULL ? "" : heading;
    }
    struct svg_names names = svg_names_of(texts, heat->columns, heat->cell_width);
    svg_texts_open(SVG_MIDDLE, to);
    for (int i = 0; i < names.count; i++) {
        const struct svg_name *const name = &names.names[i];
        const double y = heat->top - gap;
        struct svg_place place = { heat->left + name->at * heat->cell_width,
                                   name->below == NULL ? y : y - SVG_LINE, SVG_AS_GROUP,
                                   names.room };
        svg_text(place, name->text, to);
        place.y = y;
        if (name->below != NULL)
            svg_text(place, name->below, to);
    }
    svg_names_done(&names);
    free(texts);
    svg_texts_close(to);
}

/* The mark among the ticks of the legend, above it. */
static void legend_mark(const struct heat *heat, double left, double width, FILE *to)
{
    const struct document_mark *const mark = heat->exhibit->chart.marks;
    if (isnan(heat->shade.middle) || mark->label == NULL)
        return;
    const double x = left + width * svg_scale_share(&heat->scale, mark->at);
    fputs("<path stroke=\"currentColor\" stroke-width=\"1.5\" d=\"", to);
    svg_point("M", x, 11.0, to);
    fputs("v16\"/>", to);
    const double half = fmin(svg_text_width(mark->label), SVG_WIDTH) / 2.0;
    const double middle = fmin(fmax(x, half), SVG_WIDTH - half);
    svg_text((struct svg_place){ middle, 9.0, SVG_MIDDLE, SVG_WIDTH }, mark->label, to);
}

static void legend(const struct heat *heat, FILE *to)
{
    const double left = SVG_WIDTH / 2.0, width = SVG_WIDTH / 2.0 - 24.0;
    const double step = width / LEGEND_STEPS;
    for (int i = 0; i < LEGEND_STEPS; i++) {
        const double share = (i + 0.5) / LEGEND_STEPS;
        const double value =
            heat->scale.low + share * (heat->scale.high - heat->scale.low);
        svg_rectangle(left + i * step, 14.0, step + 0.2, 10.0, to);
        colour("fill", svg_shade_colour(&heat->shade, value), to);
        fputs("/>", to);
    }
    double free_from = 0.0;
    for (int i = 0; i < svg_scale_ticks(&heat->scale); i++) {
        const double value = svg_scale_tick(&heat->scale, i);
        char *const words = svg_scale_words(&heat->scale, value);
        const double x = left + width * svg_scale_share(&heat->scale, value);
        const double half = svg_text_width(words) / 2.0;
        if (x - half >= free_from && x + half <= SVG_WIDTH) {
            svg_text((struct svg_place){ x, 24.0 + SVG_TEXT, SVG_MIDDLE, width }, words,
                     to);
            free_from = x + half + gap;
        }
        free(words);
    }
    legend_mark(heat, left, width, to);
    fputc('\n', to);
}

static const char *title_of(const struct heat *heat)
{
    const struct document_chart *const chart = &heat->exhibit->chart;
    return chart->y_title != NULL ? chart->y_title : svg_scale_unit(&heat->scale);
}

void svg_heat(const struct document_exhibit *exhibit, FILE *to)
{
    if (exhibit->column_count < 2)
        return;
    const struct heat heat = heat_of(exhibit);
    svg_open(exhibit, heat.top + exhibit->row_count * heat.cell_height + gap, to);
    svg_text((struct svg_place){ 0.0, 23.0, SVG_START, SVG_WIDTH / 2.0 - 20.0 },
             title_of(&heat), to);
    if (heat.range.low <= heat.range.high)
        legend(&heat, to);
    column_names(&heat, to);
    row_names(&heat, to);
    fputs("<g class=\"cells\"", to);
    svg_attribute("stroke-width", heat.cell_height - heat.space, to);
    fputc('>', to);
    for (int row = 0; row < exhibit->row_count; row++) {
        for (int i = 1; i <= heat.columns; i++)
            cell(&heat, row, i, to);
        fputc('\n', to);
    }
    fputs("</g>", to);
    if (heat.has_words) {
        fputs("<g font-size=\"11\" text-anchor=\"middle\" fill=\"#000\">", to);
        for (int row = 0; row < exhibit->row_count; row++) {
            for (int i = 1; i <= heat.columns; i++)
                cell_words(&heat, row, i, to);
            fputc('\n', to);
        }
        fputs("</g>", to);
    }
    svg_close(to);
}

/* What all kinds of charts are put together from: texts, numbers, colours and signs. A
 * picture is SVG_WIDTH units wide, one of them a CSS pixel where the page gives it that
 * much room; texts are SVG_TEXT units high and as dark as the page's own.  Widths of
 * texts are estimates on the wide side, for nobody knows the reader's fonts. */
#ifndef TOOLS_SVG_PARTS_H
#define TOOLS_SVG_PARTS_H

#include <stdbool.h>
#include <stdio.h>

#include "tools/document/document.h"

#define SVG_WIDTH 720.0
#define SVG_TEXT 12.0
#define SVG_LINE 15.0 /* from one line of text to the next */

/* Least and most of what is drawn; begins as SVG_NOTHING. */
struct svg_range {
    double low, high; /* low > high: nothing yet */
};
#define SVG_NOTHING \
    (struct svg_range) \
    { \
        1.0, -1.0 \
    }

/* Where a text is held; as its group says: between svg_texts_open() and its close. */
enum svg_anchor { SVG_START, SVG_MIDDLE, SVG_END, SVG_AS_GROUP };

struct svg_place {
    double x, y; /* of the text's base line */
    enum svg_anchor anchor;
    double room; /* the text is shortened to this width */
};

/* The value of a cell, kept to +-1e300 so that differences are finite.  False: there is
 * no such column, or no number in the cell. */
bool svg_value(const struct document_exhibit *exhibit, int row, int column,
               double *out);
/* The words of a cell, as they are or as its number reads: fresh memory. */
char *svg_words(const struct document_exhibit *exhibit, int row, int column);

void svg_range_add(struct svg_range *range, double value);

/* Opens the picture with its names and ends it. */
void svg_open(const struct document_exhibit *exhibit, double height, FILE *to);
void svg_close(FILE *to);
/* A picture that says that there is nothing to draw. */
void svg_empty(const struct document_exhibit *exhibit, FILE *to);

/* A number with at most one decimal. */
void svg_number(double value, FILE *to);
/* `name="number"` with a space before it. */
void svg_attribute(const char *name, double value, FILE *to);
/* "M", "L", "V" ... with the numbers of a point behind it. */
void svg_point(const char *command, double x, double y, FILE *to);
/* A line through points, written as steps from one to the next, which is short; steps
 * are between rounded points, so that nothing adds up. */
struct svg_pen {
    FILE *to;
    long x, y; /* tenths */
};
void svg_pen_start(struct svg_pen *pen, double x, double y);
void svg_pen_go(struct svg_pen *pen, double x, double y);
void svg_rectangle(double x, double y, double width, double height, FILE *to);

/* Text for an element or an attribute in double quotes: what could be markup is
 * written as such, what no XML may contain as U+FFFD, and characters that turn the
 * direction of writing round are left out. */
void svg_escaped(const char *text, FILE *to);

/* How wide a text is, and a text no wider than `room`, with "…" where it was cut (fresh
 * memory; "" where not even that fits). */
double svg_text_width(const char *text);
char *svg_shortened(const char *text, double room);

/* Bytes of the first of two lines of a text: up to the last space before `room` is
 * full; all of it where it fits or there is none. */
size_t svg_first_line(const char *text, double room);

/* A text; one that had to be cut has the whole as its <title>. */
void svg_text(struct svg_place place, const char *text, FILE *to);

/* Texts that are held alike need not say so one by one. */
void svg_texts_open(enum svg_anchor anchor, FILE *to);
void svg_texts_close(FILE *to);

/* A dashed line from `top` down, its label centred above it and its <title>.  A label
 * that would begin left of *free_from, where the one before ends, is left to the
 * title. */
void svg_upright_mark(double x, double top, double height, const char *label,
                      double *free_from, FILE *to);

/* How the series of a number looks. Colours have a contrast of 3 to 1 on white and on
 * near black and differ for the colour-blind; dashes and markers differ in shape. */
const char *svg_colour(int series);
const char *svg_dash(int series); /* "" for a whole line */
void svg_marker(int series, double x, double y, FILE *to);

/* Hatches, one for each of `count` series: ` fill="..."` of the first is plain. */
void svg_hatches(const struct document_exhibit *exhibit, int count, FILE *to);
void svg_fill(const struct document_exhibit *exhibit, int series, FILE *to);

#endif

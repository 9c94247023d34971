/* What a run has to say, as headlines, sections, tables and the charts of those tables,
 * before it is a page or a workbook.  Every figure stands in a table, once; a chart
 * names the columns that it draws.  What writes a document (tools/page, tools/book)
 * knows nothing of telephony, what makes one (of_*.c) nothing of HTML.
 *
 * A document owns all that is in it.  Texts are taken as they are, whoever wrote them;
 * making them harmless in HTML or a cell is up to those who write. */
#ifndef TOOLS_DOCUMENT_H
#define TOOLS_DOCUMENT_H

#include <stdbool.h>
#include <stddef.h>

/* What a column's numbers are, and so how they are shown. */
enum document_unit {
    DOCUMENT_TEXT,    /* no numbers */
    DOCUMENT_CALLS,   /* calls, a day or an hour: the heading says which */
    DOCUMENT_HOURS,   /* hours of people */
    DOCUMENT_SECONDS, /* "3 min 10 s"; a workbook has seconds */
    DOCUMENT_SHARE,   /* 0..1, "94.3 %" */
    DOCUMENT_POINTS,  /* difference of two shares, -1..1, "+0.8 points" */
    DOCUMENT_PEOPLE,  /* seats, people, FTE */
    DOCUMENT_POUNDS,
    DOCUMENT_NUMBER, /* of anything else */
    DOCUMENT_UNITS
};

enum document_verdict {
    DOCUMENT_NO_VERDICT,
    DOCUMENT_MET,
    DOCUMENT_NOT_MET,
    DOCUMENT_UNDECIDED,
    DOCUMENT_VERDICTS
};

struct document_cell {
    enum document_cell_kind { DOCUMENT_EMPTY, DOCUMENT_WORDS, DOCUMENT_VALUE } kind;
    const char *words; /* DOCUMENT_WORDS */
    double value;      /* DOCUMENT_VALUE: finite */
    /* Half the width of its 95 % interval of simulation noise, >= 0: decides the
     * decimals; NaN: not known (or there is no such thing), shown to its unit's usual
     * decimals. */
    double noise;
    enum document_verdict verdict; /* its symbol stands before it */
    bool is_marked; /* stands out: a changed input, a miss, the best of a column */
};

struct document_column {
    const char
        *heading; /* "mean wait"; units that are not in the value, "calls a day" */
    enum document_unit unit;
    const char *term; /* key in the glossary, or null */
    bool has_noise;   /* "±" is shown with the values */
    bool is_signed;   /* a difference: "+" is shown */
    int decimals;     /* most of them; < 0: by unit and noise */
};

enum document_style {
    DOCUMENT_LINE,
    DOCUMENT_STEP, /* a value holds until the next row */
    DOCUMENT_AREA, /* filled down to 0 */
    DOCUMENT_BAR,
    DOCUMENT_DOTS
};

/* One thing drawn: columns of the table. */
struct document_series {
    const char *name;
    int column;    /* of the values */
    int low, high; /* columns of a band round them, or -1; with both -1 and a column
                      that has_noise, the band is value -+ noise */
    enum document_style style;
    bool is_faint; /* something to hold the others against: dashed and grey */
};

/* A line across the chart. */
struct document_mark {
    const char *label; /* "target 90 %" */
    double at;
};

enum document_chart_kind {
    DOCUMENT_NO_CHART,
    DOCUMENT_CURVES, /* x: a column, in the order of rows; texts are named intervals */
    DOCUMENT_BARS,   /* x: a column of texts; stacked or side by side */
    DOCUMENT_HEAT,   /* row by row, column by column: column 0 names the rows, the
                        headings of the others the columns; x, series unused; all have
                        the unit of column 1 */
    DOCUMENT_HISTOGRAM, /* each row a bin: x and x2 the columns of its ends (x2 empty:
                           open), drawn on a scale by rows; marks are on x */
    DOCUMENT_SANKEY,  /* x: column of where from, x2: of where to, series[0]: how many;
                         no loops: who comes back ends at one node, begins at another
                       */
    DOCUMENT_TORNADO, /* x: a column of texts; series[0].low and .high the ends of each
                         bar, widest first; marks[0] is where they start */
    DOCUMENT_POINTS_XY, /* x: a column of numbers; each row one point; lines join rows
                         */
    DOCUMENT_CHARTS
};

struct document_chart {
    enum document_chart_kind kind;
    int x, x2; /* columns */
    struct document_series *series;
    int series_count;
    struct document_mark *marks; /* on the axis of values, or as the kind says */
    int mark_count;
    const char *x_title, *y_title; /* axes, or null */
    bool is_stacked;               /* bars and areas */
    bool is_from_zero;             /* the axis of values begins there */
    bool is_good_high;             /* heat: high values are good (service), else low */
    bool is_plain;                 /* heat: neither is good (volume) */
    const char *alt; /* what a reader sees in it, in one or two sentences: extremes and
                        when they are, not "a chart of" */
};

/* A table, with or without a chart. */
struct document_exhibit {
    const char *id;    /* unique in the document, [A-Za-z0-9_-] */
    const char *title; /* "999: answered within 10 s by hour of the week" */
    const char *note;  /* a sentence or two below, or null */
    const char *term;  /* of what is shown, or null */
    /* Exhibits in a row of one section with the same group are alternatives: a reader
     * picks one by `option` ("101 secondary"), the first is shown first.  Null: stands
     * by itself. */
    const char *group, *option;
    bool is_folded; /* the table is long: closed until asked for; always so below a
                       chart */
    struct document_chart chart;
    struct document_column *columns;
    int column_count;
    struct document_cell *cells; /* [row_count][column_count] */
    int row_count;
    size_t cell_capacity;
    const char *sheet; /* name of its sheet in a workbook, at most 31 characters and
                          unique; null: of the section; exhibits with the same name
                          stand below one another */
};

struct document_section {
    const char *id, *heading;
    const char **paragraphs;
    int paragraph_count;
    struct document_exhibit **exhibits;
    int exhibit_count;
};

/* One grade of service, or whatever else a chief officer asks first. */
struct document_headline {
    const char *label;   /* "999 in 10 s" */
    const char *path;    /* of the figure in the JSON, "target.t999.value" */
    const char *asked;   /* "at least 90 % in each month" */
    const char *words;   /* "95.1 %", as it is to be read */
    const char *noise;   /* "±0.1", or null */
    const char *also;    /* "met in 12.0 of 12 months", or null */
    double value, p_met; /* as in the JSON, NaN: none */
    enum document_verdict verdict;
    const char *verdict_words; /* "met", "NOT met", "undecided", "" */
    const char *paragraph;     /* plain English: what it means and how sure it is */
    const char *term;
};

struct document_fact {
    const char *name, *words; /* "seed", "2022" */
};

struct document_term {
    const char *key; /* [a-z0-9_-] */
    const char *name, *definition;
};

/* A file that was read, to be shown with the lines that a change touches. */
struct document_source {
    const char *name;
    const char *text;  /* null: too long to be kept; `about` says what it was */
    const char *about; /* or null */
    int *marked;       /* line numbers from 1, rising */
    int marked_count;
};

struct document {
    const char *title, *marking; /* marking: null or empty: none was given */
    const char *kind;            /* "Simulation", "Plan", "Comparison" ... */
    const char *summary;         /* the run in one sentence */
    struct document_headline *headlines;
    int headline_count;
    struct document_fact *facts; /* enough to run it again */
    int fact_count;
    struct document_section **sections;
    int section_count;
    struct document_term *terms; /* glossary, by name */
    int term_count;
    struct document_source *sources;
    int source_count;
    char **texts; /* all that document_text() and document_copy() gave */
    int text_count;
};

/* Zeroed memory is an empty document.  Frees all that it owns and zeroes it. */
void document_done(struct document *document);

/* Text that lives as long as the document; a null copies as null. */
const char *document_text(struct document *document, const char *format, ...)
    __attribute__((format(printf, 2, 3)));
const char *document_copy(struct document *document, const char *text);

/* Each adds one to the end and gives it, zeroed (columns of a chart: -1).  The pointers
 * to sections and exhibits stay good; the others until the next of their kind. */
struct document_headline *document_headline(struct document *document);
void document_fact(struct document *document, const char *name, const char *words);
struct document_section *document_section(struct document *document, const char *id,
                                          const char *heading);
/* Takes away the newest section when it has no exhibit. */
void document_drop_empty(struct document *document);
void document_paragraph(struct document_section *section, const char *words);
struct document_exhibit *document_exhibit(struct document_section *section,
                                          const char *id, const char *title);
/* Puts the exhibits of each group next to one another, where the first of it stands. */
void document_gather(struct document_section *section);
struct document_source *document_source(struct document *document, const char *name);

/* Adds a term once: the same key again changes nothing. */
void document_term(struct document *document, const char *key, const char *name,
                   const char *definition);

/* Adds a column before there are rows; gives its number.  `decimals` starts at -1. */
int document_column(struct document_exhibit *exhibit, const char *heading,
                    enum document_unit unit);
/* Adds a row of empty cells and gives the first. */
struct document_cell *document_row(struct document_exhibit *exhibit);
/* The cell of a row and column. */
struct document_cell *document_at(const struct document_exhibit *exhibit, int row,
                                  int column);

/* A value, an empty cell where it is not finite. */
struct document_cell document_value(double value, double noise);
struct document_cell document_words(const char *words); /* null: empty */

/* A series of a chart with that column; style LINE, no band.  Gives it. */
struct document_series *document_series(struct document_exhibit *exhibit,
                                        const char *name, int column);
void document_mark(struct document_exhibit *exhibit, const char *label, double at);

#endif

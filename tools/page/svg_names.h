/* Names of rows or columns along an edge: as many as there is room for, and such as a
 * reader of a calendar would choose. */
#ifndef TOOLS_SVG_NAMES_H
#define TOOLS_SVG_NAMES_H

#include <stdbool.h>

/* A name below one or several places. */
struct svg_name {
    char *text;  /* owned */
    char *below; /* a second line, owned, or null */
    double at;   /* its middle, counted in places from the edge of the first */
    double tick; /* where its group begins, counted so; NaN: no tick */
};

struct svg_names {
    struct svg_name *names; /* owned */
    int count;
    bool has_below;
    double room; /* that each may take, in the unit of `slot` */
};

/* Names for `count` places, each `slot` wide, whose whole names are `texts`: hours of a
 * week by day, many days by month, clock times by whole hours, ISO dates as "19 Jul",
 * ISO weeks by their Monday, others as they are or in two lines; thinned evenly until
 * they fit. */
struct svg_names svg_names_of(const char *const *texts, int count, double slot);
void svg_names_done(struct svg_names *names);

#endif

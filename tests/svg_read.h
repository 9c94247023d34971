/* Reads a picture as XML, strictly, so that tests can ask what is in it.  Shares no
 * code with what draws. */
#ifndef TESTS_SVG_READ_H
#define TESTS_SVG_READ_H

#include <stdbool.h>
#include <stdio.h>

#include "tools/document/document.h"

enum { SVG_READ_ATTRIBUTES = 16, SVG_READ_NUMBERS = 4096 };

struct svg_element {
    char *name;
    char *names[SVG_READ_ATTRIBUTES], *values[SVG_READ_ATTRIBUTES];
    int attribute_count;
    char *text; /* directly in it, without that of its children */
    int parent; /* -1: the root */
};

struct svg_read {
    char *whole; /* the picture as it was written */
    struct svg_element *elements;
    int count;
    const char *fault; /* what is not XML; null: nothing */
};

/* The picture of an exhibit, read. */
struct svg_read svg_read_chart(const struct document_exhibit *exhibit);
/* Any text. */
struct svg_read svg_read_text(const char *text);
void svg_read_done(struct svg_read *read);

/* An attribute, null where there is none; as a number, NaN. */
const char *svg_read_attribute(const struct svg_element *element, const char *name);
double svg_read_number(const struct svg_element *element, const char *name);

/* The next element of a name after `after` (-1: from the start) whose class is `class`
 * (null: any); -1: none. */
int svg_read_next(const struct svg_read *read, const char *name, const char *class,
                  int after);
int svg_read_count(const struct svg_read *read, const char *name, const char *class);

/* The <title> or other child of an element, "" without one. */
const char *svg_read_child(const struct svg_read *read, int element, const char *name);

/* All numbers in a path or a list, in order; gives how many. */
int svg_read_numbers(const char *text, double out[SVG_READ_NUMBERS]);

/* The points of a path of M, l (steps) and z, as absolute numbers. */
int svg_read_points(const char *path, double out[SVG_READ_NUMBERS]);

#endif

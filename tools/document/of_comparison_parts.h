/* The parts of the document of a comparison, and what they have in common. */
#ifndef TOOLS_DOCUMENT_OF_COMPARISON_PARTS_H
#define TOOLS_DOCUMENT_OF_COMPARISON_PARTS_H

#include "tools/document/document.h"
#include "tools/document/stored.h"

struct of_comparison {
    struct stored *stored;
    struct document *document;
    json_t *scenarios, *figures, *differences, *interplays;
    size_t count; /* scenarios */
};

/* ---- reading ---- */

json_t *of_comparison_scenario(const struct of_comparison *of, size_t index);
/* "A" */
const char *of_comparison_letter(const struct of_comparison *of, size_t index);
enum document_unit of_comparison_unit(const struct of_comparison *of, json_t *figure);
bool of_comparison_is(const struct of_comparison *of, json_t *figure, const char *kind);
/* An estimate of an array, or a cell of words that it is not there. */
struct document_cell of_comparison_cell(const struct of_comparison *of,
                                        json_t *estimates, size_t index);
/* The difference or interplay of a figure. */
struct document_cell of_comparison_less(const struct of_comparison *of,
                                        json_t *contrast, size_t figure);
/* The target of that name in a scenario, null without. */
json_t *of_comparison_target(const struct of_comparison *of, size_t scenario,
                             const char *name);
enum document_verdict of_comparison_verdict(const struct of_comparison *of,
                                            json_t *target);
/* A copy that the document keeps. */
const char *of_comparison_text(const struct of_comparison *of, json_t *from,
                               const char *key);

/* Adds a column of each scenario, drawn as a curve along column 0. */
void of_comparison_curves(const struct of_comparison *of,
                          struct document_exhibit *table, enum document_unit unit);

/* ---- the parts ---- */

void of_comparison_headlines(const struct of_comparison *of);
void of_comparison_targets(const struct of_comparison *of);
void of_comparison_people(const struct of_comparison *of);
/* Lines, streams or teams: a table a measure with its bars, and months of lines. */
void of_comparison_objects(const struct of_comparison *of);
void of_comparison_months(const struct of_comparison *of);
void of_comparison_together(const struct of_comparison *of);
void of_comparison_changes(const struct of_comparison *of);
void of_comparison_precision(const struct of_comparison *of);

#endif

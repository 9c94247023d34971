/* The parts of the document of a plan. */
#ifndef TOOLS_DOCUMENT_OF_PLAN_PARTS_H
#define TOOLS_DOCUMENT_OF_PLAN_PARTS_H

#include "tools/document/document.h"
#include "tools/document/stored.h"

/* One plan of the result: the only one, or one of several months. */
struct of_plan {
    struct stored *stored;
    struct document *document;
    json_t *plan;
    const char *name; /* "typical week of ...": of its week */
    int index;
    bool is_many;      /* one of several: its exhibits are alternatives by `name` */
    const char *hours; /* "hours a week" or "hours" */
};

/* An exhibit "ID" (of several plans "ID-INDEX", an alternative). */
struct document_exhibit *of_plan_exhibit(const struct of_plan *of,
                                         struct document_section *section,
                                         const char *id, const char *title,
                                         const char *sheet);

/* The unit of a need's value and of its changes. */
enum document_unit of_plan_unit(const struct of_plan *of, json_t *need);
enum document_unit of_plan_change_unit(const struct of_plan *of, json_t *need);

/* "at least 90 %": sense and limit of a need. */
const char *of_plan_limit(const struct of_plan *of, json_t *need);

/* Adds to their sections what one plan has to say. */
void of_plan_people(const struct of_plan *of, struct document_section *section);
void of_plan_prices(const struct of_plan *of, struct document_section *section);
void of_plan_test(const struct of_plan *of, struct document_section *section);
void of_plan_rivals(const struct of_plan *of, struct document_section *section);
void of_plan_what_if(const struct of_plan *of, struct document_section *section);
void of_plan_frontier(const struct of_plan *of, struct document_section *section);
void of_plan_lines(const struct of_plan *of, struct document_section *section);

#endif

/* Dates as people write them, for the documents of every kind of result. */
#ifndef TOOLS_DOCUMENT_OF_DATES_H
#define TOOLS_DOCUMENT_OF_DATES_H

#include <stdint.h>

#include "tools/document/document.h"
#include "tools/document/stored.h"

/* First and last day of {"from": "2022-01-01", "to": ...}, days since 1970-01-01; what
 * are no dates is noted and gives 1970-01-01. */
struct of_dates {
    int32_t first, last;
};
struct of_dates of_dates(struct stored *stored, json_t *period);

/* "1 January 2022 to 31 December 2022"; one day is named once. */
const char *of_dates_words(struct stored *stored, struct document *document,
                           json_t *period);

#endif

#include "tools/document/of_dates.h"

#include <stdlib.h>

#include "model/scenario/text.h"
#include "tools/outcome.h"

struct of_dates of_dates(struct stored *stored, json_t *period)
{
    const char *const from = stored_text(stored, period, "from");
    const char *const to = stored_text(stored, period, "to");
    struct of_dates dates = { 0, 0 };
    if (!text_date(from, &dates.first) || !text_date(to, &dates.last))
        stored_fault(stored, "period must have two dates, got \"%s\" and \"%s\"", from,
                     to);
    return dates;
}

const char *of_dates_words(struct stored *stored, struct document *document,
                           json_t *period)
{
    const struct of_dates dates = of_dates(stored, period);
    char *const from = outcome_date_words(dates.first);
    char *const to = outcome_date_words(dates.last);
    const char *const words = dates.first == dates.last
                                  ? document_copy(document, from)
                                  : document_text(document, "%s to %s", from, to);
    free(from);
    free(to);
    return words;
}

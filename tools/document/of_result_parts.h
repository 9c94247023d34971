/* The parts of the document of a simulation, and what they have in common. */
#ifndef TOOLS_DOCUMENT_OF_RESULT_PARTS_H
#define TOOLS_DOCUMENT_OF_RESULT_PARTS_H

#include "model/measure/measure.h"
#include "sim/estimate.h"
#include "tools/document/document.h"
#include "tools/document/stored.h"

struct of_result {
    struct stored *stored;
    struct document *document;
    json_t *root;
    const char *period; /* "year", "week", ... */
    double done;        /* replications */
};

/* ---- reading ---- */

/* A figure with the ends of its interval, which need not lie evenly about it. */
struct sim_estimate of_result_estimate(const struct of_result *of, json_t *from,
                                       const char *key);

/* The label of a line, stream, clock, team, stage or target, kept by the document. */
const char *of_result_label(const struct of_result *of, json_t *object);

/* What a measure is, its term put into the glossary; null where the result does not
 * have it. */
struct of_result_measure {
    const char *label, *term;
    enum document_unit unit;
    const char *a_day; /* "calls a day"; "" where the unit says it all */
};
bool of_result_measure(const struct of_result *of, const char *name,
                       struct of_result_measure *out);

/* "target-KEY" in the glossary, with what the target measures. */
const char *of_result_target_term(const struct of_result *of, const char *name,
                                  json_t *target);
enum document_unit of_result_target_unit(const struct of_result *of, json_t *target);
/* A target as it stands in the result. */
struct of_result_target {
    const struct of_result *of;
    json_t *json;
    struct sim_estimate value, p_met;
    enum measure_unit unit;
    const char *each; /* "month" */
    bool is_least;
    double limit, in; /* in: NaN when the mean is held to the limit */
    double met, of_periods;
    double low, high; /* usual range, NaN: none */
    enum document_verdict verdict;
};

struct of_result_target of_result_target(const struct of_result *of, json_t *json);
/* "12 of 12 months", of whole periods "10 of 10 years"; null when none counted. */
const char *of_result_target_met(const struct of_result_target *t);
/* "≥ 90 %" */
const char *of_result_target_limit(const struct of_result *of, json_t *target);

/* "PREFIX-NAME", of letters that an id may have. */
const char *of_result_id(const struct of_result *of, const char *prefix,
                         const char *name);

/* Figures by interval: as long as the intervals of their level, else that is a fault.
 */
struct of_result_series {
    json_t *value, *half_width;
};
/* by.LEVEL.KIND.NAME.MEASURE; without a measure by.LEVEL.KIND.NAME. */
struct of_result_series of_result_series(const struct of_result *of, const char *level,
                                         const char *kind, const char *name,
                                         const char *measure);
struct document_cell of_result_cell(const struct of_result *of,
                                    const struct of_result_series *series,
                                    size_t index);
/* Its figures are neither all absent nor all nought. */
bool of_result_says_something(const struct of_result *of,
                              const struct of_result_series *series);

/* Whether a target asks this grade (null: any) of the line, clock, stream or team. */
bool of_result_is_asked(const struct of_result *of, const char *kind, const char *name,
                        const char *grade);

/* Names of all lines, those first at which most callers hang up, so that what is shown
 * first is worth a look.  In fresh memory, the names the result's; null ends them. */
const char **of_result_lines_by_loss(const struct of_result *of);

/* ---- writing ---- */

/* A column of a measure, with noise; -1 if the result does not have the measure. */
int of_result_column(const struct of_result *of, struct document_exhibit *exhibit,
                     const char *measure);

/* The figure that stands at a key, empty where there is none. */
struct document_cell of_result_figure(const struct of_result *of, json_t *from,
                                      const char *key);

/* Words for a number of this unit: "94.3 %". */
const char *of_result_words(const struct of_result *of, enum document_unit unit,
                            double value, double noise);

/* "from 3.1 s (Sun 05:00) to 2 min 31 s (Fri 20:00)": the least and the most of a
 * column, with the words of column `name`; null when it has no figure. */
const char *of_result_extremes(const struct of_result *of,
                               const struct document_exhibit *exhibit, int column,
                               int name);

/* "Tue 19 Jul 2022" of "2022-07-19"; what is no date as it is. */
const char *of_result_date(const struct of_result *of, const char *iso);

/* A heat map of by.hour_of_week figures to make: a day a row, an hour a column. */
struct of_result_heat {
    const char *id, *title, *group, *option, *sheet, *term, *note;
    enum document_unit unit;
    bool is_good_high, is_plain;
};
/* Adds it; nothing when all figures are absent or nought. */
void of_result_heat(const struct of_result *of, struct document_section *section,
                    const struct of_result_heat *heat,
                    const struct of_result_series *series);

/* ---- the parts, in the order of the page ---- */

/* Notes what every result has and this one has not. */
void of_result_need(const struct of_result *of);
void of_result_headlines(const struct of_result *of);
void of_result_facts(const struct of_result *of);
void of_result_flow(const struct of_result *of);
void of_result_hours(const struct of_result *of);
void of_result_year(const struct of_result *of);
void of_result_waits(const struct of_result *of);
void of_result_targets(const struct of_result *of);
void of_result_lines(const struct of_result *of);
void of_result_journeys(const struct of_result *of);
void of_result_people(const struct of_result *of);
void of_result_days(const struct of_result *of);
void of_result_more(const struct of_result *of);
void of_result_expects(const struct of_result *of);

#endif

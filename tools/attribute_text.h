/* Figures and their changes in words.  Texts are in fresh memory unless const. */
#ifndef TOOLS_ATTRIBUTE_TEXT_H
#define TOOLS_ATTRIBUTE_TEXT_H

#include "model/measure/paired.h"

/* "999 in 10 s", "999: mean wait", "handlers: busy hours a day". */
char *attribute_text_figure(const struct scenario *scenario,
                            const struct paired_figure *figure);

/* What the figure is: "94.3 %", "12 s", "1,242.3". */
char *attribute_text_value(const struct sim_estimate *value, enum measure_unit unit);

/* What it changes by, with its sign: "-0.52", "+12"; shares in points.  "0" for nothing
 * at all, "-" when it is not known. */
char *attribute_text_change(const struct sim_estimate *change, enum measure_unit unit);
char *attribute_text_noise(const struct sim_estimate *change, enum measure_unit unit);

/* "points", "s", "calls a day", "hours a day". */
const char *attribute_text_unit(enum measure_unit unit);

/* "999 in 10 s is 0.52 ±0.08 points lower", "999: 12.1 ±0.3 calls a day more". */
char *attribute_text_tell(const struct scenario *scenario,
                          const struct paired_figure *figure, enum measure_unit unit,
                          const struct sim_estimate *change);

#endif

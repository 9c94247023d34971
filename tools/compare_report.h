/* A comparison as a page for a terminal. */
#ifndef TOOLS_COMPARE_REPORT_H
#define TOOLS_COMPARE_REPORT_H

#include <stdio.h>

#include "tools/compare_outcome.h"
#include "tools/report_table.h"

/* At most REPORT_WIDTH columns wide. */
void compare_report(const struct compare_outcome *outcome, struct report_style style,
                    FILE *to);

/* Its tables, in a file of their own, each preceded by an empty line: targets and
 * people of every scenario; lines, streams and teams; what is changed in the inputs. */
void compare_report_targets(const struct compare_outcome *outcome,
                            struct report_style style, FILE *to);
void compare_report_people(const struct compare_outcome *outcome,
                           struct report_style style, FILE *to);
void compare_report_objects(const struct compare_outcome *outcome,
                            enum measure_object object, struct report_style style,
                            FILE *to);
void compare_report_changes(const struct compare_outcome *outcome, int scenario,
                            struct report_style style, FILE *to);

#endif

/* Charts of a document as SVG, drawn by the program. */
#ifndef TOOLS_SVG_H
#define TOOLS_SVG_H

#include <stdio.h>

#include "tools/document/document.h"

/* One <svg> with role="img", a <title> and the chart's alt text as <desc>; ids begin
 * with the exhibit's.  Nothing for an exhibit without a chart or rows. */
void svg_chart(const struct document_exhibit *exhibit, FILE *to);

#endif

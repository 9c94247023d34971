#include "tools/page/svg.h"

#include <stddef.h>

#include "tools/page/svg_kinds.h"

void svg_chart(const struct document_exhibit *exhibit, FILE *to)
{
    static void (*const kinds[DOCUMENT_CHARTS])(const struct document_exhibit *,
                                                FILE *) = {
        [DOCUMENT_CURVES] = svg_curves,    [DOCUMENT_BARS] = svg_bars,
        [DOCUMENT_HEAT] = svg_heat,        [DOCUMENT_HISTOGRAM] = svg_histogram,
        [DOCUMENT_SANKEY] = svg_sankey,    [DOCUMENT_TORNADO] = svg_tornado,
        [DOCUMENT_POINTS_XY] = svg_points,
    };
    if (kinds[exhibit->chart.kind] != NULL && exhibit->row_count > 0)
        kinds[exhibit->chart.kind](exhibit, to);
}

#include <math.h>
#include <stdlib.h>
#include <string.h>

#include "sim/mem.h"
#include "tools/document/words.h"
#include "tools/page/svg_flow.h"
#include "tools/page/svg_kinds.h"

static const double node_width = 9.0;
static const double gap = 5.0;
static const double flow_height = 230.0;
static const double narrow = 0.85;     /* most typefaces, as a share of the widest */
static const double most_last = 170.0; /* for the labels of the last layer */

/* Where layers stand, and how much room their labels have. */
struct across {
    double step, last_room;
};

static double x_of(const struct across *across, int layer)
{
    return layer * across->step;
}

static char *value_words(const struct document_exhibit *exhibit,
                         const struct svg_flow_node *node)
{
    const struct document_column *const column =
        &exhibit->columns[exhibit->chart.series[0].column];
    const struct document_cell cell =
        document_value(svg_flow_through(node), svg_flow_noise(node));
    return document_words_of(column, &cell);
}

static struct across across_of(const struct document_exhibit *exhibit,
                               const struct svg_flow *flow)
{
    double room = 0.0;
    for (int i = 0; i < flow->node_count; i++) {
        const struct svg_flow_node *const node = &flow->nodes[i];
        if (node->layer < flow->layers - 1 || node->name == NULL)
            continue;
        char *const words = value_words(exhibit, node);
        room = fmax(room, fmax(svg_text_width(node->name), svg_text_width(words)));
        free(words);
    }
    room = fmin(room + 1.0, most_last);
    return (struct across){ (SVG_WIDTH - node_width - gap - room) / (flow->layers - 1),
                            room };
}

static double label_room(const struct svg_flow *flow, const struct across *across,
                         const struct svg_flow_node *node)
{
    return node->layer == flow->layers - 1 ? across->last_room
                                           : (across->step - node_width - gap) / narrow;
}

static void ribbon(const struct svg_flow *flow, const struct across *across,
                   const struct svg_flow_ribbon *ribbon, FILE *to)
{
    const double height = ribbon->value * flow->scale;
    fprintf(to, "<path class=\"flow\" fill=\"%s\" stroke=\"%s\" d=\"",
            svg_colour(ribbon->from), svg_colour(ribbon->from));
    for (int side = 0; side < 2; side++)
        for (int i = 0; i < ribbon->count; i++) {
            const int k = side == 0 ? i : ribbon->count - 1 - i;
            const struct svg_flow_part *const part = &flow->parts[ribbon->first + k];
            const double left = x_of(across, flow->nodes[part->from].layer)
                                + (k == 0 ? node_width : node_width / 2.0);
            const double right = x_of(across, flow->nodes[part->to].layer)
                                 + (k == ribbon->count - 1 ? 0.0 : node_width / 2.0);
            const double y1 = side == 0 ? part->y_from : part->y_to + height;
            const double y2 = side == 0 ? part->y_to : part->y_from + height;
            const double middle = (left + right) / 2.0;
            svg_point(side == 0 && i == 0 ? "M" : "L", side == 0 ? left : right, y1,
                      to);
            svg_point("C", middle, y1, to);
            svg_point(" ", middle, y2, to);
            svg_point(" ", side == 0 ? right : left, y2, to);
        }
    fputs("z\"><title>", to);
}

static void ribbon_title(const struct document_exhibit *exhibit,
                         const struct svg_flow *flow,
                         const struct svg_flow_ribbon *ribbon, FILE *to)
{
    char *const words =
        svg_words(exhibit, ribbon->row, exhibit->chart.series[0].column);
    svg_escaped(flow->nodes[ribbon->from].name, to);
    fputs(" → ", to);
    svg_escaped(flow->nodes[ribbon->to].name, to);
    fputs(": ", to);
    svg_escaped(words, to);
    fputs("</title></path>\n", to);
    free(words);
}

static void node_box(const struct svg_flow_node *node, int number,
                     const struct across *across, FILE *to)
{
    svg_rectangle(x_of(across, node->layer), node->y, node_width,
                  fmax(node->height, 1.0), to);
    fprintf(to, " class=\"node\" fill=\"%s\"/>", svg_colour(number));
}

static void label(const struct document_exhibit *exhibit, const struct svg_flow *flow,
                  const struct across *across, const struct svg_flow_node *node,
                  FILE *to)
{
    const double room = label_room(flow, across, node);
    const size_t cut = svg_first_line(node->name, room);
    const bool has_two = node->name[cut] != '\0';
    const double middle = node->y + node->height / 2.0;
    struct svg_place place = { x_of(across, node->layer) + node_width + gap,
                               middle - (has_two ? SVG_LINE / 2.0 : 0.0) - 2.0,
                               SVG_START, room };
    char *const first = sim_mem_print("%.*s", (int) cut, node->name);
    char *const words = value_words(exhibit, node);
    svg_text(place, first, to);
    place.y += SVG_LINE - 1.0;
    if (has_two) {
        svg_text(place, node->name + cut + 1, to);
        place.y += SVG_LINE - 1.0;
    }
    fputs("<g font-weight=\"bold\">", to);
    svg_text(place, words, to);
    fputs("</g>\n", to);
    free(first);
    free(words);
}

static void draw(const struct document_exhibit *exhibit, const struct svg_flow *flow,
                 const struct across *across, FILE *to)
{
    svg_open(exhibit, flow->height + 4.0, to);
    fputs("<g fill-opacity=\".33\" stroke-opacity=\".33\" stroke-width=\".6\">", to);
    for (int i = 0; i < flow->ribbon_count; i++) {
        ribbon(flow, across, &flow->ribbons[i], to);
        ribbon_title(exhibit, flow, &flow->ribbons[i], to);
    }
    fputs("</g>", to);
    for (int i = 0; i < flow->node_count; i++)
        if (flow->nodes[i].name != NULL && svg_flow_through(&flow->nodes[i]) > 0.0)
            node_box(&flow->nodes[i], i, across, to);
    fputc('\n', to);
    for (int i = 0; i < flow->node_count; i++)
        if (flow->nodes[i].name != NULL && svg_flow_through(&flow->nodes[i]) > 0.0)
            label(exhibit, flow, across, &flow->nodes[i], to);
    svg_close(to);
}

void svg_sankey(const struct document_exhibit *exhibit, FILE *to)
{
    struct svg_flow flow = svg_flow_of(exhibit);
    if (flow.ribbon_count > 0) {
        const struct across across = across_of(exhibit, &flow);
        for (int i = 0; i < flow.node_count; i++) {
            struct svg_flow_node *const node = &flow.nodes[i];
            if (node->name == NULL)
                continue;
            const double room = label_room(&flow, &across, node);
            const bool has_two = node->name[svg_first_line(node->name, room)] != '\0';
            node->slot = (has_two ? 3.0 : 2.0) * (SVG_LINE - 1.0);
        }
        svg_flow_order(&flow);
        svg_flow_stand(&flow, flow_height);
        draw(exhibit, &flow, &across, to);
    } else {
        svg_empty(exhibit, to);
    }
    svg_flow_done(&flow);
}

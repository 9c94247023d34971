#include "tools/page/svg_flow.h"

#include <math.h>
#include <stdlib.h>
#include <string.h>

#include "sim/mem.h"
#include "tools/page/svg_parts.h"

static const double least_flow = 1e-280; /* so that heights are finite */

double svg_flow_through(const struct svg_flow_node *node)
{
    return fmax(node->in, node->out);
}

double svg_flow_noise(const struct svg_flow_node *node)
{
    return sqrt(node->in >= node->out ? node->noise_in : node->noise_out);
}

static int add_node(struct svg_flow *flow, char *name, int layer)
{
    size_t capacity = (size_t) flow->node_count;
    flow->nodes =
        sim_mem_grow(flow->nodes, &capacity, capacity + 1, sizeof *flow->nodes);
    flow->nodes[flow->node_count] =
        (struct svg_flow_node){ .name = name, .layer = layer };
    return flow->node_count++;
}

/* The node of a name, which is taken over. */
static int node_of(struct svg_flow *flow, char *name)
{
    for (int i = 0; i < flow->node_count; i++)
        if (strcmp(flow->nodes[i].name, name) == 0) {
            free(name);
            return i;
        }
    return add_node(flow, name, 0);
}

/* Whether one may get from one node to another. */
static bool is_reached(const struct svg_flow *flow, int from, int to)
{
    bool *const seen = sim_mem_array((size_t) flow->node_count, sizeof *seen);
    seen[from] = true;
    for (bool is_new = true; is_new && !seen[to];) {
        is_new = false;
        for (int i = 0; i < flow->ribbon_count; i++) {
            const struct svg_flow_ribbon *const ribbon = &flow->ribbons[i];
            if (seen[ribbon->from] && !seen[ribbon->to])
                seen[ribbon->to] = is_new = true;
        }
    }
    const bool is_there = seen[to];
    free(seen);
    return is_there;
}

static void add_row(struct svg_flow *flow, const struct document_exhibit *exhibit,
                    int row)
{
    const struct document_chart *const chart = &exhibit->chart;
    double value;
    if (chart->series_count == 0
        || !svg_value(exhibit, row, chart->series[0].column, &value)
        || value < least_flow)
        return;
    char *const from = svg_words(exhibit, row, chart->x);
    char *const to = svg_words(exhibit, row, chart->x2);
    if (from[0] == '\0' || to[0] == '\0') {
        free(from);
        free(to);
        return;
    }
    const int a = node_of(flow, from), b = node_of(flow, to);
    if (is_reached(flow, b, a))
        return;
    flow->ribbons[flow->ribbon_count++] =
        (struct svg_flow_ribbon){ .row = row, .value = value, .from = a, .to = b };
    flow->nodes[a].out += value;
    flow->nodes[b].in += value;
    const double noise = document_at(exhibit, row, chart->series[0].column)->noise;
    flow->nodes[a].noise_out += noise * noise;
    flow->nodes[b].noise_in += noise * noise;
}

/* Longest paths; then what nothing flows into moves up to where it flows to. */
static void set_layers(struct svg_flow *flow)
{
    for (bool is_new = true; is_new;) {
        is_new = false;
        for (int i = 0; i < flow->ribbon_count; i++) {
            const int least = flow->nodes[flow->ribbons[i].from].layer + 1;
            struct svg_flow_node *const node = &flow->nodes[flow->ribbons[i].to];
            if (node->layer < least) {
                node->layer = least;
                is_new = true;
            }
        }
    }
    for (int i = 0; i < flow->node_count; i++) {
        struct svg_flow_node *const node = &flow->nodes[i];
        int next = flow->node_count;
        for (int k = 0; k < flow->ribbon_count; k++)
            if (flow->ribbons[k].from == i
                && flow->nodes[flow->ribbons[k].to].layer < next)
                next = flow->nodes[flow->ribbons[k].to].layer;
        if (node->in <= 0.0 && node->out > 0.0)
            node->layer = next - 1;
        if (node->layer >= flow->layers)
            flow->layers = node->layer + 1;
    }
}

/* Cuts ribbons at the layers that they pass. */
static void cut(struct svg_flow *flow)
{
    size_t count = 0;
    for (int i = 0; i < flow->ribbon_count; i++)
        count += (size_t) (flow->nodes[flow->ribbons[i].to].layer
                           - flow->nodes[flow->ribbons[i].from].layer);
    flow->parts = sim_mem_array(count, sizeof *flow->parts);
    for (int i = 0; i < flow->ribbon_count; i++) {
        struct svg_flow_ribbon *const ribbon = &flow->ribbons[i];
        const int last = flow->nodes[ribbon->to].layer;
        ribbon->first = flow->part_count;
        int at = ribbon->from;
        for (int layer = flow->nodes[at].layer + 1; layer <= last; layer++) {
            const int next = layer == last ? ribbon->to : add_node(flow, NULL, layer);
            if (layer < last)
                flow->nodes[next].in = flow->nodes[next].out = ribbon->value;
            flow->parts[flow->part_count++] =
                (struct svg_flow_part){ .from = at, .to = next };
            at = next;
        }
        ribbon->count = flow->part_count - ribbon->first;
    }
}

struct svg_flow svg_flow_of(const struct document_exhibit *exhibit)
{
    struct svg_flow flow = { 0 };
    flow.ribbons = sim_mem_array((size_t) exhibit->row_count, sizeof *flow.ribbons);
    for (int row = 0; row < exhibit->row_count; row++)
        add_row(&flow, exhibit, row);
    set_layers(&flow);
    cut(&flow);
    return flow;
}

void svg_flow_done(struct svg_flow *flow)
{
    for (int i = 0; i < flow->node_count; i++)
        free(flow->nodes[i].name);
    free(flow->nodes);
    free(flow->ribbons);
    free(flow->parts);
    *flow = (struct svg_flow){ 0 };
}

#include <math.h>
#include <stdlib.h>
#include <string.h>

#include "sim/mem.h"
#include "tools/page/svg_flow.h"

enum { ROUNDS = 24 };
static const double node_gap = 8.0, passing_gap = 5.0;

/* A node with what it is to be sorted by. */
struct ranked {
    int node;
    double key;
    int before; /* its place so far, for ties */
};

static int by_key(const void *a, const void *b)
{
    const struct ranked *const x = a, *const y = b;
    return x->key != y->key ? (x->key > y->key) - (x->key < y->key)
                            : (x->before > y->before) - (x->before < y->before);
}

/* The nodes of a layer by place. */
static int layer_nodes(const struct svg_flow *flow, int layer, struct ranked *out)
{
    int count = 0;
    for (int i = 0; i < flow->node_count; i++)
        if (flow->nodes[i].layer == layer)
            out[count++] = (struct ranked){ i, flow->nodes[i].place, i };
    qsort(out, (size_t) count, sizeof *out, by_key);
    return count;
}

/* The mean of what `at` gives for the neighbours on one side, weighted by flow; NaN: it
 * has none. */
static double barycentre(const struct svg_flow *flow, int node, bool is_forward,
                         double (*at)(const struct svg_flow_node *))
{
    double sum = 0.0, weight = 0.0;
    for (int i = 0; i < flow->ribbon_count; i++)
        for (int k = 0; k < flow->ribbons[i].count; k++) {
            const struct svg_flow_part *const part =
                &flow->parts[flow->ribbons[i].first + k];
            if ((is_forward ? part->to : part->from) != node)
                continue;
            const int other = is_forward ? part->from : part->to;
            sum += flow->ribbons[i].value * at(&flow->nodes[other]);
            weight += flow->ribbons[i].value;
        }
    return weight > 0.0 ? sum / weight : NAN;
}

static double place_of(const struct svg_flow_node *node)
{
    return node->place;
}

static double centre_of(const struct svg_flow_node *node)
{
    return node->y + node->height / 2.0;
}

static void sort_layer(struct svg_flow *flow, int layer, bool is_forward)
{
    struct ranked *const nodes =
        sim_mem_array((size_t) flow->node_count, sizeof *nodes);
    const int count = layer_nodes(flow, layer, nodes);
    for (int i = 0; i < count; i++) {
        const double key = barycentre(flow, nodes[i].node, is_forward, place_of);
        nodes[i].before = i;
        nodes[i].key = isnan(key) ? i : key;
    }
    qsort(nodes, (size_t) count, sizeof *nodes, by_key);
    for (int i = 0; i < count; i++)
        flow->nodes[nodes[i].node].place = i;
    free(nodes);
}

static long crossings(const struct svg_flow *flow)
{
    long count = 0;
    for (int i = 0; i < flow->part_count; i++)
        for (int k = 0; k < i; k++) {
            const struct svg_flow_part *const a = &flow->parts[i];
            const struct svg_flow_part *const b = &flow->parts[k];
            if (flow->nodes[a->from].layer != flow->nodes[b->from].layer)
                continue;
            const int left = flow->nodes[a->from].place - flow->nodes[b->from].place;
            const int right = flow->nodes[a->to].place - flow->nodes[b->to].place;
            count += (left < 0 && right > 0) || (left > 0 && right < 0);
        }
    return count;
}

static void copy_places(struct svg_flow *flow, int *places, bool is_back)
{
    for (int i = 0; i < flow->node_count; i++)
        if (is_back)
            flow->nodes[i].place = places[i];
        else
            places[i] = flow->nodes[i].place;
}

void svg_flow_order(struct svg_flow *flow)
{
    int *const next = sim_mem_array((size_t) flow->layers + 1, sizeof *next);
    int *const best = sim_mem_array((size_t) flow->node_count, sizeof *best);
    for (int i = 0; i < flow->node_count; i++)
        flow->nodes[i].place = next[flow->nodes[i].layer]++;
    copy_places(flow, best, false);
    long least = crossings(flow);
    for (int round = 0; round < ROUNDS && least > 0; round++) {
        const bool is_forward = round % 2 == 0;
        for (int i = 1; i < flow->layers; i++)
            sort_layer(flow, is_forward ? i : flow->layers - 1 - i, is_forward);
        const long now = crossings(flow);
        if (now < least) {
            least = now;
            copy_places(flow, best, false);
        }
    }
    copy_places(flow, best, true);
    free(next);
    free(best);
}

/* Moves the nodes of a layer to where their neighbours would have them, as far as their
 * slots allow; without neighbours to look at, to the top. */
static void settle(struct svg_flow *flow, int layer, bool is_forward, bool is_first)
{
    struct ranked *const nodes =
        sim_mem_array((size_t) flow->node_count, sizeof *nodes);
    const int count = layer_nodes(flow, layer, nodes);
    double free_from = 0.0;
    for (int i = 0; i < count; i++) {
        struct svg_flow_node *const node = &flow->nodes[nodes[i].node];
        const double want =
            is_first ? NAN : barycentre(flow, nodes[i].node, is_forward, centre_of);
        const double centre = isnan(want) ? is_first ? 0.0 : centre_of(node) : want;
        const double top = fmax(centre - node->slot / 2.0, free_from);
        node->y = top + (node->slot - node->height) / 2.0;
        free_from = top + node->slot;
    }
    double free_to = flow->height;
    for (int i = count - 1; i >= 0; i--) {
        struct svg_flow_node *const node = &flow->nodes[nodes[i].node];
        const double top = node->y - (node->slot - node->height) / 2.0;
        const double moved = fmin(top, free_to - node->slot);
        node->y += moved - top;
        free_to = moved;
    }
    free(nodes);
}

/* Heights of nodes and of the whole. */
static void measure(struct svg_flow *flow, double height)
{
    double *const sums = sim_mem_array((size_t) flow->layers + 1, sizeof *sums);
    double most = 0.0;
    for (int i = 0; i < flow->node_count; i++) {
        sums[flow->nodes[i].layer] += svg_flow_through(&flow->nodes[i]);
        most = fmax(most, sums[flow->nodes[i].layer]);
    }
    flow->scale = height / most;
    memset(sums, 0, ((size_t) flow->layers + 1) * sizeof *sums);
    for (int i = 0; i < flow->node_count; i++) {
        struct svg_flow_node *const node = &flow->nodes[i];
        node->height = svg_flow_through(node) * flow->scale;
        node->slot = fmax(node->slot, node->height)
                     + (node->name == NULL ? passing_gap : node_gap);
        sums[node->layer] += node->slot;
        flow->height = fmax(flow->height, sums[node->layer]);
    }
    free(sums);
}

/* Ends of ribbons at a node, in the order of where they go to or come from. */
static void stack_ends(struct svg_flow *flow, int node, bool is_out)
{
    struct ranked *const ends = sim_mem_array((size_t) flow->part_count, sizeof *ends);
    int count = 0;
    for (int i = 0; i < flow->part_count; i++) {
        const struct svg_flow_part *const part = &flow->parts[i];
        if ((is_out ? part->from : part->to) != node)
            continue;
        const int other = is_out ? part->to : part->from;
        ends[count++] = (struct ranked){ i, centre_of(&flow->nodes[other]), i };
    }
    qsort(ends, (size_t) count, sizeof *ends, by_key);
    double y = flow->nodes[node].y;
    for (int i = 0; i < count; i++) {
        int ribbon = 0;
        while (ends[i].node
               >= flow->ribbons[ribbon].first + flow->ribbons[ribbon].count)
            ribbon++;
        struct svg_flow_part *const part = &flow->parts[ends[i].node];
        *(is_out ? &part->y_from : &part->y_to) = y;
        y += flow->ribbons[ribbon].value * flow->scale;
    }
    free(ends);
}

void svg_flow_stand(struct svg_flow *flow, double height)
{
    measure(flow, height);
    for (int layer = 0; layer < flow->layers; layer++)
        settle(flow, layer, true, layer == 0);
    for (int round = 0; round < ROUNDS; round++) {
        const bool is_forward = round % 2 == 1;
        for (int i = 1; i < flow->layers; i++)
            settle(flow, is_forward ? i : flow->layers - 1 - i, is_forward, false);
    }
    for (int i = 0; i < flow->node_count; i++) {
        stack_ends(flow, i, true);
        stack_ends(flow, i, false);
    }
}

#include "tools/document/of_result_graph.h"

#include <math.h>
#include <stdlib.h>
#include <string.h>

#include "sim/mem.h"

/* ---- nodes and edges ---- */

int of_result_graph_node(struct of_result_graph *graph, const char *label)
{
    graph->nodes = sim_mem_grow(graph->nodes, &graph->node_capacity,
                                graph->node_count + 1, sizeof *graph->nodes);
    graph->nodes[graph->node_count] =
        (struct of_result_node){ .label = label, .entered = NAN };
    return (int) graph->node_count++;
}

void of_result_graph_edge(struct of_result_graph *graph, int from, int to,
                          double per_day, double noise)
{
    if (!(per_day > 0.0))
        return;
    graph->nodes[from].out += per_day;
    graph->nodes[to].in += per_day;
    for (size_t i = 0; i < graph->edge_count; i++) {
        struct of_result_edge *const edge = &graph->edges[i];
        if (edge->from == from && edge->to == to) {
            edge->per_day += per_day;
            edge->noise = NAN; /* of a sum it is not known */
            return;
        }
    }
    graph->edges = sim_mem_grow(graph->edges, &graph->edge_capacity,
                                graph->edge_count + 1, sizeof *graph->edges);
    graph->edges[graph->edge_count++] =
        (struct of_result_edge){ from, to, per_day, noise };
}

void of_result_graph_done(struct of_result_graph *graph)
{
    free(graph->nodes);
    free(graph->edges);
    *graph = (struct of_result_graph){ 0 };
}

/* Takes out the edges of which `is_out` says so, by index. */
static void take_out(struct of_result_graph *graph, const bool *is_out)
{
    size_t kept = 0;
    for (size_t i = 0; i < graph->edge_count; i++) {
        const struct of_result_edge edge = graph->edges[i];
        if (!is_out[i]) {
            graph->edges[kept++] = edge;
            continue;
        }
        graph->nodes[edge.from].out -= edge.per_day;
        graph->nodes[edge.to].in -= edge.per_day;
    }
    graph->edge_count = kept;
}

void of_result_graph_bypass(struct of_result_graph *graph, int node)
{
    const size_t count = graph->edge_count;
    size_t in = 0, out = 0;
    for (size_t i = 0; i < count; i++) {
        in += graph->edges[i].to == node;
        out += graph->edges[i].from == node;
    }
    if (in != 1 && out != 1)
        return;
    struct of_result_edge *const old = sim_mem_array(count, sizeof *old);
    bool *const is_out = sim_mem_array(count, sizeof *is_out);
    memcpy(old, graph->edges, count * sizeof *old);
    for (size_t i = 0; i < count; i++)
        is_out[i] = old[i].to == node || old[i].from == node;
    take_out(graph, is_out);
    for (size_t i = 0; i < count; i++)
        for (size_t k = 0; k < count; k++)
            if (old[i].to == node && old[k].from == node)
                of_result_graph_edge(graph, old[i].from, old[k].to,
                                     in == 1 ? old[k].per_day : old[i].per_day, NAN);
    free(old);
    free(is_out);
}

/* ---- loops ---- */

enum colour { NEW, OPEN, CLOSED };

struct walk {
    struct of_result_graph *graph;
    enum colour *colours;
    bool *leads_back; /* by edge */
};

/* Depth first: an edge to a node that is still open closes a loop. */
static void visit(const struct walk *walk, int node)
{
    const struct of_result_graph *const graph = walk->graph;
    walk->colours[node] = OPEN;
    for (size_t i = 0; i < graph->edge_count; i++) {
        const struct of_result_edge *const edge = &graph->edges[i];
        if (edge->from != node)
            continue;
        if (walk->colours[edge->to] == NEW)
            visit(walk, edge->to);
        else if (walk->colours[edge->to] == OPEN)
            walk->leads_back[i] = true;
    }
    walk->colours[node] = CLOSED;
}

void of_result_graph_unloop(struct of_result_graph *graph)
{
    const size_t count = graph->edge_count;
    struct of_result_edge *const old = sim_mem_array(count, sizeof *old);
    const struct walk walk = { graph,
                               sim_mem_array(graph->node_count, sizeof(enum colour)),
                               sim_mem_array(count, sizeof(bool)) };
    memcpy(old, graph->edges, count * sizeof *old);
    /* From where calls begin, so that what leads back is what a reader expects. */
    for (int later = 0; later < 2; later++)
        for (size_t i = 0; i < graph->node_count; i++)
            if (walk.colours[i] == NEW && (later > 0 || graph->nodes[i].in <= 0.0))
                visit(&walk, (int) i);
    take_out(graph, walk.leads_back);
    for (size_t i = 0; i < count; i++)
        if (walk.leads_back[i]) {
            of_result_graph_edge(graph, old[i].from, graph->again_end, old[i].per_day,
                                 old[i].noise);
            of_result_graph_edge(graph, graph->again_start, old[i].to, old[i].per_day,
                                 old[i].noise);
        }
    free(old);
    free(walk.colours);
    free(walk.leads_back);
}

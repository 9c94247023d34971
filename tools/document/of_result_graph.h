/* The way of the calls through the pathway as a graph without loops, made from the flow
 * of a stored result: calls a day from streams through stages to ends.  What goes into
 * a node comes out of it, but for the streams (and those who call again), where calls
 * begin, and the ends.
 *
 * Those who call again, or come back in any other way, end at one node and begin at
 * another, so that no way leads back. */
#ifndef TOOLS_DOCUMENT_OF_RESULT_GRAPH_H
#define TOOLS_DOCUMENT_OF_RESULT_GRAPH_H

#include "tools/document/of_result_parts.h"

struct of_result_node {
    const char *label;     /* unique */
    const char *key;       /* of the stage; null: made here */
    const char *way_label; /* what ways to it are called; null: there are none */
    double entered;        /* calls a day that the stage counted; NaN: made here */
    bool is_end, is_line;
    double in, out; /* calls a day along the edges */
};

struct of_result_edge {
    int from, to;
    double per_day;
    double noise; /* NaN: not known */
};

struct of_result_graph {
    struct of_result_node *nodes;
    size_t node_count, node_capacity;
    struct of_result_edge *edges;
    size_t edge_count, edge_capacity;
    int again_end, again_start, lost; /* nodes */
};

/* Fills an empty graph; labels are the document's. */
void of_result_graph(const struct of_result *of, struct of_result_graph *graph);
void of_result_graph_done(struct of_result_graph *graph);

/* Its pieces. */
int of_result_graph_node(struct of_result_graph *graph, const char *label);
/* Adds to the edge between the two, which is made if there is none. */
void of_result_graph_edge(struct of_result_graph *graph, int from, int to,
                          double per_day, double noise);
/* Edges that lead back go by way of those who call again. */
void of_result_graph_unloop(struct of_result_graph *graph);
/* A node with one edge in, or one out, that is nothing by itself: its edges are joined
 * to one another. */
void of_result_graph_bypass(struct of_result_graph *graph, int node);

#endif

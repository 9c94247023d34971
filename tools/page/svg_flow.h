/* Where nodes and ribbons of a flow stand (a layered drawing after Sugiyama, Tagawa and
 * Toda, 1981): layers by longest path, order by barycentres keeping the fewest
 * crossings, heights by what flows through.  Long ribbons pass each layer between as a
 * node of their own, so that they go round others. */
#ifndef TOOLS_SVG_FLOW_H
#define TOOLS_SVG_FLOW_H

#include <stdbool.h>

#include "tools/document/document.h"

struct svg_flow_node {
    char *name;                 /* owned; null: a ribbon passes here */
    double in, out;             /* what flows, in the unit of the column */
    double noise_in, noise_out; /* squares of its noise, NaN: not known */
    int layer;                  /* from 0 */
    int place;                  /* in its layer, from the top */
    double y;                   /* its top */
    double height;              /* of what flows */
    double slot;                /* that it needs in its layer, with its label */
};

/* A ribbon from one layer to the next. */
struct svg_flow_part {
    int from, to;        /* nodes */
    double y_from, y_to; /* its top at either end */
};

struct svg_flow_ribbon {
    int row; /* of the table */
    double value;
    int from, to;     /* nodes */
    int first, count; /* its parts */
};

struct svg_flow {
    struct svg_flow_node *nodes; /* owned */
    int node_count;
    struct svg_flow_ribbon *ribbons; /* owned */
    int ribbon_count;
    struct svg_flow_part *parts; /* owned */
    int part_count;
    int layers;
    double scale; /* units of height for one of flow */
    double height;
};

/* The nodes and ribbons of an exhibit, in layers.  Rows without a value above 0 or
 * without names, and those that would close a loop, are left out. */
struct svg_flow svg_flow_of(const struct document_exhibit *exhibit);
void svg_flow_done(struct svg_flow *flow);

/* What flows through a node: the larger of in and out. */
double svg_flow_through(const struct svg_flow_node *node);
/* Its noise, if that of all of its rows is known and they do not depend on one another;
 * else NaN. */
double svg_flow_noise(const struct svg_flow_node *node);

/* Orders each layer. O(rounds x parts^2). */
void svg_flow_order(struct svg_flow *flow);

/* Gives all their heights, the fullest layer `height` for what flows; nodes with names
 * need `label` at least (each by its own, set before in `slot`). */
void svg_flow_stand(struct svg_flow *flow, double height);

#endif

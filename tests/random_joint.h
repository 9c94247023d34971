/* Small joint planning problems at random: 999 and 101, one or two teams, up to six
 * half hours, few people each way, as scenario texts for the planner and as numbers for
 * brute force. */
#ifndef TESTS_RANDOM_JOINT_H
#define TESTS_RANDOM_JOINT_H

#include <stdbool.h>
#include <stdint.h>

enum {
    JOINT_SPANS = 6,
    JOINT_TEAMS = 2,
    JOINT_TARGETS = 3,
    JOINT_FIRST_MIN = 8 * 60,
    JOINT_SPAN_MIN = 30
};

enum { JOINT_999, JOINT_101, JOINT_LINES };

struct joint_target {
    int line;
    double within_s; /* 0: abandoned at most */
    double limit, margin;
};

struct joint {
    uint64_t key;
    int spans, teams;
    double calls[JOINT_LINES][JOINT_SPANS]; /* a span */
    double talk_s[JOINT_LINES], patience_s[JOINT_LINES];
    /* Team 0 serves 999 before 101; a second one serves 101 alone, or 999 alone. */
    bool second_is_999;
    int reserve;                  /* of team 0 for 101 */
    int reserve_from, reserve_to; /* searched when they differ; else both `reserve` */
    int low[JOINT_TEAMS][JOINT_SPANS], high[JOINT_TEAMS][JOINT_SPANS];
    double price[JOINT_TEAMS][JOINT_SPANS]; /* pounds of one person for one span */
    int after[JOINT_TEAMS];                 /* people after the last span */
    struct joint_target targets[JOINT_TARGETS];
    int target_count;
};

/* The same key gives the same problem. */
struct joint random_joint(uint64_t key);

/* The scenario with its group `plan`; owned by the caller. */
char *random_joint_text(const struct joint *joint);

#endif

/* How `tenfive new` comes by its answers: from a person at a terminal, from lines of
 * stdin, from a file of answers, or from the defaults alone. */
#ifndef TOOLS_NEW_ASK_H
#define TOOLS_NEW_ASK_H

#include "tools/new_answers.h"

enum new_ask_outcome {
    NEW_ASK_DONE,
    NEW_ASK_BAD,  /* told on stderr */
    NEW_ASK_ENDED /* the person at the terminal ended the input; told on stderr */
};

/* Called once the name of the force is known, and before anything else is asked; false
 * after a complaint: then it is BAD at once. */
struct new_ask_named {
    bool (*check)(const void *context, const struct new_answers *answers);
    const void *context;
};

/* Prompts on stderr; what is not understood is asked again, with the reason.  "back"
 * goes back one question. */
enum new_ask_outcome new_ask_terminal(const struct new_ask_named *named,
                                      struct new_answers *out);

/* One answer a line; empty for the default. */
enum new_ask_outcome new_ask_lines(const struct new_ask_named *named,
                                   struct new_answers *out);

/* "name = value" lines.  What is not in the file has its default.  `path` null: all. */
enum new_ask_outcome new_ask_file(const char *path, const struct new_ask_named *named,
                                  struct new_answers *out);

#endif

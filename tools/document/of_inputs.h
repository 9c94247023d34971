/* What every result says of its inputs, in the same form: "inputs", "sets", "sources"
 * and, where there are any, "warnings" of an object. */
#ifndef TOOLS_DOCUMENT_OF_INPUTS_H
#define TOOLS_DOCUMENT_OF_INPUTS_H

#include "tools/document/document.h"
#include "tools/document/stored.h"

/* Whose inputs: the members of `from`, and how the exhibits are told apart. */
struct of_inputs {
    json_t *from;
    const char *id;     /* ids of exhibits begin with it: "inputs" */
    const char *sheet;  /* of the register in a workbook: "Inputs" */
    const char *group;  /* of alternatives, or null */
    const char *option; /* which of them, or null */
};

/* Adds to the section: how many inputs are of which basis, what was set on the command
 * line, what was warned of, and the register of all with the changed ones marked. */
void of_inputs(struct stored *stored, struct document *document,
               struct document_section *section, const struct of_inputs *of);

/* Adds the files that were read, lines marked where an input was changed. */
void of_sources(struct stored *stored, struct document *document, json_t *from);

/* " --set 'PATH=VALUE'" of each set, as a shell takes it; lives as long as the
 * document. */
const char *of_sets(struct stored *stored, struct document *document, json_t *from);

/* A text as one word of a shell's command. */
const char *of_shell_word(struct document *document, const char *text);

#endif

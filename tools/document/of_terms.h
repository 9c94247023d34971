/* Words that the documents of every kind of result use, for the glossary. */
#ifndef TOOLS_DOCUMENT_OF_TERMS_H
#define TOOLS_DOCUMENT_OF_TERMS_H

#include "tools/document/document.h"

/* Adds a term of the table (a key that it has) to the glossary and gives the key. */
const char *of_term(struct document *document, const char *key);

#endif

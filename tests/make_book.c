/* Writes the workbook of the made document: tests/make_book FILE DAYS. */
#include <errno.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "tests/made_document.h"
#include "tools/book/book.h"

int main(int count, char **words)
{
    FILE *const to = count == 3 ? fopen(words[1], "wb") : NULL;
    if (to == NULL) {
        fputs("usage: make_book FILE DAYS\n", stderr);
        return 2;
    }
    struct document document = { 0 };
    made_document(&document, atoi(words[2]));
    const bool is_made = book_write(&document, to);
    const bool is_good = fclose(to) == 0 && is_made;
    if (!is_good)
        fprintf(stderr, "make_book: %s\n", strerror(errno));
    document_done(&document);
    return is_good ? 0 : 1;
}

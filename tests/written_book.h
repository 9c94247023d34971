/* Workbooks of documents, for the tests of what writes them. */
#ifndef TESTS_WRITTEN_BOOK_H
#define TESTS_WRITTEN_BOOK_H

#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "tests/made_document.h"
#include "tests/near.h"
#include "tests/read_book.h"
#include "tools/book/book.h"

enum { SEARCHED = 80, DAYS = 40 };

struct written_bytes {
    char *all; /* owned */
    size_t length;
};

static inline struct written_bytes written_bytes(const struct document *document)
{
    struct written_bytes bytes = { 0 };
    FILE *const to = open_memstream(&bytes.all, &bytes.length);
    assert_non_null(to);
    assert_true(book_write(document, to));
    assert_int_equal(fclose(to), 0);
    return bytes;
}

static inline struct read_book written_book(const struct document *document)
{
    struct read_book book;
    struct written_bytes bytes = written_bytes(document);
    assert_true(read_book_open(&book, bytes.all, bytes.length));
    free(bytes.all);
    return book;
}

/* Of the made document, `DAYS` days long. */
static inline struct read_book written_made_book(void)
{
    struct document document = { 0 };
    made_document(&document, DAYS);
    struct read_book book = written_book(&document);
    document_done(&document);
    return book;
}

/* How often a word stands in the parts whose names begin with `part`. */
static inline int written_count(const struct read_book *book, const char *part,
                                const char *word)
{
    int count = 0;
    for (int i = 0; i < book->count; i++)
        if (strncmp(book->names[i], part, strlen(part)) == 0)
            for (const char *at = book->parts[i]; (at = strstr(at, word)) != NULL; at++)
                count++;
    return count;
}

#endif

#include "tools/book/book.h"

#include <errno.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

#include "sim/mem.h"
#include "tools/book/book_check.h"
#include "tools/book/book_parts.h"

enum { PARAGRAPH_WIDTH = 120, PROPERTY = 255 };
static const time_t CREATED = 1577836800; /* 2020-01-01: the same for all runs */

static struct book_sheet *find_sheet(const struct book *book, const char *wanted)
{
    for (size_t i = 1; i < book->sheet_count; i++)
        if (strcmp(book->sheets[i]->wanted, wanted) == 0)
            return book->sheets[i];
    return NULL;
}

static const char *heading_of(const struct document_section *section)
{
    return section->heading == NULL ? "" : section->heading;
}

static const char *sheet_of(const struct document_section *section,
                            const struct document_exhibit *exhibit)
{
    return exhibit->sheet == NULL ? heading_of(section) : exhibit->sheet;
}

static struct book_sheet *need_sheet(struct book *book, const char *wanted,
                                     const struct document_section *section)
{
    struct book_sheet *const known = find_sheet(book, wanted);
    return known == NULL ? book_sheet_new(book, wanted, heading_of(section)) : known;
}

/* A column of a table may have another for its noise. */
static void plan_exhibit(struct book_sheet *sheet,
                         const struct document_exhibit *exhibit)
{
    const int right = 2 * exhibit->column_count + BOOK_CHART_COLUMNS;
    sheet->exhibit_count++;
    sheet->first_hidden = right > sheet->first_hidden ? right : sheet->first_hidden;
}

/* Makes the sheets in the order in which they are met, so that each knows how many
 * exhibits it is to hold.  A section's paragraphs stand before its first exhibit. */
static void plan_sheets(struct book *book)
{
    const struct document *const document = book->document;
    for (int i = 0; i < document->section_count; i++) {
        const struct document_section *const section = document->sections[i];
        for (int k = 0; k < section->exhibit_count; k++)
            plan_exhibit(
                need_sheet(book, sheet_of(section, section->exhibits[k]), section),
                section->exhibits[k]);
        if (section->exhibit_count == 0 && section->paragraph_count > 0)
            need_sheet(book, heading_of(section), section);
    }
}

static void write_section(struct book *book, const struct document_section *section)
{
    const char *const first = section->exhibit_count > 0
                                  ? sheet_of(section, section->exhibits[0])
                                  : heading_of(section);
    struct book_sheet *const sheet = find_sheet(book, first);
    for (int i = 0; i < section->paragraph_count; i++)
        book_put_lines(book, sheet, section->paragraphs[i], PARAGRAPH_WIDTH, 0);
    for (int i = 0; i < section->exhibit_count; i++)
        book_exhibit(book, find_sheet(book, sheet_of(section, section->exhibits[i])),
                     section->exhibits[i]);
}

static void set_properties(struct book *book)
{
    const struct document *const document = book->document;
    char *const title = book_text(document->title, PROPERTY);
    char *const kind = book_text(document->kind, PROPERTY);
    char *const marking = book_text(document->marking, PROPERTY);
    lxw_doc_properties properties = { .title = title,
                                      .subject = kind,
                                      .keywords = marking,
                                      .comments = marking,
                                      .created = CREATED };
    book_keep(book, workbook_set_properties(book->workbook, &properties));
    free(title);
    free(kind);
    free(marking);
}

static void fill(struct book *book)
{
    const struct document *const document = book->document;
    struct book_sheet *const summary = book_sheet_new(book, "Summary", document->title);
    plan_sheets(book);
    for (int i = 0; i < document->section_count; i++)
        write_section(book, document->sections[i]);
    book_glossary(book);
    book_sources(book);
    book_summary(book, summary);
    book_sheets_finish(book);
    set_properties(book);
}

/* What the system would have said. */
static int errno_of(lxw_error error)
{
    const bool is_disk =
        error == LXW_ERROR_CREATING_XLSX_FILE || error == LXW_ERROR_CREATING_TMPFILE
        || error == LXW_ERROR_READING_TMPFILE
        || (error >= LXW_ERROR_ZIP_FILE_OPERATION && error <= LXW_ERROR_ZIP_CLOSE);
    return error == LXW_ERROR_MEMORY_MALLOC_FAILED ? ENOMEM : is_disk ? EIO : EOVERFLOW;
}

/* Makes the file of that name; false with errno. */
static bool make(const struct document *document, const char *path, char *directory)
{
    lxw_workbook_options options = { .tmpdir = directory };
    struct book book = { .document = document };
    book.workbook = workbook_new_opt(path, &options);
    if (book.workbook == NULL) {
        errno = ENOMEM;
        return false;
    }
    fill(&book);
    errno = 0;
    if (book.error == LXW_NO_ERROR)
        book.error = workbook_close(book.workbook);
    else
        lxw_workbook_free(book.workbook);
    const int code = errno;
    book_sheets_done(&book);
    free(book.formats);
    errno = code == 0 ? errno_of(book.error) : code;
    return book.error == LXW_NO_ERROR;
}

/* Copies the file, if it is whole, into a stream, whose own faults stay in it. */
static bool copy(int from, FILE *to)
{
    const off_t length = lseek(from, 0, SEEK_END);
    if (length <= 0 || lseek(from, 0, SEEK_SET) != 0)
        return false;
    unsigned char *const bytes = sim_mem_array((size_t) length, 1);
    off_t have = 0;
    ssize_t count = 1;
    while (have < length && count > 0) {
        count = read(from, bytes + have, (size_t) (length - have));
        have += count > 0 ? count : 0;
    }
    const bool is_read = have == length;
    const bool is_whole = is_read && book_is_whole(bytes, (size_t) length);
    if (is_whole)
        fwrite(bytes, 1, (size_t) length, to);
    else if (is_read)
        errno = ENOSPC;
    free(bytes);
    return is_whole;
}

bool book_write(const struct document *document, FILE *to)
{
    const char *const given = getenv("TMPDIR");
    char *const directory =
        sim_mem_text(given == NULL || *given == '\0' ? "/tmp" : given);
    char *const path = sim_mem_print("%s/tenfive-XXXXXX", directory);
    const int file = mkstemp(path);
    bool is_good = file >= 0;
    /* The library opens the name again and writes from the beginning of this file. */
    if (is_good)
        is_good = make(document, path, directory) && copy(file, to);
    const int code = errno;
    if (file >= 0) {
        close(file);
        unlink(path);
    }
    free(directory);
    free(path);
    errno = code;
    return is_good;
}

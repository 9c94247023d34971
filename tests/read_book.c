#include "tests/read_book.h"

#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <zlib.h>

#include "sim/mem.h"

/* ---- The archive: APPNOTE.TXT of PKWARE, 4.3.7, 4.3.12 and 4.3.16 ---- */

enum {
    END_SIGNATURE = 0x06054b50,
    ENTRY_SIGNATURE = 0x02014b50,
    END_SIZE = 22,
    ENTRY_SIZE = 46,
    LOCAL_SIZE = 30,
    DEFLATED = 8
};

static unsigned number(const unsigned char *at, int bytes)
{
    unsigned value = 0;
    for (int i = bytes - 1; i >= 0; i--)
        value = value << 8 | at[i];
    return value;
}

static char *inflated(const unsigned char *from, unsigned length, unsigned size,
                      unsigned method)
{
    char *const text = sim_mem_array((size_t) size + 1, 1);
    if (method != DEFLATED) {
        memcpy(text, from, size);
        return text;
    }
    z_stream stream = { .next_in = (unsigned char *) from,
                        .avail_in = length,
                        .next_out = (unsigned char *) text,
                        .avail_out = size };
    bool is_good = inflateInit2(&stream, -MAX_WBITS) == Z_OK;
    is_good = is_good && inflate(&stream, Z_FINISH) == Z_STREAM_END;
    inflateEnd(&stream);
    if (is_good && stream.total_out == size)
        return text;
    free(text);
    return NULL;
}

static bool read_entry(struct read_book *book, const unsigned char *all,
                       const unsigned char *entry)
{
    if (number(entry, 4) != ENTRY_SIGNATURE || book->count == READ_BOOK_PARTS)
        return false;
    const unsigned char *const local = all + number(entry + 42, 4);
    const unsigned char *const data =
        local + LOCAL_SIZE + number(local + 26, 2) + number(local + 28, 2);
    book->names[book->count] = sim_mem_print("%.*s", (int) number(entry + 28, 2),
                                             (const char *) entry + ENTRY_SIZE);
    book->times[book->count] = number(entry + 12, 4);
    book->parts[book->count] = inflated(data, number(entry + 20, 4),
                                        number(entry + 24, 4), number(entry + 10, 2));
    return book->parts[book->count++] != NULL;
}

bool read_book_open(struct read_book *book, const void *bytes, size_t length)
{
    *book = (struct read_book){ 0 };
    const unsigned char *const all = bytes;
    if (length < END_SIZE || number(all + length - END_SIZE, 4) != END_SIGNATURE)
        return false;
    const unsigned char *const end = all + length - END_SIZE;
    const unsigned char *entry = all + number(end + 16, 4);
    for (unsigned i = 0; i < number(end + 10, 2); i++) {
        if (!read_entry(book, all, entry))
            return false;
        entry += ENTRY_SIZE + number(entry + 28, 2) + number(entry + 30, 2)
                 + number(entry + 32, 2);
    }
    return true;
}

void read_book_done(struct read_book *book)
{
    for (int i = 0; i < book->count; i++) {
        free(book->names[i]);
        free(book->parts[i]);
    }
    *book = (struct read_book){ 0 };
}

const char *read_book_part(const struct read_book *book, const char *name)
{
    for (int i = 0; i < book->count; i++)
        if (strcmp(book->names[i], name) == 0)
            return book->parts[i];
    return NULL;
}

/* ---- XML ---- */

static const struct {
    const char *entity;
    char character;
} entities[] = { { "&lt;", '<' },
                 { "&gt;", '>' },
                 { "&quot;", '"' },
                 { "&apos;", '\'' },
                 { "&amp;", '&' } };

/* The bytes that an entity or a character's number, "_x0041_", takes; 0: it is none. */
static size_t special(const char *from, char *out)
{
    enum { DIGITS = 4, LENGTH = 7 };
    for (size_t i = 0; i < sizeof entities / sizeof *entities; i++)
        if (strncmp(from, entities[i].entity, strlen(entities[i].entity)) == 0) {
            *out = entities[i].character;
            return strlen(entities[i].entity);
        }
    unsigned code = 0;
    int read = 0;
    const bool is_code = strncmp(from, "_x", 2) == 0
                         && sscanf(from + 2, "%4x%n", &code, &read) == 1
                         && read == DIGITS && from[LENGTH - 1] == '_';
    *out = (char) code;
    return is_code ? LENGTH : 0;
}

/* The text up to `end` as a spreadsheet reads it. */
static char *decoded(const char *from, const char *end)
{
    char *const text = sim_mem_array((size_t) (end - from) + 1, 1), *to = text;
    while (from < end) {
        const size_t skip = special(from, to);
        if (skip == 0)
            *to = *from;
        to++;
        from += skip == 0 ? 1 : skip;
    }
    *to = '\0';
    return text;
}

/* The nth, from 0, place behind `word`; null: there are not so many. */
static const char *nth(const char *text, const char *word, int n)
{
    for (int i = 0; i <= n && text != NULL; i++) {
        text = strstr(text, word);
        text = text == NULL ? NULL : text + strlen(word);
    }
    return text;
}

/* An attribute of the tag that `tag` stands in; fresh memory, null: it has none. */
static char *attribute(const char *tag, const char *name)
{
    char *const word = sim_mem_print("%s=\"", name);
    const char *const end = tag == NULL ? NULL : strchr(tag, '>');
    const char *const from = end == NULL ? NULL : strstr(tag, word);
    char *const value =
        from == NULL || from > end
            ? NULL
            : decoded(from + strlen(word), strchr(from + strlen(word), '"'));
    free(word);
    return value;
}

static int attribute_number(const char *tag, const char *name)
{
    char *const value = attribute(tag, name);
    const int result = value == NULL ? -1 : atoi(value);
    free(value);
    return result;
}

/* Takes the name of a tag from the stack or puts it there; false: it does not nest. */
static bool nest(const char *tag, size_t length, const char **stack, int *depth)
{
    enum { DEEPEST = 64 };
    if (tag[0] == '?' || tag[length - 1] == '/')
        return true;
    if (tag[0] != '/') {
        stack[*depth] = tag;
        return ++*depth < DEEPEST;
    }
    const size_t name = length - 1;
    return --*depth >= 0 && strncmp(stack[*depth], tag + 1, name) == 0
           && strchr(" >", stack[*depth][name]) != NULL;
}

bool read_book_is_xml(const char *part)
{
    const char *stack[64];
    int depth = 0;
    for (const char *at = part; *at != '\0'; at++) {
        if ((unsigned char) *at < 0x20 && strchr("\t\n\r", *at) == NULL)
            return false;
        if (strncmp(at, "\xef\xbf\xbe", 3) == 0 || strncmp(at, "\xef\xbf\xbf", 3) == 0)
            return false;
        if (*at == '&' && at[strspn(at + 1, "abcdefghijklmnopqrstuvwxyz") + 1] != ';')
            return false;
        if (*at != '<')
            continue;
        const char *const end = strchr(at, '>');
        if (end == NULL || !nest(at + 1, (size_t) (end - at - 1), stack, &depth))
            return false;
        at = end;
    }
    return depth == 0;
}

/* ---- Sheets and cells ---- */

char *read_book_sheet(const struct read_book *book, int sheet)
{
    return attribute(nth(read_book_part(book, "xl/workbook.xml"), "<sheet ", sheet),
                     "name");
}

const char *read_book_sheet_part(const struct read_book *book, int sheet)
{
    char *const name = sim_mem_print("xl/worksheets/sheet%d.xml", sheet + 1);
    const char *const part = read_book_part(book, name);
    free(name);
    return part;
}

int read_book_find_sheet(const struct read_book *book, const char *name)
{
    for (int i = 0;; i++) {
        char *const own = read_book_sheet(book, i);
        const bool is_end = own == NULL, is_it = !is_end && strcmp(own, name) == 0;
        free(own);
        if (is_end || is_it)
            return is_end ? -1 : i;
    }
}

static char *shared_text(const struct read_book *book, int index)
{
    const char *const item =
        nth(read_book_part(book, "xl/sharedStrings.xml"), "<si>", index);
    const char *const from = item == NULL ? NULL : strchr(strstr(item, "<t"), '>') + 1;
    return from == NULL ? NULL : decoded(from, strstr(from, "</t>"));
}

static void read_style(const struct read_book *book, int style, struct read_cell *cell)
{
    const char *const styles = read_book_part(book, "xl/styles.xml");
    const char *const xf = nth(strstr(styles, "<cellXfs"), "<xf ", style);
    const int id = attribute_number(xf, "numFmtId");
    const int font = attribute_number(xf, "fontId");
    char *const word = sim_mem_print("<numFmt numFmtId=\"%d\"", id);
    cell->format = attribute(nth(styles, word, 0), "formatCode");
    free(word);
    if (cell->format == NULL)
        cell->format = id <= 0 ? sim_mem_text("") : sim_mem_print("%d", id);
    const char *const from = nth(strstr(styles, "<fonts"), "<font>", font);
    const char *const end = from == NULL ? NULL : strstr(from, "</font>");
    const char *const bold = end == NULL ? NULL : strstr(from, "<b/>");
    cell->is_bold = bold != NULL && bold < end;
}

struct read_cell read_book_cell(const struct read_book *book, int sheet, int row,
                                int column)
{
    enum { LETTERS = 26 };
    struct read_cell cell = { 0 };
    char *const high = sim_mem_print("%c", 'A' + column / LETTERS - 1);
    char *const word = sim_mem_print("<c r=\"%s%c%d\"", column < LETTERS ? "" : high,
                                     'A' + column % LETTERS, row + 1);
    const char *const part = read_book_sheet_part(book, sheet);
    const char *const tag = part == NULL ? NULL : nth(part, word, 0);
    free(high);
    free(word);
    const char *const end = tag == NULL ? NULL : strchr(tag, '>');
    if (end == NULL)
        return cell;
    cell.is_there = true;
    read_style(book, attribute_number(tag, "s"), &cell);
    char *const type = attribute(tag, "t");
    const bool is_empty = end[-1] == '/';
    cell.is_text = type != NULL && strcmp(type, "s") == 0;
    cell.is_formula = !is_empty && strncmp(end + 1, "<f", 2) == 0;
    const double value = is_empty ? 0.0 : strtod(strstr(end, "<v>") + 3, NULL);
    if (cell.is_text)
        cell.text = shared_text(book, (int) value);
    else
        cell.number = value;
    free(type);
    return cell;
}

void read_cell_done(struct read_cell *cell)
{
    free(cell->text);
    free(cell->format);
    *cell = (struct read_cell){ 0 };
}

int read_book_find(const struct read_book *book, int sheet, int column,
                   const char *text, int rows)
{
    for (int row = 0; row < rows; row++) {
        struct read_cell cell = read_book_cell(book, sheet, row, column);
        const bool is_it = cell.text != NULL && strcmp(cell.text, text) == 0;
        read_cell_done(&cell);
        if (is_it)
            return row;
    }
    return -1;
}

#include "tools/report_table.h"

#include <assert.h>
#include <stdlib.h>
#include <string.h>

#include "sim/mem.h"
#include "tools/check_words.h"
#include "tools/utf8.h"

enum { GAP = 2, NARROWEST = 8, WIDEST_WORD = 12, LONGEST_WORD = 4, SHORT_UNIT = 3 };

/* A blank at which no line is broken, until it is printed; what acts in texts has been
 * replaced, so nothing else looks like it. */
static const char FIRM_BLANK = '\x01';

/* ---- texts ---- */

/* ASCII for what the report itself writes; all else becomes "?". */
static const char *ascii_of(const char *character, int bytes)
{
    static const char *const words[][2] = { { "±", "+-" }, { "→", "->" },
                                            { "–", "-" },  { "≥", ">=" },
                                            { "≤", "<=" }, { "£", "GBP" },
                                            { "·", "|" },  { "’", "'" } };
    for (size_t i = 0; i < sizeof words / sizeof *words; i++)
        if (strlen(words[i][0]) == (size_t) bytes
            && memcmp(words[i][0], character, (size_t) bytes) == 0)
            return words[i][1];
    return "?";
}

/* A blank between a number and its unit, or the like: "10 s", "12 of 12". */
static bool is_firm(const char *blank, char previous)
{
    return previous >= '0' && previous <= '9'
           && strcspn(blank + 1, " ,;.") <= SHORT_UNIT;
}

static char *show(const char *text, struct report_style style)
{
    char *const shown = sim_mem_array(strlen(text) * LONGEST_WORD + 1, 1);
    char *to = shown;
    while (*text != '\0') {
        const int bytes = utf8_bytes(text);
        if (utf8_acts(text, bytes))
            *to++ = '?';
        else if (*text == ' ' && to > shown && is_firm(text, to[-1]))
            *to++ = FIRM_BLANK;
        else if (bytes == 1 || style.is_utf8)
            to = (char *) memcpy(to, text, (size_t) bytes) + bytes;
        else
            to = stpcpy(to, ascii_of(text, bytes));
        text += bytes == 0 ? 1 : bytes;
    }
    return shown;
}

static const char *tone_code(enum report_tone tone)
{
    static const char *const codes[] = { [REPORT_PLAIN] = "",
                                         [REPORT_HEADING] = "\033[1m",
                                         [REPORT_GOOD] = "\033[32m",
                                         [REPORT_BAD] = "\033[1;31m",
                                         [REPORT_DOUBT] = "\033[33m" };
    return codes[tone];
}

static void say_part(const char *text, size_t bytes, enum report_tone tone,
                     struct report_style style, FILE *to)
{
    const bool is_toned = style.is_coloured && tone != REPORT_PLAIN && bytes > 0;
    fputs(is_toned ? tone_code(tone) : "", to);
    for (size_t i = 0; i < bytes; i++)
        fputc(text[i] == FIRM_BLANK ? ' ' : text[i], to);
    fputs(is_toned ? "\033[0m" : "", to);
}

void report_table_say(const char *text, enum report_tone tone,
                      struct report_style style, FILE *to)
{
    char *const shown = show(text, style);
    say_part(shown, strlen(shown), tone, style, to);
    free(shown);
}

/* ---- tables ---- */

void report_table_init(struct report_table *table, struct report_style style,
                       const char *shape)
{
    *table = (struct report_table){ .style = style, .columns = (int) strlen(shape) };
    assert(table->columns <= REPORT_MOST_COLUMNS);
    for (int i = 0; i < table->columns; i++) {
        table->is_right[i] = shape[i] == 'r';
        table->is_flexible[i] = shape[i] == 'L';
    }
}

void report_table_put(struct report_table *table, const char *text,
                      enum report_tone tone)
{
    table->cells = sim_mem_grow(table->cells, &table->capacity, table->count + 1,
                                sizeof *table->cells);
    table->cells[table->count++] =
        (struct report_cell){ show(text, table->style), tone };
}

void report_table_add(struct report_table *table, char *text, enum report_tone tone)
{
    report_table_put(table, text, tone);
    free(text);
}

/* Columns of the longest word of a text, within reason: no shorter line is broken well.
 */
static int longest_word(const char *text)
{
    int longest = NARROWEST;
    while (*text != '\0') {
        const size_t bytes = strcspn(text, " ");
        char *const word = sim_mem_print("%.*s", (int) bytes, text);
        const int width = check_words_width(word);
        longest = width > longest ? width : longest;
        free(word);
        text += bytes + strspn(text + bytes, " ");
    }
    return longest < WIDEST_WORD ? longest : WIDEST_WORD;
}

static void find_widths(const struct report_table *table, int *widths)
{
    int total = GAP * (table->columns - 1), narrowest[REPORT_MOST_COLUMNS];
    for (int i = 0; i < table->columns; i++) {
        widths[i] = 0;
        narrowest[i] = NARROWEST;
    }
    for (size_t i = 0; i < table->count; i++) {
        const size_t column = i % (size_t) table->columns;
        const int needs = check_words_width(table->cells[i].text);
        widths[column] = needs > widths[column] ? needs : widths[column];
        const int word = longest_word(table->cells[i].text);
        if (table->is_flexible[column] && word > narrowest[column])
            narrowest[column] = word;
    }
    for (int i = 0; i < table->columns; i++)
        total += widths[i];
    for (; total > REPORT_WIDTH; total--) {
        int widest = -1;
        for (int i = 0; i < table->columns; i++)
            if (table->is_flexible[i] && widths[i] > narrowest[i]
                && (widest < 0 || widths[i] > widths[widest]))
                widest = i;
        if (widest < 0)
            return;
        widths[widest]--;
    }
}

/* Whether a word may be broken after this character: paths, names and numbers. */
static bool is_joint(char c)
{
    return c == '.' || c == '_' || c == '/' || c == '-';
}

/* Bytes of the first line of `text` when broken at blanks (or after a joint or
 * anywhere, if there is none) to at most `width` columns; *next is where the following
 * line begins. */
static size_t first_line(const char *text, int width, const char **next)
{
    const char *end = text, *blank = NULL, *joint = NULL;
    int used = 0;
    for (; *end != '\0' && used < width; used++) {
        if (*end == ' ')
            blank = end;
        joint = end > text && is_joint(end[-1]) ? end : joint;
        for (end++; (*end & 0xc0) == 0x80;)
            end++;
    }
    joint = end > text && is_joint(end[-1]) ? end : joint;
    if (*end == ' ')
        blank = end;
    const char *stop = end;
    if (*end != '\0' && blank != NULL && blank != text)
        stop = blank;
    else if (*end != '\0' && joint != NULL)
        stop = joint;
    *next = stop + strspn(stop, " ");
    return (size_t) (stop - text);
}

/* Prints one line of a row and moves every cell on; false when all are at their end. */
static bool print_line(const struct report_table *table, const struct report_cell *row,
                       const int *widths, const char **rest, FILE *to)
{
    int owed = 0; /* blanks that are only printed when something follows */
    bool is_more = false;
    for (int i = 0; i < table->columns; i++) {
        const char *const text = rest[i];
        const size_t bytes = first_line(text, widths[i], &rest[i]);
        char *const part = sim_mem_print("%.*s", (int) bytes, text);
        const int empty = widths[i] - check_words_width(part);
        owed += table->is_right[i] ? empty : 0;
        if (bytes > 0) {
            fprintf(to, "%*s", owed, "");
            say_part(part, bytes, row[i].tone, table->style, to);
            owed = 0;
        }
        owed += (table->is_right[i] ? 0 : empty) + GAP;
        is_more = is_more || *rest[i] != '\0';
        free(part);
    }
    fputc('\n', to);
    return is_more;
}

void report_table_print(struct report_table *table, FILE *to)
{
    int widths[REPORT_MOST_COLUMNS];
    const size_t columns = (size_t) table->columns;
    assert(table->count % columns == 0);
    find_widths(table, widths);
    for (size_t i = 0; i < table->count; i += columns) {
        const char *rest[REPORT_MOST_COLUMNS];
        for (size_t k = 0; k < columns; k++)
            rest[k] = table->cells[i + k].text;
        while (print_line(table, &table->cells[i], widths, rest, to))
            continue;
    }
    for (size_t i = 0; i < table->count; i++)
        free(table->cells[i].text);
    free(table->cells);
    *table = (struct report_table){ 0 };
}

void report_table_fold(char *text, enum report_tone tone, struct report_style style,
                       FILE *to)
{
    struct report_table table;
    report_table_init(&table, style, "L");
    report_table_add(&table, text, tone);
    report_table_print(&table, to);
}

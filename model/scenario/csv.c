#include "model/scenario/csv.h"

#include <ctype.h>
#include <stdarg.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <strings.h>

#include "model/scenario/csv_file.h"
#include "model/scenario/text.h"
#include "sim/mem.h"

enum { SHOWN = 60 }; /* bytes of a cell in a complaint */

static void complain(struct csv *csv, struct sim_where at, const char *format,
                     va_list args)
{
    if (csv->errors++ >= CSV_MOST_ERRORS)
        return;
    char *text = NULL;
    if (vasprintf(&text, format, args) < 0)
        text = sim_mem_text("(complaint too long)");
    sim_diag_error(csv->diag, at, "%s", text);
    free(text);
}

void csv_error_at(struct csv *csv, struct sim_where at, const char *format, ...)
{
    va_list args;
    va_start(args, format);
    complain(csv, at, format, args);
    va_end(args);
}

/* How many bytes of a long cell to show, whole characters. */
static int shown(const char *cell)
{
    size_t length = strnlen(cell, SHOWN + 1);
    if (length > SHOWN)
        for (length = SHOWN; ((unsigned char) cell[length] & 0xc0) == 0x80;)
            length--;
    return (int) length;
}

void csv_error(struct csv *csv, int column, const char *format, ...)
{
    char *rule = NULL;
    va_list args;
    va_start(args, format);
    if (vasprintf(&rule, format, args) < 0)
        rule = sim_mem_text("(complaint too long)");
    va_end(args);
    const char *name = csv->names[column], *cell = csv->cells[column];
    const int length = shown(cell);
    csv_error_at(csv, csv->at, "column \"%.*s\": %s, got %s%.*s%s", shown(name), name,
                 rule, *cell == '\0' ? "nothing" : "\"", length, cell,
                 *cell == '\0'          ? ""
                 : cell[length] == '\0' ? "\""
                                        : "...\"");
    free(rule);
}

static bool is_blank(const char *s)
{
    return *s == ' ' || *s == '\t';
}

/* The cell without blanks and no-break spaces at its ends; `end` is its NUL. */
static char *trimmed(char *cell, char *end)
{
    static const char nbsp[] = "\xc2\xa0";
    for (;;)
        if (is_blank(cell))
            cell++;
        else if (strncmp(cell, nbsp, 2) == 0)
            cell += 2;
        else
            break;
    for (;;)
        if (end > cell && is_blank(end - 1))
            *--end = '\0';
        else if (end - cell >= 2 && strncmp(end - 2, nbsp, 2) == 0)
            *(end -= 2) = '\0';
        else
            return cell;
}

/* A line break at *s is passed over and counted. */
static bool take_break(struct csv *csv, char **s)
{
    if (**s != '\r' && **s != '\n')
        return false;
    *s += (*s)[0] == '\r' && (*s)[1] == '\n' ? 2 : 1;
    csv->line++;
    return true;
}

static bool ends_cell(const struct csv *csv, char c)
{
    return c == '\0' || c == csv->separator || c == '\r' || c == '\n';
}

/* Passes over what stands between a closing quote and the end of the cell. */
static char *after_quote(struct csv *csv, char *s)
{
    const char *const rest = s;
    while (is_blank(s) && *s != csv->separator)
        s++;
    if (ends_cell(csv, *s))
        return s;
    while (!ends_cell(csv, *s))
        s++;
    const int length = s - rest > SHOWN ? SHOWN : (int) (s - rest);
    csv_error_at(csv, (struct sim_where){ csv->at.file, csv->line },
                 "text after the closing quote: \"%.*s\"", length, rest);
    return s;
}

/* Moves the inside of quotes to `s`, which is just after the opening one.  Returns the
 * end of it and leaves csv->next at what ends the cell. */
static char *unquoted(struct csv *csv, char *s)
{
    const struct sim_where opened = { csv->at.file, csv->line };
    char *to = s;
    while (*s != '\0' && (*s != '"' || s[1] == '"')) {
        s += *s == '"';
        csv->line += *s == '\n' || (*s == '\r' && s[1] != '\n');
        *to++ = *s++;
    }
    if (*s == '\0')
        csv_error_at(csv, opened, "a quote is opened and never closed");
    csv->next = *s == '\0' ? s : after_quote(csv, s + 1);
    return to;
}

/* Without the apostrophe that keeps a text from being taken for a formula: = + - @ or
 * their wide forms (U+FF1D, FF0B, FF0D, FF20), behind blanks and further apostrophes.
 */
static char *unguarded(char *cell)
{
    static const char wide[] = "\x9d\x8b\x8d\xa0";
    const char *const formula = cell + strspn(cell, "' \t\r\n");
    if (*cell != '\'' || *formula == '\0')
        return cell;
    const bool is_wide = strncmp(formula, "\xef\xbc", 2) == 0 && formula[2] != '\0'
                         && strchr(wide, formula[2]) != NULL;
    return cell + (is_wide || strchr("=+-@", *formula) != NULL);
}

/* Cuts one cell out at csv->next; false when it was the last of its row. */
static bool take_cell(struct csv *csv, char **out)
{
    char *s = csv->next;
    while (is_blank(s) && *s != csv->separator)
        s++;
    char *end;
    if (*s == '"') {
        s++;
        end = unquoted(csv, s);
    } else {
        end = s;
        while (!ends_cell(csv, *end))
            end++;
        csv->next = end;
    }
    const bool more = *csv->next == csv->separator;
    if (more)
        csv->next++;
    else
        take_break(csv, &csv->next);
    *end = '\0';
    *out = unguarded(trimmed(s, end));
    return more;
}

/* Cuts one row into `cells` and says how many it has, empty ones at the right aside. */
static int take_row(struct csv *csv, const char *cells[CSV_MOST_COLUMNS])
{
    csv->at.line = csv->line;
    int count = 0, used = 0;
    for (bool more = true; more; count++) {
        char *cell;
        more = take_cell(csv, &cell);
        if (*cell != '\0')
            used = count + 1;
        if (count < CSV_MOST_COLUMNS)
            cells[count] = cell;
    }
    for (; count < CSV_MOST_COLUMNS; count++)
        cells[count] = "";
    return used;
}

/* The separator that the heading has most of, outside quotes. */
static char sniff(const char *heading)
{
    static const char candidates[] = ",;\t";
    size_t counts[3] = { 0 }, best = 0;
    bool quoted = false;
    for (const char *s = heading; *s != '\0' && (quoted || (*s != '\r' && *s != '\n'));
         s++) {
        quoted ^= *s == '"';
        const char *found = quoted ? NULL : strchr(candidates, *s);
        if (found != NULL)
            counts[found - candidates]++;
    }
    for (size_t i = 1; i < 3; i++)
        best = counts[i] > counts[best] ? i : best;
    return candidates[best];
}

/* Excel's own first line, `sep=;`. */
static bool said_separator(struct csv *csv)
{
    const char *s = csv->next;
    if (strncasecmp(s, "sep=", 4) != 0 || s[4] == '\0' || strchr(",;\t", s[4]) == NULL
        || (s[5] != '\r' && s[5] != '\n'))
        return false;
    csv->separator = s[4];
    csv->next += 5;
    take_break(csv, &csv->next);
    return true;
}

/* A line of notes above the heading: "# ", in quotes where a spreadsheet has saved it.
 */
static bool skip_note(struct csv *csv)
{
    const char *const s = csv->next + (*csv->next == '"');
    if (s[0] != '#' || s[1] != ' ')
        return false;
    csv->next += strcspn(csv->next, "\r\n");
    take_break(csv, &csv->next);
    return true;
}

bool csv_open(const char *path, const char *said_path, struct sim_diag *diag,
              struct csv *out)
{
    const struct sim_where at = { .file = said_path };
    struct csv csv = { .at = at, .diag = diag, .line = 1 };
    csv.text = csv_file_text(path, at, diag);
    if (csv.text == NULL)
        return false;
    csv.next = csv.text;
    if (!said_separator(&csv)) {
        while (take_break(&csv, &csv.next) || skip_note(&csv))
            continue;
        csv.separator = sniff(csv.next);
    }
    while (take_break(&csv, &csv.next) || skip_note(&csv))
        continue;
    while (csv.columns == 0 && *csv.next != '\0')
        csv.columns = take_row(&csv, csv.names);
    if (csv.columns == 0)
        sim_diag_error(diag, at, "is empty");
    else if (csv.columns > CSV_MOST_COLUMNS)
        sim_diag_error(diag, csv.at, "has %d columns, at most %d are read", csv.columns,
                       CSV_MOST_COLUMNS);
    if (csv.columns == 0 || csv.columns > CSV_MOST_COLUMNS) {
        free(csv.text);
        return false;
    }
    *out = csv;
    return true;
}

void csv_done(struct csv *csv)
{
    if (csv == NULL)
        return;
    free(csv->text);
    *csv = (struct csv){ 0 };
}

static int known_column(const struct csv_column *known, int count, const char *name)
{
    for (int i = 0; i < count; i++)
        if (strcasecmp(known[i].name, name) == 0
            || (known[i].also != NULL && strcasecmp(known[i].also, name) == 0))
            return i;
    return -1;
}

/* One column of the heading that is no part of the table.  A slip of a column that is
 * there already is none; another is complained about, then taken as what was meant. */
static void unknown_column(struct csv *csv, int column, const struct csv_column *known,
                           int count, int *found)
{
    const char *missing[CSV_MOST_COLUMNS] = { NULL };
    for (int i = 0; i < count; i++)
        missing[i] = found[i] < 0 ? known[i].name : NULL;
    const char *name = csv->names[column];
    const char *meant = text_suggest(name, missing, (size_t) count);
    if (meant != NULL) {
        csv_error_at(csv, csv->at, "unknown column \"%s\", did you mean \"%s\"?", name,
                     meant);
        found[known_column(known, count, meant)] = column;
    } else if (*name != '\0') {
        sim_diag_warning(csv->diag, csv->at, "column \"%.*s\" is not used", shown(name),
                         name);
    }
}

bool csv_columns(struct csv *csv, const struct csv_column *known, int count, int *out)
{
    for (int i = 0; i < count; i++)
        out[i] = -1;
    for (int i = 0; i < csv->columns; i++) {
        const int column = known_column(known, count, csv->names[i]);
        if (column >= 0 && out[column] >= 0)
            csv_error_at(csv, csv->at, "there are two columns \"%s\"",
                         known[column].name);
        else if (column >= 0)
            out[column] = i;
    }
    for (int i = 0; i < csv->columns; i++)
        if (known_column(known, count, csv->names[i]) < 0)
            unknown_column(csv, i, known, count, out);
    bool all = true;
    for (int i = 0; i < count; i++)
        if (known[i].needed && out[i] < 0) {
            csv_error_at(csv, csv->at, "there is no column \"%s\"", known[i].name);
            all = false;
        }
    return all;
}

/* What a row has outside the columns of the heading. */
static void check_width(struct csv *csv, int used)
{
    if (used > csv->columns)
        csv_error_at(csv, csv->at, "has %d cells, its heading has %d", used,
                     csv->columns);
    for (int i = 0; i < csv->columns; i++)
        if (*csv->names[i] == '\0' && *csv->cells[i] != '\0')
            csv_error_at(csv, csv->at,
                         "has \"%.*s\" in column %d, which has no heading",
                         shown(csv->cells[i]), csv->cells[i], i + 1);
}

bool csv_next(struct csv *csv)
{
    while (*csv->next != '\0') {
        const int used = take_row(csv, csv->cells);
        if (used == 0)
            continue;
        if (csv->rows == CSV_MOST_ROWS) {
            csv_error_at(csv, csv->at, "has more than %d rows, the rest is not read",
                         CSV_MOST_ROWS);
            return false;
        }
        if (csv->errors >= CSV_MOST_ERRORS) {
            sim_diag_error(csv->diag, csv->at,
                           "too many mistakes, the rest is not read");
            return false;
        }
        check_width(csv, used);
        csv->rows++;
        return true;
    }
    return false;
}

/* Where the decimals of a number begin, by the marks in it, and which mark parts its
 * thousands (0: none). */
static const char *decimals(const struct csv *csv, const char *cell, char *thousands)
{
    const char *dot = strrchr(cell, '.'), *comma = strrchr(cell, ',');
    const char *const end = cell + strlen(cell);
    *thousands = ',';
    if (csv->separator != ';')
        return dot == NULL ? end : dot;
    if (comma == NULL || (dot != NULL && dot > comma))
        return dot == NULL ? end : dot;
    const bool alone = strchr(cell, ',') == comma;
    if (dot == NULL && !alone)
        return end;
    *thousands = '.';
    return comma;
}

/* Copies the whole part without its thousands marks, which must part groups of three
 * digits. */
static bool copy_whole(const char *from, const char *end, char thousands, char **to)
{
    bool marked = false, digits_only = true;
    size_t group = 0;
    for (const char *s = from; s < end; s++) {
        if (*s == thousands) {
            if (group == 0 || group > 3 || (marked && group != 3))
                return false;
            marked = true;
            group = 0;
            continue;
        }
        if (isdigit((unsigned char) *s))
            group++;
        else
            digits_only &= s == from && (*s == '-' || *s == '+');
        *(*to)++ = *s;
    }
    return !marked || (group == 3 && digits_only);
}

/* "1,234" in a file separated by `;`: 1.234, but a thousand is as likely meant. */
static bool is_doubtful(const char *comma, const char *cell)
{
    const size_t before = (size_t) (comma - cell);
    return *comma == ',' && before >= 1 && before <= 3 && *cell != '0'
           && strspn(comma + 1, "0123456789") == 3 && comma[4] == '\0';
}

static bool number(struct csv *csv, const char *cell, double *out)
{
    enum { LONGEST = 63 };
    char plain[LONGEST + 1], *to = plain, thousands;
    size_t length = strnlen(cell, LONGEST + 1);
    if (length > LONGEST)
        return false;
    char copy[LONGEST + 1];
    memcpy(copy, cell, length + 1);
    const bool percent = length > 0 && copy[length - 1] == '%';
    if (percent)
        copy[length - 1] = '\0';
    const char *const decimal = decimals(csv, copy, &thousands);
    if (!copy_whole(copy, decimal, thousands, &to))
        return false;
    if (*decimal != '\0') {
        *to++ = '.';
        to = stpcpy(to, decimal + 1);
    }
    *to = '\0';
    double value;
    if (!text_number(plain, &value))
        return false;
    if (is_doubtful(decimal, copy) && !csv->warned_of_comma) {
        csv->warned_of_comma = true;
        sim_diag_warning(csv->diag, csv->at,
                         "\"%s\" is read as %s, the file being separated by \";\"",
                         cell, plain);
    }
    *out = percent ? value / 100.0 : value;
    return true;
}

bool csv_number(struct csv *csv, int column, double *out)
{
    if (number(csv, csv->cells[column], out))
        return true;
    csv_error(csv, column, "must be %s", text_forms[TEXT_NUMBER]);
    return false;
}

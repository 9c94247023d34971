#include <ctype.h>
#include <stdlib.h>
#include <string.h>
#include <strings.h>

#include "sim/mem.h"
#include "tools/book/book_parts.h"
#include "tools/check_words.h"
#include "tools/utf8.h"

static const char REPLACEMENT[] = "\xef\xbf\xbd", ELLIPSIS[] = "…";

int book_width(const char *text)
{
    return check_words_width(text);
}

/* The picture of a control character, U+2400 on; DEL is U+2421. */
static size_t picture(unsigned char control, char out[3])
{
    const unsigned char last = control == 0x7f ? 0x21 : control;
    out[0] = (char) 0xe2;
    out[1] = (char) 0x90;
    out[2] = (char) (0x80 + last);
    return 3;
}

/* Copies one character, or what stands for it, and moves on; gives the bytes copied. */
static size_t copy_character(const char **from, char out[4])
{
    const unsigned char *const at = (const unsigned char *) *from;
    const int bytes = utf8_bytes(*from);
    *from += bytes == 0 ? 1 : bytes;
    const bool is_control = bytes == 1 && (*at < 0x20 || *at == 0x7f);
    if (is_control && *at == '\r' && **from == '\n')
        return 0;
    if (is_control && *at != '\t' && *at != '\n')
        return picture(*at, out);
    const bool is_c1 = bytes == 2 && at[0] == 0xc2 && at[1] < 0xa0;
    const bool is_not_xml =
        bytes == 3 && at[0] == 0xef && at[1] == 0xbf && at[2] > 0xbd;
    if (bytes == 0 || is_c1 || is_not_xml) {
        memcpy(out, REPLACEMENT, sizeof REPLACEMENT - 1);
        return sizeof REPLACEMENT - 1;
    }
    memcpy(out, at, (size_t) bytes);
    return (size_t) bytes;
}

char *book_text(const char *text, size_t most)
{
    enum { GROWTH = 3 }; /* of a byte that a picture stands for */
    const size_t room = most - (sizeof ELLIPSIS - 1);
    const char *from = text == NULL ? "" : text;
    const size_t need = GROWTH * strlen(from);
    char *const out = sim_mem_array((need < most ? need : most) + 1, 1);
    size_t length = 0, fits = 0;
    while (*from != '\0') {
        char next[4];
        const size_t bytes = copy_character(&from, next);
        if (length + bytes > most) {
            memcpy(out + fits, ELLIPSIS, sizeof ELLIPSIS);
            return out;
        }
        memcpy(out + length, next, bytes);
        length += bytes;
        fits = length <= room ? length : fits;
    }
    out[length] = '\0';
    return out;
}

/* Whether a program would read a character's number here, "_x0041_". */
static bool is_escape(const char *text)
{
    enum { DIGITS = 4 };
    if (text[0] != '_' || text[1] != 'x')
        return false;
    for (int i = 2; i < 2 + DIGITS; i++)
        if (!isxdigit((unsigned char) text[i]))
            return false;
    return text[2 + DIGITS] == '_';
}

char *book_cell_text(const char *text)
{
    static const char underscore[] = "_x005F_";
    char *const clean = book_text(text, BOOK_CELL);
    size_t escapes = 0;
    for (const char *at = clean; *at != '\0'; at++)
        escapes += is_escape(at);
    if (escapes == 0)
        return clean;
    char *const out = sim_mem_array(strlen(clean) + escapes * sizeof underscore + 1, 1);
    char *to = out;
    for (const char *at = clean; *at != '\0'; at++) {
        if (is_escape(at))
            to = stpcpy(to, underscore);
        else
            *to++ = *at;
    }
    free(clean);
    return out;
}

char *book_label(const char *text)
{
    char *const clean = book_text(text, BOOK_HEADER);
    if (*clean != '=')
        return clean;
    char *const label = sim_mem_print(" %s", clean);
    free(clean);
    return label;
}

/* "&" is written "&&".  Two of its kind begin the name of a picture even then, which
 * the library would look for: there an invisible joiner stands between. */
char *book_header_text(const char *text, size_t most)
{
    static const char joiner[] = "\xe2\x81\xa0";
    char *const clean = book_text(text, most);
    char *const out = sim_mem_array(5 * strlen(clean) + 1, 1);
    size_t length = 0;
    for (const char *from = clean; *from != '\0';) {
        const int bytes = utf8_bytes(from);
        size_t need = (size_t) bytes;
        char next[2 + sizeof joiner];
        memcpy(next, from, need);
        if (*from == '&') {
            need = 2;
            next[1] = '&';
            if (from[1] == 'G' || from[1] == '[') {
                memcpy(next + 2, joiner, sizeof joiner - 1);
                need += sizeof joiner - 1;
            }
        }
        if (length + need > most)
            break;
        memcpy(out + length, next, need);
        length += need;
        from += bytes;
    }
    free(clean);
    return out;
}

/* Excel counts a character beyond the first plane as two. */
static int excel_units(int bytes)
{
    return bytes == 4 ? 2 : 1;
}

/* Cuts to so many of Excel's characters. */
static void cut(char *text, int most)
{
    int count = 0;
    for (char *at = text; *at != '\0';) {
        const int bytes = utf8_bytes(at);
        count += excel_units(bytes);
        if (count > most) {
            *at = '\0';
            return;
        }
        at += bytes;
    }
}

/* Takes off blanks and apostrophes at both ends, in place. */
static void strip(char *name)
{
    const size_t skip = strspn(name, " '");
    memmove(name, name + skip, strlen(name + skip) + 1);
    size_t length = strlen(name);
    while (length > 0 && (name[length - 1] == ' ' || name[length - 1] == '\''))
        name[--length] = '\0';
}

/* Whether a program that knows the case of every letter could take two names for one:
 * characters beyond ASCII are all the same here. */
static bool is_alike(const char *a, const char *b)
{
    while (*a != '\0' && *b != '\0') {
        const int in_a = utf8_bytes(a), in_b = utf8_bytes(b);
        const bool is_ascii = in_a == 1 && in_b == 1;
        if (is_ascii ? strncasecmp(a, b, 1) != 0 : in_a == 1 || in_b == 1)
            return false;
        a += in_a;
        b += in_b;
    }
    return *a == *b;
}

static bool is_taken(const struct book *book, const char *name)
{
    bool is_taken = strcasecmp(name, "History") == 0; /* Excel keeps it to itself */
    for (size_t i = 0; i < book->sheet_count; i++)
        is_taken = is_taken || is_alike(book->sheets[i]->name, name);
    return is_taken;
}

char *book_sheet_name(const struct book *book, const char *wanted)
{
    char *const base = book_text(wanted, BOOK_HEADER);
    for (char *at = base; *at != '\0'; at++)
        if (strchr("[]:*?/\\\t\n", *at) != NULL || is_escape(at))
            *at = '-';
    cut(base, BOOK_NAME);
    strip(base);
    char *name = sim_mem_text(*base == '\0' ? "Sheet" : base);
    for (int number = 2; is_taken(book, name); number++) {
        char *const tail = sim_mem_print(" (%d)", number);
        cut(base, BOOK_NAME - (int) strlen(tail));
        strip(base);
        free(name);
        name = sim_mem_print("%s%s", *base == '\0' ? "Sheet" : base, tail);
        free(tail);
    }
    free(base);
    return name;
}

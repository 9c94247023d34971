#include "tools/page/page_text.h"

#include <stdbool.h>
#include <stdint.h>
#include <string.h>

#include "tools/utf8.h"

static const uint32_t REPLACEMENT = 0xfffd;

/* The character at *text, which moves behind it. */
static uint32_t next(const char **text)
{
    const int bytes = utf8_bytes(*text);
    const unsigned char *const at = (const unsigned char *) *text;
    *text += bytes == 0 ? 1 : bytes;
    if (bytes == 0)
        return REPLACEMENT;
    uint32_t point = bytes == 1 ? at[0] : at[0] & (0xffu >> (bytes + 1));
    for (int i = 1; i < bytes; i++)
        point = point << 6 | (at[i] & 0x3fu);
    return point;
}

/* Embeddings, overrides and isolates reach past the text that they stand in. */
static bool turns_direction(uint32_t point)
{
    return (point >= 0x202a && point <= 0x202e) || (point >= 0x2066 && point <= 0x2069);
}

static bool is_control(uint32_t point)
{
    return point < 0x20 ? point != '\n' && point != '\t'
                        : point >= 0x7f && point < 0xa0;
}

static uint32_t next_harmless(const char **text)
{
    const uint32_t point = next(text);
    return turns_direction(point) || is_control(point) ? REPLACEMENT : point;
}

static void put_character(uint32_t point, FILE *to)
{
    if (point < 0x80) {
        fputc((int) point, to);
        return;
    }
    const int more = point < 0x800 ? 1 : point < 0x10000 ? 2 : 3;
    static const uint32_t first[] = { 0, 0xc0, 0xe0, 0xf0 };
    fputc((int) (first[more] | point >> (6 * more)), to);
    for (int i = more - 1; i >= 0; i--)
        fputc((int) (0x80u | (point >> (6 * i) & 0x3fu)), to);
}

static void put_html(uint32_t point, FILE *to)
{
    switch (point) {
    case '&':
        fputs("&amp;", to);
        break;
    case '<':
        fputs("&lt;", to);
        break;
    case '>':
        fputs("&gt;", to);
        break;
    case '"':
        fputs("&quot;", to);
        break;
    case '\'':
        fputs("&#39;", to);
        break;
    default:
        put_character(point, to);
    }
}

void page_text_part(const char *text, const char *end, FILE *to)
{
    while (text < end)
        put_html(next_harmless(&text), to);
}

void page_text(const char *text, FILE *to)
{
    if (text != NULL)
        page_text_part(text, text + strlen(text), to);
}

void page_text_apart(const char *text, FILE *to)
{
    bool is_ascii = true;
    for (const char *at = text; at != NULL && *at != '\0'; at++)
        is_ascii = is_ascii && (unsigned char) *at < 0x80;
    fputs(is_ascii ? "" : "<bdi>", to);
    page_text(text, to);
    fputs(is_ascii ? "" : "</bdi>", to);
}

void page_text_json(const char *text, FILE *to)
{
    fputc('"', to);
    while (text != NULL && *text != '\0') {
        const uint32_t point = next_harmless(&text);
        const bool is_plain = point >= 0x20 && point != '"' && point != '\\'
                              && point != '<' && point != '>' && point != '&';
        if (is_plain)
            put_character(point, to);
        else
            fprintf(to, "\\u%04x", (unsigned) point);
    }
    fputc('"', to);
}

void page_text_css(const char *text, FILE *to)
{
    fputc('"', to);
    while (text != NULL && *text != '\0')
        fprintf(to, "\\%06x", (unsigned) next_harmless(&text));
    fputc('"', to);
}

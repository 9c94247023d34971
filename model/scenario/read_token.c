#include "model/scenario/read_token.h"

#include <ctype.h>
#include <string.h>
#include <strings.h>

static bool refuse(struct sim_diag *diag, struct sim_where at, const char *text)
{
    sim_diag_error(diag, at, "%s", text);
    return false;
}

/* The length of the UTF-8 character at `at`, or 0 when it is none. */
static int utf8_length(const unsigned char *at, const unsigned char *end)
{
    if (*at < 0x80)
        return 1;
    const int length = *at >= 0xf0 ? 4 : *at >= 0xe0 ? 3 : 2;
    if (*at < 0xc2 || *at > 0xf4 || end - at < length)
        return 0;
    for (int i = 1; i < length; i++)
        if ((at[i] & 0xc0) != 0x80)
            return 0;
    return length;
}

static bool scan_string(struct sim_diag *diag, struct read_source *file,
                        struct read_token *out)
{
    const char *at = file->from + 1;
    while (at < file->to && *at != '"' && *at != '\n') {
        if (*at == '\\' && at + 1 < file->to && at[1] != '\n') {
            if (at[1] == 'x')
                return refuse(diag, file->at, "\\x in a text is not supported");
            at++;
        }
        const int length =
            utf8_length((const unsigned char *) at, (const unsigned char *) file->to);
        if (length == 0)
            return refuse(diag, file->at,
                          "a text is not UTF-8: save the file as UTF-8");
        at += length;
    }
    if (at >= file->to || *at == '\n')
        return refuse(diag, file->at, "a text lacks its closing \" on this line");
    out->kind = '"';
    out->length = (size_t) (at + 1 - file->from);
    file->from = at + 1;
    return true;
}

static bool name_char(char c)
{
    return isalnum((unsigned char) c) || c == '_' || c == '-' || c == '*';
}

static size_t digits(const char **at, const char *end)
{
    const char *from = *at;
    while (*at < end && isdigit((unsigned char) **at))
        (*at)++;
    return (size_t) (*at - from);
}

/* [-+] digits [. digits] [e [-+] digits], or an integer with L or LL. */
static bool scan_number(struct sim_diag *diag, struct read_source *file,
                        struct read_token *out)
{
    const char *at = file->from, *end = file->to;
    at += *at == '+' || *at == '-';
    size_t before = digits(&at, end), after = 0;
    if (at < end && *at == '.') {
        at++;
        after = digits(&at, end);
    }
    bool bad = before + after == 0;
    if (at < end && (*at == 'e' || *at == 'E')) {
        at++;
        at += at < end && (*at == '+' || *at == '-');
        bad = bad || digits(&at, end) == 0;
    }
    const char *number_end = at;
    while (at < end && at - number_end < 2 && *at == 'L')
        at++;
    if (bad || (at < end && (name_char(*at) || *at == '.' || *at == '%'))) {
        sim_diag_error(diag, file->at,
                       "syntax error: \"%.*s\" is no number; a text stands in quotes, "
                       "such as \"5 min\"",
                       (int) (at - file->from) + (at < end), file->from);
        return false;
    }
    out->kind = '1';
    out->length = (size_t) (number_end - file->from);
    file->from = at;
    return true;
}

static bool scan_name(struct read_source *file, struct read_token *out)
{
    const char *at = file->from;
    while (at < file->to && name_char(*at))
        at++;
    out->length = (size_t) (at - file->from);
    const bool flag = (out->length == 4 && strncasecmp(out->text, "true", 4) == 0)
                      || (out->length == 5 && strncasecmp(out->text, "false", 5) == 0);
    out->kind = flag ? 't' : 'a';
    file->from = at;
    return true;
}

/* Skips to the end of a comment of several lines. */
static bool skip_comment(struct sim_diag *diag, struct read_source *file)
{
    const struct sim_where start = file->at;
    for (file->from += 2; file->to - file->from >= 2; file->from++) {
        if (file->from[0] == '*' && file->from[1] == '/') {
            file->from += 2;
            return true;
        }
        file->at.line += *file->from == '\n';
    }
    return refuse(diag, start, "a comment that begins with /* lacks its */");
}

/* Skips blanks and comments. */
static bool skip_blank(struct sim_diag *diag, struct read_source *file)
{
    while (file->from < file->to) {
        const char c = file->from[0];
        const char next = file->to - file->from > 1 ? file->from[1] : '\0';
        if (c == '#' || (c == '/' && next == '/')) {
            while (file->from < file->to && *file->from != '\n')
                file->from++;
        } else if (c == '/' && next == '*') {
            if (!skip_comment(diag, file))
                return false;
        } else if (c == ' ' || (c >= '\t' && c <= '\r')) {
            file->at.line += c == '\n';
            file->from++;
        } else {
            return true;
        }
    }
    return true;
}

bool read_next_token(struct sim_diag *diag, struct read_source *file,
                     struct read_token *out)
{
    if (!skip_blank(diag, file))
        return false;
    *out = (struct read_token){ .text = file->from, .at = file->at };
    if (file->from >= file->to)
        return true;
    const char c = *file->from;
    if (c == '"')
        return scan_string(diag, file, out);
    if (isdigit((unsigned char) c) || c == '.' || c == '+' || c == '-')
        return scan_number(diag, file, out);
    if (isalpha((unsigned char) c) || c == '*')
        return scan_name(file, out);
    if (c != '\0' && strchr("={}[](),:;@", c) != NULL) {
        out->kind = c;
        out->length = 1;
        file->from++;
        return true;
    }
    if (c >= ' ' && c < 0x7f)
        sim_diag_error(diag, file->at,
                       "syntax error at \"%c\"; a text stands in quotes, such as \"5 "
                       "min\"",
                       c);
    else
        refuse(diag, file->at, "syntax error: this is no plain text");
    return false;
}

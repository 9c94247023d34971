#include "model/scenario/csv_file.h"

#include <errno.h>
#include <fcntl.h>
#include <stdbool.h>
#include <stdint.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

#include "model/scenario/csv.h"
#include "sim/mem.h"

struct bytes {
    unsigned char *data; /* owned, with a NUL after the last */
    size_t count;
};

/* Reads up to one byte more than is allowed: a file may grow, or have no size. */
static bool read_all(int file, struct bytes *out)
{
    size_t capacity = 0, count = 0;
    unsigned char *data = NULL;
    for (;;) {
        enum { CHUNK = 1 << 16 };
        data = sim_mem_grow(data, &capacity, count + CHUNK + 1, 1);
        const ssize_t got = read(file, data + count, CHUNK);
        if (got < 0 && errno == EINTR)
            continue;
        if (got < 0) {
            free(data);
            return false;
        }
        count += (size_t) got;
        if (got == 0 || count > CSV_MOST_BYTES)
            break;
    }
    data[count] = '\0';
    *out = (struct bytes){ .data = data, .count = count };
    return true;
}

/* What keeps the file from being read, or null; then *out is filled. */
static const char *open_and_read(const char *path, struct bytes *out)
{
    /* Without O_NONBLOCK a pipe that nobody writes to would hold us for ever. */
    const int file = open(path, O_RDONLY | O_CLOEXEC | O_NONBLOCK);
    if (file < 0)
        return strerror(errno);
    struct stat about;
    const char *trouble = NULL;
    if (fstat(file, &about) != 0)
        trouble = strerror(errno);
    else if (S_ISDIR(about.st_mode))
        trouble = "it is a directory";
    else if (!S_ISREG(about.st_mode))
        trouble = "it is not a plain file";
    else if (!read_all(file, out))
        trouble = strerror(errno);
    close(file);
    return trouble;
}

/* The length of the UTF-8 character at `s`, or 0.  The NUL after the text ends a broken
 * one.  Source: the table of well-formed sequences in the Unicode standard, section
 * 3.9. */
static size_t utf8_length(const unsigned char *s)
{
    if (s[0] < 0x80)
        return 1;
    if (s[0] < 0xc2 || s[0] > 0xf4)
        return 0;
    const size_t length = s[0] < 0xe0 ? 2 : s[0] < 0xf0 ? 3 : 4;
    const unsigned low = s[0] == 0xe0 ? 0xa0 : s[0] == 0xf0 ? 0x90 : 0x80;
    const unsigned high = s[0] == 0xed ? 0x9f : s[0] == 0xf4 ? 0x8f : 0xbf;
    if (s[1] < low || s[1] > high)
        return 0;
    for (size_t i = 2; i < length; i++)
        if (s[i] < 0x80 || s[i] > 0xbf)
            return 0;
    return length;
}

/* The first byte that is not UTF-8, or null. */
static const unsigned char *not_utf8(const struct bytes *bytes)
{
    const unsigned char *s = bytes->data, *end = s + bytes->count;
    while (s < end) {
        const size_t length = utf8_length(s);
        if (length == 0)
            return s;
        s += length;
    }
    return NULL;
}

static unsigned char *put_utf8(unsigned char *to, unsigned code)
{
    if (code >= 0x800) {
        *to++ = (unsigned char) (0xe0 | code >> 12);
        *to++ = (unsigned char) (0x80 | (code >> 6 & 0x3f));
    } else {
        *to++ = (unsigned char) (0xc0 | code >> 6);
    }
    *to++ = (unsigned char) (0x80 | (code & 0x3f));
    return to;
}

/* Windows-1252.  Its five gaps become the control characters of the same number. */
static void convert(struct bytes *bytes)
{
    static const uint16_t from_80[32] = {
        0x20ac, 0x81,   0x201a, 0x0192, 0x201e, 0x2026, 0x2020, 0x2021,
        0x02c6, 0x2030, 0x0160, 0x2039, 0x0152, 0x8d,   0x017d, 0x8f,
        0x90,   0x2018, 0x2019, 0x201c, 0x201d, 0x2022, 0x2013, 0x2014,
        0x02dc, 0x2122, 0x0161, 0x203a, 0x0153, 0x9d,   0x017e, 0x0178,
    };
    unsigned char *data = sim_mem_array(3 * bytes->count + 1, 1), *to = data;
    for (size_t i = 0; i < bytes->count; i++) {
        const unsigned c = bytes->data[i];
        if (c < 0x80)
            *to++ = (unsigned char) c;
        else
            to = put_utf8(to, c < 0xa0 ? from_80[c - 0x80] : c);
    }
    free(bytes->data);
    *bytes = (struct bytes){ .data = data, .count = (size_t) (to - data) };
}

static bool begins(const struct bytes *bytes, const char *with)
{
    const size_t length = strlen(with);
    return bytes->count >= length && memcmp(bytes->data, with, length) == 0;
}

static unsigned line_of(const struct bytes *bytes, const unsigned char *place)
{
    unsigned line = 1;
    for (const unsigned char *s = bytes->data; s < place; s++)
        line += *s == '\n' || (*s == '\r' && s[1] != '\n');
    return line;
}

/* What is wrong with the bytes as a table, or null. */
static const char *no_table(const struct bytes *bytes)
{
    if (bytes->count > CSV_MOST_BYTES)
        return "is larger than 16 MB";
    if (begins(bytes, "PK\x03\x04") || begins(bytes, "\xd0\xcf\x11\xe0"))
        return "is a workbook, not a table: save its sheet as \"CSV UTF-8\"";
    if (begins(bytes, "\xff\xfe") || begins(bytes, "\xfe\xff"))
        return "is UTF-16: save it as \"CSV UTF-8\"";
    return NULL;
}

char *csv_file_text(const char *path, struct sim_where at, struct sim_diag *diag)
{
    struct bytes bytes = { 0 };
    const char *trouble = open_and_read(path, &bytes);
    if (trouble != NULL) {
        sim_diag_error(diag, at, "cannot be read: %s", trouble);
        return NULL;
    }
    trouble = no_table(&bytes);
    if (trouble == NULL) {
        const unsigned char *nul = memchr(bytes.data, '\0', bytes.count);
        if (nul != NULL) {
            at.line = line_of(&bytes, nul);
            trouble = "is not text: it has a zero byte";
        }
    }
    if (trouble != NULL) {
        sim_diag_error(diag, at, "%s", trouble);
        free(bytes.data);
        return NULL;
    }
    const unsigned char *odd = not_utf8(&bytes);
    if (odd != NULL) {
        at.line = line_of(&bytes, odd);
        sim_diag_warning(diag, at, "is not UTF-8, read as Windows-1252 (CP1252)");
        convert(&bytes);
    } else if (begins(&bytes, "\xef\xbb\xbf")) {
        memmove(bytes.data, bytes.data + 3, bytes.count - 2); /* the NUL too */
    }
    return (char *) bytes.data;
}

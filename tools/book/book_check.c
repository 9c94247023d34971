#include "tools/book/book_check.h"

#include <stdint.h>
#include <stdlib.h>
#include <string.h>
#include <zlib.h>

#include "sim/mem.h"

/* Signatures of records, their sizes without names, and places in them. */
enum {
    END_SIGNATURE = 0x06054b50,
    END_SIZE = 22,
    END_COUNT = 10,
    END_DIRECTORY = 16,
    ENTRY_SIGNATURE = 0x02014b50,
    ENTRY_SIZE = 46,
    ENTRY_PACKED = 20,
    ENTRY_PLAIN = 24,
    ENTRY_NAME = 28,
    ENTRY_EXTRA = 30,
    ENTRY_COMMENT = 32,
    ENTRY_PLACE = 42,
    LOCAL_SIZE = 30,
    LOCAL_NAME = 26,
    LOCAL_EXTRA = 28
};

struct archive {
    const unsigned char *bytes;
    size_t length;
};

static uint32_t short_at(const struct archive *archive, size_t place)
{
    const unsigned char *const at = archive->bytes + place;
    return (uint32_t) at[0] | (uint32_t) at[1] << 8;
}

static uint32_t long_at(const struct archive *archive, size_t place)
{
    return short_at(archive, place) | short_at(archive, place + 2) << 16;
}

/* "<?xml ...?>" and an element, which ends the text. */
static bool ends_well(const char *text)
{
    const char *const head = strstr(text, "?>");
    const char *const root = head == NULL ? NULL : strchr(head, '<');
    if (root == NULL)
        return false;
    const size_t name = strcspn(root + 1, " />");
    const char *const last = strrchr(text, '<');
    if (last == root) /* an element without anything in it */
        return strstr(root, "/>") != NULL;
    return last[1] == '/' && strncmp(last + 2, root + 1, name) == 0
           && last[2 + name] == '>';
}

static bool is_part_whole(const unsigned char *packed, uint32_t packed_size,
                          uint32_t plain_size)
{
    char *const text = sim_mem_array((size_t) plain_size + 1, 1);
    z_stream stream = { .next_in = (unsigned char *) (uintptr_t) packed,
                        .avail_in = packed_size,
                        .next_out = (unsigned char *) text,
                        .avail_out = plain_size };
    bool is_whole = inflateInit2(&stream, -MAX_WBITS) == Z_OK;
    is_whole = is_whole && inflate(&stream, Z_FINISH) == Z_STREAM_END
               && stream.total_out == plain_size && ends_well(text);
    inflateEnd(&stream);
    free(text);
    return is_whole;
}

/* The part of the directory's entry that begins there. */
static bool is_entry_whole(const struct archive *archive, size_t place)
{
    if (place + ENTRY_SIZE > archive->length
        || long_at(archive, place) != ENTRY_SIGNATURE)
        return false;
    const uint32_t packed = long_at(archive, place + ENTRY_PACKED);
    const size_t local = long_at(archive, place + ENTRY_PLACE);
    if (local + LOCAL_SIZE > archive->length)
        return false;
    const size_t from = local + LOCAL_SIZE + short_at(archive, local + LOCAL_NAME)
                        + short_at(archive, local + LOCAL_EXTRA);
    return from + packed <= archive->length
           && is_part_whole(archive->bytes + from, packed,
                            long_at(archive, place + ENTRY_PLAIN));
}

bool book_is_whole(const unsigned char *bytes, size_t length)
{
    const struct archive archive = { bytes, length };
    if (length < END_SIZE || long_at(&archive, length - END_SIZE) != END_SIGNATURE)
        return false;
    const size_t end = length - END_SIZE;
    size_t place = long_at(&archive, end + END_DIRECTORY);
    const uint32_t count = short_at(&archive, end + END_COUNT);
    for (uint32_t i = 0; i < count; i++) {
        if (!is_entry_whole(&archive, place))
            return false;
        place += ENTRY_SIZE + short_at(&archive, place + ENTRY_NAME)
                 + short_at(&archive, place + ENTRY_EXTRA)
                 + short_at(&archive, place + ENTRY_COMMENT);
    }
    return count > 0;
}

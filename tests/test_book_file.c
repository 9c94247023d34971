/* The file that a workbook is: the same wherever it is made, and never half of one. */
#include <errno.h>
#include <signal.h>
#include <stdlib.h>
#include <string.h>
#include <sys/resource.h>
#include <time.h>
#include <unistd.h>
#include <zlib.h>

#include "sim/mem.h"
#include "tests/written_book.h"
#include "tools/book/book_check.h"

static struct written_bytes made_bytes(void)
{
    struct document document = { 0 };
    made_document(&document, DAYS);
    const struct written_bytes bytes = written_bytes(&document);
    document_done(&document);
    return bytes;
}

static void the_same_document_gives_the_same_bytes_anywhere(void **state)
{
    (void) state;
    char other[] = "/tmp/tenfive-test-XXXXXX";
    assert_non_null(mkdtemp(other));
    const char *const zone = getenv("TZ");
    char *const kept = sim_mem_text(zone);
    struct written_bytes first = made_bytes();
    setenv("TZ", "Pacific/Kiritimati", 1);
    tzset();
    setenv("TMPDIR", other, 1);
    struct written_bytes second = made_bytes();
    unsetenv("TMPDIR");
    kept == NULL ? unsetenv("TZ") : setenv("TZ", kept, 1);
    tzset();
    free(kept);
    assert_int_equal(first.length, second.length);
    assert_memory_equal(first.all, second.all, first.length);
    struct read_book book;
    assert_true(read_book_open(&book, first.all, first.length));
    for (int i = 1; i < book.count; i++)
        assert_int_equal(book.times[i], book.times[0]);
    assert_non_null(strstr(read_book_part(&book, "docProps/core.xml"),
                           ">2020-01-01T00:00:00Z</dcterms:created>"));
    read_book_done(&book);
    assert_int_equal(rmdir(other), 0); /* nothing was left there */
    free(first.all);
    free(second.all);
}

static void no_directory_for_temporary_files_is_told(void **state)
{
    (void) state;
    struct document document = { 0 };
    made_document(&document, DAYS);
    FILE *const to = tmpfile();
    setenv("TMPDIR", "/tmp/tenfive-is-not-there", 1);
    errno = 0;
    assert_false(book_write(&document, to));
    assert_int_equal(errno, ENOENT);
    unsetenv("TMPDIR");
    assert_int_equal(ftell(to), 0);
    fclose(to);
    document_done(&document);
}

/* Writes with no file longer than `most`; gives whether that was told, with errno. */
static bool is_told(const struct document *document, rlim_t most, int *code)
{
    struct rlimit kept;
    assert_int_equal(getrlimit(RLIMIT_FSIZE, &kept), 0);
    const struct rlimit low = { most, kept.rlim_max };
    void (*const before)(int) = signal(SIGXFSZ, SIG_IGN);
    char *all = NULL;
    size_t length = 0;
    FILE *const to = open_memstream(&all, &length);
    assert_int_equal(setrlimit(RLIMIT_FSIZE, &low), 0);
    const bool is_good = book_write(document, to);
    *code = errno;
    assert_int_equal(setrlimit(RLIMIT_FSIZE, &kept), 0);
    signal(SIGXFSZ, before);
    fclose(to);
    free(all);
    return !is_good && length == 0;
}

/* The longer limit is met by temporary files only, which the library does not look
 * after: what comes out is an archive of parts that are cut. */
static void a_full_disk_is_told_and_nothing_is_left(void **state)
{
    (void) state;
    enum { YEAR = 365, SHORT = 4096 };
    struct document document = { 0 };
    made_document(&document, YEAR);
    char place[] = "/tmp/tenfive-test-XXXXXX";
    assert_non_null(mkdtemp(place));
    setenv("TMPDIR", place, 1);
    struct written_bytes whole = written_bytes(&document);
    const rlim_t limits[] = { SHORT, whole.length + SHORT };
    for (int i = 0; i < 2; i++) {
        int code = 0;
        assert_true(is_told(&document, limits[i], &code));
        assert_int_equal(code, i == 0 ? EFBIG : ENOSPC);
    }
    unsetenv("TMPDIR");
    assert_int_equal(rmdir(place), 0);
    free(whole.all);
    document_done(&document);
}

static void put(FILE *to, unsigned value, int bytes)
{
    for (int i = 0; i < bytes; i++)
        fputc((int) (value >> 8 * i & 0xff), to);
}

/* A packed text as the one part, named "a", of an archive. */
static struct written_bytes archive_of(const char *text)
{
    enum { LOCAL = 30, ENTRY = 46, DEFLATED = 8 };
    const unsigned plain = (unsigned) strlen(text);
    unsigned char packed[256];
    z_stream stream = { .next_in = (unsigned char *) text,
                        .avail_in = plain,
                        .next_out = packed,
                        .avail_out = sizeof packed };
    assert_int_equal(deflateInit2(&stream, 1, Z_DEFLATED, -MAX_WBITS, 8, 0), Z_OK);
    assert_int_equal(deflate(&stream, Z_FINISH), Z_STREAM_END);
    const unsigned size = (unsigned) stream.total_out;
    deflateEnd(&stream);
    const struct {
        unsigned value;
        int bytes;
    } local[] = { { 0x04034b50, 4 }, { 20, 2 },    { 0, 2 }, { DEFLATED, 2 }, { 0, 8 },
                  { size, 4 },       { plain, 4 }, { 1, 2 }, { 0, 2 } },
      entry[] = { { 0x02014b50, 4 }, { 20, 2 }, { 20, 2 }, { 0, 2 },
                  { DEFLATED, 2 },   { 0, 4 },  { 0, 4 },  { size, 4 },
                  { plain, 4 },      { 1, 2 },  { 0, 2 },  { 0, 2 },
                  { 0, 2 },          { 0, 2 },  { 0, 4 },  { 0, 4 } },
      end[] = { { 0x06054b50, 4 },
                { 0, 2 },
                { 0, 2 },
                { 1, 2 },
                { 1, 2 },
                { ENTRY + 1, 4 },
                { LOCAL + 1 + size, 4 },
                { 0, 2 } };
    struct written_bytes bytes = { 0 };
    FILE *const to = open_memstream(&bytes.all, &bytes.length);
    for (size_t i = 0; i < sizeof local / sizeof *local; i++)
        put(to, local[i].value, local[i].bytes);
    fputc('a', to);
    fwrite(packed, 1, size, to);
    for (size_t i = 0; i < sizeof entry / sizeof *entry; i++)
        put(to, entry[i].value, entry[i].bytes);
    fputc('a', to);
    for (size_t i = 0; i < sizeof end / sizeof *end; i++)
        put(to, end[i].value, end[i].bytes);
    fclose(to);
    return bytes;
}

static void an_archive_is_whole_if_its_parts_end_with_their_first_element(void **state)
{
    (void) state;
    static const struct {
        const char *text;
        bool is_whole;
    } parts[] = {
        { "<?xml version=\"1.0\"?>\n<a x=\"1\"><b/></a>", true },
        { "<?xml version=\"1.0\"?>\n<a/>", true },
        { "<?xml version=\"1.0\"?>\n<a></a", false },
        { "<?xml version=\"1.0\"?>\n<a><b></b>", false },
        { "<?xml version=\"1.0\"?>\n<a></ab>", false },
        { "<?xml version=\"1.0\"?>\n<a", false },
        { "<?xml version=\"1.0\"", false },
    };
    static const unsigned char nothing[22] = { 'P', 'K', 5, 6 };
    assert_false(book_is_whole(nothing, sizeof nothing));
    for (size_t i = 0; i < sizeof parts / sizeof *parts; i++) {
        const struct written_bytes bytes = archive_of(parts[i].text);
        const unsigned char *const all = (const unsigned char *) bytes.all;
        assert_int_equal(book_is_whole(all, bytes.length), parts[i].is_whole);
        assert_false(book_is_whole(all, bytes.length - 1));
        assert_false(book_is_whole(all, 4));
        free(bytes.all);
    }
}

static void a_document_of_nothing_is_a_workbook_too(void **state)
{
    (void) state;
    struct document document = { 0 };
    document_section(&document, "empty", "Empty");
    document_exhibit(document_section(&document, "hollow", "Hollow"), "none", "None");
    struct document_exhibit *const headed = document_exhibit(
        document_section(&document, "headed", "Headed"), "headed", "Headings only");
    document_column(headed, "calls", DOCUMENT_CALLS);
    headed->chart.kind = DOCUMENT_BARS;
    document_series(headed, "calls", 0);
    struct read_book book = written_book(&document);
    assert_int_equal(read_book_find_sheet(&book, "Summary"), 0);
    assert_int_equal(read_book_find_sheet(&book, "Empty"), -1);
    const int sheet = read_book_find_sheet(&book, "Headed");
    assert_true(read_book_find(&book, sheet, 0, "calls", SEARCHED) > 0);
    assert_int_equal(written_count(&book, "xl/charts/", "<c:chart>"), 0);
    for (int i = 0; i < book.count; i++)
        assert_true(read_book_is_xml(book.parts[i]));
    read_book_done(&book);
    document_done(&document);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(the_same_document_gives_the_same_bytes_anywhere),
        cmocka_unit_test(no_directory_for_temporary_files_is_told),
        cmocka_unit_test(a_full_disk_is_told_and_nothing_is_left),
        cmocka_unit_test(an_archive_is_whole_if_its_parts_end_with_their_first_element),
        cmocka_unit_test(a_document_of_nothing_is_a_workbook_too),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}

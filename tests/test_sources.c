/* What a scenario keeps of what it was read from: files with their text, and --set. */
#include "model/scenario/read.h"

#include "tests/read_over.h"

/* A directory with files in it, for the length of a test. */
struct place {
    char directory[32];
    char *names[8]; /* owned */
    int count;
};

static struct place place_new(void)
{
    struct place place = { .directory = "/tmp/tenfive-test-XXXXXX" };
    assert_non_null(mkdtemp(place.directory));
    return place;
}

static const char *put(struct place *place, const char *name, const char *bytes,
                       size_t size)
{
    char *const path = sim_mem_print("%s/%s", place->directory, name);
    FILE *const file = fopen(path, "wb");
    assert_non_null(file);
    assert_int_equal(fwrite(bytes, 1, size, file), size);
    assert_int_equal(fclose(file), 0);
    place->names[place->count++] = path;
    return path;
}

static const char *put_text(struct place *place, const char *name, const char *text)
{
    return put(place, name, text, strlen(text));
}

static void place_done(struct place *place)
{
    for (int i = 0; i < place->count; i++) {
        assert_int_equal(unlink(place->names[i]), 0);
        free(place->names[i]);
    }
    assert_int_equal(rmdir(place->directory), 0);
}

/* The whole of small.cfg; free it. */
static char *small_text(size_t *size)
{
    char *const path = read_over_path("small.cfg");
    FILE *const file = fopen(path, "rb");
    assert_non_null(file);
    char *const text = sim_mem_array(1 << 16, 1);
    *size = fread(text, 1, (1 << 16) - 1, file);
    assert_int_equal(fclose(file), 0);
    free(path);
    return text;
}

static void is_source(const struct scenario *scenario, int index, const char *path,
                      enum scenario_role role, const char *text)
{
    assert_in_range(index, 0, scenario->source_count - 1);
    const struct scenario_source *const source = &scenario->sources[index];
    assert_string_equal(source->file, path);
    assert_int_equal(source->role, role);
    assert_int_equal(source->size, strlen(text));
    assert_string_equal(source->text, text);
}

static void every_file_is_kept_once_in_the_order_of_reading(void **state)
{
    (void) state;
    struct place place = place_new();
    size_t size;
    char *const small = small_text(&size);
    char *const base_text = sim_mem_print("@include \"in-base.cfg\"\n%s", small);
    static const char table[] = "seconds,share_below\n30,0.25\n600,1\n";
    static const char in_main[] = "title = \"Small too\";\n";
    static const char in_base[] = "# nothing\n";
    static const char main_text[] =
        "base = \"base.cfg\";\n@include \"in-main.cfg\"\n"
        "stages: { desk: { talk = { law = \"table\"; file = \"law.csv\"; };"
        " wrap_up = { law = \"table\"; file = \"law.csv\"; }; }; };\n";
    const char *const of_table = put_text(&place, "law.csv", table);
    const char *const of_in_main = put_text(&place, "in-main.cfg", in_main);
    const char *const of_in_base = put_text(&place, "in-base.cfg", in_base);
    const char *const of_base = put_text(&place, "base.cfg", base_text);
    const char *const path = put_text(&place, "main.cfg", main_text);
    struct read_over over = read_over_file(path, NULL, 0);
    assert_true(over.good);
    assert_int_equal(over.scenario.source_count, 5);
    is_source(&over.scenario, 0, path, SCENARIO_ROLE_SCENARIO, main_text);
    is_source(&over.scenario, 1, of_in_main, SCENARIO_ROLE_SCENARIO, in_main);
    is_source(&over.scenario, 2, of_base, SCENARIO_ROLE_BASE, base_text);
    is_source(&over.scenario, 3, of_in_base, SCENARIO_ROLE_BASE, in_base);
    is_source(&over.scenario, 4, of_table, SCENARIO_ROLE_TABLE, table);
    assert_int_equal(over.scenario.set_count, 0);
    read_over_done(&over);
    free(base_text);
    free(small);
    place_done(&place);
}

/* FNV-1a of "" and "foobar" with 64 bits: http://www.isthe.com/chongo/tech/comp/fnv/ */
static void the_hash_is_that_of_the_bytes(void **state)
{
    (void) state;
    struct place place = place_new();
    char *const base = read_over_path("small.cfg");
    char *const text = sim_mem_print("base = \"%s\"; @include \"empty.cfg\"\n", base);
    put_text(&place, "empty.cfg", "");
    struct read_over over = read_over_file(put_text(&place, "main.cfg", text), NULL, 0);
    assert_true(over.good);
    assert_true(over.scenario.sources[1].hash == UINT64_C(0xcbf29ce484222325));
    read_over_done(&over);
    over = read_over_file(put_text(&place, "odd.cfg", "foobar"), NULL, 0);
    assert_false(over.good);
    assert_true(over.scenario.sources[0].hash == UINT64_C(0x85944171f73967e8));
    read_over_done(&over);
    free(text);
    free(base);
    place_done(&place);
}

static void long_files_leave_their_text_out(void **state)
{
    (void) state;
    struct place place = place_new();
    char *const base = read_over_path("small.cfg");
    char *const text = sim_mem_array(SCENARIO_MOST_TEXT + 2, 1);
    for (int more = 0; more < 2; more++) {
        const size_t size = SCENARIO_MOST_TEXT + (size_t) more;
        memset(text, ' ', size);
        const int said = snprintf(text, size, "base = \"%s\";", base);
        text[said] = ' ';
        const char *const path =
            put(&place, more == 0 ? "just.cfg" : "over.cfg", text, size);
        struct read_over over = read_over_file(path, NULL, 0);
        assert_true(over.good);
        assert_int_equal(over.scenario.sources[0].size, size);
        assert_int_equal(over.scenario.sources[0].text == NULL, more);
        assert_non_null(over.scenario.sources[1].text);
        read_over_done(&over);
    }
    free(text);
    free(base);
    place_done(&place);
}

static void sets_are_kept_as_they_were_given(void **state)
{
    (void) state;
    char *const path = read_over_path("small.cfg");
    static const char *const sets[] = { "streams.calls_in.calls*=2",
                                        "title = a \"b\"" };
    struct read_over over = read_over_file(path, sets, 2);
    assert_int_equal(over.scenario.set_count, 2);
    assert_string_equal(over.scenario.sets[0], sets[0]);
    assert_string_equal(over.scenario.sets[1], sets[1]);
    read_over_done(&over);
    free(path);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(every_file_is_kept_once_in_the_order_of_reading),
        cmocka_unit_test(the_hash_is_that_of_the_bytes),
        cmocka_unit_test(long_files_leave_their_text_out),
        cmocka_unit_test(sets_are_kept_as_they_were_given),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}

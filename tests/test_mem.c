#include "sim/mem.h"

#include <stdlib.h>
#include <string.h>
#include <sys/wait.h>
#include <unistd.h>

#include "tests/near.h"

static void array_is_zeroed_and_aligned(void **state)
{
    (void) state;
    static const size_t counts[] = { 0, 1, 7, 64, 1001 };
    for (size_t i = 0; i < sizeof counts / sizeof counts[0]; i++) {
        unsigned char *bytes = sim_mem_array(counts[i], 3);
        assert_non_null(bytes);
        assert_int_equal((uintptr_t) bytes % 64, 0);
        for (size_t k = 0; k < 3 * counts[i]; k++)
            assert_int_equal(bytes[k], 0);
        memset(bytes, 0xff, 3 * counts[i]);
        free(bytes);
    }
}

static void grow_keeps_the_old_and_clears_the_new(void **state)
{
    (void) state;
    int *numbers = NULL;
    size_t capacity = 0;
    for (size_t need = 1; need < 5000; need++) {
        numbers = sim_mem_grow(numbers, &capacity, need, sizeof *numbers);
        assert_true(capacity >= need);
        assert_int_equal(numbers[need - 1], 0);
        numbers[need - 1] = (int) need;
        assert_int_equal(numbers[0], 1);
        assert_int_equal(numbers[need / 2], need / 2 + 1);
    }
    assert_true(capacity < 2 * 5000);
    int *same = sim_mem_grow(numbers, &capacity, 3, sizeof *numbers);
    assert_ptr_equal(same, numbers);
    free(numbers);
}

static void text_is_copied_and_printed(void **state)
{
    (void) state;
    char original[] = "switch";
    char *copy = sim_mem_text(original);
    original[0] = 'S';
    assert_string_equal(copy, "switch");
    free(copy);
    assert_null(sim_mem_text(NULL));
    char *printed = sim_mem_print("%s %d", "line", 7);
    assert_string_equal(printed, "line 7");
    free(printed);
}

static void ask_for_too_many(void)
{
    free(sim_mem_array(SIZE_MAX / 2, 4));
}

static void ask_for_too_much(void)
{
    free(sim_mem_array(SIZE_MAX - 63, 1));
}

static void grow_too_far(void)
{
    size_t capacity = 0;
    free(sim_mem_grow(NULL, &capacity, SIZE_MAX - 7, 1));
}

/* The machine failed, not the user: exit status 3 and one line on stderr. */
static void lack_of_memory_ends_the_program(void **state)
{
    (void) state;
    static void (*const asks[])(void) = { ask_for_too_many, ask_for_too_much,
                                          grow_too_far };
    for (size_t i = 0; i < sizeof asks / sizeof asks[0]; i++) {
        int ends[2];
        assert_int_equal(pipe(ends), 0);
        const pid_t child = fork();
        if (child == 0) {
            dup2(ends[1], STDERR_FILENO);
            asks[i]();
            _exit(0);
        }
        close(ends[1]);
        char said[200] = "";
        const ssize_t length = read(ends[0], said, sizeof said - 1);
        close(ends[0]);
        int status = 0;
        assert_int_equal(waitpid(child, &status, 0), child);
        assert_true(WIFEXITED(status));
        assert_int_equal(WEXITSTATUS(status), 3);
        assert_true(length > 0);
        assert_string_equal(said, "tenfive: out of memory\n");
    }
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(array_is_zeroed_and_aligned),
        cmocka_unit_test(grow_keeps_the_old_and_clears_the_new),
        cmocka_unit_test(text_is_copied_and_printed),
        cmocka_unit_test(lack_of_memory_ends_the_program),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}

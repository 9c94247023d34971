/* Assertions on floating point, with a message that says how far off.  This is the
 * header through which tests reach cmocka. */
#ifndef TESTS_NEAR_H
#define TESTS_NEAR_H

#include <math.h>
#include <setjmp.h>
#include <stdarg.h>
#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#include <cmocka.h>

static inline void near_check(bool ok, double got, double want, double allowed,
                              const char *what, const char *file, int line)
{
    if (!ok) {
        print_error("%s: got %.17g, want %.17g, off by %.3g, allowed %.3g\n", what, got,
                    want, fabs(got - want), allowed);
        _fail(file, line);
    }
}

/* |got - want| <= tolerance * |want|; with tolerance 0 the two must be equal. */
#define assert_near(got, want, tolerance) \
    near_relative((got), (want), (tolerance), #got, __FILE__, __LINE__)

/* |got - want| <= allowed. */
#define assert_within(got, want, allowed) \
    near_absolute((got), (want), (allowed), #got, __FILE__, __LINE__)

static inline void near_relative(double got, double want, double tolerance,
                                 const char *what, const char *file, int line)
{
    const double allowed = tolerance * fabs(want);
    near_check(fabs(got - want) <= allowed, got, want, allowed, what, file, line);
}

static inline void near_absolute(double got, double want, double allowed,
                                 const char *what, const char *file, int line)
{
    near_check(fabs(got - want) <= allowed, got, want, allowed, what, file, line);
}

#endif

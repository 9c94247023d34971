/* Statistical checks draw with fixed keys; "five standard errors" means one false alarm
 * in 1.7 million for a fresh key, "six" one in 500 million. */
#include "sim/rng.h"

#include <gsl/gsl_cdf.h>
#include <gsl/gsl_randist.h>
#include <stdlib.h>

#include "tests/near.h"

/* Worked out with whole numbers of any size in another language. */
static void key_is_the_mix_that_the_header_states(void **state)
{
    (void) state;
    static const struct {
        uint64_t key, part, want;
    } known[] = {
        { 0x0, 0x0, 0xB70FB2CC55AF013F },
        { 0x1, 0x0, 0x90FA784DFF59DF1D },
        { 0x0, 0x1, 0x48351DBE177366F6 },
        { 0x7E6, 0x7, 0xA479CE4C793F0E2B },
        { 0xFFFFFFFFFFFFFFFF, 0xFFFFFFFFFFFFFFFF, 0x78A9666A39C1A1B5 },
        { 0xDEADBEEFCAFEF00D, 0x10000000000, 0x78A9D998D19823D2 },
    };
    for (size_t i = 0; i < sizeof known / sizeof known[0]; i++)
        assert_int_equal(sim_rng_key(known[i].key, known[i].part), known[i].want);
}

/* The inverse of x ^ x >> shift. */
static uint64_t unshifted(uint64_t y, int shift)
{
    uint64_t x = y;
    for (int known = shift; known < 64; known += shift)
        x = y ^ x >> shift;
    return x;
}

/* No two parts of an object share their luck: the mix can be undone. */
static void mix_is_a_bijection(void **state)
{
    (void) state;
    for (uint64_t i = 0; i < 100000; i++) {
        const uint64_t x = i * 0x9E3779B97F4A7C15u ^ i;
        uint64_t y = unshifted(sim_rng_mix(x), 27);
        y = unshifted(y * 0xC47C8F6B6BAFB41Du, 33);
        y = unshifted(y * 0xC09C5FE5BD6DFDDBu, 27);
        assert_int_equal(y, x);
    }
}

/* One bit more or less in key or part changes every bit of the result every second
 * time.  20,000 keys; each of 8,192 shares within six standard errors (0.021), so a bit
 * that follows another in 53 % of the cases is seen. */
static void a_flipped_bit_changes_half_of_the_result(void **state)
{
    (void) state;
    enum { KEYS = 20000 };
    for (int side = 0; side < 2; side++)
        for (int from = 0; from < 64; from++) {
            int flips[64] = { 0 };
            for (uint64_t i = 0; i < KEYS; i++) {
                const uint64_t flip = UINT64_C(1) << from,
                               change = sim_rng_key(i, 3)
                                        ^ (side == 0 ? sim_rng_key(i ^ flip, 3)
                                                     : sim_rng_key(i, 3 ^ flip));
                for (int to = 0; to < 64; to++)
                    flips[to] += (int) (change >> to & 1);
            }
            for (int to = 0; to < 64; to++)
                assert_within(flips[to], 0.5 * KEYS, 6 * sqrt(0.25 * KEYS));
        }
}

static void unit_is_inside_the_open_interval(void **state)
{
    (void) state;
    assert_true(sim_rng_unit(0) > 0.0);
    assert_true(sim_rng_unit(UINT64_MAX) < 1.0);
    assert_near(sim_rng_unit(0), 1.0 - sim_rng_unit(UINT64_MAX), 0.0);
    for (int i = 0; i < 64; i++)
        assert_true(sim_rng_unit(UINT64_MAX << i) < 1.0);
    assert_near(sim_rng_unit(UINT64_C(1) << 63), 0.5, 1e-15);
}

enum { DRAWS = 4000000, BINS = 1000 };

static double *draws(double (*draw)(uint64_t bits), uint64_t key)
{
    double *x = malloc(DRAWS * sizeof *x);
    assert_non_null(x);
    for (uint64_t i = 0; i < DRAWS; i++)
        x[i] = draw(sim_rng_key(key, i));
    return x;
}

/* 1,000 bins that are equally likely under the law: chi-squared within six standard
 * deviations of its mean, both ways, so a bin that is 10 % too full or a law that is
 * shifted by 0.3 % of its standard deviation is seen. */
static void assert_fills_bins_evenly(const double *x, double (*cdf)(double x))
{
    static int count[BINS];
    for (int i = 0; i < BINS; i++)
        count[i] = 0;
    for (int i = 0; i < DRAWS; i++) {
        const int bin = (int) (BINS * cdf(x[i]));
        count[bin < BINS ? bin : BINS - 1]++;
    }
    const double expected = (double) DRAWS / BINS;
    double chi2 = 0.0;
    for (int i = 0; i < BINS; i++)
        chi2 += (count[i] - expected) * (count[i] - expected) / expected;
    assert_within(chi2, BINS - 1, 6 * sqrt(2.0 * (BINS - 1)));
}

/* The mean of x^power against its value and standard deviation. */
static void assert_moment(const double *x, int power, double mean, double sd)
{
    double sum = 0.0;
    for (int i = 0; i < DRAWS; i++)
        sum += pow(x[i], power);
    assert_within(sum / DRAWS, mean, 5 * sd / sqrt(DRAWS));
}

/* How many lie above a limit of known probability; limits beyond the last layer of the
 * ziggurat test the tail's own branch. */
static void assert_above(const double *x, double limit, double p)
{
    int above = 0;
    for (int i = 0; i < DRAWS; i++)
        above += x[i] > limit;
    assert_within(above, p * DRAWS, 5 * sqrt(p * (1 - p) * DRAWS));
}

static double exponential_cdf(double x)
{
    return -expm1(-x);
}

static void exponential_has_its_shape_moments_and_tail(void **state)
{
    (void) state;
    double *x = draws(sim_rng_exponential, 1);
    for (int i = 0; i < DRAWS; i++)
        assert_true(x[i] >= 0.0 && x[i] < 45.0);
    assert_fills_bins_evenly(x, exponential_cdf);
    assert_moment(x, 1, 1.0, 1.0);
    assert_moment(x, 2, 2.0, sqrt(24.0 - 4.0));
    assert_moment(x, 3, 6.0, sqrt(720.0 - 36.0));
    for (double limit = 6.0; limit < 13.0; limit += 0.5)
        assert_above(x, limit, exp(-limit));
    free(x);
}

static void normal_has_its_shape_moments_and_tails(void **state)
{
    (void) state;
    double *x = draws(sim_rng_normal, 2);
    for (int i = 0; i < DRAWS; i++)
        assert_true(fabs(x[i]) < 9.0);
    assert_fills_bins_evenly(x, gsl_cdf_ugaussian_P);
    assert_moment(x, 1, 0.0, 1.0);
    assert_moment(x, 2, 1.0, sqrt(3.0 - 1.0));
    assert_moment(x, 3, 0.0, sqrt(15.0));
    assert_moment(x, 4, 3.0, sqrt(105.0 - 9.0));
    for (double limit = 3.0; limit < 5.0; limit += 0.1)
        assert_above(x, limit, gsl_cdf_ugaussian_Q(limit));
    for (int i = 0; i < DRAWS; i++)
        x[i] = -x[i];
    for (double limit = 3.0; limit < 5.0; limit += 0.1)
        assert_above(x, limit, gsl_cdf_ugaussian_Q(limit));
    free(x);
}

/* Beyond R both laws follow their own tail: their cdf there, rescaled, is uniform.
 * Mean and mean square within five standard errors, so a shift of 0.001 is seen. */
static void tails_begin_where_the_layers_end(void **state)
{
    (void) state;
    enum { TAILS = 500000 };
    double sum[3] = { 0.0 }, squares[3] = { 0.0 };
    for (uint64_t i = 0; i < TAILS; i++) {
        /* Layer 0, and as far out as its bits can say. */
        const uint64_t any = sim_rng_key(3, i) >> 28 << 8,
                       far = any | UINT64_C(0xFFFFF) << 44;
        const double e = sim_rng_exponential(far), up = sim_rng_normal(far << 1 >> 1),
                     down = sim_rng_normal(any | UINT64_C(1) << 63),
                     beyond_r = gsl_cdf_ugaussian_Q(SIM_ZIG_NORM_R);
        const double u[3] = { exp(SIM_ZIG_EXP_R - e),
                              gsl_cdf_ugaussian_Q(up) / beyond_r,
                              gsl_cdf_ugaussian_P(down) / beyond_r };
        for (int k = 0; k < 3; k++) {
            assert_true(u[k] > 0.0 && u[k] <= 1.0 + 1e-12);
            sum[k] += u[k];
            squares[k] += u[k] * u[k];
        }
    }
    for (int k = 0; k < 3; k++) {
        assert_within(sum[k] / TAILS, 1.0 / 2.0, 5 * sqrt(1.0 / 12.0 / TAILS));
        assert_within(squares[k] / TAILS, 1.0 / 3.0, 5 * sqrt(4.0 / 45.0 / TAILS));
    }
}

static double exponential_density(double x)
{
    return exp(-x);
}

static double normal_density(double x)
{
    return exp(-0.5 * x * x);
}

/* In the corner of a layer, where it sticks out of the density, a point is kept with
 * the share of the corner's height that lies below the density.  Five standard errors:
 * a share that is off by half a percent is seen, as a thousandth of that in the law. */
static void assert_corners(double (*draw)(uint64_t bits), double (*density)(double x),
                           const double *x, double scale)
{
    enum { POINTS = 4000 };
    double kept = 0.0, expected = 0.0, variance = 0.0;
    for (unsigned layer = 1; layer < 255; layer++) {
        const double inner = x[layer + 1] / x[layer];
        for (uint64_t i = 0; i < POINTS; i++) {
            const double v =
                inner + (1.0 - inner) * sim_rng_unit(sim_rng_key(layer, i));
            const uint64_t bits = (uint64_t) (v * scale) << 11 | layer;
            const double at = (double) (bits >> 11) / scale * x[layer];
            const double low = density(x[layer]), high = density(x[layer + 1]);
            const double p = (density(at) - low) / (high - low);
            kept += draw(bits) == at;
            expected += p;
            variance += p * (1.0 - p);
        }
    }
    assert_within(kept, expected, 5 * sqrt(variance));
}

static void corners_of_the_layers_follow_the_density(void **state)
{
    (void) state;
    assert_corners(sim_rng_exponential, exponential_density, sim_zig_exp_x, 0x1p53);
    assert_corners(sim_rng_normal, normal_density, sim_zig_norm_x, 0x1p52);
}

/* On either side of each step of the cdf, summed up from GSL's probabilities; where
 * only an expansion is promised, not so close to the step and within three standard
 * deviations, the sum itself being too coarse beyond. */
static void poisson_inverts_the_sum_of_its_probabilities(void **state)
{
    (void) state;
    static const double means[] = { 0.0371, 1.0,   7.3,    41.9,    212.7,   599.99,
                                    600.01, 813.4, 9999.9, 12345.6, 98765.4, 987654.3 };
    for (size_t m = 0; m < sizeof means / sizeof means[0]; m++) {
        const double mean = means[m], reach = 9.0 * sqrt(mean) + 8.0;
        const unsigned first = mean > reach ? (unsigned) (mean - reach) : 0;
        double below = 0.0;
        for (unsigned n = first; n < mean + reach; n++) {
            const double p = gsl_ran_poisson_pdf(n, mean);
            const bool exact = mean < 1e4;
            const double edge = exact ? 1e-9 : 0.002 * p, tail = exact ? 4e-9 : 0.00135;
            if (p > 4e-9 && below > tail - 4e-9 && 1.0 - below - p > tail) {
                assert_int_equal(sim_rng_poisson(mean, below + edge), n);
                assert_int_equal(sim_rng_poisson(mean, below + p - edge), n);
            }
            below += p;
        }
    }
}

static void poisson_reaches_its_far_tail(void **state)
{
    (void) state;
    static const double means[] = { 0.0371, 7.3, 212.7, 599.99, 600.01, 9999.9 };
    const double left = 1e-11;
    for (size_t m = 0; m < sizeof means / sizeof means[0]; m++) {
        const unsigned n = sim_rng_poisson(means[m], 1.0 - left);
        assert_true(gsl_cdf_poisson_Q(n, means[m]) < 1.02 * left);
        assert_true(gsl_cdf_poisson_Q(n - 1, means[m]) > 0.98 * left);
    }
}

/* So that growing demand keeps the old callers: for the same luck, never fewer. */
static void poisson_never_falls_as_mean_or_luck_rises(void **state)
{
    (void) state;
    enum { LUCKS = 2000 };
    static const double means[] = { 0.0,          1e-9,   0.3,   0.31,      5.0,
                                    5.0001,       77.0,   78.0,  599.0,     600.0,
                                    600.0 + 1e-9, 601.0,  950.0, 9000.0,    9000.1,
                                    1e4,          10001., 1e6,   1e6 + 0.1, 1e8 };
    unsigned before[LUCKS] = { 0 };
    for (size_t m = 0; m < sizeof means / sizeof means[0]; m++) {
        unsigned last = 0;
        for (int i = 0; i < LUCKS; i++) {
            const double luck = gsl_cdf_ugaussian_P(-7.0 + 14.0 * i / LUCKS);
            const unsigned n = sim_rng_poisson(means[m], luck);
            assert_true(n >= last);
            assert_true(n >= before[i]);
            last = before[i] = n;
        }
    }
}

static void poisson_stays_near_its_mean_at_the_ends_of_luck(void **state)
{
    (void) state;
    for (double mean = 1e-3; mean < 4e9; mean *= 1.7) {
        const unsigned low = sim_rng_poisson(mean, sim_rng_unit(0)),
                       high = sim_rng_poisson(mean, sim_rng_unit(UINT64_MAX));
        assert_true(low <= mean && mean - low < 9.0 * sqrt(mean));
        assert_true(high >= mean && high - mean < 10.0 * sqrt(mean) + 20.0);
    }
}

static void poisson_with_mean_zero_is_zero(void **state)
{
    (void) state;
    assert_int_equal(sim_rng_poisson(0.0, sim_rng_unit(0)), 0);
    assert_int_equal(sim_rng_poisson(0.0, sim_rng_unit(UINT64_MAX)), 0);
}

static void gsl_draws_the_parts_of_a_key_in_turn(void **state)
{
    (void) state;
    struct sim_rng_gsl own = { .key = 77 };
    const gsl_rng rng = sim_rng_gsl(&own);
    for (uint64_t i = 0; i < 5; i++)
        assert_int_equal(gsl_rng_get(&rng), sim_rng_key(77, i));
    assert_near(gsl_rng_uniform(&rng), (double) (sim_rng_key(77, 5) >> 11) * 0x1p-53,
                0.0);
    assert_int_equal(own.drawn, 6);
}

static void gsl_can_make_seed_and_copy_the_generator(void **state)
{
    (void) state;
    gsl_rng *rng = gsl_rng_alloc(sim_rng_gsl_type);
    gsl_rng_set(rng, 41);
    gsl_rng *copy = gsl_rng_clone(rng);
    assert_int_equal(gsl_rng_min(rng), 0);
    assert_true(gsl_rng_max(rng) == UINT64_MAX);
    const unsigned long first = gsl_rng_get(rng);
    assert_true(gsl_rng_get(copy) == first);
    assert_true(gsl_rng_get(rng) != first);
    gsl_rng_set(rng, 41);
    assert_true(gsl_rng_get(rng) == first);
    gsl_rng_set(rng, 42);
    assert_true(gsl_rng_get(rng) != first);
    gsl_rng_free(copy);
    gsl_rng_free(rng);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(key_is_the_mix_that_the_header_states),
        cmocka_unit_test(mix_is_a_bijection),
        cmocka_unit_test(a_flipped_bit_changes_half_of_the_result),
        cmocka_unit_test(unit_is_inside_the_open_interval),
        cmocka_unit_test(exponential_has_its_shape_moments_and_tail),
        cmocka_unit_test(normal_has_its_shape_moments_and_tails),
        cmocka_unit_test(tails_begin_where_the_layers_end),
        cmocka_unit_test(corners_of_the_layers_follow_the_density),
        cmocka_unit_test(poisson_reaches_its_far_tail),
        cmocka_unit_test(poisson_inverts_the_sum_of_its_probabilities),
        cmocka_unit_test(poisson_never_falls_as_mean_or_luck_rises),
        cmocka_unit_test(poisson_stays_near_its_mean_at_the_ends_of_luck),
        cmocka_unit_test(poisson_with_mean_zero_is_zero),
        cmocka_unit_test(gsl_draws_the_parts_of_a_key_in_turn),
        cmocka_unit_test(gsl_can_make_seed_and_copy_the_generator),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}

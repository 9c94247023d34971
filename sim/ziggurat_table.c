/* Writes ziggurat_table.h: the layers of Marsaglia and Tsang's ziggurats of 256 equal
 * areas for the exponential and the normal law.  x[i] is the right edge of layer i
 * (falling; x[256] = 0), f[i] the density there; layer 0 holds the tail. */
#include <math.h>
#include <stdio.h>

enum { LAYERS = 256 };

static double exp_density(double x)
{
    return exp(-x);
}

static double exp_inverse(double f)
{
    return -log(f);
}

static double norm_density(double x)
{
    return exp(-0.5 * x * x);
}

static double norm_inverse(double f)
{
    return sqrt(-2.0 * log(f));
}

static void print(const char *name, const double *values)
{
    printf("static const double %s[%d] = {\n", name, LAYERS + 1);
    for (int i = 0; i <= LAYERS; i++)
        printf("    %.17g,\n", values[i]);
    puts("};");
}

/* r is the start of the tail and v the area of a layer, both from the paper. */
static void table(const char *name, double r, double v, double (*density)(double),
                  double (*inverse)(double))
{
    double x[LAYERS + 1], f[LAYERS + 1];
    x[0] = v / density(r);
    x[1] = r;
    for (int i = 2; i < LAYERS; i++)
        x[i] = inverse(density(x[i - 1]) + v / x[i - 1]);
    x[LAYERS] = 0.0;
    for (int i = 0; i <= LAYERS; i++)
        f[i] = density(x[i]);
    char text[64];
    snprintf(text, sizeof text, "sim_zig_%s_x", name);
    print(text, x);
    snprintf(text, sizeof text, "sim_zig_%s_f", name);
    print(text, f);
}

int main(void)
{
    const double exp_r = 7.69711747013104972, norm_r = 3.6541528853610088;
    puts("/* Made by sim/ziggurat_table.c. */\n#ifndef SIM_ZIGGURAT_TABLE_H");
    puts("#define SIM_ZIGGURAT_TABLE_H");
    printf("#define SIM_ZIG_EXP_R %.17g\n#define SIM_ZIG_NORM_R %.17g\n", exp_r,
           norm_r);
    puts("#pragma GCC diagnostic push");
    puts("#pragma GCC diagnostic ignored \"-Wunused-const-variable\"");
    table("exp", exp_r, 0.0039496598225815571993, exp_density, exp_inverse);
    table("norm", norm_r, 0.00492867323399, norm_density, norm_inverse);
    puts("#pragma GCC diagnostic pop\n#endif");
    return 0;
}

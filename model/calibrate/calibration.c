#include "model/calibrate/calibration.h"

#include <math.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "sim/mem.h"

enum { DIGITS = 6, MOST_DECIMALS = 12 };

void calibration_done(struct calibration *calibration)
{
    for (int i = 0; i < calibration->scenario_count; i++) {
        free(calibration->scenarios[i].name);
        free(calibration->scenarios[i].path);
    }
    for (int i = 0; i < calibration->input_count; i++) {
        free(calibration->inputs[i].name);
        free(calibration->inputs[i].path);
    }
    for (int i = 0; i < calibration->figure_count; i++) {
        free(calibration->figures[i].name);
        free(calibration->figures[i].path);
        free(calibration->figures[i].source);
    }
    free(calibration->scenarios);
    free(calibration->inputs);
    free(calibration->figures);
    free(calibration->file);
    free(calibration->title);
    free(calibration->write);
    scenario_done(&calibration->kept);
    *calibration = (struct calibration){ 0 };
}

/* How many of a unit are 1 inside. */
static double units(enum calibration_kind kind)
{
    return kind == CALIBRATION_SHARE || kind == CALIBRATION_POINTS ? 100.0 : 1.0;
}

/* Without an exponent, which not every form of value takes, and without zeros at the
 * end. */
static char *digits(double value)
{
    const int before = value == 0.0 ? 1 : (int) floor(log10(fabs(value))) + 1;
    const int wanted = DIGITS - before;
    const int decimals = wanted < 0               ? 0
                         : wanted > MOST_DECIMALS ? MOST_DECIMALS
                                                  : wanted;
    char *const text = sim_mem_print("%.*f", decimals, value);
    if (decimals > 0) {
        size_t end = strlen(text);
        while (text[end - 1] == '0')
            end--;
        end -= text[end - 1] == '.';
        text[end] = '\0';
    }
    return text;
}

char *calibration_text(enum calibration_kind kind, double value)
{
    static const char *const signs[] = { [CALIBRATION_NUMBER] = "",
                                         [CALIBRATION_TIME] = " s",
                                         [CALIBRATION_SHARE] = " %",
                                         [CALIBRATION_POINTS] = " points" };
    char *const number = digits(value * units(kind));
    char *const text = sim_mem_print("%s%s", number, signs[kind]);
    free(number);
    return text;
}

double calibration_rounded(enum calibration_kind kind, double value)
{
    char *const number = digits(value * units(kind));
    const double rounded = strtod(number, NULL) / units(kind);
    free(number);
    return rounded;
}

#include "tools/warnings.h"

#include <stdlib.h>

#include "model/demand/calendar.h"
#include "model/demand/rates.h"
#include "model/pathway/load.h"
#include "model/people/staffing.h"
#include "sim/mem.h"

bool warnings_add(const struct scenario *scenario, struct sim_diag *diag)
{
    struct calendar calendar;
    struct staffing staffing;
    struct load load;
    calendar_init(&calendar, scenario->period, scenario->warm_up_s);
    staffing_compile(scenario, &calendar, &staffing);
    double *const rates = sim_mem_array(
        (size_t) scenario->stream_count * calendar.quarters, sizeof *rates);
    rates_compile(scenario, &calendar, rates);
    load_compile(scenario, &calendar, rates, &load);
    const bool is_sound = staffing_check(scenario, &calendar, &staffing, diag);
    load_warn(scenario, &calendar, &staffing, &load, diag);
    load_done(&load);
    free(rates);
    staffing_done(&staffing);
    calendar_done(&calendar);
    return is_sound;
}

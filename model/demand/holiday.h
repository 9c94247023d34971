/* Bank holidays of England and Wales by rule, with the days that were moved or added by
 * proclamation since 2002.  Dates are days since 1970-01-01.
 *
 * A holiday that falls on a weekend is kept on its substitute day alone, as in the
 * government's list: Christmas Day 2021, a Saturday, counts on Monday the 27th. */
#ifndef MODEL_HOLIDAY_H
#define MODEL_HOLIDAY_H

#include <stdint.h>

/* Name of the bank holiday on this date, or null.  Sources: Banking and Financial
 * Dealings Act 1971; gov.uk/bank-holidays.  From 2002 on; before, one-offs are missing.
 */
const char *holiday_name(int32_t date);

/* Easter Sunday of a year of the Gregorian calendar.  Source: the anonymous computus
 * as given by Meeus, "Astronomical Algorithms", 1991, chapter 8. */
int32_t holiday_easter(int year);

#endif

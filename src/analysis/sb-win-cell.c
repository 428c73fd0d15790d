/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Reads the cells of the win model's files. Fast where the value is short, exact everywhere. Used by sb-win-text.c. */
#include "analysis/sb-win-cell.h"

#include "core/sb-date.h"

#include <math.h>
#include <string.h>

#define EXACT_DIGITS 15 /* a whole number of so many digits, and a power of ten up to 22, are exact */

gsize
sb_win_cell_trim (const char **cell, gsize length)
{
  const char *start = *cell, *end = start + length;

  while (start < end && (g_ascii_isspace (*start) || (end - start > 1 && memcmp (start, "\xC2\xA0", 2) == 0)))
    start += g_ascii_isspace (*start) ? 1 : 2;
  while (end > start && (g_ascii_isspace (end[-1]) || (end - start > 1 && memcmp (end - 2, "\xC2\xA0", 2) == 0)))
    end -= g_ascii_isspace (end[-1]) ? 1 : 2;
  *cell = start;
  return (gsize) (end - start);
}

static gsize
count_digits (const char *c, const char *end)
{
  const char *start = c;

  while (c < end && g_ascii_isdigit (*c))
    c++;
  return (gsize) (c - start);
}

/* Whole and decimals have digits only. */
static double
short_number (const char *whole, gsize n_whole, const char *decimals, gsize n_decimals)
{
  static const double powers[] = { 1, 1e1, 1e2, 1e3, 1e4, 1e5, 1e6, 1e7, 1e8, 1e9, 1e10, 1e11, 1e12, 1e13, 1e14, 1e15 };
  gint64 value = 0;

  for (gsize i = 0; i < n_whole; i++)
    value = value * 10 + (whole[i] - '0');
  for (gsize i = 0; i < n_decimals; i++)
    value = value * 10 + (decimals[i] - '0');
  return (double) value / powers[n_decimals];
}

gboolean
sb_win_cell_number (const char *cell, gsize length, double *number)
{
  const char *c = cell, *end = cell + length, *whole, *decimals = NULL;
  gboolean negative = c < end && *c == '-', exponent = FALSE;
  gsize n_whole, n_decimals = 0;

  c += c < end && (*c == '-' || *c == '+');
  whole = c;
  n_whole = count_digits (c, end);
  c += n_whole;
  if (c < end && *c == '.')
    {
      decimals = ++c;
      n_decimals = count_digits (c, end);
      c += n_decimals;
    }
  if (n_whole + n_decimals == 0)
    return FALSE;
  if (c < end && (*c == 'e' || *c == 'E'))
    {
      gsize digits;

      c++;
      c += c < end && (*c == '-' || *c == '+');
      digits = count_digits (c, end);
      exponent = TRUE;
      if (digits == 0)
        return FALSE;
      c += digits;
    }
  if (c != end)
    return FALSE;
  if (!exponent && n_whole + n_decimals <= EXACT_DIGITS)
    *number = (negative ? -1 : 1) * short_number (whole, n_whole, decimals, n_decimals);
  else
    *number = g_ascii_strtod (cell, NULL);
  return isfinite (*number);
}

/* Up to max digits; −1 when there are none. */
static int
read_digits (const char **c, const char *end, gsize max, gsize *n)
{
  int value = 0;

  for (*n = 0; *n < max && *c < end && g_ascii_isdigit (**c); (*n)++, (*c)++)
    value = value * 10 + (**c - '0');
  return *n > 0 ? value : -1;
}

/* What follows the day: nothing, or T or a blank and hh:mm with seconds, fraction and zone left as they are. */
static gboolean
read_time (const char *c, const char *end, double *fraction)
{
  gsize n;
  int hour, minute, second = 0;

  *fraction = 0;
  if (c == end)
    return TRUE;
  if (*c != 'T' && *c != ' ')
    return FALSE;
  c++;
  hour = read_digits (&c, end, 2, &n);
  if (hour < 0 || hour > 24 || c == end || *c != ':')
    return FALSE;
  c++;
  minute = read_digits (&c, end, 2, &n);
  if (minute < 0 || minute > 59)
    return FALSE;
  if (c < end && *c == ':')
    {
      c++;
      second = read_digits (&c, end, 2, &n);
    }
  *fraction = (hour * 3600 + minute * 60 + MAX (second, 0)) / 86400.0;
  return TRUE;
}

gboolean
sb_win_cell_day (const char *cell, gsize length, SbWinDayOrder order, double *day)
{
  static const guint8 place[SB_WIN_N_DAY_ORDERS][3] = { { 0, 1, 2 }, { 2, 1, 0 }, { 2, 0, 1 } }; /* of y, m, d */
  const char *c = cell, *end = cell + length;
  int parts[3];
  gsize digits[3];
  char separator = 0;
  double fraction;
  SbDate date;

  for (int i = 0; i < 3; i++)
    {
      if (i > 0)
        {
          if (c == end || strchr ("-/.", *c) == NULL || (separator != 0 && *c != separator))
            return FALSE;
          separator = *c++;
        }
      parts[i] = read_digits (&c, end, 4, &digits[i]);
      if (parts[i] < 0)
        return FALSE;
    }
  if (digits[place[order][0]] != 4 || digits[place[order][1]] > 2 || digits[place[order][2]] > 2)
    return FALSE;
  date = sb_date_from_ymd (parts[place[order][0]], parts[place[order][1]], parts[place[order][2]]);
  if (date == SB_DATE_NONE || !read_time (c, end, &fraction))
    return FALSE;
  *day = (double) date + fraction;
  return TRUE;
}

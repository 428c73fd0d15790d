/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Takes a written date apart. Called for every cell of a date column, in both passes, so the usual forms are read
 * without a detour. Does not decide an order: it says which ones are possible. */
#include "exchange/sb-date-text.h"

#include <string.h>

#define TEXT_SIZE 72
#define DAY_MICRO G_GINT64_CONSTANT (86400000000)

/* ---- months ---------------------------------------------------------------------------------------------------- */

static const struct {
  const char *word;
  int         month;
} months[] = {
  /* The shortest form that no other month begins with, per language; words are compared from their beginning with the
   * forms after it. */
  { "january", 1 },  { "januar", 1 },   { "jan", 1 },     { "jän", 1 },       { "jänner", 1 },     { "janvier", 1 },
  { "janv", 1 },     { "enero", 1 },    { "ene", 1 },     { "february", 2 },  { "februar", 2 },    { "feb", 2 },
  { "février", 2 },  { "fevrier", 2 },  { "févr", 2 },    { "fév", 2 },       { "fev", 2 },        { "febrero", 2 },
  { "march", 3 },    { "mar", 3 },      { "märz", 3 },    { "maerz", 3 },     { "mär", 3 },        { "mrz", 3 },
  { "mars", 3 },     { "marzo", 3 },    { "april", 4 },   { "apr", 4 },       { "avril", 4 },      { "avr", 4 },
  { "abril", 4 },    { "abr", 4 },      { "may", 5 },     { "mai", 5 },       { "mayo", 5 },       { "june", 6 },
  { "juni", 6 },     { "jun", 6 },      { "juin", 6 },    { "junio", 6 },     { "july", 7 },       { "juli", 7 },
  { "jul", 7 },      { "juillet", 7 },  { "juil", 7 },    { "julio", 7 },     { "august", 8 },     { "aug", 8 },
  { "août", 8 },     { "aout", 8 },     { "agosto", 8 },  { "ago", 8 },       { "september", 9 },  { "sept", 9 },
  { "sep", 9 },      { "septembre", 9 }, { "septiembre", 9 }, { "setiembre", 9 }, { "october", 10 }, { "oktober", 10 },
  { "oct", 10 },     { "okt", 10 },     { "octobre", 10 }, { "octubre", 10 }, { "november", 11 },  { "nov", 11 },
  { "novembre", 11 }, { "noviembre", 11 }, { "december", 12 }, { "dezember", 12 }, { "dec", 12 },   { "dez", 12 },
  { "décembre", 12 }, { "decembre", 12 }, { "déc", 12 },  { "diciembre", 12 }, { "dic", 12 },
  { "一月", 1 },     { "二月", 2 },     { "三月", 3 },    { "四月", 4 },      { "五月", 5 },       { "六月", 6 },
  { "七月", 7 },     { "八月", 8 },     { "九月", 9 },    { "十月", 10 },     { "十一月", 11 },    { "十二月", 12 },
};

/* Equal but for the case of ASCII letters and of é, ä, û. */
static gboolean
same_word (const char *lower, const char *text, gsize length)
{
  if (strlen (lower) != length)
    return FALSE;
  for (gsize i = 0; i < length; i++)
    {
      char c = g_ascii_tolower (text[i]);

      /* The capitals of U+00E0 … U+00FE stand 0x20 below in the second byte. */
      if (i > 0 && (guint8) text[i - 1] == 0xC3 && (guint8) c >= 0x80 && (guint8) c <= 0x9E)
        c = (char) (c + 0x20);
      if (c != lower[i])
        return FALSE;
    }
  return TRUE;
}

int
sb_month_word (const char *word, gsize length)
{
  g_return_val_if_fail (word != NULL, 0);

  if (length > 0 && word[length - 1] == '.')
    length--;
  for (guint i = 0; length >= 3 && i < G_N_ELEMENTS (months); i++)
    if (same_word (months[i].word, word, length))
      return months[i].month;
  return 0;
}

/* ---- other scripts --------------------------------------------------------------------------------------------- */

static gunichar
to_ascii (gunichar c)
{
  int digit = g_unichar_digit_value (c);

  if (digit >= 0)
    return (gunichar) ('0' + digit);
  if (c >= 0xFF01 && c <= 0xFF5E)
    return c - 0xFEE0;
  if (g_unichar_isspace (c))
    return ' ';
  switch (c)
    {
    case 0x2212:
    case 0x2010:
    case 0x2011:
      return '-';
    case 0x2019:
      return '\'';
    case 0x066B:
      return '.';
    case 0x066C:
      return ',';
    case 0xFFE5:
      return 0xA5;
    case 0xFFE1:
      return 0xA3;
    /* Marks of direction, and the mark of byte order, say nothing about a number. */
    case 0x200E:
    case 0x200F:
    case 0x061C:
    case 0xFEFF:
      return 0;
    default:
      return c;
    }
}

gboolean
sb_text_to_ascii (const char *text, gsize length, char *out, gsize size)
{
  g_return_val_if_fail (text != NULL && out != NULL, FALSE);

  const char *end = text + length;
  gsize n = 0;

  while (text < end)
    {
      gunichar c = to_ascii (g_utf8_get_char (text));

      if (n + 7 > size)
        return FALSE;
      if (c != 0)
        n += (gsize) g_unichar_to_utf8 (c, out + n);
      text = g_utf8_next_char (text);
    }
  out[n] = '\0';
  return TRUE;
}

/* ---- times ----------------------------------------------------------------------------------------------------- */

typedef struct {
  const char *at, *end;
} Cursor;

static void
skip_blanks (Cursor *cursor)
{
  while (cursor->at < cursor->end && *cursor->at == ' ')
    cursor->at++;
}

static gboolean
take (Cursor *cursor, const char *word)
{
  gsize n = strlen (word);

  if ((gsize) (cursor->end - cursor->at) < n || g_ascii_strncasecmp (cursor->at, word, n) != 0)
    return FALSE;
  cursor->at += n;
  return TRUE;
}

/* Up to 18 digits. Returns how many. */
static guint
take_number (Cursor *cursor, gint64 *value)
{
  guint n = 0;

  *value = 0;
  for (; cursor->at < cursor->end && g_ascii_isdigit (*cursor->at) && n < 18; cursor->at++, n++)
    *value = *value * 10 + (*cursor->at - '0');
  return n;
}

static gboolean
read_zone (Cursor *cursor, SbDateText *date)
{
  gint64 hours, minutes = 0;
  guint digits;
  int sign;

  skip_blanks (cursor);
  if (cursor->at == cursor->end)
    return TRUE;
  if (take (cursor, "Z") || take (cursor, "UTC") || take (cursor, "GMT"))
    date->has_zone = TRUE;
  if (cursor->at == cursor->end)
    return date->has_zone;
  if (*cursor->at != '+' && *cursor->at != '-')
    return FALSE;
  sign = *cursor->at++ == '-' ? -1 : 1;
  digits = take_number (cursor, &hours);
  if (digits == 4)
    {
      minutes = hours % 100;
      hours /= 100;
    }
  else if (digits != 1 && digits != 2)
    return FALSE;
  else if (take (cursor, ":") && take_number (cursor, &minutes) != 2)
    return FALSE;
  date->has_zone = TRUE;
  date->zone = sign * (int) (hours * 3600 + minutes * 60);
  return hours <= 15 && minutes < 60;
}

static gboolean
read_fraction (Cursor *cursor, gint64 *micro)
{
  gint64 scale = 100000;

  if (cursor->at == cursor->end || (*cursor->at != '.' && *cursor->at != ','))
    return TRUE;
  if (++cursor->at == cursor->end || !g_ascii_isdigit (*cursor->at))
    return FALSE;
  for (; cursor->at < cursor->end && g_ascii_isdigit (*cursor->at); cursor->at++, scale /= 10)
    *micro += (*cursor->at - '0') * scale;
  return TRUE;
}

/* [上午] H:MM[:SS[.fraction]] [AM|PM] [zone] up to the end. */
static gboolean
read_time (Cursor *cursor, SbDateText *date)
{
  gint64 hour, minute, second = 0, micro = 0;
  gboolean pm, am;

  am = take (cursor, "上午");
  pm = !am && take (cursor, "下午");
  skip_blanks (cursor);
  if (take_number (cursor, &hour) == 0 || !take (cursor, ":") || take_number (cursor, &minute) != 2)
    return FALSE;
  if (take (cursor, ":") && (take_number (cursor, &second) != 2 || !read_fraction (cursor, &micro)))
    return FALSE;
  skip_blanks (cursor);
  am = am || take (cursor, "AM") || take (cursor, "a.m.");
  pm = pm || (!am && (take (cursor, "PM") || take (cursor, "p.m.")));
  if ((am || pm) && (hour < 1 || hour > 12) && hour != 0)
    return FALSE;
  if (am && hour == 12)
    hour = 0;
  else if (pm && hour < 12)
    hour += 12;
  if (hour > 24 || minute > 59 || second > 60 || (hour == 24 && (minute > 0 || second > 0)))
    return FALSE;
  date->has_time = TRUE;
  date->micro = ((hour * 60 + minute) * 60 + second) * G_USEC_PER_SEC + micro;
  return read_zone (cursor, date) && cursor->at == cursor->end;
}

/* What follows the date: nothing, or a time behind blanks, T or a comma. */
static gboolean
read_tail (Cursor *cursor, SbDateText *date)
{
  gboolean gap = cursor->at < cursor->end && (*cursor->at == ' ' || *cursor->at == ',');

  if (take (cursor, ","))
    gap = TRUE;
  skip_blanks (cursor);
  if (cursor->at == cursor->end)
    return TRUE;
  if (take (cursor, "T"))
    gap = TRUE;
  /* 2026-03-05Z: a bare date with a zone. */
  if (!gap && (*cursor->at == 'Z' || *cursor->at == 'z') && cursor->at + 1 == cursor->end)
    return TRUE;
  return gap && read_time (cursor, date);
}

/* ---- dates ----------------------------------------------------------------------------------------------------- */

static gboolean
scan_parts (Cursor *cursor, SbDateText *date)
{
  date->shape = SB_DATE_PARTS;
  date->separator = *cursor->at++;
  date->digits[1] = (guint8) take_number (cursor, &date->number[1]);
  if (date->digits[1] < 1 || date->digits[1] > 2 || cursor->at == cursor->end || *cursor->at != date->separator)
    return FALSE;
  cursor->at++;
  date->digits[2] = (guint8) take_number (cursor, &date->number[2]);
  if (date->digits[2] < 1 || date->digits[2] > 4 || date->digits[2] == 3)
    return FALSE;
  if (date->digits[0] != 4 && date->digits[0] > 2)
    return FALSE;
  return read_tail (cursor, date);
}

/* 2026年3月5日 */
static gboolean
scan_chinese (Cursor *cursor, SbDateText *date)
{
  date->shape = SB_DATE_PARTS;
  date->separator = 'c';
  skip_blanks (cursor);
  date->digits[1] = (guint8) take_number (cursor, &date->number[1]);
  skip_blanks (cursor);
  if (date->digits[1] < 1 || date->digits[1] > 2 || !take (cursor, "月"))
    return FALSE;
  skip_blanks (cursor);
  date->digits[2] = (guint8) take_number (cursor, &date->number[2]);
  if (date->digits[2] < 1 || date->digits[2] > 2 || (!take (cursor, "日") && !take (cursor, "号")))
    return FALSE;
  skip_blanks (cursor);
  return cursor->at == cursor->end || read_time (cursor, date);
}

static gboolean
scan_integer (Cursor *cursor, SbDateText *date)
{
  date->shape = date->digits[0] == 8 ? SB_DATE_COMPACT : SB_DATE_INTEGER;
  if (date->shape == SB_DATE_COMPACT)
    return read_tail (cursor, date);
  if (cursor->at < cursor->end && (*cursor->at == '.' || *cursor->at == ','))
    {
      /* A fraction of a day; only as fine as a microsecond needs. */
      gint64 scale = DAY_MICRO / 10, micro = 0;

      for (cursor->at++; cursor->at < cursor->end && g_ascii_isdigit (*cursor->at); cursor->at++, scale /= 10)
        micro += (*cursor->at - '0') * scale;
      date->micro = MIN (micro, DAY_MICRO - 1);
      date->has_time = TRUE;
    }
  return cursor->at == cursor->end;
}

/* Between the parts of a date with a named month: blanks, '-', '/', '.', ',', "de", "of"; behind a day also its ending.
 */
static void
skip_joint (Cursor *cursor)
{
  const char *before;

  static const char * const endings[] = { "st", "nd", "rd", "th", "er" };

  for (guint i = 0; i < G_N_ELEMENTS (endings); i++)
    if (take (cursor, endings[i]))
      break;
  do
    {
      before = cursor->at;
      if (cursor->at < cursor->end && strchr (" -/.,", *cursor->at) != NULL)
        cursor->at++;
      else if (!take (cursor, "de ") && !take (cursor, "of "))
        take (cursor, "del ");
    }
  while (cursor->at > before);
}

static gboolean
take_month (Cursor *cursor, int *month)
{
  const char *start = cursor->at;

  while (cursor->at < cursor->end && (g_ascii_isalpha (*cursor->at) || (guint8) *cursor->at >= 0x80))
    cursor->at++;
  *month = sb_month_word (start, (gsize) (cursor->at - start));
  return *month != 0;
}

/* Day and year around a named month: 5 Mar 2026, Mar 5, 2026, 2026 Mar 5, 12-Sep-26. */
static gboolean
scan_named (Cursor *cursor, SbDateText *date)
{
  date->shape = SB_DATE_NAMED;
  date->separator = ' ';
  date->month_first = date->digits[0] == 0;
  if (!date->month_first)
    skip_joint (cursor);
  if (!take_month (cursor, &date->month))
    return FALSE;
  skip_joint (cursor);
  if (date->month_first)
    {
      date->digits[0] = (guint8) take_number (cursor, &date->number[0]);
      skip_joint (cursor);
    }
  date->digits[1] = (guint8) take_number (cursor, &date->number[1]);
  if (date->digits[0] == 4 && !date->month_first)
    return date->digits[1] >= 1 && date->digits[1] <= 2 && read_tail (cursor, date);
  return date->digits[0] >= 1 && date->digits[0] <= 2 && (date->digits[1] == 4 || date->digits[1] == 2) &&
         read_tail (cursor, date);
}

static gboolean
scan_ascii (Cursor cursor, SbDateText *date)
{
  guint digits;

  memset (date, 0, sizeof *date);
  skip_blanks (&cursor);
  while (cursor.end > cursor.at && cursor.end[-1] == ' ')
    cursor.end--;
  digits = take_number (&cursor, &date->number[0]);
  date->digits[0] = (guint8) digits;
  if (digits >= 5)
    return scan_integer (&cursor, date);
  if (cursor.at == cursor.end)
    return FALSE;
  if (digits == 0)
    return scan_named (&cursor, date);
  if (strchr ("-/.", *cursor.at) != NULL && cursor.at + 1 < cursor.end && g_ascii_isdigit (cursor.at[1]))
    return scan_parts (&cursor, date);
  if (digits == 4 && take (&cursor, "年"))
    return scan_chinese (&cursor, date);
  return scan_named (&cursor, date);
}

gboolean
sb_date_text_scan (const char *text, gsize length, SbDateText *date)
{
  g_return_val_if_fail (text != NULL && date != NULL, FALSE);

  char ascii[TEXT_SIZE];

  if (length > 64)
    return FALSE;
  for (gsize i = 0; i < length; i++)
    if ((guint8) text[i] >= 0x80 || text[i] == '\t')
      {
        if (!sb_text_to_ascii (text, length, ascii, sizeof ascii))
          return FALSE;
        return scan_ascii ((Cursor) { ascii, ascii + strlen (ascii) }, date);
      }
  return scan_ascii ((Cursor) { text, text + length }, date);
}

static SbDate
make_date (gint64 year, guint digits, gint64 month, gint64 day)
{
  if (digits == 2)
    year += year < 70 ? 2000 : 1900;
  else if (digits != 4)
    return SB_DATE_NONE;
  if (month > 12 || day > 31)
    return SB_DATE_NONE;
  return sb_date_from_ymd ((int) year, (int) month, (int) day);
}

static SbDate
read_parts (const SbDateText *date, guint order)
{
  const gint64 *n = date->number;

  switch (order)
    {
    case SB_ORDER_YMD:
      return date->digits[0] == 4 ? make_date (n[0], 4, n[1], n[2]) : SB_DATE_NONE;
    case SB_ORDER_YMD_SHORT:
      return date->digits[0] == 2 && date->digits[2] <= 2 ? make_date (n[0], 2, n[1], n[2]) : SB_DATE_NONE;
    case SB_ORDER_DMY:
      return date->digits[0] <= 2 ? make_date (n[2], date->digits[2], n[1], n[0]) : SB_DATE_NONE;
    case SB_ORDER_MDY:
      return date->digits[0] <= 2 ? make_date (n[2], date->digits[2], n[0], n[1]) : SB_DATE_NONE;
    default:
      return SB_DATE_NONE;
    }
}

static SbDate
read_named (const SbDateText *date)
{
  if (date->digits[0] == 4)
    return make_date (date->number[0], 4, date->month, date->number[1]);
  return make_date (date->number[1], date->digits[1], date->month, date->number[0]);
}

/* Day 60 of the 1900 system is its 29 February 1900, which never was; what is before is off by one. */
static SbDate
read_serial (gint64 days)
{
  if (days < 20000 || days > 80000)
    return SB_DATE_NONE;
  return (SbDate) (days - 25569);
}

static SbDate
read_epoch (gint64 number, gint64 unit, gint64 *micro)
{
  gint64 seconds = number / unit;

  if (seconds < G_GINT64_CONSTANT (946684800) || seconds >= G_GINT64_CONSTANT (4102444800))
    return SB_DATE_NONE;
  if (micro != NULL)
    *micro = (seconds % 86400) * G_USEC_PER_SEC + (number % unit) * (G_USEC_PER_SEC / unit);
  return (SbDate) (seconds / 86400);
}

SbDate
sb_date_text_read (const SbDateText *date, guint order, gint64 *micro)
{
  g_return_val_if_fail (date != NULL, SB_DATE_NONE);

  if (micro != NULL)
    *micro = date->micro;
  switch (date->shape)
    {
    case SB_DATE_PARTS:
      return read_parts (date, order);
    case SB_DATE_NAMED:
      return order <= SB_ORDER_MDY ? read_named (date) : SB_DATE_NONE;
    case SB_DATE_COMPACT:
      return order == SB_ORDER_YMD ? make_date (date->number[0] / 10000, 4, date->number[0] / 100 % 100,
                                                date->number[0] % 100)
                                   : SB_DATE_NONE;
    case SB_DATE_INTEGER:
    default:
      if (order == SB_ORDER_SERIAL && date->digits[0] == 5)
        return read_serial (date->number[0]);
      if (order == SB_ORDER_EPOCH && date->digits[0] == 10 && !date->has_time)
        return read_epoch (date->number[0], 1, micro);
      if (order == SB_ORDER_EPOCH_MS && date->digits[0] == 13 && !date->has_time)
        return read_epoch (date->number[0], 1000, micro);
      return SB_DATE_NONE;
    }
}

guint
sb_date_text_orders (const SbDateText *date)
{
  g_return_val_if_fail (date != NULL, 0);

  guint orders = 0;

  if (date->shape == SB_DATE_NAMED)
    return read_named (date) == SB_DATE_NONE
               ? 0
               : SB_ORDER_YMD | SB_ORDER_YMD_SHORT | SB_ORDER_DMY | SB_ORDER_MDY;
  if (date->shape == SB_DATE_PARTS && date->digits[0] == 4)
    return sb_date_text_read (date, SB_ORDER_YMD, NULL) != SB_DATE_NONE ? SB_ORDER_YMD : 0;
  for (guint order = 1; order < SB_ORDERS; order <<= 1)
    if (sb_date_text_read (date, order, NULL) != SB_DATE_NONE)
      orders |= order;
  return orders;
}

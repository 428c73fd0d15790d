/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Takes a written number apart: sign, currency, digits, marks, suffix. Called for every cell of a number column in
 * both passes. Does not decide what a mark means: it says which readings are possible, and reads in a given one. */
#include "exchange/sb-number-text.h"
#include "exchange/sb-date-text.h"

#include <string.h>

#define MAX_DIGITS 38

/* ---- around the digits ----------------------------------------------------------------------------------------- */

typedef struct {
  const char *at, *end;
} Cursor;

static void
trim (Cursor *cursor)
{
  while (cursor->at < cursor->end && *cursor->at == ' ')
    cursor->at++;
  while (cursor->at < cursor->end && cursor->end[-1] == ' ')
    cursor->end--;
}

static gboolean
starts_with (const Cursor *cursor, const char *word, gsize n)
{
  return (gsize) (cursor->end - cursor->at) >= n && memcmp (cursor->at, word, n) == 0;
}

static gboolean
ends_with (const Cursor *cursor, const char *word, gsize n)
{
  return (gsize) (cursor->end - cursor->at) >= n && memcmp (cursor->end - n, word, n) == 0;
}

/* Longer signs first. */
static const char * const signs[][2] = {
  { "US$", "USD" }, { "HK$", "HKD" }, { "NT$", "TWD" }, { "CA$", "CAD" }, { "AU$", "AUD" }, { "CN¥", "CNY" },
  { "A$", "AUD" },  { "C$", "CAD" },  { "S$", "SGD" },  { "R$", "BRL" },  { "JP¥", "JPY" }, { "人民币", "CNY" },
  { "美元", "USD" }, { "欧元", "EUR" }, { "港元", "HKD" }, { "日元", "JPY" }, { "RMB", "CNY" }, { "元", "CNY" },
  { "€", "EUR" },   { "£", "GBP" },   { "₹", "INR" },   { "₩", "KRW" },   { "₽", "RUB" },   { "₺", "TRY" },
  { "$", "$" },     { "¥", "¥" },
};

/* One sign or code at either end. FALSE when a second one contradicts. */
static gboolean
take_currency (Cursor *cursor, SbNumberText *number)
{
  char code[4] = "";

  for (guint i = 0; i < G_N_ELEMENTS (signs); i++)
    {
      gsize n = strlen (signs[i][0]);
      gboolean front = starts_with (cursor, signs[i][0], n);

      if (!front && !ends_with (cursor, signs[i][0], n))
        continue;
      if (front)
        cursor->at += n;
      else
        cursor->end -= n;
      g_strlcpy (number->currency, signs[i][1], sizeof number->currency);
      trim (cursor);
      return TRUE;
    }
  if (cursor->end - cursor->at < 4)
    return FALSE;
  if (g_ascii_isupper (cursor->at[0]) && g_ascii_isupper (cursor->at[1]) && g_ascii_isupper (cursor->at[2]) &&
      !g_ascii_isalpha (cursor->at[3]))
    memcpy (code, cursor->at, 3);
  else if (g_ascii_isupper (cursor->end[-1]) && g_ascii_isupper (cursor->end[-2]) &&
           g_ascii_isupper (cursor->end[-3]) && !g_ascii_isalpha (cursor->end[-4]))
    memcpy (code, cursor->end - 3, 3);
  if (*code == '\0' || !sb_currency_is_known (code))
    return FALSE;
  if (memcmp (cursor->at, code, 3) == 0)
    cursor->at += 3;
  else
    cursor->end -= 3;
  g_strlcpy (number->currency, code, sizeof number->currency);
  trim (cursor);
  return TRUE;
}

static gboolean
take_minus (Cursor *cursor, SbNumberText *number)
{
  if (cursor->at == cursor->end)
    return FALSE;
  if (*cursor->at == '(' && cursor->end[-1] == ')' && cursor->end - cursor->at > 2)
    cursor->at++, cursor->end--;
  else if (*cursor->at == '-')
    cursor->at++;
  else if (cursor->end[-1] == '-')
    cursor->end--;
  else
    return FALSE;
  number->negative = TRUE;
  trim (cursor);
  return TRUE;
}

static void
take_suffix (Cursor *cursor, SbNumberText *number)
{
  static const struct {
    const char *word;
    int         power;
  } suffixes[] = { { "百万", 6 }, { "千万", 7 }, { "万", 4 }, { "亿", 8 }, { "千", 3 },
                   { "k", 3 },    { "K", 3 },    { "m", 6 },  { "M", 6 } };

  for (guint i = 0; i < G_N_ELEMENTS (suffixes); i++)
    {
      gsize n = strlen (suffixes[i].word);

      /* Directly after a digit: "12.5万" but not "12.5 m". */
      if (!ends_with (cursor, suffixes[i].word, n) || (gsize) (cursor->end - cursor->at) == n ||
          !g_ascii_isdigit (cursor->end[-(gssize) n - 1]))
        continue;
      cursor->end -= n;
      number->suffix = TRUE;
      number->power = suffixes[i].power;
      return;
    }
}

/* Digits and marks only; ' and blanks may stand between digits. */
static gboolean
take_digits (const Cursor *cursor, SbNumberText *number)
{
  gboolean digit = FALSE;

  for (const char *at = cursor->at; at < cursor->end; at++)
    {
      if (number->n == sizeof number->digits)
        return FALSE;
      if (g_ascii_isdigit (*at))
        digit = TRUE;
      else if (*at == '.')
        number->n_points++;
      else if (*at == ',')
        number->n_commas++;
      else if ((*at == '\'' || *at == ' ') && at > cursor->at && at + 1 < cursor->end && g_ascii_isdigit (at[-1]) &&
               g_ascii_isdigit (at[1]))
        continue;
      else
        return FALSE;
      number->digits[number->n++] = *at;
    }
  return digit;
}

static gboolean
scan_ascii (Cursor cursor, SbNumberText *number)
{
  gboolean money, minus;

  trim (&cursor);
  /* The usual cell has nothing around its digits. */
  if (cursor.at < cursor.end && g_ascii_isdigit (*cursor.at) && g_ascii_isdigit (cursor.end[-1]))
    return take_digits (&cursor, number);
  if (cursor.at < cursor.end && cursor.end[-1] == '%')
    {
      number->percent = TRUE;
      cursor.end--;
      trim (&cursor);
    }
  /* -$5, $-5, ($5), $(5), 5- €: each at most once, in any nesting. */
  money = take_currency (&cursor, number);
  minus = take_minus (&cursor, number);
  if (!money)
    money = take_currency (&cursor, number);
  if (!minus)
    take_minus (&cursor, number);
  if (cursor.at < cursor.end && *cursor.at == '+' && !number->negative)
    cursor.at++;
  take_suffix (&cursor, number);
  return take_digits (&cursor, number);
}

gboolean
sb_number_text_scan (const char *text, gsize length, SbNumberText *number)
{
  g_return_val_if_fail (text != NULL && number != NULL, FALSE);

  char ascii[160];

  number->n = number->n_points = number->n_commas = 0;
  number->negative = number->percent = number->suffix = FALSE;
  number->power = 0;
  number->currency[0] = '\0';
  if (length == 0 || length > 120)
    return FALSE;
  for (gsize i = 0; i < length; i++)
    if ((guint8) text[i] >= 0x80 || text[i] == '\t')
      {
        if (!sb_text_to_ascii (text, length, ascii, sizeof ascii))
          return FALSE;
        return scan_ascii ((Cursor) { ascii, ascii + strlen (ascii) }, number);
      }
  return scan_ascii ((Cursor) { text, text + length }, number);
}

/* ---- readings -------------------------------------------------------------------------------------------------- */

/* Are the groups before `end` well formed under `mark`? Western: all of three; Indian: the last of three, those before
 * of two. The first may be shorter but not empty. */
static gboolean
groups_fit (const SbNumberText *number, guint end, char mark)
{
  guint sizes[33], n = 0, size = 0;
  gboolean western = TRUE, indian = TRUE;

  for (guint i = 0; i < end; i++)
    {
      if (number->digits[i] != mark)
        size++;
      else if (n == 32)
        return FALSE;
      else
        sizes[n++] = size, size = 0;
    }
  sizes[n++] = size;
  if (n == 1)
    return TRUE;
  for (guint i = 0; i < n; i++)
    {
      guint last = i + 1 == n;

      western = western && (i == 0 ? sizes[i] >= 1 && sizes[i] <= 3 : sizes[i] == 3);
      indian = indian && (last ? sizes[i] == 3 : i == 0 ? sizes[i] >= 1 && sizes[i] <= 2 : sizes[i] == 2);
    }
  return western || indian;
}

/* One kind of mark, once: is it a group mark or a decimal one? */
static gboolean
may_be_group (const SbNumberText *number, guint at)
{
  return number->n - at - 1 == 3 && at >= 1 && at <= 3 && !(number->digits[0] == '0');
}

static guint
position (const SbNumberText *number, char mark)
{
  for (guint i = number->n; i > 0; i--)
    if (number->digits[i - 1] == mark)
      return i - 1;
  return number->n;
}

/* Reading with `decimal` as the decimal mark and `group` between groups. */
static gboolean
reading_fits (const SbNumberText *number, char decimal, char group, guint n_decimal, guint n_group)
{
  guint at = position (number, decimal);

  if (n_decimal > 1)
    return FALSE;
  if (n_group == 0)
    return TRUE;
  if (position (number, group) != number->n && position (number, group) > at)
    return FALSE;
  /* A single mark that cannot be a group's. */
  if (n_decimal == 0 && n_group == 1 && !may_be_group (number, position (number, group)))
    return FALSE;
  return groups_fit (number, at, group);
}

guint
sb_number_text_readings (const SbNumberText *number)
{
  g_return_val_if_fail (number != NULL, 0);

  guint readings = 0;

  if (reading_fits (number, '.', ',', number->n_points, number->n_commas))
    readings |= SB_READ_POINT;
  if (reading_fits (number, ',', '.', number->n_commas, number->n_points))
    readings |= SB_READ_COMMA;
  return readings;
}

SbIssueCode
sb_number_text_read (const SbNumberText *number, guint reading, int power, SbDecimal *decimal)
{
  g_return_val_if_fail (number != NULL && decimal != NULL, SB_ISSUE_BAD_NUMBER);

  char mark = reading == SB_READ_COMMA ? ',' : '.';
  gboolean fraction = FALSE;
  guint digits = 0;

  if (!(sb_number_text_readings (number) & reading))
    return SB_ISSUE_BAD_NUMBER;
  decimal->mantissa = 0;
  decimal->scale = 0;
  for (guint i = 0; i < number->n; i++)
    {
      char c = number->digits[i];

      if (c == mark)
        fraction = TRUE;
      if (!g_ascii_isdigit (c))
        continue;
      if (digits > 0 || c != '0')
        digits++;
      if (digits > MAX_DIGITS)
        return SB_ISSUE_NUMBER_OVERFLOW;
      decimal->mantissa = decimal->mantissa * 10 + (guint) (c - '0');
      decimal->scale += fraction;
    }
  for (power += number->power; power > 0; power--)
    {
      if (decimal->scale > 0)
        decimal->scale--;
      else if (digits > 0 && ++digits > MAX_DIGITS)
        return SB_ISSUE_NUMBER_OVERFLOW;
      else
        decimal->mantissa *= 10;
    }
  while (decimal->scale > 0 && decimal->mantissa % 10 == 0)
    {
      decimal->mantissa /= 10;
      decimal->scale--;
    }
  decimal->negative = number->negative && decimal->mantissa != 0;
  decimal->percent = number->percent;
  decimal->suffix = number->suffix;
  memcpy (decimal->currency, number->currency, sizeof decimal->currency);
  return SB_ISSUE_NONE;
}

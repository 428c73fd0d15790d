/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Reads typed numbers and fields. Dates are in sb-parse-date.c. Pure: no clock, no locale. */
#include "sb-config.h"

#include "model/sb-parse.h"

#include "core/sb-money.h"
#include "core/sb-text.h"

#include <glib/gi18n-lib.h>
#include <math.h>
#include <string.h>

G_DEFINE_QUARK (sb-parse-error-quark, sb_parse_error)

typedef struct {
  const char *word;
  int         power; /* of ten */
} Unit;

/* Longer words first. */
static const Unit units[] = { { "million", 6 }, { "billion", 9 }, { "mio", 6 }, { "mrd", 9 }, { "bn", 9 }, { "百万", 6 },
                              { "千万", 7 },    { "万亿", 12 },   { "亿", 8 },  { "萬", 4 },  { "万", 4 }, { "千", 3 },
                              { "k", 3 },       { "w", 4 },       { "m", 6 },   { "b", 9 } };

static gboolean
fail_number (const char *text, GError **error)
{
  g_autofree char *shown = sb_text_ellipsize (text, 40);

  g_set_error (error, SB_PARSE_ERROR, SB_PARSE_ERROR_NUMBER,
               _("“%s” is not a number. Type for example 1,200.50 or 12.5万."), shown);
  return FALSE;
}

/* Folded and without blanks, signs of currencies, and "元". */
static char *
plain_number (const char *text)
{
  static const char *const noise[] = { " ", "_", "'", "’", "¥", "￥", "$", "€", "£", "元", "rmb", "cny", "+", NULL };
  g_autofree char *folded = sb_text_fold (text);
  GString *plain = g_string_new (folded);

  for (gsize i = 0; noise[i] != NULL; i++)
    g_string_replace (plain, noise[i], "", 0);
  g_string_replace (plain, "−", "-", 0);
  g_string_replace (plain, "，", ",", 0);
  g_string_replace (plain, "。", ".", 0);
  return g_string_free (plain, FALSE);
}

/* Takes a unit word off the end; returns its power of ten. */
static int
take_unit (char *text)
{
  for (gsize i = 0; i < G_N_ELEMENTS (units); i++)
    if (g_str_has_suffix (text, units[i].word))
      {
        text[strlen (text) - strlen (units[i].word)] = '\0';
        return units[i].power;
      }
  return 0;
}

static gboolean
groups_are_right (const char *digits, char group)
{
  const char *at = strchr (digits, group);

  if (at == NULL)
    return TRUE;
  if (at == digits || at - digits > 3)
    return FALSE;
  while (at != NULL)
    {
      gsize run = strspn (at + 1, "0123456789");

      if (run != 3)
        return FALSE;
      at = at[4] == group ? at + 4 : NULL;
    }
  return TRUE;
}

/* Moves the point of digits "123" + fraction "45" right by power: exact, as text. */
static char *
shift_point (const char *sign, const char *whole, const char *fraction, int power)
{
  GString *out = g_string_new (whole);
  gsize length = strlen (fraction);

  for (int i = 0; i < power; i++)
    g_string_append_c (out, (gsize) i < length ? fraction[i] : '0');
  while (out->len > 1 && out->str[0] == '0')
    g_string_erase (out, 0, 1);
  if (length > (gsize) power)
    g_string_append_printf (out, ".%s", fraction + power);
  g_string_prepend (out, sign);
  return g_string_free (out, FALSE);
}

char *
sb_parse_decimal (const char *text, char decimal, GError **error)
{
  g_autofree char *plain = NULL, *whole = NULL;
  const char *sign = "", *fraction = "", *point;
  char group = decimal == ',' ? '.' : ',';
  char *digits;
  int power;

  g_return_val_if_fail (text != NULL && (decimal == '.' || decimal == ','), NULL);

  plain = plain_number (text);
  digits = plain;
  if (*digits == '(' && g_str_has_suffix (digits, ")"))
    {
      sign = "-";
      digits[strlen (digits) - 1] = '\0';
      digits++;
    }
  else if (*digits == '-')
    {
      sign = "-";
      digits++;
    }
  power = take_unit (digits);
  point = strchr (digits, decimal);
  if (point != NULL)
    fraction = point + 1;
  whole = point == NULL ? g_strdup (digits) : g_strndup (digits, (gsize) (point - digits));
  if ((whole[0] == '\0' && fraction[0] == '\0') || !groups_are_right (whole, group)
      || strspn (fraction, "0123456789") != strlen (fraction) || strlen (digits) > 40)
    {
      fail_number (text, error);
      return NULL;
    }
  for (char *at = strchr (whole, group); at != NULL; at = strchr (at, group))
    memmove (at, at + 1, strlen (at));
  if (strspn (whole, "0123456789") != strlen (whole))
    {
      fail_number (text, error);
      return NULL;
    }
  return shift_point (sign, whole[0] == '\0' ? "0" : whole, fraction, power);
}

static gboolean
parse_scaled (const char *text, char decimal, int exponent, gint64 *out, GError **error)
{
  g_autofree char *number = sb_parse_decimal (text, decimal, error);

  if (number == NULL)
    return FALSE;
  switch (sb_money_parse (number, exponent, FALSE, out))
    {
    case SB_MONEY_OK:
      return TRUE;
    case SB_MONEY_TOO_FINE:
      g_set_error (error, SB_PARSE_ERROR, SB_PARSE_ERROR_NUMBER,
                   ngettext ("At most %d digit after the point is kept here.",
                             "At most %d digits after the point are kept here.", (gulong) exponent),
                   exponent);
      return FALSE;
    case SB_MONEY_OVERFLOW:
      g_set_error_literal (error, SB_PARSE_ERROR, SB_PARSE_ERROR_RANGE, _("This number is too large."));
      return FALSE;
    default:
      return fail_number (text, error);
    }
}

gboolean
sb_parse_money (const char *text, char decimal, int exponent, gint64 *minor, GError **error)
{
  g_return_val_if_fail (text != NULL && minor != NULL, FALSE);

  return parse_scaled (text, decimal, exponent, minor, error);
}

gboolean
sb_parse_percent (const char *text, char decimal, gint64 *ppm, GError **error)
{
  g_autofree char *folded = NULL, *shown = NULL;
  GString *plain;

  g_return_val_if_fail (text != NULL && ppm != NULL, FALSE);

  folded = sb_text_fold (text);
  plain = g_string_new (folded);
  g_string_replace (plain, "%", "", 1);
  shown = g_string_free (plain, FALSE);
  return parse_scaled (shown, decimal, 4, ppm, error);
}

static gboolean
parse_hours_and_minutes (const char *folded, gint64 *minutes)
{
  static const char *const separators[] = { ":", "h", "小时", NULL };

  for (gsize i = 0; separators[i] != NULL; i++)
    {
      const char *at = strstr (folded, separators[i]);
      const char *rest = at == NULL ? NULL : at + strlen (separators[i]);
      gint64 hours;
      char *end;

      if (at == NULL || *rest == '\0')
        continue;
      hours = g_ascii_strtoll (folded, &end, 10);
      if (end != at || end == folded)
        return FALSE;
      *minutes = g_ascii_strtoll (rest, &end, 10);
      if (end == rest || *minutes < 0 || *minutes > 59 || hours > 1000000 || hours < -1000000)
        return FALSE;
      *minutes = folded[0] == '-' ? hours * 60 - *minutes : hours * 60 + *minutes;
      return TRUE;
    }
  return FALSE;
}

gboolean
sb_parse_minutes (const char *text, char decimal, gint64 *minutes, GError **error)
{
  static const char *const hour_words[] = { "hours", "hour", "小时", "时", "h", NULL };
  static const char *const minute_words[] = { "minutes", "minute", "min", "分钟", "分", NULL };
  g_autofree char *folded = NULL, *number = NULL;
  double scale = 1;

  g_return_val_if_fail (text != NULL && minutes != NULL, FALSE);

  folded = sb_text_fold (text);
  if (parse_hours_and_minutes (folded, minutes))
    return TRUE;
  for (gsize i = 0; hour_words[i] != NULL && scale == 1; i++)
    if (g_str_has_suffix (folded, hour_words[i]))
      {
        folded[strlen (folded) - strlen (hour_words[i])] = '\0';
        scale = 60;
      }
  for (gsize i = 0; minute_words[i] != NULL && scale == 1; i++)
    if (g_str_has_suffix (folded, minute_words[i]))
      {
        folded[strlen (folded) - strlen (minute_words[i])] = '\0';
        break;
      }
  number = sb_parse_decimal (folded, decimal, NULL);
  if (number == NULL || fabs (g_ascii_strtod (number, NULL)) > 1e8)
    {
      g_set_error (error, SB_PARSE_ERROR, SB_PARSE_ERROR_NUMBER,
                   _("“%s” is not a time. Type for example 90, 1:30 or 1.5h."), text);
      return FALSE;
    }
  *minutes = llround (g_ascii_strtod (number, NULL) * scale);
  return TRUE;
}

/* Fields */

static gboolean
parse_number (const SbField *field, const char *text, const SbParseContext *context, SbValue *value, GError **error)
{
  g_autofree char *number = NULL;
  gint64 whole = 0;
  double real;

  switch (field->kind)
    {
    case SB_KIND_MONEY:
      if (!sb_parse_money (text, context->decimal, context->exponent, &whole, error))
        return FALSE;
      break;
    case SB_KIND_PERCENT:
      if (!sb_parse_percent (text, context->decimal, &whole, error))
        return FALSE;
      break;
    case SB_KIND_MINUTES:
      if (!sb_parse_minutes (text, context->decimal, &whole, error))
        return FALSE;
      break;
    case SB_KIND_NUMBER:
      number = sb_parse_decimal (text, context->decimal, error);
      if (number == NULL)
        return FALSE;
      real = g_ascii_strtod (number, NULL);
      if (!isfinite (real))
        return fail_number (text, error);
      *value = sb_value_real (real);
      return TRUE;
    default:
      if (!parse_scaled (text, context->decimal, 0, &whole, error))
        return FALSE;
      break;
    }
  *value = sb_value_int (whole);
  return TRUE;
}

static gboolean
parse_kind (const SbField *field, const char *text, const SbParseContext *context, SbValue *value, GError **error)
{
  char iso[SB_DATE_TEXT_SIZE];
  SbDate date;

  switch (field->kind)
    {
    case SB_KIND_MONEY:
    case SB_KIND_PERCENT:
    case SB_KIND_NUMBER:
    case SB_KIND_INTEGER:
    case SB_KIND_MINUTES:
      return parse_number (field, text, context, value, error);
    case SB_KIND_DATE:
      if (!sb_parse_date (text, context->today, context->month_first, &date, error))
        return FALSE;
      *value = sb_value_text (sb_date_format_iso (date, iso));
      return TRUE;
    case SB_KIND_TEXT:
      *value = sb_value_take_text (sb_text_trim (text));
      return TRUE;
    case SB_KIND_NOTE:
      *value = sb_value_text (text);
      return TRUE;
    default:
      return sb_field_from_text (field, text, context->exponent, value, error);
    }
}

gboolean
sb_parse_field (const SbField *field, const char *text, const SbParseContext *context, SbValue *value, GError **error)
{
  g_auto (SbValue) parsed = SB_VALUE_EMPTY;

  g_return_val_if_fail (field != NULL && text != NULL && context != NULL && value != NULL, FALSE);

  if (!sb_text_is_blank (text) && !parse_kind (field, text, context, &parsed, error))
    return FALSE;
  if (!sb_field_check (field, &parsed, error))
    return FALSE;
  *value = parsed;
  parsed = SB_VALUE_EMPTY;
  return TRUE;
}

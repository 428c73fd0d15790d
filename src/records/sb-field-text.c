/* SPDX-License-Identifier: GPL-3.0-or-later */
/* The technical text of a value and back: what scripts, CSV files and dumps say. It is the same in every language; what
 * people read on screen is the formatter's business. */
#include "records/sb-record-areas.h"
#include "records/sb-value.h"

#include <math.h>
#include <string.h>

#include "core/sb-date.h"
#include "core/sb-money.h"
#include "core/sb-text.h"

#define PERCENT_DIGITS 4 /* 1 % is 10,000 ppm */

static char *
number_to_text (double d)
{
  char text[G_ASCII_DTOSTR_BUF_SIZE];

  /* The shortest form that reads back as the same number. */
  for (int digits = 15; digits < 17; digits++)
    {
      g_autofree char *format = g_strdup_printf ("%%.%dg", digits);

      g_ascii_formatd (text, sizeof text, format, d);
      if (g_ascii_strtod (text, NULL) == d)
        return g_strdup (text);
    }
  return g_strdup (g_ascii_formatd (text, sizeof text, "%.17g", d));
}

static char *
percent_to_text (gint64 ppm)
{
  char *text = sb_money_format (ppm, PERCENT_DIGITS);
  char *end = text + strlen (text);

  while (end[-1] == '0')
    *--end = '\0';
  if (end[-1] == '.')
    end[-1] = '\0';
  return text;
}

static char *
instant_to_text (gint64 microseconds)
{
  char date[SB_DATE_TEXT_SIZE];
  SbDate day = sb_date_from_instant (microseconds);
  gint64 rest, seconds;

  if (day == SB_DATE_NONE)
    return g_strdup_printf ("%" G_GINT64_FORMAT, microseconds);

  rest = microseconds - sb_date_to_instant (day);
  seconds = rest / G_USEC_PER_SEC;
  rest %= G_USEC_PER_SEC;
  sb_date_format_iso (day, date);
  if (rest == 0)
    return g_strdup_printf ("%sT%02d:%02d:%02dZ", date, (int) (seconds / 3600), (int) (seconds / 60 % 60),
                            (int) (seconds % 60));
  return g_strdup_printf ("%sT%02d:%02d:%02d.%06dZ", date, (int) (seconds / 3600), (int) (seconds / 60 % 60),
                          (int) (seconds % 60), (int) rest);
}

static char *
int_to_text (const SbField *field, gint64 i, int exponent)
{
  switch (field->kind)
    {
    case SB_KIND_MONEY:
      return sb_money_format (i, exponent);
    case SB_KIND_PERCENT:
      return percent_to_text (i);
    case SB_KIND_BOOL:
      return g_strdup (i != 0 ? "yes" : "no");
    case SB_KIND_INSTANT:
      return instant_to_text (i);
    default:
      return g_strdup_printf ("%" G_GINT64_FORMAT, i);
    }
}

char *
sb_field_to_text (const SbField *field, const SbValue *value, int exponent)
{
  gconstpointer data;
  gsize size;

  g_return_val_if_fail (field != NULL && value != NULL, NULL);

  switch (value->type)
    {
    case SB_VALUE_INT:
      return int_to_text (field, value->i, exponent);
    case SB_VALUE_REAL:
      return number_to_text (value->d);
    case SB_VALUE_TEXT:
      return g_strdup (value->text);
    case SB_VALUE_BYTES:
      data = g_bytes_get_data (value->bytes, &size);
      return size > 0 ? g_base64_encode (data, size) : g_strdup ("");
    case SB_VALUE_NULL:
    default:
      return NULL;
    }
}

static gboolean
refuse (const SbField *field, const char *text, const char *sentence, GError **error)
{
  g_autofree char *valid = sb_text_make_valid (text, -1);
  g_autofree char *shown = sb_text_ellipsize (valid, 40);

  g_set_error (error, SB_RECORD_ERROR, SB_RECORD_ERROR_KIND, sentence, _(field->label), shown);
  return FALSE;
}

static gboolean
read_money (const SbField *field, const char *text, int exponent, SbValue *value, GError **error)
{
  gint64 minor;

  switch (sb_money_parse (text, exponent, FALSE, &minor))
    {
    case SB_MONEY_OK:
      *value = sb_value_int (minor);
      return TRUE;
    case SB_MONEY_TOO_FINE:
      return refuse (field, text, _("“%s”: the currency has no room for all decimal places of “%s”."), error);
    case SB_MONEY_OVERFLOW:
      return refuse (field, text, _("“%s”: the amount “%s” is too large."), error);
    case SB_MONEY_BAD:
    default:
      return refuse (field, text, _("“%s”: “%s” is not an amount such as 1234.50."), error);
    }
}

static gboolean
read_percent (const SbField *field, const char *text, SbValue *value, GError **error)
{
  g_autofree char *digits = g_strdup (text);
  gint64 ppm;

  if (g_str_has_suffix (digits, "%"))
    digits[strlen (digits) - 1] = '\0';
  g_strchomp (digits);
  if (sb_money_parse (digits, PERCENT_DIGITS, FALSE, &ppm) != SB_MONEY_OK)
    return refuse (field, text, _("“%s”: “%s” is not a percentage such as 12.5 (up to four decimal places)."), error);
  *value = sb_value_int (ppm);
  return TRUE;
}

static gboolean
read_number (const SbField *field, const char *text, SbValue *value, GError **error)
{
  char *end = NULL;
  double d = 0.0;

  /* Neither "inf" nor "0x10" is a quantity that a person measures. */
  if (strspn (text, "+-0123456789.eE") == strlen (text))
    d = g_ascii_strtod (text, &end);
  if (end == NULL || end == text || *end != '\0' || !isfinite (d))
    return refuse (field, text, _("“%s”: “%s” is not a number."), error);
  *value = sb_value_real (d);
  return TRUE;
}

static gboolean
read_integer (const SbField *field, const char *text, SbValue *value, GError **error)
{
  gint64 i;

  if (!g_ascii_string_to_signed (text, 10, G_MININT64, G_MAXINT64, &i, NULL))
    return refuse (field, text, _("“%s”: “%s” is not a whole number."), error);
  *value = sb_value_int (i);
  return TRUE;
}

/* "90" or "1:30" */
static gboolean
read_minutes (const SbField *field, const char *text, SbValue *value, GError **error)
{
  const char *colon = strchr (text, ':');
  g_autofree char *hours = NULL;
  gint64 h, m;

  if (colon == NULL)
    return read_integer (field, text, value, error);
  hours = g_strndup (text, (gsize) (colon - text));
  if (strlen (colon) != 3 || !g_ascii_string_to_signed (hours, 10, 0, G_MAXINT32, &h, NULL)
      || !g_ascii_string_to_signed (colon + 1, 10, 0, 59, &m, NULL))
    return refuse (field, text, _("“%s”: “%s” is not a time in minutes such as 90 or 1:30."), error);
  *value = sb_value_int (h * 60 + m);
  return TRUE;
}

static gboolean
read_instant (const SbField *field, const char *text, SbValue *value, GError **error)
{
  g_autoptr (GTimeZone) utc = g_time_zone_new_utc ();
  g_autoptr (GDateTime) at = NULL;
  SbDate day = sb_date_parse_iso (text);

  if (day != SB_DATE_NONE)
    {
      *value = sb_value_int (sb_date_to_instant (day));
      return TRUE;
    }
  at = g_date_time_new_from_iso8601 (text, utc);
  if (at == NULL || g_date_time_get_year (at) < 1900)
    return refuse (field, text, _("“%s”: “%s” is not a moment such as 2026-11-23T09:30:00Z."), error);
  *value = sb_value_int (g_date_time_to_unix (at) * G_USEC_PER_SEC + g_date_time_get_microsecond (at));
  return TRUE;
}

static gboolean
read_bool (const SbField *field, const char *text, SbValue *value, GError **error)
{
  static const char * const yes[] = { "yes", "true", "1", NULL }, * const no[] = { "no", "false", "0", NULL };
  g_autofree char *lower = g_ascii_strdown (text, -1);

  if (g_strv_contains (yes, lower))
    *value = sb_value_int (1);
  else if (g_strv_contains (no, lower))
    *value = sb_value_int (0);
  else
    return refuse (field, text, _("“%s”: “%s” is neither yes nor no."), error);
  return TRUE;
}

static gboolean
read_bytes (const SbField *field, const char *text, SbValue *value, GError **error)
{
  g_autofree guchar *data = NULL, *again = NULL;
  gsize size;

  data = g_base64_decode (text, &size);
  again = (guchar *) g_base64_encode (data, size);
  /* The decoder skips what it does not know; a damaged text must not become a damaged file. */
  if (strcmp ((char *) again, text) != 0)
    return refuse (field, text, _("“%s”: “%s” is not base64."), error);
  *value = (SbValue) { SB_VALUE_BYTES, { .bytes = g_bytes_new_take (g_steal_pointer (&data), size) } };
  return TRUE;
}

/* Reads without looking at the range. */
static gboolean
read_value (const SbField *field, const char *text, int exponent, SbValue *value, GError **error)
{
  switch (field->kind)
    {
    case SB_KIND_MONEY:
      return read_money (field, text, exponent, value, error);
    case SB_KIND_PERCENT:
      return read_percent (field, text, value, error);
    case SB_KIND_NUMBER:
      return read_number (field, text, value, error);
    case SB_KIND_MINUTES:
      return read_minutes (field, text, value, error);
    case SB_KIND_INSTANT:
      return read_instant (field, text, value, error);
    case SB_KIND_BOOL:
      return read_bool (field, text, value, error);
    case SB_KIND_FILE:
      return read_bytes (field, text, value, error);
    case SB_KIND_INTEGER:
    case SB_KIND_REFERENCE:
      return read_integer (field, text, value, error);
    case SB_KIND_TEXT:
    case SB_KIND_NOTE:
    case SB_KIND_DATE:
    case SB_KIND_CHOICE:
    case SB_KIND_ANY:
    default:
      *value = sb_value_text (text);
      return TRUE;
    }
}

gboolean
sb_field_from_text (const SbField *field, const char *text, int exponent, SbValue *value, GError **error)
{
  g_auto (SbValue) read = SB_VALUE_EMPTY;

  g_return_val_if_fail (field != NULL && value != NULL, FALSE);

  if (text == NULL || *text == '\0')
    {
      *value = SB_VALUE_EMPTY;
      return TRUE;
    }
  if (!read_value (field, text, exponent, &read, error) || !sb_field_check (field, &read, error))
    return FALSE;
  *value = read;
  read = SB_VALUE_EMPTY;
  return TRUE;
}

/* SPDX-License-Identifier: GPL-3.0-or-later */
/* One cell under a decided form. Called row by row in the second pass and by tests; pure functions without locale,
 * clock or floating arithmetic on money. How a form is decided is sb-column-profile.c's. */
#include "exchange/sb-values.h"
#include "exchange/sb-date-text.h"
#include "exchange/sb-number-text.h"

#include <json-glib/json-glib.h>
#include <stdio.h>
#include <string.h>

static gboolean
equals (const char *text, gsize length, const char *word)
{
  return strlen (word) == length && g_ascii_strncasecmp (text, word, length) == 0;
}

static void
trim (const char **text, gsize *length)
{
  const char *at = *text, *end = *text + *length;

  while (at < end)
    {
      gunichar c = (guint8) *at < 0x80 ? (guint8) *at : g_utf8_get_char (at);

      if (!g_unichar_isspace (c))
        break;
      at = (guint8) *at < 0x80 ? at + 1 : g_utf8_next_char (at);
    }
  while (end > at)
    {
      const char *last = (guint8) end[-1] < 0x80 ? end - 1 : g_utf8_prev_char (end);

      if (!g_unichar_isspace (g_utf8_get_char (last)))
        break;
      end = last;
    }
  *text = at;
  *length = (gsize) (end - at);
}

gboolean
sb_cell_is_empty (const char *text, gsize length, gboolean words)
{
  static const char * const empty[] = { "-", "–", "—", "N/A", "#N/A", "NULL", "(blank)", "空", "无" };

  g_return_val_if_fail (text != NULL, TRUE);
  if (length > 0 && g_ascii_isalnum (*text) && *text != 'N' && *text != 'n')
    return FALSE;
  trim (&text, &length);
  if (length == 0)
    return TRUE;
  for (guint i = 0; words && length <= 8 && i < G_N_ELEMENTS (empty); i++)
    if (equals (text, length, empty[i]))
      return TRUE;
  return FALSE;
}

/* ---- numbers --------------------------------------------------------------------------------------------------- */

SbIssueCode
sb_parse_number_cell (const SbColumnFormat *format, const char *text, gsize length, SbDecimal *number)
{
  g_return_val_if_fail (format != NULL && text != NULL && number != NULL, SB_ISSUE_BAD_NUMBER);

  SbNumberText written;

  if (!sb_number_text_scan (text, length, &written))
    return SB_ISSUE_BAD_NUMBER;
  return sb_number_text_read (&written, format->decimal == ',' ? SB_READ_COMMA : SB_READ_POINT, format->power, number);
}

SbIssueCode
sb_decimal_to_minor (const SbDecimal *number, int exponent, gboolean round, gint64 *minor, gboolean *rounded)
{
  g_return_val_if_fail (number != NULL && minor != NULL && exponent >= 0, SB_ISSUE_BAD_NUMBER);

  unsigned __int128 value = number->mantissa;
  gboolean cut = FALSE;
  guint last = 0;

  for (int scale = number->scale; scale > exponent; scale--)
    {
      cut = TRUE;
      last = (guint) (value % 10);
      value /= 10;
    }
  for (int scale = number->scale; scale < exponent && value <= (unsigned __int128) G_MAXINT64; scale++)
    value *= 10;
  if (cut && !round)
    return SB_ISSUE_NUMBER_TOO_FINE;
  value += cut && last >= 5;
  if (value > (unsigned __int128) G_MAXINT64 + number->negative)
    return SB_ISSUE_NUMBER_OVERFLOW;
  *minor = number->negative ? (gint64) (0 - (guint64) value) : (gint64) value;
  if (rounded != NULL)
    *rounded = cut;
  return SB_ISSUE_NONE;
}

SbIssueCode
sb_decimal_to_int (const SbDecimal *number, gint64 *value)
{
  return sb_decimal_to_minor (number, 0, FALSE, value, NULL);
}

#define DECIMAL_SIZE 128

static char *
decimal_text (const SbDecimal *number, char *buffer)
{
  char *at = buffer + DECIMAL_SIZE;
  int n = 0;
  unsigned __int128 value = number->mantissa;

  *--at = '\0';
  for (; (value > 0 || n <= number->scale) && at > buffer + 3; n++, value /= 10)
    {
      if (n == number->scale && n > 0)
        *--at = '.';
      *--at = (char) ('0' + (guint) (value % 10));
    }
  if (number->negative)
    *--at = '-';
  return at;
}

double
sb_decimal_to_double (const SbDecimal *number)
{
  g_return_val_if_fail (number != NULL, 0);

  char buffer[DECIMAL_SIZE];

  return g_ascii_strtod (decimal_text (number, buffer), NULL);
}

char *
sb_decimal_dup_text (const SbDecimal *number)
{
  g_return_val_if_fail (number != NULL, NULL);

  char buffer[DECIMAL_SIZE];

  return g_strdup (decimal_text (number, buffer));
}

SbIssueCode
sb_parse_percent_cell (const SbColumnFormat *format, const char *text, gsize length, gint64 *ppm)
{
  g_return_val_if_fail (format != NULL && ppm != NULL, SB_ISSUE_BAD_NUMBER);

  SbDecimal number;
  gint64 value;
  SbIssueCode code = sb_parse_number_cell (format, text, length, &number);

  if (code != SB_ISSUE_NONE)
    return code;
  /* 40 % is 400000 parts per million; a share of one has two places less. */
  code = sb_decimal_to_minor (&number, format->fraction && !number.percent ? 6 : 4, TRUE, &value, NULL);
  if (code != SB_ISSUE_NONE || value < 0 || value > 1000000)
    return SB_ISSUE_BAD_PERCENT;
  *ppm = value;
  return SB_ISSUE_NONE;
}

SbIssueCode
sb_parse_minutes_cell (const SbColumnFormat *format, const char *text, gsize length, gint64 *minutes)
{
  g_return_val_if_fail (format != NULL && text != NULL && minutes != NULL, SB_ISSUE_BAD_NUMBER);

  SbDecimal number;
  const char *colon = memchr (text, ':', length);
  SbIssueCode code;
  int seconds = format->seconds > 0 ? format->seconds : 60;

  if (colon != NULL)
    {
      int hours, mins, secs = 0, used = 0;
      g_autofree char *copy = g_strndup (text, length);

      g_strstrip (copy);
      if (sscanf (copy, "%5d:%2d%n:%2d%n", &hours, &mins, &used, &secs, &used) < 2 || copy[used] != '\0' || hours < 0 ||
          mins < 0 || mins > 59 || secs < 0 || secs > 59)
        return SB_ISSUE_BAD_NUMBER;
      *minutes = (gint64) hours * 60 + mins + (secs >= 30);
      return SB_ISSUE_NONE;
    }
  code = sb_parse_number_cell (format, text, length, &number);
  if (code != SB_ISSUE_NONE)
    return code;
  if (number.negative || number.mantissa > (unsigned __int128) G_MAXINT64)
    return SB_ISSUE_OUT_OF_RANGE;
  unsigned __int128 divisor = 60, dividend = number.mantissa * (guint) seconds;

  for (int i = 0; i < MIN (number.scale, 20); i++)
    divisor *= 10;
  dividend = (dividend + divisor / 2) / divisor;
  if (dividend > G_MAXINT32)
    return SB_ISSUE_OUT_OF_RANGE;
  *minutes = (gint64) dividend;
  return SB_ISSUE_NONE;
}

/* ---- dates ----------------------------------------------------------------------------------------------------- */

static guint
order_of (const SbColumnFormat *format)
{
  switch (format->date_order)
    {
    case SB_DATE_ORDER_YMD:
      return format->short_first ? SB_ORDER_YMD_SHORT : SB_ORDER_YMD;
    case SB_DATE_ORDER_DMY:
      return SB_ORDER_DMY;
    case SB_DATE_ORDER_MDY:
      return SB_ORDER_MDY;
    case SB_DATE_ORDER_SERIAL:
      return SB_ORDER_SERIAL;
    case SB_DATE_ORDER_EPOCH:
      return format->epoch_ms ? SB_ORDER_EPOCH_MS : SB_ORDER_EPOCH;
    case SB_DATE_ORDER_NONE:
    case SB_DATE_ORDER_MIXED:
    default:
      return SB_ORDER_YMD;
    }
}

static inline int
two_digits (const char *text)
{
  return g_ascii_isdigit (text[0]) && g_ascii_isdigit (text[1]) ? (text[0] - '0') * 10 + text[1] - '0' : -100000;
}

SbIssueCode
sb_parse_date_cell (const SbColumnFormat *format, const char *text, gsize length, SbDate *date)
{
  g_return_val_if_fail (format != NULL && text != NULL && date != NULL, SB_ISSUE_BAD_DATE);

  SbDateText written;

  /* The form most exports use, without a detour. */
  if (length == 10 && text[4] == '-' && text[7] == '-' && format->date_order == SB_DATE_ORDER_YMD)
    {
      int year = two_digits (text) * 100 + two_digits (text + 2);

      *date = year < 0 ? SB_DATE_NONE : sb_date_from_ymd (year, two_digits (text + 5), two_digits (text + 8));
      if (*date != SB_DATE_NONE)
        return SB_ISSUE_NONE;
    }
  if (!sb_date_text_scan (text, length, &written))
    return SB_ISSUE_BAD_DATE;
  *date = sb_date_text_read (&written, order_of (format), NULL);
  return *date == SB_DATE_NONE ? SB_ISSUE_BAD_DATE : SB_ISSUE_NONE;
}

SbIssueCode
sb_parse_instant_cell (const SbColumnFormat *format, const char *text, gsize length, GTimeZone *zone, gint64 *instant,
                       gboolean *has_time)
{
  g_return_val_if_fail (format != NULL && text != NULL && instant != NULL, SB_ISSUE_BAD_DATE);

  SbDateText written;
  SbDate date;
  gint64 micro, seconds;

  if (!sb_date_text_scan (text, length, &written))
    return SB_ISSUE_BAD_DATE;
  date = sb_date_text_read (&written, order_of (format), &micro);
  if (date == SB_DATE_NONE)
    return SB_ISSUE_BAD_DATE;
  if (has_time != NULL)
    *has_time = written.has_time || format->date_order == SB_DATE_ORDER_EPOCH;
  seconds = (gint64) date * 86400 + micro / G_USEC_PER_SEC;
  if (written.has_zone)
    seconds -= written.zone;
  else if (zone != NULL && format->date_order != SB_DATE_ORDER_EPOCH)
    {
      int interval = g_time_zone_adjust_time (zone, G_TIME_TYPE_STANDARD, &seconds);
      seconds -= g_time_zone_get_offset (zone, interval);
    }
  *instant = seconds * G_USEC_PER_SEC + micro % G_USEC_PER_SEC;
  return SB_ISSUE_NONE;
}

/* ---- words ----------------------------------------------------------------------------------------------------- */

SbIssueCode
sb_parse_bool_cell (const char *text, gsize length, gboolean *value)
{
  static const struct {
    const char *word;
    gboolean    value;
  } words[] = {
    { "1", TRUE },     { "0", FALSE },      { "true", TRUE },  { "false", FALSE }, { "yes", TRUE },    { "no", FALSE },
    { "y", TRUE },     { "n", FALSE },      { "是", TRUE },    { "否", FALSE },    { "on", TRUE },     { "off", FALSE },
    { "active", TRUE }, { "inactive", FALSE }, { "在职", TRUE }, { "离职", FALSE }, { "启用", TRUE },   { "停用", FALSE },
    { "t", TRUE },     { "f", FALSE },      { "x", TRUE },     { "ja", TRUE },     { "nein", FALSE },
  };

  g_return_val_if_fail (text != NULL && value != NULL, SB_ISSUE_BAD_CHOICE);
  trim (&text, &length);
  for (guint i = 0; i < G_N_ELEMENTS (words); i++)
    if (equals (text, length, words[i].word))
      {
        *value = words[i].value;
        return SB_ISSUE_NONE;
      }
  return SB_ISSUE_BAD_CHOICE;
}

static char **
split_json (const char *text)
{
  g_autoptr (JsonNode) root = json_from_string (text, NULL);
  g_autoptr (GPtrArray) values = g_ptr_array_new ();

  if (root == NULL || !JSON_NODE_HOLDS_ARRAY (root))
    return NULL;
  JsonArray *array = json_node_get_array (root);
  for (guint i = 0; i < json_array_get_length (array); i++)
    {
      const char *value = json_node_get_string (json_array_get_element (array, i));

      if (value != NULL && *value != '\0')
        g_ptr_array_add (values, g_strdup (value));
    }
  g_ptr_array_add (values, NULL);
  return (char **) g_ptr_array_free (g_steal_pointer (&values), FALSE);
}

char **
sb_split_values (const SbColumnFormat *format, const char *text)
{
  g_return_val_if_fail (format != NULL && text != NULL, NULL);

  char mark[2] = { format->multi == '[' ? '\0' : format->multi, '\0' };
  g_autoptr (GPtrArray) values = g_ptr_array_new ();
  g_auto (GStrv) parts = NULL;
  char **json = format->multi == '[' ? split_json (text) : NULL;

  if (json != NULL)
    return json;
  parts = *mark == '\0' ? g_strsplit (text, "\001", 1) : g_strsplit (text, mark, -1);
  for (guint i = 0; parts[i] != NULL; i++)
    {
      const char *part = parts[i];
      gsize length = strlen (part);

      trim (&part, &length);
      if (length > 0)
        g_ptr_array_add (values, g_strndup (part, length));
    }
  g_ptr_array_add (values, NULL);
  return (char **) g_ptr_array_free (g_steal_pointer (&values), FALSE);
}

static gboolean
is_dollar (const char *code)
{
  static const char * const dollars[] = { "USD", "AUD", "CAD", "HKD", "NZD", "SGD", "TWD", "MXN", "BRL", "CLP", "COP",
                                          "ARS" };

  for (guint i = 0; code != NULL && i < G_N_ELEMENTS (dollars); i++)
    if (g_str_equal (code, dollars[i]))
      return TRUE;
  return FALSE;
}

gboolean
sb_parse_currency (const char *text, const char *workspace, char *code, gboolean *assumed)
{
  g_return_val_if_fail (text != NULL && code != NULL, FALSE);

  /* A digit makes the sign a number's, so that one reader knows all of them. */
  g_autofree char *number = g_strconcat (text, " 1", NULL);
  g_autofree char *upper = g_ascii_strup (number, -1);
  SbNumberText written;
  gboolean guess = FALSE;

  if (!sb_number_text_scan (upper, strlen (upper), &written) || written.currency[0] == '\0' || written.n != 1 ||
      written.negative || written.percent || written.suffix)
    return FALSE;
  g_strlcpy (code, written.currency, SB_CURRENCY_SIZE);
  if (g_str_equal (code, "$"))
    {
      guess = !is_dollar (workspace);
      g_strlcpy (code, guess ? "USD" : workspace, SB_CURRENCY_SIZE);
    }
  else if (g_str_equal (code, "¥"))
    {
      guess = workspace == NULL || (!g_str_equal (workspace, "CNY") && !g_str_equal (workspace, "JPY"));
      g_strlcpy (code, guess ? "CNY" : workspace, SB_CURRENCY_SIZE);
    }
  if (assumed != NULL)
    *assumed = guess;
  return TRUE;
}

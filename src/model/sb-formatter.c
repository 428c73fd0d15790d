/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Numbers, shares and money as people read them. Called by every screen, page and export; decides nothing about what a
 * number means. Dates are in sb-format-dates.c, record fields and names in sb-format-fields.c. */
#include "sb-config.h"

#include "model/sb-formatter-private.h"

#include <glib/gi18n-lib.h>
#include <math.h>
#include <string.h>

G_DEFINE_FINAL_TYPE (SbFormatter, sb_formatter, G_TYPE_OBJECT)

static guint changed_signal;

static void
clear_person (gpointer data)
{
  g_free (((NamedPerson *) data)->name);
}

static void
changed (SbFormatter *self)
{
  g_signal_emit (self, changed_signal, 0);
}

static char *
trim_zeros (char *text)
{
  char *point = strchr (text, '.');

  if (point != NULL && strspn (point + 1, "0") == strlen (point + 1))
    *point = '\0';
  return text;
}

char *
sb_format_decimal (SbFormatter *self, double value, int digits, gboolean trim)
{
  char format[8], buffer[400];
  const char *text = buffer;

  if (!isfinite (value))
    return g_strdup (SB_DASH);
  g_snprintf (format, sizeof format, "%%.%df", CLAMP (digits, 0, 9));
  g_ascii_formatd (buffer, sizeof buffer, format, value);
  if (trim)
    trim_zeros (buffer);
  if (buffer[0] == '-' && strspn (buffer + 1, "0.") == strlen (buffer + 1))
    text++;
  return sb_locale_number (&self->locale, text);
}

/* Money */

static char *
money_index (SbFormatter *self, gint64 minor)
{
  g_autofree char *number = NULL;
  double index;

  if (self->index_base == 0)
    self->index_base = minor < 0 ? -minor : minor;
  if (self->index_base == 0)
    return g_strdup_printf (_("index %s"), "0");
  index = 100.0 * (double) minor / (double) self->index_base;
  number = sb_format_decimal (self, index, fabs (index) < 10 ? 1 : 0, TRUE);
  return g_strdup_printf (_("index %s"), number);
}

/* Puts a currency's sign beside a number that may begin with "−". */
static char *
with_sign (SbFormatter *self, const char *number, const char *currency, const char *unit)
{
  const char *sign = sb_currency_sign (currency);
  const char *minus = g_str_has_prefix (number, "−") ? "−" : "";
  const char *digits = number + strlen (minus);
  const char *gap = self->locale.chinese && g_utf8_strlen (sign, -1) == 1 ? "" : SB_NARROW;

  if (self->locale.sign_after)
    return g_strconcat (minus, digits, unit, SB_NARROW, sign, NULL);
  return g_strconcat (minus, sign, gap, digits, unit, NULL);
}

static int
exponent_of (const char *currency)
{
  int exponent = sb_currency_exponent (currency);

  return exponent < 0 ? 2 : exponent;
}

char *
sb_formatter_money (SbFormatter *self, gint64 minor, const char *currency)
{
  g_autofree char *decimal = NULL, *number = NULL;

  g_return_val_if_fail (SB_IS_FORMATTER (self), NULL);

  if (self->privacy >= 1)
    return money_index (self, minor);
  if (currency == NULL || currency[0] == '\0')
    currency = self->currency;
  decimal = sb_money_format (minor, exponent_of (currency));
  number = sb_locale_number (&self->locale, trim_zeros (decimal));
  return with_sign (self, number, currency, "");
}

typedef struct {
  double      factor;
  const char *unit;
} Scale;

static const Scale western[] = { { 1e9, SB_NARROW "bn" }, { 1e6, SB_NARROW "M" }, { 1e3, SB_NARROW "k" }, { 1, "" } };
static const Scale chinese[] = { { 1e8, SB_NARROW "亿" }, { 1e4, SB_NARROW "万" }, { 1, "" } };

static int
short_digits (double scaled)
{
  return fabs (scaled) >= 99.95 ? 0 : fabs (scaled) >= 9.995 ? 1 : 2;
}

static double
round_to (double value, int digits)
{
  double factor = pow (10, digits);

  return round (value * factor) / factor;
}

static const Scale *
pick_scale (const Scale *scales, gsize n, double value)
{
  for (gsize i = 0; i + 1 < n; i++)
    {
      double scaled = value / scales[i + 1].factor;

      /* 999,950 is 1 M, not 1,000 k: the unit is chosen after rounding. */
      if (fabs (round_to (scaled, short_digits (scaled))) * scales[i + 1].factor >= scales[i].factor)
        return &scales[i];
    }
  return &scales[n - 1];
}

char *
sb_formatter_money_short (SbFormatter *self, gint64 minor)
{
  const Scale *scale;
  g_autofree char *number = NULL;
  double value, scaled;

  g_return_val_if_fail (SB_IS_FORMATTER (self), NULL);

  if (self->privacy >= 1)
    return money_index (self, minor);
  value = (double) minor / pow (10, self->exponent);
  scale = self->wan ? pick_scale (chinese, G_N_ELEMENTS (chinese), value)
                    : pick_scale (western, G_N_ELEMENTS (western), value);
  scaled = value / scale->factor;
  number = sb_format_decimal (self, scaled, scale->factor > 1 || fabs (value) < 100 ? short_digits (scaled) : 0, TRUE);
  if (self->locale.chinese && strcmp (self->currency, "CNY") == 0)
    return g_strconcat (number, scale->factor > 1 ? scale->unit : SB_NARROW "元", NULL);
  return with_sign (self, number, self->currency, scale->unit);
}

char *
sb_formatter_money_change (SbFormatter *self, gint64 minor)
{
  g_autofree char *text = NULL;

  g_return_val_if_fail (SB_IS_FORMATTER (self), NULL);

  text = sb_formatter_money_short (self, minor);
  return minor > 0 ? g_strconcat ("+", text, NULL) : g_steal_pointer (&text);
}

char *
sb_formatter_amount (SbFormatter *self, const SbAmount *amount)
{
  g_return_val_if_fail (SB_IS_FORMATTER (self) && amount != NULL, NULL);

  return amount->reason == SB_REASON_NONE ? sb_formatter_money_short (self, amount->minor) : g_strdup (SB_DASH);
}

/* Shares and numbers */

static const char *
percent_unit (SbFormatter *self)
{
  return self->locale.chinese ? "%" : SB_NARROW "%";
}

/* One decimal below 10 %, and close to but not at 100 %. */
static char *
percent_number (SbFormatter *self, double fraction)
{
  double percent = fraction * 100;
  gboolean nearly_all = fabs (percent) >= 99.5 && fabs (percent) < 100;

  if (nearly_all)
    return sb_format_decimal (self, copysign (MIN (round_to (fabs (percent), 1), 99.9), percent), 1, FALSE);
  return sb_format_decimal (self, percent, fabs (percent) < 9.95 ? 1 : 0, TRUE);
}

char *
sb_formatter_percent (SbFormatter *self, double fraction)
{
  g_autofree char *number = NULL;

  g_return_val_if_fail (SB_IS_FORMATTER (self), NULL);

  if (!isfinite (fraction))
    return g_strdup (SB_DASH);
  number = percent_number (self, fraction);
  return g_strconcat (number, percent_unit (self), NULL);
}

char *
sb_formatter_percent_range (SbFormatter *self, double lo, double hi)
{
  g_autofree char *from = NULL, *to = NULL;

  g_return_val_if_fail (SB_IS_FORMATTER (self), NULL);

  from = sb_format_decimal (self, lo * 100, 0, TRUE);
  to = sb_format_decimal (self, hi * 100, 0, TRUE);
  return g_strconcat (from, "–", to, percent_unit (self), NULL);
}

char *
sb_formatter_points (SbFormatter *self, double difference)
{
  g_autofree char *number = NULL;
  double points = difference * 100;

  g_return_val_if_fail (SB_IS_FORMATTER (self), NULL);

  if (!isfinite (points))
    return g_strdup (SB_DASH);
  number = sb_format_decimal (self, points, fabs (points) < 9.95 ? 1 : 0, TRUE);
  if (points > 0 && strcmp (number, "0") != 0)
    {
      g_autofree char *plain = g_steal_pointer (&number);

      number = g_strconcat ("+", plain, NULL);
    }
  return g_strdup_printf (ngettext ("%s point", "%s points", fabs (points) == 1 ? 1 : 2), number);
}

char *
sb_formatter_change (SbFormatter *self, double fraction)
{
  g_autofree char *text = NULL;

  g_return_val_if_fail (SB_IS_FORMATTER (self), NULL);

  text = sb_formatter_percent (self, fraction);
  return fraction > 0 ? g_strconcat ("+", text, NULL) : g_steal_pointer (&text);
}

char *
sb_formatter_count (SbFormatter *self, gint64 count)
{
  char buffer[24];

  g_return_val_if_fail (SB_IS_FORMATTER (self), NULL);

  g_snprintf (buffer, sizeof buffer, "%" G_GINT64_FORMAT, count);
  return sb_locale_number (&self->locale, buffer);
}

char *
sb_formatter_number (SbFormatter *self, double value, int digits)
{
  g_return_val_if_fail (SB_IS_FORMATTER (self), NULL);

  return sb_format_decimal (self, value, digits, TRUE);
}

char *
sb_formatter_times (SbFormatter *self, double value)
{
  g_autofree char *number = NULL;

  g_return_val_if_fail (SB_IS_FORMATTER (self), NULL);

  if (!isfinite (value))
    return g_strdup (SB_DASH);
  number = sb_format_decimal (self, value, fabs (value) < 10 ? (fabs (value) < 1.995 ? 2 : 1) : 0, TRUE);
  return g_strconcat (number, SB_NARROW "×", NULL);
}

char *
sb_formatter_days (SbFormatter *self, double days)
{
  g_autofree char *number = NULL;

  g_return_val_if_fail (SB_IS_FORMATTER (self), NULL);

  if (!isfinite (days))
    return g_strdup (SB_DASH);
  number = sb_format_decimal (self, days, fabs (days) < 9.95 ? 1 : 0, TRUE);
  return g_strdup_printf (ngettext ("%s day", "%s days", fabs (days) == 1 ? 1 : 2), number);
}

char *
sb_formatter_minutes (SbFormatter *self, gint64 minutes)
{
  g_autofree char *hours = NULL;
  gint64 whole = minutes / 60, rest = ABS (minutes % 60);

  g_return_val_if_fail (SB_IS_FORMATTER (self), NULL);

  hours = whole == 0 && minutes < 0 ? g_strdup ("−0") : sb_formatter_count (self, whole);
  return g_strdup_printf (_("%s:%02d h"), hours, (int) rest);
}

char *
sb_formatter_value (SbFormatter *self, double value, SbFormatStyle style)
{
  g_return_val_if_fail (SB_IS_FORMATTER (self), NULL);

  if (!isfinite (value))
    return g_strdup (SB_DASH);
  switch (style)
    {
    case SB_FORMAT_PERCENT:
      return sb_formatter_percent (self, value);
    case SB_FORMAT_TIMES:
      return sb_formatter_times (self, value);
    case SB_FORMAT_DAYS:
      return sb_formatter_days (self, value);
    case SB_FORMAT_COUNT:
      return sb_format_decimal (self, value, 0, TRUE);
    case SB_FORMAT_MONEY:
      return sb_formatter_money_short (self, (gint64) CLAMP (value, -9.2e18, 9.2e18));
    case SB_FORMAT_NUMBER:
    default:
      return sb_format_decimal (self, value, fabs (value) < 99.95 ? 1 : 0, TRUE);
    }
}

char *
sb_formatter_ratio (SbFormatter *self, const SbRatio *ratio, SbFormatStyle style)
{
  g_return_val_if_fail (SB_IS_FORMATTER (self) && ratio != NULL, NULL);

  return ratio->reason == SB_REASON_NONE ? sb_formatter_value (self, ratio->value, style) : g_strdup (SB_DASH);
}

char *
sb_formatter_sample (SbFormatter *self, gint64 n)
{
  g_autofree char *number = NULL;

  g_return_val_if_fail (SB_IS_FORMATTER (self), NULL);

  if (n < 0 || n >= 30)
    return NULL;
  number = sb_formatter_count (self, n);
  return g_strdup_printf (n < SB_FEW_DATA ? _("n = %s · few data") : _("n = %s"), number);
}

/* Construction and settings */

static void
sb_formatter_finalize (GObject *object)
{
  SbFormatter *self = SB_FORMATTER (object);

  sb_locale_clear (&self->locale);
  g_array_unref (self->people);
  G_OBJECT_CLASS (sb_formatter_parent_class)->finalize (object);
}

static void
sb_formatter_class_init (SbFormatterClass *klass)
{
  G_OBJECT_CLASS (klass)->finalize = sb_formatter_finalize;
  changed_signal = g_signal_new ("changed", SB_TYPE_FORMATTER, G_SIGNAL_RUN_LAST, 0, NULL, NULL, NULL, G_TYPE_NONE, 0);
}

static void
sb_formatter_init (SbFormatter *self)
{
  g_strlcpy (self->currency, "CNY", sizeof self->currency);
  self->exponent = 2;
  self->fiscal = SB_FISCAL_DEFAULT;
  self->people = g_array_new (FALSE, FALSE, sizeof (NamedPerson));
  g_array_set_clear_func (self->people, clear_person);
}

SbFormatter *
sb_formatter_new (const char *locale)
{
  SbFormatter *self = g_object_new (SB_TYPE_FORMATTER, NULL);

  sb_locale_init (&self->locale, locale);
  self->own = self->locale;
  self->wan = self->locale.chinese;
  return self;
}

gboolean
sb_formatter_is_chinese (SbFormatter *self)
{
  g_return_val_if_fail (SB_IS_FORMATTER (self), FALSE);

  return self->locale.chinese;
}

gboolean
sb_formatter_is_month_first (SbFormatter *self)
{
  g_return_val_if_fail (SB_IS_FORMATTER (self), FALSE);

  return self->locale.order == SB_DATE_ORDER_MDY;
}

char
sb_formatter_get_decimal (SbFormatter *self)
{
  g_return_val_if_fail (SB_IS_FORMATTER (self), '.');

  return self->locale.decimal;
}

void
sb_formatter_set_currency (SbFormatter *self, const char *currency)
{
  g_return_if_fail (SB_IS_FORMATTER (self) && currency != NULL);

  if (strcmp (self->currency, currency) == 0)
    return;
  g_strlcpy (self->currency, currency, sizeof self->currency);
  self->exponent = exponent_of (currency);
  changed (self);
}

const char *
sb_formatter_get_currency (SbFormatter *self)
{
  g_return_val_if_fail (SB_IS_FORMATTER (self), NULL);

  return self->currency;
}

void
sb_formatter_set_fiscal (SbFormatter *self, SbFiscal fiscal)
{
  g_return_if_fail (SB_IS_FORMATTER (self));

  if (self->fiscal.start_month == fiscal.start_month && self->fiscal.named_by_start == fiscal.named_by_start
      && self->fiscal.sunday_weeks == fiscal.sunday_weeks)
    return;
  self->fiscal = fiscal;
  changed (self);
}

void
sb_formatter_set_wan (SbFormatter *self, gboolean wan)
{
  g_return_if_fail (SB_IS_FORMATTER (self));

  if (self->wan == !!wan)
    return;
  self->wan = !!wan;
  changed (self);
}

gboolean
sb_formatter_get_wan (SbFormatter *self)
{
  g_return_val_if_fail (SB_IS_FORMATTER (self), FALSE);

  return self->wan;
}

void
sb_formatter_set_privacy (SbFormatter *self, int level, gint64 index_base)
{
  g_return_if_fail (SB_IS_FORMATTER (self));
  g_return_if_fail (level >= SB_PRIVACY_ALL && level <= SB_PRIVACY_MAX);

  if (self->privacy == level && (index_base == 0 || index_base == self->index_base))
    return;
  self->privacy = level;
  self->index_base = index_base < 0 ? -index_base : index_base;
  changed (self);
}

int
sb_formatter_get_privacy (SbFormatter *self)
{
  g_return_val_if_fail (SB_IS_FORMATTER (self), 0);

  return self->privacy;
}

static int
compare_lengths (gconstpointer a, gconstpointer b)
{
  gsize x = strlen (((const NamedPerson *) a)->name), y = strlen (((const NamedPerson *) b)->name);

  return (x < y) - (x > y);
}

void
sb_formatter_set_people (SbFormatter *self, const SbMemberFact *members, gsize n)
{
  g_return_if_fail (SB_IS_FORMATTER (self));

  g_array_set_size (self->people, 0);
  for (gsize i = 0; i < n; i++)
    {
      NamedPerson person = { members[i].id, NULL };

      if (members[i].name == NULL || g_utf8_strlen (members[i].name, 3) < 2)
        continue;
      person.name = g_strdup (members[i].name);
      g_array_append_val (self->people, person);
    }
  g_array_sort (self->people, compare_lengths);
}

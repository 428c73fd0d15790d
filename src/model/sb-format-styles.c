/* SPDX-License-Identifier: GPL-3.0-or-later */
/* What a workspace says about days and numbers instead of the language. Part of the formatter. */
#include "model/sb-formatter-private.h"

#include <string.h>

static const char *const date_keys[SB_N_DATE_STYLES] = { "locale", "dmy", "mdy", "ymd" };
static const char *const number_keys[SB_N_NUMBER_STYLES] = { "locale", "point", "comma", "blank" };

const char *
sb_date_style_key (SbDateStyle style)
{
  g_return_val_if_fail (style < SB_N_DATE_STYLES, NULL);

  return date_keys[style];
}

SbDateStyle
sb_date_style_find (const char *key)
{
  for (guint i = 0; i < SB_N_DATE_STYLES; i++)
    if (g_strcmp0 (date_keys[i], key) == 0)
      return (SbDateStyle) i;
  return SB_DATES_LOCALE;
}

const char *
sb_number_style_key (SbNumberStyle style)
{
  g_return_val_if_fail (style < SB_N_NUMBER_STYLES, NULL);

  return number_keys[style];
}

SbNumberStyle
sb_number_style_find (const char *key)
{
  for (guint i = 0; i < SB_N_NUMBER_STYLES; i++)
    if (g_strcmp0 (number_keys[i], key) == 0)
      return (SbNumberStyle) i;
  return SB_NUMBERS_LOCALE;
}

/* The sign of a currency stays where the language has it. */
static void
apply_numbers (SbLocale *locale, const SbLocale *own, SbNumberStyle style)
{
  static const struct {
    char        decimal;
    const char *group;
  } marks[SB_N_NUMBER_STYLES] = { [SB_NUMBERS_POINT] = { '.', "," },
                                  [SB_NUMBERS_COMMA] = { ',', "." },
                                  [SB_NUMBERS_BLANK] = { ',', SB_NARROW } };

  locale->decimal = style == SB_NUMBERS_LOCALE ? own->decimal : marks[style].decimal;
  g_strlcpy (locale->group, style == SB_NUMBERS_LOCALE ? own->group : marks[style].group, sizeof locale->group);
}

static void
apply_dates (SbLocale *locale, const SbLocale *own, SbDateStyle style)
{
  static const SbDateOrder orders[SB_N_DATE_STYLES] = { [SB_DATES_DMY] = SB_DATE_ORDER_DMY,
                                                        [SB_DATES_MDY] = SB_DATE_ORDER_MDY,
                                                        [SB_DATES_YMD] = SB_DATE_ORDER_YMD };

  locale->order = style == SB_DATES_LOCALE ? own->order : orders[style];
}

void
sb_formatter_set_styles (SbFormatter *self, SbDateStyle dates, SbNumberStyle numbers)
{
  g_return_if_fail (SB_IS_FORMATTER (self) && dates < SB_N_DATE_STYLES && numbers < SB_N_NUMBER_STYLES);

  if (self->dates == dates && self->numbers == numbers)
    return;
  self->dates = dates;
  self->numbers = numbers;
  apply_dates (&self->locale, &self->own, dates);
  apply_numbers (&self->locale, &self->own, numbers);
  g_signal_emit_by_name (self, "changed");
}

SbDateStyle
sb_formatter_get_date_style (SbFormatter *self)
{
  g_return_val_if_fail (SB_IS_FORMATTER (self), SB_DATES_LOCALE);

  return self->dates;
}

SbNumberStyle
sb_formatter_get_number_style (SbFormatter *self)
{
  g_return_val_if_fail (SB_IS_FORMATTER (self), SB_NUMBERS_LOCALE);

  return self->numbers;
}

/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Reads how a locale writes numbers and dates. Called by the formatter only; knows no currency and no privacy. */
#include "model/sb-locale.h"

#include <langinfo.h>
#include <locale.h>
#include <string.h>

#define NARROW_BLANK "\u202f"

static const char *const english_months[12] = { "Jan", "Feb", "Mar", "Apr", "May", "Jun",
                                                "Jul", "Aug", "Sep", "Oct", "Nov", "Dec" };
static const char *const comma_dot_languages[] = { "de", "es", "it", "nl", "pt", "tr", "id", "da", "el", NULL };
static const char *const comma_blank_languages[] = { "fr", "ru", "pl", "sv", "fi", "cs", "nb", "uk", "sk", "bg", "hu", NULL };
static const char *const year_first_languages[] = { "ja", "ko", "hu", "sv", "lt", NULL };

static void
read_process_numbers (SbLocale *locale)
{
  struct lconv *conv = localeconv ();

  if (strcmp (conv->decimal_point, ",") == 0)
    locale->decimal = ',';
  locale->sign_after = locale->decimal == ',';
  if (conv->thousands_sep[0] != '\0' && g_utf8_validate (conv->thousands_sep, -1, NULL))
    g_strlcpy (locale->group, conv->thousands_sep, sizeof locale->group);
  else if (locale->decimal == ',')
    g_strlcpy (locale->group, NARROW_BLANK, sizeof locale->group);
}

static void
read_named_numbers (SbLocale *locale, const char *language)
{
  if (g_strv_contains (comma_dot_languages, language))
    {
      locale->decimal = ',';
      g_strlcpy (locale->group, ".", sizeof locale->group);
    }
  else if (g_strv_contains (comma_blank_languages, language))
    {
      locale->decimal = ',';
      g_strlcpy (locale->group, NARROW_BLANK, sizeof locale->group);
    }
  locale->sign_after = locale->decimal == ',';
}

static void
read_months (SbLocale *locale, gboolean of_process)
{
  static const nl_item items[12] = { ABMON_1, ABMON_2, ABMON_3, ABMON_4,  ABMON_5,  ABMON_6,
                                     ABMON_7, ABMON_8, ABMON_9, ABMON_10, ABMON_11, ABMON_12 };

  for (int i = 0; i < 12; i++)
    {
      const char *name = of_process ? nl_langinfo (items[i]) : NULL;

      if (name == NULL || name[0] == '\0' || !g_utf8_validate (name, -1, NULL))
        name = english_months[i];
      locale->months[i] = g_strdup (name);
    }
}

void
sb_locale_init (SbLocale *locale, const char *name)
{
  g_autofree char *language = NULL;
  const char *full = name;

  g_return_if_fail (locale != NULL);

  memset (locale, 0, sizeof *locale);
  locale->decimal = '.';
  g_strlcpy (locale->group, ",", sizeof locale->group);
  if (full == NULL)
    full = g_get_language_names_with_category ("LC_MESSAGES")[0];
  language = g_strdup (full);
  language[strcspn (language, "_.@")] = '\0';
  locale->chinese = strcmp (language, "zh") == 0;
  if (name == NULL)
    read_process_numbers (locale);
  else
    read_named_numbers (locale, language);
  if (g_str_has_prefix (full, "en_US") || g_str_has_prefix (full, "en_PH"))
    locale->order = SB_DATE_ORDER_MDY;
  else if (locale->chinese || g_strv_contains (year_first_languages, language))
    locale->order = SB_DATE_ORDER_YMD;
  read_months (locale, name == NULL && !locale->chinese);
}

void
sb_locale_clear (SbLocale *locale)
{
  for (int i = 0; i < 12; i++)
    g_clear_pointer (&locale->months[i], g_free);
}

char *
sb_locale_number (const SbLocale *locale, const char *decimal)
{
  GString *out = g_string_new (NULL);
  const char *digits = decimal;
  gsize whole;

  g_return_val_if_fail (locale != NULL && decimal != NULL, NULL);

  if (*digits == '-')
    {
      g_string_append (out, "−");
      digits++;
    }
  whole = strspn (digits, "0123456789");
  for (gsize i = 0; i < whole; i++)
    {
      if (i > 0 && (whole - i) % 3 == 0)
        g_string_append (out, locale->group);
      g_string_append_c (out, digits[i]);
    }
  if (digits[whole] == '.')
    {
      g_string_append_c (out, locale->decimal);
      g_string_append (out, digits + whole + 1);
    }
  return g_string_free (out, FALSE);
}

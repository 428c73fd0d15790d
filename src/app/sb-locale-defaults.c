/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Suggestions for new workspaces; see the header. The only place of the application that asks the locale for money. */
#include "sb-config.h"

#include "app/sb-locale-defaults.h"

#include <langinfo.h>
#include <locale.h>

#define GROUP "new-workspace"

static void
suggest_currency (SbLocaleDefaults *defaults)
{
  const struct lconv *conventions = localeconv ();
  g_autofree char *code = g_strndup (conventions->int_curr_symbol, 3);

  g_strlcpy (defaults->currency,
             sb_currency_is_known (code)                   ? code
             : g_str_has_prefix (defaults->language, "zh") ? "CNY"
                                                           : "USD",
             sizeof defaults->currency);
}

static void
read_language (SbLocaleDefaults *defaults)
{
  const char *first = g_get_language_names ()[0];

  /* "zh_CN.UTF-8" → "zh_CN"; "C" is English. */
  g_strlcpy (defaults->language, first, sizeof defaults->language);
  defaults->language[strcspn (defaults->language, ".@")] = '\0';
  if (g_str_equal (defaults->language, "C") || g_str_equal (defaults->language, "POSIX"))
    g_strlcpy (defaults->language, "en", sizeof defaults->language);
}

void
sb_locale_defaults_read (SbLocaleDefaults *defaults, SbUiState *state)
{
  g_autofree char *chosen = NULL;

  g_return_if_fail (defaults != NULL && SB_IS_UI_STATE (state));

  chosen = sb_ui_state_dup_string (state, GROUP, "currency");
  read_language (defaults);
  if (chosen && sb_currency_is_known (chosen))
    g_strlcpy (defaults->currency, chosen, sizeof defaults->currency);
  else
    suggest_currency (defaults);
  defaults->fiscal_start = CLAMP (sb_ui_state_get_int (state, GROUP, "fiscal-start", 1), 1, 12);
}

void
sb_locale_defaults_write (const SbLocaleDefaults *defaults, SbUiState *state)
{
  g_return_if_fail (defaults != NULL && SB_IS_UI_STATE (state));

  sb_ui_state_set_string (state, GROUP, "currency", defaults->currency);
  sb_ui_state_set_int (state, GROUP, "fiscal-start", defaults->fiscal_start);
}

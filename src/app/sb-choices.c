/* SPDX-License-Identifier: GPL-3.0-or-later */
/* See the header. */
#include "sb-config.h"

#include "app/sb-choices.h"

#include "core/sb-money.h"
#include "widgets/sb-text-guard.h"

GtkWidget *
sb_currency_row_new (const char *title, const char *code)
{
  GtkWidget *row = adw_combo_row_new ();
  g_autoptr (GtkStringList) names = gtk_string_list_new (NULL);
  const char *const *codes = sb_currency_codes ();
  guint selected = 0;

  for (guint i = 0; codes[i]; i++)
    {
      const char *sign = sb_currency_sign (codes[i]);
      g_autofree char *name = g_strdup_printf ("%s  %s", codes[i], sign);

      gtk_string_list_append (names, g_str_equal (sign, codes[i]) ? codes[i] : name);
      if (g_strcmp0 (codes[i], code) == 0)
        selected = i;
    }
  sb_row_set_title (ADW_PREFERENCES_ROW (row), title);
  adw_combo_row_set_model (ADW_COMBO_ROW (row), G_LIST_MODEL (names));
  adw_combo_row_set_selected (ADW_COMBO_ROW (row), selected);
  return row;
}

const char *
sb_currency_row_get (GtkWidget *row)
{
  return sb_currency_codes ()[adw_combo_row_get_selected (ADW_COMBO_ROW (row))];
}

GtkWidget *
sb_month_row_new (const char *title, int month)
{
  GtkWidget *row = adw_combo_row_new ();
  g_autoptr (GtkStringList) names = gtk_string_list_new (NULL);

  for (int i = 1; i <= 12; i++)
    {
      g_autoptr (GDateTime) first = g_date_time_new_utc (2026, i, 1, 0, 0, 0);
      g_autofree char *name = g_date_time_format (first, "%OB");

      gtk_string_list_append (names, name);
    }
  sb_row_set_title (ADW_PREFERENCES_ROW (row), title);
  adw_combo_row_set_model (ADW_COMBO_ROW (row), G_LIST_MODEL (names));
  adw_combo_row_set_selected (ADW_COMBO_ROW (row), (guint)CLAMP (month, 1, 12) - 1);
  return row;
}

int
sb_month_row_get (GtkWidget *row)
{
  return (int)adw_combo_row_get_selected (ADW_COMBO_ROW (row)) + 1;
}

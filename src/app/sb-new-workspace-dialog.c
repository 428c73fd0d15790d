/* SPDX-License-Identifier: GPL-3.0-or-later */
/* See the header. The file goes into the folder of workspaces, under the name that was typed. */
#include "sb-config.h"

#include "app/sb-new-workspace-dialog.h"

#include "app/sb-choices.h"
#include "app/sb-dialog.h"
#include "app/sb-locale-defaults.h"
#include "widgets/sb-text-guard.h"

#include <glib/gi18n-lib.h>

typedef struct
{
  SbWindow *window; /* borrowed: the dialog dies with it */
  SbUiState *state; /* owned */
  GtkWindow *dialog;
  GtkWidget *name;
  GtkWidget *currency;
  GtkWidget *fiscal;
  GtkWidget *create;
} Dialog;

static void
dialog_free (gpointer data)
{
  Dialog *dialog = data;

  g_object_unref (dialog->state);
  g_free (dialog);
}

/* A name becomes a file name: no folders, no hidden files, not longer than a file system takes. */
static char *
file_stem (const char *name)
{
  g_autofree char *trimmed = g_strstrip (g_strdup (name));
  g_autofree char *cut = NULL;

  g_strdelimit (trimmed, "/\\:*?\"<>|\n\t", '-');
  for (char *at = trimmed; *at == '.' || *at == '-'; at++)
    *at = ' ';
  g_strstrip (trimmed);
  cut = g_utf8_substring (trimmed, 0, MIN (g_utf8_strlen (trimmed, -1), 60));
  return g_steal_pointer (&cut);
}

static void
name_changed_cb (Dialog *dialog)
{
  g_autofree char *stem = file_stem (gtk_editable_get_text (GTK_EDITABLE (dialog->name)));

  gtk_widget_set_sensitive (dialog->create, *stem != '\0');
}

static void
create_cb (Dialog *dialog)
{
  SbLocaleDefaults defaults;
  g_autofree char *stem = file_stem (gtk_editable_get_text (GTK_EDITABLE (dialog->name)));
  g_autofree char *path = NULL;
  SbWindow *window = dialog->window;

  if (!*stem)
    return;
  path = sb_opener_free_path (stem);
  sb_locale_defaults_read (&defaults, dialog->state);
  g_strlcpy (defaults.currency, sb_currency_row_get (dialog->currency), sizeof defaults.currency);
  defaults.fiscal_start = sb_month_row_get (dialog->fiscal);
  sb_locale_defaults_write (&defaults, dialog->state);
  gtk_window_destroy (dialog->dialog);
  sb_window_open (window, &(SbWindowRequest){ .kind = SB_OPENER_NEW, .path = path, .as_of = SB_DATE_NONE });
}

static GtkWidget *
new_content (Dialog *dialog, const SbLocaleDefaults *defaults)
{
  GtkWidget *page = adw_preferences_page_new ();
  GtkWidget *group = adw_preferences_group_new ();

  dialog->name = adw_entry_row_new ();
  sb_row_set_title (ADW_PREFERENCES_ROW (dialog->name), _ ("Name"));
  gtk_editable_set_text (GTK_EDITABLE (dialog->name), _ ("My sales team"));
  adw_entry_row_set_activates_default (ADW_ENTRY_ROW (dialog->name), TRUE);
  dialog->currency = sb_currency_row_new (_ ("Currency"), defaults->currency);
  sb_row_set_subtitle (ADW_ACTION_ROW (dialog->currency), _ ("All totals are in it"));
  dialog->fiscal = sb_month_row_new (_ ("Fiscal year starts in"), defaults->fiscal_start);
  adw_preferences_group_add (ADW_PREFERENCES_GROUP (group), dialog->name);
  adw_preferences_group_add (ADW_PREFERENCES_GROUP (group), dialog->currency);
  adw_preferences_group_add (ADW_PREFERENCES_GROUP (group), dialog->fiscal);
  adw_preferences_page_add (ADW_PREFERENCES_PAGE (page), ADW_PREFERENCES_GROUP (group));
  g_signal_connect_swapped (dialog->name, "changed", G_CALLBACK (name_changed_cb), dialog);
  return page;
}

void
sb_new_workspace_dialog_present (SbWindow *window, SbUiState *state)
{
  Dialog *dialog;
  SbLocaleDefaults defaults;
  GtkWidget *cancel;
  AdwHeaderBar *header;

  g_return_if_fail (SB_IS_WINDOW (window) && SB_IS_UI_STATE (state));

  dialog = g_new0 (Dialog, 1);
  dialog->window = window;
  dialog->state = g_object_ref (state);
  sb_locale_defaults_read (&defaults, state);
  dialog->dialog = sb_dialog_new (GTK_WIDGET (window), _ ("New Workspace"), new_content (dialog, &defaults), 440, 340);
  header = sb_dialog_get_header (dialog->dialog);
  adw_header_bar_set_show_start_title_buttons (header, FALSE);
  adw_header_bar_set_show_end_title_buttons (header, FALSE);
  cancel = gtk_button_new_with_mnemonic (_ ("_Cancel"));
  dialog->create = gtk_button_new_with_mnemonic (_ ("C_reate"));
  gtk_widget_add_css_class (dialog->create, "suggested-action");
  adw_header_bar_pack_start (header, cancel);
  adw_header_bar_pack_end (header, dialog->create);
  gtk_window_set_default_widget (dialog->dialog, dialog->create);
  g_signal_connect_swapped (cancel, "clicked", G_CALLBACK (gtk_window_destroy), dialog->dialog);
  g_signal_connect_swapped (dialog->create, "clicked", G_CALLBACK (create_cb), dialog);
  g_object_set_data_full (G_OBJECT (dialog->dialog), "sb-dialog", dialog, dialog_free);
  gtk_window_present (dialog->dialog);
  gtk_widget_grab_focus (dialog->name);
}

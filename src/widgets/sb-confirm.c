/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Questions and messages. Behind one door, so that a newer libadwaita needs a change in this file only. */
#include "sb-config.h"

#include "widgets/sb-confirm.h"

#include "core/sb-text.h"
#include "widgets/sb-text-guard.h"

#include <glib/gi18n-lib.h>

typedef struct {
  SbAgreed   agreed;
  SbNoted    noted;
  gpointer   user_data;
  GtkWidget *entry;
  GDestroyNotify free_data;
} Question;

static GtkWindow *
window_of (GtkWidget *widget)
{
  GtkRoot *root = widget == NULL ? NULL : gtk_widget_get_root (widget);

  return GTK_IS_WINDOW (root) ? GTK_WINDOW (root) : NULL;
}

static void
response_cb (AdwMessageDialog *dialog, const char *response, gpointer user_data)
{
  Question *question = user_data;
  g_autofree char *note = NULL;

  if (g_strcmp0 (response, "yes") != 0)
    return;
  if (question->agreed != NULL)
    question->agreed (question->user_data);
  if (question->noted != NULL)
    {
      note = sb_text_trim (gtk_editable_get_text (GTK_EDITABLE (question->entry)));
      if (!sb_text_is_blank (note))
        question->noted (note, question->user_data);
    }
}

static void
free_question (gpointer data, GClosure *closure)
{
  Question *question = data;

  if (question->free_data != NULL)
    question->free_data (question->user_data);
  g_free (question);
}

static AdwMessageDialog *
new_dialog (GtkWidget *parent, const char *heading, const char *body)
{
  GtkWidget *dialog = adw_message_dialog_new (window_of (parent), NULL, NULL);

  sb_message_set_body (ADW_MESSAGE_DIALOG (dialog), heading, body);
  return ADW_MESSAGE_DIALOG (dialog);
}

void
sb_confirm (GtkWidget *parent, const char *heading, const char *body, const char *verb, gboolean destructive,
            SbAgreed agreed, gpointer user_data)
{
  AdwMessageDialog *dialog;
  Question *question;

  g_return_if_fail (heading != NULL && verb != NULL && agreed != NULL);

  dialog = new_dialog (parent, heading, body);
  question = g_new0 (Question, 1);
  question->agreed = agreed;
  question->user_data = user_data;
  adw_message_dialog_add_responses (dialog, "no", _("_Cancel"), "yes", verb, NULL);
  adw_message_dialog_set_response_appearance (dialog, "yes",
                                              destructive ? ADW_RESPONSE_DESTRUCTIVE : ADW_RESPONSE_SUGGESTED);
  adw_message_dialog_set_default_response (dialog, destructive ? "no" : "yes");
  adw_message_dialog_set_close_response (dialog, "no");
  g_signal_connect_data (dialog, "response", G_CALLBACK (response_cb), question, free_question, 0);
  gtk_window_present (GTK_WINDOW (dialog));
}

void
sb_show_error (GtkWidget *parent, const char *heading, const GError *error)
{
  AdwMessageDialog *dialog;

  g_return_if_fail (heading != NULL);

  dialog = new_dialog (parent, heading, error == NULL ? NULL : error->message);
  adw_message_dialog_add_response (dialog, "close", _("_Close"));
  adw_message_dialog_set_close_response (dialog, "close");
  if (error != NULL)
    g_info ("%s: %s (%s %d)", heading, error->message, g_quark_to_string (error->domain), error->code);
  gtk_window_present (GTK_WINDOW (dialog));
}

static void
entry_changed_cb (GtkEditable *entry, gpointer dialog)
{
  adw_message_dialog_set_response_enabled (dialog, "yes", !sb_text_is_blank (gtk_editable_get_text (entry)));
}

void
sb_ask_note_full (GtkWidget *parent, const SbNoteRequest *request)
{
  AdwMessageDialog *dialog;
  Question *question;

  g_return_if_fail (request != NULL && request->heading != NULL && request->verb != NULL && request->noted != NULL);

  dialog = new_dialog (parent, request->heading, request->body);
  question = g_new0 (Question, 1);
  question->noted = request->noted;
  question->user_data = request->user_data;
  question->free_data = request->free_data;
  question->entry = gtk_entry_new ();
  gtk_entry_set_activates_default (GTK_ENTRY (question->entry), TRUE);
  sb_widget_set_name (question->entry, request->heading);
  adw_message_dialog_set_extra_child (dialog, question->entry);
  adw_message_dialog_add_responses (dialog, "no", _("_Cancel"), "yes", request->verb, NULL);
  adw_message_dialog_set_response_appearance (dialog, "yes", ADW_RESPONSE_SUGGESTED);
  adw_message_dialog_set_response_enabled (dialog, "yes", FALSE);
  adw_message_dialog_set_default_response (dialog, "yes");
  adw_message_dialog_set_close_response (dialog, "no");
  g_signal_connect (question->entry, "changed", G_CALLBACK (entry_changed_cb), dialog);
  g_signal_connect_data (dialog, "response", G_CALLBACK (response_cb), question, free_question, 0);
  gtk_window_present (GTK_WINDOW (dialog));
}

void
sb_ask_note (GtkWidget *parent, const char *heading, const char *body, const char *verb, SbNoted noted,
             gpointer user_data)
{
  SbNoteRequest request = { heading, body, verb, noted, user_data, NULL };

  sb_ask_note_full (parent, &request);
}

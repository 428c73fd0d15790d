/* SPDX-License-Identifier: GPL-3.0-or-later */
/* See the header. Which option an answer belongs to is said by the question itself. */
#include "sb-config.h"

#include "app/sb-import-questions.h"

#include "app/sb-import-labels.h"
#include "widgets/sb-text-guard.h"

#include <glib/gi18n-lib.h>

typedef struct
{
  SbImportOptions *options; /* borrowed */
  char *option;
  char *column;
  char *choice;
} Answer;

static void
answer_free (gpointer data, GClosure *closure)
{
  Answer *answer = data;

  g_free (answer->option);
  g_free (answer->column);
  g_free (answer->choice);
  g_free (answer);
}

static void
set_text (char **place, const char *text)
{
  g_free (*place);
  *place = g_strdup (text);
}

static void
answer_cb (GtkButton *button, Answer *answer)
{
  SbImportOptions *options = answer->options;

  if (g_str_equal (answer->option, "--type"))
    set_text (&options->type, answer->choice);
  else if (g_str_equal (answer->option, "--encoding"))
    set_text (&options->encoding, answer->choice);
  else if (g_str_equal (answer->option, "--header"))
    options->header = atoi (answer->choice);
  else if (g_str_equal (answer->option, "--date-order"))
    options->date_order = sb_date_order_find (answer->choice);
  else if (g_str_equal (answer->option, "--decimal"))
    options->decimal = answer->choice[0];
  else if (g_str_equal (answer->option, "--as-of"))
    options->as_of = sb_date_parse_iso (answer->choice);
  else if (g_str_equal (answer->option, "--map") && answer->column)
    sb_import_options_map (options, answer->column, answer->choice);
}

static GtkWidget *
new_choice (const SbImportQuestion *question, const char *choice, SbImportOptions *options, GCallback changed,
            gpointer user_data)
{
  Answer *answer = g_new0 (Answer, 1);
  g_autofree char *label = sb_import_choice_label (question->code, choice, question->example);
  GtkWidget *button = gtk_button_new ();
  GtkWidget *text = sb_label_new_wrapping (label, NULL);

  answer->options = options;
  answer->option = g_strdup (question->option ? question->option : "");
  answer->column = g_strdup (question->column);
  answer->choice = g_strdup (choice);
  gtk_button_set_child (GTK_BUTTON (button), text);
  sb_widget_set_name (button, label);
  g_signal_connect_data (button, "clicked", G_CALLBACK (answer_cb), answer, answer_free, 0);
  g_signal_connect_swapped (button, "clicked", changed, user_data);
  return button;
}

static GtkWidget *
new_question (const SbImportQuestion *question, SbImportOptions *options, GCallback changed, gpointer user_data)
{
  GtkWidget *box = gtk_box_new (GTK_ORIENTATION_VERTICAL, 6);

  gtk_widget_add_css_class (box, "card");
  gtk_widget_add_css_class (box, "question");
  gtk_box_append (GTK_BOX (box), sb_label_new_wrapping (question->message, "heading"));
  if (question->example)
    {
      g_autofree char *example = g_strdup_printf (_ ("Example: %s"), question->example);

      gtk_box_append (GTK_BOX (box), sb_label_new_wrapping (example, "dim-label"));
    }
  for (guint i = 0; question->choices && i < question->choices->len; i++)
    gtk_box_append (GTK_BOX (box),
                    new_choice (question, g_ptr_array_index (question->choices, i), options, changed, user_data));
  return box;
}

GtkWidget *
sb_import_questions_new (const SbImportFileReport *report, SbImportOptions *options, GCallback changed,
                         gpointer user_data)
{
  GtkWidget *box = gtk_box_new (GTK_ORIENTATION_VERTICAL, 12);

  for (guint i = 0; i < report->questions->len; i++)
    gtk_box_append (GTK_BOX (box),
                    new_question (g_ptr_array_index (report->questions, i), options, changed, user_data));
  return box;
}

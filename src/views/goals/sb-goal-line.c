/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Sentence in, goal out. What the sentence means is sb-goal-sentence's to say, what it would make sb-goal-draft's; here
 * it is shown and, on Enter, written. */
#include "sb-config.h"

#include "views/goals/sb-goal-line.h"

#include <glib/gi18n-lib.h>

#include "core/sb-text.h"
#include "model/sb-goal-draft.h"
#include "views/goals/sb-smart-letters.h"
#include "widgets/sb-text-guard.h"

#define READ_AFTER 150 /* ms after the last key: a sentence costs some passes over the deals */

struct _SbGoalLine
{
  GtkWidget parent_instance;

  SbSession *session;
  GtkWidget *box;
  GtkWidget *entry;
  GtkWidget *preview; /* box below the entry */
  GtkWidget *text;
  GtkWidget *letters;
  GtkWidget *create;
  guint timeout;
};

G_DEFINE_FINAL_TYPE (SbGoalLine, sb_goal_line, GTK_TYPE_WIDGET)

enum
{
  CREATED,
  N_SIGNALS
};
static guint signals[N_SIGNALS];

static SbGoalDraft *
read_draft (SbGoalLine *self, GError **error)
{
  const char *typed = gtk_editable_get_text (GTK_EDITABLE (self->entry));
  SbFormatter *formatter = sb_session_get_formatter (self->session);
  SbFacts *facts = sb_session_get_facts (self->session);
  SbGoalSentenceContext context = { facts, sb_session_get_as_of (self->session), sb_formatter_get_decimal (formatter),
                                    sb_formatter_is_month_first (formatter) };
  SbGoalDraftContext draft = { facts, sb_session_get_scope (self->session), sb_session_get_as_of (self->session),
                               sb_session_get_me (self->session) };
  g_autoptr (SbGoalSentence) sentence = NULL;

  if (facts == NULL)
    return NULL;
  sentence = sb_goal_sentence_parse (typed, &context, error);
  return sentence != NULL ? sb_goal_draft_new (sentence, &draft) : NULL;
}

static void
show_preview (SbGoalLine *self)
{
  const char *typed = gtk_editable_get_text (GTK_EDITABLE (self->entry));
  g_autoptr (GError) error = NULL;
  g_autoptr (SbGoalDraft) draft = NULL;
  g_autofree char *text = NULL;

  gtk_widget_remove_css_class (self->text, "error");
  if (sb_text_is_blank (typed))
    {
      gtk_widget_set_visible (self->preview, FALSE);
      return;
    }
  draft = read_draft (self, &error);
  if (draft == NULL && error == NULL)
    return; /* the facts are on their way */
  gtk_widget_set_visible (self->preview, TRUE);
  gtk_widget_set_sensitive (self->create, draft != NULL);
  sb_smart_letters_set (SB_SMART_LETTERS (self->letters), draft != NULL ? &draft->smart : NULL);
  if (draft == NULL)
    {
      gtk_widget_add_css_class (self->text, "error");
      sb_label_set_text (GTK_LABEL (self->text), error->message);
      return;
    }
  text = sb_goal_draft_text (draft, sb_session_get_formatter (self->session), sb_session_get_facts (self->session));
  sb_label_set_text (GTK_LABEL (self->text), text);
}

static gboolean
read_cb (gpointer user_data)
{
  SbGoalLine *self = user_data;

  self->timeout = 0;
  show_preview (self);
  return G_SOURCE_REMOVE;
}

static void
changed_cb (GtkEditable *entry, SbGoalLine *self)
{
  g_clear_handle_id (&self->timeout, g_source_remove);
  self->timeout = g_timeout_add (READ_AFTER, read_cb, self);
}

static void
create (SbGoalLine *self)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (SbGoalDraft) draft = NULL;
  g_autoptr (GArray) ids = NULL;
  const char *message;

  g_clear_handle_id (&self->timeout, g_source_remove);
  draft = read_draft (self, &error);
  if (draft == NULL)
    {
      show_preview (self);
      return;
    }
  message = draft->has_red ? _("Kept as a draft: a letter fails. Mend it, or publish it with a reason.")
                           : _("The goal stands");
  if (!sb_session_apply (self->session, sb_goal_draft_change (draft, sb_session_get_facts (self->session)), message,
                         &ids, &error))
    {
      sb_label_set_text (GTK_LABEL (self->text), error->message);
      gtk_widget_add_css_class (self->text, "error");
      return;
    }
  gtk_editable_set_text (GTK_EDITABLE (self->entry), "");
  g_clear_handle_id (&self->timeout, g_source_remove);
  gtk_widget_set_visible (self->preview, FALSE);
  if (ids->len > 0)
    g_signal_emit (self, signals[CREATED], 0, g_array_index (ids, gint32, 0));
}

static void
activate_cb (GtkEntry *entry, SbGoalLine *self)
{
  create (self);
}

static void
create_cb (GtkButton *button, SbGoalLine *self)
{
  create (self);
}

static gboolean
grab_focus (GtkWidget *widget)
{
  return gtk_widget_grab_focus (SB_GOAL_LINE (widget)->entry);
}

static void
dispose (GObject *object)
{
  SbGoalLine *self = SB_GOAL_LINE (object);

  g_clear_handle_id (&self->timeout, g_source_remove);
  g_clear_pointer (&self->box, gtk_widget_unparent);
  g_clear_object (&self->session);
  G_OBJECT_CLASS (sb_goal_line_parent_class)->dispose (object);
}

static void
sb_goal_line_class_init (SbGoalLineClass *klass)
{
  G_OBJECT_CLASS (klass)->dispose = dispose;
  GTK_WIDGET_CLASS (klass)->grab_focus = grab_focus;
  gtk_widget_class_set_layout_manager_type (GTK_WIDGET_CLASS (klass), GTK_TYPE_BIN_LAYOUT);
  signals[CREATED] = g_signal_new ("created", SB_TYPE_GOAL_LINE, G_SIGNAL_RUN_LAST, 0, NULL, NULL, NULL, G_TYPE_NONE, 1,
                                   G_TYPE_INT);
}

static void
sb_goal_line_init (SbGoalLine *self)
{
}

static void
build_preview (SbGoalLine *self)
{
  GtkWidget *foot = gtk_box_new (GTK_ORIENTATION_HORIZONTAL, 12);

  self->preview = gtk_box_new (GTK_ORIENTATION_VERTICAL, 6);
  self->text = sb_label_new_wrapping (NULL, NULL);
  self->letters = sb_smart_letters_new (self->session);
  self->create = gtk_button_new_with_label (_("Create the goal"));
  gtk_widget_add_css_class (self->create, "suggested-action");
  gtk_widget_set_hexpand (self->letters, TRUE);
  g_signal_connect_object (self->create, "clicked", G_CALLBACK (create_cb), self, 0);
  gtk_box_append (GTK_BOX (foot), self->letters);
  gtk_box_append (GTK_BOX (foot), self->create);
  gtk_box_append (GTK_BOX (self->preview), self->text);
  gtk_box_append (GTK_BOX (self->preview), foot);
  gtk_widget_set_visible (self->preview, FALSE);
}

GtkWidget *
sb_goal_line_new (SbSession *session)
{
  SbGoalLine *self;

  g_return_val_if_fail (SB_IS_SESSION (session), NULL);

  self = g_object_new (SB_TYPE_GOAL_LINE, NULL);
  self->session = g_object_ref (session);
  self->box = gtk_box_new (GTK_ORIENTATION_VERTICAL, 8);
  self->entry = gtk_entry_new ();
  gtk_entry_set_placeholder_text (GTK_ENTRY (self->entry),
                                  _("A goal in one sentence: grow sales 20 % within three months"));
  gtk_entry_set_icon_from_icon_name (GTK_ENTRY (self->entry), GTK_ENTRY_ICON_PRIMARY, "list-add-symbolic");
  gtk_entry_set_icon_activatable (GTK_ENTRY (self->entry), GTK_ENTRY_ICON_PRIMARY, FALSE);
  gtk_editable_set_width_chars (GTK_EDITABLE (self->entry), 10);
  sb_widget_set_name (self->entry, _("New goal in one sentence"));
  g_signal_connect_object (self->entry, "changed", G_CALLBACK (changed_cb), self, 0);
  g_signal_connect_object (self->entry, "activate", G_CALLBACK (activate_cb), self, 0);
  build_preview (self);
  gtk_box_append (GTK_BOX (self->box), self->entry);
  gtk_box_append (GTK_BOX (self->box), self->preview);
  gtk_widget_set_parent (self->box, GTK_WIDGET (self));
  return GTK_WIDGET (self);
}

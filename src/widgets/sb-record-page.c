/* SPDX-License-Identifier: GPL-3.0-or-later */
/* The frame that all pages of one record share. What is special to a kind of record (tiles, a trend, a warning) is put
 * in by the page that owns the frame; the frame knows only descriptions. */
#include "sb-config.h"

#include <glib/gi18n-lib.h>

#include "model/sb-record-text.h"
#include "widgets/sb-columns.h"
#include "widgets/sb-record-form.h"
#include "widgets/sb-record-page.h"
#include "widgets/sb-text-guard.h"

struct _SbRecordPage
{
  GtkWidget parent_instance;

  SbSession *session;
  const SbRecordPageLayout *layout;
  const SbRecordType *type;
  gint32 id;

  GtkWidget *scroller;
  GtkWidget *title;
  GtkWidget *subtitle;
  GtkWidget *warning;
  GtkWidget *top;
  GtkWidget *side; /* details, then what the owner added */
  GtkWidget *details;
  GtkWidget *form_bin;
};

G_DEFINE_FINAL_TYPE (SbRecordPage, sb_record_page, GTK_TYPE_WIDGET)

enum
{
  BACK,
  N_SIGNALS
};
static guint signals[N_SIGNALS];

static void
back_clicked_cb (GtkButton *button, SbRecordPage *self)
{
  g_signal_emit (self, signals[BACK], 0);
}

static GtkWidget *
build_head (SbRecordPage *self)
{
  GtkWidget *head = gtk_box_new (GTK_ORIENTATION_HORIZONTAL, 12);
  GtkWidget *back = gtk_button_new_from_icon_name ("go-previous-symbolic");
  GtkWidget *texts = gtk_box_new (GTK_ORIENTATION_VERTICAL, 2);
  gtk_widget_set_tooltip_text (back, _(self->layout->back));
  sb_widget_set_name (back, _(self->layout->back));
  gtk_widget_set_valign (back, GTK_ALIGN_START);
  g_signal_connect_object (back, "clicked", G_CALLBACK (back_clicked_cb), self, 0);
  self->title = sb_label_new_wrapping (NULL, "title-2");
  self->subtitle = sb_label_new_wrapping (NULL, "dim-label");
  self->warning = sb_label_new_wrapping (NULL, "warning");
  gtk_widget_set_visible (self->warning, FALSE);
  gtk_box_append (GTK_BOX (texts), self->title);
  gtk_box_append (GTK_BOX (texts), self->subtitle);
  gtk_box_append (GTK_BOX (texts), self->warning);
  gtk_widget_set_hexpand (texts, TRUE);
  gtk_box_append (GTK_BOX (head), back);
  gtk_box_append (GTK_BOX (head), texts);
  return head;
}

static void
build (SbRecordPage *self)
{
  GtkWidget *clamp = adw_clamp_new ();
  GtkWidget *box = gtk_box_new (GTK_ORIENTATION_VERTICAL, 18);
  self->scroller = gtk_scrolled_window_new ();
  self->top = gtk_box_new (GTK_ORIENTATION_VERTICAL, 12);
  self->side = gtk_box_new (GTK_ORIENTATION_VERTICAL, 18);
  self->details = gtk_box_new (GTK_ORIENTATION_VERTICAL, 18);
  self->form_bin = adw_bin_new ();
  gtk_widget_add_css_class (box, "sb-page-body");
  gtk_widget_set_margin_top (box, 18);
  gtk_widget_set_margin_bottom (box, 24);
  gtk_widget_set_margin_start (box, 18);
  gtk_widget_set_margin_end (box, 18);
  gtk_widget_set_valign (self->side, GTK_ALIGN_START);
  gtk_widget_set_valign (self->form_bin, GTK_ALIGN_START);
  gtk_box_append (GTK_BOX (self->side), self->details);
  gtk_box_append (GTK_BOX (box), build_head (self));
  gtk_box_append (GTK_BOX (box), self->top);
  gtk_box_append (GTK_BOX (box), sb_columns_new (self->side, self->form_bin, 0.52, 760));
  adw_clamp_set_maximum_size (ADW_CLAMP (clamp), 1120);
  adw_clamp_set_child (ADW_CLAMP (clamp), box);
  gtk_scrolled_window_set_policy (GTK_SCROLLED_WINDOW (self->scroller), GTK_POLICY_NEVER, GTK_POLICY_AUTOMATIC);
  gtk_scrolled_window_set_child (GTK_SCROLLED_WINDOW (self->scroller), clamp);
  gtk_widget_set_parent (self->scroller, GTK_WIDGET (self));
}

static void
dispose (GObject *object)
{
  SbRecordPage *self = SB_RECORD_PAGE (object);
  g_clear_pointer (&self->scroller, gtk_widget_unparent);
  g_clear_object (&self->session);
  G_OBJECT_CLASS (sb_record_page_parent_class)->dispose (object);
}

static void
sb_record_page_class_init (SbRecordPageClass *klass)
{
  G_OBJECT_CLASS (klass)->dispose = dispose;
  signals[BACK] = g_signal_new ("back", SB_TYPE_RECORD_PAGE, G_SIGNAL_RUN_LAST, 0, NULL, NULL, NULL, G_TYPE_NONE, 0);
}

static void
sb_record_page_init (SbRecordPage *self)
{
  gtk_widget_set_layout_manager (GTK_WIDGET (self), gtk_bin_layout_new ());
}

GtkWidget *
sb_record_page_new (SbSession *session, const SbRecordPageLayout *layout)
{
  g_return_val_if_fail (SB_IS_SESSION (session) && layout != NULL, NULL);
  SbRecordPage *self = g_object_new (SB_TYPE_RECORD_PAGE, NULL);
  self->session = g_object_ref (session);
  self->layout = layout;
  self->type = sb_record_type_find (layout->type);
  g_assert (self->type != NULL);
  build (self);
  return GTK_WIDGET (self);
}

void
sb_record_page_show (SbRecordPage *self, gint32 id)
{
  GtkWidget *child;
  g_return_if_fail (SB_IS_RECORD_PAGE (self) && id > 0);
  if (id == self->id)
    return;
  self->id = id;
  while ((child = gtk_widget_get_first_child (self->details)) != NULL)
    gtk_box_remove (GTK_BOX (self->details), child);
  for (gsize i = 0; i < self->layout->n_details; i++)
    {
      const SbDetailLayout *detail = &self->layout->details[i];
      GtkWidget *card = sb_detail_card_new (self->session, detail);
      sb_detail_card_set_parent (SB_DETAIL_CARD (card), detail->field != NULL ? detail->field : self->layout->field,
                                 id);
      gtk_box_append (GTK_BOX (self->details), card);
    }
  adw_bin_set_child (ADW_BIN (self->form_bin), sb_record_form_new (self->session, self->type, id));
  gtk_adjustment_set_value (gtk_scrolled_window_get_vadjustment (GTK_SCROLLED_WINDOW (self->scroller)), 0);
}

gint32
sb_record_page_get_id (SbRecordPage *self)
{
  g_return_val_if_fail (SB_IS_RECORD_PAGE (self), 0);
  return self->id;
}

static void
append_part (GString *text, const char *part)
{
  if (part != NULL && *part != '\0')
    g_string_append_printf (text, "%s%s", text->len > 0 ? " · " : "", part);
}

void
sb_record_page_write_head (SbRecordPage *self, const char *const *fields, const char *const *extra)
{
  g_return_if_fail (SB_IS_RECORD_PAGE (self));
  if (self->id == 0)
    return;
  g_autofree char *title = sb_session_title (self->session, self->type, self->id);
  g_autoptr (SbRecord) record = sb_reader_get (sb_session_get_reader (self->session), self->type, self->id, NULL);
  g_autoptr (GString) text = g_string_new (NULL);
  for (gsize i = 0; record != NULL && fields != NULL && fields[i] != NULL; i++)
    {
      int index = sb_record_type_field_index (self->type, fields[i]);
      g_autofree char *part = index >= 0 ? sb_record_field_text (self->session, record, (guint) index) : NULL;
      append_part (text, part);
    }
  for (gsize i = 0; extra != NULL && extra[i] != NULL; i++)
    append_part (text, extra[i]);
  gtk_label_set_text (GTK_LABEL (self->title), title);
  gtk_label_set_text (GTK_LABEL (self->subtitle), record != NULL ? text->str : _(self->layout->gone));
}

void
sb_record_page_set_warning (SbRecordPage *self, const char *text)
{
  g_return_if_fail (SB_IS_RECORD_PAGE (self));
  gtk_label_set_text (GTK_LABEL (self->warning), text != NULL ? text : "");
  gtk_widget_set_visible (self->warning, text != NULL);
}

void
sb_record_page_add_top (SbRecordPage *self, GtkWidget *widget)
{
  g_return_if_fail (SB_IS_RECORD_PAGE (self) && GTK_IS_WIDGET (widget));
  gtk_box_append (GTK_BOX (self->top), widget);
}

void
sb_record_page_add_side (SbRecordPage *self, GtkWidget *widget)
{
  g_return_if_fail (SB_IS_RECORD_PAGE (self) && GTK_IS_WIDGET (widget));
  gtk_box_append (GTK_BOX (self->side), widget);
}

/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Between a list and the page of one of its records. It knows neither: the view says how the page is made and shown. */
#include "sb-config.h"

#include "widgets/sb-record-stack.h"

struct _SbRecordStack {
  AdwBin parent_instance;

  SbSession         *session; /* owned */
  GtkStack          *stack;
  GtkWidget         *page; /* NULL before it is needed */
  SbRecordStackMake  make;
  SbRecordStackShow  show;
  gpointer           owner; /* borrowed */
};

G_DEFINE_FINAL_TYPE (SbRecordStack, sb_record_stack, ADW_TYPE_BIN)

static void
dispose (GObject *object)
{
  g_clear_object (&SB_RECORD_STACK (object)->session);
  G_OBJECT_CLASS (sb_record_stack_parent_class)->dispose (object);
}

static void
sb_record_stack_class_init (SbRecordStackClass *klass)
{
  G_OBJECT_CLASS (klass)->dispose = dispose;
}

static void
sb_record_stack_init (SbRecordStack *self)
{
  self->stack = GTK_STACK (gtk_stack_new ());
  gtk_stack_set_vhomogeneous (self->stack, FALSE);
  gtk_stack_set_hhomogeneous (self->stack, FALSE);
  adw_bin_set_child (ADW_BIN (self), GTK_WIDGET (self->stack));
}

GtkWidget *
sb_record_stack_new (SbSession *session, GtkWidget *front, SbRecordStackMake make, SbRecordStackShow show,
                     gpointer owner)
{
  SbRecordStack *self;

  g_return_val_if_fail (SB_IS_SESSION (session) && GTK_IS_WIDGET (front) && make != NULL && show != NULL, NULL);

  self = g_object_new (SB_TYPE_RECORD_STACK, NULL);
  self->session = g_object_ref (session);
  self->make = make;
  self->show = show;
  self->owner = owner;
  gtk_widget_set_margin_top (front, 18);
  gtk_widget_set_margin_bottom (front, 12);
  gtk_widget_set_margin_start (front, 18);
  gtk_widget_set_margin_end (front, 18);
  gtk_stack_add_named (self->stack, front, "front");
  return GTK_WIDGET (self);
}

void
sb_record_stack_open (SbRecordStack *self, gint32 id)
{
  g_return_if_fail (SB_IS_RECORD_STACK (self) && id > 0);

  if (self->page == NULL)
    {
      self->page = self->make (self->session, self->owner);
      g_signal_connect_object (self->page, "back", G_CALLBACK (sb_record_stack_back), self, G_CONNECT_SWAPPED);
      gtk_stack_add_named (self->stack, self->page, "record");
    }
  self->show (self->page, id);
  gtk_stack_set_visible_child (self->stack, self->page);
}

void
sb_record_stack_back (SbRecordStack *self)
{
  g_return_if_fail (SB_IS_RECORD_STACK (self));

  gtk_stack_set_visible_child_name (self->stack, "front");
}

GtkWidget *
sb_record_stack_get_page (SbRecordStack *self)
{
  g_return_val_if_fail (SB_IS_RECORD_STACK (self), NULL);

  return self->page;
}

static void
chosen_cb (GtkWidget *table, int id, SbRecordStack *self)
{
  sb_record_stack_open (self, id);
}

void
sb_record_stack_follow (SbRecordStack *self, GtkWidget *table, const char *signal)
{
  g_return_if_fail (SB_IS_RECORD_STACK (self) && GTK_IS_WIDGET (table) && signal != NULL);

  g_signal_connect_object (table, signal, G_CALLBACK (chosen_cb), self, 0);
}

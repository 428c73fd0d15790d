/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Filters as linked buttons that scroll sideways when the window is narrow, and in their place the heading of a
 * drill-down. Lists of deals and customers stand under one. It knows nothing of what is filtered. */
#include "sb-config.h"

#include "widgets/sb-filter-bar.h"

#include <glib/gi18n-lib.h>

#include "widgets/sb-text-guard.h"

struct _SbFilterBar {
  GtkWidget parent_instance;

  GtkWidget *filters;
  GtkWidget *banner;
  GtkWidget *title;
  SbTarget  *drill; /* owned, NULL none */
  int        filter;
};

G_DEFINE_FINAL_TYPE (SbFilterBar, sb_filter_bar, GTK_TYPE_WIDGET)

enum { FILTER_CHANGED, N_SIGNALS };
static guint signals[N_SIGNALS];

static void
toggled_cb (GtkToggleButton *button, SbFilterBar *self)
{
  if (!gtk_toggle_button_get_active (button))
    return;
  self->filter = GPOINTER_TO_INT (g_object_get_data (G_OBJECT (button), "filter"));
  g_signal_emit (self, signals[FILTER_CHANGED], 0, self->filter);
}

static void
show_all_cb (GtkButton *button, SbFilterBar *self)
{
  sb_filter_bar_set_drill (self, NULL, NULL);
  g_signal_emit (self, signals[FILTER_CHANGED], 0, self->filter);
}

static GtkWidget *
build_filters (SbFilterBar *self, const char *const *labels, gsize n)
{
  GtkWidget *scroller = gtk_scrolled_window_new ();
  GtkWidget *row = gtk_box_new (GTK_ORIENTATION_HORIZONTAL, 0);
  GtkWidget *first = NULL;

  gtk_widget_add_css_class (row, "linked");
  for (gsize i = 0; i < n; i++)
    {
      GtkWidget *button = gtk_toggle_button_new_with_label (_(labels[i]));
      g_object_set_data (G_OBJECT (button), "filter", GINT_TO_POINTER ((int) i));
      if (first == NULL)
        first = button;
      else
        gtk_toggle_button_set_group (GTK_TOGGLE_BUTTON (button), GTK_TOGGLE_BUTTON (first));
      gtk_toggle_button_set_active (GTK_TOGGLE_BUTTON (button), i == 0);
      g_signal_connect_object (button, "toggled", G_CALLBACK (toggled_cb), self, 0);
      gtk_box_append (GTK_BOX (row), button);
    }
  gtk_scrolled_window_set_policy (GTK_SCROLLED_WINDOW (scroller), GTK_POLICY_AUTOMATIC, GTK_POLICY_NEVER);
  gtk_scrolled_window_set_child (GTK_SCROLLED_WINDOW (scroller), row);
  return scroller;
}

static GtkWidget *
build_banner (SbFilterBar *self, const char *show_all)
{
  GtkWidget *row = gtk_box_new (GTK_ORIENTATION_HORIZONTAL, 12);
  GtkWidget *all = gtk_button_new_with_label (show_all);

  self->title = sb_label_new_wrapping (NULL, "title-4");
  gtk_widget_set_hexpand (self->title, TRUE);
  gtk_widget_set_valign (all, GTK_ALIGN_CENTER);
  g_signal_connect_object (all, "clicked", G_CALLBACK (show_all_cb), self, 0);
  gtk_box_append (GTK_BOX (row), self->title);
  gtk_box_append (GTK_BOX (row), all);
  gtk_widget_set_visible (row, FALSE);
  return row;
}

static void
dispose (GObject *object)
{
  SbFilterBar *self = SB_FILTER_BAR (object);

  g_clear_pointer (&self->filters, gtk_widget_unparent);
  g_clear_pointer (&self->banner, gtk_widget_unparent);
  g_clear_pointer (&self->drill, sb_target_unref);
  G_OBJECT_CLASS (sb_filter_bar_parent_class)->dispose (object);
}

static void
sb_filter_bar_class_init (SbFilterBarClass *klass)
{
  G_OBJECT_CLASS (klass)->dispose = dispose;
  gtk_widget_class_set_layout_manager_type (GTK_WIDGET_CLASS (klass), GTK_TYPE_BIN_LAYOUT);
  signals[FILTER_CHANGED] = g_signal_new ("filter-changed", SB_TYPE_FILTER_BAR, G_SIGNAL_RUN_LAST, 0, NULL, NULL, NULL,
                                          G_TYPE_NONE, 1, G_TYPE_INT);
}

static void
sb_filter_bar_init (SbFilterBar *self)
{
}

GtkWidget *
sb_filter_bar_new (const char *const *labels, gsize n, const char *show_all)
{
  SbFilterBar *self;

  g_return_val_if_fail (labels != NULL && n > 0 && show_all != NULL, NULL);

  self = g_object_new (SB_TYPE_FILTER_BAR, NULL);
  self->filters = build_filters (self, labels, n);
  self->banner = build_banner (self, show_all);
  gtk_widget_set_parent (self->filters, GTK_WIDGET (self));
  gtk_widget_set_parent (self->banner, GTK_WIDGET (self));
  return GTK_WIDGET (self);
}

int
sb_filter_bar_get_filter (SbFilterBar *self)
{
  g_return_val_if_fail (SB_IS_FILTER_BAR (self), 0);

  return self->filter;
}

void
sb_filter_bar_set_drill (SbFilterBar *self, SbTarget *target, const char *otherwise)
{
  g_return_if_fail (SB_IS_FILTER_BAR (self) && (target == NULL || target->ids != NULL));

  if (target != NULL)
    sb_target_ref (target);
  g_clear_pointer (&self->drill, sb_target_unref);
  self->drill = target;
  gtk_label_set_text (GTK_LABEL (self->title), target == NULL          ? ""
                                               : target->title != NULL ? target->title
                                                                       : otherwise);
  gtk_widget_set_visible (self->banner, target != NULL);
  gtk_widget_set_visible (self->filters, target == NULL);
}

GArray *
sb_filter_bar_get_drill (SbFilterBar *self)
{
  g_return_val_if_fail (SB_IS_FILTER_BAR (self), NULL);

  return self->drill != NULL ? self->drill->ids : NULL;
}

/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Draws the page table as a navigation list; see the header. Built by the window for each workspace. */
#include "sb-config.h"

#include "app/sb-sidebar.h"

#include "app/sb-as-of-picker.h"
#include "app/sb-page-table.h"
#include "app/sb-privacy-picker.h"
#include "widgets/sb-text-guard.h"

#include <glib/gi18n-lib.h>

struct _SbSidebar
{
  GtkWidget parent_instance;

  GtkWidget *box;
  GtkListBox *list;
  gboolean choosing; /* the selection is being set from outside */
};

G_DEFINE_FINAL_TYPE (SbSidebar, sb_sidebar, GTK_TYPE_WIDGET)

enum
{
  PAGE_CHOSEN,
  N_SIGNALS
};
static guint signals[N_SIGNALS];

static const SbPageInfo *
info_of_row (GtkListBoxRow *row)
{
  return g_object_get_data (G_OBJECT (row), "sb-page");
}

static GtkListBoxRow *
find_row (SbSidebar *self, const char *name)
{
  GtkListBoxRow *row;

  for (int i = 0; (row = gtk_list_box_get_row_at_index (self->list, i)); i++)
    if (g_str_equal (info_of_row (row)->name, name))
      return row;
  return NULL;
}

static void
add_row (SbSidebar *self, const SbPageInfo *info)
{
  GtkWidget *row = gtk_list_box_row_new ();
  GtkWidget *box = gtk_box_new (GTK_ORIENTATION_HORIZONTAL, 12);
  GtkWidget *icon = sb_icon_new (info->icon);
  GtkWidget *label = sb_label_new (_ (info->title), NULL);
  GtkWidget *badge = sb_label_new (NULL, "badge");

  gtk_widget_set_hexpand (label, TRUE);
  gtk_widget_set_valign (badge, GTK_ALIGN_CENTER);
  gtk_widget_set_visible (badge, FALSE);
  gtk_box_append (GTK_BOX (box), icon);
  gtk_box_append (GTK_BOX (box), label);
  gtk_box_append (GTK_BOX (box), badge);
  gtk_list_box_row_set_child (GTK_LIST_BOX_ROW (row), box);
  g_object_set_data (G_OBJECT (row), "sb-page", (gpointer)info);
  g_object_set_data (G_OBJECT (row), "sb-badge", badge);
  sb_widget_set_name (row, _ (info->title));
  gtk_list_box_append (self->list, row);
}

static void
header_cb (GtkListBoxRow *row, GtkListBoxRow *before, gpointer user_data)
{
  const char *group = info_of_row (row)->group;
  const char *earlier = before ? info_of_row (before)->group : NULL;
  GtkWidget *header = NULL;

  if (group && g_strcmp0 (group, earlier) != 0)
    {
      header = sb_label_new (_ (group), "sidebar-heading");
      gtk_widget_add_css_class (header, "dim-label");
    }
  gtk_list_box_row_set_header (row, header);
}

static void
choose (SbSidebar *self, GtkListBoxRow *row)
{
  if (row && !self->choosing)
    g_signal_emit (self, signals[PAGE_CHOSEN], 0, info_of_row (row)->name);
}

static void
row_selected_cb (SbSidebar *self, GtkListBoxRow *row)
{
  choose (self, row);
}

/* A click on the current row selects nothing anew, but folds the sidebar away. */
static void
row_activated_cb (SbSidebar *self, GtkListBoxRow *row)
{
  choose (self, row);
}

static GtkWidget *
new_header (void)
{
  GtkWidget *header = adw_header_bar_new ();

  adw_header_bar_set_show_end_title_buttons (ADW_HEADER_BAR (header), FALSE);
  adw_header_bar_set_title_widget (ADW_HEADER_BAR (header), adw_window_title_new (_ ("Sales Balance"), NULL));
  return header;
}

static GtkWidget *
new_foot (SbSession *session)
{
  GtkWidget *foot = gtk_box_new (GTK_ORIENTATION_HORIZONTAL, 0);
  GtkWidget *as_of = sb_as_of_picker_new (session);
  GtkWidget *privacy = sb_privacy_picker_new (session);

  gtk_widget_set_hexpand (as_of, TRUE);
  gtk_widget_set_halign (as_of, GTK_ALIGN_START);
  gtk_widget_add_css_class (foot, "sidebar-foot");
  gtk_box_append (GTK_BOX (foot), as_of);
  gtk_box_append (GTK_BOX (foot), privacy);
  return foot;
}

static gboolean
sb_sidebar_grab_focus (GtkWidget *widget)
{
  GtkListBoxRow *row = gtk_list_box_get_selected_row (SB_SIDEBAR (widget)->list);

  return row && gtk_widget_grab_focus (GTK_WIDGET (row));
}

static void
sb_sidebar_dispose (GObject *object)
{
  SbSidebar *self = SB_SIDEBAR (object);

  g_clear_pointer (&self->box, gtk_widget_unparent);
  G_OBJECT_CLASS (sb_sidebar_parent_class)->dispose (object);
}

static void
sb_sidebar_class_init (SbSidebarClass *klass)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  G_OBJECT_CLASS (klass)->dispose = sb_sidebar_dispose;
  widget_class->grab_focus = sb_sidebar_grab_focus;
  gtk_widget_class_set_layout_manager_type (widget_class, GTK_TYPE_BIN_LAYOUT);
  gtk_widget_class_set_css_name (widget_class, "sbsidebar");
  signals[PAGE_CHOSEN] = g_signal_new ("page-chosen", SB_TYPE_SIDEBAR, G_SIGNAL_RUN_LAST, 0, NULL, NULL, NULL,
                                       G_TYPE_NONE, 1, G_TYPE_STRING);
}

static void
sb_sidebar_init (SbSidebar *self)
{
  gsize n;
  const SbPageInfo *pages = sb_page_table (&n);

  self->list = GTK_LIST_BOX (gtk_list_box_new ());
  gtk_widget_add_css_class (GTK_WIDGET (self->list), "navigation-sidebar");
  gtk_list_box_set_selection_mode (self->list, GTK_SELECTION_BROWSE);
  sb_widget_set_name (GTK_WIDGET (self->list), _ ("Pages"));
  for (gsize i = 0; i < n; i++)
    add_row (self, &pages[i]);
  gtk_list_box_set_header_func (self->list, header_cb, NULL, NULL);
  g_signal_connect_swapped (self->list, "row-selected", G_CALLBACK (row_selected_cb), self);
  g_signal_connect_swapped (self->list, "row-activated", G_CALLBACK (row_activated_cb), self);
}

GtkWidget *
sb_sidebar_new (SbSession *session)
{
  SbSidebar *self = g_object_new (SB_TYPE_SIDEBAR, NULL);
  GtkWidget *scroller = gtk_scrolled_window_new ();

  g_return_val_if_fail (SB_IS_SESSION (session), NULL);

  gtk_scrolled_window_set_policy (GTK_SCROLLED_WINDOW (scroller), GTK_POLICY_NEVER, GTK_POLICY_AUTOMATIC);
  gtk_scrolled_window_set_child (GTK_SCROLLED_WINDOW (scroller), GTK_WIDGET (self->list));
  gtk_widget_set_vexpand (scroller, TRUE);
  self->box = gtk_box_new (GTK_ORIENTATION_VERTICAL, 0);
  gtk_box_append (GTK_BOX (self->box), new_header ());
  gtk_box_append (GTK_BOX (self->box), scroller);
  gtk_box_append (GTK_BOX (self->box), new_foot (session));
  gtk_widget_set_parent (self->box, GTK_WIDGET (self));
  return GTK_WIDGET (self);
}

void
sb_sidebar_set_page (SbSidebar *self, const char *name)
{
  GtkListBoxRow *row;

  g_return_if_fail (SB_IS_SIDEBAR (self));

  row = name ? find_row (self, name) : NULL;
  self->choosing = TRUE;
  gtk_list_box_select_row (self->list, row);
  self->choosing = FALSE;
  /* The ring of the keyboard goes along, or two rows would look chosen. */
  if (row && gtk_widget_get_focus_child (GTK_WIDGET (self->list)))
    gtk_widget_grab_focus (GTK_WIDGET (row));
}

void
sb_sidebar_set_badge (SbSidebar *self, const char *name, guint count, const char *what)
{
  GtkListBoxRow *row;
  GtkWidget *badge;
  g_autofree char *text = NULL;

  g_return_if_fail (SB_IS_SIDEBAR (self) && name != NULL);

  row = find_row (self, name);
  if (!row)
    return;
  badge = g_object_get_data (G_OBJECT (row), "sb-badge");
  text = count > 999 ? g_strdup ("999+") : g_strdup_printf ("%u", count);
  gtk_label_set_text (GTK_LABEL (badge), text);
  gtk_widget_set_visible (badge, count > 0);
  sb_widget_set_reason (GTK_WIDGET (row), count > 0 ? what : NULL);
}

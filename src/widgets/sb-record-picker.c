/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Choosing one record from a searchable list. Called by forms and pages. The list is made when it opens. */
#include "sb-config.h"

#include "widgets/sb-record-picker.h"

#include "core/sb-text.h"
#include "model/sb-record-list.h"
#include "model/sb-record-text.h"
#include "widgets/sb-record-dialog.h"
#include "widgets/sb-text-guard.h"

#include <glib/gi18n-lib.h>

struct _SbRecordPicker {
  GtkWidget           parent_instance;
  SbSession          *session;
  const SbRecordType *type;
  gboolean            can_be_empty;
  gint32              id;
  char               *parent_field; /* nullable */
  gint32              parent_id;
  SbRecordList       *list;    /* nullable until first opened */
  GtkWidget          *button;
  GtkWidget          *popover;
  GtkWidget          *filter;
  GtkWidget          *view;
};

G_DEFINE_FINAL_TYPE (SbRecordPicker, sb_record_picker, GTK_TYPE_WIDGET)

static guint picked_signal;

static void
show_title (SbRecordPicker *self)
{
  g_autofree char *title = self->id == 0 ? NULL : sb_session_title (self->session, self->type, self->id);
  g_autofree char *line = sb_text_one_line (title == NULL ? _("None") : title);
  GtkWidget *label = gtk_label_new (line);

  gtk_label_set_ellipsize (GTK_LABEL (label), PANGO_ELLIPSIZE_END);
  gtk_label_set_max_width_chars (GTK_LABEL (label), 24);
  gtk_label_set_xalign (GTK_LABEL (label), 0);
  if (title == NULL)
    gtk_widget_add_css_class (label, "dim-label");
  gtk_menu_button_set_child (GTK_MENU_BUTTON (self->button), label);
}

static void
pick (SbRecordPicker *self, gint32 id)
{
  if (self->button == NULL)
    return;
  gtk_popover_popdown (GTK_POPOVER (self->popover));
  if (id == self->id)
    return;
  self->id = id;
  show_title (self);
  g_signal_emit (self, picked_signal, 0, (int) id);
}

static void
none_cb (GtkButton *button, gpointer user_data)
{
  pick (user_data, 0);
}

static void
created_cb (gint32 id, gpointer user_data)
{
  pick (user_data, id);
}

static void
new_cb (GtkButton *button, gpointer user_data)
{
  SbRecordPicker *self = user_data;
  const SbField *title = sb_record_type_title (self->type);
  g_autofree char *text = sb_text_trim (gtk_editable_get_text (GTK_EDITABLE (self->filter)));
  const char *fields[] = { NULL, NULL };
  g_auto (SbValue) value = SB_VALUE_EMPTY;

  if (title != NULL && title->kind == SB_KIND_TEXT && !sb_text_is_blank (text))
    {
      fields[0] = title->name;
      value = sb_value_text (text);
    }
  gtk_popover_popdown (GTK_POPOVER (self->popover));
  sb_record_dialog_present_new (GTK_WIDGET (self), self->session, self->type, fields, &value, created_cb, self);
}

/* Escape in the search closes, whatever was typed. */
static void
close_cb (SbRecordPicker *self)
{
  gtk_popover_popdown (GTK_POPOVER (self->popover));
}

static void
filter_cb (GtkSearchEntry *entry, gpointer user_data)
{
  SbRecordPicker *self = user_data;

  if (self->list != NULL)
    sb_record_list_set_text (self->list, gtk_editable_get_text (GTK_EDITABLE (entry)));
}

/* Enter in the search takes the first hit. */
static void
filter_activate_cb (GtkSearchEntry *entry, gpointer user_data)
{
  SbRecordPicker *self = user_data;

  if (self->list != NULL && g_list_model_get_n_items (G_LIST_MODEL (self->list)) > 0)
    pick (self, sb_record_list_get_id_at (self->list, 0));
}

static void
activate_cb (GtkListView *view, guint position, gpointer user_data)
{
  SbRecordPicker *self = user_data;

  pick (self, sb_record_list_get_id_at (self->list, position));
}

static void
setup_cb (GtkSignalListItemFactory *factory, GtkListItem *item, gpointer user_data)
{
  gtk_list_item_set_child (item, sb_label_new (NULL, NULL));
}

static void
bind_cb (GtkSignalListItemFactory *factory, GtkListItem *item, gpointer user_data)
{
  sb_label_set_text (GTK_LABEL (gtk_list_item_get_child (item)),
                     sb_record_row_get_title (gtk_list_item_get_item (item)));
}

static SbQuery *
build_query (SbRecordPicker *self)
{
  SbQuery *query = sb_query_new (self->type);

  if (self->parent_field != NULL && self->parent_id != 0)
    sb_query_where (query, self->parent_field, SB_QUERY_EQUAL, sb_value_int (self->parent_id));
  /* Titles are all that is seen: a member found by the manager's name would look like a mistake. */
  sb_query_text_in_title (query, TRUE);
  return query;
}

static void
opened_cb (GtkPopover *popover, gpointer user_data)
{
  SbRecordPicker *self = user_data;

  if (self->list == NULL)
    {
      self->list = sb_record_list_new (self->session, build_query (self));
      gtk_list_view_set_model (GTK_LIST_VIEW (self->view),
                               GTK_SELECTION_MODEL (gtk_no_selection_new (g_object_ref (G_LIST_MODEL (self->list)))));
    }
  gtk_editable_set_text (GTK_EDITABLE (self->filter), "");
  gtk_widget_grab_focus (self->filter);
}

static void
sb_record_picker_dispose (GObject *object)
{
  SbRecordPicker *self = SB_RECORD_PICKER (object);

  g_clear_pointer (&self->button, gtk_widget_unparent);
  g_clear_object (&self->list);
  g_clear_object (&self->session);
  G_OBJECT_CLASS (sb_record_picker_parent_class)->dispose (object);
}

static void
sb_record_picker_finalize (GObject *object)
{
  g_free (SB_RECORD_PICKER (object)->parent_field);
  G_OBJECT_CLASS (sb_record_picker_parent_class)->finalize (object);
}

static void
sb_record_picker_class_init (SbRecordPickerClass *klass)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  G_OBJECT_CLASS (klass)->dispose = sb_record_picker_dispose;
  G_OBJECT_CLASS (klass)->finalize = sb_record_picker_finalize;
  gtk_widget_class_set_layout_manager_type (widget_class, GTK_TYPE_BIN_LAYOUT);
  picked_signal = g_signal_new ("picked", SB_TYPE_RECORD_PICKER, G_SIGNAL_RUN_LAST, 0, NULL, NULL, NULL, G_TYPE_NONE, 1,
                                G_TYPE_INT);
}

static void
build_list (SbRecordPicker *self, GtkWidget *box)
{
  GtkListItemFactory *factory = gtk_signal_list_item_factory_new ();
  GtkWidget *scroller = gtk_scrolled_window_new ();

  g_signal_connect (factory, "setup", G_CALLBACK (setup_cb), self);
  g_signal_connect (factory, "bind", G_CALLBACK (bind_cb), self);
  self->view = gtk_list_view_new (NULL, factory);
  gtk_widget_add_css_class (self->view, "sb-pick-list");
  gtk_list_view_set_single_click_activate (GTK_LIST_VIEW (self->view), TRUE);
  g_signal_connect (self->view, "activate", G_CALLBACK (activate_cb), self);
  gtk_scrolled_window_set_child (GTK_SCROLLED_WINDOW (scroller), self->view);
  gtk_widget_set_size_request (scroller, 280, 260);
  gtk_box_append (GTK_BOX (box), scroller);
}

static void
sb_record_picker_init (SbRecordPicker *self)
{
  GtkWidget *box = gtk_box_new (GTK_ORIENTATION_VERTICAL, 6);

  self->filter = gtk_search_entry_new ();
  sb_widget_set_name (self->filter, _("Search"));
  g_signal_connect (self->filter, "search-changed", G_CALLBACK (filter_cb), self);
  g_signal_connect (self->filter, "activate", G_CALLBACK (filter_activate_cb), self);
  g_signal_connect_swapped (self->filter, "stop-search", G_CALLBACK (close_cb), self);
  gtk_box_append (GTK_BOX (box), self->filter);
  build_list (self, box);
  self->popover = gtk_popover_new ();
  gtk_popover_set_child (GTK_POPOVER (self->popover), box);
  g_signal_connect (self->popover, "show", G_CALLBACK (opened_cb), self);
  self->button = gtk_menu_button_new ();
  gtk_menu_button_set_popover (GTK_MENU_BUTTON (self->button), self->popover);
  gtk_widget_set_parent (self->button, GTK_WIDGET (self));
}

static void
add_footer (SbRecordPicker *self)
{
  GtkWidget *box = gtk_popover_get_child (GTK_POPOVER (self->popover));
  GtkWidget *footer = gtk_box_new (GTK_ORIENTATION_HORIZONTAL, 6);
  GtkWidget *button;
  g_autofree char *label = g_strdup_printf (_("New %s…"), sb_record_type_label (self->type));

  gtk_box_set_homogeneous (GTK_BOX (footer), TRUE);
  if (self->can_be_empty)
    {
      button = gtk_button_new_with_label (_("None"));
      g_signal_connect (button, "clicked", G_CALLBACK (none_cb), self);
      gtk_box_append (GTK_BOX (footer), button);
    }
  if ((self->type->flags & SB_RECORD_PROGRAM) == 0)
    {
      button = gtk_button_new_with_label (label);
      g_signal_connect (button, "clicked", G_CALLBACK (new_cb), self);
      gtk_box_append (GTK_BOX (footer), button);
    }
  gtk_box_append (GTK_BOX (box), footer);
}

GtkWidget *
sb_record_picker_new (SbSession *session, const SbRecordType *type, gboolean can_be_empty)
{
  SbRecordPicker *self;

  g_return_val_if_fail (SB_IS_SESSION (session) && type != NULL, NULL);

  self = g_object_new (SB_TYPE_RECORD_PICKER, NULL);
  self->session = g_object_ref (session);
  self->type = type;
  self->can_be_empty = can_be_empty;
  add_footer (self);
  show_title (self);
  sb_widget_set_name (self->button, sb_record_type_label (type));
  return GTK_WIDGET (self);
}

void
sb_record_picker_set_id (SbRecordPicker *self, gint32 id)
{
  g_return_if_fail (SB_IS_RECORD_PICKER (self));

  self->id = id;
  show_title (self);
}

gint32
sb_record_picker_get_id (SbRecordPicker *self)
{
  g_return_val_if_fail (SB_IS_RECORD_PICKER (self), 0);

  return self->id;
}

void
sb_record_picker_restrict (SbRecordPicker *self, const char *field, gint32 id)
{
  g_return_if_fail (SB_IS_RECORD_PICKER (self) && field != NULL);

  g_free (self->parent_field);
  self->parent_field = g_strdup (field);
  self->parent_id = id;
  if (self->list != NULL)
    sb_record_list_set_query (self->list, build_query (self));
}

/* SPDX-License-Identifier: GPL-3.0-or-later */
/* A short list of the records that belong to another one. Pages of a customer, a deal or a member put one of these for
 * each kind; the list itself is a lazy SbRecordList, so a customer with ten thousand orders costs as much as one with
 * five. */
#include "sb-config.h"

#include <glib/gi18n-lib.h>

#include "model/sb-record-text.h"
#include "widgets/sb-detail-card.h"
#include "widgets/sb-page.h"
#include "widgets/sb-record-dialog.h"
#include "widgets/sb-text-guard.h"

#define SHOWN 6

struct _SbDetailCard
{
  GtkWidget parent_instance;

  SbSession *session;
  const SbDetailLayout *layout;
  const SbRecordType *type;
  char *field;
  gint32 parent_id;
  SbRecordList *list;

  GtkWidget *box;
  GtkWidget *count;
  GtkWidget *add;
  GtkWidget *rows;
  GtkWidget *empty;
  GtkWidget *more;
};

G_DEFINE_FINAL_TYPE (SbDetailCard, sb_detail_card, GTK_TYPE_WIDGET)

/* -- rows ------------------------------------------------------------------------------------- */

static const char *
text_of (SbDetailCard *self, SbRecordRow *row, const char *field)
{
  int index = field != NULL ? sb_record_type_field_index (self->type, field) : -1;
  return index >= 0 ? sb_record_row_get_text (row, (guint) index) : "";
}

static void
write_row (SbDetailCard *self, SbRecordRow *item, GtkWidget *row)
{
  GtkWidget *value = g_object_get_data (G_OBJECT (row), "value");
  const char *title
    = self->layout->row_title != NULL ? text_of (self, item, self->layout->row_title) : sb_record_row_get_title (item);
  g_autoptr (GString) subtitle = g_string_new (NULL);
  for (guint i = 0; i < G_N_ELEMENTS (self->layout->subtitle) && self->layout->subtitle[i] != NULL; i++)
    {
      const char *text = text_of (self, item, self->layout->subtitle[i]);
      if (*text != '\0')
        g_string_append_printf (subtitle, "%s%s", subtitle->len > 0 ? " · " : "", text);
    }
  sb_row_set_title (ADW_PREFERENCES_ROW (row), *title != '\0' ? title : sb_record_type_label (self->type));
  sb_row_set_subtitle (ADW_ACTION_ROW (row), subtitle->str);
  gtk_label_set_text (GTK_LABEL (value), text_of (self, item, self->layout->value));
}

static void
row_changed_cb (SbRecordRow *item, GtkWidget *row)
{
  SbDetailCard *self = SB_DETAIL_CARD (gtk_widget_get_ancestor (row, SB_TYPE_DETAIL_CARD));
  if (self != NULL)
    write_row (self, item, row);
}

static void
row_activated_cb (AdwActionRow *row, SbDetailCard *self)
{
  gint32 id = GPOINTER_TO_INT (g_object_get_data (G_OBJECT (row), "id"));
  if (self->type->flags & SB_RECORD_DETAIL)
    sb_record_dialog_present (GTK_WIDGET (self), self->session, self->type, id);
  else
    sb_session_open_record (self->session, self->type, id);
}

static GtkWidget *
make_row (gpointer item, SbDetailCard *self)
{
  GtkWidget *row = adw_action_row_new ();
  GtkWidget *value = sb_label_new (NULL, "numeric");
  g_object_set_data (G_OBJECT (row), "value", value);
  g_object_set_data (G_OBJECT (row), "id", GINT_TO_POINTER (sb_record_row_get_id (item)));
  adw_action_row_set_title_lines (ADW_ACTION_ROW (row), 1);
  adw_action_row_set_subtitle_lines (ADW_ACTION_ROW (row), 2);
  adw_action_row_add_suffix (ADW_ACTION_ROW (row), value);
  gtk_list_box_row_set_activatable (GTK_LIST_BOX_ROW (row), TRUE);
  g_signal_connect_object (row, "activated", G_CALLBACK (row_activated_cb), self, 0);
  g_signal_connect_object (item, "changed", G_CALLBACK (row_changed_cb), row, 0);
  write_row (self, item, row);
  return row;
}

/* -- list ------------------------------------------------------------------------------------- */

static void
items_changed_cb (GListModel *model, guint position, guint removed, guint added, SbDetailCard *self)
{
  guint n = g_list_model_get_n_items (model);
  GtkWidget *child;
  while ((child = gtk_widget_get_first_child (self->rows)) != NULL)
    gtk_list_box_remove (GTK_LIST_BOX (self->rows), child);
  for (guint i = 0; i < MIN (n, SHOWN); i++)
    {
      g_autoptr (GObject) item = g_list_model_get_item (model, i);
      gtk_list_box_append (GTK_LIST_BOX (self->rows), make_row (item, self));
    }
  g_autofree char *count = sb_formatter_count (sb_session_get_formatter (self->session), n);
  g_autofree char *all = g_strdup_printf (_("Show all %s"), count);
  gtk_label_set_text (GTK_LABEL (self->count), n > 0 ? count : "");
  gtk_widget_set_visible (self->rows, n > 0);
  gtk_widget_set_visible (self->empty, n == 0 && !sb_record_list_is_loading (self->list));
  gtk_widget_set_visible (self->more, n > SHOWN);
  gtk_button_set_label (GTK_BUTTON (self->more), all);
}

static void
loading_cb (SbRecordList *list, GParamSpec *property, SbDetailCard *self)
{
  guint n = g_list_model_get_n_items (G_LIST_MODEL (list));
  gtk_widget_set_visible (self->empty, n == 0 && !sb_record_list_is_loading (list));
}

static void
take_query (SbDetailCard *self, SbQuery *query)
{
  if (self->list != NULL)
    g_signal_handlers_disconnect_by_data (self->list, self);
  g_clear_object (&self->list);
  self->list = sb_record_list_new (self->session, query);
  sb_record_list_set_sort (self->list, self->layout->sort, self->layout->descending);
  g_signal_connect_object (self->list, "items-changed", G_CALLBACK (items_changed_cb), self, 0);
  g_signal_connect_object (self->list, "notify::loading", G_CALLBACK (loading_cb), self, 0);
  items_changed_cb (G_LIST_MODEL (self->list), 0, 0, 0, self);
}

static void
more_cb (GtkButton *button, SbDetailCard *self)
{
  gsize n = 0;
  const gint32 *ids = sb_record_list_get_ids (self->list, &n);
  sb_session_show_records (self->session, self->type, ids, n, _(self->layout->title));
}

static void
add_cb (GtkButton *button, SbDetailCard *self)
{
  const char *fields[] = { self->field, NULL };
  SbValue value = sb_value_int (self->parent_id);
  sb_record_dialog_present_new (GTK_WIDGET (self), self->session, self->type, self->field != NULL ? fields : NULL,
                                self->field != NULL ? &value : NULL, NULL, NULL);
}

/* -- building --------------------------------------------------------------------------------------------------------
 */

static GtkWidget *
build_head (SbDetailCard *self)
{
  GtkWidget *head = gtk_box_new (GTK_ORIENTATION_HORIZONTAL, 8);
  GtkWidget *title = sb_label_new (_(self->layout->title), "heading");
  g_autofree char *add = g_strdup_printf (_("Add: %s"), sb_record_type_label (self->type));
  self->count = sb_label_new (NULL, "dim-label");
  gtk_widget_set_hexpand (self->count, TRUE);
  self->add = gtk_button_new_from_icon_name ("list-add-symbolic");
  gtk_widget_add_css_class (self->add, "flat");
  gtk_widget_set_tooltip_text (self->add, add);
  sb_widget_set_name (self->add, add);
  gtk_widget_set_visible (self->add, !self->layout->read_only);
  g_signal_connect_object (self->add, "clicked", G_CALLBACK (add_cb), self, 0);
  gtk_box_append (GTK_BOX (head), title);
  gtk_box_append (GTK_BOX (head), self->count);
  gtk_box_append (GTK_BOX (head), self->add);
  return head;
}

static void
build (SbDetailCard *self)
{
  self->box = gtk_box_new (GTK_ORIENTATION_VERTICAL, 6);
  gtk_widget_set_parent (self->box, GTK_WIDGET (self));
  self->rows = gtk_list_box_new ();
  gtk_list_box_set_selection_mode (GTK_LIST_BOX (self->rows), GTK_SELECTION_NONE);
  gtk_widget_add_css_class (self->rows, "boxed-list");
  gtk_widget_set_visible (self->rows, FALSE);
  sb_widget_set_name (self->rows, _(self->layout->title));
  self->empty = sb_label_new_wrapping (_(self->layout->empty), "dim-label");
  gtk_widget_set_visible (self->empty, FALSE);
  self->more = gtk_button_new ();
  gtk_widget_add_css_class (self->more, "flat");
  gtk_widget_set_visible (self->more, FALSE);
  g_signal_connect_object (self->more, "clicked", G_CALLBACK (more_cb), self, 0);
  gtk_box_append (GTK_BOX (self->box), build_head (self));
  gtk_box_append (GTK_BOX (self->box), self->rows);
  gtk_box_append (GTK_BOX (self->box), self->empty);
  gtk_box_append (GTK_BOX (self->box), self->more);
}

static void
dispose (GObject *object)
{
  SbDetailCard *self = SB_DETAIL_CARD (object);
  g_clear_pointer (&self->box, gtk_widget_unparent);
  g_clear_object (&self->list);
  g_clear_object (&self->session);
  G_OBJECT_CLASS (sb_detail_card_parent_class)->dispose (object);
}

static void
finalize (GObject *object)
{
  g_free (SB_DETAIL_CARD (object)->field);
  G_OBJECT_CLASS (sb_detail_card_parent_class)->finalize (object);
}

static void
sb_detail_card_class_init (SbDetailCardClass *klass)
{
  G_OBJECT_CLASS (klass)->dispose = dispose;
  G_OBJECT_CLASS (klass)->finalize = finalize;
}

static void
sb_detail_card_init (SbDetailCard *self)
{
  gtk_widget_set_layout_manager (GTK_WIDGET (self), gtk_bin_layout_new ());
}

GtkWidget *
sb_detail_card_new (SbSession *session, const SbDetailLayout *layout)
{
  g_return_val_if_fail (SB_IS_SESSION (session) && layout != NULL, NULL);
  SbDetailCard *self = g_object_new (SB_TYPE_DETAIL_CARD, NULL);
  self->session = g_object_ref (session);
  self->layout = layout;
  self->type = sb_record_type_find (layout->type);
  g_assert (self->type != NULL);
  build (self);
  return GTK_WIDGET (self);
}

void
sb_detail_card_set_parent (SbDetailCard *self, const char *field, gint32 id)
{
  g_return_if_fail (SB_IS_DETAIL_CARD (self) && field != NULL);
  g_autofree char *old = self->field;
  self->field = g_strdup (field);
  self->parent_id = id;
  SbQuery *query = sb_query_new (self->type);
  g_auto (SbValue) value = sb_value_int (id);
  sb_query_where (query, field, SB_QUERY_EQUAL, value);
  take_query (self, query);
}

void
sb_detail_card_set_ids (SbDetailCard *self, const gint32 *ids, gsize n)
{
  g_return_if_fail (SB_IS_DETAIL_CARD (self));
  SbQuery *query = sb_query_new (self->type);
  sb_query_where_ids (query, ids, n);
  take_query (self, query);
}

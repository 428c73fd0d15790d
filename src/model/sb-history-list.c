/* SPDX-License-Identifier: GPL-3.0-or-later */
/* The steps of a workspace as a list. Called by the history view. Reads at most `limit` steps in the main thread. */
#include "sb-config.h"

#include "model/sb-history-list.h"

#include <glib/gi18n-lib.h>

struct _SbHistoryItem {
  GObject  parent_instance;
  char    *label;
  char    *detail;
  gboolean undone;
};

G_DEFINE_FINAL_TYPE (SbHistoryItem, sb_history_item, G_TYPE_OBJECT)

static void
sb_history_item_finalize (GObject *object)
{
  SbHistoryItem *self = SB_HISTORY_ITEM (object);

  g_free (self->label);
  g_free (self->detail);
  G_OBJECT_CLASS (sb_history_item_parent_class)->finalize (object);
}

static void
sb_history_item_class_init (SbHistoryItemClass *klass)
{
  G_OBJECT_CLASS (klass)->finalize = sb_history_item_finalize;
}

static void
sb_history_item_init (SbHistoryItem *self)
{
}

const char *
sb_history_item_get_label (SbHistoryItem *self)
{
  g_return_val_if_fail (SB_IS_HISTORY_ITEM (self), NULL);

  return self->label;
}

const char *
sb_history_item_get_detail (SbHistoryItem *self)
{
  g_return_val_if_fail (SB_IS_HISTORY_ITEM (self), NULL);

  return self->detail;
}

gboolean
sb_history_item_is_undone (SbHistoryItem *self)
{
  g_return_val_if_fail (SB_IS_HISTORY_ITEM (self), FALSE);

  return self->undone;
}

struct _SbHistoryList {
  GObject    parent_instance;
  SbSession *session;
  guint      limit;
  GPtrArray *items;
};

static void list_model_init (GListModelInterface *iface);

G_DEFINE_FINAL_TYPE_WITH_CODE (SbHistoryList, sb_history_list, G_TYPE_OBJECT,
                               G_IMPLEMENT_INTERFACE (G_TYPE_LIST_MODEL, list_model_init))

static const char *
kind_word (const char *kind)
{
  if (g_strcmp0 (kind, "import") == 0)
    return _("Import");
  if (g_strcmp0 (kind, "undo") == 0)
    return _("Undo");
  if (g_strcmp0 (kind, "redo") == 0)
    return _("Redo");
  if (g_strcmp0 (kind, "merge") == 0)
    return _("Merge");
  if (g_strcmp0 (kind, "erase") == 0)
    return _("Erase");
  return _("Edit");
}

static SbHistoryItem *
make_item (SbHistoryList *self, const SbStep *step)
{
  SbFormatter *formatter = sb_session_get_formatter (self->session);
  SbHistoryItem *item = g_object_new (SB_TYPE_HISTORY_ITEM, NULL);
  g_autofree char *at = sb_formatter_instant (formatter, step->at);

  /* A label names records: at a masked level only the kind of step is shown. */
  item->label = g_strdup (sb_formatter_get_privacy (formatter) >= 2 ? kind_word (step->kind) : step->label);
  item->undone = step->undone;
  item->detail = step->undone ? g_strdup_printf (_("%s · %s · undone"), kind_word (step->kind), at)
                              : g_strdup_printf ("%s · %s", kind_word (step->kind), at);
  return item;
}

static void
reload (SbHistoryList *self)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (GPtrArray) steps = sb_reader_steps (sb_session_get_reader (self->session), self->limit, &error);
  guint old = self->items->len;

  if (steps == NULL)
    {
      g_info ("The history could not be read: %s", error->message);
      return;
    }
  g_ptr_array_set_size (self->items, 0);
  for (guint i = 0; i < steps->len; i++)
    g_ptr_array_add (self->items, make_item (self, g_ptr_array_index (steps, i)));
  g_list_model_items_changed (G_LIST_MODEL (self), 0, old, self->items->len);
}

static void
workspace_changed_cb (SbWorkspace *workspace, gpointer touched, SbHistoryList *self)
{
  reload (self);
}

static GType
get_item_type (GListModel *model)
{
  return SB_TYPE_HISTORY_ITEM;
}

static guint
get_n_items (GListModel *model)
{
  return SB_HISTORY_LIST (model)->items->len;
}

static gpointer
get_item (GListModel *model, guint position)
{
  SbHistoryList *self = SB_HISTORY_LIST (model);

  return position < self->items->len ? g_object_ref (g_ptr_array_index (self->items, position)) : NULL;
}

static void
list_model_init (GListModelInterface *iface)
{
  iface->get_item_type = get_item_type;
  iface->get_n_items = get_n_items;
  iface->get_item = get_item;
}

static void
sb_history_list_dispose (GObject *object)
{
  SbHistoryList *self = SB_HISTORY_LIST (object);

  g_clear_object (&self->session);
  g_ptr_array_set_size (self->items, 0);
  G_OBJECT_CLASS (sb_history_list_parent_class)->dispose (object);
}

static void
sb_history_list_finalize (GObject *object)
{
  g_ptr_array_unref (SB_HISTORY_LIST (object)->items);
  G_OBJECT_CLASS (sb_history_list_parent_class)->finalize (object);
}

static void
sb_history_list_class_init (SbHistoryListClass *klass)
{
  G_OBJECT_CLASS (klass)->dispose = sb_history_list_dispose;
  G_OBJECT_CLASS (klass)->finalize = sb_history_list_finalize;
}

static void
sb_history_list_init (SbHistoryList *self)
{
  self->items = g_ptr_array_new_with_free_func (g_object_unref);
}

SbHistoryList *
sb_history_list_new (SbSession *session, guint limit)
{
  SbHistoryList *self;

  g_return_val_if_fail (SB_IS_SESSION (session), NULL);

  self = g_object_new (SB_TYPE_HISTORY_LIST, NULL);
  self->session = g_object_ref (session);
  self->limit = limit;
  reload (self);
  g_signal_connect_object (sb_session_get_workspace (session), "changed", G_CALLBACK (workspace_changed_cb), self, 0);
  g_signal_connect_object (sb_session_get_formatter (session), "changed", G_CALLBACK (reload), self, G_CONNECT_SWAPPED);
  return self;
}

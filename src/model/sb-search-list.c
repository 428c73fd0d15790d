/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Search results as a list. Called by the palette. Each keystroke asks a worker; only the newest answer is shown. */
#include "sb-config.h"

#include "model/sb-search-list.h"

#include "core/sb-text.h"
#include "model/sb-job.h"
#include "model/sb-record-text.h"

struct _SbSearchItem {
  GObject             parent_instance;
  const SbRecordType *type;
  gint32              id;
  char               *title;
  char               *context;
};

G_DEFINE_FINAL_TYPE (SbSearchItem, sb_search_item, G_TYPE_OBJECT)

static void
sb_search_item_finalize (GObject *object)
{
  SbSearchItem *self = SB_SEARCH_ITEM (object);

  g_free (self->title);
  g_free (self->context);
  G_OBJECT_CLASS (sb_search_item_parent_class)->finalize (object);
}

static void
sb_search_item_class_init (SbSearchItemClass *klass)
{
  G_OBJECT_CLASS (klass)->finalize = sb_search_item_finalize;
}

static void
sb_search_item_init (SbSearchItem *self)
{
}

const SbRecordType *
sb_search_item_get_record_type (SbSearchItem *self)
{
  g_return_val_if_fail (SB_IS_SEARCH_ITEM (self), NULL);

  return self->type;
}

gint32
sb_search_item_get_id (SbSearchItem *self)
{
  g_return_val_if_fail (SB_IS_SEARCH_ITEM (self), 0);

  return self->id;
}

const char *
sb_search_item_get_title (SbSearchItem *self)
{
  g_return_val_if_fail (SB_IS_SEARCH_ITEM (self), NULL);

  return self->title;
}

const char *
sb_search_item_get_context (SbSearchItem *self)
{
  g_return_val_if_fail (SB_IS_SEARCH_ITEM (self), NULL);

  return self->context;
}

struct _SbSearchList {
  GObject       parent_instance;
  SbSession    *session;
  guint         limit;
  GPtrArray    *items;
  GCancellable *load;
};

enum { PROP_0, PROP_LOADING, N_PROPS };

static GParamSpec *properties[N_PROPS];

static void list_model_init (GListModelInterface *iface);

G_DEFINE_FINAL_TYPE_WITH_CODE (SbSearchList, sb_search_list, G_TYPE_OBJECT,
                               G_IMPLEMENT_INTERFACE (G_TYPE_LIST_MODEL, list_model_init))

typedef struct {
  GWeakRef      list; /* main thread only */
  GCancellable *cancellable;
  char         *path;
  char         *text;
  guint         limit;
  GPtrArray    *hits; /* result */
  GError       *error;
} Search;

static void
free_search (Search *search)
{
  g_weak_ref_clear (&search->list);
  g_object_unref (search->cancellable);
  g_free (search->path);
  g_free (search->text);
  g_clear_pointer (&search->hits, g_ptr_array_unref);
  g_clear_error (&search->error);
  g_free (search);
}

static void
search_in_worker (gpointer data)
{
  Search *search = data;
  g_autoptr (SbReader) reader = sb_reader_new (search->path, &search->error);

  if (reader != NULL)
    search->hits = sb_reader_search (reader, search->text, search->limit, search->cancellable, &search->error);
}

/* What a masked record must not tell is left out of its context too. */
static SbSearchItem *
make_item (SbSearchList *self, const SbSearchHit *hit)
{
  SbFormatter *formatter = sb_session_get_formatter (self->session);
  SbSearchItem *item = g_object_new (SB_TYPE_SEARCH_ITEM, NULL);
  const char *label = sb_record_type_label (hit->type);

  item->type = hit->type;
  item->id = hit->id;
  item->title = sb_formatter_name (formatter, hit->type->name, hit->id, hit->title);
  if (sb_formatter_get_privacy (formatter) > 0 || sb_text_is_blank (hit->context))
    item->context = g_strdup (label);
  else if (g_str_has_prefix (hit->context, label))
    item->context = g_strdup (hit->context);
  else
    item->context = g_strdup_printf ("%s · %s", label, hit->context);
  return item;
}

static void
show_items (SbSearchList *self, GPtrArray *items)
{
  guint old = self->items->len;

  g_ptr_array_unref (self->items);
  self->items = items;
  g_list_model_items_changed (G_LIST_MODEL (self), 0, old, items->len);
}

static gboolean
is_private (const SbSearchList *self, const SbSearchHit *hit)
{
  return sb_session_get_privacy (self->session) > 0 && (hit->type->flags & SB_RECORD_PRIVATE) != 0;
}

static void
adopt (SbSearchList *self, const Search *search)
{
  GPtrArray *items = g_ptr_array_new_with_free_func (g_object_unref);

  g_clear_object (&self->load);
  for (guint i = 0; search->hits != NULL && i < search->hits->len; i++)
    if (!is_private (self, g_ptr_array_index (search->hits, i)))
      g_ptr_array_add (items, make_item (self, g_ptr_array_index (search->hits, i)));
  if (search->hits == NULL)
    g_info ("Search failed: %s", search->error->message);
  show_items (self, items);
  g_object_notify_by_pspec (G_OBJECT (self), properties[PROP_LOADING]);
}

static void
found_cb (gpointer data)
{
  Search *search = data;
  g_autoptr (SbSearchList) self = g_weak_ref_get (&search->list);

  if (self != NULL && self->load == search->cancellable)
    adopt (self, search);
  free_search (search);
}

static GType
get_item_type (GListModel *model)
{
  return SB_TYPE_SEARCH_ITEM;
}

static guint
get_n_items (GListModel *model)
{
  return SB_SEARCH_LIST (model)->items->len;
}

static gpointer
get_item (GListModel *model, guint position)
{
  SbSearchList *self = SB_SEARCH_LIST (model);

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
sb_search_list_get_property (GObject *object, guint id, GValue *value, GParamSpec *pspec)
{
  if (id == PROP_LOADING)
    g_value_set_boolean (value, SB_SEARCH_LIST (object)->load != NULL);
  else
    G_OBJECT_WARN_INVALID_PROPERTY_ID (object, id, pspec);
}

static void
sb_search_list_dispose (GObject *object)
{
  SbSearchList *self = SB_SEARCH_LIST (object);

  if (self->load != NULL)
    g_cancellable_cancel (self->load);
  g_clear_object (&self->load);
  g_clear_pointer (&self->items, g_ptr_array_unref);
  g_clear_object (&self->session);
  G_OBJECT_CLASS (sb_search_list_parent_class)->dispose (object);
}

static void
sb_search_list_class_init (SbSearchListClass *klass)
{
  GObjectClass *object_class = G_OBJECT_CLASS (klass);

  object_class->get_property = sb_search_list_get_property;
  object_class->dispose = sb_search_list_dispose;
  properties[PROP_LOADING]
      = g_param_spec_boolean ("loading", NULL, NULL, FALSE, G_PARAM_READABLE | G_PARAM_STATIC_STRINGS);
  g_object_class_install_properties (object_class, N_PROPS, properties);
}

static void
sb_search_list_init (SbSearchList *self)
{
  self->items = g_ptr_array_new_with_free_func (g_object_unref);
}

SbSearchList *
sb_search_list_new (SbSession *session, guint limit)
{
  SbSearchList *self;

  g_return_val_if_fail (SB_IS_SESSION (session), NULL);

  self = g_object_new (SB_TYPE_SEARCH_LIST, NULL);
  self->session = g_object_ref (session);
  self->limit = limit;
  return self;
}

void
sb_search_list_set_text (SbSearchList *self, const char *text)
{
  Search *search;

  g_return_if_fail (SB_IS_SEARCH_LIST (self));

  if (self->load != NULL)
    g_cancellable_cancel (self->load);
  g_clear_object (&self->load);
  if (sb_text_is_blank (text))
    {
      show_items (self, g_ptr_array_new_with_free_func (g_object_unref));
      g_object_notify_by_pspec (G_OBJECT (self), properties[PROP_LOADING]);
      return;
    }
  self->load = g_cancellable_new ();
  search = g_new0 (Search, 1);
  g_weak_ref_init (&search->list, self);
  search->cancellable = g_object_ref (self->load);
  search->path = g_strdup (sb_workspace_get_path (sb_session_get_workspace (self->session)));
  search->text = g_strdup (text);
  search->limit = self->limit;
  sb_job_run (search_in_worker, found_cb, search);
  g_object_notify_by_pspec (G_OBJECT (self), properties[PROP_LOADING]);
}

gboolean
sb_search_list_is_loading (SbSearchList *self)
{
  g_return_val_if_fail (SB_IS_SEARCH_LIST (self), FALSE);

  return self->load != NULL;
}

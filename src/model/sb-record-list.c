/* SPDX-License-Identifier: GPL-3.0-or-later */
/* A lazy list of records: the ids in order from a worker, the rows by page. Called by tables, pickers and forms. */
#include "sb-config.h"

#include "model/sb-record-list.h"

#include "model/sb-job.h"
#include "model/sb-record-pages.h"

#include <string.h>

struct _SbRecordList {
  GObject        parent_instance;
  SbSession     *session;
  SbQuery       *query;
  char          *text;        /* nullable */
  char          *sort;        /* field, NULL = the title */
  gboolean       descending;
  GArray        *ids;         /* gint32, in order */
  SbRecordPages *pages;
  GCancellable  *load;        /* nullable */
  char          *error;
};

enum { PROP_0, PROP_LOADING, PROP_ERROR, PROP_N_ITEMS, N_PROPS };

static GParamSpec *properties[N_PROPS];

static void list_model_init (GListModelInterface *iface);

G_DEFINE_FINAL_TYPE_WITH_CODE (SbRecordList, sb_record_list, G_TYPE_OBJECT,
                               G_IMPLEMENT_INTERFACE (G_TYPE_LIST_MODEL, list_model_init))

/* Loading */

typedef struct {
  GWeakRef      list;          /* main thread only */
  GCancellable *cancellable;
  char         *path;
  SbQuery      *query;
  gboolean      same_question; /* only the workspace has changed */
  GArray       *ids;           /* result */
  GError       *error;
} Load;

static void
free_load (Load *load)
{
  g_weak_ref_clear (&load->list);
  g_object_unref (load->cancellable);
  g_free (load->path);
  sb_query_free (load->query);
  g_clear_pointer (&load->ids, g_array_unref);
  g_clear_error (&load->error);
  g_free (load);
}

static void
load_in_worker (gpointer data)
{
  Load *load = data;
  g_autoptr (SbReader) reader = sb_reader_new (load->path, &load->error);

  if (reader != NULL)
    load->ids = sb_reader_ids (reader, load->query, load->cancellable, &load->error);
}

static void
set_error (SbRecordList *self, const char *message)
{
  if (g_strcmp0 (self->error, message) == 0)
    return;
  g_free (self->error);
  self->error = g_strdup (message);
  g_object_notify_by_pspec (G_OBJECT (self), properties[PROP_ERROR]);
}

static const gint32 *
id_data (GArray *ids)
{
  return (const gint32 *) (gpointer) ids->data;
}

/* Another question: every row is new. Two signals, because one of n → n makes GTK walk every item. */
static void
replace_all (SbRecordList *self, GArray *ids)
{
  guint old = self->ids->len;

  g_array_set_size (self->ids, 0);
  sb_record_pages_forget (self->pages);
  if (old > 0)
    g_list_model_items_changed (G_LIST_MODEL (self), 0, old, 0);
  g_array_unref (self->ids);
  self->ids = ids;
  if (ids->len > 0)
    g_list_model_items_changed (G_LIST_MODEL (self), 0, 0, ids->len);
}

/* The same question after a change: the smallest range that moved. */
static void
replace_range (SbRecordList *self, GArray *ids)
{
  const gint32 *old = id_data (self->ids), *new = id_data (ids);
  guint n_old = self->ids->len, n_new = ids->len, head = 0, tail = 0;

  while (head < n_old && head < n_new && old[head] == new[head])
    head++;
  while (tail < n_old - head && tail < n_new - head && old[n_old - 1 - tail] == new[n_new - 1 - tail])
    tail++;
  g_array_unref (self->ids);
  self->ids = ids;
  if (head == n_old && head == n_new)
    return;
  sb_record_pages_forget (self->pages);
  g_list_model_items_changed (G_LIST_MODEL (self), head, n_old - head - tail, n_new - head - tail);
}

static void
adopt (SbRecordList *self, Load *load)
{
  guint before = self->ids->len;

  g_clear_object (&self->load);
  set_error (self, load->error == NULL ? NULL : load->error->message);
  if (load->ids != NULL && load->same_question)
    replace_range (self, g_steal_pointer (&load->ids));
  else if (load->ids != NULL)
    replace_all (self, g_steal_pointer (&load->ids));
  if (before != self->ids->len)
    g_object_notify_by_pspec (G_OBJECT (self), properties[PROP_N_ITEMS]);
  g_object_notify_by_pspec (G_OBJECT (self), properties[PROP_LOADING]);
}

static void
loaded_cb (gpointer data)
{
  Load *load = data;
  g_autoptr (SbRecordList) self = g_weak_ref_get (&load->list);

  /* Another question may have been asked since. */
  if (self != NULL && self->load == load->cancellable)
    adopt (self, load);
  free_load (load);
}

static SbQuery *
compose (SbRecordList *self)
{
  SbQuery *query = sb_query_copy (self->query);
  const SbField *title = sb_record_type_title (sb_query_get_type (query));

  if (self->text != NULL)
    sb_query_text (query, self->text);
  if (self->sort != NULL)
    sb_query_sort (query, self->sort, self->descending);
  else if (title != NULL)
    sb_query_sort (query, title->name, self->descending);
  return query;
}

static void
start_loading (SbRecordList *self, gboolean same_question)
{
  Load *load = g_new0 (Load, 1);

  if (self->load != NULL)
    {
      /* A pending answer to another question must still replace everything. */
      same_question = FALSE;
      g_cancellable_cancel (self->load);
      g_clear_object (&self->load);
    }
  self->load = g_cancellable_new ();
  g_weak_ref_init (&load->list, self);
  load->cancellable = g_object_ref (self->load);
  load->path = g_strdup (sb_workspace_get_path (sb_session_get_workspace (self->session)));
  load->query = compose (self);
  load->same_question = same_question;
  sb_job_run (load_in_worker, loaded_cb, load);
  g_object_notify_by_pspec (G_OBJECT (self), properties[PROP_LOADING]);
}

static void
workspace_changed_cb (SbWorkspace *workspace, const SbTouched *touched, gpointer user_data)
{
  SbRecordList *self = user_data;
  const SbRecordType *type = sb_query_get_type (self->query);
  gboolean mine = touched == NULL;

  for (gsize i = 0; touched != NULL && i < touched->n; i++)
    if (touched->records[i].type == NULL || touched->records[i].type == type)
      mine = TRUE;
  /* Rows show the titles of other records too, so what is on screen is read again in any case. */
  sb_record_pages_refresh (self->pages);
  if (mine)
    start_loading (self, TRUE);
}

static void
format_changed_cb (SbFormatter *formatter, gpointer user_data)
{
  SbRecordList *self = user_data;

  sb_record_pages_reformat (self->pages);
}

/* GListModel */

static GType
get_item_type (GListModel *model)
{
  return SB_TYPE_RECORD_ROW;
}

static guint
get_n_items (GListModel *model)
{
  return SB_RECORD_LIST (model)->ids->len;
}

static gpointer
get_item (GListModel *model, guint position)
{
  SbRecordList *self = SB_RECORD_LIST (model);

  if (position >= self->ids->len)
    return NULL;
  return sb_record_pages_get (self->pages, id_data (self->ids), self->ids->len, position);
}

static void
list_model_init (GListModelInterface *iface)
{
  iface->get_item_type = get_item_type;
  iface->get_n_items = get_n_items;
  iface->get_item = get_item;
}

/* Object */

static void
sb_record_list_get_property (GObject *object, guint id, GValue *value, GParamSpec *pspec)
{
  SbRecordList *self = SB_RECORD_LIST (object);

  switch (id)
    {
    case PROP_LOADING:
      g_value_set_boolean (value, self->load != NULL);
      break;
    case PROP_ERROR:
      g_value_set_string (value, self->error);
      break;
    case PROP_N_ITEMS:
      g_value_set_uint (value, self->ids->len);
      break;
    default:
      G_OBJECT_WARN_INVALID_PROPERTY_ID (object, id, pspec);
    }
}

static void
sb_record_list_dispose (GObject *object)
{
  SbRecordList *self = SB_RECORD_LIST (object);

  if (self->load != NULL)
    g_cancellable_cancel (self->load);
  g_clear_object (&self->load);
  G_OBJECT_CLASS (sb_record_list_parent_class)->dispose (object);
}

static void
sb_record_list_finalize (GObject *object)
{
  SbRecordList *self = SB_RECORD_LIST (object);

  sb_record_pages_free (self->pages);
  g_array_unref (self->ids);
  sb_query_free (self->query);
  g_free (self->text);
  g_free (self->sort);
  g_free (self->error);
  g_clear_object (&self->session);
  G_OBJECT_CLASS (sb_record_list_parent_class)->finalize (object);
}

static void
sb_record_list_class_init (SbRecordListClass *klass)
{
  GObjectClass *object_class = G_OBJECT_CLASS (klass);

  object_class->get_property = sb_record_list_get_property;
  object_class->dispose = sb_record_list_dispose;
  object_class->finalize = sb_record_list_finalize;
  properties[PROP_LOADING]
      = g_param_spec_boolean ("loading", NULL, NULL, FALSE, G_PARAM_READABLE | G_PARAM_STATIC_STRINGS);
  properties[PROP_ERROR] = g_param_spec_string ("error", NULL, NULL, NULL, G_PARAM_READABLE | G_PARAM_STATIC_STRINGS);
  properties[PROP_N_ITEMS]
      = g_param_spec_uint ("n-items", NULL, NULL, 0, G_MAXUINT, 0, G_PARAM_READABLE | G_PARAM_STATIC_STRINGS);
  g_object_class_install_properties (object_class, N_PROPS, properties);
}

static void
sb_record_list_init (SbRecordList *self)
{
  self->ids = g_array_new (FALSE, FALSE, sizeof (gint32));
}

SbRecordList *
sb_record_list_new (SbSession *session, SbQuery *query)
{
  SbRecordList *self;

  g_return_val_if_fail (SB_IS_SESSION (session) && query != NULL, NULL);

  self = g_object_new (SB_TYPE_RECORD_LIST, NULL);
  self->session = g_object_ref (session);
  self->query = query;
  self->pages = sb_record_pages_new (session, sb_query_get_type (query));
  g_signal_connect_object (sb_session_get_workspace (session), "changed", G_CALLBACK (workspace_changed_cb), self, 0);
  g_signal_connect_object (sb_session_get_formatter (session), "changed", G_CALLBACK (format_changed_cb), self, 0);
  start_loading (self, FALSE);
  return self;
}

void
sb_record_list_set_query (SbRecordList *self, SbQuery *query)
{
  g_return_if_fail (SB_IS_RECORD_LIST (self) && query != NULL);
  g_return_if_fail (sb_query_get_type (query) == sb_query_get_type (self->query));

  sb_query_free (self->query);
  self->query = query;
  start_loading (self, FALSE);
}

const SbRecordType *
sb_record_list_get_type_of (SbRecordList *self)
{
  g_return_val_if_fail (SB_IS_RECORD_LIST (self), NULL);

  return sb_query_get_type (self->query);
}

void
sb_record_list_set_text (SbRecordList *self, const char *text)
{
  g_return_if_fail (SB_IS_RECORD_LIST (self));

  if (text != NULL && text[0] == '\0')
    text = NULL;
  if (g_strcmp0 (self->text, text) == 0)
    return;
  g_free (self->text);
  self->text = g_strdup (text);
  start_loading (self, FALSE);
}

const char *
sb_record_list_get_text (SbRecordList *self)
{
  g_return_val_if_fail (SB_IS_RECORD_LIST (self), NULL);

  return self->text;
}

void
sb_record_list_set_sort (SbRecordList *self, const char *field, gboolean descending)
{
  g_return_if_fail (SB_IS_RECORD_LIST (self));

  if (g_strcmp0 (self->sort, field) == 0 && self->descending == !!descending)
    return;
  g_free (self->sort);
  self->sort = g_strdup (field);
  self->descending = !!descending;
  start_loading (self, FALSE);
}

const char *
sb_record_list_get_sort (SbRecordList *self, gboolean *descending)
{
  g_return_val_if_fail (SB_IS_RECORD_LIST (self), NULL);

  if (descending != NULL)
    *descending = self->descending;
  return self->sort;
}

gboolean
sb_record_list_is_loading (SbRecordList *self)
{
  g_return_val_if_fail (SB_IS_RECORD_LIST (self), FALSE);

  return self->load != NULL;
}

gint32
sb_record_list_get_id_at (SbRecordList *self, guint position)
{
  g_return_val_if_fail (SB_IS_RECORD_LIST (self), 0);

  return position < self->ids->len ? id_data (self->ids)[position] : 0;
}

guint
sb_record_list_find (SbRecordList *self, gint32 id)
{
  g_return_val_if_fail (SB_IS_RECORD_LIST (self), G_MAXUINT);

  for (guint i = 0; i < self->ids->len; i++)
    if (id_data (self->ids)[i] == id)
      return i;
  return G_MAXUINT;
}

const gint32 *
sb_record_list_get_ids (SbRecordList *self, gsize *n)
{
  g_return_val_if_fail (SB_IS_RECORD_LIST (self), NULL);

  if (n != NULL)
    *n = self->ids->len;
  return id_data (self->ids);
}

SbSession *
sb_record_list_get_session (SbRecordList *self)
{
  g_return_val_if_fail (SB_IS_RECORD_LIST (self), NULL);

  return self->session;
}

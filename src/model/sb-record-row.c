/* SPDX-License-Identifier: GPL-3.0-or-later */
/* One row of a record list. Texts are formatted when first asked for and kept until the record or the level changes. */
#include "model/sb-record-row-private.h"

#include "model/sb-record-text.h"

struct _SbRecordRow {
  GObject             parent_instance;
  SbSession          *session;
  const SbRecordType *type;
  gint32              id;
  SbRecord           *record; /* nullable */
  char              **texts;  /* by field, NULL = not asked for yet */
  char               *title;
  SbRecordRowGone     gone;
  gpointer            gone_data;
};

G_DEFINE_FINAL_TYPE (SbRecordRow, sb_record_row, G_TYPE_OBJECT)

static guint changed_signal;

static void
forget_texts (SbRecordRow *self)
{
  gsize n = sb_record_type_n_fields (self->type);

  for (gsize i = 0; i < n; i++)
    g_clear_pointer (&self->texts[i], g_free);
  g_clear_pointer (&self->title, g_free);
}

static void
sb_record_row_finalize (GObject *object)
{
  SbRecordRow *self = SB_RECORD_ROW (object);

  if (self->gone != NULL)
    self->gone (self->id, self->gone_data);
  forget_texts (self);
  g_free (self->texts);
  g_clear_pointer (&self->record, sb_record_free);
  g_object_unref (self->session);
  G_OBJECT_CLASS (sb_record_row_parent_class)->finalize (object);
}

static void
sb_record_row_class_init (SbRecordRowClass *klass)
{
  G_OBJECT_CLASS (klass)->finalize = sb_record_row_finalize;
  changed_signal = g_signal_new ("changed", SB_TYPE_RECORD_ROW, G_SIGNAL_RUN_LAST, 0, NULL, NULL, NULL, G_TYPE_NONE, 0);
}

static void
sb_record_row_init (SbRecordRow *self)
{
}

SbRecordRow *
sb_record_row_new (SbSession *session, const SbRecordType *type, gint32 id, SbRecord *record)
{
  SbRecordRow *self = g_object_new (SB_TYPE_RECORD_ROW, NULL);

  self->session = g_object_ref (session);
  self->type = type;
  self->id = id;
  self->record = record;
  self->texts = g_new0 (char *, sb_record_type_n_fields (type) + 1);
  return self;
}

void
sb_record_row_renew (SbRecordRow *self, SbRecord *record)
{
  g_return_if_fail (SB_IS_RECORD_ROW (self));

  forget_texts (self);
  if (record != self->record)
    g_clear_pointer (&self->record, sb_record_free);
  self->record = record;
  g_signal_emit (self, changed_signal, 0);
}

void
sb_record_row_tell_gone (SbRecordRow *self, SbRecordRowGone gone, gpointer user_data)
{
  g_return_if_fail (SB_IS_RECORD_ROW (self));

  self->gone = gone;
  self->gone_data = user_data;
}

gint32
sb_record_row_get_id (SbRecordRow *self)
{
  g_return_val_if_fail (SB_IS_RECORD_ROW (self), 0);

  return self->id;
}

const SbRecord *
sb_record_row_get_record (SbRecordRow *self)
{
  g_return_val_if_fail (SB_IS_RECORD_ROW (self), NULL);

  return self->record;
}

const char *
sb_record_row_get_text (SbRecordRow *self, guint field)
{
  g_return_val_if_fail (SB_IS_RECORD_ROW (self), "");
  g_return_val_if_fail (field < sb_record_type_n_fields (self->type), "");

  if (self->record == NULL)
    return "";
  if (self->texts[field] == NULL)
    self->texts[field] = sb_record_field_text (self->session, self->record, field);
  return self->texts[field];
}

const char *
sb_record_row_get_title (SbRecordRow *self)
{
  g_return_val_if_fail (SB_IS_RECORD_ROW (self), "");

  if (self->title == NULL)
    self->title = sb_session_title (self->session, self->type, self->id);
  return self->title;
}

/* SPDX-License-Identifier: GPL-3.0-or-later */
/* One record as read. */
#include "store/sb-record.h"

void
sb_record_free (SbRecord *record)
{
  gsize n;

  if (record == NULL)
    return;
  n = sb_record_type_n_fields (record->type);
  for (gsize i = 0; i < n; i++)
    sb_value_clear (&record->values[i]);
  g_free (record->values);
  g_free (record->uid);
  g_free (record);
}

const SbValue *
sb_record_get (const SbRecord *record, const char *field)
{
  static const SbValue empty = { SB_VALUE_NULL, { 0 } };
  int index;

  g_return_val_if_fail (record != NULL && field != NULL, &empty);

  index = sb_record_type_field_index (record->type, field);
  return index >= 0 ? &record->values[index] : &empty;
}

const char *
sb_record_text (const SbRecord *record, const char *field)
{
  const SbValue *value = sb_record_get (record, field);

  return value->type == SB_VALUE_TEXT ? value->text : NULL;
}

gint64
sb_record_int (const SbRecord *record, const char *field, gint64 when_empty)
{
  const SbValue *value = sb_record_get (record, field);

  return value->type == SB_VALUE_INT ? value->i : when_empty;
}

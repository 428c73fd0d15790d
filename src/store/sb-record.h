/* SPDX-License-Identifier: GPL-3.0-or-later */
/* One record as read: its identity and one value per field of its description. */
#pragma once

#include "records/sb-value.h"

G_BEGIN_DECLS

typedef struct {
  const SbRecordType *type;
  gint32   id;
  char    *uid;
  gint64   created_at;
  gint64   changed_at;
  gint64   archived_at;  /* 0 = live */
  SbValue *values;       /* in the order of type->fields; SB_KIND_ANY holds "type uid" as one text */
} SbRecord;

void           sb_record_free  (SbRecord *record);
/* Borrowed; the empty value for an unknown field name. */
const SbValue *sb_record_get   (const SbRecord *record, const char *field);
const char    *sb_record_text  (const SbRecord *record, const char *field); /* NULL when empty */
gint64         sb_record_int   (const SbRecord *record, const char *field, gint64 when_empty);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (SbRecord, sb_record_free)

G_END_DECLS

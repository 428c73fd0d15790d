/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Where a click leads: a page, a record, or the list of records behind a number. */
#pragma once

#include <glib-object.h>

#include "records/sb-record-type.h"

G_BEGIN_DECLS

#define SB_TYPE_TARGET (sb_target_get_type ())

typedef struct {
  gint                ref_count;
  char               *page;   /* "analysis", …; NULL = the page at home with the type */
  const SbRecordType *type;   /* NULL: only the page */
  gint32              id;     /* one record, or 0 */
  GArray             *ids;    /* gint32, the rows behind a number, or NULL */
  char               *title;  /* of the list, translated */
  char               *detail; /* tab or part of the page, or NULL */
} SbTarget;

GType     sb_target_get_type (void);
SbTarget *sb_target_new_page (const char *page, const char *detail);
SbTarget *sb_target_new_record (const SbRecordType *type, gint32 id);
SbTarget *sb_target_new_ids  (const SbRecordType *type, const gint32 *ids, gsize n, const char *title);
SbTarget *sb_target_ref      (SbTarget *target);
void      sb_target_unref    (SbTarget *target);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (SbTarget, sb_target_unref)

G_END_DECLS

/* SPDX-License-Identifier: GPL-3.0-or-later */
/* What a change holds, for the write path. */
#pragma once

#include "store/sb-change.h"

G_BEGIN_DECLS

typedef enum {
  SB_CHANGE_CREATE,
  SB_CHANGE_SET,     /* id is the handle */
  SB_CHANGE_UPDATE,
  SB_CHANGE_ARCHIVE,
  SB_CHANGE_RESTORE,
  SB_CHANGE_ERASE
} SbChangeKind;

typedef struct {
  SbChangeKind        kind;
  const SbRecordType *type;
  gint32              id;
  int                 field;
  SbValue             value;
} SbChangeStep;

struct _SbChange {
  char   *label;
  char   *reason;
  SbDate  as_of_on;
  int     n_handles;
  GArray *steps;     /* of SbChangeStep */
};

G_END_DECLS

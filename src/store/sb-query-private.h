/* SPDX-License-Identifier: GPL-3.0-or-later */
/* What a query holds, and the statement it becomes. */
#pragma once

#include "store/sb-db.h"
#include "store/sb-query.h"

G_BEGIN_DECLS

typedef struct {
  int       field;
  SbQueryOp op;
  SbValue   value;
} SbCondition;

enum { SB_SORT_ID = -1, SB_SORT_CHANGED = -2 };

struct _SbQuery {
  const SbRecordType *type;
  GArray  *conditions;    /* of SbCondition */
  GArray  *ids;           /* of gint32; NULL = any */
  char    *text;          /* folded; NULL = off */
  gboolean in_title;      /* text is looked for in titles only */
  int      sort;          /* field index or SB_SORT_ */
  gboolean descending;
  gboolean with_archived;
  gint64   limit;
};

/* SELECT `what` of the query's rows, bound and ready. ordered FALSE leaves out ORDER BY and LIMIT. */
SbStmt *sb_query_prepare (const SbQuery *query, SbDb *db, const char *what, gboolean ordered, GError **error);

G_END_DECLS

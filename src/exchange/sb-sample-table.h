/* SPDX-License-Identifier: GPL-3.0-or-later */
/* One file of the sample company, cut into cells. Inside exchange only. */
#pragma once

#include <gio/gio.h>

G_BEGIN_DECLS

typedef struct {
  char    *name;     /* "deal.csv" */
  char    *text;     /* owns what the cells point into */
  GPtrArray *header; /* borrowed cells */
  GPtrArray *rows;   /* GPtrArray of borrowed cells, as many as the header */
} SbSampleTable;

/* NULL without an error when the sample has no such file ("deal.csv", "zh_CN/deal.csv"). */
SbSampleTable *sb_sample_table_load   (const char *name, GError **error);
void           sb_sample_table_free   (SbSampleTable *table);
/* −1 when there is no such column. */
int            sb_sample_table_column (const SbSampleTable *table, const char *column);
/* "" for column −1. */
const char    *sb_sample_table_cell   (const SbSampleTable *table, guint row, int column);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (SbSampleTable, sb_sample_table_free)

G_END_DECLS

/* SPDX-License-Identifier: GPL-3.0-or-later */
/* The pages of the sidebar: names, groups, icons, and which record types are at home where. The only list of pages; a
 * new page is one row in sb-page-table.c. Pages are built when they are first shown. */
#pragma once

#include "widgets/sb-page.h"

G_BEGIN_DECLS

typedef struct {
  const char *name;            /* stable: --page, the remembered page */
  const char *title;           /* N_() */
  const char *icon;
  const char *group;           /* N_(), NULL = above the first group */
  const char *types;           /* record types at home here, "|" between; may be NULL */
  GType     (*get_type) (void);
} SbPageInfo;

/* In the order of the sidebar. */
const SbPageInfo *sb_page_table       (gsize *n);
/* NULL when unknown. A tab may follow: "analysis/forecast". */
const SbPageInfo *sb_page_table_find  (const char *name);
/* The page that shows records of a type; NULL when none does. */
const SbPageInfo *sb_page_table_home  (const char *type);
/* "overview, analysis, …". transfer full. */
char             *sb_page_table_names (void);

G_END_DECLS

/* SPDX-License-Identifier: GPL-3.0-or-later */
/* A table over a lazy record list, built from the description of its type: sortable, resizable, hideable columns that
 * are remembered; filter; multiple selection; the row's menu; CSV export. Under 600 px it becomes a list of two-line
 * rows. Signal "activated" (int id): Enter or double click; when nobody listens, the record is opened through the
 * session. */
#pragma once

#include <adwaita.h>

#include "model/sb-record-list.h"

G_BEGIN_DECLS

#define SB_TYPE_RECORD_TABLE (sb_record_table_get_type ())
G_DECLARE_FINAL_TYPE (SbRecordTable, sb_record_table, SB, RECORD_TABLE, GtkWidget)

/* state_key: where widths, columns and sort are remembered ("analysis.deals"); NULL = the type's name. */
GtkWidget    *sb_record_table_new       (SbRecordList *list, const char *state_key);
void          sb_record_table_set_list  (SbRecordTable *self, SbRecordList *list);
SbRecordList *sb_record_table_get_list  (SbRecordTable *self);
/* Border names ended by NULL instead of the type's default columns. What the user chose earlier wins. */
void          sb_record_table_set_columns (SbRecordTable *self, const char * const *fields);
/* Replaces the plain empty state: what to say when there is no record at all. */
void          sb_record_table_set_empty (SbRecordTable *self, const char *title, const char *description,
                                         const char *button, const char *action);
/* The bar with filter, count and column chooser; shown by default. */
void          sb_record_table_set_bar_visible (SbRecordTable *self, gboolean visible);
/* An extra line in the row's menu; action is called with the selected ids. */
typedef void (*SbRecordAction) (SbRecordTable *self, const gint32 *ids, gsize n, gpointer user_data);
void          sb_record_table_add_action (SbRecordTable *self, const char *label, SbRecordAction action,
                                          gpointer user_data);
void          sb_record_table_focus_filter (SbRecordTable *self);
/* (transfer full) GArray of gint32 in list order. */
GArray       *sb_record_table_dup_selection (SbRecordTable *self);
void          sb_record_table_select    (SbRecordTable *self, gint32 id);

G_END_DECLS

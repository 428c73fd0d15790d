/* SPDX-License-Identifier: GPL-3.0-or-later */
/* See the header. */
#include "sb-config.h"

#include "app/sb-record-list-dialog.h"

#include "app/sb-dialog.h"
#include "model/sb-record-text.h"
#include "widgets/sb-record-table.h"

void
sb_record_list_dialog_present (GtkWidget *parent, SbSession *session, const SbTarget *target)
{
  SbQuery *query;
  g_autoptr (SbRecordList) list = NULL;
  GtkWidget *table;

  g_return_if_fail (SB_IS_SESSION (session) && target != NULL && target->type != NULL && target->ids != NULL);

  query = sb_query_new (target->type);
  sb_query_where_ids (query, (const gint32 *)(gpointer)target->ids->data, target->ids->len);
  list = sb_record_list_new (session, query);
  table = sb_record_table_new (list, NULL);
  gtk_widget_set_vexpand (table, TRUE);
  sb_dialog_present (parent, target->title ? target->title : sb_record_type_plural (target->type), table, 820, 560);
}

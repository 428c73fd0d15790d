/* SPDX-License-Identifier: GPL-3.0-or-later */
/* What was done in this workspace, newest first: a GListModel of SbHistoryItem that follows every change. */
#pragma once

#include <gio/gio.h>

#include "model/sb-session.h"

G_BEGIN_DECLS

#define SB_TYPE_HISTORY_ITEM (sb_history_item_get_type ())
G_DECLARE_FINAL_TYPE (SbHistoryItem, sb_history_item, SB, HISTORY_ITEM, GObject)

const char *sb_history_item_get_label  (SbHistoryItem *self);
const char *sb_history_item_get_detail (SbHistoryItem *self); /* "import · 3 Mar 2026 14:05 · undone" */
gboolean    sb_history_item_is_undone  (SbHistoryItem *self);

#define SB_TYPE_HISTORY_LIST (sb_history_list_get_type ())
G_DECLARE_FINAL_TYPE (SbHistoryList, sb_history_list, SB, HISTORY_LIST, GObject)

SbHistoryList *sb_history_list_new (SbSession *session, guint limit);

G_END_DECLS

/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Search over every record as one types: a GListModel of SbSearchItem, filled by a worker, older answers dropped. */
#pragma once

#include <gio/gio.h>

#include "model/sb-session.h"

G_BEGIN_DECLS

#define SB_TYPE_SEARCH_ITEM (sb_search_item_get_type ())
G_DECLARE_FINAL_TYPE (SbSearchItem, sb_search_item, SB, SEARCH_ITEM, GObject)

const SbRecordType *sb_search_item_get_record_type (SbSearchItem *self);
gint32              sb_search_item_get_id    (SbSearchItem *self);
const char         *sb_search_item_get_title (SbSearchItem *self); /* at the present privacy level */
const char         *sb_search_item_get_context (SbSearchItem *self); /* "Customer · Shanghai" */

#define SB_TYPE_SEARCH_LIST (sb_search_list_get_type ())
G_DECLARE_FINAL_TYPE (SbSearchList, sb_search_list, SB, SEARCH_LIST, GObject)

SbSearchList *sb_search_list_new        (SbSession *session, guint limit);
void          sb_search_list_set_text   (SbSearchList *self, const char *text);
gboolean      sb_search_list_is_loading (SbSearchList *self); /* property "loading" */

G_END_DECLS

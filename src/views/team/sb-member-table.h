/* SPDX-License-Identifier: GPL-3.0-or-later */
/* The members with their numbers, in name order. Signal "member-chosen" (int id). */
#pragma once

#include <gtk/gtk.h>

#include "model/sb-session.h"
#include "views/team/sb-team-data.h"

G_BEGIN_DECLS

#define SB_TYPE_MEMBER_TABLE (sb_member_table_get_type ())
G_DECLARE_FINAL_TYPE (SbMemberTable, sb_member_table, SB, MEMBER_TABLE, GtkWidget)

GtkWidget *sb_member_table_new  (SbSession *session);
/* The data is read, not kept. */
void       sb_member_table_show (SbMemberTable *self, const SbTeamData *data);

G_END_DECLS

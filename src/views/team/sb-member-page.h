/* SPDX-License-Identifier: GPL-3.0-or-later */
/* One member: the numbers of the period, twelve months, deals, and the person's records. Signal "back" (). */
#pragma once

#include <adwaita.h>

#include "model/sb-session.h"
#include "views/team/sb-team-data.h"

G_BEGIN_DECLS

#define SB_TYPE_MEMBER_PAGE (sb_member_page_get_type ())
G_DECLARE_FINAL_TYPE (SbMemberPage, sb_member_page, SB, MEMBER_PAGE, GtkWidget)

GtkWidget *sb_member_page_new      (SbSession *session);
void       sb_member_page_show     (SbMemberPage *self, gint32 id);
/* The numbers; takes a reference. */
void       sb_member_page_set_data (SbMemberPage *self, SbTeamData *data);

G_END_DECLS

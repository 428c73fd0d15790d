/* SPDX-License-Identifier: GPL-3.0-or-later */
/* The numbers beside the pages of the sidebar: what waits there, as the list of what needs attention knows it. */
#pragma once

#include "app/sb-sidebar.h"

G_BEGIN_DECLS

/* Keeps the badges up with the session for as long as both live. The first count waits for the first facts; it asks for
 * none itself. */
void sb_badges_follow (SbSidebar *sidebar, SbSession *session);

G_END_DECLS

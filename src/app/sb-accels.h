/* SPDX-License-Identifier: GPL-3.0-or-later */
/* The keys of the application: one table, from which both the accelerators and the window of shortcuts are made. */
#pragma once

#include <gtk/gtk.h>

G_BEGIN_DECLS

typedef struct {
  const char *action;  /* detailed name */
  const char *keys[3]; /* GTK accelerators, the first one is shown */
  const char *group;   /* N_(), heading in the window of shortcuts */
  const char *title;   /* N_() */
} SbAccel;

const SbAccel *sb_accels         (gsize *n);
/* Also Alt+1 … Alt+9 for the pages of the sidebar. */
void           sb_accels_install (GtkApplication *application);

G_END_DECLS

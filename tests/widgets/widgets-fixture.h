/* SPDX-License-Identifier: GPL-3.0-or-later */
/* What tests of widgets need: a workspace with a little of everything, a session, a window to look at. */
#pragma once

#include <adwaita.h>

#include "model/sb-session.h"

G_BEGIN_DECLS

typedef struct {
  char        *folder;
  SbWorkspace *workspace;
  SbSession   *session;
  SbUiState   *state;
} WidgetsFixture;

void    widgets_fixture_init  (WidgetsFixture *fixture);
void    widgets_fixture_clear (WidgetsFixture *fixture);
/* A record of every type that may be written for each text, in every field of it; references to what is there already.
 * Returns how many were created. */
guint   widgets_fill          (WidgetsFixture *fixture, char **texts);
/* A team of people, customers and deals that look like a company. */
void    widgets_fill_company  (WidgetsFixture *fixture, guint n_deals);
gint32  widgets_first         (WidgetsFixture *fixture, const char *type);
/* The hostile strings of tests/data. (transfer full) */
char  **widgets_hostile       (void);
/* Runs the main loop for a while, until nothing is pending. */
void    widgets_settle        (guint milliseconds);
/* Presents a window of that size around the widget. */
GtkWidget *widgets_show       (GtkWidget *child, int width, int height);
/* Writes the window as a picture into the folder $SB_PICTURES, when there is one. */
void    widgets_picture       (GtkWidget *window, const char *name);

G_END_DECLS

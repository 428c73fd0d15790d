/* SPDX-License-Identifier: GPL-3.0-or-later */
/* The inside of the window, shared by its files: sb-window.c (layout, pages), sb-window-files.c (opening, making,
 * dropping), sb-window-actions.c (what keys and menus do). Nobody else includes this. */
#pragma once

#include "app/sb-sidebar.h"
#include "app/sb-window.h"
#include "widgets/sb-page.h"

G_BEGIN_DECLS

struct _SbWindow {
  AdwApplicationWindow parent_instance;

  AdwToastOverlay *toasts;
  AdwFlap         *flap;
  AdwBin          *sidebar_slot;
  AdwHeaderBar    *header;
  AdwBin          *title_slot;
  AdwWindowTitle  *window_title;
  GtkWidget       *sidebar_button;
  AdwBin          *header_pickers;
  GtkWidget       *search_button;
  GtkWidget       *new_button;
  AdwBin          *strip_slot;
  GtkStack        *content;
  AdwBin          *bottom_header;
  AdwBin          *bottom_pickers;

  SbUiState    *state;      /* owned */
  SbSession    *session;    /* owned, NULL while no workspace is open */
  SbSidebar    *sidebar;    /* NULL while no workspace is open */
  GtkWidget    *pickers;    /* owned: period and scope, in the header or below the content */
  GHashTable   *pages;      /* name → SbPage, those built so far */
  SbPage       *page;       /* the page shown, NULL none */
  GtkWidget    *page_header; /* owned: the page's tabs, in the header or below */
  GCancellable *opening;    /* owned, NULL when nothing is being opened */
  char         *path;       /* of the workspace open or being opened */
  SbDate        asked_as_of; /* of the next workspace, when the start named a day but no file; else SB_DATE_NONE */
  GtkWindow    *palette;    /* the search window while it is open */
  gboolean      wide;       /* the sidebar stands beside the content */
  guint         width_source;
};

/* sb-window.c */
void sb_window_set_session     (SbWindow *self, SbSession *session); /* NULL: closes the workspace */
void sb_window_show_state      (SbWindow *self, const char *name, GtkWidget *child);
void sb_window_update_chrome   (SbWindow *self);
void sb_window_reveal_sidebar  (SbWindow *self);
void sb_window_go_to           (SbWindow *self, SbTarget *target);

/* sb-window-files.c */
void sb_window_remember_path   (SbWindow *self, const char *path);
void sb_window_forget_path     (SbWindow *self, const char *path);
void sb_window_setup_drop      (SbWindow *self);
/* Brings files into the workspace; without one makes it first. */
void sb_window_import_files    (SbWindow *self, GSList *files);

/* sb-window-actions.c */
void sb_window_toast           (SbWindow *self, const char *message);
/* button may be NULL. action: detailed action name. */
void sb_window_toast_with      (SbWindow *self, const char *message, const char *button, const char *action);
void sb_window_install_actions (GtkWidgetClass *widget_class);
void sb_window_update_actions  (SbWindow *self);

G_END_DECLS

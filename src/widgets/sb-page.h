/* SPDX-License-Identifier: GPL-3.0-or-later */
/* The base of every page of the sidebar: scrolled, clamped body; states (first use, loading, error, content); asks
 * again when the session's facts or context change, but only while it is on screen.
 *
 * A page: G_DEFINE_FINAL_TYPE (SbFooView, sb_foo_view, SB_TYPE_PAGE); in init call sb_page_setup () and add widgets to
 * sb_page_get_body (); implement refresh (), which usually calls sb_page_compute (). Built with
 * g_object_new (SB_TYPE_FOO_VIEW, "session", session, NULL). */
#pragma once

#include <adwaita.h>

#include "model/sb-session.h"

G_BEGIN_DECLS

#define SB_TYPE_PAGE (sb_page_get_type ())
G_DECLARE_DERIVABLE_TYPE (SbPage, sb_page, SB, PAGE, AdwBin)

struct _SbPageClass {
  AdwBinClass parent_class;

  /* Facts, period, scope, as-of day, privacy or settings changed, and the page is on screen; also at its first map. */
  void     (*refresh) (SbPage *self);
  /* Ctrl+N. */
  void     (*primary) (SbPage *self);
  /* Ctrl+F; default: nothing. */
  void     (*find)    (SbPage *self);
  /* Ctrl+I: explain the selected or the first number. TRUE when something was shown. */
  gboolean (*explain) (SbPage *self);
  /* Ctrl+Z and Shift+Ctrl+Z for moves that are not yet in the workspace. FALSE: the workspace's step is meant. */
  gboolean (*step)    (SbPage *self, gboolean forward);
  /* A click elsewhere leads here (a record of the page's types, a list of ids, a tab in target->detail). */
  void     (*show)    (SbPage *self, SbTarget *target);
  gpointer padding[3];
};

/* name: stable ("analysis"); title: translated; icon: symbolic. */
void         sb_page_setup        (SbPage *self, const char *name, const char *title, const char *icon);
const char  *sb_page_get_name     (SbPage *self);
const char  *sb_page_get_title    (SbPage *self);
const char  *sb_page_get_icon     (SbPage *self);
SbSession   *sb_page_get_session  (SbPage *self);
SbFormatter *sb_page_get_formatter (SbPage *self);
/* Vertical box in an AdwClamp in a scroller; children get the page's spacing. */
GtkBox      *sb_page_get_body     (SbPage *self);
/* Replaces the scrolled body by a widget of the page's own (a full-height table). */
void         sb_page_set_content  (SbPage *self, GtkWidget *content);
/* Tabs of the page for the header bar's middle (GtkStackSwitcher-like); NULL = the title. */
void         sb_page_set_header   (SbPage *self, GtkWidget *header);
GtkWidget   *sb_page_get_header   (SbPage *self);
/* The titled children of a stack as such tabs. */
void         sb_page_set_tabs     (SbPage *self, GtkStack *stack);
/* "New deal": the page's main record; NULL = none. */
void         sb_page_set_primary  (SbPage *self, const char *label);
const char  *sb_page_get_primary  (SbPage *self);

/* States. Content is the default. Loading shows a spinner after 300 ms only. */
void         sb_page_show_content (SbPage *self);
void         sb_page_show_loading (SbPage *self);
/* First use: what the page is for and one button (action: "win.import", …; may be NULL). */
void         sb_page_show_empty   (SbPage *self, const char *title, const char *description, const char *button,
                                   const char *action);
void         sb_page_show_error   (SbPage *self, const GError *error);

typedef void (*SbPageReady) (SbPage *self, gpointer result, SbContext *context);
/* Runs func in a worker over the session's context; ready (result borrowed) only if nothing newer was asked meanwhile.
 * Shows loading and errors itself, and the content before ready is called. */
void         sb_page_compute      (SbPage *self, SbComputeFunc func, gpointer input, GDestroyNotify free_input,
                                   GDestroyNotify free_result, SbPageReady ready);
/* Calls refresh now, or at the next map. */
void         sb_page_refresh      (SbPage *self);
void         sb_page_primary      (SbPage *self);
void         sb_page_find         (SbPage *self);
gboolean     sb_page_explain      (SbPage *self);
gboolean     sb_page_step         (SbPage *self, gboolean forward);
void         sb_page_show         (SbPage *self, SbTarget *target);

/* A card: title, subtitle (may be NULL) and a child below. */
GtkWidget   *sb_card_new          (const char *title, const char *subtitle, GtkWidget *child);
void         sb_card_set_title    (GtkWidget *card, const char *title, const char *subtitle);
/* A scroller for a table that may be wider than the page. It moves sideways only: the wheel scrolls the page. */
GtkWidget   *sb_table_scroller_new (GtkWidget *table);
/* At most five tiles in a row, wrapping when narrow. Append SbKpiTile with sb_tile_row_append (). */
GtkWidget   *sb_tile_row_new      (void);
void         sb_tile_row_append   (GtkWidget *tile_row, GtkWidget *tile);
void         sb_tile_row_clear    (GtkWidget *tile_row);

G_END_DECLS

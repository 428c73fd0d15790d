/* SPDX-License-Identifier: GPL-3.0-or-later */
/* The four faces of a place without content: first use, nothing found, loading, failed. */
#pragma once

#include <adwaita.h>

G_BEGIN_DECLS

/* button may be NULL; action as in GtkActionable. */
GtkWidget *sb_state_page_new_empty   (const char *icon, const char *title, const char *description, const char *button,
                                      const char *action);
/* A spinner that shows itself after 300 ms. */
GtkWidget *sb_state_page_new_loading (const char *text);
/* What happened, what to do; the technical text behind "Details". */
GtkWidget *sb_state_page_new_error   (const char *title, const GError *error);

G_END_DECLS

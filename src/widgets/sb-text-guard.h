/* SPDX-License-Identifier: GPL-3.0-or-later */
/* The only place that calls the setters of GTK and libadwaita that parse markup. Text from people is shown as text:
 * "A & B" stays "A & B". All texts may be NULL. A lint forbids the raw setters elsewhere. */
#pragma once

#include <adwaita.h>

G_BEGIN_DECLS

void      sb_row_set_title            (AdwPreferencesRow *row, const char *title);
void      sb_row_set_subtitle         (AdwActionRow *row, const char *subtitle);
/* For AdwExpanderRow. */
void      sb_expander_set_subtitle    (AdwExpanderRow *row, const char *subtitle);
void      sb_group_set_title          (AdwPreferencesGroup *group, const char *title, const char *description);
void      sb_status_set_text          (AdwStatusPage *page, const char *title, const char *description);
AdwToast *sb_toast_new                (const char *title);
void      sb_message_set_body         (AdwMessageDialog *dialog, const char *heading, const char *body);
/* Control characters that Pango cannot draw become U+FFFD, line ends a blank: for one-line labels. transfer full. */
char     *sb_text_one_line            (const char *text);
void      sb_label_set_text           (GtkLabel *label, const char *text);
/* A GtkLabel that never parses markup: left aligned, one line with "…". */
GtkWidget *sb_label_new               (const char *text, const char *css_class);
/* The same, wrapping. */
GtkWidget *sb_label_new_wrapping      (const char *text, const char *css_class);
/* Markup that this program has built itself; every part from outside escaped with g_markup_escape_text (). */
void      sb_label_set_own_markup     (GtkLabel *label, const char *markup);
/* An icon beside words that say the same: nothing for a screen reader. May be NULL. */
GtkWidget *sb_icon_new                (const char *icon_name);
/* Accessible name and description of any widget. */
void      sb_widget_set_name          (GtkWidget *widget, const char *name);
void      sb_widget_set_reason        (GtkWidget *widget, const char *reason); /* tooltip and accessible description */

G_END_DECLS

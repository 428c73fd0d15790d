/* SPDX-License-Identifier: GPL-3.0-or-later */
/* A list or tabs in front, and behind them the page of one record, made when the first record is opened. The page comes
 * back by its signal "back" (). Customers, deals and the team stand on one. */
#pragma once

#include <adwaita.h>

#include "model/sb-session.h"

G_BEGIN_DECLS

#define SB_TYPE_RECORD_STACK (sb_record_stack_get_type ())
G_DECLARE_FINAL_TYPE (SbRecordStack, sb_record_stack, SB, RECORD_STACK, AdwBin)

/* Makes the page (floating) with a signal "back" (); owner is the view. */
typedef GtkWidget *(*SbRecordStackMake) (SbSession *session, gpointer owner);
/* Shows a record on it. */
typedef void (*SbRecordStackShow) (GtkWidget *page, gint32 id);

/* front gets the margins of a full-height page. owner is borrowed: it owns the stack. */
GtkWidget *sb_record_stack_new      (SbSession *session, GtkWidget *front, SbRecordStackMake make,
                                     SbRecordStackShow show, gpointer owner);
/* Shows a record. */
void       sb_record_stack_open     (SbRecordStack *self, gint32 id);
/* Shows what is in front. */
void       sb_record_stack_back     (SbRecordStack *self);
/* NULL before the first record was opened. */
GtkWidget *sb_record_stack_get_page (SbRecordStack *self);
/* Opens the record that a signal (int id) of a table names. */
void       sb_record_stack_follow   (SbRecordStack *self, GtkWidget *table, const char *signal);

G_END_DECLS

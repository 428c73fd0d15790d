/* SPDX-License-Identifier: GPL-3.0-or-later */
/* The form of one column, from all its cells: accumulates in any order of rows, then decides. */
#pragma once

#include "exchange/sb-import-dictionary.h"
#include "exchange/sb-values.h"

G_BEGIN_DECLS

typedef struct _SbColumnProfile SbColumnProfile;

SbColumnProfile *sb_column_profile_new  (SbImportKind kind);
void             sb_column_profile_free (SbColumnProfile *self);
/* Cost: under 50 ns for the forms files usually have. row is for examples. */
void             sb_column_profile_add  (SbColumnProfile *self, const char *text, gsize length, guint64 row);

/* How far the cells decide. */
typedef enum { SB_FORM_DECIDED, SB_FORM_OPEN, SB_FORM_CONFLICT, SB_FORM_SERIAL, SB_FORM_NONE } SbFormState;

SbFormState      sb_column_profile_date_state   (const SbColumnProfile *self, SbDateOrder *order);
/* Same separators and time form: one can decide for the other. */
gboolean         sb_column_profile_is_sibling   (const SbColumnProfile *self, const SbColumnProfile *other);
SbFormState      sb_column_profile_number_state (const SbColumnProfile *self, char *decimal);
/* Writes what is decided (with `order` and `decimal` for what is open) and counts the warnings and questions of this
 * column into issues. option_*: what the command line gave, 0 when nothing. */
void             sb_column_profile_decide (SbColumnProfile *self, const char *column, SbDateOrder option_order,
                                           char option_decimal, SbColumnFormat *format, GPtrArray *issues);
guint64          sb_column_profile_n_filled (const SbColumnProfile *self);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (SbColumnProfile, sb_column_profile_free)

G_END_DECLS

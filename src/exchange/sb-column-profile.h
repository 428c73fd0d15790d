/* SPDX-License-Identifier: GPL-3.0-or-later */
/* The form of one column, from all its cells: accumulates in any order of rows, then decides. */
#pragma once

#include "exchange/sb-import-dictionary.h"
#include "exchange/sb-values.h"

G_BEGIN_DECLS

typedef struct _SbColumnProfile SbColumnProfile;

SbColumnProfile *sb_column_profile_new  (SbImportKind kind);
void             sb_column_profile_free (SbColumnProfile *self);
/* Cells that say nothing are left out. Cost: under 50 ns for the forms files usually have. */
void             sb_column_profile_add  (SbColumnProfile *self, const char *text, gsize length, guint64 row);

/* How far the cells decide. */
typedef enum {
  SB_FORM_NONE,     /* nothing to decide: no cells, or no such form in them */
  SB_FORM_DECIDED,
  SB_FORM_OPEN,     /* several readings fit all cells */
  SB_FORM_CONFLICT, /* readings contradict each other */
  SB_FORM_SERIAL    /* day numbers of a spreadsheet */
} SbFormState;

/* order and decimal (may be NULL) are set when decided. */
SbFormState      sb_column_profile_date_state   (const SbColumnProfile *self, SbDateOrder *order);
SbFormState      sb_column_profile_number_state (const SbColumnProfile *self, char *decimal);
/* Same separators and time form: one date column can decide for the other. */
gboolean         sb_column_profile_is_sibling   (const SbColumnProfile *self, const SbColumnProfile *other);
/* The decimal mark that was really seen under a format: '.', ',' or 0. */
char             sb_column_profile_fraction     (const SbColumnProfile *self, const SbColumnFormat *format);
/* An id column whose values a spreadsheet rounded: 4.87688E+18, or 16 digits and more ending in 000. example: one of
 * them, borrowed; may be NULL. */
gboolean         sb_column_profile_ids_damaged  (const SbColumnProfile *self, const char **example);

/* What stands outside the column. Zero-filled: nothing. */
typedef struct {
  SbDateOrder option_order;
  char        option_decimal;
  SbDateOrder sibling_order;
  char        sibling_decimal;
} SbFormHints;

/* Writes the form into format (date_order, short_first, epoch_ms, decimal, mixed, fraction) and the warnings and
 * questions of this column into issues. */
void             sb_column_profile_decide (const SbColumnProfile *self, const char *column, const SbFormHints *hints,
                                           SbColumnFormat *format, GPtrArray *issues);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (SbColumnProfile, sb_column_profile_free)

G_END_DECLS

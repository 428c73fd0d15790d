/* SPDX-License-Identifier: GPL-3.0-or-later */
/* What a number was made of: formula in words, inputs, row filter, rows, exclusions with reasons. Every calculation
 * fills one; the explain popover, the paper and the headless command write it out. It holds untranslated msgids and
 * quantities, so nothing here knows a locale: pass the labels through gettext and the values through the formatter. */
#pragma once

#include "core/sb-facts.h"

#include "analysis/sb-quantity.h"

G_BEGIN_DECLS

typedef struct {
  const char *label; /* msgid, static */
  SbQuantity  value;
} SbExplainInput;

typedef struct {
  const char *label; /* msgid of the reason, static */
  gint64      count;
} SbExplainExclusion;

/* Immutable once a calculation has returned it; reference counted (atomically), so a screen may keep it. */
typedef struct {
  gatomicrefcount ref_count;
  const char *id;           /* stable: "kpi.win_rate", "funnel.floor" … */
  const char *title;        /* msgid: what the number is */
  const char *formula;      /* msgid: the formula in words */
  SbQuantity  result;
  GArray     *inputs;       /* SbExplainInput, in the order to show */
  gboolean    has_period;
  SbPeriod    period;       /* the row filter … */
  SbScope     scope;
  gint32      pipeline_id;  /* 0 any */
  SbDate      as_of;        /* the date the data speak of */
  const char *row_type;     /* record type of the rows: "deal", "sales_order", "account", …; NULL when none */
  gint64      n_rows;       /* rows that entered the number */
  GArray     *rows;         /* gint32 ids, ascending, the n_rows rows; empty when the number is made of other numbers */
  GArray     *exclusions;   /* SbExplainExclusion with count > 0 */
  GPtrArray  *notes;        /* msgids: cautions and assumptions, static strings */
  GStringChunk *strings;
} SbExplain;

/* For calculations. `id`, `title`, `formula`, labels and notes are static strings; names are copied. */
SbExplain *sb_explain_new     (const char *id, const char *title, const char *formula);
void       sb_explain_filter  (SbExplain *explain, SbPeriod period, SbScope scope, SbDate as_of);
void       sb_explain_input   (SbExplain *explain, const char *label, SbQuantity value);
void       sb_explain_exclude (SbExplain *explain, const char *label, gint64 count); /* count 0 is skipped */
void       sb_explain_note    (SbExplain *explain, const char *note);
/* Declares the rows' type; then adds ids one by one (any order). */
void       sb_explain_row_type (SbExplain *explain, const char *row_type);
void       sb_explain_row     (SbExplain *explain, gint32 id);
/* All rows at once: ascending ids that other explanations hold too, so nobody adds to them. */
void       sb_explain_share_rows (SbExplain *explain, GArray *ids);
/* Sorts the rows and sets n_rows; a calculation calls it last. */
void       sb_explain_seal    (SbExplain *explain, SbQuantity result);

/* A copy of a name that lives as long as the explanation. */
const char *sb_explain_keep   (SbExplain *explain, const char *text);

SbExplain *sb_explain_ref     (SbExplain *explain);
void       sb_explain_unref   (SbExplain *explain);
/* Ascending ids of the rows and their number. */
const gint32 *sb_explain_rows (const SbExplain *explain, gsize *n);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (SbExplain, sb_explain_unref)

G_END_DECLS

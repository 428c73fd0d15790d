/* SPDX-License-Identifier: GPL-3.0-or-later */
/* An explanation in the reader's language: title, value, formula in words, inputs, filter, exclusions, cautions.
 * Built from an analysis result by the formatter, so the privacy level holds here too. */
#pragma once

#include "analysis/sb-explain.h"
#include "model/sb-session.h"

G_BEGIN_DECLS

typedef enum {
  SB_EXPLAIN_FORMULA,
  SB_EXPLAIN_INPUT,     /* label and value */
  SB_EXPLAIN_RANGE,
  SB_EXPLAIN_FILTER,    /* period, scope, as-of date */
  SB_EXPLAIN_EXCLUSION, /* label and count */
  SB_EXPLAIN_NOTE
} SbExplainLineKind;

typedef struct {
  SbExplainLineKind kind;
  char *label;
  char *value;  /* NULL for lines that are one sentence */
} SbExplainLine;

typedef struct {
  char      *title;
  char      *value;  /* "54 %", or "—" */
  char      *reason; /* why it is "—", else NULL */
  GPtrArray *lines;  /* SbExplainLine, in reading order */
  char      *rows;   /* "62 deals"; NULL when there are no rows to open */
} SbExplainText;

/* facts name the scope; NULL: without names. */
SbExplainText *sb_explain_text_new  (SbFormatter *formatter, const SbFacts *facts, const SbExplain *explain);
void           sb_explain_text_free (SbExplainText *text);
/* All of it as plain text, for the clipboard and paper. transfer full. */
char          *sb_explain_text_to_plain (const SbExplainText *text);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (SbExplainText, sb_explain_text_free)

G_END_DECLS

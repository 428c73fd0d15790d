/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Findings as sentences: what was seen, and by which numbers. */
#pragma once

#include "analysis/sb-attention.h"
#include "model/sb-formatter.h"

G_BEGIN_DECLS

typedef struct {
  char *key;     /* "worst-stage.12": the key of a dismissal */
  char *title;   /* one line, a statement */
  char *reason;  /* the numbers and the limit behind it */
  char *button;  /* what can be done at once */
  char *rows;    /* title of the list behind it; NULL without rows */
} SbFindingText;

SbFindingText *sb_finding_text_new  (SbFormatter *formatter, const SbFinding *finding);
void           sb_finding_text_free (SbFindingText *text);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (SbFindingText, sb_finding_text_free)

G_END_DECLS

/* SPDX-License-Identifier: GPL-3.0-or-later */
/* The answer of a page as text with explained numbers: runs of plain, strong and linked text built from translatable
 * templates such as _("{won} of {target} is won with {elapsed} of the working days gone."). */
#pragma once

#include <glib.h>

G_BEGIN_DECLS

typedef struct _SbSentence SbSentence;

typedef struct {
  const char *text;
  const char *key;     /* the explanation behind it, NULL = plain text */
  gboolean    strong;
} SbRun;

SbSentence  *sb_sentence_new     (void);
SbSentence  *sb_sentence_copy    (const SbSentence *self);
void         sb_sentence_free    (SbSentence *self);
/* Appends a template. Arguments in threes: placeholder name, text, explanation key or NULL; ended by NULL.
 * A blank is put between sentences unless the earlier one ends in full-width punctuation. */
void         sb_sentence_add     (SbSentence *self, const char *template, ...) G_GNUC_NULL_TERMINATED;
/* The same, drawn bold: the headline that opens an answer. */
void         sb_sentence_add_strong (SbSentence *self, const char *template, ...) G_GNUC_NULL_TERMINATED;
gsize        sb_sentence_n_runs  (const SbSentence *self);
SbRun        sb_sentence_get_run (const SbSentence *self, gsize index);
char        *sb_sentence_to_text (const SbSentence *self);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (SbSentence, sb_sentence_free)

G_END_DECLS

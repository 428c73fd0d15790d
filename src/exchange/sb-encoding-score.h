/* SPDX-License-Identifier: GPL-3.0-or-later */
/* How much a file looks like text in each of the encodings that have no mark. Only sb-encoding.c uses it. */
#pragma once

#include "exchange/sb-encoding.h"

G_BEGIN_DECLS

#define SB_ENCODING_CANDIDATES 5

typedef struct {
  const char *name;
  guint       hits;   /* header cells found in the dictionary */
  double      share;  /* of the letters beyond ASCII that are common ones there, 0 … 1 */
} SbEncodingScore;

/* Scores the candidates that decode the whole file strictly, best first. FALSE only when cancelled or unreadable. */
gboolean sb_encoding_score_all (SbInputFile *input, SbEncodingHeaderFunc is_header, gpointer data,
                                GCancellable *cancellable, SbEncodingScore *scores, guint *n, GError **error);
/* Does the whole file decode strictly? FALSE with encoding-failed and its line. Always TRUE for UTF-8. */
gboolean sb_encoding_decodes   (SbInputFile *input, const char *name, GCancellable *cancellable, GError **error);

G_END_DECLS

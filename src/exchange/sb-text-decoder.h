/* SPDX-License-Identifier: GPL-3.0-or-later */
/* The text of an input file as UTF-8, a block at a time. */
#pragma once

#include "exchange/sb-input-file.h"

G_BEGIN_DECLS

typedef struct _SbTextDecoder SbTextDecoder;

/* encoding: an IANA name. UTF-8 and US-ASCII pass through unchecked. lenient: broken bytes become U+FFFD instead of an
 * error. A byte-order mark is skipped. Errors: encoding-unknown. */
SbTextDecoder *sb_text_decoder_new  (SbInputFile *input, const char *encoding, gboolean lenient, GError **error);
void           sb_text_decoder_free (SbTextDecoder *self);
/* Fills out with 1 … length bytes of whole characters (whole bytes for UTF-8). 0 at the end, −1 on error
 * (encoding-failed with the line, cannot-open). length ≥ 64. */
gssize         sb_text_decoder_read (SbTextDecoder *self, char *out, gsize length, GError **error);
/* Bytes of the file used so far. */
guint64        sb_text_decoder_get_offset (const SbTextDecoder *self);
/* TRUE when the library can decode it. */
gboolean       sb_text_encoding_is_known  (const char *encoding);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (SbTextDecoder, sb_text_decoder_free)

G_END_DECLS

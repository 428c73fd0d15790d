/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Small exact fractions for the places where a ratio decides an integer: rates, bounds, probabilities, weights. */
#pragma once

#include <glib.h>

G_BEGIN_DECLS

typedef __int128 SbWide;
typedef _Float128 SbQuad; /* 113 bits: decides where a product of fractions no longer fits SbWide */

typedef struct {
  gint64 num;
  gint64 den; /* > 0, in lowest terms */
} SbRational;

/* den must not be 0; the sign moves to the numerator. G_MININT64 is refused as 0/1. */
SbRational sb_rational         (gint64 num, gint64 den);
/* "a/b", "-3", "0.125" (at most 18 digits); FALSE for anything else, b ≤ 0 or more than int64 holds. */
gboolean   sb_rational_parse   (const char *text, SbRational *out);
double     sb_rational_to_real (SbRational a);
SbQuad     sb_rational_to_quad (SbRational a);
/* −1, 0, 1, exact. */
int        sb_rational_compare (SbRational a, SbRational b);
/* FALSE when the result does not fit. */
gboolean   sb_rational_multiply (SbRational a, SbRational b, SbRational *out);
/* n / d rounded half away from zero into an int64; FALSE when it does not fit. d > 0. */
gboolean   sb_wide_round       (SbWide n, SbWide d, gint64 *out);
/* ⌊n / d⌋ for d > 0. */
SbWide     sb_wide_floor       (SbWide n, SbWide d);
gint64     sb_gcd              (gint64 a, gint64 b);

G_END_DECLS

/* SPDX-License-Identifier: GPL-3.0-or-later */
/* What comes next in a series of months, weeks or quarters, and how sure is that? Source: ENGINE 3.9. (sb-forecast
 * asks the open deals instead; sb-series asks whether the last value is a signal.) */
#pragma once

#include "core/sb-reason.h"

G_BEGIN_DECLS

#define SB_OUTLOOK_MAX_HORIZON 366
#define SB_OUTLOOK_MAX_FREQUENCY 366

typedef enum {
  SB_OUTLOOK_NONE,           /* no history */
  SB_OUTLOOK_COMBINATION,
  SB_OUTLOOK_NAIVE,          /* one or two values, or too many gaps: the last value */
  SB_OUTLOOK_SEASONAL_NAIVE, /* the same year over and over */
  SB_OUTLOOK_MEAN,           /* below six values: between the last one and the mean */
  SB_OUTLOOK_CONSTANT,
  SB_OUTLOOK_INTERMITTENT    /* many zeros */
} SbOutlookMethod;

typedef enum {
  SB_OUTLOOK_SHORT         = 1 << 0, /* below six values */
  SB_OUTLOOK_GAPS          = 1 << 1, /* interior gaps were filled */
  SB_OUTLOOK_MANY_GAPS     = 1 << 2, /* above 20 % missing */
  SB_OUTLOOK_SEASONAL      = 1 << 3,
  SB_OUTLOOK_WEAK_SEASON   = 1 << 4, /* forced on less than three years, indices halved */
  SB_OUTLOOK_OUTLIERS      = 1 << 5,
  SB_OUTLOOK_LEVEL_SHIFT   = 1 << 6,
  SB_OUTLOOK_CLIPPED       = 1 << 7, /* a forecast or bound below 0 was raised to 0 */
  SB_OUTLOOK_FEW_ORIGINS   = 1 << 8  /* intervals from one-step errors only */
} SbOutlookFlags;

/* Shape: n values, oldest first; NAN is a missing one (at the ends it is left out). The forecast begins after the last
 * value that is not missing. frequency 1–366 (1: no season), horizon 1–366. */
typedef struct {
  const double *values;
  gsize         n;
  guint         frequency;
  guint         horizon;
  gboolean      force_season; /* also with two years only */
} SbOutlookInput;

/* Arrays hold `horizon` values and are NULL when the reason says why. lo95 ≤ lo80 ≤ point ≤ hi80 ≤ hi95. */
typedef struct {
  SbOutlookMethod method;
  guint    flags;           /* SbOutlookFlags */
  SbReason reason;          /* why no point: no-history */
  SbReason interval_reason; /* why no interval: no-history, too-few */
  guint    horizon;
  double  *point, *lo80, *hi80, *lo95, *hi95;
  gsize    n_leading;       /* empty periods before the first sale, left out */
  gsize    n_used;
  gsize    n_missing;       /* interior gaps */
  GArray  *outliers;        /* gsize: index in the input of one-step errors above 5 MAD, ascending; kept as they are */
  gssize   level_shift;     /* index in the input from which the level is another one; −1 none */
} SbOutlook;

/* Edge: infinite values count as missing. Any finite values give finite forecasts.
 * Cost: about 1 ms for n = 120, h = 18. Returns: (transfer full). */
SbOutlook  *sb_outlook_compute     (const SbOutlookInput *input);
void        sb_outlook_free        (SbOutlook *forecast);
/* "combination", "naive", "seasonal-naive", "mean", "constant", "intermittent", "none". */
const char *sb_outlook_method_code (SbOutlookMethod method);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (SbOutlook, sb_outlook_free)

G_END_DECLS

/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Net promoter score and how sure it is. Source: AREAS 8. */
#pragma once

#include "core/sb-ratio.h"

G_BEGIN_DECLS

/* 100 · (promoters − detractors) ÷ n. */
SbRatio  sb_nps            (gint64 promoters, gint64 detractors, gint64 n);
/* 1.96 · 100 · √((P + D)/n − ((P − D)/n)²) ÷ √n; 0 for n 0. */
double   sb_nps_half_width (gint64 promoters, gint64 detractors, gint64 n);

G_END_DECLS

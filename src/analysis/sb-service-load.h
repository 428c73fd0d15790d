/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Are there hours enough to serve every customer by its standard? Source: AREAS 4 "Service load", vector `coverage`. */
#pragma once

#include "analysis/sb-rational.h"

G_BEGIN_DECLS

typedef struct {
  gint64     accounts;
  gint64     calls;          /* a year */
  SbRational hours_per_call;
} SbServiceSegment;

typedef struct {
  double   need_hours, gap_hours; /* gap = capacity − need */
  gboolean has_utilisation;       /* FALSE without capacity */
  double   utilisation;           /* need ÷ capacity */
} SbServiceLoad;

/* Sums run in index order. */
SbServiceLoad sb_service_load_compute (const SbServiceSegment *segments, gsize n, double capacity_hours);

G_END_DECLS

/* SPDX-License-Identifier: GPL-3.0-or-later */
/* The same kinds of chart, filled with what no sane caller would pass. */
#pragma once

#include "charts/sb-chart.h"

typedef enum {
  HOSTILE_STRINGS, /* markup, bidi controls, control characters, 10,000 letters, bytes that are no UTF-8 */
  HOSTILE_NUMBERS, /* NAN, infinities, the largest and smallest doubles, negatives */
  HOSTILE_ZERO,    /* all values 0 */
  HOSTILE_SINGLE,  /* one datum */
  HOSTILE_EMPTY,   /* none */
  HOSTILE_MANY,    /* hundreds */
  N_HOSTILE
} Hostile;

#define N_HOSTILE_KINDS 8

/* kind 0 … N_HOSTILE_KINDS - 1. */
SbChart *hostile_chart (int kind, Hostile how);

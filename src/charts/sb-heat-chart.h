/* SPDX-License-Identifier: GPL-3.0-or-later */
/* A matrix of cells shaded by value and labelled: value × need, RFM, skills × members, risk. */
#pragma once

#include "charts/sb-chart.h"

G_BEGIN_DECLS

#define SB_HEAT_N_LINES 3

typedef struct {
  double      value;                  /* shade; not finite: an empty cell */
  const char *lines[SB_HEAT_N_LINES]; /* the first in bold; later ones go when the cell is small */
  gboolean    framed;                 /* emphasised by a frame */
  const char *description;
  gint64      key;
} SbHeatCellSpec;

/* cells: row by row, n_rows × n_columns, the first row on top. */
typedef struct {
  SbChartText           text;
  const char *const    *row_labels;
  gsize                 n_rows;
  const char *const    *column_labels;
  gsize                 n_columns;
  const SbHeatCellSpec *cells;
  const char           *row_title;    /* "value" */
  const char           *column_title; /* "need" */
  double                low, high;    /* of the shade; low ≥ high: from the data, and from 0 when all are ≥ 0 */
} SbHeatChartSpec;

/* Negative values are shaded in the alert colour and hatched. Returns: transfer full. */
SbChart *sb_heat_chart_new (const SbHeatChartSpec *spec);

G_END_DECLS

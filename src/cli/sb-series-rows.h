/* SPDX-License-Identifier: GPL-3.0-or-later */
/* The rows of a CSV of series (ENGINE 12.3): cut into cells, read as numbers. Knows nothing of forecasts or output. */
#pragma once

#include <glib.h>

G_BEGIN_DECLS

/* How rows are laid out: id,frequency,horizon,y1,… or, when both are given, id,y1,… A given one holds for all rows. */
typedef struct {
  gint64 frequency, horizon; /* 0: not given */
} SbSeriesLayout;

typedef struct {
  guint64     line;      /* 1-based line of the text on which the row begins */
  char       *id;        /* as written, without its quotes */
  guint       frequency; /* 0: unreadable */
  guint       horizon;   /* 0: unreadable */
  GArray     *values;    /* double, NAN where a cell is empty; trailing empty cells are left out */
  const char *problem;   /* why the row cannot be used (translated, static); NULL when it can */
} SbSeriesRow;

typedef struct {
  const char    *text, *at, *end;
  guint64        line;
  gboolean       first;
  SbSeriesLayout layout;
  GPtrArray     *cells; /* of the row at hand */
  gboolean       broken; /* text stands between a quote and the next comma */
} SbSeriesReader;

/* The text must be UTF-8 and stay; a byte-order mark is skipped. */
void     sb_series_reader_init  (SbSeriesReader *reader, const char *text, gsize length, SbSeriesLayout layout);
void     sb_series_reader_clear (SbSeriesReader *reader);
/* The next row; lines without any character are no rows, a header is left out. FALSE at the end; with *error set when a
 * quote is never closed. *row is to be cleared. */
gboolean sb_series_reader_next  (SbSeriesReader *reader, SbSeriesRow *row, GError **error);
void     sb_series_row_clear    (SbSeriesRow *row);

G_END_DECLS

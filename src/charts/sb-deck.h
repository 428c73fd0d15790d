/* SPDX-License-Identifier: GPL-3.0-or-later */
/* A vector PDF of several pages for a meeting: title, the sentence that answers, tiles, charts, a foot line. */
#pragma once

#include "charts/sb-chart.h"

G_BEGIN_DECLS

typedef enum {
  SB_DECK_A4,        /* landscape */
  SB_DECK_A4_PORTRAIT,
  SB_DECK_LETTER,    /* landscape */
  SB_DECK_WIDE       /* 16:9, 13.33 × 7.5 in */
} SbDeckPaper;

typedef struct _SbDeck SbDeck;

typedef struct {
  const char *label;   /* "Attainment" */
  const char *value;   /* "63 %" */
  const char *note;    /* "5 points ahead of plan"; may be NULL */
  gboolean    alert;
} SbDeckTile;

/* title names the document (PDF metadata); footer is printed on every page beside the page number. */
SbDeck   *sb_deck_new          (SbDeckPaper paper, const char *title, const char *footer, SbChartLayoutFlags flags);
void      sb_deck_free         (SbDeck *deck);
/* Starts a page. answer: one or two sentences, may be NULL. */
void      sb_deck_begin_page   (SbDeck *deck, const char *heading, const char *answer);
/* At most five in one row. */
void      sb_deck_add_tiles    (SbDeck *deck, const SbDeckTile *tiles, gsize n_tiles);
/* A row of one to three charts side by side that share the height left on the page with the other rows by weight. */
void      sb_deck_add_charts   (SbDeck *deck, SbChart *const *charts, gsize n_charts, double weight);
/* Lines of a list: text at the start, value at the end (NULL allowed); what does not fit goes to a next page. */
void      sb_deck_add_lines    (SbDeck *deck, const char *const *texts, const char *const *values, gsize n_lines);
guint     sb_deck_get_n_pages  (SbDeck *deck);
/* Returns: transfer full; NULL on error. A deck without pages gives one empty page with its title. */
GBytes   *sb_deck_to_bytes     (SbDeck *deck, GError **error);
gboolean  sb_deck_save         (SbDeck *deck, const char *path, GError **error);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (SbDeck, sb_deck_free)

G_END_DECLS

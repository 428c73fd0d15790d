/* SPDX-License-Identifier: GPL-3.0-or-later */
/* The stages of a file and what they become (IMPORT.md 4): a pipeline of their own (adopt) or the stages of the seed
 * pipeline. Filled by a first look at all rows, settled once, then asked for every row. */
#pragma once

#include "exchange/sb-import-steps.h"

G_BEGIN_DECLS

typedef struct {
  char           *pipeline;      /* as written, NULL = the file names none */
  char           *name;          /* as written */
  SbStageMeaning  meaning;       /* OPEN, WON, LOST, VOID after settling */
  gboolean        by_table;      /* the tables know the word */
  int             seed;          /* 1–5, 0 none */
  int             profile_index; /* place in the profile's table, −1 none */
  guint64         first_row;
  gint64          n;
  guint32         percents[101]; /* how often the file gives this probability */
  gint32          pipeline_id;
  gint64          position;
  gint32          stage_id;      /* 0 while a question is open */
} SbStageSeen;

/* object: "deal" or "lead". */
SbStageBook       *sb_stage_book_new    (const char *object);
void               sb_stage_book_free   (SbStageBook *book);
/* One row of the first look. meaning: what the status columns say, SB_STAGE_UNKNOWN without; ppm −1 = none. */
void               sb_stage_book_see    (SbStageBook *book, const SbWork *work, const char *pipeline, const char *name,
                                         SbStageMeaning meaning, gint64 ppm);
/* Finds or makes the pipelines and stages, writes the proposal into the file's report. Errors: the store's. */
gboolean           sb_stage_book_settle (SbStageBook *book, SbWork *work, const char *column, GError **error);
/* The stage of a row; NULL when it has not been seen. */
const SbStageSeen *sb_stage_book_find   (const SbStageBook *book, const char *pipeline, const char *name);
/* Where a row without a stage belongs: the first open stage of its pipeline, the closed one of its status; made when
 * there is none. NULL on error. */
const SbStageSeen *sb_stage_book_default (SbStageBook *book, SbWork *work, const char *pipeline,
                                         SbStageMeaning meaning, GError **error);
/* The part of settling that lays stages (SbStageSeen) over the seed pipeline: sb-import-seed.c. */
gboolean           sb_stage_book_seed   (SbWork *work, const char *column, GPtrArray *stages, GError **error);
/* sb-import-entered.c: "date entered" columns. see: their stages, before settling; put: the stays they tell. */
gboolean           sb_import_entered_has (const SbWork *work);
void               sb_import_entered_see (SbStageBook *book, SbWork *work);
gboolean           sb_import_entered_put (const SbStageBook *book, SbWork *work, gint32 deal, gboolean created,
                                          SbStageMeaning status, GError **error);
/* "open", "won", "lost", "void". */
const char        *sb_stage_meaning_key (SbStageMeaning meaning);

G_END_DECLS

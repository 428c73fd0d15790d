/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Frozen states of the open deals: taken by hand, listed, read back; and where every deal stood on a past day. */
#pragma once

#include "core/sb-deal-stand.h"
#include "store/sb-workspace.h"

G_BEGIN_DECLS

typedef struct {
  gint32   id;
  char    *name;
  char    *kind;      /* weekly, meeting, plan, manual */
  char    *note;      /* NULL none */
  SbDate   as_of_on;
  gint64   taken_at;
  gint64   n_deals;
  gboolean intact;    /* the checksum still fits what is kept */
} SbSnapshotInfo;

/* Chances that only calculations know, kept beside the manual one or the stage's. −1: not known. */
typedef struct {
  gint32 deal_id;
  gint32 learned_ppm;
  gint32 model_ppm;
} SbFrozenChance;

typedef struct {
  const char           *name;    /* not empty; need not be unique */
  const char           *kind;    /* "manual", "meeting" or "plan" */
  const char           *note;    /* NULL none */
  SbDate                as_of;
  const SbFrozenChance *chances; /* NULL none; any order */
  gsize                 n_chances;
} SbSnapshotWish;

/* What the weekly snapshots ask for the chances: with a reader of the state that is frozen. Set once after opening;
 * without it only the manual chance and the stage's are frozen. Called in the thread that takes the snapshot.
 * Returns: (transfer full) (nullable) GArray of SbFrozenChance. */
typedef GArray *(*SbFrozenChancesFunc) (SbReader *reader, SbDate as_of);
void       sb_workspace_set_chances   (SbWorkspace *self, SbFrozenChancesFunc func);

/* Freezes every open deal as it stands now. A step that cannot be undone. */
gboolean   sb_workspace_take_snapshot (SbWorkspace *self, const SbSnapshotWish *wish, gint32 *id, GError **error);

/* By as-of day, then id. Returns: (transfer full) GPtrArray of SbSnapshotInfo. Cost: reads every frozen deal. */
GPtrArray *sb_reader_snapshots        (SbReader *reader, GError **error);
/* A snapshot by id, or the latest one of a name; 0 none. */
gint32     sb_reader_find_snapshot    (SbReader *reader, const char *text);
void       sb_snapshot_info_free      (SbSnapshotInfo *info);

/* Every deal at the end of a day: today's rows with the changes after the day taken back. Amounts at the rates of
 * rates_on. Returns: (transfer full) GArray of SbDealStand. Cost: one pass over deals and over the history; for a
 * worker. */
GArray    *sb_reader_stands           (SbReader *reader, SbDate day, SbDate rates_on, GError **error);
/* The same for the day of a snapshot, its frozen deals as they were frozen: they and no others are open. */
GArray    *sb_reader_snapshot_stands  (SbReader *reader, gint32 snapshot_id, SbDate rates_on, GError **error);
/* One frozen deal with the chance that was stated then. Returns: (transfer full) GArray of SbDealStand over all weekly
 * snapshots up to a day, by snapshot day (in created_on), then deal. For the calibration. */
GArray    *sb_reader_frozen_chances   (SbReader *reader, SbDate until, GError **error);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (SbSnapshotInfo, sb_snapshot_info_free)

G_END_DECLS

/* SPDX-License-Identifier: GPL-3.0-or-later */
/* The chances that a snapshot freezes beside the manual one and the stage's, so that they can be scored later. */
#pragma once

#include "store/sb-snapshots.h"

G_BEGIN_DECLS

/* An SbFrozenChancesFunc: what is learned today for every open deal. NULL when the facts cannot be read.
 * Cost: reads all facts. */
GArray *sb_frozen_chances_compute (SbReader *reader, SbDate as_of);

G_END_DECLS

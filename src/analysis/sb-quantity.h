/* SPDX-License-Identifier: GPL-3.0-or-later */
/* One value with its unit, as a calculation hands it to a screen, a page or a file: enough for a formatter to write it
 * in any locale and privacy level, nothing already written. */
#pragma once

#include "core/sb-date.h"
#include "core/sb-ratio.h"

G_BEGIN_DECLS

typedef enum {
  SB_UNIT_MONEY,         /* integer: minor units of the base currency */
  SB_UNIT_MONEY_PER_DAY, /* integer: minor units a working day */
  SB_UNIT_COUNT,         /* integer */
  SB_UNIT_PERCENT,       /* real: 0.54 is 54 % */
  SB_UNIT_POINTS,        /* real: 0.05 is 5 percentage points */
  SB_UNIT_DAYS,          /* real */
  SB_UNIT_HOURS,         /* real */
  SB_UNIT_NUMBER,        /* real */
  SB_UNIT_TIMES,         /* real: 2.4 is 2.4 × */
  SB_UNIT_SCORE,         /* real */
  SB_UNIT_DATE,          /* integer: SbDate */
  SB_UNIT_TEXT           /* text: a name, masked according to its kind */
} SbUnit;

/* What a text names, so that privacy can mask it. */
typedef enum {
  SB_NAME_PLAIN, /* stage, product, reason, region: never masked */
  SB_NAME_MEMBER,
  SB_NAME_TEAM,
  SB_NAME_ACCOUNT,
  SB_NAME_DEAL
} SbNameKind;

/* Read `integer`, `real` or `text` according to the unit, and only while reason is SB_REASON_NONE. `text` belongs to
 * the result that carries the quantity. */
typedef struct {
  SbUnit      unit;
  SbReason    reason;
  gint64      integer;
  double      real;
  gboolean    has_range; /* lo … hi hold a 95 % interval or a band, in the meaning of `real` */
  double      lo;
  double      hi;
  gint64      n;         /* observations; −1 when it has no meaning */
  SbNameKind  name_kind;
  gint32      name_id;   /* the record's id, 0 none */
  const char *text;
} SbQuantity;

SbQuantity sb_quantity_money     (gint64 minor);
SbQuantity sb_quantity_count     (gint64 count);
SbQuantity sb_quantity_real      (SbUnit unit, double value);
SbQuantity sb_quantity_date      (SbDate date);
SbQuantity sb_quantity_name      (SbNameKind kind, gint32 id, const char *text);
SbQuantity sb_quantity_undefined (SbUnit unit, SbReason reason);
/* A ratio or an amount with its n and reason. A percentage of counts carries its Wilson interval when n > 0. */
SbQuantity sb_quantity_ratio     (SbUnit unit, const SbRatio *ratio);
SbQuantity sb_quantity_share     (const SbRatio *ratio);
SbQuantity sb_quantity_amount    (const SbAmount *amount);
gboolean   sb_quantity_is_defined (const SbQuantity *quantity);
/* The value as a real in its own unit (minor units, days, 0.54 …); 0 when undefined. */
double     sb_quantity_as_real   (const SbQuantity *quantity);

G_END_DECLS

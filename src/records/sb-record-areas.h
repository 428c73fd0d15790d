/* SPDX-License-Identifier: GPL-3.0-or-later */
/* The lists of record types, one an area, and the short forms in which they are written. Only this room includes it. */
#pragma once

#include "sb-config.h"

#include <glib/gi18n-lib.h>

#include "records/sb-record-type.h"

G_BEGIN_DECLS

/* Each ended by NULL. */
extern const SbRecordType * const sb_records_base[];
extern const SbRecordType * const sb_records_team[];
extern const SbRecordType * const sb_records_log[];
extern const SbRecordType * const sb_records_goals[];
extern const SbRecordType * const sb_records_deals[];
extern const SbRecordType * const sb_records_customers[];
extern const SbRecordType * const sb_records_orders[];
extern const SbRecordType * const sb_records_process[];
extern const SbRecordType * const sb_records_training[];
extern const SbRecordType * const sb_records_market[];
extern const SbRecordType * const sb_records_feedback[];
extern const SbRecordType * const sb_records_snapshots[];
extern const SbRecordType * const sb_records_planner[];

/* The flags as AREAS.md writes them, beside the fields' kinds. */
#define REQ SB_FIELD_REQUIRED
#define UNIQ SB_FIELD_UNIQUE
#define HIST SB_FIELD_HISTORY
#define PRIV SB_FIELD_PRIVATE
#define PROG SB_FIELD_PROGRAM
#define COL SB_FIELD_COLUMN
#define TITLE SB_FIELD_TITLE
#define FIND SB_FIELD_SEARCH

/* A field whose column has its name, one whose column carries a suffix, and a reference. What follows the label are
 * further members: .group, .choices, .min, .max, .initial. */
#define F(name_, kind_, flags_, label_, ...) \
  { .name = name_, .column = name_, .kind = SB_KIND_##kind_, .flags = flags_, .label = label_, ##__VA_ARGS__ }
#define MONEY(name_, flags_, label_, ...) \
  { .name = name_, .column = name_ "_minor", .kind = SB_KIND_MONEY, .flags = flags_, .label = label_, ##__VA_ARGS__ }
#define PERCENT(name_, flags_, label_, ...) \
  { .name = name_, .column = name_ "_ppm", .kind = SB_KIND_PERCENT, .flags = flags_, .label = label_, ##__VA_ARGS__ }
#define REF(name_, target_, flags_, label_, ...) \
  { .name = name_, .column = name_ "_id", .kind = SB_KIND_REFERENCE, .flags = flags_, .label = label_, \
    .target = target_, ##__VA_ARGS__ }
#define CHOICE(name_, choices_, flags_, label_, ...) \
  { .name = name_, .column = name_, .kind = SB_KIND_CHOICE, .flags = flags_, .label = label_, \
    .choices = choices_, ##__VA_ARGS__ }
#define END_OF_FIELDS { NULL }
#define END_OF_CHOICES { NULL, NULL }

#define WHOLE 1000000 /* 100 % */

G_END_DECLS

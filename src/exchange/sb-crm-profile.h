/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Which CRM wrote a file, and the stages it ships with. Facts about export formats, compiled in. */
#pragma once

#include <glib.h>

G_BEGIN_DECLS

typedef enum { SB_STAGE_OPEN, SB_STAGE_WON, SB_STAGE_LOST, SB_STAGE_VOID, SB_STAGE_UNKNOWN } SbStageMeaning;

typedef struct {
  const char *name;
  const char *id;      /* internal name in API exports, NULL none */
  int         percent; /* −1: the CRM ships none */
  int         seed;    /* 1–4 */
} SbProfileStage;

typedef struct _SbCrmProfile SbCrmProfile;

/* The first profile whose required marks are among the headers (compared with case); the "csv" profile when none.
 * headers: n of them, any order. */
const SbCrmProfile *sb_crm_profile_detect (const char * const *headers, gsize n);
/* A translated entity prefix that at least 80 % of the headers share ("Geschäft - "), NULL when there is none.
 * transfer full. */
char               *sb_crm_header_prefix  (const char * const *headers, gsize n);
/* By source name; NULL for an unknown one. */
const SbCrmProfile *sb_crm_profile_find   (const char *source);
const char         *sb_crm_profile_name   (const SbCrmProfile *profile);
/* Open stages in order; NULL and 0 for profiles that ship none. */
const SbProfileStage *sb_crm_profile_stages (const SbCrmProfile *profile, gsize *n);
/* By name or internal name, folded; NULL when the profile has none such. */
const SbProfileStage *sb_crm_profile_stage  (const SbCrmProfile *profile, const char *name);

/* What a stage or status word means by itself. seed (may be NULL): 1–5 for the seed pipeline, 0 when the word has no
 * rank. profile settles words that differ between systems (Pipedrive's Qualified is stage 1). */
SbStageMeaning sb_stage_word (const SbCrmProfile *profile, const char *name, int *seed);
/* The meaning of a status cell: words of sb_stage_word (), open/offen/进行中, and true/false per what the column
 * says (sb-file-profile.h). SB_STAGE_UNKNOWN for anything else. */
SbStageMeaning sb_status_word (const char *text);

G_END_DECLS

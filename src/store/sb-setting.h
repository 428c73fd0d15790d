/* SPDX-License-Identifier: GPL-3.0-or-later */
/* The workspace's settings that several rooms read: their keys and what holds when a workspace does not say. */
#pragma once

#include <glib.h>

G_BEGIN_DECLS

#define SB_SETTING_CURRENCY        "currency"         /* ISO 4217, base currency */
#define SB_SETTING_FISCAL_START    "fiscal_start"     /* 1–12 */
#define SB_SETTING_FISCAL_BY_START "fiscal_by_start"  /* 1: a fiscal year is named by its first day's year */
#define SB_SETTING_WEEK_SUNDAY     "week_sunday"      /* 1: weeks begin on Sunday */
#define SB_SETTING_WEEK_MASK       "week_mask"        /* bit 0 = Monday; "31" Monday to Friday */
#define SB_SETTING_LANGUAGE        "language"         /* of the seed's names */
#define SB_SETTING_SAMPLE_AS_OF    "sample_as_of"     /* of the sample company: the day its stories are told on */
#define SB_SETTING_ME              "me"               /* uid of the manager's member record */
#define SB_SETTING_ALLOW_RANKING   "allow_ranking"    /* 1: ranking people is possible */
#define SB_SETTING_ANONYMITY_FLOOR "anonymity_floor"
#define SB_SETTING_PACE_ON_TRACK   "pace_on_track_ppm"
#define SB_SETTING_PACE_AT_RISK    "pace_at_risk_ppm"
#define SB_SETTING_LANDING_FROM    "landing_from_ppm" /* share of the plan that must have elapsed */
#define SB_SETTING_RFM_MONTHS      "rfm_months"
#define SB_SETTING_ABC_A           "abc_a_ppm"
#define SB_SETTING_ABC_B           "abc_b_ppm"
#define SB_SETTING_DORMANT_DAYS    "dormant_days"

/* What a setting is when no row says otherwise; NULL for a key without a default. */
const char *sb_setting_default (const char *key);

G_END_DECLS

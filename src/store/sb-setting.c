/* SPDX-License-Identifier: GPL-3.0-or-later */
/* The defaults of settings. */
#include "store/sb-setting.h"

const char *
sb_setting_default (const char *key)
{
  static const char *const defaults[][2] = {
    { SB_SETTING_CURRENCY, "CNY" },        { SB_SETTING_FISCAL_START, "1" },
    { SB_SETTING_FISCAL_BY_START, "0" },   { SB_SETTING_WEEK_SUNDAY, "0" },
    { SB_SETTING_WEEK_MASK, "31" },        { SB_SETTING_ALLOW_RANKING, "0" },
    { SB_SETTING_ANONYMITY_FLOOR, "4" },   { SB_SETTING_PACE_ON_TRACK, "950000" },
    { SB_SETTING_PACE_AT_RISK, "800000" }, { SB_SETTING_LANDING_FROM, "100000" },
    { SB_SETTING_RFM_MONTHS, "24" },       { SB_SETTING_ABC_A, "800000" },
    { SB_SETTING_ABC_B, "950000" },        { SB_SETTING_DORMANT_DAYS, "90" },
  };

  g_return_val_if_fail (key != NULL, NULL);

  for (gsize i = 0; i < G_N_ELEMENTS (defaults); i++)
    if (g_str_equal (defaults[i][0], key))
      return defaults[i][1];
  return NULL;
}

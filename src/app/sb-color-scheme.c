/* SPDX-License-Identifier: GPL-3.0-or-later */
/* See the header. */
#include "sb-config.h"

#include "app/sb-color-scheme.h"

#include <adwaita.h>

int
sb_color_scheme_get (SbUiState *state)
{
  g_return_val_if_fail (SB_IS_UI_STATE (state), 0);

  return CLAMP (sb_ui_state_get_int (state, "look", "color-scheme", 0), 0, 2);
}

void
sb_color_scheme_set (SbUiState *state, int scheme)
{
  g_return_if_fail (SB_IS_UI_STATE (state) && scheme >= 0 && scheme <= 2);

  sb_ui_state_set_int (state, "look", "color-scheme", scheme);
  sb_color_scheme_apply (state);
}

void
sb_color_scheme_apply (SbUiState *state)
{
  static const AdwColorScheme schemes[]
      = { ADW_COLOR_SCHEME_DEFAULT, ADW_COLOR_SCHEME_FORCE_LIGHT, ADW_COLOR_SCHEME_FORCE_DARK };

  adw_style_manager_set_color_scheme (adw_style_manager_get_default (), schemes[sb_color_scheme_get (state)]);
}

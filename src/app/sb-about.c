/* SPDX-License-Identifier: GPL-3.0-or-later */
/* See the header. */
#include "sb-config.h"

#include "app/sb-about.h"

#include <adwaita.h>
#include <glib/gi18n-lib.h>

void
sb_about_present (GtkWindow *parent)
{
  g_return_if_fail (GTK_IS_WINDOW (parent));

  adw_show_about_window (parent, "application-name", _ ("Sales Balance"), "application-icon", SB_APP_ID, "version",
                         SB_VERSION, "developer-name", _ ("The Sales Balance authors"), "copyright",
                         "© 2026 The Sales Balance authors", "license-type", GTK_LICENSE_GPL_3_0, "comments",
                         _ ("From a CRM export to an honest picture of your team. Everything stays in one "
                            "file on this computer; nothing is sent anywhere."),
                         /* Translators: your names, one a line. */
                         "translator-credits", _ ("translator-credits"), NULL);
}

/* SPDX-License-Identifier: GPL-3.0-or-later */
/* The start: language, wrong usage, version, then the application. Nothing else. */
#include "sb-config.h"

#include "app/sb-app-options.h"
#include "app/sb-application.h"

#include <glib/gi18n-lib.h>

#include <locale.h>

#define EXIT_USAGE 2
#define EXIT_NO_DISPLAY 3

int
main (int argc, char **argv)
{
  g_auto (SbAppOptions) options = { 0 };
  g_autoptr (GError) error = NULL;
  g_autoptr (SbApplication) application = NULL;

  setlocale (LC_ALL, "");
  /* A program that runs from its build folder names the catalogues there. */
  bindtextdomain (GETTEXT_PACKAGE, g_getenv ("SB_LOCALE_DIR") ? g_getenv ("SB_LOCALE_DIR") : SB_LOCALE_DIR);
  bind_textdomain_codeset (GETTEXT_PACKAGE, "UTF-8");
  textdomain (GETTEXT_PACKAGE);

  if (!sb_app_options_parse ((const char *const *)argv, &options, &error))
    {
      g_printerr ("sales-balance: %s\n", error->message);
      return EXIT_USAGE;
    }
  if (options.version)
    {
      g_print ("sales-balance %s\n", SB_VERSION);
      return 0;
    }
  if (!gtk_init_check ())
    {
      g_printerr ("sales-balance: %s\n",
                  _ ("There is no display to show a window on. Use sales-balance-cli where there is none."));
      return EXIT_NO_DISPLAY;
    }
  application = sb_application_new ();
  return g_application_run (G_APPLICATION (application), argc, argv);
}

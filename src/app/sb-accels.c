/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Which key does what; see the header. */
#include "sb-config.h"

#include "app/sb-accels.h"

#include "app/sb-page-table.h"

#include <glib/gi18n-lib.h>

#define WORKSPACE N_ ("Workspace")
#define PAGE N_ ("Page")
#define GENERAL N_ ("General")

static const SbAccel accels[] = {
  { "win.search", { "<Control>k" }, GENERAL, N_ ("Search records and commands") },
  { "win.toggle-sidebar", { "F9" }, GENERAL, N_ ("Show or hide the sidebar") },
  { "win.full-screen", { "F11" }, GENERAL, N_ ("Full screen") },
  { "win.preferences", { "<Control>comma" }, GENERAL, N_ ("Preferences") },
  { "win.show-help-overlay", { "<Control>question" }, GENERAL, N_ ("Keyboard shortcuts") },
  { "win.help", { "F1" }, GENERAL, N_ ("Help") },
  { "win.close", { "<Control>w" }, GENERAL, N_ ("Close the window") },
  { "app.quit", { "<Control>q" }, GENERAL, N_ ("Quit") },
  { "win.new-record", { "<Control>n" }, PAGE, N_ ("New record of the page") },
  { "win.find", { "<Control>f" }, PAGE, N_ ("Filter the page") },
  { "win.explain", { "<Control>i" }, PAGE, N_ ("Explain the selected number") },
  { "win.undo", { "<Control>z" }, PAGE, N_ ("Undo") },
  { "win.redo", { "<Control><Shift>z", "<Control>y" }, PAGE, N_ ("Redo") },
  { "win.open", { "<Control>o" }, WORKSPACE, N_ ("Open a workspace") },
  { "win.new-workspace", { "<Control><Shift>n" }, WORKSPACE, N_ ("Make a workspace") },
  { "win.import", { "<Control><Shift>i" }, WORKSPACE, N_ ("Import from a CRM") },
};

const SbAccel *
sb_accels (gsize *n)
{
  g_return_val_if_fail (n != NULL, NULL);

  *n = G_N_ELEMENTS (accels);
  return accels;
}

void
sb_accels_install (GtkApplication *application)
{
  gsize n;
  const SbPageInfo *pages = sb_page_table (&n);

  g_return_if_fail (GTK_IS_APPLICATION (application));

  for (gsize i = 0; i < G_N_ELEMENTS (accels); i++)
    gtk_application_set_accels_for_action (application, accels[i].action, accels[i].keys);
  for (gsize i = 0; i < MIN (n, 9); i++)
    {
      g_autofree char *action = g_strdup_printf ("win.page::%s", pages[i].name);
      g_autofree char *key = g_strdup_printf ("<Alt>%u", (guint)i + 1);

      gtk_application_set_accels_for_action (application, action, (const char *const[]){ key, NULL });
    }
}

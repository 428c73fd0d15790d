/* SPDX-License-Identifier: GPL-3.0-or-later */
/* A program for the damage test: `check-files make PATH` builds a small workspace, `check-files check FILE…` prints one
 * verdict a line, opening each file as the application would afterwards. */
#include "store-fixture.h"

#include <stdio.h>

#include "store/sb-check.h"

static int
make (const char *path)
{
  g_autoptr (SbWorkspace) workspace = sb_workspace_create (path, NULL, NULL);

  if (workspace == NULL)
    return 1;
  for (int i = 0; i < 300; i++)
    {
      g_autofree char *name = g_strdup_printf ("Customer %d 客户", i);

      store_create (workspace, "account", "name", name, "note", "a note of some length to fill pages with text", NULL);
      store_create (workspace, "deal", "name", name, "amount", "1200.50", "account_id", "1", NULL);
    }
  return 0;
}

/* Reads everything that a started application would read. */
static void
use (SbWorkspace *workspace)
{
  SbReader *reader = sb_workspace_get_reader (workspace);
  g_autoptr (SbFacts) facts = sb_reader_facts (reader, sb_date_from_ymd (2026, 11, 24), NULL, NULL);
  g_autoptr (GPtrArray) hits = sb_reader_search (reader, "客户", 20, NULL, NULL);
  g_autoptr (GOutputStream) stream = g_memory_output_stream_new_resizable ();

  sb_reader_dump (reader, stream, NULL, NULL);
}

int
main (int argc, char **argv)
{
  if (argc == 3 && g_str_equal (argv[1], "make"))
    return make (argv[2]);
  for (int i = 2; i < argc; i++)
    {
      g_autoptr (SbCheckReport) report = sb_store_check (argv[i]);
      g_autoptr (GError) error = NULL;
      g_autoptr (SbWorkspace) workspace = sb_workspace_open_read_only (argv[i], &error);

      if (workspace != NULL)
        use (workspace);
      printf ("%s %s\n", sb_verdict_key (report->verdict), workspace != NULL ? "opens" : "refused");
      fflush (stdout);
    }
  return 0;
}

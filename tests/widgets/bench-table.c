/* SPDX-License-Identifier: GPL-3.0-or-later */
/* bench-table WORKSPACE: how long the main thread is held while a table of deals appears, is sorted and scrolled.
 * Prints milliseconds of the longest turn of the main loop. Needs a display. */
#include <adwaita.h>

#include "widgets/sb-record-table.h"

/* Turns of the loop until `milliseconds` have passed; the longest one. */
static double
longest_turn (double milliseconds)
{
  gint64 begin = g_get_monotonic_time (), worst = 0;

  while (g_get_monotonic_time () - begin < milliseconds * 1000)
    {
      gint64 start = g_get_monotonic_time ();

      if (!g_main_context_iteration (NULL, FALSE))
        {
          g_usleep (500);
          continue;
        }
      worst = MAX (worst, g_get_monotonic_time () - start);
    }
  return (double) worst / 1000;
}

int
main (int argc, char *argv[])
{
  g_autoptr (GError) error = NULL;
  g_autoptr (SbWorkspace) workspace = argc < 2 ? NULL : sb_workspace_open (argv[1], &error);
  SbSession *session;
  SbRecordList *list;
  GtkWidget *window, *table;
  double worst = 0;
  guint n;

  if (workspace == NULL)
    {
      g_printerr ("%s\n", error == NULL ? "bench-table WORKSPACE" : error->message);
      return 2;
    }
  adw_init ();
  session = sb_session_new (workspace, sb_date_from_ymd (2026, 11, 23), "en", NULL);
  window = gtk_window_new ();
  gtk_window_set_default_size (GTK_WINDOW (window), 1200, 720);
  gtk_window_present (GTK_WINDOW (window));
  longest_turn (500);
  list = sb_record_list_new (session, sb_query_new (sb_record_type_find ("deal")));
  table = sb_record_table_new (list, NULL);
  gtk_window_set_child (GTK_WINDOW (window), table);
  g_print ("appearing: %.1f ms\n", longest_turn (1500));
  n = g_list_model_get_n_items (G_LIST_MODEL (list));
  sb_record_list_set_sort (list, "amount", TRUE);
  g_print ("sorted, %u rows: %.1f ms\n", n, longest_turn (1000));
  for (guint i = 1; i <= 60; i++)
    {
      sb_record_table_select (SB_RECORD_TABLE (table), sb_record_list_get_id_at (list, i * (n / 61)));
      if (i == 1 && g_getenv ("SB_PICTURES") != NULL)
        g_print ("selected %u of %u\n", i * (n / 61), g_list_model_get_n_items (G_LIST_MODEL (list)));
      worst = MAX (worst, longest_turn (40));
    }
  g_print ("jumping: %.1f ms\n", worst);
  gtk_window_destroy (GTK_WINDOW (window));
  g_object_unref (list);
  g_object_unref (session);
  sb_workspace_close (workspace);
  return 0;
}

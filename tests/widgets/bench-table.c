/* SPDX-License-Identifier: GPL-3.0-or-later */
/* bench-table WORKSPACE: how long the main thread is held while a table of deals appears, is sorted and scrolled.
 * Prints milliseconds of the longest turn of the main loop: CPU of this thread, and by the clock. Needs a display. */
#include <adwaita.h>
#include <time.h>

#include "widgets/sb-record-table.h"

typedef struct {
  double cpu, clock;
} Held;

static double
cpu_ms (void)
{
  struct timespec now;

  clock_gettime (CLOCK_THREAD_CPUTIME_ID, &now);
  return (double) now.tv_sec * 1e3 + (double) now.tv_nsec / 1e6;
}

/* Turns of the loop until `milliseconds` have passed; the longest one. */
static Held
longest_turn (double milliseconds)
{
  gint64 begin = g_get_monotonic_time ();
  Held worst = { 0 };

  while (g_get_monotonic_time () - begin < milliseconds * 1000)
    {
      gint64 start = g_get_monotonic_time ();
      double cpu = cpu_ms ();

      if (!g_main_context_iteration (NULL, FALSE))
        {
          g_usleep (500);
          continue;
        }
      worst.cpu = MAX (worst.cpu, cpu_ms () - cpu);
      worst.clock = MAX (worst.clock, (double) (g_get_monotonic_time () - start) / 1000);
    }
  return worst;
}

static void
print_held (const char *what, guint rows, Held held)
{
  g_print ("%s, %u rows: %.1f ms CPU (%.1f ms)\n", what, rows, held.cpu, held.clock);
}

int
main (int argc, char *argv[])
{
  g_autoptr (GError) error = NULL;
  g_autoptr (SbWorkspace) workspace = argc < 2 ? NULL : sb_workspace_open (argv[1], &error);
  SbSession *session;
  SbRecordList *list;
  GtkWidget *window, *table;
  Held worst = { 0 }, held;
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
  held = longest_turn (1500);
  n = g_list_model_get_n_items (G_LIST_MODEL (list));
  print_held ("appearing", n, held);
  sb_record_list_set_sort (list, "amount", TRUE);
  print_held ("sorted by amount", n, longest_turn (1000));
  sb_record_list_set_sort (list, "account", FALSE);
  print_held ("sorted by customer", n, longest_turn (1000));
  for (guint i = 1; i <= 60; i++)
    {
      sb_record_table_select (SB_RECORD_TABLE (table), sb_record_list_get_id_at (list, i * (n / 61)));
      if (i == 1 && g_getenv ("SB_PICTURES") != NULL)
        g_print ("selected %u of %u\n", i * (n / 61), g_list_model_get_n_items (G_LIST_MODEL (list)));
      held = longest_turn (40);
      worst.cpu = MAX (worst.cpu, held.cpu);
      worst.clock = MAX (worst.clock, held.clock);
    }
  print_held ("jumping", n, worst);
  gtk_window_destroy (GTK_WINDOW (window));
  g_object_unref (list);
  g_object_unref (session);
  sb_workspace_close (workspace);
  return 0;
}

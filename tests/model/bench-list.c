/* SPDX-License-Identifier: GPL-3.0-or-later */
/* bench-list WORKSPACE: how long the main thread is held by a list of deals and by the facts. Prints milliseconds. */
#include "model/sb-record-list.h"

static gint64 longest, last;

static gboolean
tick_cb (gpointer data)
{
  gint64 now = g_get_monotonic_time ();

  if (last != 0)
    longest = MAX (longest, now - last);
  last = now;
  return G_SOURCE_CONTINUE;
}

static double
since (gint64 start)
{
  return (double) (g_get_monotonic_time () - start) / 1000;
}

int
main (int argc, char *argv[])
{
  g_autoptr (GError) error = NULL;
  g_autoptr (SbWorkspace) workspace = argc < 2 ? NULL : sb_workspace_open (argv[1], &error);
  g_autoptr (SbSession) session = NULL;
  g_autoptr (SbRecordList) list = NULL;
  const SbRecordType *deal = sb_record_type_find ("deal");
  double worst = 0;
  gint64 start;
  guint n;

  if (workspace == NULL)
    {
      g_printerr ("%s\n", error == NULL ? "bench-list WORKSPACE" : error->message);
      return 2;
    }
  session = sb_session_new (workspace, sb_date_from_ymd (2026, 11, 23), "en", NULL);
  g_timeout_add (1, tick_cb, NULL);
  start = g_get_monotonic_time ();
  sb_session_ensure_facts (session);
  while (sb_session_is_loading (session))
    g_main_context_iteration (NULL, TRUE);
  g_print ("facts %.1f ms, main thread held %.1f ms\n", since (start), (double) longest / 1000);
  longest = last = 0;
  start = g_get_monotonic_time ();
  list = sb_record_list_new (session, sb_query_new (deal));
  while (sb_record_list_is_loading (list))
    g_main_context_iteration (NULL, TRUE);
  n = g_list_model_get_n_items (G_LIST_MODEL (list));
  g_print ("list of %u rows %.1f ms, main thread held %.1f ms\n", n, since (start), (double) longest / 1000);
  for (guint i = 0; i < n; i += MAX (n / 100, 1))
    {
      gint64 page = g_get_monotonic_time ();
      g_autoptr (SbRecordRow) row = g_list_model_get_item (G_LIST_MODEL (list), i);

      for (guint f = 0; deal->fields[f].name != NULL; f++)
        sb_record_row_get_text (row, f);
      worst = MAX (worst, since (page));
    }
  g_print ("a page of 128 rows: at most %.1f ms\n", worst);
  start = g_get_monotonic_time ();
  sb_record_list_set_sort (list, "amount", TRUE);
  while (sb_record_list_is_loading (list))
    g_main_context_iteration (NULL, TRUE);
  g_print ("sorted by amount in %.1f ms\n", since (start));
  start = g_get_monotonic_time ();
  sb_record_list_set_sort (list, "account", FALSE);
  while (sb_record_list_is_loading (list))
    g_main_context_iteration (NULL, TRUE);
  g_print ("sorted by customer in %.1f ms\n", since (start));
  start = g_get_monotonic_time ();
  sb_record_list_set_text (list, "华");
  while (sb_record_list_is_loading (list))
    g_main_context_iteration (NULL, TRUE);
  g_print ("filtered to %u rows in %.1f ms\n", g_list_model_get_n_items (G_LIST_MODEL (list)), since (start));
  sb_workspace_close (workspace);
  return 0;
}

/* SPDX-License-Identifier: GPL-3.0-or-later */
/* bench-planner [MEMBERS]: the planner page of so many members (200) × 12 months in a window, its target slider moved
 * step by step. Prints the CPU of the main thread for one step, from the slider to the painted frame: median and worst.
 * Needs a display. */
#include <adwaita.h>
#include <glib/gstdio.h>
#include <time.h>

#include "store/sb-bulk.h"
#include "views/planner/sb-planner-view.h"

#define STEPS 60

static double
cpu_ms (void)
{
  struct timespec now;

  clock_gettime (CLOCK_THREAD_CPUTIME_ID, &now);
  return (double) now.tv_sec * 1e3 + (double) now.tv_nsec / 1e6;
}

static void
turn_for (double milliseconds)
{
  gint64 begin = g_get_monotonic_time ();

  while (g_get_monotonic_time () - begin < milliseconds * 1000)
    if (!g_main_context_iteration (NULL, FALSE))
      g_usleep (500);
}

static gint32
insert (SbBulk *bulk, const SbRecordType *type, const char *const *texts, const gint64 *numbers, const char *const *refs)
{
  gsize n = sb_record_type_n_fields (type);
  g_autofree SbValue *values = g_new0 (SbValue, n);
  g_autoptr (GError) error = NULL;
  gint32 id;

  for (gsize i = 0; i < n; i++)
    if ((type->fields[i].flags & SB_FIELD_REQUIRED) != 0)
      values[i] = sb_field_initial (&type->fields[i]);
  for (gsize i = 0; texts[i] != NULL; i += 2)
    values[sb_record_type_field_index (type, texts[i])] = sb_value_text (texts[i + 1]);
  for (gsize i = 0; refs[i] != NULL; i++)
    values[sb_record_type_field_index (type, refs[i])] = sb_value_int (numbers[i]);
  id = sb_bulk_insert (bulk, type, values, NULL, &error);
  if (id == 0)
    g_error ("%s", error->message);
  for (gsize i = 0; i < n; i++)
    sb_value_clear (&values[i]);
  return id;
}

/* Sellers with two years of won deals and some open ones. */
static void
fill (SbWorkspace *workspace, int members)
{
  g_autoptr (GError) error = NULL;
  SbBulk *bulk = sb_workspace_begin_bulk (workspace, "bench", &error);
  const SbRecordType *deal = sb_record_type_find ("deal"), *member = sb_record_type_find ("member");
  static const char *const no_refs[] = { NULL };
  static const char *const refs[] = { "owner", "pipeline", "stage", "amount", NULL };

  for (int i = 0; i < members; i++)
    {
      g_autofree char *name = g_strdup_printf ("Seller %03d", i + 1);
      gint64 who = insert (bulk, member, (const char *[]) { "name", name, NULL }, NULL, no_refs);

      for (int m = 0; m < 22; m++)
        {
          char created[SB_DATE_TEXT_SIZE], closed[SB_DATE_TEXT_SIZE];
          SbDate day = sb_date_add_months (sb_date_from_ymd (2025, 1, 12), m);
          gboolean open = m >= 20;

          sb_date_format_iso (day - 30, created);
          sb_date_format_iso (open ? day + 120 : day, closed);
          insert (bulk, deal,
                  (const char *[]) { "name", name, "status", open ? "open" : "won", "created_on", created,
                                     open ? "expected_close_on" : "closed_on", closed, NULL },
                  (gint64[]) { who, 1, open ? 1 : 5, 1000000 + (i * 7919 + m * 104729) % 3000000 }, refs);
        }
    }
  if (!sb_bulk_commit (bulk, NULL, &error))
    g_error ("%s", error->message);
}

static GtkWidget *
find_slider (GtkWidget *widget)
{
  if (GTK_IS_SCALE (widget))
    return widget;
  for (GtkWidget *child = gtk_widget_get_first_child (widget); child != NULL; child = gtk_widget_get_next_sibling (child))
    {
      GtkWidget *found = find_slider (child);

      if (found != NULL)
        return found;
    }
  return NULL;
}

static int
compare (gconstpointer a, gconstpointer b)
{
  double x = *(const double *) a, y = *(const double *) b;

  return (x > y) - (x < y);
}

int
main (int argc, char *argv[])
{
  int members = argc > 1 ? atoi (argv[1]) : 200;
  SbWorkspaceOptions options = { "CNY", 1, "en" };
  g_autoptr (GError) error = NULL;
  g_autofree char *folder = g_dir_make_tmp ("bench-planner-XXXXXX", NULL);
  g_autofree char *path = g_build_filename (folder, "bench.salesbalance", NULL);
  SbWorkspace *workspace = sb_workspace_create (path, &options, &error);
  double steps[STEPS];
  SbSession *session;
  GtkWidget *window, *view, *slider;

  if (workspace == NULL)
    g_error ("%s", error->message);
  adw_init ();
  fill (workspace, MAX (members, 1));
  session = sb_session_new (workspace, sb_date_from_ymd (2026, 11, 23), "en", NULL);
  window = gtk_window_new ();
  gtk_window_set_default_size (GTK_WINDOW (window), 1280, 800);
  view = g_object_new (SB_TYPE_PLANNER_VIEW, "session", session, NULL);
  gtk_window_set_child (GTK_WINDOW (window), view);
  gtk_window_present (GTK_WINDOW (window));
  turn_for (8000);
  slider = find_slider (view);
  g_assert (slider != NULL);
  for (int i = 0; i < STEPS; i++)
    {
      double cpu = cpu_ms ();

      gtk_range_set_value (GTK_RANGE (slider), 400 + 5 * i);
      turn_for (60);
      steps[i] = cpu_ms () - cpu;
    }
  qsort (steps, STEPS, sizeof *steps, compare);
  g_print ("slider step, %d members × 12 months: median %.1f ms, worst %.1f ms of CPU (bar 16 ms)\n", members,
           steps[STEPS / 2], steps[STEPS - 1]);
  gtk_window_destroy (GTK_WINDOW (window));
  g_object_unref (session);
  sb_workspace_close (workspace);
  g_unlink (path);
  g_rmdir (folder);
  return steps[STEPS / 2] > 32;
}

/* SPDX-License-Identifier: GPL-3.0-or-later */
/* What tests of widgets need. */
#include "widgets-fixture.h"

#include "core/sb-text.h"

#include <glib/gstdio.h>
#include <json-glib/json-glib.h>
#include <string.h>

static void
remove_tree (const char *path)
{
  g_autoptr (GDir) dir = g_dir_open (path, 0, NULL);
  const char *name;

  while (dir != NULL && (name = g_dir_read_name (dir)) != NULL)
    {
      g_autofree char *child = g_build_filename (path, name, NULL);

      if (g_file_test (child, G_FILE_TEST_IS_DIR) && !g_file_test (child, G_FILE_TEST_IS_SYMLINK))
        remove_tree (child);
      else
        g_unlink (child);
    }
  g_rmdir (path);
}

void
widgets_fixture_init (WidgetsFixture *fixture)
{
  SbWorkspaceOptions options = { "CNY", 1, "en" };
  g_autoptr (GError) error = NULL;
  g_autofree char *path = NULL, *state = NULL;

  fixture->folder = g_dir_make_tmp ("widgets-XXXXXX", &error);
  g_assert_no_error (error);
  path = g_build_filename (fixture->folder, "test.sbw", NULL);
  state = g_build_filename (fixture->folder, "state", NULL);
  fixture->workspace = sb_workspace_create (path, &options, &error);
  g_assert_no_error (error);
  fixture->state = sb_ui_state_new (state);
  fixture->session = sb_session_new (fixture->workspace, sb_date_from_ymd (2026, 11, 23), "en", fixture->state);
}

void
widgets_fixture_clear (WidgetsFixture *fixture)
{
  widgets_settle (50);
  g_object_run_dispose (G_OBJECT (fixture->session));
  g_clear_object (&fixture->session);
  g_clear_object (&fixture->state);
  sb_workspace_close (fixture->workspace);
  g_clear_object (&fixture->workspace);
  remove_tree (fixture->folder);
  g_free (fixture->folder);
}

gint32
widgets_first (WidgetsFixture *fixture, const char *type)
{
  g_autoptr (SbQuery) query = sb_query_new (sb_record_type_find (type));
  g_autoptr (GArray) ids = NULL;

  sb_query_limit (query, 1);
  ids = sb_reader_ids (sb_workspace_get_reader (fixture->workspace), query, NULL, NULL);
  return ids != NULL && ids->len > 0 ? g_array_index (ids, gint32, 0) : 0;
}

static gboolean
value_for (WidgetsFixture *fixture, const SbField *field, const char *text, SbValue *value)
{
  gint32 id;

  switch (field->kind)
    {
    case SB_KIND_TEXT:
      if (strcmp (field->name, "currency") == 0)
        *value = sb_value_text ("CNY");
      else
        *value = sb_value_text (text);
      return TRUE;
    case SB_KIND_NOTE:
      *value = sb_value_text (text);
      return TRUE;
    case SB_KIND_DATE:
      *value = sb_value_text ("2026-11-02");
      return TRUE;
    case SB_KIND_INSTANT:
      *value = sb_value_int (1700000000000000);
      return TRUE;
    case SB_KIND_BOOL:
      *value = sb_value_int (1);
      return TRUE;
    case SB_KIND_CHOICE:
      *value = sb_value_text (field->choices[0].key);
      return TRUE;
    case SB_KIND_NUMBER:
      *value = sb_value_real (field->max != 0 ? (double) field->max : 2.5);
      return TRUE;
    case SB_KIND_REFERENCE:
      id = widgets_first (fixture, field->target);
      *value = sb_value_int (id);
      return id != 0;
    case SB_KIND_ANY:
    case SB_KIND_FILE:
      return FALSE;
    default:
      *value = sb_value_int (field->max != 0 ? MIN (field->max, 1000000) : 4);
      return TRUE;
    }
}

static void
add_one (WidgetsFixture *fixture, SbChange *change, const SbRecordType *type, const char *text, gboolean required_only)
{
  int handle = sb_change_create (change, type);

  for (const SbField *field = type->fields; field->name != NULL; field++)
    {
      g_auto (SbValue) value = SB_VALUE_EMPTY;

      if ((field->flags & SB_FIELD_PROGRAM) != 0
          || (required_only && (field->flags & (SB_FIELD_REQUIRED | SB_FIELD_TITLE)) == 0))
        continue;
      if (value_for (fixture, field, text, &value))
        sb_change_set (change, handle, field->name, value);
    }
}

static guint
create (WidgetsFixture *fixture, const SbRecordType *type, char **texts, guint n, gboolean required_only)
{
  SbChange *change = sb_change_new ("Fill");
  g_autoptr (GError) error = NULL;

  for (guint i = 0; i < n; i++)
    add_one (fixture, change, type, texts[i], required_only);
  if (sb_session_apply (fixture->session, change, NULL, NULL, &error))
    return n;
  g_test_message ("%s: %s", type->name, error->message);
  return 0;
}

guint
widgets_fill (WidgetsFixture *fixture, char **texts)
{
  gsize n_types;
  const SbRecordType *const *types = sb_record_types (&n_types);
  g_autoptr (GPtrArray) filled = g_ptr_array_new ();
  guint created = 0;

  for (gsize i = 0; texts[i] != NULL; i++)
    if (!sb_text_is_blank (texts[i]))
      g_ptr_array_add (filled, texts[i]);
  for (gsize i = 0; i < n_types; i++)
    {
      guint before = created;

      if ((types[i]->flags & SB_RECORD_PROGRAM) != 0)
        continue;
      created += create (fixture, types[i], (char **) filled->pdata, filled->len, FALSE);
      /* Where records must differ, one with a strange text is enough. */
      for (guint k = 0; created == before && k < 4; k++)
        created += create (fixture, types[i], (char **) filled->pdata + k, 1, k >= 2);
    }
  return created;
}

static const char *const people[] = { "Li Wei", "Zhang Min", "何涛", "赵磊", "Chen Jie", "Liu Na" };
static const char *const customers[] = { "Huadong Energy", "北辰物流", "Tongji Equipment", "Northwind Foods", "蓝海科技" };
static const char *const subjects[] = { "Harbour crane", "仓储系统 二期", "Cold chain renewal", "Line 4 retrofit", "Spare parts frame" };

static void
add_people (WidgetsFixture *fixture, SbChange *change)
{
  const SbRecordType *member = sb_record_type_find ("member"), *account = sb_record_type_find ("account");

  for (gsize i = 0; i < G_N_ELEMENTS (people); i++)
    {
      int handle = sb_change_create (change, member);
      g_auto (SbValue) name = sb_value_text (people[i]), hired = sb_value_text ("2021-03-01");

      sb_change_set (change, handle, "name", name);
      sb_change_set (change, handle, "hired_on", hired);
    }
  for (gsize i = 0; i < G_N_ELEMENTS (customers); i++)
    {
      int handle = sb_change_create (change, account);
      g_auto (SbValue) name = sb_value_text (customers[i]);

      sb_change_set (change, handle, "name", name);
    }
}

static void
add_deal (SbChange *change, WidgetsFixture *fixture, guint i, gint32 pipeline, gint32 stage)
{
  int handle = sb_change_create (change, sb_record_type_find ("deal"));
  g_autofree char *text = g_strdup_printf ("%s %u", subjects[i % 5], i + 1);
  g_autofree char *day = g_strdup_printf ("2026-%02u-%02u", 1 + i % 11, 1 + i % 28);
  g_autofree char *close = g_strdup_printf ("2026-12-%02u", 1 + i % 28);
  g_auto (SbValue) name = sb_value_text (text), created = sb_value_text (day), closes = sb_value_text (close);
  gint32 member = widgets_first (fixture, "member"), account = widgets_first (fixture, "account");

  sb_change_set (change, handle, "name", name);
  sb_change_set (change, handle, "created_on", created);
  sb_change_set (change, handle, "expected_close_on", closes);
  sb_change_set (change, handle, "pipeline", sb_value_int (pipeline));
  sb_change_set (change, handle, "stage", sb_value_int (stage));
  sb_change_set (change, handle, "amount", sb_value_int ((gint64) (i * 7919 % 100000 + 500) * 10000));
  sb_change_set (change, handle, "owner", sb_value_int (member + (gint32) (i % G_N_ELEMENTS (people))));
  sb_change_set (change, handle, "account", sb_value_int (account + (gint32) (i % G_N_ELEMENTS (customers))));
}

void
widgets_fill_company (WidgetsFixture *fixture, guint n_deals)
{
  SbChange *change = sb_change_new ("Company");
  g_autoptr (GError) error = NULL;
  gint32 pipeline = widgets_first (fixture, "pipeline"), stage = widgets_first (fixture, "stage");

  add_people (fixture, change);
  g_assert_true (sb_session_apply (fixture->session, change, NULL, NULL, &error));
  change = sb_change_new ("Deals");
  for (guint i = 0; i < n_deals; i++)
    add_deal (change, fixture, i, pipeline, stage);
  sb_session_apply (fixture->session, change, NULL, NULL, &error);
  g_assert_no_error (error);
}

char **
widgets_hostile (void)
{
  g_autofree char *path = g_build_filename (g_getenv ("G_TEST_SRCDIR"), "data", "hostile-strings.txt", NULL);
  g_autofree char *text = NULL;
  g_autoptr (GPtrArray) strings = g_ptr_array_new ();
  g_auto (GStrv) lines = NULL;
  g_autoptr (GError) error = NULL;

  g_assert_true (g_file_get_contents (path, &text, NULL, &error));
  lines = g_strsplit (text, "\n", -1);
  for (gsize i = 0; lines[i] != NULL; i++)
    {
      g_autoptr (JsonNode) node = lines[i][0] == '\0' ? NULL : json_from_string (lines[i], NULL);

      if (node != NULL)
        g_ptr_array_add (strings, g_strdup (json_node_get_string (node)));
    }
  g_assert_cmpuint (strings->len, >, 60);
  g_ptr_array_add (strings, NULL);
  return (char **) g_ptr_array_free (g_steal_pointer (&strings), FALSE);
}

static gboolean
stop_cb (gpointer loop)
{
  g_main_loop_quit (loop);
  return G_SOURCE_REMOVE;
}

void
widgets_settle (guint milliseconds)
{
  g_autoptr (GMainLoop) loop = g_main_loop_new (NULL, FALSE);

  g_timeout_add (milliseconds, stop_cb, loop);
  g_main_loop_run (loop);
}

GtkWidget *
widgets_show (GtkWidget *child, int width, int height)
{
  GtkWidget *window = gtk_window_new ();

  gtk_window_set_default_size (GTK_WINDOW (window), width, height);
  gtk_window_set_child (GTK_WINDOW (window), child);
  gtk_window_present (GTK_WINDOW (window));
  widgets_settle (60);
  return window;
}

void
widgets_picture (GtkWidget *window, const char *name)
{
  const char *folder = g_getenv ("SB_PICTURES");
  g_autoptr (GdkPaintable) paintable = NULL;
  g_autoptr (GskRenderNode) node = NULL;
  g_autoptr (GdkTexture) texture = NULL;
  g_autofree char *path = NULL;
  GtkSnapshot *snapshot;

  if (folder == NULL)
    return;
  widgets_settle (600);
  paintable = gtk_widget_paintable_new (window);
  snapshot = gtk_snapshot_new ();
  gdk_paintable_snapshot (paintable, GDK_SNAPSHOT (snapshot), gtk_widget_get_width (window),
                          gtk_widget_get_height (window));
  node = gtk_snapshot_free_to_node (snapshot);
  if (node == NULL)
    return;
  texture = gsk_renderer_render_texture (gtk_native_get_renderer (GTK_NATIVE (window)), node, NULL);
  path = g_strdup_printf ("%s/%s.png", folder, name);
  gdk_texture_save_to_png (texture, path);
}

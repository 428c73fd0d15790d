/* SPDX-License-Identifier: GPL-3.0-or-later */
/* See the header. Opens no file: what one is, the import finds out. */
#include "sb-config.h"

#include "app/sb-import-paths.h"

#include <glib/gi18n-lib.h>

static void
add (GPtrArray *paths, const char *path)
{
  if (!g_ptr_array_find_with_equal_func (paths, path, g_str_equal, NULL))
    g_ptr_array_add (paths, g_strdup (path));
}

static gboolean
is_table (const char *name, const char *const *patterns)
{
  g_autofree char *folded = g_ascii_strdown (name, -1);

  for (gsize i = 0; patterns[i]; i++)
    if (g_str_has_suffix (folded, patterns[i] + 1))
      return *name != '.';
  return FALSE;
}

static int
by_name (gconstpointer a, gconstpointer b)
{
  return g_strcmp0 (*(char *const *)a, *(char *const *)b);
}

static void
add_folder (GPtrArray *paths, const char *folder)
{
  g_autoptr (GDir) dir = g_dir_open (folder, 0, NULL);
  g_auto (GStrv) patterns = g_strsplit (SB_IMPORT_PATTERNS, ";", 0);
  g_autoptr (GPtrArray) found = g_ptr_array_new_with_free_func (g_free);
  const char *name;

  while (dir && (name = g_dir_read_name (dir)))
    {
      g_autofree char *path = g_build_filename (folder, name, NULL);

      if (is_table (name, (const char *const *)patterns) && g_file_test (path, G_FILE_TEST_IS_REGULAR))
        g_ptr_array_add (found, g_steal_pointer (&path));
    }
  g_ptr_array_sort (found, by_name);
  for (guint i = 0; i < found->len; i++)
    add (paths, g_ptr_array_index (found, i));
  if (found->len == 0)
    add (paths, folder);
}

gboolean
sb_import_paths_add (GPtrArray *paths, GSList *files, GError **error)
{
  gboolean complete = TRUE;

  g_return_val_if_fail (paths != NULL, FALSE);

  for (GSList *at = files; at; at = at->next)
    {
      g_autofree char *path = g_file_get_path (at->data);
      g_autofree char *name = g_file_get_parse_name (at->data);

      if (path && g_file_test (path, G_FILE_TEST_IS_DIR))
        add_folder (paths, path);
      else if (path)
        add (paths, path);
      else if (complete)
        {
          complete = FALSE;
          g_set_error (error, G_IO_ERROR, G_IO_ERROR_NOT_SUPPORTED,
                       _ ("“%s” is not on this computer. Copy it into a folder here and drop it again."), name);
        }
    }
  return complete;
}

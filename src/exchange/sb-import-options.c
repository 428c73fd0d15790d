/* SPDX-License-Identifier: GPL-3.0-or-later */
/* The options of an import as one value. Filled by the command line and by the window, read by both halves of the
 * room; knows no file. */
#include "exchange/sb-import-options.h"

#include <string.h>

static void
map_free (gpointer data)
{
  SbImportMap *map = data;

  g_free (map->header);
  g_free (map->target);
  g_free (map);
}

SbImportOptions *
sb_import_options_new (void)
{
  SbImportOptions *options = g_new0 (SbImportOptions, 1);

  options->maps = g_ptr_array_new_with_free_func (map_free);
  options->fill_down = g_ptr_array_new_with_free_func (g_free);
  options->header = -1;
  options->as_of = SB_DATE_NONE;
  return options;
}

void
sb_import_options_free (SbImportOptions *options)
{
  if (options == NULL)
    return;
  g_free (options->type);
  g_free (options->source);
  g_ptr_array_unref (options->maps);
  g_free (options->encoding);
  g_free (options->delimiter);
  g_free (options->sheet);
  g_ptr_array_unref (options->fill_down);
  g_free (options->rejects);
  g_clear_pointer (&options->remembered, g_hash_table_unref);
  g_free (options);
}

SbImportOptions *
sb_import_options_copy (const SbImportOptions *options)
{
  g_return_val_if_fail (options != NULL, NULL);

  SbImportOptions *copy = g_memdup2 (options, sizeof *options);

  copy->type = g_strdup (options->type);
  copy->source = g_strdup (options->source);
  copy->encoding = g_strdup (options->encoding);
  copy->delimiter = g_strdup (options->delimiter);
  copy->sheet = g_strdup (options->sheet);
  copy->rejects = g_strdup (options->rejects);
  copy->maps = g_ptr_array_new_with_free_func (map_free);
  for (guint i = 0; i < options->maps->len; i++)
    {
      const SbImportMap *map = g_ptr_array_index (options->maps, i);
      sb_import_options_map (copy, map->header, map->target);
    }
  copy->fill_down = g_ptr_array_new_with_free_func (g_free);
  for (guint i = 0; i < options->fill_down->len; i++)
    g_ptr_array_add (copy->fill_down, g_strdup (g_ptr_array_index (options->fill_down, i)));
  if (options->remembered != NULL)
    copy->remembered = g_hash_table_ref (options->remembered);
  return copy;
}

void
sb_import_options_map (SbImportOptions *options, const char *header, const char *target)
{
  g_return_if_fail (options != NULL && header != NULL && target != NULL);

  SbImportMap *map = NULL;

  for (guint i = 0; i < options->maps->len && map == NULL; i++)
    if (g_str_equal (((SbImportMap *) g_ptr_array_index (options->maps, i))->header, header))
      map = g_ptr_array_index (options->maps, i);
  if (map == NULL)
    {
      map = g_new0 (SbImportMap, 1);
      map->header = g_strdup (header);
      g_ptr_array_add (options->maps, map);
    }
  g_free (map->target);
  map->target = g_strdup (target);
}

/* A target is empty, or one word: letters, digits, '_', '.' and ':'. */
static gboolean
is_target (const char *text)
{
  for (; *text != '\0'; text++)
    if (!g_ascii_isalnum (*text) && strchr ("_.:", *text) == NULL)
      return FALSE;
  return TRUE;
}

gboolean
sb_import_options_add_map (SbImportOptions *options, const char *text)
{
  g_return_val_if_fail (options != NULL && text != NULL, FALSE);

  const char *equal = strrchr (text, '=');

  if (equal == NULL || equal == text || !is_target (equal + 1))
    return FALSE;
  g_autofree char *header = g_strndup (text, (gsize) (equal - text));
  sb_import_options_map (options, header, equal + 1);
  return TRUE;
}

static const struct {
  SbDateOrder order;
  const char *name;
} order_names[] = {
  { SB_DATE_ORDER_YMD, "ymd" },       { SB_DATE_ORDER_MDY, "mdy" },     { SB_DATE_ORDER_DMY, "dmy" },
  { SB_DATE_ORDER_SERIAL, "serial" }, { SB_DATE_ORDER_MIXED, "mixed" },
};

const char *
sb_date_order_name (SbDateOrder order)
{
  for (guint i = 0; i < G_N_ELEMENTS (order_names); i++)
    if (order_names[i].order == order)
      return order_names[i].name;
  return NULL;
}

SbDateOrder
sb_date_order_find (const char *name)
{
  for (guint i = 0; i < G_N_ELEMENTS (order_names); i++)
    if (order_names[i].order != SB_DATE_ORDER_MIXED && g_strcmp0 (order_names[i].name, name) == 0)
      return order_names[i].order;
  return SB_DATE_ORDER_NONE;
}

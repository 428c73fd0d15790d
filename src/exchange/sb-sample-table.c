/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Reads a file of the sample company. The files are our own, so this knows one dialect (comma, quote, LF) and cuts in
 * place; foreign files go through sb-table-reader. */
#include "sb-config.h"

#include "exchange/sb-sample-table.h"

#include <string.h>

#include <glib/gi18n-lib.h>

#include "sb-sample-resources.h"
#include "store/sb-store-error.h"

#define PREFIX "/com/example/SalesBalance/sample/"

/* Cuts one cell off *at in place and sets *at behind it; *last says whether the record ends with it. */
static char *
cut_cell (char **at, gboolean *last)
{
  char *cell, *in = *at, *out;
  char end;

  if (*in == '"')
    {
      cell = out = ++in;
      while (*in != '\0' && !(in[0] == '"' && in[1] != '"'))
        {
          if (*in == '"')
            in++;
          *out++ = *in++;
        }
      if (*in == '"')
        in++;
    }
  else
    {
      cell = in;
      in += strcspn (in, ",\n");
      out = in;
    }

  end = *in;
  *out = '\0';
  *last = end != ',';
  *at = end != '\0' ? in + 1 : in;
  return cell;
}

static GPtrArray *
cut_record (char **at)
{
  GPtrArray *cells = g_ptr_array_new ();
  gboolean last;

  do
    g_ptr_array_add (cells, cut_cell (at, &last));
  while (!last);
  return cells;
}

SbSampleTable *
sb_sample_table_load (const char *name, GError **error)
{
  g_autofree char *path = g_strconcat (PREFIX, name, NULL);
  g_autoptr (GBytes) bytes = NULL;
  g_autoptr (SbSampleTable) table = NULL;
  gsize size;
  gconstpointer data;
  char *at;

  g_return_val_if_fail (name != NULL, NULL);

  bytes = g_resource_lookup_data (sb_sample_get_resource (), path, G_RESOURCE_LOOKUP_FLAGS_NONE, NULL);
  if (bytes == NULL)
    return NULL;
  data = g_bytes_get_data (bytes, &size);

  table = g_new0 (SbSampleTable, 1);
  table->name = g_strdup (name);
  table->text = g_strndup (data, size);
  table->rows = g_ptr_array_new_with_free_func ((GDestroyNotify) g_ptr_array_unref);
  at = table->text;
  table->header = cut_record (&at);
  while (*at != '\0')
    {
      GPtrArray *row = cut_record (&at);

      g_ptr_array_add (table->rows, row);
      if (row->len != table->header->len)
        {
          g_set_error (error, SB_STORE_ERROR, SB_STORE_ERROR_DAMAGED,
                       _("The sample company is damaged: %s, row %u. Install the program again."), name,
                       table->rows->len + 1);
          return NULL;
        }
    }
  return g_steal_pointer (&table);
}

void
sb_sample_table_free (SbSampleTable *table)
{
  g_return_if_fail (table != NULL);

  g_clear_pointer (&table->header, g_ptr_array_unref);
  g_clear_pointer (&table->rows, g_ptr_array_unref);
  g_free (table->text);
  g_free (table->name);
  g_free (table);
}

int
sb_sample_table_column (const SbSampleTable *table, const char *column)
{
  for (guint i = 0; i < table->header->len; i++)
    if (strcmp (g_ptr_array_index (table->header, i), column) == 0)
      return (int) i;
  return -1;
}

const char *
sb_sample_table_cell (const SbSampleTable *table, guint row, int column)
{
  GPtrArray *cells = g_ptr_array_index (table->rows, row);

  return column >= 0 ? g_ptr_array_index (cells, (guint) column) : "";
}

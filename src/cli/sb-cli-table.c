/* SPDX-License-Identifier: GPL-3.0-or-later */
/* An aligned table for people: as wide as its contents, Chinese characters counted as two, numbers to the right. */
#include "cli/sb-cli.h"

#include <stdarg.h>
#include <stdio.h>
#include <string.h>
#include <unistd.h>

struct _SbCliTable {
  guint      n_columns;
  GPtrArray *rows; /* GPtrArray of char*, the first is the head */
};

static guint
text_width (const char *text)
{
  guint width = 0;

  for (const char *c = text; *c != '\0'; c = g_utf8_next_char (c))
    {
      gunichar letter = g_utf8_get_char (c);

      if (!g_unichar_iszerowidth (letter))
        width += g_unichar_iswide (letter) ? 2 : 1;
    }
  return width;
}

SbCliTable *
sb_cli_table_new (const char *const *heads)
{
  SbCliTable *table = g_new0 (SbCliTable, 1);
  GPtrArray *head = g_ptr_array_new_with_free_func (g_free);

  table->rows = g_ptr_array_new_with_free_func ((GDestroyNotify) g_ptr_array_unref);
  for (; heads[table->n_columns] != NULL; table->n_columns++)
    g_ptr_array_add (head, g_strdup (heads[table->n_columns]));
  g_ptr_array_add (table->rows, head);
  return table;
}

/* One line, valid UTF-8, whatever the cell holds: no control character reaches the terminal. */
static char *
clean (const char *text)
{
  g_autofree char *valid = g_utf8_make_valid (text == NULL ? "" : text, -1);
  GString *line = g_string_new (NULL);

  for (const char *c = valid; *c != '\0'; c = g_utf8_next_char (c))
    {
      gunichar letter = g_utf8_get_char (c);

      if (g_unichar_iscntrl (letter))
        g_string_append_c (line, ' ');
      else
        g_string_append_unichar (line, letter);
    }
  return g_string_free (line, FALSE);
}

void
sb_cli_table_cells (SbCliTable *table, GPtrArray *cells)
{
  GPtrArray *row = g_ptr_array_new_with_free_func (g_free);

  for (guint i = 0; i < table->n_columns; i++)
    g_ptr_array_add (row, clean (i < cells->len ? g_ptr_array_index (cells, i) : ""));
  g_ptr_array_add (table->rows, row);
  g_ptr_array_unref (cells);
}

void
sb_cli_table_row (SbCliTable *table, ...)
{
  GPtrArray *cells = g_ptr_array_new ();
  va_list arguments;
  const char *cell;

  va_start (arguments, table);
  while ((cell = va_arg (arguments, const char *)) != NULL)
    g_ptr_array_add (cells, (gpointer) cell);
  va_end (arguments);
  sb_cli_table_cells (table, cells);
}

static gboolean
is_number (const char *text)
{
  gboolean digit = FALSE;

  for (const char *c = text; *c != '\0'; c++)
    {
      if (g_ascii_isdigit (*c))
        digit = TRUE;
      else if (strchr ("+-.,% ", *c) == NULL)
        return FALSE;
    }
  return digit;
}

static gboolean
column_is_number (const SbCliTable *table, guint column)
{
  gboolean any = FALSE;

  for (guint i = 1; i < table->rows->len; i++)
    {
      const char *cell = g_ptr_array_index ((GPtrArray *) g_ptr_array_index (table->rows, i), column);

      if (cell[0] == '\0' || strcmp (cell, "—") == 0)
        continue;
      if (!is_number (cell))
        return FALSE;
      any = TRUE;
    }
  return any;
}

static void
print_cell (const char *text, guint width, gboolean right, gboolean last)
{
  guint used = text_width (text);
  guint pad = width > used ? width - used : 0;

  if (right)
    printf ("%*s", (int) pad, "");
  fputs (text, stdout);
  if (!right && !last)
    printf ("%*s", (int) pad, "");
  fputs (last ? "\n" : "  ", stdout);
}

void
sb_cli_table_print (SbCliTable *table)
{
  gboolean bold = isatty (STDOUT_FILENO) && g_getenv ("NO_COLOR") == NULL;
  g_autofree guint *widths = g_new0 (guint, table->n_columns);
  g_autofree gboolean *right = g_new0 (gboolean, table->n_columns);

  for (guint column = 0; column < table->n_columns; column++)
    {
      right[column] = column_is_number (table, column);
      for (guint i = 0; i < table->rows->len; i++)
        {
          const char *cell = g_ptr_array_index ((GPtrArray *) g_ptr_array_index (table->rows, i), column);

          widths[column] = MAX (widths[column], text_width (cell));
        }
    }
  for (guint i = 0; i < table->rows->len; i++)
    {
      GPtrArray *row = g_ptr_array_index (table->rows, i);

      if (i == 0 && bold)
        fputs ("\033[1m", stdout);
      for (guint column = 0; column < table->n_columns; column++)
        print_cell (g_ptr_array_index (row, column), widths[column], right[column], column + 1 == table->n_columns);
      if (i == 0 && bold)
        fputs ("\033[0m", stdout);
    }
  g_ptr_array_unref (table->rows);
  g_free (table);
}

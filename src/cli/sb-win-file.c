/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Reads the files of `winprob` through the table reader of imports, but strictly: the contract of a file that a program
 * wrote, not a guess at one that people made. */
#include "sb-config.h"

#include "cli/sb-win-file.h"

#include "core/sb-text.h"

#include <glib/gi18n-lib.h>
#include <string.h>

static const SbDialect comma = { ",", FALSE, FALSE };

static gboolean
fail (GError **error, char *message)
{
  g_set_error_literal (error, G_IO_ERROR, G_IO_ERROR_INVALID_DATA, message);
  g_free (message);
  return FALSE;
}

static gboolean
check_record (const SbWinFile *file, const SbTableRecord *record, GError **error)
{
  unsigned long long line = record->error_line > 0 ? record->error_line : record->line;

  switch (record->error)
    {
    case SB_ISSUE_NONE:
      return TRUE;
    case SB_ISSUE_BAD_ENCODING:
      return fail (error, g_strdup_printf (_("“%s” is not UTF-8 text: line %llu holds other bytes. "
                                             "Save it as UTF-8 and try again."), file->path, line));
    case SB_ISSUE_NUL_BYTE:
      return fail (error, g_strdup_printf (_("“%s” is not UTF-8 text: line %llu holds a zero byte. "
                                             "Save it as UTF-8 and try again."), file->path, line));
    case SB_ISSUE_QUOTE_UNTERMINATED:
      return fail (error, g_strdup_printf (_("“%s”: the quotation mark opened in line %llu"
                                             " is never closed."), file->path, line));
    case SB_ISSUE_QUOTE_JUNK:
      return fail (error, g_strdup_printf (_("“%s”: line %llu has text after a closing quotation "
                                             "mark."), file->path, line));
    default:
      return fail (error, g_strdup_printf (_("“%s”: line %llu cannot be read (%s)."), file->path, line,
                                           sb_issue_code_name (record->error)));
    }
}

gboolean
sb_win_file_next (SbWinFile *file, SbTableRecord *record, GError **error)
{
  while (sb_table_reader_next (file->reader, record, error))
    {
      if (!check_record (file, record, error))
        return FALSE;
      if (record->n_cells > 1 || record->cells[0].length > 0 || record->cells[0].quoted)
        return TRUE;
    }
  return FALSE;
}

gboolean
sb_win_file_open (SbWinFile *file, const char *path, GError **error)
{
  g_autoptr (GPtrArray) inputs = sb_input_file_open_all (path, NULL, error);
  SbTableRecord record;

  *file = (SbWinFile) { NULL, NULL, NULL };
  if (inputs == NULL)
    return FALSE;
  if (inputs->len != 1)
    return fail (error, g_strdup_printf (_("“%s” holds several tables; unpack it and name one."), path));
  file->path = g_strdup (path);
  file->names = g_ptr_array_new_with_free_func (g_free);
  file->reader = sb_table_reader_new (inputs->pdata[0], "UTF-8", &comma, error);
  if (file->reader == NULL)
    return FALSE;
  if (!sb_win_file_next (file, &record, error))
    {
      if (error == NULL || *error == NULL)
        fail (error, g_strdup_printf (_("“%s” has no header."), path));
      return FALSE;
    }
  for (guint i = 0; i < record.n_cells; i++)
    g_ptr_array_add (file->names, sb_text_trim (record.cells[i].text));
  return TRUE;
}

void
sb_win_file_close (SbWinFile *file)
{
  g_clear_pointer (&file->reader, sb_table_reader_free);
  g_clear_pointer (&file->names, g_ptr_array_unref);
  g_clear_pointer (&file->path, g_free);
}

int
sb_win_file_find (const SbWinFile *file, const char *name, guint occurrence)
{
  for (guint i = 0; i < file->names->len; i++)
    if (g_str_equal (file->names->pdata[i], name) && occurrence-- == 0)
      return (int) i;
  return -1;
}

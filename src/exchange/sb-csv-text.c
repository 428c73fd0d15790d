/* SPDX-License-Identifier: GPL-3.0-or-later */
/* How a text becomes a CSV cell that a spreadsheet shows instead of running it (IMPORT.md 12). Pure. */
#include "exchange/sb-csv-text.h"

#include <string.h>

char *
sb_import_csv_quote (const char *text)
{
  gboolean plain = text[0] != ' ' && text[0] != '\t';
  GString *quoted;

  if (plain && strpbrk (text, ",\"\r\n") == NULL)
    {
      gsize length = strlen (text);

      if (length == 0 || (text[length - 1] != ' ' && text[length - 1] != '\t'))
        return g_strdup (text);
    }
  quoted = g_string_new ("\"");
  for (const char *c = text; *c != '\0'; c++)
    {
      if (*c == '"')
        g_string_append_c (quoted, '"');
      g_string_append_c (quoted, *c);
    }
  g_string_append_c (quoted, '"');
  return g_string_free (quoted, FALSE);
}

static gboolean
is_trigger (gunichar c)
{
  return c == '=' || c == '+' || c == '-' || c == '@' || c == 0xFF1D || c == 0xFF0B || c == 0xFF0D || c == 0xFF20;
}

gboolean
sb_csv_is_formula (const char *text)
{
  for (const char *c = text; *c != '\0'; c = g_utf8_next_char (c))
    {
      gunichar letter = g_utf8_get_char (c);

      if (letter == '\t' || letter == '\r' || letter == '\n' || is_trigger (letter))
        return TRUE;
      if (!g_unichar_isspace (letter) && g_unichar_type (letter) != G_UNICODE_SPACE_SEPARATOR && letter != 0xFEFF &&
          letter != 0x200B)
        return FALSE;
    }
  return FALSE;
}

static const char *
skip_apostrophes (const char *text)
{
  while (*text == '\'')
    text++;
  return text;
}

char *
sb_csv_guard (const char *text)
{
  if (sb_csv_is_formula (skip_apostrophes (text)))
    return g_strconcat ("'", text, NULL);
  return g_strdup (text);
}

const char *
sb_csv_unguard (const char *text)
{
  if (text[0] == '\'' && sb_csv_is_formula (skip_apostrophes (text)))
    return text + 1;
  return text;
}

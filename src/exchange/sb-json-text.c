/* SPDX-License-Identifier: GPL-3.0-or-later */
/* One JSON document on one line. Used by the import's document, the JSON export and the command. Pure. */
#include "exchange/sb-json-text.h"

char *
sb_json_to_text (JsonNode *node)
{
  g_autofree char *raw = json_to_string (node, FALSE);
  GString *text;
  const char *c = raw;

  while (*c != '\0' && (guchar) *c >= 0x20 && *c != 0x7f)
    c++;
  if (*c == '\0')
    return g_steal_pointer (&raw);
  text = g_string_new_len (raw, c - raw);
  for (; *c != '\0'; c++)
    if ((guchar) *c < 0x20 || *c == 0x7f)
      g_string_append_printf (text, "\\u%04x", (guchar) *c);
    else
      g_string_append_c (text, *c);
  return g_string_free (text, FALSE);
}

/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Text as people compare it: one folded form for search and one key for names, whatever the keyboard, the width of the
 * characters or the composition of accents. Also trimming, cutting and the making of uids. */
#include "core/sb-text.h"

#include <string.h>
#include <sys/random.h>

/* U+FEFF and the zero-width characters are blanks here: they come with pasted and exported text and cannot be seen. */
static gboolean
is_blank (gunichar c)
{
  return g_unichar_isspace (c) || c == 0x00A0 || c == 0xFEFF || (c >= 0x200B && c <= 0x200D) || c == 0x2060
         || c == 0x0085 || (c < 0x20 && c != 0);
}

/* ASCII and Han, which neither compose nor have a compatible form, need no normalisation: most text of a workspace
 * takes this way, ten times faster. NULL when another character is met. */
static char *
fold_plain (const char *text)
{
  char *out = g_malloc (strlen (text) + 1), *to = out;
  gboolean blank = FALSE;

  for (const guchar *p = (const guchar *) text; *p != '\0';)
    {
      gboolean han = p[0] >= 0xE4 && p[0] <= 0xE9 && p[1] != '\0' && p[2] != '\0'
                     && !(p[0] == 0xE4 && p[1] < 0xB8); /* U+4E00 to U+9FFF */

      if (p[0] >= 0x80 && !han)
        {
          g_free (out);
          return NULL;
        }
      if (p[0] <= ' ')
        {
          blank = to > out;
          p++;
          continue;
        }
      if (blank)
        *to++ = ' ';
      blank = FALSE;
      *to++ = g_ascii_tolower ((char) *p++);
      for (int i = 0; han && i < 2; i++)
        *to++ = (char) *p++;
    }
  *to = '\0';
  return out;
}

char *
sb_text_fold (const char *text)
{
  g_autofree char *normal = NULL, *folded = NULL, *again = NULL;
  GString *out;
  char *plain;
  gboolean blank = FALSE;

  if (text == NULL)
    return g_strdup ("");
  plain = fold_plain (text);
  if (plain != NULL)
    return plain;

  /* Folding can undo the composition ("ΐ"), so normalise on both sides of it. */
  normal = g_utf8_normalize (text, -1, G_NORMALIZE_ALL_COMPOSE);
  if (normal == NULL)
    return g_strdup ("");
  folded = g_utf8_casefold (normal, -1);
  again = g_utf8_normalize (folded, -1, G_NORMALIZE_ALL_COMPOSE);

  out = g_string_sized_new (strlen (again));
  for (const char *p = again; *p != '\0'; p = g_utf8_next_char (p))
    {
      gunichar c = g_utf8_get_char (p);

      if (is_blank (c))
        {
          blank = out->len > 0;
          continue;
        }
      if (blank)
        g_string_append_c (out, ' ');
      blank = FALSE;
      /* GLib folds the two cases of Cherokee into each other; lower case is one of them. */
      g_string_append_unichar (out, g_unichar_tolower (c));
    }
  return g_string_free (out, FALSE);
}

char *
sb_text_name_key (const char *text)
{
  g_autofree char *folded = sb_text_fold (text);
  GString *out = g_string_sized_new (strlen (folded));

  for (const char *p = folded; *p != '\0'; p = g_utf8_next_char (p))
    {
      gunichar c = g_utf8_get_char (p);

      if (!is_blank (c) && !g_unichar_ispunct (c))
        g_string_append_unichar (out, c);
    }
  /* A name of nothing but signs still needs a key of its own. */
  if (out->len == 0)
    g_string_append (out, folded);
  return g_string_free (out, FALSE);
}

gboolean
sb_text_is_blank (const char *text)
{
  if (text == NULL)
    return TRUE;
  for (const char *p = text; *p != '\0'; p = g_utf8_next_char (p))
    if (!is_blank (g_utf8_get_char (p)))
      return FALSE;
  return TRUE;
}

char *
sb_text_trim (const char *text)
{
  const char *start, *end;

  if (text == NULL)
    return g_strdup ("");

  start = text;
  while (*start != '\0' && is_blank (g_utf8_get_char (start)))
    start = g_utf8_next_char (start);
  end = start + strlen (start);
  while (end > start)
    {
      const char *before = g_utf8_prev_char (end);

      if (!is_blank (g_utf8_get_char (before)))
        break;
      end = before;
    }
  return g_strndup (start, (gsize) (end - start));
}

char *
sb_text_ellipsize (const char *text, int max_chars)
{
  const char *end;

  g_return_val_if_fail (max_chars >= 1, g_strdup (""));

  if (text == NULL)
    return g_strdup ("");
  if (g_utf8_strlen (text, -1) <= max_chars)
    return g_strdup (text);

  end = g_utf8_offset_to_pointer (text, max_chars - 1);
  return g_strdup_printf ("%.*s…", (int) (end - text), text);
}

char *
sb_text_make_valid (const char *bytes, gssize length)
{
  if (bytes == NULL)
    return g_strdup ("");
  return g_utf8_make_valid (bytes, length);
}

char *
sb_uid_new (void)
{
  guint8 b[16];

  /* The kernel's generator: GLib's own is copied by fork (), and two processes would name their records alike. */
  if (getrandom (b, sizeof b, 0) != sizeof b)
    return g_uuid_string_random ();
  b[6] = (b[6] & 0x0f) | 0x40;
  b[8] = (b[8] & 0x3f) | 0x80;
  return g_strdup_printf ("%02x%02x%02x%02x-%02x%02x-%02x%02x-%02x%02x-%02x%02x%02x%02x%02x%02x", b[0], b[1], b[2],
                          b[3], b[4], b[5], b[6], b[7], b[8], b[9], b[10], b[11], b[12], b[13], b[14], b[15]);
}

/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Finds the encoding of a file by rules over the whole of it: mark, UTF-16 pattern, strict UTF-8, then scored
 * candidates (sb-encoding-score.c). Called once a file by the profile. A statistical detector only orders the choices
 * of the question; it never decides. */
#include "exchange/sb-encoding.h"
#include "exchange/sb-encoding-score.h"
#include "exchange/sb-text-decoder.h"

#include <string.h>
#include <uchardet/uchardet.h>

#define BLOCK (1 << 18)
#define HEAD (1 << 16)

/* What one pass over the bytes finds. */
typedef struct {
  guint64  lines, nul_lines, good_lines, bad_lines; /* good and bad: of those with other than ASCII */
  gboolean high;           /* any byte over 127 */
  /* The line under way. */
  guint8   state;          /* bytes of a character still to come */
  guint8   low, high_limit; /* what the next of them may be */
  gboolean line_high, line_bad, line_nul, line_open;
  /* Of the beginning: NUL bytes at even and odd places, and control characters. */
  guint64  head, nul_even, nul_odd, controls;
} Survey;

static void
end_line (Survey *survey)
{
  if (survey->state != 0)
    survey->line_bad = TRUE;
  survey->lines++;
  survey->nul_lines += survey->line_nul;
  survey->good_lines += survey->line_high && !survey->line_bad;
  survey->bad_lines += survey->line_bad;
  survey->state = 0;
  survey->line_high = survey->line_bad = survey->line_nul = survey->line_open = FALSE;
}

/* One byte over 127, or one where a continuation is due. */
static void
step_utf8 (Survey *survey, guint8 c)
{
  if (survey->state > 0)
    {
      survey->line_bad = survey->line_bad || c < survey->low || c > survey->high_limit;
      survey->state = c >= 0x80 && c <= 0xBF ? survey->state - 1 : 0;
      survey->low = 0x80;
      survey->high_limit = 0xBF;
      return;
    }
  survey->low = c == 0xE0 ? 0xA0 : c == 0xF0 ? 0x90 : 0x80;
  survey->high_limit = c == 0xED ? 0x9F : c == 0xF4 ? 0x8F : 0xBF;
  if (c >= 0xC2 && c <= 0xDF)
    survey->state = 1;
  else if (c >= 0xE0 && c <= 0xEF)
    survey->state = 2;
  else if (c >= 0xF0 && c <= 0xF4)
    survey->state = 3;
  else
    survey->line_bad = TRUE;
}

static gboolean
is_ascii (const guint8 *bytes, gsize length)
{
  gsize i = 0;

  for (; i + 8 <= length; i += 8)
    {
      guint64 word;

      memcpy (&word, bytes + i, 8);
      if (word & G_GUINT64_CONSTANT (0x8080808080808080))
        return FALSE;
    }
  for (; i < length; i++)
    if (bytes[i] >= 0x80)
      return FALSE;
  return TRUE;
}

static void
survey_segment (Survey *survey, const guint8 *bytes, gsize length)
{
  survey->line_open = survey->line_open || length > 0;
  survey->line_nul = survey->line_nul || memchr (bytes, 0, length) != NULL;
  if (survey->state == 0 && is_ascii (bytes, length))
    return;
  survey->high = survey->line_high = TRUE;
  for (gsize i = 0; i < length; i++)
    if (bytes[i] >= 0x80 || survey->state > 0)
      step_utf8 (survey, bytes[i]);
}

static void
survey_block (Survey *survey, const guint8 *bytes, gsize length)
{
  const guint8 *end = bytes + length, *newline;

  for (gsize i = 0; i < length && survey->head < HEAD; i++, survey->head++)
    {
      survey->nul_even += bytes[i] == 0 && survey->head % 2 == 0;
      survey->nul_odd += bytes[i] == 0 && survey->head % 2 == 1;
      survey->controls += bytes[i] < 9 || (bytes[i] > 13 && bytes[i] < 26) || (bytes[i] > 27 && bytes[i] < 32);
    }
  while ((newline = memchr (bytes, '\n', (gsize) (end - bytes))) != NULL)
    {
      survey_segment (survey, bytes, (gsize) (newline - bytes));
      end_line (survey);
      bytes = newline + 1;
    }
  survey_segment (survey, bytes, (gsize) (end - bytes));
}

static gboolean
survey_file (SbInputFile *input, GCancellable *cancellable, Survey *survey, char *sha256, GError **error)
{
  g_autoptr (GChecksum) checksum = g_checksum_new (G_CHECKSUM_SHA256);
  g_autofree guint8 *block = g_malloc (BLOCK);
  guint64 offset = 0;
  gssize n;

  while ((n = sb_input_file_read (input, offset, block, BLOCK, error)) > 0)
    {
      g_checksum_update (checksum, block, n);
      survey_block (survey, block, (gsize) n);
      offset += (guint64) n;
      if (g_cancellable_is_cancelled (cancellable))
        {
          sb_import_set_error (error, SB_ISSUE_CANCELLED, sb_input_file_get_path (input), 0, NULL);
          return FALSE;
        }
    }
  if (n < 0)
    return FALSE;
  if (survey->line_open)
    end_line (survey);
  g_strlcpy (sha256, g_checksum_get_string (checksum), 65);
  return TRUE;
}

/* ---- deciding -------------------------------------------------------------------------------------------------- */

static void
set_name (SbEncoding *encoding, const char *name)
{
  g_strlcpy (encoding->name, name, sizeof encoding->name);
}

/* UTF-32 before UTF-16: its little-endian mark begins with the other's. */
static gboolean
from_mark (SbInputFile *input, SbEncoding *encoding)
{
  static const struct {
    const char *mark;
    guint       length;
    const char *name;
  } marks[] = {
    { "\xEF\xBB\xBF", 3, "UTF-8" },   { "\xFF\xFE\0\0", 4, "UTF-32LE" }, { "\0\0\xFE\xFF", 4, "UTF-32BE" },
    { "\xFF\xFE", 2, "UTF-16LE" },    { "\xFE\xFF", 2, "UTF-16BE" },     { "\x84\x31\x95\x33", 4, "GB18030" },
  };
  char head[4];
  gssize n = sb_input_file_read (input, 0, head, sizeof head, NULL);

  for (guint i = 0; i < G_N_ELEMENTS (marks); i++)
    if (n >= (gssize) marks[i].length && memcmp (head, marks[i].mark, marks[i].length) == 0)
      {
        set_name (encoding, marks[i].name);
        encoding->bom = TRUE;
        return TRUE;
      }
  return FALSE;
}

/* A NUL in every second place: UTF-16 without a mark, of one order or the other. */
static gboolean
from_nul_pattern (const Survey *survey, SbEncoding *encoding)
{
  static const char * const little[] = { "UTF-16LE", "UTF-16BE", NULL };
  static const char * const big[] = { "UTF-16BE", "UTF-16LE", NULL };
  guint64 most = MAX (survey->nul_even, survey->nul_odd), least = MIN (survey->nul_even, survey->nul_odd);

  if (survey->head < 4 || most * 5 < survey->head / 2 || least * 10 > most)
    return FALSE;
  encoding->unsure = TRUE;
  encoding->choices = g_strdupv ((char **) (survey->nul_odd >= survey->nul_even ? little : big));
  set_name (encoding, encoding->choices[0]);
  return TRUE;
}

static char *
detector_hint (SbInputFile *input)
{
  g_autofree char *head = g_malloc (HEAD);
  gssize n = sb_input_file_read (input, 0, head, HEAD, NULL);
  uchardet_t detector = uchardet_new ();
  char *hint = NULL;

  if (n > 0 && uchardet_handle_data (detector, head, (gsize) n) == 0)
    {
      uchardet_data_end (detector);
      hint = g_ascii_strup (uchardet_get_charset (detector), -1);
    }
  uchardet_delete (detector);
  return hint;
}

/* The choices of the question: candidates by score, the detector's among equals first. */
static void
list_choices (SbInputFile *input, const SbEncodingScore *scores, guint n, SbEncoding *encoding)
{
  g_autofree char *hint = detector_hint (input);
  g_autoptr (GPtrArray) choices = g_ptr_array_new ();

  for (guint i = 0; i < n; i++)
    {
      gboolean first = g_strcmp0 (hint, scores[i].name) == 0 && scores[i].hits == scores[0].hits;

      g_ptr_array_insert (choices, first ? 0 : -1, g_strdup (scores[i].name));
    }
  g_ptr_array_add (choices, NULL);
  encoding->choices = (char **) g_ptr_array_free (g_steal_pointer (&choices), FALSE);
}

static gboolean
from_candidates (SbInputFile *input, const Survey *survey, SbEncodingHeaderFunc is_header, gpointer data,
                 GCancellable *cancellable, SbEncoding *encoding, GError **error)
{
  SbEncodingScore scores[SB_ENCODING_CANDIDATES];
  guint n = 0;

  if (survey->controls * 50 > survey->head)
    {
      sb_import_set_error (error, SB_ISSUE_NOT_TEXT, sb_input_file_get_path (input), 0, NULL);
      return FALSE;
    }
  if (!sb_encoding_score_all (input, is_header, data, cancellable, scores, &n, error))
    return FALSE;
  list_choices (input, scores, n, encoding);
  /* Nothing decodes all of it: the user may name one and learn the line. */
  set_name (encoding, n > 0 ? scores[0].name : "UTF-8");
  encoding->guessed = n > 0;
  encoding->unsure = n == 0 || (scores[0].hits == 0 && scores[0].share < 0.3) ||
                     (n > 1 && scores[0].hits == scores[1].hits && scores[0].share < 2 * scores[1].share);
  return TRUE;
}

static gboolean
from_option (SbInputFile *input, const char *wanted, GCancellable *cancellable, SbEncoding *encoding, GError **error)
{
  g_autofree char *name = g_ascii_strup (wanted, -1);

  if (g_str_equal (name, "UTF-16") || g_str_equal (name, "UTF-32"))
    {
      g_autofree char *little = g_strconcat (name, "LE", NULL);

      if (!from_mark (input, encoding) || !g_str_has_prefix (encoding->name, name))
        set_name (encoding, little);
    }
  else if (g_str_equal (name, "UTF8"))
    set_name (encoding, "UTF-8");
  else
    set_name (encoding, name);
  if (!sb_text_encoding_is_known (encoding->name) || strlen (name) >= sizeof encoding->name)
    {
      sb_import_set_error (error, SB_ISSUE_ENCODING_UNKNOWN, sb_input_file_get_path (input), 0, wanted);
      return FALSE;
    }
  return sb_encoding_decodes (input, encoding->name, cancellable, error);
}

gboolean
sb_encoding_detect (SbInputFile *input, const char *wanted, SbEncodingHeaderFunc is_header, gpointer data,
                    GCancellable *cancellable, SbEncoding *encoding, GError **error)
{
  g_return_val_if_fail (input != NULL && is_header != NULL && encoding != NULL, FALSE);

  Survey survey = { 0 };

  memset (encoding, 0, sizeof *encoding);
  if (!survey_file (input, cancellable, &survey, encoding->sha256, error))
    return FALSE;
  encoding->n_lines = survey.lines;
  encoding->n_nul_lines = survey.nul_lines;
  if (wanted != NULL)
    return from_option (input, wanted, cancellable, encoding, error);
  if (from_mark (input, encoding))
    encoding->n_bad_lines = g_str_equal (encoding->name, "UTF-8") ? survey.bad_lines : 0;
  else if (from_nul_pattern (&survey, encoding))
    return TRUE;
  else if (!survey.high)
    set_name (encoding, "US-ASCII");
  else if (survey.bad_lines == 0 || survey.good_lines > survey.bad_lines)
    {
      set_name (encoding, "UTF-8");
      encoding->n_bad_lines = survey.bad_lines;
    }
  else
    return from_candidates (input, &survey, is_header, data, cancellable, encoding, error);
  return TRUE;
}

void
sb_encoding_clear (SbEncoding *encoding)
{
  if (encoding != NULL)
    g_clear_pointer (&encoding->choices, g_strfreev);
}

char *
sb_encoding_dup_head (SbInputFile *input, const char *name, gsize max, gsize *length, gboolean *complete)
{
  g_return_val_if_fail (input != NULL && name != NULL && length != NULL && max >= 64, NULL);

  g_autoptr (SbTextDecoder) decoder = sb_text_decoder_new (input, name, TRUE, NULL);
  char *text = g_malloc (max + 1);
  gssize n = 1;

  *length = 0;
  while (decoder != NULL && n > 0 && *length + 64 <= max)
    {
      n = sb_text_decoder_read (decoder, text + *length, max - *length, NULL);
      *length += n > 0 ? (gsize) n : 0;
    }
  if (complete != NULL)
    *complete = n == 0;
  text[*length] = '\0';
  /* UTF-8 comes as it is: neither a cut character nor a broken one may reach the caller. */
  if (!g_utf8_validate_len (text, *length, NULL))
    {
      char *valid = g_utf8_make_valid (text, (gssize) *length);

      g_free (text);
      text = valid;
      *length = strlen (text);
    }
  return text;
}

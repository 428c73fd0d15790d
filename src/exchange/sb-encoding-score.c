/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Decodes a file in every encoding in question and measures how natural the letters are. Called only for files that
 * are not UTF-8. That bytes decode proves nothing, so frequent letters and known headers are counted. */
#include "exchange/sb-encoding-score.h"
#include "exchange/sb-text-decoder.h"

#include <iconv.h>
#include <string.h>

#define BLOCK (1 << 16)
#define HEAD_LINES 20

/* Which characters are everyday ones in an encoding, as a bit set over the basic plane. */
typedef struct {
  const char *name;
  const char *table;          /* to decode the ranges with */
  guint8      first, last;    /* lead bytes of the frequent characters */
  gboolean    low_trail;      /* trail bytes from 0x40, else from 0xA1 */
  const char *letters;        /* frequent characters named one by one */
  /* Letters that real text does not go without, though the bytes of a neighbour do: Chinese has words in S … Z (lead
   * bytes from 0xC9), Big5 has trail bytes below 0x80. Below `least` of all letters, from `enough` on, the share
   * shrinks in proportion. */
  double      least;
  guint       enough;
} Candidate;

static const Candidate candidates[SB_ENCODING_CANDIDATES] = {
  /* Level 1 of GB2312; level 1 of Big5; level 1 of JIS and kana; the syllables most Korean text is made of. */
  { "GB18030", "GB18030", 0xB0, 0xD7, FALSE, "，。；：（）“”、！？￥％《》【】＋－／０１２３４５６７８９", 0.1, 12 },
  { "BIG5", "CP950", 0xA4, 0xC6, TRUE, "，。；：（）「」、！？＄％", 0.2, 8 },
  { "SHIFT_JIS", "CP932", 0x88, 0x98, TRUE, "、。（）「」・ー％￥" },
  { "EUC-KR", "CP949", 0, 0, FALSE,
    "가각간감강개거건결경계고공과관광교구국군권금급기김나남내년노다단당대도독동드들등디라래량러레련로록료루류르름리린림마만매며면명모목무문"
    "물미민바박반발방배백번법변별보본부분비사산상새생서선설성세소속손수순술스승시식신실심아안앙액약양어업에여역연영예오온와외요용우"
    "운울원월위유육으은을음응의이인일임입자작장재전절점접정제조종주중증지직진집차창채처천철첨체초총최추축출치칭카코크타태터토통트특파판"
    "팔평포품피필하학한할함합해행향허험현협형호화확환회획효후히" },
  { "WINDOWS-1252", NULL, 0, 0, FALSE, NULL },
};

static void
set_bit (guint8 *set, gunichar c)
{
  if (c < 0x10000)
    set[c / 8] |= (guint8) (1u << (c % 8));
}

static gboolean
is_telltale (const Candidate *candidate, guint lead, guint trail)
{
  return candidate->low_trail ? trail < 0x80 : lead >= 0xC9;
}

/* Decodes every two-byte code of the frequent range. */
static guint8 *
frequent_letters (const Candidate *candidate, guint8 *telltale)
{
  guint8 *set = g_malloc0 (0x10000 / 8);
  iconv_t decoder = iconv_open ("UTF-8", candidate->table);

  for (guint lead = candidate->first; decoder != (iconv_t) -1 && lead != 0 && lead <= candidate->last; lead++)
    for (guint trail = candidate->low_trail ? 0x40 : 0xA1; trail < 0xFF; trail++)
      {
        char code[2] = { (char) lead, (char) trail }, text[16] = { 0 };
        char *from = code, *to = text;
        gsize n = sizeof code, left = sizeof text - 1;

        if (iconv (decoder, &from, &n, &to, &left) == (gsize) -1)
          {
            iconv (decoder, NULL, NULL, NULL, NULL);
            continue;
          }
        set_bit (set, g_utf8_get_char (text));
        if (is_telltale (candidate, lead, trail))
          set_bit (telltale, g_utf8_get_char (text));
      }
  if (decoder != (iconv_t) -1)
    iconv_close (decoder);
  for (const char *at = candidate->letters; at != NULL && *at != '\0'; at = g_utf8_next_char (at))
    set_bit (set, g_utf8_get_char (at));
  if (g_str_equal (candidate->name, "SHIFT_JIS"))
    for (gunichar c = 0x3041; c <= 0x30FE; c++)
      set_bit (set, c);
  return set;
}

typedef struct {
  const guint8 *set;      /* NULL: Latin */
  const guint8 *telltale;
  gunichar      before, at; /* the last two characters */
  guint64       n, common, n_telltale;
} Count;

static gboolean
is_symbol (gunichar c)
{
  return c == 0xA0 || c == 0xAE || c == 0xA9 || c == 0x2122 || c == 0x20AC || c == 0xA3 || c == 0xA7 || c == 0xB0 ||
         c == 0xB7 || c == 0xB2 || c == 0xB3 || c == 0xBD || c == 0xBC || c == 0xAB || c == 0xBB || c == 0xBF ||
         c == 0xA1 || (c >= 0x2013 && c <= 0x2026);
}

/* A Latin letter beside an ASCII letter, or a sign with ASCII on both sides. */
static gboolean
is_latin (gunichar before, gunichar c, gunichar after)
{
  if (is_symbol (c))
    return before < 0x80 && after < 0x80;
  return g_unichar_isalpha (c) && ((before < 0x80 && g_ascii_isalpha ((char) before)) ||
                                   (after < 0x80 && g_ascii_isalpha ((char) after)));
}

static inline gboolean
has_bit (const guint8 *set, gunichar c)
{
  return c < 0x10000 && (set[c / 8] >> (c % 8) & 1);
}

static void
count_char (Count *count, gunichar next)
{
  gunichar c = count->at;

  if (c >= 0x80)
    {
      count->n++;
      if (count->set != NULL)
        {
          count->common += has_bit (count->set, c);
          count->n_telltale += has_bit (count->telltale, c);
        }
      else
        count->common += is_latin (count->before, c, next);
    }
  count->before = c;
  count->at = next;
}

/* Header cells of the first lines that only this encoding makes readable. */
static guint
count_hits (const char *text, SbEncodingHeaderFunc is_header, gpointer data)
{
  g_auto (GStrv) lines = g_strsplit (text, "\n", HEAD_LINES + 1);
  guint hits = 0;

  for (guint i = 0; lines[i] != NULL && i < HEAD_LINES; i++)
    {
      g_auto (GStrv) cells = g_strsplit_set (lines[i], ",;\t|", -1);

      for (guint j = 0; cells[j] != NULL; j++)
        {
          g_strstrip (g_strdelimit (cells[j], "\"\r", ' '));
          hits += !g_str_is_ascii (cells[j]) && is_header (cells[j], data);
        }
    }
  return hits;
}

/* The whole file through one decoder. count may be NULL. */
static gboolean
decode (SbInputFile *input, const char *name, GCancellable *cancellable, Count *count, GError **error)
{
  g_autoptr (SbTextDecoder) decoder = sb_text_decoder_new (input, name, FALSE, error);
  g_autofree char *block = g_malloc (BLOCK + 1);
  gssize n;

  if (decoder == NULL)
    return FALSE;
  while ((n = sb_text_decoder_read (decoder, block, BLOCK, error)) > 0)
    {
      if (g_cancellable_is_cancelled (cancellable))
        {
          sb_import_set_error (error, SB_ISSUE_CANCELLED, sb_input_file_get_path (input), 0, NULL);
          return FALSE;
        }
      for (const char *at = block; count != NULL && at < block + n; at = g_utf8_next_char (at))
        count_char (count, (guint8) *at < 0x80 ? (guint8) *at : g_utf8_get_char (at));
    }
  if (count != NULL)
    count_char (count, ' ');
  return n == 0;
}

gboolean
sb_encoding_decodes (SbInputFile *input, const char *name, GCancellable *cancellable, GError **error)
{
  g_return_val_if_fail (input != NULL && name != NULL, FALSE);
  if (g_str_equal (name, "UTF-8") || g_str_equal (name, "US-ASCII"))
    return TRUE;
  return decode (input, name, cancellable, NULL, error);
}

static double
share_of (const Candidate *candidate, const Count *count)
{
  double share = count->n == 0 ? 0 : (double) count->common / (double) count->n;

  if (candidate->least > 0 && count->n >= candidate->enough)
    share *= MIN (1, (double) count->n_telltale / (double) count->n / candidate->least);
  return share;
}

static int
compare_scores (gconstpointer a, gconstpointer b)
{
  const SbEncodingScore *x = a, *y = b;

  if (x->hits != y->hits)
    return x->hits > y->hits ? -1 : 1;
  return x->share > y->share ? -1 : x->share < y->share;
}

gboolean
sb_encoding_score_all (SbInputFile *input, SbEncodingHeaderFunc is_header, gpointer data, GCancellable *cancellable,
                       SbEncodingScore *scores, guint *n, GError **error)
{
  g_return_val_if_fail (input != NULL && is_header != NULL && scores != NULL && n != NULL, FALSE);

  *n = 0;
  for (guint i = 0; i < SB_ENCODING_CANDIDATES; i++)
    {
      const Candidate *candidate = &candidates[i];
      g_autofree guint8 *telltale = g_malloc0 (0x10000 / 8);
      g_autofree guint8 *set = candidate->table == NULL ? NULL : frequent_letters (candidate, telltale);
      g_autofree char *head = NULL;
      g_autoptr (GError) failure = NULL;
      Count count = { .set = set, .telltale = telltale, .before = ' ', .at = ' ' };
      gsize length;

      if (!decode (input, candidate->name, cancellable, &count, &failure))
        {
          if (!g_error_matches (failure, SB_IMPORT_ERROR, SB_ISSUE_ENCODING_FAILED))
            {
              g_propagate_error (error, g_steal_pointer (&failure));
              return FALSE;
            }
          continue;
        }
      head = sb_encoding_dup_head (input, candidate->name, BLOCK, &length, NULL);
      scores[*n].name = candidate->name;
      scores[*n].hits = count_hits (head, is_header, data);
      scores[*n].share = share_of (candidate, &count);
      (*n)++;
    }
  qsort (scores, *n, sizeof *scores, compare_scores);
  return TRUE;
}

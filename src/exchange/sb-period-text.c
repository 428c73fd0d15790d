/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Written periods: months, quarters, halves and years in the forms spreadsheets use, in cells and in headers of wide
 * tables. Pure; the year of a text without one is the caller's. */
#include "exchange/sb-values.h"
#include "exchange/sb-date-text.h"

#include <string.h>

/* kind 'M', 'Q', 'H', 'Y'; year 0 when the text has none. */
typedef struct {
  char kind;
  int  index;
  int  year;
} Written;

/* Words and numbers of a text, at most six; longer texts are no period. */
typedef struct {
  const char *start;
  gsize       length;
  gboolean    number;
  int         value;
} Token;

static gboolean
is_joint (gunichar c)
{
  return g_unichar_isspace (c) || (c < 128 && strchr ("-/._,'", (int) c) != NULL);
}

static int
split (const char *text, Token *tokens, int max)
{
  int n = 0;

  while (*text != '\0')
    {
      const char *start = text;

      if (is_joint (g_utf8_get_char (text)))
        {
          text = g_utf8_next_char (text);
          continue;
        }
      if (n == max)
        return -1;
      gboolean digit = g_ascii_isdigit (*text);
      while (*text != '\0' && g_ascii_isdigit (*text) == digit && !is_joint (g_utf8_get_char (text)))
        text = g_utf8_next_char (text);
      /* 年第二季度: what follows the year's word is a word of its own. */
      if (g_str_has_prefix (start, "年") && !g_str_has_prefix (start, "年度") && text > start + strlen ("年"))
        text = start + strlen ("年");
      tokens[n].start = start;
      tokens[n].length = (gsize) (text - start);
      tokens[n].number = digit;
      if (digit && tokens[n].length > 6)
        return -1;
      tokens[n].value = digit ? atoi (start) : 0;
      n++;
    }
  return n;
}

static gboolean
is_word (const Token *token, const char *word)
{
  return !token->number && strlen (word) == token->length &&
         g_ascii_strncasecmp (token->start, word, token->length) == 0;
}

static gboolean
is_year (const Token *token)
{
  return token->number && ((token->length == 4 && token->value >= 1900 && token->value <= 2999));
}

static int
short_year (const Token *token)
{
  if (is_year (token))
    return token->value;
  if (!token->number || token->length != 2)
    return 0;
  return token->value + (token->value < 70 ? 2000 : 1900);
}

/* A word that is a period by itself: 上半年, 一季度, Mar. */
static gboolean
named (const Token *token, Written *written)
{
  static const struct {
    const char *word;
    char        kind;
    int         index;
  } words[] = {
    { "上半年", 'H', 1 }, { "下半年", 'H', 2 }, { "一季度", 'Q', 1 },   { "二季度", 'Q', 2 },   { "三季度", 'Q', 3 },
    { "四季度", 'Q', 4 }, { "第一季度", 'Q', 1 }, { "第二季度", 'Q', 2 }, { "第三季度", 'Q', 3 }, { "第四季度", 'Q', 4 },
    { "全年", 'Y', 0 },
  };
  int month = token->number ? 0 : sb_month_word (token->start, token->length);

  if (month != 0)
    {
      written->kind = 'M';
      written->index = month;
      return TRUE;
    }
  for (guint i = 0; i < G_N_ELEMENTS (words); i++)
    if (is_word (token, words[i].word))
      {
        written->kind = words[i].kind;
        written->index = words[i].index;
        return TRUE;
      }
  return FALSE;
}

/* A letter or word with a number: Q1, 1Q, H1, 3月, 1季度, 第1季度. Returns the tokens used, 0 when it is none. */
static int
counted (const Token *tokens, int n, Written *written)
{
  static const struct {
    const char *before, *after;
    char        kind;
    int         max;
  } forms[] = {
    { "Q", NULL, 'Q', 4 },    { "quarter", NULL, 'Q', 4 }, { "H", NULL, 'H', 2 }, { NULL, "月", 'M', 12 },
    { NULL, "月份", 'M', 12 }, { "第", "季度", 'Q', 4 },     { NULL, "季度", 'Q', 4 }, { NULL, "Q", 'Q', 4 },
    { "T", NULL, 'Q', 4 },
  };

  for (guint i = 0; i < G_N_ELEMENTS (forms); i++)
    {
      int need = 1 + (forms[i].before != NULL) + (forms[i].after != NULL);
      const Token *number = &tokens[forms[i].before != NULL];

      if (n < need || !number->number || number->length > 2 || number->value < 1 || number->value > forms[i].max)
        continue;
      if ((forms[i].before != NULL && !is_word (&tokens[0], forms[i].before)) ||
          (forms[i].after != NULL && !is_word (number + 1, forms[i].after)))
        continue;
      written->kind = forms[i].kind;
      written->index = number->value;
      return need;
    }
  return 0;
}

/* FY2026, 财年2026, 2026年, 2026: the tokens used. */
static int
year_at (const Token *tokens, int n, Written *written)
{
  int skip = n > 1 && (is_word (&tokens[0], "FY") || is_word (&tokens[0], "财年") || is_word (&tokens[0], "CY"));
  int year = n > skip ? (skip ? short_year (&tokens[skip]) : is_year (&tokens[0]) ? tokens[0].value : 0) : 0;

  if (year == 0)
    return 0;
  written->year = year;
  return skip + 1 + (n > skip + 1 && (is_word (&tokens[skip + 1], "年") || is_word (&tokens[skip + 1], "财年") ||
                                       is_word (&tokens[skip + 1], "年度")));
}

/* The whole text as one period. */
static gboolean
read_tokens (Token *tokens, int n, Written *written)
{
  int used = year_at (tokens, n, written);

  if (used > 0)
    {
      tokens += used;
      n -= used;
      if (n == 0)
        written->kind = 'Y';
      else if (n == 1 && tokens[0].number && tokens[0].length <= 2 && tokens[0].value >= 1 && tokens[0].value <= 12)
        {
          written->kind = 'M';
          written->index = tokens[0].value;
        }
      else if (!(n == 1 && named (&tokens[0], written)) && counted (tokens, n, written) != n)
        return FALSE;
      return TRUE;
    }
  /* 年3月 glued: "2026年3月" splits into 2026, 年, 3, 月 and was read above; here the period stands first. */
  used = n >= 1 && named (&tokens[0], written) ? 1 : counted (tokens, n, written);
  if (used == n)
    return n > 0;
  if (used > 0)
    {
      if (n - used == 1 && short_year (&tokens[used]) != 0)
        written->year = short_year (&tokens[used]);
      return written->year != 0 || year_at (tokens + used, n - used, written) == n - used;
    }
  /* 03/2026 */
  if (n == 2 && tokens[0].number && tokens[0].length <= 2 && tokens[0].value >= 1 && tokens[0].value <= 12 &&
      is_year (&tokens[1]))
    {
      *written = (Written) { 'M', tokens[0].value, tokens[1].value };
      return TRUE;
    }
  /* 202603 */
  if (n == 1 && tokens[0].number && tokens[0].length == 6 && tokens[0].value / 100 >= 1900 &&
      tokens[0].value % 100 >= 1 && tokens[0].value % 100 <= 12)
    {
      *written = (Written) { 'M', tokens[0].value % 100, tokens[0].value / 100 };
      return TRUE;
    }
  return FALSE;
}

static gboolean
make_period (const Written *written, SbFiscal fiscal, SbPeriod *period)
{
  char code[32];

  switch (written->kind)
    {
    case 'M':
      g_snprintf (code, sizeof code, "%04d-%02d", written->year, written->index);
      break;
    case 'Q':
    case 'H':
      g_snprintf (code, sizeof code, "%04d-%c%d", written->year, written->kind, written->index);
      break;
    default:
      g_snprintf (code, sizeof code, "%04d", written->year);
    }
  return sb_period_parse (code, fiscal, period);
}

SbIssueCode
sb_parse_period_cell (const SbColumnFormat *format, const char *text, gsize length, const SbPeriodHints *hints,
                      SbPeriod *period, gboolean *needs_year)
{
  g_return_val_if_fail (format != NULL && text != NULL && hints != NULL && period != NULL, SB_ISSUE_BAD_DATE);

  Written written = { 0 };
  Token tokens[6];
  char ascii[96];
  SbDate date;
  int n;

  if (needs_year != NULL)
    *needs_year = FALSE;
  if (length > 60 || !sb_text_to_ascii (text, length, ascii, sizeof ascii))
    return SB_ISSUE_BAD_DATE;
  g_strstrip (ascii);
  if (sb_period_parse (ascii, hints->fiscal, period))
    return SB_ISSUE_NONE;
  n = split (ascii, tokens, G_N_ELEMENTS (tokens));
  if (n > 0 && read_tokens (tokens, n, &written))
    {
      if (needs_year != NULL)
        *needs_year = written.year == 0;
      written.year = written.year != 0 ? written.year : hints->year;
      return written.year != 0 && make_period (&written, hints->fiscal, period) ? SB_ISSUE_NONE : SB_ISSUE_BAD_DATE;
    }
  if (sb_parse_date_cell (format, text, length, &date) != SB_ISSUE_NONE)
    return SB_ISSUE_BAD_DATE;
  *period = sb_period_containing (SB_PERIOD_MONTH, date, hints->fiscal);
  return SB_ISSUE_NONE;
}

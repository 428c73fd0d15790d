/* SPDX-License-Identifier: GPL-3.0-or-later */
/* A header in the form in which headers are compared, and the unit it carries. Pure text work, called wherever a
 * header or an alias is looked up; knows no fields. */
#include "exchange/sb-import-dictionary.h"

#include "core/sb-money.h"

#include <string.h>

static gboolean
ends_with_nocase (const char *text, const char *tail)
{
  gsize n = strlen (text), m = strlen (tail);
  return n > m && g_ascii_strcasecmp (text + n - m, tail) == 0;
}

static void
trim (GString *text)
{
  g_strstrip (text->str);
  g_string_truncate (text, strlen (text->str));
}

/* ---- units ----------------------------------------------------------------------------------------------------- */

typedef struct {
  const char *word;
  int         power;
} PowerWord;

static const PowerWord power_words[] = {
  { "百万", 6 }, { "千万", 7 }, { "万", 4 },        { "亿", 8 },    { "千", 3 },       { "thousands", 3 },
  { "thousand", 3 }, { "millions", 6 }, { "million", 6 }, { "mio", 6 },   { "tsd", 3 },      { "mn", 6 },
  { "'000", 3 },     { "000s", 3 },     { "000", 3 },     { "k", 3 },     { "m", 6 },
};

/* "usd", "元", "€": a code, or the sign alone where it fits several currencies. FALSE when it is none. */
static gboolean
currency_word (const char *word, char *code)
{
  static const char * const words[][2] = {
    { "元", "CNY" }, { "人民币", "CNY" }, { "rmb", "CNY" },  { "€", "EUR" },  { "euro", "EUR" }, { "£", "GBP" },
    { "us$", "USD" }, { "美元", "USD" },  { "欧元", "EUR" }, { "港元", "HKD" }, { "hk$", "HKD" },  { "日元", "JPY" },
    { "$", "$" },     { "¥", "¥" },       { "cn¥", "CNY" },
  };
  g_autofree char *upper = g_ascii_strup (word, -1);

  for (guint i = 0; i < G_N_ELEMENTS (words); i++)
    if (g_str_equal (word, words[i][0]))
      {
        g_strlcpy (code, words[i][1], 4);
        return TRUE;
      }
  if (strlen (upper) != 3 || !sb_currency_is_known (upper))
    return FALSE;
  g_strlcpy (code, upper, 4);
  return TRUE;
}

/* A multiplier, a currency, or both in either order: 万元, kEUR, USD k. */
static gboolean
money_unit (SbHeaderKey *key, const char *unit)
{
  char code[4] = "";

  if (currency_word (unit, code))
    {
      g_strlcpy (key->currency, code, sizeof key->currency);
      return TRUE;
    }
  for (guint i = 0; i < G_N_ELEMENTS (power_words); i++)
    {
      const char *word = power_words[i].word;
      g_autofree char *rest = NULL;

      if (g_str_has_prefix (unit, word))
        rest = g_strdup (unit + strlen (word));
      else if (g_str_has_suffix (unit, word))
        rest = g_strndup (unit, strlen (unit) - strlen (word));
      else
        continue;
      g_strstrip (rest);
      if (*rest != '\0' && !currency_word (rest, code))
        continue;
      key->power = power_words[i].power;
      g_strlcpy (key->currency, code, sizeof key->currency);
      return TRUE;
    }
  return FALSE;
}

static void
read_unit (SbHeaderKey *key, const char *written)
{
  static const struct {
    const char *word;
    int         seconds;
  } times[] = {
    { "s", 1 },     { "sec", 1 },     { "second", 1 },  { "seconds", 1 }, { "秒", 1 },       { "min", 60 },
    { "mins", 60 }, { "minute", 60 }, { "minutes", 60 }, { "分钟", 60 },   { "分", 60 },      { "h", 3600 },
    { "hr", 3600 }, { "hrs", 3600 },  { "hour", 3600 }, { "hours", 3600 }, { "小时", 3600 },  { "d", 86400 },
    { "day", 86400 }, { "days", 86400 }, { "天", 86400 },
  };
  static const char * const derived[] = { "converted", "weighted", "prorated", "折算", "加权" };
  g_autofree char *unit = g_utf8_strdown (written, -1);

  g_strstrip (unit);
  if (g_str_has_prefix (unit, "in "))
    memmove (unit, unit + 3, strlen (unit + 3) + 1);
  if (g_str_equal (unit, "%") || g_str_equal (unit, "percent"))
    key->percent = TRUE;
  for (guint i = 0; i < G_N_ELEMENTS (times); i++)
    if (g_str_equal (unit, times[i].word))
      key->seconds = times[i].seconds;
  for (guint i = 0; i < G_N_ELEMENTS (derived); i++)
    key->derived = key->derived || g_str_equal (unit, derived[i]);
  if (!key->percent && key->seconds == 0)
    money_unit (key, unit);
}

/* ---- taking a header apart --------------------------------------------------------------------------------------- */

static void
take_bracket (SbHeaderKey *key, GString *text)
{
  char close = text->len > 0 ? text->str[text->len - 1] : '\0';
  char open = close == ')' ? '(' : close == ']' ? '[' : '\0';
  const char *at = open == '\0' ? NULL : strrchr (text->str, open);

  if (at == NULL || at == text->str)
    return;
  key->unit = g_strndup (at + 1, (gsize) (text->str + text->len - 1 - at - 1));
  read_unit (key, key->unit);
  g_string_truncate (text, (gsize) (at - text->str));
  trim (text);
}

/* "… USD": a known code in capitals, or one of the large currencies in small letters. */
static void
take_code (SbHeaderKey *key, GString *text)
{
  static const char * const common[] = { "usd", "eur", "cny", "rmb", "gbp", "jpy", "hkd" };
  const char *at = text->len > 4 ? text->str + text->len - 3 : NULL;
  gboolean known;
  char code[4];

  if (key->unit != NULL || at == NULL || strchr (" _-", at[-1]) == NULL)
    return;
  known = g_ascii_isupper (at[0]) && g_ascii_isupper (at[1]) && g_ascii_isupper (at[2]) && currency_word (at, code);
  for (guint i = 0; i < G_N_ELEMENTS (common); i++)
    known = known || g_str_equal (at, common[i]);
  if (!known)
    return;
  key->unit = g_strdup (at);
  read_unit (key, at);
  g_string_truncate (text, text->len - 4);
  trim (text);
}

static void
take_percent (SbHeaderKey *key, GString *text)
{
  if (text->len < 2 || text->str[text->len - 1] != '%')
    return;
  key->percent = TRUE;
  if (key->unit == NULL)
    key->unit = g_strdup ("%");
  g_string_truncate (text, text->len - 1);
  trim (text);
}

static void
take_prefix (SbHeaderKey *key, GString *text, const char *prefix)
{
  static const struct {
    const char    *prefix;
    SbHeaderEntity entity;
  } prefixes[] = {
    { "deal - ", SB_ENTITY_DEAL },
    { "person - ", SB_ENTITY_PERSON },
    { "organization - ", SB_ENTITY_ORGANIZATION },
    { "organisation - ", SB_ENTITY_ORGANIZATION },
    { "lead - ", SB_ENTITY_LEAD },
    { "activity - ", SB_ENTITY_ACTIVITY },
  };

  if (prefix != NULL && g_str_has_prefix (text->str, prefix))
    g_string_erase (text, 0, (gssize) strlen (prefix));
  for (guint i = 0; i < G_N_ELEMENTS (prefixes); i++)
    if (g_ascii_strncasecmp (text->str, prefixes[i].prefix, strlen (prefixes[i].prefix)) == 0)
      {
        key->entity = prefixes[i].entity;
        g_string_erase (text, 0, (gssize) strlen (prefixes[i].prefix));
        return;
      }
}

static char *
squeeze (const char *text)
{
  g_autofree char *lower = g_utf8_strdown (text, -1);
  GString *key = g_string_new (NULL);

  for (const char *at = lower; *at != '\0'; at = g_utf8_next_char (at))
    {
      gunichar c = g_utf8_get_char (at);

      if (g_unichar_isspace (c) || (c < 128 && strchr ("_-./:?()", (int) c) != NULL) || c == 0xFEFF)
        continue;
      g_string_append_unichar (key, c);
    }
  return g_string_free (key, FALSE);
}

void
sb_header_key_init (SbHeaderKey *key, const char *header, const char *prefix)
{
  g_return_if_fail (key != NULL && header != NULL);

  g_autofree char *valid = g_utf8_make_valid (header, -1);
  g_autofree char *normal = g_utf8_normalize (valid, -1, G_NORMALIZE_ALL_COMPOSE);
  g_autoptr (GString) text = g_string_new (NULL);

  memset (key, 0, sizeof *key);
  for (const char *at = normal; *at != '\0'; at = g_utf8_next_char (at))
    {
      gunichar c = g_utf8_get_char (at);

      if (c != '*' && c != 0xFEFF)
        g_string_append_unichar (text, g_unichar_isspace (c) ? ' ' : c);
    }
  trim (text);
  if (g_str_has_prefix (text->str, "# "))
    g_string_erase (text, 0, 2);
  if (ends_with_nocase (text->str, "__c"))
    g_string_truncate (text, text->len - 3);
  take_bracket (key, text);
  take_percent (key, text);
  take_code (key, text);
  take_prefix (key, text, prefix);
  key->external = ends_with_nocase (text->str, "/id") || ends_with_nocase (text->str, ".id") ||
                  ends_with_nocase (text->str, "/external id");
  key->key = squeeze (text->str);
  /* "#" and "(…)" alone must stay something. */
  if (*key->key == '\0' && text->len > 0)
    {
      g_free (key->key);
      key->key = g_strdup (text->str);
    }
}

void
sb_header_key_clear (SbHeaderKey *key)
{
  if (key == NULL)
    return;
  g_clear_pointer (&key->key, g_free);
  g_clear_pointer (&key->unit, g_free);
}

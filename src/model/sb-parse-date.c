/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Reads typed days in English and Chinese. Pure: today is a parameter. */
#include "sb-config.h"

#include "model/sb-parse.h"

#include "core/sb-text.h"

#include <glib/gi18n-lib.h>
#include <stdio.h>
#include <string.h>

static const char *const month_names[12] = { "jan", "feb", "mar", "apr", "may", "jun",
                                             "jul", "aug", "sep", "oct", "nov", "dec" };
static const char *const day_names[7] = { "monday", "tuesday", "wednesday", "thursday", "friday", "saturday", "sunday" };
static const char *const chinese_days[] = { "一", "二", "三", "四", "五", "六", "日" };

typedef struct {
  const char *word;
  int         days;
} DayWord;

static const DayWord day_words[] = { { "today", 0 }, { "tomorrow", 1 },   { "yesterday", -1 }, { "今天", 0 }, { "今日", 0 },
                                     { "明天", 1 },  { "昨天", -1 },      { "后天", 2 },       { "前天", -2 }, { "大后天", 3 } };

static gboolean
parse_word (const char *text, SbDate today, SbDate *date)
{
  for (gsize i = 0; i < G_N_ELEMENTS (day_words); i++)
    if (strcmp (text, day_words[i].word) == 0)
      {
        *date = today + day_words[i].days;
        return TRUE;
      }
  return FALSE;
}

static gboolean
move_by (SbDate today, int n, const char *unit, SbDate *date)
{
  if (*unit == '\0' || g_str_has_prefix (unit, "d") || g_str_has_prefix (unit, "天") || g_str_has_prefix (unit, "日"))
    *date = today + n;
  else if (g_str_has_prefix (unit, "w") || g_str_has_prefix (unit, "周") || g_str_has_prefix (unit, "星期")
           || g_str_has_prefix (unit, "个星期"))
    *date = today + 7 * n;
  else if (g_str_has_prefix (unit, "m") || g_str_has_prefix (unit, "月") || g_str_has_prefix (unit, "个月"))
    *date = sb_date_add_months (today, n);
  else if (g_str_has_prefix (unit, "q") || g_str_has_prefix (unit, "季") || g_str_has_prefix (unit, "个季"))
    *date = sb_date_add_months (today, 3 * n);
  else if (g_str_has_prefix (unit, "y") || g_str_has_prefix (unit, "年"))
    *date = sb_date_add_months (today, 12 * n);
  else
    return FALSE;
  return TRUE;
}

/* "+2w", "-3d", "3天后", "2周前", "in 2 weeks". */
static gboolean
parse_relative (const char *text, SbDate today, SbDate *date)
{
  gboolean after = g_str_has_suffix (text, "后"), before = g_str_has_suffix (text, "前");
  gboolean in = g_str_has_prefix (text, "in ");
  const char *at = in ? text + 3 : text;
  char *end;
  long n;

  if (*at != '+' && *at != '-' && !after && !before && !in)
    return FALSE;
  n = strtol (at, &end, 10);
  if (end == at || n < -10000 || n > 10000)
    return FALSE;
  while (*end == ' ')
    end++;
  if (!after && !before)
    return move_by (today, (int) n, end, date);
  {
    g_autofree char *unit = g_strndup (end, strlen (end) - strlen ("后"));

    return move_by (today, before ? -(int) n : (int) n, unit, date);
  }
}

/* The weekday in the week that is `weeks` later; weeks −1000: the next such day after today. */
static SbDate
weekday_in (SbDate today, int weekday, int weeks)
{
  SbDate monday = today - (sb_date_weekday (today) - 1);

  if (weeks != -1000)
    return monday + 7 * weeks + weekday - 1;
  return today + 1 + (weekday - 1 - (sb_date_weekday (today + 1) - 1) + 7) % 7;
}

static int
chinese_weekday (const char *text)
{
  if (strcmp (text, "天") == 0)
    return 7;
  if (strcmp (text, "末") == 0)
    return 6;
  for (int i = 0; i < 7; i++)
    if (strcmp (text, chinese_days[i]) == 0 || (text[0] == '1' + i && text[1] == '\0'))
      return i + 1;
  return 0;
}

/* "下周五", "本周三", "周一", "星期天", "下下周二". */
static gboolean
parse_chinese_weekday (const char *text, SbDate today, SbDate *date)
{
  static const char *const stems[] = { "星期", "礼拜", "周", NULL };
  int weeks = -1000, weekday;

  while (g_str_has_prefix (text, "下"))
    {
      weeks = weeks == -1000 ? 1 : weeks + 1;
      text += strlen ("下");
    }
  if (weeks == -1000 && g_str_has_prefix (text, "上"))
    {
      weeks = -1;
      text += strlen ("上");
    }
  else if (weeks == -1000 && (g_str_has_prefix (text, "本") || g_str_has_prefix (text, "这")))
    {
      weeks = 0;
      text += strlen ("本");
    }
  if (g_str_has_prefix (text, "个"))
    text += strlen ("个");
  for (gsize i = 0; stems[i] != NULL; i++)
    if (g_str_has_prefix (text, stems[i]))
      {
        weekday = chinese_weekday (text + strlen (stems[i]));
        if (weekday == 0)
          return FALSE;
        *date = weekday_in (today, weekday, weeks);
        return TRUE;
      }
  return FALSE;
}

/* "fri", "friday", "next friday", "last mon". */
static gboolean
parse_english_weekday (const char *text, SbDate today, SbDate *date)
{
  int weeks = -1000;

  if (g_str_has_prefix (text, "next "))
    weeks = 1;
  else if (g_str_has_prefix (text, "last "))
    weeks = -1;
  else if (g_str_has_prefix (text, "this "))
    weeks = 0;
  if (weeks != -1000)
    text += 5;
  for (int i = 0; i < 7; i++)
    if (strlen (text) >= 3 && g_str_has_prefix (day_names[i], text))
      {
        *date = weekday_in (today, i + 1, weeks);
        return TRUE;
      }
  return FALSE;
}

/* The year that brings the day nearest to today. */
static SbDate
nearest_year (SbDate today, int month, int day)
{
  SbDate best = SB_DATE_NONE;
  int year;

  sb_date_to_ymd (today, &year, NULL, NULL);
  for (int y = year - 1; y <= year + 1; y++)
    {
      SbDate date = sb_date_from_ymd (y, month, day);

      if (date != SB_DATE_NONE && (best == SB_DATE_NONE || ABS (date - today) < ABS (best - today)))
        best = date;
    }
  return best;
}

static int
full_year (int year)
{
  return year < 70 ? year + 2000 : year < 100 ? year + 1900 : year;
}

static int
take_month_name (char *text)
{
  for (int i = 0; i < 12; i++)
    {
      char *at = strstr (text, month_names[i]);
      gsize length;

      if (at == NULL)
        continue;
      length = strspn (at, "abcdefghijklmnopqrstuvwxyz.");
      memset (at, ' ', length);
      return i + 1;
    }
  return 0;
}

static int
read_numbers (const char *text, int numbers[3])
{
  int n = 0;

  while (*text != '\0')
    {
      if (g_ascii_isdigit (*text))
        {
          gsize length = strspn (text, "0123456789");

          if (n == 3 || length > 4)
            return -1;
          numbers[n++] = (int) strtol (text, NULL, 10);
          text += length;
        }
      else
        text++;
    }
  return n;
}

/* "2026-03-05", "15/3", "3月15日", "15 Mar 2026", "20260305". */
static gboolean
parse_numbers (const char *text, SbDate today, gboolean month_first, SbDate *date)
{
  g_autofree char *copy = g_strdup (text);
  gboolean chinese = strstr (text, "月") != NULL;
  gboolean compact = strlen (text) == 8 && strspn (text, "0123456789") == 8;
  int month = take_month_name (copy), numbers[3], n;

  if (strspn (copy, "0123456789 /.-,年月日号") != strlen (copy) && !chinese)
    return FALSE;
  if (compact)
    {
      int packed = (int) strtol (text, NULL, 10);

      *date = sb_date_from_ymd (packed / 10000, packed / 100 % 100, packed % 100);
      return *date != SB_DATE_NONE;
    }
  n = read_numbers (copy, numbers);
  if (month > 0 && n == 1)
    *date = nearest_year (today, month, numbers[0]);
  else if (month > 0 && n == 2)
    *date = numbers[0] > 31 ? sb_date_from_ymd (numbers[0], month, numbers[1])
                            : sb_date_from_ymd (full_year (numbers[1]), month, numbers[0]);
  else if (month == 0 && n == 3 && (numbers[0] > 31 || chinese))
    *date = sb_date_from_ymd (full_year (numbers[0]), numbers[1], numbers[2]);
  else if (month == 0 && n == 3)
    *date = month_first ? sb_date_from_ymd (full_year (numbers[2]), numbers[0], numbers[1])
                        : sb_date_from_ymd (full_year (numbers[2]), numbers[1], numbers[0]);
  else if (month == 0 && n == 2 && (chinese || month_first))
    *date = nearest_year (today, numbers[0], numbers[1]);
  else if (month == 0 && n == 2)
    *date = nearest_year (today, numbers[1], numbers[0]);
  else
    return FALSE;
  return *date != SB_DATE_NONE;
}

gboolean
sb_parse_date (const char *text, SbDate today, gboolean month_first, SbDate *date, GError **error)
{
  g_autofree char *folded = NULL;
  SbDate found = SB_DATE_NONE;

  g_return_val_if_fail (text != NULL && date != NULL, FALSE);

  folded = sb_text_fold (text);
  if (parse_word (folded, today, &found) || parse_relative (folded, today, &found)
      || parse_chinese_weekday (folded, today, &found) || parse_english_weekday (folded, today, &found)
      || parse_numbers (folded, today, month_first, &found))
    {
      int year = 0;

      if (found != SB_DATE_NONE)
        sb_date_to_ymd (found, &year, NULL, NULL);
      if (year >= 1900 && year <= 9999)
        {
          *date = found;
          return TRUE;
        }
    }
  {
    g_autofree char *shown = sb_text_ellipsize (text, 40);

    g_set_error (error, SB_PARSE_ERROR, SB_PARSE_ERROR_DATE,
                 _("“%s” is not a date. Type for example 2026-03-15, 15/3, +2w or 下周五."), shown);
  }
  return FALSE;
}

/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Counts which readings the cells of a column allow and draws the conclusion. Called once a cell in the first pass;
 * only counters are kept, so the order of the rows decides nothing. Knows no headers and no file. */
#include "exchange/sb-column-profile.h"
#include "exchange/sb-date-text.h"
#include "exchange/sb-number-text.h"

#include <string.h>

#define YEAR_LAST (SB_ORDER_DMY | SB_ORDER_MDY)

struct _SbColumnProfile {
  SbImportKind kind;
  gboolean     dates, numbers, ids;
  guint64      n;

  /* Dates: how many cells allow exactly this set of orders, and one of them. */
  guint64      sets[SB_ORDERS];
  char        *set_example[SB_ORDERS];
  guint        separators;  /* bits: - / . */
  guint        forms;       /* bits: bare, time, zone */
  guint64      n_written;   /* cells with numbers only */
  guint64      n_month_first, n_year_first, n_day_first; /* cells with a named month */

  /* Numbers: by the readings they allow. */
  guint64      n_point, n_comma, n_both, n_bad;
  guint64      fraction_point, fraction_comma; /* cells whose decimal mark is certain */
  gboolean     both_point, both_comma;         /* marks of the undecided cells */
  char        *point_example, *comma_example, *both_example, *suffix_example;
  guint64      n_suffix, n_percent, n_above_one, n_below_one;

  /* Ids. */
  guint64      n_exponent, n_zeros;
  char        *id_example;
};

SbColumnProfile *
sb_column_profile_new (SbImportKind kind)
{
  SbColumnProfile *self = g_new0 (SbColumnProfile, 1);

  self->kind = kind;
  self->dates = kind == SB_IMPORT_DATE || kind == SB_IMPORT_INSTANT || kind == SB_IMPORT_PERIOD;
  self->numbers = kind == SB_IMPORT_MONEY || kind == SB_IMPORT_NUMBER || kind == SB_IMPORT_INTEGER ||
                  kind == SB_IMPORT_PERCENT || kind == SB_IMPORT_MINUTES;
  self->ids = kind == SB_IMPORT_ID;
  return self;
}

void
sb_column_profile_free (SbColumnProfile *self)
{
  if (self == NULL)
    return;
  for (guint i = 0; i < SB_ORDERS; i++)
    g_free (self->set_example[i]);
  g_free (self->point_example);
  g_free (self->comma_example);
  g_free (self->both_example);
  g_free (self->suffix_example);
  g_free (self->id_example);
  g_free (self);
}

static void
keep_example (char **example, const char *text, gsize length)
{
  if (*example == NULL)
    *example = g_strndup (text, MIN (length, 200));
}

/* ---- accumulating ---------------------------------------------------------------------------------------------- */

static guint
separator_bit (char separator)
{
  return separator == '-' ? 1 : separator == '/' ? 2 : separator == '.' ? 4 : 0;
}

static gboolean
is_iso (const char *text, gsize length)
{
  static const char form[] = "dddd-dd-dd";

  if (length != 10)
    return FALSE;
  for (guint i = 0; i < 10; i++)
    if (form[i] == '-' ? text[i] != '-' : !g_ascii_isdigit (text[i]))
      return FALSE;
  return sb_date_from_ymd ((text[0] - '0') * 1000 + (text[1] - '0') * 100 + (text[2] - '0') * 10 + text[3] - '0',
                           (text[5] - '0') * 10 + text[6] - '0', (text[8] - '0') * 10 + text[9] - '0') != SB_DATE_NONE;
}

static void
add_date (SbColumnProfile *self, const char *text, gsize length)
{
  SbDateText date;
  guint set = 0;
  SbPeriod period;
  SbPeriodHints hints = { 2000, SB_FISCAL_DEFAULT };

  if (is_iso (text, length))
    {
      set = SB_ORDER_YMD;
      self->separators |= 1;
      self->forms |= 1;
      self->n_written++;
    }
  else if (sb_date_text_scan (text, length, &date))
    {
      set = sb_date_text_orders (&date);
      self->separators |= separator_bit (date.separator);
      self->forms |= date.has_zone ? 4 : date.has_time ? 2 : 1;
      if (date.shape != SB_DATE_NAMED)
        self->n_written++;
      else if (date.month_first)
        self->n_month_first++;
      else if (date.digits[0] == 4)
        self->n_year_first++;
      else
        self->n_day_first++;
    }
  else if (self->kind == SB_IMPORT_PERIOD &&
           sb_parse_period_cell (&(SbColumnFormat) { 0 }, text, length, &hints, &period, NULL) == SB_ISSUE_NONE)
    return;
  self->sets[set]++;
  if (self->set_example[set] == NULL)
    keep_example (&self->set_example[set], text, length);
}

static void
add_percent (SbColumnProfile *self, const SbNumberText *number, guint readings)
{
  SbDecimal value;
  unsigned __int128 one = 1;

  self->n_percent += number->percent;
  if (sb_number_text_read (number, readings & SB_READ_POINT ? SB_READ_POINT : SB_READ_COMMA, 0, &value) !=
      SB_ISSUE_NONE)
    return;
  for (int i = 0; i < value.scale; i++)
    one *= 10;
  self->n_above_one += value.mantissa > one || value.negative;
  self->n_below_one += value.mantissa > 0 && value.mantissa < one;
}

static void
add_readings (SbColumnProfile *self, const SbNumberText *number, guint readings, const char *text, gsize length)
{
  if (readings == SB_READ_POINT)
    {
      self->n_point++;
      self->fraction_point += number->n_points > 0;
      keep_example (&self->point_example, text, length);
    }
  else if (readings == SB_READ_COMMA)
    {
      self->n_comma++;
      self->fraction_comma += number->n_commas > 0;
      keep_example (&self->comma_example, text, length);
    }
  else if (number->n_points + number->n_commas > 0)
    {
      self->n_both++;
      self->both_point = self->both_point || number->n_points > 0;
      self->both_comma = self->both_comma || number->n_commas > 0;
      keep_example (&self->both_example, text, length);
    }
}

static void
add_number (SbColumnProfile *self, const char *text, gsize length)
{
  SbNumberText number;
  guint readings;
  gsize i = 0;

  while (i < length && g_ascii_isdigit (text[i]))
    i++;
  if (i == length && self->kind != SB_IMPORT_PERCENT && length <= 18)
    return;
  readings = sb_number_text_scan (text, length, &number) ? sb_number_text_readings (&number) : 0;
  if (readings == 0)
    {
      self->n_bad++;
      return;
    }
  if (number.suffix)
    {
      self->n_suffix++;
      keep_example (&self->suffix_example, text, length);
    }
  add_readings (self, &number, readings, text, length);
  if (self->kind == SB_IMPORT_PERCENT)
    add_percent (self, &number, readings);
}

/* 4.87688E+18, or a long number whose last digits are gone. */
static void
add_id (SbColumnProfile *self, const char *text, gsize length)
{
  gsize digits = 0, i = 0;

  while (i < length && (g_ascii_isdigit (text[i]) || text[i] == '.' || text[i] == ','))
    digits += g_ascii_isdigit (text[i++]) != 0;
  if (digits > 0 && i + 2 < length && (text[i] == 'E' || text[i] == 'e') && text[i + 1] == '+' && i < 12)
    {
      self->n_exponent++;
      keep_example (&self->id_example, text, length);
    }
  else if (digits == length && length >= 16 && memcmp (text + length - 3, "000", 3) == 0)
    {
      self->n_zeros++;
      keep_example (&self->id_example, text, length);
    }
}

void
sb_column_profile_add (SbColumnProfile *self, const char *text, gsize length, guint64 row)
{
  g_return_if_fail (self != NULL && text != NULL);

  if (sb_cell_is_empty (text, length, TRUE))
    return;
  self->n++;
  if (self->dates)
    add_date (self, text, length);
  else if (self->numbers)
    add_number (self, text, length);
  else if (self->ids)
    add_id (self, text, length);
}

gboolean
sb_column_profile_ids_damaged (const SbColumnProfile *self, const char **example)
{
  g_return_val_if_fail (self != NULL, FALSE);
  if (example != NULL)
    *example = self->id_example;
  return self->n > 0 && (self->n_exponent + self->n_zeros) * 2 > self->n;
}

/* ---- dates: the conclusion ------------------------------------------------------------------------------------- */

static guint64
passes (const SbColumnProfile *self, guint order)
{
  guint64 n = 0;

  for (guint set = 0; set < SB_ORDERS; set++)
    n += set & order ? self->sets[set] : 0;
  return n;
}

static guint64
total_dates (const SbColumnProfile *self)
{
  guint64 n = 0;

  for (guint set = 0; set < SB_ORDERS; set++)
    n += self->sets[set];
  return n;
}

/* Cells that `order` fails and `other` reads. */
static guint64
beaten_by (const SbColumnProfile *self, guint order, guint other)
{
  guint64 n = 0;

  for (guint set = 0; set < SB_ORDERS; set++)
    n += (set & other) && !(set & order) ? self->sets[set] : 0;
  return n;
}

/* Orders that can decide: all cells, else 98 % with no other order reading what this one fails. */
static guint
survivors (const SbColumnProfile *self)
{
  guint64 total = total_dates (self);
  guint all = 0, most = 0;

  for (guint order = 1; order < SB_ORDERS; order <<= 1)
    {
      guint64 n = passes (self, order);
      gboolean beaten = FALSE;

      if (n == total)
        all |= order;
      for (guint other = 1; other < SB_ORDERS; other <<= 1)
        beaten = beaten || beaten_by (self, order, other) > 0;
      if (n > 0 && n * 100 >= total * 98 && !beaten)
        most |= order;
    }
  all = all != 0 ? all : most;
  /* A year of two digits first counts only if no order with the year last survives. */
  if (all & YEAR_LAST)
    all &= ~(guint) SB_ORDER_YMD_SHORT;
  return all;
}

/* The orders worth naming when none survives, best first. */
static guint
rank_orders (const SbColumnProfile *self, guint *orders)
{
  guint n = 0;

  for (guint order = 1; order < SB_ORDERS; order <<= 1)
    {
      guint at = n;

      if (passes (self, order) == 0 || (order == SB_ORDER_YMD_SHORT && passes (self, YEAR_LAST) > 0))
        continue;
      for (; at > 0 && passes (self, orders[at - 1]) < passes (self, order); at--)
        orders[at] = orders[at - 1];
      orders[at] = order;
      n++;
    }
  return n;
}

static gboolean
is_conflict (const SbColumnProfile *self, const guint *orders, guint n)
{
  for (guint i = 0; i < n; i++)
    for (guint j = i + 1; j < n; j++)
      if (beaten_by (self, orders[i], orders[j]) > 0 && beaten_by (self, orders[j], orders[i]) > 0)
        return TRUE;
  return FALSE;
}

/* Named months only: nothing is in question, the order is how they are written. */
static guint
named_order (const SbColumnProfile *self)
{
  if (self->n_month_first > self->n_day_first + self->n_year_first)
    return SB_ORDER_MDY;
  return self->n_year_first > self->n_day_first ? SB_ORDER_YMD : SB_ORDER_DMY;
}

/* The state, and the order when decided. */
static SbFormState
judge_dates (const SbColumnProfile *self, guint *order)
{
  guint set = survivors (self);
  guint ranked[8];
  guint n;

  *order = 0;
  if (total_dates (self) == 0 || self->sets[0] == total_dates (self))
    return SB_FORM_NONE;
  if (self->n_written == 0)
    {
      *order = named_order (self);
      return SB_FORM_DECIDED;
    }
  if (set == 0)
    {
      n = rank_orders (self, ranked);
      if (is_conflict (self, ranked, n))
        return SB_FORM_CONFLICT;
      set = n > 1 && passes (self, ranked[0]) == passes (self, ranked[1]) ? ranked[0] | ranked[1] : ranked[0];
    }
  if ((set & YEAR_LAST) == YEAR_LAST)
    return SB_FORM_OPEN;
  /* One is left: the lowest bit, were there ever more. */
  *order = set & (~set + 1);
  return *order == SB_ORDER_SERIAL ? SB_FORM_SERIAL : SB_FORM_DECIDED;
}

static SbDateOrder
public_order (guint order)
{
  switch (order)
    {
    case SB_ORDER_YMD:
    case SB_ORDER_YMD_SHORT:
      return SB_DATE_ORDER_YMD;
    case SB_ORDER_DMY:
      return SB_DATE_ORDER_DMY;
    case SB_ORDER_MDY:
      return SB_DATE_ORDER_MDY;
    case SB_ORDER_SERIAL:
      return SB_DATE_ORDER_SERIAL;
    case SB_ORDER_EPOCH:
    case SB_ORDER_EPOCH_MS:
      return SB_DATE_ORDER_EPOCH;
    default:
      return SB_DATE_ORDER_NONE;
    }
}

SbFormState
sb_column_profile_date_state (const SbColumnProfile *self, SbDateOrder *order)
{
  g_return_val_if_fail (self != NULL, SB_FORM_NONE);

  guint found = 0;
  SbFormState state = self->dates ? judge_dates (self, &found) : SB_FORM_NONE;

  if (order != NULL)
    *order = public_order (found);
  return state;
}

gboolean
sb_column_profile_is_sibling (const SbColumnProfile *self, const SbColumnProfile *other)
{
  g_return_val_if_fail (self != NULL && other != NULL, FALSE);
  return self->dates && other->dates && self->separators == other->separators && self->forms == other->forms;
}

/* An example cell of the set that shows what is at issue. */
static const char *
example_of (const SbColumnProfile *self, SbFormState state)
{
  const char *any = NULL;

  for (guint set = 1; set < SB_ORDERS; set++)
    {
      if (self->set_example[set] == NULL)
        continue;
      if (state == SB_FORM_OPEN ? (set & YEAR_LAST) == YEAR_LAST : (set & (set - 1)) == 0)
        return self->set_example[set];
      any = self->set_example[set];
    }
  return any;
}

static void
ask_date (const SbColumnProfile *self, const char *column, SbFormState state, GPtrArray *issues)
{
  SbIssueCode code = state == SB_FORM_OPEN       ? SB_ISSUE_DATE_ORDER
                     : state == SB_FORM_CONFLICT ? SB_ISSUE_DATE_CONFLICT
                                                 : SB_ISSUE_DATE_SERIAL;
  SbImportIssue *issue = sb_import_issues_count (issues, code, column, 0, 0, example_of (self, state));
  g_autoptr (GPtrArray) choices = g_ptr_array_new ();
  guint ranked[8];
  guint n = rank_orders (self, ranked);

  for (guint i = 0; i < n; i++)
    {
      const char *name = sb_date_order_name (public_order (ranked[i]));

      if (name != NULL && (state != SB_FORM_OPEN || (ranked[i] & YEAR_LAST)))
        g_ptr_array_add (choices, g_strdup (name));
    }
  g_ptr_array_add (choices, NULL);
  g_strfreev (issue->choices);
  issue->choices = (char **) g_ptr_array_free (g_steal_pointer (&choices), FALSE);
}

static void
overrule (const char *column, const char *option, const char *value, GPtrArray *issues)
{
  g_autofree char *text = g_strconcat (option, " ", value, NULL);

  sb_import_issues_count (issues, SB_ISSUE_OPTION_OVERRULED, column, 0, 0, text);
}

static void
decide_dates (const SbColumnProfile *self, const char *column, const SbFormHints *hints, SbColumnFormat *format,
              GPtrArray *issues)
{
  guint order;
  SbFormState state = judge_dates (self, &order);

  format->date_order = public_order (order);
  format->short_first = order == SB_ORDER_YMD_SHORT;
  format->epoch_ms = order == SB_ORDER_EPOCH_MS;
  if (state == SB_FORM_NONE)
    return;
  if ((self->separators & (self->separators - 1)) != 0)
    sb_import_issues_count (issues, SB_ISSUE_DATE_MIXED_SEPARATORS, column, 0, 0, NULL)->count = self->n;
  if (format->date_order == SB_DATE_ORDER_EPOCH)
    sb_import_issues_count (issues, SB_ISSUE_DATE_EPOCH, column, 0, 0, example_of (self, state));
  if (state == SB_FORM_DECIDED)
    {
      if (hints->option_order != SB_DATE_ORDER_NONE && hints->option_order != format->date_order && self->n_written > 0)
        overrule (column, "--date-order", sb_date_order_name (hints->option_order), issues);
      return;
    }
  if (hints->option_order != SB_DATE_ORDER_NONE)
    format->date_order = hints->option_order;
  else if (state == SB_FORM_OPEN && hints->sibling_order != SB_DATE_ORDER_NONE)
    {
      format->date_order = hints->sibling_order;
      sb_import_issues_count (issues, SB_ISSUE_DATE_ORDER_FROM_SIBLING, column, 0, 0, NULL);
    }
  else
    ask_date (self, column, state, issues);
}

/* ---- numbers: the conclusion ----------------------------------------------------------------------------------- */

static SbFormState
judge_numbers (const SbColumnProfile *self, char *decimal)
{
  *decimal = 0;
  if (self->n_point > 0 && self->n_comma > 0)
    return SB_FORM_CONFLICT;
  if (self->n_point > 0 || self->n_comma > 0)
    *decimal = self->n_point > 0 ? '.' : ',';
  else if (self->n_both == 0)
    return SB_FORM_NONE;
  else if (self->kind == SB_IMPORT_INTEGER && !(self->both_point && self->both_comma))
    *decimal = self->both_comma ? '.' : ','; /* whole numbers have groups, no fraction */
  else
    return SB_FORM_OPEN;
  return SB_FORM_DECIDED;
}

SbFormState
sb_column_profile_number_state (const SbColumnProfile *self, char *decimal)
{
  g_return_val_if_fail (self != NULL, SB_FORM_NONE);

  char mark = 0;
  SbFormState state = self->numbers ? judge_numbers (self, &mark) : SB_FORM_NONE;

  if (decimal != NULL)
    *decimal = mark;
  return state;
}

char
sb_column_profile_fraction (const SbColumnProfile *self, const SbColumnFormat *format)
{
  g_return_val_if_fail (self != NULL && format != NULL, 0);

  if (self->fraction_point > 0 && self->fraction_comma > 0)
    return 'm';
  if (self->fraction_point > 0 || (self->both_point && format->decimal == '.'))
    return '.';
  if (self->fraction_comma > 0 || (self->both_comma && format->decimal == ','))
    return ',';
  return 0;
}

static void
ask_number (const SbColumnProfile *self, const char *column, SbFormState state, GPtrArray *issues)
{
  static const char * const choices[] = { ".", ",", NULL };
  gboolean open = state == SB_FORM_OPEN;
  SbImportIssue *issue = sb_import_issues_count (issues, open ? SB_ISSUE_NUMBER_SEPARATOR : SB_ISSUE_NUMBER_CONFLICT,
                                                 column, 0, 0, open ? self->both_example : self->comma_example);

  g_strfreev (issue->choices);
  issue->choices = g_strdupv ((char **) choices);
}

static void
decide_numbers (const SbColumnProfile *self, const char *column, const SbFormHints *hints, SbColumnFormat *format,
                GPtrArray *issues)
{
  SbFormState state = judge_numbers (self, &format->decimal);
  char option[2] = { hints->option_decimal, '\0' };

  if (self->n_suffix > 0)
    sb_import_issues_count (issues, SB_ISSUE_NUMBER_SUFFIX, column, 0, 0, self->suffix_example)->count = self->n_suffix;
  if (self->kind == SB_IMPORT_PERCENT && self->n_above_one == 0 && self->n_below_one > 0 && self->n_percent == 0)
    {
      format->fraction = TRUE;
      sb_import_issues_count (issues, SB_ISSUE_PERCENT_FRACTION, column, 0, 0, NULL);
    }
  if (state == SB_FORM_DECIDED && hints->option_decimal != 0 && hints->option_decimal != format->decimal)
    overrule (column, "--decimal", option, issues);
  if (state == SB_FORM_NONE || state == SB_FORM_DECIDED)
    return;
  format->mixed = state == SB_FORM_CONFLICT;
  if (hints->option_decimal != 0)
    format->decimal = hints->option_decimal;
  else if (state == SB_FORM_OPEN && hints->sibling_decimal != 0)
    {
      format->decimal = hints->sibling_decimal;
      sb_import_issues_count (issues, SB_ISSUE_DECIMAL_FROM_SIBLING, column, 0, 0, self->both_example);
    }
  else
    ask_number (self, column, state, issues);
}

void
sb_column_profile_decide (const SbColumnProfile *self, const char *column, const SbFormHints *hints,
                          SbColumnFormat *format, GPtrArray *issues)
{
  g_return_if_fail (self != NULL && hints != NULL && format != NULL && issues != NULL);

  if (self->dates)
    decide_dates (self, column, hints, format, issues);
  else if (self->numbers)
    decide_numbers (self, column, hints, format, issues);
}

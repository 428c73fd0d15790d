/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Which column is which field under one type: options before remembered mappings before the dictionary; among columns
 * that could be the same field the better alias wins, so that the order of columns decides nothing. Second step of
 * profiling; sees headers only, no cells. */
#include "exchange/sb-file-private.h"

#include <string.h>

typedef struct {
  guint         column;
  SbHeaderMatch match;
} Claim;

/* ---- options --------------------------------------------------------------------------------------------------- */

/* "#3" is the third column, except where a header reads so. */
static gboolean
names (const SbFileProfile *profile, const char *header, guint i)
{
  const SbFileColumn *column = &profile->columns[i];
  char *end;

  if (g_str_equal (column->name, header) || (g_str_equal (column->header, header) && *header != '\0' &&
                                             strchr (column->name, '#') == NULL))
    return TRUE;
  return *header == '#' && g_ascii_strtoull (header + 1, &end, 10) == i + 1 && *end == '\0' && end > header + 1;
}

gboolean
sb_header_names_column (const SbFileProfile *profile, const char *header)
{
  for (guint i = 0; i < profile->n_columns; i++)
    if (names (profile, header, i))
      return TRUE;
  return FALSE;
}

static void
set_target (SbFileProfile *profile, SbFileColumn *column, const SbImportType *type, const char *target, SbMappedBy by)
{
  gboolean by_id;
  const SbImportField *field;

  if (*target == '\0' || g_str_equal (target, "extra"))
    {
      column->role = *target == '\0' ? SB_COLUMN_IGNORED : SB_COLUMN_EXTRA;
      column->by = by;
      return;
    }
  field = sb_import_dictionary_field (profile->dictionary, target, &by_id);
  if (field == NULL || field->type != type)
    return;
  column->role = SB_COLUMN_FIELD;
  column->field = field;
  column->by_id = by_id;
  column->by = by;
}

static void
apply_options (SbFileProfile *profile, const SbImportType *type)
{
  for (guint i = 0; i < profile->options->maps->len; i++)
    {
      const SbImportMap *map = g_ptr_array_index (profile->options->maps, i);

      for (guint j = 0; j < profile->n_columns; j++)
        if (names (profile, map->header, j))
          set_target (profile, &profile->columns[j], type, map->target, SB_MAPPED_OPTION);
    }
}

/* A remembered mapping is one line a column: name, TAB, target. */
static void
apply_remembered (SbFileProfile *profile, const SbImportType *type)
{
  g_autofree char *key = NULL;
  g_auto (GStrv) lines = NULL;
  const char *text;

  if (profile->options->remembered == NULL)
    return;
  key = sb_file_mapping_key (profile, type);
  text = g_hash_table_lookup (profile->options->remembered, key);
  lines = g_strsplit (text != NULL ? text : "", "\n", -1);
  for (guint i = 0; lines[i] != NULL; i++)
    {
      char *tab = strchr (lines[i], '\t');

      if (tab == NULL)
        continue;
      *tab = '\0';
      for (guint j = 0; j < profile->n_columns; j++)
        if (profile->columns[j].by == SB_MAPPED_NOT && g_str_equal (profile->columns[j].name, lines[i]))
          set_target (profile, &profile->columns[j], type, tab + 1, SB_MAPPED_REMEMBERED);
    }
}

/* ---- special columns ------------------------------------------------------------------------------------------- */

/* Date entered "Stage (Pipeline)" of HubSpot. */
static gboolean
match_stage_column (SbFileColumn *column)
{
  g_autoptr (GRegex) regex =
      g_regex_new ("^date (entered|exited) [\"'“](.+?)(?: \\(([^()]*)\\))?[\"'”](?: \\(.*\\))?$", G_REGEX_CASELESS, 0,
                   NULL);
  g_autoptr (GMatchInfo) info = NULL;

  if (!g_regex_match (regex, column->header, 0, &info))
    return FALSE;
  g_autofree char *word = g_match_info_fetch (info, 1);
  g_free (column->stage);
  g_free (column->pipeline);
  column->stage = g_match_info_fetch (info, 2);
  column->pipeline = g_match_info_fetch (info, 3);
  if (column->pipeline != NULL && *column->pipeline == '\0')
    g_clear_pointer (&column->pipeline, g_free);
  column->role = g_ascii_strcasecmp (word, "entered") == 0 ? SB_COLUMN_ENTERED : SB_COLUMN_EXITED;
  column->kind = SB_IMPORT_INSTANT;
  return TRUE;
}

static gboolean
is_total_header (const char *key)
{
  static const char * const totals[] = { "合计", "总计", "total", "全年", "全年合计", "年度合计", "小计", "grandtotal",
                                         "sum", "fullyear", "yeartotal", "fy" };

  for (guint i = 0; i < G_N_ELEMENTS (totals); i++)
    if (g_str_equal (key, totals[i]))
      return TRUE;
  return FALSE;
}

static gboolean
is_rate_header (const char *key)
{
  return g_str_equal (key, "完成率") || g_str_equal (key, "达成率") || g_str_has_prefix (key, "attainment");
}

/* Quarters beside their months, years beside either: the finest kind is the table, the rest are totals. */
static void
drop_coarser_periods (SbFileProfile *profile)
{
  guint months = 0, quarters = 0;

  for (guint i = 0; i < profile->n_columns; i++)
    if (profile->columns[i].role == SB_COLUMN_PERIOD)
      {
        months += profile->columns[i].period.kind == SB_PERIOD_MONTH;
        quarters += profile->columns[i].period.kind == SB_PERIOD_QUARTER;
      }
  for (guint i = 0; i < profile->n_columns; i++)
    {
      SbFileColumn *column = &profile->columns[i];

      if (column->role == SB_COLUMN_PERIOD && (months >= 3 || quarters >= 3) &&
          column->period.kind != (months >= 3 ? SB_PERIOD_MONTH : SB_PERIOD_QUARTER))
        column->role = SB_COLUMN_IGNORED;
    }
}

/* At least three headers are periods and somebody is named: a wide table of targets. */
static void
match_periods (SbFileProfile *profile, const SbImportType *type)
{
  guint n = 0;

  profile->wide = FALSE;
  if (!g_str_equal (type->name, "target"))
    return;
  for (guint i = 0; i < profile->n_columns; i++)
    {
      SbPeriod period;
      gboolean needs_year;

      n += profile->columns[i].by == SB_MAPPED_NOT &&
           sb_header_is_period (profile->columns[i].header, &period, &needs_year);
    }
  if (n < 3)
    return;
  profile->wide = TRUE;
  for (guint i = 0; i < profile->n_columns; i++)
    {
      SbFileColumn *column = &profile->columns[i];
      gboolean needs_year;

      if (column->by != SB_MAPPED_NOT)
        continue;
      if (sb_header_is_period (column->header, &column->period, &needs_year))
        {
          column->role = SB_COLUMN_PERIOD;
          column->kind = SB_IMPORT_MONEY;
          column->by = SB_MAPPED_SURE;
        }
      else if (is_total_header (column->key.key) || is_rate_header (column->key.key))
        {
          column->role = SB_COLUMN_IGNORED;
          column->by = SB_MAPPED_SURE;
        }
    }
  drop_coarser_periods (profile);
}

/* ---- the dictionary -------------------------------------------------------------------------------------------- */

static int
compare_claims (gconstpointer a, gconstpointer b)
{
  const Claim *x = a, *y = b;

  if (x->match.tier != y->match.tier)
    return x->match.tier < y->match.tier ? -1 : 1;
  if (x->match.rank != y->match.rank)
    return x->match.rank < y->match.rank ? -1 : 1;
  return x->column < y->column ? -1 : x->column > y->column;
}

static SbColumnPart
part_of (const SbFileProfile *profile, const SbImportField *field, const char *key)
{
  static const struct {
    const char  *field, *key;
    SbColumnPart part;
  } parts[] = {
    { "closed_on", "wontime", SB_PART_WON_TIME },   { "closed_on", "wondate", SB_PART_WON_TIME },
    { "closed_on", "赢单时间", SB_PART_WON_TIME },  { "closed_on", "losttime", SB_PART_LOST_TIME },
    { "closed_on", "输单时间", SB_PART_LOST_TIME }, { "status", "iswon", SB_PART_IS_WON },
    { "status", "isclosed", SB_PART_IS_CLOSED },    { "status", "active", SB_PART_ACTIVE },
  };

  for (guint i = 0; i < G_N_ELEMENTS (parts); i++)
    if (g_str_equal (field->name, parts[i].field) && g_str_equal (key, parts[i].key) &&
        (g_str_equal (field->type->name, "deal") || g_str_equal (field->type->name, "lead")))
      return parts[i].part;
  return SB_PART_WHOLE;
}

/* Columns of these fields are joined instead of chosen among. */
static gboolean
is_joined (const SbFileProfile *profile, const SbImportField *field, const SbFileColumn *column)
{
  if (!g_str_equal (field->type->name, "deal") && !g_str_equal (field->type->name, "lead"))
    return FALSE;
  if (g_str_equal (field->name, "closed_on"))
    return TRUE;
  SbColumnPart part = part_of (profile, field, column->key.key);
  return part == SB_PART_IS_WON || part == SB_PART_IS_CLOSED;
}

static const SbFileColumn *
holder (const SbFileProfile *profile, const SbHeaderMatch *match)
{
  for (guint i = 0; i < profile->n_columns; i++)
    {
      const SbFileColumn *column = &profile->columns[i];

      if (column->role == SB_COLUMN_FIELD && column->field == match->field && column->by_id == match->by_id)
        return column;
    }
  return NULL;
}

/* A field that must be one column only: two that differ are a question. */
static gboolean
is_weighty (const SbImportField *field)
{
  return field->kind == SB_IMPORT_MONEY || field->kind == SB_IMPORT_DATE || field->kind == SB_IMPORT_INSTANT ||
         field->kind == SB_IMPORT_ID || g_str_equal (field->name, "stage") || g_str_equal (field->name, "owner");
}

static void
give (SbFileProfile *profile, const Claim *claim)
{
  SbFileColumn *column = &profile->columns[claim->column];
  const SbFileColumn *first = holder (profile, &claim->match);

  if (claim->match.tier == SB_MATCH_WEAK && first != NULL)
    return;
  if (first != NULL && !(is_joined (profile, claim->match.field, column) &&
                         is_joined (profile, claim->match.field, first)))
    {
      /* Left as an extra field; sb-file-scan.c compares the contents. */
      column->twin = (int) (first - profile->columns);
      column->twin_weighty = is_weighty (claim->match.field) && !claim->match.by_id &&
                             first->tier == (int) claim->match.tier;
      return;
    }
  column->role = SB_COLUMN_FIELD;
  column->field = claim->match.field;
  column->by_id = claim->match.by_id;
  column->tier = (int) claim->match.tier;
  column->part = part_of (profile, column->field, column->key.key);
  column->by = SB_MAPPED_SURE;
}

static void
match_dictionary (SbFileProfile *profile, const SbImportType *type)
{
  g_autoptr (GArray) claims = g_array_new (FALSE, FALSE, sizeof (Claim));
  const char *source = sb_crm_profile_name (profile->profile);

  for (guint i = 0; i < profile->n_columns; i++)
    {
      Claim claim = { .column = i };
      SbFileColumn *column = &profile->columns[i];

      if (column->by != SB_MAPPED_NOT || *column->key.key == '\0')
        continue;
      if ((g_str_equal (type->name, "deal") || g_str_equal (type->name, "lead")) && match_stage_column (column))
        column->by = SB_MAPPED_SURE;
      else if (sb_import_dictionary_match (profile->dictionary, type, source, &column->key, &claim.match))
        g_array_append_val (claims, claim);
    }
  g_array_sort (claims, compare_claims);
  for (guint i = 0; i < claims->len; i++)
    give (profile, &g_array_index (claims, Claim, i));
}

/* ---- after the choice ------------------------------------------------------------------------------------------ */

static SbFileColumn *
find_column (SbFileProfile *profile, const char *field)
{
  for (guint i = 0; i < profile->n_columns; i++)
    {
      SbFileColumn *column = &profile->columns[i];

      if (column->role == SB_COLUMN_FIELD && !column->by_id && g_str_equal (column->field->name, field))
        return column;
    }
  return NULL;
}

/* One close date with two meanings. Where no CRM says which, it shows as the date deals closed on. */
static void
settle_close_date (SbFileProfile *profile, const SbImportType *type)
{
  static const char * const either[] = { "closedate", "closingdate", "关闭日期", "结束日期" };
  SbFileColumn *expected = find_column (profile, "expected_close_on"), *closed = find_column (profile, "closed_on");

  profile->single_close = FALSE;
  if ((!g_str_equal (type->name, "deal") && !g_str_equal (type->name, "lead")) ||
      (expected == NULL) == (closed == NULL))
    return;
  profile->single_close = TRUE;
  for (guint i = 0; expected != NULL && i < G_N_ELEMENTS (either); i++)
    if (expected->by == SB_MAPPED_SURE && g_str_equal (expected->key.key, either[i]) &&
        g_str_equal (sb_crm_profile_name (profile->profile), "csv"))
      expected->field = sb_import_type_field (type, "closed_on");
}

/* The only date of an order file is its order date. */
static void
settle_order_date (SbFileProfile *profile, const SbImportType *type)
{
  SbFileColumn *only = NULL;
  guint n = 0;

  for (guint i = 0; i < profile->n_columns; i++)
    if (profile->columns[i].role == SB_COLUMN_FIELD && profile->columns[i].field->kind == SB_IMPORT_DATE)
      only = &profile->columns[i], n++;
  if (!g_str_equal (type->name, "order") || n != 1 || g_str_equal (only->field->name, "ordered_on") ||
      only->by == SB_MAPPED_OPTION)
    return;
  only->field = sb_import_type_field (type, "ordered_on");
  only->by = SB_MAPPED_GUESSED;
}

static void
reset (SbFileProfile *profile)
{
  profile->year_column = -1;
  profile->deleted_column = -1;
  for (guint i = 0; i < profile->n_columns; i++)
    {
      SbFileColumn *column = &profile->columns[i];

      column->role = SB_COLUMN_EXTRA;
      column->field = NULL;
      column->by_id = FALSE;
      column->part = SB_PART_WHOLE;
      column->by = SB_MAPPED_NOT;
      column->kind = SB_IMPORT_TEXT;
      column->twin = -1;
      column->twin_weighty = FALSE;
      column->tier = -1;
      if (g_ascii_strcasecmp (column->header, "IsDeleted") == 0)
        profile->deleted_column = (int) i;
    }
}

guint
sb_header_match (SbFileProfile *profile, const SbImportType *type)
{
  g_autoptr (GHashTable) fields = g_hash_table_new (NULL, NULL);

  reset (profile);
  profile->wide = FALSE;
  if (type == NULL)
    return 0;
  apply_options (profile, type);
  apply_remembered (profile, type);
  match_periods (profile, type);
  match_dictionary (profile, type);
  settle_close_date (profile, type);
  settle_order_date (profile, type);
  for (guint i = 0; i < profile->n_columns; i++)
    {
      SbFileColumn *column = &profile->columns[i];

      if (column->role != SB_COLUMN_FIELD)
        continue;
      column->kind = column->by_id ? SB_IMPORT_ID : column->field->kind;
      if (column->tier != SB_MATCH_LABEL)
        g_hash_table_add (fields, (gpointer) column->field);
      if (profile->wide && column->kind == SB_IMPORT_PERIOD)
        profile->year_column = (int) i;
    }
  return g_hash_table_size (fields);
}

gboolean
sb_header_match_has (const SbFileProfile *profile, const char *field)
{
  for (guint i = 0; i < profile->n_columns; i++)
    {
      const SbFileColumn *column = &profile->columns[i];

      if (column->role == SB_COLUMN_FIELD && g_str_equal (column->field->name, field))
        return TRUE;
    }
  return FALSE;
}

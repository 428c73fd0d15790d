/* SPDX-License-Identifier: GPL-3.0-or-later */
/* What kind of records each file of a call holds: by its mapped fields and a signature, then by its name, then by what
 * the other files are. Third step of profiling; what stays open is a question. */
#include "exchange/sb-file-private.h"

#include <string.h>

#define MAX_TYPES 16

typedef struct {
  const SbImportType *type;
  guint               n;       /* fields mapped, with the weight of the entity's own words */
} Candidate;

/* ---- names of files -------------------------------------------------------------------------------------------- */

static const struct {
  const char *type;
  const char *words; /* "|" between; ASCII words are whole words of the name */
} name_words[] = {
  { "stage_change", "history|opportunityhistory|stagehistory|changelog|阶段变更|阶段历史" },
  { "lead", "lead|leads|mql|mqls|线索" },
  { "deal", "deal|deals|potential|potentials|opportunity|opportunities|opps|pipeline|商机|机会" },
  { "contact", "contact|contacts|people|persons|联系人" },
  { "account", "account|accounts|company|companies|customer|customers|client|clients|organizations|客户|公司" },
  { "order", "order|orders|invoice|invoices|purchases|sales|contracts|订单|合同|销售数据|发票" },
  { "target", "target|targets|quota|quotas|goals|plan|budget|目标|任务|指标" },
  { "product", "product|products|items|pricelist|产品|商品" },
  { "member", "user|users|member|members|employee|employees|staff|reps|员工|人员|用户" },
  { "activity", "activity|activities|calls|meetings|tasks|events|活动|跟进|拜访" },
  { "feedback", "survey|surveys|feedback|nps|csat|engagement|cases|满意度|调查|反馈|评价" },
  { "training", "training|trainings|courses|培训|课程" },
  { "team", "team|teams|departments|团队|部门" },
};

/* "SalesForce_Opportunity-2026.csv" → " sales force opportunity 2026 csv ". */
static char *
spaced (const char *name)
{
  GString *out = g_string_new (" ");
  gunichar before = ' ';

  for (const char *at = name; *at != '\0'; at = g_utf8_next_char (at))
    {
      gunichar c = g_utf8_get_char (at);

      if (!g_unichar_isalnum (c))
        c = ' ';
      else if (g_unichar_isupper (c) && g_unichar_islower (before))
        g_string_append_c (out, ' ');
      g_string_append_unichar (out, g_unichar_tolower (c));
      before = c;
    }
  g_string_append_c (out, ' ');
  return g_string_free (out, FALSE);
}

static gboolean
name_says (const SbFileProfile *profile, const char *type)
{
  g_autofree char *name = profile->input == NULL ? g_strdup ("") : spaced (sb_input_file_get_name (profile->input));

  for (guint i = 0; i < G_N_ELEMENTS (name_words); i++)
    {
      g_auto (GStrv) words = g_str_equal (name_words[i].type, type) ? g_strsplit (name_words[i].words, "|", -1) : NULL;

      for (guint j = 0; words != NULL && words[j] != NULL; j++)
        {
          g_autofree char *word = g_str_is_ascii (words[j]) ? g_strconcat (" ", words[j], " ", NULL)
                                                            : g_strdup (words[j]);
          if (strstr (name, word) != NULL)
            return TRUE;
        }
    }
  return FALSE;
}

/* ---- signatures ------------------------------------------------------------------------------------------------ */

/* "lead status" itself, not a stage that deals have as well. */
static gboolean
has_own (const SbFileProfile *profile, const char *field)
{
  for (guint i = 0; i < profile->n_columns; i++)
    {
      const SbFileColumn *column = &profile->columns[i];
      SbHeaderMatch match;

      if (column->role == SB_COLUMN_FIELD && g_str_equal (column->field->name, field) &&
          (column->by == SB_MAPPED_OPTION ||
           (sb_import_dictionary_match (profile->dictionary, column->field->type,
                                        sb_crm_profile_name (profile->profile), &column->key, &match) &&
            match.field == column->field && !match.inherited)))
        return TRUE;
    }
  return FALSE;
}

static gboolean
group_fits (const SbFileProfile *profile, const char *group)
{
  g_auto (GStrv) fields = g_strsplit (group, "+", -1);

  for (guint i = 0; fields[i] != NULL; i++)
    {
      char *own = strchr (fields[i], '!');

      if (own != NULL)
        *own = '\0';
      if (own != NULL ? !has_own (profile, fields[i]) : !sb_header_match_has (profile, fields[i]))
        return FALSE;
    }
  return TRUE;
}

static gboolean
speaks_of_survey (const SbFileProfile *profile)
{
  static const char * const words[] = { "survey", "nps", "csat", "satisfaction", "feedback", "engagement", "调查",
                                        "满意度", "反馈", "评价", "推荐值" };

  if (name_says (profile, "feedback"))
    return TRUE;
  for (guint i = 0; i < profile->n_columns; i++)
    for (guint j = 0; j < G_N_ELEMENTS (words); j++)
      if (strstr (profile->columns[i].key.key, words[j]) != NULL)
        return TRUE;
  return FALSE;
}

static gboolean
has_date (SbFileProfile *profile)
{
  const SbImportType *order = sb_import_dictionary_type (profile->dictionary, "order");
  SbHeaderMatch match;

  for (guint i = 0; i < profile->n_columns; i++)
    if (sb_import_dictionary_match (profile->dictionary, order, NULL, &profile->columns[i].key, &match) &&
        match.field->kind == SB_IMPORT_DATE)
      return TRUE;
  return FALSE;
}

static gboolean
is_signed (SbFileProfile *profile, const SbImportType *type)
{
  const char *signature = sb_import_dictionary_signature (profile->dictionary, type);
  g_auto (GStrv) groups = g_strsplit (signature != NULL ? signature : "", "|", -1);

  if (g_str_equal (type->name, "target") && profile->wide &&
      (sb_header_match_has (profile, "member") || sb_header_match_has (profile, "team")))
    return TRUE;
  if (g_str_equal (type->name, "feedback") && sb_header_match_has (profile, "score") && speaks_of_survey (profile))
    return TRUE;
  if (g_str_equal (type->name, "product") && has_date (profile))
    return FALSE;
  for (guint i = 0; groups[i] != NULL; i++)
    if (*groups[i] != '\0' && group_fits (profile, groups[i]))
      return TRUE;
  return FALSE;
}

/* ---- one file -------------------------------------------------------------------------------------------------- */

/* "Contact owner", "Lead Owner": a header that names the entity itself weighs two fields; so does a prefix that a CRM
 * puts before each header. */
static guint
own_words (const SbFileProfile *profile, const SbImportType *type)
{
  static const struct {
    const char *key, *type;
  } owners[] = {
    { "contactowner", "contact" },  { "companyowner", "account" },     { "accountowner", "account" },
    { "客户负责人", "account" },    { "leadowner", "lead" },           { "dealowner", "deal" },
    { "opportunityowner", "deal" }, { "potentialowner", "deal" },      { "商机负责人", "deal" },
    { "orderowner", "order" },      { "salesorderowner", "order" },    { "invoiceowner", "order" },
    { "callowner", "activity" },    { "taskowner", "activity" },       { "eventowner", "activity" },
  };
  static const char * const entities[] = { [SB_ENTITY_DEAL] = "deal", [SB_ENTITY_PERSON] = "contact",
                                           [SB_ENTITY_ORGANIZATION] = "account", [SB_ENTITY_LEAD] = "lead",
                                           [SB_ENTITY_ACTIVITY] = "activity" };
  guint weight = 0, prefixed = 0;

  for (guint i = 0; i < profile->n_columns; i++)
    {
      const SbHeaderKey *key = &profile->columns[i].key;

      for (guint j = 0; j < G_N_ELEMENTS (owners); j++)
        if (g_str_equal (key->key, owners[j].key) && g_str_equal (type->name, owners[j].type))
          weight = 2;
      prefixed += key->entity != SB_ENTITY_NONE && g_str_equal (entities[key->entity], type->name);
    }
  return weight + (prefixed >= 3 ? prefixed : 0);
}

static guint
n_named_columns (const SbFileProfile *profile)
{
  guint n = 0;

  for (guint i = 0; i < profile->n_columns; i++)
    n += *profile->columns[i].key.key != '\0';
  return n;
}

static gboolean
is_history (SbFileProfile *profile, const SbImportType *deal)
{
  sb_header_match (profile, deal);
  return !sb_header_match_has (profile, "name") && !sb_header_match_has (profile, "account") &&
         !sb_header_match_has (profile, "owner");
}

static int
compare_candidates (gconstpointer a, gconstpointer b)
{
  const Candidate *x = a, *y = b;

  return x->n != y->n ? (x->n > y->n ? -1 : 1) : (int) x->type->order - (int) y->type->order;
}

/* Types that fit, best first. */
static guint
find_candidates (SbFileProfile *profile, Candidate *candidates)
{
  gsize n_types;
  const SbImportType * const *types = sb_import_dictionary_types (profile->dictionary, &n_types);
  guint need = n_named_columns (profile) <= 4 ? 2 : 3;
  guint n = 0;

  for (gsize i = 0; i < n_types && n < MAX_TYPES; i++)
    {
      guint fields;

      if (types[i]->generic)
        continue;
      fields = sb_header_match (profile, types[i]);
      /* A wide table's periods are fields of it. */
      for (guint j = 0; profile->wide && j < profile->n_columns; j++)
        fields += profile->columns[j].role == SB_COLUMN_PERIOD;
      if (fields < need || !is_signed (profile, types[i]))
        continue;
      candidates[n].type = types[i];
      candidates[n++].n = fields + own_words (profile, types[i]);
    }
  qsort (candidates, n, sizeof *candidates, compare_candidates);
  return n;
}

static guint
find_in (const Candidate *candidates, guint n, const char *type)
{
  for (guint i = 0; i < n; i++)
    if (g_str_equal (candidates[i].type->name, type))
      return i;
  return n;
}

/* A stage history maps nearly the fields of a deal; it is one where no deal is described. */
static void
prefer_history (SbFileProfile *profile, Candidate *candidates, guint *n)
{
  guint deal = find_in (candidates, *n, "deal"), history = find_in (candidates, *n, "stage_change");

  if (deal == *n || history == *n || !is_history (profile, candidates[deal].type))
    return;
  (*n)--;
  memmove (&candidates[deal], &candidates[deal + 1], (*n - deal) * sizeof *candidates);
}

static const SbImportType *
remembered_type (SbFileProfile *profile)
{
  gsize n;
  const SbImportType * const *types = sb_import_dictionary_types (profile->dictionary, &n);

  for (gsize i = 0; profile->options->remembered != NULL && i < n; i++)
    {
      g_autofree char *key = sb_file_mapping_key (profile, types[i]);

      if (g_hash_table_contains (profile->options->remembered, key))
        return types[i];
    }
  return NULL;
}

/* --map names a type as well. */
static const SbImportType *
mapped_type (SbFileProfile *profile)
{
  const SbImportType *type = NULL;

  for (guint i = 0; i < profile->options->maps->len; i++)
    {
      const SbImportMap *map = g_ptr_array_index (profile->options->maps, i);
      gboolean by_id;
      const SbImportField *field = sb_import_dictionary_field (profile->dictionary, map->target, &by_id);

      if (field == NULL || !sb_header_names_column (profile, map->header) || *map->header == '#')
        continue;
      if (type != NULL && type != field->type)
        return NULL;
      type = field->type;
    }
  return type;
}

/* The winner, or NULL with the candidates left in question. */
static const SbImportType *
decide (SbFileProfile *profile, Candidate *candidates, guint *n)
{
  const SbImportType *named = NULL;
  guint n_named = 0;

  *n = find_candidates (profile, candidates);
  prefer_history (profile, candidates, n);
  if (*n == 0)
    return NULL;
  if (*n == 1 || candidates[0].n >= candidates[1].n + 2)
    return candidates[0].type;
  while (*n > 0 && candidates[*n - 1].n + 2 <= candidates[0].n)
    (*n)--;
  for (guint i = 0; i < *n; i++)
    if (name_says (profile, candidates[i].type->name))
      {
        named = candidates[i].type;
        n_named++;
      }
  return n_named == 1 ? named : NULL;
}

static void
ask_type (SbFileWork *work, const Candidate *candidates, guint n)
{
  SbImportIssue *issue;

  if (n == 0)
    {
      /* A file without a header row asks for that first. */
      if (work->profile->header_row > 0 || work->profile->options->header == 0)
        sb_file_work_refuse (work, SB_ISSUE_TYPE_UNKNOWN, NULL);
      /* Refused, and yet its rows are counted and shown, so that a person can say what it is. */
      work->failed = FALSE;
      return;
    }
  sb_file_work_refuse (work, SB_ISSUE_TYPE_UNSURE, NULL);
  issue = g_ptr_array_index (work->profile->issues, work->profile->issues->len - 1);
  issue->choices = g_new0 (char *, n + 1);
  for (guint i = 0; i < n; i++)
    issue->choices[i] = g_strdup (candidates[i].type->name);
}

/* ---- all files of the call ------------------------------------------------------------------------------------- */

/* Types that another file of the call is for certain are out of question here, if one is left. */
static const SbImportType *
settle_by_others (GPtrArray *works, const SbFileWork *work, const Candidate *candidates, guint n)
{
  const SbImportType *left = NULL;

  for (guint i = 0; i < n; i++)
    {
      gboolean taken = FALSE;

      for (guint j = 0; j < works->len; j++)
        {
          const SbFileWork *other = g_ptr_array_index (works, j);
          taken = taken || (other != work && other->profile->type == candidates[i].type);
        }
      if (taken)
        continue;
      if (left != NULL)
        return NULL;
      left = candidates[i].type;
    }
  return left;
}

static const SbImportType *
type_by_option (SbFileWork *work)
{
  SbFileProfile *profile = work->profile;
  const SbImportType *type;

  if (profile->options->type != NULL)
    {
      type = sb_import_dictionary_type (profile->dictionary, profile->options->type);
      if (type == NULL)
        sb_file_work_refuse (work, SB_ISSUE_TYPE_UNKNOWN, profile->options->type);
      return type;
    }
  type = remembered_type (profile);
  return type != NULL ? type : mapped_type (profile);
}

void
sb_file_types_decide (GPtrArray *works)
{
  g_autofree Candidate *candidates = g_new0 (Candidate, works->len * MAX_TYPES);
  g_autofree guint *n = g_new0 (guint, works->len);

  for (guint i = 0; i < works->len; i++)
    {
      SbFileWork *work = g_ptr_array_index (works, i);

      if (work->failed)
        continue;
      work->profile->type = type_by_option (work);
      if (work->profile->type == NULL && !work->failed)
        work->profile->type = decide (work->profile, candidates + i * MAX_TYPES, &n[i]);
    }
  for (guint i = 0; i < works->len; i++)
    {
      SbFileWork *work = g_ptr_array_index (works, i);

      if (work->failed)
        continue;
      if (work->profile->type == NULL)
        work->profile->type = settle_by_others (works, work, candidates + i * MAX_TYPES, n[i]);
      if (work->profile->type == NULL)
        ask_type (work, candidates + i * MAX_TYPES, n[i]);
      sb_header_match (work->profile, work->profile->type);
    }
}

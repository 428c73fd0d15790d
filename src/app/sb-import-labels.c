/* SPDX-License-Identifier: GPL-3.0-or-later */
/* See the header. Tables only; what a file is was decided elsewhere. */
#include "sb-config.h"

#include "app/sb-import-labels.h"

#include "exchange/sb-import-issue.h"
#include "model/sb-record-text.h"

#include <glib/gi18n-lib.h>

typedef struct
{
  const char *name;
  const char *label;
} Pair;

/* Types that are no record types of their own. */
static const Pair types[] = {
  { "stage_change", N_ ("Stage changes") }, { "lead", N_ ("Leads") },       { "target", N_ ("Targets") },
  { "training", N_ ("Training") },          { "order", N_ ("Orders") },     { "deal", N_ ("Deals") },
  { "account", N_ ("Customers") },          { "contact", N_ ("Contacts") }, { "activity", N_ ("Activities") },
  { "member", N_ ("Team members") },        { "product", N_ ("Products") }, { "team", N_ ("Teams") },
  { "feedback", N_ ("Feedback") },
};

/* Fields of files that no record field carries under the same name. */
static const Pair fields[] = {
  { "ext_id", N_ ("Number in the CRM") },
  { "first_name", N_ ("First name") },
  { "last_name", N_ ("Last name") },
  { "name", N_ ("Name") },
  { "role", N_ ("Role") },
  { "team", N_ ("Team") },
  { "at", N_ ("Time") },
  { "left_at", N_ ("Left at") },
  { "deal", N_ ("Deal") },
  { "stage", N_ ("Stage") },
  { "amount", N_ ("Amount") },
  { "currency", N_ ("Currency") },
  { "tags", N_ ("Tags") },
  { "converted", N_ ("Converted") },
  { "lead_ext_id", N_ ("Number of the lead") },
  { "period", N_ ("Period") },
  { "quantity", N_ ("Quantity") },
  { "actual", N_ ("Actual") },
  { "order_no", N_ ("Order number") },
  { "line_no", N_ ("Line") },
  { "received", N_ ("Received") },
  { "unit_price", N_ ("Unit price") },
  { "discount", N_ ("Discount") },
  { "tax", N_ ("Tax") },
  { "course", N_ ("Course") },
  { "hours", N_ ("Hours") },
  { "days", N_ ("Days") },
  { "status", N_ ("Status") },
  { "competitor", N_ ("Competitor") },
  { "note", N_ ("Note") },
  { "owner", N_ ("Owner") },
  { "created_on", N_ ("Created on") },
  { "member", N_ ("Team member") },
  { "product", N_ ("Product") },
  { "account", N_ ("Customer") },
  { "contact", N_ ("Contact") },
  { "category", N_ ("Category") },
  { "region", N_ ("Region") },
  { "email", N_ ("E-mail") },
  { "phone", N_ ("Phone") },
  { "on", N_ ("Date") },
  { "text", N_ ("Text") },
  { "score", N_ ("Score") },
  { "scale_max", N_ ("Highest score") },
  { "question", N_ ("Question") },
  { "manager", N_ ("Manager") },
  { "active", N_ ("Active") },
  { "metric", N_ ("Metric") },
};

static const Pair sources[] = {
  { "zoho", "Zoho CRM" },
  { "salesforce-report", N_ ("a Salesforce report") },
  { "salesforce-api", N_ ("a Salesforce data export") },
  { "hubspot", "HubSpot" },
  { "pipedrive", "Pipedrive" },
  { "odoo", "Odoo" },
  { "espocrm", "EspoCRM" },
  { "suitecrm", "SuiteCRM" },
  { "frappe", "Frappe CRM" },
  { "django-crm", "Django CRM" },
  { "dynamics", "Microsoft Dynamics 365" },
  { "fxiaoke", N_ ("Fxiaoke (纷享销客)") },
  { "wukong", N_ ("Wukong CRM (悟空)") },
};

static const Pair choices[] = {
  { "ymd", N_ ("Year first: 2026-03-04") },
  { "mdy", N_ ("Month first: 03/04/2026 is 4 March") },
  { "dmy", N_ ("Day first: 03/04/2026 is 3 April") },
  { "serial", N_ ("Spreadsheet numbers: 46000 is 9 December 2025") },
};

static const char *
find (const Pair *pairs, gsize n, const char *name)
{
  for (gsize i = 0; i < n; i++)
    if (g_strcmp0 (pairs[i].name, name) == 0)
      return _ (pairs[i].label);
  return NULL;
}

const char *
sb_import_type_label (const char *type)
{
  const char *label = find (types, G_N_ELEMENTS (types), type);
  const SbRecordType *record = label ? NULL : sb_record_type_find (type);

  return label ? label : record ? sb_record_type_plural (record) : type;
}

char *
sb_import_field_label (const char *field)
{
  g_auto (GStrv) parts = g_strsplit (field, ".", 3);
  const SbRecordType *type;
  const SbField *described;
  const char *label;

  if (!parts[0] || !parts[1])
    return g_strdup (field);
  type = sb_record_type_find (g_str_equal (parts[0], "lead") ? "deal" : parts[0]);
  described = type ? sb_record_type_field (type, parts[1]) : NULL;
  label = described ? sb_field_label (described) : find (fields, G_N_ELEMENTS (fields), parts[1]);
  if (!label)
    {
      g_autofree char *words = g_strdup (parts[1]);

      words[0] = g_ascii_toupper (words[0]);
      return g_strdup (g_strdelimit (words, "_", ' '));
    }
  /* Translators: a reference given by its number in the other system, "Customer, by number". */
  return parts[2] ? g_strdup_printf (_ ("%s, by number"), label) : g_strdup (label);
}

const char *
sb_import_source_label (const char *source)
{
  const char *label = find (sources, G_N_ELEMENTS (sources), source);

  return label ? label : g_strcmp0 (source, "csv") == 0 ? _ ("a table") : source;
}

/* What a number would be with this decimal sign. */
static char *
number_label (const char *choice, const char *example)
{
  const char *sign = g_str_equal (choice, ",") ? "," : ".";
  const char *mark = example ? strpbrk (example, ".,") : NULL;

  if (!mark)
    return g_strdup_printf (_ ("The decimal sign is “%s”"), sign);
  return *mark == *sign ? g_strdup_printf (_ ("Decimals: “%s” has a fraction after the mark"), example)
                        : g_strdup_printf (_ ("Thousands: “%s” is a whole number"), example);
}

char *
sb_import_choice_label (const char *code, const char *choice, const char *example)
{
  const char *label = NULL;

  if (g_str_has_prefix (code, "date-"))
    label = find (choices, G_N_ELEMENTS (choices), choice);
  else if (g_str_has_prefix (code, "number-"))
    return number_label (choice, example);
  else if (g_str_equal (code, "type-unsure"))
    label = sb_import_type_label (choice);
  else if (g_str_equal (code, "header-duplicate") && strchr (choice, '.'))
    return sb_import_field_label (choice);
  else if (g_str_equal (code, "no-header") && g_str_equal (choice, "0"))
    label = _ ("There is none");
  else if (g_str_equal (code, "no-header"))
    return g_strdup_printf (_ ("Row %s"), choice);
  return g_strdup (label ? label : choice);
}

char *
sb_import_warning_text (const SbImportWarning *warning)
{
  SbImportIssue issue = { .code = sb_issue_code_find (warning->code),
                          .level = SB_ISSUE_LEVEL_WARNING,
                          .column = warning->column,
                          .count = (guint64) warning->count,
                          .value = warning->example };

  return issue.code == SB_ISSUE_NONE ? g_strdup (warning->code) : sb_import_issue_dup_message (&issue);
}

char *
sb_import_also_text (SbFormatter *formatter, const SbImportAlso *also)
{
  const SbRecordType *type = sb_record_type_find (also->type);

  if (type)
    return sb_record_count_label (formatter, type, also->count);
  return g_strdup_printf ("%" G_GINT64_FORMAT " %s", also->count, sb_import_type_label (also->type));
}

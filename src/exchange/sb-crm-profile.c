/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Which CRM wrote a file, from its headers. Called once a file; the marks are facts about export formats. A profile
 * adds aliases and tables, it never overrules what the cells say. */
#include "exchange/sb-crm-profile.h"

#include <string.h>

typedef struct {
  const char * const *headers;
  gsize               n;
  gboolean            folded; /* a file whose headers somebody put in capitals */
} Headers;

static gboolean
same (const Headers *headers, const char *a, const char *b)
{
  return headers->folded ? g_ascii_strcasecmp (a, b) == 0 : g_str_equal (a, b);
}

static gboolean
has (const Headers *headers, const char *mark)
{
  for (gsize i = 0; i < headers->n; i++)
    if (same (headers, headers->headers[i], mark))
      return TRUE;
  return FALSE;
}

/* Of a list with "|" between: how many are there. */
static guint
count (const Headers *headers, const char *marks)
{
  g_auto (GStrv) list = g_strsplit (marks, "|", -1);
  guint n = 0;

  for (guint i = 0; list[i] != NULL; i++)
    n += has (headers, list[i]);
  return n;
}

static guint
count_prefix (const Headers *headers, const char *prefix)
{
  guint n = 0;

  for (gsize i = 0; i < headers->n; i++)
    n += headers->folded ? g_ascii_strncasecmp (headers->headers[i], prefix, strlen (prefix)) == 0
                         : g_str_has_prefix (headers->headers[i], prefix);
  return n;
}

static gboolean
has_suffix (const Headers *headers, const char *suffix)
{
  for (gsize i = 0; i < headers->n; i++)
    {
      gsize length = strlen (headers->headers[i]), tail = strlen (suffix);

      if (length > tail && same (headers, headers->headers[i] + length - tail, suffix))
        return TRUE;
    }
  return FALSE;
}

static gboolean
is_zoho (const Headers *headers)
{
  return (has (headers, "Record Id") &&
          (has_suffix (headers, ".id") || count (headers, "Closing Date|Account Owner|Lead Owner") > 0)) ||
         count (headers, "Potential Name|Potential Owner") > 0;
}

static gboolean
is_zoho_old (const Headers *headers)
{
  return !headers->folded && count (headers, "LEADID|POTENTIALID|ACCOUNTID") > 0;
}

static gboolean
is_salesforce_report (const Headers *headers)
{
  return has (headers, "Opportunity Owner") && count (headers, "Fiscal Period|Close Date|Stage") > 0;
}

static gboolean
is_salesforce_api (const Headers *headers)
{
  return count (headers, "StageName|SystemModstamp") > 0 ||
         count (headers, "OwnerId|AccountId|CloseDate|IsDeleted|CreatedDate|CreatedById|IsActive|Username|"
                         "ManagerId") >= 2;
}

static gboolean
is_hubspot (const Headers *headers)
{
  return (count (headers, "Record ID|Deal ID") > 0 &&
          count (headers, "Deal Stage|Company Domain Name|Lifecycle Stage") > 0) ||
         count (headers, "dealname|dealstage") == 2;
}

static gboolean
is_pipedrive (const Headers *headers)
{
  g_autofree char *prefix = sb_crm_header_prefix (headers->headers, headers->n);

  return count_prefix (headers, "Deal - ") >= 3 || prefix != NULL;
}

static gboolean
is_odoo (const Headers *headers)
{
  return count (headers, "Expected Closing|stage_id") > 0 || count (headers, "Salesperson|Expected Revenue") == 2;
}

static gboolean
is_espocrm (const Headers *headers)
{
  return has (headers, "assignedUserName") || count (headers, "accountName|stage") == 2;
}

static gboolean
is_suitecrm (const Headers *headers)
{
  return count (headers, "sales_stage|date_closed") == 2;
}

static gboolean
is_frappe (const Headers *headers)
{
  return has (headers, "deal_value") && count (headers, "expected_closure_date|naming_series") > 0;
}

static gboolean
is_django_crm (const Headers *headers)
{
  return count (headers, "closed_on|assigned_to") == 2;
}

static gboolean
is_dynamics (const Headers *headers)
{
  return count_prefix (headers, "(Do Not Modify) ") > 0 || count (headers, "Est. Revenue|Potential Customer") == 2;
}

static gboolean
is_fxiaoke (const Headers *headers)
{
  return count (headers, "生命状态|负责人主属部门") > 0 || count (headers, "销售流程|商机阶段") == 2;
}

static gboolean
is_wukong (const Headers *headers)
{
  return has (headers, "商机状态组");
}

static const struct {
  const char *name;
  gboolean (*is) (const Headers *headers);
} marks[] = {
  { "zoho", is_zoho },           { "salesforce-report", is_salesforce_report },
  { "salesforce-api", is_salesforce_api }, { "hubspot", is_hubspot },
  { "pipedrive", is_pipedrive }, { "odoo", is_odoo },
  { "espocrm", is_espocrm },     { "suitecrm", is_suitecrm },
  { "frappe", is_frappe },       { "django-crm", is_django_crm },
  { "dynamics", is_dynamics },   { "fxiaoke", is_fxiaoke },
  { "wukong", is_wukong },       { "zoho", is_zoho_old },
};

/* No small letter anywhere although there are letters: case says nothing. */
static gboolean
is_all_capitals (const char * const *headers, gsize n)
{
  gboolean letters = FALSE;

  for (gsize i = 0; i < n; i++)
    for (const char *at = headers[i]; *at != '\0'; at++)
      {
        if (g_ascii_islower (*at))
          return FALSE;
        letters = letters || g_ascii_isupper (*at);
      }
  return letters;
}

char *
sb_crm_header_prefix (const char * const *headers, gsize n)
{
  g_return_val_if_fail (headers != NULL || n == 0, NULL);

  for (gsize i = 0; i < n && i < 3; i++)
    {
      const char *joint = strstr (headers[i], " - ");
      g_autofree char *prefix = joint == NULL ? NULL : g_strndup (headers[i], (gsize) (joint + 3 - headers[i]));
      Headers all = { headers, n, FALSE };

      if (prefix != NULL && n >= 3 && count_prefix (&all, prefix) * 10 >= n * 8)
        return g_steal_pointer (&prefix);
    }
  return NULL;
}

const SbCrmProfile *
sb_crm_profile_detect (const char * const *headers, gsize n)
{
  g_return_val_if_fail (headers != NULL || n == 0, NULL);

  Headers all = { headers, n, FALSE };
  gboolean capitals = is_all_capitals (headers, n);

  if (capitals)
    {
      /* In capitals EspoCRM's camelCase would pass for Salesforce's. */
      all.folded = TRUE;
      if (is_espocrm (&all) && !is_salesforce_report (&all))
        return sb_crm_profile_find ("espocrm");
      for (guint i = 0; i < G_N_ELEMENTS (marks); i++)
        if (marks[i].is (&all))
          return sb_crm_profile_find (marks[i].name);
      all.folded = FALSE;
    }
  for (guint i = 0; i < G_N_ELEMENTS (marks); i++)
    if (marks[i].is (&all))
      return sb_crm_profile_find (marks[i].name);
  return sb_crm_profile_find ("csv");
}

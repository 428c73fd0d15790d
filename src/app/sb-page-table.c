/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Which pages there are; see the header. Must not build any page: naming them is cheap, building them is not. */
#include "sb-config.h"

#include "app/sb-page-table.h"

#include "views/analysis/sb-analysis-view.h"
#include "views/customers/sb-customers-view.h"
#include "views/deals/sb-deals-view.h"
#include "views/goals/sb-goals-view.h"
#include "views/overview/sb-overview-view.h"
#include "views/planner/sb-planner-view.h"
#include "views/team/sb-team-view.h"

#include <glib/gi18n-lib.h>
#include <string.h>

static const SbPageInfo pages[] = {
  { "overview", N_ ("Overview"), "sb-overview-symbolic", NULL, NULL, sb_overview_view_get_type },
  { "goals", N_ ("Goals"), "sb-goals-symbolic", N_ ("Results"), "goal|check_in|goal_version|goal_stage",
    sb_goals_view_get_type },
  { "planner", N_ ("Planner"), "sb-planner-symbolic", N_ ("Results"), "scenario", sb_planner_view_get_type },
  { "analysis", N_ ("Analysis"), "sb-analysis-symbolic", N_ ("Results"), NULL, sb_analysis_view_get_type },
  { "deals", N_ ("Deals"), "sb-deals-symbolic", N_ ("Results"), "deal", sb_deals_view_get_type },
  { "customers", N_ ("Customers"), "sb-customers-symbolic", N_ ("Customers"), "account", sb_customers_view_get_type },
  { "team", N_ ("Team"), "sb-team-symbolic", N_ ("People"), "member|team", sb_team_view_get_type },
};

static gboolean
lists_type (const char *types, const char *type)
{
  gsize length = strlen (type);

  for (const char *at = types; at; at = strchr (at, '|'))
    {
      at += *at == '|';
      if (strncmp (at, type, length) == 0 && (at[length] == '|' || at[length] == '\0'))
        return TRUE;
    }
  return FALSE;
}

const SbPageInfo *
sb_page_table (gsize *n)
{
  g_return_val_if_fail (n != NULL, NULL);

  *n = G_N_ELEMENTS (pages);
  return pages;
}

const SbPageInfo *
sb_page_table_find (const char *name)
{
  gsize length;

  g_return_val_if_fail (name != NULL, NULL);

  length = strcspn (name, "/");
  for (gsize i = 0; i < G_N_ELEMENTS (pages); i++)
    if (strlen (pages[i].name) == length && strncmp (pages[i].name, name, length) == 0)
      return &pages[i];
  return NULL;
}

const SbPageInfo *
sb_page_table_home (const char *type)
{
  g_return_val_if_fail (type != NULL, NULL);

  for (gsize i = 0; i < G_N_ELEMENTS (pages); i++)
    if (lists_type (pages[i].types, type))
      return &pages[i];
  return NULL;
}

char *
sb_page_table_names (void)
{
  GString *names = g_string_new (NULL);

  for (gsize i = 0; i < G_N_ELEMENTS (pages); i++)
    g_string_append_printf (names, "%s%s", i ? ", " : "", pages[i].name);
  return g_string_free (names, FALSE);
}

/* SPDX-License-Identifier: GPL-3.0-or-later */
/* The stages each CRM ships with, and what a stage or status word means by itself. Facts about export formats, used by
 * recognition, by the stage proposal and by the writer; decides nothing about a workspace. */
#include "exchange/sb-crm-profile.h"

#include "core/sb-text.h"

#include <string.h>

static const SbProfileStage zoho[] = {
  { "Qualification", NULL, 10, 2 },     { "Needs Analysis", NULL, 20, 2 },
  { "Value Proposition", NULL, 40, 3 }, { "Identify Decision Makers", NULL, 60, 3 },
  { "Proposal/Price Quote", NULL, 75, 4 }, { "Negotiation/Review", NULL, 90, 4 }, { NULL }
};

static const SbProfileStage salesforce[] = {
  { "Prospecting", NULL, 10, 1 },         { "Qualification", NULL, 10, 2 },       { "Needs Analysis", NULL, 20, 2 },
  { "Value Proposition", NULL, 50, 3 },   { "Id. Decision Makers", NULL, 60, 3 },
  { "Perception Analysis", NULL, 70, 3 },
  { "Proposal/Price Quote", NULL, 75, 4 }, { "Negotiation/Review", NULL, 90, 4 }, { NULL }
};

static const SbProfileStage hubspot[] = {
  { "Appointment Scheduled", "appointmentscheduled", 20, 1 },
  { "Qualified To Buy", "qualifiedtobuy", 40, 2 },
  { "Presentation Scheduled", "presentationscheduled", 60, 3 },
  { "Decision Maker Bought-In", "decisionmakerboughtin", 80, 3 },
  { "Contract Sent", "contractsent", 90, 4 },
  { NULL }
};

static const SbProfileStage pipedrive[] = {
  { "Qualified", NULL, -1, 1 },     { "Contact Made", NULL, -1, 1 },       { "Demo Scheduled", NULL, -1, 3 },
  { "Proposal Made", NULL, -1, 4 }, { "Negotiations Started", NULL, -1, 4 }, { NULL }
};

static const SbProfileStage odoo[] = {
  { "New", NULL, 10, 1 }, { "Qualified", NULL, 30, 2 }, { "Proposition", NULL, 70, 4 }, { NULL }
};

static const SbProfileStage espocrm[] = {
  { "Prospecting", NULL, 10, 1 }, { "Qualification", NULL, 20, 2 }, { "Proposal", NULL, 50, 4 },
  { "Negotiation", NULL, 80, 4 }, { NULL }
};

static const SbProfileStage suitecrm[] = {
  { "Prospecting", NULL, 10, 1 },         { "Qualification", NULL, 20, 2 },       { "Needs Analysis", NULL, 25, 2 },
  { "Value Proposition", NULL, 30, 3 },   { "Id. Decision Makers", NULL, 40, 3 },
  { "Perception Analysis", NULL, 50, 3 },
  { "Proposal/Price Quote", NULL, 65, 4 }, { "Negotiation/Review", NULL, 80, 4 }, { NULL }
};

static const SbProfileStage frappe[] = {
  { "Qualification", NULL, 10, 2 }, { "Demo/Making", NULL, 25, 3 },    { "Proposal/Quotation", NULL, 50, 4 },
  { "Negotiation", NULL, 70, 4 },   { "Ready to Close", NULL, 90, 4 }, { NULL }
};

static const SbProfileStage django_crm[] = {
  { "PROSPECTING", NULL, 10, 1 }, { "QUALIFICATION", NULL, 25, 2 }, { "PROPOSAL", NULL, 50, 4 },
  { "NEGOTIATION", NULL, 75, 4 }, { NULL }
};

struct _SbCrmProfile {
  const char           *name;
  const SbProfileStage *stages; /* ended by a NULL name, may be NULL */
};

/* The last one is for everything else. */
static const SbCrmProfile profiles[] = {
  { "zoho", zoho },         { "salesforce-report", salesforce }, { "salesforce-api", salesforce },
  { "hubspot", hubspot },   { "pipedrive", pipedrive },          { "odoo", odoo },
  { "espocrm", espocrm },   { "suitecrm", suitecrm },            { "frappe", frappe },
  { "django-crm", django_crm }, { "dynamics", NULL },            { "fxiaoke", NULL },
  { "wukong", NULL },       { "csv", NULL },
};

const SbCrmProfile *
sb_crm_profile_find (const char *source)
{
  for (guint i = 0; source != NULL && i < G_N_ELEMENTS (profiles); i++)
    if (g_str_equal (profiles[i].name, source))
      return &profiles[i];
  return NULL;
}

const char *
sb_crm_profile_name (const SbCrmProfile *profile)
{
  g_return_val_if_fail (profile != NULL, NULL);
  return profile->name;
}

const SbProfileStage *
sb_crm_profile_stages (const SbCrmProfile *profile, gsize *n)
{
  g_return_val_if_fail (profile != NULL && n != NULL, NULL);

  for (*n = 0; profile->stages != NULL && profile->stages[*n].name != NULL;)
    (*n)++;
  return profile->stages;
}

const SbProfileStage *
sb_crm_profile_stage (const SbCrmProfile *profile, const char *name)
{
  g_return_val_if_fail (profile != NULL && name != NULL, NULL);

  g_autofree char *key = sb_text_name_key (name);

  for (const SbProfileStage *stage = profile->stages; stage != NULL && stage->name != NULL; stage++)
    {
      g_autofree char *own = sb_text_name_key (stage->name);

      if (g_str_equal (own, key) || g_strcmp0 (stage->id, key) == 0)
        return stage;
    }
  return NULL;
}

/* ---- words ----------------------------------------------------------------------------------------------------- */

typedef struct {
  const char    *words; /* "|" between */
  SbStageMeaning meaning;
  int            seed;
} Words;

static const Words stage_words[] = {
  { "Prospecting|Prospect|New|Lead|Appointment Scheduled|Contact Made|线索|初步接触|跟进|预期|客户开发", SB_STAGE_OPEN, 1 },
  { "Qualification|Qualified|Qualified To Buy|Needs Analysis|Discovery|Screening|Engaging|Needs discovery|需求确认|"
    "需求分析|评价|需求挖掘", SB_STAGE_OPEN, 2 },
  { "Value Proposition|Presentation Scheduled|Demo Scheduled|Demo/Making|Id. Decision Makers|Identify Decision Makers|"
    "Perception Analysis|Decision Maker Bought-In|Meeting|Initial Offer|Product presentation|方案沟通|价值主张|产品介绍",
    SB_STAGE_OPEN, 3 },
  { "Proposal|Proposal/Price Quote|Proposal/Quotation|Proposal Made|Proposal Sent|Proposition|Quotation|Contract Sent|"
    "Negotiation|Negotiation/Review|Negotiations Started|Ready to Close|Pending Contract|Pending Response|"
    "Quote & negotiation|方案报价|报价|谈判|合同谈判|提案|协商|报价谈判", SB_STAGE_OPEN, 4 },
  { "Contract Signed|Delivery|Invoicing|Payment|Order follow-up|已签约|交付|回款|订单跟进", SB_STAGE_WON, 5 },
  { "Closed Won|Won|closedwon|CLOSED_WON|Customer|赢单|成交|已成交|赢得并结束", SB_STAGE_WON, 0 },
  { "Closed Lost|Closed Lost to Competition|Closed-Lost to Competition|closedlost|CLOSED_LOST|Lost|Loss|Dead|输单|丢单|"
    "失单|失败|流失|失去并结束", SB_STAGE_LOST, 0 },
  { "无效|作废|Duplicate|Invalid|Junk|Recycled|Void", SB_STAGE_VOID, 0 },
};

static const Words status_words[] = {
  { "Open|In progress|Active|New|Pending|Pipeline|Best Case|Commit|Omitted|offen|进行中|跟进中|未成交|未结束|打开",
    SB_STAGE_OPEN, 0 },
  { "Win|Success|Successful|Closed|gewonnen|赢|已赢单|成功", SB_STAGE_WON, 0 },
  { "Lose|Failed|Canceled|Cancelled|verloren|输|已输单|未赢单", SB_STAGE_LOST, 0 },
  { "Void|Deleted|Archived|已作废", SB_STAGE_VOID, 0 },
};

static gboolean
find_word (const Words *table, gsize n, const char *key, const Words **found)
{
  for (gsize i = 0; i < n; i++)
    {
      g_auto (GStrv) words = g_strsplit (table[i].words, "|", -1);

      for (guint j = 0; words[j] != NULL; j++)
        {
          g_autofree char *word = sb_text_name_key (words[j]);

          if (g_str_equal (word, key))
            {
              *found = &table[i];
              return TRUE;
            }
        }
    }
  return FALSE;
}

SbStageMeaning
sb_stage_word (const SbCrmProfile *profile, const char *name, int *seed)
{
  g_return_val_if_fail (name != NULL, SB_STAGE_UNKNOWN);

  const SbProfileStage *own = profile == NULL ? NULL : sb_crm_profile_stage (profile, name);
  g_autofree char *key = sb_text_name_key (name);
  const Words *words;

  if (seed != NULL)
    *seed = own != NULL ? own->seed : 0;
  if (own != NULL)
    return SB_STAGE_OPEN;
  if (!find_word (stage_words, G_N_ELEMENTS (stage_words), key, &words))
    return SB_STAGE_UNKNOWN;
  if (seed != NULL)
    *seed = words->seed;
  return words->meaning;
}

SbStageMeaning
sb_status_word (const char *text)
{
  g_return_val_if_fail (text != NULL, SB_STAGE_UNKNOWN);

  g_autofree char *key = sb_text_name_key (text);
  const Words *words;

  if (find_word (status_words, G_N_ELEMENTS (status_words), key, &words))
    return words->meaning;
  if (find_word (stage_words, G_N_ELEMENTS (stage_words), key, &words) && words->seed == 0)
    return words->meaning;
  return SB_STAGE_UNKNOWN;
}

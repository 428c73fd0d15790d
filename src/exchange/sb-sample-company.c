/* SPDX-License-Identifier: GPL-3.0-or-later */
/* People, products and customers of the sample company. One large customer and one strong seller are on purpose:
 * they are what the first honest picture shows. */
#include "sb-config.h"

#include "exchange/sb-sample-private.h"

#define PPM 1000000

static void
write_teams (Sample *sample)
{
  for (int i = 0; i < SAMPLE_TEAMS; i++)
    {
      sample_begin (sample, "team");
      sample_text (sample, "name", sample_text_of (sample, &sample_team_names[i]));
      if (i > 0)
        sample_int (sample, "parent", sample->teams[0]);
      sample->teams[i] = sample_end (sample);
    }
}

/* Index 0 leads all; 1–5 sell in the north, 6–10 in the south; the last one was hired lately, one works part time. */
static void
write_members (Sample *sample)
{
  for (int i = 0; i < SAMPLE_MEMBERS; i++)
    {
      SbDate hired = i == SAMPLE_MEMBERS - 1 ? sample->today - 75 : sample->today - SAMPLE_DAYS - 200 - i * 170;
      g_autofree char *number = g_strdup_printf ("S%03d", i + 1);
      g_autofree char *email = g_strdup_printf ("s%03d@example.com", i + 1);

      sample_begin (sample, "member");
      sample_text (sample, "name", sample_text_of (sample, &sample_member_names[i]));
      sample_text (sample, "employee_no", number);
      sample_text (sample, "email", email);
      sample_date (sample, "hired_on", hired);
      sample_int (sample, "fte", i == 8 ? 600000 : PPM);
      sample_int (sample, "selling_share", i == 0 ? 200000 : 800000);
      if (i > 0)
        sample_int (sample, "manager", sample->members[0]);
      sample->members[i] = sample_end (sample);
      sample_begin (sample, "membership");
      sample_int (sample, "member", sample->members[i]);
      sample_int (sample, "team", sample->teams[i == 0 ? 0 : i <= 5 ? 1 : 2]);
      sample_date (sample, "valid_from_on", hired);
      sample_end (sample);
    }
}

static void
write_products (Sample *sample)
{
  static const int prices[SAMPLE_PRODUCTS] = { 46000, 12800, 98000, 160000, 36000, 4800, 7600 };

  for (int i = 0; i < SAMPLE_PRODUCTS; i++)
    {
      g_autofree char *code = g_strdup_printf ("P-%02d", i + 1);

      sample_begin (sample, "product");
      sample_text (sample, "name", sample_text_of (sample, &sample_product_names[i]));
      sample_text (sample, "code", code);
      sample_int (sample, "price", prices[i] * sample->unit);
      sample_int (sample, "cost", prices[i] * 58 / 100 * sample->unit);
      sample->products[i] = sample_end (sample);
    }
}

static void
write_contacts (Sample *sample, int account)
{
  static const SampleName titles[]
      = { { "Purchasing manager", "采购经理" }, { "Plant manager", "厂长" }, { "Head of IT", "信息主管" } };
  int n = 1 + sample_below (sample, 3);

  for (int i = 0; i < n; i++)
    {
      g_autofree char *name = sample_contact_name (sample);
      g_autofree char *email = g_strdup_printf ("contact%d.%d@example.com", account + 1, i + 1);
      gint32 id;

      sample_begin (sample, "contact");
      sample_text (sample, "name", name);
      sample_int (sample, "account", sample->accounts[account]);
      sample_text (sample, "title", sample_text_of (sample, &titles[i]));
      sample_text (sample, "email", email);
      sample_int (sample, "is_primary", i == 0);
      id = sample_end (sample);
      if (i == 0)
        sample->contacts[account] = id;
    }
}

static void
write_preference (Sample *sample, int account)
{
  static const struct
  {
    const char *kind;
    SampleName value;
  } preferences[] = {
    { "channel", { "Prefers a call before any e-mail", "喜欢先电话后邮件" } },
    { "time", { "Reachable on Tuesday mornings", "周二上午方便联系" } },
    { "product", { "Wants everything from one supplier", "希望一站式采购" } },
    { "price sensitivity", { "Asks for three quotes", "货比三家" } },
    { "payment habit", { "Pays within ten days", "十天内付款" } },
  };
  int which = sample_below (sample, G_N_ELEMENTS (preferences));

  sample_begin (sample, "preference");
  sample_int (sample, "account", sample->accounts[account]);
  sample_text (sample, "kind", preferences[which].kind);
  sample_text (sample, "value", sample_text_of (sample, &preferences[which].value));
  sample_int (sample, "strength", 2 + sample_below (sample, 4));
  sample_date (sample, "noted_on", sample->today - 20 - sample_below (sample, 400));
  sample_end (sample);
}

static void
write_account (Sample *sample, int i)
{
  const SampleAccountName *named = &sample_account_names[i];
  gint32 owner;

  sample->account_owner[i] = i < 4 ? 1 : 1 + sample_below (sample, SAMPLE_MEMBERS - 1);
  /* A few are large, most are small. */
  sample->account_size[i] = i == 0 ? 2.2 : i < 10 ? 1.5 : i < 34 ? 1.0 : 0.6;
  owner = sample->members[sample->account_owner[i]];
  sample_begin (sample, "account");
  sample_text (sample, "name", sample_text_of (sample, &named->name));
  sample_text (sample, "kind", i < 60 ? "customer" : "prospect");
  sample_text (sample, "industry", sample->chinese ? named->industry_zh : named->industry_en);
  sample_text (sample, "region", sample->chinese ? named->region_zh : named->region_en);
  sample_int (sample, "owner", owner);
  sample_int (sample, "employees", 40 + sample_below (sample, 900));
  sample_int (sample, "relationship", sample_below (sample, 6));
  if (i < 60)
    sample_int (sample, "annual_margin", (gint64)(60000 * sample->account_size[i]) * sample->unit);
  sample->accounts[i] = sample_end (sample);
  write_contacts (sample, i);
  if (sample_below (sample, 3) > 0)
    write_preference (sample, i);
}

void
sample_write_company (Sample *sample)
{
  write_teams (sample);
  write_members (sample);
  write_products (sample);
  for (int i = 0; i < SAMPLE_ACCOUNTS && !sample_failed (sample); i++)
    write_account (sample, i);
}

/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Targets of the sample company, what its customers said, who was away, and the holidays. */
#include "sb-config.h"

#include "exchange/sb-sample-private.h"

#include <glib/gi18n-lib.h>

/* The first day of the quarter `ago` quarters before that of today. */
static SbDate
quarter_start (const Sample *sample, int ago)
{
  int year, month;

  sb_date_to_ymd (sample->today, &year, &month, NULL);
  return sb_date_add_months (sb_date_from_ymd (year, (month - 1) / 3 * 3 + 1, 1), -3 * ago);
}

typedef struct
{
  const char *scope;
  gint32 team;
  gint32 member;
} Holder;

static void
write_stage (Sample *sample, gint32 goal, const char *kind, SbDate start, SbDate end, gint64 target)
{
  sample_begin (sample, "goal_stage");
  sample_int (sample, "goal", goal);
  sample_text (sample, "period_kind", kind);
  sample_date (sample, "start_on", start);
  sample_date (sample, "end_on", end);
  sample_int (sample, "target", target);
  sample_int (sample, "calculated", target);
  sample_text (sample, "origin", "calculated");
  sample_end (sample);
}

/* One goal of a quarter with its stages: the quarter and its months, which sum to it exactly. */
static void
write_goal (Sample *sample, const Holder *holder, SbDate start, gint64 target)
{
  static const gint64 weights[3] = { 30, 33, 37 };
  gint64 parts[3];
  SbDate end = sb_date_add_months (start, 3) - 1;
  int year, month;
  g_autofree char *title = NULL;
  gint32 goal;

  sb_date_to_ymd (start, &year, &month, NULL);
  title = g_strdup_printf (sample->chinese ? "%d年第%d季度销售额" : "Revenue %d Q%d", year, (month - 1) / 3 + 1);
  sample_begin (sample, "goal");
  sample_text (sample, "title", title);
  sample_int (sample, "metric", sample->revenue_metric);
  sample_text (sample, "scope", holder->scope);
  if (holder->team)
    sample_int (sample, "team", holder->team);
  if (holder->member)
    sample_int (sample, "member", holder->member);
  sample_int (sample, "owner", holder->member ? holder->member : sample->members[0]);
  sample_text (sample, "period_kind", "quarter");
  sample_date (sample, "start_on", start);
  sample_date (sample, "end_on", end);
  sample_int (sample, "target", target);
  sample_text (sample, "state", "published");
  goal = sample_end (sample);
  write_stage (sample, goal, "quarter", start, end, target);
  sb_split_exact (target, weights, 3, parts);
  for (int i = 0; i < 3; i++)
    write_stage (sample, goal, "month", sb_date_add_months (start, i), sb_date_add_months (start, i + 1) - 1, parts[i]);
}

/* Targets grow by four percent a quarter; the running one asks for what the team has just shown it can do. */
static void
write_targets (Sample *sample)
{
  gint64 base = (sample->won_by_quarter[1] + sample->won_by_quarter[2]) / 2;
  gint64 weights[SAMPLE_MEMBERS];

  for (int i = 0; i < SAMPLE_MEMBERS; i++)
    weights[i] = i == 0 ? 0 : i == 1 ? 190 : i == 8 ? 60 : i == SAMPLE_MEMBERS - 1 ? 40 : 100;
  for (int ago = 6; ago >= 0; ago--)
    {
      gint64 rounded = base / 100 * (104 - 4 * ago) / (sample->unit * 10000) * (sample->unit * 10000);
      gint64 target = MAX (rounded, sample->unit * 100000), parts[SAMPLE_MEMBERS];
      gint64 north = 0, south = 0;
      SbDate start = quarter_start (sample, ago);

      sb_split_exact (target, weights, SAMPLE_MEMBERS, parts);
      write_goal (sample, &(Holder){ "workspace", 0, 0 }, start, target);
      for (int i = 1; i < SAMPLE_MEMBERS; i++)
        {
          *(i <= 5 ? &north : &south) += parts[i];
          write_goal (sample, &(Holder){ "member", 0, sample->members[i] }, start, parts[i]);
        }
      write_goal (sample, &(Holder){ "team", sample->teams[1], 0 }, start, north);
      write_goal (sample, &(Holder){ "team", sample->teams[2], 0 }, start, south);
    }
}

static void
write_feedback (Sample *sample)
{
  static const SampleName said[] = {
    { "Delivery came as promised.", "交货准时。" },
    { "Service answered within the hour.", "服务响应很快。" },
    { "The quote took too long.", "报价太慢。" },
    { "Invoice and order did not match.", "发票与订单不一致。" },
  };

  for (int i = 0; i < 110 && !sample->error; i++)
    {
      int account = sample_below (sample, 60);
      int score = 3 + sample_below (sample, 8);
      gboolean glad = score >= 7;
      SbDate day = sample_workday (sample, sample->today - sample_below (sample, 540));
      gboolean answered = day < sample->today - 14;

      sample_begin (sample, "feedback");
      sample_int (sample, "account", sample->accounts[account]);
      sample_date (sample, "received_on", day);
      sample_text (sample, "channel", "survey");
      sample_text (sample, "kind", glad ? "praise" : "complaint");
      sample_text (sample, "text", sample_text_of (sample, &said[(glad ? 0 : 2) + sample_below (sample, 2)]));
      sample_real (sample, "score", score);
      sample_real (sample, "scale_max", 10);
      sample_text (sample, "state", answered ? "answered" : "new");
      sample_int (sample, "owner", sample->members[sample->account_owner[account]]);
      sample_date (sample, "answered_on", answered ? day + 3 : SB_DATE_NONE);
      sample_end (sample);
    }
}

static void
write_absences (Sample *sample)
{
  for (int i = 1; i < SAMPLE_MEMBERS && !sample->error; i++)
    {
      SbDate start = sample_workday (sample, sample->today - 20 - 11 * i);

      sample_begin (sample, "absence");
      sample_int (sample, "member", sample->members[i]);
      sample_date (sample, "start_on", start);
      sample_date (sample, "end_on", start + 2 + sample_below (sample, 6));
      sample_text (sample, "kind", "leave");
      sample_int (sample, "planned", TRUE);
      sample_end (sample);
    }
}

static void
write_holidays (Sample *sample)
{
  static const struct
  {
    int month, day, days;
    SampleName name;
  } holidays[] = {
    { 1, 1, 1, { "New Year", "元旦" } },
    { 5, 1, 3, { "Labour Day", "劳动节" } },
    { 10, 1, 7, { "National Day", "国庆节" } },
  };
  int year;

  sb_date_to_ymd (sample->today, &year, NULL, NULL);
  for (int y = year - 2; y <= year + 1; y++)
    for (gsize i = 0; i < G_N_ELEMENTS (holidays); i++)
      for (int k = 0; k < holidays[i].days; k++)
        {
          sample_begin (sample, "calendar_day");
          sample_date (sample, "day_on", sb_date_from_ymd (y, holidays[i].month, holidays[i].day + k));
          sample_text (sample, "kind", "holiday");
          sample_text (sample, "label", sample_text_of (sample, &holidays[i].name));
          sample_end (sample);
        }
}

void
sample_write_plans (Sample *sample)
{
  write_targets (sample);
  write_feedback (sample);
  write_absences (sample);
  write_holidays (sample);
}

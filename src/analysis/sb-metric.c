/* SPDX-License-Identifier: GPL-3.0-or-later */
/* The table of computed metrics. Read by the KPI page, the goals, the headless command and the explanations; the words
 * are msgids, translated where they are shown. */
#include "sb-config.h"

#include "analysis/sb-metric.h"

#include <glib/gi18n-lib.h>

#define FLOW TRUE
#define STOCK FALSE
#define RATE TRUE
#define PLAIN FALSE

static const SbMetricInfo infos[SB_N_METRICS] = {
  { SB_METRIC_REVENUE_WON, "revenue_won", N_("Revenue won"), N_("Sum of the amounts of the deals won in the period"),
    SB_UNIT_MONEY, SB_DIRECTION_UP, FLOW, PLAIN, "deal" },
  { SB_METRIC_GROSS_MARGIN, "gross_margin", N_("Gross margin"),
    N_("Sum of the margins of the orders placed in the period"), SB_UNIT_MONEY, SB_DIRECTION_UP, FLOW, PLAIN,
    "sales_order" },
  { SB_METRIC_DEALS_WON, "deals_won", N_("Deals won"), N_("Number of deals won in the period"), SB_UNIT_COUNT,
    SB_DIRECTION_UP, FLOW, PLAIN, "deal" },
  { SB_METRIC_DEALS_LOST, "deals_lost", N_("Deals lost"), N_("Number of deals lost in the period"), SB_UNIT_COUNT,
    SB_DIRECTION_DOWN, FLOW, PLAIN, "deal" },
  { SB_METRIC_WIN_RATE, "win_rate", N_("Win rate"), N_("Won deals ÷ (won + lost deals) closed in the period"),
    SB_UNIT_PERCENT, SB_DIRECTION_UP, FLOW, RATE, "deal" },
  { SB_METRIC_WIN_RATE_VALUE, "win_rate_value", N_("Win rate by value"),
    N_("Won amount ÷ (won + lost amount) closed in the period"), SB_UNIT_PERCENT, SB_DIRECTION_UP, FLOW, PLAIN,
    "deal" },
  { SB_METRIC_AVERAGE_DEAL, "average_deal", N_("Average deal"),
    N_("Won amount ÷ won deals with an amount, closed in the period"), SB_UNIT_MONEY, SB_DIRECTION_UP, FLOW, PLAIN,
    "deal" },
  { SB_METRIC_MEDIAN_DEAL, "median_deal", N_("Median deal"),
    N_("The amount that half of the deals won in the period do not exceed"), SB_UNIT_MONEY, SB_DIRECTION_UP, FLOW,
    PLAIN, "deal" },
  { SB_METRIC_SALES_CYCLE, "sales_cycle", N_("Sales cycle"),
    N_("Median days from creation to closing of the deals won in the period"), SB_UNIT_DAYS, SB_DIRECTION_DOWN, FLOW,
    PLAIN, "deal" },
  { SB_METRIC_SALES_CYCLE_P80, "sales_cycle_p80", N_("Sales cycle, P80"),
    /* xgettext:no-c-format */
    N_("Days within which 80 % of the deals won in the period closed"), SB_UNIT_DAYS, SB_DIRECTION_DOWN, FLOW, PLAIN,
    "deal" },
  { SB_METRIC_NEW_CUSTOMERS, "new_customers", N_("New customers"),
    N_("Customers whose first purchase ever falls in the period"), SB_UNIT_COUNT, SB_DIRECTION_UP, FLOW, PLAIN,
    "account" },
  { SB_METRIC_REVENUE_PER_CUSTOMER, "revenue_per_customer", N_("Revenue per customer"),
    N_("Revenue won ÷ customers with a deal won in the period"), SB_UNIT_MONEY, SB_DIRECTION_UP, FLOW, PLAIN, "deal" },
  { SB_METRIC_DEALS_CREATED, "deals_created", N_("Deals created"), N_("Number of deals created in the period"),
    SB_UNIT_COUNT, SB_DIRECTION_UP, FLOW, PLAIN, "deal" },
  { SB_METRIC_PIPELINE_CREATED, "pipeline_created", N_("Pipeline created"),
    N_("Sum of the amounts of the deals created in the period"), SB_UNIT_MONEY, SB_DIRECTION_UP, FLOW, PLAIN, "deal" },
  { SB_METRIC_OPEN_DEALS, "open_deals", N_("Open deals"), N_("Number of deals open on the as-of date"), SB_UNIT_COUNT,
    SB_DIRECTION_UP, STOCK, PLAIN, "deal" },
  { SB_METRIC_OPEN_PIPELINE, "open_pipeline", N_("Open pipeline"),
    N_("Sum of the amounts of the deals open on the as-of date"), SB_UNIT_MONEY, SB_DIRECTION_UP, STOCK, PLAIN,
    "deal" },
  { SB_METRIC_WEIGHTED_PIPELINE, "weighted_pipeline", N_("Weighted pipeline"),
    N_("Sum of amount × probability of the deals open on the as-of date"), SB_UNIT_MONEY, SB_DIRECTION_UP, STOCK,
    PLAIN, "deal" },
  { SB_METRIC_OVERDUE_PIPELINE, "overdue_pipeline", N_("Overdue pipeline"),
    N_("Sum of the amounts of the open deals whose expected close lies before the as-of date"), SB_UNIT_MONEY,
    SB_DIRECTION_DOWN, STOCK, PLAIN, "deal" },
  { SB_METRIC_PIPELINE_COVERAGE, "pipeline_coverage", N_("Pipeline coverage"),
    N_("Open amount due in the rest of the period ÷ (target − won)"), SB_UNIT_TIMES, SB_DIRECTION_UP, STOCK, PLAIN,
    "deal" },
  { SB_METRIC_VELOCITY, "velocity", N_("Sales velocity"),
    N_("Open deals × win rate × average won amount ÷ median sales cycle, a day"), SB_UNIT_MONEY_PER_DAY,
    SB_DIRECTION_UP, STOCK, PLAIN, "deal" },
  { SB_METRIC_PUSH_RATE, "push_rate", N_("Push rate"),
    N_("Deals due at the start of the period and later dated out of it ÷ deals due at its start"), SB_UNIT_PERCENT,
    SB_DIRECTION_DOWN, FLOW, RATE, "deal" },
  { SB_METRIC_PUSHES_PER_DEAL, "slippage", N_("Pushes per open deal"),
    N_("Times the expected close of open deals moved later ÷ open deals"), SB_UNIT_NUMBER, SB_DIRECTION_DOWN, STOCK,
    PLAIN, "deal" },
  { SB_METRIC_RETENTION, "retention", N_("Customer retention"),
    N_("Customers who bought in the last 12 months ÷ customers who bought in the 12 months before"), SB_UNIT_PERCENT,
    SB_DIRECTION_UP, STOCK, RATE, "account" },
  { SB_METRIC_NPS, "nps", N_("Net promoter score"),
    N_("100 × (scores 9–10 − scores 0–6) ÷ answers on the scale to 10 in the period"), SB_UNIT_SCORE, SB_DIRECTION_UP,
    FLOW, PLAIN, "feedback" },
  { SB_METRIC_CSAT, "csat", N_("Satisfied customers"),
    N_("Answers 4–5 ÷ answers on the five-point scale in the period"), SB_UNIT_PERCENT, SB_DIRECTION_UP, FLOW, RATE,
    "feedback" },
  { SB_METRIC_SATISFACTION, "satisfaction", N_("Satisfaction"),
    N_("Mean of the answers on the five-point scale in the period"), SB_UNIT_SCORE, SB_DIRECTION_UP, FLOW, PLAIN,
    "feedback" },
  { SB_METRIC_COMPLAINTS, "complaints", N_("Complaints"), N_("Number of complaints received in the period"),
    SB_UNIT_COUNT, SB_DIRECTION_DOWN, FLOW, PLAIN, "feedback" },
  { SB_METRIC_ACTIVITIES, "activities", N_("Activities"), N_("Number of activities done in the period"),
    SB_UNIT_COUNT, SB_DIRECTION_UP, FLOW, PLAIN, "activity" },
  { SB_METRIC_TARGET, "target", N_("Target"), N_("Sum of the goal stages of the period"), SB_UNIT_MONEY,
    SB_DIRECTION_NEUTRAL, STOCK, PLAIN, NULL },
  { SB_METRIC_ATTAINMENT, "attainment", N_("Attainment"), N_("Revenue won ÷ target"), SB_UNIT_PERCENT,
    SB_DIRECTION_UP, STOCK, PLAIN, "deal" },
  { SB_METRIC_PACE, "pace", N_("Pace"), N_("Revenue won ÷ target expected to date by working days"), SB_UNIT_TIMES,
    SB_DIRECTION_UP, STOCK, PLAIN, "deal" },
  { SB_METRIC_LANDING, "landing", N_("Landing at run rate"), N_("Revenue won ÷ (expected to date ÷ target)"),
    SB_UNIT_MONEY, SB_DIRECTION_UP, STOCK, PLAIN, "deal" },
  { SB_METRIC_NEEDED_PER_DAY, "needed_per_day", N_("Needed per working day"),
    N_("(Target − revenue won) ÷ working days left"), SB_UNIT_MONEY_PER_DAY, SB_DIRECTION_DOWN, STOCK, PLAIN, "deal" },
};

const SbMetricInfo *
sb_metric_info (SbMetric metric)
{
  g_return_val_if_fail (metric < SB_N_METRICS, &infos[0]);

  return &infos[metric];
}

gboolean
sb_metric_from_key (const char *key, SbMetric *metric)
{
  g_return_val_if_fail (key != NULL && metric != NULL, FALSE);

  if (g_str_equal (key, "revenue"))
    key = "revenue_won";
  else if (g_str_equal (key, "deals"))
    key = "deals_won";
  for (guint i = 0; i < SB_N_METRICS; i++)
    if (g_str_equal (infos[i].key, key))
      {
        *metric = infos[i].metric;
        return TRUE;
      }
  return FALSE;
}

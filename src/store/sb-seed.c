/* SPDX-License-Identifier: GPL-3.0-or-later */
/* What a new workspace begins with (AREAS.md 1, 4 and 5): pipelines with their stages and exit criteria, need classes,
 * loss reasons, the built-in metrics, the settings of its creation. Names stand in the workspace's language, which may
 * differ from the process's, so they are data here and not messages. */
#include "store/sb-schema.h"

#include <string.h>

#include "core/sb-clock.h"
#include "store/sb-change-private.h"
#include "store/sb-draft.h"
#include "store/sb-search.h"
#include "store/sb-setting.h"

typedef struct
{
  const char *en, *zh;
} Name;

typedef struct
{
  SbChange *change;
  gboolean  zh;
} Seed;

static const char *
in_language (const Seed *seed, const Name *name)
{
  return seed->zh ? name->zh : name->en;
}

static int
create (const Seed *seed, const char *type)
{
  return sb_change_create (seed->change, sb_record_type_find (type));
}

static void
set_text (const Seed *seed, int handle, const char *field, const char *text)
{
  g_auto (SbValue) value = sb_value_text (text);

  sb_change_set (seed->change, handle, field, value);
}

static void
set_int (const Seed *seed, int handle, const char *field, gint64 number)
{
  sb_change_set (seed->change, handle, field, sb_value_int (number));
}

typedef struct
{
  Name        name;
  const char *status;
  const char *category;    /* NULL none */
  int         probability; /* ppm, −1 none */
  Name        criteria[2];
} StageSeed;

static const StageSeed deal_stages[] = {
  { { "Prospecting", "客户开发" },
    "open",
    "pipeline",
    100000,
    { { "A contact person is known", "已找到联系人" }, { "The customer fits our market", "客户符合目标市场" } } },
  { { "Needs discovery", "需求挖掘" },
    "open",
    "pipeline",
    250000,
    { { "Need, budget and time are written down", "需求、预算与时间已记录" },
      { "The decision maker is known", "已识别决策人" } } },
  { { "Product presentation", "产品介绍" },
    "open",
    "best case",
    450000,
    { { "The solution was shown to the decision maker", "已向决策人介绍方案" },
      { "Open objections are listed", "异议已列出" } } },
  { { "Quote & negotiation", "报价谈判" },
    "open",
    "commit",
    700000,
    { { "A written quote is with the customer", "书面报价已提交客户" },
      { "Terms and closing date are agreed", "条款与签约日期已商定" } } },
  { { "Won", "赢单" }, "won", NULL, 1000000, { { NULL, NULL }, { NULL, NULL } } },
  { { "Lost", "输单" }, "lost", "omitted", 0, { { NULL, NULL }, { NULL, NULL } } },
  { { "Void", "无效" }, "void", "omitted", -1, { { NULL, NULL }, { NULL, NULL } } },
};

static const StageSeed order_stages[] = {
  { { "Preparing", "备货" }, "open", NULL, -1, { { NULL, NULL }, { NULL, NULL } } },
  { { "Delivered", "交付" }, "open", NULL, -1, { { NULL, NULL }, { NULL, NULL } } },
  { { "Invoiced", "开票" }, "open", NULL, -1, { { NULL, NULL }, { NULL, NULL } } },
  { { "Paid", "回款" }, "open", NULL, -1, { { NULL, NULL }, { NULL, NULL } } },
  { { "Reviewed", "回访" }, "won", NULL, -1, { { NULL, NULL }, { NULL, NULL } } },
};

static void
add_criteria (const Seed *seed, const StageSeed *stage, int stage_handle)
{
  for (int i = 0; i < 2 && stage->criteria[i].en != NULL; i++)
    {
      int handle = create (seed, "exit_criterion");

      set_int (seed, handle, "stage_id", -stage_handle);
      set_text (seed, handle, "text", in_language (seed, &stage->criteria[i]));
      set_int (seed, handle, "position", i + 1);
      set_int (seed, handle, "is_required", 0);
    }
}

static void
add_pipeline (const Seed *seed, const Name *name, const char *object, int position, const StageSeed *stages, gsize n)
{
  int pipeline = create (seed, "pipeline");

  set_text (seed, pipeline, "name", in_language (seed, name));
  set_text (seed, pipeline, "object", object);
  set_int (seed, pipeline, "position", position);
  for (gsize i = 0; i < n; i++)
    {
      int handle = create (seed, "stage");

      set_int (seed, handle, "pipeline_id", -pipeline);
      set_text (seed, handle, "name", in_language (seed, &stages[i].name));
      set_int (seed, handle, "position", (gint64) i + 1);
      set_text (seed, handle, "status", stages[i].status);
      if (stages[i].probability >= 0)
        set_int (seed, handle, "probability_ppm", stages[i].probability);
      if (stages[i].category != NULL)
        set_text (seed, handle, "forecast_category", stages[i].category);
      add_criteria (seed, &stages[i], handle);
    }
}

static void
add_need_classes (const Seed *seed)
{
  static const Name names[] = {
    { "Price", "价格导向" }, { "Standard service", "标准服务" }, { "Consulting", "方案咨询" },
    { "Strategic partnership", "战略合作" },
  };

  for (gsize i = 0; i < G_N_ELEMENTS (names); i++)
    {
      int handle = create (seed, "need_class");

      set_text (seed, handle, "name", in_language (seed, &names[i]));
      set_int (seed, handle, "position", (gint64) i + 1);
    }
}

static void
add_loss_reasons (const Seed *seed)
{
  static const struct { Name name; const char *kind; } reasons[] = {
    { { "Price too high", "价格过高" }, "price" },
    { { "Product does not fit", "产品不符合需求" }, "product" },
    { { "Bad timing", "时机不合适" }, "timing" },
    { { "Relationship", "客情关系不足" }, "relationship" },
    { { "Lost to a competitor", "输给竞争对手" }, "competitor" },
    { { "No decision", "客户未做决定" }, "no decision" },
    { { "Our own reasons", "内部原因" }, "internal" },
  };

  for (gsize i = 0; i < G_N_ELEMENTS (reasons); i++)
    {
      int handle = create (seed, "loss_reason");

      set_text (seed, handle, "name", in_language (seed, &reasons[i].name));
      set_text (seed, handle, "kind", reasons[i].kind);
    }
}

typedef struct
{
  const char *code;
  Name        name;
  const char *unit, *direction, *kind, *source, *aggregation;
  Name        definition;
} MetricSeed;

static const MetricSeed metrics[] = {
  { "revenue_won", { "Revenue won", "销售额" }, "money", "up", "lagging", "computed", "sum",
    { "Amounts of deals won, by closing date, credited by share.", "按成交日期计入的赢单金额，按业绩分成归属。" } },
  { "gross_margin", { "Gross margin", "毛利" }, "money", "up", "lagging", "computed", "sum",
    { "Margin of orders, by order date.", "按下单日期计入的订单毛利。" } },
  { "deals_won", { "Deals won", "成交数" }, "count", "up", "lagging", "computed", "sum",
    { "Number of deals won, by closing date.", "按成交日期计入的赢单数量。" } },
  { "win_rate", { "Win rate", "赢单率" }, "percent", "up", "lagging", "computed", "ratio",
    { "Won ÷ (won + lost) of the deals closed in the period; void deals are left out.", "期内结束商机中 赢单 ÷（赢单＋输单），不含无效。" } },
  { "stage_conversion", { "Stage conversion", "转化率" }, "percent", "up", "leading", "computed", "ratio",
    { "Advanced ÷ (advanced + lost here) of the deals that reached a stage.", "到达某阶段的商机中 晋级 ÷（晋级＋在此输单）。" } },
  { "new_customers", { "New customers", "新客户" }, "count", "up", "lagging", "computed", "sum",
    { "Customers whose first purchase falls into the period.", "首次购买发生在期内的客户数。" } },
  { "average_deal", { "Average deal", "客单价" }, "money", "up", "lagging", "computed", "mean",
    { "Mean amount of the deals won in the period.", "期内赢单的平均金额。" } },
  { "sales_cycle", { "Sales cycle", "销售周期" }, "days", "down", "lagging", "computed", "mean",
    { "Median days from creation to closing of deals won.", "赢单从创建到成交的天数中位数。" } },
  { "pipeline_created", { "Pipeline created", "新增商机额" }, "money", "up", "leading", "computed", "sum",
    { "Amounts of deals created in the period.", "期内创建的商机金额。" } },
  { "pipeline_coverage", { "Pipeline coverage", "管道覆盖率" }, "percent", "up", "leading", "computed", "ratio",
    { "Open amount due in the rest of the period ÷ (target − won).", "期内剩余时间到期的未结金额 ÷（目标 − 已赢）。" } },
  { "collections", { "Collections", "回款" }, "money", "up", "lagging", "computed", "sum",
    { "Payments received, by payment date.", "按到账日期计入的回款金额。" } },
  { "collection_rate", { "Collection rate", "回款率" }, "percent", "up", "lagging", "computed", "ratio",
    { "Paid ÷ invoiced and due.", "已回款 ÷ 已开票到期金额。" } },
  { "discount", { "Discount", "折扣率" }, "percent", "down", "leading", "computed", "ratio",
    { "1 − net ÷ list of the quotes.", "1 − 报价净额 ÷ 标准价。" } },
  { "csat", { "Customer satisfaction (CSAT)", "客户满意度" }, "percent", "up", "lagging", "computed", "ratio",
    { "Satisfied answers (the two best of five) ÷ answers.", "满意答复（五级中的前两级）÷ 全部答复。" } },
  { "nps", { "Net promoter score (NPS)", "净推荐值" }, "score", "up", "lagging", "computed", "ratio",
    { "Promoters (9–10) minus detractors (0–6), per 100 answers.", "推荐者（9–10）减贬损者（0–6），每百份答复。" } },
  { "retention", { "Retention", "留存率" }, "percent", "up", "lagging", "computed", "ratio",
    { "Customers of the period before that bought again.", "上期客户中本期再次购买的比例。" } },
  { "activities", { "Activities", "活动量" }, "count", "up", "leading", "computed", "sum",
    { "Activities done, by day.", "按日期计入的已完成活动数。" } },
  { "training_hours", { "Training hours", "培训时数" }, "hours", "up", "development", "computed", "sum",
    { "Hours of the sessions attended.", "参加培训的时数。" } },
  { "skill_readiness", { "Skill readiness", "技能达标率" }, "percent", "up", "development", "computed", "ratio",
    { "Weighted share of the required skill levels that are reached.", "按重要性加权的岗位技能达标比例。" } },
  { "one_on_ones", { "1:1s held", "一对一次数" }, "count", "up", "development", "computed", "sum",
    { "One-on-one meetings held, by day.", "按日期计入的一对一面谈次数。" } },
};

static void
add_metrics (const Seed *seed)
{
  for (gsize i = 0; i < G_N_ELEMENTS (metrics); i++)
    {
      const MetricSeed *metric = &metrics[i];
      int handle = create (seed, "metric");

      set_text (seed, handle, "code", metric->code);
      set_text (seed, handle, "name", in_language (seed, &metric->name));
      set_text (seed, handle, "unit", metric->unit);
      set_text (seed, handle, "direction", metric->direction);
      set_text (seed, handle, "kind", metric->kind);
      set_text (seed, handle, "source", metric->source);
      set_text (seed, handle, "aggregation", metric->aggregation);
      set_text (seed, handle, "definition", in_language (seed, &metric->definition));
    }
}

static void
add_setting (const Seed *seed, const char *key, const char *value)
{
  int handle = create (seed, "workspace_setting");

  set_text (seed, handle, "key", key);
  set_text (seed, handle, "value", value);
}

gboolean
sb_seed (SbDb *db, const SbWorkspaceOptions *options, GError **error)
{
  static const Name deals = { "Sales process", "销售流程" }, orders = { "Order follow-up", "订单跟进" };
  const char *language = options->language != NULL ? options->language : g_get_language_names ()[0];
  g_autoptr (SbChange) change = sb_change_new ("");
  g_autoptr (SbDraftSet) set = NULL;
  g_autofree char *fiscal_start = g_strdup_printf ("%d", CLAMP (options->fiscal_start, 1, 12));
  Seed seed = { change, g_str_has_prefix (language, "zh") };

  add_setting (&seed, SB_SETTING_CURRENCY, options->currency);
  add_setting (&seed, SB_SETTING_FISCAL_START, fiscal_start);
  add_setting (&seed, SB_SETTING_LANGUAGE, seed.zh ? "zh_CN" : "en");
  add_pipeline (&seed, &deals, "deal", 1, deal_stages, G_N_ELEMENTS (deal_stages));
  add_pipeline (&seed, &orders, "order", 2, order_stages, G_N_ELEMENTS (order_stages));
  add_need_classes (&seed);
  add_loss_reasons (&seed);
  add_metrics (&seed);
  set = sb_draft_set_new (db, change, sb_clock_now (), error);
  if (set == NULL)
    return FALSE;
  sb_draft_set_fill_defaults (set);
  return sb_draft_set_check (set, error) && sb_draft_set_write (set, error) && sb_search_rebuild (db, error);
}

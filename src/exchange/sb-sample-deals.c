/* SPDX-License-Identifier: GPL-3.0-or-later */
/* What happened in the sample company: deals walking through their stages, what was done for them, the orders they
 * became. The last stage has lost more lately than it used to: the picture has something to say. */
#include "sb-config.h"

#include "exchange/sb-sample-private.h"

#define LATELY 180

typedef struct
{
  SbDate created, entered[SAMPLE_OPEN_STAGES], closed, expected;
  int last; /* index of the last open stage it entered */
  int account, owner, product;
  gint64 amount;
  const char *status;
  int reason; /* index, −1 none */
  int pushes;
  gint32 id;
} Deal;

/* Chance to advance from each stage; the strong seller (member 1) is better at it. */
static double
chance (const Deal *deal, int stage, SbDate today)
{
  static const double base[SAMPLE_OPEN_STAGES] = { 0.80, 0.76, 0.74, 0.58 };
  double p = base[stage];

  if (stage == 3 && deal->entered[3] > today - LATELY)
    p -= 0.12;
  if (deal->owner == 1)
    p += 0.12;
  return p;
}

static int
draw_reason (Sample *sample, int stage)
{
  int draw = sample_below (sample, 100);

  if (stage == 3)
    return draw < 46 ? 0 : draw < 70 ? 4 : draw < 86 ? 5 : 2;
  return draw < 30 ? 5 : draw < 55 ? 2 : draw < 75 ? 1 : draw < 90 ? 3 : 0;
}

/* Walks the deal from stage to stage until it is decided or today is reached. */
static void
walk (Sample *sample, Deal *deal)
{
  SbDate day = deal->created;

  deal->status = "open";
  deal->reason = -1;
  for (int stage = 0; stage < SAMPLE_OPEN_STAGES; stage++)
    {
      SbDate leaves;

      deal->entered[stage] = day;
      deal->last = stage;
      leaves = sample_workday (sample, day + 6 + sample_below (sample, stage == 3 ? 44 : 28));
      if (leaves >= sample->today)
        return;
      day = leaves;
      if (sample_unit (sample) >= chance (deal, stage, sample->today))
        {
          deal->status = sample_below (sample, 40) == 0 ? "void" : "lost";
          deal->reason = draw_reason (sample, stage);
          break;
        }
      if (stage == SAMPLE_OPEN_STAGES - 1)
        deal->status = "won";
    }
  deal->closed = day;
}

static gint32
stage_of (const Sample *sample, const Deal *deal)
{
  switch (deal->status[0])
    {
    case 'w':
      return sample->won_stage;
    case 'l':
      return sample->lost_stage;
    case 'v':
      return sample->void_stage;
    default:
      return sample->open_stages[deal->last];
    }
}

static void
write_deal (Sample *sample, Deal *deal)
{
  static const SampleName sources[]
      = { { "Referral", "转介绍" }, { "Trade fair", "展会" }, { "Website", "官网" }, { "Cold call", "陌生拜访" } };
  static const char *const kinds[] = { "new", "expansion", "renewal" };
  const char *account = sample_text_of (sample, &sample_account_names[deal->account].name);
  const char *product = sample_text_of (sample, &sample_product_names[deal->product]);
  g_autofree char *name = g_strdup_printf (sample->chinese ? "%s %s" : "%s · %s", account, product);

  sample_begin (sample, "deal");
  sample_text (sample, "name", name);
  sample_int (sample, "account", sample->accounts[deal->account]);
  sample_int (sample, "owner", sample->members[deal->owner]);
  sample_int (sample, "pipeline", sample->pipeline);
  sample_int (sample, "stage", stage_of (sample, deal));
  sample_text (sample, "status", deal->status);
  sample_int (sample, "amount", deal->amount);
  sample_date (sample, "created_on", deal->created);
  sample_date (sample, "expected_close_on", deal->expected);
  sample_date (sample, "closed_on", deal->closed);
  sample_date (sample, "stage_since_on", deal->closed != SB_DATE_NONE ? deal->closed : deal->entered[deal->last]);
  sample_int (sample, "product", sample->products[deal->product]);
  sample_text (sample, "kind", kinds[deal->account < 60 ? 1 + sample_below (sample, 2) : 0]);
  sample_text (sample, "source", sample_text_of (sample, &sources[sample_below (sample, G_N_ELEMENTS (sources))]));
  if (deal->reason >= 0)
    sample_int (sample, "loss_reason", sample->reasons[deal->reason]);
  deal->id = sample_end (sample);
}

static void
write_visits (Sample *sample, const Deal *deal)
{
  for (int i = 0; i <= deal->last; i++)
    {
      gboolean here = i == deal->last;

      sample_begin (sample, "stage_visit");
      sample_int (sample, "deal", deal->id);
      sample_int (sample, "stage", sample->open_stages[i]);
      sample_int (sample, "seq", i + 1);
      sample_date (sample, "entered_on", deal->entered[i]);
      sample_date (sample, "left_on", here ? deal->closed : deal->entered[i + 1]);
      sample_text (sample, "outcome", here ? deal->status : "advanced");
      sample_end (sample);
    }
}

/* The expected close as it was before it moved. */
static void
write_pushes (Sample *sample, const Deal *deal)
{
  const SbRecordType *type = sb_record_type_find ("deal");
  guint field = (guint)sb_record_type_field_index (type, "expected_close_on");
  SbDate end = deal->closed != SB_DATE_NONE ? deal->closed : sample->today;

  for (int i = deal->pushes; i > 0 && !sample->error; i--)
    {
      char from[SB_DATE_TEXT_SIZE], to[SB_DATE_TEXT_SIZE];
      SbDate day = MAX (deal->created, end - i * 12);
      g_auto (SbValue) old_value = sb_value_text (sb_date_format_iso (deal->expected - i * 20, from));
      g_auto (SbValue) new_value = sb_value_text (sb_date_format_iso (deal->expected - (i - 1) * 20, to));

      sb_bulk_add_history (sample->bulk, type, deal->id, field, &old_value, &new_value, day, &sample->error);
    }
}

static void
write_activities (Sample *sample, const Deal *deal)
{
  static const struct
  {
    const char *kind;
    SampleName subject;
    int minutes;
  } acts[] = {
    { "call", { "Call about needs", "需求沟通电话" }, 25 }, { "visit", { "Visit on site", "现场拜访" }, 120 },
    { "demo", { "Demonstration", "产品演示" }, 90 },        { "email", { "Quote sent", "发送报价" }, 20 },
    { "meeting", { "Negotiation", "商务谈判" }, 60 },
  };
  SbDate end = deal->closed != SB_DATE_NONE ? deal->closed : sample->today;
  int n = 2 + deal->last + sample_below (sample, 2);
  int quiet = deal->closed == SB_DATE_NONE && sample_below (sample, 5) == 0 ? 30 : 0;

  for (int i = 0; i < n; i++)
    {
      int which = MIN (i, (int)G_N_ELEMENTS (acts) - 1);
      SbDate day = deal->created + (end - deal->created - quiet) * i / n;

      if (day < deal->created)
        continue;
      sample_begin (sample, "activity");
      sample_text (sample, "kind", acts[which].kind);
      sample_text (sample, "subject", sample_text_of (sample, &acts[which].subject));
      sample_date (sample, "day_on", sample_workday (sample, day));
      sample_int (sample, "spent_min", acts[which].minutes);
      sample_int (sample, "account", sample->accounts[deal->account]);
      sample_int (sample, "deal", deal->id);
      sample_int (sample, "contact", sample->contacts[deal->account]);
      sample_int (sample, "owner", sample->members[deal->owner]);
      sample_end (sample);
    }
}

static void
write_order (Sample *sample, const Deal *deal)
{
  g_autofree char *number = g_strdup_printf ("A-%05d", ++sample->order_number);
  gint64 margin = deal->amount / 100 * (24 + sample_below (sample, 22));
  gint32 order;

  sample_begin (sample, "sales_order");
  sample_text (sample, "number", number);
  sample_int (sample, "account", sample->accounts[deal->account]);
  sample_int (sample, "deal", deal->id);
  sample_int (sample, "owner", sample->members[deal->owner]);
  sample_int (sample, "amount", deal->amount);
  sample_int (sample, "margin", margin);
  sample_date (sample, "ordered_on", deal->closed);
  sample_date (sample, "due_on", deal->closed + 30);
  order = sample_end (sample);
  sample_begin (sample, "order_line");
  sample_int (sample, "order", order);
  sample_int (sample, "line_no", 1);
  sample_int (sample, "product", sample->products[deal->product]);
  sample_real (sample, "quantity", 1);
  sample_int (sample, "unit_price", deal->amount);
  sample_int (sample, "amount", deal->amount);
  sample_end (sample);
  if (deal->closed + 40 > sample->today)
    return;
  sample_begin (sample, "payment");
  sample_int (sample, "order", order);
  sample_date (sample, "paid_on", deal->closed + 18 + sample_below (sample, 22));
  sample_int (sample, "amount", deal->amount);
  sample_end (sample);
}

/* Which calendar quarter before that of today: 0 the same. */
static int
quarters_ago (SbDate today, SbDate day)
{
  int y1, m1, y2, m2;

  sb_date_to_ymd (today, &y1, &m1, NULL);
  sb_date_to_ymd (day, &y2, &m2, NULL);
  return (y1 - y2) * 4 + (m1 - 1) / 3 - (m2 - 1) / 3;
}

static void
make_deal (Sample *sample, SbDate created)
{
  Deal deal = { .created = created, .closed = SB_DATE_NONE };
  int quarter;

  /* The first customers buy more often. */
  deal.account = sample_below (sample, 4) == 0 ? sample_below (sample, 14) : sample_below (sample, SAMPLE_ACCOUNTS);
  deal.owner = sample->account_owner[deal.account];
  if (deal.owner == SAMPLE_MEMBERS - 1 && created < sample->today - 70)
    deal.owner = 6 + sample_below (sample, 4);
  deal.product = sample_below (sample, SAMPLE_PRODUCTS);
  deal.amount = (gint64)(72000 * sample->account_size[deal.account] * sample_size (sample)) / 100 * 100 * sample->unit;
  walk (sample, &deal);
  deal.expected = deal.closed != SB_DATE_NONE ? deal.closed : deal.created + 50 + sample_below (sample, 70);
  deal.pushes = deal.last >= 2 && sample_below (sample, 4) == 0 ? 1 + sample_below (sample, 3) : 0;
  deal.expected += deal.closed == SB_DATE_NONE ? deal.pushes * 20 : 0;
  write_deal (sample, &deal);
  write_visits (sample, &deal);
  write_pushes (sample, &deal);
  write_activities (sample, &deal);
  if (deal.status[0] != 'w')
    return;
  write_order (sample, &deal);
  quarter = quarters_ago (sample->today, deal.closed);
  if (quarter >= 0 && quarter < (int)G_N_ELEMENTS (sample->won_by_quarter))
    sample->won_by_quarter[quarter] += deal.amount;
}

void
sample_write_deals (Sample *sample)
{
  for (SbDate day = sample->today - SAMPLE_DAYS; day <= sample->today && !sample_failed (sample); day++)
    if (sb_date_weekday (day) <= 5)
      for (int n = sample_below (sample, 3) + (sample_below (sample, 2) == 0); n > 0; n--)
        make_deal (sample, day);
}

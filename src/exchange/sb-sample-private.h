/* SPDX-License-Identifier: GPL-3.0-or-later */
/* The inside of the sample company: what its parts share while it is being written. */
#pragma once

#include "core/sb-random.h"
#include "exchange/sb-sample.h"
#include "store/sb-bulk.h"

G_BEGIN_DECLS

#define SAMPLE_MEMBERS 11
#define SAMPLE_TEAMS 3
#define SAMPLE_ACCOUNTS 84
#define SAMPLE_PRODUCTS 7
#define SAMPLE_OPEN_STAGES 4
#define SAMPLE_REASONS 7
#define SAMPLE_DAYS 730

typedef struct {
  const char *en;
  const char *zh;
} SampleName;

typedef struct {
  const char *industry_en;
  const char *industry_zh;
  const char *region_en;
  const char *region_zh;
  SampleName  name;
} SampleAccountName;

typedef struct {
  SbBulk       *bulk;
  GError       *error;     /* the first one; nothing is written after it */
  GCancellable *cancellable;
  gboolean      chinese;
  SbDate        today;
  gint64        unit;      /* minor units of one unit of money */
  SbRandom      random;

  /* The record being put together. */
  const SbRecordType *type;
  SbValue            *values;

  gint32 members[SAMPLE_MEMBERS];
  gint32 teams[SAMPLE_TEAMS];
  gint32 accounts[SAMPLE_ACCOUNTS];
  int    account_owner[SAMPLE_ACCOUNTS]; /* index into members */
  double account_size[SAMPLE_ACCOUNTS];
  gint32 contacts[SAMPLE_ACCOUNTS];
  gint32 products[SAMPLE_PRODUCTS];
  gint32 pipeline;
  gint32 open_stages[SAMPLE_OPEN_STAGES];
  gint32 won_stage, lost_stage, void_stage;
  gint32 reasons[SAMPLE_REASONS];
  gint32 order_pipeline_stage;
  gint32 revenue_metric, deals_metric;
  gint64 won_by_quarter[16]; /* minor units; 0 = the quarter of today, 1 the one before, … */
  int    order_number;
} Sample;

/* sb-sample-names.c */
extern const SampleName        sample_member_names[SAMPLE_MEMBERS];
extern const SampleName        sample_team_names[SAMPLE_TEAMS];
extern const SampleName        sample_product_names[SAMPLE_PRODUCTS];
extern const SampleAccountName sample_account_names[SAMPLE_ACCOUNTS];
const char *sample_text_of (const Sample *sample, const SampleName *name);
/* A person's name at a customer. transfer full. */
char       *sample_contact_name (Sample *sample);

/* sb-sample.c: one record after the other. Fields by border or column name. */
void     sample_begin (Sample *sample, const char *type);
void     sample_int   (Sample *sample, const char *field, gint64 value);
void     sample_real  (Sample *sample, const char *field, double value);
void     sample_text  (Sample *sample, const char *field, const char *value);
void     sample_date  (Sample *sample, const char *field, SbDate value);
gint32   sample_end   (Sample *sample); /* its id, 0 after an error */
gboolean sample_failed (Sample *sample);
int      sample_below (Sample *sample, int bound);
double   sample_unit  (Sample *sample);
/* Around 1, with the long tail of deal sizes. */
double   sample_size  (Sample *sample);
/* A working day not later than today: weekends move to Monday. */
SbDate   sample_workday (Sample *sample, SbDate day);

/* sb-sample-company.c, sb-sample-deals.c, sb-sample-plans.c */
void     sample_write_company (Sample *sample);
void     sample_write_deals   (Sample *sample);
void     sample_write_plans   (Sample *sample);

G_END_DECLS

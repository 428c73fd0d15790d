/* SPDX-License-Identifier: GPL-3.0-or-later */
/* One load of facts while it runs: look-ups that turn the columns of a row into a flat struct without further SQL.
 * Inside store only. */
#pragma once

#include "core/sb-facts.h"
#include "store/sb-db.h"

G_BEGIN_DECLS

typedef struct {
  SbDate from;
  gint64 rate_e9;
} SbDatedRate;

typedef struct {
  char    code[SB_CURRENCY_SIZE];
  int     exponent;
  GArray *rates;      /* of SbDatedRate, ascending */
} SbCurrencyRates;

typedef struct {
  gint16 position;
  gint32 pipeline_id; /* 0 = no such stage */
  guint8 status;
} SbStagePlace;

typedef struct {
  SbDb         *db;
  SbFacts      *facts;
  SbDate        as_of;
  GHashTable   *sources, *regions, *industries; /* text (in facts->strings) → index + 1 */
  GPtrArray    *source_list, *region_list, *industry_list;
  GArray       *currencies;   /* of SbCurrencyRates */
  SbStagePlace *stages;       /* by id */
  gint32        n_stages;
  gint32       *team_of;      /* by member id */
  gint32        n_members;
} SbFactsLoad;

/* Columns. */
SbDate      sb_load_date      (SbStmt *stmt, int column);
gint32      sb_load_id        (SbStmt *stmt, int column);
gint32      sb_load_int       (SbStmt *stmt, int column, gint32 when_empty);
const char *sb_load_string    (SbFactsLoad *load, SbStmt *stmt, int column);
gint32      sb_load_intern    (SbFactsLoad *load, GHashTable *index, GPtrArray *list, SbStmt *stmt, int column);
/* The place of a choice key in "open\0won\0…" order by description; 0xFF when empty. */
guint8      sb_load_choice    (SbStmt *stmt, int column, const char *const *keys);
/* Amount in the base currency on a day; returns the flags HAS_AMOUNT and NO_RATE. */
guint8      sb_load_money     (SbFactsLoad *load, SbStmt *stmt, int amount, int currency, SbDate on, gint64 *minor);
gint64      sb_load_convert   (SbFactsLoad *load, gint64 minor, const char *currency, SbDate on, guint8 *flags);
/* Rows of a statement, one call each; FALSE with an error on failure. */
typedef void (*SbLoadRowFunc) (SbFactsLoad *load, SbStmt *stmt, GArray *rows);
gboolean    sb_load_rows      (SbFactsLoad *load, const char *sql, gsize row_size, SbLoadRowFunc func, gpointer *rows,
                               gsize *n, GError **error);

/* Currency, calendar and dated rates into load->facts and load->currencies. */
GArray     *sb_load_currencies_new (void);
gboolean    sb_load_settings  (SbFactsLoad *load, GError **error);
gboolean    sb_load_people    (SbFactsLoad *load, GError **error);
gboolean    sb_load_process   (SbFactsLoad *load, GError **error);
gboolean    sb_load_targets   (SbFactsLoad *load, GError **error);
gboolean    sb_load_goals     (SbFactsLoad *load, GError **error);
gboolean    sb_load_deals     (SbFactsLoad *load, GError **error);
gboolean    sb_load_customers (SbFactsLoad *load, GError **error);

extern const char *const sb_load_statuses[];

G_END_DECLS

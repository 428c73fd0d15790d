/* SPDX-License-Identifier: GPL-3.0-or-later */
/* The calculation room on cases from a file: what `eval` is made of. Cases come in as JSON, each handler reads one,
 * calls the function of the analysis room and writes its result; nothing is calculated here. */
#pragma once

#include <json-glib/json-glib.h>

#include "analysis/sb-rational.h"

G_BEGIN_DECLS

typedef struct {
  JsonNode   *in;     /* the case */
  JsonObject *shared; /* members beside "cases"; NULL when there are none */
  JsonObject *out;    /* the handler adds its results */
} SbEvalCase;

/* FALSE with an error when the case is not of the expected shape or cannot be computed. */
typedef gboolean (*SbEvalFunc) (SbEvalCase *work, GError **error);

typedef struct {
  const char *name;
  SbEvalFunc  run;
} SbEvalEntry;

#define SB_EVAL_ERROR (sb_eval_error_quark ())
GQuark sb_eval_error_quark (void);

typedef enum { SB_EVAL_ERROR_INPUT } SbEvalError;

/* Every handler, sorted by name, ended by a NULL name. */
const SbEvalEntry *sb_eval_entries (void);
/* Runs one calculation on the text of a vector file and appends a JSON array. Returns: 0 done, 1 some case failed (its
 * place says why), 2 unreadable input or unknown name (error is set, nothing appended). */
int sb_eval_run (const char *name, const char *text, gsize length, GString *output, GError **error);

/* The case as an object; NULL with an error when it is none. */
JsonObject *sb_eval_object    (JsonNode *node, GError **error);
JsonObject *sb_eval_member_object (JsonObject *object, const char *key, GError **error);
/* Members of a case. Whole numbers must be whole; rationals are "a/b" or numbers. */
gboolean sb_eval_int          (JsonObject *object, const char *key, gint64 *out, GError **error);
gboolean sb_eval_real         (JsonObject *object, const char *key, double *out, GError **error);
gboolean sb_eval_rational     (JsonObject *object, const char *key, SbRational *out, GError **error);
gboolean sb_eval_bool         (JsonObject *object, const char *key, gboolean *out, GError **error);
gboolean sb_eval_node_int      (JsonNode *node, const char *key, gint64 *out, GError **error);
gboolean sb_eval_node_real     (JsonNode *node, const char *key, double *out, GError **error);
gboolean sb_eval_node_rational (JsonNode *node, const char *key, SbRational *out, GError **error);
JsonArray *sb_eval_node_array  (JsonNode *node, const char *key, GError **error);
JsonArray *sb_eval_array       (JsonObject *object, const char *key, GError **error);
/* Lists of gint64, double, SbRational; key names the list in messages. Returns: (transfer full), NULL with an error. */
GArray  *sb_eval_ints         (JsonNode *node, const char *key, GError **error);
GArray  *sb_eval_reals        (JsonNode *node, const char *key, GError **error);
GArray  *sb_eval_rationals    (JsonNode *node, const char *key, GError **error);
JsonNode *sb_eval_member      (JsonObject *object, const char *key, GError **error);
/* FALSE and a sentence: always returns FALSE. */
gboolean sb_eval_fail         (GError **error, const char *format, ...) G_GNUC_PRINTF (2, 3);

/* A list of numbers into out. */
void     sb_eval_put_ints     (JsonObject *out, const char *key, const gint64 *values, gsize n);
void     sb_eval_put_reals    (JsonObject *out, const char *key, const double *values, gsize n);

/* Handlers, by area. */
gboolean sb_eval_abc                  (SbEvalCase *work, GError **error);
gboolean sb_eval_assignment_small     (SbEvalCase *work, GError **error);
gboolean sb_eval_beta_smooth          (SbEvalCase *work, GError **error);
gboolean sb_eval_calibration          (SbEvalCase *work, GError **error);
gboolean sb_eval_capacity             (SbEvalCase *work, GError **error);
gboolean sb_eval_clv                  (SbEvalCase *work, GError **error);
gboolean sb_eval_commission           (SbEvalCase *work, GError **error);
gboolean sb_eval_controlled_rounding  (SbEvalCase *work, GError **error);
gboolean sb_eval_coverage             (SbEvalCase *work, GError **error);
gboolean sb_eval_cumulative_incidence (SbEvalCase *work, GError **error);
gboolean sb_eval_draw                 (SbEvalCase *work, GError **error);
gboolean sb_eval_fairness             (SbEvalCase *work, GError **error);
gboolean sb_eval_forecast_exact       (SbEvalCase *work, GError **error);
gboolean sb_eval_funnel_lift          (SbEvalCase *work, GError **error);
gboolean sb_eval_hhi                  (SbEvalCase *work, GError **error);
gboolean sb_eval_kaplan_meier         (SbEvalCase *work, GError **error);
gboolean sb_eval_pacing               (SbEvalCase *work, GError **error);
gboolean sb_eval_phasing              (SbEvalCase *work, GError **error);
gboolean sb_eval_pool_split           (SbEvalCase *work, GError **error);
gboolean sb_eval_quota_alloc          (SbEvalCase *work, GError **error);
gboolean sb_eval_replan               (SbEvalCase *work, GError **error);
gboolean sb_eval_rfm                  (SbEvalCase *work, GError **error);
gboolean sb_eval_risk                 (SbEvalCase *work, GError **error);
gboolean sb_eval_scorecard            (SbEvalCase *work, GError **error);
gboolean sb_eval_target_curve         (SbEvalCase *work, GError **error);
gboolean sb_eval_training_did         (SbEvalCase *work, GError **error);
gboolean sb_eval_tree_alloc           (SbEvalCase *work, GError **error);
gboolean sb_eval_velocity             (SbEvalCase *work, GError **error);

G_END_DECLS

/* SPDX-License-Identifier: GPL-3.0-or-later */
/* The home page. It asks for one SbOverviewData in a worker and lays it out: the answer, five tiles, two pictures, the
 * list of what needs attention. It computes nothing itself and formats nothing itself. */
#include "sb-config.h"

#include <glib/gi18n-lib.h>
#include <math.h>

#include "core/sb-clock.h"
#include "model/sb-finding-text.h"
#include "model/sb-kpi-text.h"
#include "views/overview/sb-overview-charts.h"
#include "views/overview/sb-overview-deck.h"
#include "views/overview/sb-overview-view.h"
#include "widgets/sb-answer.h"
#include "widgets/sb-attention-list.h"
#include "widgets/sb-chart-view.h"
#include "widgets/sb-columns.h"
#include "widgets/sb-explain-popover.h"
#include "widgets/sb-file-dialog.h"
#include "widgets/sb-kpi-tile.h"
#include "widgets/sb-text-guard.h"

#define MAX_REVENUE_HEIGHT 480

enum
{
  TILE_ATTAINMENT,
  TILE_LANDING,
  TILE_NEEDED,
  TILE_COVERAGE,
  TILE_WIN_RATE,
  N_TILES
};

struct _SbOverviewView
{
  SbPage parent_instance;

  SbOverviewData *data;
  GtkWidget *answer;
  GtkWidget *tile_row;
  GtkWidget *tiles[N_TILES];
  GtkWidget *revenue_view;
  GtkWidget *members_view;
  GtkWidget *members_card;
  GtkWidget *revenue_card;
  GtkWidget *attention_title;
  GtkWidget *attention;
  GtkWidget *calm;
  GHashTable *findings; /* key → SbFinding, owned by data */
};

G_DEFINE_FINAL_TYPE (SbOverviewView, sb_overview_view, SB_TYPE_PAGE)

/* -- the answer and the tiles ----------------------------------------------------------------- */

static void
show_answer (SbOverviewView *self)
{
  static const char *const keys[] = { "attainment", "pace", "carry", "won" };
  SbAnswer *answer = SB_ANSWER (self->answer);
  sb_answer_set_sentence (answer, sb_overview_data_sentence (self->data, sb_page_get_formatter (SB_PAGE (self))));
  for (gsize i = 0; i < G_N_ELEMENTS (keys); i++)
    {
      SbExplain *explain = sb_overview_data_explain (self->data, keys[i]);
      if (explain != NULL)
        sb_answer_set_explain (answer, keys[i], explain);
    }
  const SbOverview *overview = self->data->overview;
  if (overview->funnel == NULL || overview->weak_stage < 0)
    return;
  g_autoptr (SbExplain) stage = sb_funnel_explain_cell (overview->funnel, (guint) overview->weak_stage, SB_FUNNEL_LOST);
  sb_answer_set_explain (answer, "stage", stage);
}

static void
show_attainment (SbOverviewView *self, SbFormatter *formatter)
{
  SbKpiTile *tile = SB_KPI_TILE (self->tiles[TILE_ATTAINMENT]);
  const SbPacing *pacing = self->data->overview->pacing;
  SbQuantity value = sb_quantity_ratio (SB_UNIT_PERCENT, &pacing->attainment);
  value.has_range = FALSE;
  value.n = -1;
  sb_kpi_tile_set_quantity (tile, &value);
  sb_kpi_tile_set_explain (tile, pacing->explain_attainment);
  if (!sb_ratio_is_defined (&pacing->attainment) || pacing->target <= 0)
    {
      sb_kpi_tile_set_comparison (tile, _("no target for this period"), SB_ARROW_NONE, SB_TONE_NEUTRAL);
      return;
    }
  double ahead = pacing->attainment.value - pacing->expected / (double) pacing->target;
  g_autofree char *points = sb_formatter_points (formatter, fabs (ahead));
  g_autofree char *bare = g_strdup (points[0] == '+' ? points + 1 : points);
  g_autofree char *text
    = ahead >= 0 ? g_strdup_printf (_("%s ahead of plan"), bare) : g_strdup_printf (_("%s behind plan"), bare);
  sb_kpi_tile_set_comparison (tile, text, ahead >= 0 ? SB_ARROW_UP : SB_ARROW_DOWN,
                              pacing->status == SB_PACE_BEHIND || pacing->status == SB_PACE_MISSED ? SB_TONE_BAD
                              : pacing->status == SB_PACE_AT_RISK                                  ? SB_TONE_WARN
                                                                                                   : SB_TONE_GOOD);
}

static void
show_landing (SbOverviewView *self, SbFormatter *formatter)
{
  const SbPacing *pacing = self->data->overview->pacing;
  SbKpiTile *tile = SB_KPI_TILE (self->tiles[TILE_LANDING]);
  SbQuantity landing = sb_quantity_amount (&pacing->landing);
  landing.n = -1;
  sb_kpi_tile_set_quantity (tile, &landing);
  sb_kpi_tile_set_explain (tile, pacing->explain_landing);
  if (pacing->target > 0)
    {
      g_autofree char *target = sb_formatter_money_short (formatter, pacing->target);
      g_autofree char *text = g_strdup_printf (_("by run rate · target %s"), target);
      sb_kpi_tile_set_comparison (tile, text, SB_ARROW_NONE, SB_TONE_NEUTRAL);
    }
  else
    sb_kpi_tile_set_comparison (tile, _("by run rate"), SB_ARROW_NONE, SB_TONE_NEUTRAL);
}

static void
show_needed (SbOverviewView *self, SbFormatter *formatter)
{
  const SbPacing *pacing = self->data->overview->pacing;
  SbKpiTile *tile = SB_KPI_TILE (self->tiles[TILE_NEEDED]);
  SbQuantity needed = sb_quantity_amount (&pacing->needed_per_day);
  needed.n = -1;
  sb_kpi_tile_set_quantity (tile, &needed);
  sb_kpi_tile_set_explain (tile, pacing->explain_needed);
  if (pacing->achieved_per_day.reason != SB_REASON_NONE)
    {
      sb_kpi_tile_set_comparison (tile, NULL, SB_ARROW_NONE, SB_TONE_NEUTRAL);
      return;
    }
  g_autofree char *achieved = sb_formatter_amount (formatter, &pacing->achieved_per_day);
  g_autofree char *text = g_strdup_printf (_("achieved so far %s"), achieved);
  gboolean short_of = needed.reason == SB_REASON_NONE && pacing->needed_per_day.minor > pacing->achieved_per_day.minor;
  sb_kpi_tile_set_comparison (tile, text, SB_ARROW_NONE, short_of ? SB_TONE_WARN : SB_TONE_NEUTRAL);
}

static void
show_coverage (SbOverviewView *self, SbFormatter *formatter)
{
  const SbCoverage *coverage = self->data->overview->coverage;
  SbKpiTile *tile = SB_KPI_TILE (self->tiles[TILE_COVERAGE]);
  SbQuantity covered = sb_quantity_ratio (SB_UNIT_TIMES, &coverage->covered);
  covered.has_range = FALSE;
  covered.n = -1;
  sb_kpi_tile_set_quantity (tile, &covered);
  sb_kpi_tile_set_explain (tile, coverage->explain);
  if (!sb_ratio_is_defined (&coverage->needed))
    {
      sb_kpi_tile_set_comparison (tile, NULL, SB_ARROW_NONE, SB_TONE_NEUTRAL);
      return;
    }
  g_autofree char *needed = sb_formatter_ratio (formatter, &coverage->needed, SB_FORMAT_TIMES);
  g_autofree char *text = g_strdup_printf (_("needed %s"), needed);
  gboolean defined = sb_ratio_is_defined (&coverage->covered);
  sb_kpi_tile_set_comparison (tile, text,
                              !defined             ? SB_ARROW_NONE
                              : coverage->is_short ? SB_ARROW_DOWN
                                                   : SB_ARROW_UP,
                              !defined             ? SB_TONE_NEUTRAL
                              : coverage->is_short ? SB_TONE_WARN
                                                   : SB_TONE_GOOD);
}

static void
show_win_rate (SbOverviewView *self, SbFormatter *formatter)
{
  static const SbTone tones[] = { SB_TONE_NEUTRAL, SB_TONE_GOOD, SB_TONE_WARN, SB_TONE_NEUTRAL };
  const SbKpi *kpi = self->data->win_rate;
  SbKpiTile *tile = SB_KPI_TILE (self->tiles[TILE_WIN_RATE]);
  double trend[SB_OVERVIEW_MONTHS];
  gsize n = 0;
  for (guint i = 0; i < self->data->win_months->points->len && n < SB_OVERVIEW_MONTHS; i++)
    {
      const SbSeriesPoint *point = &g_array_index (self->data->win_months->points, SbSeriesPoint, i);
      trend[n++] = sb_quantity_is_defined (&point->value) ? sb_quantity_as_real (&point->value) : NAN;
    }
  g_autofree char *change = sb_kpi_change_short (formatter, kpi, &kpi->previous);
  SbChangeSense sense = sb_kpi_change_sense (kpi, &kpi->previous);
  sb_kpi_tile_set_quantity (tile, &kpi->value);
  sb_kpi_tile_set_explain (tile, kpi->explain);
  sb_kpi_tile_set_trend (tile, trend, n);
  sb_kpi_tile_set_comparison (tile, change,
                              change == NULL || sense == SB_CHANGE_SAME ? SB_ARROW_NONE
                              : kpi->previous.difference > 0            ? SB_ARROW_UP
                                                                        : SB_ARROW_DOWN,
                              tones[sense]);
}

/* -- attention -------------------------------------------------------------------------------- */

static void
show_attention (SbOverviewView *self, SbFormatter *formatter)
{
  static const SbTone tones[] = { SB_TONE_GOOD, SB_TONE_NEUTRAL, SB_TONE_WARN, SB_TONE_BAD };
  GPtrArray *findings = self->data->overview->findings;
  guint shown = 0;
  sb_attention_list_clear (SB_ATTENTION_LIST (self->attention));
  g_hash_table_remove_all (self->findings);
  for (guint i = 0; i < findings->len; i++)
    {
      SbFinding *finding = g_ptr_array_index (findings, i);
      g_autoptr (SbFindingText) text = sb_finding_text_new (formatter, finding);
      if (sb_session_has_dismissed (sb_page_get_session (SB_PAGE (self)), text->key))
        continue;
      SbAttention attention = { text->key, text->title, text->reason, text->button, tones[finding->severity] };
      sb_attention_list_append (SB_ATTENTION_LIST (self->attention), &attention);
      g_hash_table_insert (self->findings, g_strdup (text->key), finding);
      shown++;
    }
  gtk_widget_set_visible (self->attention, shown > 0);
  gtk_widget_set_visible (self->calm, shown == 0);
}

static void
chosen_cb (SbAttentionList *list, const char *key, SbOverviewView *self)
{
  SbSession *session = sb_page_get_session (SB_PAGE (self));
  const SbFinding *finding = g_hash_table_lookup (self->findings, key);
  if (finding == NULL)
    return;
  if (finding->kind == SB_FINDING_WORST_STAGE)
    {
      sb_session_navigate (session, sb_target_new_page ("analysis", "funnel"));
      return;
    }
  gsize n = 0;
  const gint32 *rows = finding->explain != NULL ? sb_explain_rows (finding->explain, &n) : NULL;
  const SbRecordType *type
    = n > 0 && finding->explain->row_type != NULL ? sb_record_type_find (finding->explain->row_type) : NULL;
  if (type == NULL || finding->kind == SB_FINDING_BEHIND_PLAN || finding->kind == SB_FINDING_WIN_RATE_SIGNAL)
    {
      sb_session_navigate (session, sb_target_new_page ("analysis", "kpis"));
      return;
    }
  g_autoptr (SbFindingText) text = sb_finding_text_new (sb_page_get_formatter (SB_PAGE (self)), finding);
  sb_session_show_records (session, type, rows, n, text->rows);
}

static void
dismissed_cb (SbAttentionList *list, const char *key, const char *note, SbOverviewView *self)
{
  SbSession *session = sb_page_get_session (SB_PAGE (self));
  char today[SB_DATE_TEXT_SIZE], until[SB_DATE_TEXT_SIZE];
  SbChange *change = sb_change_new (_("Dismiss a suggestion"));
  int handle = sb_change_create (change, sb_record_type_find ("dismissal"));
  sb_date_format_iso (sb_session_get_as_of (session), today);
  sb_date_format_iso (sb_date_add_months (sb_session_get_as_of (session), 1), until);
  sb_change_set_text (change, handle, "suggestion_key", key);
  sb_change_set_text (change, handle, "dismissed_on", today);
  sb_change_set_text (change, handle, "until_on", until);
  sb_change_set_text (change, handle, "note", note != NULL && *note != '\0' ? note : _("no reason given"));
  g_autoptr (GError) error = NULL;
  if (!sb_session_apply (session, change, _("Suggestion dismissed for a month"), NULL, &error))
    sb_session_notify (session, error->message);
}

/* -- the page --------------------------------------------------------------------------------- */

static void
ready_cb (SbPage *page, gpointer result, SbContext *context)
{
  SbOverviewView *self = SB_OVERVIEW_VIEW (page);
  SbFormatter *formatter = sb_page_get_formatter (page);
  g_hash_table_remove_all (self->findings);
  g_clear_pointer (&self->data, sb_overview_data_free);
  self->data = *(SbOverviewData **) result;
  *(SbOverviewData **) result = NULL;
  if (self->data->overview->verdict == SB_OVERVIEW_EMPTY)
    {
      sb_page_show_empty (
        page, _("Bring in your deals"),
        _("Sales Balance reads what your CRM exports and shows where the team stands and where customers are lost."),
        _("Import from a CRM…"), "win.import");
      return;
    }
  show_answer (self);
  show_attainment (self, formatter);
  show_landing (self, formatter);
  show_needed (self, formatter);
  show_coverage (self, formatter);
  show_win_rate (self, formatter);
  g_autoptr (SbChart) revenue = sb_overview_revenue_chart (self->data, formatter);
  sb_chart_view_set_chart (SB_CHART_VIEW (self->revenue_view), revenue);
  g_autoptr (SbChart) members = sb_overview_members_chart (self->data, formatter);
  sb_chart_view_set_chart (SB_CHART_VIEW (self->members_view), members);
  sb_chart_view_set_height (SB_CHART_VIEW (self->members_view),
                            MAX (240, sb_chart_natural_height (members, 460, 1.0, SB_CHART_LAYOUT_NO_TITLE)));
  /* Beside a long list the months would be drawn out of sight. */
  gtk_widget_set_valign (self->revenue_card,
                         sb_chart_natural_height (members, 460, 1.0, SB_CHART_LAYOUT_NO_TITLE) > MAX_REVENUE_HEIGHT
                           ? GTK_ALIGN_START
                           : GTK_ALIGN_FILL);
  gtk_widget_set_visible (self->members_card, sb_formatter_get_privacy (formatter) < SB_PRIVACY_MAX);
  show_attention (self, formatter);
}

/* The page keeps the data longer than the worker's result lives: the result is a cell that the page empties. */
static gpointer
compute (const SbContext *context, gpointer input, GCancellable *cancellable, GError **error)
{
  SbOverviewData *data = sb_overview_data_compute (context, NULL, cancellable, error);
  if (data == NULL)
    return NULL;
  SbOverviewData **cell = g_new (SbOverviewData *, 1);
  *cell = data;
  return cell;
}

static void
free_cell (gpointer result)
{
  SbOverviewData **cell = result;
  sb_overview_data_free (*cell);
  g_free (cell);
}

static void
refresh (SbPage *page)
{
  sb_page_compute (page, compute, NULL, NULL, free_cell, ready_cb);
}

static gboolean
explain_first (SbPage *page)
{
  return sb_answer_explain_first (SB_ANSWER (SB_OVERVIEW_VIEW (page)->answer));
}

static void
month_activated_cb (SbChartView *view, gint64 key, SbOverviewView *self)
{
  if (self->data == NULL || key < 0 || (guint) key >= self->data->months->points->len)
    return;
  SbSession *session = sb_page_get_session (SB_PAGE (self));
  const SbSeriesPoint *point = &g_array_index (self->data->months->points, SbSeriesPoint, (guint) key);
  SbKpiQuery query = { point->period, self->data->context->scope, self->data->context->as_of, 0 };
  g_autoptr (SbKpi) kpi = sb_kpi_compute (self->data->context->facts, SB_METRIC_REVENUE_WON, &query);
  gsize n = 0;
  const gint32 *rows = sb_explain_rows (kpi->explain, &n);
  g_autofree char *period = sb_formatter_period (sb_page_get_formatter (SB_PAGE (self)), point->period);
  g_autofree char *title = g_strdup_printf (_("Deals won in %s"), period);
  sb_session_show_records (
    session, sb_record_type_find (kpi->explain->row_type != NULL ? kpi->explain->row_type : "deal"), rows, n, title);
}

static void
member_activated_cb (SbChartView *view, gint64 key, SbOverviewView *self)
{
  if (key > 0)
    sb_session_open_record (sb_page_get_session (SB_PAGE (self)), sb_record_type_find ("member"), (gint32) key);
}

static void
pdf_saved_cb (GObject *source, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (GError) error = NULL;
  SbSession *session = SB_SESSION (source);
  if (sb_overview_view_save_pdf_finish (session, result, &error))
    sb_session_notify (session, _("The overview was saved as PDF."));
  else
    sb_session_notify (session, error->message);
}

static void
pdf_chosen_cb (GFile *file, gpointer user_data)
{
  SbOverviewView *self = user_data;
  g_autofree char *path = file != NULL ? g_file_get_path (file) : NULL;
  if (path != NULL)
    sb_overview_view_save_pdf_async (sb_page_get_session (SB_PAGE (self)), path, NULL, pdf_saved_cb, NULL);
}

static void
save_pdf_action (GtkWidget *widget, const char *action, GVariant *parameter)
{
  const char *patterns[] = { _("PDF files"), "*.pdf", NULL };
  sb_file_dialog_save (widget, _("Save the overview as PDF"), _("overview.pdf"), patterns, pdf_chosen_cb, widget);
}

static void
build_tiles (SbOverviewView *self, SbSession *session)
{
  static const char *const titles[N_TILES] = { N_("Attainment"), N_("Likely landing"), N_("Needed a working day"),
                                               N_("Pipeline coverage"), N_("Win rate") };
  self->tile_row = sb_tile_row_new ();
  for (guint i = 0; i < N_TILES; i++)
    {
      self->tiles[i] = sb_kpi_tile_new (session, _(titles[i]));
      sb_tile_row_append (self->tile_row, self->tiles[i]);
    }
}

/* Two cards side by side while there is room, below each other on a narrow window. */
static GtkWidget *
build_pictures (SbOverviewView *self, SbSession *session)
{
  self->revenue_view = sb_chart_view_new (session, "revenue");
  self->members_view = sb_chart_view_new (session, "members");
  gtk_widget_set_vexpand (self->revenue_view, TRUE);
  g_signal_connect_object (self->revenue_view, "mark-activated", G_CALLBACK (month_activated_cb), self, 0);
  g_signal_connect_object (self->members_view, "mark-activated", G_CALLBACK (member_activated_cb), self, 0);
  self->revenue_card = sb_card_new (
    _("Won revenue by month"), _("The line is the target, the running month is hatched"), self->revenue_view);
  self->members_card
    = sb_card_new (_("Result per member"), _("The mark is the member's target; in name order"), self->members_view);
  return sb_columns_new (self->revenue_card, self->members_card, 0.52, 720);
}

static void
constructed (GObject *object)
{
  SbOverviewView *self = SB_OVERVIEW_VIEW (object);
  SbPage *page = SB_PAGE (self);
  G_OBJECT_CLASS (sb_overview_view_parent_class)->constructed (object);
  sb_page_setup (page, "overview", _("Overview"), "sb-overview-symbolic");
  SbSession *session = sb_page_get_session (page);
  GtkBox *body = sb_page_get_body (page);
  self->findings = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, NULL);
  self->answer = sb_answer_new (session);
  gtk_box_append (body, self->answer);
  build_tiles (self, session);
  gtk_box_append (body, self->tile_row);
  gtk_box_append (body, build_pictures (self, session));
  self->attention_title = sb_label_new (_("What needs attention"), "heading");
  gtk_box_append (body, self->attention_title);
  self->attention = sb_attention_list_new (session);
  g_signal_connect_object (self->attention, "chosen", G_CALLBACK (chosen_cb), self, 0);
  g_signal_connect_object (self->attention, "dismissed", G_CALLBACK (dismissed_cb), self, 0);
  gtk_box_append (body, self->attention);
  self->calm = sb_label_new_wrapping (_("Nothing stands out: no limit that you set is crossed."), "dim-label");
  gtk_box_append (body, self->calm);
}

static void
dispose (GObject *object)
{
  SbOverviewView *self = SB_OVERVIEW_VIEW (object);
  g_clear_pointer (&self->findings, g_hash_table_unref);
  g_clear_pointer (&self->data, sb_overview_data_free);
  G_OBJECT_CLASS (sb_overview_view_parent_class)->dispose (object);
}

static void
sb_overview_view_class_init (SbOverviewViewClass *klass)
{
  SbPageClass *page_class = SB_PAGE_CLASS (klass);
  G_OBJECT_CLASS (klass)->constructed = constructed;
  G_OBJECT_CLASS (klass)->dispose = dispose;
  page_class->refresh = refresh;
  page_class->explain = explain_first;
  gtk_widget_class_install_action (GTK_WIDGET_CLASS (klass), "overview.save-pdf", NULL, save_pdf_action);
}

static void
sb_overview_view_init (SbOverviewView *self)
{
}

/* -- paper ------------------------------------------------------------------------------------ */

static void
computed_cb (GObject *source, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (GTask) task = user_data;
  SbSession *session = SB_SESSION (source);
  g_autoptr (GError) error = NULL;
  SbOverviewData *data = sb_session_compute_finish (session, result, &error);
  if (data == NULL)
    {
      g_task_return_error (task, g_steal_pointer (&error));
      return;
    }
  gboolean saved = sb_overview_deck_save (data, session, g_task_get_task_data (task), &error);
  sb_overview_data_free (data);
  if (saved)
    g_task_return_boolean (task, TRUE);
  else
    g_task_return_error (task, g_steal_pointer (&error));
}

void
sb_overview_view_save_pdf_async (SbSession *session, const char *path, GCancellable *cancellable,
                                 GAsyncReadyCallback callback, gpointer user_data)
{
  g_return_if_fail (SB_IS_SESSION (session) && path != NULL);
  GTask *task = g_task_new (session, cancellable, callback, user_data);
  g_task_set_task_data (task, g_strdup (path), g_free);
  sb_session_compute_async (session, sb_overview_data_compute, NULL, NULL, (GDestroyNotify) sb_overview_data_free,
                            cancellable, computed_cb, task);
}

gboolean
sb_overview_view_save_pdf_finish (SbSession *session, GAsyncResult *result, GError **error)
{
  g_return_val_if_fail (g_task_is_valid (result, session), FALSE);
  return g_task_propagate_boolean (G_TASK (result), error);
}

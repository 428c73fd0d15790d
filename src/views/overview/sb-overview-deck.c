/* SPDX-License-Identifier: GPL-3.0-or-later */
/* The overview on paper. Everything it prints comes from the same data and texts as the page; it only decides what goes
 * where. */
#include "sb-config.h"

#include <glib/gi18n-lib.h>

#include "charts/sb-deck.h"
#include "model/sb-finding-text.h"
#include "model/sb-kpi-text.h"
#include "views/overview/sb-overview-charts.h"
#include "views/overview/sb-overview-deck.h"

static char *
keep (GPtrArray *texts, char *text)
{
  g_ptr_array_add (texts, text);
  return text;
}

static gsize
fill_tiles (const SbOverviewData *data, SbFormatter *formatter, GPtrArray *texts, SbDeckTile *tiles)
{
  const SbOverview *overview = data->overview;
  const SbPacing *pacing = overview->pacing;
  gsize n = 0;
  tiles[n++] = (SbDeckTile){
    _("Attainment"), keep (texts, sb_formatter_ratio (formatter, &pacing->attainment, SB_FORMAT_PERCENT)),
    pacing->target > 0 ? keep (
      texts, g_strdup_printf (_("target %s"), keep (texts, sb_formatter_money_short (formatter, pacing->target))))
                       : NULL,
    pacing->status == SB_PACE_BEHIND || pacing->status == SB_PACE_MISSED
  };
  tiles[n++] = (SbDeckTile){ _("Likely landing"), keep (texts, sb_formatter_amount (formatter, &pacing->landing)),
                             _("by run rate"), FALSE };
  tiles[n++]
    = (SbDeckTile){ _("Needed a working day"), keep (texts, sb_formatter_amount (formatter, &pacing->needed_per_day)),
                    keep (texts,
                          g_strdup_printf (_("achieved so far %s"),
                                           keep (texts, sb_formatter_amount (formatter, &pacing->achieved_per_day)))),
                    FALSE };
  tiles[n++] = (SbDeckTile){
    _("Pipeline coverage"),
    keep (texts, sb_formatter_ratio (formatter, &overview->coverage->covered, SB_FORMAT_TIMES)),
    keep (texts,
          g_strdup_printf (_("needed %s"),
                           keep (texts, sb_formatter_ratio (formatter, &overview->coverage->needed, SB_FORMAT_TIMES)))),
    overview->coverage->is_short
  };
  tiles[n++]
    = (SbDeckTile){ _("Win rate"), keep (texts, sb_kpi_value_text (formatter, data->win_rate)),
                    keep (texts, sb_kpi_change_short (formatter, data->win_rate, &data->win_rate->previous)), FALSE };
  return n;
}

static void
add_findings (const SbOverviewData *data, SbFormatter *formatter, SbDeck *deck)
{
  GPtrArray *findings = data->overview->findings;
  if (findings->len == 0)
    return;
  g_autoptr (GPtrArray) lines = g_ptr_array_new_with_free_func (g_free);
  g_autofree const char **values = g_new0 (const char *, findings->len);
  for (guint i = 0; i < findings->len; i++)
    {
      g_autoptr (SbFindingText) text = sb_finding_text_new (formatter, g_ptr_array_index (findings, i));
      g_ptr_array_add (lines, g_strdup_printf ("%s — %s", text->title, text->reason));
    }
  sb_deck_begin_page (deck, _("What needs attention"), NULL);
  sb_deck_add_lines (deck, (const char *const *) lines->pdata, values, lines->len);
}

static char *
foot_line (const SbOverviewData *data, SbSession *session)
{
  SbFormatter *formatter = sb_session_get_formatter (session);
  g_autofree char *as_of = sb_formatter_date (formatter, data->context->as_of);
  g_autofree char *period = sb_formatter_period (formatter, data->context->period);
  g_autofree char *scope = sb_session_scope_label (session);
  return g_strdup_printf (_("as of %s · %s · %s · privacy level %d"), as_of, period, scope,
                          sb_formatter_get_privacy (formatter));
}

gboolean
sb_overview_deck_save (const SbOverviewData *data, SbSession *session, const char *path, GError **error)
{
  g_return_val_if_fail (data != NULL && SB_IS_SESSION (session) && path != NULL, FALSE);
  SbFormatter *formatter = sb_session_get_formatter (session);
  g_autoptr (GPtrArray) texts = g_ptr_array_new_with_free_func (g_free);
  g_autofree char *foot = foot_line (data, session);
  g_autoptr (SbSentence) sentence = sb_overview_data_sentence (data, formatter);
  g_autofree char *answer = sb_sentence_to_text (sentence);
  g_autoptr (SbDeck) deck = sb_deck_new (SB_DECK_A4, _("Sales Balance: overview"), foot, SB_CHART_LAYOUT_DEFAULT);
  SbDeckTile tiles[5];
  gsize n_tiles = fill_tiles (data, formatter, texts, tiles);
  g_autoptr (SbChart) revenue = sb_overview_revenue_chart (data, formatter);
  g_autoptr (SbChart) members = sb_overview_members_chart (data, formatter);
  SbChart *charts[] = { revenue, members };
  sb_deck_begin_page (deck, _("Overview"), answer);
  sb_deck_add_tiles (deck, tiles, n_tiles);
  sb_deck_add_charts (deck, charts, sb_formatter_get_privacy (formatter) < SB_PRIVACY_MAX ? 2 : 1, 1.0);
  add_findings (data, formatter, deck);
  return sb_deck_save (deck, path, error);
}

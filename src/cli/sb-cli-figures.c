/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Facts, scope and window for kpi, funnel, segments and chart. */
#include "sb-config.h"

#include "cli/sb-cli-figures.h"

#include "cli/sb-cli-record.h"

#include <glib/gi18n-lib.h>
#include <math.h>
#include <string.h>

static gboolean
set_scope (SbFigures *figures, SbCli *cli, SbReader *reader, const char *owner, int *status)
{
  figures->scope = SB_SCOPE_ALL;
  if (owner == NULL)
    return TRUE;
  figures->scope.member_id = sb_cli_find (reader, sb_record_type_find ("member"), owner);
  if (figures->scope.member_id > 0)
    return TRUE;
  *status = sb_cli_fail (cli, SB_EXIT_DATA, _("There is no member “%s”. “list --type member” shows them."), owner);
  return FALSE;
}

gboolean
sb_figures_init (SbFigures *figures, SbCli *cli, const SbFiguresQuery *query, int *status)
{
  SbDate from = query->from, to = query->to;
  g_autoptr (SbReader) reader = sb_cli_open_reader (cli, status);
  g_autoptr (GError) error = NULL;

  memset (figures, 0, sizeof *figures);
  if (reader == NULL || !set_scope (figures, cli, reader, query->owner, status))
    return FALSE;
  figures->facts = sb_reader_facts (reader, cli->as_of, NULL, &error);
  if (figures->facts == NULL)
    {
      *status = sb_cli_fail_error (cli, error);
      return FALSE;
    }
  figures->window = sb_period_containing (query->kind, cli->as_of, figures->facts->fiscal);
  if (from != SB_DATE_NONE || to != SB_DATE_NONE)
    {
      from = from != SB_DATE_NONE ? from : figures->window.start;
      to = to != SB_DATE_NONE ? to : figures->window.end;
      if (from > to)
        {
          *status = sb_cli_usage (cli, "%s", _("“--from” lies after “--to”."));
          return FALSE;
        }
      figures->window = sb_period_custom (from, to);
    }
  figures->formatter = sb_formatter_new (NULL);
  sb_formatter_set_currency (figures->formatter, figures->facts->currency);
  sb_formatter_set_fiscal (figures->formatter, figures->facts->fiscal);
  *status = SB_EXIT_OK;
  return TRUE;
}

void
sb_figures_clear (SbFigures *figures)
{
  g_clear_pointer (&figures->facts, sb_facts_unref);
  g_clear_object (&figures->formatter);
}

gint32
sb_figures_pipeline (const SbFigures *figures, const char *text)
{
  const SbFacts *facts = figures->facts;
  gint64 id = 0;

  if (text != NULL)
    g_ascii_string_to_signed (text, 10, 1, G_MAXINT32, &id, NULL);
  for (gsize i = 0; i < facts->n_pipelines; i++)
    {
      const SbPipelineFact *pipeline = &facts->pipelines[i];

      if (text == NULL ? pipeline->object == SB_OBJECT_DEAL
                       : pipeline->id == id || g_strcmp0 (pipeline->name, text) == 0)
        {
          gboolean used = text != NULL;

          /* Without a name: the first one that holds deals. */
          for (gsize j = 0; j < facts->n_deals && !used; j++)
            used = facts->deals[j].pipeline_id == pipeline->id;
          if (used)
            return pipeline->id;
          if (id == 0)
            id = pipeline->id;
        }
    }
  return text == NULL ? (gint32) id : 0;
}

void
sb_json_ratio (JsonBuilder *json, const char *name, const SbRatio *ratio)
{
  json_builder_set_member_name (json, name);
  if (ratio->reason == SB_REASON_NONE && isfinite (ratio->value))
    json_builder_add_double_value (json, ratio->value);
  else
    json_builder_add_null_value (json);
}

void
sb_json_quantity (JsonBuilder *json, const char *name, const SbQuantity *quantity)
{
  gboolean money = quantity->unit == SB_UNIT_MONEY || quantity->unit == SB_UNIT_MONEY_PER_DAY;
  g_autofree char *member = g_strconcat (name, money ? "_minor" : NULL, NULL);

  json_builder_set_member_name (json, member);
  if (quantity->reason != SB_REASON_NONE)
    json_builder_add_null_value (json);
  else if (money || quantity->unit == SB_UNIT_COUNT)
    json_builder_add_int_value (json, quantity->integer);
  else if (quantity->unit == SB_UNIT_DATE)
    {
      char date[SB_DATE_TEXT_SIZE];

      json_builder_add_string_value (json, sb_date_format_iso ((SbDate) quantity->integer, date));
    }
  else if (quantity->unit == SB_UNIT_TEXT)
    json_builder_add_string_value (json, quantity->text == NULL ? "" : quantity->text);
  else
    json_builder_add_double_value (json, quantity->real);
}

char *
sb_quantity_text (const SbFigures *figures, const SbQuantity *quantity)
{
  return sb_formatter_quantity (figures->formatter, quantity);
}

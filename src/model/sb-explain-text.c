/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Turns an analysis explanation into lines to read. Called by the explain popover, the clipboard and paper. */
#include "sb-config.h"

#include "model/sb-explain-text.h"

#include "model/sb-record-text.h"

#include <glib/gi18n-lib.h>

static void
free_line (gpointer data)
{
  SbExplainLine *line = data;

  g_free (line->label);
  g_free (line->value);
  g_free (line);
}

/* Takes label and value. */
static void
add_line (SbExplainText *text, SbExplainLineKind kind, char *label, char *value)
{
  SbExplainLine *line = g_new0 (SbExplainLine, 1);

  line->kind = kind;
  line->label = label;
  line->value = value;
  g_ptr_array_add (text->lines, line);
}

static char *
with_sample (SbFormatter *formatter, const SbQuantity *quantity)
{
  g_autofree char *value = sb_formatter_quantity (formatter, quantity);
  g_autofree char *sample = quantity->n >= 0 ? sb_formatter_sample (formatter, quantity->n) : NULL;

  return sample == NULL ? g_steal_pointer (&value) : g_strdup_printf ("%s (%s)", value, sample);
}

static void
add_inputs (SbExplainText *text, SbFormatter *formatter, const SbExplain *explain)
{
  for (guint i = 0; i < explain->inputs->len; i++)
    {
      const SbExplainInput *input = &g_array_index (explain->inputs, SbExplainInput, i);

      add_line (text, SB_EXPLAIN_INPUT, g_strdup (sb_formatter_label (input->label)),
                with_sample (formatter, &input->value));
    }
}

static char *
scope_name (SbFormatter *formatter, const SbFacts *facts, const SbScope *scope)
{
  const SbMemberFact *member;
  const SbTeamFact *team;

  if (scope->member_id != 0)
    {
      member = facts == NULL ? NULL : sb_facts_member (facts, scope->member_id);
      return sb_formatter_name (formatter, "member", scope->member_id, member == NULL ? NULL : member->name);
    }
  if (scope->team_id != 0)
    {
      team = facts == NULL ? NULL : sb_facts_team (facts, scope->team_id);
      return sb_formatter_name (formatter, "team", scope->team_id, team == NULL ? NULL : team->name);
    }
  return g_strdup (_("Whole company"));
}

static void
add_filter (SbExplainText *text, SbFormatter *formatter, const SbFacts *facts, const SbExplain *explain)
{
  const SbPipelineFact *pipeline = NULL;

  if (explain->has_period)
    {
      add_line (text, SB_EXPLAIN_FILTER, g_strdup (_("Period")), sb_formatter_period (formatter, explain->period));
      add_line (text, SB_EXPLAIN_FILTER, g_strdup (_("Scope")), scope_name (formatter, facts, &explain->scope));
    }
  if (explain->pipeline_id != 0 && facts != NULL)
    pipeline = sb_facts_pipeline (facts, explain->pipeline_id);
  if (pipeline != NULL && pipeline->name != NULL)
    add_line (text, SB_EXPLAIN_FILTER, g_strdup (_("Pipeline")), g_strdup (pipeline->name));
  if (explain->as_of != SB_DATE_NONE)
    add_line (text, SB_EXPLAIN_FILTER, g_strdup (_("As of")), sb_formatter_date (formatter, explain->as_of));
}

static void
add_exclusions (SbExplainText *text, SbFormatter *formatter, const SbExplain *explain)
{
  for (guint i = 0; i < explain->exclusions->len; i++)
    {
      const SbExplainExclusion *exclusion = &g_array_index (explain->exclusions, SbExplainExclusion, i);

      add_line (text, SB_EXPLAIN_EXCLUSION, g_strdup (sb_formatter_label (exclusion->label)),
                sb_formatter_count (formatter, exclusion->count));
    }
}

SbExplainText *
sb_explain_text_new (SbFormatter *formatter, const SbFacts *facts, const SbExplain *explain)
{
  SbExplainText *text;
  const SbRecordType *row_type;
  char *range;

  g_return_val_if_fail (SB_IS_FORMATTER (formatter) && explain != NULL, NULL);

  text = g_new0 (SbExplainText, 1);
  text->lines = g_ptr_array_new_with_free_func (free_line);
  text->title = g_strdup (sb_formatter_label (explain->title));
  text->value = with_sample (formatter, &explain->result);
  text->reason = sb_formatter_reason (formatter, explain->result.reason);
  if (explain->formula != NULL)
    add_line (text, SB_EXPLAIN_FORMULA, g_strdup (sb_formatter_label (explain->formula)), NULL);
  add_inputs (text, formatter, explain);
  range = sb_formatter_quantity_range (formatter, &explain->result);
  if (range != NULL)
    add_line (text, SB_EXPLAIN_RANGE, g_strdup (_("95 % range")), range);
  add_filter (text, formatter, facts, explain);
  add_exclusions (text, formatter, explain);
  for (guint i = 0; i < explain->notes->len; i++)
    add_line (text, SB_EXPLAIN_NOTE, g_strdup (sb_formatter_label (g_ptr_array_index (explain->notes, i))), NULL);
  row_type = explain->row_type == NULL ? NULL : sb_record_type_find (explain->row_type);
  if (row_type != NULL && explain->rows->len > 0)
    text->rows = sb_record_count_label (formatter, row_type, explain->rows->len);
  return text;
}

void
sb_explain_text_free (SbExplainText *text)
{
  if (text == NULL)
    return;
  g_free (text->title);
  g_free (text->value);
  g_free (text->reason);
  g_free (text->rows);
  g_ptr_array_unref (text->lines);
  g_free (text);
}

char *
sb_explain_text_to_plain (const SbExplainText *text)
{
  GString *plain;

  g_return_val_if_fail (text != NULL, NULL);

  plain = g_string_new (NULL);
  g_string_append_printf (plain, "%s: %s\n", text->title, text->value);
  if (text->reason != NULL)
    g_string_append_printf (plain, "%s\n", text->reason);
  for (guint i = 0; i < text->lines->len; i++)
    {
      const SbExplainLine *line = g_ptr_array_index (text->lines, i);

      if (line->value == NULL)
        g_string_append_printf (plain, "%s\n", line->label);
      else
        g_string_append_printf (plain, "%s: %s\n", line->label, line->value);
    }
  if (text->rows != NULL)
    g_string_append_printf (plain, "%s\n", text->rows);
  return g_string_free (plain, FALSE);
}

/* SPDX-License-Identifier: GPL-3.0-or-later */
/* The command `eval NAME < cases.json`: reads cases, runs one calculation on each, prints the results. Also the walk
 * over the input that `eval` shares with its tests. Knows no workspace. */
#include "sb-config.h"

#include "cli/sb-cli.h"
#include "cli/sb-eval.h"

#include <gio/gio.h>
#include <glib/gi18n-lib.h>
#include <stdio.h>
#include <string.h>

#define MAX_DEPTH 64
#define INT64_DIGITS 18 /* every number of so many digits fits */

static const SbEvalEntry entries[] = {
  { "abc", sb_eval_abc },
  { "assignment_small", sb_eval_assignment_small },
  { "beta_smooth", sb_eval_beta_smooth },
  { "calibration", sb_eval_calibration },
  { "capacity", sb_eval_capacity },
  { "clv", sb_eval_clv },
  { "commission", sb_eval_commission },
  { "controlled_rounding", sb_eval_controlled_rounding },
  { "coverage", sb_eval_coverage },
  { "cumulative_incidence", sb_eval_cumulative_incidence },
  { "draw", sb_eval_draw },
  { "fairness", sb_eval_fairness },
  { "forecast_exact", sb_eval_forecast_exact },
  { "funnel_lift", sb_eval_funnel_lift },
  { "hhi", sb_eval_hhi },
  { "kaplan_meier", sb_eval_kaplan_meier },
  { "pacing", sb_eval_pacing },
  { "phasing", sb_eval_phasing },
  { "pool_split", sb_eval_pool_split },
  { "quota_alloc", sb_eval_quota_alloc },
  { "replan", sb_eval_replan },
  { "rfm", sb_eval_rfm },
  { "risk", sb_eval_risk },
  { "scorecard", sb_eval_scorecard },
  { "target_curve", sb_eval_target_curve },
  { "training_did", sb_eval_training_did },
  { "tree_alloc", sb_eval_tree_alloc },
  { "velocity", sb_eval_velocity },
  { NULL, NULL },
};

const SbEvalEntry *
sb_eval_entries (void)
{
  return entries;
}

/* Copies a number; a whole one that does not fit 64 bits becomes a real, so that the reader refuses or rounds it. */
static const char *
copy_number (const char *c, const char *end, GString *clean)
{
  const char *start = c;
  gboolean whole = TRUE;
  gsize digits = 0;

  for (; c < end && (g_ascii_isdigit (*c) || strchr ("+-.eE", *c) != NULL) && *c != '\0'; c++)
    {
      if (g_ascii_isdigit (*c))
        digits++;
      else if (c > start || *c != '-')
        whole = FALSE;
    }
  g_string_append_len (clean, start, c - start);
  if (whole && digits > INT64_DIGITS)
    {
      g_autofree char *text = g_strndup (start, (gsize) (c - start));

      if (!g_ascii_string_to_signed (text, 10, G_MININT64, G_MAXINT64, NULL, NULL))
        g_string_append (clean, ".0");
    }
  return c;
}

static const char *
copy_string (const char *c, const char *end, GString *clean)
{
  const char *start = c++;

  while (c < end && *c != '"')
    c += *c == '\\' && c + 1 < end ? 2 : 1;
  c = MIN (c + 1, end);
  g_string_append_len (clean, start, c - start);
  return c;
}

/* The input with everything nested deeper than MAX_DEPTH made null (the case that needs it fails, the parser does not
 * run out of stack) and numbers that fit their type. */
static GString *
clean_input (const char *text, gsize length)
{
  GString *clean = g_string_sized_new (length + 16), *ignored = g_string_new (NULL);
  const char *c = text, *end = text + length;
  int depth = 0;

  while (c < end)
    {
      GString *into = depth > MAX_DEPTH ? ignored : clean;

      if (*c == '"')
        c = copy_string (c, end, into);
      else if (*c == '-' || g_ascii_isdigit (*c))
        c = copy_number (c, end, into);
      else if (*c == '[' || *c == '{')
        {
          depth++;
          if (depth == MAX_DEPTH + 1)
            g_string_append (clean, "null");
          else if (depth <= MAX_DEPTH)
            g_string_append_c (clean, *c);
          c++;
        }
      else
        {
          if (*c == ']' || *c == '}')
            depth--;
          if (depth < MAX_DEPTH || (depth == MAX_DEPTH && *c != ']' && *c != '}'))
            g_string_append_c (clean, *c);
          c++;
        }
      g_string_truncate (ignored, 0);
    }
  g_string_free (ignored, TRUE);
  return clean;
}

/* The array of cases; members beside it go to *shared. */
static JsonArray *
find_cases (JsonNode *root, JsonObject **shared, GError **error)
{
  JsonNode *cases;

  *shared = NULL;
  if (root != NULL && JSON_NODE_HOLDS_ARRAY (root))
    return json_node_get_array (root);
  if (root != NULL && JSON_NODE_HOLDS_OBJECT (root))
    {
      *shared = json_node_get_object (root);
      cases = json_object_get_member (*shared, "cases");
      if (cases != NULL && JSON_NODE_HOLDS_ARRAY (cases))
        return json_node_get_array (cases);
    }
  sb_eval_fail (error, _("The input must be a list of cases, or an object with the list “cases”."));
  return NULL;
}

static JsonObject *
run_case (const SbEvalEntry *entry, JsonNode *element, JsonObject *shared, gboolean *failed)
{
  SbEvalCase work = { element, shared, json_object_new () };
  g_autoptr (GError) error = NULL;
  JsonObject *object = JSON_NODE_HOLDS_OBJECT (element) ? json_node_get_object (element) : NULL;

  if (object != NULL && json_object_has_member (object, "in"))
    work.in = json_object_get_member (object, "in");
  if (entry->run (&work, &error))
    return work.out;
  json_object_unref (work.out);
  work.out = json_object_new ();
  json_object_set_string_member (work.out, "error", error != NULL ? error->message : _("The case cannot be computed."));
  json_object_set_string_member (work.out, "code", "bad-input");
  *failed = TRUE;
  return work.out;
}

static const SbEvalEntry *
find_entry (const char *name)
{
  for (const SbEvalEntry *entry = entries; entry->name != NULL; entry++)
    if (g_str_equal (entry->name, name))
      return entry;
  return NULL;
}

static void
append_results (GString *output, JsonArray *results)
{
  g_autoptr (JsonGenerator) generator = json_generator_new ();
  g_autoptr (JsonNode) node = json_node_alloc ();

  json_node_init_array (node, results);
  json_generator_set_root (generator, node);
  json_generator_to_gstring (generator, output);
}

int
sb_eval_run (const char *name, const char *text, gsize length, GString *output, GError **error)
{
  g_autoptr (JsonParser) parser = json_parser_new_immutable ();
  g_autoptr (JsonArray) results = NULL;
  g_autoptr (GString) clean = NULL;
  const SbEvalEntry *entry;
  JsonObject *shared;
  JsonArray *cases;
  gboolean failed = FALSE;

  g_return_val_if_fail (name != NULL && text != NULL && output != NULL, 2);

  entry = find_entry (name);
  if (entry == NULL)
    {
      sb_eval_fail (error, _("There is no calculation called “%s”; `eval --list` prints those that exist."), name);
      return 2;
    }
  if (length >= 3 && memcmp (text, "\xEF\xBB\xBF", 3) == 0)
    {
      text += 3;
      length -= 3;
    }
  if (!g_utf8_validate_len (text, length, NULL))
    {
      sb_eval_fail (error, _("The input is not UTF-8."));
      return 2;
    }
  clean = clean_input (text, length);
  if (!json_parser_load_from_data (parser, clean->str, (gssize) clean->len, error))
    return 2;
  cases = find_cases (json_parser_get_root (parser), &shared, error);
  if (cases == NULL)
    return 2;
  results = json_array_sized_new (json_array_get_length (cases));
  for (guint i = 0; i < json_array_get_length (cases); i++)
    json_array_add_object_element (results, run_case (entry, json_array_get_element (cases, i), shared, &failed));
  append_results (output, results);
  return failed ? 1 : 0;
}

static int
print_usage (FILE *file, int status)
{
  fputs (_("Usage: sales-balance-cli eval NAME < CASES.json\n"
           "       sales-balance-cli eval --list\n\n"
           "Runs one calculation on every case of a JSON file and prints the results as a JSON list.\n"),
         file);
  return status;
}

static int
print_list (void)
{
  for (const SbEvalEntry *entry = entries; entry->name != NULL; entry++)
    puts (entry->name);
  return 0;
}

int
sb_cmd_eval (SbCli *cli, int argc, char **argv)
{
  g_autoptr (GString) text = NULL;
  g_autoptr (GString) output = NULL;
  g_autoptr (GError) error = NULL;
  int status;

  if (argc != 2)
    return print_usage (stderr, 2);
  if (g_str_equal (argv[1], "--help") || g_str_equal (argv[1], "-h"))
    return print_usage (stdout, 0);
  if (g_str_equal (argv[1], "--list"))
    return print_list ();
  if (find_entry (argv[1]) == NULL)
    {
      fprintf (stderr, _("There is no calculation called “%s”; `eval --list` prints those that exist."), argv[1]);
      fputc ('\n', stderr);
      return 2;
    }
  text = sb_cli_read_stdin ();
  output = g_string_new (NULL);
  status = sb_eval_run (argv[1], text->str, text->len, output, &error);
  if (status == 2)
    {
      fprintf (stderr, _("The cases cannot be read: %s"), error->message);
      fputc ('\n', stderr);
      return 2;
    }
  fwrite (output->str, 1, output->len, stdout);
  fputc ('\n', stdout);
  return status;
}

/* SPDX-License-Identifier: GPL-3.0-or-later */
/* The header sets of CRM exports: right source, type and mapping without a question, also with the columns shuffled,
 * in capitals and in GB18030. */
#include "profile-fixture.h"

#include <json-glib/json-glib.h>
#include <string.h>

typedef enum { PLAIN, SHUFFLED, CAPITALS, CHINESE } Dress;

typedef struct {
  JsonObject *set;
  Dress       dress;
} Case;

static gboolean
list_has (JsonObject *set, const char *member, const char *header)
{
  JsonArray *list = json_object_has_member (set, member) ? json_object_get_array_member (set, member) : NULL;

  for (guint i = 0; list != NULL && i < json_array_get_length (list); i++)
    if (g_str_equal (json_array_get_string_element (list, i), header))
      return TRUE;
  return FALSE;
}

/* Two rows that contradict no form: a date where dates go, a number where numbers go, else a word. */
static char *
invent_cell (JsonObject *set, const char *header, guint row)
{
  JsonObject *mapping = json_object_get_object_member (set, "mapping");
  const char *field = json_object_get_string_member_with_default (mapping, header, "");
  const char *name = strchr (field, '.');

  if (list_has (set, "wide", header) || list_has (set, "ignored", header))
    return g_strdup_printf ("%u", list_has (set, "wide", header)
                                      ? 10 * row
                                      : 10 * row * json_array_get_length (json_object_get_array_member (set, "wide")));
  if (g_str_has_suffix (field, "_on") || g_str_has_suffix (field, ".at"))
    return g_strdup_printf ("2026-03-%02u", row + 14);
  if (name != NULL && (g_str_equal (name, ".amount") || g_str_equal (name, ".received") ||
                       g_str_equal (name, ".annual_revenue")))
    return g_strdup_printf ("%u500.50", row);
  if (name != NULL && (g_str_equal (name, ".probability") || g_str_equal (name, ".quantity") ||
                       g_str_equal (name, ".employees")))
    return g_strdup_printf ("%u", row * 20);
  if (name != NULL && g_str_equal (name, ".currency"))
    return g_strdup ("EUR");
  if (g_str_has_prefix (header, "Is"))
    return g_strdup ("false");
  return g_strdup_printf ("%s %c%u", g_str_is_ascii (header) ? "Value" : "数据", 'A' + (char) (strlen (header) % 20),
                          row);
}

static void
append_record (GString *text, GPtrArray *cells)
{
  for (guint i = 0; i < cells->len; i++)
    g_string_append_printf (text, "%s\"%s\"", i > 0 ? "," : "", (const char *) g_ptr_array_index (cells, i));
  g_string_append (text, "\r\n");
}

/* A fixed permutation that moves every column. */
static guint
place (guint i, guint n, Dress dress)
{
  return dress == SHUFFLED ? (n - 1 - i) : i;
}

static char *
make_file (JsonObject *set, Dress dress)
{
  JsonArray *headers = json_object_get_array_member (set, "headers");
  guint n = json_array_get_length (headers);
  GString *text = g_string_new (NULL);

  for (guint row = 0; row < 3; row++)
    {
      g_autoptr (GPtrArray) cells = g_ptr_array_new_with_free_func (g_free);

      for (guint i = 0; i < n; i++)
        {
          const char *header = json_array_get_string_element (headers, place (i, n, dress));

          if (row > 0)
            g_ptr_array_add (cells, invent_cell (set, header, row));
          else
            g_ptr_array_add (cells, dress == CAPITALS ? g_utf8_strup (header, -1) : g_strdup (header));
        }
      append_record (text, cells);
    }
  return g_string_free (text, FALSE);
}

static void
check_mapping (const SbFileProfile *profile, JsonObject *set, Dress dress)
{
  JsonObject *mapping = json_object_get_object_member (set, "mapping");
  JsonArray *headers = json_object_get_array_member (set, "headers");

  for (guint i = 0; i < json_array_get_length (headers); i++)
    {
      const char *header = json_array_get_string_element (headers, i);
      g_autofree char *name = dress == CAPITALS ? g_utf8_strup (header, -1) : g_strdup (header);
      g_autofree char *target = fixture_target (profile, name);
      const char *want = json_object_get_string_member_with_default (mapping, header, NULL);

      if (want == NULL)
        want = list_has (set, "wide", header) ? "period" : list_has (set, "ignored", header) ? "ignored" : "extra";
      if (g_strcmp0 (target, want) != 0)
        g_error ("%s, %s: “%s” is %s, should be %s", json_object_get_string_member (set, "source"),
                 json_object_get_string_member (set, "object"), name, target, want);
    }
}

static void
test_set (gconstpointer data)
{
  const Case *test = data;
  g_autofree char *text = make_file (test->set, test->dress);
  g_autofree char *bytes = NULL;
  gsize length = strlen (text);
  const char *question = json_object_get_string_member_with_default (test->set, "question", NULL);
  g_autoptr (SbFileProfile) profile = NULL;

  if (test->dress == CHINESE)
    bytes = g_convert (text, -1, "GB18030", "UTF-8", NULL, &length, NULL);
  profile = fixture_profile ("export.csv", bytes != NULL ? bytes : text, (gssize) length, NULL);
  if (question != NULL)
    g_assert_true (fixture_has (profile, sb_issue_code_find (question), NULL));
  else
    fixture_assert_clean (profile);
  g_assert_nonnull (profile->type);
  g_assert_cmpstr (profile->type->name, ==, json_object_get_string_member (test->set, "type"));
  g_assert_cmpstr (profile->source, ==, json_object_get_string_member (test->set, "source"));
  if (test->dress == CHINESE)
    g_assert_cmpstr (profile->encoding.name, ==, "GB18030");
  check_mapping (profile, test->set, test->dress);
}

static gboolean
is_chinese (JsonObject *set)
{
  return !g_str_is_ascii (json_array_get_string_element (json_object_get_array_member (set, "headers"), 0));
}

int
main (int argc, char **argv)
{
  static const char * const dresses[] = { "plain", "shuffled", "capitals", "gb18030" };
  g_autoptr (JsonParser) parser = json_parser_new ();
  g_autofree char *path = NULL;
  JsonArray *sets;

  g_test_init (&argc, &argv, NULL);
  path = g_test_build_filename (G_TEST_DIST, "data", "profiles", "headers.json", NULL);
  g_assert_true (json_parser_load_from_file (parser, path, NULL));
  sets = json_object_get_array_member (json_node_get_object (json_parser_get_root (parser)), "profiles");
  g_assert_cmpuint (json_array_get_length (sets), ==, 27);
  for (guint i = 0; i < json_array_get_length (sets); i++)
    for (Dress dress = PLAIN; dress <= CHINESE; dress++)
      {
        JsonObject *set = json_array_get_object_element (sets, i);
        const char *source = json_object_get_string_member (set, "source");
        const char *type = json_object_get_string_member (set, "type");
        g_autofree char *name = g_strdup_printf ("/profiles/%02u-%s-%s/%s", i, source, type, dresses[dress]);
        Case *test = g_new (Case, 1);

        *test = (Case) { set, dress };
        if (dress == CHINESE && !is_chinese (set))
          g_free (test);
        else
          g_test_add_data_func_full (name, test, test_set, g_free);
      }
  return g_test_run ();
}

/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Folding: full width, composed and decomposed accents, blanks of every kind; trimming, cutting, repair, uids. */
#include "core/sb-text.h"

#include <string.h>

static void
assert_fold (const char *text, const char *fold, const char *key)
{
  g_autofree char *found_fold = sb_text_fold (text), *found_key = sb_text_name_key (text);

  g_assert_cmpstr (found_fold, ==, fold);
  g_assert_cmpstr (found_key, ==, key);
}

/* Plain text takes a shorter way; a full-width letter in front sends it the long one. */
static void
test_fold_ways (void)
{
  static const char *const samples[] = { "Acme Ltd.", "a  b\t c \n", "Deal 17 起重机 OK", "一鿿", "\x7f x \x01y", "A", "" };

  for (gsize i = 0; i < G_N_ELEMENTS (samples); i++)
    {
      g_autofree char *plain = sb_text_fold (samples[i]), *prefixed = g_strconcat ("Ａ", samples[i], NULL);
      g_autofree char *expected = g_strconcat ("a", plain, NULL), *found = sb_text_fold (prefixed);

      g_assert_cmpstr (found, ==, expected);
    }
}

static void
test_fold (void)
{
  assert_fold ("ＡＣＭＥ　Ｌｔｄ．", "acme ltd.", "acmeltd");
  assert_fold ("  ACME \t\n ltd. ", "acme ltd.", "acmeltd");
  assert_fold ("Caf\xc3\xa9", "caf\xc3\xa9", "caf\xc3\xa9");
  assert_fold ("Cafe\xcc\x81", "caf\xc3\xa9", "caf\xc3\xa9");
  assert_fold ("华东　能源", "华东 能源", "华东能源");
  assert_fold ("华东·能源（上海）", "华东·能源(上海)", "华东能源上海");
  assert_fold ("GTX\xc2\xa0Pro", "gtx pro", "gtxpro");
  assert_fold ("GTXPro", "gtxpro", "gtxpro");
  assert_fold ("STRASSE", "strasse", "strasse");
  assert_fold ("Straße", "strasse", "strasse");
  assert_fold ("\xef\xbb\xbfName", "name", "name");
  assert_fold ("﹣--", "---", "---");
  assert_fold ("", "", "");
  assert_fold (NULL, "", "");
  assert_fold (" \xe3\x80\x80", "", "");
}

static void
assert_differ (const char *a, const char *b)
{
  g_autofree char *key_a = sb_text_name_key (a), *key_b = sb_text_name_key (b);

  g_assert_cmpstr (key_a, !=, key_b);
}

/* Company forms and real differences never fold away. */
static void
test_distinct (void)
{
  assert_differ ("Acme Inc", "Acme");
  assert_differ ("Acme GmbH", "Acme AG");
  assert_differ ("华东能源有限公司", "华东能源");
  assert_differ ("李伟", "李玮");
  assert_differ ("Cafe", "Caf\xc3\xa9");
  assert_differ ("+", "-");
}

/* Folding twice changes nothing. */
static void
test_idempotent (void)
{
  for (int i = 0; i < 20000; i++)
    {
      GString *text = g_string_new (NULL);
      g_autofree char *fold = NULL, *again = NULL, *input = NULL;

      for (int n = g_test_rand_int_range (0, 12); n > 0; n--)
        {
          gunichar c = (gunichar) g_test_rand_int_range (1, g_test_rand_bit () ? 0x250 : 0x2ffff);

          if (g_unichar_validate (c))
            g_string_append_unichar (text, c);
        }
      input = g_string_free (text, FALSE);
      fold = sb_text_fold (input);
      again = sb_text_fold (fold);
      if (strcmp (fold, again) != 0)
        {
          g_autofree char *seen = g_strescape (input, NULL), *once = g_strescape (fold, NULL);
          g_autofree char *twice = g_strescape (again, NULL);

          g_error ("“%s” folds to “%s”, then to “%s”", seen, once, twice);
        }
    }
}

static void
test_trim (void)
{
  g_autofree char *trimmed = sb_text_trim ("\xe3\x80\x80\xc2\xa0 a b \t\xe2\x80\x8b\n");
  g_autofree char *nothing = sb_text_trim (" \xe3\x80\x80 ");
  g_autofree char *null = sb_text_trim (NULL);

  g_assert_cmpstr (trimmed, ==, "a b");
  g_assert_cmpstr (nothing, ==, "");
  g_assert_cmpstr (null, ==, "");
  g_assert_true (sb_text_is_blank (" \xe3\x80\x80\xc2\xa0"));
  g_assert_true (sb_text_is_blank (NULL));
  g_assert_false (sb_text_is_blank (" 0 "));
}

static void
test_ellipsize (void)
{
  g_autofree char *whole = sb_text_ellipsize ("华东能源", 4), *cut = sb_text_ellipsize ("华东能源集团", 4);
  g_autofree char *one = sb_text_ellipsize ("abc", 1);

  g_assert_cmpstr (whole, ==, "华东能源");
  g_assert_cmpstr (cut, ==, "华东能…");
  g_assert_cmpstr (one, ==, "…");
}

static void
test_make_valid (void)
{
  g_autofree char *repaired = sb_text_make_valid ("a\xff" "b", -1), *part = sb_text_make_valid ("华东", 4);
  g_autofree char *nul = sb_text_make_valid ("a\0b", 3);

  g_assert_cmpstr (repaired, ==, "a\xef\xbf\xbd" "b");
  g_assert_true (g_utf8_validate (part, -1, NULL));
  g_assert_true (g_utf8_validate (nul, -1, NULL));
}

static void
test_uid (void)
{
  g_autoptr (GHashTable) seen = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, NULL);

  for (int i = 0; i < 2000; i++)
    {
      char *uid = sb_uid_new ();

      g_assert_cmpuint (strlen (uid), ==, 36);
      g_assert_true (g_uuid_string_is_valid (uid));
      g_assert_cmpint (uid[14], ==, '4');
      g_assert_nonnull (strchr ("89ab", uid[19]));
      for (const char *p = uid; *p != '\0'; p++)
        g_assert_false (g_ascii_isupper (*p));
      g_assert_true (g_hash_table_add (seen, uid));
    }
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/core/text/fold", test_fold);
  g_test_add_func ("/core/text/fold-ways", test_fold_ways);
  g_test_add_func ("/core/text/distinct", test_distinct);
  g_test_add_func ("/core/text/idempotent", test_idempotent);
  g_test_add_func ("/core/text/trim", test_trim);
  g_test_add_func ("/core/text/ellipsize", test_ellipsize);
  g_test_add_func ("/core/text/make-valid", test_make_valid);
  g_test_add_func ("/core/text/uid", test_uid);
  return g_test_run ();
}

/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Any text is shown as text: the hostile strings in every field of every record type, in tables, forms and furniture,
 * give no warning (warnings are fatal here) and no empty row. */
#include "widgets-fixture.h"

#include "model/sb-record-list.h"
#include "widgets/sb-answer.h"
#include "widgets/sb-attention-list.h"
#include "widgets/sb-kpi-tile.h"
#include "widgets/sb-page.h"
#include "widgets/sb-record-form.h"
#include "widgets/sb-record-table.h"
#include "widgets/sb-state-page.h"
#include "widgets/sb-text-guard.h"

/* Hidden pieces of an invisible string may leave nothing to see; every other title must be there. */
static gboolean
is_invisible (const char *text)
{
  for (; *text != '\0'; text = g_utf8_next_char (text))
    {
      gunichar c = g_utf8_get_char (text);

      if (!g_unichar_isspace (c) && !g_unichar_iszerowidth (c) && !g_unichar_iscntrl (c))
        return FALSE;
    }
  return TRUE;
}

static void
test_furniture (void)
{
  WidgetsFixture fixture;
  g_auto (GStrv) strings = widgets_hostile ();
  GtkWidget *box = gtk_box_new (GTK_ORIENTATION_VERTICAL, 6), *scroller = gtk_scrolled_window_new ();
  GtkWidget *window, *attention, *answer, *group = adw_preferences_group_new ();

  widgets_fixture_init (&fixture);
  attention = sb_attention_list_new (fixture.session);
  answer = sb_answer_new (fixture.session);
  gtk_box_append (GTK_BOX (box), answer);
  gtk_box_append (GTK_BOX (box), attention);
  gtk_box_append (GTK_BOX (box), group);
  gtk_scrolled_window_set_child (GTK_SCROLLED_WINDOW (scroller), box);
  window = widgets_show (scroller, 600, 600);
  for (gsize i = 0; strings[i] != NULL; i++)
    {
      SbAttention item = { strings[i], strings[i], strings[i], strings[i], SB_TONE_WARN };
      GtkWidget *tile = sb_kpi_tile_new (fixture.session, strings[i]), *row = adw_action_row_new ();
      SbSentence *sentence = sb_sentence_new ();
      AdwToast *toast = sb_toast_new (strings[i]);

      g_object_unref (g_object_ref_sink (toast));
      sb_row_set_title (ADW_PREFERENCES_ROW (row), strings[i]);
      sb_row_set_subtitle (ADW_ACTION_ROW (row), strings[i]);
      adw_preferences_group_add (ADW_PREFERENCES_GROUP (group), row);
      sb_group_set_title (ADW_PREFERENCES_GROUP (group), strings[i], strings[i]);
      sb_attention_list_append (SB_ATTENTION_LIST (attention), &item);
      sb_kpi_tile_set_text (SB_KPI_TILE (tile), strings[i]);
      sb_kpi_tile_set_comparison (SB_KPI_TILE (tile), strings[i], SB_ARROW_UP, SB_TONE_GOOD);
      sb_kpi_tile_set_reason (SB_KPI_TILE (tile), strings[i]);
      gtk_box_append (GTK_BOX (box), sb_card_new (strings[i], strings[i], tile));
      sb_sentence_add_strong (sentence, "{a} is {b}.", "a", strings[i], strings[i], "b", strings[i], NULL, NULL);
      sb_answer_set_sentence (SB_ANSWER (answer), sentence);
      gtk_box_append (GTK_BOX (box), sb_state_page_new_empty (NULL, strings[i], strings[i], strings[i], NULL));
    }
  widgets_settle (200);
  gtk_window_destroy (GTK_WINDOW (window));
  widgets_fixture_clear (&fixture);
}

static void
show_table (WidgetsFixture *fixture, const SbRecordType *type)
{
  SbRecordList *list = sb_record_list_new (fixture->session, sb_query_new (type));
  const SbField *title = sb_record_type_title (type);
  GtkWidget *box = gtk_box_new (GTK_ORIENTATION_HORIZONTAL, 0), *wide = sb_record_table_new (list, NULL);
  GtkWidget *narrow = sb_record_table_new (list, "narrow"), *window;

  gtk_widget_set_hexpand (wide, TRUE);
  gtk_widget_set_size_request (narrow, 360, -1);
  gtk_box_append (GTK_BOX (box), wide);
  gtk_box_append (GTK_BOX (box), narrow);
  window = widgets_show (box, 1200, 400);
  for (guint i = 0; title != NULL && i < g_list_model_get_n_items (G_LIST_MODEL (list)); i++)
    {
      g_autoptr (SbRecordRow) row = g_list_model_get_item (G_LIST_MODEL (list), i);
      const char *own = sb_record_text (sb_record_row_get_record (row), title->name);

      if (own != NULL && !is_invisible (own))
        g_assert_cmpstr (sb_record_row_get_title (row), !=, "");
    }
  gtk_window_destroy (GTK_WINDOW (window));
  g_object_unref (list);
}

static void
show_form (WidgetsFixture *fixture, const SbRecordType *type)
{
  GtkWidget *box = gtk_box_new (GTK_ORIENTATION_HORIZONTAL, 6), *scroller = gtk_scrolled_window_new (), *window;
  gint32 id = widgets_first (fixture, type->name);

  gtk_scrolled_window_set_child (GTK_SCROLLED_WINDOW (scroller), box);
  if (id != 0)
    gtk_box_append (GTK_BOX (box), sb_record_form_new (fixture->session, type, id));
  if ((type->flags & SB_RECORD_PROGRAM) == 0)
    gtk_box_append (GTK_BOX (box), sb_record_form_new_draft (fixture->session, type));
  window = widgets_show (scroller, 1000, 700);
  gtk_window_destroy (GTK_WINDOW (window));
}

static void
test_every_type (void)
{
  WidgetsFixture fixture;
  g_auto (GStrv) strings = widgets_hostile ();
  gsize n;
  const SbRecordType *const *types = sb_record_types (&n);
  guint created = 0;

  widgets_fixture_init (&fixture);
  created = widgets_fill (&fixture, strings);
  g_test_message ("%u records of %u types", created, (guint) n);
  g_assert_cmpuint (created, >, 500);
  for (gsize i = 0; i < n; i++)
    {
      show_table (&fixture, types[i]);
      show_form (&fixture, types[i]);
    }
  widgets_fixture_clear (&fixture);
}

static void
test_masked (void)
{
  WidgetsFixture fixture;
  static const char *const secrets[] = { "Li Wei", "Zhang Min", "何涛", "赵磊", "Huadong Energy", "北辰物流", "Harbour crane" };
  GtkWidget *window;
  SbRecordList *list;

  widgets_fixture_init (&fixture);
  widgets_fill_company (&fixture, 30);
  sb_session_set_privacy (fixture.session, 3);
  list = sb_record_list_new (fixture.session, sb_query_new (sb_record_type_find ("deal")));
  window = widgets_show (sb_record_table_new (list, NULL), 1000, 500);
  widgets_settle (200);
  widgets_picture (window, "table-masked");
  for (guint i = 0; i < g_list_model_get_n_items (G_LIST_MODEL (list)); i++)
    {
      g_autoptr (SbRecordRow) row = g_list_model_get_item (G_LIST_MODEL (list), i);

      for (guint f = 0; sb_record_type_find ("deal")->fields[f].name != NULL; f++)
        for (gsize s = 0; s < G_N_ELEMENTS (secrets); s++)
          g_assert_null (strstr (sb_record_row_get_text (row, f), secrets[s]));
    }
  gtk_window_destroy (GTK_WINDOW (window));
  g_object_unref (list);
  widgets_fixture_clear (&fixture);
}

int
main (int argc, char *argv[])
{
  g_test_init (&argc, &argv, NULL);
  adw_init ();
  g_test_add_func ("/widgets/hostile/furniture", test_furniture);
  g_test_add_func ("/widgets/hostile/every-type", test_every_type);
  g_test_add_func ("/widgets/hostile/masked", test_masked);
  return g_test_run ();
}

/* SPDX-License-Identifier: GPL-3.0-or-later */
/* The sentence that opens a page, its explained numbers as dotted links. Called by every page; the words come from the
 * model. */
#include "sb-config.h"

#include "widgets/sb-answer.h"

#include "widgets/sb-chart-area.h"
#include "widgets/sb-explain-popover.h"
#include "widgets/sb-text-guard.h"

#include <string.h>

struct _SbAnswer {
  GtkWidget   parent_instance;
  SbSession  *session;
  GtkWidget  *label;
  SbSentence *sentence;  /* nullable */
  GHashTable *explains;  /* key → SbExplain */
  GArray     *links;     /* Link, byte ranges of the label's text */
};

typedef struct {
  int  start, end;
  char key[64];
} Link;

G_DEFINE_FINAL_TYPE (SbAnswer, sb_answer, GTK_TYPE_WIDGET)

static guint explain_signal;

/* Where the label's text stands in this widget. */
static void
text_origin (SbAnswer *self, double *x, double *y)
{
  int left, top;

  gtk_label_get_layout_offsets (GTK_LABEL (self->label), &left, &top);
  gtk_widget_translate_coordinates (self->label, GTK_WIDGET (self), left, top, x, y);
}

static void
dot_range (GtkSnapshot *snapshot, const GdkRGBA *colour, double from, double to, double y)
{
  for (double at = from; at + 2 <= to; at += 4)
    gtk_snapshot_append_color (snapshot, colour, &GRAPHENE_RECT_INIT ((float) at, (float) y, 2, 2));
}

/* One underline a line of text that a link touches. */
static void
dot_line (SbAnswer *self, GtkSnapshot *snapshot, const GdkRGBA *colour, PangoLayoutIter *iter)
{
  PangoLayoutLine *line = pango_layout_iter_get_line_readonly (iter);
  int baseline = pango_layout_iter_get_baseline (iter);
  double x, y;

  text_origin (self, &x, &y);
  y += PANGO_PIXELS (baseline) + 4;
  for (guint i = 0; i < self->links->len; i++)
    {
      const Link *link = &g_array_index (self->links, Link, i);
      int *ranges, n;

      if (link->end <= line->start_index || link->start >= line->start_index + line->length)
        continue;
      pango_layout_line_get_x_ranges (line, MAX (link->start, line->start_index),
                                      MIN (link->end, line->start_index + line->length), &ranges, &n);
      for (int k = 0; k < n; k++)
        dot_range (snapshot, colour, x + PANGO_PIXELS (ranges[2 * k]), x + PANGO_PIXELS (ranges[2 * k + 1]), y);
      g_free (ranges);
    }
}

static void
sb_answer_snapshot (GtkWidget *widget, GtkSnapshot *snapshot)
{
  SbAnswer *self = SB_ANSWER (widget);
  const SbRgba *role = &sb_chart_area_theme ()->roles[SB_CHART_ROLE_PRIMARY];
  GdkRGBA colour = { (float) role->red, (float) role->green, (float) role->blue, 1 };
  PangoLayoutIter *iter;

  gtk_widget_snapshot_child (widget, self->label, snapshot);
  if (self->links->len == 0)
    return;
  iter = pango_layout_get_iter (gtk_label_get_layout (GTK_LABEL (self->label)));
  do
    dot_line (self, snapshot, &colour, iter);
  while (pango_layout_iter_next_line (iter));
  pango_layout_iter_free (iter);
}

/* The rectangle of a link's first line. */
static GdkRectangle
link_area (SbAnswer *self, const char *key)
{
  GdkRectangle area = { 0, 0, gtk_widget_get_width (GTK_WIDGET (self)), gtk_widget_get_height (GTK_WIDGET (self)) };
  PangoRectangle from, to;
  double x, y;

  for (guint i = 0; i < self->links->len; i++)
    {
      const Link *link = &g_array_index (self->links, Link, i);
      PangoLayout *layout = gtk_label_get_layout (GTK_LABEL (self->label));

      if (strcmp (link->key, key) != 0)
        continue;
      text_origin (self, &x, &y);
      pango_layout_index_to_pos (layout, link->start, &from);
      pango_layout_index_to_pos (layout, link->end, &to);
      area.x = (int) x + PANGO_PIXELS (from.x);
      area.y = (int) y + PANGO_PIXELS (from.y);
      area.height = PANGO_PIXELS (from.height);
      area.width = to.y == from.y ? MAX (PANGO_PIXELS (to.x - from.x), 1) : 24;
      break;
    }
  return area;
}

static void
open_key (SbAnswer *self, const char *key)
{
  SbExplain *explain = g_hash_table_lookup (self->explains, key);
  GdkRectangle area = link_area (self, key);

  if (explain != NULL)
    sb_explain_popover_show (GTK_WIDGET (self), &area, self->session, explain);
  else
    g_signal_emit (self, explain_signal, 0, key);
}

static gboolean
activate_link_cb (GtkLabel *label, const char *uri, gpointer user_data)
{
  open_key (user_data, uri);
  return TRUE;
}

static void
sb_answer_dispose (GObject *object)
{
  SbAnswer *self = SB_ANSWER (object);
  GtkWidget *child;

  while ((child = gtk_widget_get_first_child (GTK_WIDGET (self))) != NULL)
    gtk_widget_unparent (child);
  self->label = NULL;
  g_clear_object (&self->session);
  G_OBJECT_CLASS (sb_answer_parent_class)->dispose (object);
}

static void
sb_answer_finalize (GObject *object)
{
  SbAnswer *self = SB_ANSWER (object);

  sb_sentence_free (self->sentence);
  g_hash_table_unref (self->explains);
  g_array_unref (self->links);
  G_OBJECT_CLASS (sb_answer_parent_class)->finalize (object);
}

static void
sb_answer_class_init (SbAnswerClass *klass)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  G_OBJECT_CLASS (klass)->dispose = sb_answer_dispose;
  G_OBJECT_CLASS (klass)->finalize = sb_answer_finalize;
  widget_class->snapshot = sb_answer_snapshot;
  gtk_widget_class_set_layout_manager_type (widget_class, GTK_TYPE_BIN_LAYOUT);
  explain_signal = g_signal_new ("explain", SB_TYPE_ANSWER, G_SIGNAL_RUN_LAST, 0, NULL, NULL, NULL, G_TYPE_NONE, 1,
                                 G_TYPE_STRING);
}

static void
sb_answer_init (SbAnswer *self)
{
  self->explains = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, (GDestroyNotify) sb_explain_unref);
  self->links = g_array_new (FALSE, FALSE, sizeof (Link));
  self->label = sb_label_new_wrapping (NULL, "sb-answer");
  g_signal_connect (self->label, "activate-link", G_CALLBACK (activate_link_cb), self);
  gtk_widget_set_parent (self->label, GTK_WIDGET (self));
}

GtkWidget *
sb_answer_new (SbSession *session)
{
  SbAnswer *self;

  g_return_val_if_fail (SB_IS_SESSION (session), NULL);

  self = g_object_new (SB_TYPE_ANSWER, NULL);
  self->session = g_object_ref (session);
  return GTK_WIDGET (self);
}

static void
append_run (SbAnswer *self, GString *markup, int *offset, const SbRun *run)
{
  g_autofree char *line = sb_text_one_line (run->text);
  g_autofree char *text = g_markup_escape_text (line, -1);
  g_autofree char *key = run->key == NULL ? NULL : g_markup_escape_text (run->key, -1);
  Link link = { *offset, *offset + (int) strlen (line), "" };

  if (run->strong)
    g_string_append (markup, "<b>");
  if (key != NULL)
    {
      g_string_append_printf (markup, "<a href=\"%s\">%s</a>", key, text);
      g_strlcpy (link.key, run->key, sizeof link.key);
      g_array_append_val (self->links, link);
    }
  else
    g_string_append (markup, text);
  if (run->strong)
    g_string_append (markup, "</b>");
  *offset = link.end;
}

void
sb_answer_set_sentence (SbAnswer *self, SbSentence *sentence)
{
  g_autoptr (GString) markup = g_string_new (NULL);
  g_autofree char *plain = NULL;
  int offset = 0;

  g_return_if_fail (SB_IS_ANSWER (self) && sentence != NULL);

  sb_sentence_free (self->sentence);
  self->sentence = sentence;
  g_hash_table_remove_all (self->explains);
  g_array_set_size (self->links, 0);
  for (gsize i = 0; i < sb_sentence_n_runs (sentence); i++)
    {
      SbRun run = sb_sentence_get_run (sentence, i);

      append_run (self, markup, &offset, &run);
    }
  sb_label_set_own_markup (GTK_LABEL (self->label), markup->str);
  plain = sb_sentence_to_text (sentence);
  sb_widget_set_name (self->label, plain);
}

void
sb_answer_set_explain (SbAnswer *self, const char *key, SbExplain *explain)
{
  g_return_if_fail (SB_IS_ANSWER (self) && key != NULL && explain != NULL);

  g_hash_table_replace (self->explains, g_strdup (key), sb_explain_ref (explain));
}

gboolean
sb_answer_explain_first (SbAnswer *self)
{
  g_return_val_if_fail (SB_IS_ANSWER (self), FALSE);

  if (self->links->len == 0)
    return FALSE;
  open_key (self, g_array_index (self->links, Link, 0).key);
  return TRUE;
}

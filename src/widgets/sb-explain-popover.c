/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Shows how a number came about. Called by tiles, answers, charts and pages; the words come from sb-explain-text. */
#include "sb-config.h"

#include "widgets/sb-explain-popover.h"

#include "model/sb-explain-text.h"
#include "widgets/sb-text-guard.h"

#include <glib/gi18n-lib.h>

typedef struct {
  SbSession *session;
  SbExplain *explain;
  char      *plain;
} Shown;

static void
free_shown (gpointer data, GClosure *closure)
{
  Shown *shown = data;

  g_object_unref (shown->session);
  sb_explain_unref (shown->explain);
  g_free (shown->plain);
  g_free (shown);
}

static void
close_popover (GtkWidget *widget)
{
  GtkWidget *popover = gtk_widget_get_ancestor (widget, GTK_TYPE_POPOVER);

  if (popover != NULL)
    gtk_popover_popdown (GTK_POPOVER (popover));
}

static void
rows_cb (GtkButton *button, gpointer user_data)
{
  Shown *shown = user_data;
  gsize n;
  const gint32 *ids = sb_explain_rows (shown->explain, &n);
  const SbRecordType *type = sb_record_type_find (shown->explain->row_type);

  close_popover (GTK_WIDGET (button));
  if (type != NULL)
    sb_session_show_records (shown->session, type, ids, n, sb_formatter_label (shown->explain->title));
}

static void
copy_cb (GtkButton *button, gpointer user_data)
{
  Shown *shown = user_data;

  gdk_clipboard_set_text (gtk_widget_get_clipboard (GTK_WIDGET (button)), shown->plain);
  sb_session_notify (shown->session, _("Explanation copied"));
}

static void
connect_shown (GtkWidget *button, GCallback callback, SbSession *session, const SbExplain *explain, char *plain)
{
  Shown *shown = g_new0 (Shown, 1);

  shown->session = g_object_ref (session);
  shown->explain = sb_explain_ref ((SbExplain *) explain);
  shown->plain = plain;
  g_signal_connect_data (button, "clicked", callback, shown, free_shown, 0);
}

static const char *
heading_of (SbExplainLineKind kind)
{
  switch (kind)
    {
    case SB_EXPLAIN_INPUT:
    case SB_EXPLAIN_RANGE:
      return _("Made of");
    case SB_EXPLAIN_FILTER:
      return _("Counted");
    case SB_EXPLAIN_EXCLUSION:
      return _("Left out");
    case SB_EXPLAIN_NOTE:
      return _("Keep in mind");
    default:
      return NULL;
    }
}

/* A wrapping label that asks for its whole text up to `chars`: otherwise the popover would be as high as the text is at
 * its narrowest. */
static GtkWidget *
line_label (const char *text, const char *css_class, int chars)
{
  GtkWidget *label = sb_label_new_wrapping (text, css_class);

  gtk_label_set_max_width_chars (GTK_LABEL (label), chars);
  gtk_label_set_width_chars (GTK_LABEL (label), (int) MIN (g_utf8_strlen (text, -1) + 2, chars));
  return label;
}

static void
append_line (GtkGrid *grid, int *row, const SbExplainLine *line, const char **heading)
{
  const char *own = heading_of (line->kind);
  GtkWidget *label, *value;

  if (own != NULL && own != *heading && g_strcmp0 (own, *heading) != 0)
    {
      gtk_grid_attach (grid, sb_label_new (own, "sb-explain-heading"), 0, (*row)++, 2, 1);
      *heading = own;
    }
  label = line_label (line->label, line->kind == SB_EXPLAIN_FORMULA ? "sb-explain-formula" : NULL,
                      line->value == NULL ? 46 : 28);
  gtk_widget_set_hexpand (label, TRUE);
  gtk_grid_attach (grid, label, 0, *row, line->value == NULL ? 2 : 1, 1);
  if (line->value != NULL)
    {
      value = line_label (line->value, "numeric", 24);
      gtk_label_set_xalign (GTK_LABEL (value), 1);
      gtk_widget_set_valign (value, GTK_ALIGN_START);
      gtk_grid_attach (grid, value, 1, *row, 1, 1);
    }
  (*row)++;
}

static GtkWidget *
build_lines (const SbExplainText *text)
{
  GtkWidget *grid = gtk_grid_new ();
  const char *heading = NULL;
  int row = 0;

  gtk_grid_set_column_spacing (GTK_GRID (grid), 18);
  gtk_grid_set_row_spacing (GTK_GRID (grid), 4);
  for (guint i = 0; i < text->lines->len; i++)
    append_line (GTK_GRID (grid), &row, g_ptr_array_index (text->lines, i), &heading);
  return grid;
}

static GtkWidget *
build_buttons (SbSession *session, const SbExplain *explain, const SbExplainText *text)
{
  GtkWidget *buttons = gtk_box_new (GTK_ORIENTATION_HORIZONTAL, 6);
  GtkWidget *copy = gtk_button_new_from_icon_name ("edit-copy-symbolic");
  g_autofree char *label = NULL;

  gtk_widget_set_halign (buttons, GTK_ALIGN_END);
  gtk_widget_set_tooltip_text (copy, _("Copy the explanation"));
  sb_widget_set_name (copy, _("Copy the explanation"));
  connect_shown (copy, G_CALLBACK (copy_cb), session, explain, sb_explain_text_to_plain (text));
  gtk_box_append (GTK_BOX (buttons), copy);
  if (text->rows != NULL)
    {
      GtkWidget *rows;

      label = g_strdup_printf (_("Show %s"), text->rows);
      rows = gtk_button_new_with_label (label);
      gtk_widget_add_css_class (rows, "suggested-action");
      connect_shown (rows, G_CALLBACK (rows_cb), session, explain, NULL);
      gtk_box_append (GTK_BOX (buttons), rows);
    }
  return buttons;
}

GtkWidget *
sb_explain_box_new (SbSession *session, const SbExplain *explain)
{
  g_autoptr (SbExplainText) text = NULL;
  GtkWidget *box, *head;

  g_return_val_if_fail (SB_IS_SESSION (session) && explain != NULL, NULL);

  text = sb_explain_text_new (sb_session_get_formatter (session), sb_session_get_facts (session), explain);
  box = gtk_box_new (GTK_ORIENTATION_VERTICAL, 10);
  gtk_widget_add_css_class (box, "sb-explain");
  head = gtk_box_new (GTK_ORIENTATION_HORIZONTAL, 12);
  gtk_box_append (GTK_BOX (head), line_label (text->title, "heading", 28));
  gtk_widget_set_hexpand (gtk_widget_get_first_child (head), TRUE);
  gtk_box_append (GTK_BOX (head), sb_label_new (text->value, "sb-explain-value"));
  gtk_box_append (GTK_BOX (box), head);
  if (text->reason != NULL)
    gtk_box_append (GTK_BOX (box), line_label (text->reason, NULL, 46));
  gtk_box_append (GTK_BOX (box), build_lines (text));
  gtk_box_append (GTK_BOX (box), build_buttons (session, explain, text));
  return box;
}

static gboolean
unparent_cb (gpointer data)
{
  if (gtk_widget_get_parent (data) != NULL)
    gtk_widget_unparent (data);
  return G_SOURCE_REMOVE;
}

/* A parent that does not know of the popover would be finalized with it. */
static void
parent_destroyed_cb (GtkWidget *popover)
{
  unparent_cb (popover);
}

static void
closed_cb (GtkPopover *popover, gpointer user_data)
{
  /* Not within its own signal. The parent may be gone by then: the reference keeps the popover. */
  g_idle_add_full (G_PRIORITY_DEFAULT_IDLE, unparent_cb, g_object_ref (popover), g_object_unref);
}

void
sb_explain_popover_show (GtkWidget *parent, const GdkRectangle *area, SbSession *session, const SbExplain *explain)
{
  GtkWidget *popover, *scroller;

  g_return_if_fail (GTK_IS_WIDGET (parent) && SB_IS_SESSION (session) && explain != NULL);

  popover = gtk_popover_new ();
  scroller = gtk_scrolled_window_new ();
  gtk_scrolled_window_set_policy (GTK_SCROLLED_WINDOW (scroller), GTK_POLICY_NEVER, GTK_POLICY_AUTOMATIC);
  gtk_scrolled_window_set_propagate_natural_height (GTK_SCROLLED_WINDOW (scroller), TRUE);
  gtk_scrolled_window_set_propagate_natural_width (GTK_SCROLLED_WINDOW (scroller), TRUE);
  gtk_scrolled_window_set_max_content_height (GTK_SCROLLED_WINDOW (scroller), 460);
  gtk_scrolled_window_set_child (GTK_SCROLLED_WINDOW (scroller), sb_explain_box_new (session, explain));
  gtk_popover_set_child (GTK_POPOVER (popover), scroller);
  gtk_widget_set_parent (popover, parent);
  if (area != NULL)
    gtk_popover_set_pointing_to (GTK_POPOVER (popover), area);
  sb_widget_set_name (popover, _("Explanation"));
  g_signal_connect (popover, "closed", G_CALLBACK (closed_cb), NULL);
  g_signal_connect_object (parent, "destroy", G_CALLBACK (parent_destroyed_cb), popover, G_CONNECT_SWAPPED);
  gtk_popover_popup (GTK_POPOVER (popover));
}

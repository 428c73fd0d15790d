/* SPDX-License-Identifier: GPL-3.0-or-later */
/* One number as a button. Called by every page; formats nothing itself but the sample size. */
#include "sb-config.h"

#include "widgets/sb-kpi-tile.h"

#include "charts/sb-spark-chart.h"
#include "widgets/sb-chart-area.h"
#include "widgets/sb-explain-popover.h"
#include "widgets/sb-text-guard.h"

#include <glib/gi18n-lib.h>

struct _SbKpiTile {
  GtkWidget  parent_instance;
  SbSession *session;
  SbExplain *explain;    /* nullable */
  GtkWidget *button;
  GtkWidget *title;
  GtkWidget *value;
  GtkWidget *spark;
  GtkWidget *comparison; /* box of arrow and text */
  GtkWidget *arrow;
  GtkWidget *text;
  GtkWidget *badge;
  SbTone     tone;
  char      *reason;
};

G_DEFINE_FINAL_TYPE (SbKpiTile, sb_kpi_tile, GTK_TYPE_WIDGET)

static guint clicked_signal;

static const char *const tone_classes[] = { "dim-label", "success", "warning", "error" };
static const char *const arrows[] = { "", "▲", "▼", "▶" };

static const char *
tone_word (SbTone tone)
{
  switch (tone)
    {
    case SB_TONE_GOOD:
      return _("good");
    case SB_TONE_WARN:
      return _("attention");
    case SB_TONE_BAD:
      return _("problem");
    default:
      return NULL;
    }
}

static void
append_part (GString *name, const char *part)
{
  if (part == NULL || part[0] == '\0')
    return;
  if (name->len > 0)
    g_string_append (name, ", ");
  g_string_append (name, part);
}

/* What is read aloud: title, value, comparison, tone, sample. */
static void
update_name (SbKpiTile *self)
{
  g_autoptr (GString) name = g_string_new (NULL);

  g_string_append_printf (name, "%s: %s", gtk_label_get_text (GTK_LABEL (self->title)),
                          gtk_label_get_text (GTK_LABEL (self->value)));
  if (gtk_widget_get_visible (self->comparison))
    {
      append_part (name, gtk_label_get_text (GTK_LABEL (self->text)));
      append_part (name, tone_word (self->tone));
    }
  if (gtk_widget_get_visible (self->badge))
    append_part (name, gtk_label_get_text (GTK_LABEL (self->badge)));
  append_part (name, self->reason);
  sb_widget_set_name (self->button, name->str);
}

static void
clicked_cb (GtkButton *button, gpointer user_data)
{
  SbKpiTile *self = user_data;

  g_signal_emit (self, clicked_signal, 0);
  if (self->explain != NULL)
    sb_explain_popover_show (GTK_WIDGET (self), NULL, self->session, self->explain);
}

static void
sb_kpi_tile_dispose (GObject *object)
{
  SbKpiTile *self = SB_KPI_TILE (object);
  GtkWidget *child;

  while ((child = gtk_widget_get_first_child (GTK_WIDGET (self))) != NULL)
    gtk_widget_unparent (child);
  self->button = NULL;
  g_clear_pointer (&self->explain, sb_explain_unref);
  g_clear_object (&self->session);
  G_OBJECT_CLASS (sb_kpi_tile_parent_class)->dispose (object);
}

static void
sb_kpi_tile_finalize (GObject *object)
{
  g_free (SB_KPI_TILE (object)->reason);
  G_OBJECT_CLASS (sb_kpi_tile_parent_class)->finalize (object);
}

static void
sb_kpi_tile_class_init (SbKpiTileClass *klass)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  G_OBJECT_CLASS (klass)->dispose = sb_kpi_tile_dispose;
  G_OBJECT_CLASS (klass)->finalize = sb_kpi_tile_finalize;
  gtk_widget_class_set_layout_manager_type (widget_class, GTK_TYPE_BIN_LAYOUT);
  gtk_widget_class_set_css_name (widget_class, "sbtile");
  clicked_signal = g_signal_new ("clicked", SB_TYPE_KPI_TILE, G_SIGNAL_RUN_LAST, 0, NULL, NULL, NULL, G_TYPE_NONE, 0);
}

/* A label that asks for little width, so that five tiles fit beside each other. */
static GtkWidget *
modest_label (const char *css_class)
{
  GtkWidget *label = sb_label_new (NULL, css_class);

  gtk_label_set_width_chars (GTK_LABEL (label), 8);
  gtk_label_set_max_width_chars (GTK_LABEL (label), 12);
  return label;
}

static void
sb_kpi_tile_init (SbKpiTile *self)
{
  GtkWidget *box = gtk_box_new (GTK_ORIENTATION_VERTICAL, 2);
  GtkWidget *line = gtk_box_new (GTK_ORIENTATION_HORIZONTAL, 8);

  self->button = gtk_button_new ();
  gtk_widget_add_css_class (self->button, "card");
  gtk_widget_add_css_class (self->button, "sb-tile");
  self->title = modest_label ("sb-caption");
  /* A number is never cut: the picture beside it gives way. */
  self->value = sb_label_new (NULL, "sb-value");
  gtk_label_set_ellipsize (GTK_LABEL (self->value), PANGO_ELLIPSIZE_NONE);
  gtk_widget_add_css_class (self->value, "numeric");
  self->spark = sb_chart_area_new ();
  sb_chart_area_set_size (SB_CHART_AREA (self->spark), 48, 26);
  gtk_widget_set_hexpand (self->spark, TRUE);
  gtk_widget_set_halign (self->spark, GTK_ALIGN_END);
  gtk_widget_set_valign (self->spark, GTK_ALIGN_CENTER);
  gtk_widget_set_visible (self->spark, FALSE);
  self->comparison = gtk_box_new (GTK_ORIENTATION_HORIZONTAL, 4);
  self->arrow = gtk_label_new (NULL);
  gtk_widget_add_css_class (self->arrow, "sb-arrow");
  self->text = modest_label ("sb-caption");
  gtk_label_set_wrap (GTK_LABEL (self->text), TRUE);
  gtk_label_set_lines (GTK_LABEL (self->text), 2);
  gtk_widget_set_valign (self->arrow, GTK_ALIGN_START);
  gtk_widget_set_hexpand (self->text, TRUE);
  gtk_box_append (GTK_BOX (self->comparison), self->arrow);
  gtk_box_append (GTK_BOX (self->comparison), self->text);
  gtk_widget_set_visible (self->comparison, FALSE);
  self->badge = sb_label_new (NULL, "sb-badge");
  gtk_widget_set_halign (self->badge, GTK_ALIGN_START);
  gtk_widget_set_visible (self->badge, FALSE);
  gtk_box_append (GTK_BOX (line), self->value);
  gtk_box_append (GTK_BOX (line), self->spark);
  gtk_box_append (GTK_BOX (box), self->title);
  gtk_box_append (GTK_BOX (box), line);
  gtk_box_append (GTK_BOX (box), self->comparison);
  gtk_box_append (GTK_BOX (box), self->badge);
  gtk_widget_set_valign (box, GTK_ALIGN_START);
  gtk_button_set_child (GTK_BUTTON (self->button), box);
  gtk_widget_set_parent (self->button, GTK_WIDGET (self));
  g_signal_connect (self->button, "clicked", G_CALLBACK (clicked_cb), self);
}

GtkWidget *
sb_kpi_tile_new (SbSession *session, const char *title)
{
  SbKpiTile *self;

  g_return_val_if_fail (SB_IS_SESSION (session), NULL);

  self = g_object_new (SB_TYPE_KPI_TILE, NULL);
  self->session = g_object_ref (session);
  sb_kpi_tile_set_title (self, title);
  return GTK_WIDGET (self);
}

void
sb_kpi_tile_set_title (SbKpiTile *self, const char *title)
{
  g_return_if_fail (SB_IS_KPI_TILE (self));

  sb_label_set_text (GTK_LABEL (self->title), title);
  update_name (self);
}

void
sb_kpi_tile_set_text (SbKpiTile *self, const char *value)
{
  g_return_if_fail (SB_IS_KPI_TILE (self));

  sb_label_set_text (GTK_LABEL (self->value), value);
  update_name (self);
}

void
sb_kpi_tile_set_quantity (SbKpiTile *self, const SbQuantity *quantity)
{
  SbFormatter *formatter;
  g_autofree char *value = NULL, *reason = NULL;

  g_return_if_fail (SB_IS_KPI_TILE (self) && quantity != NULL);

  formatter = sb_session_get_formatter (self->session);
  value = sb_formatter_quantity (formatter, quantity);
  reason = sb_formatter_reason (formatter, quantity->reason);
  sb_label_set_text (GTK_LABEL (self->value), value);
  sb_kpi_tile_set_n (self, quantity->reason == SB_REASON_NONE ? quantity->n : -1);
  sb_kpi_tile_set_reason (self, reason);
}

void
sb_kpi_tile_set_comparison (SbKpiTile *self, const char *text, SbArrow arrow, SbTone tone)
{
  g_return_if_fail (SB_IS_KPI_TILE (self));
  g_return_if_fail (arrow <= SB_ARROW_FLAT && tone <= SB_TONE_BAD);

  for (gsize i = 0; i < G_N_ELEMENTS (tone_classes); i++)
    gtk_widget_remove_css_class (self->arrow, tone_classes[i]);
  self->tone = tone;
  gtk_widget_add_css_class (self->arrow, tone_classes[tone]);
  gtk_label_set_text (GTK_LABEL (self->arrow), arrows[arrow]);
  gtk_widget_set_visible (self->arrow, arrow != SB_ARROW_NONE);
  sb_label_set_text (GTK_LABEL (self->text), text);
  gtk_widget_set_tooltip_text (self->text, gtk_label_get_text (GTK_LABEL (self->text)));
  gtk_widget_set_visible (self->comparison, text != NULL && text[0] != '\0');
  update_name (self);
}

void
sb_kpi_tile_set_reason (SbKpiTile *self, const char *reason)
{
  g_return_if_fail (SB_IS_KPI_TILE (self));

  g_free (self->reason);
  self->reason = g_strdup (reason);
  sb_widget_set_reason (self->button, reason);
  update_name (self);
}

void
sb_kpi_tile_set_n (SbKpiTile *self, gint64 n)
{
  g_autofree char *sample = NULL;

  g_return_if_fail (SB_IS_KPI_TILE (self));

  sample = sb_formatter_sample (sb_session_get_formatter (self->session), n);
  sb_label_set_text (GTK_LABEL (self->badge), sample);
  gtk_widget_set_visible (self->badge, sample != NULL);
  update_name (self);
}

void
sb_kpi_tile_set_trend (SbKpiTile *self, const double *values, gsize n)
{
  SbSparkChartSpec spec = { 0 };
  g_autoptr (SbChart) chart = NULL;

  g_return_if_fail (SB_IS_KPI_TILE (self) && (values != NULL || n == 0));

  spec.values = values;
  spec.n_values = n;
  if (n > 1)
    chart = sb_spark_chart_new (&spec);
  sb_chart_area_set_chart (SB_CHART_AREA (self->spark), chart);
  gtk_widget_set_visible (self->spark, n > 1);
}

void
sb_kpi_tile_set_explain (SbKpiTile *self, SbExplain *explain)
{
  g_return_if_fail (SB_IS_KPI_TILE (self));

  if (explain != NULL)
    sb_explain_ref (explain);
  g_clear_pointer (&self->explain, sb_explain_unref);
  self->explain = explain;
}

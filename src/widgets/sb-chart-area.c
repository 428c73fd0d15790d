/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Paints a chart. The picture is kept as a render node until the chart, the size or the appearance changes; moving the
 * cursor only paints the state above it. */
#include "widgets/sb-chart-area.h"

#include <adwaita.h>

#define LEAST_WIDTH 24 /* a smaller picture says nothing */

struct _SbChartArea {
  GtkWidget      parent_instance;
  SbChart       *chart;   /* nullable */
  SbChartLayout *layout;  /* nullable: of width × height */
  GskRenderNode *picture; /* nullable */
  int            width, height;
  double         text_scale;
  int            natural_width, natural_height;
  int            focused, selected;
};

G_DEFINE_FINAL_TYPE (SbChartArea, sb_chart_area, GTK_TYPE_WIDGET)

double
sb_text_scale (GtkWidget *widget)
{
  int dpi = -1;

  g_object_get (gtk_widget_get_settings (widget), "gtk-xft-dpi", &dpi, NULL);
  return dpi <= 0 ? 1.0 : CLAMP ((double) dpi / 1024.0 / 96.0, 0.5, 3.0);
}

const SbChartTheme *
sb_chart_area_theme (void)
{
  AdwStyleManager *manager = adw_style_manager_get_default ();

  return sb_chart_theme_for (adw_style_manager_get_dark (manager), adw_style_manager_get_high_contrast (manager));
}

static SbChartLayoutFlags
layout_flags (GtkWidget *widget)
{
  return SB_CHART_LAYOUT_NO_TITLE
         | (gtk_widget_get_direction (widget) == GTK_TEXT_DIR_RTL ? SB_CHART_LAYOUT_RTL : SB_CHART_LAYOUT_DEFAULT);
}

static void
forget_picture (SbChartArea *self)
{
  g_clear_pointer (&self->picture, gsk_render_node_unref);
  gtk_widget_queue_draw (GTK_WIDGET (self));
}

static void
forget_layout (SbChartArea *self)
{
  g_clear_pointer (&self->layout, sb_chart_layout_unref);
  forget_picture (self);
}

static void
ensure_layout (SbChartArea *self, int width, int height)
{
  double scale = sb_text_scale (GTK_WIDGET (self));

  if (self->layout != NULL && self->width == width && self->height == height && self->text_scale == scale)
    return;
  forget_layout (self);
  self->width = width;
  self->height = height;
  self->text_scale = scale;
  if (self->chart != NULL && width > 0 && height > 0)
    self->layout = sb_chart_layout (self->chart, width, height, scale, layout_flags (GTK_WIDGET (self)));
}

static void
sb_chart_area_measure (GtkWidget *widget, GtkOrientation orientation, int for_size, int *minimum, int *natural,
                       int *minimum_baseline, int *natural_baseline)
{
  SbChartArea *self = SB_CHART_AREA (widget);
  double scale = sb_text_scale (widget);

  *minimum_baseline = *natural_baseline = -1;
  if (orientation == GTK_ORIENTATION_HORIZONTAL)
    {
      *minimum = 0;
      *natural = self->natural_width;
      return;
    }
  if (self->natural_height >= 0 || self->chart == NULL)
    *natural = (int) (MAX (self->natural_height, 0) * scale);
  else
    *natural = sb_chart_natural_height (self->chart, for_size > 0 ? for_size : self->natural_width, scale,
                                        layout_flags (widget));
  *minimum = *natural;
}

static GtkSizeRequestMode
sb_chart_area_get_request_mode (GtkWidget *widget)
{
  return SB_CHART_AREA (widget)->natural_height < 0 ? GTK_SIZE_REQUEST_HEIGHT_FOR_WIDTH
                                                    : GTK_SIZE_REQUEST_CONSTANT_SIZE;
}

static void
sb_chart_area_size_allocate (GtkWidget *widget, int width, int height, int baseline)
{
  ensure_layout (SB_CHART_AREA (widget), width, height);
}

static GskRenderNode *
paint (SbChartArea *self, const graphene_rect_t *bounds)
{
  GtkSnapshot *snapshot = gtk_snapshot_new ();
  cairo_t *cr = gtk_snapshot_append_cairo (snapshot, bounds);

  sb_chart_draw (self->layout, cr, sb_chart_area_theme ());
  cairo_destroy (cr);
  return gtk_snapshot_free_to_node (snapshot);
}

static void
sb_chart_area_snapshot (GtkWidget *widget, GtkSnapshot *snapshot)
{
  SbChartArea *self = SB_CHART_AREA (widget);
  graphene_rect_t bounds;
  cairo_t *cr;

  ensure_layout (self, gtk_widget_get_width (widget), gtk_widget_get_height (widget));
  if (self->layout == NULL || self->width < LEAST_WIDTH)
    return;
  graphene_rect_init (&bounds, 0, 0, (float) self->width, (float) self->height);
  if (self->picture == NULL)
    self->picture = paint (self, &bounds);
  if (self->picture != NULL)
    gtk_snapshot_append_node (snapshot, self->picture);
  if (self->focused < 0 && self->selected < 0)
    return;
  cr = gtk_snapshot_append_cairo (snapshot, &bounds);
  sb_chart_draw_state (self->layout, cr, sb_chart_area_theme (), self->focused, self->selected);
  cairo_destroy (cr);
}

static void
sb_chart_area_dispose (GObject *object)
{
  SbChartArea *self = SB_CHART_AREA (object);

  g_clear_pointer (&self->picture, gsk_render_node_unref);
  g_clear_pointer (&self->layout, sb_chart_layout_unref);
  g_clear_pointer (&self->chart, sb_chart_unref);
  G_OBJECT_CLASS (sb_chart_area_parent_class)->dispose (object);
}

static void
sb_chart_area_class_init (SbChartAreaClass *klass)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  G_OBJECT_CLASS (klass)->dispose = sb_chart_area_dispose;
  widget_class->measure = sb_chart_area_measure;
  widget_class->get_request_mode = sb_chart_area_get_request_mode;
  widget_class->size_allocate = sb_chart_area_size_allocate;
  widget_class->snapshot = sb_chart_area_snapshot;
  gtk_widget_class_set_accessible_role (widget_class, GTK_ACCESSIBLE_ROLE_PRESENTATION);
}

static void
sb_chart_area_init (SbChartArea *self)
{
  AdwStyleManager *manager = adw_style_manager_get_default ();

  self->natural_width = 320;
  self->natural_height = -1;
  self->focused = self->selected = -1;
  g_signal_connect_object (manager, "notify::dark", G_CALLBACK (forget_picture), self, G_CONNECT_SWAPPED);
  g_signal_connect_object (manager, "notify::high-contrast", G_CALLBACK (forget_picture), self, G_CONNECT_SWAPPED);
  g_signal_connect (self, "direction-changed", G_CALLBACK (forget_layout), NULL);
}

GtkWidget *
sb_chart_area_new (void)
{
  return g_object_new (SB_TYPE_CHART_AREA, NULL);
}

void
sb_chart_area_set_chart (SbChartArea *self, SbChart *chart)
{
  g_return_if_fail (SB_IS_CHART_AREA (self));

  if (self->chart == chart)
    return;
  g_clear_pointer (&self->chart, sb_chart_unref);
  self->chart = chart == NULL ? NULL : sb_chart_ref (chart);
  self->focused = self->selected = -1;
  forget_layout (self);
  gtk_widget_queue_resize (GTK_WIDGET (self));
}

SbChart *
sb_chart_area_get_chart (SbChartArea *self)
{
  g_return_val_if_fail (SB_IS_CHART_AREA (self), NULL);

  return self->chart;
}

void
sb_chart_area_set_size (SbChartArea *self, int width, int height)
{
  g_return_if_fail (SB_IS_CHART_AREA (self));

  self->natural_width = MAX (width, 0);
  self->natural_height = height;
  gtk_widget_queue_resize (GTK_WIDGET (self));
}

void
sb_chart_area_set_state (SbChartArea *self, int focused, int selected)
{
  g_return_if_fail (SB_IS_CHART_AREA (self));

  if (self->focused == focused && self->selected == selected)
    return;
  self->focused = focused;
  self->selected = selected;
  gtk_widget_queue_draw (GTK_WIDGET (self));
}

SbChartLayout *
sb_chart_area_get_layout (SbChartArea *self)
{
  g_return_val_if_fail (SB_IS_CHART_AREA (self), NULL);

  return self->layout;
}

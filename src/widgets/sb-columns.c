/* SPDX-License-Identifier: GPL-3.0-or-later */
/* A pair of cards that follows the window's width, which libadwaita 1.2 has no container for. Pages put their picture
 * and its side panel into it. It knows nothing of what it holds. */
#include "widgets/sb-columns.h"

#define SPACING 12

struct _SbColumns
{
  GtkWidget parent_instance;

  GtkWidget *first;
  GtkWidget *second;
  double first_share;
  int threshold;
};

G_DEFINE_FINAL_TYPE (SbColumns, sb_columns, GTK_TYPE_WIDGET)

/* A child that is hidden leaves its room to the other. */
static gboolean
is_pair (SbColumns *self)
{
  return gtk_widget_should_layout (self->first) && gtk_widget_should_layout (self->second);
}

static void
widths (SbColumns *self, int width, int *first, int *second)
{
  int least_first, least_second;
  gtk_widget_measure (self->first, GTK_ORIENTATION_HORIZONTAL, -1, &least_first, NULL, NULL, NULL);
  gtk_widget_measure (self->second, GTK_ORIENTATION_HORIZONTAL, -1, &least_second, NULL, NULL, NULL);
  *first = MAX ((int) ((width - SPACING) * self->first_share), least_first);
  *second = width - SPACING - *first;
  if (*second < least_second)
    {
      *second = least_second;
      *first = width - SPACING - least_second;
    }
}

/* Side by side only when both get what they need at least. */
static gboolean
is_wide (SbColumns *self, int width)
{
  int least_first, least_second;
  if (!is_pair (self) || width < self->threshold)
    return FALSE;
  gtk_widget_measure (self->first, GTK_ORIENTATION_HORIZONTAL, -1, &least_first, NULL, NULL, NULL);
  gtk_widget_measure (self->second, GTK_ORIENTATION_HORIZONTAL, -1, &least_second, NULL, NULL, NULL);
  return least_first + SPACING + least_second <= width;
}

static void
measure_width (SbColumns *self, int *minimum, int *natural)
{
  int min[2] = { 0, 0 }, nat[2] = { 0, 0 };
  if (gtk_widget_should_layout (self->first))
    gtk_widget_measure (self->first, GTK_ORIENTATION_HORIZONTAL, -1, &min[0], &nat[0], NULL, NULL);
  if (gtk_widget_should_layout (self->second))
    gtk_widget_measure (self->second, GTK_ORIENTATION_HORIZONTAL, -1, &min[1], &nat[1], NULL, NULL);
  *minimum = MAX (min[0], min[1]);
  *natural = MAX (*minimum, nat[0] + nat[1] + (is_pair (self) ? SPACING : 0));
}

static void
measure_height (SbColumns *self, int width, int *minimum, int *natural)
{
  int min[2] = { 0, 0 }, nat[2] = { 0, 0 };
  int first = width, second = width;
  gboolean wide = width < 0 || is_wide (self, width);
  if (wide && width >= 0)
    widths (self, width, &first, &second);
  if (gtk_widget_should_layout (self->first))
    gtk_widget_measure (self->first, GTK_ORIENTATION_VERTICAL, first, &min[0], &nat[0], NULL, NULL);
  if (gtk_widget_should_layout (self->second))
    gtk_widget_measure (self->second, GTK_ORIENTATION_VERTICAL, second, &min[1], &nat[1], NULL, NULL);
  int gap = is_pair (self) ? SPACING : 0;
  *minimum = wide ? MAX (min[0], min[1]) : min[0] + gap + min[1];
  *natural = wide ? MAX (nat[0], nat[1]) : nat[0] + gap + nat[1];
}

static void
measure (GtkWidget *widget, GtkOrientation orientation, int for_size, int *minimum, int *natural, int *minimum_baseline,
         int *natural_baseline)
{
  SbColumns *self = SB_COLUMNS (widget);
  *minimum_baseline = *natural_baseline = -1;
  if (orientation == GTK_ORIENTATION_HORIZONTAL)
    measure_width (self, minimum, natural);
  else
    measure_height (self, for_size, minimum, natural);
}

static void
place (GtkWidget *child, int x, int y, int width, int height)
{
  if (gtk_widget_should_layout (child))
    gtk_widget_size_allocate (child, &(GtkAllocation){ x, y, width, height }, -1);
}

static void
size_allocate (GtkWidget *widget, int width, int height, int baseline)
{
  SbColumns *self = SB_COLUMNS (widget);
  if (!is_wide (self, width))
    {
      int first = 0;
      if (gtk_widget_should_layout (self->first))
        {
          int least, wanted;
          gtk_widget_measure (self->first, GTK_ORIENTATION_VERTICAL, width, &least, &wanted, NULL, NULL);
          first = is_pair (self) ? wanted : height;
        }
      place (self->first, 0, 0, width, first);
      place (self->second, 0, first > 0 ? first + SPACING : 0, width,
             MAX (height - first - (first > 0 ? SPACING : 0), 0));
      return;
    }
  int first, second;
  gboolean rtl = gtk_widget_get_direction (widget) == GTK_TEXT_DIR_RTL;
  widths (self, width, &first, &second);
  place (self->first, rtl ? second + SPACING : 0, 0, first, height);
  place (self->second, rtl ? 0 : first + SPACING, 0, second, height);
}

static GtkSizeRequestMode
get_request_mode (GtkWidget *widget)
{
  return GTK_SIZE_REQUEST_HEIGHT_FOR_WIDTH;
}

static void
dispose (GObject *object)
{
  SbColumns *self = SB_COLUMNS (object);
  g_clear_pointer (&self->first, gtk_widget_unparent);
  g_clear_pointer (&self->second, gtk_widget_unparent);
  G_OBJECT_CLASS (sb_columns_parent_class)->dispose (object);
}

static void
sb_columns_class_init (SbColumnsClass *klass)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);
  G_OBJECT_CLASS (klass)->dispose = dispose;
  widget_class->measure = measure;
  widget_class->size_allocate = size_allocate;
  widget_class->get_request_mode = get_request_mode;
}

static void
sb_columns_init (SbColumns *self)
{
}

GtkWidget *
sb_columns_new (GtkWidget *first, GtkWidget *second, double first_share, int threshold)
{
  g_return_val_if_fail (GTK_IS_WIDGET (first) && GTK_IS_WIDGET (second), NULL);
  SbColumns *self = g_object_new (SB_TYPE_COLUMNS, NULL);
  self->first = first;
  self->second = second;
  self->first_share = CLAMP (first_share, 0.1, 0.9);
  self->threshold = threshold;
  gtk_widget_set_parent (first, GTK_WIDGET (self));
  gtk_widget_set_parent (second, GTK_WIDGET (self));
  return GTK_WIDGET (self);
}

/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Taking a chart along: clipboard, PNG, SVG, PDF, its data as CSV. Part of the chart view. */
#include "sb-config.h"

#include "widgets/sb-chart-view-private.h"

#include "charts/sb-chart-export.h"
#include "widgets/sb-chart-area.h"
#include "widgets/sb-confirm.h"
#include "widgets/sb-file-dialog.h"
#include "widgets/sb-text-guard.h"

#include <glib/gi18n-lib.h>
#include <string.h>

/* As-of date, period and scope: an exported picture must say what it shows. */
static char *
footer_text (SbChartView *self)
{
  SbFormatter *formatter = sb_session_get_formatter (self->session);
  g_autofree char *day = sb_formatter_date (formatter, sb_session_get_as_of (self->session));
  g_autofree char *period = sb_formatter_period (formatter, sb_session_get_period (self->session));
  g_autofree char *scope = sb_session_scope_label (self->session);

  return g_strdup_printf (_("As of %s · %s · %s"), day, period, scope);
}

static SbChartExport
export_options (SbChartView *self, SbChartFileFormat format, const char *footer)
{
  SbChartExport options = { 0 };

  options.format = format;
  options.width = MAX (gtk_widget_get_width (GTK_WIDGET (self)), 640);
  options.height = 0;
  options.scale = 2;
  options.theme = sb_chart_theme_get (SB_CHART_THEME_PRINT);
  options.footer = footer;
  return options;
}

static void
copy_image_cb (GtkWidget *widget, const char *action, GVariant *parameter)
{
  SbChartView *self = SB_CHART_VIEW (widget);
  g_autofree char *footer = footer_text (self);
  SbChartExport options = export_options (self, SB_CHART_FORMAT_PNG, footer);
  g_autoptr (GError) error = NULL;
  g_autoptr (GBytes) bytes = NULL;
  g_autoptr (GdkTexture) texture = NULL;

  if (self->chart == NULL)
    return;
  bytes = sb_chart_to_bytes (self->chart, &options, &error);
  if (bytes != NULL)
    texture = gdk_texture_new_from_bytes (bytes, &error);
  if (texture == NULL)
    {
      sb_show_error (widget, _("The picture could not be copied"), error);
      return;
    }
  gdk_clipboard_set_texture (gtk_widget_get_clipboard (widget), texture);
  sb_session_notify (self->session, _("Picture copied"));
}

static void
copy_data_cb (GtkWidget *widget, const char *action, GVariant *parameter)
{
  SbChartView *self = SB_CHART_VIEW (widget);
  g_autofree char *csv = NULL;

  if (self->chart == NULL)
    return;
  csv = sb_chart_dup_csv (self->chart);
  gdk_clipboard_set_text (gtk_widget_get_clipboard (widget), csv);
  sb_session_notify (self->session, _("Data copied"));
}

static void
tell_saved (SbChartView *self, GFile *file)
{
  g_autofree char *name = g_file_get_basename (file);
  g_autofree char *valid = g_filename_display_name (name);
  g_autofree char *message = g_strdup_printf (_("Saved as “%s”"), valid);

  sb_session_notify (self->session, message);
}

static void
save_as (SbChartView *self, GFile *file, SbChartFileFormat format)
{
  g_autofree char *footer = footer_text (self);
  SbChartExport options = export_options (self, format, footer);
  g_autoptr (GError) error = NULL;

  if (file == NULL || self->chart == NULL)
    return;
  if (g_file_peek_path (file) == NULL)
    g_set_error_literal (&error, G_IO_ERROR, G_IO_ERROR_NOT_SUPPORTED, _("Choose a place on this computer."));
  else if (sb_chart_save (self->chart, g_file_peek_path (file), &options, &error))
    {
      tell_saved (self, file);
      return;
    }
  sb_show_error (GTK_WIDGET (self), _("The picture could not be saved"), error);
}

static void
png_chosen_cb (GFile *file, gpointer user_data)
{
  save_as (user_data, file, SB_CHART_FORMAT_PNG);
}

static void
svg_chosen_cb (GFile *file, gpointer user_data)
{
  save_as (user_data, file, SB_CHART_FORMAT_SVG);
}

static void
pdf_chosen_cb (GFile *file, gpointer user_data)
{
  save_as (user_data, file, SB_CHART_FORMAT_PDF);
}

static void
csv_chosen_cb (GFile *file, gpointer user_data)
{
  SbChartView *self = user_data;
  g_autoptr (GError) error = NULL;
  g_autoptr (GBytes) bytes = NULL;
  char *csv;

  if (file == NULL || self->chart == NULL)
    return;
  csv = sb_chart_dup_csv (self->chart);
  bytes = g_bytes_new_take (csv, strlen (csv));
  if (g_file_peek_path (file) == NULL)
    g_set_error_literal (&error, G_IO_ERROR, G_IO_ERROR_NOT_SUPPORTED, _("Choose a place on this computer."));
  else if (sb_chart_save_bytes (bytes, g_file_peek_path (file), &error))
    {
      tell_saved (self, file);
      return;
    }
  sb_show_error (GTK_WIDGET (self), _("The data could not be saved"), error);
}

static void
ask_file (GtkWidget *widget, const char *title, const char *extension, SbFileChosen chosen)
{
  SbChartView *self = SB_CHART_VIEW (widget);
  g_autofree char *name = g_strconcat (self->name, extension, NULL);
  g_autofree char *glob = g_strconcat ("*", extension, NULL);
  const char *patterns[] = { glob, glob, NULL };

  sb_file_dialog_save (widget, title, name, patterns, chosen, self);
}

static void
save_png_cb (GtkWidget *widget, const char *action, GVariant *parameter)
{
  ask_file (widget, _("Save Picture"), ".png", png_chosen_cb);
}

static void
save_svg_cb (GtkWidget *widget, const char *action, GVariant *parameter)
{
  ask_file (widget, _("Save Picture"), ".svg", svg_chosen_cb);
}

static void
save_pdf_cb (GtkWidget *widget, const char *action, GVariant *parameter)
{
  ask_file (widget, _("Save Picture"), ".pdf", pdf_chosen_cb);
}

static void
save_csv_cb (GtkWidget *widget, const char *action, GVariant *parameter)
{
  ask_file (widget, _("Save Data"), ".csv", csv_chosen_cb);
}

void
sb_chart_view_install_actions (GtkWidgetClass *widget_class)
{
  gtk_widget_class_install_action (widget_class, "chart.copy-image", NULL, copy_image_cb);
  gtk_widget_class_install_action (widget_class, "chart.copy-data", NULL, copy_data_cb);
  gtk_widget_class_install_action (widget_class, "chart.save-png", NULL, save_png_cb);
  gtk_widget_class_install_action (widget_class, "chart.save-svg", NULL, save_svg_cb);
  gtk_widget_class_install_action (widget_class, "chart.save-pdf", NULL, save_pdf_cb);
  gtk_widget_class_install_action (widget_class, "chart.save-csv", NULL, save_csv_cb);
  gtk_widget_class_add_binding_action (widget_class, GDK_KEY_c, GDK_CONTROL_MASK, "chart.copy-image", NULL);
}

static GMenuModel *
build_menu (void)
{
  GMenu *menu = g_menu_new ();
  g_autoptr (GMenu) copy = g_menu_new ();
  g_autoptr (GMenu) save = g_menu_new ();

  g_menu_append (copy, _("_Copy Picture"), "chart.copy-image");
  g_menu_append (copy, _("Copy _Data"), "chart.copy-data");
  g_menu_append (save, _("Save as P_NG…"), "chart.save-png");
  g_menu_append (save, _("Save as _SVG…"), "chart.save-svg");
  g_menu_append (save, _("Save as P_DF…"), "chart.save-pdf");
  g_menu_append (save, _("Save Data as _CSV…"), "chart.save-csv");
  g_menu_append_section (menu, NULL, G_MENU_MODEL (copy));
  g_menu_append_section (menu, NULL, G_MENU_MODEL (save));
  return G_MENU_MODEL (menu);
}

void
sb_chart_view_popup_menu (SbChartView *self, double x, double y)
{
  GdkRectangle area = { (int) x, (int) y, 1, 1 };

  if (self->menu == NULL)
    {
      g_autoptr (GMenuModel) model = build_menu ();

      self->menu = gtk_popover_menu_new_from_model (model);
      gtk_popover_set_has_arrow (GTK_POPOVER (self->menu), FALSE);
      gtk_widget_set_halign (self->menu, GTK_ALIGN_START);
      gtk_widget_set_parent (self->menu, GTK_WIDGET (self));
    }
  gtk_popover_set_pointing_to (GTK_POPOVER (self->menu), &area);
  gtk_popover_popup (GTK_POPOVER (self->menu));
  gtk_widget_trigger_tooltip_query (GTK_WIDGET (self));
}

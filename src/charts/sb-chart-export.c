/* SPDX-License-Identifier: GPL-3.0-or-later */
/* A chart on its own ground as PNG, SVG or PDF, in memory or as a file that is whole or not there. Called by the chart
 * view's menu, the presenter and the command. */
#include "sb-config.h"

#include "charts/sb-chart-export.h"

#include "charts/sb-scene.h"

#include <cairo-pdf.h>
#include <cairo-svg.h>
#include <errno.h>
#include <fcntl.h>
#include <glib/gi18n-lib.h>
#include <glib/gstdio.h>
#include <math.h>
#include <unistd.h>

#define MARGIN 20.0
#define PX_TO_PT 0.75
/* What cairo's images can hold, and what a machine can bear. */
#define MAX_SIDE 32000.0
#define MAX_PIXELS 120e6

G_DEFINE_QUARK (sb-chart-error-quark, sb_chart_error)

const char *
sb_chart_format_extension (SbChartFileFormat format)
{
  return format == SB_CHART_FORMAT_PNG ? ".png" : format == SB_CHART_FORMAT_SVG ? ".svg" : ".pdf";
}

const char *
sb_chart_format_mime (SbChartFileFormat format)
{
  return format == SB_CHART_FORMAT_PNG ? "image/png"
         : format == SB_CHART_FORMAT_SVG ? "image/svg+xml" : "application/pdf";
}

static cairo_status_t
collect_cb (void *closure, const unsigned char *data, unsigned int length)
{
  g_byte_array_append (closure, data, length);
  return CAIRO_STATUS_SUCCESS;
}

/* Everything that is decided before drawing. */
typedef struct {
  double              width, height, scale, text_scale, foot;
  const SbChartTheme *theme;
} SbExportPlan;

static double
text_scale_of (const SbChartExport *options)
{
  return options->text_scale > 0 && isfinite (options->text_scale) ? CLAMP (options->text_scale, 0.5, 4) : 1;
}

static gboolean
plan (SbChart *chart, const SbChartExport *options, SbExportPlan *out, GError **error)
{
  gboolean foot = options->footer != NULL && *options->footer != '\0';

  out->theme = options->theme != NULL ? options->theme : sb_chart_theme_get (SB_CHART_THEME_PRINT);
  out->text_scale = text_scale_of (options);
  out->scale = options->format == SB_CHART_FORMAT_PNG && options->scale > 0 && isfinite (options->scale)
               ? CLAMP (options->scale, 0.25, 8) : 1;
  out->foot = foot ? 28 * out->text_scale : 0;
  out->width = options->width;
  out->height = options->height;
  if (options->height <= 0)
    out->height = sb_chart_natural_height (chart, MAX (options->width - 2 * (int) MARGIN, 1), out->text_scale,
                                           options->flags) + 2 * MARGIN + out->foot;
  if (out->width * out->scale <= MAX_SIDE && out->height * out->scale <= MAX_SIDE
      && out->width * out->height * out->scale * out->scale <= MAX_PIXELS)
    return TRUE;
  g_set_error_literal (error, SB_CHART_ERROR, SB_CHART_ERROR_TOO_LARGE,
                       _("The picture would be too large. Choose a smaller size."));
  return FALSE;
}

static void
draw_footer (const SbChartExport *options, const SbExportPlan *plan_, cairo_t *cr)
{
  const SbTextStyle style = { .size = SB_TEXT_TINY, .role = SB_CHART_ROLE_DIM, .down = SB_ALIGN_END };
  double width = plan_->width - 2 * MARGIN;
  g_autoptr (SbChartLayout) line = sb_scene_new_blank (width, plan_->foot, plan_->text_scale, options->flags);
  const char *footer = sb_chart_keep (line->chart, options->footer);

  sb_scene_text (line, footer, &style, 0, plan_->foot, width);
  sb_scene_finish (line);
  cairo_save (cr);
  cairo_translate (cr, MARGIN, plan_->height - MARGIN - plan_->foot + 6);
  sb_chart_draw (line, cr, plan_->theme);
  cairo_restore (cr);
}

static void
draw (SbChart *chart, const SbChartExport *options, const SbExportPlan *plan_, cairo_t *cr)
{
  const SbRgba *ground = &plan_->theme->roles[SB_CHART_ROLE_SURFACE];
  g_autoptr (SbChartLayout) layout = sb_chart_layout (chart, plan_->width - 2 * MARGIN,
                                                      plan_->height - 2 * MARGIN - plan_->foot, plan_->text_scale,
                                                      options->flags);

  cairo_set_source_rgb (cr, ground->red, ground->green, ground->blue);
  cairo_paint (cr);
  cairo_save (cr);
  cairo_translate (cr, MARGIN, MARGIN);
  sb_chart_draw (layout, cr, plan_->theme);
  cairo_restore (cr);
  if (plan_->foot > 0)
    draw_footer (options, plan_, cr);
}

static cairo_surface_t *
open_surface (const SbChartExport *options, const SbExportPlan *plan_, const char *title, GByteArray *out)
{
  cairo_surface_t *surface;

  if (options->format == SB_CHART_FORMAT_PNG)
    return cairo_image_surface_create (CAIRO_FORMAT_RGB24, (int) ceil (plan_->width * plan_->scale),
                                       (int) ceil (plan_->height * plan_->scale));
  if (options->format == SB_CHART_FORMAT_SVG)
    {
      surface = cairo_svg_surface_create_for_stream (collect_cb, out, plan_->width, plan_->height);
      cairo_svg_surface_set_document_unit (surface, CAIRO_SVG_UNIT_PX);
      return surface;
    }
  surface = cairo_pdf_surface_create_for_stream (collect_cb, out, plan_->width * PX_TO_PT, plan_->height * PX_TO_PT);
  if (*title != '\0')
    cairo_pdf_surface_set_metadata (surface, CAIRO_PDF_METADATA_TITLE, title);
  return surface;
}

GBytes *
sb_chart_to_bytes (SbChart *chart, const SbChartExport *options, GError **error)
{
  SbExportPlan plan_;
  g_autoptr (GByteArray) out = g_byte_array_new ();
  cairo_surface_t *surface;
  cairo_t *cr;
  cairo_status_t status;

  g_return_val_if_fail (chart != NULL && options != NULL && options->width > 0, NULL);
  if (!plan (chart, options, &plan_, error))
    return NULL;
  surface = open_surface (options, &plan_, sb_chart_get_title (chart), out);
  cr = cairo_create (surface);
  if (options->format == SB_CHART_FORMAT_PNG)
    cairo_scale (cr, plan_.scale, plan_.scale);
  else if (options->format == SB_CHART_FORMAT_PDF)
    cairo_scale (cr, PX_TO_PT, PX_TO_PT);
  draw (chart, options, &plan_, cr);
  status = cairo_status (cr);
  if (status == CAIRO_STATUS_SUCCESS && options->format == SB_CHART_FORMAT_PNG)
    status = cairo_surface_write_to_png_stream (surface, collect_cb, out);
  cairo_destroy (cr);
  cairo_surface_finish (surface);
  if (status == CAIRO_STATUS_SUCCESS)
    status = cairo_surface_status (surface);
  cairo_surface_destroy (surface);
  if (status != CAIRO_STATUS_SUCCESS)
    {
      g_set_error (error, SB_CHART_ERROR, SB_CHART_ERROR_DRAW, _("The picture could not be drawn (%s)."),
                   cairo_status_to_string (status));
      return NULL;
    }
  return g_byte_array_free_to_bytes (g_steal_pointer (&out));
}

gboolean
sb_chart_save (SbChart *chart, const char *path, const SbChartExport *options, GError **error)
{
  g_autoptr (GBytes) bytes = NULL;

  g_return_val_if_fail (path != NULL, FALSE);
  bytes = sb_chart_to_bytes (chart, options, error);
  return bytes != NULL && sb_chart_save_bytes (bytes, path, error);
}

static gboolean
write_all (int fd, const char *data, gsize length)
{
  while (length > 0)
    {
      ssize_t n = write (fd, data, length);
      if (n < 0 && errno == EINTR)
        continue;
      if (n <= 0)
        {
          errno = n == 0 ? EIO : errno;
          return FALSE;
        }
      data += n;
      length -= (gsize) n;
    }
  return fsync (fd) == 0;
}

/* A rename is only safe on disk once its folder is. */
static gboolean
sync_folder (const char *path)
{
  g_autofree char *folder = g_path_get_dirname (path);
  int fd = open (folder, O_RDONLY | O_DIRECTORY | O_CLOEXEC);
  gboolean done = fd >= 0 && (fsync (fd) == 0 || errno == EINVAL || errno == ENOTSUP);
  int saved = errno;

  if (fd >= 0)
    close (fd);
  errno = saved;
  return done;
}

static gboolean
fail_write (GError **error, const char *path, int code)
{
  g_autofree char *name = g_filename_display_basename (path);

  g_set_error (error, SB_CHART_ERROR, SB_CHART_ERROR_WRITE, _("“%s” could not be written: %s."), name,
               g_strerror (code));
  return FALSE;
}

gboolean
sb_chart_save_bytes (GBytes *bytes, const char *path, GError **error)
{
  g_autofree char *partial = NULL, *folder = NULL;
  gconstpointer data;
  gsize length;
  int fd, code = 0;

  g_return_val_if_fail (bytes != NULL && path != NULL, FALSE);
  if (g_file_test (path, G_FILE_TEST_IS_DIR))
    return fail_write (error, path, EISDIR);
  /* The unpredictable part keeps two windows, and a stranger in a shared folder, out of each other's way; the name of
   * the file itself may already have the full length a folder allows. */
  folder = g_path_get_dirname (path);
  partial = g_build_filename (folder, ".sales-balance-XXXXXX.partial", NULL);
  fd = g_mkstemp_full (partial, O_WRONLY | O_CLOEXEC, 0600);
  if (fd < 0)
    return fail_write (error, path, errno);
  data = g_bytes_get_data (bytes, &length);
  if (!write_all (fd, data, length))
    code = errno;
  if (close (fd) != 0 && code == 0)
    code = errno;
  if (code == 0 && g_rename (partial, path) != 0)
    code = errno;
  if (code != 0)
    {
      g_unlink (partial);
      return fail_write (error, path, code);
    }
  if (!sync_folder (path))
    return fail_write (error, path, errno);
  return TRUE;
}

/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Fills a layout: prims, texts and marks. Called by the kinds of chart while they place themselves; knows no
 * colours. */
#include "charts/sb-scene.h"

#include <math.h>

/* Longer labels are cut before they are shaped; no screen is that wide. */
#define MAX_SHAPED_CHARS 400

#define FONT_FAMILIES "Cantarell, Noto Sans CJK SC, sans"

/* Logical pixels at text scale 1, in the order of SbTextSize. */
static const double font_sizes[SB_N_TEXT_SIZES] = { 14.0, 12.5, 11.5, 16.0, 15.0, 24.0 };

SbScene *
sb_scene_new (SbChart *chart, double width, double height, double scale, SbChartLayoutFlags flags)
{
  SbScene *scene = g_new0 (SbScene, 1);
  cairo_font_options_t *options = cairo_font_options_create ();

  g_atomic_ref_count_init (&scene->ref_count);
  scene->chart = sb_chart_ref (chart);
  scene->width = isfinite (width) ? CLAMP (width, 0, 100000) : 0;
  scene->height = isfinite (height) ? CLAMP (height, 0, 100000) : 0;
  scene->scale = isfinite (scale) && scale > 0 ? CLAMP (scale, 0.5, 4.0) : 1.0;
  scene->flags = flags;
  scene->prims = g_array_new (FALSE, TRUE, sizeof (SbPrim));
  scene->points = g_array_new (FALSE, FALSE, sizeof (double));
  scene->marks = g_array_new (FALSE, TRUE, sizeof (SbChartMark));
  scene->areas = g_array_new (FALSE, TRUE, sizeof (SbChartRect));
  scene->strings = g_string_chunk_new (1024);
  scene->shaped = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, g_object_unref);
  /* Without hinting a text has the same width at every scale and on paper. */
  cairo_font_options_set_hint_metrics (options, CAIRO_HINT_METRICS_OFF);
  cairo_font_options_set_hint_style (options, CAIRO_HINT_STYLE_NONE);
  scene->context = pango_font_map_create_context (pango_cairo_font_map_get_default ());
  pango_cairo_context_set_font_options (scene->context, options);
  pango_context_set_round_glyph_positions (scene->context, FALSE);
  cairo_font_options_destroy (options);
  return scene;
}

SbScene *
sb_scene_new_blank (double width, double height, double scale, SbChartLayoutFlags flags)
{
  static const SbChartKind blank_kind = { .bare = TRUE };
  static const SbChartText no_text = { NULL };
  g_autoptr (SbChart) holder = sb_chart_create (&blank_kind, &no_text);

  return sb_scene_new (holder, width, height, scale, flags);
}

void
sb_scene_free (SbScene *scene)
{
  for (guint i = 0; i < scene->prims->len; i++)
    g_clear_object (&g_array_index (scene->prims, SbPrim, i).text);
  g_array_unref (scene->prims);
  g_array_unref (scene->points);
  g_array_unref (scene->marks);
  g_array_unref (scene->areas);
  g_hash_table_unref (scene->shaped);
  g_string_chunk_free (scene->strings);
  g_object_unref (scene->context);
  sb_chart_unref (scene->chart);
  g_free (scene);
}

static void
mirror_prim (SbScene *scene, SbPrim *prim)
{
  guint step = prim->kind == SB_PRIM_COLUMNS ? 3 : 2;

  if (prim->kind == SB_PRIM_LINE)
    {
      prim->x = scene->width - prim->x;
      prim->w = -prim->w;
    }
  else if (prim->kind == SB_PRIM_DOT)
    {
      prim->x = scene->width - prim->x;
      if (prim->shape == SB_DOT_LEFT || prim->shape == SB_DOT_RIGHT)
        prim->shape = prim->shape == SB_DOT_LEFT ? SB_DOT_RIGHT : SB_DOT_LEFT;
    }
  else
    prim->x = scene->width - prim->x - prim->w;
  if (prim->kind == SB_PRIM_PATH || prim->kind == SB_PRIM_COLUMNS)
    for (guint i = 0; i < prim->n; i++)
      {
        double *x = &g_array_index (scene->points, double, prim->first + i * step);
        *x = scene->width - *x - (prim->kind == SB_PRIM_COLUMNS ? prim->w : 0);
      }
}

void
sb_scene_finish (SbScene *scene)
{
  if ((scene->flags & SB_CHART_LAYOUT_RTL) == 0)
    return;
  for (guint i = 0; i < scene->prims->len; i++)
    mirror_prim (scene, &g_array_index (scene->prims, SbPrim, i));
  for (guint i = 0; i < scene->marks->len; i++)
    {
      SbChartRect *rect = &g_array_index (scene->marks, SbChartMark, i).rect;
      SbChartRect *area = &g_array_index (scene->areas, SbChartRect, i);
      rect->x = scene->width - rect->x - rect->w;
      area->x = scene->width - area->x - area->w;
    }
}

static SbPrim *
add (SbScene *scene, const SbPrim *prim)
{
  g_array_append_vals (scene->prims, prim, 1);
  return &g_array_index (scene->prims, SbPrim, scene->prims->len - 1);
}

SbPrim *
sb_scene_rect (SbScene *scene, SbChartRect rect, SbChartRole role, SbChartPattern pattern)
{
  SbPrim prim = { .kind = SB_PRIM_RECT, .role = role, .pattern = pattern, .alpha = 1, .x = rect.x, .y = rect.y,
                  .w = MAX (rect.w, 0), .h = MAX (rect.h, 0) };
  return add (scene, &prim);
}

SbPrim *
sb_scene_line (SbScene *scene, double x0, double y0, double x1, double y1, SbChartRole role)
{
  SbPrim prim = { .kind = SB_PRIM_LINE, .role = role, .alpha = 1, .stroke = 1, .x = x0, .y = y0, .w = x1 - x0,
                  .h = y1 - y0 };
  return add (scene, &prim);
}

static SbPrim *
add_points (SbScene *scene, const SbPrim *prim, const double *points, guint n_doubles)
{
  SbPrim copy = *prim;

  copy.first = scene->points->len;
  g_array_append_vals (scene->points, points, n_doubles);
  return add (scene, &copy);
}

SbPrim *
sb_scene_path (SbScene *scene, const double *xy, guint n, SbChartRole role)
{
  SbPrim prim = { .kind = SB_PRIM_PATH, .role = role, .alpha = 1, .stroke = 2, .n = n };
  return add_points (scene, &prim, xy, n * 2);
}

SbPrim *
sb_scene_columns (SbScene *scene, const double *x_top_bottom, guint n, double width, SbChartRole role)
{
  SbPrim prim = { .kind = SB_PRIM_COLUMNS, .role = role, .alpha = 1, .n = n, .w = width };
  return add_points (scene, &prim, x_top_bottom, n * 3);
}

SbPrim *
sb_scene_dot (SbScene *scene, double x, double y, double r, SbChartRole role)
{
  SbPrim prim = { .kind = SB_PRIM_DOT, .role = role, .alpha = 1, .x = x, .y = y, .w = r };
  return add (scene, &prim);
}

/* One line of printable characters, not longer than can be seen. Returns: transfer full. */
static char *
printable (const char *text)
{
  GString *out = g_string_sized_new (64);
  guint n = 0;

  for (const char *p = text; *p != '\0' && n < MAX_SHAPED_CHARS; p = g_utf8_next_char (p), n++)
    {
      gunichar c = g_utf8_get_char (p);
      g_string_append_unichar (out, c == 0x2028 || c == 0x2029 || g_unichar_iscntrl (c) ? ' ' : c);
    }
  return g_string_free (out, FALSE);
}

static PangoLayout *
shape (SbScene *scene, const char *text, const SbTextStyle *style)
{
  g_autofree char *shown = printable (text);
  PangoLayout *layout = pango_layout_new (scene->context);
  PangoFontDescription *font = pango_font_description_from_string (FONT_FAMILIES);
  PangoAttrList *attributes = pango_attr_list_new ();

  pango_font_description_set_absolute_size (font, font_sizes[style->size] * scene->scale * PANGO_SCALE);
  pango_font_description_set_weight (font, style->bold ? PANGO_WEIGHT_BOLD : PANGO_WEIGHT_NORMAL);
  pango_attr_list_insert (attributes, pango_attr_font_features_new ("tnum=1"));
  pango_layout_set_attributes (layout, attributes);
  pango_layout_set_font_description (layout, font);
  pango_layout_set_text (layout, shown, -1);
  pango_attr_list_unref (attributes);
  pango_font_description_free (font);
  return layout;
}

/* The shaped text without a limit, kept for the next time. Returns: transfer none. */
static PangoLayout *
shaped (SbScene *scene, const char *text, const SbTextStyle *style)
{
  g_autofree char *key = g_strdup_printf ("%d%c%s", style->size, style->bold ? 'b' : 'n', text);
  PangoLayout *layout = g_hash_table_lookup (scene->shaped, key);

  if (layout == NULL)
    {
      layout = shape (scene, text, style);
      g_hash_table_insert (scene->shaped, g_steal_pointer (&key), layout);
    }
  return layout;
}

static void
get_size (PangoLayout *layout, double *width, double *height)
{
  PangoRectangle logical;

  pango_layout_get_extents (layout, NULL, &logical);
  *width = (double) logical.width / PANGO_SCALE;
  *height = (double) logical.height / PANGO_SCALE;
}

double
sb_scene_measure (SbScene *scene, const char *text, const SbTextStyle *style, double *height)
{
  double width, h;

  if (*text == '\0')
    width = h = 0;
  else
    get_size (shaped (scene, text, style), &width, &h);
  if (height != NULL)
    *height = h;
  return width;
}

/* Room for the tallest script we expect, Chinese. */
double
sb_scene_line_height (SbScene *scene, SbTextSize size)
{
  return ceil (font_sizes[size] * 1.46) * scene->scale;
}

static gboolean
touches (const SbPrim *other, const SbChartRect *box, gboolean clear)
{
  const double gap = 2;
  double x = other->x, y = other->y, w = other->w, h = other->h;

  if (other->kind == SB_PRIM_DOT && clear)
    x -= other->w, y -= other->w, w = h = other->w * 2;
  else if (other->kind != SB_PRIM_TEXT)
    return FALSE;
  return box->x < x + w + gap && x < box->x + box->w + gap && box->y < y + h && y < box->y + box->h;
}

/* FALSE when the box leaves the frame or touches a text that is already there. */
static gboolean
is_free (SbScene *scene, const SbChartRect *box, const SbTextStyle *style)
{
  if (box->x < -0.5 || box->y < -0.5 || box->x + box->w > scene->width + 0.5 || box->y + box->h > scene->height + 0.5)
    return FALSE;
  for (guint i = 0; !style->boxed && i < scene->prims->len; i++)
    if (touches (&g_array_index (scene->prims, SbPrim, i), box, style->clear))
      return FALSE;
  return TRUE;
}

/* Cuts or wraps a copy of the layout to max_width. Returns: transfer full. */
static PangoLayout *
limited (PangoLayout *layout, const SbTextStyle *style, double max_width)
{
  PangoLayout *copy = pango_layout_copy (layout);

  pango_layout_set_width (copy, (int) floor (max_width * PANGO_SCALE));
  pango_layout_set_ellipsize (copy, PANGO_ELLIPSIZE_END);
  pango_layout_set_wrap (copy, PANGO_WRAP_WORD_CHAR);
  pango_layout_set_height (copy, -MAX (style->lines, 1));
  return copy;
}

static double
aligned (double at, double size, SbAlign align)
{
  return align == SB_ALIGN_START ? at : align == SB_ALIGN_MIDDLE ? at - size / 2 : at - size;
}

gboolean
sb_scene_text (SbScene *scene, const char *text, const SbTextStyle *style, double x, double y, double max_width)
{
  g_autoptr (PangoLayout) layout = NULL;
  SbPrim prim = { .kind = SB_PRIM_TEXT, .role = style->role, .under = style->under, .alpha = 1,
                  .halo = style->halo };
  SbChartRect box;

  if (*text == '\0' || !(max_width > 4) || !isfinite (x) || !isfinite (y))
    return FALSE;
  layout = g_object_ref (shaped (scene, text, style));
  get_size (layout, &box.w, &box.h);
  if (box.w > max_width + 0.01)
    {
      if (style->whole)
        return FALSE;
      g_object_unref (layout);
      layout = limited (shaped (scene, text, style), style, max_width);
      get_size (layout, &box.w, &box.h);
      if (box.w > max_width + 1)
        return FALSE;
    }
  box.x = aligned (x, box.w, style->across);
  box.y = aligned (y, box.h, style->down);
  if (!is_free (scene, &box, style))
    return FALSE;
  scene->last_text = box;
  prim.x = box.x, prim.y = box.y, prim.w = box.w, prim.h = box.h;
  prim.under_alpha = style->under_alpha > 0 ? style->under_alpha : 1;
  prim.text = g_steal_pointer (&layout);
  add (scene, &prim);
  return TRUE;
}

static SbChartRect
cut_to_frame (SbScene *scene, SbChartRect rect)
{
  double x0 = CLAMP (rect.x, 0, scene->width), x1 = CLAMP (rect.x + rect.w, 0, scene->width);
  double y0 = CLAMP (rect.y, 0, scene->height), y1 = CLAMP (rect.y + rect.h, 0, scene->height);

  return (SbChartRect) { x0, y0, MAX (x1 - x0, 0), MAX (y1 - y0, 0) };
}

void
sb_scene_mark (SbScene *scene, const SbChartMark *mark, const SbChartRect *area)
{
  SbChartMark copy = *mark;
  SbChartRect where = cut_to_frame (scene, area != NULL ? *area : mark->rect);

  copy.rect = cut_to_frame (scene, mark->rect);
  copy.label = copy.label != NULL ? copy.label : "";
  copy.series_label = copy.series_label != NULL ? copy.series_label : "";
  copy.value_text = copy.value_text != NULL ? copy.value_text : "";
  if (copy.description == NULL || *copy.description == '\0')
    copy.description = sb_scene_describe (scene, copy.label, copy.series_label, copy.value_text);
  g_array_append_val (scene->marks, copy);
  g_array_append_val (scene->areas, where);
}

const char *
sb_scene_describe (SbScene *scene, const char *label, const char *series, const char *value)
{
  g_autofree char *text = sb_chart_compose (label, series, value);

  return g_string_chunk_insert (scene->strings, text);
}

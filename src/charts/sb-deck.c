/* SPDX-License-Identifier: GPL-3.0-or-later */
/* The deck: pages of heading, answer, tiles, charts and lines, drawn into one vector PDF with the charts' own code.
 * Called by the presenter's export and the command; knows no data and formats nothing but the page number. */
#include "sb-config.h"

#include "charts/sb-deck.h"

#include "charts/sb-chart-export.h"
#include "charts/sb-scene.h"

#include <cairo-pdf.h>
#include <glib/gi18n-lib.h>
#include <math.h>

/* All in pixels; a page is scaled to points. */
#define PX_TO_PT 0.75
#define MARGIN 48.0
#define HEADING 40.0
#define ANSWER 70.0
#define TILES 96.0
#define GAP 14.0
#define PAD 16.0
#define FOOT 26.0
#define LINE 26.0
#define MIN_CHARTS 170.0

typedef enum {
  SB_BLOCK_TILES,
  SB_BLOCK_CHARTS,
  SB_BLOCK_LINES
} SbBlockKind;

typedef struct {
  SbBlockKind kind;
  SbDeckTile  tiles[5];
  SbChart    *charts[3];
  GPtrArray  *texts, *values; /* kept strings */
  gsize       n;
  double      weight;
} SbBlock;

typedef struct {
  const char *heading, *answer;
  GPtrArray  *blocks;
} SbDeckSheet;

struct _SbDeck {
  double             width, height; /* of the paper */
  SbChartLayoutFlags flags;
  const char        *title, *footer;
  GPtrArray         *sheets;
  SbScene           *keeper; /* owns every string */
};

static void
free_block (gpointer data)
{
  SbBlock *block = data;

  for (gsize i = 0; i < G_N_ELEMENTS (block->charts); i++)
    g_clear_pointer (&block->charts[i], sb_chart_unref);
  g_clear_pointer (&block->texts, g_ptr_array_unref);
  g_clear_pointer (&block->values, g_ptr_array_unref);
  g_free (block);
}

static void
free_sheet (gpointer data)
{
  SbDeckSheet *sheet = data;

  g_ptr_array_unref (sheet->blocks);
  g_free (sheet);
}

static const char *
keep (SbDeck *deck, const char *text)
{
  return sb_chart_keep (deck->keeper->chart, text);
}

SbDeck *
sb_deck_new (SbDeckPaper paper, const char *title, const char *footer, SbChartLayoutFlags flags)
{
  static const double sizes[][2] = { [SB_DECK_A4] = { 841.89, 595.28 }, [SB_DECK_A4_PORTRAIT] = { 595.28, 841.89 },
                                     [SB_DECK_LETTER] = { 792, 612 }, [SB_DECK_WIDE] = { 960, 540 } };
  SbDeck *deck;

  g_return_val_if_fail (paper < G_N_ELEMENTS (sizes), NULL);
  deck = g_new0 (SbDeck, 1);
  deck->width = sizes[paper][0] / PX_TO_PT;
  deck->height = sizes[paper][1] / PX_TO_PT;
  deck->flags = flags & SB_CHART_LAYOUT_RTL;
  deck->keeper = sb_scene_new_blank (1, 1, 1, deck->flags);
  deck->sheets = g_ptr_array_new_with_free_func (free_sheet);
  deck->title = keep (deck, title);
  deck->footer = keep (deck, footer);
  return deck;
}

void
sb_deck_free (SbDeck *deck)
{
  if (deck == NULL)
    return;
  g_ptr_array_unref (deck->sheets);
  sb_chart_layout_unref (deck->keeper);
  g_free (deck);
}

void
sb_deck_begin_page (SbDeck *deck, const char *heading, const char *answer)
{
  SbDeckSheet *sheet;

  g_return_if_fail (deck != NULL);
  sheet = g_new0 (SbDeckSheet, 1);
  sheet->heading = keep (deck, heading);
  sheet->answer = keep (deck, answer);
  sheet->blocks = g_ptr_array_new_with_free_func (free_block);
  g_ptr_array_add (deck->sheets, sheet);
}

/* The page that is being filled; one without words when none was begun. */
static SbDeckSheet *
current (SbDeck *deck)
{
  if (deck->sheets->len == 0)
    sb_deck_begin_page (deck, deck->title, NULL);
  return g_ptr_array_index (deck->sheets, deck->sheets->len - 1);
}

static SbBlock *
add_block (SbDeck *deck, SbBlockKind kind)
{
  SbBlock *block = g_new0 (SbBlock, 1);

  block->kind = kind;
  g_ptr_array_add (current (deck)->blocks, block);
  return block;
}

void
sb_deck_add_tiles (SbDeck *deck, const SbDeckTile *tiles, gsize n_tiles)
{
  SbBlock *block;

  g_return_if_fail (deck != NULL && (n_tiles == 0 || tiles != NULL));
  if (n_tiles == 0)
    return;
  block = add_block (deck, SB_BLOCK_TILES);
  block->n = MIN (n_tiles, G_N_ELEMENTS (block->tiles));
  for (gsize i = 0; i < block->n; i++)
    block->tiles[i] = (SbDeckTile) { keep (deck, tiles[i].label), keep (deck, tiles[i].value),
                                     keep (deck, tiles[i].note),
                                     tiles[i].alert };
}

void
sb_deck_add_charts (SbDeck *deck, SbChart *const *charts, gsize n_charts, double weight)
{
  SbBlock *block;

  g_return_if_fail (deck != NULL && (n_charts == 0 || charts != NULL));
  if (n_charts == 0)
    return;
  block = add_block (deck, SB_BLOCK_CHARTS);
  block->n = MIN (n_charts, G_N_ELEMENTS (block->charts));
  block->weight = weight > 0 && isfinite (weight) ? weight : 1;
  for (gsize i = 0; i < block->n; i++)
    block->charts[i] = sb_chart_ref (charts[i]);
}

static double
fixed_height (const SbBlock *block)
{
  return block->kind == SB_BLOCK_TILES ? TILES : block->kind == SB_BLOCK_LINES ? block->n * LINE + PAD : 0;
}

/* What is left of a page after its words, its fixed blocks and the least its charts need. */
static double
room_left (const SbDeck *deck, const SbDeckSheet *sheet, double least)
{
  double room = deck->height - 2 * MARGIN - HEADING - FOOT - (*sheet->answer != '\0' ? ANSWER : 0);

  for (guint i = 0; i < sheet->blocks->len; i++)
    {
      const SbBlock *block = g_ptr_array_index (sheet->blocks, i);
      room -= GAP + (block->kind == SB_BLOCK_CHARTS ? least : fixed_height (block));
    }
  return room;
}

void
sb_deck_add_lines (SbDeck *deck, const char *const *texts, const char *const *values, gsize n_lines)
{
  g_return_if_fail (deck != NULL && (n_lines == 0 || texts != NULL));
  for (gsize done = 0; done < n_lines;)
    {
      double room = room_left (deck, current (deck), MIN_CHARTS) - GAP - PAD;
      gsize fit = room >= LINE ? (gsize) (room / LINE) : 0;
      SbBlock *block;

      if (fit == 0)
        {
          sb_deck_begin_page (deck, current (deck)->heading, NULL);
          continue;
        }
      block = add_block (deck, SB_BLOCK_LINES);
      block->n = MIN (fit, n_lines - done);
      block->texts = g_ptr_array_new ();
      block->values = g_ptr_array_new ();
      for (gsize i = 0; i < block->n; i++, done++)
        {
          g_ptr_array_add (block->texts, (gpointer) keep (deck, texts[done]));
          g_ptr_array_add (block->values, (gpointer) keep (deck, values != NULL ? values[done] : NULL));
        }
    }
}

guint
sb_deck_get_n_pages (SbDeck *deck)
{
  g_return_val_if_fail (deck != NULL, 0);
  return MAX (deck->sheets->len, 1);
}

/* A page while it is drawn: words collect in the scene, charts go straight to the paper. */
typedef struct {
  SbDeck             *deck;
  SbScene            *scene;
  cairo_t            *cr;
  const SbChartTheme *theme;
} SbPress;

static void
place_card (SbPress *press, SbChartRect rect)
{
  sb_scene_rect (press->scene, rect, SB_CHART_ROLE_AXIS, SB_CHART_PATTERN_SOLID)->stroke = 0.8;
  g_array_index (press->scene->prims, SbPrim, press->scene->prims->len - 1).radius = 8;
}

static void
place_tiles (SbPress *press, const SbBlock *block, SbChartRect area)
{
  const SbTextStyle label = { .size = SB_TEXT_SMALL, .role = SB_CHART_ROLE_DIM };
  SbTextStyle value = { .size = SB_TEXT_HUGE, .role = SB_CHART_ROLE_TEXT, .bold = TRUE };
  double w = (area.w - (block->n - 1) * GAP) / block->n;

  for (gsize i = 0; i < block->n; i++)
    {
      const SbDeckTile *tile = &block->tiles[i];
      SbChartRect card = { area.x + i * (w + GAP), area.y, w, area.h };
      place_card (press, card);
      value.role = tile->alert ? SB_CHART_ROLE_ALERT_TEXT : SB_CHART_ROLE_TEXT;
      sb_scene_text (press->scene, tile->label, &label, card.x + PAD, card.y + 10, w - 2 * PAD);
      sb_scene_text (press->scene, tile->value, &value, card.x + PAD, card.y + 30, w - 2 * PAD);
      sb_scene_text (press->scene, tile->note, &label, card.x + PAD, card.y + 68, w - 2 * PAD);
    }
}

static void
draw_charts (SbPress *press, const SbBlock *block, SbChartRect area)
{
  double w = (area.w - (block->n - 1) * GAP) / block->n;

  for (gsize i = 0; i < block->n; i++)
    {
      SbChartRect card = { area.x + i * (w + GAP), area.y, w, area.h };
      g_autoptr (SbChartLayout) layout = sb_chart_layout (block->charts[i], w - 2 * PAD, area.h - 2 * PAD, 1,
                                                          press->deck->flags);
      double x = (press->deck->flags & SB_CHART_LAYOUT_RTL) != 0 ? press->deck->width - card.x - card.w : card.x;

      place_card (press, card);
      cairo_save (press->cr);
      cairo_translate (press->cr, x + PAD, card.y + PAD);
      sb_chart_draw (layout, press->cr, press->theme);
      cairo_restore (press->cr);
    }
}

static void
place_lines (SbPress *press, const SbBlock *block, SbChartRect area)
{
  const SbTextStyle text = { .size = SB_TEXT_BODY, .role = SB_CHART_ROLE_TEXT, .down = SB_ALIGN_MIDDLE };
  const SbTextStyle value = { .size = SB_TEXT_BODY, .role = SB_CHART_ROLE_TEXT, .bold = TRUE, .down = SB_ALIGN_MIDDLE,
                              .across = SB_ALIGN_END };

  place_card (press, area);
  for (gsize i = 0; i < block->n; i++)
    {
      double y = area.y + PAD / 2 + i * LINE, right = area.x + area.w - PAD;
      if (i > 0)
        sb_scene_line (press->scene, area.x, y, area.x + area.w, y, SB_CHART_ROLE_GRID);
      if (sb_scene_text (press->scene, g_ptr_array_index (block->values, i), &value, right, y + LINE / 2, area.w * 0.4))
        right = press->scene->last_text.x - PAD;
      sb_scene_text (press->scene, g_ptr_array_index (block->texts, i), &text, area.x + PAD, y + LINE / 2,
                     right - area.x - PAD);
    }
}

static void
place_words (SbPress *press, const SbDeckSheet *sheet, guint page)
{
  const SbTextStyle heading = { .size = SB_TEXT_HUGE, .role = SB_CHART_ROLE_TEXT, .bold = TRUE };
  const SbTextStyle answer = { .size = SB_TEXT_BIG, .role = SB_CHART_ROLE_TEXT, .lines = 3 };
  SbTextStyle foot = { .size = SB_TEXT_TINY, .role = SB_CHART_ROLE_DIM, .down = SB_ALIGN_END, .across = SB_ALIGN_END };
  SbDeck *deck = press->deck;
  g_autofree char *number = g_strdup_printf ("%u / %u", page + 1, sb_deck_get_n_pages (deck));
  double w = deck->width - 2 * MARGIN;

  sb_scene_text (press->scene, sheet->heading, &heading, MARGIN, MARGIN - 6, w);
  sb_scene_text (press->scene, sheet->answer, &answer, MARGIN, MARGIN + HEADING, w);
  if (sb_scene_text (press->scene, number, &foot, deck->width - MARGIN, deck->height - MARGIN + 12, w))
    w = press->scene->last_text.x - MARGIN - PAD;
  foot.across = SB_ALIGN_START;
  sb_scene_text (press->scene, deck->footer, &foot, MARGIN, deck->height - MARGIN + 12, w);
}

static void
print_sheet (SbPress *press, const SbDeckSheet *sheet, guint page)
{
  double y = MARGIN + HEADING + (*sheet->answer != '\0' ? ANSWER : 0), weights = 0, room;

  press->scene = sb_scene_new_blank (press->deck->width, press->deck->height, 1, press->deck->flags);
  place_words (press, sheet, page);
  for (guint i = 0; i < sheet->blocks->len; i++)
    weights += ((SbBlock *) g_ptr_array_index (sheet->blocks, i))->weight;
  room = room_left (press->deck, sheet, 0);
  for (guint i = 0; i < sheet->blocks->len; i++)
    {
      const SbBlock *block = g_ptr_array_index (sheet->blocks, i);
      SbChartRect area = { MARGIN, y, press->deck->width - 2 * MARGIN, fixed_height (block) };
      if (block->kind == SB_BLOCK_TILES)
        place_tiles (press, block, area);
      else if (block->kind == SB_BLOCK_LINES)
        place_lines (press, block, area);
      else
        {
          area.h = MAX (room * block->weight / weights, 1);
          draw_charts (press, block, area);
        }
      y += area.h + GAP;
    }
  sb_scene_finish (press->scene);
  sb_chart_draw (press->scene, press->cr, press->theme);
  g_clear_pointer (&press->scene, sb_chart_layout_unref);
  cairo_show_page (press->cr);
}

static cairo_status_t
collect_cb (void *closure, const unsigned char *data, unsigned int length)
{
  g_byte_array_append (closure, data, length);
  return CAIRO_STATUS_SUCCESS;
}

GBytes *
sb_deck_to_bytes (SbDeck *deck, GError **error)
{
  g_autoptr (GByteArray) out = g_byte_array_new ();
  SbPress press = { .deck = deck, .theme = sb_chart_theme_get (SB_CHART_THEME_PRINT) };
  cairo_surface_t *surface;
  cairo_status_t status;

  g_return_val_if_fail (deck != NULL, NULL);
  current (deck);
  surface = cairo_pdf_surface_create_for_stream (collect_cb, out, deck->width * PX_TO_PT, deck->height * PX_TO_PT);
  if (*deck->title != '\0')
    cairo_pdf_surface_set_metadata (surface, CAIRO_PDF_METADATA_TITLE, deck->title);
  press.cr = cairo_create (surface);
  cairo_scale (press.cr, PX_TO_PT, PX_TO_PT);
  for (guint i = 0; i < deck->sheets->len; i++)
    print_sheet (&press, g_ptr_array_index (deck->sheets, i), i);
  status = cairo_status (press.cr);
  cairo_destroy (press.cr);
  cairo_surface_finish (surface);
  if (status == CAIRO_STATUS_SUCCESS)
    status = cairo_surface_status (surface);
  cairo_surface_destroy (surface);
  if (status == CAIRO_STATUS_SUCCESS)
    return g_byte_array_free_to_bytes (g_steal_pointer (&out));
  g_set_error (error, SB_CHART_ERROR, SB_CHART_ERROR_DRAW, _("The deck could not be drawn (%s)."),
               cairo_status_to_string (status));
  return NULL;
}

gboolean
sb_deck_save (SbDeck *deck, const char *path, GError **error)
{
  g_autoptr (GBytes) bytes = NULL;

  g_return_val_if_fail (deck != NULL && path != NULL, FALSE);
  bytes = sb_deck_to_bytes (deck, error);
  return bytes != NULL && sb_chart_save_bytes (bytes, path, error);
}

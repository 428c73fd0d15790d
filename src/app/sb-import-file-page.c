/* SPDX-License-Identifier: GPL-3.0-or-later */
/* See the header. The mapping has its own file, sb-import-columns.c; the questions sb-import-questions.c. */
#include "sb-config.h"

#include "app/sb-import-file-page.h"

#include "app/sb-choices.h"
#include "app/sb-import-columns.h"
#include "app/sb-import-labels.h"
#include "app/sb-import-questions.h"
#include "core/sb-text.h"
#include "widgets/sb-text-guard.h"

#include <glib/gi18n-lib.h>
#include <inttypes.h>

struct _SbImportFilePage
{
  AdwBin parent_instance;

  SbSession *session;               /* owned */
  SbImport *import;                 /* owned */
  SbFileProfile *profile;           /* owned, NULL: the file was not read */
  const SbImportFileReport *report; /* borrowed */
  SbImportOptions *options;         /* borrowed */
  GtkBox *box;
};

G_DEFINE_FINAL_TYPE (SbImportFilePage, sb_import_file_page, ADW_TYPE_BIN)

enum
{
  CHANGED,
  SAVE_REJECTS,
  LEAVE_OUT,
  N_SIGNALS
};
static guint signals[N_SIGNALS];

#define MAX_REJECTS_SHOWN 200
#define MAX_PREVIEW_COLUMNS 24

static const char *const encodings[]
  = { NULL, "UTF-8", "GB18030", "BIG5", "WINDOWS-1252", "UTF-16LE", "SHIFT_JIS", "EUC-KR", NULL };

static void
changed (SbImportFilePage *self)
{
  g_signal_emit (self, signals[CHANGED], 0);
}

static AdwPreferencesGroup *
add_group (SbImportFilePage *self, const char *title, const char *description)
{
  AdwPreferencesGroup *group = ADW_PREFERENCES_GROUP (adw_preferences_group_new ());

  sb_group_set_title (group, title, description);
  gtk_box_append (self->box, GTK_WIDGET (group));
  return group;
}

static GtkWidget *
add_text_row (AdwPreferencesGroup *group, const char *title, const char *subtitle)
{
  GtkWidget *row = adw_action_row_new ();

  sb_row_set_title (ADW_PREFERENCES_ROW (row), title);
  sb_row_set_subtitle (ADW_ACTION_ROW (row), subtitle);
  adw_action_row_set_title_lines (ADW_ACTION_ROW (row), 0);
  adw_action_row_set_subtitle_lines (ADW_ACTION_ROW (row), 0);
  adw_preferences_group_add (group, row);
  return row;
}

/* --- what it is ------------------------------------------------------------------------------------------------- */

static const SbImportType *
find_type (SbImportFilePage *self)
{
  return self->report->type ? sb_import_dictionary_type (sb_import_get_dictionary (self->import), self->report->type)
                            : NULL;
}

static void
type_cb (AdwComboRow *row, GParamSpec *pspec, SbImportFilePage *self)
{
  gsize n;
  const SbImportType *const *types = sb_import_dictionary_types (sb_import_get_dictionary (self->import), &n);
  guint selected = adw_combo_row_get_selected (row);

  if (selected >= n || g_strcmp0 (self->options->type, types[selected]->name) == 0)
    return;
  g_free (self->options->type);
  self->options->type = g_strdup (types[selected]->name);
  /* What was mapped for another type means nothing now. */
  g_ptr_array_set_size (self->options->maps, 0);
  changed (self);
}

static GtkWidget *
new_type_row (SbImportFilePage *self)
{
  GtkWidget *row = adw_combo_row_new ();
  g_autoptr (GtkStringList) names = gtk_string_list_new (NULL);
  gsize n;
  const SbImportType *const *types = sb_import_dictionary_types (sb_import_get_dictionary (self->import), &n);
  guint selected = GTK_INVALID_LIST_POSITION;

  for (guint i = 0; i < n; i++)
    {
      gtk_string_list_append (names, sb_import_type_label (types[i]->name));
      if (g_strcmp0 (types[i]->name, self->report->type) == 0)
        selected = i;
    }
  sb_row_set_title (ADW_PREFERENCES_ROW (row), _ ("Each row is one of"));
  adw_combo_row_set_model (ADW_COMBO_ROW (row), G_LIST_MODEL (names));
  adw_combo_row_set_selected (ADW_COMBO_ROW (row), selected);
  g_signal_connect (row, "notify::selected", G_CALLBACK (type_cb), self);
  return row;
}

static void
encoding_cb (AdwComboRow *row, GParamSpec *pspec, SbImportFilePage *self)
{
  const char *encoding = encodings[adw_combo_row_get_selected (row)];

  g_free (self->options->encoding);
  self->options->encoding = g_strdup (encoding);
  changed (self);
}

static GtkWidget *
new_encoding_row (SbImportFilePage *self)
{
  GtkWidget *row = adw_combo_row_new ();
  g_autofree char *found = g_strdup_printf (_ ("Found: %s"), self->report->encoding ? self->report->encoding : "—");
  g_autoptr (GtkStringList) names = gtk_string_list_new ((const char *const[]){ found, NULL });
  guint selected = 0;

  for (guint i = 1; encodings[i]; i++)
    {
      gtk_string_list_append (names, encodings[i]);
      if (g_strcmp0 (encodings[i], self->options->encoding) == 0)
        selected = i;
    }
  sb_row_set_title (ADW_PREFERENCES_ROW (row), _ ("Letters are written as"));
  sb_row_set_subtitle (ADW_ACTION_ROW (row), _ ("Change it when the examples below are unreadable"));
  adw_combo_row_set_model (ADW_COMBO_ROW (row), G_LIST_MODEL (names));
  adw_combo_row_set_selected (ADW_COMBO_ROW (row), selected);
  g_signal_connect (row, "notify::selected", G_CALLBACK (encoding_cb), self);
  return row;
}

static void
add_cell (GtkGrid *grid, const char *text, const char *css_class, int column, int row)
{
  g_autofree char *line = sb_text_one_line (text);
  g_autofree char *brief = sb_text_ellipsize (line, 28);
  GtkWidget *label = sb_label_new (brief, css_class);

  gtk_label_set_ellipsize (GTK_LABEL (label), PANGO_ELLIPSIZE_NONE);
  gtk_grid_attach (grid, label, column, row, 1, 1);
}

/* The first rows as they were read, so that anybody sees whether the letters are right. */
static GtkWidget *
new_preview (const SbFileProfile *profile)
{
  GtkWidget *scroller = gtk_scrolled_window_new ();
  GtkWidget *grid = gtk_grid_new ();
  guint n = MIN (profile->n_columns, MAX_PREVIEW_COLUMNS);

  gtk_widget_add_css_class (grid, "import-preview");
  gtk_widget_add_css_class (scroller, "card");
  gtk_grid_set_column_spacing (GTK_GRID (grid), 18);
  for (guint column = 0; column < n; column++)
    {
      add_cell (GTK_GRID (grid), profile->columns[column].name, "caption-heading", (int) column, 0);
      for (guint row = 0; row < SB_IMPORT_SAMPLES; row++)
        add_cell (GTK_GRID (grid), profile->preview[row * profile->n_columns + column], "caption", (int) column,
                  (int) row + 1);
    }
  gtk_scrolled_window_set_policy (GTK_SCROLLED_WINDOW (scroller), GTK_POLICY_AUTOMATIC, GTK_POLICY_NEVER);
  gtk_scrolled_window_set_child (GTK_SCROLLED_WINDOW (scroller), grid);
  sb_widget_set_name (scroller, _ ("First rows of the file"));
  return scroller;
}

static void
currency_cb (GtkWidget *row, GParamSpec *pspec, SbImportFilePage *self)
{
  const char *code = sb_currency_row_get (row);

  if (g_str_equal (code, self->options->currency))
    return;
  g_strlcpy (self->options->currency, code, sizeof self->options->currency);
  changed (self);
}

/* Amounts without a code or sign are taken to be in the workspace's currency, unless somebody says otherwise. */
static gboolean
lacks_currency (SbImportFilePage *self)
{
  for (guint i = 0; i < self->report->warnings->len; i++)
    if (g_str_equal (((SbImportWarning *) g_ptr_array_index (self->report->warnings, i))->code, "currency-assumed"))
      return TRUE;
  return self->options->currency[0] != '\0';
}

static GtkWidget *
new_currency_row (SbImportFilePage *self)
{
  const char *own = sb_workspace_get_currency (sb_session_get_workspace (self->session));
  GtkWidget *row = sb_currency_row_new (_ ("Amounts without a currency are in"),
                                        self->options->currency[0] ? self->options->currency : own);

  g_signal_connect (row, "notify::selected", G_CALLBACK (currency_cb), self);
  return row;
}

static void
full_cb (GtkSwitch *widget, GParamSpec *pspec, SbImportFilePage *self)
{
  sb_import_get_options (self->import)->full = gtk_switch_get_active (widget);
  changed (self);
}

static GtkWidget *
new_full_row (SbImportFilePage *self)
{
  GtkWidget *row = adw_action_row_new ();
  GtkWidget *widget = gtk_switch_new ();
  g_autofree char *missing = NULL;

  if (self->report->missing >= 0)
    missing = g_strdup_printf (
      ngettext ("%" PRId64 " record known from this system is not in the file; it is marked, "
                "never closed or deleted",
                "%" PRId64 " records known from this system are not in the file; they are "
                "marked, never closed or deleted",
                (gulong) self->report->missing),
      self->report->missing);
  sb_row_set_title (ADW_PREFERENCES_ROW (row), _ ("This export is everything there is"));
  sb_row_set_subtitle (ADW_ACTION_ROW (row),
                       missing ? missing : _ ("Then records that are missing in it can be named"));
  gtk_widget_set_valign (widget, GTK_ALIGN_CENTER);
  gtk_switch_set_active (GTK_SWITCH (widget), sb_import_get_options (self->import)->full);
  sb_widget_set_name (widget, _ ("This export is everything there is"));
  adw_action_row_add_suffix (ADW_ACTION_ROW (row), widget);
  adw_action_row_set_activatable_widget (ADW_ACTION_ROW (row), widget);
  g_signal_connect (widget, "notify::active", G_CALLBACK (full_cb), self);
  return row;
}

/* How many columns spoke for the type, and from which system it seems to come. */
static char *
why (const SbImportFileReport *report)
{
  guint known = 0;

  for (guint i = 0; i < report->columns->len; i++)
    {
      const SbImportReportColumn *column = g_ptr_array_index (report->columns, i);

      known += column->field && column->sure;
    }
  if (!report->type)
    return g_strdup (
      _ ("Too few columns are known to say what this is. Choose it here, then say what each column holds."));
  if (g_strcmp0 (report->source, "csv") == 0)
    return g_strdup_printf (ngettext ("%u of %u column is known.", "%u of %u columns are known.", report->columns->len),
                            known, report->columns->len);
  return g_strdup_printf (ngettext ("It looks like %s: %u of %u column is known.",
                                    "It looks like %s: %u of %u columns are known.", report->columns->len),
                          sb_import_source_label (report->source), known, report->columns->len);
}

static char *
as_of_text (SbImportFilePage *self)
{
  g_autofree char *day = sb_formatter_date (sb_session_get_formatter (self->session), self->report->as_of);

  if (g_strcmp0 (self->report->as_of_from, "name") == 0)
    return g_strdup_printf (_ ("%s, from the file’s name"), day);
  if (g_strcmp0 (self->report->as_of_from, "mtime") == 0)
    return g_strdup_printf (_ ("%s, when the file was last changed"), day);
  return g_steal_pointer (&day);
}

static void
leave_out_cb (SbImportFilePage *self)
{
  g_signal_emit (self, signals[LEAVE_OUT], 0);
}

/* One file of an archive stays with the others. */
static GtkWidget *
new_leave_out_button (SbImportFilePage *self)
{
  GtkWidget *button = gtk_button_new_with_mnemonic (self->report->entry ? _ ("_Leave the Archive Out")
                                                                        : _ ("_Leave This File Out"));

  gtk_widget_set_valign (button, GTK_ALIGN_CENTER);
  g_signal_connect_swapped (button, "clicked", G_CALLBACK (leave_out_cb), self);
  return button;
}

static void
add_identity (SbImportFilePage *self)
{
  g_autofree char *reason = why (self->report);
  g_autofree char *as_of = as_of_text (self);
  AdwPreferencesGroup *group = add_group (self, _ ("What It Is"), reason);

  if (!self->report->error)
    adw_preferences_group_set_header_suffix (group, new_leave_out_button (self));
  adw_preferences_group_add (group, new_type_row (self));
  if (!self->report->error || g_str_has_prefix (self->report->error->code, "encoding"))
    adw_preferences_group_add (group, new_encoding_row (self));
  if (self->report->type && !self->report->error)
    {
      add_text_row (group, _ ("Its content is as of"), as_of);
      if (lacks_currency (self))
        adw_preferences_group_add (group, new_currency_row (self));
      adw_preferences_group_add (group, new_full_row (self));
    }
  if (self->profile && self->profile->preview)
    gtk_box_append (self->box, new_preview (self->profile));
}

/* --- what it does ----------------------------------------------------------------------------------------------- */

static void
add_count (SbImportFilePage *self, GtkWidget *row, gint64 count, const char *label, const char *css_class)
{
  GtkWidget *box = gtk_box_new (GTK_ORIENTATION_VERTICAL, 2);
  g_autofree char *text = sb_formatter_count (sb_session_get_formatter (self->session), count);
  GtkWidget *number = sb_label_new (text, "import-count");

  gtk_widget_add_css_class (number, "numeric");
  if (css_class && count)
    gtk_widget_add_css_class (number, css_class);
  gtk_widget_add_css_class (box, "card");
  gtk_widget_add_css_class (box, "import-count-card");
  gtk_box_append (GTK_BOX (box), number);
  gtk_box_append (GTK_BOX (box), sb_label_new (label, "dim-label"));
  gtk_flow_box_append (GTK_FLOW_BOX (row), box);
  gtk_widget_set_focusable (gtk_widget_get_parent (box), FALSE);
}

static void
add_counts (SbImportFilePage *self)
{
  const SbImportCounts *counts = &self->report->counts;
  GtkWidget *row = gtk_flow_box_new ();

  gtk_flow_box_set_selection_mode (GTK_FLOW_BOX (row), GTK_SELECTION_NONE);
  gtk_flow_box_set_homogeneous (GTK_FLOW_BOX (row), TRUE);
  gtk_flow_box_set_min_children_per_line (GTK_FLOW_BOX (row), 2);
  gtk_flow_box_set_column_spacing (GTK_FLOW_BOX (row), 12);
  gtk_flow_box_set_row_spacing (GTK_FLOW_BOX (row), 12);
  add_count (self, row, counts->created, _ ("new"), NULL);
  add_count (self, row, counts->updated, _ ("changed"), NULL);
  add_count (self, row, counts->unchanged, _ ("the same"), NULL);
  if (counts->skipped + counts->continued)
    add_count (self, row, counts->skipped + counts->continued, _ ("not rows of their own"), NULL);
  add_count (self, row, counts->rejected, _ ("left out"), "error");
  /* As many columns as there are cards: the row is as wide as what follows. */
  gtk_flow_box_set_max_children_per_line (GTK_FLOW_BOX (row), counts->skipped + counts->continued ? 5 : 4);
  gtk_box_append (self->box, row);
}

static void
save_rejects_cb (SbImportFilePage *self)
{
  g_signal_emit (self, signals[SAVE_REJECTS], 0);
}

static void
add_rejects (SbImportFilePage *self)
{
  GPtrArray *rejects = self->report->rejects;
  AdwPreferencesGroup *group;
  GtkWidget *expander, *save;
  g_autofree char *title = NULL;

  if (rejects->len == 0)
    return;
  title = g_strdup_printf (ngettext ("%" PRId64 " row is left out", "%" PRId64 " rows are left out",
                                     (gulong) self->report->counts.rejected),
                           self->report->counts.rejected);
  group
    = add_group (self, _ ("Left Out"), _ ("Correct them in the CRM or in the saved file, and import that file later."));
  save = gtk_button_new_with_label (_ ("Save These Rows…"));
  gtk_widget_set_valign (save, GTK_ALIGN_CENTER);
  g_signal_connect_swapped (save, "clicked", G_CALLBACK (save_rejects_cb), self);
  adw_preferences_group_set_header_suffix (group, save);
  expander = adw_expander_row_new ();
  sb_row_set_title (ADW_PREFERENCES_ROW (expander), title);
  for (guint i = 0; i < MIN (rejects->len, MAX_REJECTS_SHOWN); i++)
    {
      const SbImportReject *reject = g_ptr_array_index (rejects, i);
      g_autofree char *place = g_strdup_printf (_ ("Row %" PRId64), reject->row);
      GtkWidget *row = adw_action_row_new ();

      sb_row_set_title (ADW_PREFERENCES_ROW (row), reject->message);
      sb_row_set_subtitle (ADW_ACTION_ROW (row), place);
      adw_action_row_set_title_lines (ADW_ACTION_ROW (row), 0);
      adw_expander_row_add_row (ADW_EXPANDER_ROW (expander), row);
    }
  adw_preferences_group_add (group, expander);
}

static void
add_warnings (SbImportFilePage *self)
{
  AdwPreferencesGroup *group;

  if (self->report->warnings->len == 0)
    return;
  group = add_group (self, _ ("Worth Knowing"), NULL);
  for (guint i = 0; i < self->report->warnings->len; i++)
    {
      const SbImportWarning *warning = g_ptr_array_index (self->report->warnings, i);
      g_autofree char *text = sb_import_warning_text (warning);

      add_text_row (group, text, NULL);
    }
}

static const char *
status_label (const char *status)
{
  return g_strcmp0 (status, "won") == 0    ? _ ("won")
         : g_strcmp0 (status, "lost") == 0 ? _ ("lost")
         : g_strcmp0 (status, "void") == 0 ? _ ("void, in no rate")
                                           : _ ("open");
}

static void
add_stages (SbImportFilePage *self)
{
  AdwPreferencesGroup *group;

  if (self->report->stages->len == 0)
    return;
  group = add_group (self, _ ("Stages"),
                     _ ("They become a pipeline of their own, in this order; rename or reorder them later."));
  for (guint i = 0; i < self->report->stages->len; i++)
    {
      const SbImportStage *stage = g_ptr_array_index (self->report->stages, i);
      GtkWidget *row = add_text_row (group, stage->name, NULL);
      g_autofree char *chance = stage->probability < 0 ? NULL : g_strdup_printf (_ ("%d %%"), stage->probability);
      g_autofree char *text = chance ? g_strdup_printf ("%s · %s", status_label (stage->status), chance)
                                     : g_strdup (status_label (stage->status));

      adw_action_row_add_suffix (ADW_ACTION_ROW (row), sb_label_new (text, "dim-label"));
    }
}

static void
add_error (SbImportFilePage *self)
{
  AdwPreferencesGroup *group = add_group (self, _ ("This File Cannot Be Imported"), NULL);
  GtkWidget *row = add_text_row (group, self->report->error->message, NULL);

  adw_action_row_add_prefix (ADW_ACTION_ROW (row), sb_icon_new ("dialog-warning-symbolic"));
  adw_preferences_group_set_header_suffix (group, new_leave_out_button (self));
}

static void
fill (SbImportFilePage *self)
{
  if (self->report->error)
    add_error (self);
  if (self->report->questions->len)
    gtk_box_append (self->box, sb_import_questions_new (self->report, self->options, G_CALLBACK (changed), self));
  /* While a question is open the counts would count its doubt. */
  if (self->report->type && !self->report->error && !self->report->questions->len)
    add_counts (self);
  /* What could not be read as a table has nothing to be answered. */
  if (!self->report->error || self->report->columns->len || g_str_has_prefix (self->report->error->code, "encoding"))
    add_identity (self);
  if (self->report->columns->len)
    gtk_box_append (self->box,
                    sb_import_columns_new (self->report, find_type (self), self->options, G_CALLBACK (changed), self));
  if (!self->report->questions->len)
    {
      add_rejects (self);
      add_warnings (self);
    }
  add_stages (self);
}

static void
sb_import_file_page_dispose (GObject *object)
{
  SbImportFilePage *self = SB_IMPORT_FILE_PAGE (object);

  g_clear_object (&self->session);
  g_clear_object (&self->import);
  g_clear_pointer (&self->profile, sb_file_profile_unref);
  G_OBJECT_CLASS (sb_import_file_page_parent_class)->dispose (object);
}

static void
sb_import_file_page_class_init (SbImportFilePageClass *klass)
{
  G_OBJECT_CLASS (klass)->dispose = sb_import_file_page_dispose;
  signals[CHANGED]
    = g_signal_new ("changed", SB_TYPE_IMPORT_FILE_PAGE, G_SIGNAL_RUN_LAST, 0, NULL, NULL, NULL, G_TYPE_NONE, 0);
  signals[SAVE_REJECTS]
    = g_signal_new ("save-rejects", SB_TYPE_IMPORT_FILE_PAGE, G_SIGNAL_RUN_LAST, 0, NULL, NULL, NULL, G_TYPE_NONE, 0);
  signals[LEAVE_OUT]
    = g_signal_new ("leave-out", SB_TYPE_IMPORT_FILE_PAGE, G_SIGNAL_RUN_LAST, 0, NULL, NULL, NULL, G_TYPE_NONE, 0);
}

static void
sb_import_file_page_init (SbImportFilePage *self)
{
  GtkWidget *scroller = gtk_scrolled_window_new ();
  GtkWidget *clamp = adw_clamp_new ();

  self->box = GTK_BOX (gtk_box_new (GTK_ORIENTATION_VERTICAL, 24));
  gtk_widget_add_css_class (GTK_WIDGET (self->box), "import-page");
  adw_clamp_set_maximum_size (ADW_CLAMP (clamp), 720);
  adw_clamp_set_child (ADW_CLAMP (clamp), GTK_WIDGET (self->box));
  gtk_scrolled_window_set_policy (GTK_SCROLLED_WINDOW (scroller), GTK_POLICY_NEVER, GTK_POLICY_AUTOMATIC);
  gtk_scrolled_window_set_child (GTK_SCROLLED_WINDOW (scroller), clamp);
  adw_bin_set_child (ADW_BIN (self), scroller);
}

GtkWidget *
sb_import_file_page_new (SbSession *session, SbImport *import, guint file)
{
  SbImportFilePage *self = g_object_new (SB_TYPE_IMPORT_FILE_PAGE, NULL);
  const SbImportReport *report;
  GPtrArray *profiles;

  g_return_val_if_fail (SB_IS_SESSION (session) && SB_IS_IMPORT (import), NULL);

  report = sb_import_get_report (import);
  profiles = sb_import_get_profiles (import);
  self->session = g_object_ref (session);
  self->import = g_object_ref (import);
  self->report = g_ptr_array_index (report->files, file);
  self->options = sb_import_get_file_options (import, self->report->file);
  if (profiles && file < profiles->len)
    self->profile = sb_file_profile_ref (g_ptr_array_index (profiles, file));
  fill (self);
  return GTK_WIDGET (self);
}

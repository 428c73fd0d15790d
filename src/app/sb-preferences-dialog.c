/* SPDX-License-Identifier: GPL-3.0-or-later */
/* See the header. Every row writes at once; a row whose setting could not be written says so in a toast. */
#include "sb-config.h"

#include "app/sb-preferences-dialog.h"

#include "app/sb-calendar-dialog.h"
#include "app/sb-choices.h"
#include "app/sb-color-scheme.h"
#include "app/sb-locale-defaults.h"
#include "store/sb-setting.h"
#include "widgets/sb-text-guard.h"

#include <glib/gi18n-lib.h>

typedef struct
{
  AdwPreferencesWindow *window;
  SbSession *session; /* owned, NULL none */
  SbUiState *state;   /* owned */
  GtkWidget *days[7];
  GtkWidget *new_currency;
  GtkWidget *new_fiscal;
} Preferences;

static void
preferences_free (gpointer data)
{
  Preferences *self = data;

  g_clear_object (&self->session);
  g_object_unref (self->state);
  g_free (self);
}

static void
write_setting (Preferences *self, const char *key, const char *value)
{
  g_autofree char *old = sb_session_dup_setting (self->session, key);
  g_autoptr (GError) error = NULL;

  if (g_strcmp0 (old, value) != 0 && !sb_session_set_setting (self->session, key, value, &error))
    adw_preferences_window_add_toast (self->window, sb_toast_new (error->message));
}

static int
read_setting (Preferences *self, const char *key)
{
  g_autofree char *text = sb_session_dup_setting (self->session, key);

  return text ? atoi (text) : 0;
}

/* --- rows ------------------------------------------------------------------------------------------------------- */

static const char *
key_of (gpointer widget)
{
  return g_object_get_data (widget, "sb-key");
}

static void
switch_cb (GtkSwitch *widget, GParamSpec *pspec, Preferences *self)
{
  write_setting (self, key_of (widget), gtk_switch_get_active (widget) ? "1" : "0");
}

/* `active` is what holds now, also while the workspace says nothing about the setting. */
static GtkWidget *
new_switch_row (Preferences *self, const char *key, gboolean active, const char *title, const char *subtitle)
{
  GtkWidget *row = adw_action_row_new ();
  GtkWidget *widget = gtk_switch_new ();

  sb_row_set_title (ADW_PREFERENCES_ROW (row), title);
  sb_row_set_subtitle (ADW_ACTION_ROW (row), subtitle);
  gtk_widget_set_valign (widget, GTK_ALIGN_CENTER);
  gtk_switch_set_active (GTK_SWITCH (widget), active);
  sb_widget_set_name (widget, title);
  adw_action_row_add_suffix (ADW_ACTION_ROW (row), widget);
  adw_action_row_set_activatable_widget (ADW_ACTION_ROW (row), widget);
  g_object_set_data (G_OBJECT (widget), "sb-key", (gpointer) key);
  g_signal_connect (widget, "notify::active", G_CALLBACK (switch_cb), self);
  return row;
}

static void
combo_cb (AdwComboRow *row, GParamSpec *pspec, Preferences *self)
{
  g_autofree char *value = g_strdup_printf ("%u", adw_combo_row_get_selected (row));

  write_setting (self, key_of (row), value);
}

/* Two choices, stored as 0 and 1. */
static GtkWidget *
new_pair_row (Preferences *self, const char *key, const char *title, const char *zero, const char *one)
{
  GtkWidget *row = adw_combo_row_new ();
  g_autoptr (GtkStringList) names = gtk_string_list_new ((const char *const[]){ zero, one, NULL });

  sb_row_set_title (ADW_PREFERENCES_ROW (row), title);
  adw_combo_row_set_model (ADW_COMBO_ROW (row), G_LIST_MODEL (names));
  adw_combo_row_set_selected (ADW_COMBO_ROW (row), read_setting (self, key) != 0);
  g_object_set_data (G_OBJECT (row), "sb-key", (gpointer) key);
  g_signal_connect (row, "notify::selected", G_CALLBACK (combo_cb), self);
  return row;
}

static void
style_cb (AdwComboRow *row, GParamSpec *pspec, Preferences *self)
{
  guint selected = adw_combo_row_get_selected (row);
  gboolean dates = g_str_equal (key_of (row), SB_SETTING_DATE_STYLE);

  write_setting (self, key_of (row), dates ? sb_date_style_key (selected) : sb_number_style_key (selected));
}

/* Each style is shown by what it makes of the same day or number; the language's own comes first. */
static GtkWidget *
new_style_row (Preferences *self, const char *key, const char *title, const char *const *samples, guint selected)
{
  GtkWidget *row = adw_combo_row_new ();
  g_autoptr (GtkStringList) names = gtk_string_list_new ((const char *const[]){ _ ("As the language"), NULL });

  for (gsize i = 0; samples[i]; i++)
    gtk_string_list_append (names, samples[i]);
  sb_row_set_title (ADW_PREFERENCES_ROW (row), title);
  adw_combo_row_set_model (ADW_COMBO_ROW (row), G_LIST_MODEL (names));
  adw_combo_row_set_selected (ADW_COMBO_ROW (row), selected);
  g_object_set_data (G_OBJECT (row), "sb-key", (gpointer) key);
  g_signal_connect (row, "notify::selected", G_CALLBACK (style_cb), self);
  return row;
}

static void
add_style_rows (Preferences *self, AdwPreferencesGroup *group)
{
  SbFormatter *formatter = sb_session_get_formatter (self->session);
  g_autoptr (SbFormatter) sample = sb_formatter_new (NULL);
  g_autoptr (GPtrArray) dates = g_ptr_array_new_with_free_func (g_free);
  g_autoptr (GPtrArray) numbers = g_ptr_array_new_with_free_func (g_free);

  for (guint i = 1; i < SB_N_DATE_STYLES; i++)
    {
      sb_formatter_set_styles (sample, (SbDateStyle) i, SB_NUMBERS_LOCALE);
      g_ptr_array_add (dates, sb_formatter_date (sample, sb_date_from_ymd (2026, 11, 23)));
    }
  for (guint i = 1; i < SB_N_NUMBER_STYLES; i++)
    {
      sb_formatter_set_styles (sample, SB_DATES_LOCALE, (SbNumberStyle) i);
      g_ptr_array_add (numbers, sb_formatter_number (sample, 1234567.8, 1));
    }
  g_ptr_array_add (dates, NULL);
  g_ptr_array_add (numbers, NULL);
  adw_preferences_group_add (group, new_style_row (self, SB_SETTING_NUMBER_STYLE, _ ("Numbers"),
                                                   (const char *const *) numbers->pdata,
                                                   sb_formatter_get_number_style (formatter)));
  adw_preferences_group_add (group,
                             new_style_row (self, SB_SETTING_DATE_STYLE, _ ("Days"), (const char *const *) dates->pdata,
                                            sb_formatter_get_date_style (formatter)));
}

static void
fiscal_cb (GtkWidget *row, GParamSpec *pspec, Preferences *self)
{
  g_autofree char *value = g_strdup_printf ("%d", sb_month_row_get (row));

  write_setting (self, SB_SETTING_FISCAL_START, value);
}

static GtkWidget *
new_fiscal_row (Preferences *self)
{
  GtkWidget *row = sb_month_row_new (_ ("Fiscal year starts in"), read_setting (self, SB_SETTING_FISCAL_START));

  g_signal_connect (row, "notify::selected", G_CALLBACK (fiscal_cb), self);
  return row;
}

static AdwPreferencesGroup *
new_group (AdwPreferencesPage *page, const char *title, const char *description)
{
  AdwPreferencesGroup *group = ADW_PREFERENCES_GROUP (adw_preferences_group_new ());

  sb_group_set_title (group, title, description);
  adw_preferences_page_add (page, group);
  return group;
}

/* --- working days ----------------------------------------------------------------------------------------------- */

static void
day_cb (GtkToggleButton *button, Preferences *self)
{
  guint mask = 0;
  g_autofree char *value = NULL;

  for (guint i = 0; i < 7; i++)
    if (gtk_toggle_button_get_active (GTK_TOGGLE_BUTTON (self->days[i])))
      mask |= 1u << i;
  if (mask == 0)
    {
      /* A week without work would leave every pace undefined. */
      gtk_toggle_button_set_active (button, TRUE);
      return;
    }
  value = g_strdup_printf ("%u", mask);
  write_setting (self, SB_SETTING_WEEK_MASK, value);
}

static GtkWidget *
new_days_row (Preferences *self)
{
  GtkWidget *row = adw_preferences_row_new ();
  GtkWidget *box = gtk_flow_box_new ();
  guint mask = (guint) read_setting (self, SB_SETTING_WEEK_MASK);

  gtk_widget_add_css_class (box, "week-days");
  /* Seven abreast, or four and three where letters are large and the window small. */
  gtk_flow_box_set_homogeneous (GTK_FLOW_BOX (box), TRUE);
  gtk_flow_box_set_selection_mode (GTK_FLOW_BOX (box), GTK_SELECTION_NONE);
  gtk_flow_box_set_min_children_per_line (GTK_FLOW_BOX (box), 4);
  gtk_flow_box_set_max_children_per_line (GTK_FLOW_BOX (box), 7);
  for (guint i = 0; i < 7; i++)
    {
      /* 5 January 2026 is a Monday. */
      g_autoptr (GDateTime) day = g_date_time_new_utc (2026, 1, 5 + (int) i, 0, 0, 0);
      g_autofree char *brief = g_date_time_format (day, "%a");
      g_autofree char *name = g_date_time_format (day, "%A");

      self->days[i] = gtk_toggle_button_new_with_label (brief);
      gtk_toggle_button_set_active (GTK_TOGGLE_BUTTON (self->days[i]), (mask >> i) & 1);
      sb_widget_set_name (self->days[i], name);
      gtk_flow_box_append (GTK_FLOW_BOX (box), self->days[i]);
      gtk_widget_set_focusable (gtk_widget_get_parent (self->days[i]), FALSE);
      g_signal_connect (self->days[i], "toggled", G_CALLBACK (day_cb), self);
    }
  gtk_list_box_row_set_child (GTK_LIST_BOX_ROW (row), box);
  gtk_list_box_row_set_activatable (GTK_LIST_BOX_ROW (row), FALSE);
  sb_row_set_title (ADW_PREFERENCES_ROW (row), _ ("Working days of the week"));
  return row;
}

static void
calendar_cb (Preferences *self)
{
  sb_calendar_dialog_present (GTK_WIDGET (self->window), self->session);
}

static GtkWidget *
new_calendar_row (Preferences *self)
{
  GtkWidget *row = adw_action_row_new ();
  GtkWidget *button = gtk_button_new_with_label (_ ("Edit…"));

  sb_row_set_title (ADW_PREFERENCES_ROW (row), _ ("Holidays and special working days"));
  gtk_widget_set_valign (button, GTK_ALIGN_CENTER);
  sb_widget_set_name (button, _ ("Edit holidays and special working days"));
  adw_action_row_add_suffix (ADW_ACTION_ROW (row), button);
  adw_action_row_set_activatable_widget (ADW_ACTION_ROW (row), button);
  g_signal_connect_swapped (button, "clicked", G_CALLBACK (calendar_cb), self);
  return row;
}

/* --- pages ------------------------------------------------------------------------------------------------------ */

static void
add_workspace_page (Preferences *self)
{
  AdwPreferencesPage *page = ADW_PREFERENCES_PAGE (adw_preferences_page_new ());
  AdwPreferencesGroup *group = new_group (page, _ ("Money and Numbers"), NULL);
  GtkWidget *currency = adw_action_row_new ();
  GtkWidget *code = sb_label_new (sb_workspace_get_currency (sb_session_get_workspace (self->session)), "dim-label");

  adw_preferences_page_set_title (page, _ ("Workspace"));
  adw_preferences_page_set_icon_name (page, "sb-workspace-symbolic");
  sb_row_set_title (ADW_PREFERENCES_ROW (currency), _ ("Currency"));
  sb_row_set_subtitle (ADW_ACTION_ROW (currency),
                       _ ("Set when the workspace was made; other currencies are converted"));
  adw_action_row_add_suffix (ADW_ACTION_ROW (currency), code);
  adw_preferences_group_add (group, currency);
  adw_preferences_group_add (
    group, new_switch_row (self, SB_SETTING_WAN, sb_formatter_get_wan (sb_session_get_formatter (self->session)),
                           _ ("Large numbers in 万 and 亿"), _ ("Instead of thousands and millions")));
  add_style_rows (self, group);
  group = new_group (page, _ ("Calendar"), NULL);
  adw_preferences_group_add (group, new_fiscal_row (self));
  adw_preferences_group_add (group, new_pair_row (self, SB_SETTING_FISCAL_BY_START, _ ("A fiscal year is named by"),
                                                  _ ("Its last year"), _ ("Its first year")));
  adw_preferences_group_add (
    group, new_pair_row (self, SB_SETTING_WEEK_SUNDAY, _ ("Weeks begin on"), _ ("Monday"), _ ("Sunday")));
  group = new_group (page, _ ("Working Days"), _ ("What counts when a period is compared with its plan"));
  adw_preferences_group_add (group, new_days_row (self));
  adw_preferences_group_add (group, new_calendar_row (self));
  adw_preferences_window_add (self->window, page);
}

static void
scheme_cb (AdwComboRow *row, GParamSpec *pspec, Preferences *self)
{
  sb_color_scheme_set (self->state, (int) adw_combo_row_get_selected (row));
}

static void
new_defaults_cb (Preferences *self)
{
  SbLocaleDefaults defaults;

  sb_locale_defaults_read (&defaults, self->state);
  g_strlcpy (defaults.currency, sb_currency_row_get (self->new_currency), sizeof defaults.currency);
  defaults.fiscal_start = sb_month_row_get (self->new_fiscal);
  sb_locale_defaults_write (&defaults, self->state);
}

static void
add_general_page (Preferences *self)
{
  AdwPreferencesPage *page = ADW_PREFERENCES_PAGE (adw_preferences_page_new ());
  AdwPreferencesGroup *group = new_group (page, _ ("Appearance"), NULL);
  GtkWidget *scheme = adw_combo_row_new ();
  g_autoptr (GtkStringList) names
    = gtk_string_list_new ((const char *const[]){ _ ("As the system"), _ ("Light"), _ ("Dark"), NULL });
  SbLocaleDefaults defaults;

  adw_preferences_page_set_title (page, _ ("General"));
  adw_preferences_page_set_icon_name (page, "preferences-system-symbolic");
  sb_row_set_title (ADW_PREFERENCES_ROW (scheme), _ ("Colours"));
  adw_combo_row_set_model (ADW_COMBO_ROW (scheme), G_LIST_MODEL (names));
  adw_combo_row_set_selected (ADW_COMBO_ROW (scheme), (guint) sb_color_scheme_get (self->state));
  g_signal_connect (scheme, "notify::selected", G_CALLBACK (scheme_cb), self);
  adw_preferences_group_add (group, scheme);
  sb_locale_defaults_read (&defaults, self->state);
  group = new_group (page, _ ("New Workspaces"), NULL);
  self->new_currency = sb_currency_row_new (_ ("Currency"), defaults.currency);
  self->new_fiscal = sb_month_row_new (_ ("Fiscal year starts in"), defaults.fiscal_start);
  g_signal_connect_swapped (self->new_currency, "notify::selected", G_CALLBACK (new_defaults_cb), self);
  g_signal_connect_swapped (self->new_fiscal, "notify::selected", G_CALLBACK (new_defaults_cb), self);
  adw_preferences_group_add (group, self->new_currency);
  adw_preferences_group_add (group, self->new_fiscal);
  adw_preferences_window_add (self->window, page);
}

void
sb_preferences_dialog_present (GtkWidget *parent, SbSession *session, SbUiState *state)
{
  Preferences *self;
  GtkRoot *root;

  g_return_if_fail (GTK_IS_WIDGET (parent) && SB_IS_UI_STATE (state));

  root = gtk_widget_get_root (parent);
  self = g_new0 (Preferences, 1);
  self->window = ADW_PREFERENCES_WINDOW (adw_preferences_window_new ());
  self->session = session ? g_object_ref (session) : NULL;
  self->state = g_object_ref (state);
  g_object_set_data_full (G_OBJECT (self->window), "sb-preferences", self, preferences_free);
  adw_preferences_window_set_search_enabled (self->window, FALSE);
  gtk_window_set_title (GTK_WINDOW (self->window), _ ("Preferences"));
  gtk_window_set_modal (GTK_WINDOW (self->window), TRUE);
  if (GTK_IS_WINDOW (root))
    {
      int width = gtk_widget_get_width (GTK_WIDGET (root));

      gtk_window_set_transient_for (GTK_WINDOW (self->window), GTK_WINDOW (root));
      if (width > 0 && width < 640)
        gtk_window_set_default_size (GTK_WINDOW (self->window), width, gtk_widget_get_height (GTK_WIDGET (root)));
    }
  if (session)
    add_workspace_page (self);
  add_general_page (self);
  gtk_window_present (GTK_WINDOW (self->window));
}

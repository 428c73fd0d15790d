/* SPDX-License-Identifier: GPL-3.0-or-later */
/* One page for every reason why a workspace does not open; see the header. Reads no file. */
#include "sb-config.h"

#include "app/sb-problem-view.h"

#include "store/sb-store-error.h"
#include "widgets/sb-text-guard.h"

#include <glib/gi18n-lib.h>

struct _SbProblemView
{
  AdwBin parent_instance;
};

G_DEFINE_FINAL_TYPE (SbProblemView, sb_problem_view, ADW_TYPE_BIN)

enum
{
  CHOSEN,
  N_SIGNALS
};
static guint signals[N_SIGNALS];

#define BIT(choice) (1u << (choice))

typedef struct
{
  SbStoreError code;
  const char *icon;
  const char *title; /* with the file's name */
  const char *advice;
  guint choices; /* offered in the order of SbProblemChoice, the first one is suggested */
} Problem;

static const Problem problems[] = {
  { SB_STORE_ERROR_DAMAGED, "dialog-error-symbolic", N_ ("“%s” is damaged"),
    N_ ("Nothing was written to it. Open a backup as a new file, or look on another disk for a copy."),
    BIT (SB_PROBLEM_BACKUP) | BIT (SB_PROBLEM_RETRY) | BIT (SB_PROBLEM_START) },
  { SB_STORE_ERROR_NOT_A_WORKSPACE, "dialog-question-symbolic", N_ ("“%s” is not a workspace"),
    N_ ("To bring in a CRM export, open a workspace first and import the file there."),
    BIT (SB_PROBLEM_OTHER) | BIT (SB_PROBLEM_START) },
  { SB_STORE_ERROR_NEWER, "software-update-available-symbolic", N_ ("“%s” was made by a newer version"),
    N_ ("Nothing was changed in it. Update Sales Balance, or open the file where the newer version is installed."),
    BIT (SB_PROBLEM_OTHER) | BIT (SB_PROBLEM_START) },
  { SB_STORE_ERROR_BUSY, "changes-prevent-symbolic", N_ ("“%s” is in use"),
    N_ ("Another program is writing to it. Wait until it has finished, or look at it without changing anything."),
    BIT (SB_PROBLEM_RETRY) | BIT (SB_PROBLEM_READ_ONLY) | BIT (SB_PROBLEM_START) },
  { SB_STORE_ERROR_WRITE, "drive-harddisk-symbolic", N_ ("“%s” cannot be written"),
    N_ ("Check that the disk has space and that you may write there; or look at it without changing anything."),
    BIT (SB_PROBLEM_RETRY) | BIT (SB_PROBLEM_READ_ONLY) | BIT (SB_PROBLEM_OTHER) | BIT (SB_PROBLEM_START) },
  { SB_STORE_ERROR_OPEN, "dialog-warning-symbolic", N_ ("“%s” cannot be opened"),
    N_ ("Check that you may read it and that its disk is connected."),
    BIT (SB_PROBLEM_RETRY) | BIT (SB_PROBLEM_OTHER) | BIT (SB_PROBLEM_START) },
};

static const Problem missing
    = { SB_STORE_ERROR_OPEN, "edit-find-symbolic", N_ ("“%s” is not there any more"),
        N_ ("It was moved, renamed or deleted, or its disk is not connected."),
        BIT (SB_PROBLEM_OTHER) | BIT (SB_PROBLEM_RETRY) | BIT (SB_PROBLEM_BACKUP) | BIT (SB_PROBLEM_START) };

static const char *const labels[] = {
  [SB_PROBLEM_RETRY] = N_ ("Try Again"),
  [SB_PROBLEM_READ_ONLY] = N_ ("Open Read-Only"),
  [SB_PROBLEM_BACKUP] = N_ ("Open the Newest Backup"),
  [SB_PROBLEM_OTHER] = N_ ("Choose Another File…"),
  [SB_PROBLEM_START] = N_ ("Start Page"),
};

static const Problem *
find_problem (const char *path, const GError *error)
{
  if (!g_file_test (path, G_FILE_TEST_EXISTS))
    return &missing;
  for (gsize i = 0; i < G_N_ELEMENTS (problems); i++)
    if (g_error_matches (error, SB_STORE_ERROR, (int)problems[i].code))
      return &problems[i];
  return &problems[G_N_ELEMENTS (problems) - 1];
}

static void
clicked_cb (SbProblemView *self, GtkButton *button)
{
  g_signal_emit (self, signals[CHOSEN], 0, GPOINTER_TO_INT (g_object_get_data (G_OBJECT (button), "sb-choice")));
}

static GtkWidget *
new_buttons (SbProblemView *self, guint choices)
{
  GtkWidget *box = gtk_box_new (GTK_ORIENTATION_VERTICAL, 12);
  gboolean first = TRUE;

  gtk_widget_set_halign (box, GTK_ALIGN_CENTER);
  for (guint choice = 0; choice < G_N_ELEMENTS (labels); choice++)
    {
      GtkWidget *button;

      if (!(choices & BIT (choice)))
        continue;
      button = gtk_button_new_with_label (_ (labels[choice]));
      gtk_widget_add_css_class (button, "pill");
      if (first)
        gtk_widget_add_css_class (button, "suggested-action");
      first = FALSE;
      g_object_set_data (G_OBJECT (button), "sb-choice", GINT_TO_POINTER (choice));
      g_signal_connect_swapped (button, "clicked", G_CALLBACK (clicked_cb), self);
      gtk_box_append (GTK_BOX (box), button);
    }
  return box;
}

static GtkWidget *
new_details (const char *path, const GError *error)
{
  g_autofree char *shown = g_filename_display_name (path);
  g_autofree char *text = g_strdup_printf ("%s\n%s", error->message, shown);
  GtkWidget *expander = gtk_expander_new (_ ("Details"));
  GtkWidget *label = sb_label_new_wrapping (text, "dim-label");

  gtk_label_set_selectable (GTK_LABEL (label), TRUE);
  gtk_label_set_wrap_mode (GTK_LABEL (label), PANGO_WRAP_WORD_CHAR);
  gtk_expander_set_child (GTK_EXPANDER (expander), label);
  gtk_widget_set_halign (expander, GTK_ALIGN_CENTER);
  return expander;
}

static void
sb_problem_view_class_init (SbProblemViewClass *klass)
{
  signals[CHOSEN] = g_signal_new ("chosen", SB_TYPE_PROBLEM_VIEW, G_SIGNAL_RUN_LAST, 0, NULL, NULL, NULL, G_TYPE_NONE,
                                  1, G_TYPE_INT);
}

static void
sb_problem_view_init (SbProblemView *self)
{
}

GtkWidget *
sb_problem_view_new (const char *path, const GError *error, gboolean has_backup)
{
  SbProblemView *self = g_object_new (SB_TYPE_PROBLEM_VIEW, NULL);
  GtkWidget *status = adw_status_page_new ();
  GtkWidget *box = gtk_box_new (GTK_ORIENTATION_VERTICAL, 24);
  const Problem *problem;
  guint choices;
  g_autofree char *name = NULL;
  g_autofree char *title = NULL;

  g_return_val_if_fail (path != NULL && error != NULL, NULL);

  problem = find_problem (path, error);
  choices = has_backup ? problem->choices : problem->choices & ~BIT (SB_PROBLEM_BACKUP);
  name = g_filename_display_basename (path);
  title = g_strdup_printf (_ (problem->title), name);
  adw_status_page_set_icon_name (ADW_STATUS_PAGE (status), problem->icon);
  sb_status_set_text (ADW_STATUS_PAGE (status), title, _ (problem->advice));
  gtk_box_append (GTK_BOX (box), new_buttons (self, choices));
  gtk_box_append (GTK_BOX (box), new_details (path, error));
  adw_status_page_set_child (ADW_STATUS_PAGE (status), box);
  adw_bin_set_child (ADW_BIN (self), status);
  return GTK_WIDGET (self);
}

/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Choosing a file to open or to save, behind one door. */
#pragma once

#include <gtk/gtk.h>

G_BEGIN_DECLS

/* file is NULL when the user gave up; borrowed. */
typedef void (*SbFileChosen) (GFile *file, gpointer user_data);

/* patterns: pairs of translated name and glob ("CSV files", "*.csv;*.txt"), ended by NULL; may be NULL. */
void sb_file_dialog_open (GtkWidget *parent, const char *title, const char * const *patterns, SbFileChosen chosen,
                          gpointer user_data);
/* Several files at once. files: GSList of GFile, NULL when the user gave up; borrowed. */
typedef void (*SbFilesChosen) (GSList *files, gpointer user_data);

void sb_file_dialog_open_many (GtkWidget *parent, const char *title, const char * const *patterns, SbFilesChosen chosen,
                               gpointer user_data);
/* name: proposed file name; the extension is added when it is missing. */
void sb_file_dialog_save (GtkWidget *parent, const char *title, const char *name, const char * const *patterns,
                          SbFileChosen chosen, gpointer user_data);

G_END_DECLS

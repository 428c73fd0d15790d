/* SPDX-License-Identifier: GPL-3.0-or-later */
/* A workspace in a private folder and files beside it: what the tests of the importer work on. */
#pragma once

#include "exchange/sb-import.h"

G_BEGIN_DECLS

typedef struct {
  char        *folder;
  SbWorkspace *workspace;
  SbImport    *import;   /* the last one */
  GError      *error;    /* of the last import */
} Fixture;

/* currency NULL = USD. */
void   fixture_set_up    (Fixture *fixture, const char *currency);
void   fixture_tear_down (Fixture *fixture);
/* A copy of the workspace as it is now, in another fixture. */
void   fixture_copy      (Fixture *copy, Fixture *fixture);
/* Writes a file and returns its path (transfer full). */
char  *fixture_file      (Fixture *fixture, const char *name, const char *text);
/* Imports files (char*, NULL-terminated); what begins with "--" is an option of the command. TRUE when it went
 * through. */
gboolean fixture_import  (Fixture *fixture, ...) G_GNUC_NULL_TERMINATED;
gboolean fixture_import_list (Fixture *fixture, GPtrArray *arguments);
const SbImportReport     *fixture_report (Fixture *fixture);
const SbImportFileReport *fixture_file_report (Fixture *fixture, guint at);
/* Compares all but rows and continued with a file's counts, and their sum with its rows. */
void   fixture_check_counts (Fixture *fixture, guint at, SbImportCounts wanted);
#define fixture_counts(fixture, at, created_, updated_, unchanged_, skipped_, rejected_) \
  fixture_check_counts (fixture, at, (SbImportCounts) { .created = created_, .updated = updated_, \
                        .unchanged = unchanged_, .skipped = skipped_, .rejected = rejected_ })
char  *fixture_dump      (Fixture *fixture);
/* Two dumps are the same; prints the first line that is not. */
void   fixture_assert_same (const char *one, const char *other);
/* The only record of a type with this text in a field; fails the test when there is none. transfer full. */
SbRecord *fixture_record (Fixture *fixture, const char *type, const char *field, const char *text);
gint64 fixture_count     (Fixture *fixture, const char *type);
/* How often a file was warned of something; column NULL = any. */
gint64 fixture_warning   (Fixture *fixture, guint at, const char *code, const char *column);
gint64 fixture_also      (Fixture *fixture, const char *type);
void   fixture_undo      (Fixture *fixture);

G_END_DECLS

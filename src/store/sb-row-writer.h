/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Rows known to be right, written by a thread of their own while the caller reads on: what a load of many rows is made
 * of. The connection belongs to that thread while rows are under way and to the caller after settling; whoever asks the
 * connection anything settles first (see sb_db_set_settle ()). Inside store only. */
#pragma once

#include "store/sb-db.h"

G_BEGIN_DECLS

typedef struct _SbRowWriter SbRowWriter;

SbRowWriter *sb_row_writer_new    (SbDb *db);
/* Waits for what is under way; what was not yet handed over is dropped. */
void         sb_row_writer_free   (SbRowWriter *writer);

/* A row of a statement that returns nothing: begin, its values by index of the parameter (what is left out is NULL),
 * end. Texts and bytes are copied. FALSE: an earlier row was refused or the disk failed; nothing is written from then
 * on and every further call says the same. The statement stays the caller's and must outlive the next settling.
 * Cost: a copy; the caller waits when it is some megabytes ahead. */
gboolean     sb_row_writer_begin  (SbRowWriter *writer, SbStmt *stmt, GError **error);
void         sb_row_writer_int    (SbRowWriter *writer, int index, gint64 value);
void         sb_row_writer_real   (SbRowWriter *writer, int index, double value);
/* length −1: up to the NUL; text NULL: nothing. */
void         sb_row_writer_text   (SbRowWriter *writer, int index, const char *text, gssize length);
void         sb_row_writer_bytes  (SbRowWriter *writer, int index, GBytes *bytes);
void         sb_row_writer_end    (SbRowWriter *writer);

/* All rows so far are written and the connection is the caller's. FALSE as in sb_row_writer_begin (). */
gboolean     sb_row_writer_settle (SbRowWriter *writer, GError **error);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (SbRowWriter, sb_row_writer_free)

G_END_DECLS

/* SPDX-License-Identifier: GPL-3.0-or-later */
/* A reader's connection, for the other files of this room. */
#pragma once

#include "store/sb-db.h"
#include "store/sb-reader.h"

G_BEGIN_DECLS

struct _SbReader {
  SbDb    *db;
  gboolean owns_db;
};

/* A reader over a connection of the caller's, which must outlive it. */
SbReader *sb_reader_new_for_db (SbDb *db);
/* A reader that owns the connection. */
SbReader *sb_reader_take_db    (SbDb *db);
/* The exponent of the base currency. */
int       sb_db_exponent       (SbDb *db);
/* A setting's own row, else its default, else NULL. transfer full. */
char     *sb_db_setting        (SbDb *db, const char *key);

G_END_DECLS

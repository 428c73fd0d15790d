/* SPDX-License-Identifier: GPL-3.0-or-later */
/* What every test of the store needs: a workspace in a folder of its own, short ways to write, the dump as a text. */
#pragma once

#include "store/sb-workspace.h"

G_BEGIN_DECLS

typedef struct {
  char        *folder;
  char        *path;
  SbWorkspace *workspace;
} StoreFixture;

void        store_fixture_init  (StoreFixture *fixture);
void        store_fixture_clear (StoreFixture *fixture);
/* Closes and opens it again. */
void        store_fixture_reopen (StoreFixture *fixture);

void        store_remove_tree   (const char *path);

/* Creates a record of n text pairs {column, technical text}; ended by NULL. Returns the id; fails the test. */
gint32      store_create        (SbWorkspace *workspace, const char *type, ...) G_GNUC_NULL_TERMINATED;
void        store_update        (SbWorkspace *workspace, const char *type, gint32 id, ...) G_GNUC_NULL_TERMINATED;
/* The technical text of a field. transfer full. */
char       *store_text          (SbWorkspace *workspace, const char *type, gint32 id, const char *column);
char       *store_dump          (SbWorkspace *workspace);
gint32      store_find          (SbWorkspace *workspace, const char *type, const char *column, const char *text);

#define assert_text(workspace, type, id, column, expected) \
  G_STMT_START { \
    g_autofree char *text_ = store_text (workspace, type, id, column); \
    g_assert_cmpstr (text_, ==, expected); \
  } G_STMT_END

G_END_DECLS

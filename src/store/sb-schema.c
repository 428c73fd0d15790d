/* SPDX-License-Identifier: GPL-3.0-or-later */
/* The schema and its versions. The SQL stands in data/schema and is compiled in, so that a missing file cannot stop the
 * program. */
#include "store/sb-schema.h"

#include "store/sb-schema-resources.h"

static const char *const files[] = { "001-initial.sql", "002-plan.sql", "003-import-state.sql" };

int
sb_schema_version (void)
{
  return G_N_ELEMENTS (files);
}

const char *
sb_schema_sql (int version)
{
  g_autofree char *path = NULL;
  g_autoptr (GBytes) bytes = NULL;

  g_assert (version >= 1 && version <= sb_schema_version ());
  path = g_strconcat ("/com/example/SalesBalance/schema/", files[version - 1], NULL);
  bytes = g_resource_lookup_data (sb_schema_get_resource (), path, G_RESOURCE_LOOKUP_FLAGS_NONE, NULL);
  g_assert (bytes != NULL);
  return g_bytes_get_data (bytes, NULL); /* uncompressed resources are the program's own memory, ended by a NUL */
}

gboolean
sb_schema_run (SbDb *db, int version, const char *sql, GError **error)
{
  g_autofree char *mark
    = g_strdup_printf ("PRAGMA application_id=%d; PRAGMA user_version=%d", SB_APPLICATION_ID, version);

  if (!sb_db_begin (db, error))
    return FALSE;
  if (sb_db_exec (db, sql, error) && sb_db_exec (db, mark, error))
    return sb_db_commit (db, error);
  sb_db_rollback (db);
  return FALSE;
}

gboolean
sb_schema_upgrade (SbDb *db, int from, int to, GError **error)
{
  for (int version = from + 1; version <= to; version++)
    if (!sb_schema_run (db, version, sb_schema_sql (version), error))
      return FALSE;
  return TRUE;
}

char *
sb_schema_digest (SbDb *db)
{
  g_autoptr (GChecksum) checksum = g_checksum_new (G_CHECKSUM_SHA256);
  g_autoptr (GError) local = NULL;
  /* Statistics (sqlite_stat…) and the indexes of UNIQUE columns follow from the rest. */
  g_autoptr (SbStmt) stmt = sb_db_query (db,
                                         "SELECT type, name, tbl_name, sql FROM sqlite_schema "
                                         "WHERE name NOT LIKE 'sqlite\\_%' ESCAPE '\\' ORDER BY type, name", &local);

  while (stmt != NULL && sb_stmt_next (stmt, &local))
    for (int column = 0; column < 4; column++)
      {
        const char *text = sb_stmt_text (stmt, column);

        if (text != NULL)
          g_checksum_update (checksum, (const guchar *) text, -1);
        g_checksum_update (checksum, (const guchar *) "\n", 1);
      }
  return local == NULL ? g_strdup (g_checksum_get_string (checksum)) : NULL;
}

static char *
expected_digest (int version)
{
  g_autoptr (SbDb) db = sb_db_open (":memory:", SB_DB_MEMORY, NULL);

  return db != NULL && sb_schema_upgrade (db, 0, version, NULL) ? sb_schema_digest (db) : NULL;
}

gboolean
sb_schema_is_ours (SbDb *db, int version)
{
  g_autofree char *expected = expected_digest (version);
  g_autofree char *found = sb_schema_digest (db);

  return expected != NULL && found != NULL && g_str_equal (expected, found);
}

/* SPDX-License-Identifier: GPL-3.0-or-later */
/* apply: edits as JSON lines. Each line is one change of its own, acknowledged after its commit has returned. */
#include "sb-config.h"

#include "cli/sb-cli.h"

#include "cli/sb-cli-record.h"
#include "core/sb-money.h"

#include <errno.h>
#include <glib/gi18n-lib.h>
#include <math.h>
#include <stdio.h>
#include <string.h>

#define SCRIPT_ERROR g_quark_from_static_string ("sb-script-error")

typedef struct {
  SbCli       *cli;
  SbWorkspace *workspace;
  guint64      line;
} Script;

static gboolean
complain (GError **error, const char *format, ...) G_GNUC_PRINTF (2, 3);

static gboolean
complain (GError **error, const char *format, ...)
{
  va_list arguments;

  va_start (arguments, format);
  g_propagate_error (error, g_error_new_valist (SCRIPT_ERROR, SB_EXIT_DATA, format, arguments));
  va_end (arguments);
  return FALSE;
}

static char *
node_text (JsonNode *node)
{
  GType type = json_node_get_value_type (node);

  if (type == G_TYPE_STRING)
    return g_strdup (json_node_get_string (node));
  if (type == G_TYPE_INT64)
    return g_strdup_printf ("%" G_GINT64_FORMAT, json_node_get_int (node));
  if (type == G_TYPE_BOOLEAN)
    return g_strdup (json_node_get_boolean (node) ? "yes" : "no");
  if (type == G_TYPE_DOUBLE)
    {
      char buffer[G_ASCII_DTOSTR_BUF_SIZE];

      return g_strdup (g_ascii_dtostr (buffer, sizeof buffer, json_node_get_double (node)));
    }
  return NULL;
}

/* A member named like the column (amount_minor, share_ppm) holds stored units; named like the field, a technical
 * text. */
static gboolean
read_value (Script *script, const SbField *field, const char *member, JsonNode *node, int exponent, SbValue *value,
            GError **error)
{
  g_autofree char *text = NULL;

  *value = SB_VALUE_EMPTY;
  if (JSON_NODE_HOLDS_NULL (node))
    return TRUE;
  if (!JSON_NODE_HOLDS_VALUE (node))
    return complain (error, _("“%s” holds a list or an object where one value belongs."), member);
  if (json_node_get_value_type (node) == G_TYPE_INT64 && g_str_equal (member, field->column) &&
      field->kind != SB_KIND_TEXT && field->kind != SB_KIND_NOTE && field->kind != SB_KIND_NUMBER)
    {
      *value = sb_value_int (json_node_get_int (node));
      return TRUE;
    }
  text = node_text (node);
  return sb_cli_value (sb_workspace_get_reader (script->workspace), field, text, exponent, value, error);
}

static const char *
text_member (JsonObject *object, const char *name)
{
  JsonNode *node = json_object_has_member (object, name) ? json_object_get_member (object, name) : NULL;

  return node != NULL && JSON_NODE_HOLDS_VALUE (node) && json_node_get_value_type (node) == G_TYPE_STRING
           ? json_node_get_string (node)
           : NULL;
}

static int
exponent_of (Script *script, const SbRecordType *type, gint32 id, JsonObject *values)
{
  const char *currency = NULL;
  g_autoptr (SbRecord) record = NULL;
  int exponent;

  if (sb_record_type_field (type, "currency") == NULL)
    return sb_workspace_get_exponent (script->workspace);
  if (text_member (values, "currency") != NULL)
    currency = text_member (values, "currency");
  else if (id > 0)
    {
      record = sb_reader_get (sb_workspace_get_reader (script->workspace), type, id, NULL);
      currency = record == NULL ? NULL : sb_record_text (record, "currency");
    }
  exponent = currency == NULL ? -1 : sb_currency_exponent (currency);
  return exponent >= 0 ? exponent : sb_workspace_get_exponent (script->workspace);
}

static gboolean
set_values (Script *script, SbChange *change, const SbRecordType *type, gint32 id, int handle, JsonObject *values,
            GError **error)
{
  int exponent = exponent_of (script, type, id, values);
  g_autoptr (GList) members = json_object_get_members (values);

  for (GList *l = members; l != NULL; l = l->next)
    {
      const SbField *field = sb_record_type_field (type, l->data);
      g_auto (SbValue) value = SB_VALUE_EMPTY;

      if (field == NULL)
        return complain (error, _("“%s” has no field “%s”."), type->name, (const char *) l->data);
      if (!read_value (script, field, l->data, json_object_get_member (values, l->data), exponent, &value, error))
        return FALSE;
      if (handle > 0)
        sb_change_set (change, handle, field->name, value);
      else
        sb_change_update (change, type, id, field->name, value);
    }
  return TRUE;
}

static void
acknowledge (gint32 id, gint64 change)
{
  if (id > 0)
    printf ("{\"ok\":true,\"id\":%d,\"change\":%" G_GINT64_FORMAT "}\n", id, change);
  else
    printf ("{\"ok\":true,\"id\":null,\"change\":%" G_GINT64_FORMAT "}\n", change);
  fflush (stdout);
}

static gboolean
walk (Script *script, gboolean redo, GError **error)
{
  g_autofree char *label = redo ? sb_workspace_redo_label (script->workspace)
                                : sb_workspace_undo_label (script->workspace);
  g_autoptr (GPtrArray) steps = NULL;
  const SbRecordType *type;
  gint32 id = 0;
  gint64 change = 0;

  if (label == NULL)
    return complain (error, "%s", redo ? _("There is nothing more to do again.")
                                       : _("There is nothing more to take back."));
  if (!(redo ? sb_workspace_redo (script->workspace, NULL, &type, &id, error)
             : sb_workspace_undo (script->workspace, NULL, &type, &id, error)))
    return FALSE;
  steps = sb_reader_steps (sb_workspace_get_reader (script->workspace), 1, NULL);
  if (steps != NULL && steps->len > 0)
    change = ((const SbStep *) g_ptr_array_index (steps, 0))->change;
  acknowledge (id, change);
  return TRUE;
}

static gint32
record_id (Script *script, const SbRecordType *type, JsonObject *object)
{
  JsonNode *node = json_object_has_member (object, "id") ? json_object_get_member (object, "id") : NULL;
  g_autofree char *text = node == NULL || !JSON_NODE_HOLDS_VALUE (node) ? NULL : node_text (node);

  return text == NULL ? 0 : sb_cli_find (sb_workspace_get_reader (script->workspace), type, text);
}

static gboolean
edit (Script *script, JsonObject *object, const char *op, GError **error)
{
  const char *type_name = text_member (object, "type");
  const SbRecordType *type = type_name == NULL ? NULL : sb_record_type_find (type_name);
  gboolean create = g_str_equal (op, "create");
  JsonObject *values = json_object_has_member (object, "values") &&
                           JSON_NODE_HOLDS_OBJECT (json_object_get_member (object, "values"))
                         ? json_object_get_object_member (object, "values")
                         : NULL;
  g_autofree char *label = NULL;
  g_autoptr (SbChange) change = NULL;
  g_autoptr (GArray) ids = NULL;
  gint64 number = 0;
  gint32 id = 0;

  if (type == NULL)
    return complain (error, _("There is no record type “%s”."), type_name == NULL ? "" : type_name);
  if (!create && (id = record_id (script, type, object)) == 0)
    return complain (error, _("There is no such %s. Give its “id”."), type->name);
  if (!g_str_equal (op, "delete") && values == NULL)
    return complain (error, _("“%s” needs an object “values”."), op);
  label = g_strdup_printf ("%s %s", op, type->name);
  change = sb_change_new (label);
  if (script->cli->as_of_given)
    sb_change_set_as_of (change, script->cli->as_of);
  if (g_str_equal (op, "delete"))
    sb_change_archive (change, type, id);
  else if (!set_values (script, change, type, id, create ? sb_change_create (change, type) : 0, values, error))
    return FALSE;
  if (!sb_workspace_apply (script->workspace, change, &ids, &number, error))
    return FALSE;
  acknowledge (create && ids->len > 0 ? g_array_index (ids, gint32, 0) : id, number);
  return TRUE;
}

static gboolean
apply_line (Script *script, const char *line, GError **error)
{
  g_autoptr (JsonParser) parser = json_parser_new ();
  JsonObject *object;
  const char *op;

  if (!json_parser_load_from_data (parser, line, -1, NULL) || json_parser_get_root (parser) == NULL ||
      !JSON_NODE_HOLDS_OBJECT (json_parser_get_root (parser)))
    return complain (error, "%s", _("This is no JSON object. Each line of a script is one."));
  object = json_node_get_object (json_parser_get_root (parser));
  op = text_member (object, "op");
  if (op == NULL)
    return complain (error, "%s", _("The line has no “op”: create, update, delete, undo or redo."));
  if (g_str_equal (op, "undo") || g_str_equal (op, "redo"))
    return walk (script, g_str_equal (op, "redo"), error);
  if (g_str_equal (op, "create") || g_str_equal (op, "update") || g_str_equal (op, "delete"))
    return edit (script, object, op, error);
  return complain (error, _("There is no operation “%s”: use create, update, delete, undo or redo."), op);
}

static int
apply_all (Script *script, FILE *file, const char *name)
{
  g_autofree char *line = NULL;
  gsize size = 0;
  gssize length;

  while ((length = getline (&line, &size, file)) >= 0)
    {
      g_autoptr (GError) error = NULL;
      int status;

      script->line++;
      if (line[strspn (line, " \t\r\n")] == '\0')
        continue;
      if (g_utf8_validate (line, length, NULL) && apply_line (script, line, &error))
        continue;
      if (error == NULL)
        complain (&error, "%s", _("The line is not UTF-8."));
      status = error->domain == SCRIPT_ERROR || error->domain == SB_RECORD_ERROR ? SB_EXIT_DATA
                                                                                  : sb_store_error_exit_status (error);
      g_printerr ("sales-balance-cli: %s:%" G_GUINT64_FORMAT ": %s\n", name, script->line, error->message);
      return status;
    }
  return SB_EXIT_OK;
}

int
sb_cmd_apply (SbCli *cli, int argc, char **argv)
{
  g_auto (GStrv) rest = NULL;
  g_autoptr (SbWorkspace) workspace = NULL;
  Script script = { .cli = cli };
  FILE *file = stdin;
  int status;

  if (!sb_cli_parse (cli, NULL, argc, argv, &rest) || !sb_cli_expect (cli, rest, 1, 1))
    return SB_EXIT_USAGE;
  if (!g_str_equal (rest[0], "-"))
    file = fopen (rest[0], "re");
  if (file == NULL)
    return sb_cli_fail (cli, SB_EXIT_OPEN, _("The script “%s” cannot be read: %s."), rest[0], g_strerror (errno));
  workspace = sb_cli_open (cli, TRUE, &status);
  if (workspace != NULL)
    {
      script.workspace = workspace;
      status = apply_all (&script, file, rest[0]);
      sb_workspace_close (workspace);
    }
  if (file != stdin)
    fclose (file);
  return status;
}

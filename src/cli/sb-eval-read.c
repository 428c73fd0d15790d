/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Reads typed values out of the JSON of a case. Called by the handlers; every refusal is one sentence that names the
 * member. */
#include "sb-config.h"

#include "cli/sb-eval.h"

#include <glib/gi18n-lib.h>
#include <math.h>
#include <stdlib.h>
#include <string.h>

#define WHOLE_LIMIT 9007199254740992.0 /* 2⁵³: a real up to here can be a whole number */

G_DEFINE_QUARK (sb-eval-error-quark, sb_eval_error)

gboolean
sb_eval_fail (GError **error, const char *format, ...)
{
  va_list args;
  g_autofree char *message = NULL;

  va_start (args, format);
  message = g_strdup_vprintf (format, args);
  va_end (args);
  g_set_error_literal (error, SB_EVAL_ERROR, SB_EVAL_ERROR_INPUT, message);
  return FALSE;
}

JsonObject *
sb_eval_object (JsonNode *node, GError **error)
{
  if (node != NULL && JSON_NODE_HOLDS_OBJECT (node))
    return json_node_get_object (node);
  sb_eval_fail (error, _("The case must be an object."));
  return NULL;
}

JsonNode *
sb_eval_member (JsonObject *object, const char *key, GError **error)
{
  JsonNode *node = json_object_get_member (object, key);

  if (node == NULL)
    sb_eval_fail (error, _("“%s” is missing."), key);
  return node;
}

JsonObject *
sb_eval_member_object (JsonObject *object, const char *key, GError **error)
{
  JsonNode *node = sb_eval_member (object, key, error);

  if (node == NULL)
    return NULL;
  if (JSON_NODE_HOLDS_OBJECT (node))
    return json_node_get_object (node);
  sb_eval_fail (error, _("“%s” must be an object."), key);
  return NULL;
}

JsonArray *
sb_eval_node_array (JsonNode *node, const char *key, GError **error)
{
  if (node == NULL)
    return NULL;
  if (JSON_NODE_HOLDS_ARRAY (node))
    return json_node_get_array (node);
  sb_eval_fail (error, _("“%s” must be a list."), key);
  return NULL;
}

JsonArray *
sb_eval_array (JsonObject *object, const char *key, GError **error)
{
  return sb_eval_node_array (sb_eval_member (object, key, error), key, error);
}

gboolean
sb_eval_node_int (JsonNode *node, const char *key, gint64 *out, GError **error)
{
  GType type = node != NULL && JSON_NODE_HOLDS_VALUE (node) ? json_node_get_value_type (node) : G_TYPE_INVALID;

  if (type == G_TYPE_INT64)
    {
      *out = json_node_get_int (node);
      return TRUE;
    }
  if (type == G_TYPE_DOUBLE)
    {
      double value = json_node_get_double (node);

      if (fabs (value) <= WHOLE_LIMIT && floor (value) >= value)
        {
          *out = (gint64) value;
          return TRUE;
        }
    }
  return sb_eval_fail (error, _("“%s” must be a whole number."), key);
}

gboolean
sb_eval_node_real (JsonNode *node, const char *key, double *out, GError **error)
{
  GType type = node != NULL && JSON_NODE_HOLDS_VALUE (node) ? json_node_get_value_type (node) : G_TYPE_INVALID;
  SbRational rational;

  if (type == G_TYPE_INT64)
    *out = (double) json_node_get_int (node);
  else if (type == G_TYPE_DOUBLE)
    *out = json_node_get_double (node);
  else if (type == G_TYPE_STRING && sb_rational_parse (json_node_get_string (node), &rational))
    *out = sb_rational_to_real (rational);
  else
    return sb_eval_fail (error, _("“%s” must be a number."), key);
  if (!isfinite (*out))
    return sb_eval_fail (error, _("“%s” must be a finite number."), key);
  return TRUE;
}

/* The fraction that the shortest decimal of a real stands for: 0.1 is 1/10. */
static gboolean
rational_from_real (double value, SbRational *out)
{
  char text[G_ASCII_DTOSTR_BUF_SIZE + 16], *exponent_text;
  gint64 num = 0, den = 1;
  int exponent, precision = 0;

  do
    g_ascii_formatd (text, sizeof text,
                     (char[]){ '%', '.', (char) ('0' + precision / 10), (char) ('0' + precision % 10), 'e', 0 }, value);
  while (g_ascii_strtod (text, NULL) != value && ++precision <= 17);
  exponent_text = strchr (text, 'e');
  if (exponent_text == NULL)
    return FALSE;
  exponent = atoi (exponent_text + 1) - precision;
  for (const char *c = text; c < exponent_text; c++)
    if (g_ascii_isdigit (*c)
        && (__builtin_mul_overflow (num, 10, &num) || __builtin_add_overflow (num, *c - '0', &num)))
      return FALSE;
  for (; exponent > 0 && num != 0; exponent--)
    if (__builtin_mul_overflow (num, 10, &num))
      return FALSE;
  for (; exponent < 0 && num % 10 == 0 && num != 0; exponent++)
    num /= 10;
  for (; exponent < 0 && num != 0; exponent++)
    if (__builtin_mul_overflow (den, 10, &den))
      return FALSE;
  *out = sb_rational (text[0] == '-' ? -num : num, den);
  return TRUE;
}

gboolean
sb_eval_node_rational (JsonNode *node, const char *key, SbRational *out, GError **error)
{
  GType type = node != NULL && JSON_NODE_HOLDS_VALUE (node) ? json_node_get_value_type (node) : G_TYPE_INVALID;
  gboolean done = FALSE;

  if (type == G_TYPE_INT64 && json_node_get_int (node) > G_MININT64)
    {
      *out = (SbRational) { json_node_get_int (node), 1 };
      done = TRUE;
    }
  else if (type == G_TYPE_DOUBLE && isfinite (json_node_get_double (node)))
    done = rational_from_real (json_node_get_double (node), out);
  else if (type == G_TYPE_STRING)
    done = sb_rational_parse (json_node_get_string (node), out);
  return done || sb_eval_fail (error, _("“%s” must be a fraction such as \"3/4\" or a number."), key);
}

gboolean
sb_eval_int (JsonObject *object, const char *key, gint64 *out, GError **error)
{
  JsonNode *node = sb_eval_member (object, key, error);

  return node != NULL && sb_eval_node_int (node, key, out, error);
}

gboolean
sb_eval_real (JsonObject *object, const char *key, double *out, GError **error)
{
  JsonNode *node = sb_eval_member (object, key, error);

  return node != NULL && sb_eval_node_real (node, key, out, error);
}

gboolean
sb_eval_rational (JsonObject *object, const char *key, SbRational *out, GError **error)
{
  JsonNode *node = sb_eval_member (object, key, error);

  return node != NULL && sb_eval_node_rational (node, key, out, error);
}

gboolean
sb_eval_bool (JsonObject *object, const char *key, gboolean *out, GError **error)
{
  JsonNode *node = sb_eval_member (object, key, error);

  if (node == NULL)
    return FALSE;
  if (!JSON_NODE_HOLDS_VALUE (node) || json_node_get_value_type (node) != G_TYPE_BOOLEAN)
    return sb_eval_fail (error, _("“%s” must be true or false."), key);
  *out = json_node_get_boolean (node);
  return TRUE;
}

GArray *
sb_eval_ints (JsonNode *node, const char *key, GError **error)
{
  JsonArray *array = sb_eval_node_array (node, key, error);
  g_autoptr (GArray) values = NULL;

  if (array == NULL)
    return NULL;
  values = g_array_new (FALSE, FALSE, sizeof (gint64));
  for (guint i = 0; i < json_array_get_length (array); i++)
    {
      gint64 value;

      if (!sb_eval_node_int (json_array_get_element (array, i), key, &value, error))
        return NULL;
      g_array_append_val (values, value);
    }
  return g_steal_pointer (&values);
}

GArray *
sb_eval_reals (JsonNode *node, const char *key, GError **error)
{
  JsonArray *array = sb_eval_node_array (node, key, error);
  g_autoptr (GArray) values = NULL;

  if (array == NULL)
    return NULL;
  values = g_array_new (FALSE, FALSE, sizeof (double));
  for (guint i = 0; i < json_array_get_length (array); i++)
    {
      double value;

      if (!sb_eval_node_real (json_array_get_element (array, i), key, &value, error))
        return NULL;
      g_array_append_val (values, value);
    }
  return g_steal_pointer (&values);
}

GArray *
sb_eval_rationals (JsonNode *node, const char *key, GError **error)
{
  JsonArray *array = sb_eval_node_array (node, key, error);
  g_autoptr (GArray) values = NULL;

  if (array == NULL)
    return NULL;
  values = g_array_new (FALSE, FALSE, sizeof (SbRational));
  for (guint i = 0; i < json_array_get_length (array); i++)
    {
      SbRational value;

      if (!sb_eval_node_rational (json_array_get_element (array, i), key, &value, error))
        return NULL;
      g_array_append_val (values, value);
    }
  return g_steal_pointer (&values);
}

void
sb_eval_put_ints (JsonObject *out, const char *key, const gint64 *values, gsize n)
{
  JsonArray *array = json_array_sized_new ((guint) n);

  for (gsize i = 0; i < n; i++)
    json_array_add_int_element (array, values[i]);
  json_object_set_array_member (out, key, array);
}

void
sb_eval_put_reals (JsonObject *out, const char *key, const double *values, gsize n)
{
  JsonArray *array = json_array_sized_new ((guint) n);

  for (gsize i = 0; i < n; i++)
    json_array_add_double_element (array, values[i]);
  json_object_set_array_member (out, key, array);
}

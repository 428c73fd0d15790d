/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Text in runs, built from translatable templates. Knows no widget. */
#include "model/sb-sentence.h"

#include <stdarg.h>
#include <string.h>

typedef struct {
  char    *text;
  char    *key;
  gboolean strong;
} Run;

struct _SbSentence {
  GArray *runs;
};

static void
clear_run (gpointer data)
{
  Run *run = data;

  g_free (run->text);
  g_free (run->key);
}

SbSentence *
sb_sentence_new (void)
{
  SbSentence *self = g_new0 (SbSentence, 1);

  self->runs = g_array_new (FALSE, FALSE, sizeof (Run));
  g_array_set_clear_func (self->runs, clear_run);
  return self;
}

void
sb_sentence_free (SbSentence *self)
{
  if (self == NULL)
    return;
  g_array_unref (self->runs);
  g_free (self);
}

static void
append (SbSentence *self, const char *text, gssize length, const char *key, gboolean strong)
{
  Run run = { length < 0 ? g_strdup (text) : g_strndup (text, (gsize) length), g_strdup (key), strong };

  if (run.text[0] == '\0')
    clear_run (&run);
  else
    g_array_append_val (self->runs, run);
}

SbSentence *
sb_sentence_copy (const SbSentence *self)
{
  SbSentence *copy;

  g_return_val_if_fail (self != NULL, NULL);

  copy = sb_sentence_new ();
  for (guint i = 0; i < self->runs->len; i++)
    {
      const Run *run = &g_array_index (self->runs, Run, i);

      append (copy, run->text, -1, run->key, run->strong);
    }
  return copy;
}

/* A blank between sentences, which Chinese does not want. */
static gboolean
wants_blank (SbSentence *self)
{
  static const char *const full_width[] = { "。", "！", "？", "；", "，", "：", " ", NULL };
  const char *text;

  if (self->runs->len == 0)
    return FALSE;
  text = g_array_index (self->runs, Run, self->runs->len - 1).text;
  for (gsize i = 0; full_width[i] != NULL; i++)
    if (g_str_has_suffix (text, full_width[i]))
      return FALSE;
  return TRUE;
}

typedef struct {
  const char *name;
  const char *text;
  const char *key;
} Argument;

static const Argument *
find_argument (GArray *arguments, const char *name, gsize length)
{
  for (guint i = 0; i < arguments->len; i++)
    {
      const Argument *argument = &g_array_index (arguments, Argument, i);

      if (strlen (argument->name) == length && strncmp (argument->name, name, length) == 0)
        return argument;
    }
  return NULL;
}

static void
add_template (SbSentence *self, const char *template, gboolean strong, GArray *arguments)
{
  const char *at = template, *open;

  if (wants_blank (self))
    append (self, " ", 1, NULL, FALSE);
  while ((open = strchr (at, '{')) != NULL)
    {
      const char *close = strchr (open, '}');
      const Argument *argument = close == NULL ? NULL : find_argument (arguments, open + 1, (gsize) (close - open - 1));

      if (close == NULL)
        break;
      append (self, at, open - at, NULL, strong);
      if (argument != NULL)
        append (self, argument->text, -1, argument->key, strong);
      else
        append (self, open, close - open + 1, NULL, strong);
      at = close + 1;
    }
  append (self, at, -1, NULL, strong);
}

static void
add_list (SbSentence *self, const char *template, gboolean strong, va_list list)
{
  g_autoptr (GArray) arguments = g_array_new (FALSE, FALSE, sizeof (Argument));
  const char *name;

  while ((name = va_arg (list, const char *)) != NULL)
    {
      Argument argument = { name, NULL, NULL };

      argument.text = va_arg (list, const char *);
      argument.key = va_arg (list, const char *);
      if (argument.text == NULL)
        argument.text = "";
      g_array_append_val (arguments, argument);
    }
  add_template (self, template, strong, arguments);
}

void
sb_sentence_add (SbSentence *self, const char *template, ...)
{
  va_list list;

  g_return_if_fail (self != NULL && template != NULL);

  va_start (list, template);
  add_list (self, template, FALSE, list);
  va_end (list);
}

void
sb_sentence_add_strong (SbSentence *self, const char *template, ...)
{
  va_list list;

  g_return_if_fail (self != NULL && template != NULL);

  va_start (list, template);
  add_list (self, template, TRUE, list);
  va_end (list);
}

gsize
sb_sentence_n_runs (const SbSentence *self)
{
  g_return_val_if_fail (self != NULL, 0);

  return self->runs->len;
}

SbRun
sb_sentence_get_run (const SbSentence *self, gsize index)
{
  SbRun run = { "", NULL, FALSE };

  g_return_val_if_fail (self != NULL && index < self->runs->len, run);

  run.text = g_array_index (self->runs, Run, index).text;
  run.key = g_array_index (self->runs, Run, index).key;
  run.strong = g_array_index (self->runs, Run, index).strong;
  return run;
}

char *
sb_sentence_to_text (const SbSentence *self)
{
  GString *text = g_string_new (NULL);

  g_return_val_if_fail (self != NULL, NULL);

  for (guint i = 0; i < self->runs->len; i++)
    g_string_append (text, g_array_index (self->runs, Run, i).text);
  return g_string_free (text, FALSE);
}

/* SPDX-License-Identifier: GPL-3.0-or-later */
/* JSON as text that every reader takes: json-glib leaves most control characters as they are, which JSON forbids. */
#pragma once

#include <json-glib/json-glib.h>

G_BEGIN_DECLS

/* The node on one line, control characters escaped. transfer full. */
char *sb_json_to_text (JsonNode *node);

G_END_DECLS

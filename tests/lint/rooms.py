#!/usr/bin/python3
# SPDX-License-Identifier: GPL-3.0-or-later
"""The room table of src/DESIGN.md: who may include whom, and where SQLite, GTK, SQL text and raw markup setters may stand."""
import re

from sources import bare, files, finish, read

ROOMS = {
    "core": set(),
    "records": {"core"},
    "analysis": {"core"},
    "store": {"core", "records"},
    "charts": {"core", "analysis"},
    "exchange": {"core", "records", "store", "analysis", "charts"},
    "model": {"core", "records", "analysis", "store", "exchange"},
    "widgets": {"core", "records", "analysis", "charts", "model"},
    "views": {"core", "records", "analysis", "charts", "model", "widgets"},
    "app": {"core", "records", "analysis", "store", "charts", "exchange", "model", "widgets", "views"},
    "cli": {"core", "records", "analysis", "store", "charts", "exchange", "model"},
}
# What the records of a workspace look like in memory is the store's; model hands it on, so screens may name these.
SHARED_HEADERS = {"store/sb-record.h", "store/sb-query.h", "store/sb-change.h", "store/sb-reader.h",
                  "store/sb-workspace.h", "store/sb-store-error.h", "exchange/sb-import.h", "exchange/sb-import-report.h"}
OUTSIDE = [
    (r"sqlite3\.h", {"store"}),
    (r"(gtk/|gdk/|gsk/|adwaita)", {"widgets", "views", "app"}),
    (r"(cairo|pango/)", {"charts", "widgets", "views", "app"}),
    (r"json-glib/", {"exchange", "cli", "store", "model"}),
    (r"(csv\.h|uchardet|zip\.h)", {"exchange"}),
    (r"gio/", {"store", "charts", "exchange", "model", "widgets", "views", "app", "cli"}),
]
PURE = {"core", "analysis"}
IMPURE = re.compile(r"\b(g_get_real_time|g_date_time_new_now\w*|setlocale|getenv|g_getenv|fopen|g_file_\w+|rand|g_random_\w+|"
                    r"localtime\w*|time \(NULL\))\s*\(")
SQL = re.compile(r'"\s*(SELECT\s|INSERT\s+(OR\s+\w+\s+)?INTO\s|UPDATE\s+\w+\s+SET\s|DELETE\s+FROM\s|CREATE\s+(TABLE|INDEX|'
                 r'TEMP|VIRTUAL)|PRAGMA\s)')
RAW_TEXT = re.compile(r"\b(gtk_label_set_markup|gtk_label_set_label|adw_preferences_row_set_title|adw_action_row_set_subtitle|"
                      r"adw_expander_row_set_subtitle|adw_toast_new|adw_toast_set_title|adw_status_page_set_description|"
                      r"adw_preferences_group_set_(title|description)|adw_message_dialog_format_body_markup|"
                      r"gtk_widget_set_tooltip_markup)\s*\(")

problems = []
for path in files(".c", ".h", under="src"):
    room = path.split("/")[1]
    if room not in ROOMS:
        problems.append("%s: no such room" % path)
        continue
    text = read(path)
    for number, line in enumerate(bare(text, keep_strings=True).split("\n"), 1):
        where = "%s:%d: " % (path, number)
        inner = re.match(r'\s*#\s*include\s+"([^"]+)"', line)
        if inner:
            target = inner.group(1)
            other = target.split("/")[0]
            if other in ROOMS and other != room and other not in ROOMS[room] and \
                    not (target in SHARED_HEADERS and room in {"model", "widgets", "views"}):
                problems.append(where + "%s may not include %s" % (room, target))
            if room == "views" and other == "views" and target.split("/")[1] != path.split("/")[2]:
                problems.append(where + "a page may not include another page: " + target)
            if "/" not in target and target not in {"sb-config.h"} and not target.endswith("-resources.h"):
                problems.append(where + 'name the room: "%s"' % target)
        outer = re.match(r"\s*#\s*include\s+<([^>]+)>", line)
        if outer:
            for pattern, allowed in OUTSIDE:
                if re.match(pattern, outer.group(1)) and room not in allowed:
                    problems.append(where + "<%s> does not belong in %s" % (outer.group(1), room))
        if SQL.search(line) and room != "store":
            problems.append(where + "SQL text outside the store")
        if room in PURE and IMPURE.search(line) and not path.startswith(("src/core/sb-clock", "src/core/sb-text")):
            problems.append(where + "reads the world: " + IMPURE.search(line).group(1))
        if RAW_TEXT.search(line) and not path.startswith("src/widgets/sb-text-guard"):
            problems.append(where + "user text goes through widgets/sb-text-guard: " + RAW_TEXT.search(line).group(1))
        if re.match(r"\s*#\s*if(def|ndef)?\b", line):
            problems.append(where + "no conditional compilation")
finish(problems, "rooms")

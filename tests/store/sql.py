#!/usr/bin/env python3
# SPDX-License-Identifier: GPL-3.0-or-later
"""Every SQL text of the store is prepared against the schema, and the hot ones use the index they were written for.
sql.py SOURCE-DIR. Texts with a format in them (names of described tables) are prepared by the C tests that run them."""
import os
import re
import sqlite3
import sys

root = sys.argv[1]
db = sqlite3.connect(":memory:")
schema = os.path.join(root, "data", "schema")
for name in sorted(os.listdir(schema)):
    if name.endswith(".sql"):
        with open(os.path.join(schema, name), encoding="utf-8") as file:
            db.executescript(file.read())
db.create_function("sb_fold", 1, lambda text: text)

STRING = r'"(?:[^"\\]|\\.)*"'
TEXTS = re.compile(STRING + r"(?:[\s\\]*" + STRING + ")*")
VERBS = re.compile(r"(SELECT|INSERT|UPDATE|DELETE|WITH) ")
HOT = {  # a part of the text: what its plan must contain
    "FROM step WHERE state = 'done'": "USING INDEX step_by_state",
    "FROM step WHERE state = 'undone' ORDER BY id LIMIT 1": "USING INDEX step_by_state",
    "changeset, ranges FROM step WHERE base_id": "USING INDEX step_by_base",
    "FROM field_change WHERE record_type = ?1 AND record_id = ?2 UNION": "USING INDEX field_change_by_record",
    "AND field = 'expected_close_on' ORDER BY record_id": "USING INDEX field_change_of_closing",
    "FROM extra_value WHERE record_type = ?1 AND record_id = ?2 ": "INDEX extra_value_by_record",
    "FROM source_key WHERE source = ?1 AND object": "source_key_by_ext_id",
    "FROM source_key WHERE record_type": "INDEX source_key_by_record",
    "FROM stage_visit WHERE deal_id = ?1": "USING INDEX stage_visit_by_deal",
    "DELETE FROM search_entry WHERE id BETWEEN": "USING INTEGER PRIMARY KEY",
}
problems, prepared, seen = [], 0, set()
folder = os.path.join(root, "src", "store")
for name in sorted(os.listdir(folder)):
    if not name.endswith(".c"):
        continue
    with open(os.path.join(folder, name), encoding="utf-8") as file:
        text = file.read()
    for match in TEXTS.finditer(text):
        parts = re.findall(STRING, match.group(0))
        sql = "".join(part[1:-1] for part in parts).replace('\\"', '"').replace("\\\\", "\\")
        if not VERBS.match(sql) or "%" in sql.replace("'sqlite\\_%'", "").replace("'CREATE INDEX %'", ""):
            continue
        if sql.endswith((" ", ", ", "=")) or " FROM " not in sql and sql.startswith("SELECT") or "G_GINT64_FORMAT" in text[match.end():match.end() + 20]:
            continue
        try:
            if ";" in sql:
                db.executescript(sql)
                continue
            numbers = [int(n) for n in re.findall(r"\?(\d+)", sql)]
            values = [None] * (max(numbers) if numbers else sql.count("?"))
            plan = " | ".join(row[3] for row in db.execute("EXPLAIN QUERY PLAN " + sql, values))
        except sqlite3.Error as error:
            problems.append("%s: %s: %s" % (name, error, sql))
            continue
        prepared += 1
        for part, expected in HOT.items():
            if part in sql:
                seen.add(part)
                if expected not in plan:
                    problems.append("%s: %s: the plan is %s" % (name, sql, plan))
problems += ["no such text any more: " + part for part in HOT if part not in seen]
print("%d texts prepared, %d plans compared" % (prepared, len(seen)))
if prepared < 40:
    problems.append("too few texts were found")
print("\n".join(problems))
sys.exit(1 if problems else 0)

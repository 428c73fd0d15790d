#!/usr/bin/env python3
# SPDX-License-Identifier: GPL-3.0-or-later
"""What must hold after a kill, a power cut or a disk error: verify.py CLI WORKSPACE ACKNOWLEDGED. Exit 0 all is kept,
2 an acknowledged change is lost, 3 the file is broken, 4 half a step is there. Runs without the injector."""
import os
import sqlite3
import subprocess
import sys

cli, workspace, acknowledged = sys.argv[1:4]
told = 0
if os.path.exists(acknowledged):
    with open(acknowledged, errors="replace") as file:
        told = sum(1 for line in file if line.startswith('{"ok":true') and line.endswith("\n"))
if not os.path.exists(workspace):
    sys.exit(2 if told else 0)


def run(*arguments):
    done = subprocess.run([cli, "--workspace", workspace, *arguments], input="", capture_output=True, text=True)
    if done.returncode != 0:
        print(arguments, done.returncode, done.stdout, done.stderr)
        sys.exit(3)


run("check")
run("apply", "-")  # opens it for writing, as the application would
try:
    db = sqlite3.connect(workspace)
    number = lambda sql: db.execute(sql).fetchone()[0]
    if db.execute("PRAGMA integrity_check").fetchall() != [("ok",)]:
        sys.exit(3)
    if db.execute("PRAGMA foreign_key_check").fetchall():
        sys.exit(3)
    deals = number("SELECT count(*) FROM deal")
    indexed = number("SELECT count(*) FROM search_entry e JOIN deal d ON e.id & 2147483647 = d.id "
                     "AND e.title = lower (d.name)")
    if indexed < deals or number("SELECT count(*) FROM stage_visit WHERE outcome = 'open'") != deals:
        print("half a step")
        sys.exit(4)
    if number("SELECT count(*) FROM step") < told:
        print("lost")
        sys.exit(2)
except sqlite3.Error as error:
    print(error)
    sys.exit(3)

#!/usr/bin/python3
# SPDX-License-Identifier: GPL-3.0-or-later
"""Every calculation of `eval` on its golden cases: whole numbers, words and lengths exactly, reals within
max (1e-9, 1e-6 × |expected|). Also the command's manners: bad cases in their place, unknown names, empty lists.

  vectors.py SALES-BALANCE-CLI FOLDER-OF-VECTORS"""
import json
import os
import subprocess
import sys
from fractions import Fraction

TOOL, FOLDER = sys.argv[1:3]
NOT_COMPARED = {"in", "check", "mc_tolerance", "optima_count"}
failures = []


def run(name, text):
    result = subprocess.run([TOOL, "eval", name], input=text, capture_output=True, text=True, timeout=60)
    return result.returncode, result.stdout


def differs(expected, got, where):
    """The first difference as text, or None."""
    if isinstance(expected, dict):
        if not isinstance(got, dict):
            return where + ": no object"
        for key, value in expected.items():
            if key in NOT_COMPARED:
                continue
            found = differs(value, got.get(key), where + "." + key)
            if found:
                return found
        return None
    if isinstance(expected, list):
        if not isinstance(got, list) or len(got) != len(expected):
            return "%s: another length" % where
        return next(filter(None, (differs(e, g, "%s[%d]" % (where, i)) for i, (e, g) in enumerate(zip(expected, got)))), None)
    if isinstance(expected, bool) or expected is None or isinstance(expected, str):
        return None if got == expected and type(got) is type(expected) else "%s: %r, not %r" % (where, got, expected)
    if not isinstance(got, (int, float)) or isinstance(got, bool):
        return "%s: %r, not %r" % (where, got, expected)
    if isinstance(expected, int) and isinstance(got, int):
        return None if got == expected else "%s: %d, not %d" % (where, got, expected)
    return None if abs(got - expected) <= max(1e-9, 1e-6 * abs(expected)) else "%s: %r, not %r" % (where, got, expected)


def rounded(case, got, where):
    """A rounded table is one of many: its margins, its cells and its total error count."""
    if got.get("feasible") is not case["feasible"]:
        return where + ".feasible"
    if not case["feasible"]:
        return None
    cells = [[Fraction(x) for x in row] for row in case["in"]["cells"]]
    table = got.get("example")
    if [sum(row) for row in table] != case["in"]["rows"] or [sum(c) for c in zip(*table)] != case["in"]["cols"]:
        return where + ": other margins"
    errors = [abs(y - x) for ys, xs in zip(table, cells) for y, x in zip(ys, xs)]
    if max(errors) >= 1 or any(abs(v - case["min_abs_error"]) > 1e-6 for v in (float(sum(errors)), got["min_abs_error"])):
        return where + ": not the least error"
    return None


def assignment_cost(case, owners):
    """The objective of an assignment, None when it breaks a capacity or an allowed set."""
    load, potential, cost = [0] * len(case["reps"]), [0] * len(case["reps"]), 0
    if len(owners) != len(case["accounts"]):
        return None
    for account, rep in zip(case["accounts"], owners):
        if rep not in account["allowed"]:
            return None
        load[rep] += account["hours"]
        potential[rep] += account["potential"]
        cost += account["travel"][rep] + (account["move_cost"] if rep != account["owner"] else 0)
    if any(have > rep["capacity"] for have, rep in zip(load, case["reps"])):
        return None
    return cost + sum(case["alpha"] * abs(l - rep["hours_target"]) + case["beta"] * abs(p - rep["potential_target"])
                      for l, p, rep in zip(load, potential, case["reps"]))


def assigned(case, got, where):
    """An optimal assignment need not be the only one."""
    if assignment_cost(case["in"], got.get("example") or []) != case["optimum"]:
        return where + ": the assignment does not cost the optimum"
    return differs(case, dict(got, example=case["example"]), where)


OWN_RULE = {"assignment_small": assigned, "controlled_rounding": rounded}

names = subprocess.run([TOOL, "eval", "--list"], capture_output=True, text=True, check=True).stdout.split()
files = sorted(f[:-5] for f in os.listdir(FOLDER) if f.endswith(".json"))
if names != files:
    failures.append("the command knows %s, the folder holds %s" % (names, files))
total = 0
for name in files:
    with open(os.path.join(FOLDER, name + ".json"), encoding="utf-8") as handle:
        text = handle.read()
    cases = json.loads(text)
    cases = cases["cases"] if isinstance(cases, dict) else cases
    status, out = run(name, text)
    answers = json.loads(out) if out else []
    if status != 0 or len(answers) != len(cases):
        failures.append("%s: exit %d, %d answers to %d cases" % (name, status, len(answers), len(cases)))
        continue
    for index, (case, answer) in enumerate(zip(cases, answers)):
        total += 1
        found = OWN_RULE.get(name, differs)(case, answer, "%s[%d]" % (name, index))
        if found:
            failures.append(found)
    if run(name, "[]") != (0, "[]\n"):
        failures.append(name + ": an empty list is not answered by one")
status, out = run("abc", '[[3, 2, 1], "no list", [1]]')
answers = json.loads(out)
if status != 1 or len(answers) != 3 or answers[1].get("code") != "bad-input" or answers[2].get("cls") != ["A"]:
    failures.append("a bad case does not stay in its place: exit %d, %s" % (status, out))
if run("no-such-calculation", "[]")[0] != 2 or run("abc", "no json")[0] != 2:
    failures.append("an unknown name or unreadable input must give exit 2")
for failure in failures:
    print("not ok - " + failure)
print("%d cases of %d calculations" % (total, len(files)))
sys.exit(1 if failures or total == 0 else 0)

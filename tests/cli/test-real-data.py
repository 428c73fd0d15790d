# SPDX-License-Identifier: GPL-3.0-or-later
"""Real files: counts and warnings of their expected.json, then again with nothing created, then undone. Skipped without
SB_REAL_DATA."""
import json
import os
import sys

from cli import main, same

DATA = os.environ.get("SB_REAL_DATA", "")


def check(cli, folder, wanted):
    cli.run(*wanted.get("workspace", "new").split(), "--language", "en")
    before = cli.dump()
    report = cli.json(*wanted["command"], cwd=folder)
    assert report["ok"] and report["written"], report["error"]
    for file in report["files"]:
        assert file["rows"] == sum(file[name] for name in ("created", "updated", "unchanged", "skipped", "continued",
                                                           "rejected")), file["file"]
        for name, value in wanted.get("result", {}).get(file["file"], {}).items():
            assert file[name] == value, (file["file"], name, file[name], value)
        if len(report["files"]) == 1:
            for name, value in wanted.get("detected", {}).items():
                assert file[name] == value, (file["file"], name, file[name], value)
    for name, value in wanted.get("also_created", {}).items():
        assert report["also_created"].get(name, 0) == value, (name, report["also_created"])
    told = [(warning["code"], warning["column"], warning["count"]) for file in report["files"]
            for warning in file["warnings"]]
    for code, column, count in wanted.get("warnings", []):
        assert [one for one in told if one[0] == code and column in (None, one[1]) and count in (None, one[2])], (
            code, column, count, told)
    once = cli.dump()
    again = cli.json(*wanted["command"], cwd=folder)
    assert again["totals"]["created"] == 0 and again["totals"]["updated"] == 0, again["totals"]
    same(once, cli.dump(), "a second import")
    cli.run("undo")
    same(before, cli.dump(), "undo")
    cli.run("redo")
    same(once, cli.dump(), "redo")


def make(folder, wanted, number):
    def test(cli):
        check(cli, folder, wanted)
    test.__name__ = "%s-%d" % (os.path.basename(folder), number)
    return test


def tests():
    for name in sorted(os.listdir(DATA)):
        path = os.path.join(DATA, name, "expected.json")
        if os.path.exists(path):
            with open(path, encoding="utf-8") as file:
                for number, wanted in enumerate(json.load(file).get("imports", []), 1):
                    yield make(os.path.join(DATA, name), wanted, number)


if __name__ == "__main__":
    if not os.path.isdir(DATA):
        print("1..0 # SKIP SB_REAL_DATA names no folder")
        sys.exit(0)
    sys.exit(main(list(tests())))

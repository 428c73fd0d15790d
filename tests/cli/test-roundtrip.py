# SPDX-License-Identifier: GPL-3.0-or-later
"""What is exported and read back is the same: every record type of the sample company, and hostile texts."""
import csv
import json
import os
import sys

from cli import main, same

TYPES = ("team", "member", "product", "account", "contact", "deal", "activity", "feedback", "pipeline", "stage",
         "loss_reason", "sales_order", "order_line", "payment", "goal", "goal_stage", "course", "role", "membership",
         "competitor", "need_class", "preference", "metric", "absence", "calendar_day")

HOSTILE = ["=1+1", "+A1", "-2", "@SUM(A1)", "'=1", "''=1", "\t=1", " =1", "\u3000=1", "＝1", "a,b", 'say "x"', "two\nlines",
           "<b>bold & co</b>", "\u202eevil", "%s%n", "\u00e9 e\u0301", "; DROP TABLE deal; --", "null", "N/A", "-", "0123", " outer ",
           "1e5", "名称", "bell\u0007 and \u0001 and del\u007f"]


def test_every_type(cli):
    cli.run("--as-of", "2026-03-31", "new", "--sample", "--language", "en")
    before = cli.dump()
    for technical in ([], ["--technical"]):
        for name in TYPES:
            path = cli.path(name + ".csv")
            n = cli.json("export", "--type", name, "--output", path, *technical)["records"]
            if n == 0:
                continue
            report = cli.json("import", "--type", name, path, status=None)
            what = "%s %s" % (name, technical)
            assert report["ok"], (what, report["error"], report["files"][0]["questions"])
            totals = report["totals"]
            assert totals["created"] == 0 and totals["updated"] == 0 and totals["rejected"] == 0, (what, totals, report["files"][0]["rejects"][:2], report["files"][0]["warnings"])
            assert totals["unchanged"] == n, (what, totals)
            same(before, cli.dump(), what)


def test_hostile(cli):
    cli.run("new", "--currency", "EUR", "--language", "en")
    script = "\n".join(json.dumps({"op": "create", "type": "account", "values": {"name": text, "note": text}})
                       for text in HOSTILE)
    cli.run("apply", "-", text=script.encode())
    before = cli.dump()
    path = cli.path("a.csv")
    cli.run("export", "--type", "account", "--output", path)
    for row in list(csv.reader(open(path, encoding="utf-8", newline="")))[1:]:
        for cell in row:
            stripped = cell.lstrip(" \u00a0\u3000")
            assert not stripped[:1] or stripped[0] not in "=+-@\t\r\n＝＋－＠", repr(cell)
    report = cli.json("import", "--type", "account", path, status=None)
    cli.run("export", "--type", "account", "--output", cli.path("a.json"))
    assert [record["note"] for record in json.load(open(cli.path("a.json"), encoding="utf-8"))] == HOSTILE
    assert [record["name"] for record in cli.json("list", "--type", "account")["records"]] == HOSTILE
    assert report["totals"]["unchanged"] == len(HOSTILE), (report["totals"], report["files"][0]["rejects"][:3], report["files"][0]["questions"])
    same(before, cli.dump(), "hostile texts")


def test_edited_outside(cli):
    """An export that was edited in a spreadsheet changes exactly what was edited."""
    cli.run("new", "--currency", "EUR", "--language", "en")
    cli.run("apply", "-", text=b'{"op":"create","type":"account","values":{"name":"A","city":"X"}}\n'
                               b'{"op":"create","type":"account","values":{"name":"B","city":"Y"}}\n')
    path = cli.path("a.csv")
    cli.run("export", "--type", "account", "--output", path)
    text = open(path, encoding="utf-8", newline="").read().replace(",Y,", ",Z,")
    open(path, "w", encoding="utf-8", newline="").write(text)
    report = cli.json("import", "--type", "account", path)
    assert report["totals"]["updated"] == 1 and report["totals"]["unchanged"] == 1, report["totals"]
    cities = {record["name"]: record["city"] for record in cli.json("list", "--type", "account")["records"]}
    assert cities == {"A": "X", "B": "Z"}


if __name__ == "__main__":
    sys.exit(main([value for name, value in sorted(globals().items()) if name.startswith("test_")]))

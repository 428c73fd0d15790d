# SPDX-License-Identifier: GPL-3.0-or-later
"""Every command as text and as JSON, its exit status, and what it leaves behind."""
import json
import os
import stat
import subprocess
import sys

from cli import main, same

DEALS = ("Deal ID,Deal Name,Account Name,Deal Owner,Stage,Amount,Created Date,Closing Date\n"
         "D1,Crane,Harbour,Ana Novak,Prospecting,100.50,2026-01-05,2026-04-01\n"
         "D2,Lift,Harbour,Ana Novak,Closed Won,900,2026-01-07,2026-02-01\n"
         "D3,Belt,Meyer,Li Wei,Closed Lost,300,2026-01-09,2026-03-01\n")


def new(cli, *arguments):
    cli.run("new", "--currency", "USD", "--language", "en", *arguments)


def test_new(cli):
    new(cli)
    assert stat.S_IMODE(os.stat(cli.workspace).st_mode) == 0o600
    before = cli.dump()
    refused = cli.run("new", status=4)
    assert cli.workspace.encode() in refused.stderr
    same(before, cli.dump(), "a refused new changes nothing")
    cli.run("new", "--currency", "XXY", status=2)
    cli.run("new", "--fiscal-start", "13", status=2)


def test_default_workspace(cli):
    cli.run("new", workspace=False)
    path = os.path.join(cli.env["XDG_DATA_HOME"], "sales-balance", "default.salesbalance")
    assert os.path.exists(path)
    assert stat.S_IMODE(os.stat(os.path.dirname(path)).st_mode) == 0o700
    assert cli.json("check", workspace=False)["verdict"] == "ok"


def test_usage(cli):
    cli.run(status=2, workspace=False)
    cli.run("nonsense", status=2)
    new(cli)
    cli.run("list", status=2)
    cli.run("list", "--type", "nonsense", status=2)
    cli.run("list", "--type", "deal", "--nonsense", status=2)
    cli.run("list", "--type", "deal", "--where", "nonsense=1", status=2)
    cli.run("kpi", "--metric", "nonsense", status=2)
    cli.run("kpi", "--from", "2026-13-01", status=2)
    cli.run("funnel", "--by", "colour", status=2)
    cli.run("import", status=2)
    cli.run("import", "x.csv", "--date-order", "ydm", status=2)
    cli.run("backup", status=2)
    cli.run("--as-of", "yesterday", "kpi", status=2)
    document = json.loads(cli.run("--json", "list", status=2).stdout)
    assert document["ok"] is False and document["error"]["status"] == 2
    assert b"sales-balance-cli" in cli.run("--help", workspace=False).stdout
    assert b"--map" in cli.run("import", "--help").stdout


def test_missing_workspace(cli):
    for command in (["dump"], ["kpi"], ["list", "--type", "deal"], ["undo"], ["check"], ["backup", "b"]):
        done = cli.run(*command, status=3)
        assert cli.workspace.encode() in done.stderr + done.stdout, done.stderr
    cli.write("w.salesbalance", "this is no workspace, only some text that is long enough to be looked at" * 4)
    before = open(cli.workspace, "rb").read()
    cli.run("check", status=5)
    cli.run("dump", status=5)
    assert open(cli.workspace, "rb").read() == before


def test_import(cli):
    new(cli)
    before = cli.dump()
    path = cli.write("deals.csv", DEALS)
    dry = cli.json("import", "--dry-run", path)
    assert dry["ok"] and not dry["written"] and dry["dry_run"] and dry["totals"]["created"] == 3
    same(before, cli.dump(), "a dry run")
    report = cli.json("--as-of", "2026-03-05", "import", path)
    assert report["ok"] and report["written"] and report["change"] and report["batch"] and report["error"] is None
    assert report["as_of"] == "2026-03-05"
    file = report["files"][0]
    for name in ("file", "entry", "sha256", "source", "type", "as_of", "as_of_from", "encoding", "bom", "delimiter",
                 "decimal", "date_order", "date_orders", "header_row", "rows", "created", "updated", "unchanged",
                 "skipped", "continued", "rejected", "missing", "records", "mapping", "extra", "ignored", "stages",
                 "questions", "warnings", "rejects", "rejects_truncated", "error"):
        assert name in file, name
    assert file["mapping"]["Closing Date"] == "deal.closed_on" and file["as_of_from"] == "option"
    again = cli.json("import", path)
    assert again["totals"]["unchanged"] == 3 and not again["written"]
    assert b"Deal" in cli.run("import", path).stdout or True
    cli.run("undo")
    same(before, cli.dump(), "undo")
    cli.run("import", cli.path("none.csv"), status=3)
    cli.run("import", cli.folder, status=3)
    cli.run("import", path, "--map", "Stage=deal.nothing", status=2)
    cli.run("import", path, "--rejects", "/nowhere/r.csv", status=4)
    assert not [name for name in os.listdir(cli.folder) if name.endswith(".partial")]
    same(before, cli.dump(), "failed imports")


def test_import_stdin(cli):
    new(cli)
    report = cli.json("import", "-", text=DEALS.encode())
    assert report["totals"]["created"] == 3, report


def test_list(cli):
    new(cli)
    cli.run("import", cli.write("deals.csv", DEALS))
    records = cli.json("list", "--type", "deal", "--where", "status=won")["records"]
    assert len(records) == 1 and records[0]["amount_minor"] == 90000 and records[0]["owner"] == "Ana Novak"
    assert len(cli.json("list", "--type", "deal", "--where", "amount>=300", "--limit", "1")["records"]) == 1
    assert len(cli.json("list", "--type", "deal", "--where", "owner=Ana Novak")["records"]) == 2
    assert len(cli.json("list", "--type", "deal", "--where", "name~cra")["records"]) == 1
    assert b"Crane" in cli.run("list", "--type", "deal").stdout


def test_apply(cli):
    new(cli)
    script = "\n".join([
        '{"op":"create","type":"account","values":{"name":"Harbour","annual_revenue":"1200.50"}}',
        '{"op":"update","type":"account","id":"Harbour","values":{"city":"Hamburg","annual_revenue_minor":5}}',
        '{"op":"undo"}', '{"op":"redo"}', '{"op":"delete","type":"account","id":1}'])
    lines = [json.loads(line) for line in cli.run("apply", "-", text=script.encode()).stdout.decode().split()]
    assert [line["ok"] for line in lines] == [True] * 5
    assert [line["change"] for line in lines] == [1, 2, 3, 4, 5], lines
    assert cli.json("list", "--type", "account")["records"] == []
    bad = cli.run("apply", cli.write("s.jsonl", '{"op":"create","type":"account","values":{"name":"B"}}\n{"op":"jump"}\n'),
                  status=1)
    assert bad.stdout.count(b'"ok":true') == 1 and b"s.jsonl:2:" in bad.stderr
    cli.run("apply", cli.path("none"), status=3)
    cli.run("apply", "-", text=b'{"op":"create","type":"deal","values":{"nonsense":1}}\n', status=1)


def test_apply_acknowledges(cli):
    """A line stands on standard output only after its change can be read by another process."""
    new(cli)
    process = subprocess.Popen([cli.program, "--workspace", cli.workspace, "apply", "-"], stdin=subprocess.PIPE,
                               stdout=subprocess.PIPE, env=cli.env)
    try:
        for number in range(3):
            process.stdin.write(b'{"op":"create","type":"account","values":{"name":"A%d"}}\n' % number)
            process.stdin.flush()
            assert json.loads(process.stdout.readline())["ok"]
            assert len(cli.json("list", "--type", "account")["records"]) == number + 1
    finally:
        process.stdin.close()
        process.wait(timeout=60)
    assert process.returncode == 0


def test_undo_history(cli):
    new(cli)
    before = cli.dump()
    for name in ("A", "B"):
        cli.run("apply", "-", text=b'{"op":"create","type":"account","values":{"name":"%s"}}' % name.encode())
    after = cli.dump()
    steps = cli.json("history")["steps"]
    assert len(steps) == 2 and steps[0]["kind"] == "edit" and not steps[0]["undone"]
    cli.run("undo", "2")
    same(before, cli.dump(), "undo 2")
    assert cli.json("redo", "2")["done"] == 2
    same(after, cli.dump(), "redo 2")
    cli.run("undo", "9", status=1)
    cli.run("undo", "x", status=2)
    cli.run("apply", "-", text=b'{"op":"create","type":"account","values":{"name":"C"}}')
    cli.run("apply", "-", text=b'{"op":"update","type":"account","id":"C","values":{"name":"D"}}')
    changes = cli.json("history", "--type", "account", "--id",
                       str(cli.json("list", "--type", "account")["records"][0]["id"]))["changes"]
    assert changes[0]["field"] == "name" and changes[0]["old"] == "C" and changes[0]["new"] == "D"
    cli.run("history", "--type", "account", "--id", "999", status=1)
    cli.run("history", "--type", "account", status=2)


def test_figures(cli):
    cli.run("--as-of", "2026-03-31", "new", "--sample", "--language", "en")
    rows = cli.json("--as-of", "2026-03-31", "kpi", "--metric", "revenue_won", "--metric", "win_rate", "--from",
                    "2026-01-01", "--to", "2026-03-31", "--by", "month")
    assert rows["currency"] == "CNY" and len(rows["rows"]) == 6
    assert {"metric", "period", "value_minor", "numerator", "denominator", "n", "reason"} <= set(rows["rows"][0])
    assert rows["rows"][0]["period"] == "2026-01" and "value" in rows["rows"][3]
    quarter = cli.json("--as-of", "2026-03-31", "kpi", "--metric", "revenue_won")["rows"][0]
    assert quarter["value_minor"] == sum(row["value_minor"] for row in rows["rows"][:3])
    funnel = cli.json("--as-of", "2026-03-31", "funnel", "--from", "2025-01-01", "--to", "2026-03-31")
    for stage in funnel["stages"]:
        assert stage["reached"] == stage["advanced"] + stage["lost_here"] + stage["open_here"] + stage["back"]
    assert funnel["cohort"] == funnel["stages"][0]["reached"] and funnel["worst_stage"]
    segments = cli.json("--as-of", "2026-03-31", "segments")
    assert [part["class"] for part in segments["classes"]] == ["A", "B", "C"]
    assert sum(part["n"] for part in segments["classes"]) == len(segments["customers"])
    for arguments in (["kpi"], ["funnel"], ["funnel", "--by", "value"], ["segments"], ["segments", "--by", "rfm"],
                      ["segments", "--by", "matrix"], ["history"], ["list", "--type", "member"]):
        assert len(cli.run("--as-of", "2026-03-31", *arguments).stdout) > 40, arguments
    cli.run("kpi", "--owner", "Nobody At All", status=1)
    cli.run("funnel", "--pipeline", "Nothing", status=1)


def test_goals(cli):
    cli.run("new", "--sample", "--language", "en")
    at = ("--as-of", "2026-11-23")
    document = cli.json(*at, "goals")
    goals = {goal["id"]: goal for goal in document["goals"]}
    same("2026-Q4", document["period"], "the running quarter without --period")
    main = next(goal for goal in document["goals"] if goal["title"] == "Q4 revenue")
    parts = [goal for goal in document["goals"] if goal["parent"] == main["id"]]
    same(main["target_minor"], sum(goal["target_minor"] for goal in parts), "the parts of a goal add up to it")
    same(0, main["unallocated_minor"], "nothing is left over")
    same("on-track", main["status"], "status")
    assert abs(main["pace"] - main["actual_minor"] / main["expected_minor"]) < 1e-6
    assert main["parent"] in goals and goals[main["parent"]]["depth"] == main["depth"] - 1
    draft = next(goal for goal in document["goals"] if goal["state"] == "draft")
    same(["red", "red"], [draft["smart"][letter]["verdict"] for letter in "SM"], "a draft without a number fails")
    assert draft["smart"]["M"]["fix"] and draft["reason"] == "no-target" and draft["target"] is None
    vacant = [goal for goal in document["goals"] if goal["vacant"]]
    same(1, len(vacant), "a vacancy is a line of its own")
    assert "leaver" in [conflict["kind"] for conflict in document["conflicts"]]
    assert b"Q4 revenue" in cli.run(*at, "goals", "--period", "2026").stdout
    same([], cli.json(*at, "goals", "--period", "2031")["goals"], "a year without goals")
    cli.run("goals", "--period", "soon", status=2)


def test_unknown_losses(cli):
    """Lost deals without stage history are not said to be lost at the first stage."""
    new(cli)
    rows = "".join("L%d,Lift %d,Harbour,Ana Novak,Closed Lost,300,2026-01-09,2026-03-01\n" % (i, i) for i in range(5))
    cli.run("--as-of", "2026-03-31", "import", cli.write("deals.csv", DEALS + rows))
    period = ("--from", "2026-01-01", "--to", "2026-03-31")
    funnel = cli.json("--as-of", "2026-03-31", "funnel", *period)
    assert funnel["lost"] == 6 and funnel["worst_stage"] is None
    said = cli.run("--as-of", "2026-03-31", "funnel", *period).stdout.decode()
    assert "not known: 6 of 6" in said and "Most are lost" not in said, said


def test_as_of(cli):
    """A number depends on the day that is given, never on today."""
    cli.run("--as-of", "2026-03-31", "new", "--sample", "--language", "en")
    first = cli.run("--json", "--as-of", "2026-02-15", "kpi").stdout
    assert first == cli.run("--json", "--as-of", "2026-02-15", "kpi").stdout
    assert first != cli.run("--json", "--as-of", "2025-10-15", "kpi").stdout


def test_charts(cli):
    cli.run("--as-of", "2026-03-31", "new", "--sample", "--language", "en")
    magic = {"png": b"\x89PNG", "svg": b"<?xml", "pdf": b"%PDF"}
    for name in ("funnel", "funnel-value", "revenue", "classes", "rfm", "loss-reasons", "members"):
        for extension in magic:
            path = cli.path("chart." + extension)
            cli.run("--as-of", "2026-03-31", "chart", name, "--output", path, "--dark")
            assert open(path, "rb").read(5).startswith(magic[extension]), (name, extension)
            assert stat.S_IMODE(os.stat(path).st_mode) == 0o600
    cli.run("chart", "nothing", "--output", cli.path("x.png"), status=2)
    cli.run("chart", "funnel", "--output", cli.path("x.gif"), status=2)
    cli.run("chart", "funnel", "--output", "/nowhere/x.png", status=4)


def test_export(cli):
    cli.run("--as-of", "2026-03-31", "new", "--sample", "--language", "en")
    path = cli.path("deals.csv")
    assert cli.json("export", "--type", "deal", "--output", path)["records"] > 100
    assert stat.S_IMODE(os.stat(path).st_mode) == 0o600
    text = open(path, "rb").read()
    assert text.count(b"\r\n") >= 100 and not text.startswith(b"\xef\xbb\xbf")
    cli.run("export", "--type", "deal", "--output", path, "--bom")
    assert open(path, "rb").read().startswith(b"\xef\xbb\xbf")
    cli.run("export", "--type", "deal", "--output", cli.path("deals.json"))
    deals = json.load(open(cli.path("deals.json")))
    assert isinstance(deals[0]["amount_minor"], int) and deals[0]["uid"]
    cli.run("export", "--type", "account", "--output", cli.path("masked.csv"), "--masked", "4")
    names = [record["name"] for record in cli.json("list", "--type", "account")["records"]]
    masked = open(cli.path("masked.csv"), encoding="utf-8").read()
    assert not [name for name in names if name in masked]
    cli.run("export", "--type", "deal", "--output", "/nowhere/x.csv", status=4)
    cli.run("export", "--type", "deal", "--output", cli.path("x.txt"), status=2)
    os.mkdir(cli.path("folder.csv"))
    cli.run("export", "--type", "deal", "--output", cli.path("folder.csv"), status=4)
    assert not [name for name in os.listdir(cli.folder) if name.endswith(".partial")]


def test_backup(cli):
    new(cli)
    cli.run("import", cli.write("deals.csv", DEALS))
    before = cli.dump()
    assert cli.json("backup", cli.path("b.backup"))["records"] > 3
    cli.run("backup", cli.path("b.backup"), status=4)
    cli.run("restore", cli.path("b.backup"), status=2)
    cli.run("restore", cli.path("b.backup"), "--to", cli.path("r.salesbalance"))
    cli.run("restore", cli.path("b.backup"), "--to", cli.path("r.salesbalance"), status=4)
    cli.workspace = cli.path("r.salesbalance")
    same(before, cli.dump(), "restored")


def test_busy(cli):
    """While one process writes, another is told so and changes nothing."""
    new(cli)
    process = subprocess.Popen([cli.program, "--workspace", cli.workspace, "apply", "-"], stdin=subprocess.PIPE,
                               stdout=subprocess.PIPE, env=cli.env)
    try:
        process.stdin.write(b'{"op":"create","type":"account","values":{"name":"A"}}\n')
        process.stdin.flush()
        process.stdout.readline()
        done = cli.run("apply", "-", text=b'{"op":"create","type":"account","values":{"name":"B"}}\n', status=4)
        assert cli.workspace.encode() in done.stderr
        cli.run("import", cli.write("deals.csv", DEALS), status=4)
        assert cli.json("check", status=None)["verdict"] in ("ok", "busy")
    finally:
        process.stdin.close()
        process.wait(timeout=60)


def test_bench(cli):
    result = cli.json("bench", "--rows", "300", workspace=False)
    assert result["rows"] == 300 and result["facts"]["cpu_ms"] >= 0 and result["edit"]["ms"] >= 0
    for name in ("kpi_panel", "kpi_panel_year", "funnel"):
        assert 0 < result[name]["cpu_ms"] < result[name]["limit_ms"] == 16, result[name]


def test_no_color(cli):
    new(cli)
    assert b"\033" not in cli.run("list", "--type", "deal", env=dict(cli.env, NO_COLOR="1")).stdout


if __name__ == "__main__":
    sys.exit(main([value for name, value in sorted(globals().items()) if name.startswith("test_")]))

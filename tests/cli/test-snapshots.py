# SPDX-License-Identifier: GPL-3.0-or-later
"""snapshot, snapshots, diff and waterfall: what was frozen stays, and what moved adds up to the cent."""
import json
import sys

from cli import main

START, END = ("--as-of", "2026-10-15"), ("--as-of", "2026-11-15")


def apply(cli, day, *changes):
    cli.run(*day, "apply", "-", text="".join(json.dumps(change) + "\n" for change in changes).encode())


def create(record, **values):
    return {"op": "create", "type": record, "values": values}


def update(number, **values):
    return {"op": "update", "type": "deal", "id": number, "values": values}


def deal(name, amount, expected, created="2026-10-01", owner=1):
    return create("deal", name=name, pipeline=1, stage=2, status="open", amount=amount, currency="USD",
                  created_on=created, expected_close_on=expected, owner=owner)


def company(cli):
    """Eight deals on 15 October, and a month in which each of them does something else."""
    cli.run("new", "--currency", "USD", "--language", "en")
    apply(cli, START, *(create("member", name=name, hired_on="2020-01-01", fte=100, selling_share=100,
                               recognition_wish="team") for name in ("Ana", "Bob")))
    apply(cli, START, deal("Grows", 100.25, "2026-12-01"), deal("Shrinks", 200, "2026-12-01"),
          deal("Pushed", 300, "2026-12-01"), deal("Given", 400, "2026-12-01"), deal("Won", 500, "2026-12-01"),
          deal("Lost", 600, "2026-12-01"), deal("Pulled", 700, "2027-02-01"), deal("Stays", 800, "2026-12-01"))


def month(cli):
    apply(cli, END, update(1, amount=150.75), update(2, amount=50), update(3, expected_close_on="2027-01-20"),
          update(4, owner=2), update(5, status="won", stage=5, closed_on="2026-11-10", amount=550),
          update(6, status="lost", stage=6, closed_on="2026-11-11"), update(7, expected_close_on="2026-12-20"),
          deal("Fresh", 900, "2026-12-05", created="2026-11-01"),
          deal("Quick", 1000, "2026-11-12", created="2026-11-02"))
    apply(cli, END, update(10, status="won", stage=5, closed_on="2026-11-12"))


def buckets(result):
    signed = {row["bucket"]: row["sign"] * row["amount_minor"] for row in result["buckets"]}
    assert result["balanced"] is True
    assert result["open_before_minor"] + sum(signed.values()) == result["open_after_minor"], result
    for row in result["buckets"]:
        assert sum(one["amount_minor"] for one in row["deals"]) == row["amount_minor"]
        assert len(row["deals"]) == row["n"]
    return {name: value for name, value in signed.items() if value}


def test_waterfall(cli):
    company(cli)
    month(cli)
    result = cli.json(*END, "waterfall", "--from", "2026-10-15", "--to", "2026-11-15", "--period", "2026-Q4")
    assert buckets(result) == {"new": 190000, "pulled_in": 70000, "increases": 5050 + 5000, "decreases": -15000,
                               "pushed_out": -30000, "won": -55000 - 100000, "lost": -60000}, buckets(result)
    won = next(row for row in result["buckets"] if row["bucket"] == "won")
    kpi = cli.json(*END, "kpi", "--metric", "revenue_won", "--from", "2026-10-16", "--to", "2026-11-15")
    assert won["amount_minor"] == kpi["rows"][0]["value_minor"]
    assert [row["deal"] for row in won["deals"]] == ["Won", "Quick"]


def test_waterfall_owner(cli):
    company(cli)
    month(cli)
    arguments = ("--from", "2026-10-15", "--to", "2026-11-15", "--period", "2026-Q4", "--owner")
    assert buckets(cli.json(*END, "waterfall", *arguments, "Ana"))["transferred_out"] == -40000
    assert buckets(cli.json(*END, "waterfall", *arguments, "Bob")) == {"transferred_in": 40000}


def test_nothing_moved(cli):
    company(cli)
    result = cli.json(*END, "waterfall", "--from", "2026-11-01", "--to", "2026-11-01", "--period", "2026-Q4")
    assert buckets(result) == {} and result["open_before_minor"] == result["open_after_minor"] > 0


def test_currency(cli):
    """Both days are valued at one table of rates: a rate that moves is no change of a deal."""
    company(cli)
    apply(cli, START, create("currency_rate", currency="EUR", valid_from_on="2026-01-01", rate_e9=1100000000),
          create("currency_rate", currency="EUR", valid_from_on="2026-11-01", rate_e9=1200000000))
    euro = deal("Euro", 100, "2026-12-01")
    euro["values"]["currency"] = "EUR"
    apply(cli, START, euro)
    days = ("--from", "2026-10-15", "--to", "2026-11-15", "--period", "2026-Q4")
    still = cli.json(*END, "waterfall", *days)
    assert buckets(still) == {} and still["open_after_minor"] == 290025 + 12000, still["open_after_minor"]
    apply(cli, END, update(9, amount=150))
    assert buckets(cli.json(*END, "waterfall", *days)) == {"increases": 6000}


def test_entered_late(cli):
    """What was closed in October and typed in November was closed in October."""
    company(cli)
    apply(cli, END, update(5, status="won", stage=5, closed_on="2026-10-14"))
    days = ("--from", "2026-10-15", "--to", "2026-11-15", "--period", "2026-Q4")
    late = cli.json(*END, "waterfall", *days)
    assert buckets(late) == {} and late["open_before_minor"] == 290025 - 50000
    before = cli.json(*END, "waterfall", "--from", "2026-10-13", "--to", "2026-10-14", "--period", "2026-Q4")
    assert buckets(before)["won"] == -50000


def test_snapshots(cli):
    company(cli)
    first = cli.json(*START, "snapshot", "Kick-off", "--kind", "meeting", "--note", "before the month")
    assert first["ok"] is True
    month(cli)
    cli.json(*END, "snapshot", "Review")
    listed = cli.json("snapshots")["snapshots"]
    assert [(row["name"], row["kind"], row["deals"], row["unchanged"]) for row in listed] == [
        ("Kick-off", "meeting", 8, True), ("Review", "manual", 7, True)], listed
    assert listed[0]["note"] == "before the month" and listed[0]["as_of"] == "2026-10-15"
    assert "Kick-off" in cli.run("snapshots").stdout.decode()
    dump = cli.dump()
    cli.run("undo")
    assert len(cli.json("snapshots")["snapshots"]) == 2, "a snapshot stands in no undo's way"
    cli.run("redo")
    assert cli.dump() == dump


def test_diff(cli):
    company(cli)
    cli.run(*START, "snapshot", "Kick-off")
    month(cli)
    cli.run(*END, "snapshot", "Review")
    result = cli.json(*END, "diff", "Kick-off", "Review")
    assert result["open_before_minor"] == 360025 and result["open_after_minor"] == 330075
    assert buckets(result) == {"new": 190000, "increases": 10050, "decreases": -15000, "won": -155000,
                               "lost": -60000}, buckets(result)
    changes = {row["deal"]: row["change"] for row in result["changes"]}
    assert changes == {"Grows": "changed", "Shrinks": "changed", "Pushed": "changed", "Given": "changed",
                       "Won": "left", "Lost": "left", "Pulled": "changed", "Fresh": "entered"}, changes
    given = next(row for row in result["changes"] if row["deal"] == "Given")
    assert given["before"]["owner"] == "Ana" and given["after"]["owner"] == "Bob"
    quarter = cli.json(*END, "diff", "1", "2", "--period", "2026-Q4")
    assert buckets(quarter)["pushed_out"] == -30000 and quarter["period"] == "2026-Q4"
    # What is edited afterwards changes nothing that was frozen.
    apply(cli, END, update(8, amount=1))
    assert cli.json(*END, "diff", "Kick-off", "Review")["open_after_minor"] == result["open_after_minor"]
    backwards = cli.json(*END, "diff", "Review", "Kick-off")
    assert backwards["open_before_minor"] == 330075 and backwards["balanced"] is True


def test_usage(cli):
    cli.run("new")
    cli.run("snapshot", status=2)
    cli.run("snapshot", "  ", status=2)
    cli.run("snapshot", "A", "--kind", "weekly", status=2)
    cli.run("diff", "A", status=2)
    refused = cli.run("diff", "A", "B", status=1)
    assert "“A”".encode() in refused.stderr
    cli.run("waterfall", "--from", "2026-11-02", "--to", "2026-11-01", status=2)
    cli.run("waterfall", "--period", "soon", status=2)
    assert cli.json("snapshots") == {"snapshots": []}
    assert cli.json("snapshot", "Empty")["id"] == 1


if __name__ == "__main__":
    sys.exit(main([value for name, value in sorted(globals().items()) if name.startswith("test_")]))

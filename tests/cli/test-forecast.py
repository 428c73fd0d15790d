# SPDX-License-Identifier: GPL-3.0-or-later
"""forecast: the golden number through a whole workspace, the sample company, and what must not be answered."""
import json
import sys

from cli import main

TODAY = ("--as-of", "2026-11-20")


def apply(cli, *changes):
    cli.run(*TODAY, "apply", "-", text="".join(json.dumps(change) + "\n" for change in changes).encode())


def create(record, **values):
    return {"op": "create", "type": record, "values": values}


def deal(name, amount, percent, expected, **more):
    return create("deal", name=name, pipeline=1, stage=2, status="open", amount=amount, currency="USD",
                  created_on="2026-10-01", expected_close_on=expected, manual_probability=percent, owner=1, **more)


def golden(cli):
    cli.run("new", "--currency", "USD", "--language", "en")
    apply(cli, create("member", name="Ana", hired_on="2020-01-01", fte=100, selling_share=100,
                      recognition_wish="team"))
    won = deal("Won", 100, 100, "2026-10-20")
    won["values"].update(status="won", stage=5, closed_on="2026-10-20")
    apply(cli, won, deal("A", 50, 50, "2026-12-01"), deal("B", 80, 40, "2026-12-05"),
          deal("C", 120, 25, "2026-12-10"),
          create("goal", title="Quarter", metric=1, kind="committed", scope="workspace", period_kind="quarter",
                 start_on="2026-10-01", end_on="2026-12-31", target=200, phasing="equal", state="published",
                 owner=1))


def test_golden(cli):
    """Won 100, quota 200, open 50 at .5, 80 at .4, 120 at .25: .40, though the weighted landing is 187."""
    golden(cli)
    exact = cli.json(*TODAY, "forecast", "--period", "2026-Q4", "--correlation", "0")
    assert exact["method"] == "exact", exact
    assert exact["p_attain"] == 0.4, exact["p_attain"]
    assert exact["won_minor"] == 10000 and exact["weighted_minor"] == 18700 and exact["target_minor"] == 20000
    assert [row["name"] for row in exact["members"]] == ["Ana"]
    drawn = cli.json(*TODAY, "forecast", "--period", "2026-Q4")
    assert drawn["method"] == "simulation" and drawn["samples"] == 50000 and drawn["seed"] == 1
    assert abs(drawn["p_attain"] - 0.4) < 0.015
    first = exact["deciders"][0]
    assert first["deal"] == "C" and first["if_won"] == 1.0 and abs(first["if_lost"] - 0.2) < 0.01


def test_seed(cli):
    golden(cli)
    one = cli.run(*TODAY, "--json", "forecast", "--seed", "7").stdout
    assert one == cli.run(*TODAY, "--json", "forecast", "--seed", "7").stdout
    assert json.loads(one)["p_attain"] != cli.json(*TODAY, "forecast", "--seed", "8")["p_attain"]


def test_sample(cli):
    cli.run("new", "--sample", "--language", "en")
    result = cli.json(*TODAY, "forecast")
    assert result["period"] == "2026-Q4"
    kpi = cli.json(*TODAY, "kpi", "--metric", "revenue_won", "--from", "2026-10-01", "--to", "2026-12-31")
    assert result["won_minor"] == kpi["rows"][0]["value_minor"]
    assert result["won_minor"] <= result["p10_minor"] <= result["p50_minor"] <= result["p90_minor"]
    assert sum(row["won_minor"] for row in result["members"]) == result["won_minor"]
    assert len(result["members"]) >= 12 and len(result["teams"]) >= 3 and len(result["deciders"]) == 10
    differences = [row["difference"] for row in result["deciders"]]
    assert differences == sorted(differences, reverse=True)
    name = result["members"][0]["name"]
    alone = cli.json(*TODAY, "forecast", "--owner", name)
    same = next(row for row in result["members"] if row["name"] == name)
    assert alone["p50_minor"] == same["p50_minor"], "a member's draws do not depend on the others"
    assert alone["target_minor"] == same["target_minor"]
    text = cli.run(*TODAY, "forecast").stdout.decode()
    assert name in text and "P10" in text


def test_model(cli):
    """The win model goes before what is learned by stage, never before a chance typed by hand."""
    cli.run("new", "--sample", "--language", "en")
    plain, model = cli.json(*TODAY, "forecast"), cli.json(*TODAY, "forecast", "--model")
    assert plain["model_deals"] == 0 and plain["won_minor"] == model["won_minor"]
    if model["model_deals"]:
        assert plain["pipeline_mean_minor"] != model["pipeline_mean_minor"]
        assert {row["probability_source"] for row in model["deciders"]} <= {"model", "manual", "learned", "default"}


def test_future(cli):
    """Next year has no open deals worth the name; its business comes from what earlier years created and won."""
    cli.run("new", "--sample", "--language", "en")
    result = cli.json(*TODAY, "forecast", "--period", "2027")
    assert result["won_minor"] == 0 and result["create_close_mean_minor"] > 0 and result["p50_minor"] > 0


def test_accuracy(cli):
    """Every finished quarter on record is forecast again from the same day; what came lies inside most bands."""
    cli.run("new", "--sample", "--language", "en")
    result = cli.json(*TODAY, "forecast", "--accuracy")
    assert len(result["periods"]) >= 4
    for row in result["periods"]:
        assert row["inside"] == (row["p10_minor"] <= row["actual_minor"] <= row["p90_minor"])
    inside = sum(row["inside"] for row in result["periods"])
    assert abs(result["coverage"] - inside / len(result["periods"])) < 1e-12
    quarter = result["periods"][-1]
    kpi = cli.json(*TODAY, "kpi", "--metric", "revenue_won", "--from", "2026-07-01", "--to", "2026-09-30")
    assert quarter["period"] == "2026-Q3" and quarter["actual_minor"] == kpi["rows"][0]["value_minor"]
    total = next(row for row in result["rows"] if row["level"] == "total")
    assert 0 < total["wape"] < 0.5 and total["n"] == len(result["periods"])
    # The only frozen week is this one: nothing of it has closed.
    assert result["calibration"]["skill"] is None and result["calibration"]["reason"]
    assert "2026-Q3" in cli.run(*TODAY, "forecast", "--accuracy").stdout.decode()


def test_empty(cli):
    cli.run("new")
    result = cli.json(*TODAY, "forecast")
    assert result["p_attain"] is None and result["reason"] == "no-target" and result["members"] == []
    assert result["must_be_true"] is None and result["target_minor"] is None


def test_usage(cli):
    cli.run("new")
    cli.run("forecast", "--period", "someday", status=2)
    cli.run("forecast", "--samples", "0", status=2)
    cli.run("forecast", "--correlation", "31", status=2)
    cli.run("forecast", "--owner", "Nobody", status=1)
    cli.run("forecast", "extra", status=2)


if __name__ == "__main__":
    sys.exit(main([value for name, value in sorted(globals().items()) if name.startswith("test_")]))

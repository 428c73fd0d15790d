# SPDX-License-Identifier: GPL-3.0-or-later
"""Quotas: `eval` against exact fractions on random and extreme cases, and `allocate` on the sample company."""
import json
import random
from fractions import Fraction
from math import floor

from cli import main

TODAY = ("--as-of", "2026-11-20")


def evaluate(cli, name, cases, status=0):
    done = cli.run("eval", name, text=json.dumps(cases).encode(), workspace=False, status=status)
    return json.loads(done.stdout)


def clip(x, lo, hi):
    return min(max(x, lo), hi)


def rounded(shares, total):
    parts = [floor(x) for x in shares]
    order = sorted(range(len(shares)), key=lambda i: (parts[i] - shares[i], -shares[i], i))
    for i in order[:total - sum(parts)]:
        parts[i] += 1
    return parts


def anchors_of(case):
    weights = (case["alpha"], case["beta"], case["gamma"])
    anchors = []
    for values in zip(case["bottom_up"], case["fair_share"], case["current"]):
        used = [(w, v) for w, v in zip(weights, values) if w > 0 and v > 0]
        anchors.append(Fraction(sum(w for w, _ in used)) / sum(Fraction(w, v) for w, v in used) if used else Fraction(0))
    return anchors


def first_meeting(corners, total_at, bound):
    """The smallest corner or point between two where a rising piecewise linear function meets the bound."""
    before = None
    for t in sorted(corners):
        now = total_at(t)
        if now >= bound:
            if before is None:
                return t
            return before + (bound - total_at(before)) * (t - before) / (now - total_at(before))
        before = t
    return None


def exact_plan(anchors, lo, hi, target):
    corners = {Fraction(0)} | {Fraction(b) / a for a, l, h in zip(anchors, lo, hi) if a > 0 for b in (l, h)}
    t = first_meeting(corners, lambda t: sum(clip(t * a, l, h) for a, l, h in zip(anchors, lo, hi)), target)
    return t, None if t is None else [clip(t * a, Fraction(l), Fraction(h)) for a, l, h in zip(anchors, lo, hi)]


def random_case(rng):
    n = rng.choice((1, 2, 3, 5, 8))
    most = rng.choice((12, 400, 4000000, 2 ** 45, 2 ** 59))
    case = {key: [rng.randint(1, most) for _ in range(n)] for key in ("bottom_up", "fair_share", "current")}
    case["alpha"], case["beta"], case["gamma"] = rng.choice(((5, 3, 2), (1, 0, 0), (1, 1, 1), (6, 3, 1)))
    pairs = [sorted((rng.choice((0, o * 6 // 10)), rng.choice((o * 13 // 10, rng.randint(0, most))))) for o in case["current"]]
    case["lo"], case["hi"] = [p[0] for p in pairs], [p[1] for p in pairs]
    low, high = sum(case["lo"]), sum(case["hi"])
    case["target"] = rng.choice((low, high, rng.randint(low, high), rng.randint(low, high)))
    if rng.random() < 0.4:  # exactly at a corner, or next to it
        anchors = anchors_of(case)
        t = rng.choice(pairs[0]) / anchors[0]
        case["target"] = floor(sum(clip(t * a, l, h) for a, l, h in zip(anchors, case["lo"], case["hi"])))
    return case


def test_against_fractions(cli):
    rng = random.Random(11)
    cases = [random_case(rng) for _ in range(600)]
    for case, got in zip(cases, evaluate(cli, "quota_alloc", cases)):
        t, real = exact_plan(anchors_of(case), case["lo"], case["hi"], case["target"])
        assert got["status"] == "ok" and got["quota"] == rounded(real, case["target"]), (case, got)
        assert abs(got["t"] - t) <= max(1e-9, 1e-6 * t), (case, got, float(t))
        assert got["at_cap"] == [i for i, x in enumerate(real) if x == case["hi"][i]], (case, got)
        assert got["at_floor"] == [i for i, x in enumerate(real) if x == case["lo"][i]], (case, got)


def test_order(cli):
    """Members named in another order get the same, up to the unit that ties give to the lower index."""
    rng = random.Random(12)
    cases = [random_case(rng) for _ in range(200)]
    turned = [{k: v[::-1] if isinstance(v, list) else v for k, v in case.items()} for case in cases]
    for one, other in zip(evaluate(cli, "quota_alloc", cases), evaluate(cli, "quota_alloc", turned)):
        assert all(abs(a - b) <= 1e-9 * max(1, a) for a, b in zip(one["real"], other["real"][::-1]))
        assert all(abs(a - b) <= 1 for a, b in zip(one["quota"], other["quota"][::-1]))


def test_extremes(cli):
    def quota(lo, hi, target, **more):
        values = [max(1, h) for h in hi]
        return dict({"bottom_up": values, "fair_share": values, "current": values, "alpha": 5, "beta": 3, "gamma": 2,
                     "lo": lo, "hi": hi, "target": target}, **more)

    big = 2 ** 62
    cases = [quota([], [], 0), quota([], [], 7), quota([], [], -7), quota([0, 0], [0, 0], 0), quota([5, 7], [5, 7], 12),
             quota([0, 0], [big, big - 1], 2 ** 63 - 1), quota([0], [10], 4, alpha=0, beta=0, gamma=0),
             quota([3], [2], 2), quota([0, 0], [1], 1), quota([0], [1], 1, alpha=-1), quota([-1], [1], 0),
             quota([big] * 4, [big] * 4, 0), quota(["x"], [1], 1), quota([0], [2 ** 70], 1), 7]
    got = evaluate(cli, "quota_alloc", cases, status=1)
    assert [g.get("status", g.get("code")) for g in got] == [
        "ok", "infeasible_high", "infeasible_low", "ok", "ok", "ok", "ok_zero_anchor", "bad-input", "bad-input",
        "bad-input", "bad-input", "bad-input", "bad-input", "bad-input", "bad-input"], got
    assert got[1]["gap"] == 7 and got[2]["gap"] == 7 and got[1]["t"] is None
    assert got[4]["at_cap"] == got[4]["at_floor"] == [0, 1]
    assert sum(got[5]["quota"]) == 2 ** 63 - 1
    assert all("error" in g and len(g["error"]) > 10 for g in got[7:])


def test_trees(cli):
    team = {"lo": 0, "hi": 10, "members": [{"anchor": 5, "lo": 0, "hi": 20}]}
    cases = [{"target": 0, "teams": []}, {"target": 5, "teams": []}, {"target": 10, "teams": [team]},
             {"target": 11, "teams": [team]}, {"target": 5, "teams": [team, dict(team, lo=30, hi=40)]},
             {"target": 5, "teams": [dict(team, members=[])]}, {"target": 0, "teams": [dict(team, members=[])]}]
    got = evaluate(cli, "tree_alloc", cases)
    assert [g["status"] for g in got] == ["ok", "infeasible_high", "ok", "infeasible_high", "infeasible_team",
                                         "infeasible_high", "ok"], got
    assert got[4]["team"] == 1 and got[4]["gap"] == 10
    assert got[2]["team_t"] == [2.0] and got[2]["member_quota"] == [[10]]


def test_tables(cli):
    halves = [["1/2", "1/2"], ["1/2", "1/2"]]
    huge = "%d/%d" % (2 ** 63 - 1, 2 ** 62)
    cases = [{"cells": halves, "rows": [1, 1], "cols": [1, 1]}, {"cells": halves, "rows": [2, 0], "cols": [1, 1]},
             {"cells": halves, "rows": [1, 1], "cols": [2, 1]}, {"cells": [], "rows": [], "cols": []},
             {"cells": [["3"]], "rows": [3], "cols": [3]}, {"cells": [["3"]], "rows": [4], "cols": [4]},
             {"cells": [[huge]], "rows": [2], "cols": [2]}, {"cells": [["-1/2", "1/2"]], "rows": [0], "cols": [-1, 1]},
             {"cells": [["1/-2"]], "rows": [0], "cols": [0]}, {"cells": [["1/0"]], "rows": [0], "cols": [0]},
             {"cells": [[1, 2], [3]], "rows": [3, 3], "cols": [4, 2]}, {"cells": [["0.1"]], "rows": [0], "cols": [0]}]
    got = evaluate(cli, "controlled_rounding", cases, status=1)
    assert [g.get("feasible", g.get("code")) for g in got] == [
        True, True, False, True, True, False, True, True, "bad-input", "bad-input", "bad-input", True], got
    assert got[0]["min_abs_error"] == 2 and [sum(r) for r in got[0]["example"]] == [1, 1]
    assert got[1]["example"] == [[1, 1], [0, 0]]
    assert abs(got[11]["min_abs_error"] - 0.1) < 1e-12


def test_replans(cli):
    def case(quota, actual, rest, stretch="3/2"):
        return {"quota": quota, "actual": actual, "rest_forecast": rest, "stretch": stretch}

    cases = [case([10, 10], [5, 5], [5, 5]), case([10], [10], [5]), case([10], [15], [5]), case([], [], []),
             case([10, 10], [0, 0], [1, 0]), case([10], [-5], [10]), case([10], [0], [10], "-1/2"),
             case([10, 1], [0], [10]), case([10], [0], [-5]), case([2 ** 62], [0], [2 ** 62], 2 ** 62)]
    got = evaluate(cli, "replan", cases, status=1)
    assert [g.get("status", g.get("code")) for g in got] == [
        "ok", "nothing_to_assign", "nothing_to_assign", "nothing_to_assign", "infeasible_high", "ok", "bad-input",
        "bad-input", "infeasible_high", "ok"], got
    assert got[0]["rest_quota"] == [5, 5] and got[0]["t"] == 1
    assert got[2]["remaining"] == -5 and got[2]["rest_quota"] == [0]
    assert got[4]["rest_quota"] == [1, 0] and got[4]["unassigned"] == 19
    assert got[8]["rest_quota"] == [0] and got[8]["unassigned"] == 10
    assert got[9]["rest_quota"] == [2 ** 62]


def test_allocate(cli):
    cli.run("new", "--sample")
    before = cli.dump()
    plan = cli.json(*TODAY, "allocate", "--period", "2027", "--target", "6500000000", "--over", "2.5", "--samples",
                    "2000", "--lock", "Li Wei=1500000000")
    assert plan["status"] == "ok" and plan["assigned_minor"] == 6662500000 and plan["over_ppm"] == 25000
    assert sum(m["quota_minor"] for m in plan["members"]) == plan["assigned_minor"]
    assert sum(m["quota_minor"] for m in plan["months"]) == plan["assigned_minor"]
    for member in plan["members"]:
        assert sum(m["quota_minor"] for m in member["months"]) == member["quota_minor"]
        assert member["locked"] or member["floor_minor"] <= member["quota_minor"] <= member["cap_minor"]
    locked = next(m for m in plan["members"] if m["name"] == "Li Wei")
    assert locked["quota_minor"] == 1500000000 and locked["limit"] == "locked"
    assert 0 < plan["t"] < 2 and 0 <= plan["fairness"]["share_reaching"] <= 1 and plan["remedies"] is None
    for method in ("equal-chance", "equal", "history", "capacity", "pipeline"):
        other = cli.json(*TODAY, "allocate", "--period", "2027", "--target", "6000000000", "--method", method,
                         "--samples", "2000")
        assert other["method"] == method and other["open_gap_minor"] + sum(
            m["quota_minor"] for m in other["members"]) == 6000000000 + other["surplus_minor"], method
    gap = cli.json(*TODAY, "allocate", "--period", "2027", "--target", "100000000000", "--samples", "2000")
    assert gap["status"] == "infeasible_high" and gap["remedies"]["house_quota_minor"] == gap["open_gap_minor"] > 0
    assert b"Li Wei" in cli.run(*TODAY, "allocate", "--period", "2027-Q1", "--target", "1200000000", "--samples",
                                "2000").stdout
    assert cli.dump() == before, "allocate writes nothing"


def test_allocate_refuses(cli):
    cli.run("new", "--sample")
    good = (*TODAY, "allocate", "--period", "2027", "--target", "1000000000")
    cli.run(*TODAY, "allocate", "--period", "2027", status=2)
    cli.run(*TODAY, "allocate", "--period", "soon", "--target", "5", status=2)
    cli.run(*good, "--method", "magic", status=2)
    cli.run(*good, "--over", "much", status=2)
    cli.run(*good, "--over", "-3", status=2)
    cli.run(*good, "--lock", "Li Wei", status=2)
    cli.run(*good, "--lock", "Nobody=5", status=1)
    cli.run(*TODAY, "allocate", "--period", "2027", "--target", "12.5", status=2)


main([test_against_fractions, test_order, test_extremes, test_trees, test_tables, test_replans, test_allocate,
      test_allocate_refuses])

# SPDX-License-Identifier: GPL-3.0-or-later
"""The command assign: answers that hold when recomputed from the owners, refusals of what cannot be read, exit statuses.
gap1-0 and d05100 are of the collection named in tests/data/assign/LICENSE."""
import os
import sys
import time

from cli import main

DATA = os.path.join(os.environ["SB_SOURCE_DIR"], "tests", "data", "assign")


def read(name):
    with open(os.path.join(DATA, name), encoding="utf-8") as file:
        return file.read()


def answer(cli, text, *options, status=0):
    done = cli.run("assign", *options, text=text.encode(), status=status, workspace=False)
    lines = done.stdout.decode().split("\n")
    assert lines[-1] == "" and lines[0].startswith("objective ") and lines[1].startswith("bound ")
    return lines[0][10:], lines[1][6:], [int(line) for line in lines[2:-1]], done.stderr.decode()


def accounts_value(text, owners):
    tokens = text.replace(":", " ").split()
    reps, accounts, alpha, beta = int(tokens[0]), int(tokens[1]), float(tokens[2]), float(tokens[3])
    table = [[int(t) for t in tokens[4 + 3 * i:7 + 3 * i]] for i in range(reps)]
    load, potential, cost, at = [0] * reps, [0] * reps, 0, 4 + 3 * reps
    assert len(owners) == accounts
    for owner in owners:
        hours, worth, _, n = (int(t) for t in tokens[at:at + 4])
        pairs = dict(zip(map(int, tokens[at + 4:at + 4 + 2 * n:2]), map(int, tokens[at + 5:at + 5 + 2 * n:2])))
        at += 4 + 2 * n
        cost += pairs[owner]
        load[owner] += hours
        potential[owner] += worth
    assert all(have <= limit for have, (_, _, limit) in zip(load, table))
    return cost + sum(alpha * abs(l - h) + beta * abs(p - q) for l, p, (h, q, _) in zip(load, potential, table))


def gap_value(text, owners):
    numbers = [int(t) for t in text.split()]
    m, n = numbers[:2]
    costs, weights, limits = numbers[2:2 + m * n], numbers[2 + m * n:2 + 2 * m * n], numbers[2 + 2 * m * n:]
    for rep in range(m):
        assert sum(weights[rep * n + j] for j in range(n) if owners[j] == rep) <= limits[rep]
    return sum(costs[owner * n + j] for j, owner in enumerate(owners))


def test_accounts(cli):
    for name, limit in (("acc_5x60_s1.txt", 1500), ("acc_10x200_s1.txt", 8500)):
        text = read(name)
        objective, bound, owners, told = answer(cli, text, "--iterations", "300000")
        value = accounts_value(text, owners)
        assert abs(value - float(objective)) < 1e-5 and float(bound) <= value <= limit, (name, objective, bound)
        assert "start " in told and "moves " in told and "removed " in told
        assert answer(cli, text, "--iterations", "300000")[2] == owners
    assert "indivisible 153 " in told


def test_gap(cli):
    text = read("gap1-0.txt")
    objective, bound, owners, _ = answer(cli, text)
    assert (objective, bound) == ("261", "261") and gap_value(text, owners) == 261
    text = read("d05100.txt")
    objective, bound, owners, _ = answer(cli, text, "--iterations", "400000", "--format", "gap")
    assert gap_value(text, owners) == int(objective) and 6353 * 0.99 <= int(bound) <= 6353 <= int(objective) <= 6353 * 1.025


def test_time(cli):
    begun = time.process_time(), os.times().children_user + os.times().children_system
    answer(cli, read("acc_10x200_s1.txt"), "--seconds", "0.2")
    used = os.times().children_user + os.times().children_system - begun[1]
    assert used < 0.4, used


def test_infeasible(cli):
    objective, bound, owners, told = answer(cli, "1 2 1 0\n9 9 3\n2 5 0 1 0:0\n2 5 0 1 0:0\n", status=3)
    assert (objective, bound, owners) == ("none", "infeasible", [0, 0])
    assert "locked-excess 0 1" in told and "missing-hours 1" in told
    told = answer(cli, "1 1 1 0\n9 9 9\n2 5 0 0\n", status=3)[3]
    assert "nobody-allowed 0" in told
    assert answer(cli, "2 2\n1 1\n1 1\n2 2\n2 2\n3 1\n", status=3)[:2] == ("none", "infeasible")


def test_refusals(cli):
    good = "2 1 1 0.5\n5 5 9\n5 5 9\n4 4 0 2 0:0 1:3\n"
    assert answer(cli, "\ufeff" + good, "--iterations", "10")[2] in ([0], [1])
    assert answer(cli, good.replace("\n", " "), "--format", "accounts")[2] in ([0], [1])
    for bad in ("", "   \n", "hello", "2 1 1\n", good[:-4], good + "7", good.replace("0:0 1:3", "1:3 0:0"),
                good.replace("1:3", "2:3"), good.replace("1:3", "1 3"), good.replace("0.5", "-0.5"),
                good.replace("0.5", "nan"), good.replace("4 4 0", "4 4 5"), good.replace("4 4 0", "-4 4 0"),
                good.replace("4 4 0", "99999999999 4 0"), "2000000000 2000000000\n1", "3 3\n1 2 3\n", "1.5 2\n"):
        done = cli.run("assign", text=bad.encode(), status=2, workspace=False)
        assert done.stdout == b"" and b"cannot be read" in done.stderr, (bad, done.stderr)
    for options in (["--seconds", "0"], ["--seconds", "soon"], ["--iterations", "0"], ["--format", "xml"], ["--speed", "1"],
                    ["file"]):
        assert cli.run("assign", *options, text=b"", status=2, workspace=False).stdout == b""


sys.exit(main([test_accounts, test_gap, test_time, test_infeasible, test_refusals]))

# SPDX-License-Identifier: GPL-3.0-or-later
"""winprob: the contract of its options, files, output and exit status; what must not change a probability; and, with
SB_REAL_DATA, how well it tells won from lost."""
import csv
import hashlib
import io
import os
import random
import resource
import sys

from cli import main

DATA = os.environ.get("SB_REAL_DATA", "")
HEADER = ["id", "amount", "region", "source", "opened", "score", "result"]


def table(header, rows, eol="\r\n"):
    out = io.StringIO()
    writer = csv.writer(out, lineterminator=eol)
    writer.writerow(header)
    writer.writerows(rows)
    return out.getvalue()


def deals(n, seed, first=0):
    """Deals whose chance follows amount, region and source together; some cells are empty."""
    rng = random.Random(seed)
    rows = []
    for i in range(n):
        amount, region, source = int(rng.lognormvariate(9, 1)), rng.choice("NSEW"), rng.choice(["web", "fair", "Café, ½", "None"])
        chance = .15 + .35 * (region == "N") + .3 * (source == "fair" and amount > 8000) - .1 * (source == "None")
        opened = "2025-%02d-%02d" % (rng.randint(1, 12), rng.randint(1, 28))
        won = rng.random() < max(.02, chance)
        rows.append(["D%d" % (first + i), amount if rng.random() < .95 else "", region, source, opened,
                     "%.3f" % rng.random(), "Won" if won else "Lost"])
    return rows


def winprob(cli, train, test, *more, target="result", positive="Won", status=0):
    done = cli.run("winprob", "--train", train, "--test", test, "--target", target, "--positive", positive, *more,
                   workspace=False, status=status)
    told = done.stderr.decode()
    if status:
        assert done.stdout == b"", "something on standard output of a failure"
        return told
    card = dict(line.split(" ", 1) for line in told.splitlines() if not line.startswith("ignored "))
    ignored = dict(line[8:].rsplit(" ", 1) for line in told.splitlines() if line.startswith("ignored "))
    return [float(line) for line in done.stdout.decode().splitlines() if line != "p"], card, ignored, done.stdout


def auc(p, y):
    ranks = sorted(zip(p, y))
    wins = sum(y)
    total = below = i = 0
    while i < len(ranks):
        j, w = i, 0
        while j < len(ranks) and ranks[j][0] == ranks[i][0]:
            w += ranks[j][1]
            j += 1
        total += w * (below + (j - i - w) / 2)
        below += j - i - w
        i = j
    return total / (wins * (len(y) - wins))


def brier(p, y):
    return sum((a - b) ** 2 for a, b in zip(p, y)) / len(y)


def won(rows, positive="Won"):
    return [row[-1] == positive for row in rows]


def test_signal(cli):
    train, test = deals(3000, 1), deals(1500, 2, 3000)
    p, card, ignored, text = winprob(cli, cli.write("a.csv", table(HEADER, train)), cli.write("b.csv", table(HEADER, test)))
    y = won(test)
    base = sum(won(train)) / len(train)
    assert len(p) == 1500 and all(0 <= one <= 1 for one in p)
    assert all(6 <= len(line.lstrip(b"0.")) <= 17 and b"e" not in line for line in text.splitlines()), text[:200]
    assert card["signal"] == "yes" and card["model"] in ("boosting", "logistic"), card
    assert card["rows_train"] == "3000" and card["rows_test"] == "1500"
    assert abs(float(card["base_rate"]) - base) < 1e-6
    assert ignored == {"id": "too-many-values"}, ignored
    assert auc(p, y) > .68 and abs(auc(p, y) - float(card["cv_auc"])) < .06, (auc(p, y), card)
    assert brier(p, y) < brier([base] * len(y), y) and float(card["cv_brier"]) < float(card["base_brier"])
    assert float(card["ece"]) < .04


def test_unchanged(cli):
    """Rows, columns, constants, spelling: nothing of it changes a probability; equal calls give equal bytes."""
    train, test = deals(1200, 3), deals(400, 4, 1200)
    a, b = cli.write("a.csv", table(HEADER, train)), cli.write("b.csv", table(HEADER, test))
    p, card, _, text = winprob(cli, a, b)
    assert winprob(cli, a, b)[3] == text
    rng = random.Random(5)

    def same(header, rows, other_header, other, what):
        q = winprob(cli, cli.write("c.csv", table(header, rows)), cli.write("d.csv", table(other_header, other)))[0]
        assert max(abs(one - two) for one, two in zip(p, q)) <= 1e-9, what

    same(HEADER, rng.sample(train, len(train)), HEADER, test, "order of rows")
    order = [4, 6, 2, 0, 5, 1, 3]
    same([HEADER[i] for i in order], [[row[i] for i in order] for row in train], HEADER, test, "order of columns")
    same(["k"] + HEADER, [["7"] + row for row in train], HEADER + ["k"], [row + ["7"] for row in test], "a constant")
    names = {"N": "zulu", "S": "alpha", "E": "mike", "W": "Bravo", "web": "9x", "fair": "1st", "Café, ½": "b", "None": "a"}
    same(HEADER, [[names.get(cell, cell) for cell in row] for row in train], HEADER,
         [[names.get(cell, cell) for cell in row] for row in test], "spelling of categories")
    assert winprob(cli, a, b, "--seed", "2")[3] != text


def test_no_signal(cli):
    """Noise, results dealt out anew, and copies of noise: the rate of training for every row, to the last digit."""
    rng = random.Random(6)
    train, test = deals(2000, 7), deals(100, 8, 2000)
    results = [row[-1] for row in train]
    rng.shuffle(results)
    shuffled = [row[:-1] + [result] for row, result in zip(train, results)]
    noise = [[rng.random(), rng.choice("abc"), rng.gauss(0, 1), "Won" if rng.random() < .3 else "Lost"] for _ in range(240)]
    for rows, header, other in ((shuffled, HEADER, test), (noise * 5, ["a", "b", "c", "result"], noise[:50])):
        p, card, _, _ = winprob(cli, cli.write("a.csv", table(header, rows)), cli.write("b.csv", table(header, other)))
        assert card["signal"] == "no" and card["model"] == "base-rate", card
        assert p == [sum(won(rows)) / len(rows)] * len(other)
        assert 0 <= float(card["cv_auc"]) < .6 and float(card["cv_brier"]) > 0


def test_few(cli):
    """Too few rows, too few of a class, one class only, no feature at all."""
    test = cli.write("b.csv", table(HEADER, deals(7, 9)))
    for rows, wanted in ((deals(299, 10), None), ([row[:-1] + ["Won"] for row in deals(400, 11)], 1.0),
                         ([row[:-1] + ["Lost"] for row in deals(400, 11)], 0.0),
                         ([row[:-1] + ["Won" if i < 49 else "Lost"] for i, row in enumerate(deals(400, 11))], 49 / 400)):
        p, card, _, _ = winprob(cli, cli.write("a.csv", table(HEADER, rows)), test)
        assert card["signal"] == "no" and card["model"] == "base-rate" and card["cv_auc"] == "too-few", card
        assert p == [sum(won(rows)) / len(rows) if wanted is None else wanted] * 7
    rows = [["7", "", "Won" if i % 3 else "Lost"] for i in range(400)]
    p, card, ignored, _ = winprob(cli, cli.write("a.csv", table(["k", "e", "result"], rows)), test, "--ignore", "k")
    assert ignored == {"k": "asked", "e": "mostly-empty"} and len(set(p)) == 1 and card["signal"] == "no"


def test_coarse(cli):
    """Few combinations, each many times: the rows are deals in equal circumstances, not copies."""
    rng = random.Random(12)
    rate = dict(zip("ABCDE", (.1, .2, .3, .5, .7)))
    rows = [[c, "Won" if rng.random() < rate[c] else "Lost"] for c in (rng.choice("ABCDE") for _ in range(1500))]
    p, card, _, _ = winprob(cli, cli.write("a.csv", table(["c", "result"], rows)),
                            cli.write("b.csv", table(["c"], [[c] for c in "ABCDE"])))
    assert card["signal"] == "yes" and all(abs(p[i] - rate["ABCDE"[i]]) < .06 for i in range(5)), (p, card)


def test_files(cli):
    """Line ends, byte-order mark, quotes, extra and moved columns, empty results, unseen and broken cells."""
    train, test = deals(800, 13), deals(60, 14, 800)
    a, b = cli.write("a.csv", table(HEADER, train)), cli.write("b.csv", table(HEADER, test))
    text = winprob(cli, a, b)[3]
    assert winprob(cli, cli.write("c.csv", table(HEADER, train, "\n")), b)[3] == text
    assert winprob(cli, cli.write("c.csv", "\ufeff" + table(HEADER, train)), cli.write("d.csv", "\ufeff" + table(HEADER, test)))[3] == text
    quoted = "".join(",".join('"%s"' % str(cell).replace('"', '""') for cell in row) + "\r\n" for row in [HEADER] + test)
    assert winprob(cli, a, cli.write("d.csv", quoted))[3] == text
    assert winprob(cli, a, cli.write("d.csv", table(HEADER, test).rstrip("\r\n")))[3] == text
    moved = [5, 1, 3, 0, 2, 4]
    bare = table([HEADER[i] for i in moved] + ["extra"], [[row[i] for i in moved] + ["x"] for row in test])
    assert winprob(cli, a, cli.write("d.csv", bare))[3] == text, "a result in the test file was read"
    header = winprob(cli, a, b, "--header")[3]
    assert header == b"p\n" + text
    none = [row[:-1] + [["", "  "][i % 2]] for i, row in enumerate(deals(40, 15))]
    _, card, _, more = winprob(cli, cli.write("c.csv", table(HEADER, train[:400] + none + train[400:])), b)
    assert more == text and card["rows_skipped"] == "40" and card["rows_train"] == "800", card
    spaced = [row[:-1] + [" %s " % row[-1]] for row in train]
    assert winprob(cli, cli.write("c.csv", table(HEADER, spaced)), b, positive=" Won ")[3] == text
    odd = [["x", "n/a", "Mars", "", "not a day", "1e999", "?"], ["y", "", "", "", "", "", ""], ["z"],
           ["w", "-5", "N", "web", "2031-01-01", "1e300", "Won", "surplus"]]
    p = winprob(cli, a, cli.write("d.csv", table(HEADER, odd)))[0]
    assert len(p) == 4 and all(0 < one < 1 for one in p), p
    assert winprob(cli, a, cli.write("d.csv", table(HEADER, [])))[0] == []
    assert winprob(cli, a, cli.write("d.csv", table(HEADER, test[:1])))[3] == text.split(b"\n")[0] + b"\n"


def test_failures(cli):
    a = cli.write("a.csv", table(HEADER, deals(400, 16)))
    told = winprob(cli, a, cli.write("b.csv", table(["id", "amount", "region"], [["1", "2", "N"]])), status=2)
    assert "source" in told and "b.csv" in told, told
    assert "nothing" in winprob(cli, a, a, target="nothing", status=2)
    told = winprob(cli, cli.write("c.csv", table(HEADER, deals(400, 16)).encode("iso-8859-1")), a, status=2)
    assert "UTF-8" in told and "c.csv" in told, told
    assert "UTF-8" in winprob(cli, a, cli.write("c.csv", table(HEADER, deals(400, 16)).encode("iso-8859-1")), status=2)
    assert "c.csv" in winprob(cli, a, cli.write("c.csv", table(HEADER, [["1", 'x'] + [""] * 5]) + 'a,"b'), status=2)
    assert "missing.csv" in winprob(cli, cli.path("missing.csv"), a, status=2)
    winprob(cli, cli.write("c.csv", ""), a, status=2)
    assert "result" in winprob(cli, cli.write("c.csv", table(HEADER, [])), a, status=2)
    for arguments in ((), ("--train", a, "--test", a, "--target", "result"), ("--train", a, "x"), ("--seed", "x")):
        assert cli.run("winprob", *arguments, workspace=False, status=2).stdout == b""
    assert b"--positive" in cli.run("winprob", "--help", workspace=False).stdout


def test_records(cli):
    """Rows of one record number stay on one side of a fold, even when other cells differ."""
    rng = random.Random(17)
    rows = []
    for i in range(500):
        row = ["R%d" % i, rng.random(), rng.random(), "Won" if rng.random() < .4 else "Lost"]
        rows += [row] + ([[row[0], row[1] + 1e-9, row[2], row[3]]] if i < 50 else [])
    p, card, _, _ = winprob(cli, cli.write("a.csv", table(["id", "a", "b", "result"], rows)),
                            cli.write("b.csv", table(["a", "b"], [[.5, .5]])), "--ignore", "id")
    assert card["signal"] == "no", card


def split(rows, key):
    train, test = [], []
    for row in rows:
        (train if int(hashlib.md5(row[key].encode()).hexdigest(), 16) % 10 < 7 else test).append(row)
    return train, test


def real(cli, ignore, least):
    with open(os.path.join(DATA, "ibm_win_loss", "win_loss_even.csv"), newline="", encoding="utf-8") as file:
        header, *rows = csv.reader(file)
    train, test = split(rows, 0)
    place = header.index("Opportunity Result")
    p, card, _, _ = winprob(cli, cli.write("a.csv", table(header, train)), cli.write("b.csv", table(header, test)),
                            "--ignore", ",".join(ignore), target="Opportunity Result")
    y = [row[place] == "Won" for row in test]
    bins = [[one for one in zip(p, y) if min(9, int(one[0] * 10)) == k] for k in range(10)]
    error = sum(abs(sum(a - b for a, b in one)) for one in bins) / len(y)
    print("# AUC %.4f, Brier %.5f (base %.5f), calibration error %.4f; in training %s, %s" % (
        auc(p, y), brier(p, y), brier([sum(y) / len(y)] * len(y), y), error, card["cv_auc"], card["ece"]))
    assert auc(p, y) >= least and error <= .025 and float(card["ece"]) <= .025 and card["model"] == "boosting"


PROCESS = ["Elapsed Days In Sales Stage", "Sales Stage Change Count", "Total Days Identified Through Closing",
           "Total Days Identified Through Qualified", "Ratio Days Identified To Total Days",
           "Ratio Days Validated To Total Days", "Ratio Days Qualified To Total Days"]


def test_real_all(cli):
    if DATA:
        real(cli, ["Opportunity Number"], .93)


def test_real_entry(cli):
    if DATA:
        real(cli, ["Opportunity Number"] + PROCESS, .83)


def test_real_without(cli):
    """A file whose sellers, products and customers do not tell: the base rate."""
    if not DATA:
        return
    with open(os.path.join(DATA, "crm_sales_opportunities", "sales_pipeline.csv"), newline="", encoding="utf-8") as file:
        header, *rows = csv.reader(file)
    rows = [[row[i] for i in (0, 1, 2, 3, 4)] for row in rows if row[4] in ("Won", "Lost")]
    train, test = split(rows, 0)
    p, card, _, _ = winprob(cli, cli.write("a.csv", table(header[:5], train)), cli.write("b.csv", table(header[:5], test)),
                            target="deal_stage")
    assert card["signal"] == "no" and set(p) == {sum(row[4] == "Won" for row in train) / len(train)}, card


def test_cost(cli):
    """A wide margin to the limits of the release build: 60,000 rows in five seconds and 200 MB."""
    rng = random.Random(18)
    rows = []
    for _ in range(20000):
        row = [rng.randint(0, 99999) for _ in range(9)] + [rng.choice("abcdefg") for _ in range(8)]
        rows.append(row + ["Won" if rng.random() < (.1 + .3 * (row[9] == "a") + .2 * (row[0] > 50000)) else "Lost"])
    header = ["c%d" % i for i in range(17)] + ["result"]
    a = cli.write("a.csv", table(header, rows))
    before = resource.getrusage(resource.RUSAGE_CHILDREN)
    winprob(cli, a, a)
    after = resource.getrusage(resource.RUSAGE_CHILDREN)
    print("# %.2f s" % (after.ru_utime - before.ru_utime))
    assert after.ru_utime - before.ru_utime < 30
    assert after.ru_maxrss < 200 * 1024, after.ru_maxrss


if __name__ == "__main__":
    sys.exit(main([value for name, value in sorted(globals().items()) if name.startswith("test_")]))

# SPDX-License-Identifier: GPL-3.0-or-later
"""The command `series`: both layouts, headers, rows that cannot be read, the shape of the output, the same bytes."""
import csv
import io
import os
import sys

from cli import main

DATA = os.path.join(os.environ["SB_SOURCE_DIR"], "tests", "data", "series")
METHODS = {"combination", "naive", "seasonal-naive", "mean", "constant", "intermittent", "none"}
BANDS = ("F", "lo80_", "hi80_", "lo95_", "hi95_")


def run(cli, text, *arguments, status=0):
    text = text if isinstance(text, bytes) else text.encode()
    done = cli.run("series", *arguments, text=text, status=status, workspace=False)
    return done, list(csv.reader(io.StringIO(done.stdout.decode(), newline="")))


def check_shape(rows, width):
    assert rows[0] == ["id", "method"] + [band + str(j) for band in BANDS for j in range(1, width + 1)], rows[0]
    for row in rows[1:]:
        assert len(row) == 2 + 5 * width and row[1] in METHODS, row
        parts = [row[2 + i * width:2 + (i + 1) * width] for i in range(5)]
        for point, lo80, hi80, lo95, hi95 in zip(*parts):
            if lo80:
                assert float(lo95) <= float(lo80) <= float(point) <= float(hi80) <= float(hi95), row


def layouts(cli):
    long_rows = "id,frequency,horizon,y1,y2\r\na,12,2,1,2,3,4,5,6,7\r\nb,4,5,1,2,4,8,16,16,20\r\n"
    done, rows = run(cli, long_rows)
    check_shape(rows, 5)
    assert [row[0] for row in rows[1:]] == ["a", "b"] and rows[1][4:7] == ["", "", ""], rows
    assert b"\r" not in done.stdout and done.stdout.endswith(b"\n")
    assert run(cli, "\ufeff" + long_rows.replace("\r\n", "\n").split("\n", 1)[1])[1][1:] == rows[1:]
    short = run(cli, "V1,V2,V3\na,1,2,3,4,5,6,7\n", "--frequency", "12", "--horizon", "2")[1]
    check_shape(short, 2)
    assert short[1][:4] == rows[1][:4], (short, rows)
    one = run(cli, long_rows, "--horizon", "3")[1]
    check_shape(one, 3)
    assert one[1][2:4] == rows[1][2:4]
    assert all(cell for row in one[1:] for cell in row)
    points = run(cli, long_rows, "--points-only")[1]
    assert points[0] == ["id", "F1", "F2", "F3", "F4", "F5"] and points[1] == ["a"] + rows[1][2:7], points


def rows_kept(cli):
    text = ('same,12,2,5,6\nsame,12,2,5,6\n\nbad,12,2,1,x\nempty,12,2\nnone,12,2,,,\nwide,12,500,1,2\nodd,0,2,1,2\n'
            '"a ""q"", b",12,1,3,3,3\n"broken"x,12,1,1,2\n,,,\n"two\nlines",12,1,4')
    done, rows = run(cli, text, status=1)
    check_shape(rows, 2)
    assert [row[:2] for row in rows[1:]] == [
        ["same", "naive"], ["same", "naive"], ["bad", "none"], ["empty", "none"], ["none", "none"], ["wide", "none"],
        ["odd", "none"], ['a "q", b', "constant"], ["brokenx", "none"], ["", "none"], ["two\nlines", "naive"]], rows
    assert all(cell == "" for row in rows[1:] if row[1] == "none" for cell in row[2:])
    assert "Line 4, series “bad”" in done.stderr.decode() and done.stderr.count(b"\n") == 7, done.stderr


def refused(cli):
    for text, arguments in ((b'a,12,2,"1', ()), (b"a\xff,12,2,1", ()), ("a,12,2,1", ("--horizon", "0")),
                            ("a,12,2,1", ("--frequency", "367")), ("a,12,2,1", ("file.csv",)),
                            ("a,12,2,1", ("--horizons", "3"))):
        done, _ = run(cli, text, *arguments, status=2)
        assert done.stdout == b"" and done.stderr, (text, arguments)
    assert run(cli, "")[1] == [["id", "method"]]
    assert run(cli, "", "--horizon", "1", "--points-only")[1] == [["id", "F1"]]


def numbers(cli):
    rows = run(cli, "a,12,3,123456789012345,123456789012345,123456789012345\nb,12,3,1e-9,2e-9,1.5e-9,1e-9,2e-9,3e-9\n"
                    "c,12,3,1e15,2e15,1.5e15,1e15,2e15,3e15\nd,12,3,+1.50,-2, 3 ,.5,4.,1E0,2\n")[1]
    assert rows[1][2] == "123456789012345" and rows[1][1] == "constant", rows[1]
    scale = [float(x) for x in rows[2][2:]], [float(x) for x in rows[3][2:]]
    assert all(abs(a * 1e24 / b - 1) < 1e-9 if b else a == 0 for a, b in zip(*scale)), scale
    assert rows[4][1] == "combination", rows[4]


def same_bytes(cli):
    """Also on another machine: nothing in the forecast depends on the mathematics library."""
    with open(os.path.join(DATA, "train.csv"), "rb") as file:
        text = file.read()
    first = run(cli, text, "--frequency", "12", "--horizon", "18")[0].stdout
    assert first == run(cli, text, "--frequency", "12", "--horizon", "18")[0].stdout
    check_shape(list(csv.reader(io.StringIO(first.decode()))), 18)
    with open(os.path.join(DATA, "forecast.csv"), "rb") as file:
        assert first == file.read(), "the forecasts of the own series changed; if that is meant, write forecast.csv anew"


if __name__ == "__main__":
    sys.exit(main([layouts, rows_kept, refused, numbers, same_bytes]))

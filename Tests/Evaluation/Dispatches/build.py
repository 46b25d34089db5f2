#!/usr/bin/env python3
"""Makes gold files for record_score.py from this project's own annotations of dispatches.

usage: build.py CORPORA DIR [--half read|check]

CORPORA is ../shared/corpora. The annotations are those of Sources/feedwatch-train/Annotations/dispatches.jsonl: Wikinews
articles and invented agency dispatches, annotated in full by readers who had not seen what the program says of them.
"read": those whose errors rules may be made from, and from which the trigger model learns; "check": those that nobody
looks at (parts "check" and "check2"): their figure tells what is to be expected of other news.
"""

import json
import os
import sys

here = os.path.dirname(os.path.abspath(__file__))
sys.path.insert(0, os.path.join(here, "../../../Sources/feedwatch-train/Annotations"))
import triggers  # noqa: E402


def main():
    corpora, folder = sys.argv[1:3]
    half = sys.argv[sys.argv.index("--half") + 1] if "--half" in sys.argv else None
    os.makedirs(folder, exist_ok=True)
    for gold in triggers.dispatches(corpora):
        if half and half != ("check" if gold["part"].startswith("check") else "read"):
            continue
        text = gold["text"]
        words = lambda span: text[span[0]:span[1]]
        for layer, field in (("times", "text"), ("quotes", "text"), ("events", "trigger"), ("sourcing", "phrase")):
            for entry in gold[layer]:
                entry[field] = words(entry["span"])
        with open(os.path.join(folder, gold["id"] + ".json"), "w", encoding="utf-8") as file:
            json.dump(gold, file, ensure_ascii=False)


main()

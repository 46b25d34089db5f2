#!/usr/bin/env python3
"""Fits the weights of Sources/LanguageModels/Lexicons/background_evidence.txt, and says how well they hold.

usage: fit_background.py GOLD_DIR [GOLD_DIR ...] [--evidence FILE] [--write LEXICON]

Every sentence that may be background is a row: its signs (BackgroundEvidence.swift), and whether more than half of it
is background in the gold dispatch. Two ridge-regularised logistic regressions: of the signs and the words of the sentence
itself, then of its score and the scores of its neighbours, as models that had not seen the dispatch give them. Words count
from so many dispatches on. Sentences weigh by their length, as record_score.py counts characters. Needs scikit-learn.

The signs come out of the test `BackgroundDump`, which this script runs from the repository's root with
BACKGROUND_EVIDENCE set to a file; --evidence names a file that is there already. Printed: precision, recall and F1 by
characters, each dispatch decided by weights that were fitted without it (eightfold), for each margin; and the file's
lines. --write puts the lines into the lexicon.
"""
import collections, json, os, pathlib, random, subprocess, sys

import numpy
import scipy.sparse
from sklearn.linear_model import LogisticRegression

ROOT = pathlib.Path(__file__).resolve().parents[2]
RIDGE, MARGIN, FOLDS, INNER = 0.1, -0.7, 8, 4
# A word counts half as much as a sign, and from so many dispatches on; lighter ones are left out of the file.
WORD, DISPATCHES, LEAST = 0.5, 12, 0.03
JOINT = ["own score", "before in paragraph", "paragraph before", "behind in paragraph", "paragraph behind", "inside"]


def characters(spans):
    return {i for first, last in spans for i in range(first, last)}


def neighbours(rows, scores):
    table = []
    for i, row in enumerate(rows):
        def beside(j, same):
            return scores[j] if 0 <= j < len(rows) and (rows[j]["paragraph"] == row["paragraph"]) == same else 0.0
        inside = 1.0 if i and rows[i - 1]["paragraph"] == row["paragraph"] else 0.0
        table.append([scores[i], beside(i - 1, True), beside(i - 1, False), beside(i + 1, True), beside(i + 1, False), inside])
    return numpy.array(table)


def evidence_of(rows, words):
    signs = numpy.array([row["values"] for row in rows])
    starts, places = [0], []
    for row in rows:
        places += [words[w] for w in row["words"] if w in words]
        starts.append(len(places))
    table = scipy.sparse.csr_matrix((numpy.full(len(places), WORD), places, starts), shape=(len(rows), len(words)))
    return scipy.sparse.hstack([scipy.sparse.csr_matrix(signs), table]).tocsr()


def fit_own(documents, words):
    rows = [row for document in documents for row in document["rows"]]
    weight = [(row["span"][1] - row["span"][0]) / 120 for row in rows]
    return LogisticRegression(C=RIDGE, max_iter=2000).fit(
        evidence_of(rows, words), [row["right"] for row in rows], sample_weight=weight)


def fit(documents):
    seen = collections.Counter(w for d in documents for w in {w for row in d["rows"] for w in row["words"]})
    words = {w: i for i, w in enumerate(sorted(w for w, count in seen.items() if count >= DISPATCHES))}
    rows = [row for document in documents for row in document["rows"]]
    scores = {}
    for part in range(INNER):
        model = fit_own([d for i, d in enumerate(documents) if i % INNER != part], words)
        for i, document in enumerate(documents):
            if i % INNER == part and document["rows"]:
                scores[i] = model.decision_function(evidence_of(document["rows"], words))
    table = numpy.concatenate([neighbours(documents[i]["rows"], scores[i]) for i in sorted(scores)])
    weight = [(row["span"][1] - row["span"][0]) / 120 for row in rows]
    joint = LogisticRegression(max_iter=2000).fit(table, [row["right"] for row in rows], sample_weight=weight)
    return fit_own(documents, words), joint, words


def decide(document, models):
    if not document["rows"]:
        return []
    own, joint, words = models
    return joint.decision_function(neighbours(document["rows"], own.decision_function(evidence_of(document["rows"], words))))


def main():
    arguments = sys.argv[1:]
    options = {}
    for option in ("--evidence", "--write"):
        if option in arguments:
            at = arguments.index(option)
            options[option] = arguments[at + 1]
            del arguments[at:at + 2]
    golds = [json.loads(p.read_text(encoding="utf8")) for folder in arguments for p in sorted(pathlib.Path(folder).glob("*.json"))]
    if not golds:
        sys.exit(__doc__)
    evidence = pathlib.Path(options.get("--evidence", "/tmp/background.evidence"))
    if "--evidence" not in options:
        with open(evidence.with_suffix(".in"), "w", encoding="utf8") as lines:
            for gold in golds:
                row = {"title": gold["title"], "text": gold["text"], "published": gold["date"] + "T18:00:00Z"}
                lines.write(json.dumps(row, ensure_ascii=False) + "\n")
        subprocess.run(["swift", "test", "--filter", "BackgroundDump"], cwd=ROOT, check=True,
                       env={**os.environ, "BACKGROUND_EVIDENCE": str(evidence)})
    documents = [json.loads(line) for line in evidence.read_text(encoding="utf8").splitlines()]
    assert len(documents) == len(golds), "the evidence is of other dispatches"
    for document, gold in zip(documents, golds):
        document["gold"] = characters([tuple(part["span"]) for part in gold.get("background", [])])
        for row in document["rows"]:
            inside = len(document["gold"] & set(range(*row["span"])))
            row["right"] = inside * 2 > row["span"][1] - row["span"][0]
    order = list(range(len(documents)))
    random.Random(1).shuffle(order)
    said = {}
    for fold in range(FOLDS):
        held = set(order[fold::FOLDS])
        models = fit([d for i, d in enumerate(documents) if i not in held])
        for i in held:
            said[i] = decide(documents[i], models)
    for margin in (-1.1, -0.9, MARGIN, -0.5, -0.3, -0.1):
        hit = gold = found = 0
        for i, document in enumerate(documents):
            ours = characters(row["span"] for row, z in zip(document["rows"], said[i]) if z > margin)
            ours |= characters(tuple(span) for span in document["sure"])
            hit, gold, found = hit + len(ours & document["gold"]), gold + len(document["gold"]), found + len(ours)
        print(f"margin {margin:5.1f}  P {100 * hit / max(1, found):5.1f}  R {100 * hit / max(1, gold):5.1f}  F1 {200 * hit / max(1, gold + found):5.1f}")
    own, joint, words = fit(documents)
    signs = documents[0]["names"]
    lines = [("bias", own.intercept_[0])] + list(zip(signs, own.coef_[0]))
    lines += [("joint bias", joint.intercept_[0] - MARGIN)] + list(zip(JOINT, joint.coef_[0]))
    by_word = sorted((w, WORD * own.coef_[0][len(signs) + i]) for w, i in words.items())
    lines += [("word " + w, value) for w, value in by_word if abs(value) >= LEAST]
    text = "".join(f"{name} | {value:.2f}\n" for name, value in lines)
    print(text, end="")
    if "--write" in options:
        path = pathlib.Path(options["--write"])
        old = path.read_text(encoding="utf8").splitlines(keepends=True) if path.exists() else []
        path.write_text("".join(line for line in old if line.startswith("#")) + text, encoding="utf8")


main()

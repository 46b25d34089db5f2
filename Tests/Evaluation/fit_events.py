#!/usr/bin/env python3
"""Fits the weights of Sources/LanguageModels/Lexicons/event_confidence.txt, and says how well they hold.

usage: fit_events.py EVENTS_DIR GOLD_DIR [GOLD_DIR ...] [--evidence FILE] [--write LEXICON] [--ridge R] [--by-sieve]

Every event that the extraction core finds (none withheld) is a row: its evidence (EventConfidence.swift) and whether
it is right. An event of a gold dispatch is right when it pairs with a gold event of its type in its sentence, each gold
event once, as record_score.py pairs them; an event of a coded sentence when the sentence has its type, as events.py
says, and it weighs 0.4, with a bias of its own. The weights are those of a ridge-regularised logistic regression.

The evidence comes out of the test `EvidenceDump` (`swift test --filter EvidenceDump`), which this script runs from the
repository's root with EVENT_EVIDENCE set to a file; --evidence names a file that is there already. Printed: the file's
lines; precision, recall and F1 on the gold dispatches by margin, the events scored by weights that were fitted without
their dispatch (tenfold); by directory the same at the program's margin. --write puts the lines into the lexicon.
"""
import json, math, os, pathlib, subprocess, sys

sys.path.insert(0, str(pathlib.Path(__file__).parent))
import events as coded
from reliability import sentence_starts

ROOT = pathlib.Path(__file__).resolve().parents[2]
SENTENCES_WEIGH, FOLDS, MARGIN = 0.4, 10, 0.4


def dispatches(folders, events):
    """Everything to be read: (key, input line, what is right of it)."""
    rows = []
    for number, folder in enumerate(folders):
        for path in sorted(folder.glob("*.json")):
            gold = json.loads(path.read_text(encoding="utf8"))
            rows.append((f"gold {number} {path.stem}", gold["title"], gold["text"], gold["date"] + "T18:00:00Z", gold))
    for name, kind in coded.SETS.items():
        for index, (text, (date, types)) in enumerate(coded.sentences(events / f"{name}.jsonl", kind).items()):
            day = date if "-" in date else f"{date[:4]}-{date[4:6]}-{date[6:8]}"
            rows.append((f"{name} {index}", None, text, day + "T12:00:00Z", types))
    return rows


def evidence(rows, path):
    if path is None:
        path = ROOT / ".build" / "event-evidence.jsonl"
        lines = [json.dumps({"name": key, "title": title, "text": text, "published": day})
                 for key, title, text, day, _ in rows]
        path.with_suffix(".in").write_text("\n".join(lines) + "\n", encoding="utf8")
        run = subprocess.run(["swift", "test", "--filter", "EvidenceDump"], cwd=ROOT,
                             env=os.environ | {"EVENT_EVIDENCE": str(path)})
        if run.returncode:
            sys.exit("the evidence could not be written")
    return {r["name"]: r["events"] for r in map(json.loads, open(path, encoding="utf8"))}


def examples(rows, found):
    """(document, features, is right, weight) an event, and how many gold events there are by directory."""
    out, wanted = [], {}
    for key, _, text, _, truth in rows:
        said = found.get(key, [])
        if key.startswith("gold "):
            folder = key.split()[1]
            sentence, used = sentence_starts(text), set()
            order = sorted(range(len(said)), key=lambda i: said[i]["trigger"])
            wanted[folder] = wanted.get(folder, 0) + len(truth["events"])
            for event in truth["events"]:
                for i in order:
                    if i not in used and said[i]["type"] == event["type"] \
                            and sentence(said[i]["trigger"][0]) == sentence(event["span"][0]):
                        used.add(i)
                        break
            out += [(key, set(said[i]["evidence"]), i in used, 1.0, said[i]) for i in range(len(said))]
        else:
            for event in said:
                own = "ACCUSE" if event["mode"] == "investigate" else event["type"]
                other = "AGREE" if own in coded.KIND else "THREATEN"
                right = own in truth or event["status"] == "planned" and other in truth
                out.append((key, set(event["evidence"]) | {"coded sentence"}, right, SENTENCES_WEIGH, event))
    return [e for e in out if e[4]["status"] != "denied"], wanted


def solve(matrix, vector):
    """Gaussian elimination with pivoting."""
    n = len(vector)
    rows = [matrix[i][:] + [vector[i]] for i in range(n)]
    for i in range(n):
        pivot = max(range(i, n), key=lambda r: abs(rows[r][i]))
        rows[i], rows[pivot] = rows[pivot], rows[i]
        for r in range(i + 1, n):
            factor = rows[r][i] / rows[i][i]
            if factor:
                for c in range(i, n + 1):
                    rows[r][c] -= factor * rows[i][c]
    out = [0.0] * n
    for i in reversed(range(n)):
        out[i] = (rows[i][n] - sum(rows[i][c] * out[c] for c in range(i + 1, n))) / rows[i][i]
    return out


def fit(data, ridge):
    """Newton's method; the bias is not shrunk."""
    names = ["bias"] + sorted({f for _, features, *_ in data for f in features})
    place = {name: i for i, name in enumerate(names)}
    n = len(names)
    weights = [0.0] * n
    rows = [([0] + [place[f] for f in features], right, weight) for _, features, right, weight, _ in data]
    for _ in range(12):
        gradient = [-ridge * w if i else 0.0 for i, w in enumerate(weights)]
        hessian = [[0.0] * n for _ in range(n)]
        for i in range(n):
            hessian[i][i] = ridge if i else 1e-9
        for at, right, weight in rows:
            p = 1 / (1 + math.exp(-sum(weights[i] for i in at)))
            for i in at:
                gradient[i] += weight * (right - p)
                row, curve = hessian[i], weight * p * (1 - p)
                for j in at:
                    row[j] += curve
        step = solve(hessian, gradient)
        weights = [w + s for w, s in zip(weights, step)]
        if max(abs(s) for s in step) < 1e-6:
            break
    return dict(zip(names, weights))


def sureness(weights, features):
    return 1 / (1 + math.exp(-weights["bias"] - sum(weights.get(f, 0) for f in features)))


def score(pairs, wanted):
    right = sum(r for _, r in pairs)
    p, r = right / max(1, len(pairs)), right / max(1, wanted)
    return p, r, 2 * p * r / (p + r) if right else 0.0


def main():
    option = lambda name: sys.argv[sys.argv.index(name) + 1] if name in sys.argv else None
    valued = {"--evidence", "--write", "--ridge"}
    paths = [a for i, a in enumerate(sys.argv[1:], 1) if not a.startswith("--") and sys.argv[i - 1] not in valued]
    if len(paths) < 2:
        sys.exit(__doc__)
    ridge = float(option("--ridge") or 3)
    rows = dispatches([pathlib.Path(p) for p in paths[1:]], pathlib.Path(paths[0]))
    data, wanted = examples(rows, evidence(rows, option("--evidence")))
    gold = [e for e in data if e[0].startswith("gold ")]
    if "--by-sieve" in sys.argv:
        for name in sorted({f for _, features, *_ in data for f in features}):
            of = [e for e in gold if name in e[1]]
            print(f"{name:32} {len(of):4} said on gold, {100 * sum(e[2] for e in of) / max(1, len(of)):5.1f}% right")
    documents = sorted({e[0] for e in gold})
    fold = {d: i % FOLDS for i, d in enumerate(documents)}
    blind = []
    for k in range(FOLDS):
        weights = fit([e for e in data if fold.get(e[0]) != k], ridge)
        blind += [(e[0].split()[1], sureness(weights, e[1]), e[2]) for e in gold if fold[e[0]] == k]
    for margin in (0.3, 0.35, 0.4, 0.45, 0.5, 0.55):
        p, r, f = score([(c, r) for _, c, r in blind if c >= margin], sum(wanted.values()))
        print(f"# margin {margin:.2f}  P {p:.3f}  R {r:.3f}  F1 {f:.3f}  (tenfold, {len(documents)} dispatches)")
    for number, path in enumerate(paths[1:]):
        p, r, f = score([(c, r) for d, c, r in blind if d == str(number) and c >= MARGIN], wanted[str(number)])
        print(f"# {path}: P {p:.3f}  R {r:.3f}  F1 {f:.3f} at {MARGIN}")
    weights = fit(data, ridge)
    weights.pop("coded sentence", None)
    lines = [f"bias | {weights.pop('bias'):.2f}"] + [f"{n} | {w:.2f}" for n, w in sorted(weights.items())]
    print("\n".join(lines))
    if option("--write"):
        path = pathlib.Path(option("--write"))
        head = [l for l in path.read_text(encoding="utf8").splitlines() if l.startswith("#")]
        path.write_text("\n".join(head + lines) + "\n", encoding="utf8")


if __name__ == "__main__":
    main()

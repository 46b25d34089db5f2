#!/usr/bin/env python3
"""Is an event said with 0.9 right nine times in ten? The reliability table of the events' confidence.

usage: reliability.py FEEDWATCHD GOLD_DIR EVENTS_DIR [--margins]
FEEDWATCHD is the built program; GOLD_DIR holds the gold dispatches, EVENTS_DIR the coded sentences (see events.py).

An event of a gold dispatch is right when it pairs with a gold event of its type in its sentence, each gold event once,
as record_score.py pairs them; an event of a coded sentence when the sentence has its type (a planned act also when it
has AGREE or THREATEN, as events.py says). For every band of confidence: how many events, the mean confidence, the share
that is right. ECE is the mean gap between the two, weighed by the number of events.

What is below the program's usual margin never reaches the record; --margins prints, for margins from there up,
precision, recall and F1 on the gold dispatches and F1 by sentence.
"""
import json, pathlib, subprocess, sys

sys.path.insert(0, str(pathlib.Path(__file__).parent))
import events as coded

BANDS = [i / 10 for i in range(1, 11)]


def sentence_starts(text):
    """The sentences of record_score.py, by its own rule."""
    import re
    starts = [0] + [m.end() for m in re.finditer(r"\n+|(?<=[a-z0-9)\"”'’][.!?])[\"”’)]*\s+(?=[\"“‘(]?[A-Z0-9])", text)]
    return lambda at: max(k for k, start in enumerate(starts) if start <= at)


def extract(program, rows):
    run = subprocess.run([program, "extract", "--jsonl"], input="".join(json.dumps(r) + "\n" for r in rows),
                         capture_output=True, text=True)
    if run.returncode:
        sys.exit(run.stderr)
    return {r["name"]: r for r in map(json.loads, run.stdout.splitlines())}


def of_gold(program, folder):
    gold = {path.stem: json.loads(path.read_text(encoding="utf8")) for path in sorted(folder.glob("*.json"))}
    records = extract(program, [{"name": name, "title": g["title"], "text": g["text"], "published": g["date"] + "T18:00:00Z"}
                                for name, g in gold.items()])
    said, wanted = [], 0
    for name, g in gold.items():
        sentence, found, used = sentence_starts(g["text"]), records[name]["events"], set()
        wanted += len(g["events"])
        for event in g["events"]:
            for index, own in enumerate(found):
                if index not in used and own["type"] == event["type"] \
                        and sentence(own["trigger"][0]) == sentence(event["span"][0]):
                    used.add(index)
                    break
        said += [(own["confidence"], index in used) for index, own in enumerate(found)]
    return said, wanted


def of_sentences(program, folder):
    said = []
    for name, kind in coded.SETS.items():
        rows = list(coded.sentences(folder / f"{name}.jsonl", kind).items())
        days = [date if "-" in date else f"{date[:4]}-{date[4:6]}-{date[6:8]}" for _, (date, _) in rows]
        records = extract(program, [{"name": str(i), "title": None, "text": text, "published": days[i] + "T12:00:00Z"}
                                    for i, (text, _) in enumerate(rows)])
        for index, (_, (_, types)) in enumerate(rows):
            for event in records[str(index)]["events"]:
                own = "ACCUSE" if event["mode"] == "investigate" else event["type"]
                other = "AGREE" if own in coded.KIND else "THREATEN"
                right = own in types or event["status"] == "planned" and other in types
                said.append((event["confidence"], right))
    return said


def table(title, said):
    print(f"{title}: {len(said)} events, {100 * sum(r for _, r in said) / max(1, len(said)):.1f}% right")
    gap = 0
    for band in BANDS:
        inside = [(c, r) for c, r in said if band - 0.1 <= c < band or band == 1 and c == 1]
        if not inside:
            continue
        mean, right = sum(c for c, _ in inside) / len(inside), sum(r for _, r in inside) / len(inside)
        gap += abs(mean - right) * len(inside)
        print(f"  {band - 0.1:.1f}-{band:.1f}  {len(inside):4} events  said {mean:.2f}  right {right:.2f}")
    print(f"  ECE {gap / max(1, len(said)):.3f}")


def main():
    if len(sys.argv) < 4:
        sys.exit(__doc__)
    program, gold, sentences = sys.argv[1], pathlib.Path(sys.argv[2]), pathlib.Path(sys.argv[3])
    said, wanted = of_gold(program, gold)
    by_sentence = of_sentences(program, sentences)
    table("gold dispatches", said)
    table("coded sentences", by_sentence)
    table("both", said + by_sentence)
    if "--margins" not in sys.argv:
        return
    for margin in (0.4, 0.45, 0.5, 0.6, 0.7):
        kept = [r for c, r in said if c >= margin]
        precision, recall = sum(kept) / max(1, len(kept)), sum(kept) / wanted
        f1 = 2 * precision * recall / (precision + recall) if kept else 0
        run = subprocess.run([sys.executable, str(pathlib.Path(__file__).parent / "events.py"), program, str(sentences),
                              "--margin", str(margin)], capture_output=True, text=True)
        print(f"margin {margin:.2f}  gold P {precision:.3f} R {recall:.3f} F1 {f1:.3f}  sentences {run.stdout.splitlines()[-1]}")


if __name__ == "__main__":
    main()

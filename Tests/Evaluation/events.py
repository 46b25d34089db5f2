#!/usr/bin/env python3
"""Types of events by sentence, against the coded sentences of the event-data projects.

usage: events.py FEEDWATCHD EVENTS_DIR [--show] [--half odd|even] [--margin CONFIDENCE]
FEEDWATCHD is the built program; EVENTS_DIR holds plover_gsr.jsonl, petrarch1_unittest.jsonl and
petrarch2_gsr_validation.jsonl. Every sentence is a dispatch without a title; its types are a set, scored micro.

Codes are mapped to PLOVER's sixteen types:
- plover_gsr: its own types; those that the manual of 2021 folded: FIGHT is ASSAULT, DEMAND is REQUEST, DISAPPROVE
  and INVESTIGATE are ACCUSE. (The record has REQUEST with mode `investigate`; it counts as ACCUSE here.)
- petrarch2_gsr_validation: CAMEO by its root; statements (01), and what PLOVER 2021 folds: 09 investigate is ACCUSE;
  081-083, 085, 086 (ease, accept) CONCEDE, 084, 087 (release, return, withdraw, disarm) RETREAT; 18-20 ASSAULT.
- petrarch1_unittest: its codes are WEIS (TABARI's suite); codes made up for the suite's own patterns (345, 8xx, 9xx,
  17xx with four figures) and comments (02) have no type; sentences that have only such codes are left out.
The manual codes what a side says it will do for another as AGREE, and what it says it will do against it as THREATEN.
The record keeps the act's own type with `status` planned. So a planned act counts as the one and as the other: as a
said type it stands for whichever the gold has, and once only.
`--same-type` scores without that reading. The sets code a sentence's main act; `--margin` leaves out events less
sure than it (an act in a subordinate clause is less sure).
"""
import json, pathlib, subprocess, sys

CAMEO = {1: None, 2: "REQUEST", 3: "AGREE", 4: "CONSULT", 5: "SUPPORT", 6: "COOPERATE", 7: "AID", 8: "CONCEDE",
         9: "ACCUSE", 10: "REQUEST", 11: "ACCUSE", 12: "REJECT", 13: "THREATEN", 14: "PROTEST", 15: "MOBILIZE",
         16: "SANCTION", 17: "COERCE", 18: "ASSAULT", 19: "ASSAULT", 20: "ASSAULT"}
WEIS = {"01": "RETREAT", "03": "CONSULT", "04": "SUPPORT", "05": "AGREE", "06": "SUPPORT", "07": "AID", "08": "AGREE",
        "09": "REQUEST", "10": "REQUEST", "11": "REJECT", "12": "ACCUSE", "13": "ACCUSE", "14": "REJECT",
        "15": "REQUEST", "16": "THREATEN", "17": "THREATEN", "18": "PROTEST", "19": "SANCTION", "20": "SANCTION",
        "21": "COERCE", "22": "ASSAULT"}
KIND = {"AGREE", "CONSULT", "SUPPORT", "CONCEDE", "COOPERATE", "AID", "RETREAT"}


def cameo(code):
    if code[:3] in ("084", "087"):
        return "RETREAT"
    return CAMEO.get(int(code[:2])) if code[:2].isdigit() else None


def weis(code):
    if len(code) != 3 or not code.isdigit():
        return None
    return WEIS.get(code[:2])


FOLDED = {"FIGHT": "ASSAULT", "DEMAND": "REQUEST", "DISAPPROVE": "ACCUSE", "INVESTIGATE": "ACCUSE"}


def plover(code):
    return FOLDED.get(code, code)


SETS = {"plover_gsr": plover, "petrarch1_unittest": weis, "petrarch2_gsr_validation": cameo}


def sentences(path, kind):
    by_text = {}
    for line in path.read_text(encoding="utf8").splitlines():
        row = json.loads(line)
        codes = [e["code"] for e in row["events"]]
        types = {kind(c) for c in codes if c} - {None}
        if codes and not types:
            continue
        entry = by_text.setdefault(row["text"].strip(" {}"), (row["anchor_date"], set()))
        entry[1].update(types)
    return by_text


def main():
    if len(sys.argv) < 3:
        sys.exit(__doc__)
    program, folder = sys.argv[1], pathlib.Path(sys.argv[2])
    show, strict = "--show" in sys.argv, "--same-type" in sys.argv
    half = sys.argv[sys.argv.index("--half") + 1] if "--half" in sys.argv else None
    margin = float(sys.argv[sys.argv.index("--margin") + 1]) if "--margin" in sys.argv else 0
    total = [0, 0, 0]
    for name, kind in SETS.items():
        rows = sentences(folder / f"{name}.jsonl", kind)
        items = list(rows.items())
        if half:
            items = items[0 if half == "odd" else 1::2]
        lines = []
        for index, (text, (date, _)) in enumerate(items):
            day = date if "-" in date else f"{date[:4]}-{date[4:6]}-{date[6:8]}"
            lines.append(json.dumps({"name": str(index), "title": None, "text": text, "published": day + "T12:00:00Z"}))
        run = subprocess.run([program, "extract", "--jsonl"], input="\n".join(lines) + "\n", capture_output=True,
                             text=True)
        if run.returncode:
            sys.exit(run.stderr)
        said = {}
        for line in run.stdout.splitlines():
            record = json.loads(line)
            said[record["name"]] = record["events"]
        tp = gold = pred = 0
        for index, (text, (_, types)) in enumerate(items):
            events = said.get(str(index), [])
            got, open_ = set(), []
            for event in events:
                own = "ACCUSE" if event["mode"] == "investigate" else event["type"]
                if event["status"] == "denied" or event["confidence"] < margin:
                    continue
                if event["status"] == "planned" and not strict:
                    open_.append(own)
                else:
                    got.add(own)
            for own in open_:
                other = "AGREE" if own in KIND else "THREATEN"
                got.add(other if other in types and own not in types else own)
            tp += len(got & types)
            gold += len(types)
            pred += len(got)
            if show and got != types:
                print(name, "gold", sorted(types), "said", sorted(got), text[:180])
        for i, n in enumerate((tp, gold, pred)):
            total[i] += n
        report(name, tp, gold, pred, len(items))
    report("all", *total, "")


def report(name, tp, gold, pred, count):
    p, r = tp / pred if pred else 0, tp / gold if gold else 0
    f = 2 * p * r / (p + r) if p + r else 0
    print(f"{name:26} P {100*p:5.1f}  R {100*r:5.1f}  F1 {100*f:5.1f}   ({tp}/{gold} gold, {pred} said) {count}")


if __name__ == "__main__":
    main()

#!/usr/bin/env python3
"""Gathers the texts whose events' triggers the trigger model learns from.

usage: triggers.py CORPORA OUT.jsonl [--coded all|odd|even|none]
CORPORA is ../shared/corpora; --coded: which coded sentences are learnt from, for scoring the others. A line of OUT.jsonl: name, set, title, text, date, events ([{span, type}], code points).

- dispatches.jsonl: dispatches annotated in full by reading, in two passes, by readers who had not seen what the program
  says of them, after the guide of corpora/gold/README.md: Wikinews articles (spans alone; their texts are those of
  corpora/text/wikinews.jsonl, CC BY 2.5), press releases of re3d and news of GUM, and the invented dispatches of wire.txt
  and agency.txt. Set "tuned" where rules were made while reading them (parts a, c, d), else "read"; parts "check" and
  "check2" are left out: nobody looks at them.
- invented.txt: dispatches of this project's own invention, their triggers in brackets: "[ACCUSE blamed]". Set "invented".
- marked.tsv: text, type, trigger, which occurrence: triggers in texts of corpora/text/ner/re3d_nonc.jsonl and of the
  news in corpora/text/ud/gum_open_*.conllu. Set "marked".
- coded.tsv: the same for the coded sentences of corpora/text/events. Set "coded".
The gold dispatches are not among them: what the scorer says of those is said of texts that the model has not learnt.
"""

import json
import os
import pathlib
import re
import sys

here = os.path.dirname(os.path.abspath(__file__))


def lines(path):
    with open(path, encoding="utf-8") as file:
        return [line.rstrip("\n") for line in file if line.strip()]


def article(text):
    """The text of a Wikinews article without its line of the date, one paragraph a line."""
    start = re.match(r"\s*(\w+day, )?(\w+ \d+, \d{4})\s*\n+", text)
    text = text[start.end():] if start else text
    return "\n".join(line.strip() for line in text.split("\n") if line.strip())


def wire():
    """The invented dispatches of wire.txt: the title, an empty line, one paragraph a line."""
    with open(os.path.join(here, "wire.txt"), encoding="utf-8") as file:
        parts = file.read().split("\n%%\n")[1:]
    texts = {}
    for number, part in enumerate(parts):
        part = re.sub(r"\[[POL] ([^\[\]]*)\]", r"\1", part)
        found = [line.strip() for line in part.strip().split("\n") if line.strip()]
        texts[f"wire{number}"] = found[0] + "\n\n" + "\n".join(found[1:])
    return texts


def agency():
    """The dispatches of agency.txt: the title, an empty line, one paragraph a line."""
    with open(os.path.join(here, "agency.txt"), encoding="utf-8") as file:
        parts = file.read().split("\n%%\n")[1:]
    return {f"agency{number}": part.strip().replace("\n", "\n\n", 1) for number, part in enumerate(parts)}


def mended(text):
    """The text without the blanks that re3d's detokeniser has set around hyphens, apostrophes and points."""
    text = re.sub(r"(?<=\S) ?([’']) ?(?=s\b)", r"\1", text)
    text = re.sub(r"(?<=\w[’']) (?=[A-Z])", "", text).replace(" - - ", " -- ")
    text = re.sub(r"(?m)(?<=[\w.]) - (?=\w)(?<!^[A-Z]{7} - )", "-", text)
    return re.sub(r"(?<=\d)([,.]) (?=\d)", r"\1", text).replace("\u200e ", "")


def press(corpora):
    """Press releases of re3d as they stood, and GUM's Wikinews articles: the title, an empty line, the body."""
    texts = {}
    for name, text in corpus_texts(corpora).items():
        if name.startswith("re3d"):
            texts[name] = mended(text)
        elif name.startswith("GUM_news"):
            title, body = text.split("\n", 1)
            texts[name] = title + "\n\n" + re.sub(r"^\w+day, \w+ \d+, \d{4}\s*", "", body)
    return texts


def dispatches(corpora):
    """The annotations with their texts."""
    texts = {r["id"]: article(r["text"]) for r in map(json.loads, lines(corpora + "/text/wikinews.jsonl"))}
    texts |= wire() | agency() | press(corpora)
    for record in map(json.loads, lines(os.path.join(here, "dispatches.jsonl"))):
        record["text"] = texts[record["id"]]
        yield record


def invented():
    with open(os.path.join(here, "invented.txt"), encoding="utf-8") as file:
        parts = file.read().split("\n%%\n")
    for number, part in enumerate(parts):
        if part.startswith("#"):
            continue
        text, events, end = "", [], 0
        for mark in re.finditer(r"\[([A-Z]+) ([^\[\]]+)\]", part):
            text += part[end:mark.start()]
            events.append({"span": [len(text), len(text) + len(mark[2])], "type": mark[1]})
            text += mark[2]
            end = mark.end()
        text += part[end:]
        yield {"name": f"invented{number}", "title": text.split("\n")[0], "text": text, "date": "2024-06-12",
               "events": events}


def corpus_texts(corpora):
    texts = {}
    for record in map(json.loads, lines(corpora + "/text/ner/re3d_nonc.jsonl")):
        name = "re3d-" + re.sub(r"\W", "", record["id"])[-16:]
        texts[name] = "\n".join(line.strip() for line in record["text"].split("\n") if line.strip())
    for part in ("gum_open_train", "gum_open_dev"):
        name, paragraphs, isNew = None, {}, True
        for line in lines(f"{corpora}/text/ud/{part}.conllu"):
            if line.startswith("# newdoc"):
                name, isNew = line.split("=")[1].strip(), True
                paragraphs[name] = []
            elif line.startswith("# newpar"):
                isNew = True
            elif line.startswith("# text ="):
                text = line.split("=", 1)[1].strip()
                if isNew:
                    paragraphs[name].append(text)
                else:
                    paragraphs[name][-1] += " " + text
                isNew = False
        texts |= {name: "\n".join(found) for name, found in paragraphs.items()}
    return texts


def coded_texts(corpora, half):
    sys.path.insert(0, os.path.join(here, "../../../Tests/Evaluation"))
    import events
    texts = {}
    for name, kind in events.SETS.items():
        found = list(events.sentences(pathlib.Path(corpora, "text/events", name + ".jsonl"), kind))
        for number, text in enumerate(found):
            # As events.py counts: its odd half starts with the first.
            if half == "all" or half == ("even" if number % 2 else "odd"):
                texts[f"{name}:{number}"] = text
    return texts


def marked(texts, table):
    events = {}
    for line in lines(os.path.join(here, table)):
        if line.startswith("#"):
            continue
        name, *rest = line.split("\t")
        if name not in texts:
            continue
        found = events.setdefault(name, [])
        if not rest:
            continue
        kind, trigger, number = rest
        pattern = (r"(?<!\w)" if trigger[0].isalnum() else "") + re.escape(trigger) + (
            r"(?!\w)" if trigger[-1].isalnum() else "")
        start = [m.start() for m in re.finditer(pattern, texts[name])][int(number) - 1]
        found.append({"span": [start, start + len(trigger)], "type": kind})
    for name, found in events.items():
        yield {"name": name, "title": "", "text": texts[name], "date": "2016-06-12", "events": found}


def main():
    corpora, out = sys.argv[1:3]
    with open(out, "w", encoding="utf-8") as file:
        def write(record, kind):
            record = {k: record[k] for k in ("name", "title", "text", "date", "events")} | {"set": kind}
            record["events"] = [{"span": e["span"], "type": e["type"]} for e in record["events"]]
            file.write(json.dumps(record, ensure_ascii=False) + "\n")
        seen = set()
        for record in dispatches(corpora):
            seen.add(record["id"])
            if not record["part"].startswith("check"):
                record["name"] = record["id"]
                write(record, "tuned" if record["part"] in "acd" else "read")
        for record in invented():
            write(record, "invented")
        for record in marked(corpus_texts(corpora), "marked.tsv"):
            # What is annotated in full counts there.
            if record["name"] not in seen:
                write(record, "marked")
        half = sys.argv[sys.argv.index("--coded") + 1] if "--coded" in sys.argv else "all"
        for record in marked(coded_texts(corpora, half), "coded.tsv"):
            write(record, "coded")


if __name__ == "__main__":
    main()

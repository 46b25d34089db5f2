#!/usr/bin/env python3
"""Scores the core's quotes against PolNeAR (evaluation only: nothing may be tuned to it).

usage: polnear.py polnear_dev.jsonl --input > in.jsonl        the dispatches, for `extract --jsonl`
       polnear.py polnear_dev.jsonl RECORDS.jsonl [--show missed|wrong|speaker] [--json]

An attribution of PolNeAR may have its content in several pieces ("A," he said, "B" is one there and two
quotes here). Spans are compared without the quotation marks and commas at their ends. A quote of ours is right
when it covers (intersection over union at least .5) one piece, the whole from the first piece to the last, or
lies by nine tenths inside one piece of more than one sentence. An attribution is found when one of our quotes
is right for it.

 direct+mixed  precision: our direct and mixed quotes that are right for any attribution;
               recall: PolNeAR's direct and mixed attributions that a quote of ours is right for
 speaker       of those found with a source, how often the speaker shares a word with it that is no function word,
               or is the entity that has such a name (a pronoun there is resolved here: those are left out)
 indirect      the same two figures for indirect ones, and their F1
 failed        articles without a record, or with another text
"""
import json, re, sys

FUNCTION = set("a an the of some in to for and s his her its their mr mrs ms dr sen rep gov president".split())
PRONOUNS = set("he she they it we i you who which that his her their its him them one this these those".split())


def trim(text, start, end):
    drop = " \n\t\"'“”‘’«»,.;:`"
    while start < end and text[start] in drop:
        start += 1
    while end > start and text[end - 1] in drop:
        end -= 1
    return start, end


def iou(first, second):
    inter = max(0, min(first[1], second[1]) - max(first[0], second[0]))
    union = (first[1] - first[0]) + (second[1] - second[0]) - inter
    return inter / union if union else 0.0


def inside(inner, outer):
    inter = max(0, min(inner[1], outer[1]) - max(inner[0], outer[0]))
    return inter / max(1, inner[1] - inner[0])


def is_right(span, gold):
    if any(iou(span, piece) >= 0.5 for piece in gold["pieces"]) or iou(span, gold["whole"]) >= 0.5:
        return True
    return any(sentences > 1 and inside(span, piece) >= 0.9 for piece, sentences in zip(gold["pieces"], gold["counts"]))


def words(string):
    return {w for w in re.findall(r"[a-z0-9]+", (string or "").lower()) if w not in FUNCTION}


def speakers(record):
    names = {}
    text = record.get("text", "")
    for section in ("people", "organizations", "places"):
        for entity in record.get(section) or []:
            found = words(entity.get("name")) | words(entity.get("acronym"))
            for mention in entity.get("mentions", []):
                if mention.get("kind", "name") in ("name", "adjective"):
                    found |= words(text[mention["span"][0] : mention["span"][1]])
            names[entity["id"]] = found
    return names


def main():
    arguments = [a for a in sys.argv[1:] if not a.startswith("--")]
    show = sys.argv[sys.argv.index("--show") + 1] if "--show" in sys.argv else None
    if show:
        arguments.remove(show)
    articles = [json.loads(line) for line in open(arguments[0], encoding="utf8")]
    if "--input" in sys.argv:
        for article in articles:
            title = article["text"].split("\n", 1)[0]
            print(
                json.dumps(
                    {"name": article["id"], "title": title, "text": article["text"],
                     "published": article["date"] + "T18:00:00Z"}, ensure_ascii=False))
        return
    records = {}
    for line in open(arguments[1], encoding="utf8"):
        if line.strip():
            record = json.loads(line)
            records[record.get("name")] = record
    count = {k: 0 for k in "failed said right gold found speakers named i_said i_right i_gold i_found all_gold all_found all_said all_right".split()}
    for article in articles:
        text, record = article["text"], records.get(article["id"])
        if record is None or record.get("text") != text:
            count["failed"] += 1
            record = {}
        names = speakers(record)
        gold = []
        for quote in article["quotes"]:
            pieces = [trim(text, a, b) for a, b in quote["content_spans"]]
            gold.append(
                {"pieces": pieces, "whole": (pieces[0][0], pieces[-1][1]), "quote": quote, "found": None,
                 "counts": [len(re.findall(r"[.!?]['\"”’]?\s+\S", text[a:b])) + 1 for a, b in pieces]})
        for ours in record.get("quotes") or []:
            span = trim(text, *ours["span"])
            hits = [g for g in gold if is_right(span, g)]
            group = "" if ours["kind"] in ("direct", "mixed") else "i_"
            count[group + "said"] += 1
            count[group + "right"] += bool(hits)
            count["all_said"] += 1
            count["all_right"] += bool(hits)
            if not hits and show == "wrong":
                print("wrong ", ours["kind"], ours.get("sieve"), repr(text[span[0] : span[1]][:110]))
            for g in hits:
                if g["found"] is None:
                    g["found"] = ours
        for g in gold:
            kind = g["quote"]["kind"]
            group = "i_" if kind == "indirect" else ""
            count[group + "gold"] += 1
            count["all_gold"] += 1
            ours = g["found"]
            if ours is None:
                if show == "missed":
                    print("missed", kind, repr(g["quote"].get("cue")), repr(text[g["whole"][0] : g["whole"][1]][:110]))
                continue
            count[group + "found"] += 1
            count["all_found"] += 1
            source = g["quote"].get("speaker") or ""
            wanted = words(source)
            if group or not wanted or source.lower().strip() in PRONOUNS:
                continue
            said = ours.get("speaker")
            if isinstance(said, dict):
                have = words(said.get("described") or said.get("name"))
            else:
                have = names.get(said, set())
            count["named"] += 1
            count["speakers"] += bool(wanted & have)
            if show == "speaker" and not wanted & have:
                print("speaker", ours.get("sieve"), "|", source, "| said", sorted(have), repr(text[g["whole"][0] : g["whole"][1]][:60]))
    ratio = lambda a, b: count[a] / count[b] if count[b] else 0.0
    f1 = lambda p, r: 2 * p * r / (p + r) if p + r else 0.0
    precision, recall = ratio("right", "said"), ratio("found", "gold")
    ip, ir = ratio("i_right", "i_said"), ratio("i_found", "i_gold")
    if "--json" in sys.argv:
        print(json.dumps({"precision": precision, "recall": recall, "speaker": ratio("speakers", "named"),
                          "indirect": {"precision": ip, "recall": ir, "f1": f1(ip, ir)}, "failed": count["failed"]}))
        return
    print(f"direct+mixed  P {precision:.3f}  R {recall:.3f}  F1 {f1(precision, recall):.3f}   "
          f"({count['right']}/{count['said']} said, {count['found']}/{count['gold']} gold)")
    print(f"speaker       {ratio('speakers', 'named'):.3f}   ({count['speakers']}/{count['named']})")
    print(f"indirect      P {ip:.3f}  R {ir:.3f}  F1 {f1(ip, ir):.3f}   "
          f"({count['i_right']}/{count['i_said']} said, {count['i_found']}/{count['i_gold']} gold)")
    p, r = ratio("all_right", "all_said"), ratio("all_found", "all_gold")
    print(f"all           P {p:.3f}  R {r:.3f}  F1 {f1(p, r):.3f}")
    print(f"failed        {count['failed']} of {len(articles)} articles")


if __name__ == "__main__":
    main()

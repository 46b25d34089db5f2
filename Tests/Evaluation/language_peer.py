#!/usr/bin/env python3
"""spaCy's md model on the development sets on which `feedwatch-train score` and `names` are measured.

    language_peer.py MODEL trees FILE.conllu...    tags on gold tokens; tokens and sentences of the raw text
    language_peer.py MODEL names FILE.jsonl        predictions for the name scorer, one JSON object a line
    language_peer.py MODEL names FOLDER            the same for a folder of gold dispatches
    language_peer.py - gold FOLDER                 the folder's own names, for the scorer's other side

MODEL: as in language_speed.py. Raw text is built as `score` builds it: sentences with a space between, paragraphs and
documents on lines of their own; spans are counted in characters that are not white space. spaCy's trees follow other
guidelines than UD's and are not compared.
"""

import json
import pathlib
import sys


def sentences(path):
    """Forms, universal and Penn tags, text, whether a document or a paragraph starts."""
    found, rows, text, starts = [], [], "", set()
    for line in open(path, encoding="utf-8"):
        line = line.rstrip("\n")
        if line.startswith("# text = "):
            text = line[9:]
        elif line.startswith(("# newdoc", "# newpar")):
            starts.add(line[2:8])
        elif not line and rows:
            found.append((rows, text, starts))
            rows, text, starts = [], "", set()
        elif line and line[0] != "#":
            fields = line.split("\t")
            if fields[0].isdigit():
                rows.append((fields[1], fields[3], fields[4]))
    return found


def spans(groups):
    """Tokens' and sentences' spans in characters that are not white space."""
    tokens, whole, place = set(), set(), 0
    for words in groups:
        start = place
        for word in words:
            length = sum(not character.isspace() for character in word)
            if length:
                tokens.add((place, place + length))
            place += length
        if place > start:
            whole.add((start, place))
    return tokens, whole


def trees(peer, path):
    from spacy.tokens import Doc

    gold = sentences(path)
    universal = penn = count = 0
    for rows, _, _ in gold:
        doc = Doc(peer.vocab, words=[row[0] for row in rows])
        for _, pipe in peer.pipeline:
            doc = pipe(doc)
        count += len(rows)
        universal += sum(token.pos_ == row[1] for token, row in zip(doc, rows))
        penn += sum(token.tag_ == row[2] for token, row in zip(doc, rows))
    documents = []
    for sentence in gold:
        if "newdoc" in sentence[2] or not documents:
            documents.append([])
        documents[-1].append(sentence)
    counts = [[0, 0, 0], [0, 0, 0]]
    for document in documents:
        text = ""
        for index, (_, line, starts) in enumerate(document):
            text += (("\n" if "newpar" in starts else " ") if index else "") + line
        expected = spans([[row[0] for row in rows] for rows, _, _ in document])
        predicted = spans([[token.text for token in sent] for sent in peer(text).sents])
        for total, have, want in zip(counts, predicted, expected):
            total[0] += len(have & want)
            total[1] += len(have)
            total[2] += len(want)
    f1 = [200 * right / (have + want) for right, have, want in counts]
    print(f"{path}: {count} tokens, UPOS {100 * universal / count:.2f} XPOS {100 * penn / count:.2f}; "
          f"raw text, token F1 {f1[0]:.2f} sentence F1 {f1[1]:.2f}")


def records(path):
    path = pathlib.Path(path)
    if path.is_dir():
        for file in sorted(path.glob("*.json")):
            yield json.loads(file.read_text(encoding="utf-8"))
    else:
        for line in path.read_text(encoding="utf-8").splitlines():
            yield json.loads(line)


def write(record, entities):
    print(json.dumps({"id": record["id"], "text": record["text"], "entities": entities}))


def main():
    model, task, *paths = sys.argv[1:]
    if task == "gold":
        for record in records(paths[0]):
            write(record, [{key: mention[key] for key in ("start", "end", "type")} for mention in record["mentions"]])
        return
    import spacy

    peer = spacy.load(model)
    for path in paths:
        if task == "trees":
            trees(peer, path)
        else:
            for record in records(path):
                write(record, [{"start": entity.start_char, "end": entity.end_char, "type": entity.label_}
                               for entity in peer(record["text"]).ents])


main()

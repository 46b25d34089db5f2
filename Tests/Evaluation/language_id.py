#!/usr/bin/env python3
"""Texts in some thirty languages from Debian's translated package descriptions, one JSON object a line with lang and text.

    mkdir -p /tmp/lists/partial
    apt-get update -o Dir::State::lists=/tmp/lists -o 'Acquire::Languages=en,ca,cs,da,de,el,es,eu,fi,fr,gl,hr,hu,id,it,ja,\
ko,lt,lv,nb,nl,pl,pt,ro,ru,sk,sl,sr,sv,tr,uk,vi,zh_CN,fa,he,bg,hi,ar,et'
    Tests/Evaluation/language_id.py /tmp/lists | feedwatch-train languages

A text is a paragraph of a long description, 100 to 600 characters, at most 500 a language, every 50th or so of the large
files. Paragraphs left in English (the translators' files mark none) are dropped: those the English file has word by word,
and those of one letter outside ASCII or none where the language writes them all the time.
"""

import glob
import json
import os
import re
import subprocess
import sys

MOST = 500
# Languages whose prose of a hundred characters holds a letter outside ASCII.
MARKED = set("ca cs da de el es fr hu ja ko pl pt ro ru sk sr sv tr uk vi zh fa he bg hi ar".split())


def paragraphs(path):
    text = subprocess.run(["lz4", "-dc", path], capture_output=True, check=True).stdout.decode("utf-8", "replace")
    for block in text.split("\n\n"):
        match = re.search(r"^Description-[A-Za-z_]+:.*\n((?: .*\n?)*)", block, re.M)
        if not match:
            continue
        for paragraph in re.split(r"^ \.$", match[1], flags=re.M):
            lines = paragraph.splitlines()
            # Two blanks: a list or a figure.
            if any(line.startswith("  ") or line.startswith(" *") for line in lines):
                continue
            joined = " ".join(line.strip() for line in lines).strip()
            # Package names and addresses are in no language.
            if 100 <= len(joined) <= 600 and "http" not in joined:
                yield joined


def main():
    found = {}
    for path in sorted(glob.glob(os.path.join(sys.argv[1], "*bookworm_main_i18n_Translation-*"))):
        tag = path.rsplit("Translation-", 1)[1].split(".")[0].replace("%5f", "_")
        tag = {"nb": "no", "zh_CN": "zh", "pt_BR": "pt"}.get(tag, tag)
        found.setdefault(tag, []).extend(paragraphs(path))
    english = set(found.get("en", []))
    for tag, texts in sorted(found.items()):
        texts = list(dict.fromkeys(texts))
        if tag != "en":
            texts = [t for t in texts if t not in english]
        if tag in MARKED:
            texts = [t for t in texts if sum(ord(c) > 127 and c.isalpha() for c in t) > 1]
        step = max(1, len(texts) // MOST)
        for text in texts[::step][:MOST]:
            print(json.dumps({"lang": tag, "text": text}, ensure_ascii=False))


main()

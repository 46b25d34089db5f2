#!/usr/bin/env python3
"""Scores the core's times against a set of ../shared/corpora/text/timex, with an account of the errors by kind.

usage: timex.py SET.jsonl --input > in.jsonl          the texts, for `feedwatchd extract --jsonl`
       timex.py SET.jsonl RECORDS.jsonl --predictions > pred.jsonl     for ../shared/harness/timex_score.py
       timex.py SET.jsonl RECORDS.jsonl [--show KIND]

What differs is put under the first kind that fits:

 same time       another way to write what was meant: 1930-01-01/1939-12-31 for 193, T18 for 2018-08-31T18:00
 left open       the set leaves open what is resolved here: XXXX-07-13 for 2024-07-13, 1989-WXX for 1989-W43
 day, no hour    the day is the same; the part of the day or the hour differs
 other kind      a duration there, a date here, or the other way round
 other value     the rest: one of the two is wrong
 no span         nothing was found there
 not annotated   found here and not there, by type

For the sets of Recognizers-Text, whose `values` say what each expression can be resolved to, "same time" asks
whether ours is one of those.
"""
import collections, datetime, json, re, sys


def day(text):
    try:
        return datetime.date.fromisoformat(text[:10])
    except (ValueError, TypeError):
        return None


def bounds(value):
    """First and last day of a TIMEX3 value or an ISO 8601 interval, None for an open end."""
    value = value or ""
    parts = re.split(r"/|\.\.", value)
    if len(parts) == 2:
        low, high = (bounds(p) if p else None for p in parts)
        return (low[0] if low else None, high[1] if high else None) if low or high else None
    value = re.sub(r"T.*$", "", value).strip("-")
    one = datetime.timedelta(days=1)
    if m := re.fullmatch(r"(\d{4})-(\d\d)-(\d\d)", value):
        d = day(value)
        return (d, d) if d else None
    if m := re.fullmatch(r"(\d{4})-(\d\d)", value):
        y, mo = int(m[1]), int(m[2])
        if not 1 <= mo <= 12:
            return None
        first = datetime.date(y, mo, 1)
        return first, (datetime.date(y + mo // 12, mo % 12 + 1, 1) - one)
    if re.fullmatch(r"\d{4}", value) and value != "0000":
        return datetime.date(int(value), 1, 1), datetime.date(int(value), 12, 31)
    if m := re.fullmatch(r"(\d{3})", value):
        return datetime.date(int(value) * 10, 1, 1), datetime.date(int(value) * 10 + 9, 12, 31)
    if m := re.fullmatch(r"(\d{2})", value):
        return datetime.date(max(1, int(value) * 100), 1, 1), datetime.date(int(value) * 100 + 99, 12, 31)
    if m := re.fullmatch(r"(\d{4})-W(\d\d)(-WE|-\d)?", value):
        try:
            monday = datetime.date.fromisocalendar(int(m[1]), int(m[2]), 1)
        except ValueError:
            return None
        if m[3] == "-WE":
            return monday + 5 * one, monday + 6 * one
        return monday, monday + 6 * one
    if m := re.fullmatch(r"(\d{4})-(SP|SU|FA|AU)", value):
        month = {"SP": 3, "SU": 6, "FA": 9, "AU": 9}[m[2]]
        return datetime.date(int(m[1]), month, 1), bounds(f"{m[1]}-{month + 2:02}")[1]
    if m := re.fullmatch(r"(\d{4})-Q([1-4])", value):
        month = 3 * int(m[2]) - 2
        return datetime.date(int(m[1]), month, 1), bounds(f"{m[1]}-{month + 2:02}")[1]
    return None


def seconds(value):
    m = re.fullmatch(r"P(?:([\d.]+)Y)?(?:([\d.]+)M)?(?:([\d.]+)W)?(?:([\d.]+)D)?(?:T(?:([\d.]+)H)?(?:([\d.]+)M)?(?:([\d.]+)S)?)?", value or "")
    if not m or not any(m.groups()):
        return None
    scale = [365 * 86400, 30 * 86400, 7 * 86400, 86400, 3600, 60, 1]
    return sum(float(g or 0) * s for g, s in zip(m.groups(), scale))


def clock(value):
    m = re.search(r"T(\d\d)(?::(\d\d))?(?::(\d\d))?", value or "")
    return tuple(int(g or 0) for g in m.groups()) if m else None


def resolves(gold, ours):
    """Whether ours is one of the readings that Recognizers-Text gives an expression."""
    for reading in gold.get("values", []):
        kind, value = reading.get("type"), reading.get("value")
        if kind == "duration" and value not in (None, "not resolved"):
            if seconds(ours["value"]) == float(value):
                return True
        elif kind in ("date", "datetime", "time") and value not in (None, "not resolved"):
            date, hour = (value.split(" ") + [None])[:2] if kind == "datetime" else (value, None)
            if kind == "time":
                date, hour = None, value
            own = bounds(ours["value"])
            fits = date is None or own and own[0] == own[1] == day(date)
            if fits and (hour is None or clock(ours["value"]) == clock("T" + hour)):
                return True
        elif reading.get("start") or reading.get("end"):
            own = tuple(day(x) if x else None for x in (ours.get("range") or ("", "")))
            if not any(own):
                own = bounds(ours["value"]) or (None, None)
            start, end = day(reading.get("start") or ""), day(reading.get("end") or "")
            last = end - datetime.timedelta(days=1) if end else None
            if (start or last) and own == (start, last):
                return True
    return False


def norm(value):
    return (value or "").replace("T24:00", "").strip().upper()


def kind_of(gold, ours):
    want, have = norm(gold["value"]), norm(ours["value"])
    if gold.get("values") and resolves(gold, ours):
        return "same time"
    if not gold.get("values"):
        first, second = bounds(want), bounds(have)
        if first and first == second and (clock(want) is None or clock(want) == clock(have)):
            return "day, no hour" if "T" in have and "T" not in want else "same time"
        if seconds(want) and seconds(want) == seconds(have):
            return "same time"
    if want.startswith("--") or "XX" in want or "PRESENT_REF" in want or want.startswith("(XXXX"):
        return "left open"
    if want[:10] == have[:10] and len(want) >= 10:
        return "day, no hour"
    if (want[:1] == "P") != (have[:1] == "P"):
        return "other kind"
    return "other value"


def main():
    arguments = [a for a in sys.argv[1:] if not a.startswith("--")]
    show = sys.argv[sys.argv.index("--show") + 1] if "--show" in sys.argv else None
    if show:
        arguments.remove(show)
    items = [json.loads(line) for line in open(arguments[0], encoding="utf8")]
    if "--input" in sys.argv:
        for item in items:
            line = {"name": item["id"], "text": item["text"], "published": item.get("anchor_date")}
            if line["published"] and len(line["published"]) == 16:
                line["published"] += ":00"
            if line["published"] and len(line["published"]) == 19:
                line["published"] += "Z"
            print(json.dumps({k: v for k, v in line.items() if v is not None}, ensure_ascii=False))
        return
    found = {}
    for line in open(arguments[1], encoding="utf8"):
        record = json.loads(line)
        times = record.get("times", record.get("timex", []))
        for time in times:
            if "span" in time:
                time["start"], time["end"] = time["span"]
        found[str(record.get("name", record.get("id")))] = times
    if "--predictions" in sys.argv:
        for item in items:
            print(json.dumps({"id": item["id"], "text": item["text"], "timex": [
                {k: t[k] for k in ("start", "end", "value", "type")} for t in found.get(str(item["id"]), [])]}))
        return
    kinds, extra = collections.Counter(), collections.Counter()
    total = right = 0
    for item in items:
        gold, ours = item["timex"], found.get(str(item["id"]), [])
        used = set()
        for time in gold:
            total += 1
            hits = [i for i, t in enumerate(ours) if i not in used and t["start"] < time["end"] and time["start"] < t["end"]]
            words = item["text"][time["start"] : time["end"]]
            if not hits:
                kinds["no span"] += 1
                if show == "no span":
                    print(repr(words), time["value"], "|", item["text"][:80])
                continue
            best = next((i for i in hits if norm(ours[i]["value"]) == norm(time["value"])), hits[0])
            used.add(best)
            if norm(ours[best]["value"]) == norm(time["value"]):
                right += 1
                continue
            kind = kind_of(time, ours[best])
            kinds[kind] += 1
            if show == kind:
                print(repr(words), item.get("anchor_date"), "| gold", time["value"], "| said", ours[best]["value"],
                      ours[best].get("range"), "|", item["text"][:70])
        for i, time in enumerate(ours):
            if i not in used:
                extra[time["type"]] += 1
                if show == "not annotated":
                    print(repr(item["text"][time["start"] : time["end"]]), time["type"], time["value"])
    print(f"{right} of {total} values equal")
    for kind, count in kinds.most_common():
        print(f"{count:5} {kind}")
    print("not annotated:", dict(extra))
    same = right + kinds["same time"]
    print(f"equal or the same time: {same} of {total} ({100 * same / max(1, total):.1f}%)")


if __name__ == "__main__":
    main()

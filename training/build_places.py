"""Make lexicons/places.csv: country names, demonyms and capitals.

Facts come from the countryinfo package (MIT), plus the additions below, each
with its source. Run with countryinfo installed::

    python training/build_places.py src/storyanalysis/lexicons/places.csv
"""

from __future__ import annotations

import csv
import importlib.metadata
import sys
from pathlib import Path

from countryinfo import all_countries

# codes of states and territories that are no longer, or never act
SKIPPED = {"ANT", "SCG", "ATA", "BVT", "HMD", "UMI", "SGS", "IOT", "ATF", "BES"}
# demonyms that stand for the mother country, not for the territory
BORROWED = {"HKG", "MAC", "MTQ", "MYT", "REU", "SPM", "MNP", "SJM", "GGY", "JEY"}
RENAMED = {
    "BHS": "Bahamas",
    "CIV": "Ivory Coast",
    "COD": "Democratic Republic of the Congo",
    "GMB": "Gambia",
    "MKD": "North Macedonia",
    "PSE": "Palestine",
    "SWZ": "Eswatini",
    "TUR": "Turkey",
    "VAT": "Vatican",
    "MMR": "Myanmar",
    "FSM": "Micronesia",
}
OWN = "own: usage in English-language news"
ISO = "ISO 3166-1 short and formal names"
ADDED = [
    ("name", "Britain", "GBR", OWN),
    ("name", "Great Britain", "GBR", ISO),
    ("name", "UK", "GBR", ISO),
    ("name", "U.K.", "GBR", OWN),
    ("name", "England", "GBR", OWN),
    ("name", "Scotland", "GBR", OWN),
    ("name", "Wales", "GBR", OWN),
    ("name", "Northern Ireland", "GBR", OWN),
    ("name", "US", "USA", ISO),
    ("name", "U.S.", "USA", OWN),
    ("name", "USA", "USA", ISO),
    ("name", "U.S.A.", "USA", OWN),
    ("name", "United States of America", "USA", ISO),
    ("name", "America", "USA", OWN),
    ("name", "UAE", "ARE", OWN),
    ("name", "Emirates", "ARE", OWN),
    ("name", "DRC", "COD", OWN),
    ("name", "DR Congo", "COD", OWN),
    ("name", "Congo", "COD", OWN),
    ("name", "Czechia", "CZE", ISO),
    ("name", "Burma", "MMR", OWN),
    ("name", "Macedonia", "MKD", OWN),
    ("name", "Swaziland", "SWZ", OWN),
    ("name", "Türkiye", "TUR", ISO),
    ("name", "Holland", "NLD", OWN),
    ("name", "Côte d'Ivoire", "CIV", ISO),
    ("name", "Timor-Leste", "TLS", ISO),
    ("name", "Cabo Verde", "CPV", ISO),
    ("name", "Viet Nam", "VNM", ISO),
    ("name", "Kosovo", "XKX", "European Union user-assigned code"),
    ("name", "Russian Federation", "RUS", ISO),
    ("name", "Republic of Korea", "KOR", ISO),
    ("name", "Palestinian Authority", "PSE", OWN),
    ("name", "Bosnia", "BIH", OWN),
    ("demonym", "Briton", "GBR", OWN),
    ("demonym", "English", "GBR", OWN),
    ("demonym", "Scottish", "GBR", OWN),
    ("demonym", "Welsh", "GBR", OWN),
    ("demonym", "Northern Irish", "GBR", OWN),
    ("demonym", "Kosovar", "XKX", OWN),
    ("demonym", "Kosovan", "XKX", OWN),
    ("demonym", "Argentine", "ARG", OWN),
    ("demonym", "Argentinian", "ARG", OWN),
    ("demonym", "Bosnian", "BIH", OWN),
    ("demonym", "Dane", "DNK", OWN),
    ("demonym", "Finn", "FIN", OWN),
    ("demonym", "Swede", "SWE", OWN),
    ("demonym", "Spaniard", "ESP", OWN),
    ("demonym", "Pole", "POL", OWN),
    ("demonym", "Turk", "TUR", OWN),
    ("demonym", "Serb", "SRB", OWN),
    ("demonym", "Croat", "HRV", OWN),
    ("demonym", "Scot", "GBR", OWN),
    ("demonym", "Icelandic", "ISL", OWN),
    ("demonym", "Kazakh", "KAZ", OWN),
    ("demonym", "Uzbek", "UZB", OWN),
    ("demonym", "Tajik", "TJK", OWN),
    ("demonym", "Kyrgyz", "KGZ", OWN),
    ("demonym", "Slovenian", "SVN", OWN),
    ("demonym", "Slovakian", "SVK", OWN),
    ("demonym", "Saudi", "SAU", OWN),
    ("demonym", "Philippine", "PHL", OWN),
    ("demonym", "Filipina", "PHL", OWN),
    ("demonym", "Nepali", "NPL", OWN),
    ("demonym", "Salvadorean", "SLV", OWN),
    ("demonym", "Ecuadorian", "ECU", OWN),
    ("demonym", "Maldivian", "MDV", OWN),
    ("demonym", "Emirati", "ARE", OWN),
    ("demonym", "Azeri", "AZE", OWN),
    ("demonym", "Byelorussian", "BLR", OWN),
    ("demonym", "Botswanan", "BWA", OWN),
    ("demonym", "Burkinabè", "BFA", OWN),
    ("demonym", "Zairean", "COD", OWN),
    ("demonym", "Frenchman", "FRA", OWN),
    ("demonym", "Irishman", "IRL", OWN),
    ("demonym", "Cabo Verdean", "CPV", OWN),
    ("demonym", "Cape Verdean", "CPV", OWN),
    ("demonym", "Luxembourgish", "LUX", OWN),
    ("demonym", "Liechtenstein", "LIE", OWN),
    ("demonym", "Vatican", "VAT", OWN),
    ("demonym", "New Zealand", "NZL", OWN),
    ("demonym", "Hong Kong", "HKG", OWN),
    ("demonym", "Swazi", "SWZ", OWN),
    ("demonym", "Comorian", "COM", OWN),
    ("demonym", "Kampuchean", "KHM", OWN),
    ("name", "Kampuchea", "KHM", OWN),
    ("name", "Ivory Coast", "CIV", OWN),
    ("demonym", "Surinamese", "SUR", OWN),
    ("demonym", "Mosotho", "LSO", OWN),
    ("demonym", "Basotho", "LSO", OWN),
    ("capital", "Washington", "USA", OWN),
    ("capital", "Washington, D.C.", "USA", OWN),
    ("capital", "The Hague", "NLD", OWN),
    ("capital", "Tel Aviv", "ISR", OWN),
    ("capital", "Delhi", "IND", OWN),
    ("capital", "Kiev", "UKR", OWN),
    ("capital", "Teheran", "IRN", OWN),
    ("capital", "Peking", "CHN", OWN),
    ("capital", "Astana", "KAZ", OWN),
    ("capital", "La Paz", "BOL", OWN),
    ("capital", "Pristina", "XKX", OWN),
    ("capital", "Kishinev", "MDA", OWN),
    ("capital", "Sanaa", "YEM", OWN),
    ("capital", "Sana'a", "YEM", OWN),
    ("capital", "Bogota", "COL", OWN),
    ("capital", "Brasilia", "BRA", OWN),
    ("capital", "Lome", "TGO", OWN),
    ("capital", "Yaounde", "CMR", OWN),
    ("capital", "Reykjavík", "ISL", OWN),
]
# capitals that are more often something else
NO_CAPITAL = {"SGP", "LUX", "MCO", "DJI", "GIB", "VAT", "VGB", "SYC", "KNA", "NFK", "BEL", "PSE"}


def forms_of(info: dict[str, object]) -> list[tuple[str, str]]:
    """(kind, form) of one country, in a fixed order."""
    code = str(info["ISO"]["alpha3"])  # type: ignore[index]
    found = [("name", RENAMED.get(code, str(info["name"])))]
    found += [
        ("name", other)
        for other in info.get("altSpellings") or []  # type: ignore[attr-defined]
        if other.isascii()
        and len(other) > 4
        and ("of " in other or "Kingdom" in other)
        and not other.startswith("the ")
        and ", " not in other
    ]
    if code not in BORROWED:
        found += [("demonym", d.strip()) for d in str(info.get("demonym") or "").split(",")]
    if code not in NO_CAPITAL:
        found.append(("capital", str(info.get("capital") or "")))
    return [(kind, form) for kind, form in found if form and form != "None"]


def main(target: Path) -> None:
    source = f"countryinfo {importlib.metadata.version('countryinfo')} (MIT)"
    rows: dict[tuple[str, str], tuple[str, str, str]] = {}
    names: dict[str, str] = {"XKX": "Kosovo"}
    for country in sorted(all_countries(), key=lambda c: str(c.info().get("name"))):
        info = country.info()
        code = str((info.get("ISO") or {}).get("alpha3") or "")
        if (
            not code
            or code in SKIPPED
            or info.get("name") in ("Wales", "Burma", "Palestine, State of")
        ):
            continue
        names[code] = RENAMED.get(code, str(info["name"]))
        for kind, form in forms_of(info):
            rows.setdefault((kind, form), (code, names[code], source))
    for kind, form, code, origin in ADDED:
        rows[kind, form] = (code, names[code], origin)
    rows["demonym", "Dominican"] = ("DOM", names["DOM"], OWN)
    rows["demonym", "Congolese"] = ("COD", names["COD"], OWN)
    rows["name", "Georgia"] = ("GEO", names["GEO"], source)
    with target.open("w", encoding="utf-8", newline="") as stream:
        writer = csv.writer(stream, lineterminator="\n")
        writer.writerow(["form", "kind", "country", "name", "source"])
        for (kind, form), (code, name, origin) in sorted(
            rows.items(), key=lambda r: (r[1][0], r[0])
        ):
            writer.writerow([form, kind, code, name, origin])


if __name__ == "__main__":
    main(Path(sys.argv[1]))

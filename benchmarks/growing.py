"""Make datasets of any size from the bundled one, and questions for them.

Up to the size of the bundled dataset they are a part of its entries, beyond it also entries that ask the same
about another place or tariff, in other words. Some wordings are kept back and asked; what they were made from
is kept back from all entries, or the same sentence about another place would be the nearest wording.
"""

import itertools
import json
import math
import random
import re
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

BUNDLED = Path(__file__).parent.parent / "data" / "faq.json"
SEED = 1
LANGUAGES = ("zh", "en")
# About what it is among the bundled wordings.
CHINESE_SHARE = 0.6
# The wordings of a bundled entry: about so many, and no fewer than these of a language.
MEAN_WORDINGS, LEAST_WORDINGS = 67, 14
HAN = re.compile(r"[\u3400-\u9fff]")
# What stands for the home of the bundled dataset, and not in the name of an operator.
HOME = {
    "zh": re.compile(r"中国大陆|中国内地|(?:中国|大陆|内地)(?!移动|联通|电信|广电|香港|澳门|台湾)|国内"),
    "en": re.compile(
        r"\b(?:(?:the )?(?:chinese )?mainland(?: china)?|china)\b(?! mobile| unicom| telecom| broadnet)",
        re.IGNORECASE,
    ),
}
BEFORE = {
    "zh": (
        "请问",
        "请问一下，",
        "想问一下",
        "想问下，",
        "急！",
        "在线等，",
        "有人知道吗，",
        "求助：",
        "问个问题，",
    ),
    "en": ("please, ", "quick question: ", "hi, ", "hello, ", "sorry, ", "does anyone know: ", "help! "),
}
AFTER = {
    "zh": ("，谢谢", "，急", "，在线等", "，求解答", "，麻烦了", " 谢谢啦"),
    "en": (", thanks", ", please", ", thank you", ", urgent", " pls", ", anyone?"),
}
# How a wording says which place or tariff it is about.
PLACED = {
    "zh": ("{place}{text}", "在{place}{text}", "{place} {text}", "{text}，我在{place}", "{text}（{place}）"),
    "en": (
        "{text} in {place}",
        "in {place}, {text}",
        "{place}: {text}",
        "{text} ({place})",
        "{text}, I am in {place}",
    ),
}
BOUND = {
    "zh": (
        "{place}{text}",
        "我用的是{place}，{text}",
        "{place} {text}",
        "{text}，{place}",
        "{text}（{place}）",
    ),
    "en": (
        "{text} on {place}",
        "on {place}, {text}",
        "{place}: {text}",
        "{text} ({place})",
        "{text}, I have {place}",
    ),
}
TARIFFS = (
    ("星河", "Xinghe"),
    ("青云", "Qingyun"),
    ("畅聊", "Changliao"),
    ("飞鱼", "Feiyu"),
    ("橙子", "Chengzi"),
    ("海岛", "Haidao"),
    ("小鹿", "Xiaolu"),
    ("逐光", "Zhuguang"),
)


@dataclass(frozen=True)
class Marker:
    """A place or tariff: what it adds to ids, its name, and the patterns that put it into a wording."""

    slug: str
    name: Mapping[str, str]
    patterns: Mapping[str, Sequence[str]]
    replaces_home: bool


@dataclass(frozen=True)
class Made:
    """An entry: its wordings as (language, text), the first of each language its question; texts to ask."""

    id: str
    wordings: Sequence[tuple[str, str]]
    kept_back: Mapping[str, Sequence[str]]
    summary: str


class Rewriter:
    """Says a wording in other words."""

    def __init__(self, synonyms: Iterable[Sequence[str]], rng: random.Random) -> None:
        """Take the groups of words of which one may stand for another."""
        self._rng = rng
        self._others: dict[str, list[str]] = {}
        for group in synonyms:
            for word in group:
                # A single character is part of too many words.
                others = [
                    other
                    for other in group
                    if other != word and bool(HAN.search(other)) == bool(HAN.search(word))
                ]
                if others and len(word) > 1:
                    self._others.setdefault(word.casefold(), others)
        longest_first = sorted(self._others, key=lambda word: (-len(word), word))
        chinese = "|".join(re.escape(word) for word in longest_first if HAN.search(word))
        english = "|".join(re.escape(word) for word in longest_first if not HAN.search(word))
        self._words = re.compile(rf"{chinese}|(?<![a-z0-9])(?:{english})(?![a-z0-9])", re.IGNORECASE)

    def rewrite(self, language: str, text: str, marker: Marker) -> str:
        """Return what somebody else might type to ask the same about a place or tariff."""
        rng = self._rng
        found = list(self._words.finditer(text))
        if found and rng.random() < 0.5:  # noqa: PLR2004 - half of them
            word = rng.choice(found)
            text = text[: word.start()] + rng.choice(self._others[word[0].casefold()]) + text[word.end() :]
        name, home = marker.name[language], HOME[language]
        if marker.replaces_home and home.search(text):
            text = home.sub(lambda _: name, text)
        else:
            text = rng.choice(marker.patterns[language]).format(text=text.rstrip("?？。.! "), place=name)
        if rng.random() < 0.35:  # noqa: PLR2004 - some
            text = rng.choice(BEFORE[language]) + text
        if rng.random() < 0.2:  # noqa: PLR2004 - fewer
            text += rng.choice(AFTER[language])
        return text


def made_entries(keep_back: int) -> Iterator[Made]:
    """Make entries without end: those of the bundled dataset, then the same about other places and tariffs.

    They come in the same order every time. So many wordings of each bundled entry and language are kept
    back, from it and from all that is made from it.
    """
    rng = random.Random(SEED)  # noqa: S311 - the same datasets every time
    faq = json.loads(BUNDLED.read_text("utf-8"))
    entries = faq["entries"]
    rng.shuffle(entries)
    # Of two entries that are asked for alike none could be the right one.
    seen: set[str] = set()
    asked = {
        entry["id"]: {
            pair
            for language in LANGUAGES
            for pair in rng.sample([pair for pair in _wordings(entry) if pair[0] == language], keep_back)
        }
        for entry in entries
    }

    def made(entry: Mapping[str, Any], name: str, texts: Iterable[str], summary: str) -> Made:
        wordings: list[tuple[str, str]] = []
        kept_back: dict[str, list[str]] = {language: [] for language in LANGUAGES}
        for (language, source), text in zip(_wordings(entry), texts, strict=True):
            if text in seen:
                continue
            seen.add(text)
            if (language, source) in asked[entry["id"]]:
                kept_back[language].append(text)
            else:
                wordings.append((language, text))
        return Made(name, wordings, kept_back, summary)

    for entry in entries:
        texts = [text for _, text in _wordings(entry)]
        yield made(entry, entry["id"], texts, entry["answer"]["zh"]["summary"])
    local = {entry.get("region") for entry in entries} - {None, faq["default_region"]}
    strange = local | {faq["default_region"]}
    places = [
        Marker(region["code"].lower(), region["name"], PLACED, replaces_home=True)
        for region in faq["regions"]
        if region["code"] not in strange
    ]
    tariffs = [
        Marker(
            f"{en.lower()}-{price}",
            {"zh": f"{zh}{price}元套餐", "en": f"the {en} {price} plan"},
            BOUND,
            replaces_home=False,
        )
        for zh, en in TARIFFS
        for price in range(19, 319, 10)
    ]
    general = [entry for entry in entries if entry.get("region") not in local]
    rewriter = Rewriter(faq["synonyms"], rng)
    taken: set[str] = set()
    for _ in itertools.count():
        for entry in general:
            marker = rng.choice(places if rng.random() < 0.6 else tariffs)  # noqa: PLR2004 - places are commoner
            name = f"{entry['id']}-{marker.slug}"
            if name in taken:
                continue
            taken.add(name)
            texts = [rewriter.rewrite(language, text, marker) for language, text in _wordings(entry)]
            yield made(entry, name, texts, f"{marker.name['zh']}：{entry['answer']['zh']['summary']}")


def _wordings(entry: Mapping[str, Any]) -> list[tuple[str, str]]:
    return [
        (language, text)
        for language, question in entry["question"].items()
        for text in dict.fromkeys([question, *entry["variants"].get(language, ())])
    ]


def divided(size: int, questions: int) -> tuple[list[Made], list[tuple[str, str, str]]]:
    """Make a dataset of so many wordings; return it, and pairs of questions with the entry they are for."""
    rng = random.Random(f"{SEED} {size}")  # noqa: S311 - the same questions every time
    entries, total = [], 0
    for entry in made_entries(kept_back(size, questions)):
        wordings = entry.wordings[: size - total]
        entries.append(Made(entry.id, wordings, entry.kept_back, entry.summary))
        total += len(wordings)
        if total == size:
            break
    chinese = round(CHINESE_SHARE * questions)
    order = rng.sample(entries, len(entries))
    pairs = [
        *_pairs(order, "zh", chinese),
        *_pairs(order[::-1], "en", questions - chinese),
    ]
    if len(pairs) < questions:
        raise SystemExit(f"{size} wordings are too few for {questions} questions")
    rng.shuffle(pairs)
    return entries, pairs


def _pairs(entries: Sequence[Made], language: str, wanted: int) -> list[tuple[str, str, str]]:
    """Take pairs of texts that were kept back, evenly from entries: small datasets have few of these."""
    pairs = []
    for number in range(0, LEAST_WORDINGS, 2):
        for entry in entries:
            texts = entry.kept_back[language][number : number + 2]
            if len(texts) == 2:  # noqa: PLR2004 - a pair
                pairs.append((texts[0], texts[1], entry.id))
    return pairs[:wanted]


def kept_back(size: int, questions: int) -> int:
    """Return how many wordings of an entry and language are kept back for so many pairs of questions."""
    texts = 2 * max(CHINESE_SHARE, 1 - CHINESE_SHARE) * questions
    # An even number, for pairs.
    return 2 * math.ceil(texts * MEAN_WORDINGS / (size + 2 * texts) / 2)


def write(folder: Path, entries: Sequence[Made], synonyms: object) -> None:
    """Write a dataset as simfaq reads it, and its wordings alone for the others."""
    listed = []
    for entry in entries:
        texts: dict[str, list[str]] = {}
        for language, text in entry.wordings:
            texts.setdefault(language, []).append(text)
        listed.append(
            {
                "id": entry.id,
                "question": {language: held[0] for language, held in texts.items()},
                "variants": {language: held[1:] for language, held in texts.items() if held[1:]},
                "answer": {"zh": {"summary": entry.summary}},
            }
        )
    document = {"schema_version": 1, "synonyms": synonyms, "entries": listed}
    (folder / "faq.json").write_text(json.dumps(document, ensure_ascii=False) + "\n", "utf-8")
    lines = (f"{entry.id}\t{text}\n" for entry in entries for _, text in entry.wordings)
    (folder / "wordings.tsv").write_text("".join(lines), "utf-8")

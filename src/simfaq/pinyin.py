"""Chinese typed as toneless Pinyin, with or without spaces.

Pinyin is read only where a question is typed in it: folding Chinese text to Pinyin would make different words
the same.
"""

from functools import cache, lru_cache
from itertools import pairwise

from simfaq.text import has_han, runs

# Parts alternative readings of one character in a transliteration.
OR = "/"


@cache
def _readings() -> dict[str, list[str]]:
    """Map each common character to its toneless readings, the commonest first."""
    from simfaq.tables.syllables import LATER_FIRST  # noqa: PLC0415 - most questions never need it

    readings: dict[str, list[str]] = {}
    for syllable, characters in _characters().items():
        for char in characters:
            readings.setdefault(char, []).append(syllable)
    for char in LATER_FIRST:
        readings[char].reverse()
    return readings


@cache
def _characters() -> dict[str, str]:
    from simfaq.tables.syllables import CHARACTERS  # noqa: PLC0415 - most questions never need it

    return CHARACTERS


@lru_cache(maxsize=10_000)  # what people type never ends
def syllables(word: str) -> tuple[str, ...]:
    """Cut a word into as few Pinyin syllables as possible, longer ones first; empty when it is no Pinyin."""
    known = _characters()
    longest = 6  # zhuang
    best: list[tuple[str, ...] | None] = [None] * len(word) + [()]
    for start in range(len(word) - 1, -1, -1):
        for end in range(min(len(word), start + longest), start, -1):
            rest = best[end]
            if rest is None or word[start:end] not in known:
                continue
            cut = (word[start:end], *rest)
            current = best[start]
            if current is None or len(cut) < len(current):
                best[start] = cut
    return best[0] or ()


def transliterate(normalised: str) -> str:
    """Write normalised text as syllables with spaces between; words that are no Pinyin stay as they are."""
    found: list[str] = []
    for run in runs(normalised):
        if has_han(run):
            found.extend(OR.join(_readings().get(char, [char])) for char in run)
        else:
            found.extend(syllables(run) or (run,))
    return " ".join(found)


def features(transliterated: str) -> list[str]:
    """List the syllables, and the pairs of neighbouring ones, of transliterated text, in every reading."""
    tokens = [token.split(OR) for token in transliterated.split()]
    single = [reading for token in tokens for reading in token]
    pairs = [f"{a} {b}" for first, second in pairwise(tokens) for a in first for b in second]
    return [*single, *pairs]


def first_readings(transliterated: str) -> str:
    """Keep the first reading of each character, for looking up words that are listed."""
    return " ".join(token.partition(OR)[0] for token in transliterated.split())


def share(normalised: str) -> float:
    """How much of a text, by letters, can be read as Pinyin, 0-1; 0 for text with Chinese characters."""
    words = [word for word in runs(normalised) if not word.isdigit()]
    letters = sum(map(len, words))
    if not letters or not normalised.isascii():
        return 0.0
    return sum(len(word) for word in words if syllables(word)) / letters

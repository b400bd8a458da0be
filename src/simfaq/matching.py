"""Decide which entry answers a question, or that none does. Pure: no input, no output.

A question is compared with every entry and, as rivals, with the examples of what the dataset does not cover.
The verdict comes from two thresholds and from the distance to the nearest rival.
"""

from dataclasses import dataclass

from simfaq.index import Index, Likeness
from simfaq.model import Entry, Faq, OutOfScope, Verdict
from simfaq.regions import Gazetteer
from simfaq.text import normalise

# Scores at or above it are shown as the answer.
ANSWER_FROM = 45.0
# Scores at or above it, but below ANSWER_FROM, are shown as "did you mean".
SUGGEST_FROM = 25.0
# An out-of-scope example this close below the best entry turns an answer into a suggestion.
RIVAL_MARGIN = 3.0
# A phrasing this like the question (edit ratio, 0-1) wins by rule, whatever the rest of the entry says.
NEAR_EXACT = 0.95
# What is left of the score of another region's entry when the question names no place.
ELSEWHERE_FACTOR = 0.85


@dataclass(frozen=True, slots=True)
class Match:
    """An entry, how surely it answers (0-100), the phrasing that came nearest, and the parts of the score."""

    entry: Entry
    score: float
    likeness: Likeness

    @property
    def phrasing(self) -> str:
        """The entry's phrasing that came nearest to the question."""
        return self.likeness.phrasing


@dataclass(frozen=True, slots=True)
class Outcome:
    """What came of a question: the verdict, the matches (best first), and the nearest out-of-scope subject.

    `region` is the place that the question was answered for, None where the dataset knows no places. `rival`
    is set when an out-of-scope subject is nearer than any entry.
    """

    question: str
    verdict: Verdict
    region: str | None
    matches: tuple[Match, ...]
    rival: OutOfScope | None


class Matcher:
    """Answers questions from one dataset."""

    def __init__(self, faq: Faq) -> None:
        """Index the questions and variants of `faq`, and its out-of-scope examples as their rivals."""
        self._faq = faq
        self._gazetteer = Gazetteer(faq.regions.values())
        self._owners: list[Entry | OutOfScope] = []
        groups: list[list[str]] = []
        for entry in faq.entries.values():
            for phrasings in _phrasings(entry):
                self._owners.append(entry)
                groups.append(phrasings)
        for subject in faq.out_of_scope:
            for examples in filter(None, subject.questions.values()):
                self._owners.append(subject)
                groups.append(list(examples))
        self._groups = groups
        self._index = Index(groups, faq.synonyms)
        self._places_of_groups: dict[int, frozenset[str]] = {}

    def ask(self, question: str, *, top: int = 3, region: str | None = None) -> Outcome:
        """Find the entries that answer `question`, at most `top` of them.

        `region` is the code of the place that is meant; without it the question's own words decide, and
        without those the dataset's default region leads.
        """
        places = frozenset({region}) if region else self._gazetteer.find(question)
        entries: dict[str, Match] = {}
        rival: tuple[float, OutOfScope] | None = None
        for likeness in self._index.rank(question):
            owner = self._owners[likeness.group]
            score = min(100.0, 100 * likeness.score)
            if isinstance(owner, OutOfScope):
                if rival is None or score > rival[0]:
                    rival = score, owner
                continue
            score *= self._fit(owner, likeness.group, places)
            if score and (owner.id not in entries or score > entries[owner.id].score):
                entries[owner.id] = Match(owner, score, likeness)
        matches = tuple(sorted(entries.values(), key=lambda match: -match.score))
        lost = rival is not None and (not matches or rival[0] > matches[0].score)
        return Outcome(
            question=question,
            verdict=_verdict(matches, rival[0] if rival else 0.0, normalise(question)),
            region=self._region(places, matches),
            matches=matches[:top],
            rival=rival[1] if rival and lost else None,
        )

    def _fit(self, entry: Entry, group: int, places: frozenset[str]) -> float:
        """How much of an entry's score stands, 0-1, given the places that the question names."""
        if entry.region is None or entry.region in places:
            return 1.0
        if not places:
            return 1.0 if entry.region == self._faq.default_region else ELSEWHERE_FACTOR
        # Another region's rule must not answer, unless it is about people or cards from the place named
        # (a mainland card for somebody from Hong Kong): then the entry's own phrasings name the place too.
        return 1.0 if places <= self._places(group) else 0.0

    def _places(self, group: int) -> frozenset[str]:
        if group not in self._places_of_groups:
            self._places_of_groups[group] = frozenset().union(*map(self._gazetteer.find, self._groups[group]))
        return self._places_of_groups[group]

    def _region(self, places: frozenset[str], matches: tuple[Match, ...]) -> str | None:
        if matches and matches[0].entry.region:
            return matches[0].entry.region
        return min(places) if len(places) == 1 else self._faq.default_region


def _phrasings(entry: Entry) -> list[list[str]]:
    """List all the ways an entry is asked for, one list a language."""
    groups: dict[str, list[str]] = {language: [question] for language, question in entry.question.items()}
    for language, variants in entry.variants.items():
        groups.setdefault(language, []).extend(variants)
    return [phrasings for phrasings in groups.values() if phrasings]


def _verdict(matches: tuple[Match, ...], rival: float, question: str) -> Verdict:
    if not matches or not question:
        return Verdict.NONE
    best = matches[0]
    if best.likeness.ratio >= NEAR_EXACT and best.score >= rival:
        return Verdict.ANSWER
    if best.score < SUGGEST_FROM or best.score < rival:
        return Verdict.NONE
    if best.score >= ANSWER_FROM and best.score - rival >= RIVAL_MARGIN:
        return Verdict.ANSWER
    return Verdict.SUGGEST

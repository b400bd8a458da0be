"""A dataset's phrasings in one spelling, ready to be held against questions in the same spelling."""

from collections import Counter
from collections.abc import Callable, Collection, Iterable, Mapping, Sequence
from dataclasses import dataclass

from simfaq import pinyin, scope, statistics
from simfaq.index import Index, Likeness
from simfaq.lexicon import TAILED, Lexicon
from simfaq.scope import Scope
from simfaq.statistics import Statistics, weight_of
from simfaq.text import features, normalise


@dataclass(frozen=True, slots=True)
class Spelling:
    """How text is written down for comparison.

    `prepare` turns raw text into it, `features` lists what the prepared text is compared by, and `words`
    gives the form of prepared text in which listed words are looked for.
    """

    prepare: Callable[[str], str]
    features: Callable[[str], list[str]]
    words: Callable[[str], str]


WRITTEN = Spelling(normalise, features, str)
PINYIN = Spelling(lambda raw: pinyin.transliterate(normalise(raw)), pinyin.features, pinyin.first_readings)


@dataclass(frozen=True, slots=True)
class Words:
    """What a dataset says about words.

    `synonyms` are groups that mean the same, `places` maps names of places to their codes; a place with one
    of the `origins` behind it (a French passport) says where somebody is from, not which place is meant.
    """

    synonyms: Sequence[Sequence[str]]
    places: Mapping[str, str]
    origins: Sequence[str]


@dataclass(frozen=True, slots=True)
class Known:
    """What is worked out from the phrasings of a dataset before the first question."""

    statistics: Statistics
    log_odds: Mapping[str, float]


@dataclass(frozen=True, slots=True)
class Compared:
    """What a reading makes of a question.

    `covered` and `foreign` are the likeliest groups of either kind, best first. `objections` are, for each
    covered group, what speaks against the dataset in the question and is not in the group (0 or less);
    `claims` are, for each foreign group, what speaks for the dataset and is not in it (0 or more).
    """

    covered: list[Likeness]
    foreign: list[Likeness]
    objections: Mapping[int, float]
    claims: Mapping[int, float]


@dataclass(frozen=True, slots=True)
class Question:
    """A question in some spelling: its text, its features, and the codes of the places that it names."""

    text: str
    counts: Counter[str]
    places: frozenset[str]


class Reading:
    """Phrasings in one spelling."""

    def __init__(
        self,
        spelling: Spelling,
        covered: Sequence[Sequence[str]],
        foreign: Sequence[Sequence[str]],
        words: Words,
        known: Known | None = None,
    ) -> None:
        """Index groups of phrasings, those of the entries (`covered`) and those out of scope (`foreign`).

        Groups are numbered from 0, the foreign ones after the covered. What is `known` of them need not be
        worked out again.
        """
        self._spelling = spelling
        synonyms = {word: f"={i}" for i, group in enumerate(words.synonyms) for word in group}
        self._synonyms = self._lexicon(synonyms)
        self._places = self._lexicon({name: f"@{code}" for name, code in words.places.items()}, words.origins)
        groups = [*covered, *foreign]
        self._foreign = range(len(covered), len(groups))
        self.known = known or self._learn(groups, len(covered))
        self._index = Index(groups, spelling.prepare, self._features, self.known.statistics)
        self._scope = Scope(self.known.log_odds)

    def _learn(self, groups: Sequence[Sequence[str]], covered: int) -> Known:
        prepare, features = self._spelling.prepare, self._features
        counts = [[Counter(features(prepare(phrase))) for phrase in group] for group in groups]
        return Known(
            statistics.gather(counts),
            scope.log_odds(
                (count for group in counts[:covered] for count in group),
                (count for group in counts[covered:] for count in group),
            ),
        )

    def read(self, question: str) -> Question:
        """Bring a question into this spelling."""
        text = self._spelling.prepare(question)
        counts = self._index.count(text)
        places = frozenset(label[1:] for label in counts if label[0] == "@" and label[-1] != TAILED)
        return Question(text, counts, places)

    def without_places(self, question: Question) -> Question:
        """Take the names of places out of a question."""
        text = self._places.cut(question.text)
        return Question(text, self._index.count(text), question.places)

    def compare(self, question: Question, covered: Collection[int]) -> Compared:
        """Hold a question against the groups `covered` and against every foreign one."""
        compared = self._index.compare(question.text, question.counts)
        ours, others = compared.rank(covered), compared.rank(self._foreign)
        weighed = self._scope.weigh({name: weight_of(name) for name in question.counts})
        return Compared(
            covered=ours,
            foreign=others,
            objections={
                found.group: weighed.objection(self._index.group(found.group).features) for found in ours
            },
            claims={found.group: weighed.claim(self._index.group(found.group).features) for found in others},
        )

    def speaking_of(self, place: str) -> frozenset[int]:
        """Return the groups that name a place, or people and things from there, in some phrasing."""
        return frozenset().union(*map(self._index.groups_with, (f"@{place}", f"@{place}{TAILED}")))

    def known_share(self, question: str) -> float:
        """Return the share of a question's words that stand in some phrasing, 0-1."""
        words = self._spelling.prepare(question).split()
        return sum(map(self._index.knows, words)) / len(words) if words else 0.0

    def _lexicon(self, words: Mapping[str, str], tails: Iterable[str] = ()) -> Lexicon:
        def spell(word: str) -> str:
            return self._spelling.words(self._spelling.prepare(word))

        return Lexicon({spell(word): label for word, label in words.items()}, map(spell, tails))

    def _features(self, prepared: str) -> list[str]:
        words = self._spelling.words(prepared)
        return [
            *self._spelling.features(prepared),
            *self._synonyms.find(words),
            *self._places.find(words),
        ]

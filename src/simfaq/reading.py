"""A dataset's phrasings in one spelling, ready to be held against questions in the same spelling."""

from collections import Counter
from collections.abc import Callable, Collection, Mapping, Sequence
from typing import NamedTuple

from simfaq import lexicon, pinyin
from simfaq.index import Index, Likeness, Shortlist
from simfaq.lexicon import TAILED, Lexicon
from simfaq.scope import weigh
from simfaq.statistics import Figures, gather
from simfaq.text import features, normalise

# Of those out of scope only the nearest is looked for. Longer lists changed no answer to the development
# questions and took twice the time.
COVERED, FOREIGN = Shortlist(8, 4), Shortlist(4, 2)


class Spelling(NamedTuple):
    """How text is written down for comparison.

    `prepare` turns raw text into it, `features` lists what the prepared text is compared by, and `words`
    gives the form of prepared text in which listed words are looked for.
    """

    prepare: Callable[[str], str]
    features: Callable[[str], list[str]]
    words: Callable[[str], str]


WRITTEN = Spelling(normalise, features, str)
PINYIN = Spelling(lambda raw: pinyin.transliterate(normalise(raw)), pinyin.features, pinyin.first_readings)


class WordLists(NamedTuple):
    """What a dataset says about words.

    `synonyms` are groups that mean the same, `places` maps names of places to their codes; a place with one
    of the `origins` behind it (a French passport) says where somebody is from, not which place is meant.
    """

    synonyms: Sequence[Sequence[str]]
    places: Mapping[str, str]
    origins: Sequence[str]


class Vocabulary(NamedTuple):
    """The same in a spelling, ready to be looked for; synonyms and places are labelled."""

    synonyms: lexicon.Words
    places: lexicon.Words
    origins: Sequence[str]


class Known(NamedTuple):
    """What is worked out from a dataset, in one spelling, before the first question."""

    figures: Figures
    vocabulary: Vocabulary


class Compared(NamedTuple):
    """What a reading makes of a question.

    `covered` and `foreign` are the likeliest groups of either kind, best first. `objections` are, for each
    covered group, what speaks against the dataset in the question and is not in the group (0 or less);
    `claims` are, for each foreign group, what speaks for the dataset and is not in it (0 or more).
    """

    covered: list[Likeness]
    foreign: list[Likeness]
    objections: Mapping[int, float]
    claims: Mapping[int, float]


class Question(NamedTuple):
    """A question in some spelling: its text, its features, and the codes of the places that it names."""

    text: str
    counts: Counter[str]
    places: frozenset[str]


class Reading:
    """Phrasings in one spelling.

    Groups of phrasings are numbered from 0, those of the entries (covered) first, then those out of scope
    (foreign).
    """

    def __init__(self, spelling: Spelling, known: Known, covered: int) -> None:
        """Take what is known of the phrasings, and the number of groups that are `covered`."""
        self.known = known
        self._spelling = spelling
        self._places = _places(known.vocabulary)
        self._index = Index(known.figures, _features(spelling, known.vocabulary, self._places))
        self._foreign = range(covered, len(self._index))

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
        ours, others = compared.rank(
            compared.shortlist(covered, COVERED), compared.shortlist(self._foreign, FOREIGN)
        )
        weighed = weigh([term.odds for term in compared.terms.values()])
        return Compared(
            covered=ours,
            foreign=others,
            objections={found.group: weighed.objection(found.against) for found in ours},
            claims={found.group: weighed.claim(found.favour) for found in others},
        )

    def speaking_of(self, place: str) -> frozenset[int]:
        """Return the groups that name a place, or people and things from there, in some phrasing."""
        return frozenset().union(*map(self._index.groups_with, (f"@{place}", f"@{place}{TAILED}")))

    def known_share(self, question: str) -> float:
        """Return the share of a question's words that stand in some phrasing, 0-1."""
        words = self._spelling.prepare(question).split()
        return sum(map(self._index.knows, words)) / len(words) if words else 0.0


def learn(spelling: Spelling, groups: Sequence[Sequence[str]], covered: int, words: WordLists) -> Known:
    """Work out what is to be known of groups of raw phrasings, of which the first ones are `covered`."""
    meanings = {word: f"={i}" for i, group in enumerate(words.synonyms) for word in group}
    places = {name: f"@{code}" for name, code in words.places.items()}
    vocabulary = Vocabulary(
        lexicon.listed(_spelled(spelling, meanings)),
        lexicon.listed(_spelled(spelling, places)),
        [*_spelled(spelling, dict.fromkeys(words.origins, ""))],
    )
    texts = [[spelling.prepare(phrasing) for phrasing in group] for group in groups]
    listing = _features(spelling, vocabulary, _places(vocabulary))
    return Known(gather(texts, listing, covered), vocabulary)


def _spelled(spelling: Spelling, words: Mapping[str, str]) -> dict[str, str]:
    return {spelling.words(spelling.prepare(word)): label for word, label in words.items()}


def _places(vocabulary: Vocabulary) -> Lexicon:
    return Lexicon(vocabulary.places, vocabulary.origins)


def _features(spelling: Spelling, vocabulary: Vocabulary, places: Lexicon) -> Callable[[str], list[str]]:
    """Return what lists the features of prepared text: those of the spelling, synonyms and places."""
    synonyms = Lexicon(vocabulary.synonyms)

    def features(prepared: str) -> list[str]:
        words = spelling.words(prepared)
        return [*spelling.features(prepared), *synonyms.find(words), *places.find(words)]

    return features

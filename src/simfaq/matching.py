"""Decide which entry answers a question, or that none does. Pure: no input, no output.

A question is compared with every entry and, as rivals, with the examples of what the dataset does not cover.
A question is read as it is written, or as Pinyin, and for the place that it names.
"""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, replace
from functools import cached_property

from simfaq import pinyin
from simfaq.judging import NEAR_EXACT, Match, Rival, capped, ceiling, score_of, tied, verdict_on
from simfaq.model import Entry, Faq, OutOfScope, Region, Rule, Verdict
from simfaq.reading import PINYIN, WRITTEN, Compared, Known, Question, Reading, Spelling, Words
from simfaq.regions import PLACE, place_names, rule_entry
from simfaq.text import has_han, normalise

# An out-of-scope subject less like the question than this (0-1) is no guess worth telling.
SUBJECT_FROM = 0.3
# Latin letters are read as Pinyin when this share of them forms syllables ...
PINYIN_SHARE = 0.6
# ... and fewer than this share of the words are known as they stand.
KNOWN_SHARE = 0.6
# What is left of the likeness of another region's entry, or of one for anywhere beside a place's own rule ...
ELSEWHERE_FACTOR = 0.85
# ... and of an entry that neither holds for a place that the question names nor speaks of it, for each such.
STRANGE_PLACE_FACTOR = 0.9
# What a question that names so many places at most leaves standing is worked out once.
KEPT_PLACES = 1


@dataclass(frozen=True, slots=True)
class Outcome:
    """What came of a question: the verdict, and all that it was reached by.

    `region` is the place that the question was answered for, None where the dataset knows no places; `places`
    are the places that it names. `rival` is None where the dataset has no out-of-scope examples, or none that
    shares anything with the question. `in_pinyin` says that the question is Chinese typed in Latin letters,
    `tied` that an answer was withheld because two entries are as likely.
    """

    question: str
    verdict: Verdict
    region: str | None
    matches: tuple[Match, ...]
    rival: Rival | None = None
    places: frozenset[str] = frozenset()
    in_pinyin: bool = False
    tied: bool = False

    @property
    def foreign_subject(self) -> OutOfScope | None:
        """What the question seems to be about instead, when that is nearer than any entry."""
        if self.rival is None or self.rival.likeness.score < SUBJECT_FROM:
            return None
        if self.matches and self.matches[0].strength >= self.rival.strength:
            return None
        return self.rival.subject


class Matcher:
    """Answers questions from one dataset."""

    def __init__(
        self,
        faq: Faq,
        known: Known | None = None,
        known_in_pinyin: Callable[[], Known | None] = lambda: None,
    ) -> None:
        """Index the questions and variants of `faq`, and its out-of-scope examples as their rivals.

        What is `known` of them from before need not be worked out again; what is known of them in Pinyin is
        asked for when the first question in Pinyin comes.
        """
        self._faq = faq
        self._entries: list[Entry] = []
        self._subjects: list[OutOfScope] = []
        self._covered: list[list[str]] = []
        self._foreign: list[list[str]] = []
        for entry in faq.entries.values():
            for phrasings in _phrasings(entry):
                self._entries.append(entry)
                self._covered.append(phrasings)
        # How the rule of a place is asked for: a question is held against it without the names of places.
        self._templates = {
            template.replace(PLACE, " "): (language, template)
            for language, templates in faq.region_questions.items()
            for template in templates
        }
        asked_for = [[t.replace(PLACE, " ") for t in ts] for ts in faq.region_questions.values() if ts]
        self._rule_groups = range(len(self._covered), len(self._covered) + len(asked_for))
        self._covered += asked_for
        for subject in faq.out_of_scope:
            for examples in filter(None, subject.questions.values()):
                self._subjects.append(subject)
                self._foreign.append(list(examples))
        places = place_names(faq.regions.values())
        origins = [word for words in faq.origin_words.values() for word in words]
        self._words = Words(faq.synonyms, places, origins)
        self._written = self._reading(WRITTEN, known)
        self._known_in_pinyin = known_in_pinyin
        self._fitting: dict[tuple[frozenset[str], Reading], Mapping[int, float]] = {}

    def ask(self, question: str, *, top: int = 3, region: str | None = None) -> Outcome:
        """Find the entries that answer `question`, at most `top` of them.

        `region` is the code of the place that is meant; without it the question's own words decide, and
        without those the dataset's default region leads.
        """
        in_pinyin = self._is_pinyin(question)
        reading = self._in_pinyin if in_pinyin else self._written
        asked = reading.read(question)
        if region and region not in asked.places and region != self._faq.default_region:
            # Phrasings about a place name it; a question for a place is compared as if it did too.
            asked = reading.read(f"{self._name(region, question)} {question}")
        places = frozenset({region}) if region else asked.places
        fits = self._fits(places, reading)
        compared = reading.compare(asked, fits.keys())
        rival = self._rival(compared)
        best: dict[str, Match] = {}
        for likeness in compared.covered:
            entry, fit = self._entries[likeness.group], fits[likeness.group]
            if entry.id not in best or likeness.score * fit > best[entry.id].strength:
                objection = compared.objections[likeness.group]
                score = score_of(likeness, fit, rival, objection, rivals=bool(self._foreign))
                best[entry.id] = Match(entry, score, likeness, fit, objection)
        rules = self._rules(asked, places, reading)
        matches = sorted([*best.values(), *rules], key=lambda match: (-match.score, -match.strength))
        verdict = verdict_on(matches[0]) if matches else Verdict.NONE
        # The rules of several places that a question names do not compete: it is answered with all of them.
        fellows = rules if matches and matches[0] in rules else matches[:1]
        contest = [*matches[:1], *(match for match in matches if match not in fellows)]
        withheld = verdict == Verdict.ANSWER and tied(contest)
        return Outcome(
            question=question,
            verdict=Verdict.SUGGEST if withheld else verdict,
            region=self._region(places, matches),
            matches=tuple(capped(matches, ceiling(contest))[:top]),
            rival=rival,
            places=places,
            in_pinyin=in_pinyin,
            tied=withheld,
        )

    def _rules(self, asked: Question, places: frozenset[str], reading: Reading) -> list[Match]:
        """Match a question with the rules of the places that it names, all alike."""
        ruled = self._ruled(places)
        if not ruled:
            return []
        compared = reading.compare(reading.without_places(asked), self._rule_groups)
        if not compared.covered:
            return []
        likeness, rival = compared.covered[0], self._rival(compared)
        language, template = self._templates[likeness.phrasing]
        objection = compared.objections[likeness.group]
        fit = STRANGE_PLACE_FACTOR ** (len(places) - 1)
        score = score_of(likeness, fit, rival, objection, rivals=bool(self._foreign))
        return [
            Match(
                rule_entry(self._faq, region, rule),
                score,
                replace(likeness, phrasing=template.replace(PLACE, region.name.get(language, region.code))),
                fit,
                objection,
            )
            for region, rule in ruled
        ]

    def _name(self, code: str, question: str) -> str:
        """Return what a place is called, in the script of a question."""
        region = self._faq.regions.get(code)
        names = list(region.name.values()) if region else []
        alike = [name for name in names if has_han(name) == has_han(question)]
        return next(iter(alike or names), code)

    def _ruled(self, places: frozenset[str]) -> list[tuple[Region, Rule]]:
        """Return the rules that answer for places, where no entry does."""
        named = [self._faq.regions[code] for code in sorted(places) if code in self._faq.regions]
        return [(region, region.rule) for region in named if region.rule and not region.answered_by]

    def _rival(self, compared: Compared) -> Rival | None:
        rivals = [
            Rival(self._subjects[found.group - len(self._covered)], found, compared.claims[found.group])
            for found in compared.foreign
        ]
        # A subject may hold unlike examples: one that is asked word for word speaks for the whole.
        return max(
            rivals, key=lambda rival: (rival.likeness.ratio >= NEAR_EXACT, rival.strength), default=None
        )

    @property
    def known(self) -> Known:
        """What was worked out from the phrasings, or given."""
        return self._written.known

    @property
    def known_in_pinyin(self) -> Known:
        """The same for the phrasings in Pinyin."""
        return self._in_pinyin.known

    def _reading(self, spelling: Spelling, known: Known | None = None) -> Reading:
        return Reading(spelling, self._covered, self._foreign, self._words, known)

    @cached_property
    def _has_chinese(self) -> bool:
        return any(has_han(phrasing) for group in self._covered for phrasing in group)

    @cached_property
    def _in_pinyin(self) -> Reading:
        """The same phrasings in Pinyin, worked out when the first such question comes."""
        return self._reading(PINYIN, self._known_in_pinyin())

    def _is_pinyin(self, question: str) -> bool:
        """Whether a question is typed in Pinyin: it can be read so, and its words are no words we know."""
        readable = pinyin.share(normalise(question))
        if readable < PINYIN_SHARE or not self._has_chinese:
            return False
        # Wholly readable text with a word that nobody has typed yet is no English that we could answer.
        return self._written.known_share(question) < (1 if readable == 1 else KNOWN_SHARE)

    def _fits(self, places: frozenset[str], reading: Reading) -> Mapping[int, float]:
        """How much of a group's likeness stands, 0-1, given the places that the question names.

        Groups of which nothing stands are left out.
        """
        known = self._fitting.get((places, reading))
        if known is None:
            known = self._fitted(places, reading)
            if len(places) <= KEPT_PLACES:
                self._fitting[places, reading] = known
        return known

    def _fitted(self, places: frozenset[str], reading: Reading) -> Mapping[int, float]:
        home = self._faq.default_region
        if not places:
            away = ELSEWHERE_FACTOR if home else 1.0
            fits = [1.0 if entry.region in {None, home} else away for entry in self._entries]
            return dict(enumerate(fits))
        spoken_of = {place: reading.speaking_of(place) for place in places}
        # What holds anywhere gives way to a place's own rule.
        general = ELSEWHERE_FACTOR if self._ruled(places) else 1.0
        fitting = {}
        for group, entry in enumerate(self._entries):
            strange = sum(place != entry.region and group not in spoken_of[place] for place in places)
            if entry.region is None or entry.region in places:
                fitting[group] = STRANGE_PLACE_FACTOR**strange * (general if entry.region is None else 1.0)
            elif entry.region == home and not strange:
                # Another place's rule must not answer, but a rule at home may be about people or cards from
                # the place named (a mainland card for somebody with a Hong Kong ID): its phrasings say so.
                fitting[group] = ELSEWHERE_FACTOR
        return fitting

    def _region(self, places: frozenset[str], matches: Sequence[Match]) -> str | None:
        if matches and matches[0].entry.region:
            return matches[0].entry.region
        return min(places) if len(places) == 1 else self._faq.default_region


def _phrasings(entry: Entry) -> list[list[str]]:
    """List all the ways an entry is asked for, one list a language."""
    groups: dict[str, list[str]] = {language: [question] for language, question in entry.question.items()}
    for language, variants in entry.variants.items():
        groups.setdefault(language, []).extend(variants)
    return [phrasings for phrasings in groups.values() if phrasings]

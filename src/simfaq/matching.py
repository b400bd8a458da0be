"""Decide which entry answers a question, or that none does. Reads and prints nothing itself.

A question is compared with every entry and, as rivals, with the examples of what the dataset does not cover.
A question is read as it is written, or as Pinyin, and for the place that it names.
"""

from collections.abc import Mapping, Sequence
from typing import NamedTuple

from simfaq import pinyin, prepared
from simfaq.judging import (
    NEAR_EXACT,
    Candidate,
    Match,
    Rival,
    ceiling,
    score_of,
    strength_of,
    tied,
    verdict_on,
)
from simfaq.layout import lay_out
from simfaq.model import Faq, OutOfScope, Region, Rule, Verdict
from simfaq.reading import PINYIN, WRITTEN, Compared, Known, Question, Reading, Spelling, WordLists, learn
from simfaq.regions import PLACE, PREFIX, place_names, rule_entry
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


class Outcome(NamedTuple):
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

    def __init__(self, faq: Faq) -> None:
        """Index every phrasing of `faq`, with its out-of-scope examples as their rivals.

        For the bundled dataset, as `load` returns it, that was done when the package was built.
        """
        self._faq = faq
        self._prepared = prepared.of(faq)
        self.layout = self._prepared.layout if self._prepared else lay_out(faq)
        self._readings: dict[Spelling, Reading] = {}
        self._written = self._reading(WRITTEN)
        self._fitting: dict[tuple[frozenset[str], Reading], Mapping[int, float]] = {}

    def ask(self, question: str, *, top: int = 3, region: str | None = None) -> Outcome:
        """Find the entries that answer `question`, at most `top` of them.

        `region` is the code of the place that is meant; without it the question's own words decide, and
        without those the dataset's default region leads.
        """
        in_pinyin = self._is_pinyin(question)
        reading = self._reading(PINYIN) if in_pinyin else self._written
        asked = reading.read(question)
        if region and region not in asked.places and region != self._faq.default_region:
            # Phrasings about a place name it; a question for a place is compared as if it did too.
            asked = reading.read(f"{self._name(region, question)} {question}")
        if asked.places and not reading.without_places(asked).text:
            # Whoever types places and nothing else wants to know what holds there.
            asked = reading.read(self._rule_question(question, in_chinese=in_pinyin or has_han(question)))
        places = frozenset({region}) if region else asked.places
        fits = self._fits(places, reading)
        compared = reading.compare(asked, fits.keys())
        rival = self._rival(compared)
        best: dict[str, Candidate] = {}
        for likeness in compared.covered:
            fit, name = fits[likeness.group], self.layout.covered[likeness.group].name
            if name not in best or likeness.score * fit > best[name].strength:
                objection = compared.objections[likeness.group]
                score = score_of(likeness, fit, rival, objection, rivals=bool(self.layout.foreign))
                best[name] = Candidate(name, score, likeness, fit, objection)
        rules = self._rules(asked, places, reading)
        found = sorted([*best.values(), *rules], key=lambda one: (-one.score, -one.strength))
        verdict = verdict_on(found[0]) if found else Verdict.NONE
        # The rules of several places that a question names do not compete: it is answered with all of them.
        fellows = rules if found and found[0] in rules else found[:1]
        contest = [*found[:1], *(one for one in found if one not in fellows)]
        withheld = verdict == Verdict.ANSWER and tied(contest)
        matches = tuple(self._match(one, ceiling(contest)) for one in found[:top])
        return Outcome(
            question=question,
            verdict=Verdict.SUGGEST if withheld else verdict,
            region=self._region(places, matches),
            matches=matches,
            rival=rival,
            places=places,
            in_pinyin=in_pinyin,
            tied=withheld,
        )

    def _match(self, candidate: Candidate, limit: float) -> Match:
        """Take an entry up into the outcome, its score held to a limit."""
        name, likeness = candidate.name, candidate.likeness
        beyond = likeness.group - len(self.layout.covered)
        region = self._faq.regions[name.removeprefix(PREFIX)] if beyond >= 0 else None
        if region and region.rule:
            entry = rule_entry(self._faq, region, region.rule)
            language, templates = self.layout.rules[beyond]
            phrasing = templates[likeness.place].replace(PLACE, region.name.get(language, region.code))
        else:
            entry = self._faq.entries[name]
            language = self.layout.covered[likeness.group].language
            phrasing = entry.phrasings(language)[likeness.place]
        score = min(candidate.score, limit)
        return Match(entry, score, likeness, candidate.fit, candidate.objection, phrasing)

    def _rules(self, asked: Question, places: frozenset[str], reading: Reading) -> list[Candidate]:
        """Match a question with the rules of the places that it names, all alike."""
        ruled = self._ruled(places)
        if not ruled:
            return []
        # A question is held against the ways to ask for a rule without the names of places.
        first = len(self.layout.covered)
        groups = range(first, first + len(self.layout.rules))
        compared = reading.compare(reading.without_places(asked), groups)
        if not compared.covered:
            return []
        likeness, rival = compared.covered[0], self._rival(compared)
        objection = compared.objections[likeness.group]
        fit = STRANGE_PLACE_FACTOR ** (len(places) - 1)
        score = score_of(likeness, fit, rival, objection, rivals=bool(self.layout.foreign))
        return [Candidate(f"{PREFIX}{region.code}", score, likeness, fit, objection) for region, _ in ruled]

    def _rule_question(self, places: str, *, in_chinese: bool) -> str:
        """Ask for the rule of places, which are given as they were typed."""
        templates = self._faq.region_questions
        spoken = [
            asked for language, asked in templates.items() if asked and (language == "zh") == in_chinese
        ]
        return spoken[0][0].replace(PLACE, places) if spoken else places

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
        # A subject may hold unlike examples: one that is asked word for word speaks for the whole.
        nearest = max(
            compared.foreign,
            key=lambda found: (found.ratio >= NEAR_EXACT, strength_of(found, compared.claims[found.group])),
            default=None,
        )
        if nearest is None:
            return None
        held = self.layout.foreign[nearest.group - self.layout.inside]
        subject = self._faq.out_of_scope[held.number]
        phrasing = subject.questions[held.language][nearest.place]
        return Rival(subject, nearest, compared.claims[nearest.group], phrasing)

    def known(self, spelling: Spelling) -> Known:
        """Return what was worked out from the phrasings in a spelling."""
        return self._reading(spelling).known

    def _reading(self, spelling: Spelling) -> Reading:
        """Return the phrasings in a spelling, learnt when it is first asked for."""
        if spelling not in self._readings:
            known = self._prepared.known(spelling) if self._prepared else self._learn(spelling)
            self._readings[spelling] = Reading(spelling, known, self.layout.inside)
        return self._readings[spelling]

    def _learn(self, spelling: Spelling) -> Known:
        faq = self._faq
        words = WordLists(
            faq.synonyms,
            place_names(faq.regions.values()),
            [word for words in faq.origin_words.values() for word in words],
        )
        return learn(spelling, self.layout.phrasings(faq), self.layout.inside, words)

    def _is_pinyin(self, question: str) -> bool:
        """Whether a question is typed in Pinyin: it can be read so, and its words are no words we know."""
        readable = pinyin.share(normalise(question))
        if readable < PINYIN_SHARE or not self.layout.has_chinese:
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
            fits = [1.0 if held.region in {None, home} else away for held in self.layout.covered]
            return dict(enumerate(fits))
        spoken_of = {place: reading.speaking_of(place) for place in places}
        # What holds anywhere gives way to a place's own rule.
        general = ELSEWHERE_FACTOR if self._ruled(places) else 1.0
        fitting = {}
        for group, held in enumerate(self.layout.covered):
            strange = sum(place != held.region and group not in spoken_of[place] for place in places)
            if held.region is None or held.region in places:
                fitting[group] = STRANGE_PLACE_FACTOR**strange * (general if held.region is None else 1.0)
            elif held.region == home and not strange:
                # Another place's rule must not answer, but a rule at home may be about people or cards from
                # the place named (a mainland card for somebody with a Hong Kong ID): its phrasings say so.
                fitting[group] = ELSEWHERE_FACTOR
        return fitting

    def _region(self, places: frozenset[str], matches: Sequence[Match]) -> str | None:
        if matches and matches[0].entry.region:
            return matches[0].entry.region
        return min(places) if len(places) == 1 else self._faq.default_region

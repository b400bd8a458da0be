"""What a dataset holds, as frozen values, and the verdicts on a question.

Text that a person reads is a mapping from language code (`zh`, `en`) to the text. Named tuples, not
dataclasses: Python makes a class of the former in a sixth of the time, and there are many.
"""

from collections.abc import Mapping, Sequence
from enum import StrEnum
from types import MappingProxyType
from typing import Literal, NamedTuple, TypeAlias

Text: TypeAlias = Mapping[str, str]
Phrases: TypeAlias = Mapping[str, tuple[str, ...]]
Basis: TypeAlias = Literal["law", "official", "operator", "practice", "unverified"]
ClaimVerdict: TypeAlias = Literal["true", "partly", "false", "unproven"]
Registration: TypeAlias = Literal["yes", "no", "partial", "planned", "unknown"]
Confidence: TypeAlias = Literal["verified", "uncertain", "memory"]


class Verdict(StrEnum):
    """What becomes of a question: answered, answered with "did you mean", or refused."""

    ANSWER = "answer"
    SUGGEST = "suggest"
    NONE = "none"


class Topic(NamedTuple):
    """A heading that entries are browsed under."""

    id: str
    title: Text


class Source(NamedTuple):
    """A document that answers rest on; dates are ISO 8601, as precise as they are known."""

    id: str
    title: Text
    publisher: Text
    number: Text
    published: str | None
    effective: str | None
    status: str | None
    url: str | None


class Citation(NamedTuple):
    """The place in a source that an answer rests on."""

    source: Source
    locator: Text


class Answer(NamedTuple):
    """An answer in one language: the conclusion, what is needed next, and the procedure if there is one."""

    summary: str
    details: tuple[str, ...]
    steps: tuple[str, ...]


class Entry(NamedTuple):
    """One question and its answer; `region` is None when the answer holds anywhere."""

    id: str
    topic: str | None
    region: str | None
    question: Text
    variants: Phrases
    answer: Mapping[str, Answer]
    basis: Basis | None
    claim_verdict: ClaimVerdict | None
    citations: tuple[Citation, ...]
    related: tuple[str, ...]
    reviewed: str | None

    def phrasings(self, language: str) -> Sequence[str]:
        """Return all the ways the entry is asked for in a language, its question first."""
        asked = [self.question[language]] if language in self.question else []
        return [*asked, *self.variants.get(language, ())]


class Heading(NamedTuple):
    """What an entry is listed by."""

    id: str
    topic: str | None
    region: str | None
    question: Text


class Rule(NamedTuple):
    """A region's registration rule in fields; empty text means that nothing is known.

    `summary` is the rule in one or two sentences, `limit_count` how many cards one person may have as `limit`
    counts them, `year` that of the source.
    """

    registration: Registration
    summary: Text
    documents: Text
    biometrics: Text
    limit: Text
    limit_count: int | None
    visitors: Text
    consequence: Text
    legal_basis: Text
    since: Text
    source: Text
    year: int | None
    url: str | None
    basis: Basis | None
    confidence: Confidence


class Region(NamedTuple):
    """A country or region: ISO 3166-1 code, name, and the other words that mean it.

    `answered_by` names the entry that answers what its rule is, where entries say more than the rule does.
    """

    code: str
    name: Text
    aliases: Phrases
    rule: Rule | None
    answered_by: str | None = None


class OutOfScope(NamedTuple):
    """A subject that looks like ours and must not be answered, by example questions.

    `hint` says where to ask instead, when the dataset knows.
    """

    id: str
    hint: Text
    questions: Phrases


class Faq(NamedTuple):
    """A whole dataset.

    `region_questions` are the ways to ask for the rule of a place, `{place}` standing for its name; the first
    in each language is the question that the rule is shown under. `official_hosts` are those that links may
    lead to, empty for any. `headings` are those of the entries, in their order.

    Mappings and sequences may read their members from a file when they are first asked for.
    """

    title: Text
    version: str | None
    reviewed: str | None
    default_region: str | None
    disclaimer: Text
    topics: Mapping[str, Topic]
    sources: Mapping[str, Source]
    regions: Mapping[str, Region]
    synonyms: Sequence[Sequence[str]]
    origin_words: Phrases
    out_of_scope: Sequence[OutOfScope]
    entries: Mapping[str, Entry]
    headings: Mapping[str, Heading]
    region_questions: Phrases = MappingProxyType({})
    official_hosts: tuple[str, ...] = ()

"""What a dataset holds, as frozen values, and the verdicts on a question.

Text that a person reads is a mapping from language code (`zh`, `en`) to the text.
"""

from collections.abc import Mapping
from dataclasses import dataclass, field
from enum import StrEnum
from typing import Literal, TypeAlias

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


@dataclass(frozen=True, slots=True)
class Topic:
    """A heading that entries are browsed under."""

    id: str
    title: Text


@dataclass(frozen=True, slots=True)
class Source:
    """A document that answers rest on; dates are ISO 8601, as precise as they are known."""

    id: str
    title: Text
    publisher: Text
    number: Text
    published: str | None
    effective: str | None
    status: str | None
    url: str | None


@dataclass(frozen=True, slots=True)
class Citation:
    """The place in a source that an answer rests on."""

    source: Source
    locator: Text


@dataclass(frozen=True, slots=True)
class Answer:
    """An answer in one language: the conclusion, what is needed next, and the procedure if there is one."""

    summary: str
    details: tuple[str, ...]
    steps: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Entry:
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


@dataclass(frozen=True, slots=True)
class Rule:
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


@dataclass(frozen=True, slots=True)
class Region:
    """A country or region: ISO 3166-1 code, name, and the other words that mean it.

    `answered_by` names the entry that answers what its rule is, where entries say more than the rule does.
    """

    code: str
    name: Text
    aliases: Phrases
    rule: Rule | None
    answered_by: str | None = None


@dataclass(frozen=True, slots=True)
class OutOfScope:
    """A subject that looks like ours and must not be answered, by example questions.

    `hint` says where to ask instead, when the dataset knows.
    """

    id: str
    hint: Text
    questions: Phrases


@dataclass(frozen=True, slots=True)
class Faq:
    """A whole dataset.

    `region_questions` are the ways to ask for the rule of a place, `{place}` standing for its name; the first
    in each language is the question that the rule is shown under. `official_hosts` are those that links may
    lead to, empty for any. `fingerprint` tells the file that it was read from by content, None for none.
    """

    title: Text
    version: str | None
    reviewed: str | None
    default_region: str | None
    disclaimer: Text
    topics: Mapping[str, Topic]
    sources: Mapping[str, Source]
    regions: Mapping[str, Region]
    synonyms: tuple[tuple[str, ...], ...]
    origin_words: Phrases
    out_of_scope: tuple[OutOfScope, ...]
    entries: Mapping[str, Entry]
    region_questions: Phrases = field(default_factory=dict)
    official_hosts: tuple[str, ...] = ()
    fingerprint: str | None = None

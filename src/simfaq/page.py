"""An entry as one language shows it: what every renderer draws from."""

from collections.abc import Iterable, Mapping
from itertools import chain
from typing import NamedTuple

from simfaq.language import Language
from simfaq.model import (
    Basis,
    Citation,
    ClaimVerdict,
    Confidence,
    Entry,
    Faq,
    Heading,
    Region,
    Registration,
    Rule,
)
from simfaq.regions import answers, citations, facts, languages
from simfaq.text import normalise


class Reference(NamedTuple):
    """A cited place: the document's title and number, the article, and an official address if known."""

    title: str
    number: str
    locator: str
    url: str | None


class Item(NamedTuple):
    """An entry in a list: its id and question."""

    id: str
    question: str


class Page(NamedTuple):
    """An entry in one language; `summary` is None when the entry has no text in it.

    `compact` says that the details are facts to list rather than paragraphs to read.
    """

    id: str
    topic: str | None
    region: str | None
    region_name: str
    question: str
    summary: str | None
    details: tuple[str, ...]
    steps: tuple[str, ...]
    basis: Basis | None
    claim_verdict: ClaimVerdict | None
    references: tuple[Reference, ...]
    reviewed: str | None
    related: tuple[Item, ...]
    compact: bool = False


class Sheet(NamedTuple):
    """The registration rule of a place in one language; `facts` are its known fields by name, in order."""

    code: str
    name: str
    registration: Registration
    summary: str | None
    facts: Mapping[str, str]
    limit_count: int | None
    reference: Reference | None
    year: int | None
    basis: Basis | None
    confidence: Confidence
    answered_by: str | None


def page(faq: Faq, entry: Entry, language: Language) -> Page:
    """Put an entry into a language."""
    answer = language.pick(entry.answer)
    region = faq.regions.get(entry.region or "")
    return Page(
        id=entry.id,
        topic=entry.topic,
        region=entry.region,
        region_name=(language.pick(region.name) or region.code) if region else entry.region or "",
        question=_question(entry, language),
        summary=answer.summary if answer else None,
        details=answer.details if answer else (),
        steps=answer.steps if answer else (),
        basis=entry.basis,
        claim_verdict=entry.claim_verdict,
        references=tuple(_reference(citation, language) for citation in entry.citations),
        reviewed=entry.reviewed,
        related=items((faq.headings[name] for name in entry.related), language),
        compact=entry.id not in faq.entries,
    )


def sheets(chosen: Iterable[tuple[Region, Rule]], language: Language) -> list[Sheet]:
    """Put the rules of places into a language."""
    return [_sheet(region, rule, language) for region, rule in chosen]


def _sheet(region: Region, rule: Rule, language: Language) -> Sheet:
    # Where the rule is not in the language wanted, all of it is shown in the one that it is in.
    spoken = Language(language.code if language.code in rule.summary else next(iter(languages(region, rule))))
    cited, answer = citations(region, rule), language.pick(answers(region, rule))
    return Sheet(
        code=region.code,
        name=language.pick(region.name) or region.code,
        registration=rule.registration,
        summary=answer.summary if answer else None,
        facts=facts(rule, spoken.code),
        limit_count=rule.limit_count,
        reference=_reference(cited[0], spoken) if cited else None,
        year=rule.year,
        basis=rule.basis,
        confidence=rule.confidence,
        answered_by=region.answered_by,
    )


def items(listed: Iterable[Entry | Heading], language: Language) -> tuple[Item, ...]:
    """List entries by their question in a language."""
    return tuple(Item(one.id, _question(one, language)) for one in listed)


def holding(entries: Iterable[Entry], words: str) -> list[Entry]:
    """Choose the entries that hold all of some words, in question, wordings or answer of any language."""
    wanted = [normalise(word).replace(" ", "") for word in words.split()]

    def text(entry: Entry) -> str:
        parts = [entry.id, *entry.question.values(), *chain.from_iterable(entry.variants.values())]
        for answer in entry.answer.values():
            parts += [answer.summary, *answer.details, *answer.steps]
        return "\n".join(normalise(part).replace(" ", "") for part in parts)

    return [entry for entry in entries if all(word in text(entry) for word in wanted)]


def _question(entry: Entry | Heading, language: Language) -> str:
    # A list must name every entry: a question in another language beats a gap.
    return language.pick(entry.question) or next(iter(entry.question.values()))


def _reference(citation: Citation, language: Language) -> Reference:
    # A document keeps its name in whatever language it has one.
    loose = Language(language.code)
    source = citation.source
    return Reference(
        title=loose.pick(source.title) or source.id,
        number=loose.pick(source.number) or "",
        locator=loose.pick(citation.locator) or "",
        url=source.url,
    )

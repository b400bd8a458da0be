"""Numbered checks on a dataset: that it follows the format, and that its content holds together.

The first group (SF0..) makes a dataset unusable, but for SF007 and SF008; the others are about what a careful
editor would not let pass.
"""

import json
import re
from collections import Counter, defaultdict
from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass, field
from datetime import date
from itertools import chain, combinations
from pathlib import Path
from typing import Any, TypeAlias
from urllib.parse import urlsplit

from simfaq.dataset import Kind, decode, parse, problems, read, step
from simfaq.errors import Translate, clip, fill
from simfaq.judging import NEAR_EXACT
from simfaq.matching import Matcher
from simfaq.model import Answer, Entry, Faq, Region, Text, Verdict
from simfaq.regions import FIELDS, PLACE
from simfaq.text import clean, normalise

# Every finding there is, with what it means and why it matters.
CHECKS: Mapping[str, str] = {
    "SF001": "a value of the wrong type",
    "SF002": "a required member is missing",
    "SF003": "a value that the format does not know",
    "SF004": "text that is empty, broken, or holds a control character",
    "SF005": "an id that stands twice",
    "SF006": "an id that leads nowhere: citation, related entry, topic, region",
    "SF007": "a member that the format does not know, perhaps a slip of the pen",
    "SF008": "a key that stands twice in one object; only the last counts",
    "SF101": "a source that no entry cites",
    "SF102": "an answer by law or by an authority that cites nothing",
    "SF103": "a link that is not https, or leads to a host that is not among official_hosts",
    "SF104": "a web address in text; addresses belong to sources",
    "SF105": "a rule said to be verified that names no source",
    "SF201": "a language that the rest of the entry or of the dataset has is missing",
    "SF202": "languages that differ in the number of details or steps",
    "SF203": "half-width punctuation beside a Chinese character",
    "SF204": "a number of four digits or more that stands in one language only",
    "SF301": "a wording that stands twice",
    "SF302": "wordings of two entries so alike that they fight for the same question",
    "SF303": "an entry whose own question it does not answer",
    "SF304": "a language in which a question has no variants",
    "SF305": "a word in two groups of synonyms",
    "SF306": "a name that means two places",
    "SF307": "a question about places without {place}",
    "SF401": "a review date that is missing or no date",
    "SF402": "a topic without entries",
    "SF403": "an entry without a topic in a dataset that has topics",
    "SF404": "an id that is not kebab-case",
    "SF405": "a related entry that stands twice, or is the entry itself",
}
_KINDS: Mapping[Kind, str] = {
    "type": "SF001",
    "missing": "SF002",
    "value": "SF003",
    "text": "SF004",
    "duplicate": "SF005",
    "reference": "SF006",
}
# The members of each kind of object, by its place without numbers; by-language objects take any.
_MEMBERS: Mapping[str, frozenset[str]] = {
    place: frozenset(members.split())
    for place, members in {
        "": "$schema schema_version title version reviewed default_region disclaimer topics sources regions "
        "region_questions synonyms origin_words out_of_scope official_hosts entries",
        "topics[]": "id title",
        "sources[]": "id title publisher number published effective status url",
        "regions[]": "code name aliases rule answered_by",
        "regions[].rule": "registration summary documents biometrics limit limit_count visitors consequence "
        "legal_basis since source year url basis confidence",
        "out_of_scope[]": "id hint questions",
        "entries[]": "id topic region question variants answer basis claim_verdict citations related "
        "reviewed",
        "entries[].answer.*": "summary details steps",
        "entries[].citations[]": "source locator",
    }.items()
}
_KEBAB = re.compile(r"[a-z0-9]+(-[a-z0-9]+)*")
_ADDRESS = re.compile(r"https?://|www\.", re.IGNORECASE)
_HALF_WIDTH = re.compile(r"[\u4e00-\u9fff][,;:?!()]|[,;:?!(][\u4e00-\u9fff]")
_ARTICLE = re.compile(r"\barticles?\s\d+(\sand\s\d+)*|\barts?\.\s\d+(\sand\s\d+)*", re.IGNORECASE)
# A step in a place such as entries[3].answer.zh: a number, or a member, in brackets where no plain word.
_STEP = re.compile(r'\[(\d+)\]|\[("(?:[^"\\]|\\.)*")\]|([^.\[\]]+)')
_LONG_NUMBER = re.compile(r"\d{4,}")


@dataclass(frozen=True, slots=True)
class Finding:
    """Something to mend: the number of the check, the place in the file, and what is wrong there."""

    code: str
    place: str
    template: str
    values: Mapping[str, str] = field(default_factory=dict)

    def told(self, translate: Translate) -> str:
        """Return what is wrong in another language."""
        return fill(self.template, dict(self.values), translate)


def _found(code: str, place: str, template: str, /, **values: str) -> Finding:
    cleaned = {name: clean(value) for name, value in values.items()}
    return Finding(code, clip(clean(place)), template, cleaned)


def check(path: Path) -> list[Finding]:
    """Check a dataset file; the findings stand in the order of the checks, then of the file.

    What breaks the format is reported and left out, and the content of the rest is checked.

    Raises:
        DatasetError: the file cannot be read or is not JSON.

    """
    return examine(read(path), str(path))


def examine(content: bytes, file: str = "dataset") -> list[Finding]:
    """Check the content of a dataset file, as `check` does; `file` is the name that errors give."""
    document = decode(content, file)
    findings = [_found(_KINDS[p.kind], p.place, p.template, **p.values) for p in problems(document)]
    findings += _unknown_members(document, "", "")
    findings += _repeated_keys(decode(content, file, _Members))
    faq = _sound_part(decode(content, file))
    if faq is not None:
        where = _Places(document)
        for content_check in _CONTENT_CHECKS:
            findings += content_check(faq, where)
    return sorted(findings, key=lambda finding: finding.code)


class _Places:
    """Where things stand in the file."""

    def __init__(self, document: Any) -> None:  # noqa: ANN401 - whatever JSON holds
        self._numbers: dict[tuple[str, str], int] = {}
        for member, key in (("entries", "id"), ("sources", "id"), ("regions", "code"), ("topics", "id")):
            items = document.get(member)
            for i, item in enumerate(items if isinstance(items, list) else ()):
                if isinstance(item, dict):
                    self._numbers.setdefault((member, str(item.get(key))), i)

    def of(self, member: str, name: str, path: str = "") -> str:
        """Return the place of what is called `name` in a list, or of something in it."""
        place = f"{member}[{self._numbers[member, name]}]"
        return f"{place}.{path} ({name})" if path else f"{place} ({name})"


_ContentCheck: TypeAlias = Callable[[Faq, _Places], Iterator[Finding]]


def _sound_part(document: Any) -> Faq | None:  # noqa: ANN401 - whatever JSON holds
    """Take out of a document, from the inside out, what breaks the format; None where nothing is left."""
    while broken := problems(document):
        if not all(_taken_out(document, problem.place) for problem in broken):
            return None
        _tidy(document)
    return parse(document)


# Stands in a document for what was taken out, so that what follows in a list keeps its number.
_GONE = object()


def _taken_out(document: Any, place: str) -> bool:  # noqa: ANN401 - whatever JSON holds
    """Take out the value at a place; False where there is no way to it."""
    node = document
    steps = [
        int(number) if number else json.loads(quoted) if quoted else key
        for number, quoted, key in _STEP.findall(place)
    ]
    try:
        for inner in steps[:-1]:
            node = node[inner]
            if node is _GONE:
                return True
        found = node[steps[-1]]
        if found is not _GONE:
            node[steps[-1]] = _GONE
    except (LookupError, TypeError):
        return False
    return True


def _tidy(document: object) -> None:
    """Close the gaps that were left."""
    waiting = [document]
    while waiting:
        node = waiting.pop()
        if isinstance(node, dict):
            for key in [key for key, value in node.items() if value is _GONE]:
                del node[key]
            waiting += node.values()
        elif isinstance(node, list):
            node[:] = [value for value in node if value is not _GONE]
            waiting += node


def _unknown_members(node: object, place: str, shape: str) -> Iterator[Finding]:
    # Lists in lists, however deep, are nothing that the format knows anything about.
    if isinstance(node, list) and any(other.startswith(f"{shape}[]") for other in _MEMBERS):
        for i, item in enumerate(node):
            yield from _unknown_members(item, f"{place}[{i}]", f"{shape}[]")
    elif isinstance(node, dict):
        known = _MEMBERS.get(shape)
        for key, value in node.items():
            # The members of an answer are languages: any name may stand there.
            inner = f"{shape}.*" if shape == "entries[].answer" else f"{shape}.{key}".lstrip(".")
            if known is not None and key not in known:
                yield _found("SF007", place or "top level", "the format knows no member {key}", key=key)
            elif any(other.startswith(inner) for other in _MEMBERS):
                yield from _unknown_members(value, step(place, key), inner)


class _Members(dict[str, Any]):
    """A JSON object that remembers the keys that stood twice."""

    def __init__(self, pairs: list[tuple[str, Any]]) -> None:
        super().__init__(pairs)
        counts = Counter(key for key, _ in pairs)
        self.repeated = [key for key, count in counts.items() if count > 1]


def _repeated_keys(document: object) -> Iterator[Finding]:
    waiting = [("", document)]
    while waiting:
        place, node = waiting.pop()
        if isinstance(node, _Members):
            for key in node.repeated:
                yield _found("SF008", place or "top level", "{key} stands twice", key=key)
            waiting += [(step(place, key), value) for key, value in node.items()]
        elif isinstance(node, list):
            waiting += [(f"{place}[{i}]", value) for i, value in enumerate(node)]


def _sources(faq: Faq, where: _Places) -> Iterator[Finding]:
    used = {citation.source.id for entry in faq.entries.values() for citation in entry.citations}
    for name in faq.sources:
        if name not in used:
            yield _found("SF101", where.of("sources", name), "no entry cites it")
    for entry in faq.entries.values():
        if entry.basis in {"law", "official"} and not entry.citations:
            yield _found(
                "SF102",
                where.of("entries", entry.id),
                "rests on {basis} and cites nothing",
                basis=entry.basis,
            )
    for region in faq.regions.values():
        if region.rule and region.rule.confidence == "verified" and not region.rule.source:
            yield _found("SF105", where.of("regions", region.code, "rule"), "verified, but names no source")


def _links(faq: Faq, where: _Places) -> Iterator[Finding]:
    links = [(where.of("sources", source.id, "url"), source.url) for source in faq.sources.values()]
    links += [(where.of("regions", r.code, "rule.url"), r.rule.url) for r in faq.regions.values() if r.rule]
    for place, url in links:
        if url is None:
            continue
        try:
            parts = urlsplit(url)
        except ValueError:
            yield _found("SF103", place, "{url} is no address", url=url)
            continue
        if parts.scheme != "https":
            yield _found("SF103", place, "{url} is not https", url=url)
        elif faq.official_hosts and parts.netloc not in faq.official_hosts:
            yield _found("SF103", place, "{host} is not among official_hosts", host=parts.netloc)
    for place, _, text in _shown(faq, where):
        if found := _ADDRESS.search(text):
            yield _found("SF104", place, "holds an address, from “{start}” on", start=found[0])


def _languages(faq: Faq, where: _Places) -> Iterator[Finding]:
    used = {language for entry in faq.entries.values() for language in entry.answer}
    for entry in faq.entries.values():
        for member, have in (("question", entry.question), ("answer", entry.answer)):
            for language in sorted(used - have.keys()):
                yield _found(
                    "SF201", where.of("entries", entry.id, member), "has no {language}", language=language
                )
        for language in entry.question:
            if not entry.variants.get(language):
                yield _found(
                    "SF304",
                    where.of("entries", entry.id, "variants"),
                    "has none in {language}",
                    language=language,
                )
        yield from _uneven(entry, where.of("entries", entry.id, "answer"))
    for region in faq.regions.values():
        for member, text in _rule_texts(region):
            missing = sorted(region.rule.summary.keys() - text.keys()) if region.rule else []
            for language in missing:
                place = where.of("regions", region.code, f"rule.{member}")
                yield _found("SF201", place, "has no {language}", language=language)


def _uneven(entry: Entry, place: str) -> Iterator[Finding]:
    for one, other in combinations(sorted(entry.answer), 2):
        for member in ("details", "steps"):
            counts = [len(getattr(entry.answer[language], member)) for language in (one, other)]
            if counts[0] != counts[1]:
                values = {
                    "member": member,
                    "one": one,
                    "other": other,
                    "n": str(counts[0]),
                    "m": str(counts[1]),
                }
                yield _found("SF202", place, "{n} {member} in {one}, {m} in {other}", **values)


def _rule_texts(region: Region) -> Iterator[tuple[str, Text]]:
    """List the texts of a region's rule, by field."""
    for member in ("summary", *FIELDS, "source") if region.rule else ():
        text: Text = getattr(region.rule, member)
        if text:
            yield member, text


def _texts(faq: Faq, where: _Places) -> Iterator[Finding]:
    for place, language, text in _shown(faq, where):
        if language.startswith("zh") and (found := _HALF_WIDTH.search(text)):
            yield _found("SF203", place, "“{text}”", text=found[0])
    for entry in faq.entries.values():
        numbers = {language: _long_numbers(answer) for language, answer in entry.answer.items()}
        for one, other in combinations(sorted(numbers), 2):
            for number in sorted(numbers[one] ^ numbers[other]):
                language = one if number in numbers[one] else other
                place = where.of("entries", entry.id, "answer")
                yield _found(
                    "SF204", place, "{number} stands in {language} only", number=number, language=language
                )


def _long_numbers(answer: Answer) -> set[str]:
    text = " ".join([answer.summary, *answer.details, *answer.steps]).replace(",", "")
    # Chinese writes article numbers in characters, and round amounts with 万.
    return {number for number in _LONG_NUMBER.findall(_ARTICLE.sub("", text)) if not number.endswith("000")}


def _wordings(faq: Faq, where: _Places) -> Iterator[Finding]:
    """Compare every wording with every other of the same language."""
    known: dict[str, str] = {}
    by_language: dict[str, list[tuple[str, str, str]]] = defaultdict(list)
    for place, owner, language, text in _all_wordings(faq, where):
        wording = normalise(text)
        if wording in known:
            yield _found("SF301", place, "stands at {place} already", place=known[wording])
            continue
        known[wording] = place
        if owner:
            by_language[language].append((wording, owner, place))
    for held in by_language.values():
        yield from _alike(held)


def _alike(held: list[tuple[str, str, str]]) -> Iterator[Finding]:
    from rapidfuzz import fuzz, process  # noqa: PLC0415 - other checks do without

    # A text much longer than another cannot be alike enough: compare those of similar length only.
    held.sort(key=lambda wording: len(wording[0]))
    texts = [text for text, _, _ in held]
    end = 0
    for i, (text, owner, place) in enumerate(held):
        while end < len(held) and len(texts[end]) * NEAR_EXACT <= len(text) * (2 - NEAR_EXACT):
            end += 1
        near = process.extract(
            text, texts[i + 1 : end], scorer=fuzz.ratio, score_cutoff=100 * NEAR_EXACT, limit=None
        )
        for _, ratio, offset in near:
            _, other, other_place = held[i + 1 + offset]
            if owner != other:
                yield _found(
                    "SF302", place, "is {ratio} % alike to {place}", ratio=f"{ratio:.0f}", place=other_place
                )


def _own_questions(faq: Faq, where: _Places) -> Iterator[Finding]:
    matcher = Matcher(faq)
    for entry in faq.entries.values():
        for language, question in entry.question.items():
            found = matcher.ask(question)
            if found.verdict == Verdict.ANSWER and found.matches[0].entry.id == entry.id:
                continue
            best = found.matches[0].entry.id if found.matches else "nothing"
            place = where.of("entries", entry.id, f"question.{language}")
            yield _found(
                "SF303",
                place,
                "the verdict is {verdict}, the best match {best}",
                verdict=found.verdict,
                best=best,
            )


def _words(faq: Faq, where: _Places) -> Iterator[Finding]:
    grouped: dict[str, int] = {}
    for i, group in enumerate(faq.synonyms):
        for word in group:
            if grouped.setdefault(normalise(word), i) != i:
                place = f"synonyms[{grouped[normalise(word)]}]"
                yield _found(
                    "SF305", f"synonyms[{i}]", "{word} stands at {place} already", word=word, place=place
                )
    named: dict[str, str] = {}
    for region in faq.regions.values():
        for name in chain(region.name.values(), *region.aliases.values()):
            if named.setdefault(normalise(name), region.code) != region.code:
                other, place = named[normalise(name)], where.of("regions", region.code)
                yield _found("SF306", place, "{name} means {other} already", name=name, other=other)
    for language, templates in faq.region_questions.items():
        for i, template in enumerate(templates):
            if template.count(PLACE) != 1:
                place = f"region_questions.{language}[{i}]"
                yield _found("SF307", place, "must hold {place} once", place=PLACE)


def _upkeep(faq: Faq, where: _Places) -> Iterator[Finding]:
    for entry in faq.entries.values():
        place = where.of("entries", entry.id)
        if not _is_date(entry.reviewed):
            yield _found("SF401", place, "has no review date of the form 2026-01-31")
        if faq.topics and entry.topic is None:
            yield _found("SF403", place, "has no topic")
        if not _KEBAB.fullmatch(entry.id):
            yield _found("SF404", place, "use small letters, digits and single hyphens")
        if entry.id in entry.related or len(set(entry.related)) < len(entry.related):
            yield _found("SF405", place, "related names an entry twice, or itself")
    filled = {entry.topic for entry in faq.entries.values()}
    for topic in faq.topics:
        if topic not in filled:
            yield _found("SF402", where.of("topics", topic), "no entry has it")


def _is_date(text: str | None) -> bool:
    try:
        date.fromisoformat(text or "")
    except ValueError:
        return False
    return True


def _shown(faq: Faq, where: _Places) -> Iterator[tuple[str, str, str]]:
    """List all prose that a person reads, with its place and language."""
    for entry in faq.entries.values():
        for language, question in entry.question.items():
            yield where.of("entries", entry.id, f"question.{language}"), language, question
        for language, answer in entry.answer.items():
            at = f"answer.{language}"
            yield where.of("entries", entry.id, f"{at}.summary"), language, answer.summary
            for i, text in enumerate(answer.details):
                yield where.of("entries", entry.id, f"{at}.details[{i}]"), language, text
            for i, text in enumerate(answer.steps):
                yield where.of("entries", entry.id, f"{at}.steps[{i}]"), language, text
    for region in faq.regions.values():
        for member, texts in _rule_texts(region):
            for language, text in texts.items():
                yield where.of("regions", region.code, f"rule.{member}.{language}"), language, text


def _all_wordings(faq: Faq, where: _Places) -> Iterator[tuple[str, str, str, str]]:
    """List every wording with its place, the entry it asks for (empty for none of ours), and its language."""
    for entry in faq.entries.values():
        for language, question in entry.question.items():
            yield where.of("entries", entry.id, f"question.{language}"), entry.id, language, question
        for language, variants in entry.variants.items():
            for i, variant in enumerate(variants):
                place = where.of("entries", entry.id, f"variants.{language}[{i}]")
                yield place, entry.id, language, variant
    for i, subject in enumerate(faq.out_of_scope):
        for language, questions in subject.questions.items():
            for k, question in enumerate(questions):
                yield f"out_of_scope[{i}].questions.{language}[{k}] ({subject.id})", "", language, question


_CONTENT_CHECKS: tuple[_ContentCheck, ...] = (
    _sources,
    _links,
    _languages,
    _texts,
    _wordings,
    _own_questions,
    _words,
    _upkeep,
)

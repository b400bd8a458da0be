"""Which entry or subject stands behind each group of phrasings."""

from collections.abc import Mapping, Sequence
from typing import NamedTuple

from simfaq.model import Faq
from simfaq.regions import PLACE
from simfaq.text import has_han


class Covered(NamedTuple):
    """The ways to ask for an entry in one language: its id and region, and the language."""

    name: str
    region: str | None
    language: str


class Foreign(NamedTuple):
    """The examples of an out-of-scope subject in one language: its position in the dataset, the language."""

    number: int
    language: str


class Layout(NamedTuple):
    """The groups of phrasings in the order of their numbers.

    First those of the entries, then the ways to ask for the rule of any place, by language and as templates,
    then those of what is out of scope. `has_chinese` says whether any of them holds Chinese.
    """

    covered: Sequence[Covered]
    rules: Sequence[tuple[str, Sequence[str]]]
    foreign: Sequence[Foreign]
    has_chinese: bool

    @property
    def inside(self) -> int:
        """The number of groups that are not out of scope."""
        return len(self.covered) + len(self.rules)

    def phrasings(self, faq: Faq) -> list[Sequence[str]]:
        """Return the raw phrasings of every group."""
        return [
            *(faq.entries[held.name].phrasings(held.language) for held in self.covered),
            *([template.replace(PLACE, " ") for template in templates] for _, templates in self.rules),
            *(faq.out_of_scope[held.number].questions[held.language] for held in self.foreign),
        ]


def lay_out(faq: Faq) -> Layout:
    """Give every group of phrasings of a dataset its number."""
    covered = [
        Covered(entry.id, entry.region, language)
        for entry in faq.entries.values()
        for language in dict.fromkeys([*entry.question, *entry.variants])
        if entry.phrasings(language)
    ]
    foreign = [
        Foreign(number, language)
        for number, subject in enumerate(faq.out_of_scope)
        for language, examples in subject.questions.items()
        if examples
    ]
    layout = Layout(covered, rule_questions(faq.region_questions), foreign, has_chinese=False)
    in_chinese = any(has_han(text) for group in layout.phrasings(faq)[: layout.inside] for text in group)
    return layout._replace(has_chinese=in_chinese)


def rule_questions(templates: Mapping[str, Sequence[str]]) -> list[tuple[str, Sequence[str]]]:
    """List the ways to ask for the rule of a place by language, without languages that have none."""
    return [(language, asked) for language, asked in templates.items() if asked]

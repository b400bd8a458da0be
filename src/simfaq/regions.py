"""The places of a dataset: what they are called, and the rule of one as an answer."""

from collections.abc import Iterable, Mapping
from itertools import chain

from simfaq.model import Answer, Citation, Entry, Faq, Phrases, Region, Rule, Source, Text
from simfaq.text import normalise

# An answer made from a region's rule has this before the region's code as its id.
PREFIX = "region:"
# Stands for the name of the place in the questions that a dataset asks for rules with.
PLACE = "{place}"

# A rule answer lists no more entries of its place than this.
_RELATED = 5
# The fields of a rule in the order in which they are shown.
FIELDS = ("documents", "biometrics", "limit", "visitors", "consequence", "legal_basis", "since")
_WORDS: Mapping[str, Mapping[str, str]] = {
    "zh": {
        "colon": "：",
        "documents": "证件",
        "biometrics": "生物特征",
        "limit": "数量上限",
        "visitors": "旅客",
        "consequence": "不登记的后果",
        "legal_basis": "法律依据",
        "since": "开始时间",
        "verified": "把握：有出处",
        "uncertain": "把握：说法不一或出处较弱，去之前请向当地运营商确认",
        "memory": "把握：没有找到可读的出处，只能作参考，去之前请向当地运营商确认",
        "year": "{year}年",
        "yes": "要登记。",
        "no": "不要登记。",
        "partial": "部分要登记。",
        "planned": "目前不要登记，拟实行。",
        "unknown": "要不要登记不清楚。",
    },
    "en": {
        "colon": ": ",
        "documents": "Documents",
        "biometrics": "Biometrics",
        "limit": "Limit",
        "visitors": "Visitors",
        "consequence": "If not registered",
        "legal_basis": "Legal basis",
        "since": "Since",
        "verified": "Confidence: a source says so",
        "uncertain": "Confidence: sources disagree or are weak; check with a local operator first",
        "memory": "Confidence: a hint only, no readable source found; check with a local operator first",
        "year": "{year}",
        "yes": "Registration is required.",
        "no": "Registration is not required.",
        "partial": "Registration is required in part.",
        "planned": "Registration is not required yet, but planned.",
        "unknown": "Whether registration is required is not known.",
    },
}


def place_names(regions: Iterable[Region]) -> dict[str, str]:
    """Map the names and aliases of `regions`, in every language, to their codes; the later region wins."""
    return {
        name: region.code
        for region in regions
        for name in chain(region.name.values(), *region.aliases.values())
    }


def alphabetical(name: str) -> str:
    """Return what a name is sorted by: Chinese by its Pinyin."""
    from simfaq import pinyin  # noqa: PLC0415 - only a table is sorted

    return pinyin.transliterate(normalise(name))


def find(faq: Faq, name: str) -> Region | None:
    """Find a region by its code, or by any name or alias, however it is written."""
    if name.upper() in faq.regions:
        return faq.regions[name.upper()]
    wanted = normalise(name)
    for known, code in place_names(faq.regions.values()).items():
        if normalise(known) == wanted:
            return faq.regions[code]
    return None


def ruled(faq: Faq, codes: Iterable[str]) -> dict[str, tuple[Region, Rule]]:
    """Return those of some regions that the dataset has a rule of, by code."""
    known = [faq.regions[code] for code in codes if code in faq.regions]
    return {region.code: (region, region.rule) for region in known if region.rule}


def entry_by_id(faq: Faq, name: str) -> Entry | None:
    """Find an entry by its id, or the rule of a region by `region:` and its code."""
    region = faq.regions.get(name.removeprefix(PREFIX)) if name.startswith(PREFIX) else None
    if region is not None and region.rule is not None:
        return rule_entry(faq, region, region.rule)
    return faq.entries.get(name)


def field_name(field: str, language: str) -> str:
    """Return what a field of a rule is called."""
    return _words(language)[field]


def facts(rule: Rule, language: str) -> dict[str, str]:
    """Return what is known of a rule in a language, by field."""
    texts: dict[str, Text] = {field: getattr(rule, field) for field in FIELDS}
    return {field: text[language] for field, text in texts.items() if language in text}


def rule_entry(faq: Faq, region: Region, rule: Rule) -> Entry:
    """Put the rule of a region into the shape of an answer, in every language that it is summed up in."""
    own = [heading.id for heading in faq.headings.values() if heading.region == region.code]
    return Entry(
        id=f"{PREFIX}{region.code}",
        topic=None,
        region=region.code,
        question=_questions(faq.region_questions, region),
        variants={},
        answer=answers(region, rule),
        basis=rule.basis,
        claim_verdict=None,
        citations=citations(region, rule),
        related=(region.answered_by,) if region.answered_by else tuple(own[:_RELATED]),
        reviewed=faq.reviewed,
    )


def languages(region: Region, rule: Rule) -> tuple[str, ...]:
    """Return the languages that a rule can be told in: those of its summary, else of the place's name."""
    return tuple(rule.summary or region.name)


def answers(region: Region, rule: Rule) -> Mapping[str, Answer]:
    """Tell a rule in every language that it can be told in."""
    return {language: _answer(rule, language) for language in languages(region, rule)}


def _answer(rule: Rule, language: str) -> Answer:
    words = _words(language)
    told = [f"{words[field]}{words['colon']}{value}" for field, value in facts(rule, language).items()]
    summary = rule.summary.get(language) or words[rule.registration]
    return Answer(summary, (*told, words[rule.confidence]), ())


def _questions(templates: Phrases, region: Region) -> Text:
    return {
        language: templates[language][0].replace(PLACE, name) if templates.get(language) else name
        for language, name in region.name.items()
    }


def citations(region: Region, rule: Rule) -> tuple[Citation, ...]:
    """Return what a rule rests on, as an entry cites it; nothing where the rule names no source."""
    if not rule.source:
        return ()
    source = Source(
        id=f"{PREFIX}{region.code}",
        title=rule.source,
        publisher={},
        number={},
        published=str(rule.year) if rule.year else None,
        effective=None,
        status=None,
        url=rule.url,
    )
    # Many sources are named with their year already.
    years = {
        language: _words(language)["year"].format(year=rule.year)
        for language, title in rule.source.items()
        if rule.year and str(rule.year) not in title
    }
    return (Citation(source, years),)


def _words(language: str) -> Mapping[str, str]:
    return _WORDS.get(language, _WORDS["en"])

"""What people and programs could throw at simfaq, made from a random generator, and what must never come out.

The generators take a `random.Random`: Hypothesis gives one in the tests, tools/fuzz.py one with a seed.
"""

import json
import re
from collections.abc import Callable, Sequence
from random import Random
from typing import Any

# What a renderer for terminals may write besides text: colours, and links to https addresses.
_DRAWING = re.compile(r"\x1b\[[0-9;]*m|\x1b\]8;(?:id=[0-9-]+)?;(?:https://[!-~]+)?\x1b\\")
# Everything that could move the cursor, ring, or turn the writing direction; tab and newline are ours.
_HARMFUL = re.compile(
    r"[\x00-\x08\x0b-\x1f\x7f-\x9f\u061c\u200e\u200f\u2028-\u202e\u2066-\u206f\ufff9-\ufffb\ud800-\udfff]"
)

SEQUENCES = (
    *(
        "\x1b[31m",
        "\x1b]0;title\x07",
        "\x1b]8;;http://evil.example\x1b\\",
        "\x1b[2J",
        "\x9b31m",
        "\x9d0;t\x9c",
    ),
    *("\x1bP+q\x1b\\", "\x1bc", "\x1b[6n", "\x07", "\b" * 9, "\r", "\x00", "\x7f", "\x0b", "\x0c", "\x85"),
    *("\u202e", "\u2066", "\u061c", "\u200e", "\u200b", "\u200d", "\ufeff", "\u2028", "\u00ad", "\U000e0041"),
    *("\ud800", "\udfff", "\udc80", "\ud83d", "\ufffe", "\uffff", "\U0010ffff", "\ue000", "\ufffd"),
    *(
        "e" + "\u0301" * 300,
        "\u0489" * 500,
        "\ufdfa" * 50,
        "\u1160\u11a8",
        "\u3300\u33ff",
        "\u0f77",
        "\u1e9b\u0323",
    ),
    *(
        "[/b]",
        "[red]",
        "[link=http://x]y[/link]",
        "[[",
        "\\[",
        ":smile:",
        "{place}",
        "{0}",
        "{question}",
        "%s%n",
    ),
    *("שלום", "مرحبا", "👨‍👩‍👧‍👦", "🇨🇳", "1️⃣", "ﷺ", "ß", "İ", "ŉ", "ﬃ", "½", "²", "٣", "Ⅷ", "㊙", "ｆｕｌｌ"),
    *(
        "'; DROP TABLE",
        "$(reboot)",
        "`id`",
        "../../etc/passwd",
        "--",
        "-",
        "-h",
        "\\x1b[0m",
        "&#27;",
        "%1b[2J",
    ),
    *(" ", "\t", "\n", "\r\n", "\u3000", "\xa0", "...", "？！", "???", "—", "“”", "'", '"', "\\", "/", "|"),
)
WORDS = (
    *(
        "tea",
        "brew",
        "milk first",
        "how long should",
        "British",
        "Japan",
        "south korea",
        "passport",
        "coffee",
    ),
    *(
        "茶要泡多久",
        "泡茶几分钟",
        "中国",
        "日本卖茶要登记吗",
        "咖啡要泡多久",
        "實名",
        "护照",
        "手机卡",
        "补办",
        "嘅",
    ),
    *(
        "cha yao pao duo jiu",
        "shoujika",
        "xianggang",
        "xi'an",
        "lv",
        "zhuangzhuang",
        "123456789",
        "5G",
        "eSIM",
    ),
)
_BLOCKS = (
    *((0x20, 0x7F), (0, 0x20), (0x80, 0xA0), (0xA0, 0x250), (0x300, 0x370), (0x590, 0x700), (0x900, 0xE00)),
    *((0x1100, 0x1200), (0x2000, 0x2070), (0x20D0, 0x2100), (0x3040, 0x3100), (0x3300, 0x3400)),
    *((0x4E00, 0xA000), (0xAC00, 0xD7A4), (0xD800, 0xE000), (0xF900, 0xFB00), (0xFE00, 0xFE10)),
    *((0xFF00, 0x10000), (0x1D400, 0x1D800), (0x1F000, 0x1FB00), (0x20000, 0x2A6E0), (0xE0000, 0xE0200)),
    (0, 0x110000),
)


def leaks(shown: str, *, drawn: bool = False) -> list[str]:
    """List what must not reach a terminal; `drawn` text may have colours and https links."""
    return _HARMFUL.findall(_DRAWING.sub("", shown) if drawn else shown)


def a_question(rng: Random, known: Sequence[str] = WORDS) -> str:
    """Make up a question, with pieces of `known` ones."""
    kind = rng.randrange(8)
    if kind == 0:
        return _characters(rng, rng.choice((1, 3, 20, 200)))
    if kind == 1:
        return rng.choice(SEQUENCES) * rng.choice((1, 2, 50, 3000 if rng.random() < 0.05 else 9))
    if kind == 2:
        return _broken_bytes(rng, rng.choice(known))
    pieces: list[str] = []
    for _ in range(rng.choice((1, 2, 4, 8))):
        choice = rng.randrange(5)
        if choice == 0:
            pieces.append(rng.choice(SEQUENCES))
        elif choice == 1:
            pieces.append(_characters(rng, rng.choice((1, 2, 9))))
        else:
            pieces.append(rng.choice(known))
    text = rng.choice(("", " ", "\n", "，")).join(pieces)
    if kind == 3:
        at = rng.randrange(len(text) + 1)
        text = text[:at] + rng.choice(SEQUENCES) + text[at:]
    if kind == 4 and rng.random() < 0.1:
        text *= rng.choice((10, 100, 1000))
    return text


def _characters(rng: Random, number: int) -> str:
    low, high = rng.choice(_BLOCKS)
    return "".join(chr(rng.randrange(low, high)) for _ in range(number))


def _broken_bytes(rng: Random, text: str) -> str:
    """Spoil the UTF-8 of a text, as the command line or a stream would then hand it over."""
    content = bytearray(text.encode("utf-8", "replace"))
    for _ in range(rng.randrange(1, 4)):
        content[rng.randrange(len(content))] = rng.randrange(256)
    return content.decode("utf-8", rng.choice(("surrogateescape", "replace")))


# Members of lists that a part of a dataset keeps, so that checking it is quick.
_KEPT = {"entries": 3, "sources": 3, "regions": 3, "topics": 3, "out_of_scope": 2, "synonyms": 4}
_PHRASES_KEPT = 4


def a_part(document: dict[str, Any], rng: Random) -> dict[str, Any]:
    """Take a small dataset out of a large one: a few entries with what they refer to. Nothing is shared."""
    part = {key: value for key, value in document.items() if key not in _KEPT}
    for key, number in _KEPT.items():
        items = document.get(key, [])
        part[key] = rng.sample(items, min(number, len(items)))
    cited = {c["source"] for entry in part["entries"] for c in entry.get("citations", ())}
    part["sources"] = [source for source in document["sources"] if source["id"] in cited]
    topics = {entry.get("topic") for entry in part["entries"]}
    part["topics"] = [topic for topic in document["topics"] if topic["id"] in topics]
    codes = {part.get("default_region"), *(entry.get("region") for entry in part["entries"])}
    codes |= {region["code"] for region in part["regions"]}
    part["regions"] = [region for region in document["regions"] if region["code"] in codes]
    part["regions"] = [
        {**region, "aliases": {name: held[:1] for name, held in region.get("aliases", {}).items()}}
        for region in part["regions"]
    ]
    for key in ("region_questions", "origin_words"):
        part[key] = {name: held[:_PHRASES_KEPT] for name, held in part.get(key, {}).items()}
    part = dict(json.loads(json.dumps(part)))
    ids = [entry["id"] for entry in part["entries"]]
    for entry in part["entries"]:
        entry["related"] = [name for name in entry.get("related", ()) if name in ids]
        entry["variants"] = {name: held[:_PHRASES_KEPT] for name, held in entry.get("variants", {}).items()}
    for subject in part["out_of_scope"]:
        subject["questions"] = {name: held[:_PHRASES_KEPT] for name, held in subject["questions"].items()}
    for region in part["regions"]:
        if region.get("answered_by") not in ids:
            region.pop("answered_by", None)
    return part


def _places(document: Any) -> list[tuple[Any, Any]]:
    """List every container in a document with each of its keys or positions."""
    found, waiting = [], [document]
    while waiting:
        node = waiting.pop()
        for step, value in list(node.items() if isinstance(node, dict) else enumerate(node)):
            found.append((node, step))
            if isinstance(value, (dict, list)):
                waiting.append(value)
    return found


def _deep(rng: Random) -> Any:
    value: Any = rng.choice(({}, [], "x"))
    for _ in range(rng.choice((3, 60, 400, 900))):
        value = [value] if rng.random() < 0.5 else {"entries": value}
    return value


def _a_value(rng: Random) -> Any:  # noqa: PLR0911 - a table of kinds
    kind = rng.randrange(9)
    if kind == 0:
        return rng.choice((0, 1, 2, -1, 1.5, 10**400, -(10**4000), 1e308, 2**63))
    if kind == 1:
        return rng.choice((None, True, False, "", " ", [], {}, [[]], [{}], {"": ""}, {"en": None}, [None]))
    if kind == 2:
        return _deep(rng)
    if kind == 3:
        return "x" * rng.choice((10, 1999, 2001, 30_000)) + rng.choice(("", "茶" * 3000))
    if kind == 4:
        return {_a_key(rng): rng.choice(SEQUENCES), "en": "x"}
    if kind == 5:
        return rng.choice(("http://x", "https://[", "https://a@b", "javascript:1", "https://x y", "file:///"))
    if kind == 6:
        return [rng.choice(SEQUENCES), rng.choice(WORDS)]
    return a_question(rng)


def _a_key(rng: Random) -> str:
    names = (
        "id",
        "en",
        "zh",
        "fr",
        "",
        ".",
        "[0]",
        "en[0]",
        "a.b",
        "top level",
        "question",
        "source",
        "rule",
    )
    return rng.choice((*names, *SEQUENCES))


def _replace(rng: Random, node: Any, step: Any) -> None:
    node[step] = _a_value(rng)


def _remove(_rng: Random, node: Any, step: Any) -> None:
    del node[step]


def _add(rng: Random, node: Any, step: Any) -> None:
    if isinstance(node, dict):
        node[_a_key(rng)] = _a_value(rng)
    else:
        node.insert(step, _a_value(rng))


def _repeat(rng: Random, node: Any, step: Any) -> None:
    if isinstance(node, list):
        node += [node[step]] * rng.choice((1, 2, 20))
    else:
        node[_a_key(rng)] = node[step]


def _spoil(rng: Random, node: Any, step: Any) -> None:
    """Put something into the middle of a text."""
    if isinstance(node[step], str):
        at = rng.randrange(len(node[step]) + 1)
        node[step] = node[step][:at] + rng.choice(SEQUENCES) + node[step][at:]
    else:
        node[step] = [node[step]]


def _swap(rng: Random, node: Any, step: Any) -> None:
    steps = list(node) if isinstance(node, dict) else range(len(node))
    other = rng.choice(list(steps))
    node[step], node[other] = node[other], node[step]


def _rename(rng: Random, node: Any, step: Any) -> None:
    if isinstance(node, dict):
        node[_a_key(rng)] = node.pop(step)


_CHANGES: tuple[Callable[[Random, Any, Any], None], ...] = (
    *(_replace, _replace, _remove, _add, _repeat, _spoil, _spoil, _swap, _rename),
)


def change(document: dict[str, Any], rng: Random) -> dict[str, Any]:
    """Break a document in one to four places; it is changed itself."""
    for _ in range(rng.choice((1, 1, 2, 4))):
        if places := _places(document):
            rng.choice(_CHANGES)(rng, *rng.choice(places))
    if document.get("entries") and rng.random() < 0.1:
        _refer(document, rng)
    return document


def _refer(document: dict[str, Any], rng: Random) -> None:
    """Let things refer to each other in circles, to themselves, and to nothing."""
    entries = [entry for entry in document["entries"] if isinstance(entry, dict)]
    for entry in entries:
        others = [other.get("id") for other in entries]
        entry["related"] = [rng.choice((*others, entry.get("id"), "nowhere")) for _ in range(3)]
        entry["citations"] = [{"source": rng.choice(("nowhere", entry.get("id"), 7, None))}] * rng.randrange(
            2
        )


_TEXTS = (
    *(b"NaN", b"Infinity", b"-Infinity", b"1e999", b"-1e-999", b"9" * 5000, b"-0", b"1E+2", b"01", b"0x10"),
    *(
        b"null",
        b"[" * 100_000,
        b'{"a":' * 50_000,
        b"[" * 960 + b"]" * 960,
        b'"\\ud800"',
        b'"\\u0000"',
        b'"\\x"',
    ),
    *(
        b'"\\u202e"',
        b"'a'",
        b"//",
        b"\x00",
        b"\xff",
        b"\xc0\x80",
        b"\xed\xa0\x80",
        b"\xef\xbb\xbf",
        b",",
        b"}",
    ),
    *(b'{"id":"a","id":"b"}', b'{"en":"a","en":5}', b'"' + b"a" * 50_000 + b'"', b"\x1b[2J", b"\xe2\x80\xae"),
)


def spoil(content: bytes, rng: Random) -> bytes:  # noqa: PLR0911 - a table of kinds
    """Break the bytes of a file."""
    kind = rng.randrange(7)
    at = rng.randrange(len(content))
    if kind == 0:
        return content[:at]
    if kind == 1:
        return rng.choice(_TEXTS)
    if kind == 2:
        # Where a value stands, something else.
        values = [found.span(1) for found in re.finditer(rb': ("[^"\\]*"|[0-9]+|\[|\{)', content)]
        start, end = rng.choice(values)
        return content[:start] + rng.choice(_TEXTS) + content[end:]
    if kind == 3:
        return content[:at] + rng.choice(_TEXTS) + content[at:]
    if kind == 4:
        return content[:at] + bytes([rng.randrange(256)]) + content[at + 1 :]
    if kind == 5:
        return b"\xef\xbb\xbf" * rng.choice((1, 2)) + content
    encoding = rng.choice(("utf-16", "utf-32", "gb18030", "utf-8"))
    return content.decode("utf-8", "replace").encode(encoding) + rng.choice(
        (b"", b"\n\n", b"x", b"\x00", content)
    )


def written(document: Any, *, escaped: bool = True) -> bytes:
    """Write a document as JSON, surrogates as they are unless `escaped`."""
    try:
        return json.dumps(document, ensure_ascii=escaped).encode("utf-8", "surrogatepass")
    except RecursionError:  # several deep values in one another: json reads no deeper than it writes
        return b"[" * 5000


def a_file(document: dict[str, Any], rng: Random) -> bytes:
    """Write a part of a dataset to a file, broken in its structure or in its bytes."""
    part = a_part(document, rng)
    if rng.random() < 0.75:
        part = change(part, rng)
    content = written(part, escaped=rng.random() < 0.5)
    return spoil(content, rng) if rng.random() < 0.25 else content

"""What is prepared when a wheel is built says the same as the dataset itself."""

import json
from pathlib import Path

import pytest

import simfaq
from simfaq import DatasetError, Faq, Matcher, bundle, loading, prepared
from simfaq.dataset import decode, parse, read
from simfaq.preparing import prepare
from simfaq.reading import PINYIN, WRITTEN, Spelling

CASES = Path(__file__).parent / "cases" / "development.json"


@pytest.fixture(scope="module")
def parsed() -> Faq:
    """Read the whole dataset file."""
    return parse(decode(read(loading.BUNDLED[0]), "faq.json"))


@pytest.fixture(scope="module")
def fresh(parsed: Faq) -> Matcher:
    """Index the whole dataset."""
    return Matcher(parsed)


def test_the_tests_see_what_is_prepared(faq: Faq) -> None:
    assert isinstance(faq, bundle.Bundle)
    assert prepared.of(faq)


def test_every_piece_of_the_dataset_is_the_same(faq: Faq, parsed: Faq) -> None:
    for name, whole in parsed._asdict().items():
        piecewise = getattr(faq, name)
        if isinstance(whole, dict):
            assert dict(piecewise) == whole, name
        elif isinstance(whole, tuple):
            assert tuple(piecewise) == whole, name
        else:
            assert piecewise == whole, name


def agree(prepared: Matcher, fresh: Matcher, *spellings: Spelling) -> None:
    """Compare all that two matchers know."""
    assert prepared.layout == fresh.layout
    for spelling in spellings:
        ours, theirs = prepared.known(spelling), fresh.known(spelling)
        assert dict(ours.figures.numbers) == theirs.figures.numbers
        assert [list(texts) for texts in ours.figures.texts] == theirs.figures.texts
        for name, values in {**theirs.figures._asdict(), **theirs.figures.inverted._asdict()}.items():
            if name not in {"numbers", "texts", "inverted"}:
                held = getattr(ours.figures, name, None) or getattr(ours.figures.inverted, name)
                assert (list(held) if hasattr(held, "__len__") else held) == (
                    list(values) if hasattr(values, "__len__") else values
                ), name
        for words, expected in zip(ours.vocabulary[:2], theirs.vocabulary[:2], strict=True):
            assert [dict(heads) for heads in words] == [dict(heads) for heads in expected]
        assert ours.vocabulary.origins == theirs.vocabulary.origins


def test_what_is_known_is_the_same(matcher: Matcher, fresh: Matcher) -> None:
    # Pinyin is written in the same way, and takes as long again: the small dataset must do.
    agree(matcher, fresh, WRITTEN)


def test_questions_are_answered_the_same(matcher: Matcher, fresh: Matcher) -> None:
    cases = json.loads(CASES.read_text("utf-8"))
    asked = [case["q"] for case in [*cases["answered"][::4], *cases["refused"][::4]]]
    for question in asked:
        if matcher.ask(question).in_pinyin:
            continue
        assert matcher.ask(question) == fresh.ask(question)


def test_any_dataset_can_be_prepared(small_file: Path, tmp_path: Path) -> None:
    store = tmp_path / "small.index"
    prepare(small_file, store)
    small = bundle.read(store, loading.label(small_file))
    whole = simfaq.load(small_file)
    assert small is not None
    assert prepared.of(small)
    agree(Matcher(small), Matcher(whole), WRITTEN, PINYIN)
    assert {name: small.entries[name] for name in small.entries} == whole.entries
    for question in (
        "泡茶几分钟",
        "pao cha ji fenzhong",
        "milk first",
        "must tea dealers register in Japan",
        "咖啡",
    ):
        assert Matcher(small).ask(question) == Matcher(whole).ask(question)


def test_a_dataset_that_cannot_be_used_is_not_prepared(tmp_path: Path) -> None:
    file, store = tmp_path / "faq.json", tmp_path / "faq.index"
    file.write_text("{}", "utf-8")
    with pytest.raises(DatasetError, match="missing"):
        prepare(file, store)
    assert not store.exists()


def test_a_changed_copy_is_not_taken_for_what_was_prepared(faq: Faq) -> None:
    assert prepared.of(faq._replace(out_of_scope=())) is None
    assert prepared.of(simfaq.load(loading.BUNDLED[1])) is None


@pytest.fixture
def copied(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """Let the bundled dataset be a small one that was never prepared."""
    file = tmp_path / "faq.json"
    document = {
        "schema_version": 1,
        "entries": [{"id": "a", "question": {"en": "Tea?"}, "answer": {"en": {"summary": "Yes."}}}],
    }
    file.write_text(json.dumps(document), "utf-8")
    monkeypatch.setattr(loading, "BUNDLED", (file,))
    return file


@pytest.mark.usefixtures("copied")
def test_a_store_of_another_dataset_is_left_alone() -> None:
    assert loading.STORE.is_file()
    assert list(simfaq.load().entries) == ["a"]


def test_a_store_of_another_version_is_left_alone(monkeypatch: pytest.MonkeyPatch) -> None:
    assert isinstance(simfaq.load(), bundle.Bundle)
    monkeypatch.setattr(loading, "__version__", "0.0.0")
    assert not isinstance(simfaq.load(), bundle.Bundle)


@pytest.mark.parametrize("content", [None, b"", b"{}\n", b'{"label": "x"}\n'])
def test_a_broken_store_is_left_alone(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, content: bytes | None
) -> None:
    if content is not None:
        (tmp_path / "faq.index").write_bytes(content)
    monkeypatch.setattr(loading, "STORE", tmp_path / "faq.index")
    assert "card-limit" in simfaq.load().entries


def test_an_empty_file_is_an_error_also_beside_a_store(copied: Path) -> None:
    copied.write_bytes(b"")
    assert loading.STORE.is_file()
    with pytest.raises(DatasetError, match="not valid JSON"):
        simfaq.load()


def test_a_dataset_is_known_by_its_content(copied: Path) -> None:
    before = loading.label(copied)
    copied.write_text(copied.read_text("utf-8") + " ", "utf-8")
    assert loading.label(copied) != before

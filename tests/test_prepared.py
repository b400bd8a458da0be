import json
from pathlib import Path

import pytest

import simfaq
from simfaq import Faq, Matcher, prepared


@pytest.fixture(scope="module")
def index(matcher: Matcher, faq: Faq, tmp_path_factory: pytest.TempPathFactory) -> Path:
    path = tmp_path_factory.mktemp("prepared") / "faq.index"
    path.write_bytes(prepared.dump(matcher.known, faq.fingerprint or ""))
    return path


def test_a_prepared_matcher_says_the_same(index: Path, matcher: Matcher, faq: Faq) -> None:
    cases = json.loads((Path(__file__).parent / "cases" / "development.json").read_text("utf-8"))
    quick = Matcher(faq, prepared.find(faq.fingerprint, index))
    for case in [*cases["answered"][::4], *cases["refused"][::4]]:
        ours, theirs = quick.ask(case["q"]), matcher.ask(case["q"])
        assert ours.verdict == theirs.verdict
        assert [m.entry.id for m in ours.matches] == [m.entry.id for m in theirs.matches]
        assert [m.score for m in ours.matches] == pytest.approx([m.score for m in theirs.matches], abs=0.01)


def test_a_question_in_pinyin_is_answered_the_same(matcher: Matcher, faq: Faq, tmp_path: Path) -> None:
    assert faq.fingerprint is not None
    file = tmp_path / "faq.pinyin.index"
    file.write_bytes(prepared.dump(matcher.known_in_pinyin, faq.fingerprint))
    known = prepared.find(faq.fingerprint, file)
    assert known is not None
    quick = Matcher(faq, matcher.known, lambda: known)
    for question in (
        "shoujika diule zenme bu",
        "yi ge ren neng ban ji zhang ka",
        "riben mai shoujika yao shiming ma",
    ):
        ours, theirs = quick.ask(question), matcher.ask(question)
        assert ours.in_pinyin
        assert [m.entry.id for m in ours.matches] == [m.entry.id for m in theirs.matches]


def test_an_index_of_another_dataset_is_left_alone(index: Path) -> None:
    assert prepared.find("1-deadbeef", index) is None
    assert prepared.find(None, index) is None


def test_an_index_of_another_version_is_left_alone(
    index: Path, faq: Faq, monkeypatch: pytest.MonkeyPatch
) -> None:
    assert prepared.find(faq.fingerprint, index) is not None
    monkeypatch.setattr(prepared, "__version__", "0.0.0")
    assert prepared.find(faq.fingerprint, index) is None


def test_without_an_index_there_is_nothing_to_find(faq: Faq, tmp_path: Path) -> None:
    assert prepared.find(faq.fingerprint, tmp_path / "faq.index") is None


def test_a_dataset_is_known_by_its_content(small_file: Path) -> None:
    before = simfaq.load(small_file).fingerprint
    small_file.write_text(small_file.read_text("utf-8") + " ", "utf-8")
    assert simfaq.load(small_file).fingerprint != before

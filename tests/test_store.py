import json
import sys
from array import array
from pathlib import Path

import pytest
from hypothesis import example, given
from hypothesis import strategies as st

from simfaq.store import Kept, KeptList, Names, Store, Strings, Writer, slots_for


@pytest.fixture
def file(tmp_path: Path) -> Path:
    writer = Writer()
    writer.array("small", array("B", [1, 2, 3]))
    writer.array("real", array("f", [0.5, -1]))
    writer.text("text", "实名 SIM")
    writer.strings("strings", ["一", "", "two"])
    writer.names("names", ["卡", "SIM", ""])
    writer.strings("none", [])
    path = tmp_path / "store"
    path.write_bytes(writer.bytes("label"))
    return path


def test_what_is_written_is_read(file: Path) -> None:
    store = Store(file, "label")
    assert list(store.array("small")) == [1, 2, 3]
    assert list(store.array("real")) == [0.5, -1]
    assert store.text("text") == "实名 SIM"
    assert list(store.strings("strings")) == ["一", "", "two"]
    assert list(store.strings("none")) == []
    names = store.names("names")
    assert {name: names[name] for name in names} == {"卡": 0, "SIM": 1, "": 2}
    assert ("no such" in names, names.get("no such")) == (False, None)
    with pytest.raises(KeyError):
        names["no such"]


@example(["?"])  # what half a surrogate pair must not be taken for
@given(st.lists(st.text(st.characters(exclude_categories=["Cs"])), unique=True))
def test_names_are_found_as_in_a_dict(texts: list[str]) -> None:
    blocks = [text.encode() for text in texts]
    starts = [sum(map(len, blocks[:n])) for n in range(len(blocks) + 1)]
    names = Names(Strings(b"".join(blocks), starts), slots_for(texts))
    expected = {text: number for number, text in enumerate(texts)}
    assert dict(names) == expected
    for wanted in ["", "a", "\ud800", *texts]:
        assert names.get(wanted) == expected.get(wanted)


def test_a_store_of_something_else_is_refused(file: Path) -> None:
    with pytest.raises(ValueError, match="other"):
        Store(file, "other")


def test_a_store_that_was_cut_off_is_refused(file: Path) -> None:
    file.write_bytes(file.read_bytes()[:-1])
    with pytest.raises(ValueError, match="label"):
        Store(file, "label")


def test_a_store_of_another_machine_is_refused(file: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(sys, "byteorder", "big" if sys.byteorder == "little" else "little")
    with pytest.raises(ValueError, match="label"):
        Store(file, "label")


@pytest.mark.parametrize("content", [b"", b"{}", b"[]\n", b"\x00\xff\n", b'"label"\n'])
def test_what_is_no_store_is_refused(tmp_path: Path, content: bytes) -> None:
    path = tmp_path / "store"
    path.write_bytes(content)
    with pytest.raises((ValueError, LookupError)):
        Store(path, "label")


def test_kept_things_are_made_once() -> None:
    made: list[int] = []

    def make(number: int) -> str:
        made.append(number)
        return json.dumps(number)

    kept, listed = Kept({"a": 0, "b": 1}, make), KeptList(2, make)
    assert ("b" in kept, "c" in kept, len(kept), list(kept), made) == (True, False, 2, ["a", "b"], [])
    assert [kept["b"], kept["b"], listed[1], listed[1]] == ["1"] * 4
    assert made == [1, 1]
    assert list(listed) == ["0", "1"]
    for wrong in (-1, 2):
        with pytest.raises(IndexError):
            listed[wrong]

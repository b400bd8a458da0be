import pytest
from hypothesis import given
from hypothesis import strategies as st

from simfaq.index import DENSE, Index, Likeness, Shortlist
from simfaq.lexicon import Lexicon, listed
from simfaq.text import features, normalise

TEA = ["How long should tea brew?", "tea brewing time", "minutes to steep green tea"]
MILK = ["Does milk go in first?", "milk before tea"]
CHINESE = ["茶要泡多久", "泡茶几分钟"]
INDEX = Index.of([TEA, MILK, CHINESE])
ALL = Shortlist(10, 10)


def rank(question: str, index: Index = INDEX) -> list[Likeness]:
    text = normalise(question)
    compared = index.compare(text, index.count(text))
    return compared.rank(compared.shortlist(range(len(index)), ALL))[0]


@pytest.mark.parametrize(
    ("question", "group"),
    [
        ("how long do I brew tea", 0),
        ("tea brewwing tmie", 0),  # typos cost little in Latin script
        ("is the milk first", 1),
        ("绿茶泡多久", 2),
        ("泡茶要几分锺", 2),
    ],
)
def test_the_likeliest_group_comes_first(question: str, group: int) -> None:
    assert rank(question)[0].group == group


def test_an_exact_phrasing_is_wholly_alike() -> None:
    best = rank("Tea brewing TIME!")[0]
    assert (best.ratio, best.place) == (1.0, TEA.index("tea brewing time"))
    assert best.bm25 == pytest.approx(1.0, abs=0.01)  # lanes hold whole numbers


def test_words_never_seen_count_against_a_match() -> None:
    assert rank("tea brewing time")[0].score > rank("tea brewing time zeppelin insurance")[0].score


def test_nothing_in_common_ranks_nothing() -> None:
    assert rank("жжж") == []
    assert rank("") == []


def test_shared_concepts_bring_phrasings_nearer() -> None:
    steeping = Lexicon(listed({"steep": "=1", "infuse": "=1"}))
    with_concepts = Index.of([TEA, MILK], features=lambda text: [*features(text), *steeping.find(text)])
    without = Index.of([TEA, MILK])
    question = "minutes to infuse"
    assert rank(question, with_concepts)[0].score > rank(question, without)[0].score


@given(st.text(max_size=40))
def test_every_part_lies_between_0_and_1(question: str) -> None:
    for likeness in rank(question):
        for part in (likeness.score, likeness.centroid, likeness.bm25, likeness.ratio):
            assert 0 <= part <= 1 + 1e-9


def test_an_empty_index_ranks_nothing() -> None:
    assert rank("tea", Index.of([])) == []


def test_groups_can_be_ranked_apart() -> None:
    compared = INDEX.compare("tea", INDEX.count("tea"))
    tea, milk = compared.rank(compared.shortlist([0], ALL), compared.shortlist([1], ALL))
    assert ([one.group for one in tea], [one.group for one in milk]) == ([0], [1])


def test_a_shortlist_has_the_likeliest_and_those_with_rare_words() -> None:
    # "oolong" is rare, and drowned in what its group says besides.
    many = [[f"tea number {n}", f"tea with {n} leaves"] for n in range(DENSE)]
    index = Index.of([*many, ["oolong", *(f"something else about cups {n}" for n in range(40))]])
    compared = index.compare("tea oolong", index.count("tea oolong"))
    groups = range(len(index))
    assert len(many) not in compared.shortlist(groups, Shortlist(3, 0))
    assert len(many) in compared.shortlist(groups, Shortlist(3, 1))

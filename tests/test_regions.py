from simfaq.lexicon import Lexicon, listed
from simfaq.model import Region
from simfaq.regions import place_names
from simfaq.text import normalise

REGIONS = [
    Region("HK", {"zh": "香港", "en": "Hong Kong"}, {"en": ("HK",)}, None),
    Region("CN", {"zh": "中国大陆", "en": "mainland China"}, {"zh": ("大陆", "深圳")}, None),
]
PLACES = Lexicon(listed(place_names(REGIONS)))


def test_finds_every_place_by_name_and_alias() -> None:
    assert PLACES.find(normalise("HK居民在深圳办卡")) == ["HK", "CN"]


def test_finds_a_place_in_traditional_characters() -> None:
    assert PLACES.find(normalise("大陸電話卡")) == ["CN"]


def test_no_place() -> None:
    assert PLACES.find(normalise("一个人能办几张卡")) == []

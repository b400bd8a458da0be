"""A dataset with one of everything, small enough to reason about."""

from typing import Any

SMALL: dict[str, Any] = {
    "schema_version": 1,
    "title": {"en": "tea questions", "zh": "茶的问答"},
    "default_region": "CN",
    "disclaimer": {"en": "Only tea.", "zh": "仅供参考。"},
    "topics": [{"id": "tea", "title": {"en": "Tea", "zh": "茶"}}],
    "sources": [
        {
            "id": "iso-3103",
            "title": {"en": "Tea: preparation of liquor", "zh": "茶汤的制备"},
            "number": {"en": "ISO 3103", "zh": "ISO 3103"},
            "url": "https://www.iso.org/standard/73224.html",
        }
    ],
    "regions": [
        {"code": "CN", "name": {"en": "China", "zh": "中国"}},
        {"code": "GB", "name": {"en": "United Kingdom", "zh": "英国"}, "aliases": {"en": ["UK", "British"]}},
        {
            "code": "JP",
            "name": {"en": "Japan", "zh": "日本"},
            "rule": {
                "registration": "yes",
                "summary": {"en": "Yes. Tea dealers in Japan register.", "zh": "要。在日本卖茶须登记。"},
                "documents": {"en": "a seal", "zh": "印章"},
                "limit": {"en": "two shops", "zh": "两家店"},
                "limit_count": 2,
                "since": {"en": "1900", "zh": "1900年"},
                "source": {"en": "Tea Office notice", "zh": "茶务处公告"},
                "year": 2020,
                "url": "https://www.iso.org/tea.html",
                "basis": "official",
                "confidence": "verified",
            },
        },
        {
            "code": "KR",
            "name": {"en": "South Korea", "zh": "韩国"},
            "aliases": {"en": ["Korea"]},
            "rule": {"registration": "no", "confidence": "memory"},
        },
    ],
    "region_questions": {
        "en": ["Must tea dealers register in {place}?", "registration of a tea shop in {place}"],
        "zh": ["{place}卖茶要登记吗", "在{place}开茶馆需要登记吗"],
    },
    "official_hosts": ["www.iso.org"],
    "synonyms": [["brew", "steep"], ["泡", "沏"]],
    "origin_words": {"en": ["passport", "guest"]},
    "out_of_scope": [
        {
            "id": "coffee",
            "hint": {"en": "Ask a barista.", "zh": "请问咖啡师。"},
            "questions": {
                "en": ["how long should I brew coffee", "coffee brewing time", "how hot should coffee be"],
                "zh": ["咖啡要泡多久", "咖啡用多少度的水"],
            },
        }
    ],
    "entries": [
        {
            "id": "brewing-time",
            "topic": "tea",
            "region": "CN",
            "question": {"en": "How long should tea brew?", "zh": "茶要泡多久?"},
            "variants": {
                "en": ["tea brewing time", "minutes to steep green tea", "when is my tea ready to drink"],
                "zh": ["泡茶几分钟", "绿茶泡多长时间", "茶叶泡多久可以喝"],
            },
            "answer": {
                "en": {
                    "summary": "Six minutes.",
                    "details": ["The standard says so."],
                    "steps": ["Pour.", "Wait."],
                },
                "zh": {"summary": "六分钟。", "details": ["标准这样规定。"], "steps": ["倒水。", "等待。"]},
            },
            "basis": "official",
            "citations": [{"source": "iso-3103", "locator": {"en": "clause 7", "zh": "第7条"}}],
            "related": ["milk"],
            "reviewed": "2026-01-02",
        },
        {
            "id": "milk",
            "topic": "tea",
            "region": "GB",
            "question": {"en": "Does milk go in first in the UK?"},
            "variants": {"en": ["milk before tea in Britain", "British tea with milk", "pour milk first"]},
            "answer": {"en": {"summary": "Milk may go in first."}},
            "basis": "practice",
            "claim_verdict": "partly",
        },
    ],
}

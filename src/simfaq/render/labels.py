"""The program's own words, in the languages it speaks."""

from collections.abc import Mapping

from simfaq.page import Reference

# Where a dataset speaks another language, the program's own words are English.
_LABELS: Mapping[str, Mapping[str, str]] = {
    "zh": {
        "colon": "：",
        "footing": "依据与出处",
        "basis": "依据",
        "sources": "出处",
        "reviewed": "核对日期",
        "related": "相关问题",
        "steps": "步骤",
        "claim": "说法",
        "region": "适用地区",
        "asked": "你问的是",
        "law": "法律法规",
        "official": "主管部门规定",
        "operator": "运营商条款",
        "practice": "通行做法，没有查到明文规定",
        "unverified": "尚未核实",
        "true": "属实",
        "partly": "部分属实",
        "false": "不属实",
        "unproven": "没有依据",
        "suggest": "不确定“{question}”问的是哪一个。你要问的是不是：",
        "none": "没有找到能可靠回答“{question}”的条目。",
        "scope": "这里回答的是：{title}。用 simfaq list 看看有哪些问题。",
        "untitled_scope": "用 simfaq list 看看有哪些问题。",
        "show_hint": "用 simfaq show 编号 查看全文",
        "untranslated": "条目 {id} 没有所要求语言的文本",
        "place": "地区",
        "required": "实名",
        "yes": "要",
        "no": "不要",
        "partial": "部分要",
        "planned": "拟实行",
        "unknown": "不详",
        "confidence": "把握",
        "verified": "有出处",
        "uncertain": "存疑",
        "memory": "未核实",
        "source": "出处",
        "doubtful": "带?的没有查到可靠出处",
        "rules_hint": "simfaq rules 地区名 看一个地区的详情，几个地区名一起写可以对照",
        "prompt": "请输入问题（空行或 Ctrl-D 退出）",
    },
    "en": {
        "colon": ": ",
        "footing": "What this rests on",
        "basis": "Basis",
        "sources": "Sources",
        "reviewed": "Reviewed",
        "related": "Related questions",
        "steps": "Steps",
        "claim": "Claim",
        "region": "Holds for",
        "asked": "You asked",
        "law": "law or regulation",
        "official": "rule of the authority",
        "operator": "operator's own terms",
        "practice": "common practice; no written rule found",
        "unverified": "not verified",
        "true": "true",
        "partly": "partly true",
        "false": "false",
        "unproven": "unproven",
        "suggest": "Not sure what “{question}” is about. Did you mean:",
        "none": "Nothing here reliably answers “{question}”.",
        "scope": "Covered here: {title}. simfaq list shows the questions.",
        "untitled_scope": "simfaq list shows the questions.",
        "show_hint": "simfaq show ID shows one in full",
        "untranslated": "entry {id} has no text in the language asked for",
        "place": "Place",
        "required": "ID?",
        "yes": "yes",
        "no": "no",
        "partial": "partly",
        "planned": "planned",
        "unknown": "unknown",
        "confidence": "Certainty",
        "verified": "sourced",
        "uncertain": "doubtful",
        "memory": "unchecked",
        "source": "Source",
        "doubtful": "?: no reliable source was found",
        "rules_hint": "simfaq rules PLACE shows one in full; several places are set side by side",
        "prompt": "Type a question (an empty line or Ctrl-D leaves)",
    },
}

# A question is echoed with at most this many characters.
ECHO = 80


def label(language: str, key: str, **values: str) -> str:
    """Return one of the program's own words or sentences, with `values` filled in."""
    text = _LABELS.get(language, _LABELS["en"])[key]
    return text.format(**values) if values else text


def brief(question: str) -> str:
    """Shorten a question for an echo; a long one keeps its end, where a story asks what it wants to know."""
    return question if len(question) <= ECHO else f"…{question[1 - ECHO :]}"


def cite(reference: Reference, language: str) -> str:
    """Write a reference on one line, as each language does."""
    if language == "zh":
        number = f"（{reference.number}）" if reference.number else ""
        return f"{reference.title}{number}{reference.locator}"
    number = f" ({reference.number})" if reference.number else ""
    return f"{reference.title}{number}" + (f", {reference.locator}" if reference.locator else "")

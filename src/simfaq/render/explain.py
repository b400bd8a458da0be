"""Why a question got its verdict: the parts of the score, for people who tune a dataset."""

from typing import Any

from simfaq import judging
from simfaq.index import BM25_WEIGHT, CENTROID_WEIGHT, RATIO_WEIGHT
from simfaq.judging import Match
from simfaq.matching import Outcome
from simfaq.model import Verdict


def explain(found: Outcome) -> dict[str, Any]:
    """Return all that the verdict was reached by, ready for JSON; likenesses run 0-1."""
    return {
        "reason": reason(found),
        "thresholds": {"answer_from": judging.ANSWER_FROM, "suggest_from": judging.SUGGEST_FROM},
        "read_as": "pinyin" if found.in_pinyin else "written",
        "places": sorted(found.places),
        "rival": None
        if found.rival is None
        else {
            "id": found.rival.subject.id,
            "likeness": _rounded(found.rival.likeness.score),
            "claim": _rounded(found.rival.claim),
            "phrasing": found.rival.phrasing,
        },
        "matches": [_match(match) for match in found.matches],
    }


def reason(found: Outcome) -> str:
    """Say in one sentence why the verdict is what it is."""
    if not found.matches:
        return "no entry for the place shares anything with the question"
    best = found.matches[0]
    rival = found.rival.likeness if found.rival else None
    if rival and rival.ratio >= judging.NEAR_EXACT and best.score == 0:
        return "an out-of-scope example is asked word for word"
    if best.score == judging.NEAR_EXACT_SCORE and best.likeness.ratio >= judging.NEAR_EXACT:
        return f"a phrasing of {best.entry.id} is asked word for word"
    if found.tied:
        second = found.matches[1].entry.id if len(found.matches) > 1 else "the next entry"
        return f"{best.entry.id} and {second} are too close to choose between"
    if best.score >= judging.ANSWER_FROM and found.verdict == Verdict.SUGGEST:
        return f"the objection, {best.objection:.1f}, is stronger than {judging.OBJECTION_LIMIT:g}"
    bounds = {
        Verdict.ANSWER: f"reaches {judging.ANSWER_FROM:g}",
        Verdict.SUGGEST: f"lies below {judging.ANSWER_FROM:g}",
        Verdict.NONE: f"lies below {judging.SUGGEST_FROM:g}",
    }
    return f"the best score, {best.score:.1f}, {bounds[found.verdict]}"


def lines(found: Outcome) -> list[str]:
    """Write the explanation for people, a fact a line."""
    told = explain(found)
    shown = [
        f"verdict: {found.verdict} ({told['reason']})",
        f"thresholds: answer from {judging.ANSWER_FROM:g}, suggest from {judging.SUGGEST_FROM:g}",
        f"read as: {told['read_as']}",
        f"places named: {', '.join(told['places']) or 'none'}; answered for: {found.region or 'anywhere'}",
    ]
    if rival := told["rival"]:
        shown.append(
            f"rival: {rival['id']} {rival['likeness']}, claim {rival['claim']} “{rival['phrasing']}”"
        )
    for match in told["matches"]:
        parts = match["parts"]
        likeness = (
            f"{CENTROID_WEIGHT} × centroid {parts['centroid']} + {BM25_WEIGHT} × bm25 {parts['bm25']} + "
            f"{RATIO_WEIGHT} × ratio {parts['ratio']}"
        )
        shown += [
            f"{match['id']}: score {match['score']} by “{match['phrasing']}”",
            f"  likeness {match['likeness']} = ({likeness}) × fit {parts['fit']}",
            f"  objection {parts['objection']}",
        ]
    return shown


def _match(match: Match) -> dict[str, Any]:
    parts = match.likeness
    return {
        "id": match.entry.id,
        "score": round(match.score, 1),
        "likeness": _rounded(match.strength),
        "parts": {
            "centroid": _rounded(parts.centroid),
            "bm25": _rounded(parts.bm25),
            "ratio": _rounded(parts.ratio),
            "fit": _rounded(match.fit),
            "objection": _rounded(match.objection),
        },
        "phrasing": match.phrasing,
    }


def _rounded(value: float) -> float:
    return round(value, 3)

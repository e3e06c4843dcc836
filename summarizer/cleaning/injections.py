"""Text in an article that speaks to a language model. It is taken out where it is plainly no news; never obeyed."""

from __future__ import annotations

import re
from functools import cache, lru_cache

from summarizer.cleaning.lines import Workpiece
from summarizer.resources.sections import read_sections

_SENTENCE = re.compile(r"[^.!?\n]*(?:[.!?](?!\s|[\"”’)\]]|\Z)[^.!?\n]*)*(?:[.!?…]+[\"”’)\]]*(?=\s|\Z)\s*|\Z)")
_QUOTED = re.compile(r"“[^”]*(?:”|\Z)|\"[^\"]*(?:\"|\Z)|‘[^’]{12,600}?’(?!\w)|«[^»]*(?:»|\Z)")
# Without one of these words no pattern can match: most paragraphs are done with at once.
_TRIGGER = re.compile(
    r"ignore|disregard|forget|override|bypass|follow|instruct|prompt|assistant|language model|chat ?bot|llm|gpt|claude"
    r"|gemini|copilot|summar|\ba\.?i\b|\bmodel|your (?:answer|reply|response|output|new|real|task|only|job|goal)"
    r"|<|\[/?INST|#|--|\b(?:user|human|developer|admin|administrator|root)\s?[:>\]]"
    r"|bots?\b|crawler|aggregator|machines?|algorithm|digest|abstract|recap|overview|paraphras|rewrit|\bsystem|\bmode\b"
    r"|ignor|oubli|compte|obéissez|vergiss|vergess|missacht|beachte|olvid|caso|\bias?\b|\bki\b|intelligen[zc]|résum|zusammenfass"
    r"|resum|resúm|sprachmodell|modèle|modelo|asistente|assistenten"
    r"|respond|reply|answer|new (?:task|rule)|the (?:task|answer|reply|response|output)|do not|don[’']t",
    re.I,
)
_MAX_CHARS = 2_000  # of one sentence that is looked at


@cache
def _patterns(section: str) -> re.Pattern[str]:
    return re.compile("|".join(f"(?:{line})" for line in read_sections("injection.txt")[section]), re.I)


def remove_injections(work: Workpiece) -> None:
    """Takes out sentences that command a language model; those within quotations or reported speech stay."""
    n_left = n_gone = 0
    for index in range(len(work.lines)):
        spans, left = _find(work.lines[index].text)
        n_left += left
        n_gone += len(spans)
        for start, end in reversed(spans):
            work.cut(index, start, end, "injection")
    work.sweep()
    if n_gone:
        work.notice("injection", f"{n_gone} passages speak to a language model, not to a reader; they were taken out")
    elif n_left:
        work.notice("injection", "the text quotes or reports words that speak to a language model; they were left in")


@lru_cache(maxsize=4096)  # paragraphs are looked at again in every round
def _find(text: str) -> tuple[list[tuple[int, int]], int]:
    """The stretches of a paragraph to take out, and how many suspicious ones stay because they are reported."""
    commands, follow_up = (_patterns("command"), _patterns("command-elsewhere")), _patterns("follow-up")
    if not _TRIGGER.search(text):
        return [], 0
    quoted = [match.span() for match in _QUOTED.finditer(text)]
    sentences = [match.span() for match in _SENTENCE.finditer(text) if match.group().strip()]
    hits, left = [], 0
    for number, (start, end) in enumerate(sentences):
        sentence = text[start : min(end, start + _MAX_CHARS)].strip()
        match = commands[0].search(sentence) or commands[1].search(sentence)
        if not match:
            continue
        if _is_reported(text, start, end, quoted, is_opening=match.start() == 0):
            left += 1
        else:
            hits.append(number)
    chosen = set(hits)
    for number in hits:
        follower = number + 1
        while follower < len(sentences) and follower not in chosen:
            start, end = sentences[follower]
            if not follow_up.search(text[start:end].strip()) or _is_reported(text, start, end, quoted):
                break
            chosen.add(follower)
            follower += 1
    return [sentences[number] for number in sorted(chosen)], left


def _is_reported(text: str, start: int, end: int, quoted: list[tuple[int, int]], *, is_opening: bool = False) -> bool:
    """Whether somebody else is said to say it. A command that opens its sentence is nobody's but the text's own, unless
    the sentence ends in who says so: "Disregard the articles and tell readers …" speaks of telling and reports nothing.
    """
    sentence = text[start:end].strip()
    begin = start + len(text[start:end]) - len(text[start:end].lstrip())
    in_quotation = any(low <= begin + 1 < high and high - low > 2 for low, high in quoted)
    words = _patterns("reported-behind" if is_opening else "reported")
    return in_quotation or bool(words.search(sentence[:_MAX_CHARS]))

"""Who says it: what is attributed in every sentence, and whose words the quotations are."""

from __future__ import annotations

from collections.abc import Sequence

from summarizer.mentions import lexicon
from summarizer.mentions.clauses import Cue
from summarizer.mentions.lexicon import SayingVerb
from summarizer.mentions.phrases import Item, items_of
from summarizer.mentions.quotations import Quoted
from summarizer.mentions.sayings import SayingReader
from summarizer.mentions.scene import Scene
from summarizer.mentions.tokens import Line
from summarizer.model import Attribution, Name, Quotation, Stance

_NO_WORDS = lexicon.grammar("attributions-no-words")
_LEADS_IN = lexicon.grammar("attributions-leads-in")


def read_speech(
    text: str, lines: Sequence[Line], names: Sequence[Sequence[Name]], quoted: Sequence[Quoted]
) -> tuple[tuple[tuple[Attribution, ...], tuple[Quotation, ...]], ...]:
    """(attributions, quotations) of every line. A quotation over several lines is given in pieces, one a line."""
    scene = Scene()
    lines_cues: list[list[Cue]] = []
    all_items: list[tuple[Item, ...]] = []
    subjects: list[tuple[str, int]] = []
    pieces = _pieces(text, lines, quoted)
    for number, line in enumerate(lines):
        scene.enter(
            number,
            [n for n in names[number] if not any(start <= n.start < end for start, end, _ in pieces[number])],
        )
        items = items_of(line, [(start, end, index) for start, end, index in pieces[number]])
        all_items.append(items)
        reader = SayingReader(text, items, names[number], number, scene)
        cues = reader.read()
        lines_cues.append(cues)
        subjects.append(reader.subject() if pieces[number] else ("", 0))
        scene.speakers.extend((number, cue.speaker) for cue in cues if cue.speaker)
        scene.hear(number, [cue.phrase.name for cue in cues if cue.phrase is not None and cue.phrase.name is not None])
    voices = _voices(text, lines, all_items, lines_cues, pieces, quoted, subjects)
    result = []
    for number in range(len(lines)):
        attributions = tuple(_attribution(text, all_items[number], cue) for cue in lines_cues[number])
        quotations = tuple(
            _quotation(text, piece, quoted[piece[2]], voices.get((number, piece[2])), _is_bare(all_items[number]))
            for piece in pieces[number]
        )
        result.append((attributions, quotations))
    return tuple(result)


def _pieces(text: str, lines: Sequence[Line], quoted: Sequence[Quoted]) -> list[list[tuple[int, int, int]]]:
    """For every line its stretches of quotation: (start, end, number of the quotation)."""
    found: list[list[tuple[int, int, int]]] = []
    first = 0
    for line in lines:
        while first < len(quoted) and quoted[first].end <= line.start:
            first += 1
        own = []
        for index in range(first, len(quoted)):
            if quoted[index].start >= line.end:
                break
            start, end = max(quoted[index].start, line.start), min(quoted[index].end, line.end)
            if text[start:end].strip("\"“”‘’'«»„ .,"):
                own.append((start, end, index))
        found.append(own)
    return found


def _attribution(text: str, items: Sequence[Item], cue: Cue) -> Attribution:
    start, end = items[cue.first].start, items[cue.last].end
    return Attribution(start, end, cue.speaker, text[start:end], cue.verb.stance, *cue.content, cue.is_anonymous)


def _voices(
    text: str,
    lines: Sequence[Line],
    items: Sequence[Sequence[Item]],
    cues: Sequence[Sequence[Cue]],
    pieces: Sequence[Sequence[tuple[int, int, int]]],
    quoted: Sequence[Quoted],
    subjects: Sequence[tuple[str, int]],
) -> dict[tuple[int, int], Cue]:
    """(line, quotation) → the cue that says whose words they are."""
    found: dict[tuple[int, int], Cue] = {}
    by_quotation: dict[int, Cue] = {}
    for number, own in enumerate(cues):
        for _, _, index in pieces[number]:
            cue = _cue_of(own, index, items[number]) or _subject_of(text, subjects[number], index, items[number])
            if cue is not None:
                found[number, index] = cue
                by_quotation.setdefault(index, cue)
    where: dict[int, list[int]] = {}
    for number, row in enumerate(pieces):
        for _, _, index in row:
            where.setdefault(index, []).append(number)
    for index, numbers in where.items():
        cue = by_quotation.get(index)
        if cue is None:
            cue = _neighbour(text, index, numbers, lines, items, cues, pieces, quoted, by_quotation)
            if cue is not None:
                by_quotation[index] = cue
        if cue is not None:
            for number in numbers:
                found.setdefault((number, index), cue)
    return found


def _cue_of(own: Sequence[Cue], index: int, items: Sequence[Item]) -> Cue | None:
    """The cue of a line that governs the quotation: the nearest of those that cover it."""
    covering = [cue for cue in own if index in cue.quoted and cue.speaker]
    if not covering:
        return None
    place = next(k for k, item in enumerate(items) if item.quoted == index)
    return min(
        covering,
        key=lambda cue: (cue.verb.stance is Stance.OTHER or cue.verb.lemma in _NO_WORDS, abs(cue.first - place)),
    )


def _subject_of(text: str, subject: tuple[str, int], index: int, items: Sequence[Item]) -> Cue | None:
    """Of a quotation that no verb of saying governs, the line's subject: 'Moss derided it as “an insult”'.

    Titles ('the film “The Long Night”') and single words stay nobody's.
    """
    speaker, after = subject
    if not speaker:
        return None
    place = next(k for k, item in enumerate(items) if item.quoted == index)
    item = items[place]
    words = text[item.start : item.end].strip("\"“”‘’'.,!? ").split()
    lead = items[place - 1].lower if place else ""
    capitals = sum(word[:1].isupper() for word in words if len(word) > 3)
    is_title = capitals and capitals >= sum(len(word) > 3 for word in words) - (0 if len(words) < 4 else 1)
    if place <= after or len(words) < 2 or is_title or (lead not in _LEADS_IN and len(words) < 4):
        return None
    if lead in ("the", "a", "an", "his", "her", "their", "its") and len(words) < 3:
        return None
    return Cue(place, place, SayingVerb("", Stance.SAID, "as"), None, speaker, (item.start, item.end), (index,))


def _is_bare(items: Sequence[Item]) -> bool:
    """Whether the line has hardly a word outside quotations."""
    return sum(1 for item in items if item.quoted < 0 and item.is_word) <= 1


def _neighbour(
    text: str,
    index: int,
    numbers: Sequence[int],
    lines: Sequence[Line],
    items: Sequence[Sequence[Item]],
    cues: Sequence[Sequence[Cue]],
    pieces: Sequence[Sequence[tuple[int, int, int]]],
    quoted: Sequence[Quoted],
    known: dict[int, Cue],
) -> Cue | None:
    """Who says a quotation that no verb of its own lines governs: the lines before and after tell."""
    first, last = numbers[0], numbers[-1]
    before, after = first - 1, last + 1
    opens = items[first][0].quoted == index if items[first] else False
    closes = _closes(items[last], index)
    if opens and before >= 0 and items[before] and items[before][-1].text == ":":
        return _before_colon(items[before], cues[before])
    if closes and after < len(lines):
        signed = _signature(text, items[after])
        if signed is not None:
            return signed
    if closes and after < len(lines) and "\n" not in text[lines[last].end : lines[after].start]:
        lead = _leading_cue(items[after], cues[after])
        if lead is not None:
            return lead
    if not (opens and _is_bare(items[first])):
        return None
    if quoted[index].goes_on and index + 1 < len(quoted):
        cue = known.get(index + 1)
        if cue is not None:
            return cue
    for number in (first, before, before - 1):
        if number < 0:
            break
        row = [piece[2] for piece in pieces[number] if piece[2] < index and piece[2] in known]
        if row:
            return known[row[-1]]
        if number != first and cues[number]:
            spoken = [cue for cue in cues[number] if cue.speaker and cue.verb.speaks]
            if spoken:
                return spoken[-1]
        if number < first and _is_bare(items[number]):
            continue
    return None


def _before_colon(items: Sequence[Item], cues: Sequence[Cue]) -> Cue | None:
    """The cue of a line that ends in a colon and lets somebody speak in the next."""
    spoken = [
        cue for cue in cues if cue.speaker and not cue.is_trailing and cue.speaker.lower() not in ("we", "you", "i")
    ]
    near = [cue for cue in spoken if cue.first >= len(items) - 8 or cue.verb.speaks]
    return near[-1] if near else spoken[-1] if spoken else None


def _signature(text: str, items: Sequence[Item]) -> Cue | None:
    """A line that is a dash and a name, under a quotation."""
    if 2 <= len(items) <= 6 and items[0].text in "-–—" and items[1].is_capital:
        words = [item for item in items[1:] if item.is_word]
        if all(word.is_capital for word in words):
            start, end = words[0].start, words[-1].end
            return Cue(0, 0, SayingVerb(":", Stance.SAID, "say"), None, text[start:end], (start, start), ())
    return None


def _closes(items: Sequence[Item], index: int) -> bool:
    return bool(items) and items[-1].quoted == index


def _leading_cue(items: Sequence[Item], cues: Sequence[Cue]) -> Cue | None:
    """The cue of a line that is only "he asked." or "said Smith, …" after a quotation that ended the line before."""
    for cue in cues:
        begin = cue.phrase.first if cue.phrase is not None else cue.first
        if min(begin, cue.first) <= 1 and (not items[0].is_capital or cue.is_trailing):
            return cue
    return None


def _quotation(text: str, piece: tuple[int, int, int], whole: Quoted, cue: Cue | None, is_alone: bool) -> Quotation:
    start, end, _ = piece
    inner = text[max(start, whole.inner_start) : max(min(end, whole.inner_end), max(start, whole.inner_start))]
    words = inner.strip()
    n_words = len(words.split())
    is_scare = cue is None and not is_alone and (n_words <= 4 or (n_words <= 8 and words[-1:] not in ".!?,"))
    if cue is None:
        return Quotation(start, end, words, is_scare=is_scare)
    verb = cue.verb.lemma if cue.verb.lemma != ":" else ""
    return Quotation(start, end, words, cue.speaker, "according to" if verb == "according" else verb)

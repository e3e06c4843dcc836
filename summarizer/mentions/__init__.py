"""What is said in a sentence: figures, quotations, names, dates, attributions, modality."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date

from summarizer.mentions.attributions import read_speech
from summarizer.mentions.currencies import is_one_currency
from summarizer.mentions.dates import find_dates
from summarizer.mentions.figures import find_figures
from summarizer.mentions.habits import read_habits
from summarizer.mentions.modality import find_modality
from summarizer.mentions.names import find_names
from summarizer.mentions.nouns import plural, singular
from summarizer.mentions.numbers import Context
from summarizer.mentions.quotations import Quoted, find_quoted
from summarizer.mentions.tokens import read_lines
from summarizer.model import Mentions

__all__ = ["Quoted", "find_dates", "find_mentions", "find_quoted", "is_one_currency", "plural", "singular"]


def find_mentions(text: str, spans: Sequence[tuple[int, int]], published: date | None = None) -> tuple[Mentions, ...]:
    """What is found in each sentence of a text; `spans` are its sentences in order, offsets index `text`.

    The whole text is read at once, so that pronouns, surnames and quotations over several sentences find their
    names. A quotation over several sentences is given in pieces, each within its sentence, with the same speaker;
    one inside another is part of the outer one. `published` resolves "Tuesday" and "today".

    >>> text = "“We will sign,” Ada Moss said on Tuesday. About 40 people cheered."
    >>> first, second = find_mentions(text, [(0, 41), (42, 66)])
    >>> first.quotations[0].speaker, second.figures[0].text, second.figures[0].counted
    ('Ada Moss', 'About 40', 'person')
    """
    lines = read_lines(text, spans)
    names = find_names(text, lines)
    quoted = find_quoted(text)
    speech = read_speech(text, lines, names, quoted)
    all_dates = find_dates(text, spans, published, quoted)
    habits = read_habits(text)
    found: list[Mentions] = []
    for number, line in enumerate(lines):
        dates = all_dates[number]
        attributions, quotations = speech[number]
        found.append(
            Mentions(
                figures=find_figures(text, line, dates, Context(habits, found[-1].figures if found else ())),
                quotations=quotations,
                names=names[number],
                dates=dates,
                attributions=attributions,
                modality=find_modality(text, line, attributions, quotations),
            )
        )
    return tuple(found)

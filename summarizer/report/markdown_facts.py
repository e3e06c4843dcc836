"""The facts of a story as Markdown: the sections that a summary's report shows, and a sheet of facts by itself."""

from __future__ import annotations

from collections.abc import Iterable, Sequence

from summarizer.model import (
    Disagreement,
    DisagreementKind,
    Fact,
    FactReport,
    Facts,
    FactSheet,
    Notice,
    Story,
    TimelineEntry,
    Utterance,
)
from summarizer.report import fact_rows
from summarizer.report.days import day_in_words
from summarizer.report.fact_rows import Repeated, StatedRow, Superseded
from summarizer.report.markdown_text import bullets, heading, md, md_inside, named, table
from summarizer.report.wording import (
    NO_TITLE,
    NOT_NAMED,
    counted,
    facts_line,
    left_out_line,
    notes_of,
    past,
)

N_LEFT_OUT = 15  # what an editor reads through; the rest is counted
N_OF_A_DAY = 3  # on one day of a timeline: the day of the event alone can fill pages
NOTHING = "None found."


def render_fact_sheets(report: FactReport) -> str:
    """The facts of each story, every one of them."""
    if not report.sheets:
        return "No article held a sentence to read.\n" + "".join(bundle_notices(report.notices))
    parts = ["\n".join(_sheet(sheet)) for sheet in report.sheets]
    return "\n\n---\n\n".join(parts) + "\n" + "".join(bundle_notices(report.notices))


def _sheet(sheet: FactSheet) -> Iterable[str]:
    story, facts = sheet.story, sheet.facts
    yield f"# {md(story.title or NO_TITLE)}"
    yield ""
    yield f"*{facts_line(sheet)}*"
    yield from disagreements(story, facts)
    yield from revisions(story, facts)
    if sheet.left_out is not None:
        yield from left_out(story, sheet.left_out, n_at_most=len(sheet.left_out))
        if not sheet.left_out:
            yield from (*heading("Left out"), "Nothing: the summary tells every fact.")
    yield from heading("Facts")
    yield from [f"- {_fact(story, fact)}" for fact in facts.facts] or [NOTHING]
    yield from heading("Quotations")
    yield from [line for utterance in facts.utterances for line in _utterance(story, utterance)] or [NOTHING]
    yield from heading("Timeline")
    yield from list(_timeline(story, facts, n_of_a_day=len(facts.timeline))) or [NOTHING]
    yield from heading("Figures")
    yield from list(_figures(story, facts)) if facts.figures else [NOTHING]
    yield from heading("People, organisations and places")
    yield from list(_names(facts)) or [NOTHING]
    yield from sources(story)
    yield from notes(story, facts, sheet.notices)


# ---------------------------------------------------------------------------------- disagreements


def disagreements(story: Story, facts: Facts) -> Iterable[str]:
    """A section for each thing on which the articles disagree: a wording that picks no side, and who says what."""
    for disagreement in facts.disagreements:
        yield from heading(f"{fact_rows.title_of(disagreement)}: {md(disagreement.subject)}")
        yield from (md(disagreement.wording), "")
        yield from _disagreement_table(story, disagreement)


def revisions(story: Story, facts: Facts) -> Iterable[str]:
    """A section for each figure that was corrected or replaced by a later one: from what to what, by whom."""
    for revision in facts.revisions:
        how = fact_rows.revised(story, revision)
        yield from heading(f"{fact_rows.title_of_revision(revision)}: {md(revision.subject)}")
        told = f"{'Corrected from' if how.is_corrected else 'From'} {md(', '.join(how.old))}"
        told += f" to {md(', '.join(how.new))}" if how.new else ""
        yield from (told + (f" by {named(how.by)}" if how.by else "") + ".", "")
        yield from _disagreement_table(story, revision)


def _disagreement_table(story: Story, disagreement: Disagreement) -> Iterable[str]:
    rows = fact_rows.stated_rows(story, disagreement)
    shared = ("who says so", "as of", "outlet", "copy of")
    if disagreement.kind is DisagreementKind.FIGURE:
        figures = [(_struck(row.said, row.superseded), row.hedge, md(row.of_what), *_stated_by(row)) for row in rows]
        return table(("figure", "hedge", "of what", *shared), figures)
    if not any(row.passage for row in rows):
        verbatim = [(f"{row.side}", _struck(row.said, row.superseded), *_stated_by(row)) for row in rows]
        return table(("side", "what is said", *shared), verbatim)
    claims = [(f"{row.side}", _struck(row.said, row.superseded), md(row.passage), *_stated_by(row)) for row in rows]
    return table(("side", "what is said", "in its words", *shared), claims)


def _stated_by(row: StatedRow) -> tuple[str, str, str, str]:
    as_of = day_in_words(row.as_of) if row.as_of else ""
    return md(row.who or NOT_NAMED), as_of, named(row.article), _copied(row.copy_of)


def _copied(repeated: Repeated | None) -> str:
    """ "CNN [1] (version)": whose text it is; a plain copy needs no word for how."""
    if repeated is None:
        return ""
    return named(repeated.article) + ("" if repeated.how == "copy" else f" ({repeated.how})")


def _struck(text: str, superseded: Superseded | None) -> str:
    """What is said; what no longer holds is struck through and told in words, which a terminal shows as well."""
    if superseded is None:
        return md_inside(text)
    return f"~~{md(text)}~~ ({superseded.how}{f' by {named(superseded.by)}' if superseded.by else ''})"


# -------------------------------------------------------------- quotations, timeline, left out


def quotations(story: Story, facts: Facts) -> Iterable[str]:
    """What the articles quote in more than one wording."""
    several = fact_rows.in_several_wordings(facts)
    if several:
        yield from heading("Quotations in several wordings")
        for utterance in several:
            yield from _utterance(story, utterance)


def _utterance(story: Story, utterance: Utterance) -> Iterable[str]:
    """The speaker, and the wordings one below the other with verb, venue and outlet."""
    yield f"- **{md(utterance.speaker or 'Speaker not named')}**"
    beside = {variant.span.article_id for variant in utterance.variants}
    for variant in utterance.variants:
        article_id = variant.span.article_id
        repeated = fact_rows.copy_of(story, article_id, beside)
        told = " ".join(part for part in (past(variant.verb), variant.venue) if part)
        where = named(story.article(article_id)) + (
            f", {repeated.how} of {named(repeated.article)}" if repeated else ""
        )
        yield f"  - “{md(variant.words)}”" + (f" ({md(told)})" if told else "") + f" — {where}"


def timeline(story: Story, facts: Facts) -> Iterable[str]:
    """What happened when, with the article that tells it; of one day, the most important."""
    if facts.timeline:
        yield from heading("Timeline")
        yield from _timeline(story, facts, n_of_a_day=N_OF_A_DAY)


def _timeline(story: Story, facts: Facts, n_of_a_day: int) -> Iterable[str]:
    for day in fact_rows.days_of(facts.timeline):
        yield f"- **{day.words}**"
        for entry in fact_rows.by_hour(day.entries[:n_of_a_day]):
            yield f"  - {_entry(story, facts, entry)}"
        if len(day.entries) > n_of_a_day:
            yield f"  - … and {len(day.entries) - n_of_a_day} more"


def _entry(story: Story, facts: Facts, entry: TimelineEntry) -> str:
    pieces = [_struck(text, superseded) for text, superseded in fact_rows.in_pieces(story, facts, entry)]
    planned = "*planned:* " if entry.is_planned else ""
    planned = "*day guessed:* " + planned if entry.is_guessed else planned
    return f"{planned}{''.join(pieces).strip()} — {named(story.article(entry.span.article_id))}"


def left_out(story: Story, missing: Sequence[Fact], n_at_most: int = N_LEFT_OUT) -> Iterable[str]:
    """The facts that a summary does not tell, those of most independent origins first."""
    if missing:
        yield from heading(f"Left out ({len(missing)})")
        yield from (left_out_line(tuple(missing), story), "")
        yield from bullets([_fact(story, fact) for fact in missing], n_at_most)


def _fact(story: Story, fact: Fact) -> str:
    told = "; ".join(part for part in (fact_rows.origins_of(story, fact), fact_rows.told_how(fact)) if part)
    passages = fact_rows.one_an_article(story, (fact.lead, *fact.evidence))
    return f"{md(fact.text)} {''.join(f'[{article.number}]' for article, _ in passages)} ({md(told)})"


# ----------------------------------------------------------------- figures, names, sources, notes


def _figures(story: Story, facts: Facts) -> Iterable[str]:
    columns = ("figure", "value", "hedge", "of what", "who says so", "as of", "outlet", "origin")
    rows = [
        (
            _struck(row.said, row.superseded),
            md(row.value),
            row.hedge,
            md(row.of_what),
            *_stated_by(row)[:3],
            named(row.origin),
        )
        for row in fact_rows.figure_rows(story, facts.figures)
    ]
    return table(columns, rows)


def _names(facts: Facts) -> Iterable[str]:
    for title, entities in fact_rows.names_by_kind(facts):
        yield f"- **{title}**"
        for entity in entities:
            roles = f": {md(', '.join(entity.roles))}" if entity.roles else ""
            others = fact_rows.other_spellings(entity)
            also = f"; also spelled {md(', '.join(others))}" if others else ""
            n = len(entity.article_ids)
            yield f"  - {md(entity.name)}{roles}{also} ({n} {counted('article', n)})"


def sources(story: Story) -> Iterable[str]:
    """Articles under their origin, copies folded in with the reason."""
    yield from heading("Sources")
    for origin in story.origins:
        for place, member in enumerate(origin.members):
            article = story.article(member.article_id)
            day = f", {day_in_words(article.published_at.date())}" if article.published_at else ""
            title = f": {md(article.title)}" if article.title else ""
            why = (
                f" — {member.kind.value}: {md(member.reason)}"
                if member.reason and (place or member.kind.value != "original")
                else ""
            )
            yield f"{'  ' if place else ''}- [{article.number}] {md(article.label)}{title}{day}{why}"


def notes(story: Story, facts: Facts, notices: Sequence[Notice]) -> Iterable[str]:
    """What a reader must know besides: of the summary, of the facts, and what is odd about an article."""
    found = notes_of(story, facts, *notices)
    if found:
        yield from heading("Notes")
        yield from (f"- {md(f'{about}: {message}' if about else message)}" for about, message in found)


def bundle_notices(notices: Iterable[Notice]) -> Iterable[str]:
    """What must be known about the bundle, as the last section; nothing when there is none."""
    lines = [f"- {md(f'{n.article_id}: {n.message}' if n.article_id else n.message)}\n" for n in notices]
    return ["\n## About the bundle\n\n", *lines] if lines else []

"""Story → Facts: the parts in order."""

from __future__ import annotations

from summarizer.facts.corrections import tell_corrections
from summarizer.facts.disagreements import find_disagreements
from summarizer.facts.oddities import find_oddities
from summarizer.facts.quotations import find_utterances
from summarizer.facts.ranking import rank_facts
from summarizer.facts.statements import state_figures
from summarizer.facts.timeline import build_timeline
from summarizer.facts.topics import Topics
from summarizer.facts.view import StoryView
from summarizer.facts.withdrawn import standing, with_withdrawn
from summarizer.model import Facts, Story


def extract_facts(story: Story) -> Facts:
    """What the story's articles state: ranked facts, who is who, disagreements, utterances, timeline, figures.

    Articles that their outlets have withdrawn state nothing any more: of theirs only figures are told, as superseded.
    Pure and deterministic; the order of articles changes nothing but ties.

    >>> extract_facts(Story("s", "", (), (), ())) == Facts()
    True
    """
    current = standing(story)
    return _extracted(story) if current is story else with_withdrawn(_extracted(current), story)


def _extracted(story: Story) -> Facts:
    view = StoryView(story)
    topics = Topics(story)
    disagreements, revisions = find_disagreements(view, topics)
    utterances = find_utterances(view)
    stale = [stated.span for revision in revisions for stated in revision.figures if stated.is_superseded]
    facts = rank_facts(view, disagreements, utterances, stale)
    odd, oddities = find_oddities(view, topics, disagreements)
    return Facts(
        facts=facts,
        entities=view.names.entities,
        disagreements=disagreements,
        revisions=revisions,
        utterances=utterances,
        timeline=build_timeline(view, facts),
        figures=state_figures(view, (*disagreements, *revisions)),
        notices=(*odd, *tell_corrections(view, revisions)),
        oddities=oddities,
    )

"""Story → Facts: the parts in order."""

from __future__ import annotations

from summarizer.facts.disagreements import find_disagreements
from summarizer.facts.quotations import find_utterances
from summarizer.facts.ranking import rank_facts
from summarizer.facts.timeline import build_timeline
from summarizer.facts.view import StoryView
from summarizer.model import Facts, Story


def extract_facts(story: Story) -> Facts:
    """What the story's articles state: ranked facts with evidence, entities, disagreements, utterances and a timeline.

    Pure and deterministic; the order of articles changes nothing but ties.

    >>> extract_facts(Story("s", "", (), (), ()))
    Facts(facts=(), entities=(), disagreements=(), utterances=(), timeline=())
    """
    view = StoryView(story)
    disagreements = find_disagreements(view)
    disputed = [stated.span for disagreement in disagreements for stated in disagreement.figures]
    utterances = find_utterances(view)
    facts = rank_facts(view, disputed, utterances)
    return Facts(
        facts=facts,
        entities=view.names.entities,
        disagreements=disagreements,
        utterances=utterances,
        timeline=build_timeline(view, facts),
    )

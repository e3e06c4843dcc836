"""What a story's articles state, who corroborates whom, where they disagree, and what a summary leaves out.

`extract_facts` is by rules alone; `merge_facts` puts beside them what a second reader points at.
"""

from summarizer.facts.corrections import CORRECTED
from summarizer.facts.coverage import left_out
from summarizer.facts.extraction import extract_facts
from summarizer.facts.merging import AnchoredFact, Found, Merged, merge_facts
from summarizer.facts.settling import AnchoredDisagreement, AnchoredSide

__all__ = [
    "CORRECTED",
    "AnchoredDisagreement",
    "AnchoredFact",
    "AnchoredSide",
    "Found",
    "Merged",
    "extract_facts",
    "left_out",
    "merge_facts",
]

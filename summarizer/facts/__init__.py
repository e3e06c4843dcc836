"""What a story's articles state, who corroborates whom, where they disagree, and what a summary leaves out."""

from summarizer.facts.coverage import left_out
from summarizer.facts.extraction import extract_facts

__all__ = ["extract_facts", "left_out"]

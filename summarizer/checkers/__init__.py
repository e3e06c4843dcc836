"""Does this evidence support this claim? One question a file, one answer shape.

Every checker module has `NAME: str` and `check(claim: Claim, evidence: Evidence) -> tuple[Finding, ...]`. It is pure
and asks nobody else: what several checkers agree on is decided in `verification`. A finding affirms, objects, doubts
or notes; an empty answer means that the question did not arise or found nothing to say, and is no support.

`speakers` is no checker: it tells whether two ways to name a speaker may mean one, for all who must know;
`stem` and `cue_words` are the words of one meaning and the word lists that the checkers go by, `outlet_named` tells
which outlet a sentence gives as its source.
"""

from summarizer.checkers._alignment import cue_words, outlet_named, stem

__all__ = ["cue_words", "outlet_named", "stem"]

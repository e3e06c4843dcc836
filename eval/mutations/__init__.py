"""Labelled cases made from any story: faithful sentences and, as their twins, mutations with the code of the error.

For any checker, ours or another's: real articles need no gold, since what is made is known. Every mutation is held
against all articles of its story and dropped when anything there may make it true, so that the yield is low and the
labels are clean. Of 280 twins of 107 real stories, read beside the sentences they come from and the nearest other
passage, 275 faithful sentences were faithful and 270 mutations wrong with the right code; the rules were mended after
each reading. What a program can make, and how safe it is:

======================  =====================================================================================
code                    how, and how safe
======================  =====================================================================================
number                  another figure, digits exchanged, ten times as much; safe
number-hedge            a hedge that contradicts; safe, but "exactly" for "about" is wrong only in precision
number-scope            another place or group behind a count; safe
arithmetic              a part added to its whole, or figures of two matters; safe, and rare
entity, role            another name or office of the story; safe where the story's names are read rightly
place, date             another place or time of the story's; safe but for places that lie in one another unsaid
stale-date              "today" taken over from an older article; safe, and rare
negation, modality      "not" in or out, planned as done, alleged as fact; safe
predicate               a verb turned round or into a near one; safe, sometimes stiff
attribution-swapped     another speaker of the story; safe where speakers are read rightly
attribution-dropped     only of what judges, advises or foretells; a matter of taste for the mildest
attribution-upgraded    one nameless voice as several, a claim as confirmed; safe, and rare
quote-altered           a word between the marks turned round; safe
quote-fabricated        a paraphrase between marks; safe
opinion-as-fact         a quoted judgement in the own voice; safe, and rare
loaded-language         a plain word made partisan; safe
discourse               before / after, because / although; safe
coreference             a pronoun behind the wrong person; safe, rare, and two sentences long
miscitation             cited to an article that does not say it; safe where the article is about something else
incomplete-citation     one article of two; as safe as miscitation
unknown-citation        a number that no article has; safe
false-corroboration     one origin as several outlets; safe
conflict-flattened      a disputed figure without its speaker; as good as the disagreements that are found
superseded              an older version's figure as current; as good as the versions that are found, and rare
extrinsic               a sentence of another story; safe; needs `others`
======================  =====================================================================================

Not made, since no rule makes them safely: quote-context, quote-variant, inference, one-sided, omission, and the codes
that flag an article rather than a sentence (source-error, boilerplate, name-split, injection, garble).
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Iterator, Sequence
from random import Random

from eval.cases import Case
from eval.mutations import figures, names, predicates, sourcing, speakers, times, voice
from eval.mutations.claims import Faithful, Mutated
from eval.mutations.faithful import make_faithful
from eval.mutations.ground import Ground
from eval.mutations.rewording import reword_around
from summarizer.citations import write_markers
from summarizer.model import Article, CleanArticle, ErrorCode, Span, Story

__all__ = ["MUTATORS", "Faithful", "Ground", "Mutated", "mutate_story"]

Mutator = Callable[[Faithful, Ground, Random], Mutated | None]

MUTATORS: tuple[Mutator, ...] = (
    sourcing.tell_old, sourcing.settle, times.keep_today, figures.add_up, speakers.mistake_pronoun,
    sourcing.cite_half, voice.tell_opinion, speakers.upgrade_speaker, voice.fabricate_quote, speakers.swap_speaker,
    voice.alter_quote, speakers.drop_speaker, names.change_role, figures.change_group, figures.change_hedge,
    names.cross_facts, names.change_place, times.turn_order, predicates.change_modality, predicates.change_predicate,
    figures.change_number, times.move_date, names.change_person, predicates.change_negation, sourcing.corroborate,
    sourcing.cite_wrongly, voice.load_language, voice.add_alien, sourcing.cite_nothing,
)  # fmt: skip
"""One kind of error each, those that find least to work on first: a faithful sentence has one twin only."""

_MOST_OF_ONE = 4
"""No sentence of an article stands behind more twins, so that cases are not all about the lead."""
_REWORDED = 0.4  # share of mutations that differ from their twin in more than the error
_FLAT = 0.6
"""How much later a copied sentence comes in its turn (0..1): copies tell a checker the answer by overlap alone."""


def mutate_story(
    story: Story, *, n_per_code: int = 3, seed: int = 0, others: Sequence[Story] = (), has_markers: bool = True
) -> tuple[Case, ...]:
    """Faithful sentences of a story's articles and their mutations, each pair as twins; the same input, the same cases.

    At most `n_per_code` mutations of a code. `others` are stories from which sentences of another event are taken.
    Without markers no text cites its articles ("[1, 2]"), and errors of citing are not made: a checker that does not
    know our markers would take them for words.

    >>> mutate_story(Story("s", "", (), (), ()))
    ()
    """
    chance = Random(f"{seed} {story.id}")  # a text as seed: the same under every hash seed
    ground = Ground(story, others)
    pairs = list(_pairs(ground, n_per_code, chance, has_markers=has_markers))
    documents = tuple(_document(article) for article in story.articles)
    cases = []
    for number, (claim, mutated) in enumerate(pairs, start=1):
        twin = f"{story.id}/{number}"
        text = _cited(claim.text, claim.cited if has_markers else ())
        cases.append(Case(f"{story.id}/{2 * number - 1}", text, documents, 1, group=story.id, twin=twin, spans=()))
        cited = claim.cited if mutated.cited is None else mutated.cited
        mutated_text = _cited(mutated.text, cited if has_markers else ())
        spans = None if mutated.span is None else (mutated.span,)
        cases.append(
            Case(f"{story.id}/{2 * number}", mutated_text, documents, 0, group=story.id,
                 code=mutated.code.value, twin=twin, spans=spans)
        )  # fmt: skip
    return tuple(cases)


def _pairs(ground: Ground, n_per_code: int, chance: Random, *, has_markers: bool) -> Iterator[tuple[Faithful, Mutated]]:
    """Each faithful sentence with one mutation of it, at most so many of a code; round by round, so that a short story
    gives some of each kind rather than all of the first."""
    claims = list(make_faithful(ground, chance))
    turns = {mutator: _in_turn(claims, chance) for mutator in MUTATORS}
    spent = _Spent(ground, n_per_code)
    for _ in range(n_per_code):
        for mutator in MUTATORS:
            for claim in turns[mutator]:  # an iterator: what did not serve in one round will not in the next
                if not spent.is_open(claim):
                    continue
                mutated = mutator(claim, ground, chance)
                if mutated is not None and mutated.cited is not None and not has_markers:
                    continue
                if mutated is None or not spent.takes(claim, mutated):
                    continue
                if chance.random() < _REWORDED and mutated.cited is None:
                    mutated = reword_around(mutated, claim, chance)
                yield claim, mutated
                break


def _in_turn(claims: Sequence[Faithful], chance: Random) -> Iterator[Faithful]:
    """The claims in an order drawn by chance, copies rather later."""
    turn = [(chance.random() + (_FLAT if claim.ways == ("copied",) else 0.0), claim) for claim in claims]
    return iter([claim for _, claim in sorted(turn, key=lambda pair: pair[0])])


class _Spent:
    """What a story's cases have used up already: claims, article sentences, texts and codes."""

    def __init__(self, ground: Ground, n_per_code: int) -> None:
        self._ground, self._n_per_code = ground, n_per_code
        self._texts: set[str] = set()
        self._made: Counter[ErrorCode] = Counter()
        self._behind: Counter[Span] = Counter()
        self._of_code: set[tuple[ErrorCode, Span]] = set()

    def is_open(self, claim: Faithful) -> bool:
        """Whether a claim has no twin yet and its sentences are not behind too many cases."""
        return claim.text not in self._texts and all(
            self._behind[read.sentence.span] < _MOST_OF_ONE for read in claim.sources
        )

    def takes(self, claim: Faithful, mutated: Mutated) -> bool:
        """Whether a mutation is new, wrong and not one too many of its code; it is counted then."""
        of_code = {(mutated.code, read.sentence.span) for read in claim.sources}
        if self._made[mutated.code] >= self._n_per_code or not self._of_code.isdisjoint(of_code):
            return False
        if _is_no_error(mutated, claim, self._ground) or (mutated.cited is None and mutated.text in self._texts):
            return False
        self._of_code |= of_code
        self._made[mutated.code] += 1
        self._behind.update(read.sentence.span for read in claim.sources)
        self._texts.update((claim.text, mutated.text))
        return True


def _is_no_error(mutated: Mutated, claim: Faithful, ground: Ground) -> bool:
    """Whether a mutation changes nothing, or is an article's own sentence."""
    if mutated.cited is not None:
        return mutated.cited == claim.cited
    own = ground.states(mutated.text) and mutated.code is not ErrorCode.EXTRINSIC
    return mutated.text == claim.text or own


def _document(article: CleanArticle) -> Article:
    """The article as a checker gets it: clean text and what is known of it."""
    return Article(
        id=article.id,
        number=article.number,
        text=article.text,
        title=article.title,
        outlet=article.outlet,
        published_at=article.published_at,
    )


def _cited(text: str, numbers: Sequence[int]) -> str:
    return f"{text} {write_markers(numbers)}".strip()

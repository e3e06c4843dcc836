"""What a verb of saying governs: where the clause, the quotation or the order begins and ends that is said."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace

from summarizer.mentions import lexicon
from summarizer.mentions.lexicon import SayingVerb
from summarizer.mentions.nouns import singular
from summarizer.mentions.phrases import PRONOUNS, Item, Phrase, is_anonymous, is_noun_like, phrase_after
from summarizer.mentions.scene import Scene
from summarizer.mentions.verb_forms import is_verb
from summarizer.model import Name, Stance

_AUXILIARIES = lexicon.grammar("attributions-auxiliaries")
_TIME = lexicon.grammar("attributions-time")
_BE = lexicon.grammar("attributions-be")
_PLACES_OF_SPEECH = lexicon.grammar("attributions-places-of-speech")
_WH = lexicon.grammar("attributions-wh")
_BARE_CLAUSE = lexicon.grammar("attributions-bare-clause")
_TAKES_WORDS = lexicon.grammar("attributions-takes-words")
_TIME_OPENERS = lexicon.grammar("attributions-skip-time-words")
_NO_VENUE_WORDS = lexicon.grammar("attributions-skip-phrase-words")
_AFTER_VENUE_WORDS = lexicon.grammar("attributions-skip-phrase-words-2")
_BEFORE_NAMES_OF_VENUES = lexicon.grammar("attributions-skip-phrase-words-3")
_ASIDE_OPENERS = lexicon.grammar("attributions-is-short-right-words")
_ADJUNCT_OPENERS = lexicon.grammar("attributions-is-adjunct-words")
DETERMINERS_BEFORE = lexicon.grammar("attributions-determiners-before")
_PHRASE_OPENERS = frozenset(["on", "in", "at", "during", "under", "from", "by", "until", "since", "after", "before"])
_CLAUSE_OPENERS = frozenset(["as", "when", "while", "after", "before", "once"])
_SUBJECTS = frozenset(["he", "she", "it", "they", "we", "there"])
_OPENS_ANOTHER = frozenset(["that", "which", "who", "where", "when", "what", "if", "because", "while", "as", "how"])
_FEWEST_WORDS = 4
"""A clause of fewer words that is said needs a pronoun for its subject: before a comma stand names and times, too."""
_NEAR = 9  # so many items after a verb may hold what it governs
_PROMISES = frozenset(["promise", "pledge", "vow", "swear", "threaten"])
_NO_QUESTIONS = frozenset(["see", "hear", "find", "consider", "prove", "feel"])
_PLEAS = frozenset(["guilty", "not", "no", "innocent"])
"""What somebody pleads in court is no wish."""
_NO_QUOTES = frozenset(["see", "hear", "find", "know", "learn"])
_VERB_PARTICLES = frozenset(["off", "up", "in", "out", "into"])
_OBJECT_PRONOUNS = frozenset(["him", "her", "them", "us", "me", "you", "it"])
_NO_LISTENERS = frozenset(["that", ",", ":", "for", "to", "if", "whether"])
_AFTER_LISTENERS = _PLACES_OF_SPEECH | _TIME | {"that", "he", "she", "they", "it", "there", "we", "to", "who"}
_LONGEST_LISTENER = 4
_MANNER = frozenset([
    "again", "separately", "simply", "repeatedly", "afterward", "afterwards", "publicly", "flatly", "bluntly",
    "however", "only", "out",
])  # fmt: skip
_BEHIND_VERBS = DETERMINERS_BEFORE | {"with", "in", "on", "at", "for", "to", "from", "by"}
_AGO = frozenset(
    ["ago", "later", "earlier", "before", "after", "old", "on", "years", "days", "hours", "weeks", "months"]
)
_TIME_ALONE = _TIME - {"the", "may"}
_NO_VENUE = frozenset(["of", "by", "over"])
_BEFORE_ARTICLES = frozenset(["in", "on", "at", "with", "to", "of", "from", "for", "by"])
_AFTER_VENUE = frozenset([",", ".", ":", ";", "!", "?", "—", "–"])
_LONGEST_VENUE = 9
_LONGEST_ASIDE = 14
_BEFORE_QUOTES = frozenset([",", ".", ":", ";", "—", "–", "-", "“”"])
FINITE = _BE | frozenset(["will", "would", "has", "had", "have", "can", "could", "may", "might", "must", "should"])
_PASTS = lexicon.grammar("candidates-irregular-pasts")
_OF_CLAUSES = _BE | _AUXILIARIES | PRONOUNS
_BEHIND_QUOTES = frozenset(["for", "in", "on", "at", "of", "about", "to", "from", "with", "against", "among", "there"])
_CITING = frozenset(["according", "underscoring", "citing", "referring"])


@dataclass(frozen=True, slots=True)
class Cue:
    """One saying found in a line: the items it spans, its subject, and what it governs."""

    first: int
    last: int
    verb: SayingVerb
    phrase: Phrase | None
    speaker: str
    content: tuple[int, int]  # of the text
    quoted: tuple[int, ...]  # the quotations it governs
    is_trailing: bool = False
    is_anonymous: bool = False
    told_at: tuple[int, int] = (0, 0)  # of the text: the words that name the speaker
    is_doubtful: bool = False  # whose quotation it is if anybody's, but likely nobody said it


class Clauses:
    """The words of one line, and what of them a saying may tell. The base of the reader of sayings."""

    def __init__(self, text: str, items: Sequence[Item], names: Sequence[Name], number: int, scene: Scene) -> None:
        self.text = text
        self.items = items
        self.names = names
        self.number = number
        self.scene = scene
        self.cues: list[Cue] = []

    def _cue(self, number: int, verb: SayingVerb, speaker: str, phrase: Phrase | None = None) -> Cue:
        """A saying at items[number] that tells nothing yet."""
        anonymous = phrase is not None and is_anonymous(phrase, self.items)
        end = self.items[number].end
        told_at = (0, 0) if phrase is None else (self.items[phrase.first].start, self.items[phrase.last].end)
        return Cue(number, number, verb, phrase, speaker, (end, end), (), is_anonymous=anonymous, told_at=told_at)

    def _telling(self, cue: Cue, content: tuple[int, int], also: tuple[int, ...] = ()) -> Cue:
        """The saying with what it tells: its quotations are those inside, and those of `also`."""
        return replace(cue, content=content, quoted=self._quotes_in(*content) + also)

    def _lower(self, number: int) -> str:
        return self.items[number].lower if 0 <= number < len(self.items) else ""

    def _is_end(self, number: int) -> bool:
        return number >= len(self.items) or self.items[number].text in (".", "!", "?", ";")

    def _comma_before(self, number: int) -> bool:
        return self._lower(number - 1) == ","

    def _ends_in_quote(self, number: int) -> bool:
        k = number - 1
        while k >= 0 and self.items[k].text in (",", "—", "–", "-"):
            k -= 1
        return k >= 0 and self.items[k].quoted >= 0

    def _takes(self, place: int, verb: SayingVerb) -> bool:
        """Whether what follows is something said."""
        if place >= len(self.items):
            return False
        word = self._lower(place)
        if verb.lemma == "plead" and word in _PLEAS:
            return False
        if word == ":" and (verb.speaks or verb.use == "that"):
            return True
        has_quote = any(item.quoted >= 0 for item in self.items[place : place + _NEAR])
        has_that = has_quote or word == "that" or self._that_follows(place)
        is_end = self._is_end(place)
        if verb.use == "say":
            return not is_end and (word != "," or has_that)
        if verb.use == "note":
            return has_that or word in _WH or not (is_end or word in ("up", "on", ","))
        if verb.use == "state":
            return has_that or word in _WH or self._clause_follows(place)
        if verb.use == "that":
            return self._takes_that(place, verb, has_quote)
        if word == ":" and has_quote:
            return True
        if verb.use == "to":
            return self._takes_to(place, verb, has_quote)
        is_object = verb.lemma in _TAKES_WORDS and not is_end and word not in _VERB_PARTICLES
        return has_quote or (is_object and (verb.lemma != "call" or self._naming(place)))

    def _that_follows(self, place: int) -> bool:
        """Whether a "that" is near that belongs to no noun ("the claim that …")."""
        nouns = lexicon.saying_nouns()
        near = range(place, min(len(self.items), place + _NEAR - 2))
        return any(
            self._lower(k) == "that" and self._lower(k - 1) not in nouns and not self._is_relative_pronoun(place, k)
            for k in near
        )

    def _is_relative_pronoun(self, place: int, number: int) -> bool:
        """Whether a "that" behind a noun goes on with it: "he reported a blast at a depot that has burned"."""
        before, after = self._lower(number - 1), self._lower(number + 1)
        if number <= place or before in _TIME or before[:1].isdigit() or not self.items[number - 1].is_word:
            return False
        is_its_verb = after in FINITE or (after.endswith("s") and self._lower(number + 2) in _BEHIND_VERBS)
        return is_its_verb and bool(
            {self._lower(number - 2), self._lower(number - 3)} & (DETERMINERS_BEFORE | {"the", "a", "an", "of"})
        )

    def _takes_that(self, place: int, verb: SayingVerb, has_quote: bool) -> bool:
        """Whether a verb like "argue" or "see" is followed by a clause or words that are its own."""
        if self.items[place].quoted >= 0 or self._lower(place) == "that" or self._that_follows(place):
            return True
        if verb.lemma in ("accuse", "describe") or (self._lower(place) in _WH and verb.lemma not in _NO_QUESTIONS):
            return True
        if has_quote and verb.lemma not in _NO_QUOTES:
            return True
        return verb.lemma in _BARE_CLAUSE and self._clause_follows(place)

    def _takes_to(self, place: int, verb: SayingVerb, has_quote: bool) -> bool:
        """Whether a verb like "urge" or "promise" is followed by what somebody is to do."""
        word = self._lower(place)
        if verb.lemma == "call":
            return word in ("on", "for", "upon")
        if verb.stance is Stance.OTHER or verb.lemma in _PROMISES:
            return word in ("to", "that") or self.items[place].quoted >= 0
        return has_quote or word == "that" or any(item.lower == "to" for item in self.items[place : place + _NEAR])

    def _naming(self, place: int) -> bool:
        """ "called it a mistake": an object and then an "a" or "the"."""
        return any(self._lower(k) in ("a", "an", "the", "“”") for k in range(place + 1, place + 6))

    def _clause_follows(self, place: int) -> bool:
        """Whether a finite clause begins here: a subject and a verb."""
        phrase = phrase_after(self.text, self.items, place, self.names)
        if phrase is None:
            word = self._lower(place)
            return word in ("there",)
        last = phrase.last
        if self._lower(last + 1) == "and" and is_noun_like(self.items[min(last + 2, len(self.items) - 1)]):
            last += 2  # "all 14 riders and grooms were"
        following = self._lower(last + 1)
        return (
            following in _BE
            or following in _AUXILIARIES
            or (following.endswith(("ed", "s", "n't", "n’t")) and following.isalpha())
        )

    def _skip_listener(self, place: int) -> int:
        """The item after the one spoken to."""
        items = self.items
        if place >= len(items) or items[place].quoted >= 0 or items[place].lower in _NO_LISTENERS:
            return place
        if items[place].text[0].isdigit() and lexicon.is_person_noun(singular(self._lower(place + 1))):
            place += 1  # "told 2,300 supporters"
        if items[place].lower in _OBJECT_PRONOUNS:
            return place + 1
        phrase = phrase_after(self.text, items, place, self.names)
        if phrase is not None:
            return phrase.last + 1
        stop = min(len(items), place + _LONGEST_LISTENER)
        ends = (k for k in range(place, stop) if not items[k].is_word or items[k].lower in _AFTER_LISTENERS)
        return next(ends, stop)

    def _skip_time(self, place: int) -> int:
        """The item after time, venue and the like: "on Tuesday", "in a statement", "at a news conference in Kyiv"."""
        items = self.items
        number = place
        while number < len(items):
            item = items[number]
            is_over = item.lower == "that" or (item.lower == "to" and not self._leads_to(number))
            if item.quoted >= 0 or is_over or self._is_hedged_number(number):
                break  # "reported at least 20 victims": no time, no venue
            if item.lower in _TIME_OPENERS and number + 1 < len(items):
                stop = self._skip_phrase(number)
                if stop == number:
                    break
                number = stop
            elif item.lower in _TIME_ALONE or item.lower in _MANNER or (item.text[0].isdigit() and number > place):
                number += 1
            else:
                break
        return number

    def _leads_to(self, number: int) -> bool:
        """Whether somebody or something follows "to", no verb."""
        following = number + 1
        is_name = following < len(self.items) and self.items[following].is_capital
        return is_name or self._lower(following) in DETERMINERS_BEFORE

    def _skip_phrase(self, number: int) -> int:
        """The item after a prepositional phrase of time or venue that begins at `number`; itself where it is none."""
        if self._lower(number) in _NO_VENUE:
            return number
        begin = number + 1
        limit = min(len(self.items), begin + _LONGEST_VENUE)
        stop = next((k for k in range(begin, limit) if not self._in_venue(k, k == begin)), limit)
        is_ended = (
            stop == len(self.items)
            or self.items[stop].quoted >= 0
            or self.items[stop].is_capital
            or self.items[stop].text in _AFTER_VENUE
            or self._lower(stop) in _AFTER_VENUE_WORDS
        )
        return stop if is_ended and stop > begin else number

    def _in_venue(self, number: int, is_first: bool) -> bool:
        """Whether the item goes on with a phrase of time or venue."""
        item = self.items[number]
        is_text = item.is_word or item.text[0].isdigit() or item.lower == "'s"
        if item.quoted >= 0 or not is_text or item.lower in _NO_VENUE_WORDS:
            return False
        if is_first:
            return True
        before = self.items[number - 1]
        if item.lower in ("the", "a", "his", "its"):
            return before.lower in _BEFORE_ARTICLES
        is_new_name = item.is_capital and not before.is_capital and item.lower not in _TIME
        return not is_new_name or before.lower in _BEFORE_NAMES_OF_VENUES

    def _is_short_right(self, place: int) -> bool:
        """Whether nothing that could be said follows: the end, or a comma and a participle or relative clause."""
        if self._is_end(place):
            return True
        item = self.items[place]
        if item.quoted >= 0 or self._is_hedged_number(place):
            return False  # "Doctors say at least 20 people have died"
        if item.lower in _ASIDE_OPENERS:
            return all(following.lower != "that" for following in self.items[place : place + 4])
        return item.text in ("—", "–", "(", ")", ",")

    def _left_content(self, before: int) -> tuple[int, int] | None:
        """What is said to the left of items[before]: a quotation, or a clause that ends in a comma."""
        items = self.items
        end = before - 1
        while end >= 0 and items[end].text in (",", "—", "–", "-", "?", "!", "…", "..."):
            end -= 1
        if end < 0 or (end == before - 1 and items[end].quoted < 0):
            return None
        start = 0
        for cue in self.cues:
            if cue.last < end and cue.content[1] <= items[end].end and cue.is_trailing:
                past = cue.phrase.last if cue.phrase is not None else cue.last
                start = max(start, cue.last + 1, past + 1 if past < end else 0)
        while start < end and items[start].text in (",", ".", ";"):
            start += 1
        if start <= end and self._lower(start) in ("but", "and", "however", "still") and start < end:
            start += 1
        words = sum(1 for k in range(start, end + 1) if items[k].is_word)
        is_second = start > 0 and any(cue.is_trailing for cue in self.cues)  # "Three, said Moss; four, says Brandt"
        is_short = words < _FEWEST_WORDS and not is_second and not self._begins_clause(start, end)
        if items[start].quoted >= 0 and self._lower(start + 1) in _BEHIND_QUOTES:
            is_short = False  # "“A challenge” for Moss, said Brandt"
        if items[end].quoted < 0 and (is_short or self._is_adjunct(start, end)):
            return None
        return items[start].start, items[end].end

    def _begins_clause(self, start: int, end: int) -> bool:
        """Whether a pronoun and its verb stand at `start`: "It's 70", "He left"."""
        is_subject = self._lower(start) in PRONOUNS | {"there", "that"} and start < end
        following = self._lower(start + 1)
        is_number = self._lower(start) in lexicon.numerals()[0] or self._lower(start)[:1].isdigit()
        if is_number or self._is_hedged_number(start):
            is_told = any(is_verb(self.items, k) for k in range(start + 1, end + 1)) or end >= start + _FEWEST_WORDS - 2
            return (
                is_told and self._lower(end) not in _TIME | _AGO
            )  # "Three died", "Forty boats sank"; no "Two years ago"
        is_be = following in _BE | _AUXILIARIES | {"'s", "’s", "'re", "’re", "'m", "’m"}
        return is_subject and (is_be or is_verb(self.items, start + 1))

    def _is_finite(self, start: int, end: int) -> bool:
        """Whether a main clause follows a phrase of time or place without a comma: "From Monday it will pay more"."""
        for k in range(start + 1, end):
            word = self._lower(k)
            if word in _OPENS_ANOTHER or self.items[k].quoted >= 0:
                return False
            if word in _SUBJECTS and self._begins_clause(k, end):
                return True
        return False

    def _is_adjunct(self, start: int, end: int) -> bool:
        """Whether items[start..end] are no clause of their own: "On Tuesday", "Speaking at a news conference"."""
        first = self._lower(start)
        if self._is_hedged_number(start):
            return False
        if first in _PHRASE_OPENERS and self._is_finite(start, end):
            return False
        if first in _CLAUSE_OPENERS and self._begins_clause(start + 1, end) and self._is_finite(start + 2, end):
            return False  # "As it came down the hill it hit a lorry"
        if first in _ADJUNCT_OPENERS:
            return not any(self.items[k].text == "," for k in range(start, end))
        is_participle = first.endswith("ing") and first not in (
            "nothing",
            "everything",
            "something",
            "anything",
            "king",
        )
        return is_participle and not self._is_subject_of_its_own(start, end)

    def _is_subject_of_its_own(self, start: int, end: int) -> bool:
        """Whether a word in "-ing" is what its clause tells of: "Flooding in the south has killed 25"."""
        second = self._lower(start + 1)
        if second.endswith("ed") or second in _PASTS:
            return True  # "Dosing ended at noon"
        for k in range(start + 1, end):
            item = self.items[k]
            if item.text == "," or item.quoted >= 0 or item.lower in _OPENS_ANOTHER:
                return False
            if item.lower in FINITE and not item.is_capital:
                return True
        return False

    def _is_hedged_number(self, start: int) -> bool:
        """Whether a clause begins with a figure: "At least 40 houses burned", "Around 30 did", "Up to ten were"."""
        word, following = self._lower(start), self._lower(start + 1)
        if word in ("at", "up"):
            return following in ("least", "most", "to")
        is_hedge = word in ("around", "over", "under", "about")
        return is_hedge and (following[:1].isdigit() or following in lexicon.numerals()[0])

    def _quotes_right(self, place: int) -> tuple[int, ...]:
        """The quotations that go on after the speaker: "…," he said, "…"."""
        number = self._skip_time(place)
        for steps, item in enumerate(self.items[number : number + _LONGEST_ASIDE]):
            if item.quoted >= 0:
                goes_on = steps <= 2 or self.items[number + steps - 1].text in _BEFORE_QUOTES
                return (item.quoted,) if goes_on else ()
            if steps and item.lower in lexicon.saying_verbs():
                return ()
        return ()

    def _quotes_in(self, start: int, end: int) -> tuple[int, ...]:
        return tuple(item.quoted for item in self.items if item.quoted >= 0 and item.start < end and start < item.end)

    def _clause(self, place: int) -> tuple[int, int]:
        """[start, end) of the clause from items[place] on."""
        items = self.items
        place = self._after_that(place)
        while place < len(items) and items[place].text in (",", ":", "—", "–"):
            place += 1
        if place >= len(items):
            return items[-1].end, items[-1].end
        ends = (k for k in range(place + 1, len(items)) if items[k].text == ";" or self._leaves(k))
        end = next(ends, len(items))
        while end > place + 1 and items[end - 1].text in (".", ",", "!", "?"):
            end -= 1
        return items[place].start, items[end - 1].end

    def _after_that(self, place: int) -> int:
        """The item after the "that" which begins the clause, when nothing of a clause stands before it."""
        for k in range(place, min(len(self.items), place + _LONGEST_ASIDE - 2)):
            item = self.items[k]
            if item.lower == "that" and self._is_relative_pronoun(place, k):
                return place
            if item.lower == "that" and (k == place or self.items[k - 1].text != ","):
                return min(k + 1, len(self.items) - 1)
            is_verb_of_it = item.lower in _OF_CLAUSES | _PASTS or item.lower.endswith("ed")
            if item.quoted >= 0 or item.text == ";" or (is_verb_of_it and (k > place or item.lower in _OF_CLAUSES)):
                break  # "said he paid nine and that she left": "and that" only goes on
        return place

    def _leaves(self, comma: int) -> bool:
        """Whether the clause ends at this comma: another saying of the same speaker follows."""
        if self.items[comma].text != ",":
            return False
        word, second, verbs = self._lower(comma + 1), self._lower(comma + 2), lexicon.saying_verbs()
        if word in _CITING or (word in verbs and word.endswith("ing")):
            return True
        return word in ("but", "and", "while") and second in verbs

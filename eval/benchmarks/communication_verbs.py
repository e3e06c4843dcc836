"""The verbs of communication of the literature, so that "indirect speech" is not defined by the tested lexicon.

Levin (English Verb Classes and Alternations, 1993), classes 37.1 to 37.9, with members of VerbNet 3, classes 37.1.1,
37.7 to 37.10 and 37.13 (github.com/cu-clear/verbnet). "according to" is added: it is no verb and nothing but speech.
Verbs of thinking (30.2, 34), judging (33) and wishing (32) are other classes and are not here.
"""

from __future__ import annotations

import functools

_MEMBERS = """
37.1 ask cite demonstrate dictate explain explicate narrate pose preach quote read recite relay show teach tell
write elucidate expound justify recap illustrate verify corroborate communicate outline summarize summarise snitch
37.3 babble bark bawl bellow bleat boom bray burble cackle call carol chant chatter chirp cluck coo croak croon crow
cry drawl drone gabble gibber groan growl grumble grunt hiss holler hoot howl jabber lilt lisp moan mumble murmur
mutter purr rage rasp roar rumble scream screech shout shriek sing snap snarl snuffle splutter squall squawk squeak
squeal stammer stutter thunder trill trumpet twitter wail warble wheeze whimper whine whisper whistle whoop yammer
yap yell yelp yodel
37.4 cable email e-mail fax phone radio semaphore signal telecast telegraph telephone telex wire tweet
37.5 speak talk
37.6 argue chat confer converse gab gossip rap schmooze yak
37.7 announce articulate blab blurt claim confess confide convey declare mention note observe proclaim propose
recount reiterate relate remark repeat report reveal say state suggest continue add allege blabber disclose divulge
exclaim insinuate insist intimate leak reply respond retort promulgate utter venture vocalize voice advise interject
interpose volunteer recommend
37.8 boast brag complain crab gripe grouch grouse kvetch object bellyache bitch caterwaul
37.9 admonish alert caution counsel instruct warn assure brief educate encourage notify
37.10 admit acknowledge
37.13 promise guarantee
"""
_IRREGULAR = {
    "say": "said",
    "tell": "told",
    "write": "wrote written",
    "teach": "taught",
    "speak": "spoke spoken",
    "sing": "sang sung",
    "show": "shown",
}
_NO_HEADS = frozenset([
    "has", "have", "had", "is", "are", "was", "were", "be", "been", "being", "do", "does", "did", "not", "will",
    "would", "could", "can", "may", "might", "should", "must", "to", "also", "then", "later", "just", "never",
    "even", "often", "once", "again", "still", "already", "now", "ever", "always", "since", "all", "both",
    "n't",
])  # fmt: skip


@functools.cache
def _forms() -> frozenset[str]:
    found = {"according"}
    for lemma in (word for word in _MEMBERS.split() if not word[0].isdigit()):
        stem = lemma[:-1] if lemma.endswith("e") else lemma
        third = lemma + ("es" if lemma.endswith(("s", "x", "ch", "sh")) else "s")
        past = f"{stem}ed"
        if lemma.endswith("y") and lemma[-2] not in "aeiou":
            third, past = lemma[:-1] + "ies", lemma[:-1] + "ied"
        doubled = {f"{lemma}{lemma[-1]}ed", f"{lemma}{lemma[-1]}ing"}  # "snapped", "admitting"; others are no words
        found |= {lemma, third, past, f"{stem}ing", *doubled, *_IRREGULAR.get(lemma, "").split()}
    return frozenset(found)


def is_communication(cue: str) -> bool:
    """Whether the head of a cue, its first word that is no auxiliary or adverb, is a verb of communication.

    >>> [is_communication(cue) for cue in ("has repeatedly said", "believes", "’s according to", "was warned by")]
    [True, False, True, True]
    """
    words = [word.strip(".,:;’'\"").removesuffix("n't") for word in cue.lower().replace("’", "'").split()]
    heads = [word for word in words if word and word != "s" and word not in _NO_HEADS and not word.endswith("ly")]
    return bool(heads) and heads[0] in _forms()

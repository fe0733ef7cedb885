"""Which English words carry grammar rather than content? The built-in stop list, by word class.

The list is closed-class English as grammars describe it: determiners, pronouns, prepositions, conjunctions,
auxiliaries, and the adverbs and numerals that behave like them. Verbs of speech and the news trade's own
words are content and are not in it. It holds lower-case words as written and their lemmas; contractions stand
whole and in the parts that a parser makes of them.
"""

from __future__ import annotations

_DETERMINERS = """
a an the this that these those each every either neither some any no all both half such what which whose
another other others enough several many much more most few fewer fewest little less least own same
"""

_PRONOUNS = """
i me my mine myself we us our ours ourselves you your yours yourself yourselves he him his himself she her
hers herself it its itself they them their theirs themselves themself one ones oneself who whom whoever
whomever whatever whichever someone somebody something anyone anybody anything everyone everybody everything
nobody nothing none there
"""

_PREPOSITIONS = """
about above across after against along alongside amid amidst among amongst around as at before behind below
beneath beside besides between beyond by despite down during except for from in inside into like near of off
on onto out outside over past per since than through throughout till to toward towards under underneath unlike
until up upon via with within without
"""

_CONJUNCTIONS = """
and but or nor so yet if unless although though because while whereas whether when whenever where wherever why
how once lest
"""

_AUXILIARIES = """
be am is are was were been being have has had having do does did doing done can could may might must shall
should will would ought need dare used cannot get gets got gotten getting let lets
"""

_ADVERBS = """
not never ever also too very just only even still again already almost always often perhaps quite rather
really then thus hence therefore however here now well away back else instead indeed moreover meanwhile
nevertheless nonetheless otherwise soon maybe further furthermore
"""

_CONTRACTIONS = """
n't 's 'm 're 've 'll 'd ca wo sha ai
i'm i've i'd i'll you're you've you'd you'll he's he'd he'll she's she'd she'll it's it'd it'll we're we've
we'd we'll they're they've they'd they'll that's that'd that'll there's there'd there'll here's what's what're
what'd who's who'd who'll where's when's why's how's let's
ain't aren't can't couldn't didn't doesn't don't hadn't hasn't haven't isn't mightn't mustn't needn't shan't
shouldn't wasn't weren't won't wouldn't could've should've would've might've must've
"""

#: The built-in list, lower-case, with plain apostrophes.
ENGLISH: frozenset[str] = frozenset(
    word
    for group in (
        _DETERMINERS,
        _PRONOUNS,
        _PREPOSITIONS,
        _CONJUNCTIONS,
        _AUXILIARIES,
        _ADVERBS,
        _CONTRACTIONS,
    )
    for word in group.split()
)

#: How people are addressed, which says no more of them than that: style guides differ on whether it is written at all,
#: so that a count of them is one of house styles. *Miss* is a verb too, and *Dr* and *Rep.* say something.
COURTESY: frozenset[str] = frozenset({"mr", "mrs", "ms", "mx", "messrs"})

#: Stop words that are also names or abbreviations (May, Will Dunham, US, IT, WHO): not stopped where the word
#: is tagged a proper noun.
ALSO_NAMES: frozenset[str] = frozenset({"may", "will", "us", "it", "who", "can", "might", "well", "down"})

"""Which words say in English that somebody says something, and which of them also judge what is said?

Word lists compiled for this package from grammars' classes of reporting verbs (Quirk et al. 1985, "A
Comprehensive Grammar of the English Language", 16.30-16.33, factual and suasive verbs of speech) and from the
cues that PolNeAR's annotators marked in its training part (Newell et al. 2018). Lemmas, in lower case.
"""

from __future__ import annotations


def _words(text: str) -> frozenset[str]:
    return frozenset(text.split())


#: Verbs that report without taking a stand on what is reported.
NEUTRAL_VERBS = _words(
    "say tell add note write ask report announce state commit speak talk reply respond answer continue explain "
    "describe comment remark mention call read recall tweet post publish testify conclude observe quote "
    "reiterate repeat address inform notify discuss issue release read sign text email retweet phone "
    "wonder think believe know feel expect hope plan want find learn hear understand consider predict "
    "estimate forecast propose recommend suggest request invite advise agree decide rule determine show "
    "indicate list name refer cite reference present introduce deliver give offer put go begin open close "
    "finish start interject joke narrate chant sing recount relate declare signal clarify elaborate "
    "summarise summarize detail outline specify transmit convey communicate articulate voice express share "
    "pen type blog dictate teach confirm accept welcome recognize recognise remember reflect be remind"
)

#: Verbs that judge, dramatise or cast doubt as they report: on the truth, the motive or the manner of speaking.
LOADED_VERBS = _words(
    "claim admit insist argue allege concede acknowledge deny boast brag contend maintain assert accuse "
    "blame blast slam attack criticize criticise condemn denounce decry deride mock rail lash snap fume "
    "thunder rant warn threaten vow pledge promise swear demand urge press plead beg implore complain lament "
    "bemoan grumble gripe whine protest object challenge question doubt dispute rebut refute reject dismiss "
    "deflect dodge evade refuse decline confess reveal disclose expose divulge leak hint imply insinuate "
    "intimate purport profess pretend suppose speculate guess fear worry caution alarm stress emphasize "
    "emphasise underscore underline highlight trumpet tout hail praise laud applaud commend defend justify "
    "rationalize scoff sneer quip jest tease taunt jeer shout yell scream cry exclaim holler bark roar "
    "whisper mutter murmur mumble sigh sob bellow shoot fire counter retort hit jab rip lambast lambaste skewer "
    "excoriate castigate chide rebuke scold ridicule belittle bash trash vilify malign lecture preach "
    "proclaim pronounce opine posit theorize theorise muse gush rave enthuse cheer crow gloat marvel "
    "pontificate assure reassure promise guarantee affirm reaffirm avow attest charge declaim decree order "
    "command instruct direct prod exhort echo parrot volunteer interrupt chime double fret agonize brand "
    "label dub cast portray paint characterize characterise depict liken compare frame tar"
)

#: Verbs that may carry a quotation that stands in marks right beside them ("she smiled" may not).
QUOTING_VERBS = (NEUTRAL_VERBS | LOADED_VERBS) - _words(
    "be want know plan expect show find list name decide sign release"
)

#: Verbs of saying that take the listener as an object: "told reporters that …", "urged them to …".
ADDRESSING_VERBS = _words("tell inform notify assure reassure remind advise warn text email phone teach ask")

#: Verbs whose listener is also the doer of what is asked, and so part of the content ("urged them to vote").
RECIPIENT_VERBS = _words(
    "urge ask order command instruct direct advise invite encourage press beg implore tell "
    "want expect push request allow exhort prod challenge warn require"
)

#: Verbs that only open the way for the verb of saying that hangs on them ("declined to say", "went on to add").
GOVERNING_VERBS = _words(
    "decline refuse go continue begin start seem appear want try attempt have need use like rush proceed "
    "hasten fail dare manage be plan take intend hope hesitate"
)

#: Verbs whose subject belongs to what is reported, with nobody named who says so ("he seemed to agree").
RAISING_VERBS = _words("seem appear")

#: Prepositions of phrases that say when or where something was said, not what.
CIRCUMSTANCES = _words("at during after before since amid while despite outside following")

#: Nouns that report when a clause hangs on them ("the claim that …", "a promise to …").
CUE_NOUNS = _words(
    "claim allegation accusation assertion statement suggestion argument belief view opinion promise pledge "
    "vow commitment warning threat fear hope concern worry complaint criticism demand call request appeal "
    "plea proposal recommendation advice prediction forecast estimate report rumor rumour announcement "
    "admission acknowledgment acknowledgement denial insistence contention charge remark comment doubt "
    "question suspicion assumption conclusion finding decision ruling refusal plan offer notion idea "
    "conviction confidence acceptance assurance declaration explanation speculation sense feeling perception "
    "understanding agreement order desire"
)

#: Nouns of a text or speech in which somebody may be quoted ("a statement in which …", "in a letter: …").
DOCUMENT_NOUNS = _words(
    "statement letter speech interview tweet post email e-mail memo memorandum report article column essay book "
    "op-ed editorial message note testimony remark comment release briefing address declaration communique "
    "communiqué affidavit filing complaint lawsuit indictment ruling opinion resolution transcript video "
    "recording text blog release conference announcement warning decree manifesto document study paper review"
)

#: Verbs whose passive subject is who feels or thinks ("she was shocked that …"), and "was quoted as saying";
#: of any other verb in the passive the subject is what the saying is about ("she was accused of …").
FELT_VERBS = _words(
    "shock startle trouble surprise concern worry convince determine please disappoint intrigue attract impress "
    "move upset frustrate alarm offend outrage excite frighten scare delight appall appal disgust confuse annoy "
    "disturb encourage discourage inspire satisfy dissatisfy persuade prompt align unite commit dedicate oppose "
    "prepare tempt motivate overwhelm puzzle amaze astonish astound humble honor honour thrill bore tire "
    "embarrass ashame anger enrage infuriate insult reassure relieve sadden dismay perplex bother devastate "
    "divide tear split drive interest obsess incline resign poise quote remind rattle unnerve sway drive focus"
)

#: Words after which quotation marks hold a name or a term, not speech ("under the title “…”", "so-called “…”").
NAMING_WORDS = _words(
    "title titled entitled name named rename renamed retitle retitled dub dubbed term termed so-called nickname "
    "nicknamed label labeled labelled brand branded word words phrase phrases slogan headline headlined hashtag "
    "code-named codenamed caption captioned theme motto song film movie book novel show series album episode "
    "column documentary magazine program programme play musical called known concept notion acronym expression"
)

#: Labels that begin a paragraph and name no speaker ("UPDATE: …"), in lower case.
PAGE_LABELS = frozenset(
    "update updated update: email e-mail byline note editor's editor’s read related watch look listen "
    "correction exclusive breaking photo photos source sources contact file what when where who why how "
    "clarification more see tags topics share video opinion analysis review live poll report busted boom "
    "summary location date time price cost rating verdict background context example question answer "
    "bottom subject re to from cc phone website twitter facebook instagram caption credit".split()
)

#: Labels of a transcript's turns that stand for a role, not for a name.
QUESTION_LABELS = frozenset(("Q", "A"))

"""How does news English name persons and bodies? Honorifics, titles, role nouns and nouns of bodies, as data.

The lists hold lower-case lemmas. They were written for general and political news; nothing but recall depends
on their being complete: an unknown noun is neither person nor body and is described by its own words.
"""

from __future__ import annotations

from typing import Literal

Gender = Literal["m", "f"]

#: Honorifics before a name and the gender each one states (None: it states none).
HONORIFICS: dict[str, Gender | None] = {
    "mr": "m", "mr.": "m", "messrs.": "m", "sir": "m", "lord": "m", "herr": "m", "monsieur": "m",
    "mrs": "f", "mrs.": "f", "ms": "f", "ms.": "f", "miss": "f", "madam": "f", "madame": "f", "lady": "f",
    "dame": "f", "dr": None, "dr.": None, "prof.": None, "rev.": None, "hon.": None, "st.": None,
}  # fmt: skip

#: Those that a house style puts before every name or before none, as a pattern.
HONORIFIC: str = r"(?:Mr|Mrs|Ms)\.?"

#: Abbreviated titles before a name and the title each one stands for.
TITLE_ABBREVIATIONS: dict[str, str] = {
    "sen.": "senator", "sens.": "senator", "rep.": "representative", "reps.": "representative",
    "gov.": "governor", "gen.": "general", "lt.": "lieutenant", "lieut.": "lieutenant", "col.": "colonel",
    "capt.": "captain", "cpt.": "captain", "sgt.": "sergeant", "maj.": "major", "adm.": "admiral",
    "cmdr.": "commander", "pres.": "president", "sec.": "secretary", "amb.": "ambassador",
    "atty.": "attorney", "det.": "detective", "supt.": "superintendent", "insp.": "inspector",
    "prof.": "professor", "dr.": "doctor", "dr": "doctor", "rev.": "reverend", "del.": "delegate",
    "asst.": "assistant", "dep.": "deputy", "min.": "minister", "vp": "vice president", "pvt.": "private",
}  # fmt: skip

#: Nouns for a man or a woman; "-man" and "-woman" words are found by their ending.
GENDERED_NOUNS: dict[str, Gender] = {
    "man": "m", "woman": "f", "boy": "m", "girl": "f", "father": "m", "mother": "f", "son": "m",
    "daughter": "f", "brother": "m", "sister": "f", "husband": "m", "wife": "f", "uncle": "m", "aunt": "f",
    "nephew": "m", "niece": "f", "grandfather": "m", "grandmother": "f", "grandson": "m",
    "granddaughter": "f", "king": "m", "queen": "f", "prince": "m", "princess": "f", "duke": "m",
    "duchess": "f", "actor": "m", "actress": "f", "waitress": "f", "widow": "f", "widower": "m",
    "gentleman": "m", "lady": "f", "guy": "m", "dad": "m", "mom": "f", "mum": "f", "priest": "m", "nun": "f",
    "hostess": "f", "heiress": "f", "matriarch": "f", "patriarch": "m", "boyfriend": "m", "girlfriend": "f",
    "monk": "m", "imam": "m", "pope": "m", "archbishop": "m", "stepfather": "m", "stepmother": "f",
    "godfather": "m", "godmother": "f", "fiance": "m", "fiancee": "f", "businesswoman": "f", "bride": "f",
    "groom": "m", "grandma": "f", "grandpa": "m", "cowboy": "m", "playboy": "m", "tsar": "m", "emperor": "m",
}  # fmt: skip

#: Nouns for one person by office, work or part in an event.
PERSON_NOUNS: frozenset[str] = frozenset(
    """
    academic accountant activist actor actress adherent administrator admiral advertiser adviser advisor
    advocate affaires agent aide ally ambassador analyst anchor anchorman anchorwoman announcer applicant
    archbishop architect artist assistant associate astronaut athlete attendee attorney author authority
    backer banker billionaire biographer biologist bishop blogger boss boyfriend broadcaster brother builder
    bureaucrat businessman businesswoman candidate captain cardinal celebrity ceo cfo chairman chairperson
        chairwoman challenger champion chancellor chair chargé charge d'affaires chief citizen clergyman
    cleric clerk
    client coach collaborator colleague colonel columnist comedian comic commander commentator commissioner
    competitor composer congressman congresswoman consultant contender contractor contributor convict
    coordinator correspondent councillor councilman councilwoman counsel counselor counterpart criminal critic
    customer dad daughter dean defendant defender delegate demonstrator deputy designer detective developer
    dictator diplomat director doctor donor driver economist editor educator elector emperor employee employer
    engineer entrepreneur envoy executive expert farmer father fellow fighter filmmaker firefighter founder
    friend fundraiser general geologist girlfriend governor graduate grandfather grandmother guard guest guy
    head historian host hostage hunter husband immigrant incumbent individual inmate insider inspector
    instructor interviewer interpreter investigator investor jihadist journalist judge juror justice killer
    king lady landlord lawmaker lawyer leader legislator liaison librarian lieutenant loyalist magnate major
    man manager marshal mayor mechanic mediator member migrant militant millionaire minister moderator mogul
    mom monarch mother musician narrator neighbor neighbour negotiator neurosurgeon newcomer niece nephew
    nominee novelist nurse observer officeholder officer official operative operator opponent organizer
        organiser owner panelist parent parishioner participant partner passenger pastor patient patriarch
    pediatrician
    performer person pilot pitcher plaintiff player poet policeman policewoman politician pollster pope poster
    practitioner premier presenter president priest prime-minister prince princess principal prisoner producer
    professor promoter proponent prosecutor protester protestor provost psychiatrist psychologist publicist
        publisher pundit queen rabbi rancher reader realtor rebel receptionist recipient recruiter refugee
    registrar
    reporter representative republican democrat researcher resident respondent retiree reverend rival runner
    scholar scientist screenwriter secretary senator sergeant servant sheriff shopper singer sister socialist
    soldier solicitor son source speaker speechwriter spokesman spokesperson spokeswoman staffer star
    statesman statistician strategist student supervisor superintendent supporter surgeon surrogate survivor
    suspect sympathizer taxpayer teacher technician teenager tenant terrorist therapist thinker trader trainer
        treasurer trustee tutor tycoon undersecretary user veteran vicar vice-president victim viewer
    visitor volunteer
    voter waiter waitress warden watcher whistleblower widow wife winner witness woman worker worshiper writer
    striker goalkeeper midfielder quarterback winger batsman bowler sprinter swimmer golfer boxer skater cyclist
    rapper dancer footballer athlete coach referee umpire jockey wrestler
    youth tsar czar comptroller controller coroner ombudsman speaker-elect president-elect governor-elect
    chairman-elect moderator operative frontrunner front-runner runner-up running-mate mate standard-bearer
    bystander demagogue showman newsman newswoman congressperson lobbyist conservative liberal libertarian
        superdelegate progressive independent moderate vegetarian officeseeker hopeful figure mastermind
    patron parliamentarian
    """.split()
)

#: A person of office: with a definite article, one such noun can stand for someone named before.
TITLE_NOUNS: frozenset[str] = frozenset(
    """
    adviser advisor ambassador attorney captain chairman chairwoman chancellor chief colonel commander
        commissioner congressman congresswoman counsel deputy director d'affaires general governor head
    judge justice
    king leader lieutenant major mayor minister officer president premier prime-minister prince princess
    professor queen representative secretary senator sergeant sheriff speaker spokesman spokesperson
    spokeswoman treasurer undersecretary vice-president nominee candidate chair detective inspector pope
    rabbi pastor reverend bishop archbishop cardinal doctor envoy delegate manager strategist editor
    """.split()
)

#: Words that stand with a title noun and belong to the title.
TITLE_MODIFIERS: frozenset[str] = frozenset(
    """
    acting assistant associate chief deputy executive first former foreign general interim ex late junior
    national outgoing permanent prime senior special state then under vice lead incoming retired longtime
    """.split()
)

#: Nouns for a body that can speak.
ORGANISATION_NOUNS: frozenset[str] = frozenset(
    """
    academy administration agency airline alliance army assembly association authority bank bloc board body
    brigade broadcaster bureau business cabinet campaign center centre chamber charity church club coalition
    college command commission committee company conference congress consortium consulate convention
    corporation council court daily delegation department directorate division embassy enterprise faculty
    federation firm force foundation fund government group guild hospital house institute institution
    intelligence judiciary junta jury league legislature magazine majority manufacturer maker militia ministry
    mission mosque movement museum network newspaper newsroom ngo nonprofit office operation opposition
    organisation organization outlet pac panel paper parliament party police presidency press publication
    publisher regime school secretariat senate service society squad staff startup station studio subcommittee
    super-pac syndicate taskforce team tribunal troupe union unit university watchdog website white-house
    think-tank tank side supplier retailer chain store brand site blog channel military navy industry
    """.split()
)

#: Nouns for a country as an actor.
STATE_NOUNS: frozenset[str] = frozenset(
    "country nation state kingdom republic ally government regime".split()
)

#: Nouns for a text or a set of figures that "says" something.
DOCUMENT_NOUNS: frozenset[str] = frozenset(
    """
    account ad advert advertisement affidavit agreement amendment analysis announcement article audit bill
    biography book brief broadcast bulletin census charter column comment communiqué communique complaint
    constitution contract data database declaration decree dispatch document documentary dossier e-mail edict
    editorial email entry essay estimate evidence filing figure finding footage guideline handbook headline
    indictment interview invitation law lawsuit leak leaflet letter list manifesto manual memo memoir
    memorandum message motion news note notice op-ed opinion order pamphlet paper pact passage petition piece
    plan platform poll post posting proclamation profile projection proposal prospectus record release report
    research resolution result review rule ruling schedule script sheet sign speech spot statement statistic
        statute story study subpoena suit summary survey testimony text timeline transcript translation
    treaty tweet
    verdict video volume warrant website writ
    """.split()
)

#: Nouns by which one text is called now by the one, now by the other.
SAME_DOCUMENTS: tuple[frozenset[str], ...] = (
    frozenset(("poll", "survey")),
    frozenset(("lawsuit", "suit", "complaint")),
    frozenset(("ad", "advert", "advertisement", "spot")),
    frozenset(("e-mail", "email")),
    frozenset(("op-ed", "column", "editorial", "essay")),
    frozenset(("ruling", "decision", "verdict")),
)

#: Nouns, singular in form, for many people at once.
COLLECTIVE_NOUNS: frozenset[str] = frozenset(
    """
    audience bunch community couple crowd duo electorate elite establishment family generation handful
    leadership left lot majority many media minority mob most number other others pair people populace
    population public rest right some team trio world few several half both two all those everyone everybody
    anyone anybody someone somebody nobody folk bulk
    """.split()
)

#: Indefinite pronouns and other words that name nobody who could be resolved.
IMPERSONAL: frozenset[str] = frozenset(
    "you one it there anyone anybody nobody everyone everybody someone somebody no-one each".split()
)

#: "the two sides": plural nouns that stand for the parties named together before.
PARTY_NOUNS: frozenset[str] = frozenset(
    "side party country nation ally state government neighbor neighbour capital".split()
)

#: Anonymity marked in so many words.
ANONYMITY_WORDS: frozenset[str] = frozenset("anonymous unnamed unidentified undisclosed anonymity".split())

#: Suffixes after a name.
NAME_SUFFIXES: frozenset[str] = frozenset("jr jr. sr sr. ii iii iv v esq esq. m.d. ph.d.".split())

#: Small words inside names (von, de, bin), never alone a name.
NAME_PARTICLES: frozenset[str] = frozenset(
    "de del della der di du la le van von bin ibn al el da dos das ter ten st.".split()
)

#: Capitalised words that a name never begins with: party, place and time adjectives before names.
NOT_IN_NAMES: frozenset[str] = frozenset(
    """
    republican democrat democratic gop conservative liberal libertarian independent labour socialist communist
    monday tuesday wednesday thursday friday saturday sunday january february march april june july august
    september october november december mr mrs ms follow watch read via photo image screenshot by the a an
    but and or if when while however meanwhile
    """.split()
)

#: Words of the small classes, which end a name in a headline that capitalises every word.
NEVER_IN_NAMES: frozenset[str] = frozenset(
    """
    may might must can could should would shall cannot not never have has had is are was were be been do does did
    to at for with from as after before over against into about his her their its our my your he she they we who
    whom whose what how why when where which this that these those than because if while and or but on in
    says said tells told wants calls gets goes makes takes
    """.split()
)

#: Short and long forms of given names; facts of usage, both ways of writing one name.
NICKNAMES: tuple[frozenset[str], ...] = tuple(
    frozenset(line.split())
    for line in """
    mike michael mick
    tim timothy
    bill will william billy willie
    bob rob robert bobby
    jim james jimmy
    joe joseph joey
    tom thomas tommy
    dan daniel danny
    dave david
    ted edward ed eddie theodore
    bernie bernard
    chris christopher
    steve steven stephen
    ben benjamin
    ken kenneth kenny
    greg gregory
    jeff jeffrey geoffrey
    matt matthew
    nick nicholas
    tony anthony antony
    dick rick richard rich ricky
    ron ronald
    don donald donnie
    sam samuel samantha
    alex alexander alexandra
    andy andrew drew
    charlie charles chuck
    larry lawrence
    jerry gerald jerome
    kate katherine kathy cathy catherine
    liz elizabeth beth betsy
    sue susan
    debbie deborah
    pat patrick patricia
    pete peter
    phil philip phillip
    ray raymond
    russ russell
    tony antonio
    vince vincent
    walt walter
    zach zachary
    josh joshua
    jon jonathan john johnny jack
    mitch mitchell
    newt newton
    mitt willard
    barack barry
    jenny jennifer jen
    maggie margaret meg
    cindy cynthia
    doug douglas
    fred frederick
    gene eugene
    hank henry harry
    jake jacob
    leo leonard leonardo
    lou louis
    marty martin
    max maxwell
    nate nathan nathaniel
    stu stuart
    the one who spoke last
    he said
    """.strip().splitlines()
)

#: Lemmas of the commonest reporting verbs: their subject is "the one who spoke last". The whole lexicon of
#: cues belongs to the quotes; this much is needed to know whom "he said" goes on with.
REPORTING_VERBS: frozenset[str] = frozenset(
    """
    say tell add ask reply answer explain note write tweet argue claim insist suggest warn declare announce
    state admit acknowledge stress emphasize emphasise respond continue believe think conclude report assert
    recall joke predict vow promise contend complain quip observe remark comment deny confirm point urge call
    """.split()
)

#: Verbs of asking: what they ask is about the one who is asked ("asked Holm whether he …").
ASKING_VERBS: frozenset[str] = frozenset(
    ("ask", "question", "press", "grill", "quiz", "urge", "remind", "challenge", "invite", "advise", "warn")
)

#: Platforms and outlets of one word that speak, whatever a recogniser takes them for.
KNOWN_BODIES: frozenset[str] = frozenset(
    "facebook twitter google youtube instagram reddit politico breitbart reuters buzzfeed wikileaks vox".split()
)

#: Titles that are also given names: kept when they open a name.
TITLE_LIKE_NAMES: frozenset[str] = frozenset(
    "guy dean major king prince bishop duke pope marshal judge".split()
)

#: Pronouns a coreference can be read from: lower-cased form → gender, number, and whether it is first person.
PRONOUNS: dict[str, tuple[Gender | None, Literal["singular", "plural"], bool]] = {
    "he": ("m", "singular", False), "him": ("m", "singular", False), "his": ("m", "singular", False),
    "himself": ("m", "singular", False), "she": ("f", "singular", False), "her": ("f", "singular", False),
    "hers": ("f", "singular", False), "herself": ("f", "singular", False), "it": (None, "singular", False),
    "its": (None, "singular", False), "itself": (None, "singular", False), "they": (None, "plural", False),
    "them": (None, "plural", False), "their": (None, "plural", False), "theirs": (None, "plural", False),
    "themselves": (None, "plural", False), "i": (None, "singular", True), "me": (None, "singular", True),
    "my": (None, "singular", True), "mine": (None, "singular", True), "myself": (None, "singular", True),
    "we": (None, "plural", True), "us": (None, "plural", True), "our": (None, "plural", True),
    "ours": (None, "plural", True), "ourselves": (None, "plural", True),
}  # fmt: skip

#: Walks of life by title noun: two people of one name are told apart when their titles are of different walks.
WALKS: tuple[frozenset[str], ...] = tuple(
    frozenset(paragraph.split())
    for paragraph in """
    president minister senator representative governor mayor congressman congresswoman secretary
    ambassador d'affaires diplomat premier chancellor lawmaker politician councilman councilwoman
    councillor envoy leader adviser advisor nominee candidate undersecretary commissioner official
    director aide strategist king queen spokesman spokeswoman spokesperson delegate legislator
    general colonel admiral captain officer lieutenant commander major sergeant soldier veteran
    activist lobbyist lawyer attorney judge justice prosecutor

    player coach pitcher athlete champion quarterback striker goalkeeper golfer boxer swimmer runner
    skater

    singer actor actress musician comedian filmmaker artist novelist poet composer rapper dancer
    performer

    professor scientist economist scholar researcher historian psychologist biologist physicist
    doctor surgeon

    pastor bishop priest rabbi imam reverend cardinal archbishop pope

    farmer teacher driver nurse waiter waitress mechanic firefighter student retiree plumber
    electrician
    """.split("\n\n")
)

#: Nouns for a body that may stand for one of any kind ("the Ford Foundation … the group").
GENERAL_BODIES: frozenset[str] = frozenset(
    ("group", "organization", "organisation", "outlet", "agency", "body")
)

#: Nouns for someone in a contest: "the candidate" is the one the article is about.
CONTEST_NOUNS: frozenset[str] = frozenset(
    ("candidate", "nominee", "frontrunner", "front-runner", "contender")
)

#: Nouns for those who speak for others: never an epithet of someone named before.
ALWAYS_UNNAMED: frozenset[str] = frozenset(
    ("spokesman", "spokeswoman", "spokesperson", "source", "witness", "aide")
)

#: Words that count two parties.
COUNTING_WORDS: frozenset[str] = frozenset(("both", "two", "either"))

#: What recognisers take for people beside the bodies of one word.
NEVER_PERSONS: frozenset[str] = frozenset("brexit obamacare snapchat".split())

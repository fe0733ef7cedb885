"""How often annotators took a construction with this word for an attribution: counts from PolNeAR's training part.

For each pattern of the rules the share of right candidates among words not listed; for each listed word, by pattern,
how many candidates were right and how many there were. A candidate is right where its content overlaps a gold
attribution's by half (Jaccard over words). Counts of 840 articles (Newell et al. 2018, "An Attribution Relations
Corpus for Political News", LREC), by the parser pipeline that this package pins.
"""

from __future__ import annotations

#: Share of right candidates among words that the table below does not list, by pattern.
PATTERN_RATES: dict[str, float] = {
    "according": 0.821,
    "after": 0.938,
    "after_mixed": 0.500,
    "bare": 0.484,
    "before": 0.798,
    "clause": 0.508,
    "document": 0.750,
    "infinitive": 0.250,
    "introduced": 0.800,
    "joined": 0.667,
    "joined_clause": 0.753,
    "joined_mixed": 0.385,
    "label": 0.652,
    "noun": 0.566,
    "object": 0.162,
    "passive": 0.173,
    "preposition": 0.105,
    "quoted_according": 0.111,
    "quoted_clause": 0.151,
    "quoted_infinitive": 0.110,
    "quoted_noun": 0.157,
    "quoted_object": 0.057,
    "quoted_passive": 0.066,
    "quoted_preposition": 0.028,
    "quoted_raised": 0.250,
    "quoted_split": 0.155,
    "raised": 0.523,
    "signed": 0.889,
    "split": 0.212,
    "transcript": 0.477,
}

#: For each word its patterns, right candidates and candidates seen: "word pattern right seen, pattern …; word …".
VERB_RATES = """
abandon object 5 18; able infinitive 16 75, quoted_infinitive 5 65; accept object 21 62; accord to according
342 416; accusation noun 7 12; accuse object 75 88, passive 7 8; achieve object 4 17; acknowledge clause 50
53, object 14 23; add after 99 103, after_mixed 6 11, before 78 84, clause 66 77, joined_clause 9 9, object
14 40, split 9 11; address object 30 84; admire object 5 5; admission noun 4 4; admit clause 22 29, object 6
12; adopt object 4 21; advice noun 4 4; advise object 5 26; advocate object 5 11; advocate for preposition 9
17; affect object 4 22; affirm object 6 9; agree clause 24 30, infinitive 23 31; agree on preposition 4 6;
agree with preposition 9 18; agreement noun 6 8; aim infinitive 8 15; aim at preposition 6 26; allege clause
11 13; allow clause 46 89, object 6 19; announce clause 49 58, object 46 70, passive 4 10, split 5 6; answer
after 4 4, object 20 36; apologize for preposition 4 8; appeal to preposition 4 17; appear infinitive 12 18,
object 4 10, raised 84 184; applaud object 11 13; appoint object 8 18; approve object 6 13; argue clause 100
110, infinitive 4 4, joined_clause 6 6, split 9 16; argument noun 7 10; ask after 28 28, before 11 11,
clause 97 121, infinitive 49 69, object 23 51, passive 13 29; ask about preposition 16 32; ask for
preposition 12 21; assail object 4 7; assert clause 15 15; assertion noun 8 9; assume clause 7 14; assure
clause 11 13, passive 4 8; attack object 51 95; attempt infinitive 7 29; attend object 6 60; attribute
object 5 7, passive 5 7; avoid object 5 33; aware clause 4 4; aware of preposition 6 13; back object 46 125;
balk at preposition 5 6; ban object 19 62; bar object 7 18; base on preposition 5 48; be clause 143 404,
infinitive 89 270, object 1075 5572, quoted_clause 68 411, quoted_infinitive 25 196, quoted_object 374 3904,
quoted_split 29 212, split 17 136; be about preposition 5 18; be at preposition 6 65; be in preposition 11
187; be like quoted_preposition 6 35; be on preposition 6 97; become clause 4 8, object 30 329; begin
infinitive 28 113, object 5 29; belief noun 8 10; believe clause 93 120, object 7 17, quoted_clause 14 91,
split 6 20; bemoan object 5 5; blame object 31 38; blast object 25 29; block object 25 55; boast clause 5 5;
boast of preposition 4 7; bomb quoted_object 5 9; boost object 6 24; boycott object 4 11; break object 5 40;
bring object 29 157, quoted_object 5 51; brush object 5 7; build object 19 118, quoted_object 9 63; buy
object 9 49; call clause 7 9, infinitive 47 63, joined_clause 15 25, noun 4 6, object 204 345, passive 6 23;
call for preposition 49 71; care about preposition 4 8; carry object 10 73; cast object 28 80; caution
clause 5 5; celebrate object 4 26; challenge infinitive 4 4, object 19 53; change object 9 88; chant
joined_clause 4 5; characterize object 6 6; charge clause 4 5, object 7 19, passive 9 14; chide object 5 6;
choose infinitive 7 21, object 7 37, quoted_object 4 14; cite joined_clause 5 5, object 60 72; claim clause
47 54, infinitive 5 6, noun 17 30, object 16 36; clarify clause 4 5; close object 5 33; collect object 4 22;
come in preposition 5 24; come to preposition 5 90; comment noun 7 9; comment on preposition 15 21;
committed to preposition 4 4; compare object 14 28; compare with preposition 6 41; complain clause 12 12;
complaint noun 8 8; concede clause 12 13; concern noun 13 20; concerned about preposition 4 8; conclude
after 13 13, before 4 4, clause 15 18; condemn object 13 22; conduct object 4 36; confidence noun 7 8;
confident clause 8 11; confident in preposition 4 4; confirm clause 8 9, object 12 19; confront object 6 26;
congratulate object 12 14; consider clause 17 27, infinitive 12 28, object 21 52, passive 11 20; contain
object 4 28; contend clause 6 7; continue after 30 31, before 14 16, infinitive 49 139, object 6 29,
quoted_infinitive 9 50; contradict object 7 11; contrast object 5 14; control object 4 25; convince clause
13 16, object 4 12; count object 4 9; counter object 4 11; cover object 10 44; create object 24 89,
quoted_object 5 43; credit object 10 10; critical of preposition 8 13; criticize object 65 90, passive 10
12; cut object 8 46; debate object 4 12; decide clause 12 23, infinitive 23 41; decision noun 34 64; declare
after 14 14, clause 24 33, joined_clause 5 5, object 12 23; decline infinitive 51 70, object 4 5; decry
object 9 12; deem object 7 16; defeat object 7 55; defend object 49 88; deliver object 25 79; demand clause
4 6, object 8 18; demonstrate clause 7 9; denounce object 27 32; deny clause 10 13, object 18 35; deport
object 6 19; describe clause 6 6, object 62 90, passive 4 6; describe as preposition 8 11; design infinitive
7 15, passive 4 11; desire noun 9 12; detail object 7 13; determine clause 17 35; devote object 6 10;
disagree with preposition 4 6; disavow object 6 12; disclose object 7 14, passive 4 7; discuss clause 7 8,
object 41 71; dismiss object 24 34; display object 4 10; dispute object 4 6; distance object 6 11; do clause
4 16, infinitive 4 9, object 22 185, quoted_object 16 318, quoted_split 4 14; doubt clause 5 5, noun 4 5;
downplay object 5 8; draft object 4 13; draw object 24 112; drop object 7 20; dub object 4 4; eager
infinitive 9 18; earn object 10 70; ease object 4 7; echo object 14 24, passive 4 5; eliminate object 7 25;
email object 7 13; embrace object 16 54; emphasize clause 9 9, object 11 16; encourage infinitive 15 22,
object 5 23; end object 17 66, quoted_object 4 17; endorse object 82 141; engage in preposition 5 25; enjoy
object 4 23; ensure clause 9 30; enter object 9 142; establish object 10 21; estimate clause 11 13; expand
object 12 60; expect clause 23 29, infinitive 18 24, object 7 13, passive 65 84; experience object 4 10;
explain after 13 13, before 6 6, clause 37 44, object 12 24, split 5 6; exploit object 5 12; explore object
4 7; expose object 9 20; express object 50 61; extend object 4 19; face object 21 167; fail infinitive 19
61; familiar with preposition 4 25; favor object 13 46; fear clause 14 18, noun 5 7, object 7 10; feature
object 6 28; feel clause 9 17, object 16 43, quoted_clause 11 28, quoted_object 4 46; fight object 4 45;
file object 11 32; fill object 6 23; find clause 68 91, object 30 148, quoted_clause 5 23, split 6 9; fire
object 4 16, passive 6 17; float object 4 4; focus passive 4 11; focus on preposition 42 93; follow object
14 105; force infinitive 10 39; frame object 5 12; free infinitive 4 12; gain object 6 54; generate object 6
30; get clause 11 45, object 31 270, quoted_infinitive 9 66, quoted_object 14 240, quoted_passive 4 31,
quoted_split 4 12; give object 53 289, quoted_object 6 112; go infinitive 18 62, object 5 43,
quoted_infinitive 62 491, quoted_split 4 44; go after preposition 4 24; go to preposition 4 65; grant object
4 13; grow object 4 33; guess clause 5 8; hack object 4 8; hail object 7 9; hand object 4 21; have clause 14
57, infinitive 39 175, object 221 1036, quoted_infinitive 43 255, quoted_object 70 667; head passive 5 8;
hear clause 5 11, object 8 32, quoted_clause 5 18; help clause 21 81, infinitive 29 156, object 4 53;
highlight object 20 35; hint at preposition 5 7; hire object 8 35; hit object 11 49; hold object 28 222;
honor object 4 7; hop clause 31 39, infinitive 22 36, split 4 5; hop for preposition 7 8; hope clause 9 11,
noun 6 14, quoted_clause 10 25; hopeful clause 5 8; host object 4 37; hurt object 5 31; idea noun 13 21,
quoted_noun 4 13; identify object 14 31; ignore object 14 33; imagine clause 4 6; imply clause 12 15; impose
object 7 23; include infinitive 4 13, object 40 174; increase object 14 55; indicate clause 31 37, split 5
5; insist clause 47 54; instruct infinitive 5 7; intend infinitive 16 26; interested in preposition 5 14;
introduce object 14 34; investigate object 4 24; invoke object 7 18; involve object 4 28; issue object 28
45; join object 13 75; joke before 4 4, clause 7 7; keep infinitive 7 29, object 24 134; kill object 5 57;
knock object 4 13; know clause 50 81, object 12 46, passive 25 36, quoted_clause 20 181, quoted_object 4 57,
quoted_split 12 62; know as preposition 6 39; know for preposition 5 13; label object 5 9; lament object 6
8; launch object 10 46; lay object 22 49; lead infinitive 8 14, object 18 128; lead to preposition 4 55;
learn clause 14 20, object 8 10; leave infinitive 6 19, object 16 162, passive 5 12; legalize object 4 13;
let clause 17 49, quoted_clause 21 101; like infinitive 17 26, object 8 19, quoted_infinitive 5 27; likely
clause 4 6, infinitive 21 109; liken object 5 5; limit object 5 28; link object 5 13; link to preposition 4
10; list object 15 19, passive 4 6; look infinitive 14 23, object 6 30; look at quoted_preposition 6 73;
look for preposition 10 27; look like preposition 5 12; lose object 10 124; love infinitive 5 6; maintain
clause 4 8, object 5 33; make clause 80 297, object 111 477, passive 4 36, quoted_clause 20 200,
quoted_object 20 208; many of preposition 5 116; mark object 8 27; mean clause 15 74, infinitive 7 22,
passive 5 9, quoted_clause 4 31, quoted_split 4 24; meet object 4 48; mention clause 4 7, object 32 50,
passive 5 7; mock object 21 27; monitor object 4 14; more than preposition 6 55; mount object 4 13; move
object 5 31; much of preposition 8 95; name object 27 50, passive 4 11; need infinitive 29 122, object 10
56, passive 4 14, quoted_infinitive 19 113, quoted_object 9 87; nervous about preposition 5 5; nominate
object 10 32, passive 4 6; note after 11 13, after_mixed 4 6, before 6 7, clause 103 112, object 17 21,
split 12 13; notion noun 13 17; offer infinitive 6 8, object 64 140, quoted_object 4 19; open object 7 42;
open to preposition 6 16; oppose infinitive 4 5, object 48 84; order clause 5 5, infinitive 11 12, noun 6
28, object 4 9; outline object 9 11; oversee object 4 18; overturn object 6 11; own object 4 28; paint
object 8 15; pass object 17 66; pay object 14 122; persuade infinitive 7 18; pick object 8 65; pitch object
4 6; pivot to preposition 4 10; place object 7 29; plan infinitive 67 100, noun 49 81; play object 19 98;
plead object 5 8; pledge clause 5 6, infinitive 28 55, noun 7 11, object 6 17; point clause 30 33, object 8
15, split 4 6; point to preposition 20 43; portray object 13 23; pose object 7 18; position object 5 8; post
before 4 4, object 19 33; praise object 40 54; predict clause 18 23, object 6 12, split 4 4; prefer
infinitive 6 6, object 12 16; present object 12 33; press object 7 16; prevent object 10 50; produce object
7 34; prohibit object 4 8; project object 5 15; promise clause 8 10, infinitive 34 44, noun 14 23, object 8
16; promote object 15 36; prompt infinitive 6 23; proposal noun 18 34; propose infinitive 12 19, object 22
30; protect object 10 49; proud of preposition 4 8; prove clause 6 15, infinitive 4 14, object 4 37; provide
object 32 144; publish object 11 19; pull object 5 32; pursue object 14 43; push infinitive 12 16, object 15
63; push for preposition 9 17; put before 7 8, object 29 182, quoted_object 7 93; question clause 20 22,
noun 4 12, object 27 38; quick infinitive 4 15; quote object 8 13; rail against preposition 8 11; raise
object 51 232, quoted_object 5 29; rally object 8 31; rank object 4 7; reach object 10 55; read after 9 9,
before 5 8, object 6 32; ready infinitive 12 32; realize clause 7 9; rebut object 7 7; recall after 11 11,
clause 9 10, object 15 24; receive object 17 123; recite object 5 8; recognize clause 11 13, object 14 22;
recommend object 5 9; recount object 4 7; refer to preposition 33 76; reference object 10 15; reflect object
10 41; reform object 4 10; refusal noun 8 21; refuse infinitive 52 74; reiterate object 9 14; reject object
37 51; release object 46 113, passive 8 29; reluctant infinitive 4 8; rely on preposition 5 27; remain
object 13 117; remark clause 5 5, noun 5 5; remember object 5 8, quoted_clause 6 13; remind clause 7 9,
object 11 18; remove object 4 19; renew object 5 12; repeat object 11 17; replace object 5 29; reply after
14 14, before 9 10; report after 8 8, after_mixed 4 4, clause 48 58, infinitive 9 14, joined_clause 4 4,
noun 18 25, object 13 26, passive 10 15, split 25 30; represent object 17 93, quoted_object 4 32; repudiate
object 4 6; request noun 8 13; require clause 4 6, infinitive 19 44, object 6 36, passive 5 10; resist
object 5 10; respond after 7 8, before 14 14, clause 5 6; respond by preposition 5 13; respond to
preposition 34 84; responsible for preposition 13 27; restrict object 6 13; result in preposition 4 20;
return object 4 27; retweete object 6 7; reveal clause 26 34, object 12 25; reverse object 6 23; review
object 4 17; rig passive 4 5; roll object 6 17; rumor noun 4 5; run object 14 102; save object 4 25; say
after 2271 2326, after_mixed 122 156, before 235 250, clause 1976 2225, infinitive 9 13, joined 5 6,
joined_clause 59 61, joined_mixed 6 8, object 34 58, quoted_clause 47 302, quoted_object 10 90, quoted_split
4 35, split 404 504; say about preposition 9 18; say in preposition 4 10; see clause 32 87, object 88 192,
passive 26 44, quoted_clause 7 89, quoted_object 10 119; see as preposition 10 19; seek infinitive 59 105,
object 29 79; seem infinitive 9 9, quoted_raised 10 38, raised 109 185; seize on preposition 4 14; send
object 19 108, quoted_object 5 34; set object 10 67, passive 6 28; share object 20 50; shift object 8 33;
show clause 141 195, infinitive 5 7, object 81 146, passive 5 9, split 8 12; shut object 4 12; side with
preposition 4 9; sign object 12 41; signal clause 5 5, object 5 13; slam object 22 26; slash object 4 5;
sound object 4 20; speak about preposition 13 14; speak of preposition 4 8; spend infinitive 13 42, object
25 131; sponsor object 4 9; stand by preposition 4 8; start infinitive 10 43, object 6 38, quoted_infinitive
5 47; state after 6 6, before 6 6, clause 26 30, object 4 5; statement noun 32 36; step object 5 20; stop
infinitive 5 20, object 8 59; stress object 8 10; strike object 5 29; struggle infinitive 11 35; sue object
6 16; suggest clause 154 180, infinitive 4 6, object 9 16; suggestion noun 16 18; support infinitive 12 20,
object 120 330, passive 4 6, quoted_object 6 93; supportive of preposition 5 6; sure clause 7 17,
quoted_clause 9 45; surprise object 4 7; suspect clause 5 5; suspend object 7 25; take object 68 503,
quoted_object 16 217; talk object 4 8; talk about preposition 47 72, quoted_preposition 6 49; target object
10 37; tell after 199 203, after_mixed 6 10, before 29 36, clause 199 231, infinitive 8 18, object 21 66,
quoted_clause 14 76, split 16 19; tend infinitive 5 33; thank object 16 19; think clause 87 122,
quoted_clause 115 525, quoted_split 6 42, split 10 23; think about preposition 7 12; think of preposition 4
10; threaten infinitive 17 25, object 4 11; throw object 7 33; tie object 6 23; title object 6 12; tout
object 15 22; trade object 4 11; trail object 4 30; treat object 7 21; trump object 4 17; try infinitive 71
269, quoted_infinitive 11 114; turn object 18 120; tweet after 30 31, before 12 13, clause 15 17, object 20
45; undermine object 5 24; underscore object 10 21; understand clause 11 17, object 13 34, quoted_clause 7
42; unlikely infinitive 4 20; unveil object 5 11; urge infinitive 46 59, object 4 8; use infinitive 32 121,
object 30 153; view object 14 35, passive 6 13; view as preposition 4 6; violate object 8 28; visit object 6
42; voice object 9 14; vote infinitive 11 17; vote against preposition 5 14; vote for preposition 30 120;
vote in preposition 6 38; vouch for preposition 5 6; vow infinitive 41 45; want clause 30 47, infinitive 90
162, object 27 51, quoted_clause 5 50, quoted_infinitive 16 242, quoted_object 6 47; warn before 4 4, clause
27 28; warn of preposition 6 7; wary of preposition 4 4; watch clause 4 12, object 5 50; wear object 5 34;
welcome object 14 24; willing infinitive 17 34, quoted_infinitive 6 30; win object 29 540, quoted_object 5
93; withdraw object 4 8; witness object 4 6; wonder clause 14 16; worried about preposition 7 8; worry
clause 17 18; worry about preposition 7 14; write after 160 162, after_mixed 12 18, before 27 30, clause 27
31, object 15 42, split 10 13; write about preposition 4 10
"""

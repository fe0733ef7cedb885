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
    "after": 0.939,
    "after_mixed": 0.468,
    "bare": 0.484,
    "before": 0.804,
    "clause": 0.507,
    "document": 0.750,
    "infinitive": 0.232,
    "introduced": 0.800,
    "joined": 0.667,
    "joined_clause": 0.767,
    "joined_mixed": 0.391,
    "label": 0.652,
    "noun": 0.563,
    "object": 0.170,
    "preposition": 0.105,
    "quoted_according": 0.111,
    "quoted_clause": 0.149,
    "quoted_infinitive": 0.110,
    "quoted_noun": 0.183,
    "quoted_object": 0.061,
    "quoted_preposition": 0.029,
    "quoted_split": 0.154,
    "signed": 0.889,
    "split": 0.211,
    "transcript": 0.477,
}

#: For each word its patterns, right candidates and candidates seen: "word pattern right seen, pattern …; word …".
VERB_RATES = """
abandon object 5 18; able infinitive 16 75, quoted_infinitive 5 65; accept object 22 63; accord to according
342 416; accusation noun 6 11; accuse object 74 88; accuse of preposition 4 16; achieve object 4 17;
acknowledge clause 50 53, object 14 23; add after 98 102, after_mixed 6 12, before 77 83, clause 67 78,
joined_clause 9 9, object 15 40, split 10 12; address object 31 84; admire object 5 5; admit clause 22 29,
object 6 12; adopt object 4 21; advice noun 4 4; advise infinitive 4 8, object 5 26; advocate object 5 11;
advocate for preposition 9 17; affect object 4 22; affirm object 6 9; agree clause 24 30, infinitive 23 31;
agree on preposition 4 6; agree with preposition 9 18; agreement noun 5 7; aim infinitive 8 15; aim at
preposition 8 29; air object 4 14; allege clause 11 13; allow clause 46 89, object 6 19; announce clause 49
58, object 48 72, split 5 6; answer after 4 4, object 20 36; apologize for preposition 4 8; appeal to
preposition 4 18; appear clause 6 10, infinitive 64 116, object 14 33; applaud object 11 13; appoint object
8 19; approve object 6 13; argue clause 101 111, infinitive 4 4, joined_clause 5 5, split 9 16; argument
noun 6 9; ask after 28 28, before 11 11, clause 97 121, infinitive 55 77, object 25 55; ask about
preposition 25 44; ask for preposition 12 21; assert clause 15 15; assertion noun 6 6; assume clause 7 14;
assure clause 11 13; assure of preposition 4 6; attack object 50 95; attempt infinitive 7 29; attend object
6 60; attribute object 5 7; avoid object 5 33; aware clause 4 4; aware of preposition 6 13; back object 46
125; balk at preposition 5 6; ban object 21 62; bar object 7 18; base on preposition 8 62; be clause 143
404, infinitive 89 270, object 1096 5583, quoted_clause 68 411, quoted_infinitive 25 196, quoted_object 376
3934, quoted_split 29 212, split 17 136; be about preposition 5 18; be at preposition 6 65; be in
preposition 11 188; be like quoted_preposition 6 35; be on preposition 6 97; beat object 4 54; become clause
4 8, object 31 336; begin infinitive 28 114, object 4 29; belief noun 6 8; believe clause 93 120, object 7
17, quoted_clause 14 91, split 6 20; bemoan object 5 5; blame object 29 37; blast object 24 29; block object
26 55; boast clause 5 5; boast of preposition 4 7; bomb quoted_object 5 9; boost object 6 24; boycott object
4 11; brace for preposition 4 8; break object 6 40; bring object 31 157, quoted_object 5 51; brush object 5
7; build object 20 118, quoted_object 9 63; buy object 9 49; call clause 7 9, infinitive 47 64,
joined_clause 12 22, noun 4 6, object 211 359; call for preposition 49 72; capture object 4 37; care about
preposition 4 8; carry object 10 74; cast object 28 80; caution clause 5 5; celebrate object 4 26; challenge
infinitive 4 4, object 20 54; change object 10 89; chant joined_clause 4 5; characterize object 6 6; charge
clause 4 5, object 7 17; charge with preposition 4 15; chide object 4 6; choose infinitive 9 23, object 7
37, quoted_object 4 14; cite object 61 72; claim clause 47 54, infinitive 5 6, noun 11 21, object 16 36;
clarify clause 4 5; close object 5 33; collect object 4 22; come in preposition 5 24; come to preposition 5
90; comment noun 5 7; comment on preposition 15 21; commit object 4 8; committed to preposition 4 4; compare
object 14 28; compare with preposition 6 42; complain clause 12 12; complaint noun 5 5; concede clause 12
13; concern noun 13 18; concerned about preposition 4 8; conclude after 13 13, before 4 4, clause 15 18;
condemn object 13 22; conduct object 5 36; confidence noun 6 7; confident clause 8 11; confident in
preposition 4 4; confirm clause 8 9, object 11 19; confront object 7 26; congratulate object 12 14; consider
clause 17 27, infinitive 12 28, object 23 69; contain object 4 28; contend clause 6 7; continue after 30 31,
before 14 16, infinitive 49 139, object 6 29, quoted_infinitive 9 50; contradict object 7 11; contrast
object 5 14; control object 4 25; convince clause 13 16, object 4 12; count object 4 9; counter object 4 11;
cover object 10 45; create object 26 91, quoted_object 6 44; credit object 10 10; critical of preposition 8
13; criticize object 63 90; criticize for preposition 6 7; cut object 8 48; debate object 5 12; decide
clause 12 23, infinitive 23 41; decision noun 34 64; declare after 14 14, clause 24 33, joined_clause 4 4,
object 16 32; decline infinitive 51 70, object 4 5; decry object 9 12; deem object 7 21; defeat object 7 55;
defend object 50 88; deliver object 25 79; demand clause 4 6, object 8 18; demonstrate clause 7 9; denounce
object 27 33; deny clause 9 13, object 20 37; deport object 6 19; describe clause 6 6, object 65 90;
describe as preposition 10 14; design infinitive 11 25; desire noun 9 12; detail object 8 13; determine
clause 17 35; devote object 6 11; disagree with preposition 4 6; disavow object 6 12; disclose object 7 14;
discuss clause 7 8, object 39 71; dismiss object 25 34; display object 4 10; dispute object 4 6; distance
object 6 11; distinguish object 4 6; do clause 4 16, infinitive 4 9, object 24 189, quoted_object 16 324,
quoted_split 4 14; do with preposition 4 21; doubt clause 5 5, noun 4 5; downplay object 5 8; draft object 5
13; draw object 23 112; drop object 7 20; dub object 5 5; eager infinitive 9 18; earn object 10 70; ease
object 4 7; echo object 14 24; eliminate object 7 25; email object 7 13; embrace object 16 54; emphasize
clause 9 9, object 11 16; encourage infinitive 15 22, object 5 23; end object 17 66, quoted_object 4 17;
endorse object 78 141; engage in preposition 7 28; enjoy object 6 23; ensure clause 9 30; enter object 9
142; establish object 10 21; estimate clause 11 13; expand object 12 60; expect clause 23 29, infinitive 71
105, object 9 14; experience object 4 10; explain after 13 13, before 6 6, clause 37 44, object 12 24, split
5 6; exploit object 5 12; explore object 4 7; expose object 9 20; express object 49 60; extend object 4 19;
face object 23 167; fail infinitive 19 62; familiar with preposition 4 25; favor object 14 46; fear clause
14 18, noun 5 7, object 7 10; feature object 6 28; feel clause 9 17, object 17 43, quoted_clause 11 28,
quoted_object 4 46; fight object 4 45; file object 11 32; fill object 6 23; find clause 68 91, object 31
152, quoted_clause 5 23, split 6 9; fire object 5 16; float object 4 4; focus on preposition 45 104; follow
object 14 105; force infinitive 10 45; frame object 5 12; free infinitive 4 12; gain object 7 55; generate
object 7 30; get clause 11 45, object 33 273, quoted_infinitive 12 82, quoted_object 15 254, quoted_split 4
12; give object 56 299, quoted_object 8 118; go infinitive 18 62, object 5 43, quoted_infinitive 62 491,
quoted_split 4 44; go after preposition 4 24; go to preposition 4 65; grant object 4 16; grow object 4 33;
guess clause 5 8; hack object 4 8; hail object 7 9; hand object 4 23; have clause 14 57, infinitive 39 175,
object 227 1039, quoted_infinitive 43 255, quoted_object 72 670; hear clause 5 11, object 8 32,
quoted_clause 5 18; help clause 21 81, infinitive 29 156, object 5 53; highlight object 20 35; hint at
preposition 5 7; hire object 8 35; hit object 11 49; hold object 30 223; honor object 4 7; hop clause 31 39,
infinitive 22 36, split 4 5; hop for preposition 7 8; hope clause 9 11, noun 6 14, quoted_clause 10 25;
hopeful clause 5 8; host object 4 37; hurt object 5 31; idea noun 11 17; identify object 14 31; ignore
object 14 33; imagine clause 4 6; imply clause 12 15; impose object 7 23; include infinitive 4 13, object 41
174; increase object 14 55; indicate clause 31 37, split 5 5; insist clause 47 54; instruct infinitive 5 8;
intend infinitive 19 33; interested in preposition 5 14; introduce object 12 34; investigate object 5 24;
invite infinitive 5 14; invoke object 6 18; involve object 4 28; issue object 30 46; join object 13 75; joke
clause 7 7; keep infinitive 7 29, object 24 137, quoted_object 6 64; kill object 6 57; knock object 4 13;
know clause 50 81, infinitive 6 9, object 12 46, quoted_clause 20 181, quoted_object 4 57, quoted_split 12
62; know as preposition 14 48; know for preposition 14 26; label object 6 10; lament object 6 8; launch
object 10 46; lay object 24 50; lead infinitive 8 14, object 18 128; lead to preposition 4 55; learn clause
14 20, object 8 10; leave infinitive 6 19, object 17 165; legalize object 4 13; let clause 17 49,
quoted_clause 21 101; like infinitive 17 26, object 8 19, quoted_infinitive 5 27; likely clause 4 6,
infinitive 21 109; liken object 5 5; limit object 5 28; link object 5 13; link to preposition 4 17; list
object 16 19; look infinitive 14 23, object 6 30; look at quoted_preposition 6 73; look for preposition 10
27; look like preposition 5 12; lose object 11 124; love infinitive 5 6; maintain clause 4 8, object 6 33;
make clause 80 297, object 117 487, quoted_clause 20 200, quoted_object 20 215; many of preposition 5 116;
mark object 10 32; mean clause 15 74, infinitive 11 31, quoted_clause 4 31, quoted_split 4 24; meet object 4
48; mention clause 4 7, object 31 50; mock object 21 27; monitor object 4 14; more than preposition 6 55;
mount object 4 13; move object 5 31; much of preposition 8 95; name object 27 55; need infinitive 30 124,
object 10 56, quoted_infinitive 19 113, quoted_object 9 87; nervous about preposition 5 5; nominate object
11 32; note after 11 13, after_mixed 4 6, before 6 7, clause 103 112, object 18 21, split 12 13; notion noun
10 14; offer infinitive 6 9, object 67 143; open object 7 42; open to preposition 6 16; oppose infinitive 4
5, object 49 84; order clause 5 5, infinitive 11 12, noun 6 28, object 4 9; outline object 8 11; oversee
object 4 18; overturn object 6 11; own object 4 28; paint object 8 15; pass object 18 66; pay object 14 128;
persuade infinitive 7 21; pick object 10 66; pitch object 4 6; pivot to preposition 4 10; place object 7 29;
plan infinitive 67 100, noun 49 81; play object 18 98; plead object 5 8; pledge clause 5 6, infinitive 28
55, noun 7 11, object 6 17; point clause 30 33, object 8 15, split 4 6; point to preposition 20 43; poise
infinitive 5 22; portray object 13 23; pose object 7 18; position object 5 8; post before 4 4, object 19 33;
praise object 38 54; predict clause 18 23, object 6 13, split 4 4; prefer infinitive 6 6, object 12 16;
prepare for preposition 4 17; present object 11 33; press object 7 16; prevent object 10 50; produce object
7 34; prohibit object 4 8; project object 6 16; promise clause 7 9, infinitive 34 44, noun 13 22, object 8
17; promote object 15 36; prompt infinitive 7 24; proposal noun 18 34; propose infinitive 12 19, object 22
30; prosecute object 4 13; protect object 10 49; proud of preposition 4 8; prove clause 6 15, infinitive 4
14, object 4 38; provide object 33 144; publish object 12 20; pull object 5 32; pursue object 13 43; push
infinitive 12 16, object 15 64; push for preposition 10 18; put before 9 10, object 31 183, quoted_object 7
94; question clause 20 22, noun 4 10, object 27 38; quick infinitive 4 15; quote object 8 13; rail against
preposition 8 11; raise object 52 233, quoted_object 5 29; rally object 8 31; rank object 4 8; reach object
10 55; read after 9 9, before 5 8, object 7 33; ready infinitive 12 32; realize clause 7 9; rebut object 7
7; recall after 11 11, clause 9 10, object 17 25; receive object 17 124; recite object 5 8; recognize clause
11 13, object 14 22; recommend object 6 9; recount object 4 7; refer to preposition 33 77; reference object
11 15; reflect object 10 41; reform object 4 10; refusal noun 8 21; refuse infinitive 52 74; reiterate
object 9 14; reject object 37 51; release object 48 113; reluctant infinitive 4 8; rely on preposition 5 27;
remain object 13 117; remark clause 5 5, noun 5 5; remember object 5 8, quoted_clause 6 13; remind clause 7
9, object 11 18; remove object 4 19; renew object 5 12; repeat object 10 17; replace object 5 29; reply
after 14 14, before 9 10; report after 8 9, after_mixed 4 4, clause 48 58, infinitive 10 15, joined_clause 4
4, noun 12 18, object 15 27, split 25 29; represent object 18 93, quoted_object 4 32; repudiate object 4 6;
request noun 8 12; require clause 4 6, infinitive 22 50, object 6 36; resist object 5 10; respond after 7 8,
before 13 13, clause 6 7; respond by preposition 5 13; respond to preposition 34 84; responsible for
preposition 13 27; restrict object 6 13; result in preposition 4 20; return object 4 27; retweete object 6
7; reveal clause 26 34, object 12 25; reverse object 6 23; review object 4 17; roll object 6 17; rumor noun
4 5; run object 16 102; save object 4 25; say after 2271 2326, after_mixed 127 161, before 233 247, clause
1979 2230, infinitive 12 17, joined 4 5, joined_clause 57 59, joined_mixed 6 8, object 34 58, quoted_clause
47 302, quoted_object 10 90, quoted_split 4 35, split 401 501; say about preposition 9 18; say in
preposition 4 10; secure object 4 57; see clause 32 87, infinitive 5 10, object 92 193, quoted_clause 7 89,
quoted_object 10 119; see as preposition 21 47; seek infinitive 59 105, object 28 80; seem clause 10 16,
infinitive 67 106, object 19 62, quoted_infinitive 6 24; seem like preposition 8 13; seize on preposition 4
14; sell object 4 40; send object 19 108, quoted_object 5 34; set object 10 67; shape object 4 16; share
object 20 50; shift object 8 33; show clause 141 195, infinitive 8 11, object 85 149, split 8 12; shut
object 4 12; side with preposition 4 9; sign object 12 41; signal clause 5 5, object 5 13; slam object 22
26; slash object 4 5; sound object 4 20; speak about preposition 13 14; speak of preposition 4 8; spend
infinitive 13 43, object 27 132; sponsor object 4 9; stand by preposition 4 8; start infinitive 10 44,
object 6 38, quoted_infinitive 5 47; state after 6 6, before 6 6, clause 26 30, object 4 5; statement noun
29 33; step object 5 20; stop infinitive 5 20, object 11 59; stress clause 4 5, object 8 10; strike object 5
29; struggle infinitive 11 35; sue object 6 16; suggest clause 153 179, infinitive 4 6, object 9 16;
suggestion noun 16 17; support infinitive 12 20, object 118 330, quoted_object 6 95; supportive of
preposition 5 6; sure clause 7 17, quoted_clause 9 45; surprise object 4 7; suspect clause 5 5; suspend
object 7 25; tackle object 4 12; take object 81 504, quoted_object 16 219; talk object 4 8; talk about
preposition 47 74, quoted_preposition 6 49; target object 10 37; tell after 199 203, after_mixed 8 12,
before 29 36, clause 198 230, infinitive 9 19, object 23 65, quoted_clause 14 76, split 16 19; tend
infinitive 5 33; thank object 14 19; think clause 88 123, quoted_clause 115 525, quoted_split 6 42, split 10
23; think about preposition 7 12; think of preposition 4 10; threaten infinitive 17 25, object 4 11; throw
object 8 34; tie object 6 23; title object 6 12; tout object 15 22; trade object 4 11; trail object 4 30;
treat object 8 21; trump object 4 17; try infinitive 71 269, quoted_infinitive 11 114; turn object 18 121;
tweet after 29 30, before 12 13, clause 15 17, object 19 45; undermine object 5 24; underscore object 10 21;
understand clause 11 17, object 13 34, quoted_clause 7 42; unify object 4 18; unlikely infinitive 4 20;
unveil object 5 11; urge infinitive 45 58, object 4 8; use infinitive 32 129, object 37 153; view object 14
35; view as preposition 5 11; violate object 8 28; visit object 6 42; voice object 9 14; vote infinitive 11
17, object 4 19; vote against preposition 5 14; vote for preposition 30 120; vote in preposition 6 38; vouch
for preposition 5 6; vow infinitive 41 45; want clause 30 47, infinitive 91 165, object 27 51, quoted_clause
5 50, quoted_infinitive 16 243, quoted_object 6 47; warn clause 28 29; warn of preposition 6 7; wary of
preposition 4 4; watch clause 4 12, object 5 50; wear object 5 34; welcome object 14 24; willing infinitive
17 34, quoted_infinitive 6 30; win object 32 541, quoted_object 7 94; withdraw object 4 8; witness object 4
6; wonder clause 14 16; worried about preposition 7 8; worry clause 16 17; worry about preposition 7 14;
write after 160 162, after_mixed 12 19, before 27 30, clause 27 31, object 15 42, split 10 13; write about
preposition 4 10
"""

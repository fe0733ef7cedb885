"""Which spellings are one Korean or Chinese name? Family names and syllables as different systems write them.

Korean names reach English news by Revised Romanisation, McCune–Reischauer and habit; a family name keeps the
spelling its bearer likes. Each line below holds spellings of one family name.
"""

from __future__ import annotations

_KOREAN_FAMILIES = """
kim gim
lee yi rhee ri rhie
park pak bak
choi choe
jeong chung jung cheong chong joung
kang gang
cho jo
yoon yun
jang chang
lim im rim
han
oh
seo suh
shin sin
kwon gwon kweon
hwang
ahn an
song
yoo yu ryu you ryoo
hong
jeon chun jun chon
ko koh go
moon mun
yang
son sohn
bae pae
baek paik back paek
heo hur huh ho
nam
shim sim
noh roh no
ha
kwak gwak
sung seong
cha
joo ju chu
woo wu
koo gu ku
wi wee
min
na ra
ji chi
eom um
won
bang pang
byun byeon pyon
choo
do to
"""

#: Spelling of a Korean family name → the first spelling of its line.
KOREAN_FAMILIES: dict[str, str] = {
    spelling: line.split()[0] for line in _KOREAN_FAMILIES.strip().splitlines() for spelling in line.split()
}

#: Common Chinese, Vietnamese and Japanese-independent family names that stand first.
OTHER_FIRST_FAMILIES: frozenset[str] = frozenset(
    """
    xi wang li zhang liu chen yang zhao huang zhou wu xu sun hu zhu gao lin he guo ma luo liang zheng xie tang
    deng mao jiang wen hua ai nguyen tran pham peng qin ren geng zhong
    """.split()
)

#: Syllables of Korean given names as habit writes them → Revised Romanisation.
KOREAN_SYLLABLES: dict[str, str] = {
    "young": "yeong", "yong": "yeong", "kyung": "gyeong", "kyong": "gyeong", "jung": "jeong", "chung": "jeong",
    "hyun": "hyeon", "hyon": "hyeon", "sung": "seong", "song": "seong", "chul": "cheol", "chol": "cheol",
    "suk": "seok", "sok": "seok", "joon": "jun", "hoon": "hun", "woo": "u", "wu": "u", "soo": "su", "un": "eun",
    "kyu": "gyu", "ki": "gi", "kee": "gi", "kwan": "gwan", "kwang": "gwang", "keun": "geun", "kun": "geun",
    "geon": "geon", "won": "won", "tae": "tae", "dae": "dae", "yun": "yeon", "yon": "yeon", "hee": "hui",
    "hi": "hui", "mi": "mi", "myung": "myeong", "myong": "myeong", "byung": "byeong", "byong": "byeong",
    "bum": "beom", "pom": "beom", "sun": "seon", "son": "seon", "jin": "jin", "chin": "jin", "ho": "ho",
    "doo": "du", "tong": "dong", "chae": "jae", "chong": "jong", "shik": "sik", "shin": "sin", "lac": "rak",
    "rak": "rak", "nak": "rak", "lak": "rak", "moo": "mu", "sup": "seop", "sop": "seop", "ku": "gu", "koo": "gu",
    "kook": "guk", "kuk": "guk", "gook": "guk", "kap": "gap", "kil": "gil", "kon": "geon",
}  # fmt: skip

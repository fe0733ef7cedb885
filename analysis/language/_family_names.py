"""Family names that stand first, as people of China, Korea and Vietnam write them, in their common spellings."""

from __future__ import annotations

#: In lower case.
FIRST_FAMILY_NAMES: frozenset[str] = frozenset(
    """
    ahn ai an back bae baek bak bang byeon byun cha chang chen cheong chi cho choe choi chon chong choo chu chun
    chung deng do eom gang gao geng gim go gu guo gwak gwon ha han he heo ho hong hu hua huang huh hur hwang im
    jang jeon jeong ji jiang jo joo joung ju jun jung kang kim ko koh koo ku kwak kweon kwon lee li liang lim
    lin liu luo ma mao min moon mun na nam nguyen no noh oh pae paek paik pak pang park peng pham pyon qin ra
    ren rhee rhie ri rim roh ryoo ryu seo seong shim shin sim sin sohn son song suh sun sung tang to tran um
    wang wee wen wi won woo wu xi xie xu yang yi yoo yoon you yu yun zhang zhao zheng zhong zhou zhu
    """.split()
)

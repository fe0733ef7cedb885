"""Which given names do men and which do women bear, as far as an annotated news corpus shows?

Counted on the 840 annotated articles of PolNeAR's training part (Newell et al. 2018): people whom an article
calls Mr or Ms, or describes by a noun that states it ("congresswoman"), weighed 3, or who are the only person of
a sentence that goes on with "he" or "she", weighed 1. A name is listed where 70 % or more of its weight agree;
words that are no given names, and names that men and women bear alike, were struck out by hand. A name is a
hint, nothing more: what an article itself says of a person always goes before it.
"""

from __future__ import annotations

#: Given names of men.
MALE_GIVEN_NAMES: frozenset[str] = frozenset(
    """
    abdullah abraham ahmed alastair alejandro alwaleed amadou andrew andy anthony barack beau ben benjamin
    bernie bill billy bob bobby brad brent brian bruce bryan carl carlos charles charlie chris christoph
    christopher chuck clark clint colin corey craig curt dan dave david dena dennis dinesh don donald
    douglas dylann edward emmet erik felipe fidel frank freddy frederic gary geert gene geoff george gilbert
    giovanni gordon greg gustav hamid hans-peter hany harry herman howard ian jack jacob jacques james jared
    jason jay jeb jeff jeffrey jerome jim jimmy joe joel john jon jorge joseph josh keith ken kenneth kevin
    lajos laurence lawrence lebron leonard lou louis luis malcolm marc marco mariano mark martin marvin
    massimo matt matthew michael mike mitch mitchell mitt mohammed morris muhammad neil newt nick nigel noah
    norbert norm oleg oliver omar owen patrick paul peter philip pierre rahm ralf rand raul ray recep reince
    richard rick rob robby robert roger ron ronald ross rudy rupert ryan sadiq samuel scott sepp shane
    sheldon solomon stan stephen steve steven stuart ted thomas tim timothy todd tom tommy tony travis trey
    victor viktor vladimir warren wayne wesley william willie yevgeny yukiya zachary
    """.split()
)

#: Given names of women.
FEMALE_GIVEN_NAMES: frozenset[str] = frozenset(
    """
    alice amandla amy angela ann anna arianna ashley barbara betsy betty breshna brianne carla carly carol
    catherine chelsea cheryl christine danai dascha debbie diane dorothy elizabeth ellen faiza galia gina
    gisela heather hillary hope huma humayun ivana ivanka jane janet jennifer jessica jillian joy kashiya
    katrina kellyanne laura laurie lee loretta maggie maria marine martha marwa mary maureen megyn melania
    michelle monica nancy nesa nicole nina nita norma patti phyllis rachel rebecca rhonda rita robyn rosario
    roxana ruth sahar samantha sandra sandy sarah shailene shelley shonda sue susan susana susanne suzanne
    theresa tina yasmeen yulia zeynep zoe
    """.split()
)

"""Which given names do men and which do women bear, as far as a news corpus and common usage show?

One part was counted on the 840 annotated articles of PolNeAR's training part (Newell et al. 2018): people whom
an article calls Mr or Ms, or describes by a noun that states it ("congresswoman"), weighed 3, or who are the only
person of a sentence that goes on with "he" or "she", weighed 1; a name is listed where 70 % or more of its weight
agree. The other part are names common among speakers of English. Words that are no given names, and names that
men and women bear alike (Kim, Leslie, Dana), were struck out by hand. A name is a hint, nothing more: what an
article itself says of a person always goes before it.
"""

from __future__ import annotations

#: Given names of men.
MALE_GIVEN_NAMES: frozenset[str] = frozenset(
    """
    aaron abdul abdullah abraham adam adrian ahmad ahmed al alan alastair albert alec alejandro
    alexander alexei alfred ali allan allen alvin alwaleed amadou anatoly andre andrei andrew andy angus
    anthony antonio archie arnold arthur ashton austin avi barack barry bart bashar beau ben benedict
    benjamin benny bernard bernie bert bill billy binyamin bob bobby boris brad bradley brandon brendan
    brent brett brian bruce bryan byron calvin carl carlos cecil chad charles charlie chester chris
    christian christoph christopher chuck clarence clark clay clayton clifford clint clyde cody colin
    conor corey cornelius craig curt curtis cyrus damon dan daniel danny darrell darren daryl dave david
    dean dennis derek derrick desmond dexter dinesh dirk dmitri dmitry dominic don donald donnie doug
    douglas duane duncan dustin dwight dylann earl eddie edgar edmund eduardo edward edwin ehud eli
    elias elijah elliot elliott emanuel emilio emmanuel emmet enrique eric erik ernest ernesto ernie
    ethan eugene evan everett felipe felix fernando fidel floyd francis francisco frank françois fred
    freddy frederic frederick fritz gabriel garrett gary gavin geert gene geoff george gerald gerard
    gerry gilbert giorgio giovanni glen glenn gordon graham grant greg gregory gustav guy hal hamid hank
    hans hans-peter hany harold harrison harry harvey hassan hector henry herb herbert herman horace
    howard hubert hugh hugo hussein ian ibrahim ignacio igor ira irving isaac ivan jack jacob jacques
    jake james jan-werner jared jason javier jay jeb jeff jeffrey jeremiah jeremy jerome jerry jesse
    jesús jim jimmy joachim joaquin joe joel john johnny jon jonah jonathan jorge jose josef joseph josh
    joshua josé juan jules julian julio justin kareem karl keith ken kenneth kenny kevin khalid kirk
    klaus kurt kyle lajos lance larry laurence lawrence lebron leo leon leonard leonardo leroy lester
    levi lewis lionel lloyd lorenzo lou louis lucas ludwig luis luke luther lyle lyndon mahmoud malcolm
    manuel marc marcel marco marcus mariano mario mark marshall martin marty marvin massimo mathew matt
    matthew maurice max maxwell melvin michael mick miguel mike mikhail milton mitch mitchell mitt
    mohamed mohammad mohammed morris morton moshe muhammad murray mustafa myron nathan nathaniel ned
    neil nelson newt nicholas nick nicolas nigel nikolai noah nolan norbert norm norman oleg oliver omar
    orlando osama oscar oswald otto owen pablo pascal patrick paul pavel pedro perry pete peter phil
    philip phillip pierre preston quentin rafael rahm ralf ralph ramon rand randall randy raphael rashid
    raul ray raymond recep reggie reginald reince reuben rex ricardo richard richie rick rob robby
    robert rodney rodrigo roger roland roman romano ron ronald rory ross roy ruben rudy rupert russ
    russell rusty ryan sadiq sal salvador sam sammy samuel sanford saul scott sean sebastian sepp serge
    sergei sergey sergio seth shane shaun shawn sheldon sherman shimon sidney sigmund silvio simon
    solomon spencer stan stefan stephen steve steven stuart sven sylvester tariq ted terrence theo
    theodore thomas tim timothy tobias toby todd tom tomas tommy tony travis trent trevor trey tristan
    troy tucker tyler ulrich umberto vance vernon victor viktor vince vincent virgil vito vlad vladimir
    wallace wally walter warren wayne wendell werner wesley wilbur wilfred william willie wolfgang
    woodrow woody xavier yasser yevgeny yitzhak yousef yukiya yuri yusuf zach zachary zack
    """.split()
)

#: Given names of women.
FEMALE_GIVEN_NAMES: frozenset[str] = frozenset(
    """
    abigail adele adriana agnes aisha alexandra alexis alice alicia alison allison alma alyssa amanda
    amandla amber amelia amina amy ana anastasia andrea angela angelica angelina anita ann anna annabel
    anne annie antonia ariana arianna arlene ashley audrey ava barbara beatrice becky belinda bernadette
    bertha beth bethany betsy betty beverly bianca bonnie brenda breshna brianne bridget brittany brooke
    camille candace candice carla carly carmen carol carole carolina caroline carolyn carrie cassandra
    cassidy catherine cathy cecilia celeste celia charlene charlotte chelsea cheryl chloe christina
    christine christy cindy claire clara claudia colleen condoleezza constance cora corinne courtney
    crystal cynthia daisy danai danielle daphne darlene dascha dawn deanna debbie deborah debra denise
    desiree diana diane dianne dolores donna dora doreen doris dorothy edith eileen elaine eleanor elena
    elise eliza elizabeth ella ellen eloise elsa elsie emily emma erica erika erin esther ethel eunice
    eva evelyn faith faiza fatima faye felicia fiona flora florence frances gabrielle gail galia
    genevieve georgia geraldine gertrude gilda gina ginger ginny gisela gladys glenda gloria grace greta
    gretchen gwen gwendolyn hannah harriet hazel heather helen helena helga henrietta hillary holly hope
    huma humayun ida imelda inez ingrid irene iris irma isabel isabella isabelle ivana ivanka ivy
    jacqueline jana jane janelle janet janice janine jasmine jayne jeanette jeanne jeannie jen jenna
    jennie jennifer jenny jessica jill jillian joan joanna joanne jocelyn jodi josephine joy joyce
    juanita judith judy julia juliana julianne julie juliet kamala kara karen karin karla kashiya
    katarina kate katelyn katharine katherine kathleen kathryn kathy katie katrina katy kayla keisha
    kelli kelly kellyanne kendra kimberly kirsten kirstjen krista kristen kristi kristin kristina
    kristine lana lara latoya laura lauren laurie leah leila lena leona leticia lila lilian lillian lily
    linda lindsay lisa liz liza lois lola lorena loretta lorraine louise lucia lucille lucinda lucy
    lydia lynda lynn lynne mabel madeleine madeline madison mae maggie malala mandy marcia margaret
    margarita margery margie margot marguerite maria marian mariana marianne marie marilyn marina marine
    marissa marjorie marla marlene marsha martha martina marwa mary maryam maureen maxine maya megan
    meghan megyn melania melanie melinda melissa mercedes meredith mia michelle mildred millie mindy
    minnie miranda miriam molly mona monica myra nadia nadine nancy naomi natalia natalie natasha nell
    nellie nesa nicole nikki nina nita noelle nora noreen norma olga olivia paige pam pamela patrice
    patricia patti paula pauline pearl peggy penelope penny petra phoebe phyllis polly priscilla rachael
    rachel ramona raquel rebecca regina renee rhoda rhonda rita roberta robyn rochelle rosa rosalie
    rosalind rosario rose roseanne rosemary rosie rowena roxana ruby ruth sabrina sadie sahar sally
    samantha sandra sandy sarah savannah selena selma serena shailene shannon shari sharon sheila shelby
    shelley sheri sherri sherry sheryl shirley shonda silvia simone siobhan sonia sonja sonya sophia
    sophie stacey stacy stella stephanie sue susan susana susanne susie suzanne sybil sylvia tabitha
    tamara tami tammy tanya tara tatiana teresa teri terri theresa tiffany tina tonya tracey tracy
    tricia trisha trudy ursula valerie vanessa vera verna veronica vicki vicky victoria viola violet
    virginia vivian wanda wendy whitney wilma winifred yasmeen yolanda yulia yvette yvonne zelda zeynep
    zoe
    """.split()
)

#: Of these, names that places, bodies and things bear as well: by themselves they do not show a person.
SHARED_GIVEN_NAMES: frozenset[str] = frozenset(
    """
    al amber austin carolina charlotte chester christian clay crystal daisy dawn dean earl faith
    florence georgia ginger grace grant guy harrison hope iris ivy joy madison marshall mercedes orlando
    pearl penny rose ruby savannah sherman troy victoria violet virginia wallace
    """.split()
)

#: Names that in news are for the most part those of places.
PLACES_LIKE_NAMES: frozenset[str] = frozenset(
    ("austin", "carolina", "chad", "dakota", "georgia", "israel", "jordan", "virginia")
)

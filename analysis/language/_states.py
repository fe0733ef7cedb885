"""Which state is meant? Names, short forms, nationalities and capitals of states, and common bodies' acronyms.

A capital stands for its state's government where it acts ("Seoul aims …") and for the city where things happen
"in" it; the tables only say which words belong together.
"""

from __future__ import annotations

#: One line a state: name; other names (|); adjectives and nationals (|); capital or seat (|).
_LINES = """
United States;US|U.S.|USA|U.S.A.|United States of America|America;American|Americans;Washington|Washington D.C.
South Korea;Republic of Korea|ROK|S. Korea;South Korean|South Koreans;Seoul
North Korea;Democratic People's Republic of Korea|DPRK|N. Korea;North Korean|North Koreans;Pyongyang
China;People's Republic of China|PRC;Chinese;Beijing
Japan;;Japanese;Tokyo
Russia;Russian Federation;Russian|Russians;Moscow|Kremlin
United Kingdom;UK|U.K.|Britain|Great Britain;British|Briton|Britons;London
France;;French;Paris
Germany;;German|Germans;Berlin
Italy;;Italian|Italians;Rome
Spain;;Spanish|Spaniard;Madrid
Portugal;;Portuguese;Lisbon
Ireland;;Irish;Dublin
Netherlands;Holland;Dutch;Hague|The Hague
Belgium;;Belgian|Belgians;
Sweden;;Swedish|Swede;Stockholm
Norway;;Norwegian|Norwegians;Oslo
Denmark;;Danish|Dane;Copenhagen
Finland;;Finnish|Finn;Helsinki
Poland;;Polish|Pole;Warsaw
Hungary;;Hungarian|Hungarians;Budapest
Austria;;Austrian|Austrians;Vienna
Switzerland;;Swiss;Bern
Greece;;Greek|Greeks;Athens
Turkey;Türkiye;Turkish|Turk|Turks;Ankara
Ukraine;;Ukrainian|Ukrainians;Kyiv|Kiev
Belarus;;Belarusian|Belarusians;Minsk
Israel;;Israeli|Israelis;Jerusalem|Tel Aviv
Palestine;;Palestinian|Palestinians;Ramallah
Egypt;;Egyptian|Egyptians;Cairo
Syria;;Syrian|Syrians;Damascus
Iraq;;Iraqi|Iraqis;Baghdad
Iran;Islamic Republic of Iran;Iranian|Iranians;Tehran
Saudi Arabia;;Saudi|Saudis;Riyadh
United Arab Emirates;UAE|U.A.E.;Emirati|Emiratis;Abu Dhabi
Qatar;;Qatari|Qataris;Doha
Yemen;;Yemeni|Yemenis;Sanaa
Jordan;;Jordanian|Jordanians;Amman
Lebanon;;Lebanese;Beirut
Libya;;Libyan|Libyans;Tripoli
Tunisia;;Tunisian|Tunisians;Tunis
Morocco;;Moroccan|Moroccans;Rabat
Algeria;;Algerian|Algerians;Algiers
Nigeria;;Nigerian|Nigerians;Abuja
Kenya;;Kenyan|Kenyans;Nairobi
Ethiopia;;Ethiopian|Ethiopians;Addis Ababa
Somalia;;Somali|Somalis;Mogadishu
Sudan;;Sudanese;Khartoum
South Africa;;South African|South Africans;Pretoria
India;;Indian|Indians;New Delhi|Delhi
Pakistan;;Pakistani|Pakistanis;Islamabad
Afghanistan;;Afghan|Afghans;Kabul
Bangladesh;;Bangladeshi|Bangladeshis;Dhaka
Sri Lanka;;Sri Lankan|Sri Lankans;Colombo
Nepal;;Nepali|Nepalese;Kathmandu
Myanmar;Burma;Burmese;Naypyidaw
Thailand;;Thai|Thais;Bangkok
Vietnam;;Vietnamese;Hanoi
Philippines;the Philippines;Filipino|Filipinos|Philippine;Manila
Indonesia;;Indonesian|Indonesians;Jakarta
Malaysia;;Malaysian|Malaysians;Kuala Lumpur
Singapore;;Singaporean|Singaporeans;
Taiwan;;Taiwanese;Taipei
Mongolia;;Mongolian|Mongolians;Ulaanbaatar
Kazakhstan;;Kazakh|Kazakhs;Astana
Australia;;Australian|Australians;Canberra
New Zealand;;New Zealander|New Zealanders;Wellington
Canada;;Canadian|Canadians;Ottawa
Mexico;;Mexican|Mexicans;Mexico City
Cuba;;Cuban|Cubans;Havana
Venezuela;;Venezuelan|Venezuelans;Caracas
Brazil;;Brazilian|Brazilians;Brasilia
Argentina;;Argentine|Argentines;Buenos Aires
Chile;;Chilean|Chileans;Santiago
Colombia;;Colombian|Colombians;Bogota
Peru;;Peruvian|Peruvians;Lima
Romania;;Romanian|Romanians;Bucharest
Bulgaria;;Bulgarian|Bulgarians;Sofia
Serbia;;Serbian|Serbs|Serb;Belgrade
Croatia;;Croatian|Croats;Zagreb
Czech Republic;Czechia;Czech|Czechs;Prague
Slovakia;;Slovak|Slovaks;Bratislava
Estonia;;Estonian|Estonians;Tallinn
Latvia;;Latvian|Latvians;Riga
Lithuania;;Lithuanian|Lithuanians;Vilnius
"""

#: Every name and short form, lower-cased, → the state's name.
STATES: dict[str, str] = {}
#: Adjectives and words for nationals, lower-cased → the state's name.
NATIONALITIES: dict[str, str] = {}
#: Capitals and seats of government, lower-cased → the state's name.
CAPITALS: dict[str, str] = {}

for _line in _LINES.strip().splitlines():
    _name, _others, _people, _seats = _line.split(";")
    STATES[_name.lower()] = _name
    STATES.update({other.lower(): _name for other in _others.split("|") if other})
    NATIONALITIES.update({word.lower(): _name for word in _people.split("|") if word})
    CAPITALS.update({seat.lower(): _name for seat in _seats.split("|") if seat})

#: The directions that tell two states of one name apart, each with the opposite one.
OPPOSITES: dict[str, str] = {"north": "south", "south": "north", "east": "west", "west": "east"}

#: Parts of federal states that news names often; none is by itself a person, though recognisers think so.
PROVINCES: frozenset[str] = frozenset(
    (
        "alabama", "alaska", "arizona", "arkansas", "california", "colorado", "connecticut", "delaware",
        "florida", "georgia", "hawaii", "idaho", "illinois", "indiana", "iowa", "kansas", "kentucky",
        "louisiana", "maine", "maryland", "massachusetts", "michigan", "minnesota", "mississippi", "missouri",
        "montana", "nebraska", "nevada", "new hampshire", "new jersey", "new mexico", "new york",
        "north carolina", "north dakota", "ohio", "oklahoma", "oregon", "pennsylvania", "puerto rico",
        "rhode island", "south carolina", "south dakota", "tennessee", "texas", "utah", "vermont", "virginia",
        "washington", "west virginia", "wisconsin", "wyoming", "ontario", "quebec", "alberta",
        "british columbia", "manitoba", "saskatchewan", "nova scotia", "bavaria", "queensland",
        "new south wales", "scotland", "wales", "england", "northern ireland", "catalonia", "hong kong",
    )
)  # fmt: skip

#: The words of these names ("Carolina").
PLACE_WORDS: frozenset[str] = frozenset(
    word for name in (*STATES, *CAPITALS, *PROVINCES) for word in name.split()
)

#: Short forms of provinces as newsrooms write them (AP Stylebook, "state names"), without capitals and last dot.
PROVINCE_ABBREVIATIONS: dict[str, str] = {
    "ala": "alabama", "ariz": "arizona", "ark": "arkansas", "calif": "california", "colo": "colorado",
    "conn": "connecticut", "del": "delaware", "fla": "florida", "ga": "georgia", "ill": "illinois",
    "ind": "indiana", "kan": "kansas", "ky": "kentucky", "la": "louisiana", "md": "maryland",
    "mass": "massachusetts", "mich": "michigan", "minn": "minnesota", "miss": "mississippi", "mo": "missouri",
    "mont": "montana", "neb": "nebraska", "nev": "nevada", "n.h": "new hampshire", "n.j": "new jersey",
    "n.m": "new mexico", "n.y": "new york", "n.c": "north carolina", "n.d": "north dakota", "okla": "oklahoma",
    "ore": "oregon", "pa": "pennsylvania", "r.i": "rhode island", "s.c": "south carolina",
    "s.d": "south dakota", "tenn": "tennessee", "tex": "texas", "vt": "vermont", "va": "virginia",
    "wash": "washington", "w.va": "west virginia", "wis": "wisconsin", "wyo": "wyoming",
}  # fmt: skip

#: Adjectives of two states at once or of a people in two states: they say nothing of which state acts.
SHARED_NATIONALITIES: frozenset[str] = frozenset({"korean", "koreans", "inter-korean"})

#: Acronyms and short forms of bodies known by them, lower-cased → the long form.
ORGANISATION_FORMS: dict[str, str] = {
    "un": "United Nations", "u.n.": "United Nations", "united nations": "United Nations",
    "eu": "European Union", "e.u.": "European Union", "nato": "NATO", "nsc": "National Security Council",
    "fbi": "FBI", "f.b.i.": "FBI", "federal bureau of investigation": "FBI", "cia": "CIA", "c.i.a.": "CIA",
    "central intelligence agency": "CIA", "gop": "Republican Party", "g.o.p.": "Republican Party",
    "dnc": "Democratic National Committee", "d.n.c.": "Democratic National Committee",
    "rnc": "Republican National Committee", "r.n.c.": "Republican National Committee",
    "irs": "Internal Revenue Service", "i.r.s.": "Internal Revenue Service",
    "epa": "Environmental Protection Agency", "e.p.a.": "Environmental Protection Agency",
    "doj": "Justice Department", "department of justice": "Justice Department",
    "justice department": "Justice Department", "dhs": "Department of Homeland Security",
    "imf": "International Monetary Fund", "who": "World Health Organization", "wto": "World Trade Organization",
    "iaea": "International Atomic Energy Agency", "opec": "OPEC", "nra": "National Rifle Association",
    "n.r.a.": "National Rifle Association",
    "aclu": "American Civil Liberties Union",
    "a.c.l.u.": "American Civil Liberties Union", "naacp": "NAACP",
    "white house": "White House", "pentagon": "Defense Department",
}  # fmt: skip

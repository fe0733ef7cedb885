"""Which small words give a language away? The commonest function words of languages that news is written in.

They serve to tell that a text is not English, and which language it may be. A word that English has too
("die", "in", "was", "on", "me") is left out of the other languages' lists.
"""

from __future__ import annotations

_LISTS = {
    "Czech": "se na je že ve pro ale jako za od jsem byl bylo jsou aby nebo která který také podle jeho",
    "Danish": "og det er af den til på som med har ikke et blev hun jeg kan skal fra også eller være",
    "Dutch": "de het een van ik te dat niet zijn op aan met voor er maar om ook als bij naar wordt uit nog",
    "Finnish": "ja on ei että se oli hän mutta ovat myös kuin joka tämä niin sen mukaan ole vain kun hänen",
    "French": "le la les des et est une dans que qui pour pas sur au avec ce il sont par plus du aux cette été",
    "German": "der und das den von zu mit sich des auf für ist im dem nicht ein eine als auch es werden aus er sie",
    "Hungarian": "az és hogy nem egy is volt de csak ez már meg még lesz mint vagy által amely szerint kell",
    "Indonesian": "yang dan di dengan untuk tidak ini dari dalam itu akan pada juga ke oleh saya ada bisa telah",
    "Italian": "il di che è la per una del della sono con da non le si dei gli nel anche alla al ha ma più",
    "Norwegian": "og det er av den til på som med har ikke et ble hun jeg kan skal fra også eller være",
    "Polish": "się na nie że jest do to jak przez ale od już po tego dla oraz są był które może jego",
    "Portuguese": "o que e do da em um para com não uma os no se na por mais as dos como mas foi ao ele das",
    "Romanian": "și în de la cu pe nu este care un din pentru că mai fost sunt prin dar după sau au fi",
    "Spanish": "el la de que y en los del se las por un para con una su al lo como más pero sus le ha es fue",
    "Swedish": "och att det som en på är av för den till med har inte ett om hon jag men var sig från vid",
    "Turkish": "ve bir bu da de için ile olarak olan daha çok gibi kadar ise ancak ne var en sonra göre",
    "Vietnamese": "và của là có được cho trong không các một những đã với người này để khi cũng đến từ",
}

_ALSO_ENGLISH = frozenset(
    "a an as at by de do for he i in is it me no of on or so the to was we has are had".split()
)

#: Language to its commonest function words, lower-case, without those that English text has too.
FUNCTION_WORDS: dict[str, frozenset[str]] = {
    language: frozenset(words.split()) - _ALSO_ENGLISH for language, words in _LISTS.items()
}

#: Scripts that no English text is written in, by the first word of their characters' Unicode names.
SCRIPTS: dict[str, str] = {
    "CYRILLIC": "Cyrillic",
    "GREEK": "Greek",
    "ARABIC": "Arabic",
    "HEBREW": "Hebrew",
    "CJK": "Chinese",
    "HIRAGANA": "Japanese",
    "KATAKANA": "Japanese",
    "HANGUL": "Korean",
    "DEVANAGARI": "Devanagari",
    "BENGALI": "Bengali",
    "TAMIL": "Tamil",
    "TELUGU": "Telugu",
    "GUJARATI": "Gujarati",
    "GURMUKHI": "Gurmukhi",
    "KANNADA": "Kannada",
    "MALAYALAM": "Malayalam",
    "SINHALA": "Sinhala",
    "THAI": "Thai",
    "LAO": "Lao",
    "KHMER": "Khmer",
    "MYANMAR": "Burmese",
    "GEORGIAN": "Georgian",
    "ARMENIAN": "Armenian",
    "ETHIOPIC": "Ethiopic",
}

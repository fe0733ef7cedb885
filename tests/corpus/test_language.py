"""What is not English is said: sure on an article in another language, silent on English of any kind."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import pytest

from analysis.corpus import Corpus, load_corpus
from analysis.corpus._language_check import find_other_language
from analysis.errors import DatelineError
from tests.corpus.making import PARAGRAPHS

Load = Callable[..., Corpus]

#: The beginning of the same piece of news, by language.
OTHER = {
    "German": "Der Stadtrat hat am Donnerstag beschlossen, die Fähre für weitere fünf Jahre zu erhalten. Die Bewohner "
    "hatten sich gegen die Schließung gewehrt, weil die Brücke für sie zu weit entfernt ist und der Bus nicht fährt.",
    "French": "Le conseil municipal a voté jeudi pour que le bac soit maintenu pendant cinq ans. Les habitants avaient "
    "protesté contre la fermeture, parce que le pont est trop loin pour eux et que les bus ne passent pas le soir.",
    "Spanish": "El consejo municipal votó el jueves para que el transbordador siga en servicio durante cinco años. Los "
    "vecinos habían protestado por el cierre, ya que el puente les queda muy lejos y no hay autobuses por la noche.",
    "Italian": "Il consiglio comunale ha votato giovedì per mantenere il traghetto per altri cinque anni. Gli abitanti "
    "avevano protestato contro la chiusura, perché il ponte è troppo lontano e non ci sono autobus della sera.",
    "Dutch": "De gemeenteraad heeft donderdag besloten om het veer nog vijf jaar te laten varen. De bewoners hadden "
    "zich verzet tegen de sluiting, omdat de brug voor hen te ver weg is en er geen bussen zijn in de avond.",
    "Portuguese": "A câmara municipal votou na quinta-feira para que a balsa continue por mais cinco anos. Os "
    "moradores tinham protestado contra o fechamento, porque a ponte fica muito longe e não há ônibus à noite.",
    "Swedish": "Kommunfullmäktige beslutade på torsdagen att färjan ska vara kvar i ytterligare fem år. De boende hade "
    "protesterat mot stängningen, eftersom bron ligger för långt bort för dem och det inte går någon buss.",
    "Cyrillic": "Городской совет в четверг проголосовал за то, чтобы сохранить паром ещё на пять лет.",
    "Korean": "시의회는 목요일 나룻배를 5년 더 운영하기로 의결했다. 주민들은 다리가 너무 멀다며 폐쇄에 반대해 왔다.",
    "Chinese": "市议会星期四投票决定让渡轮再运行五年。居民反对停运，因为大桥太远，晚上也没有公共汽车。",
    "Arabic": "صوت مجلس المدينة يوم الخميس على إبقاء العبارة لمدة خمس سنوات أخرى.",
}


@pytest.mark.parametrize("language", OTHER)
def test_another_language_is_left_out_and_named(load: Load, language: str) -> None:
    """An English pipeline would make nonsense of it, so it is listed with what it seems to be."""
    corpus = load("a.txt", OTHER[language].encode())
    assert len(corpus) == 0
    reason = corpus.rejected["reason"][0]
    assert reason.startswith("not in English")
    assert language in reason


def test_every_language_is_taken_where_asked(load: Load) -> None:
    """Who asks for it gets it, and a doubt that says what follows; a language nobody knows is an error."""
    corpus = load("a.txt", OTHER["German"].encode(), language=None)
    assert 1 == len(corpus)
    (problem,) = corpus.warnings["problem"]
    assert problem.startswith("not in English (perhaps German)")
    assert problem.endswith("kept as asked, but its lemmas, names and quotations may be wrong")
    with pytest.raises(DatelineError, match="Use 'en', or None"):
        load("a.txt", b"One story.", language="de")


def test_english_is_left_alone(seeds_folder: Path) -> None:
    """The seeds, foreign names and all, give no doubt."""
    assert all(find_other_language(file.read_text()) is None for file in seeds_folder.glob("*.txt"))
    assert all(find_other_language(paragraph) is None for paragraph in PARAGRAPHS)


@pytest.mark.parametrize(
    "text", ["Sì.", "Das ist gut.", "12 14 18", "", "!!!", "Nuevo León, Jalisco, Chihuahua"]
)
def test_a_line_is_too_little_to_tell(text: str) -> None:
    """On a few words nothing is sure, so nothing is said."""
    assert find_other_language(text) is None


def test_english_that_quotes_another_language_is_english() -> None:
    """A long quotation in Spanish does not make an article Spanish."""
    assert find_other_language(f"{PARAGRAPHS[0]} {PARAGRAPHS[1]} “{OTHER['Spanish']}”") is None


def test_a_list_of_names_is_a_doubt_and_stays() -> None:
    """Names and figures are no prose, but neither are they another language."""
    verdict = find_other_language(
        " ".join(["Smith", "Jones", "Okafor", "Delgado", "Whitfield"] * 8 + ["of", "and", "the"])
    )
    assert verdict == ("few of its words are common English words; check that it is English prose", False)


def test_a_folder_of_both_keeps_the_english(tmp_path: Path) -> None:
    """One article in another language costs that article alone."""
    (tmp_path / "a.txt").write_text(PARAGRAPHS[0])
    (tmp_path / "b.txt").write_text(OTHER["French"])
    corpus = load_corpus(tmp_path)
    assert (["a"], ["b.txt"]) == ([a.doc_id for a in corpus], corpus.rejected["file"].tolist())

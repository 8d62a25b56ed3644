"""People named in a text: @mentions, common first names, "ask Somebody"."""

import re
from collections.abc import Iterator

from suggestions.planner.text import Language, fold

MENTION = re.compile(r"(?<![\w@.])@([A-Za-zА-Яа-яЁё][\w.-]{0,38}\w)")
ADDRESSED = re.compile(
    r"\b(?:[Aa]sk|[Cc]all|[Ee]mail|[Pp]ing|[Tt]ell|[Rr]emind|[Cc]ontact|Mrs?\.?|Ms\.?|[Tt]alk to|"
    r"[Rr]eview with|[Cc]heck with) ([A-Z][a-z]{2,20})\b"
)
CAPITALISED = re.compile(r"\b[A-ZА-ЯЁ][a-zа-яё]{1,20}\b")
# Not people though they follow "call" or "ask".
NOT_NAMES = frozenset(
    """
    the customer customers support everyone everybody anybody someone monday tuesday wednesday
    thursday friday saturday sunday marketing sales legal finance stripe google github slack
    """.split()
)

# Left out: names that are words as well (will, mark, may, grace, max, art).
ENGLISH = frozenset(
    """
    aaron adam adrian ahmed aisha alan albert alex alexander alexandra ali alice alicia amanda amelia
    amir amy ana andrea andreas andrew angela anita anna anne annie anthony antonio arthur barbara
    ben benjamin beth bob boris brian bruno camilla carla carlos carmen carol caroline catherine
    charles charlotte chen chloe chris christian christina claire clara clara daniel daniela dave david
    deborah denise dennis diana diego dmitri dominic donna dorothy doris ed edward elena eleanor
    elias elisabeth elizabeth ella ellen emilia emily emma eric erica erik eva evelyn fatima felix
    fiona francesca francis gabriel gary george georgia gerald greg hanna hannah hans harold harry
    hassan heather helen helena henry hugo ian igor ingrid irene isaac isabel isabella ivan jacob
    jake james jane janet jan jason jeff jennifer jens jeremy jessica jim joan joanna joe johan john
    jonas jonathan jordan jose joseph joshua juan judith julia julian julie karen karl kate katherine
    kathryn katie keith kelly ken kenneth kevin kim kyle lara larry laura lauren lea lena leo leon
    lisa liam linda louis louise lucas lucia lucy luis luke maggie manuel marco marcus margaret maria
    marie marina mario marta martha martin mary mateo matthew maya megan mei melissa mia michael
    michelle miguel mike mila milan mohammed monica nadia nancy natalie natasha nathan nicholas nick
    nicola nicole nina noah nora oleg olga oliver olivia omar oscar otto patricia patrick paul paula
    pavel pedro peter petra phil philip priya rachel rafael raj ralph raymond rebecca richard robert
    robin roger roland ronald ruth ryan sabine sally sam samantha samir samuel sandra sara sarah scott
    sean sebastian sergey sharon simon sofia sophia sophie stefan stella stephanie stephen steve
    steven sue susan susanne svetlana tanya teresa theo theresa thomas tim timothy tina tom tony
    valentina vanessa vera veronica victor victoria vincent vladimir walter wei wendy william
    agnes albrecht alfred anselm anton astrid axel bert birgit bjorn brigitte carsten cecilia claudia
    clemens dirk dominik dora edith eduardo elsa emil erika ernst erwin esther eva-maria ewa fatma ferdinand
    finn franziska freya frida fritz georg gerda gertrud giulia giovanni greta gregor gudrun gunter
    heidi heike heinz helga helmut herbert hilda hilde holger horst ines inga irma irmgard isabelle
    jakub jana javier jerome johanna johannes jorge josef juergen jutta kai karin katarina katja klaus
    konrad kristin kristina lars leah leonie lorenz lothar lotte luca ludwig lukas magda magdalena
    maja malte manfred manuela marek margot marianne marius markus marlene martina mateusz matthias
    melanie mikael miriam mohamed moritz nele nils norbert olaf ole oskar pascal patrizia pavlo petr
    philipp pia piotr rafael rainer ramona regina reinhard renate rita roberto rolf rosa rudolf ruth
    sascha selma sigrid silvia sonja stefanie susanna sven tanja tatjana tessa tobias tomas tomasz
    torsten ulrich ulrike ursula ute uwe veronika viktor volker werner wolfgang yasmin yvonne zuzana
    xavier yuki yusuf zoe
    """.split()
)

# Left out for the same reason: Слава, Надежда, Люба.
_WOMEN = """
Александра Алиса Алина Алла Анастасия Ангелина Анна Антонина Аня Арина Валентина Валерия Варвара
Вера Вероника Виктория Галина Даша Дарья Диана Евгения Екатерина Елена Елизавета Жанна Зоя Инна
Ирина Ира Карина Катя Кристина Ксения Лариса Лена Лидия Лиза Людмила Маргарита Марина Мария Маша
Милана Надя Наталья Наталия Наташа Нина Оксана Олеся Ольга Оля Полина Раиса Регина Римма Светлана
Света Снежана Соня Софья София Тамара Таня Татьяна Ульяна Юлия Юля Яна
"""
_MEN = """
Александр Алексей Алёша Анатолий Андрей Антон Аркадий Арсений Артём Артур Борис Вадим Валерий Ваня
Василий Виктор Виталий Владимир Владислав Всеволод Вячеслав Геннадий Георгий Герман Глеб Григорий
Гриша Данил Даниил Денис Дима Дмитрий Евгений Егор Женя Иван Игорь Ильдар Илья Кирилл Константин
Костя Лев Леонид Лёша Максим Марат Матвей Миша Михаил Никита Николай Коля Олег Павел Паша Петя Пётр
Рамиль Ренат Родион Роман Руслан Рустам Саша Семён Сергей Серёжа Станислав Степан Тимофей Тимур
Фёдор Филипп Эдуард Юра Юрий Ярослав
"""

_IRREGULAR = {
    "Павел": ("Павл", "а у ом е"),
    "Лев": ("Льв", "а у ом е"),
    "Пётр": ("Петр", "а у ом е"),
}


def people_in(text: str, language: Language) -> Iterator[str]:
    """The people named, mentions with their @, Russian names in the nominative."""
    for match in MENTION.finditer(text):
        yield f"@{match.group(1)}"
    for match in ADDRESSED.finditer(text):
        if fold(match.group(1)) not in NOT_NAMES:
            yield match.group(1)
    for match in CAPITALISED.finditer(text):
        word = match.group()
        if word.isascii():
            if word.lower() in ENGLISH:
                yield word
        elif language == "ru" and (name := RUSSIAN.get(fold(word))):
            yield name


def _case_forms() -> dict[str, str]:
    """Every form of every Russian name, folded, to its nominative."""
    forms: dict[str, str] = {}
    for name in [*_WOMEN.split(), *_MEN.split()]:
        for form in _declined(name):
            forms.setdefault(fold(form), name)
    return forms


def _declined(name: str) -> list[str]:
    if name in _IRREGULAR:
        stem, endings = _IRREGULAR[name]
        return [name, *(stem + ending for ending in endings.split())]
    if name.endswith("ия"):
        return [name, *(name[:-1] + ending for ending in "и ю ей".split())]
    if name.endswith("а"):
        return [name, *(name[:-1] + ending for ending in "ы и е у ой ей".split())]
    if name.endswith("я"):
        return [name, *(name[:-1] + ending for ending in "и е ю ей".split())]
    if name.endswith(("й", "ь")):
        return [name, *(name[:-1] + ending for ending in "я ю ем е и".split())]
    return [name, *(name + ending for ending in "а у ом е".split())]


RUSSIAN = _case_forms()

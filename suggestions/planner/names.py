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
    aaron adam adrian agnes ahmed aisha alan albert albrecht alex alexander alexandra alfred ali
    alice alicia amanda amelia amir amy ana andrea andreas andrew angela anita anna anne annie
    anselm anthony anton antonio arthur astrid axel barbara ben benjamin bert beth birgit bjorn
    bob boris brian brigitte bruno camilla carla carlos carmen carol caroline carsten catherine
    cecilia charles charlotte chen chloe chris christian christina claire clara claudia clemens
    daniel daniela dave david deborah denise dennis diana diego dirk dmitri dominic dominik
    donna dora doris dorothy ed edith eduardo edward eleanor elena elias elisabeth elizabeth
    ella ellen elsa emil emilia emily emma eric erica erik erika ernst erwin esther eva
    eva-maria evelyn ewa fatima fatma felix ferdinand finn fiona francesca francis franziska
    freya frida fritz gabriel gary georg george georgia gerald gerda gertrud giovanni giulia
    greg gregor greta gudrun gunter hanna hannah hans harold harry hassan heather heidi heike
    heinz helen helena helga helmut henry herbert hilda hilde holger horst hugo ian igor ines
    inga ingrid irene irma irmgard isaac isabel isabella isabelle ivan jacob jake jakub james
    jan jana jane janet jason javier jeff jennifer jens jeremy jerome jessica jim joan joanna
    joe johan johanna johannes john jonas jonathan jordan jorge jose josef joseph joshua juan
    judith juergen julia julian julie jutta kai karen karin karl katarina kate katherine kathryn
    katie katja keith kelly ken kenneth kevin kim klaus konrad kristin kristina kyle lara larry
    lars laura lauren lea leah lena leo leon leonie liam linda lisa lorenz lothar lotte louis
    louise luca lucas lucia lucy ludwig luis lukas luke magda magdalena maggie maja malte
    manfred manuel manuela marco marcus marek margaret margot maria marianne marie marina mario
    marius markus marlene marta martha martin martina mary mateo mateusz matthew matthias maya
    megan mei melanie melissa mia michael michelle miguel mikael mike mila milan miriam mohamed
    mohammed monica moritz nadia nancy natalie natasha nathan nele nicholas nick nicola nicole
    nils nina noah nora norbert olaf ole oleg olga oliver olivia omar oscar oskar otto pascal
    patricia patrick patrizia paul paula pavel pavlo pedro peter petr petra phil philip philipp
    pia piotr priya rachel rafael rainer raj ralph ramona raymond rebecca regina reinhard renate
    richard rita robert roberto robin roger roland rolf ronald rosa rudolf ruth ryan sabine
    sally sam samantha samir samuel sandra sara sarah sascha scott sean sebastian selma sergey
    sharon sigrid silvia simon sofia sonja sophia sophie stefan stefanie stella stephanie
    stephen steve steven sue susan susanna susanne sven svetlana tanja tanya tatjana teresa
    tessa theo theresa thomas tim timothy tina tobias tom tomas tomasz tony torsten ulrich
    ulrike ursula ute uwe valentina vanessa vera veronica veronika victor victoria viktor
    vincent vladimir volker walter wei wendy werner william wolfgang xavier yasmin yuki yusuf
    yvonne zoe zuzana
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

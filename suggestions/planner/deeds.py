"""What done means for a listed step, by its verb; silent where the verb does not tell."""

from suggestions.planner.text import Language, fold, words

# Beginnings of the step's first words, and what shows that such a step is done.
DONE_WHEN: dict[Language, tuple[tuple[str, str], ...]] = {
    "en": (
        (
            "write draft outline describe document",
            "Done when the text exists and one other person has read it.",
        ),
        (
            "test check verify validate smoke measure try audit",
            "Done when the result is written down, also when nothing was found.",
        ),
        (
            "fix repair correct resolve",
            "Done when the fault no longer appears the way it did before.",
        ),
        (
            "ask clarify agree discuss talk decide confirm choose pick shortlist collect",
            "Done when the answer stands in the task, with a name and a date.",
        ),
        ("book reserve order buy purchase hire", "Done when the confirmation is at hand."),
        (
            "send mail email announce tell invite inform notify publish post",
            "Done when those meant have it.",
        ),
        ("remove delete revoke drop disable", "Done when it is gone and nothing misses it."),
        (
            "move migrate import export transfer copy convert",
            "Done when counts and samples agree on both sides.",
        ),
        (
            "set configure install enable deploy roll release tag build",
            "Done when it runs where it is meant to, and that has been looked at.",
        ),
        (
            "add implement create make build design store enforce read keep",
            "Done when it works for somebody who did not build it.",
        ),
        ("pay file submit sign", "Done when the receipt or the signed copy is filed."),
        (
            "plan prepare schedule organise organize",
            "Done when there is a list with names and dates.",
        ),
    ),
    "ru": (
        (
            "напис состав описа опиш набросать оформ",
            "Готово, когда текст есть и его прочитал ещё один человек.",
        ),
        (
            "провер протест прогна измер сверит испыт",
            "Готово, когда результат записан, даже если ничего не найдено.",
        ),
        ("исправ почин отремонт устран", "Готово, когда прежним путём сбой больше не появляется."),
        (
            "уточн спрос согласов обсуд догов решит выбра узна выясн",
            "Готово, когда ответ стоит в задаче, с именем и датой.",
        ),
        ("заказ забронир купит закуп брон нанять", "Готово, когда есть подтверждение."),
        ("отправ разосл сообщ предупред пригла опублик объяв позв", "Готово, когда до всех дошло."),
        (
            "удал убра отозва отключ выброс",
            "Готово, когда этого нет и ничто без него не сломалось.",
        ),
        (
            "перенес загруз выгруз скопир импорт экспорт мигрир",
            "Готово, когда количества и выборки сошлись с обеих сторон.",
        ),
        (
            "настро установ включ разверн развёрн обнов собра выкат замороз продл",
            "Готово, когда работает на месте и на это посмотрели.",
        ),
        ("добав реализ созда сдела разработ", "Готово, когда этим смог воспользоваться не автор."),
        ("оплат подписа сдат подат", "Готово, когда чек или подписанный экземпляр сохранён."),
        ("подготов заплан распис организ", "Готово, когда есть список с именами и сроками."),
    ),
}


def done_when(step: str, language: Language) -> str:
    """The sentence for the step's verb, or nothing."""
    first = next(iter(words(fold(step))), "")
    for verbs, sentence in DONE_WHEN[language]:
        for verb in verbs.split():
            if first == verb or (language == "ru" and first.startswith(verb)):
                return sentence
    return ""

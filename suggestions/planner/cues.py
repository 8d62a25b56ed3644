"""What tells a step from everything else that stands in a description."""

import re


def _stems(pattern: str) -> re.Pattern[str]:
    return re.compile(r"(?<![^\W_])(?:" + "|".join(pattern.split()) + ")")


# Headings whose lists are not work to do, and those whose lists are. Spaces are dots here.
NOT_STEPS = _stems(
    r"reproduc repro\b how.to.reproduce воспроизв повтор\w*.ошибк expected actual ожида фактич"
    r" получа environment окружени accept\w*.crit criteri критери definition.of.done dod\b"
    r" done.when done\b готово сделано already уже note примеч замет link ссылк reference источник"
    r" risk риск out.of.scope not.in.scope non-goal вне.рам не.входит не.дела не.надо participant"
    r" attendee участни присутств question вопрос open.point background предыст context контекст"
    r" constraint ограничен symptom симптом known.issue pros\b cons\b плюс минус option вариант"
    r" example пример budget бюджет agenda повестк depend завис blocked блокир benefit goal"
    r" цел[иь] why\b почему зачем affected затрон contact контакт hint подсказ do.not don't"
    r" assumption допущени deliverable результат metric метрик stakeholder заинтересован"
    r" impact влияни related связан stack\b versions? верси data\b данные details? детали"
    r" summary кратко motivation error ошибк logs? логи candidate кандидат persona timeline"
    r" успе[хш] success observ наблюд fact факт nice.facts requirements? требовани"
)
STEPS = _stems(
    r"steps? шаг plan\b план todo to.do to-do what.to.do что.(?:нужно|надо|сделать|делаем) tasks?\b"
    r" задач action checklist check.list чек-лист чеклист этап порядок.действий подзадач subtask"
    r" sub-task next.steps следующ need left\b remaining still.open still.to.do outstanding"
    r" осталось остается нужно надо необходимо требуется предстоит work\b work.items scope"
    r" объ.м.работ состав.работ делаем сделать implementation реализац фронт.работ procedure"
    r" runbook how.to.do"
)
REPRODUCE = re.compile(r"reproduc|repro\b|воспроизв")

# What may stand before the verb of a sentence and is not part of the step.
LEAD = re.compile(
    r"^(?:(?:first(?:ly)?(?: of all)?|second(?:ly)?|third(?:ly)?|then|next|finally|lastly|last|"
    r"afterwards?|after (?:that|this)|and then|and finally|also|and|please|pls|once (?:that is )?"
    r"done|in the end|to (?:start|begin) with|step \d+|now|"
    r"(?:we|you|i|they)(?:'ll)? (?:also )?(?:(?:need|have|want|will have|are going) to|must"
    r"|should)|"
    r"(?:needs?|ha(?:ve|s)|don't forget|do not forget|remember|make sure|be sure|"
    r"it would be (?:good|nice|great)|would be (?:good|nice)) (?:also )?to|let's|let us|"
    r"what's needed:?|the plan is to|todo:?|"
    r"сначала|сперва|для начала|первым делом|во-первых|во-вторых|в-третьих|в-четв[её]ртых|потом|"
    r"затем|далее|дальше|после (?:этого|чего)|а (?:потом|затем)|и (?:потом|затем|наконец)|"
    r"в конце(?: концов)?|в завершение|наконец|напоследок|также|ещ[её]|кроме того|и|а|пожалуйста|"
    r"теперь|(?:мне|нам|тебе|вам|команде)? ?(?:также )?(?:нужно|надо|необходимо|требуется|следует|"
    r"предстоит|стоит|важно|хотим|должны|надо бы|хорошо бы|было бы хорошо)(?: будет)?(?: также"
    r"| ещ[её])?|"
    r"не (?:забыть|забудь|забудьте)|прошу|давайте|просьба)"
    r"(?:[,:]|(?=\s)|$)\s*)",
    re.IGNORECASE,
)
SEQUENCE = re.compile(
    r"^(?:first|second|third|then|next|finally|lastly|after (?:that|this)|afterwards|once done|"
    r"сначала|сперва|во-первых|во-вторых|потом|затем|далее|дальше|после этого|в конце|наконец|"
    r"напоследок|первым делом)",
    re.IGNORECASE,
)
BEGINS_SEQUENCE = re.compile(r"^(?:first|сначала|сперва|во-первых)\b,?\s", re.IGNORECASE)
GOES_ON = re.compile(
    r"[,;]?\s+(?:and\s+|и\s+|а\s+)?(?:then|after that|afterwards|finally|lastly|затем|потом|"
    r"после этого|наконец|в конце)\b,?\s+",
    re.IGNORECASE,
)
# A sentence with somebody or something in front of its verb tells a story.
SUBJECT = re.compile(
    r"^(?:i|we|you|he|she|it|they|the|a|an|this|that|there|nothing|everything|someone|somebody|my|"
    r"our|his|her|their|я|мы|вы|он|она|оно|они|это|все|всё|ничего|никто|кто-то|кто|что)\b",
    re.IGNORECASE,
)
OPTIONAL = re.compile(
    r"\b(?:optional(?:ly)?|if (?:there is|there's|we have) time|nice to have|maybe|ideally|"
    r"по возможности|желательно|опционально|необязательно|если (?:будет|останется|хватит) время|"
    r"если (?:успеем|хватит времени|останется время)|хорошо бы|would be nice)\b",
    re.IGNORECASE,
)
# "Must not", said somewhere in a sentence that is no step by itself.
RULES_OUT = re.compile(
    r"\b(?:must not|may not|mustn't|should not|do not|don't|not allowed|нельзя|запрещено|"
    r"(?<!чтобы )не (?!забы)[а-яё]{2,}(?:ть|ти|ться))\b",
    re.IGNORECASE,
)
FORBIDS = re.compile(
    r"^(?:do not|don't|never|avoid|не (?!забы|забу)|никогда|нельзя)\b", re.IGNORECASE
)
# Told to the reader, not work of the task.
ASIDES = re.compile(
    r"^(?:see|note|let me know|thanks|thank you|fyi|read more|refer to|keep in mind|consider that|"
    r"feel free|say hi|смотри(?:те)?|см\.|обратите внимание|имейте в виду|учтите|учти|напомню|"
    r"спасибо|заметьте|извините|дайте знать|пишите)\b",
    re.IGNORECASE,
)
AT_THE_SCREEN = re.compile(
    r"^(?:open|click|press|tap|go to|log ?in|log on|scroll|navigate|enter|type|sign in|reload|hit|"
    r"visit|откр\w+|нажа\w+|нажм\w+|кликн\w+|щелкн\w+|зайти|зайд\w+|перейти|перейд\w+|ввести|"
    r"введ\w+|прокрут\w+|войти|войд\w+|подожд\w+|ждать|переключ\w+|drag|sign out|log ?out)\b",
    re.IGNORECASE,
)
SYMPTOM = re.compile(
    r"\b(?:nothing happens|crash|error|fails?|broken|instead|expected|actual|freez|hangs?|wrong|"
    r"blank|stays|500|404|not (?:shown|saved|sent|updated)|doesn't|does not|ничего не происход|"
    r"ошибк|пада|вылет|завис|вместо|ожида|не (?:работа|открыва|сохраня|отправля|приходит|"
    r"обновля|показыва|загружа|появля)|пуст|бел\w+ экран|слома)",
    re.IGNORECASE,
)
LABEL = re.compile(r"^([^:.!?]{2,40}):\s+(?=\S)")
JOINT = re.compile(
    r"(?:[,;]\s*|\s+(?=(?:and|then|и|а)\b))(?:(?:and|but|и|а)\b,?\s*)?"
    r"(?P<sequence>(?:then|finally|after that|afterwards|next|lastly|затем|потом|после этого|"
    r"наконец|в конце|далее)\b,?\s*)?(?:(?:also|также|ещ[её])\s+)?",
    re.IGNORECASE,
)
JOINT_PLACE = re.compile(r"[,;]?\s+(?:and|then|и|а)\s+|[,;]\s*", re.IGNORECASE)
TAIL = re.compile(r"(?:[\s,;.!]|\b(?:and|и)(?=,?$))+$")
START = re.compile(
    r"^(?:[\s,;.:–—-]|\b(?:and then|then|and|затем|потом|и)\b(?=\s))+", re.IGNORECASE
)

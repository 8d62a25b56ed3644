"""Which words are actions, in English and Russian."""

import re

from suggestions.planner.text import WORD, Language, fold

ENGLISH_VERBS = frozenset(
    """
    ask accept activate admit advise alert assist attempt bend blend boil brief broaden burn
    catch certify charge-off circulate claim clip congratulate cancel contact correspond crop cross
    dig disinfect dispose double-check elect encourage erect fasten feed fetch figure fire fit
    glue grind harvest heat hoist insert inspect insulate insure interview keep knit lead lend lift
    lubricate mend mix mow nail name nominate note observe oil peel pour preserve press pull rake
    read reach reassign rebuild reconnect recycle refuel reheat reinstall relabel relax relight
    repaint repeat replant resign resend rescue resell reseal reserve reset rest retest retrain
    rinse roast rub sand season settle sew shake shorten shout slide soak solve spend spray spread
    stack stamp stand staple steam stick stir strip suggest supply surround tear tie tile tip toast
    touch trace trade treat trust type unload unlock unplug unscrew warm weigh weld whip widen win
    wind withdraw accept activate adapt add address adjust agree align allow analyse analyze announce answer
    apply approve archive arrange ask assemble assess assign attach attend audit authorize
    automate back backup bake balance ban begin benchmark block book borrow bring build bump buy
    calculate calibrate call cancel capture carry celebrate change charge chase check choose
    clarify clean clear clone close coach collect combine come commit communicate compare compile
    complete compose compress compute conduct configure confirm connect consider consolidate
    construct consult contact convert cook coordinate copy correct cover create cut debug decide
    declutter decommission decorate define defrost delegate delete deliver deploy deprecate
    describe design detect determine develop diagnose disable disassemble discuss disconnect
    distribute document donate download draft draw drive drop dry duplicate edit eliminate email
    e-mail empty enable encrypt enforce enroll ensure enter escalate establish estimate evaluate
    examine exchange execute expand experiment explain explore export expose extend extract
    fetch file fill filter finalise finalize find finish fix fold follow forecast format forward
    freeze gather generate get give go grant greet group grow guide handle hand hang harden help
    hide hire hold host identify implement import improve include increase inform initialize
    inspect install instrument integrate interview introduce inventory investigate invite invoice
    iron isolate issue join keep label launch lay learn limit link list load localize lock log
    look lower mail maintain make manage map mark measure meet memorize mention merge migrate
    minimize mirror mock model modernize monitor mount move mow name negotiate normalize notify
    obtain offer onboard open optimise optimize order organise organize outline overhaul pack
    paint park patch pay perform phone pick pin ping place plan plant polish port post practice
    practise prepare present prevent print prioritize process procure produce profile prohibit
    promote propose protect prototype prove provide provision prune publish pull purchase purge
    push put query quit rearrange reboot rebuild recalculate receive recommend reconcile record
    recover recruit redesign redirect redo reduce refactor refill refine refresh refund register
    rehearse reject release relocate remind remove rename renew rent repair replace replicate
    reply report repot reproduce request research reserve reset resize resolve respond restart
    restore restrict restructure retire retrieve retry return reuse revert review revise revoke
    rework rewrite ring roll rotate run sanitize save scale scan schedule scrub search secure seed
    select sell send separate serve set settle setup share shift ship shoot shop show shut sign
    simplify simulate sketch skip slice sort source specify speed split sponsor stage standardise
    standardize start stop store stream strengthen study submit subscribe summarise summarize
    support survey swap sweep switch sync synchronize synchronise tag take talk teach tell
    terminate test throw tidy tighten track train transcribe transfer transform translate triage
    trim troubleshoot try tune turn unblock uncover unify uninstall unpack unsubscribe update
    upgrade upload use vacuum validate vectorize verify version visit visualise visualize
    wait walk warn wash watch water weed wire wipe withdraw work wrap write
    """.split()
)

# Nouns as often as verbs: an action only where what follows reads like an object.
DOUBTFUL = frozenset(
    """
    access address back balance book bring budget build call change charge check clean clear
    coach commit copy cover cut design document drop dry email e-mail experiment export file fill
    filter fold format forward group guide    hold host import inventory invoice
    interview issue join label launch list load lock log  mail map mark mirror model monitor
    mount name offer open order  park patch phone  pin place plan plant post practice
    present process profile prototype query record refund release rent repair report request
    research reset return review ring roll run scale scan schedule search seed set setup shift
    ship shop show sign sketch slice sort source sponsor stage start stop store stream study
    support survey swap switch tag  test track train transfer trim tune turn update upgrade
    use version visit   watch water weed wire work wrap
    """.split()
)

OBJECT_START = frozenset(
    """
    a an the all any both each every its it their them this that these those our my your his her
    up out off on down over new existing old whether how what which when where who why if one two
    three four five six seven eight nine ten everyone everybody
    """.split()
)

FINITE = frozenset(
    """
    is are was were has have had does do did will would can could should must may might fails
    failed works worked looks looked seems takes took needs shows showed returns returned breaks
    gets got isn't aren't doesn't don't didn't wasn't weren't can't won't
    """.split()
)
SUBORDINATE = frozenset(
    "that which if whether what how who when where why so because until".split()
)

RUSSIAN_IMPERATIVES = frozenset(
    """
    сделай проверь купи напиши добавь исправь убери удали обнови настрой подготовь создай запусти
    отправь позвони найди спроси узнай уточни закажи забронируй оплати перенеси перепиши собери
    составь опиши назначь пригласи выбери сравни измерь протестируй опубликуй выложи загрузи скачай
    установи подключи отключи замени почини помой вымой вынеси разбери сложи упакуй забери отвези
    принеси верни подпиши согласуй договорись запиши запишись зарегистрируйся прочитай изучи разбей
    раздели объедини перезапусти откати разверни закрой открой переведи оформи внеси включи выключи
    поменяй переименуй посмотри покажи расскажи предупреди сообщи напомни поставь повесь полей
    приготовь свари испеки нарисуй сверстай реализуй интегрируй мигрируй задокументируй заведи
    заполни сдай получи распечатай поговори обсуди реши оцени посчитай проведи сохрани
    """.split()
)
NOT_INFINITIVES = frozenset(
    """
    часть сеть память печать кровать путь мать власть смерть пасть страсть весть честь месть шерсть
    кость гость лесть есть пять шесть десять девять двадцать тридцать опять вновь ночь дочь речь
    дети сети части пути почти кости гости ответственность область скатерть тетрадь нефть ветвь
    зять рать четверть новости области медь повесть совесть доблесть жесть юность печь треть
    """.split()
)
INFINITIVE = re.compile(r"[а-я]{2,}(?:ть|ться|ти|тись|чь|чься)$")
PLURAL_IMPERATIVE = re.compile(r"[а-я]{2,}(?:[ийь]те|[ийь]тесь)$")
NOT_IMPERATIVES = frozenset("сайте лимите кредите визите аудите бисквите транзите".split())
LASTING = re.compile(
    r"[а-я]+(?:ывать|ивать|овывать|ываться|иваться)$|(?:искать|работать|хранить|иметь|быть|уметь|"
    r"мочь|позволять|учитывать|помнить|знать|поддерживать|считаться|являться|отображать|хотеть)$"
)
ACTION_NOUN = re.compile(
    r"[а-я]{2,}(?:ание|ение|яние|тие|ция|вка|рка|жка|зка|тка|упка|инг|ёнка|истка|каз|бор|пуск)$"
)


def is_russian_verb(word: str) -> bool:
    """Whether a folded word is an infinitive or an imperative."""
    if word in RUSSIAN_IMPERATIVES:
        return True
    if PLURAL_IMPERATIVE.match(word):
        return word not in NOT_IMPERATIVES
    if not INFINITIVE.match(word) or word in NOT_INFINITIVES:
        return False
    return not word.endswith(("ость", "ости", "есть", "ести")) or word in {
        "прочесть",
        "учесть",
        "перенести",
        "внести",
        "нанести",
        "провести",
        "привести",
        "завести",
        "перевести",
        "вывести",
        "отвезти",
        "принести",
        "отнести",
        "донести",
        "довести",
        "свести",
        "разнести",
        "подмести",
        "занести",
        "приобрести",
        "развести",
        "снести",
        "вынести",
        "изобрести",
        "отвести",
        "ввести",
        "поднести",
        "подвести",
        "унести",
        "вести",
    }


def describes_behaviour(text: str) -> bool:
    """Whether a Russian sentence tells how a thing is to behave: "показывать три строки"."""
    first = WORD.search(fold(text))
    return bool(first and LASTING.match(first.group()))


def starts_with_action(text: str, language: Language) -> bool:
    """Whether the text begins with a verb that tells somebody to do something."""
    found = [match.group() for match, _ in zip(WORD.finditer(fold(text)), range(6), strict=False)]
    if not found:
        return False
    if language == "ru" and is_russian_verb(found[0]):
        return True
    return _starts_with_english_action(found)


def _starts_with_english_action(found: list[str]) -> bool:
    first, rest = found[0], found[1:]
    if first == "re" and rest:  # re-run, re-check
        first, rest = rest[0], rest[1:]
    first = first.rsplit("-", 1)[-1] if first not in ENGLISH_VERBS else first  # cherry-pick
    if first not in ENGLISH_VERBS:
        return False
    for word in rest[:4]:
        if word in SUBORDINATE:
            break
        if word in FINITE:
            return False
    return True


def surely_action(text: str, language: Language) -> bool:
    """The same, where a noun would be as likely: after "and", after a comma."""
    if not starts_with_action(text, language):
        return False
    found = [match.group() for match, _ in zip(WORD.finditer(fold(text)), range(2), strict=False)]
    if found[0] not in DOUBTFUL:
        return True
    return len(found) > 1 and found[1] in OBJECT_START


def looks_like_action(text: str, language: Language) -> bool:
    """Whether a list's item reads like something to do, verbal nouns included."""
    if starts_with_action(text, language):
        return True
    first = WORD.search(fold(text))
    return bool(first and language == "ru" and ACTION_NOUN.match(first.group()))

"""Which words are actions, in English and Russian."""

import re

from suggestions.planner.text import WORD, Language, fold

ENGLISH_VERBS = frozenset(
    """
    do thank     let     fit
    accept accompany achieve acquire activate adapt add address adjust admit adopt advise agree
    aim alert align allow amend analyse analyze announce answer append apply appoint approve
    archive arrange ask assemble assess assign assist attach attempt attend audit audition
    authorize automate back backup bake balance bandage begin benchmark bend bind blacklist blend
    block blow boil book borrow brief bring broaden brush build bump burn bury buy calculate
    calibrate call cancel canvass capture carry carve catch celebrate certify change charge chase
    check choose chop circulate claim clarify clean clear clip clone close coach collect combine
    come commit communicate compare compile complete compose compress compute condense conduct
    configure confirm confront congratulate connect consider consolidate construct consult contact
    convene convert convince cook coordinate copy correct correspond count cover create credit
    crop cross cut debug decide declutter decommission decorate dedicate defer define defrost
    delegate delete deliver demolish demonstrate depart deploy deprecate describe design detect
    determine develop diagnose dig disable disassemble discard disclose disconnect discuss
    disinfect dismantle dismiss display dispose dissolve distribute divide document donate
    double-check download draft draw drive drop dry duplicate dust e-mail edit elect eliminate
    email embed employ empty enable encourage encrypt enforce enquire enrich enroll ensure enter
    envelope equip erase erect escalate establish estimate evaluate examine exchange exclude
    execute expand experiment expire explain explore export expose extend extinguish extract
    fasten fax feed fertilise fetch file fill filter finalise finalize find finish fix flag fold
    follow forecast format forward foster found free freeze furnish gather generate get give glue
    go grant greet grind group grow guide halt hand handle hang harden harvest heal hear heat help
    hide hire hoist hold host identify illustrate imagine implement import improve include
    increase induct inflate inform initialize inject innovate inquire insert inspect install
    instruct instrument insulate insure integrate intercept interpret interview introduce
    inventory investigate invite invoice iron irrigate isolate issue join judge justify keep kick
    kill kneel knit label launch lay lead learn lease lend liaise lift limit link list load
    localize lock log look lower lubricate mail maintain make manage map marinate mark marry
    measure mediate meet memorize mend mention merge microwave migrate minimize mirror mix
    mobilise mock model moderate modernize monitor mop motivate mount move mow mute nail name
    negotiate nominate normalize note notify observe obtain occupy offer offload oil onboard open
    optimise optimize order organise organize outline outsource overhaul overwrite pack package
    paint park patch pause pay peel perfect perform persuade phone photograph pick pin ping pitch
    place plan plant plaster plug polish port post pour practice practise preheat prepare
    prescribe present preserve press prevent print prioritize process procure produce profile
    prohibit promote proof proofread propose prosecute protect prototype prove provide provision
    prune publish pull purchase puree purge purify push put qualify quantify query quit quote
    raise rake ratify rationalise re-run reach read realign rearm rearrange reassign reassure
    reboot rebuild recalculate recall recap receive recommend reconcile reconnect record recover
    recruit rectify recycle redesign redirect redistribute redo reduce refactor refill refine
    reflect reformat refresh refuel refund register regulate rehearse reheat reimburse reinforce
    reinstall reject relabel relax release relight relocate remedy remind remove rename renew rent
    reopen repack repaint repair repeat rephrase replace replant replicate reply report reposition
    repot reproduce repurpose request reroute rerun reschedule rescue reseal research resell
    resend reserve reset reshape reshoot resign resize resolve respond rest restart restore
    restrict restructure resume retain retest retire retrain retrieve retry return retype reupload
    reuse revert review revise revisit revoke rewire rework rewrite rezone ring rinse roast roll
    rotate round run saddle salvage sanction sanitize save saw scaffold scale scan schedule scrape
    screw scrub search secure seed segregate select sell send separate serve set settle setup sew
    shake share sharpen shave shift ship shoot shop shorten shout shovel show shut sift sign
    signpost simplify simulate sit sketch skip slice slide smooth snapshot soak soften solicit
    solve sort source sow specify speed spell spend split sponsor spray spread squeeze stabilise
    stage stamp stand standardise standardize start steer stir stitch stop store straighten stream
    strengthen stress-test stretch strip study submit subscribe suggest summarise summarize
    supervise supply support surround survey suspend swap sweep switch sync synchronise
    synchronize tabulate tackle tag tailor take tape talk tap taste teach tear tell terminate test
    tether throw tidy tie tighten trace track train transcribe transfer transform translate
    transplant transport treat triage trim troubleshoot try tune turn tweak twist type unblock
    uncover unfold unfreeze unify uninstall unload unlock unpack unpick unplug unscrew unsubscribe
    unwrap update upgrade upload urge use vacuum validate vary vectorize ventilate verify version
    visit visualise visualize vote vouch wait wake walk warm warn warrant wash watch water
    waterproof wax weave weed weigh welcome whitelist whitewash widen wind wipe wire withdraw work
    wrangle wrap write yield zip
    """.split()
)

# Nouns as often as verbs: an action only where what follows reads like an object.
DOUBTFUL = frozenset(
    """
    do     fit
    access address aim back balance book brief brush budget build call change charge check chop
    clean clear clip coach commit copy count cover credit crop cut design document drop dry dust
    e-mail email experiment export fasten fax file fill filter flag fold format forward foster
    grind group guide halt heat hoist hold host import interview inventory invoice issue join
    judge kick knit label launch lift list load lock log mail map mark mirror mix model monitor
    mop mount mute nail name note offer oil open order package park patch pause peel phone
    photograph pin pitch place plan plant plaster plug post practice present press process profile
    prototype pull query quote raise rake record refund release rent repair report request rescue
    research reset rest return review ring rinse roast roll run saddle scale scan schedule screw
    search seed set setup shake shift ship shop shorten shout shovel show sign sketch slice slide
    soak sort source sow spell spend sponsor spray squeeze stage stamp stand start steer stir
    stitch stop store stream strip study supply support surround survey swap switch tackle tag
    tailor tap taste tear test tether tie trace track train transfer transport treat trim tune
    turn twist type update upgrade use version visit vote warm watch water wax weave weed weigh
    welcome widen wind wire work wrap yield zip
    """.split()
)

OBJECT_START = frozenset(
    """
    a an the all any both each every its it their them this that these those our my your his her
    up out off on down over new existing old whether how what which when where who why if one two
    three four five six seven eight nine ten everyone everybody
    """.split()
)

# Pairs that are actions though the verb alone may be a noun.
WITH_ITS_PREPOSITION = frozenset(
    {"report to", "check with", "check for", "work on", "search for", "plan for", "test with"}
)
NAMED_FIRST = re.compile(r"\W*\w+,")
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
    одиннадцать двенадцать тринадцать четырнадцать пятнадцать шестнадцать семнадцать восемнадцать
    девятнадцать соцсети соцсеть запчасть запчасти мелочь нить ртуть кисть кисти лопасти снасти
    часть сеть память печать кровать путь мать власть смерть пасть страсть весть честь месть шерсть
    кость гость лесть есть пять шесть десять девять двадцать тридцать опять вновь ночь дочь речь
    дети сети части пути почти кости гости ответственность область скатерть тетрадь нефть ветвь
    зять рать четверть новости области медь повесть совесть доблесть жесть юность печь треть
    """.split()
)
# Infinitives that end as nouns do: "провести" beside "новости".
VERBS_LIKE_NOUNS = frozenset(
    """
    прочесть учесть перенести внести нанести провести привести завести перевести вывести отвезти
    принести отнести донести довести свести разнести подмести занести приобрести развести снести
    вынести изобрести отвести ввести поднести подвести унести вести
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
    return not word.endswith(("ость", "ости", "есть", "ести")) or word in VERBS_LIKE_NOUNS


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
    if first in DOUBTFUL and rest[:1] and rest[0] in {"of", "and", "or"}:
        return False  # "design and layout"
    for word in rest[:4]:
        if word in SUBORDINATE or word == "and":
            break
        if word in FINITE:
            return False
    return True


def only_names(text: str) -> bool:
    """Whether the text begins with a doubtful verb and a comma: "Mail, push and messages"."""
    first = WORD.search(fold(text))
    return bool(first and first.group() in DOUBTFUL and NAMED_FIRST.match(text))


def surely_action(text: str, language: Language) -> bool:
    """The same, where a noun would be as likely: after "and", after a comma."""
    if not starts_with_action(text, language):
        return False
    found = [match.group() for match, _ in zip(WORD.finditer(fold(text)), range(2), strict=False)]
    if found[0] not in DOUBTFUL:
        return True
    return len(found) > 1 and (found[1] in OBJECT_START or " ".join(found) in WITH_ITS_PREPOSITION)


def looks_like_action(text: str, language: Language) -> bool:
    """Whether a list's item reads like something to do, verbal nouns included."""
    if starts_with_action(text, language):
        return text.strip().lower() not in DOUBTFUL  # "name" in a list of fields
    first = WORD.search(fold(text))
    return bool(first and language == "ru" and ACTION_NOUN.match(first.group()))

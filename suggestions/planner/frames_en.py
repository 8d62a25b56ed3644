"""How English tasks of a kind are phrased, whatever they are about."""

FRAMES: tuple[tuple[str, float, str], ...] = (
    (
        "feature",
        4.0,
        r"\bshould be able to\b|\bas an? \w+,? i (?:want|need|would)",
    ),
    (
        "feature",
        3.0,
        r"^(?:let|allow|enable) \w+",
    ),
    (
        "feature",
        4.0,
        r"^(?:users?|guests?|customers?|members?|people|admins?|managers?|teachers?|parents?|"
        r"patients?|visitors?|drivers?|sellers?|buyers?|players?|readers?|students?|"
        r"editors?) (?:can|may|could|want to|get|see|choose)\b(?! ?(?:'t|not))",
    ),
    (
        "feature",
        3.0,
        r"^(?:reminders?|notifications?|alerts?|search|filters?|shortcuts?|export|comments?|"
        r"tags?|favourites|wish ?list|ratings?|history|undo|login|sign-?up|"
        r"registration) (?:for|about|when|by|of|to|on|in|with|without)\b",
    ),
    (
        "feature",
        3.0,
        r"^(?:show|display|support|remember|suggest|highlight|group|sort|filter|warn|"
        r"ask before|hide) ",
    ),
    (
        "feature",
        2.5,
        r"^(?:add|introduce|implement|build|create|make it possible)\b",
    ),
    (
        "bug",
        4.0,
        r"\b(?:shows?|has|gets?|prints?|displays?|sends?|uses|opens|counts?|"
        r"returns?) (?:the )?(?:wrong|old|empty|yesterday|twice|no |two |0 |negative)",
    ),
    (
        "bug",
        4.0,
        r"\b(?:doesn't|does not|don't|do not|isn't|is not|aren't|are not|won't|can't|cannot|"
        r"no longer|never|stopped) (?:work|load|open|save|show|send|arriv|updat|appear|print|"
        r"sync|start|clos|respond|display|match|add up|go away|accept|refresh|scroll|play|"
        r"come)\w*",
    ),
    (
        "bug",
        2.0,
        r"^(?:fix|debug)\b",
    ),
    (
        "bug",
        4.0,
        r"\b(?:ignores?|crashes|loses|forgets|disappears?|overwrites?|duplicates?|mixes up|"
        r"skips|resets itself|breaks|freezes|flickers|vanish\w*|hangs)\b|\b(?:since|"
        r"after) (?:we |the )?(?:last |latest )?(?:changed|update|upgrade|switch|release|"
        r"migration|deploy)\w*|\bgoe?s? to spam\b",
    ),
    (
        "bug",
        2.0,
        r"^(?:the |an? )?\w+(?: \w+){0,3} (?:is|are|shows?|goes|go|gets?|stays?|appears?|ends?|"
        r"jumps?|returns?|throws?|displays?|sorts?|counts?|adds?) (?!\w+ed to\b)\w+",
    ),
    (
        "bug",
        2.0,
        r"\b(?:after|when|while|on) (?:restart\w*|reload\w*|rotat\w*|upgrading|logging|"
        r"click\w*|press\w*|sav\w*|upload\w*|scroll\w*|typing|switching)\b",
    ),
    (
        "incident",
        5.0,
        r"\b(?:is|are|was|were|went|been) (?:down|unreachable|offline|dead|unavailable)\b|"
        r"\bnobody can\b|\bwhat went wrong\b|\bin the whole \w+",
    ),
    (
        "incident",
        4.0,
        r"\bproduction\b.{0,40}\b(?:down|fail\w*|read-only|broken|errors?|crash\w*)|"
        r"\b(?:orders?|payments?|logins?|requests|checkouts?) (?:all )?(?:fail|are failing|"
        r"time out|are lost)\b|\bdisk (?:is )?full\b|^incident\b",
    ),
    (
        "incident",
        3.0,
        r"\bsince (?:this morning|\d{1,2}[:.]\d{2}|noon|midnight)\b",
    ),
    (
        "release",
        5.0,
        r"^roll ?out\b",
    ),
    (
        "release",
        4.0,
        r"^(?:release|ship|version|cut|roll out|launch) (?:the |of )?(?:v?\d|version|app|beta|"
        r"update|build)|\bbuild out to\b|^v?\d+\.\d+",
    ),
    (
        "migration",
        5.0,
        r"^from \w[\w .-]* to \w|^(?:move|migrate|bring|switch|port|convert|transfer|"
        r"import)\b.{3,60}\b(?:from|into|to)\b.{2,}|\b(?:get|move|switch) (?:off|away from)\b",
    ),
    (
        "performance",
        4.0,
        r"\b(?:takes?|needs?|lasts?) (?:\w+ ){0,3}(?:seconds|minutes|hours|ages|forever|"
        r"too long)\b|\bframes per second\b|\b(?:cut|halve|reduce|shorten)\b.{0,30}\b(?:time|"
        r"memory|size|load|latency|cost of)\b",
    ),
    (
        "security",
        5.0,
        r"\b(?:sql|command|code|header) injection\b|\bremove (?:the )?access\b|"
        r"\bformer (?:employees|staff|colleagues)\b|\baccess (?:rights|of)\b",
    ),
    (
        "security",
        4.0,
        r"\bwho (?:can|may|has|could) (?:open|see|read|access|log|get|edit)|"
        r"\bsign-?ins? from\b",
    ),
    (
        "integration",
        4.0,
        r"\bhook(?:ed)? (?:up|into)\b|^connect\b|^(?:show|import|pull|send|push|sync\w*|export|"
        r"forward)\b.{2,40}\b(?:from|to|with|in|into) (?:our |the |their )?(?:calendar|"
        r"accounting|till|shop|crm|erp|warehouse|website|chat|slack|sheet)\w*",
    ),
    (
        "research",
        5.0,
        r"^(?:is it worth|should we|which|do we need|can we|could we|would it|what (?:would|"
        r"is the best|are the)|how (?:much|many|do others|could))\b.*\?|"
        r"^[\w -]{2,30} or [\w -]{2,30}\?$",
    ),
    (
        "research",
        3.0,
        r"^(?:evaluate|compare|investigate|explore|find out|look into|assess|analyse why|"
        r"understand why|choose|pick|select)\b",
    ),
    (
        "documentation",
        5.0,
        r"^(?:how to|how we|explain|describe|document|write down|instructions|guide|guidelines|"
        r"checklist|cheat sheet|rules) \w",
    ),
    (
        "writing",
        4.0,
        r"^(?:post|article|text|column|essay|story|letter|poem|blog) (?:on|about|for)\b|"
        r"^(?:write|draft) (?:an? |the |our )?(?:post|article|text|story|letter|essay|"
        r"newsletter|column|speech|copy|announcement|chapter|poem)",
    ),
    (
        "documentation",
        4.0,
        r"^write (?:an? |the |our )?(?:\w+ )?(?:guide|readme|docs|documentation|manual|"
        r"instructions|runbook|wiki|how-?to|handbook)",
    ),
    (
        "testing",
        4.0,
        r"^(?:test|try|verify|write (?:\w+ )?tests|cover .* with tests|dry run|load-?test|"
        r"smoke-?test)\b",
    ),
    (
        "presentation",
        4.0,
        r"^(?:speech|talk|slides|lecture|presentation|demo|pitch) (?:at|for|about|on)\b|"
        r"^(?:give|prepare|hold) (?:an? |the )?(?:talk|speech|presentation|lecture|demo|pitch)",
    ),
    (
        "design",
        4.0,
        r"^(?:cover|logo|poster|flyer|icons?|mock-?ups?|wireframes?|layout|design|"
        r"illustrations?) (?:for|of)\b|^(?:design|draw|sketch|redesign|restyle)\b|"
        r"\bless ugly\b|\blook nicer\b",
    ),
    (
        "translation",
        4.0,
        r"\b(?:in|into|to|from) (?:french|german|spanish|italian|dutch|polish|russian|english|"
        r"ukrainian|turkish|chinese|japanese|portuguese|arabic|swedish|czech|korean)\b",
    ),
    (
        "hiring",
        5.0,
        r"^(?:hire|recruit)\b",
    ),
    (
        "hiring",
        4.0,
        r"^(?:an? |another |a second |new )?(?:\w+ )?(?:nurse|teacher|driver|cook|chef|waiter|"
        r"developer|engineer|designer|accountant|assistant|receptionist|trainer|coach|tutor|"
        r"cleaner|carpenter|electrician|analyst|tester|administrator|lawyer|translator|editor|"
        r"gardener|intern|apprentice|sales ?person|manager)s? (?:for|wanted|needed)\b|^(?:find|"
        r"hire|recruit|look for) (?:an? |the |another |two |three )?(?:new |second |good |"
        r"senior |junior )?(?:\w+ )?(?:nurse|teacher|driver|cook|chef|waiter|developer|"
        r"engineer|designer|accountant|assistant|receptionist|trainer|tutor|cleaner|analyst|"
        r"tester|administrator|manager|intern|apprentice)s?\b",
    ),
    (
        "purchase",
        4.0,
        r"^(?:buy|order|purchase|get|procure|pick up|restock)\b|^new (?:\w+ ){0,2}(?:chairs?|"
        r"desks?|laptops?|phones?|monitors?|printers?|tools?|beds?|shoes|tyres|curtains|"
        r"shelves|sofa|fridge|oven|camera|tablets?|keyboard|headsets?|bike|car|carpet|lamps?|"
        r"uniforms?|bags?|books?)\b",
    ),
    (
        "event",
        3.0,
        r"\b\d+ (?:guests|people|attendees|visitors|runners)\b|^(?:organi[sz]e|celebrate|host|"
        r"throw)\b|\bsurprise\b",
    ),
    (
        "meeting",
        4.0,
        r"^(?:meet|sit down|speak|talk|call|catch up|discuss|meeting|appointment|conversation|"
        r"schedule a (?:call|meeting)|arrange a (?:call|meeting)) (?:up )?(?:with|the)\b",
    ),
    (
        "learning",
        4.0,
        r"^(?:learn|study|pass|practi[sc]e|get (?:my|a) \w+ ?licen[cs]e|take (?:an? |"
        r"the )?\w* ?(?:course|class|exam)|finish the .*course|improve my|get better at)\b",
    ),
    (
        "travel",
        4.0,
        r"\b(?:trip|journey|flights?|holiday|excursion|visit) (?:to|in) (?:the )?[A-Z]",
    ),
    (
        "onboarding",
        4.0,
        r"\b(?:starts|begins|joins)(?: us)? (?:on|in|next|monday|tomorrow)\b|\bfirst (?:day|"
        r"days|week) of\b|^(?:onboard|welcome)\b",
    ),
    (
        "support",
        4.0,
        r"^(?:reply|answer|respond|write back|call back|get back) |\b(?:customer|client|guest|"
        r"member|tenant|patient|user|mrs\.?|mr\.?|ms\.?) (?:\w+ )?(?:can't|cannot|complains?|"
        r"asks|wants|says|wrote|called|calls|reports|is angry|ordered|needs help)\b",
    ),
    (
        "payment",
        4.0,
        r"^(?:pay|invoice|reimburse|settle|transfer|file|refund) (?!.*\b(?:feature|bug|"
        r"api)\b)\w+",
    ),
    (
        "contract",
        4.0,
        r"^(?:contract|lease|agreement|nda|terms|sign|renew the contract|negotiate|"
        r"cancel the contract)\b",
    ),
    (
        "repair",
        3.0,
        r"^(?:fix|repair|mend|patch|replace|unclog|unblock|glue|re-?paint|"
        r"renovate)\b.*\b(?:door|tap|roof|fence|window|lock|chair|table|bike|car|shed|wall|"
        r"sink|toilet|lamp|heater|heating|boiler|oven|fridge|washing|dishwasher|shelf|stairs?|"
        r"floor|pipe|gutter|gate|drawer|bed|kitchen|bathroom|garage|tyre|tire|brakes?|pump|"
        r"blinds?|socket|radiator)s?\b",
    ),
    (
        "household",
        4.0,
        r"^(?:clean|tidy|wash|vacuum|iron|mow|water|feed|walk|cook|declutter|weed|dust|hoover|"
        r"sweep) (?:the |up |out |our |my )?(?!.*\b(?:code|data|database|branch\w*|logs?|"
        r"repo\w*|accounts?|list)\b)\w*",
    ),
    (
        "survey",
        4.0,
        r"^(?:ask|poll|survey|interview) (?:the |our |all |ten |\d+ )?(?:volunteers|members|"
        r"customers|users|employees|parents|guests|students|pupils|people|colleagues|readers|"
        r"residents|neighbours|team)\b",
    ),
    (
        "report",
        4.0,
        r"^(?:analyse|analyze) (?:last|the|our|this|all)\b(?!.*\bwhy\b)",
    ),
    (
        "report",
        4.0,
        r"\b(?:by|per) (?:region|month|country|team|product|plan|quarter|week|channel|"
        r"department|age|category)\b|^how (?:many|much) .*\bdid\b|^(?:figures|numbers|"
        r"statistics|report|analysis) (?:for|on|of|about)\b",
    ),
    (
        "relocation",
        4.0,
        r"^(?:move|moving|relocate)\b.*\b(?:flat|house|office|apartment|home|room|premises|"
        r"building|archive|boxes|workshop|furniture|city|berlin|london|desks?)\b|"
        r"\bbring the furniture\b",
    ),
    (
        "maintenance",
        4.0,
        r"^(?:upgrade|bump|renew) \w|^update (?:all|the )?(?: ?\w+){0,2} ?(?:to (?:v?\d|"
        r"the latest)|dependencies|packages|images|libraries|plugins|firmware|certificates?|"
        r"drivers)|^archive\b|\b(?:yearly|annual|quarterly|monthly|regular|routine|"
        r"weekly) (?:\w+ )?(?:check|inspection|service|servicing|clean-?up|maintenance|update|"
        r"updates|bumps)\b",
    ),
    (
        "infrastructure",
        3.0,
        r"^(?:set up|provision|install|host|deploy|spin up|configure)\b.*\b(?:server|cluster|"
        r"ci|pipeline|monitoring|vpn|wi-?fi|network|database|environment|runner|registry|proxy|"
        r"dns|firewall|kubernetes|docker|backup|logging|alerts?)\w*|^new (?:\w+ )?server\b",
    ),
    (
        "refactoring",
        4.0,
        r"\bduplicated? (?:code|validation|logic|checks|rules|functions?)|\b(?:exists?|lives?|"
        r"copied) (?:twice|in (?:two|three|four|five|several|many))",
    ),
    (
        "refactoring",
        4.0,
        r"^(?:refactor|untangle|extract|decouple|restructure|simplify|split|deduplicate|"
        r"rename)\b|\b(?:no|without a?) (?:change in|changes? of|changing|"
        r"change to) (?:behaviour|behavior)\b|\bglobal state\b",
    ),
    (
        "marketing",
        3.0,
        r"^(?:advertise|promote|market)\b|\b(?:more|new|\d+) (?:sign-?ups|followers|"
        r"subscribers|leads|visitors|members|customers)\b",
    ),
)

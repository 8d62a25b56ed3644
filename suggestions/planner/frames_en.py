"""How English tasks of a kind are phrased, whatever they are about."""

FRAMES: tuple[tuple[str, float, str], ...] = (
    (
        "feature",
        9.0,
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
    (
        "incident",
        7.0,
        r"\b(?:post-)?(?:incidents?|outages?|mortems?)\b",
    ),
    (
        "incident",
        5.0,
        r"^(?:the |our )?(?:[\w-]+ ){0,2}(?:web ?site|site|server|system|service|shop|"
        r"network|internet|e?-?mail|app|database|api|phones?|payments?|checkout|login|"
        r"heating|power|wi-?fi)s? (?:is |are |completely |totally )?(?:down|offline|"
        r"unreachable|dead|gone)\b|\bdown (?:after|since|again|for everyone|everywhere)\b|"
        r"\b(?:not work\w*|fails?|broken|unavailable)\b.{0,30}\b(?:for everyone|everywhere|"
        r"for everybody|in all (?:shops|stores|branches|offices))\b",
    ),
    (
        "onboarding",
        6.0,
        r"\bonboarding\b(?! (?:screens?|flow|emails?|mails?|tour|page|wizard))|\b(?:new|"
        r"remote) (?:hires|starters|joiners|employees|colleagues|staff)\b",
    ),
    (
        "refactoring",
        5.0,
        r"\brefactor\w*\b|\binto (?:smaller|separate|several|two|three|its own|"
        r"their own) (?:\w+ )?(?:parts|pieces|modules?|classes|files|functions|services|"
        r"packages?|components|units)\b|^(?:clean up|tidy up|tidy|break up|break|untangle|"
        r"reorgani[sz]e|restructure|slim down|modulari[sz]e)\b.*\b(?:code|modules?|"
        r"class(?:es)?|helpers?|functions?|packages?|api|components?|models|views|"
        r"controllers?|utils|queries|tests|styles|css|templates|imports|types|schemas?|"
        r"services?)\b",
    ),
    (
        "security",
        6.0,
        r"\btwo-factor authentication\b|\b2fa\b|\bvulnerabilit\w+|\block down\b|"
        r"\bharden\w*\b|\bdefault passwords?\b|\bsecurity\b|\bpenetration test\w*|"
        r"\bpentest\b",
    ),
    (
        "research",
        5.0,
        r"^why\b.*|^(?:find out|understand|learn) (?:why|how|what|which|whether)\b|"
        r"^research\b",
    ),
    (
        "integration",
        5.0,
        r"\bintegrat\w+\b(?! tests?)|^(?:automatically )?(?:import|pull|fetch|receive|send|"
        r"push|export|sync\w*)\b.*\bautomatically\b|^automatic(?:ally)? (?:import|export|"
        r"pull|fetch|sync)\w*",
    ),
    (
        "repair",
        4.0,
        r"\b(?:broken|loose|rotten|cracked|leaky|leaking|rusty|squeaky|dripping|torn|damaged|"
        r"scratched|blocked|clogged|stuck) (?:\w+ )?(?:stairs?|steps?|doors?|taps?|roof|"
        r"fence|windows?|locks?|chairs?|tables?|bench|bike|car|shed|walls?|sink|toilet|"
        r"lamps?|heater|boiler|oven|fridge|dishwasher|shelf|shelves|floor|pipes?|gutter|gate|"
        r"drawer|bed|tiles?|handle|hinge|pump|blinds?|socket|fan|radiator|hose|railing|"
        r"mirror|cupboard|zip|screen)\b|^(?:replace|fix|repair|mend|paint|change) (?:the |"
        r"our |my )?(?:\w+ )?(?:stairs?|fan|tap|lamp|bulb|hinge|handle|nursery|bedroom|"
        r"living room|hallway|kitchen|bathroom|railing|mirror|hose|radiator|shower|gutter|"
        r"bench|balcony|ceiling|carpet|curtain\w*|filter cartridge|tyres?|tires?|brakes?)\b",
    ),
    (
        "hiring",
        5.0,
        r"^(?:find|hire|recruit|search for|look for|appoint) (?:an? |the |our |another |"
        r"new )*(?:head|director|lead|chief|cto|cfo|manager|deputy|successor|replacement|"
        r"coordinator|secretary|team lead|scrum master|product owner|au pair|nanny|"
        r"babysitter|cleaner|caretaker|janitor|conductor|organist|coach|trainer|tutor)\b|"
        r"\bvacanc(?:y|ies)\b|\bjob (?:ad|advert|posting|opening|interview)s?\b",
    ),
    (
        "survey",
        5.0,
        r"\b(?:survey|questionnaire|poll)\b",
    ),
    (
        "meeting",
        4.0,
        r"\b(?:meeting|kick-?off|retro(?:spective)?|stand-?up|one-on-one|all-hands|"
        r"town hall)\b",
    ),
    (
        "migration",
        5.0,
        r"\bmigrat\w+\b",
    ),
    (
        "translation",
        5.0,
        r"\btranslat\w+\b|\blocali[sz]\w+\b|\bsubtitles?\b",
    ),
    (
        "presentation",
        4.0,
        r"\b(?:presentation|slides|slide deck|keynote|pitch deck)\b",
    ),
    (
        "documentation",
        4.0,
        r"\b(?:readme|runbook|handbook|user guide|user manual|documentation|wiki)\b",
    ),
    (
        "writing",
        4.0,
        r"\b(?:foreword|preface|introduction to the|essay|press release|blog post|article|"
        r"newsletter|obituary|short story|product descriptions?|biography|column)\b",
    ),
    (
        "performance",
        5.0,
        r"\b(?:slow|slowly|too slow|sluggish|performance|speed up|faster|latency|memory leak|"
        r"out of memory|bottleneck)\b",
    ),
    (
        "testing",
        4.0,
        r"\b(?:unit|integration|regression|load|acceptance|end-to-end|e2e|smoke|"
        r"usability) tests?\b|\btest (?:plan|cases|coverage|suite|run)\b",
    ),
    (
        "design",
        4.0,
        r"\b(?:redesign|wireframes?|mock-?ups?|logo|illustrations?|icon set)\b",
    ),
    (
        "event",
        4.0,
        r"\b(?:party|wedding|birthday|anniversary|hackathon|festival|reunion|farewell|"
        r"celebration|barbecue|offsite|open day|webinar|concert|tournament|fair)\b",
    ),
    (
        "payment",
        4.0,
        r"\b(?:invoices?|vat|tax(?:es)?|payroll|reimbursement|travel expenses|salaries|"
        r"budget for)\b(?! template| total| feature| page| export| list| search| filter)",
    ),
    (
        "contract",
        4.0,
        r"\b(?:contract|agreement|lease|nda|terms of service|privacy policy|"
        r"licen[cs]e agreement)\b",
    ),
    (
        "support",
        3.0,
        r"\b(?:complaint|refund|lost (?:parcel|order|package|luggage|password)|"
        r"for order #?\d+|angry customer|customer complains?)\b",
    ),
    (
        "marketing",
        4.0,
        r"\b(?:campaign|marketing|sponsors?|seo|promot\w+|advertis\w+|flyers?)\b",
    ),
    (
        "travel",
        4.0,
        r"\b(?:business trip|flights?|holiday|vacation|visa|itinerary)\b",
    ),
    (
        "purchase",
        4.0,
        r"\b(?:buy|purchase|groceries|shopping list|second-hand)\b",
    ),
    (
        "relocation",
        5.0,
        r"\b(?:office move|house move|relocation|moving day|new (?:flat|apartment|"
        r"office building|premises))\b",
    ),
    (
        "household",
        4.0,
        r"\b(?:laundry|dishes|vacuum\w*|ironing|housework|chores|spring cleaning)\b",
    ),
    (
        "learning",
        4.0,
        r"\b(?:exam|homework|course|certification|lessons|study)\b(?! (?:page|list|feature|"
        r"materials|participants|platform))",
    ),
    (
        "release",
        4.0,
        r"\b(?:release notes|release|rollout|go-live|changelog|app store|play store)\b",
    ),
    (
        "infrastructure",
        4.0,
        r"\b(?:kubernetes|terraform|ci|ci/cd|vpn|monitoring|cluster|servers?|backups?|"
        r"load balancer)\b",
    ),
    (
        "maintenance",
        4.0,
        r"\b(?:maintenance|dependenc(?:y|ies) (?:update|upgrade|bump)s?|upgrade|renew(?:al)?|"
        r"inspection)\b",
    ),
    (
        "report",
        3.0,
        r"\b(?:statistics|dashboard|report|kpis?|figures|analytics)\b",
    ),
    (
        "bug",
        3.0,
        r"\b(?:bug|crash(?:es)?|wrong|broken|off by|error|duplicate entries|fails?|"
        r"incorrect)\b",
    ),
    (
        "bug",
        8.0,
        r"^(?:wrong|incorrect|missing|duplicated?|broken|invalid|outdated|empty|misaligned|"
        r"garbled) (?!.{0,40}\b(?:stairs?|doors?|taps?|windows?|gates?|fence|chairs?|tables?|"
        r"bikes?|cars?|lamps?|tiles?|pipes?)\b)\w+|\b(?:leads?|goes|"
        r"redirects?|points?) to (?:a |an |the )?(?:404|500|error|wrong|blank|empty)\b|"
        r"\bjumps? (?:back|around|to)\b|\b(?:loses|drops|skips|swallows|cuts off)\b",
    ),
    (
        "feature",
        4.0,
        r"\b(?:straight|directly) (?:from|in|into|on)\b|^(?:print|rename|mark|pin|choose|"
        r"share|copy|edit|archive|duplicate|undo|bulk|drag|import|rate|follow|block|"
        r"mute)\b.{0,40}\b(?:in|from|on|within|by|without)\b|\bwait(?:ing)? ?list\b|"
        r"\b(?:dark mode|read receipts|autosave|push notifications)\b",
    ),
    (
        "migration",
        5.0,
        r"^(?:move|transfer|switch|port|convert|change)\b.{3,60}\b(?:to|into) (?:an? |the |"
        r"our )?(?:new|another|different|other|cloud)\b(?! (?:flat|house|office|building|"
        r"home|room|address|place|premises|apartment|city|town))|^(?:migrate|migration)\b",
    ),
    (
        "learning",
        5.0,
        r"^(?:get|obtain|earn|renew) (?:my|the|an?|our) (?:[\w-]+ ){0,2}(?:licen[cs]e|"
        r"certificate|degree|diploma|certification)\b(?! for the (?:server|domain|website|"
        r"software))|^(?:work through|read|finish|study|revise)\b.*\b(?:books?|textbooks?|"
        r"course|tutorials?|chapters?|modules?|exercises)\b",
    ),
    (
        "meeting",
        5.0,
        r"\bparents'? evening\b|\bannual (?:general )?meeting\b|\bjour fixe\b|"
        r"\breview meeting\b",
    ),
    (
        "marketing",
        4.0,
        r"\bads?\b|\badverts?\b|\blanding page and\b|\bwinter sale\b|\bpromo\w*\b|"
        r"\bget (?:more|new) (?:customers|visitors|members|readers|followers)\b",
    ),
    (
        "repair",
        7.0,
        r"\b(?:gate|fence|barn|stable|tractor|trailer|pump|hinge|door|tap|toilet|sink|"
        r"heating|boiler|roof|window|lock|bike|car|van|fridge|oven|dishwasher|"
        r"washing machine|lamp|chair|table|bed|shelf|blind|drawer|zip|stairs?|bench|swing|"
        r"mower|hose|radiator|shower)s?\b.{0,30}\b(?:is|are|has|have|won't|doesn't|"
        r"does not) (?:\w+ )?(?:broken|leak\w*|loose|stuck|torn|rotten|drip\w*|come off|"
        r"close|lock|open|start|stopped|damaged|squeak\w*|rattl\w*)\b",
    ),
    (
        "release",
        5.0,
        r"^(?:go live|go-live|launch)\b(?! (?:party|campaign|event|marketing))",
    ),
    (
        "security",
        6.0,
        r"\bencrypt\w*\b|\bpermissions? (?:review|audit|check)\b|\bphishing\b|\bmalware\b|"
        r"\bpassword (?:policy|manager|rules)\b|\bstolen\b|\baccess control\b",
    ),
    (
        "research",
        4.0,
        r"\balternatives? to\b|\bmake or buy\b|\bfeasib\w+\b|\bproof of concept\b|"
        r"\bis it worth\b",
    ),
    (
        "refactoring",
        4.0,
        r"\b(?:no|without) visible change\b|\bhome-?grown\b|\bspaghetti\b|\btechnical debt\b|"
        r"\btech debt\b|^(?:split|break|replace|merge|unify|inline|extract)\b.*\b(?:file|"
        r"class|module|bus|helper|function|service|layer|script|macro|template|framework|"
        r"library|component|component[s]?|inheritance)\b",
    ),
    (
        "event",
        4.0,
        r"\b(?:weekend|camp|retreat|evening|night|day) (?:for|of|"
        r"with) (?:the )?(?:\w+ )?(?:team|choir|club|band|class|staff|families|kids|"
        r"volunteers|members|neighbours)\b|^(?:team|choir|club|company|staff|family|"
        r"class) (?:weekend|outing|trip|day|dinner|party|retreat|camp)\b",
    ),
    ("security", 6.0, r"\bxss\b|\bcsrf\b|\bssrf\b|\bcve-\d"),
)

"""The plans for English tasks, one for each kind of work."""

from suggestions.planner.plans import Part, Plans

PLANS: Plans = {
    "feature": (
        Part(
            "Write down when {thing} counts as done",
            "Three to five sentences somebody else can check, one of them about an error or an "
            "empty case.",
        ),
        Part(
            "Sketch how people will meet {thing}",
            "The screens or calls that change are named, and one person who will use it has "
            "agreed.",
        ),
        Part("Build the smallest working {thing}", "The main case works from end to end, merged."),
        Part(
            "Handle the odd cases of {thing}",
            "Empty, very large and forbidden input are each handled and shown to work.",
        ),
        Part(
            "Cover {thing} with tests",
            "Each criterion of the first step has a test that fails without it.",
        ),
        Part(
            "Describe {thing} where users look",
            "The help or change log says what is new and where to find it.",
            minor=True,
        ),
    ),
    "bug": (
        Part(
            "Reproduce: {title}",
            "The shortest way to make it happen is written down, with version and data used.",
        ),
        Part(
            "Find the cause",
            "The line or the data that causes it is named, and since when it has been there.",
        ),
        Part("Write a test that fails because of it", "The test fails today for the right reason."),
        Part("Fix the cause", "The new test passes, and no other had to be changed to pass."),
        Part(
            "Look for the same mistake elsewhere",
            "Places with the same pattern are listed: fixed, or with a task of their own.",
            minor=True,
        ),
        Part(
            "Tell whoever reported it",
            "The reporter knows in which version it is fixed and has confirmed it.",
            minor=True,
        ),
    ),
    "incident": (
        Part(
            "Limit the damage: {title}",
            "Users can work again, if only by a workaround or an older version.",
        ),
        Part(
            "Tell those affected",
            "Status page or mail says what fails, since when, and when the next news comes.",
        ),
        Part(
            "Collect the timeline",
            "Times, alerts, changes and actions are in one list, with sources.",
        ),
        Part(
            "Find the cause behind the trigger",
            "It is explained why it happened and why nobody noticed earlier.",
        ),
        Part(
            "Agree on what changes so that it does not happen again",
            "Each action is a task with an owner and a date.",
        ),
        Part(
            "Publish the review", "A page without blame that those affected can read.", minor=True
        ),
    ),
    "release": (
        Part(
            "Settle what goes into {thing}",
            "The list of changes is closed; what is not ready has moved out.",
        ),
        Part(
            "Test the build of {thing}",
            "The exact build that will be shipped has passed the tests.",
        ),
        Part(
            "Write the release notes for {thing}",
            "They name new things, fixes, and what users have to do.",
        ),
        Part("Prepare the way back", "Somebody has tried how to return to the version before."),
        Part("Ship {thing}", "The new version is what users get; its number is visible."),
        Part(
            "Watch errors and load for a day",
            "Compared with the day before; nothing worse, or a task for it.",
        ),
        Part(
            "Announce {thing}",
            "Support and users know about it, with the link to the notes.",
            minor=True,
        ),
    ),
    "infrastructure": (
        Part(
            "Write down what {thing} must withstand",
            "Load, growth, who gets in, how long it may be down.",
        ),
        Part("Describe {thing} as code", "The set-up can be created anew from the repository."),
        Part(
            "Create it in a test environment",
            "It came up from the code alone, without a manual step.",
        ),
        Part(
            "Limit access and store the secrets",
            "Only named people and services get in; no secret is in the code.",
        ),
        Part(
            "Add monitoring and backups",
            "An alert has reached a person and a backup has been restored.",
        ),
        Part("Put {thing} to use", "The first real user or service runs on it."),
        Part(
            "Write the page for whoever is on call",
            "How to see that it is well, restart it, and whom to ask.",
            minor=True,
        ),
    ),
    "migration": (
        Part(
            "List what has to move: {title}",
            "All data and everything that reads or writes it, with sizes and owners.",
        ),
        Part(
            "Take a backup and restore it once",
            "The restored copy has been compared with the original.",
        ),
        Part(
            "Rehearse the move on a copy",
            "Run from start to finish; duration and every surprise are written down.",
        ),
        Part(
            "Define how the result is checked",
            "Counts, sums and samples that must match, ready to be run.",
        ),
        Part(
            "Agree on the time and the way back",
            "Those affected know the window, and until when a return is possible.",
        ),
        Part("Move, and check the result", "All checks match; the old side is read-only."),
        Part(
            "Switch the old side off",
            "Nothing has read it for the agreed time, and an archive is kept.",
            minor=True,
        ),
    ),
    "refactoring": (
        Part(
            "Pin down today's behaviour of {thing}",
            "Tests pass on the present code and cover the branches that will move.",
        ),
        Part(
            "Decide where {thing} should end up",
            "Half a page: modules, what each knows, what must not change.",
        ),
        Part(
            "Move the first piece",
            "The smallest useful part lives in its new place, merged, tests untouched.",
        ),
        Part(
            "Move the rest in small commits", "Each can be reviewed in minutes and works by itself."
        ),
        Part(
            "Remove the old code", "Nothing calls it any more and it is deleted, not commented out."
        ),
        Part(
            "Compare before and after",
            "Size, tests and timings; behaviour is the same.",
            minor=True,
        ),
    ),
    "performance": (
        Part(
            "Measure {thing} as it is",
            "A number that others can reproduce, with data of realistic size.",
        ),
        Part("Set the target", "One number and the load under which it holds."),
        Part(
            "Find where the time or memory goes",
            "A profile shows the two or three places that matter.",
        ),
        Part("Fix the largest of them", "Measured again the same way; the gain is written down."),
        Part(
            "Repeat until the target is met",
            "The target holds three times in a row, or it is said why it cannot.",
        ),
        Part(
            "Keep it from coming back",
            "A benchmark or an alert warns when it gets worse again.",
            minor=True,
        ),
    ),
    "security": (
        Part(
            "Find out who could do what: {title}",
            "What can be read or changed, by whom, and whether it has happened.",
        ),
        Part(
            "Close the gap for now",
            "The way in is blocked or the secret is void, even if clumsily.",
        ),
        Part("Fix the cause", "It is refused at every door, not only at the reported one."),
        Part("Prove it with a test", "A test plays the attack and fails without the fix."),
        Part(
            "Search the logs for misuse",
            "The period is named; the finding is written down, also when it is none.",
        ),
        Part(
            "Inform those who have to know",
            "Users, partners or the authority, within the term that applies.",
            minor=True,
        ),
    ),
    "testing": (
        Part(
            "List the cases of {thing} that matter",
            "Usual, odd and forbidden ones, the costliest failure first.",
        ),
        Part(
            "Prepare data and environment",
            "Anybody can start from the same state with one command.",
        ),
        Part(
            "Write or run the first three cases",
            "Three results exist; each can fail for a real reason.",
        ),
        Part("Work through the rest", "Every case of the list has a result."),
        Part(
            "Turn what was found into tasks", "Each fault has a task with the way to reproduce it."
        ),
        Part(
            "Run them with every change",
            "They start by themselves and block a change that breaks them.",
            minor=True,
        ),
    ),
    "integration": (
        Part(
            "Get access: {title}",
            "Test account and keys are in the vault, and one call has been answered.",
        ),
        Part(
            "Decide what goes where",
            "Each field's direction and owner, and who wins in a conflict.",
        ),
        Part(
            "Build the main path against the test system",
            "One real case goes through from end to end.",
        ),
        Part(
            "Handle failure on their side",
            "Time-outs, repeats, limits and half-done work lose and double nothing.",
        ),
        Part(
            "Make failures visible",
            "Whoever is in charge sees what did not go through, and can repeat it.",
        ),
        Part("Switch to live access", "The first real case has been compared on both sides."),
    ),
    "maintenance": (
        Part(
            "List what is due: {title}",
            "Each item with its present and its wanted state, and its deadline.",
        ),
        Part("Read what changes", "Notes on breaking changes, and what of it concerns us."),
        Part(
            "Make sure there is a way back",
            "A backup or the version before is at hand and was tried.",
        ),
        Part("Do it in a test environment first", "Works there, and the time it took is known."),
        Part("Do it for real", "Done at a time when it disturbs least; the usual checks pass."),
        Part(
            "Note when it is due again",
            "A reminder or a job exists, with a name on it.",
            minor=True,
        ),
    ),
    "design": (
        Part(
            "Collect what {thing} has to achieve",
            "Who uses it, where, and the one thing that must be easy.",
        ),
        Part(
            "Gather examples and limits",
            "Five examples with a word on each; sizes, colours and fonts that are fixed.",
        ),
        Part(
            "Sketch three different directions",
            "Rough, but truly different; one is chosen together.",
        ),
        Part(
            "Work out the chosen one",
            "All states are drawn: empty, long text, error, small screen.",
        ),
        Part(
            "Show {thing} to people who will use it",
            "Three to five have tried it; what they stumbled over is noted.",
        ),
        Part(
            "Hand over the final files",
            "Named, exported in the needed sizes, and whoever builds it has no question left.",
        ),
    ),
    "research": (
        Part(
            "Put the question in one sentence: {title}",
            "Whoever decides agrees that this answer would help.",
        ),
        Part(
            "Set criteria and a limit of time",
            "Three to six criteria with weights, and the day on which to stop.",
        ),
        Part("Collect candidates and sources", "A list with links, and why others were left out."),
        Part(
            "Try the best two or three", "The same small trial for each, with results side by side."
        ),
        Part(
            "Write down the recommendation",
            "One page: the answer, the reasons, what stays uncertain, what it costs.",
        ),
        Part("Have it decided", "The decision and its date stand in the task.", minor=True),
    ),
    "writing": (
        Part(
            "Say in one sentence what readers should take from {thing}",
            "Reader, message and length are fixed.",
        ),
        Part(
            "Collect facts, numbers and quotes",
            "Each with its source; open ones have a name who will answer.",
        ),
        Part("Outline {thing}", "Headings and one line for each paragraph."),
        Part("Write the draft", "Complete from first to last line, not yet polished."),
        Part("Have somebody else read it", "Their remarks are worked in or answered."),
        Part(
            "Publish {thing}", "It is online or sent, with title and picture, and the links work."
        ),
    ),
    "documentation": (
        Part(
            "Name the readers of {thing} and what they want to do",
            "The three questions that it must answer.",
        ),
        Part(
            "Collect what exists", "Old pages, chats and people's heads; what is wrong is marked."
        ),
        Part(
            "Write the shortest path that works", "A newcomer gets to a first result with it alone."
        ),
        Part(
            "Add what goes wrong and whom to ask",
            "The usual errors with their way out, and a name.",
        ),
        Part("Let somebody follow it", "A person who does not know it got through without asking."),
        Part(
            "Link it where people search",
            "Old pages point to it or are gone, and it has an owner.",
            minor=True,
        ),
    ),
    "translation": (
        Part(
            "Fix the extent: {title}",
            "The list of texts with their length; what stays untranslated is named.",
        ),
        Part(
            "Agree on terms and tone",
            "A glossary of the recurring words, and formal or informal address.",
        ),
        Part(
            "Translate the most visible part first",
            "It has been read in place, not only in the table.",
        ),
        Part("Translate the rest", "No text is missing; placeholders and links are intact."),
        Part(
            "Have a native speaker read it in place",
            "Remarks are worked in; nothing is cut off on screen.",
        ),
        Part(
            "Publish, and say how changes get translated",
            "New texts reach the translator without being asked for.",
            minor=True,
        ),
    ),
    "presentation": (
        Part(
            "Decide what the audience should do or know afterwards",
            "One sentence, and who will sit there.",
        ),
        Part(
            "Outline: {title}",
            "The line of thought with one message for each slide, fitting the time.",
        ),
        Part(
            "Gather numbers, pictures and the demo",
            "Each with its source; the demo has a recording in case it fails.",
        ),
        Part("Make the slides", "One idea for each, readable from the last row."),
        Part(
            "Rehearse aloud with the clock",
            "Within the time, once in front of somebody who interrupts.",
        ),
        Part("Prepare for the likely questions", "Five questions with short answers.", minor=True),
    ),
    "report": (
        Part(
            "Ask what will be decided with {thing}",
            "The reader, the decision, and how exact it has to be.",
        ),
        Part("Define the numbers", "For each: formula, period, source, and what is left out."),
        Part(
            "Get the data and check it",
            "Row counts and one total agree with a source that people trust.",
        ),
        Part("Build {thing}", "Every number can be traced to the data, by a query or a formula."),
        Part(
            "Write two sentences on what it shows",
            "What changed, why we think so, what is uncertain.",
        ),
        Part(
            "Hand it over, and settle how it is repeated",
            "The reader has it; the next one takes minutes.",
            minor=True,
        ),
    ),
    "event": (
        Part(
            "Settle date, number of guests and budget: {title}",
            "All three are written down and agreed.",
        ),
        Part(
            "Book the place", "Confirmed in writing, with the date until which it can be cancelled."
        ),
        Part(
            "Invite the guests", "Invitations are out with a day to answer by; replies are counted."
        ),
        Part(
            "Arrange food, technology and programme",
            "Each has a person in charge and a confirmed order.",
        ),
        Part(
            "Write the plan of the day", "Who is where and when, from setting up to clearing away."
        ),
        Part(
            "Thank people and settle the bills",
            "Bills are paid and three things to do better are noted.",
            minor=True,
        ),
    ),
    "meeting": (
        Part(
            "Write down what should be decided: {title}",
            "One to three decisions or answers; without one, cancel it.",
        ),
        Part("Find a time for those who must be there", "Everyone needed to decide has accepted."),
        Part("Send the agenda with the material", "Out a day before, with minutes for each topic."),
        Part("Hold it, and note decisions as they fall", "Each decision has a name and a date."),
        Part("Send the notes", "Out the same day; actions are tasks.", minor=True),
    ),
    "purchase": (
        Part("List what is needed: {title}", "Quantity, must-haves, and the most it may cost."),
        Part("Compare three offers", "Price with delivery, warranty and date, side by side."),
        Part("Get the go-ahead", "Whoever pays has agreed to this offer."),
        Part("Order", "The confirmation with the delivery date is filed."),
        Part(
            "Check what arrives", "Complete and working, or sent back; the bill matches the order."
        ),
    ),
    "hiring": (
        Part(
            "Describe the work for {thing}",
            "What this person will have achieved after six months; must-haves apart from wishes.",
        ),
        Part(
            "Settle salary, budget and who decides",
            "A range, the approval, and the names in the process.",
        ),
        Part(
            "Publish the advert and ask around",
            "It is online where such people look, and the team has shared it.",
        ),
        Part("Screen applications", "Everyone has an answer within a week, for the same reasons."),
        Part(
            "Interview with the same questions",
            "Notes against the must-haves, written before talking to each other.",
        ),
        Part("Make the offer", "Signed, with a starting day; the others have been told."),
    ),
    "onboarding": (
        Part(
            "Prepare place, device and accounts: {title}",
            "Everything works on the day before, tried once.",
        ),
        Part("Name a buddy", "Agreed with them, with time set aside in the first two weeks."),
        Part(
            "Plan the first week",
            "Day by day: people to meet, things to read, a first small result.",
        ),
        Part("Introduce to the team", "Everyone knows who comes, for what, and from when."),
        Part("Give a first real task", "Finished in the first week, with feedback."),
        Part(
            "Talk after 30 days",
            "What helped and what was missing is noted for the next one.",
            minor=True,
        ),
    ),
    "learning": (
        Part(
            "Say what you will be able to do: {title}",
            "A test, an exam or a piece of work that shows it.",
        ),
        Part(
            "Find out where you stand", "A practice test or a first attempt, with the gaps listed."
        ),
        Part("Choose one main source", "One course or book; the others are put aside."),
        Part(
            "Put fixed hours into the calendar",
            "For the next four weeks, at times that have worked before.",
        ),
        Part(
            "Practise on something real each week",
            "A result each week that can be shown to somebody.",
        ),
        Part(
            "Check under real conditions",
            "The test or work of the first step, in time and without help.",
        ),
    ),
    "marketing": (
        Part(
            "Fix goal, audience and budget: {title}",
            "One number to reach by a day, for whom, and for how much.",
        ),
        Part("Find the message", "One sentence that three people of the audience understood."),
        Part("Set up the measuring", "Each sign-up or sale shows where it came from, tried once."),
        Part("Make texts and pictures", "Ready for every channel, approved."),
        Part("Start small", "A tenth of the budget in two variants; the weaker one is stopped."),
        Part(
            "Spend the rest where it works, and sum up",
            "Cost for each result, and what to do again.",
        ),
    ),
    "travel": (
        Part("Settle dates, people and budget: {title}", "Agreed with all who travel."),
        Part(
            "Check papers and rules", "Passport, visa and insurance are valid for the whole time."
        ),
        Part("Book the way there and back", "Tickets are in the names as in the papers."),
        Part("Book where to sleep", "Confirmed, with address and the last day to cancel."),
        Part("Plan the days", "Fixed appointments and the way between them; the rest stays free."),
        Part(
            "Pack, and put copies of papers aside",
            "A list ticked off; somebody at home knows the dates.",
            minor=True,
        ),
    ),
    "contract": (
        Part(
            "Note what must be in and what must not: {title}",
            "Term, price, notice and liability, in our own words.",
        ),
        Part(
            "Read the text against it",
            "Every clause that differs is marked with the wording we want.",
        ),
        Part(
            "Have it checked by a lawyer",
            "Their remarks are in writing; open risks have been accepted by name.",
        ),
        Part("Agree on the changes with the other side", "One text that both call final."),
        Part("Have it signed", "By people who may sign; both sides have a copy."),
        Part(
            "File it and note the dates", "Renewal and notice dates are in a calendar.", minor=True
        ),
    ),
    "payment": (
        Part(
            "Collect the papers: {title}",
            "Bills, receipts and statements are complete; what is missing is asked for.",
        ),
        Part(
            "Check amount, recipient and due day",
            "They agree with the order or the law, by a second look.",
        ),
        Part("Get the approval", "Whoever answers for the budget has agreed."),
        Part("Pay or file it", "Done before the due day, with confirmation."),
        Part("Book it and keep the receipt", "It can be found by year and name.", minor=True),
    ),
    "support": (
        Part(
            "Read the whole case: {title}",
            "What was asked, what was promised, and what the system shows.",
        ),
        Part(
            "Send a first answer",
            "The person knows that it is in work, with whom, and when they hear more.",
        ),
        Part("Find the cause or the missing piece", "Reproduced, or explained by data."),
        Part("Solve it", "The person can do what they wanted, or has what they are owed."),
        Part(
            "Confirm and close",
            "They have said that it works, or a week has passed after the last answer.",
        ),
        Part(
            "Note it for the next case",
            "A reply template, a help article or a bug task.",
            minor=True,
        ),
    ),
    "relocation": (
        Part(
            "Fix the day and who helps: {title}",
            "The day, and by when the old place has to be empty.",
        ),
        Part(
            "List what moves, what goes, what is bought",
            "Room by room; big pieces are measured for the new place.",
        ),
        Part("Book transport", "Confirmed, with insurance, and room to park at both ends."),
        Part(
            "Move internet, power, post and addresses",
            "Each has a date; office, bank and insurers are told.",
        ),
        Part("Pack by room", "Boxes carry room and content; the first-night box is apart."),
        Part("Hand over the old place", "Meter readings and a signed record with photos."),
    ),
    "repair": (
        Part(
            "Look at the damage: {title}",
            "Cause, size and what must not be used until then, with photos.",
        ),
        Part(
            "Decide: oneself or a specialist",
            "Cost and risk of both; one appointment or a free day.",
        ),
        Part("Get parts and tools", "At hand, the right size checked against the old part."),
        Part("Make it safe", "Water, power or traffic is off where the work is done."),
        Part("Repair it", "It does what it should, tried under load."),
        Part(
            "Clear up and keep the bill",
            "Old parts are disposed of; the date of the repair is noted.",
            minor=True,
        ),
    ),
    "household": (
        Part("Split it into parts: {title}", "Each fits into one go."),
        Part("Get what is needed for it", "Supplies and tools are in the house."),
        Part("Share it out", "Each part has a name and a day."),
        Part("Do the largest part first", "Done, seen by somebody else."),
        Part("Do the rest and take away the waste", "Nothing is left standing about."),
    ),
    "survey": (
        Part(
            "Say what will be decided with the answers: {title}",
            "For each question, what we do if most say yes or no.",
        ),
        Part("Choose whom to ask", "The group, its size, and how many answers are enough."),
        Part("Write the questions", "At most ten, none leading; personal data only where needed."),
        Part(
            "Try them on three people",
            "They understood each question as meant and took the promised time.",
        ),
        Part("Send it, and remind once", "Enough answers by the closing day."),
        Part("Sum up and tell those who answered", "One page with numbers, and what will change."),
    ),
}

# What stands for the task's nouns where its title has none that could be used.
DEFAULT_THING = {
    "feature": "the feature",
    "release": "the release",
    "infrastructure": "the set-up",
    "refactoring": "the code",
    "performance": "the slow part",
    "testing": "the part under test",
    "design": "the design",
    "writing": "the text",
    "documentation": "the page",
    "report": "the report",
    "hiring": "the position",
}

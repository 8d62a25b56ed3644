"""The built-in planner: reads a task's text and plans the work, with no network and no clock.

- `text`: language, sentences, words; `verbs`: which words are actions
- `blocks`: lines into headings, lists and paragraphs; `steps`: the steps a text lists itself, by
  the `cues` around them
- `kinds`: what kind of work it is, by `words_*` and by the phrases of `frames_*`
- `subject`: the task's own nouns; `facts`: dates, `names` of people, dependencies, limits, risks
- `needs`: what such work has to know; `omissions`: what lists of steps leave out; `complexity`
- `reading`: all of that about one task
- `opinion`: the analysis in sentences; `proposals`: the sub-tasks, from the steps or from
  `plans_*`, with what done means by `deeds`; `wording_*`: all sentences

Everything here is a pure function of its arguments and needs only the standard library.
"""

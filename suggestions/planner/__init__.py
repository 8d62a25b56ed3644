"""The built-in planner: reads a task's text and plans the work, with no network and no clock.

- `text`: language, sentences, words; `verbs`: which words are actions
- `blocks`: lines into headings, lists and paragraphs; `steps`: the steps a text lists itself
- `kinds`: what kind of work it is, by the words in `words_en`, `words_ru`
- `subject`: the task's own nouns; `facts`: dates, people, dependencies and gaps
- `plans_en`, `plans_ru`: what to do for each kind; `wording_en`, `wording_ru`: all sentences

Everything here is a pure function of its arguments and needs only the standard library.
"""

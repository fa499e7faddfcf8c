"""Publicity on paper: the same words as on the page, as PDF, Word and picture, and the proof of
each finished file.

`editions` says what is made; `words` and `layout` put the words into a print layout; `engine`,
`repair`, `word` and `picture` draw it; `pack` makes what changed and keeps the rest; `reading`,
`tags`, `proof` and `brought` look at finished files only, so the rules need no drawing engine.
Nothing here knows MkDocs.
"""

"""Publicity on paper: the same words as on the page, as PDF, Word and picture, and the proof of
each finished file.

`editions` says what is made; `item_text` and `layout` put the words into a print layout;
`pdf_draw`, `pdf_repair`, `docx_draw` and `picture` draw it; `pack` makes what changed and keeps the
rest.
`criteria` is what a finished file is held against; the other files named `pdf_` and `docx_`, and
`supplied`, look at finished files only, so the rules need no drawing engine.
Nothing here knows MkDocs.
"""

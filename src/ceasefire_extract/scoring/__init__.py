"""Hold extractions against a gold that people have marked: how much of it is found, how much of what is found is right.

A gold folder holds NAME.txt, the article, and NAME.json: `published`, `mentions` (kind, text, start, end and the fields of its value) and `claims` (event, status,
polarity, aspect, trigger, sentence, the party ids, counts, dates, phases, source) in the words of the output (models.py).
"""

"""Numbers over labelled sets and over summaries. Each is None where it is not defined: nothing is measured on nothing.

`detection` tells supported texts from others, `spans` finds the wrong stretches, `calibration` asks whether a score may
be read as a probability, `citing` judges citations, `coverage` what a summary tells, `wording` its nearness to a
reference, `grouping` stories; `intervals` says how sure each is.
"""

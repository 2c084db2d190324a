"""How well a participant and an employer fit, with reasons. Pure: standard library only.

`score.fit` and `score.fits` judge, `reasons.reasons` says why in codes, `german.sentences` in German.
"""

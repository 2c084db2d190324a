"""How well a participant and an employer fit, with reasons. Pure: standard library only."""

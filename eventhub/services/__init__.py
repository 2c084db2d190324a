"""Use cases: one short function each, one transaction each; the first argument is the actor."""

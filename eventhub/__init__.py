"""eventhub: speed-dating days between refugees and employers, planned well.

Kept without imports on purpose: `import eventhub.matching` must load neither Flask nor a database.
"""

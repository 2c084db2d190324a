"""SQLAlchemy models, one module per subject."""

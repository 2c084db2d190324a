"""Pages of this kind of person."""

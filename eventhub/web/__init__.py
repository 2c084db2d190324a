"""Pages and routes, one package per kind of person."""

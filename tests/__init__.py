"""The tests; factories and databases for them lie beside this file."""

"""The demo district as plain data: Kreis Coesfeld with invented people and firms. Pure: no Flask, no database."""

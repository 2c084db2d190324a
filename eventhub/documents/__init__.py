"""Dataclasses in, bytes out: calendars, spreadsheets. Pure: no Flask, no database."""

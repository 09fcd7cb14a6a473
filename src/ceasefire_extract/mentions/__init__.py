"""The four kinds of mention: date, count, party, phase."""

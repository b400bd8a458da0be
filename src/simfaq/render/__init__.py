"""Drawing answers and lists: for a terminal, as plain text, and as JSON; the same few methods in each."""

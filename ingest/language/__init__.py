"""Swedish: tokens, sentences, word keys, compounds, spelling, numbers and times."""

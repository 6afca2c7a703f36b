"""How the tables came to be; each step goes up and down with data."""

"""Who works here: names, roles, the acting person."""

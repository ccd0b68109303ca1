"""Who works here: names, roles and the acting person of every operation."""

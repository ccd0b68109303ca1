"""Reports of grantees, their indicators, visits, visibility, and the end of a grant."""

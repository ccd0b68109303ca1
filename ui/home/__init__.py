"""The first page: what needs me, and the programme in pictures."""

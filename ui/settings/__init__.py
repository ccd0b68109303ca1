"""What a person can choose about the window, and facts about the store."""

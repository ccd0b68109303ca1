"""The work itself: EU-funded small grants and licensing support, one package a capability."""

"""What was achieved towards the results of the action, with its evidence, against the targets."""

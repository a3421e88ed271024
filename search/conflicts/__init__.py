"""Finding statements that contradict each other, with both quotes and a reason."""

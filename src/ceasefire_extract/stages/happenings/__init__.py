"""Claims of an article by the event that they tell of."""

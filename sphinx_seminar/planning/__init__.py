"""The term plan at work: from regular times to slots, and from slots to the dates of lectures."""

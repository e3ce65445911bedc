"""What many reports and events add up to, as pure functions on values."""

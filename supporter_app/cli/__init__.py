"""The commands of `supporter`: what can be done without a window."""

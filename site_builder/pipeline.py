"""The whole program in order."""

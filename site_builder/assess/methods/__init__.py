"""Assessment methods, one a file; each offers its ``METHOD``."""

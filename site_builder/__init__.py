"""A static-site generator for progress portals.

The program is read from ``pipeline.py``: files in, checked, assessed, drawn, published.
"""

__version__ = "0.1.0"

"""disclose: what one audience may read, and nothing else."""

from site_builder.disclose.disclosure import disclose

__all__ = ["disclose"]

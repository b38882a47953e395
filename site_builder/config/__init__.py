"""Config: what the YAML files and the front matter of pages say, decoded and placed."""

from site_builder.config.files import configure
from site_builder.config.schema import schemas

__all__ = ["configure", "schemas"]

"""Extension points: the kinds of thing a site can be made of, by the name authors write.

Nothing registers itself. ``BUILTIN`` is a value; a plugin gives another value through the
entry-point group ``site_builder.kinds``, and ``merge`` joins them, once, at start.
"""

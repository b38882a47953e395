"""The vocabulary: frozen values that stages hand to each other.

Nothing in here imports a stage or a heavy library; behaviour is only arithmetic and
look-up on a value's own fields.
"""

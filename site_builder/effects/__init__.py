"""The effects: everything that touches files, the clock, processes or the network.

Stages never import from here. What a build reads comes in through these modules as
values, and what it decided goes out through them.
"""

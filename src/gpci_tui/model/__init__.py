"""Records and pure rules: standard library only, no input, no output.

What the first frame needs are named tuples, which take a tenth of the time that
a frozen dataclass takes to be defined (0.08 against 0.86 ms, forty of them).
"""

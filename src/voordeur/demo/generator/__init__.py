"""Made-up arrears signals of Dutch creditors with their truth, at any size: for the demonstration, the tests and the benchmarks.

No Django, no files, no clock: what comes out depends on the seed and the rates alone.
"""

"""Set-up from a checkout, on nothing but a bare Python: what ./run and ./test do before the program exists.

Its sentences are written out here: the catalogues are compiled by this very set-up.
"""

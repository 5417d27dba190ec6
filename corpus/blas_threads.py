"""How many threads a product of matrices has: one, unless the environment says otherwise.

A product here takes a millisecond. Several processes share a machine, and their threads would wait for one another far
longer than that: two workers with two threads each answered 20 questions a second on two cores, with one each 65. The
libraries look at the environment when NumPy is first imported, so that :mod:`corpus` imports this module first.
"""

import os

for _name in ("OPENBLAS_NUM_THREADS", "OMP_NUM_THREADS", "MKL_NUM_THREADS"):
    os.environ.setdefault(_name, "1")

"""What is known of an archive beside its clauses: the words that they hold, and what is near in meaning.

Numbers by clause are float arrays over the clauses of the lexicon, in its order.
"""

import os

# A product here takes a millisecond; the threads of several services on one machine would wait for one another far
# longer than that. The library looks at these when it is first imported.
for _name in ("OPENBLAS_NUM_THREADS", "OMP_NUM_THREADS", "MKL_NUM_THREADS"):
    os.environ.setdefault(_name, "1")

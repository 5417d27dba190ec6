"""What the index and the service survive: kills, full disks, power cuts, damage, switches under load, overload.

``python -m reliability`` counts; the tests run a short form of each.
"""

#: The engines whose generations are files, so that a disk may lose them.
ENGINES = ("whoosh", "tantivy")

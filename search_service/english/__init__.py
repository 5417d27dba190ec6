"""The English of what Chinese papers call by fixed names: bodies, places, types of papers, labels, deadlines.

What a gazette prints in English is official and comes from the corpus. Everything made here is a rendering of ours.
"""

"""How a generation of the index comes to be, and whether it is whole."""

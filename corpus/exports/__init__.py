"""How gazettes leave as JSON lines, CSV and Akoma Ntoso."""

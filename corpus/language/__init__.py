"""What words, numerals, numbers and names in the text of a gazette say by themselves."""

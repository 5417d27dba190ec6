"""Sets of characters, to stand between the brackets of a regular expression."""

#: Chinese characters.
HAN = "\u3400-\u9fff\uf900-\ufaff"
#: Punctuation that is set without spaces around it in Chinese text.
CJK_MARKS = "，。、；：！？（）《》〈〉【】〔〕“”‘’…—·％"

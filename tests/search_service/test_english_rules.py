"""Names, labels, places and deadlines in English: each form of a rule by itself."""

import pytest

from search_service.english.deadlines import english_deadline
from search_service.english.labels import english_label
from search_service.english.names import EnglishName, english_name
from search_service.english.papers import english_number, english_periodical, english_section
from search_service.english.places import Place, place_of, whole_place
from search_service.english.words import in_words, place_name


@pytest.mark.parametrize(
    ("label", "english"),
    [
        ("第三编", "Part 3"),
        ("第二部分", "Part 2"),
        ("第十二节", "Section 12"),
        ("第 三 章", "Chapter 3"),
        ("第一款", "Paragraph 1"),
        ("第五项", "Item 5"),
        ("第十三条之一", "Article 13-1"),
        ("第十三条之甲", None),
        ("第甲条", None),
        ("附表3", "Table 3"),
        ("附录", "Appendix"),
        ("附件一", "Annex 1"),
        ("附件甲", None),
        ("三、", "Section 3"),
        ("甲、", None),
        ("（十二）", "(12)"),
        ("①", "(1)"),
        ("1.1", "1.1"),
        ("———", "Item"),
    ],
)
def test_a_label_is_a_unit_with_its_number_or_none(label: str, english: str | None) -> None:
    assert english_label(label) == english


@pytest.mark.parametrize(
    ("name", "place"),
    [
        ("临江市水务局", Place("Linjiang Municipal", "", "水务局")),
        ("市水务局", Place("Municipal", "", "水务局")),
        ("江南省临江市水务局", Place("Linjiang Municipal", ", Jiangnan", "水务局")),
        ("各区政府", Place("", " of every district", "政府")),
        ("相关区政府", Place("", " of the districts concerned", "政府")),
        ("北京海关", Place("Beijing", "", "海关")),
        ("北京", Place("", "", "北京")),
        ("城市管理委员会", Place("", "", "城市管理委员会")),
        ("市场监管局", Place("", "", "市场监管局")),
        ("县域办", Place("", "", "县域办")),
        ("清河开发区管委会", Place("", "", "清河开发区管委会")),
    ],
)
def test_a_name_begins_with_a_place_unless_it_is_a_field_of_work(name: str, place: Place) -> None:
    assert place_of(name) == place


@pytest.mark.parametrize(
    ("text", "english"),
    [
        ("张家口市", "Zhangjiakou City"),
        ("内蒙古自治区", "Inner Mongolia Autonomous Region"),
        ("广西壮族自治区", "Guangxi Zhuang Autonomous Region"),
        ("水务局", None),
        ("各区", None),
    ],
)
def test_a_place_alone_is_named_with_its_level_and_its_people(text: str, english: str | None) -> None:
    assert whole_place(text) == english


@pytest.mark.parametrize(("name", "english"), [("西安", "Xi'an"), ("内蒙古", "Inner Mongolia"), ("临江", "Linjiang")])
def test_a_place_has_its_english_name_or_pinyin(name: str, english: str) -> None:
    assert place_name(name) == english


@pytest.mark.parametrize(
    ("category", "english"),
    [
        ("【市政府文件】", "Documents of the Municipal Government"),
        ("市水务局文件", "Documents of the Municipal Water Bureau"),
        ("市水务局、市财政局联合发文", "Documents Jointly Issued by the Municipal Water Bureau and the Municipal Finance Bureau"),
        ("市水务局 市财政局联合文件", "Documents Jointly Issued by the Municipal Water Bureau and the Municipal Finance Bureau"),
        ("洛阳市人民政府令", "Decrees of the Luoyang Municipal People's Government"),
        ("省政府公告", "Announcements of the Provincial Government"),
        ("公告", "Announcements"),
        ("市委文件", "Documents of the CPC Municipal Committee"),
        ("人事 任免", "Appointments and Removals"),
    ],
)  # fmt: skip
def test_a_section_of_the_contents_is_one_that_is_known_or_of_its_bodies(category: str, english: str) -> None:
    assert english_section(category) == english


@pytest.mark.parametrize(
    ("number", "english"),
    [
        ("临政发〔2021〕4号", "Linzhengfa [2021] No. 4"),
        ("临江市人民政府令第12号", "Decree No. 12 of the Linjiang Municipal People's Government"),
        ("中华人民共和国水利部公告2015年第4号", "Announcement [2015] No. 4 of the Ministry of Water Resources"),
        ("内河", "Neihe"),
    ],
)
def test_a_document_number_is_in_latin_letters_and_has_a_year_where_it_is_printed(number: str, english: str) -> None:
    assert english_number(number) == english


def test_a_periodical_is_the_gazette_of_a_body_or_a_title_in_words() -> None:
    assert english_periodical("临江市人民政府公报") == "Gazette of the Linjiang Municipal People's Government"
    assert english_periodical("内河") == "Neihe"


@pytest.mark.parametrize(
    ("name", "english"),
    [
        ("市水务局等相关部门", "Municipal Water Bureau and other departments"),
        ("市水务局等区政府", "Municipal Water Bureau and other district governments"),
        ("市水务局市财政局", "Municipal Water Bureau, Municipal Finance Bureau"),
        ("市水务局（市财政局）", "Municipal Water Bureau (Municipal Finance Bureau)"),
        ("市水务局（含市财政局", "Municipal Water Bureau (including Municipal Finance Bureau)"),
        ("市税务局城南分局", "Chengnan Branch of the Municipal Taxation Bureau"),
        ("县委", "CPC County Committee"),
        ("市委办公厅", "General Office of the CPC Municipal Committee"),
        ("各水务局", "every Water Bureau"),
        ("中华人民共和国水利部", "Ministry of Water Resources"),
        ("中华人民共和国农业农村部", "Ministry of Agriculture and Rural Affairs"),
    ],
)
def test_a_name_that_no_gazette_prints_is_a_rendering_part_by_part(name: str, english: str) -> None:
    assert english_name(name) == EnglishName(english, stated=False)


def test_an_english_name_is_as_it_is_printed_with_its_spaces() -> None:
    assert english_name(" Linjiang  Water Bureau ") == EnglishName("Linjiang Water Bureau", stated=True)


@pytest.mark.parametrize(
    ("text", "english"),
    [
        ("湿地综合执法", "Wetland Integrated Law Enforcement"),
        ("湿地和综合执法", "Wetland and Integrated Law Enforcement"),
        ("文化市场综合执法", "Cultural Market Law Enforcement"),
        ("文化和旅游", "Culture and Tourism"),
        ("临江旅游", "Linjiang Tourism"),
        ("和平", "Heping"),
        ("", ""),
        ("ABC", "ABC"),
    ],
)
def test_words_are_the_longest_known_ones_and_what_is_between_is_a_name(text: str, english: str) -> None:
    assert in_words(text) == english


@pytest.mark.parametrize(
    ("deadline", "english"),
    [
        ("2021年", "2021"),
        ("2021年内", "2021"),
        ("2021年6月底前", "by the end of June 2021"),
        ("2021年6—9月", "June to September 2021"),
        ("6月初", "the beginning of June"),
        ("6月中旬前", "by mid-June"),
        ("6月下旬", "late June"),
        ("6月起", "from June"),
        ("6月前", "before June"),
        ("6月3日", "3 June"),
        ("6月3日后", "after 3 June"),
        ("6月底前、年底前", "by the end of June; by the end of the year"),
        ("年底前（6月1日前、7月1日前）", None),
        ("年底前（尽早）", None),
        ("每月底前", None),
        ("13月", None),
        ("0月", None),
        ("", None),
    ],
)
def test_a_deadline_is_read_whole_or_not_at_all(deadline: str, english: str | None) -> None:
    assert english_deadline(deadline) == english

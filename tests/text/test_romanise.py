"""Romanisation of names, with the package's list and without."""

from __future__ import annotations

import re

import pytest
from hypothesis import assume, given
from hypothesis import strategies as st

from isnad.lexicon.romanised import press_forms, romaniser
from isnad.text.names import is_foreign
from isnad.text.romanise import Romaniser

KNOWN = """
فايز السراج = Fayez al-Sarraj
فائز السراج = Fayez al-Sarraj
فتحي باشاغا = Fathi Bashagha
فتحى باشاغه = Fathi Bashagha
خليفة حفتر = Khalifa Haftar
عبد الله الثني = Abdullah al-Thinni
عبدالله الثني = Abdullah al-Thinni
عبد الحميد الدبيبة = Abdul Hamid al-Dbeibah
عبدالحميد الدبيبة = Abdul Hamid al-Dbeibah
محمد الطاهر سيالة = Mohammed al-Taher Siala
غسان سلامة = Ghassan Salame
خالد المشري = Khaled al-Mishri
عقيلة صالح = Aguila Saleh
معمر القذافي = Muammar al-Gaddafi
سيف الإسلام القذافي = Saif al-Islam al-Gaddafi
مصطفى صنع الله = Mustafa Sanalla
عبد الفتاح السيسي = Abdel Fattah al-Sisi
أحمد أبو الغيط = Ahmed Aboul Gheit
سامح شكري = Sameh Shukri
حسن نصر الله = Hassan Nasrallah
سعد الحريري = Saad al-Hariri
وليد جنبلاط = Walid Jumblatt
ميشال عون = Michel Aoun
نبيه بري = Nabih Berri
بشار الأسد = Bashar al-Assad
وليد المعلم = Walid al-Muallem
بشار الجعفري = Bashar al-Jaafari
أبو بكر البغدادي = Abu Bakr al-Baghdadi
حيدر العبادي = Haider al-Abadi
نوري المالكي = Nouri al-Maliki
مقتدى الصدر = Muqtada al-Sadr
مسعود بارزاني = Masoud Barzani
محمد بن سلمان = Mohammed bin Salman
محمد بن زايد = Mohammed bin Zayed
تميم بن حمد آل ثاني = Tamim bin Hamad Al Thani
عادل الجبير = Adel al-Jubeir
جمال خاشقجي = Jamal Khashoggi
أنور قرقاش = Anwar Gargash
عبد ربه منصور هادي = Abd Rabbo Mansour Hadi
عبد الملك الحوثي = Abdul Malik al-Houthi
علي عبد الله صالح = Ali Abdullah Saleh
قيس سعيد = Kais Saied
راشد الغنوشي = Rashed al-Ghannouchi
يوسف الشاهد = Youssef al-Chahed
عبد العزيز بوتفليقة = Abdul Aziz Bouteflika
عبد المجيد تبون = Abdul Majid Tebboune
محمد ولد عبد العزيز = Mohammed Ould Abdul Aziz
عمر البشير = Omar al-Bashir
محمود عباس = Mahmoud Abbas
إسماعيل هنية = Ismail Haniyeh
صائب عريقات = Saib Erekat
صلاح الدين = Salah al-Din
دونالد ترامب = Donald Trump
دونالد ترمب = Donald Trump
جون بولتون = John Bolton
مايك بومبيو = Mike Pompeo
بريت ماكغورك = Brett McGurk
بريت ماكجورك = Brett McGurk
هيذر نويرت = Heather Nauert
ستيفاني وليامز = Stephanie Williams
ستيفانى ويليامز = Stephanie Williams
أنطونيو غوتيريش = Antonio Guterres
أنطونيو جوتيريش = Antonio Guterres
غوتيريس = Guterres
ستيفان دي ميستورا = Staffan de Mistura
مارتن غريفيث = Martin Griffiths
إيمانويل ماكرون = Emmanuel Macron
جان إيف لودريان = Jean Yves Le Drian
أنغيلا ميركل = Angela Merkel
فلاديمير بوتين = Vladimir Putin
سيرغي لافروف = Sergei Lavrov
رجب طيب أردوغان = Recep Tayyip Erdogan
إردوغان = Erdogan
مولود جاويش أوغلو = Mevlut Cavusoglu
حسن روحاني = Hassan Rouhani
قاسم سليماني = Qassem Soleimani
بنيامين نتنياهو = Benjamin Netanyahu
نتانياهو = Netanyahu
شي جين بينغ = Xi Jinping
كيم جونغ أون = Kim Jong Un
تيريزا ماي = Theresa May
القاهرة = Cairo
رام الله = Ramallah
"""
BY_RULE = """
سالم الزادمة = Salem al-Zadma
رمزي المنصوري = Ramzi al-Mansouri
قطن = Qatan
رامز = Ramiz
قطران = Qatran
بوخمسين = Bukhamsin
عجيلي = Ajili
بوزيد = Buzid
حميدان = Hamidan
موسوي = Musawi
ياسمين = Yasmin
فضل الله = Fadlallah
جار الله = Jarallah
أم كلثوم = Umm Kalthum
عبد المؤمن = Abdul Moemen
فاطمة الزهراء = Fatima al-Zahra
ابن تيمية = Ibn Timiya
Stephanie = Stephanie
José = Jose
ماري-لويز = Marie Louise
"""
BODIES = """
مجلس النواب = Majlis al-Nuwwab
الأمم المتحدة = al-Umam al-Muttahida
الجيش الليبي = al-Jaysh al-Libi
القوات الليبية = al-Quwwat al-Libiya
اللجنة العسكرية المشتركة = al-Lajna al-Askariya al-Mushtaraka
البيت الأبيض = al-Bayt al-Abyad
حلف شمال الأطلسي = Hilf Shamal al-Atlasi
مجلس الأمن الدولي = Majlis al-Amn al-Duwali
المجلس الأعلى للدولة = al-Majlis al-Aala lil-Dawla
المحكمة العليا = al-Mahkama al-Ulya
حزب العدالة والتنمية = Hizb al-Adala wa al-Tanmiya
المؤسسة الوطنية للنفط = al-Muassasa al-Wataniya lil-Naft
لجنة المتابعة للجنة = Lajnat al-Mutabaa lil-Lajna
الحشد الشعبي = al-Hashd al-Shaabi
المصريون = al-Masriyun
الفرنسيين = al-Faransiyin
القائد العام للقوات المسلحة = al-Qaid al-Aam lil-Quwwat al-Musallaha
"""
CONSTRUCT = """
حكومة الوفاق الوطني = Hukumat al-Wifaq al-Watani
حكومه الوفاق = Hukumat al-Wifaq
وزارة الداخلية = Wizarat al-Dakhiliya
وزارة خارجية ليبيا = Wizarat Kharijiyat Libya
هيئة مكافحة الفساد = Hayat Mukafahat al-Fasad
هيئة تحرير الشام = Hayat Tahrir al-Sham
جامعة الدول العربية = Jamiat al-Duwal al-Arabiya
كتيبة أبو سليم = Katibat Abu Salim
مدينة بنغازي = Madinat Benghazi
قناة CNN = Qanat CNN
شركة غوغل = Sharikat Google
لجنة زراعة البطاطس = Lajnat Ziraat al-Batatis
لجنة غرامة البيوت = Lajnat Gharamat al-Bayut
هيئة وطنية = Haya Wataniya
حكومة مؤقتة = Hukuma Muaqqata
لجنة عليا = Lajna Ulya
لجنة في ليبيا = Lajna fi Libya
لجنة للحوار = Lajna lil-Hiwar
مدينة 24 = Madina 24
الحكومة = al-Hukuma
مؤسسة فاطمة الزهراء = Muassasat Fatima al-Zahra
خليفة المنصوري = Khalifa al-Mansouri
"""
OUTLETS = """
أسوشيتد برس = Associated Press
الأسوشيتد برس = Associated Press
وكالة فرانس برس = Wikalat France Presse
رويترز = Reuters
بي بي سي = BBC
سي ان ان = CNN
أ.ف.ب = AFP
تويتر = Twitter
الفيسبوك = Facebook
أمازون = Amazon
البنتاغون = Pentagon
دولار = dollar
"""
FOREIGN = """
كريس ستيفنز = Chris Stevens
توماس وولدهاوسر = Thomas Waldhauser
روبنسون = Robinson
غولدمان = Goldman
زوكربيرج = Zuckerberg
جيفري فيلتمان = Jeffrey Feltman
ترودو = Trudu
سويفت = Swift
هالمستاد = Halmastad
ترهوني = Tarhuni
برنت = Brant
غولدمير = Ghuldamir
غريندل = Ghrindal
فالدنشتاين = Faldanshatain
هاينريش = Hainrish
ستراوس = Satraus
موريسون = Murisun
شيفر = Shifr
سويد = Swid
محمد بالعربي = Mohammed Balaarbi
والتر = Walter
"""


def pairs(table: str) -> list[tuple[str, str]]:
    return [(name, latin) for name, _, latin in (line.partition(" = ") for line in table.strip().splitlines())]


@pytest.mark.parametrize(("name", "latin"), pairs(KNOWN))
def test_known_names_have_the_form_of_the_press(name: str, latin: str) -> None:
    assert romaniser().romanise(name) == latin


@pytest.mark.parametrize(("name", "latin"), pairs(BY_RULE))
def test_other_names_follow_their_letters(name: str, latin: str) -> None:
    assert romaniser().romanise(name) == latin


@pytest.mark.parametrize(("name", "latin"), pairs(BODIES))
def test_words_of_bodies_have_their_usual_form(name: str, latin: str) -> None:
    assert romaniser().romanise(name) == latin


@pytest.mark.parametrize(("name", "latin"), pairs(CONSTRUCT))
def test_a_feminine_noun_ends_in_at_before_what_it_belongs_to(name: str, latin: str) -> None:
    assert romaniser().romanise(name) == latin


@pytest.mark.parametrize(("name", "latin"), pairs(OUTLETS))
def test_outlets_and_firms_are_written_as_they_write_themselves(name: str, latin: str) -> None:
    assert romaniser().romanise(name) == latin


@pytest.mark.parametrize(("name", "latin"), pairs(FOREIGN))
def test_foreign_parts_are_listed_or_keep_two_consonants_together(name: str, latin: str) -> None:
    assert romaniser().romanise(name) == latin


@given(st.text("بتدرسشكلمنفغيوا", min_size=2, max_size=12).map("د{}".format))
def test_no_three_consonants_stand_together_in_a_foreign_part(word: str) -> None:
    assume(is_foreign(word))
    spelt = Romaniser({}, {}).romanise(word).lower()
    assert not re.search("[^aiu]{3}", re.sub("sh|gh", "x", spelt))


def test_there_are_a_hundred_names() -> None:
    assert len(pairs(KNOWN) + pairs(BY_RULE)) >= 100
    assert len(press_forms()["arabic"]) >= 400
    assert len(press_forms()["foreign"]) >= 400
    assert len(press_forms()["bodies"]) + len(press_forms()["adjectives"]) >= 350


@pytest.mark.parametrize("group", ["arabic", "places", "foreign", "bodies", "adjectives", "outlets"])
def test_every_listed_part_gives_its_form(group: str) -> None:
    for part, latin in press_forms()[group].items():
        assert romaniser().romanise(part) == latin, part


def test_without_a_list_the_letters_alone_are_followed() -> None:
    assert Romaniser({}, {}).romanise("حسن الغنوشي بن عبد الرحيم") == "Hasan al-Ghanushi bin Abdul Rahim"


def test_marks_and_tatweel_change_nothing() -> None:
    assert romaniser().romanise("مُحَمَّـــد الغُزِّيّ") == romaniser().romanise("محمد الغزي")


@given(st.one_of(st.text(max_size=20), st.text("ابتعدهويىةءؤئإأ لمن", max_size=20)))
def test_any_text_gives_plain_latin_letters(name: str) -> None:
    assert romaniser().romanise(name).isascii()

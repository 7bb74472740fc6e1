"""Romanisation of names, with the package's list and without."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from isnad.lexicon.romanised import press_forms, romaniser
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


def pairs(table: str) -> list[tuple[str, str]]:
    return [(name, latin) for name, _, latin in (line.partition(" = ") for line in table.strip().splitlines())]


@pytest.mark.parametrize(("name", "latin"), pairs(KNOWN))
def test_known_names_have_the_form_of_the_press(name: str, latin: str) -> None:
    assert romaniser().romanise(name) == latin


@pytest.mark.parametrize(("name", "latin"), pairs(BY_RULE))
def test_other_names_follow_their_letters(name: str, latin: str) -> None:
    assert romaniser().romanise(name) == latin


def test_there_are_a_hundred_names() -> None:
    assert len(pairs(KNOWN) + pairs(BY_RULE)) >= 100
    assert len(press_forms()["arabic"]) >= 400
    assert len(press_forms()["foreign"]) >= 150


@pytest.mark.parametrize("group", ["arabic", "places", "foreign"])
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

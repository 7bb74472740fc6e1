"""Page chrome in a text: menus, share buttons, a byline box, comment forms and link blocks at its head and foot.

Only whole lines at the two ends are marked. A line that a rule does not know ends the search, so that a paragraph of
prose between two others is never marked.

Known misses: a foot block of links without a heading; menus of section names; chrome between two paragraphs.
"""

from __future__ import annotations

import re
from typing import NamedTuple

from isnad.model import Span
from isnad.text.bylines import read_byline
from isnad.text.datelines import BIDI, fold, fold_letters, is_date_line

_LONGEST = 160
_HEAD = 12  # lines from the top in which a head may lie
_FOOT = 30  # lines from the end in which a foot may lie
_LINE = re.compile(r"[^\r\n\u2028\u2029]+")
_MARKS = re.compile(r"[\u0610-\u061a\u064b-\u065f\u0670\N{ARABIC TATWEEL}" + BIDI + "]")
_RULE = re.compile(r"[\W_]+")

# Lines that are chrome as they stand, folded and without signs at their ends.
_WHOLE = frozenset(
    re.split(
        r"\s*\|\s*",
        fold_letters("""menu | in | skip to content | skip to main content | home | search | share | share this |
    share on facebook | share on twitter | tweet | print | email | whatsapp | telegram | facebook | twitter |
    copy link | follow us | exit mobile version | leave a reply | cancel reply | read more | loading |
    advertisement | close | like this | related | previous | next | back to top | subscribe | click to share |
    المزيد | القائمه | الرئيسيه | الصفحه الرئيسيه | بحث | اترك رد | اترك ردا | اترك تعليق | اترك تعليقا |
    اضف تعليق | اضف تعليقا | اكتب تعليقك | الغاء الرد | التعليقات | تعليقات | لا توجد تعليقات |
    لا يوجد تعليقات | شارك | شاركها | شاركنا | مشاركه | مشاركه الخبر | شارك الخبر | شارك المقال | شارك هذا |
    شارك هذا الخبر | شارك هذا الموضوع | مشاركه عبر البريد | طباعه | ارسال | نسخ الرابط | تم نسخ الرابط |
    فيسبوك | تويتر | واتساب | واتس اب | تلغرام | تيليقرام | تيلقرام | لينكدان | لينكدإن | بينتيريست | ماسنجر |
    فايبر | تابعنا | تابعونا | اشترك | اشترك الان | اعلان | اعلانات | مساحه اعلانيه | اقرا المزيد |
    تخطي الى المحتوى | انتقل الى المحتوى | الذهاب الى المحتوى | تجاوز الى المحتوى الرئيسي | الوسوم | وسوم |
    كلمات مفتاحيه | الكلمات المفتاحيه | العوده الى الاعلى | السابق | التالي | تكبير الخط | تصغير الخط |
    حجم الخط | استمع | استمع للخبر | احفظ | حفظ | ابلغ عن خطا | تحميل | اغلاق | جاري التحميل | معجب بهذه |
    اعجاب | عرض التعليقات | تسجيل الدخول | حسنا | موافق | عاجل | انضم الينا | مرتبط | مقالات"""),
    )
)
_STARTS = re.compile(
    fold_letters(
        r"(?:share (?:this|on)|click to (?:share|print|email)|skip to|filed under|tagged|posted in|tags?\s*:"
        r"|copyright|©|\(c\)|all rights"
        r"|جميع الحقوق|كل الحقوق|حقوق (?:النشر|الطبع)"
        r"|جميع المقالات المنشوره|الاراء (?:الوارده|المنشوره)|المقالات المنشوره"
        r"|(?:ال)?وسوم\s*:|كلمات (?:مفتاحيه|دلاليه)|الكلمات المفتاحيه\s*:|تاجات\s*:|لن يتم نشر عنوان بريدك"
        r"|تابعنا (?:على|عبر)"
        r"|تابعونا (?:على|عبر)|تابعوا (?:صفحتنا|حسابنا|قناتنا)|اشترك(?:وا)? (?:في|ب)|انضم(?:وا)? الى قناتنا"
        r"|شارك(?:ها|ه)? (?:على|عبر) (?:فيسبوك|تويتر|واتساب|تلغرام|البريد|لينكد)"
        r"|مشاركه (?:على|عبر) (?:فيسبوك|تويتر|واتساب|تلغرام|البريد|لينكد)"
        r"|اضغط (?:هنا )?للمشاركه|انقر للمشاركه|حمل(?:وا)? (?:ال)?تطبيق|لتحميل (?:ال)?تطبيق"
        r"|هذا الموقع يستخدم"
        r"|عدد (?:القراءات|المشاهدات|الزيارات)|(?:ال)?مشاهدات\s*:?|تمت القراءه|زمن القراءه|وقت القراءه|مده القراءه"
        r"|دقائق القراءه"
        r"|\d+\s+(?:مشاهده|قراءه|تعليق|تعليقات|دقيقه قراءه|دقائق قراءه|views?|comments?|shares?|مشاركه|زياره)$"
        r"|\W*نقلا عن\s)"
    )
)
_BLOCK = re.compile(
    fold_letters(
        r"(?:اقرا(?:وا)? (?:ايضا|المزيد|كذلك)|طالع (?:ايضا|المزيد)|شاهد (?:ايضا|المزيد)"
        r"|(?:مواضيع|مقالات|اخبار|موضوعات|قصص|محتوى) "
        r"(?:ذات صله|متعلقه|مشابهه|مرتبطه|اخرى|قد تهمك)|قد يهمك(?: ايضا)?|ربما يعجبك"
        r"|الاكثر (?:قراءه|مشاهده|تداولا|شيوعا)"
        r"|اخر الاخبار"
        r"|اقرا في|للمزيد|المزيد من|(?:you may also like|related (?:posts|articles|news)|read (?:also|more)|most read))"
        r"(?P<rest>\s*[:：…].*|\s.*)?$"
    )
)
_FORMS = frozenset(
    re.split(
        r"\s*\|\s*",
        """اترك رد | اترك ردا | اترك تعليق | اترك تعليقا | اضف تعليق | اضف تعليقا | leave a reply | التعليقات |
    تعليقات""",
    )
)
_APP = re.compile(
    fold_letters(r"تطبيق|اشعارات|هاتفك|الهاتف المحمول|نشرتنا|النشره البريديه|قناتنا|صفحتنا|تابعونا|حسابنا")
)
_EDGES = re.compile(r"^[\W_]+|[\W_]+$")


class _Line(NamedTuple):
    """A line without space around it, and its folded form without signs at its ends."""

    span: Span
    shown: str
    bare: str


def find_chrome(text: str) -> tuple[Span, ...]:
    """The lines at the head and foot of a text that belong to its page, in order, without the space around them.

    >>> text = "Menu\\n\\nافتتاح جسر جديد\\n\\nافتتح العمدة الجسر أمس.\\n\\nأُترك رد"
    >>> [span.quote(text) for span in find_chrome(text)]
    ['Menu', 'أُترك رد']
    """
    lines = [_line(text, *match.span()) for match in _LINE.finditer(text) if not match.group().isspace()]
    head = _head(lines)
    foot = _foot(lines, len(head))
    return tuple(sorted({*head, *foot}))


def is_chrome_line(line: str) -> bool:
    """Whether a line, taken alone, is page chrome: a button, a label, a date or a byline, never a sentence."""
    return bool(line.strip()) and _alone(_line(line, 0, len(line)))


def is_related_heading(line: str) -> bool:
    """Whether a line heads or holds a link to other reports (`اقرأ أيضاً: …`)."""
    return len(line) <= _LONGEST and bool(_BLOCK.match(_line(line, 0, len(line)).bare))


def _line(text: str, start: int, end: int) -> _Line:
    shown = text[start:end].strip()
    begin = start + len(text[start:end]) - len(text[start:end].lstrip())
    bare = "" if len(shown) > _LONGEST else _EDGES.sub("", fold(_MARKS.sub("", shown)))
    return _Line(Span(begin, begin + len(shown)), shown, " ".join(bare.split()))


def _alone(line: _Line) -> bool:
    """Whether a rule knows the line without looking at its neighbours."""
    if len(line.shown) > _LONGEST:
        return False
    starts = _STARTS.match(line.bare) or (line.shown[0] in "©*" and _STARTS.match(fold(_MARKS.sub("", line.shown))))
    return (
        line.bare in _WHOLE
        or bool(starts)
        or bool(_RULE.fullmatch(line.shown) and len(line.shown) > 2)
        or is_date_line(line.shown)
        or read_byline(line.shown) is not None
    )


def _head(lines: list[_Line]) -> list[Span]:
    """Chrome lines before the first paragraph; up to two unknown lines (headline, standfirst) may stand between."""
    found: list[Span] = []
    unknown = 0
    for line in lines[:_HEAD]:
        if _alone(line):
            found.append(line.span)
        elif (unknown := unknown + 1) > 2 or len(line.shown) > 200:
            break
    return found if len(found) < len(lines) else []


def _foot(lines: list[_Line], head: int) -> list[Span]:
    """Chrome lines after the last paragraph: first the blocks that a heading opens, then line by line upwards."""
    last = len(lines)
    for index in range(max(head + 1, len(lines) - _FOOT), len(lines)):
        if _opens_block(lines, index):
            last = index
            break
    while last - 1 > head and _alone(lines[last - 1]):
        last -= 1
    return [line.span for line in lines[last:]]


def _opens_block(lines: list[_Line], index: int) -> bool:
    """Whether a line heads a block of links, a comment form or an advertisement that runs to the end of the text."""
    line, rest = lines[index], lines[index + 1 :]
    if any(len(other.shown) > _LONGEST for other in rest) or len(line.shown) > _LONGEST:
        return False
    titles = all(not other.shown.endswith((".", "؟", "!")) or _alone(other) for other in rest)
    block = _BLOCK.match(line.bare)
    if block and titles and not line.shown.endswith("."):
        return bool(rest) or ":" in line.shown or not block["rest"]
    if line.bare in _FORMS and titles:
        return True
    ruled = len(line.shown) > 4 and not line.bare and bool(_RULE.fullmatch(line.shown))
    return ruled and 1 <= len(rest) <= 4 and all(_APP.search(other.bare) for other in rest)

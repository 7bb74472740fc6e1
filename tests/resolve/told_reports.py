"""Invented reports for the tests of what holds over many: two happenings, one of them told three times and copied."""

from __future__ import annotations

from isnad.ingest.build import build
from isnad.model import Layers, Report
from isnad.resolve import Archive

BRIDGE = (
    "أعلن وزير النقل السلواني سامر الهلالي الأحد افتتاح جسر الواحة المعلق فوق نهر الزمرد بعد أربع سنوات من العمل.\n"
    "وقال الهلالي أمام مئات من سكان بلدة الرمانة إن الجسر سيختصر الطريق إلى الميناء الشرقي بساعتين كاملتين.\n"
    "وبلغت كلفة الجسر الذي صممته المهندسة ليان القاسمي تسعين مليون دينار دفع صندوق التنمية نصفها.\n"
    "وأضاف الوزير أن الشاحنات الثقيلة لن تعبر الجسر قبل انتهاء اختبارات الحمولة في نهاية الشهر المقبل.\n"
    "وكان جسر خشبي قديم قد انهار في المكان نفسه قبل ستة أعوام بعد فيضان مفاجئ."
)
COPIED = BRIDGE.replace("مئات من سكان", "المئات من أهالي").replace("وكان جسر خشبي قديم", "يذكر أن جسرا خشبيا قديما")
_KEPT, _, _LAST = COPIED.rsplit("\n", 2)
COPIED = f"(رويترز) {_KEPT}\n{_LAST}\nوحضر الافتتاح عازفون من فرقة المدينة."
RETOLD = (
    "عبرت أولى السيارات الأحد جسر الواحة المعلق في بلدة الرمانة بعد أن قص الوزير سامر الهلالي شريط الافتتاح.\n"
    "ويصل الجسر ضفتي نهر الزمرد ويقرب البلدة من الميناء الشرقي كما يأمل تجارها.\n"
    "وقالت المصممة ليان القاسمي إن الاختبارات لم تنته وإن الشاحنات ستنتظر شهرا آخر."
)
HARVEST = (
    "أتلف الصقيع محصول اللوز في هضبة النورس للعام الثاني على التوالي كما قال اتحاد المزارعين الاثنين.\n"
    "وقدرت رئيسة الاتحاد هنادي البستاني الخسائر بثلث المحصول وطالبت بتعويضات قبل الصيف.\n"
    "ويعيش من زراعة اللوز في الهضبة نحو أربعة آلاف أسرة."
)


def report(name: str, title: str, body: str, published: str | None, outlet: str | None = "صدى") -> Report:
    """A report as reading gives it, its headline above its body."""
    told = Report(id=name, text=f"{title}\n\n{body}", title=title, outlet=outlet, published=published)
    return build(told, max_characters=10_000)


REPORTS = (
    report("bridge-1", "افتتاح جسر الواحة فوق نهر الزمرد", BRIDGE, "2031-04-06T10:00:00+00:00"),
    report("bridge-2", "سلوان تفتتح جسر الواحة المعلق", COPIED, "2031-04-06T12:00:00+00:00", "الضفاف"),
    report("bridge-3", "سيارات تعبر جسر الواحة لأول مرة", RETOLD, "2031-04-07", "مرسال"),
    report("harvest", "الصقيع يتلف لوز هضبة النورس", HARVEST, "2031-04-07", "مرسال"),
)


def archive(*reports: Report) -> Archive:
    """An archive of reports without layers."""
    return Archive.of((told, Layers(language="ar")) for told in reports)

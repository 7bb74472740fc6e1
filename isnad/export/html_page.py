"""What stands around the articles of the HTML page: its head, its style, its legend, and the Arabic for each value."""

from __future__ import annotations

from isnad.model import Channel, EventType, Kind, Status

ROLES = {
    "source": "المصدر",
    "cue": "لفظ الإسناد",
    "content": "القول",
    "channel": "القناة",
    "via": "نقلا عن",
    "addressee": "المخاطب",
    "target": "المعني بالقول",
    "event": "الحدث",
}

KINDS = {Kind.DIRECT: "مباشر", Kind.INDIRECT: "غير مباشر", Kind.MIXED: "مختلط"}

CHANNELS = {
    Channel.TWEET: "تغريدة",
    Channel.SOCIAL: "شبكة اجتماعية",
    Channel.INTERVIEW: "مقابلة",
    Channel.PRESS_CONFERENCE: "مؤتمر صحفي",
    Channel.STATEMENT: "بيان",
    Channel.SPEECH: "خطاب",
    Channel.PHONE: "هاتف",
    Channel.LETTER: "رسالة",
    Channel.REPORT: "تقرير",
    Channel.MEDIA: "تصريح صحفي",
    Channel.MEETING: "اجتماع",
    Channel.UNSPECIFIED: "قناة غير مذكورة",
}

EVENT_TYPES = {
    EventType.AGREE: "استعداد للتعاون",
    EventType.CONSULT: "تشاور",
    EventType.SUPPORT: "تأييد",
    EventType.CONCEDE: "تنازل",
    EventType.COOPERATE: "تعاون",
    EventType.AID: "مساعدة",
    EventType.RETREAT: "تراجع",
    EventType.REQUEST: "طلب",
    EventType.ACCUSE: "اتهام",
    EventType.REJECT: "رفض",
    EventType.THREATEN: "تهديد",
    EventType.PROTEST: "احتجاج",
    EventType.SANCTION: "عقوبة",
    EventType.MOBILIZE: "حشد",
    EventType.COERCE: "إكراه",
    EventType.ASSAULT: "اعتداء",
}

EVENT_FIELDS = {
    "actors": "الفاعل",
    "recipients": "المتلقي",
    "date": "التاريخ",
    "place": "المكان",
    "status": "الوقوع",
    "claimed_by": "على لسان",
}

STATUSES = {
    Status.ACTUAL: "وقع",
    Status.PLANNED: "مزمع",
    Status.CALLED_FOR: "مطلوب",
    Status.DENIED: "منفي",
    Status.HYPOTHETICAL: "مفترض",
}

INSIDE, AGAIN, UNKNOWN = "داخل القول", "تكرار للقول", "القائل غير معروف"

BLOCKS = {
    "prose": ("<div>", "</div>"),
    "headline": ("<h2>", "</h2>"),
    "post": ('<blockquote class="post">', "</blockquote>"),
    "gap": ('<span class="gap">', "</span>"),
}

# Every text colour is readable (4.5:1) on every background, in both themes: a test computes it.
STYLE = """
:root { color-scheme: light dark; --paper: #fdfcf9; --post: #f1eee6; --content: #faebbd; --nested: #f7d3ac;
  --ink: #1d1b16; --dim: #5a554b; --cue: #9c1712; --source: #0e4785; --number: #4a3a80;
  --line: #ddd7ca; --channel: #6a3fa0; --via: #0a5c4f; --addressee: #7d4e00; --target: #8a2d3b;
  --event: #2c5a10; }
@media (prefers-color-scheme: dark) { :root { --paper: #181713; --post: #26241d; --content: #42391b; --nested: #5b3f1a;
  --ink: #f0ece2; --dim: #c2bbad; --cue: #ffa8a0; --source: #a5cbff; --number: #d8c4f7;
  --line: #3b3831; --channel: #cbaaf4; --via: #6fd0bd; --addressee: #e3b65b; --target: #f0a3ae;
  --event: #b6e08a; } }
* { box-sizing: border-box; }
body { margin: 0 auto; max-width: 84rem; padding: 1rem 1.25rem 4rem; background: var(--paper); color: var(--ink);
  font: 1.15rem/2 "Noto Naskh Arabic", "Amiri", "Geeza Pro", "Segoe UI", "Traditional Arabic", "Arial", serif; }
h1 { font-size: 1.35rem; margin: .5rem 0; }
h3 { font-size: 1rem; margin: 1.25rem 0 .5rem; }
@counter-style event { system: extends decimal; prefix: "ح"; suffix: ". "; }
h2 { font-size: 1.4rem; line-height: 1.9; margin: 0 0 .75rem; }
article { border-top: 1px solid var(--line); margin-top: 1rem; padding: 1.25rem 0; overflow-wrap: anywhere; }
article.error p { color: var(--cue); text-align: start; }
.facts, .label, .legend, details { color: var(--dim); font-size: .85em; }
.facts { margin: 0 0 .75rem; }
.facts a, aside a { color: inherit; }
.columns { display: grid; grid-template-columns: minmax(0, 3fr) minmax(0, 2fr); gap: 1.5rem 2.5rem; }
@media (max-width: 56rem) { .columns { grid-template-columns: minmax(0, 1fr); } }
.text { white-space: pre-wrap; max-width: 44rem; }
.post { margin: .75rem 0; padding: .5rem 1rem; background: var(--post); border-inline-start: 3px solid var(--line); }
.gap { display: none; }
aside { font-size: .95rem; line-height: 1.8; }
aside ol { margin: 0; padding-inline-start: 1.75rem; }
aside li { margin-block-end: .9rem; }
aside q { display: block; quotes: none; width: fit-content; padding-inline: .25rem; }
.legend { display: flex; flex-wrap: wrap; gap: .25rem 1.25rem; margin: 0; padding: 0; list-style: none; }
.content { background: var(--content); color: var(--ink); }
.nested { background: var(--nested); }
.source { color: var(--source); font-weight: 600; }
.cue { color: var(--cue); font-weight: 700; }
.channel, .via, .addressee, .target { text-decoration: underline dotted 2px; text-underline-offset: .3em; }
.channel { text-decoration-color: var(--channel); }
.via { text-decoration-color: var(--via); }
.addressee { text-decoration-color: var(--addressee); }
.target { text-decoration-color: var(--target); }
.event { text-decoration: underline solid 2px; text-underline-offset: .3em; text-decoration-color: var(--event); }
aside .events { list-style-type: event; padding-inline-start: 2.5rem; }
.events span.label { display: block; }
.chrome { color: var(--dim); font-size: .85em; }
.number { unicode-bidi: isolate; padding-inline: .15em; font-size: .65em; font-weight: 700; line-height: 0;
  vertical-align: super; color: var(--number); text-decoration: none; }
.number.of-event { color: var(--event); }
.number::before { content: attr(data-number); }
.number:hover { text-decoration: underline; }
a:focus-visible, .number:target, .number:target + span, li:target { outline: 2px solid var(--number);
  outline-offset: 2px; }
@media print { aside { break-inside: avoid; } }
"""

LEGEND = "".join(f'<li><span class="{role}">{words}</span></li>' for role, words in ROLES.items())


def beginning(title: str, heading: str, more: str = "") -> str:
    """A page from its first line to its heading; nothing in it is fetched from outside.

    Args:
        title: What the window is called, as markup.
        heading: The heading, as markup.
        more: Style beyond `STYLE`.
    """
    return f"""<!DOCTYPE html>
<html dir="rtl" lang="ar">
<head>
<meta charset="utf-8">
<meta name="viewport" content="width=device-width, initial-scale=1">
<meta http-equiv="Content-Security-Policy" content="default-src 'none'; style-src 'unsafe-inline'">
<meta name="referrer" content="no-referrer">
<title>{title}</title>
<style>{STYLE}{more}</style>
</head>
<body>
<h1>{heading}</h1>
"""


HEAD = f"""{beginning("إسناد: من قال ماذا", "إسناد: من قال ماذا، ونقلا عمن")}\
<ul class="legend">{LEGEND}<li><span class="content nested">قول داخل قول</span></li>\
<li><span class="chrome">من هيكل الصفحة</span></li>\
<li><span class="number" data-number="1"></span> رقم القول في القائمة</li>\
<li><span class="number of-event" data-number="ح1"></span> رقم الحدث في القائمة</li></ul>
"""

FOOT = "</body>\n</html>\n"

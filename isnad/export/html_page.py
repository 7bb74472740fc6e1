"""What stands around the articles of the HTML page: its head, its style, its legend, and the Arabic for each value."""

from __future__ import annotations

from isnad.model import Channel, Kind

ROLES = {
    "source": "المصدر",
    "cue": "لفظ الإسناد",
    "content": "القول",
    "channel": "القناة",
    "via": "نقلا عن",
    "addressee": "المخاطب",
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

STYLE = """
:root { color-scheme: light dark; --paper: #fdfcf9; --ink: #1d1b16; --dim: #8a857b; --line: #ddd7ca; --post: #f1eee6;
  --cue: #b3261e; --source: #14539a; --content: rgba(240, 190, 50, .26); --nested: rgba(226, 130, 30, .36);
  --channel: #6a3fa0; --via: #0f6b5c; --addressee: #8a5a00; }
@media (prefers-color-scheme: dark) { :root { --paper: #181713; --ink: #e9e5da; --dim: #8f897d; --line: #3b3831;
  --post: #24221c; --cue: #ff8a80; --source: #8ab8f5; --content: rgba(240, 190, 50, .17);
  --nested: rgba(240, 150, 60, .30); --channel: #c9a7f2; --via: #6fd0bd; --addressee: #e3b65b; } }
* { box-sizing: border-box; }
body { margin: 0 auto; max-width: 84rem; padding: 1rem 1.25rem 4rem; background: var(--paper); color: var(--ink);
  font: 1.15rem/2 "Noto Naskh Arabic", "Amiri", "Geeza Pro", "Segoe UI", "Traditional Arabic", "Arial", serif; }
h1 { font-size: 1.35rem; margin: .5rem 0; }
h2 { font-size: 1.4rem; line-height: 1.6; margin: 0; }
article { border-top: 1px solid var(--line); padding: 1.75rem 0; }
article.error p { color: var(--cue); text-align: start; }
.facts, .label, .legend, details { color: var(--dim); font-size: .85em; }
.facts { margin: 0 0 1rem; }
.facts a, aside a { color: inherit; }
.columns { display: grid; grid-template-columns: minmax(0, 3fr) minmax(0, 2fr); gap: 2.5rem; }
@media (max-width: 56rem) { .columns { grid-template-columns: minmax(0, 1fr); } }
.text { white-space: pre-wrap; overflow-wrap: anywhere; max-width: 44rem; }
.post { margin: .5rem 0; padding: .5rem 1rem; background: var(--post); border-inline-start: 3px solid var(--line); }
aside { font-size: .95rem; line-height: 1.8; overflow-wrap: anywhere; }
aside ol { margin: 0; padding-inline-start: 1.75rem; }
aside li { margin-block-end: .9rem; }
aside q { display: block; quotes: none; width: fit-content; }
.legend { display: flex; flex-wrap: wrap; gap: .25rem 1.25rem; margin: 0; padding: 0; list-style: none; }
.headline { font-weight: 700; }
.content { background: var(--content); }
.nested { background: var(--nested); }
.source { color: var(--source); font-weight: 600; }
.cue { color: var(--cue); font-weight: 700; }
.channel, .via, .addressee { text-decoration: underline dotted 2px; text-underline-offset: .3em; }
.channel { text-decoration-color: var(--channel); }
.via { text-decoration-color: var(--via); }
.addressee { text-decoration-color: var(--addressee); }
.chrome { opacity: .45; font-size: .85em; }
a:target + span, a:target { outline: 2px solid var(--cue); outline-offset: 2px; }
@media print { aside { break-inside: avoid; } }
"""

LEGEND = "".join(f'<li><span class="{role}">{words}</span></li>' for role, words in ROLES.items())

HEAD = f"""<!DOCTYPE html>
<html dir="rtl" lang="ar">
<head>
<meta charset="utf-8">
<meta name="viewport" content="width=device-width, initial-scale=1">
<meta http-equiv="Content-Security-Policy" content="default-src 'none'; style-src 'unsafe-inline'">
<meta name="referrer" content="no-referrer">
<title>إسناد: من قال ماذا</title>
<style>{STYLE}</style>
</head>
<body>
<h1>إسناد: من قال ماذا، ونقلا عمن</h1>
<ul class="legend">{LEGEND}<li><span class="content nested">قول داخل قول</span></li>\
<li><span class="chrome">من هيكل الصفحة</span></li></ul>
"""

FOOT = "</body>\n</html>\n"

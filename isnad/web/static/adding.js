// Words chosen in the text of a report go into the fields of the forms that add to its record, each with the place at
// which it begins, in code points of the text. The forms work without this.
const text = document.querySelector(".report .text");
const bar = text.querySelector(".picked");
const status = bar?.querySelector("[role=status]");
const TYPED = "input, textarea, select";
let range = null;

const codePoints = (words) => [...words].length;

/** What of a range lies in one line: its words and where they begin, null where it has none there. */
function pieceOf(line) {
  const inside = document.createRange();
  inside.selectNodeContents(line);
  const before = inside.cloneRange();
  if (line.contains(range.startContainer)) inside.setStart(range.startContainer, range.startOffset);
  if (line.contains(range.endContainer)) inside.setEnd(range.endContainer, range.endOffset);
  before.setEnd(inside.startContainer, inside.startOffset);
  const words = inside.toString();
  const blank = codePoints(words) - codePoints(words.trimStart());
  const start = Number(line.dataset.start) + codePoints(before.toString()) + blank;
  return words.trim() ? { words: words.trim().replace(/\s+/g, " "), start } : null;
}

/** The chosen words, line by line. */
function pieces() {
  const lines = [...text.querySelectorAll("[data-start]")].filter((line) => range.intersectsNode(line));
  return lines.map(pieceOf).filter(Boolean);
}

/** Keeps what is chosen, also when the focus goes to a field, and shows it there where the browser can. */
function pick(chosen) {
  range = chosen;
  bar.hidden = !range;
  document.documentElement.classList.toggle("picking", !bar.hidden);
  if (range) bar.querySelector("q").textContent = pieces().map((piece) => piece.words).join(" … ");
  if (!("highlights" in CSS)) return;
  if (range) CSS.highlights.set("picked", new Highlight(range));
  else CSS.highlights.delete("picked");
}

function chosenNow() {
  const selection = getSelection();
  if (!selection.rangeCount || !text.contains(selection.anchorNode)) return;
  const chosen = selection.getRangeAt(0).cloneRange();
  if (bar.contains(chosen.commonAncestorContainer) || isPicked(chosen)) return;
  status.textContent = "";
  pick(!chosen.collapsed && chosen.toString().trim() ? chosen : null);
}

function isPicked(chosen) {
  const edges = [Range.START_TO_START, Range.END_TO_END];
  return range !== null && edges.every((edge) => range.compareBoundaryPoints(edge, chosen) === 0);
}

/** Writes the chosen words into a field: behind those that stand there, where it takes several pieces. */
function put(form, name) {
  const field = form.elements[`value-${name}`];
  const at = form.elements[`at-${name}`];
  const { apart } = field.dataset;
  const taken = apart ? pieces() : pieces().slice(0, 1);
  const more = apart && field.value.trim();
  field.value = [...(more ? [field.value.trim()] : []), ...taken.map((piece) => piece.words)].join(apart);
  if (at) at.value = [...(more ? [at.value] : []), ...taken.map((piece) => piece.start)].join(" ");
  for (const place of form.querySelectorAll(`[name="which-${name}"]`)) place.checked = false;
  return field;
}

function shown(form) {
  for (const into of bar.querySelectorAll("[data-into]")) into.hidden = into.dataset.into !== (form?.id ?? "");
}

function opened(form) {
  const layer = form.closest("section").id.replace("of-", "show-");
  document.getElementById(layer).checked = true;
  form.closest("details").open = true;
}

const asked = document.getElementById(location.hash.slice(1))?.closest(".adding");
if (asked) asked.open = true;

if (bar) {
  const forms = [...document.querySelectorAll(".adding form")];
  const current = () => forms.find((form) => form.closest("details").open);
  document.addEventListener("selectionchange", chosenNow);
  for (const form of forms) form.closest("details").addEventListener("toggle", () => shown(current()));
  shown(current());
  bar.addEventListener("click", (event) => {
    const button = event.target.closest("button");
    if (!button || !range) return;
    const form = document.getElementById(button.dataset.form);
    const begins = form !== current();
    opened(form);
    const field = put(form, button.dataset.field);
    status.textContent = `${button.textContent}: ${field.value}`;
    if (begins) field.focus();
  });
  document.addEventListener("keydown", (event) => {
    if (event.code === "Escape" && !event.target.closest(TYPED)) pick(null);
  });
}

// The text and the record beside it: choose one, see the other. Everything works as links without this.
const text = document.querySelector(".report .text");
const entries = [...document.querySelectorAll("[data-entry]")];
const TYPED = "input, textarea, select, [contenteditable]";
const LAYERS = ["s", "e", "t", "n"];

/** The pieces of the text that belong to an item such as `s3`. */
function pieces(item) {
  return [...text.querySelectorAll(`[data-${item[0]}~="${item.slice(1)}"]`)];
}

/** The entry of an item in the record. */
function entryOf(item) {
  return entries.find((entry) => entry.dataset.entry.split(" ").includes(item));
}

function clear() {
  for (const chosen of document.querySelectorAll(".chosen")) chosen.classList.remove("chosen");
}

/** Marks an entry and its pieces of the text, or those of one mention of a name alone. */
function choose(entry, mention) {
  clear();
  entry.classList.add("chosen");
  const found = (mention ?? entry.dataset.entry).trim().split(" ").flatMap(pieces);
  for (const piece of found) piece.classList.add("chosen");
  return found;
}

function near(element) {
  element?.scrollIntoView({ block: "nearest" });
}

for (const entry of entries) {
  entry.addEventListener("click", (event) => {
    if (event.target.closest("summary, dl")) return;
    const link = event.target.closest("a");
    if (link && !link.classList.contains("place")) return;
    const found = choose(entry, event.target.closest("[data-mention]")?.dataset.mention);
    if (!link) near(found[0]);
  });
}

/** The innermost item at a place: an event or a time before the statement around it, a name last. */
text.addEventListener("click", (event) => {
  const mark = event.target.closest("[data-s], [data-e], [data-t], [data-n]");
  if (!mark || getSelection()?.toString()) return;
  const order = mark.classList.contains("m-cue") ? LAYERS : ["e", "t", "n", "s"];
  const layer = order.find((name) => mark.hasAttribute(`data-${name}`));
  const last = mark.getAttribute(`data-${layer}`).split(" ").at(-1);
  const entry = entryOf(layer + last);
  if (!entry) return;
  choose(entry);
  near(entry);
});

text.addEventListener("click", (event) => {
  const number = event.target.closest("a.number");
  if (number) choose(document.querySelector(number.getAttribute("href")));
});

document.addEventListener("keydown", (event) => {
  if (event.ctrlKey || event.metaKey || event.altKey || event.target.closest(TYPED)) return;
  const statements = entries.filter((entry) => entry.id.startsWith("ls"));
  const step = { KeyJ: 1, KeyK: -1 }[event.code];
  if (event.code === "Escape") clear();
  if (!step || !statements.length) return;
  const now = statements.findIndex((entry) => entry.classList.contains("chosen"));
  const next = statements[Math.min(Math.max(now + step, 0), statements.length - 1)];
  near(choose(next)[0]);
  near(next);
});

function fromAddress() {
  const [, layer, number] = /^#l?([sen])(\d+)$/.exec(location.hash) ?? [];
  if (!layer) return;
  const item = layer + number;
  const entry = entryOf(item);
  if (!entry) return;
  const mention = document.querySelector(`[data-mention="${item}"]`);
  mention?.closest("details").setAttribute("open", "");
  const found = choose(entry, mention?.dataset.mention);
  near(mention ?? entry);
  found[0]?.scrollIntoView({ block: "center" });
}

addEventListener("hashchange", fromAddress);
fromAddress();

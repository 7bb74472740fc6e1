// Keys of the review: each presses what stands on the page with its `data-key`. The place of a key counts (`code`), so
// that they work on an Arabic keyboard; inside fields they type. A reader may switch them off.
const TYPED = "input:not([type='checkbox']), textarea, select, [contenteditable]";
const OFF = "isnad-review-keys-off";
const choice = document.getElementById("keys");

function kept(value) {
  try {
    if (value !== undefined) localStorage.setItem(OFF, value);
    return localStorage.getItem(OFF);
  } catch {
    return null;
  }
}

choice.checked = kept() !== "yes";
choice.addEventListener("change", () => kept(choice.checked ? "no" : "yes"));

document.addEventListener("keydown", (event) => {
  if (event.ctrlKey || event.metaKey || event.altKey || event.shiftKey || event.repeat || !choice.checked) return;
  if (event.target.closest(TYPED)) return;
  const pressed = [...document.querySelectorAll("[data-key]")].find((one) => one.dataset.key === event.code);
  if (!pressed) return;
  event.preventDefault();
  pressed.click();
});

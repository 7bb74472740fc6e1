// Keys of every page. The place of a key counts (`code`), so that they work on an Arabic keyboard; inside fields they type.
const TYPED = "input, textarea, select, [contenteditable]";

document.documentElement.classList.add("js");

document.addEventListener("keydown", (event) => {
  if (event.ctrlKey || event.metaKey || event.altKey) return;
  const open = document.querySelector("details.manner[open]");
  if (event.code === "Escape" && open) {
    open.open = false;
    open.querySelector("summary").focus();
  }
  if (event.target.closest(TYPED)) return;
  const field = document.getElementById("q");
  if (event.code === "Slash" && field) {
    event.preventDefault();
    field.focus();
    field.select();
  }
});

// On a narrow screen the facets begin closed: the results come first.
if (matchMedia("(max-width: 56rem)").matches) document.querySelector(".facets > details")?.removeAttribute("open");

// A picture becomes one that tells its figures where one points at it, and that is moved along its time. The drawing that
// the server made stands until then, and stays where this does not work. Vega runs its expressions itself (`ast`), since
// the page lets nothing be made into code.
const figure = document.querySelector("figure[data-light]");

function dark() {
  const chosen = document.documentElement.dataset.theme;
  return chosen === "dark" || (chosen === "auto" && matchMedia("(prefers-color-scheme: dark)").matches);
}

async function read(address) {
  const narrow = matchMedia("(max-width: 40rem)").matches;
  const answer = await fetch(narrow ? `${address}&width=narrow` : address);
  if (!answer.ok) throw new Error(`${answer.status}`);
  return answer.json();
}

async function enliven() {
  const [spec] = await Promise.all([
    read(dark() ? figure.dataset.dark : figure.dataset.light),
    import(figure.dataset.script),
    document.fonts.load('12px "Isnad Pictures"', "نص"),
  ]);
  const drawn = document.createElement("div");
  drawn.className = "drawn";
  drawn.dir = "ltr"; // places in the drawing count from the left in both languages
  const view = { ast: true, actions: false, defaultStyle: false, renderer: "svg", tooltip: { disableDefaultStyle: true } };
  await globalThis.vegaEmbed(drawn, spec, view);
  drawn.setAttribute("role", "img");
  drawn.setAttribute("aria-label", figure.dataset.label);
  figure.querySelector("picture").replaceWith(drawn);
  figure.querySelector(".live-hint").hidden = false;
}

if (figure) enliven().catch(() => figure.classList.add("still"));

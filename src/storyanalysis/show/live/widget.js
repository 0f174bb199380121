// The annotated article, alive. Python holds the choice and works out the rows that have it
// (see links.py); this file draws the page, and lights up what is chosen.
// The article is untrusted: its words become text nodes and attribute values, never HTML.

const CHOICES = ["actor", "speaker", "section", "first", "last", "row"];
const NOTHING = Object.fromEntries(CHOICES.map((name) => [name, ""]));
const HOW =
  "Click a name, a statement's number, a date or a relation; or go through them with the arrow " +
  "keys and choose with Enter. Escape shows everything.";

function make(name, attributes = {}, ...children) {
  const node = document.createElement(name);
  for (const [key, value] of Object.entries(attributes)) node.setAttribute(key, value);
  node.append(...children); // strings become text nodes
  return node;
}

function choose(model, changes) {
  for (const [name, value] of Object.entries(changes)) model.set(name, value);
  model.save_changes();
}

// an actor or a row instead of the one chosen before; the same once more undoes it
function pick(model, name, value) {
  const again = model.get(name) === value;
  choose(model, { actor: "", row: "", [name]: again ? "" : value });
}

function pickMark(model, mark) {
  if (mark.actor) pick(model, "actor", mark.actor);
  else pick(model, "row", mark.row);
}

// ---- what one can choose with -----------------------------------------------------------

function field(label, control) {
  return make("label", {}, make("span", {}, label), control);
}

function menu(model, name, label, all, options) {
  const select = make("select", {}, make("option", { value: "" }, all));
  for (const { id, label: words, counts } of options) {
    select.append(make("option", { value: id }, counts ? `${words} (${counts})` : words));
  }
  select.addEventListener("change", () => choose(model, { [name]: select.value }));
  return field(label, follow(model, name, select));
}

function day(model, name, label, days) {
  const limits = days.length ? { min: days[0], max: days[1] } : { disabled: "" };
  const input = make("input", { type: "date", ...limits });
  input.addEventListener("change", () => choose(model, { [name]: input.value }));
  return field(label, follow(model, name, input));
}

// the control shows what was chosen elsewhere, too
function follow(model, name, control) {
  const show = () => {
    control.value = model.get(name);
  };
  model.on(`change:${name}`, show);
  show();
  return control;
}

function controls(model, page) {
  const clear = make("button", { type: "button", class: "sa-clear" }, "Show everything");
  clear.addEventListener("click", () => choose(model, NOTHING));
  return make(
    "div",
    { class: "sa-choose", role: "group", "aria-label": "What to show" },
    menu(model, "speaker", "Speaker", "everybody", page.speakers),
    menu(model, "section", "Part", "the whole page", page.sections),
    day(model, "first", "Dated from", page.days),
    day(model, "last", "to", page.days),
    clear,
  );
}

function list(model, title, name, items) {
  const buttons = items.map(({ id, label, counts }, n) => {
    const words = name === "actor" ? `${n + 1}. ${label}` : label;
    const button = make("button", { type: "button", title: counts ?? label }, words);
    button.addEventListener("click", () => pick(model, name, id));
    return { id, button };
  });
  const show = () => {
    for (const { id, button } of buttons) {
      button.setAttribute("aria-pressed", String(model.get(name) === id));
    }
  };
  model.on(`change:${name}`, show);
  show();
  const rows = buttons.map(({ button }) => make("li", {}, button));
  const box = make("ul", { "aria-label": title }, ...rows);
  rove(box, "button");
  return make("div", { class: `sa-list sa-${title.toLowerCase()}` }, make("p", {}, `${title} (${items.length})`), box);
}

// ---- the text ---------------------------------------------------------------------------

// the mark that a click is meant for: a name before a date before a statement
function topmost(marks) {
  const order = (mark) =>
    mark.actor ? 0 : mark.classes === "sa-date" ? 1 : mark.classes === "sa-relation" ? 3 : 2;
  return [...marks].sort((a, b) => order(a) - order(b))[0];
}

function isOne(mark) {
  return Boolean(mark.actor) || mark.classes === "sa-date";
}

function asButton(node, mark, words) {
  node.setAttribute("role", "button");
  node.setAttribute("tabindex", "-1");
  node.setAttribute("aria-label", words ? `${words}. ${mark.label}` : mark.label);
  node.dataset.row = mark.row;
}

// a statement's number is its button: its words hold those of names and dates
function drawHandle(model, mark) {
  const button = make("button", { type: "button", class: "sa-handle", "aria-label": mark.label });
  Object.assign(button.dataset, { sign: mark.before, row: mark.row, about: mark.label });
  button.addEventListener("click", () => pickMark(model, mark));
  return { node: button, mark };
}

// a piece of the text, with buttons for the marks that begin with it; `last` learns that this
// is the last piece of its marks so far
function drawPiece(model, words, marks, last) {
  const node = make("span", {}, words);
  const piece = { node, marks, buttons: [] };
  const top = topmost(marks);
  if (top) {
    node.dataset.about = top.label;
    node.addEventListener("click", () => pickMark(model, top));
  }
  for (const mark of marks) {
    const begins = !last.has(mark);
    last.set(mark, piece);
    if (!begins) continue;
    if (mark === top && isOne(mark)) {
      node.setAttribute("role", "button");
      node.setAttribute("aria-label", `${words}. ${mark.label}`);
      node.dataset.row = mark.row;
      piece.buttons.push({ node, mark });
    } else if (mark.classes === "sa-cue") node.dataset.before = mark.before;
    else if (mark.before) piece.buttons.push(drawHandle(model, mark));
  }
  return piece;
}

function drawText(model, page) {
  const drawn = [];
  const last = new Map();
  const box = make("div", { class: "sa-text", role: "group", "aria-label": `Article. ${HOW}` });
  for (const { kind, pieces } of page.parts) {
    const part = make("span", kind ? { class: "sa-section", role: "group", "aria-label": kind } : {});
    if (!kind && !pieces.some(([words]) => words.trim())) part.className = "sa-between";
    if (kind) part.append(make("span", { class: "sa-part", "aria-hidden": "true" }, kind));
    for (const [words, around] of pieces) {
      const piece = drawPiece(model, words, around.map((n) => page.marks[n]), last);
      const handles = piece.buttons.map(({ node }) => node).filter((node) => node !== piece.node);
      part.append(...handles, piece.node);
      drawn.push(piece);
    }
    box.append(part);
  }
  for (const [mark, { node }] of last) if (mark.after) node.dataset.after = mark.after;
  rove(box, "[role=button], button");
  return { box, drawn };
}

// what is chosen keeps its marks, and everything else becomes plain text
function light(model, drawn) {
  const chosen = new Set(model.get("selected"));
  const choosing = CHOICES.some((name) => model.get(name));
  const shown = (mark) => (choosing ? chosen.has(mark.row) : mark.classes !== "sa-relation");
  for (const { node, marks, buttons } of drawn) {
    const classes = marks.filter(shown).map((mark) => mark.classes);
    if (choosing && classes.length) classes.push("sa-lit");
    node.className = classes.join(" ");
    for (const { node: button, mark } of buttons) {
      const pressed = mark.actor ? model.get("actor") === mark.actor : model.get("row") === mark.row;
      button.setAttribute("aria-pressed", String(pressed));
      if (button !== node) button.classList.toggle("sa-lit", choosing && chosen.has(mark.row));
    }
  }
}

// ---- moving about -----------------------------------------------------------------------

// one stop for the tab key; arrow keys go from item to item
function rove(box, selector) {
  const items = () => [...box.querySelectorAll(selector)];
  for (const [n, item] of items().entries()) item.tabIndex = n ? -1 : 0;
  box.addEventListener("focusin", (event) => {
    const entered = event.target.closest(selector);
    if (entered) for (const item of items()) item.tabIndex = item === entered ? 0 : -1;
  });
  box.addEventListener("keydown", (event) => {
    const all = items();
    const here = all.indexOf(event.target.closest(selector));
    const steps = { ArrowRight: 1, ArrowDown: 1, ArrowLeft: -1, ArrowUp: -1 };
    const ends = { Home: 0, End: all.length - 1 };
    const to = event.key in steps ? here + steps[event.key] : ends[event.key];
    if (here < 0 || to === undefined) return;
    event.preventDefault();
    all[Math.min(Math.max(to, 0), all.length - 1)].focus();
  });
}

function onKey(model, event) {
  if (event.ctrlKey || event.metaKey || event.altKey) return;
  if (event.key === "Tab") return;
  event.stopPropagation(); // JupyterLab would take single keys for its commands: x cuts a cell
  const target = event.target;
  if (event.key === "Escape") choose(model, NOTHING);
  else if ((event.key === "Enter" || event.key === " ") && target.getAttribute("role") === "button") {
    event.preventDefault();
    target.click();
  }
}

// bring the first words that are lit into sight, inside of the text's own box only
function reveal(box) {
  const first = box.querySelector(".sa-lit");
  if (!first || box.contains(document.activeElement)) return;
  const [outer, inner] = [box.getBoundingClientRect(), first.getBoundingClientRect()];
  if (inner.top < outer.top || inner.bottom > outer.bottom) {
    box.scrollTop += inner.top - outer.top - outer.height / 4;
  }
}

function render({ model, el }) {
  const page = model.get("page");
  const { box, drawn } = drawText(model, page);
  const told = make("p", { class: "sa-told", role: "status", "aria-live": "polite" });
  const about = make("p", { class: "sa-about", "aria-hidden": "true" }, HOW);
  const lists = make(
    "div",
    { class: "sa-lists" },
    list(model, "Actors", "actor", page.actors),
    list(model, "Relations", "row", page.relations),
  );
  const root = make(
    "div",
    {
      class: "sa-live mathjax_ignore tex2jax_ignore",
      role: "group",
      "aria-label": `Explore: ${page.title}`,
      lang: "en",
    },
    controls(model, page),
    told,
    make("div", { class: "sa-body" }, box, lists),
    about,
  );
  root.addEventListener("keydown", (event) => onKey(model, event));
  for (const kind of ["mouseover", "focusin"]) {
    root.addEventListener(kind, (event) => {
      about.textContent = event.target.closest("[data-about]")?.dataset.about ?? HOW;
    });
  }
  const show = () => {
    told.textContent = model.get("told");
    light(model, drawn);
    reveal(box);
  };
  model.on("change:selected", show);
  model.on("change:told", show);
  show();
  el.append(root);
}

export default { render };

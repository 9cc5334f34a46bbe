// Papers: an entry copied with one click. Marks on what was read, and on work that is done, stay in this browser. Decks: a viewer.
(() => {
  "use strict";

  const words = JSON.parse(document.getElementById("sem-words").textContent);
  const titleOf = (item) => item.querySelector(".sem-paper-title, .sem-citation:not(:has(.sem-paper-title))").textContent;
  const made = (name, properties) => Object.assign(document.createElement(name), properties);

  const makeCopyable = (fold) => {
    const text = fold.querySelector("pre")?.textContent;
    if (!text || !navigator.clipboard) return;
    const label = `${words.copy}: ${fold.querySelector("summary").textContent}, ${titleOf(fold.closest("li"))}`;
    const button = made("button", { type: "button", className: "sem-copy", textContent: words.copy, ariaLabel: label });
    button.addEventListener("click", async () => {
      await navigator.clipboard.writeText(`${text.trim()}\n`);
      button.textContent = `${words.copy} ✓`;
      button.ariaLabel = null;
    });
    fold.after(button);
  };

  // Books of one site have papers with the same keys.
  const book = new URL(document.documentElement.dataset.content_root ?? "./", location.href).pathname;
  const store = `sem-read:${book}`;
  const load = () => new Set(JSON.parse(localStorage.getItem(store) ?? "[]"));

  const hint = made("span", { className: "sem-progress sem-hint", textContent: ` · ${words.tick}` });
  const LINES = "[data-paper], [data-work]";
  const isWork = (key) => key.startsWith("work:");
  const keyOf = ({ dataset }) => (dataset.work ? `work:${dataset.work}` : dataset.paper);

  const boxes = [];
  const counters = [];
  // In the head of a session.
  const links = document.querySelectorAll(".sem-session .sem-reading a");
  const said = links[0]?.textContent;

  const show = (done) => {
    const read = new Set();
    for (const box of boxes) {
      box.checked = done.has(box.value);
      if (box.checked && !isWork(box.value)) read.add(box.value);
      box.closest("li, tr")?.classList.toggle("sem-is-read", box.checked);
    }
    if (links.length === 1) {
      links[0].textContent = read.size ? `${said}, ${words.done.replace("{read}", read.size)}` : said;
    }
    for (const { line, keys } of counters) {
      const count = keys.filter((key) => done.has(key)).length;
      line.textContent = (isWork(keys[0]) ? words.finishedOf : words.progress).replace("{read}", count).replace("{all}", keys.length);
    }
    hint.hidden = done.size > 0;
  };

  const note = (key, read) => {
    const done = load(); // another window may have changed it
    if (read) done.add(key);
    else done.delete(key);
    localStorage.setItem(store, JSON.stringify([...done].sort()));
    show(done);
  };

  const addBox = (line) => {
    const title = line.dataset.work ? words.finished : words.read;
    const box = made("input", {
      type: "checkbox",
      className: line.dataset.work ? "sem-tick" : "sem-read",
      value: keyOf(line),
      title,
      ariaLabel: `${title}: ${line.dataset.title ?? titleOf(line.parentElement)}`,
    });
    box.addEventListener("change", () => note(box.value, box.checked));
    line.prepend(box, " ");
    boxes.push(box);
  };

  const addCounter = (list) => {
    const keys = [...new Set([...list.querySelectorAll(LINES)].map(keyOf))];
    if (keys.length === 0) return;
    const line = made("span", { className: "sem-progress" });
    counters.push({ line, keys });
    const title = list.parentElement.matches(".sem-group-item") ? list.previousElementSibling : null;
    if (title) title.append(" ", line);
    else list.before(line);
    if (!hint.isConnected && !isWork(keys[0])) line.after(hint);
  };

  document.querySelectorAll("details.sem-fold").forEach(makeCopyable);
  let done;
  try {
    done = load();
  } catch {
    return; // a browser that keeps nothing gets no boxes
  }
  document.querySelectorAll(LINES).forEach(addBox);
  document.querySelectorAll(".sem-papers, .sem-table").forEach(addCounter);
  show(done);
  addEventListener("storage", (change) => change.key === store && show(load()));
})();

// On a click the viewer takes the place of a deck's picture, but on phones, which show no PDF within a page.
document.addEventListener("click", (click) => {
  const link = click.target.closest(".sem-deck-preview");
  const small = matchMedia("(max-width: 40rem), (hover: none)").matches;
  if (!link || small || click.ctrlKey || click.metaKey || click.shiftKey || !navigator.pdfViewerEnabled) return;
  click.preventDefault();
  const view = document.createElement("iframe");
  view.className = "sem-deck-view";
  view.title = link.textContent || link.firstElementChild.alt;
  view.src = link.dataset.view;
  link.inert = true;
  link.after(view);
});

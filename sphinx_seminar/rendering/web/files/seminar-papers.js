// Papers: an entry copied with one click, and marks on what was read, which stay in this browser.
(() => {
  "use strict";

  const words = JSON.parse(document.getElementById("sem-words").textContent);
  const titleOf = (item) => (item.querySelector(".sem-paper-title") ?? item.querySelector(".sem-citation")).textContent;
  const makeCopyable = (fold) => {
    const text = fold.querySelector("pre")?.textContent;
    if (!text || !navigator.clipboard) return;
    const button = document.createElement("button");
    button.type = "button";
    button.className = "sem-copy";
    button.textContent = words.copy;
    button.setAttribute("aria-label", `${words.copy}: ${fold.querySelector("summary").textContent}, ${titleOf(fold.closest("li"))}`);
    button.addEventListener("click", async () => {
      await navigator.clipboard.writeText(`${text.trim()}\n`);
      button.textContent = `${words.copy} ✓`;
      button.removeAttribute("aria-label"); // what it says now is what happened
    });
    fold.after(button);
  };
  // One list a book, by where the book stands: books of one site have papers with the same keys.
  const book = new URL(document.documentElement.dataset.content_root ?? "./", location.href).pathname;
  const store = `sem-read:${book}`;
  const load = () => new Set(JSON.parse(localStorage.getItem(store) ?? "[]"));

  const boxes = [];
  const counters = [];

  const show = (done) => {
    for (const box of boxes) box.checked = done.has(box.value);
    showInHead(done);
    // A word about the boxes, until the first is ticked.
    const hint = document.querySelector(".sem-hint");
    if (hint) hint.hidden = done.size > 0;
    for (const { line, keys } of counters) {
      const count = keys.filter((key) => done.has(key)).length;
      line.textContent = words.progress.replace("{read}", count).replace("{all}", keys.length);
    }
  };

  // What the head of a session says of its papers, which stand on its page.
  const links = document.querySelectorAll(".sem-session .sem-reading a");
  const counted = [...links].map((link) => link.textContent);
  const showInHead = (done) => {
    if (links.length !== 1) return;
    const count = new Set(boxes.map((box) => box.value).filter((key) => done.has(key))).size;
    links[0].textContent = count ? `${counted[0]}, ${words.done.replace("{read}", count)}` : counted[0];
  };

  const note = (key, read) => {
    const done = load(); // another window may have changed it
    if (read) done.add(key);
    else done.delete(key);
    localStorage.setItem(store, JSON.stringify([...done].sort()));
    show(done);
  };

  const addBox = (citation) => {
    const box = document.createElement("input");
    box.type = "checkbox";
    box.className = "sem-read";
    box.value = citation.dataset.paper;
    box.title = words.read;
    box.setAttribute("aria-label", `${words.read}: ${titleOf(citation.parentElement)}`);
    box.addEventListener("change", () => note(box.value, box.checked));
    citation.prepend(box, " ");
    boxes.push(box);
  };

  const addCounter = (list) => {
    const keys = [...new Set([...list.querySelectorAll("[data-paper]")].map((line) => line.dataset.paper))];
    if (keys.length === 0) return;
    const line = document.createElement("span");
    line.className = "sem-progress";
    counters.push({ line, keys });
    const title = list.parentElement.matches(".sem-group-item") ? list.previousElementSibling : null;
    if (title) title.append(" ", line);
    else list.before(line);
    if (counters.length > 1) return;
    const hint = document.createElement("span");
    hint.className = "sem-progress sem-hint";
    hint.textContent = ` · ${words.tick}`;
    line.after(hint);
  };

  const start = () => {
    document.querySelectorAll("details.sem-fold").forEach(makeCopyable);
    let done;
    try {
      done = load();
    } catch {
      return; // a browser that keeps nothing gets no boxes
    }
    document.querySelectorAll("[data-paper]").forEach(addBox);
    document.querySelectorAll(".sem-papers").forEach(addCounter);
    show(done);
    addEventListener("storage", (change) => change.key === store && show(load()));
  };

  start();
})();

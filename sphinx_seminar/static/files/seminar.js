// Conveniences on top of pages that are complete without them: tables that sort, filter, and name their cells.
(() => {
  "use strict";

  const compare = new Intl.Collator(document.documentElement.lang || undefined, { numeric: true }).compare;
  const fold = (text) => text.normalize("NFKD").replace(/\p{M}/gu, "").toLowerCase();

  const rowsOf = (table) => [...table.tBodies].flatMap((body) => [...body.rows]);
  const isGroup = (row) => row.querySelector(".sem-group-head") !== null;

  // On a narrow screen a row is a card, and each of its lines begins with the name of its column.
  const nameCells = (table) => {
    const names = [...(table.tHead?.rows[0]?.cells ?? [])].map((cell) => cell.textContent.trim());
    for (const row of rowsOf(table).filter((row) => !isGroup(row))) {
      [...row.cells].forEach((cell, index) => {
        const line = cell.querySelector("p");
        if (line && names[index] && line.textContent.trim()) line.dataset.label = names[index];
      });
    }
  };

  const sortBy = (table, header) => {
    const ascending = header.getAttribute("aria-sort") !== "ascending";
    for (const other of table.tHead.rows[0].cells) other.removeAttribute("aria-sort");
    header.setAttribute("aria-sort", ascending ? "ascending" : "descending");
    const body = table.tBodies[0];
    const rows = table.semOrder ?? (table.semOrder = rowsOf(table).filter((row) => !isGroup(row)));
    const key = (row) => row.cells[header.cellIndex]?.textContent.trim() ?? "";
    const inBookOrder = header.matches(".sem-col-date, .sem-col-number");
    const sorted = inBookOrder
      ? (ascending ? rows : [...rows].reverse())
      : [...rows].sort((one, other) => {
          const [a, b] = [key(one), key(other)];
          if (!a || !b) return a ? -1 : b ? 1 : 0; // what says nothing comes last, either way
          return ascending ? compare(a, b) : compare(b, a);
        });
    for (const row of rowsOf(table).filter(isGroup)) row.hidden = true;
    body.append(...sorted);
  };

  const makeSortable = (table) => {
    for (const header of table.tHead?.rows[0]?.cells ?? []) {
      const button = document.createElement("button");
      button.type = "button";
      const place = header.querySelector("p") ?? header;
      button.append(...place.childNodes);
      place.append(button);
      button.addEventListener("click", () => sortBy(table, header));
    }
  };

  const makeSearchable = (table) => {
    const box = document.createElement("div");
    box.className = "sem-filter";
    const input = document.createElement("input");
    input.type = "search";
    input.placeholder = table.dataset.filter ?? "Filter";
    input.setAttribute("aria-label", input.placeholder);
    box.append(input);
    (table.closest(".pst-scrollable-table-container, .table-wrapper") ?? table).before(box);
    input.addEventListener("input", () => {
      const words = fold(input.value).split(/\s+/).filter(Boolean);
      for (const row of rowsOf(table)) {
        const text = fold(row.textContent);
        row.hidden = isGroup(row) ? words.length > 0 : !words.every((word) => text.includes(word));
      }
    });
  };

  // An entry to take along: one click, and it is on the clipboard.
  const makeCopyable = (fold) => {
    const text = fold.querySelector("pre")?.textContent;
    if (!text || !navigator.clipboard) return;
    const button = document.createElement("button");
    button.type = "button";
    button.className = "sem-copy";
    button.textContent = fold.dataset.copy;
    button.addEventListener("click", async () => {
      await navigator.clipboard.writeText(text.trim() + "\n");
      button.textContent = `${fold.dataset.copy} ✓`;
    });
    fold.append(button);
  };

  const start = () => {
    document.querySelectorAll("details.sem-fold").forEach(makeCopyable);
    for (const table of document.querySelectorAll("table.sem-table")) {
      nameCells(table);
      makeSortable(table);
      if (table.classList.contains("sem-searchable")) makeSearchable(table);
    }
  };

  if (document.readyState === "loading") document.addEventListener("DOMContentLoaded", start);
  else start();
})();

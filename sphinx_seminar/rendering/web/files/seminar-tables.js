// Tables that sort by any column and filter as one types.
(() => {
  "use strict";

  const words = JSON.parse(document.getElementById("sem-words").textContent);
  const compare = new Intl.Collator(document.documentElement.lang || undefined, { numeric: true }).compare;
  // "unal" finds "Ünal".
  const fold = (text) => text.normalize("NFKD").replace(/\p{M}/gu, "").toLowerCase();

  const rowsOf = (table) => [...table.tBodies].flatMap((body) => [...body.rows]);
  const isHead = (row) => row.querySelector(".sem-group-head") !== null;

  // Rows by the line that names their group.
  const groupsOf = (table) => {
    const groups = [{ head: null, rows: [] }];
    for (const row of rowsOf(table)) {
      if (isHead(row)) groups.push({ head: row, rows: [] });
      else groups.at(-1).rows.push(row);
    }
    return groups;
  };

  // On a phone browsers take it for no table.
  const narrow = matchMedia("(max-width: 40rem)");
  const keepMeaning = (table) => {
    const name = (part, role) => (narrow.matches ? part?.setAttribute("role", role) : part?.removeAttribute("role"));
    name(table, "table");
    for (const part of [table.tHead, ...table.tBodies]) name(part, "rowgroup");
    for (const row of table.rows) {
      name(row, "row");
      for (const cell of row.cells) name(cell, cell.scope ? "rowheader" : cell.tagName !== "TH" ? "cell" : row.parentNode === table.tHead ? "columnheader" : "rowheader");
    }
  };

  // What dates sort by.
  const parts = {
    "sem-col-date": (date, time) => new Date(time.dataset.from ?? date).toISOString(),
    "sem-col-time": (date) => date.slice(11) + date,
    "sem-col-weekday": (date) => `${(new Date(date.slice(0, 10)).getUTCDay() + 6) % 7}${date}`,
  };
  const keyOf = (cell, column) => {
    const time = cell?.querySelector("time");
    const order = cell?.querySelector("[data-order]")?.dataset.order;
    if (order) return order;
    return time?.textContent ? (parts[column] ?? String)(time.dateTime, time) : (cell?.textContent.trim() ?? "");
  };

  const nextOrder = { null: "ascending", ascending: "descending", descending: null };

  const sortBy = (table, groups, header, order) => {
    for (const other of table.tHead.rows[0].cells) other.removeAttribute("aria-sort");
    if (order) header.setAttribute("aria-sort", order);
    const column = header && columnOf(header);
    for (const { head, rows } of groups) {
      const keys = order && new Map(rows.map((row) => [row, keyOf(row.cells[header.cellIndex], column)]));
      const sorted = [...rows].sort((one, other) => {
        if (!order) return 0;
        const [a, b] = [keys.get(one), keys.get(other)];
        if (!a || !b) return a ? -1 : b ? 1 : 0; // what says nothing comes last, either way
        return order === "descending" ? compare(b, a) : compare(a, b);
      });
      table.tBodies[0].append(...(head ? [head] : []), ...sorted);
    }
  };

  // Fewer rows are seen at a glance, and what a session has to offer has no order.
  const SHORT = 8;
  const UNORDERED = ["sem-col-resources", "sem-col-slides", "sem-col-recording", "sem-col-papers"];
  const columnOf = (header) => [...header.classList].find((name) => name.startsWith("sem-col-"));

  const makeSortable = (table) => {
    if (table.matches(".sem-grid")) return;
    const groups = groupsOf(table);
    if (groups.reduce((sum, { rows }) => sum + rows.length, 0) < SHORT) return;
    if (groups.every(({ rows }) => rows.length < 2)) return;
    const headers = [...(table.tHead?.rows[0]?.cells ?? [])].filter((header) => !UNORDERED.includes(columnOf(header)));
    const label = document.createElement("label");
    label.className = "sem-sort-by";
    const choice = document.createElement("select");
    choice.append(new Option("–", ""));
    label.append(words.sort, " ", choice);
    headers.forEach((header, number) => {
      const button = document.createElement("button");
      button.type = "button";
      const place = header.querySelector("p") ?? header;
      button.append(...place.childNodes);
      place.append(button);
      choice.append(new Option(button.textContent, number));
      button.addEventListener("click", () => sortBy(table, groups, header, nextOrder[header.getAttribute("aria-sort")]));
    });
    // On a phone, where the headers have no place.
    choice.addEventListener("change", () =>
      sortBy(table, groups, headers[choice.value], choice.value === "" ? null : "ascending"),
    );
    toolsOf(table).append(label);
    table.classList.add("sem-sortable");
  };

  // Themes put tables into boxes that scroll.
  const toolsOf = (table) => {
    const place = table.closest(".pst-scrollable-table-container, .table-wrapper, .wy-table-responsive") ?? table;
    const known = place.previousElementSibling;
    if (known?.matches(".sem-filter")) return known;
    const tools = document.createElement("div");
    tools.className = "sem-filter";
    place.before(tools);
    return tools;
  };

  const makeSearchable = (table) => {
    const label = document.createElement("label");
    const input = document.createElement("input");
    input.type = "search";
    input.autocomplete = "off";
    input.placeholder = words.hint;
    label.append(words.filter, " ", input);
    const matches = document.createElement("span");
    matches.setAttribute("role", "status");
    toolsOf(table).prepend(label, " ", matches);
    const caption = table.caption?.querySelector(".caption-text")?.textContent;
    if (caption) input.setAttribute("aria-label", `${words.filter}: ${caption}`);

    const groups = groupsOf(table);
    const all = groups.flatMap(({ rows }) => rows).length;
    input.addEventListener("input", () => {
      const wanted = fold(input.value).split(/\s+/).filter(Boolean);
      let shown = 0;
      for (const { head, rows } of groups) {
        for (const row of rows) {
          const text = fold(row.textContent);
          row.hidden = !wanted.every((word) => text.includes(word));
        }
        const left = rows.filter((row) => !row.hidden).length;
        if (head) head.hidden = left === 0;
        shown += left;
      }
      const count = words.matches.replace("{shown}", shown).replace("{all}", all);
      matches.textContent = wanted.length === 0 ? "" : shown ? count : words.nothing;
    });
  };

  for (const table of document.querySelectorAll("table.sem-table")) {
    keepMeaning(table);
    narrow.addEventListener("change", () => keepMeaning(table));
    makeSortable(table);
    if (table.classList.contains("sem-searchable")) makeSearchable(table);
  }
})();

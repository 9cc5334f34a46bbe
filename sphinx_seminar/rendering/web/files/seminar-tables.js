// Tables that sort by any column and filter as one types; without this script they are complete, in the author's order.
(() => {
  "use strict";

  const words = JSON.parse(document.getElementById("sem-words").textContent);
  const compare = new Intl.Collator(document.documentElement.lang || undefined, { numeric: true }).compare;
  // "unal" finds "Ünal".
  const fold = (text) => text.normalize("NFKD").replace(/\p{M}/gu, "").toLowerCase();

  const rowsOf = (table) => [...table.tBodies].flatMap((body) => [...body.rows]);
  const isHead = (row) => row.querySelector(".sem-group-head") !== null;

  // Rows under the line that names their group, in the author's order; without groups, all of them under none.
  const groupsOf = (table) => {
    const groups = [{ head: null, rows: [] }];
    for (const row of rowsOf(table)) {
      if (isHead(row)) groups.push({ head: row, rows: [] });
      else groups.at(-1).rows.push(row);
    }
    return groups;
  };

  // On a phone a row is a card, and browsers take a table that is not laid out as one for no table.
  const keepMeaning = (table) => {
    table.setAttribute("role", "table");
    for (const part of [table.tHead, ...table.tBodies]) part?.setAttribute("role", "rowgroup");
    for (const row of table.rows) {
      row.setAttribute("role", "row");
      for (const cell of row.cells) cell.setAttribute("role", cell.tagName === "TH" ? "columnheader" : "cell");
    }
  };

  // What a date sorts by: the moment at which it begins; in other columns the part that its local day and hour say there.
  const parts = {
    "sem-col-date": (date, time) => new Date(time.dataset.from ?? date).toISOString(),
    "sem-col-time": (date) => date.slice(11) + date,
    "sem-col-weekday": (date) => `${(new Date(date.slice(0, 10)).getUTCDay() + 6) % 7}${date}`,
  };
  const keyOf = (cell, column) => {
    const time = cell?.querySelector("time");
    return time?.textContent ? (parts[column] ?? String)(time.dateTime, time) : (cell?.textContent.trim() ?? "");
  };

  const nextOrder = { null: "ascending", ascending: "descending", descending: null };

  const sortBy = (table, groups, header) => {
    const order = nextOrder[header.getAttribute("aria-sort")];
    for (const other of header.parentElement.cells) other.removeAttribute("aria-sort");
    if (order) header.setAttribute("aria-sort", order);
    const column = [...header.classList].find((name) => name.startsWith("sem-col-"));
    for (const { head, rows } of groups) {
      const keys = new Map(rows.map((row) => [row, keyOf(row.cells[header.cellIndex], column)]));
      const sorted = [...rows].sort((one, other) => {
        const [a, b] = [keys.get(one), keys.get(other)];
        if (!a || !b) return a ? -1 : b ? 1 : 0; // what says nothing comes last, either way
        return order === "descending" ? compare(b, a) : compare(a, b);
      });
      table.tBodies[0].append(...(head ? [head] : []), ...(order ? sorted : rows));
    }
  };

  const makeSortable = (table) => {
    const headers = [...(table.tHead?.rows[0]?.cells ?? [])];
    const groups = groupsOf(table);
    if (groups.every(({ rows }) => rows.length < 2)) return;
    for (const header of headers) {
      const button = document.createElement("button");
      button.type = "button";
      const place = header.querySelector("p") ?? header;
      button.append(...place.childNodes);
      place.append(button);
      button.addEventListener("click", () => sortBy(table, groups, header));
    }
    table.classList.add("sem-sortable");
  };

  const makeSearchable = (table) => {
    const box = document.createElement("div");
    box.className = "sem-filter";
    const label = document.createElement("label");
    const input = document.createElement("input");
    input.type = "search";
    input.autocomplete = "off";
    label.append(words.filter, " ", input);
    const matches = document.createElement("span");
    matches.setAttribute("role", "status");
    box.append(label, " ", matches);
    // Themes put tables into boxes that scroll; the filter stays outside.
    (table.closest(".pst-scrollable-table-container, .table-wrapper, .wy-table-responsive") ?? table).before(box);
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
      matches.textContent = wanted.length ? words.matches.replace("{shown}", shown).replace("{all}", all) : "";
    });
  };

  for (const table of document.querySelectorAll("table.sem-table")) {
    keepMeaning(table);
    makeSortable(table);
    if (table.classList.contains("sem-searchable")) makeSearchable(table);
  }
})();

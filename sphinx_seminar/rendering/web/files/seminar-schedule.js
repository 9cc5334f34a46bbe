// Session tables that sort by any column and filter as one types, and what depends on the day and the place of the
// reader: what is next, and when that is on the reader's own clock. Without it tables are complete, in the author's order.
(() => {
  "use strict";

  const words = JSON.parse(document.getElementById("sem-words").textContent);
  const made = (tag, className = "", textContent = "") =>
    Object.assign(document.createElement(tag), { className, textContent });

  // Groups that a reader asks for, ?group=section-1,lab-a, stay in this browser.
  const asked = new URLSearchParams(location.search).get("group")?.split(",");
  const ofGroups = document.querySelectorAll("[data-group]");
  for (const { dataset } of ofGroups) {
    if (asked?.includes(dataset.group)) localStorage.setItem(dataset.series, dataset.group);
    if (asked?.[0] === "") localStorage.removeItem(dataset.series);
  }
  for (const part of ofGroups) {
    const mine = localStorage.getItem(part.dataset.series);
    const isMine = mine === part.dataset.group;
    if (part.href) part.setAttribute("aria-current", isMine);
    else if (mine && !isMine) (part.closest(".sem-agenda li, .sem-milestone") ?? part).remove();
  }

  // ---- Tables ----

  const compare = new Intl.Collator(document.documentElement.lang || undefined, { numeric: true }).compare;
  // "unal" finds "Ünal".
  const fold = (text) => text.normalize("NFKD").replace(/\p{M}/gu, "").toLowerCase();

  const rowsOf = (table) => [...table.tBodies].flatMap((body) => [...body.rows]);
  const isHead = (row) => row.querySelector(".sem-group-head") !== null;

  // Rows under the line that names their group, in the author's order.
  const groupsOf = (table) => {
    const groups = [{ head: null, rows: [] }];
    for (const row of rowsOf(table)) {
      if (isHead(row)) groups.push({ head: row, rows: [] });
      else groups.at(-1).rows.push(row);
    }
    return groups;
  };

  // Browsers take a table that is not laid out as one for none.
  const keepMeaning = (table) => {
    const narrow = getComputedStyle(table).display === "block";
    const name = (part, role) => (narrow ? part?.setAttribute("role", role) : part?.removeAttribute("role"));
    name(table, "table");
    for (const part of [table.tHead, ...table.tBodies]) name(part, "rowgroup");
    for (const row of table.rows) {
      name(row, "row");
      for (const cell of row.cells) name(cell, cell.tagName !== "TH" ? "cell" : cell.closest("thead") ? "columnheader" : "rowheader");
    }
  };

  // What a date sorts by: the moment at which it begins, or the part of it that the column says.
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

  // Fewer rows are seen at a glance.
  const SHORT = 8;
  const UNORDERED = ["sem-col-resources", "sem-col-slides", "sem-col-recording", "sem-col-papers"];
  const columnOf = (header) => [...header.classList].find((name) => name.startsWith("sem-col-"));

  const makeSortable = (table) => {
    const groups = groupsOf(table);
    if (table.matches(".sem-grid") || groups.reduce((sum, { rows }) => sum + rows.length, 0) < SHORT) return;
    if (groups.every(({ rows }) => rows.length < 2)) return;
    const headers = [...(table.tHead?.rows[0]?.cells ?? [])].filter((header) => !UNORDERED.includes(columnOf(header)));
    const label = made("label", "sem-sort-by");
    const choice = made("select");
    choice.append(new Option("–", ""));
    label.append(words.sort, " ", choice);
    headers.forEach((header, number) => {
      const button = made("button");
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

  // The line above a table, outside of the box that scrolls in some themes.
  const toolsOf = (table) => {
    const place = table.closest(".pst-scrollable-table-container, .table-wrapper, .wy-table-responsive") ?? table;
    const known = place.previousElementSibling;
    if (known?.matches(".sem-filter")) return known;
    const tools = made("div", "sem-filter");
    place.before(tools);
    return tools;
  };

  const makeSearchable = (table) => {
    const label = made("label");
    const input = made("input");
    input.type = "search";
    input.autocomplete = "off";
    input.placeholder = words.hint;
    label.append(words.filter, " ", input);
    const matches = made("span");
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
    addEventListener("resize", () => keepMeaning(table));
    makeSortable(table);
    if (table.classList.contains("sem-searchable")) makeSearchable(table);
  }

  // ---- Times ----
  // The page has every date as a <time>; data-from and data-until bound what is no exact start, data-off is not held.

  const [MINUTE, HOUR, DAY] = [60_000, 3_600_000, 86_400_000];
  // The book writes plain English with twenty-four hours.
  const named = document.documentElement.lang || "en";
  const known = /^[a-z]{2,3}(-[a-z0-9]+)*$/i.test(named) ? Intl.DateTimeFormat.supportedLocalesOf(named) : [];
  const language = named === "en" ? "en-GB" : (known[0] ?? "en-GB");
  const relative = new Intl.RelativeTimeFormat(language, { numeric: "auto" });
  const CLOCK = { hour: "2-digit", minute: "2-digit" };
  const DATE = { weekday: "short", day: "numeric", month: "long" };
  const write = (moment, options) => new Intl.DateTimeFormat(language, options).format(moment);
  const dayOf = (moment) => new Date(moment).setHours(0, 0, 0, 0);
  const daysBetween = (one, other) => Math.round((dayOf(other) - dayOf(one)) / DAY);

  const read = (time) => {
    const date = time.dateTime;
    const exact = date.includes("T");
    const from = Date.parse(time.dataset.from ?? date);
    const open = !time.dataset.until;
    // What has no end counts as going on for an hour.
    const until = open ? from + HOUR : Date.parse(time.dataset.until);
    const month = date.length === 7;
    // What its local clock is ahead of the reader's.
    const ahead = exact ? Date.parse(`${date.slice(0, 16)}Z`) - from + new Date(from).getTimezoneOffset() * MINUTE : 0;
    return { time, date, exact, from, open, until, month, ahead, order: month ? until : from };
  };

  const fill = (phrase, time) => phrase.replace("{time}", time);

  const range = ({ from, until, open }, options) => {
    if (open) return write(from, options);
    return new Intl.DateTimeFormat(language, options).formatRange(from, until);
  };

  // Midnight ends the evening before it.
  const hours = (moment) => {
    if (moment.open || dayOf(moment.from) === dayOf(moment.until)) return range(moment, CLOCK);
    const [start, end] = [write(moment.from, CLOCK), write(moment.until, CLOCK)];
    return /\s/.test(start) ? `${start} – ${end}` : `${start}–${end}`;
  };

  const addOwnTime = (time) => {
    const moment = read(time);
    if (!moment.exact || moment.ahead === 0) return;
    const sameDay = dayOf(moment.from) === dayOf(`${moment.date.slice(0, 10)}T12:00`);
    const oneDay = moment.open || dayOf(moment.from) === dayOf(moment.until - 1);
    const own = made("span", "sem-yours");
    // Other clocks of the page, but for one like the reader's.
    const zones = time.nextElementSibling?.matches(".sem-zones") ? time.nextElementSibling.children : [];
    for (const zone of zones) zone.hidden = +zone.dataset.ahead === -new Date(moment.from).getTimezoneOffset();
    const day = sameDay ? "" : `${write(moment.from, DATE)}, `;
    own.textContent = fill(words.yours, oneDay ? day + hours(moment) : range(moment, { ...DATE, ...CLOCK }));
    const sign = time.nextElementSibling;
    const rest = time.nextSibling;
    // In a table the reader's time has a line of its own.
    if (time.closest("table") && rest?.data?.startsWith(";")) rest.splitText(1).before(" ", own);
    else (sign?.matches(".sem-calendar") ? sign : time).after(" ", own);
  };

  // ---- What is next ----

  const clock = ({ ahead }, moment) => (ahead ? fill(words.yours, write(moment, CLOCK)) : write(moment, CLOCK));

  const tellEnd = (moment, now) => {
    const { exact, from, until, date } = moment;
    if (exact && daysBetween(now, until - 1) === 0) return clock(moment, until);
    if (exact) return `${write(until, DATE)}, ${clock(moment, until)}`;
    const days = Math.round((until - from) / DAY) - 1;
    return write(Date.parse(date) + days * DAY, { ...DATE, timeZone: "UTC" });
  };

  const tell = (moment, now) => {
    const { exact, from, until, open, month, date, brief } = moment;
    if (month) {
      const [year, number] = date.split("-");
      const today = new Date(now);
      const months = (year - today.getFullYear()) * 12 + (number - 1 - today.getMonth());
      return relative.format(Math.max(0, months), "month");
    }
    if (from <= now) {
      if (!exact && until - from < 1.5 * DAY) return relative.format(0, "day");
      if (Math.round((until - from) / DAY) === 7) return relative.format(0, "week");
      const running = relative.format(0, "second");
      return open ? running : `${running}, ${fill(words.until, tellEnd(moment, now))}`;
    }
    if (exact && from - now < HOUR) return relative.format(Math.ceil((from - now) / MINUTE), "minute");
    // Whole days are those of their own zone, of 25 hours when clocks change.
    const days = exact ? daysBetween(now, from) : Math.max(1, Math.ceil((from - now - HOUR) / DAY));
    if (days < 2) return relative.format(days, "day") + (exact && !brief ? `, ${clock(moment, from)}` : "");
    if (days < 14) return relative.format(days, "day");
    return days < 60 ? relative.format(Math.round(days / 7), "week") : relative.format(Math.round(days / 30), "month");
  };

  const isRunning = ({ from, month }, now) => from <= now && !month;
  const capital = (text) => text[0].toLocaleUpperCase(language) + text.slice(1);

  const say = (moment, now, { due = false, short = false } = {}) => {
    if (isRunning(moment, now)) return capital(tell(moment, now));
    if (due) return fill(words.due, tell(moment, now));
    return short ? capital(tell({ ...moment, brief: true }, now)) : `${words.next}: ${tell(moment, now)}`;
  };

  // The first moment of each row that is not over.
  const openRows = (scope, now) => {
    const open = new Map();
    for (const time of scope.querySelectorAll("time")) {
      const row = time.closest("tr, li, dt");
      const moment = read(time);
      row.classList.toggle("sem-past", moment.until <= now && !open.has(row));
      if (moment.until > now && !("off" in time.dataset) && !open.has(row)) open.set(row, moment);
    }
    return [...open].sort(([, one], [, other]) => one.order - other.order);
  };

  // Parallel tracks begin together; of months the first stands for all.
  const firstOf = (rows) =>
    rows.filter(([, { order, month }], index) => index === 0 || (!month && order === rows[0][1].order));

  const markScope = (scope, now) => {
    for (const row of scope.querySelectorAll(".sem-next, .sem-current")) {
      row.classList.remove("sem-next", "sem-current");
      row.removeAttribute("aria-current");
      row.querySelector(".sem-soon")?.remove();
    }
    const rows = openRows(scope, now);
    const running = rows.filter(([, moment]) => isRunning(moment, now));
    const only = running.length && scope.matches(".sem-grid");
    const next = only ? [] : firstOf(rows.filter((entry) => !running.includes(entry)));
    for (const [row, moment] of [...running, ...next]) {
      const short = row.tagName === "TR" && moment.time.textContent !== "";
      const badge = made("span", "sem-soon", say(moment, now, { short }));
      (moment.time.closest("p") ?? row).append(" ", badge);
      row.classList.add("sem-next");
      let head = row;
      while (head && !head.matches(".sem-group-row")) head = head.previousElementSibling;
      head?.classList.add("sem-current");
      if (running.length === 0 || running.some(([each]) => each === row)) row.setAttribute("aria-current", "true");
    }
  };

  // ---- What is now ----

  const showNow = (agenda, now) => {
    agenda.hidden = true;
    if (agenda.previousElementSibling?.matches(".sem-now")) agenda.previousElementSibling.remove();
    const rows = openRows(agenda, now);
    const isDue = ([row]) => row.matches(".sem-due-event");
    const sessions = rows.filter((entry) => !isDue(entry));
    // What has a span is due at its end.
    const due = rows.filter(isDue).sort(([, one], [, other]) => one.until - other.until).slice(0, 1);
    const running = sessions.filter(([, moment]) => isRunning(moment, now));
    const next = firstOf(sessions.filter((entry) => !running.includes(entry)));
    const chosen = [...(running.length ? running : next), ...due];
    if (running.length === 1 && due.length === 0) chosen.push(...next);
    if (chosen.length === 0) return;
    const begins = (entry) => (isDue(entry) ? entry[1].until : entry[1].order);
    chosen.sort((one, other) => begins(one) - begins(other));

    const box = made("ul", "sem-now no-search");
    const times = [...document.querySelectorAll("table.sem-table time")];
    chosen.forEach(([row, moment], index) => {
      const entry = row.cloneNode(true);
      const due = row.matches(".sem-due-event");
      const when = made("strong", due ? "sem-due" : "sem-when", say(moment, now, { due }));
      const line = made("p");
      line.append(when);
      entry.querySelector(".sem-now-title > .sem-due")?.remove();
      if (when.textContent.includes(words.yours.replace("{time}", "").trim())) entry.querySelector(".sem-yours")?.remove();
      entry.prepend(line);
      entry.classList.toggle("sem-next", index === 0);
      box.append(entry);
      // The way to the row of the first that a table has.
      const { date } = moment;
      const place = times.find(({ dateTime }) => dateTime.startsWith(date.slice(0, 10)))?.closest("tr");
      if (!place || box.querySelector(".sem-jump")) return;
      place.id ||= "sem-next";
      const jump = made("a", "sem-jump");
      jump.href = `#${place.id}`;
      jump.textContent = `${words.jump} ↓`;
      entry.querySelector(".sem-line").append(" · ", jump);
    });
    agenda.before(box);
  };

  const markHead = (line, now) => {
    line.querySelector(".sem-soon")?.remove();
    const moments = [...line.querySelectorAll("time")].map(read);
    const open = moments.find(({ time, until }) => until > now && !("off" in time.dataset));
    line.parentElement.classList.toggle("sem-past", moments.length > 0 && moments.every(({ until }) => until <= now));
    if (!open) return;
    const badge = made("span", "sem-soon", ` · ${tell({ ...open, brief: true }, now)}`);
    line.append(badge);
  };

  // Announcements that are over.
  for (const list of document.querySelectorAll(".sem-announcements")) {
    const isOver = (item) => read(item.querySelector("time")).until <= Date.now();
    const over = [...list.querySelectorAll(".sem-ends")].filter(isOver);
    if (over.length === 0) continue;
    const fold = made("details", "sem-fold");
    const rest = list.cloneNode();
    rest.append(...over);
    fold.append(made("summary"), rest);
    fold.firstChild.textContent = words.over;
    list.after(fold);
  }
  for (const { dataset, parentElement } of document.querySelectorAll(".sem-banner")) {
    if (Date.parse(dataset.until) + DAY <= Date.now()) parentElement.closest("[class*=announcement]").remove();
  }

  const heads = document.querySelectorAll(".sem-session > .sem-summary");
  const scopes = document.querySelectorAll("table.sem-table, dl.sem-timeline");
  const agendas = document.querySelectorAll(".sem-agenda");
  const markAll = () => {
    const now = Date.now();
    document.getElementById("sem-next")?.removeAttribute("id");
    scopes.forEach((scope) => markScope(scope, now));
    heads.forEach((head) => markHead(head, now));
    agendas.forEach((agenda) => showNow(agenda, now));
  };

  document.querySelectorAll("time.sem-clock").forEach(addOwnTime);
  markAll();
  setInterval(markAll, MINUTE);
  document.addEventListener("visibilitychange", markAll);
  for (const fold of location.protocol.startsWith("http") ? document.querySelectorAll(".sem-subscribe") : []) {
    const link = fold.querySelector("a");
    link.textContent = link.href;
    if (fold.querySelector(".sem-webcal")) continue;
    const webcal = made("a", "sem-webcal");
    webcal.href = link.href.replace(/^https?:/, "webcal:");
    webcal.textContent = words.subscribe;
    const line = made("p");
    line.append(webcal);
    fold.append(line);
  }
})();

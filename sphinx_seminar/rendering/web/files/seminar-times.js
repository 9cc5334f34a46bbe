// What depends on the day and the place of the reader: which session is next, and when that is on the reader's own clock.
// The page has every date as a <time>; data-from and data-until bound what is no exact start, data-off is not held.
(() => {
  "use strict";

  const words = JSON.parse(document.getElementById("sem-words").textContent);
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

  // ---- The reader's own time beside the course's -----------------------------------------------------------------

  const range = ({ from, until, open }, options) => {
    if (open) return write(from, options);
    return new Intl.DateTimeFormat(language, options).formatRange(from, until);
  };

  const addOwnTime = (time) => {
    const moment = read(time);
    if (!moment.exact || moment.ahead === 0) return;
    const sameDay = dayOf(moment.from) === dayOf(`${moment.date.slice(0, 10)}T12:00`);
    // Midnight ends the evening before it.
    const oneDay = moment.open || dayOf(moment.from) === dayOf(moment.until - 1);
    const own = document.createElement("span");
    own.className = "sem-yours";
    const day = sameDay ? "" : `${write(moment.from, DATE)}, `;
    own.textContent = fill(words.yours, oneDay ? day + range(moment, CLOCK) : range(moment, { ...DATE, ...CLOCK }));
    const sign = time.nextElementSibling;
    const rest = time.nextSibling;
    // In a table the reader's time has a line of its own; what separates two meetings stays on the line above it.
    if (time.closest("table") && rest?.data?.startsWith(";")) rest.splitText(1).before(" ", own);
    else (sign?.matches(".sem-calendar") ? sign : time).after(" ", own);
  };

  // ---- What is next ----------------------------------------------------------------------------------------------

  const clock = ({ ahead }, moment) => (ahead ? fill(words.yours, write(moment, CLOCK)) : write(moment, CLOCK));

  const tellEnd = (moment, now) => {
    const { exact, from, until, date } = moment;
    if (exact && daysBetween(now, until - 1) === 0) return clock(moment, until);
    if (exact) return `${write(until, DATE)}, ${clock(moment, until)}`;
    const days = Math.round((until - from) / DAY) - 1;
    return write(Date.parse(date) + days * DAY, { ...DATE, timeZone: "UTC" });
  };

  const tell = (moment, now) => {
    const { exact, from, until, open, month, date } = moment;
    if (month) {
      const [year, number] = date.split("-");
      const today = new Date(now);
      const months = (year - today.getFullYear()) * 12 + (number - 1 - today.getMonth());
      return relative.format(Math.max(0, months), "month");
    }
    if (from <= now) {
      if (!exact && until - from < 1.5 * DAY) return relative.format(0, "day");
      const running = relative.format(0, "second");
      return open ? running : `${running}, ${fill(words.until, tellEnd(moment, now))}`;
    }
    if (exact && from - now < HOUR) return relative.format(Math.ceil((from - now) / MINUTE), "minute");
    // Whole days are those of their own zone, in which the next begins within a day, or 25 hours when clocks change.
    const days = exact ? daysBetween(now, from) : Math.max(1, Math.ceil((from - now - HOUR) / DAY));
    if (days < 2) return relative.format(days, "day") + (exact ? `, ${clock(moment, from)}` : "");
    if (days < 14) return relative.format(days, "day");
    return days < 60 ? relative.format(Math.round(days / 7), "week") : relative.format(Math.round(days / 30), "month");
  };

  const mark = (row, moment, now, isNext) => {
    const badge = document.createElement("span");
    badge.className = "sem-soon";
    const running = moment.from <= now && !moment.month;
    badge.textContent = running ? tell(moment, now) : `${words.next}: ${tell(moment, now)}`;
    row.classList.add("sem-next");
    if (isNext) row.setAttribute("aria-current", "true");
    const line = moment.time.closest("p") ?? row;
    if (row.tagName === "LI") line.prepend(badge, " ");
    else line.append(" ", badge);
  };

  const markScope = (scope, now) => {
    for (const row of scope.querySelectorAll(".sem-next")) {
      row.classList.remove("sem-next");
      row.removeAttribute("aria-current");
      row.querySelector(".sem-soon")?.remove();
    }
    // The first moment of each row that is not over; a session can have several meetings.
    const open = new Map();
    for (const time of scope.querySelectorAll("time")) {
      const row = time.closest("tr, li, dt");
      const moment = read(time);
      row.classList.toggle("sem-past", moment.until <= now && !open.has(row));
      if (moment.until > now && !("off" in time.dataset) && !open.has(row)) open.set(row, moment);
    }
    const rows = [...open].sort(([, one], [, other]) => one.order - other.order);
    const running = rows.filter(([, { from, month }]) => from <= now && !month);
    const ahead = rows.filter((entry) => !running.includes(entry));
    // Several begin together in parallel tracks; of those that only a month is known of, the first stands for all.
    const next = ahead.filter(([, { order, month }], index) => index === 0 || (!month && order === ahead[0][1].order));
    running.forEach(([row, moment]) => mark(row, moment, now, true));
    next.forEach(([row, moment]) => mark(row, moment, now, running.length === 0));
    if (scope.matches(".sem-upcoming")) scope.hidden = rows.length === 0;
  };

  const scopes = document.querySelectorAll("table.sem-table, .sem-upcoming, dl.sem-timeline");
  const markAll = () => scopes.forEach((scope) => markScope(scope, Date.now()));

  document.querySelectorAll("time.sem-clock").forEach(addOwnTime);
  markAll();
  setInterval(markAll, MINUTE);
  document.addEventListener("visibilitychange", markAll);

  // ---- The calendar's address, which the browser knows where the book does not -------------------------------------

  for (const fold of location.protocol.startsWith("http") ? document.querySelectorAll(".sem-subscribe") : []) {
    const link = fold.querySelector("a");
    link.textContent = link.href;
    if (fold.querySelector(".sem-webcal")) continue;
    const webcal = document.createElement("a");
    webcal.className = "sem-webcal";
    webcal.href = link.href.replace(/^https?:/, "webcal:");
    webcal.textContent = words.subscribe;
    const line = document.createElement("p");
    line.append(webcal);
    fold.append(line);
  }
})();

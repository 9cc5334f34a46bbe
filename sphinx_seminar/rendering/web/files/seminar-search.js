// The search page: our own results before Sphinx's, and words with accents, however the reader types them.
(() => {
  "use strict";

  const root = new URL("..", document.currentScript.src);
  const DECK_PAGES = 8;
  const AT_ONCE = 8; // results of a kind

  const letters = { ß: "ss", æ: "ae", œ: "oe", ø: "o", ł: "l", đ: "d", ð: "d", þ: "th", ı: "i" };
  const spelled = { ä: "ae", ö: "oe", ü: "ue", å: "aa", ø: "oe" };
  const replaced = (text, table) => text.replace(/[^\x00-\x7f]/g, (letter) => table[letter] ?? letter);
  const fold = (text) =>
    replaced(text.toLowerCase().normalize("NFKD").replace(/[\u0300-\u036f]/g, ""), letters).normalize("NFC");
  // "Müller" is "muller" and "mueller".
  const foldings = (text) => [...new Set([fold(text), fold(replaced(text.toLowerCase().normalize("NFC"), spelled))])];
  const folded = (text) => foldings(text).join("\n");

  const stemmer = typeof Stemmer === "undefined" ? { stemWord: (word) => word } : new Stemmer();
  const stem = (word) => stemmer.stemWord(word);
  const escape = (text) => text.replace(/[.*+?^${}()|[\]\\-]/g, "\\$&");
  const unspaced = /[\u0e00-\u0eff\u1000-\u109f\u2e80-\u9fff\uac00-\ud7af\uf900-\ufaff]/;

  const readWord = (text) => {
    const forms = foldings(text);
    const any = `(?:${forms.map(escape).join("|")})`;
    const base = stem(forms[0]);
    return {
      forms,
      whole: new RegExp(`(?<![\\p{L}\\p{N}])${any}(?![\\p{L}\\p{N}])`, "u"),
      start: new RegExp(`(?<![\\p{L}\\p{N}])${any}`, "u"),
      within: forms[0].length > 2 || unspaced.test(text),
      base,
      kin: base.length > 2 && new RegExp(`(?<![\\p{L}\\p{N}])${escape(base.slice(0, 3))}\\p{L}*`, "gu"),
    };
  };

  const wordsOf = (query) => {
    const all = query.toLowerCase().match(/[\p{L}\p{M}\p{N}]+/gu) ?? [];
    const idle = new Set(typeof stopwords === "undefined" ? [] : stopwords);
    const telling = all.filter((word) => !idle.has(word));
    return (telling.length ? telling : all).map(readWord);
  };

  // 3 for a whole word, 2 for its beginning or another form, 1 for what is within one.
  const weight = (text, word) => {
    if (!word.forms.some((form) => text.includes(form))) {
      return word.kin && (text.match(word.kin) ?? []).some((other) => stem(other) === word.base) ? 2 : 0;
    }
    if (word.start.test(text)) return word.whole.test(text) ? 3 : 2;
    return word.within ? 1 : 0;
  };

  const total = (weights) => (weights.every(Boolean) ? weights.reduce((sum, one) => sum + one, 0) : 0);

  const findEntry = ([kind, title, href, detail, more], words) => {
    const [inTitle, inAll] = [folded(title), folded(`${title}\n${more}`)];
    const rank = total(words.map((word) => 10 * weight(inTitle, word) || weight(inAll, word)));
    return { kind, title, href, detail, rank: rank && rank + 100 / (100 + inTitle.length) };
  };

  const findDeck = ([kind, title, file, detail, text, pages], words, say) => {
    const hits = pages
      .map((page, index) => ({ number: index + 1, page, rank: total(words.map((word) => weight(folded(page), word))) }))
      .filter((hit) => hit.rank);
    const [best] = [...hits].sort((one, other) => other.rank - one.rank);
    if (!best) return { rank: 0 };
    const link = (hit) => `${file}#page=${hit.number}`;
    return {
      kind,
      title: `${title}, ${say.page.replace("%s", best.number)}`,
      href: link(best),
      detail,
      rank: best.rank / words.length,
      page: best.page,
      words,
      also: hits.filter((hit) => hit !== best).map((hit) => [String(hit.number), link(hit)]),
      version: [say.text, `${text}#page-${best.number}`],
      say,
    };
  };

  const find = (index, query) => {
    const words = wordsOf(query);
    if (!words.length) return [];
    const found = [
      ...index.entries.map((entry) => findEntry(entry, words)),
      ...index.decks.map((deck) => findDeck(deck, words, index.words)),
    ];
    return found.filter((result) => result.rank).sort((one, other) => other.rank - one.rank);
  };

  const made = (name, className, ...content) => {
    const element = document.createElement(name);
    if (className) element.className = className;
    element.append(...content);
    return element;
  };
  const link = (words, href) => Object.assign(made("a", "", words), { href: new URL(href, root).href });

  const context = (text, words) => {
    const at = [];
    let plain = "";
    let place = 0;
    for (const letter of text) {
      for (const part of fold(letter)) {
        plain += part;
        for (let unit = 0; unit < part.length; unit++) at.push(place);
      }
      place += letter.length;
    }
    const places = words.flatMap(({ forms, base }) =>
      [...forms, base].map((form) => [plain.search(new RegExp(`(?<![\\p{L}\\p{N}])${escape(form)}`, "u")), form]),
    );
    const [start, form] = places.find(([start]) => start >= 0) ??
      words.map((word) => [plain.indexOf(word.forms[0]), word.forms[0]]).find(([start]) => start >= 0) ?? [0, ""];
    const [from, to] = [at[start] ?? 0, at[start + form.length] ?? text.length];
    const [before, after] = [text.slice(0, from), text.slice(to)];
    return made(
      "p",
      "context",
      before.length > 80 ? `…${before.slice(-80).replace(/^\S*\s/, " ")}` : before,
      form ? made("mark", "", text.slice(from, to)) : text.slice(from, to),
      after.length > 140 ? `${after.slice(0, 140).replace(/\s\S*$/, " ")}…` : after,
    );
  };

  const item = (result) => {
    const { kind, title, href, detail, page, words, also, version, say } = result;
    const line = made("li", "kind-object sem-result", link(`${kind}: ${title}`, href));
    if (detail) line.append(made("span", "sem-result-detail", ` (${detail})`));
    if (page) {
      const others = also.slice(0, DECK_PAGES).flatMap(([name, where], index) => [index ? ", " : " ", link(name, where)]);
      line.append(context(page, words));
      const further = made("p", "sem-result-further", link(...version));
      if (others.length) further.append(` · ${say.also}`, ...others, also.length > DECK_PAGES ? ", …" : "");
      line.append(further);
    }
    return line;
  };

  const draw = (list, found, say) => {
    const kinds = new Map();
    for (const result of found) kinds.set(result.kind, [...(kinds.get(result.kind) ?? []), result]);
    const first = found.filter((result) => kinds.get(result.kind).indexOf(result) < AT_ONCE);
    list.append(...first.map(item));
    for (const [kind, results] of kinds) {
      const rest = results.slice(AT_ONCE);
      if (rest.length) {
        const summary = made("summary", "", `${kind}: ${say.more.replace("%s", rest.length)}`);
        list.append(made("li", "sem-result", made("details", "", summary, made("ul", "search", ...rest.map(item)))));
      }
    }
  };
  // Words of Sphinx's index by what is left of them without accents.
  const accented = () => {
    const found = new Map();
    for (const term of [Search._index.terms, Search._index.titleterms].flatMap(Object.keys)) {
      if (!/[^\x00-\x7f]/.test(term)) continue;
      for (const form of foldings(term).flatMap((form) => [form, stem(form)])) {
        if (form !== term) found.set(form, (found.get(form) ?? new Set()).add(term));
      }
    }
    return found;
  };

  const isIndexed = (term) => [Search._index.terms, Search._index.titleterms].some((known) => Object.hasOwn(known, term));

  const widenTerms = () => {
    const plain = Search.performTermsSearch;
    Search.performTermsSearch = (terms, excluded) => {
      const known = accented();
      const choices = [...terms].map((term) => {
        const others = [...(known.get(term) ?? [])].slice(0, 3);
        return isIndexed(term) ? [term, ...others] : [...others, term];
      });
      // Of a pasted sentence there are millions.
      const longer = (all, some) => all.flatMap((one) => some.map((term) => [...one, term])).slice(0, 16);
      return choices.reduce(longer, [[]]).flatMap((query) => plain(new Set(query), excluded));
    };
  };

  const html = (text) => made("i", "", text).innerHTML.replaceAll('"', "&quot;").replaceAll("'", "&#x27;");

  const showFirst = (index, plain) => (query) => {
    const found = find(index, query);
    draw(Search.output, found, index.words);
    if (!Search._parseQuery || !Search._performSearch || typeof _displayNextItem === "undefined") return plain(query);
    const parsed = Search._parseQuery(query);
    const shown = new Set(found.map((result) => html(result.title)));
    const rest = Search._performSearch(...parsed).filter((result) => (result[6] ?? (result[3] && "object")) !== "object" || !shown.has(result[1]));
    return _displayNextItem(rest, rest.length + found.length, parsed[1], parsed[3]);
  };

  const start = () => {
    if (typeof Search === "undefined") return;
    const plain = Search.query;
    const index = new Promise((resolve) => {
      window.SeminarSearch = { setIndex: resolve };
      const script = made("script");
      script.onerror = () => resolve(null);
      script.src = new URL("seminarindex.js", root).href;
      document.head.append(script);
    });
    if (Search.performTermsSearch) widenTerms();
    Search.query = async (query) => {
      const known = await index;
      try {
        return (known ? showFirst(known, plain) : plain)(query);
      } catch (error) {
        console.warn(error);
        return plain(query);
      }
    };
  };

  start(); // before Sphinx does
})();

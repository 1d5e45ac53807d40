// Tables: those of all incidents and of all action items, filtered and sorted from a file of columns;
// and every other table of ours, sorted in place. Also each time as the reader's own.

import { drawFacets, element, onPage, onQuery } from "./facets.js";

const PAGE = 50;
const DELAY = 60;
// More seconds than any incident has lasted.
const GOES_ON = 1e12;
const collator = new Intl.Collator(undefined, { numeric: true, sensitivity: "base" });

// Words in their order, and numbers in theirs, with or without commas between their thousands.
function compare(a, b) {
  const plain = (text) => text.replace(/(?<=\d),(?=\d{3})/g, "");
  return collator.compare(plain(a), plain(b));
}

// A title as the pages have it: what is between backticks is code.
function marked(text) {
  return text.split(/`([^`]+)`/).map((part, at) => (at % 2 ? element("code", { text: part }) : part));
}

// How long, by its two largest units, as the pages themselves have it.
function length(seconds) {
  const minutes = Math.floor(seconds / 60);
  const hours = Math.floor(minutes / 60);
  const units =
    hours >= 48
      ? [
          [Math.floor(hours / 24), "days"],
          [hours % 24, "h"],
        ]
      : hours
        ? [
            [hours, "h"],
            [minutes % 60, "min"],
          ]
        : [
            [minutes, "min"],
            [seconds % 60, "s"],
          ];
  return (
    units
      .filter(([number]) => number)
      .map(([number, unit]) => `${number} ${unit}`)
      .join(" ") || "0 min"
  );
}

// For how long an incident has been going on, as the pages themselves have it.
function ongoing(days) {
  return `ongoing, ${days ? `${days.toLocaleString("en")} ${days === 1 ? "day" : "days"}` : "less than a day"}`;
}

// All rows of a file, which of them are shown, and in what order.
class Rows {
  constructor(data, base) {
    this.data = data;
    this.base = base;
    this.facets = data.facets.map((facet) => ({ ...facet, chosen: new Set() }));
    this.byName = Object.fromEntries(this.facets.map((facet) => [facet.name, facet]));
    this.words = "";
    this.sort = null;
    this.about = new Set(data.columns.find((column) => column.about)?.about);
    const links = data.columns.find((column) => column.kind === "link").values;
    const named = this.facets.map(({ values, rows }) => ({
      rows,
      words: values.map(([value, title]) => `${value} ${title}`.toLowerCase()),
    }));
    this.texts = links.map((text, at) =>
      `${text} ${data.ids[at]} ${named.map(({ rows, words }) => rows[at].map((number) => words[number]).join(" ")).join(" ")}`.toLowerCase(),
    );
  }

  // One walk over all rows: a row that fails no facet is shown and counts everywhere; one that
  // fails a single facet counts there only, for within a facet choices add up.
  find() {
    const { facets } = this;
    const words = this.words.toLowerCase().split(/\s+/).filter(Boolean);
    const chosen = facets.map(({ values, chosen }) =>
      chosen.size ? values.map(([value]) => chosen.has(value)) : null,
    );
    const counts = facets.map(({ values }) => new Uint32Array(values.length));
    const shown = [];
    for (let row = 0; row < this.texts.length; row++) {
      if (!words.every((word) => this.texts[row].includes(word))) continue;
      let failed = -1,
        fails = 0;
      for (let at = 0; at < facets.length && fails < 2; at++) {
        if (chosen[at] && !facets[at].rows[row].some((number) => chosen[at][number])) {
          failed = at;
          fails++;
        }
      }
      if (fails > 1) continue;
      if (!fails) shown.push(row);
      for (let at = 0; at < facets.length; at++) {
        if (!fails || at === failed) for (const number of facets[at].rows[row]) counts[at][number]++;
      }
    }
    if (this.sort) this.order(shown);
    return { shown, counts };
  }

  order(shown) {
    const { column, down } = this.sort;
    const value = this.value(column);
    const sign = down ? -1 : 1;
    // Missing values come last in both directions.
    shown.sort((a, b) => {
      const x = value(a),
        y = value(b);
      if (x == null || y == null) return (x == null) - (y == null) || a - b;
      return sign * (typeof x === "string" ? compare(x, y) : x - y) || a - b;
    });
  }

  value(column) {
    const facet = this.byName[column.facet];
    // An ongoing incident sorts as the longest.
    if (column.ongoing)
      return (row) => column.values[row] ?? (row in column.ongoing ? GOES_ON + column.ongoing[row] : null);
    if (!facet) return (row) => column.values[row];
    return facet.ordered ? (row) => facet.rows[row][0] : (row) => facet.values[facet.rows[row][0]]?.[1];
  }

  link(row) {
    const [id, ...anchor] = this.data.ids[row].split(" ");
    return new URL(this.data.link.replace("{}", id).replace("{}", anchor.join(" ")), this.base);
  }

  cell(column, row) {
    const facet = this.byName[column.facet];
    if (facet) {
      const parts = facet.rows[row].map((number) => {
        const [, words, address] = facet.values[number];
        if (column.kind === "badge")
          return element("span", { class: `pm-severity pm-severity-${this.rank(facet, number)}`, text: words });
        return address ? element("a", { href: new URL(address, this.base), text: words }) : words;
      });
      return element("td", {}, ...parts.flatMap((part, at) => (at ? [", ", part] : [part])));
    }
    const value = column.values[row];
    if (column.kind === "link")
      return element("td", { class: "pm-long" }, element("a", { href: this.link(row) }, ...marked(value)));
    if (column.kind === "length" && value == null)
      return element("td", {
        class: "pm-day",
        text: row in column.ongoing ? ongoing(column.ongoing[row]) : "not recorded",
      });
    if (column.kind === "length")
      return element("td", { class: "pm-day", text: `${this.about.has(row) ? "about " : ""}${length(value)}` });
    if (column.words) return element("td", { text: column.words[row] });
    if (column.kind === "day") return element("td", { class: "pm-day", text: value ?? "" });
    return element("td", { text: value ?? "" });
  }

  rank(facet, number) {
    return Math.min(this.data.ranks?.[facet.values[number][0]] ?? 5, 5);
  }
}

// A table over rows, with a box, facets and a header that sorts. The address says what is shown.
class Table {
  constructor(place, rows) {
    this.rows = rows;
    this.open = new Set();
    this.place = place;
    this.read();
    const [, many] = rows.data.noun;
    this.input = element("input", {
      type: "search",
      class: "pm-search__input",
      placeholder: rows.data.hint,
      "aria-label": `Filter ${many}`,
      autocomplete: "off",
      spellcheck: "false",
      value: rows.words,
      oninput: () => {
        clearTimeout(this.timer);
        this.timer = setTimeout(() => this.change(), DELAY);
      },
    });
    this.status = element("p", { class: "pm-search__status", role: "status" });
    this.clear = element("button", {
      type: "button",
      class: "pm-table__clear",
      text: "Show all",
      onclick: () => this.reset(),
    });
    this.facets = element("div", { class: "pm-search__facets", role: "group", "aria-label": "Narrow by" });
    this.body = element("tbody");
    this.heads = rows.data.columns.map((column) =>
      element(
        "th",
        { scope: "col" },
        element("button", { type: "button", class: "pm-sort", text: column.title, onclick: () => this.sortBy(column) }),
      ),
    );
    this.more = element("button", {
      type: "button",
      class: "md-button pm-search__more",
      text: "More rows",
      hidden: true,
      onclick: () => this.showMore(),
    });
    place.replaceChildren(
      element(
        "form",
        { class: "pm-search__form", role: "search", onsubmit: (event) => event.preventDefault() },
        this.input,
      ),
      element("div", { class: "pm-table__line" }, this.status, this.clear),
      element(
        "div",
        { class: "pm-search__body" },
        this.facets,
        element(
          "div",
          { class: "pm-table__found" },
          element(
            "div",
            { class: "md-typeset__scrollwrap" },
            element(
              "div",
              { class: "md-typeset__table" },
              element("table", {}, element("thead", {}, element("tr", {}, ...this.heads)), this.body),
            ),
          ),
          this.more,
        ),
      ),
    );
    this.draw();
  }

  // State in the address, so that it can be shared: a parameter per facet, `q` and `sort`.
  read() {
    const { rows } = this;
    const asked = new URLSearchParams(location.search);
    rows.words = asked.get("q") ?? "";
    for (const facet of rows.facets) {
      const known = new Set(facet.values.map(([value]) => value));
      facet.chosen = new Set(asked.getAll(facet.name).filter((value) => known.has(value)));
    }
    const sort = asked.get("sort") ?? "";
    const column = rows.data.columns.find(({ title }) => key(title) === sort.replace(/^-/, ""));
    rows.sort = column ? { column, down: sort.startsWith("-") } : null;
    this.limit = remembered();
  }

  // The address changed (back or forward).
  follow() {
    this.read();
    this.input.value = this.rows.words;
    this.draw();
  }

  get isAsked() {
    return Boolean(this.rows.words || this.rows.sort || this.rows.facets.some((facet) => facet.chosen.size));
  }

  write() {
    const { rows } = this;
    const url = new URL(location);
    for (const name of ["q", "sort", ...rows.facets.map((facet) => facet.name)]) url.searchParams.delete(name);
    if (rows.words.trim()) url.searchParams.set("q", rows.words.trim());
    for (const facet of rows.facets) for (const value of facet.chosen) url.searchParams.append(facet.name, value);
    if (rows.sort) url.searchParams.set("sort", (rows.sort.down ? "-" : "") + key(rows.sort.column.title));
    history.replaceState(history.state, "", url);
  }

  change() {
    clearTimeout(this.timer);
    this.rows.words = this.input.value;
    this.limit = PAGE;
    this.draw();
    this.write();
    remember(PAGE);
  }

  // On paper there is no more to ask for.
  print(all) {
    const { limit } = this;
    if (all) this.limit = Infinity;
    this.draw();
    this.limit = limit;
  }

  reset() {
    for (const facet of this.rows.facets) facet.chosen.clear();
    this.input.value = "";
    this.rows.sort = null;
    this.change();
    this.input.focus();
  }

  sortBy(column) {
    const { sort } = this.rows;
    // Numbers and days sort descending first.
    const first = ["number", "length", "day"].includes(column.kind);
    this.rows.sort = { column, down: sort?.column === column ? !sort.down : first };
    this.change();
  }

  showMore() {
    const first = this.limit;
    this.limit += PAGE;
    remember(this.limit);
    this.draw();
    this.body.rows[first]?.querySelector("a")?.focus();
  }

  draw() {
    const { rows } = this;
    const { shown, counts } = rows.find();
    const columns = rows.data.columns;
    this.body.replaceChildren(
      ...shown.slice(0, this.limit).map((row) => element("tr", {}, ...columns.map((column) => rows.cell(column, row)))),
    );
    this.more.hidden = shown.length <= this.limit;
    const total = rows.texts.length;
    const [one, many] = rows.data.noun;
    const noun = (number) => `${number.toLocaleString("en")} ${number === 1 ? one : many}`;
    this.status.textContent =
      shown.length === total ? noun(total) : `${shown.length.toLocaleString("en")} of ${noun(total)}`;
    this.clear.hidden = shown.length === total && !rows.sort;
    columns.forEach((column, at) => {
      const sorted = rows.sort?.column === column;
      this.heads[at].setAttribute("aria-sort", sorted ? (rows.sort.down ? "descending" : "ascending") : "none");
    });
    const facets = rows.facets
      .map((facet, at) => ({
        name: facet.name,
        title: facet.title,
        chosen: facet.chosen,
        values: facet.values
          .map(([value, words], number) => [value, words, counts[at][number]])
          .filter(([value, , count]) => count || facet.chosen.has(value))
          .sort(facet.ordered ? () => 0 : (a, b) => b[2] - a[2] || collator.compare(a[1], b[1])),
      }))
      .filter(
        ({ values, chosen }) => values.length > 1 || chosen.size || (values.length === 1 && values[0][2] < total),
      );
    drawFacets(this.facets, facets, this.open, () => this.change());
  }
}

// How many rows were shown at this address, to restore on return.
function remembered() {
  try {
    return Number(sessionStorage.getItem(`pm-rows ${location.pathname}${location.search}`)) || PAGE;
  } catch {
    return PAGE;
  }
}

function remember(limit) {
  try {
    sessionStorage.setItem(`pm-rows ${location.pathname}${location.search}`, limit);
  } catch {
    /* Storage is not available; ignore. */
  }
}

function key(title) {
  return title.toLowerCase().replace(/[^a-z]+/g, "-");
}

const tables = new Set();

function shown() {
  for (const table of tables) if (!table.place.isConnected) tables.delete(table);
  return [...tables];
}

onQuery(
  () => shown().length > 0,
  () => {
    for (const table of shown()) table.follow();
  },
);
addEventListener("beforeprint", () => {
  for (const table of shown()) table.print(true);
});
addEventListener("afterprint", () => {
  for (const table of shown()) table.print(false);
});

async function fillTables() {
  for (const place of document.querySelectorAll("[data-pm-table]:empty")) {
    const base = new URL(place.dataset.pmTable, location.href.split(/[?#]/)[0]);
    try {
      const answer = await fetch(base);
      if (!answer.ok) throw new Error(`${answer.status} ${base}`);
      const rows = new Rows(await answer.json(), base);
      const table = new Table(place, rows);
      tables.add(table);
      // What was asked for stands below: the heading the address names, or a table it narrows.
      const named = location.hash && document.getElementById(decodeURIComponent(location.hash.slice(1)));
      if (named) named.scrollIntoView();
      else if (table.isAsked && place.getBoundingClientRect().top > innerHeight) place.scrollIntoView();
      place
        .closest(".pm-page")
        ?.querySelectorAll(".pm-plain")
        .forEach((plain) => {
          plain.hidden = true;
        });
      place
        .closest(".pm-page")
        ?.querySelectorAll(".pm-unscripted")
        .forEach((plain) => {
          plain.remove();
        });
    } catch (error) {
      // The plain tables stay.
      console.error(error);
    }
  }
}

// Tables that are there already: what a cell is worth for the order.
const UNITS = { s: 1, min: 60, h: 3600, day: 86400, days: 86400 };

function worth(cell) {
  const text = cell.textContent.trim();
  if (!text || /^(not recorded|not counted|ongoing)$/.test(text) || /^\d+ (ongoing|without a known end)\b/.test(text))
    return null;
  if (text === "none") return 0;
  const rank = cell.querySelector('[class*="pm-severity-"]')?.className.match(/pm-severity-(\d)/)?.[1];
  if (rank) return Number(rank);
  if (text.startsWith("ongoing, ")) return GOES_ON + Number(text.match(/[\d,]+/)?.[0].replaceAll(",", "") ?? 0);
  // Action items by where they stand: those that are open count.
  const standing = text.match(/^([\d,]+) (open|done|cancelled|unknown)\b/);
  if (standing) return standing[2] === "open" ? Number(standing[1].replaceAll(",", "")) : 0;
  const parts = [...text.matchAll(/([\d,.]+) (s|min|h|days?)\b/g)];
  if (parts.length && /^(about )?[\d,.]+ (s|min|h|days?)\b/.test(text))
    return parts.reduce((sum, [, number, unit]) => sum + Number(number.replaceAll(",", "")) * UNITS[unit], 0);
  return /^[\d,]+$/.test(text) ? Number(text.replaceAll(",", "")) : text;
}

function makeSortable() {
  for (const table of document.querySelectorAll(".pm-sortable table:not([data-pm-sorts])")) {
    if (table.tBodies[0].rows.length < 2) continue;
    table.dataset.pmSorts = "";
    const heads = [...table.tHead.rows[0].cells];
    heads.forEach((head, at) => {
      head.setAttribute("aria-sort", "none");
      head.replaceChildren(
        element("button", {
          type: "button",
          class: "pm-sort",
          text: head.textContent,
          onclick: () => {
            const up =
              head.getAttribute("aria-sort") === "descending" ||
              (head.getAttribute("aria-sort") === "none" && typeof firstWorth(table, at) === "string");
            for (const other of heads) {
              other.setAttribute("aria-sort", other === head ? (up ? "ascending" : "descending") : "none");
            }
            sortRows(table.tBodies[0], at, up);
          },
        }),
      );
    });
  }
}

function firstWorth(table, at) {
  for (const row of table.tBodies[0].rows) {
    const value = worth(row.cells[at]);
    if (value != null) return /^\d{4}-\d\d-\d\d/.test(value) ? 0 : value;
  }
  return null;
}

function sortRows(body, at, up) {
  const rows = [...body.rows].map((row, place) => ({ row, place, value: worth(row.cells[at]) }));
  rows.sort((a, b) => {
    if (a.value == null || b.value == null) return (a.value == null) - (b.value == null) || a.place - b.place;
    const order =
      typeof a.value === "number" && typeof b.value === "number"
        ? a.value - b.value
        : compare(String(a.value), String(b.value));
    return (up ? order : -order) || a.place - b.place;
  });
  body.append(...rows.map(({ row }) => row));
}

// Show each time in the reader's time zone as a tooltip.
function tellTimes() {
  for (const time of document.querySelectorAll("time[datetime]:not([title])")) {
    const at = new Date(time.getAttribute("datetime"));
    if (!Number.isNaN(at.getTime()))
      time.title = `${at.toLocaleString(undefined, { dateStyle: "medium", timeStyle: "short" })} in your time zone`;
  }
}

onPage(() => {
  fillTables();
  makeSortable();
  tellTimes();
});

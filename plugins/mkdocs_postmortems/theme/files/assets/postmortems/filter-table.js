// A table that the reader filters and sorts: search input, facets, header, and cells of Rows.

import { drawFacets, element } from "./facets.js";
import { compareText } from "./rows.js";

const PAGE_SIZE = 50;
const INPUT_DELAY_MS = 60;
const LOWEST_RANK = 5;

export class FilterTable {
  constructor(container, rows) {
    this.container = container;
    this.rows = rows;
    this.#readAddress();
    const [, pluralNoun] = rows.noun;
    this.input = element("input", {
      type: "search",
      class: "pm-search__input",
      placeholder: rows.hint,
      "aria-label": `Filter ${pluralNoun}`,
      autocomplete: "off",
      spellcheck: "false",
      value: rows.searchText,
      oninput: () => {
        clearTimeout(this.inputTimer);
        this.inputTimer = setTimeout(() => this.#applyChange(), INPUT_DELAY_MS);
      },
    });
    this.status = element("p", { class: "pm-search__status", role: "status" });
    this.resetButton = element("button", {
      type: "button",
      class: "pm-table__clear",
      text: "Show all",
      onclick: () => this.#reset(),
    });
    this.facetList = element("div", { class: "pm-search__facets", role: "group", "aria-label": "Narrow by" });
    this.headerCells = rows.columns.map((column) =>
      element(
        "th",
        { scope: "col", class: isNumeric(column) && "pm-number" },
        element("button", {
          type: "button",
          class: "pm-sort",
          text: column.title,
          onclick: () => this.#sortBy(column),
        }),
      ),
    );
    this.body = element("tbody");
    this.moreButton = element("button", {
      type: "button",
      class: "md-button pm-search__more",
      text: "More rows",
      hidden: true,
      onclick: () => this.#showMore(),
    });
    const form = element(
      "form",
      { class: "pm-search__form", role: "search", onsubmit: (event) => event.preventDefault() },
      this.input,
    );
    const table = element("table", {}, element("thead", {}, element("tr", {}, ...this.headerCells)), this.body);
    const frame = element(
      "div",
      { class: "pm-frame pm-cards", role: "region", "aria-label": `Table of ${pluralNoun}`, tabindex: "0" },
      table,
    );
    // The titles of columns for narrow screens; the column of links names the row and goes without.
    rows.columns.forEach(({ title, kind }, index) => {
      if (index && kind !== "link") frame.style.setProperty(`--pm-title-${index + 1}`, `"${CSS.escape(title)}"`);
    });
    container.replaceChildren(
      form,
      element("div", { class: "pm-table__line" }, this.status, this.resetButton),
      element(
        "div",
        { class: "pm-search__body" },
        this.facetList,
        element("div", { class: "pm-table__found" }, frame, this.moreButton),
      ),
    );
    this.draw();
  }

  #readAddress() {
    this.rows.readQuery(new URLSearchParams(location.search));
    this.rowLimit = storedRowLimit();
  }

  // Shows what the address says, after it changed.
  followAddress() {
    this.#readAddress();
    this.input.value = this.rows.searchText;
    this.draw();
  }

  #applyChange() {
    clearTimeout(this.inputTimer);
    this.rows.searchText = this.input.value;
    this.rowLimit = PAGE_SIZE;
    this.draw();
    const url = new URL(location);
    this.rows.writeQuery(url.searchParams);
    history.replaceState(history.state, "", url);
    storeRowLimit(PAGE_SIZE);
  }

  #reset() {
    this.rows.clearQuery();
    this.input.value = "";
    this.#applyChange();
    this.input.focus();
  }

  // Sorts by a column: numbers, durations and days descending first, texts ascending first.
  #sortBy(column) {
    const { sort } = this.rows;
    const startsDescending = ["number", "length", "day"].includes(column.kind);
    this.rows.sort = { column, descending: sort?.column === column ? !sort.descending : startsDescending };
    this.#applyChange();
  }

  #showMore() {
    const firstNewRow = this.rowLimit;
    this.rowLimit += PAGE_SIZE;
    storeRowLimit(this.rowLimit);
    this.draw();
    this.body.rows[firstNewRow]?.querySelector("a")?.focus();
  }

  draw(rowLimit = this.rowLimit) {
    const { rows } = this;
    const { matches, counts } = rows.filter();
    this.body.replaceChildren(
      ...matches
        .slice(0, rowLimit)
        .map((row) => element("tr", {}, ...rows.columns.map((column) => drawCell(rows, column, row)))),
    );
    this.moreButton.hidden = matches.length <= rowLimit;
    this.#drawStatus(matches.length);
    rows.columns.forEach((column, index) => {
      const isSorted = rows.sort?.column === column;
      const direction = isSorted ? (rows.sort.descending ? "descending" : "ascending") : "none";
      this.headerCells[index].setAttribute("aria-sort", direction);
    });
    drawFacets(this.facetList, this.#facetsToDraw(counts), () => this.#applyChange(), { asMenus: true });
  }

  #drawStatus(matchCount) {
    const total = this.rows.ids.length;
    const [singular, plural] = this.rows.noun;
    const all = `${total.toLocaleString("en")} ${total === 1 ? singular : plural}`;
    this.status.textContent = matchCount === total ? all : `${matchCount.toLocaleString("en")} of ${all}`;
    this.resetButton.hidden = matchCount === total && !this.rows.sort;
  }

  // Returns the facets that can narrow the rows further, or that have a choice to undo.
  #facetsToDraw(counts) {
    const total = this.rows.ids.length;
    return this.rows.facets
      .map(({ name, title, values, ordered, chosen }, facetIndex) => {
        const countedValues = values
          .map(([value, label], valueIndex) => [value, label, counts[facetIndex][valueIndex]])
          .filter(([value, , count]) => count || chosen.has(value));
        if (!ordered) countedValues.sort((a, b) => b[2] - a[2] || compareText(a[1], b[1]));
        return { name, title, chosen, values: countedValues };
      })
      .filter(
        ({ values, chosen }) => values.length > 1 || chosen.size || (values.length === 1 && values[0][2] < total),
      );
  }
}

// The number of rows shown is stored per address, to restore it when the reader comes back.
function rowLimitKey() {
  return `pm-rows ${location.pathname}${location.search}`;
}

function storedRowLimit() {
  try {
    return Number(sessionStorage.getItem(rowLimitKey())) || PAGE_SIZE;
  } catch {
    return PAGE_SIZE;
  }
}

function storeRowLimit(rowLimit) {
  try {
    sessionStorage.setItem(rowLimitKey(), rowLimit);
  } catch {
    // The browser denies storage: the table starts with the first rows.
  }
}

// Returns the cell of a column in a row, with the classes and the formats of the generated pages.
function drawCell(rows, column, row) {
  const facet = rows.facetByName.get(column.facet);
  if (facet) return facetCell(rows, column, facet, facet.rows[row]);
  const value = column.values[row];
  if (column.kind === "link")
    return element("td", { class: "pm-long" }, element("a", { href: rows.url(row) }, ...codeSpans(value)));
  if (column.kind === "length") return element("td", { class: "pm-day pm-number", text: durationText(column, row) });
  if (column.words) return element("td", { text: column.words[row] });
  const name = isNumeric(column) ? "pm-number" : column.kind === "day" && "pm-day";
  return element("td", { class: name, text: value ?? "" });
}

// Returns whether a column has plain numbers or durations, which are aligned at the right.
function isNumeric(column) {
  return ["number", "length"].includes(column.kind) && !column.words;
}

function facetCell(rows, column, facet, valueIndexes) {
  const parts = valueIndexes.map((valueIndex) => {
    const [value, label, address] = facet.values[valueIndex];
    if (column.kind === "badge") {
      const rank = Math.min(rows.severityRanks[value] ?? LOWEST_RANK, LOWEST_RANK);
      return element("span", { class: `pm-severity pm-severity-${rank}`, text: label });
    }
    return address ? element("a", { href: new URL(address, rows.baseUrl), text: label }) : label;
  });
  return element("td", {}, ...parts.flatMap((part, index) => (index ? [", ", part] : [part])));
}

// Returns text and `code` elements for a title, in which code is between backticks.
function codeSpans(title) {
  return title.split(/`([^`]+)`/).map((part, index) => (index % 2 ? element("code", { text: part }) : part));
}

function durationText(column, row) {
  const seconds = column.values[row];
  if (seconds != null) return `${column.approximateRows.has(row) ? "about " : ""}${formatDuration(seconds)}`;
  if (!(row in column.ongoing)) return "not recorded";
  const days = column.ongoing[row];
  if (!days) return "ongoing, less than a day";
  return `ongoing, ${days.toLocaleString("en")} ${days === 1 ? "day" : "days"}`;
}

// Returns a duration in its two largest units, such as `3 h 5 min`, as on the generated pages.
function formatDuration(seconds) {
  const minutes = Math.floor(seconds / 60);
  const hours = Math.floor(minutes / 60);
  const days = Math.floor(hours / 24);
  let units;
  if (hours >= 48) units = { days, h: hours % 24 };
  else if (hours) units = { h: hours, min: minutes % 60 };
  else units = { min: minutes, s: seconds % 60 };
  const parts = Object.entries(units).filter(([, number]) => number);
  return parts.map(([unit, number]) => `${number} ${unit}`).join(" ") || "0 min";
}

// Sorting of tables that are in the HTML of the page, by a click on a column header.

import { element } from "./facets.js";
import { compareSortValues, ONGOING_OFFSET } from "./rows.js";

const MISSING_TEXTS = new Set(["", "not recorded", "not counted"]);

// Makes the tables of the page sortable, except those with fewer than two rows.
export function makeTablesSortable() {
  for (const table of document.querySelectorAll(".pm-sortable table:not([data-pm-sort-buttons])")) {
    if (table.tBodies[0].rows.length < 2) continue;
    table.dataset.pmSortButtons = "";
    [...table.tHead.rows[0].cells].forEach((headerCell, column) => {
      headerCell.setAttribute("aria-sort", "none");
      headerCell.replaceChildren(
        element("button", {
          type: "button",
          class: "pm-sort",
          text: headerCell.textContent,
          onclick: () => sortBy(table, column),
        }),
      );
    });
  }
}

// Sorts a table by a column. A click on the column that it is sorted by reverses the direction.
function sortBy(table, column) {
  const headerCells = [...table.tHead.rows[0].cells];
  const rows = [...table.tBodies[0].rows].map((row) => ({ row, value: sortValue(row.cells[column]) }));
  const current = headerCells[column].getAttribute("aria-sort");
  const descending = current === "none" ? startsDescending(rows) : current === "ascending";
  rows.sort((a, b) => compareSortValues(a.value, b.value, descending));
  table.tBodies[0].append(...rows.map(({ row }) => row));
  headerCells.forEach((headerCell, index) => {
    const direction = descending ? "descending" : "ascending";
    headerCell.setAttribute("aria-sort", index === column ? direction : "none");
  });
}

// Numbers and dates sort descending first, texts ascending first.
function startsDescending(rows) {
  const value = rows.find((row) => row.value != null)?.value;
  return typeof value !== "string" || /^\d{4}-\d\d-\d\d/.test(value);
}

// Returns the sort value of a cell: a number, a text, or null if the value is missing.
//
// An element in the cell can set it: `data-seconds` is a duration in seconds, or with `data-ongoing`
// the age of an ongoing incident; `data-sort` is another number, empty if
// the value is missing. Otherwise it is the rank of a severity, a number, or the text.
function sortValue(cell) {
  const { seconds, sort, ongoing } = cell.querySelector("[data-seconds], [data-sort]")?.dataset ?? {};
  if (seconds !== undefined) return Number(seconds) + (ongoing === undefined ? 0 : ONGOING_OFFSET);
  if (sort !== undefined) return sort === "" ? null : Number(sort);
  const severityClass = cell.querySelector('[class*="pm-severity-"]')?.className;
  const severityRank = severityClass?.match(/pm-severity-(\d)/)?.[1];
  if (severityRank) return Number(severityRank);
  const text = cell.textContent.trim();
  if (MISSING_TEXTS.has(text)) return null;
  return /^\d[\d,]*$/.test(text) ? Number(text.replaceAll(",", "")) : text;
}

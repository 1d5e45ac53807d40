// Entry point of the scripts that every page loads: fills filter tables, makes other tables
// sortable, lets frames scroll by keyboard, adds local times, and runs the page of an incident.

import { onPage, onQuery } from "./facets.js";
import { FilterTable } from "./filter-table.js";
import "./incident.js";
import { Rows } from "./rows.js";
import { makeTablesSortable } from "./sort-in-place.js";
import { observeFrames } from "./table-frames.js";

let filterTables = [];

// Returns the filter tables of the current page, and drops those of pages that the reader has left.
function currentTables() {
  filterTables = filterTables.filter((table) => table.container.isConnected);
  return filterTables;
}

// Replaces each placeholder by a filter table; `data-pm-table` is the address of its data file.
async function fillTables() {
  for (const container of document.querySelectorAll("[data-pm-table]:empty")) {
    const dataUrl = new URL(container.dataset.pmTable, location.href.split(/[?#]/)[0]);
    try {
      const response = await fetch(dataUrl);
      if (!response.ok) throw new Error(`${response.status} ${dataUrl}`);
      const table = new FilterTable(container, new Rows(await response.json(), dataUrl));
      filterTables.push(table);
      scrollToTarget(table);
      removeFallback(container);
      observeFrames();
    } catch (error) {
      // The tables for readers without JavaScript stay.
      console.error(error);
    }
  }
}

// Scrolls to the heading that the address names, since the new table has moved it; or to the table
// if the address has a query for it and the table is below the visible part of the page.
function scrollToTarget({ container, rows }) {
  const heading = location.hash && document.getElementById(decodeURIComponent(location.hash.slice(1)));
  if (heading) heading.scrollIntoView();
  else if (rows.hasQuery && container.getBoundingClientRect().top > innerHeight) container.scrollIntoView();
}

// Hides or removes the content for readers without JavaScript from the page of a table.
function removeFallback(container) {
  const page = container.closest(".pm-page");
  for (const plainTable of page?.querySelectorAll(".pm-plain") ?? []) plainTable.hidden = true;
  for (const note of page?.querySelectorAll(".pm-unscripted") ?? []) note.remove();
}

// Adds to each time a tooltip with the time in the reader's time zone.
function addLocalTimes() {
  for (const timeElement of document.querySelectorAll("time[datetime]:not([title])")) {
    const time = new Date(timeElement.getAttribute("datetime"));
    if (Number.isNaN(time.getTime())) continue;
    const localTime = time.toLocaleString(undefined, { dateStyle: "medium", timeStyle: "short" });
    timeElement.title = `${localTime} in your time zone`;
  }
}

onPage(() => {
  fillTables();
  makeTablesSortable();
  observeFrames();
  addLocalTimes();
});
onQuery(
  () => currentTables().length > 0,
  () => {
    for (const table of currentTables()) table.followAddress();
  },
);
// A printed table has all matching rows.
addEventListener("beforeprint", () => {
  for (const table of currentTables()) table.draw(Infinity);
});
addEventListener("afterprint", () => {
  for (const table of currentTables()) table.draw();
});

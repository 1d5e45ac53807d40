// Entry point of the search: a dialog that every page can open, and the search page. The address of
// the search page contains the query, so that it can be shared.

import { decoded, element, SEARCH_FACETS as FACETS, isModified, onPage, onQuery } from "./facets.js";

// The link in the header that opens the dialog. It is missing if the header has another search.
const openLink = document.querySelector("[data-pm-search-open]");
let searchPageUrl = new URL(openLink?.getAttribute("href") ?? "", location);

// Returns the address of the search page with a query.
function urlOfQuery({ text, chosen }) {
  const url = new URL(searchPageUrl.pathname, location);
  if (text) url.searchParams.set("q", text);
  for (const [facet, values] of Object.entries(chosen)) {
    for (const value of values) url.searchParams.append(facet.toLowerCase(), value);
  }
  return url;
}

function queryInAddress() {
  const parameters = new URLSearchParams(location.search);
  const chosen = Object.fromEntries(FACETS.map((facet) => [facet, parameters.getAll(facet.toLowerCase())]));
  return { text: parameters.get("q") ?? "", chosen };
}

// Returns the form of a search. Typing is possible before the other modules of the search are loaded.
function searchForm() {
  const input = element("input", {
    type: "search",
    class: "pm-search__input",
    placeholder: "Symptom, error message, service, lesson …",
    "aria-label": "Search postmortems",
    autocomplete: "off",
    spellcheck: "false",
  });
  const onsubmit = (event) => {
    event.preventDefault();
    event.target.dataset.pmSubmitted = "";
  };
  return element("form", { class: "pm-search__form", role: "search", onsubmit }, input);
}

// Adds the search to a container with its form; the modules that need not be on every page are loaded now.
async function addPanel(container, options) {
  try {
    const { SearchPanel } = await import("./search-panel.js");
    return new SearchPanel(container, options);
  } catch (error) {
    container.append(element("p", { role: "status", text: "The search of this site could not be loaded." }));
    throw error;
  }
}

let dialog;
let hasFailed = false; // whether the modules of the dialog could not be loaded

function createDialog() {
  const container = element("div", { class: "pm-search" }, searchForm());
  const pageLink = element("a", { class: "pm-search__whole", href: searchPageUrl, text: "Open as a page" });
  const closeButton = element("button", {
    type: "button",
    class: "pm-search__close",
    "aria-label": "Close search",
    text: "✕",
    onclick: () => dialog.close(),
  });
  dialog = element(
    "dialog",
    { class: "pm-dialog md-typeset", "aria-label": "Search" },
    element("div", { class: "pm-dialog__bar" }, pageLink, closeButton),
    container,
  );
  dialog.addEventListener("click", (event) => {
    // Close it on a click outside its content, and on a link, which may lead to the current page.
    const isLink = event.target.closest("a") && !isModified(event);
    if (event.target === dialog || isLink) dialog.close();
  });
  document.body.append(dialog);
  addPanel(container, {
    onQueryChange: (query) => {
      pageLink.href = urlOfQuery(query);
    },
  }).catch((error) => {
    hasFailed = true;
    throw error;
  });
}

// Opens the dialog, and loads its modules again if that failed before.
function openDialog() {
  if (hasFailed) {
    dialog.remove();
    dialog = undefined;
    hasFailed = false;
  }
  if (!dialog) createDialog();
  if (!dialog.open) dialog.showModal();
}

// Focuses the search of the page; without one, opens the dialog.
function openSearch() {
  let input = document.querySelector(":is([data-pm-search], [data-pm-search-address]) .pm-search__input");
  if (!input) {
    openDialog();
    input = dialog.querySelector(".pm-search__input");
  }
  input.focus();
  input.select();
}

document.addEventListener("click", (event) => {
  if (!event.target.closest?.("[data-pm-search-open]") || isModified(event)) return;
  event.preventDefault();
  openSearch();
});

// The keys "/", Ctrl+K and Cmd+K open the search, before the theme handles them.
document.addEventListener(
  "keydown",
  (event) => {
    if (!openLink || !event.key) return; // Events of an autofill have no key.
    const isTyping = event.target.closest?.("input, textarea, select, [contenteditable]");
    const isSlash = event.key === "/" && !isTyping && !event.ctrlKey && !event.metaKey && !event.altKey;
    const isShortcut = event.key.toLowerCase() === "k" && (event.ctrlKey || event.metaKey) && !event.shiftKey;
    if (!isSlash && !isShortcut) return;
    event.preventDefault();
    event.stopPropagation();
    openSearch();
  },
  { capture: true },
);

let pagePanel;

async function fillSearchPage() {
  const container = document.querySelector("[data-pm-search]:empty");
  if (!container) return;
  document.querySelector(".pm-unscripted")?.remove();
  searchPageUrl = new URL(location.pathname, location);
  const query = queryInAddress();
  const panel = await addPanel(filledWithForm(container, query.text), {
    chosen: query.chosen,
    onQueryChange: (query) => history.replaceState(history.state, "", urlOfQuery(query)),
  });
  pagePanel = panel;
}

// Returns the container, with a form for a search in it.
function filledWithForm(container, text) {
  container.classList.add("pm-search");
  container.append(searchForm());
  const input = container.querySelector("input");
  input.value = text;
  input.focus({ preventScroll: true });
  return container;
}

// Fills the search of the 404 page with the words of the address.
function fillNotFoundPage() {
  const container = document.querySelector("[data-pm-search-address]:empty");
  if (!container) return;
  const name = location.pathname.split("/").findLast(Boolean) ?? "";
  addPanel(filledWithForm(container, wordsOfName(name)), { onQueryChange: () => {} });
}

// Returns the words of the name of a page, without the day that begins it.
function wordsOfName(name) {
  return decoded(name)
    .replace(/\.(html?|md|json|xml)$/i, "")
    .replace(/^\d{4}(?!\d)(-\d\d(?!\d)){0,2}/, "")
    .replace(/[^\p{L}\p{N}]+/gu, " ")
    .trim();
}

onPage(fillSearchPage);
onPage(fillNotFoundPage);
onQuery(
  () => Boolean(pagePanel?.input.isConnected),
  () => pagePanel.setQuery(queryInAddress()),
);

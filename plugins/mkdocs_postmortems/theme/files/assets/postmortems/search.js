// Search over the Pagefind index of this site: in a dialog from any page, and on the page /search/.
// The address of the search page contains the query, so that it can be shared.

import { drawFacets, element, onPage, onQuery } from "./facets.js";

const site = new URL("../../", import.meta.url);
// If the site uses another search in the header, ours is on the search page only.
const opener = document.querySelector("[data-pm-search-open]");
let searchPage = new URL(opener?.getAttribute("href") ?? "", location);
const FACETS = ["Severity", "Service", "Year", "Status", "Lesson", "Kind"];
const PAGE = 8;
const DELAY = 120;

let engine;
function pagefind() {
  // Loaded with the first search, and from this site only.
  engine ??= import(new URL("pagefind/pagefind.js", site)).then(async (module) => {
    // The name of a page of documentation orders such pages among themselves, below incidents.
    const ranking = { metaWeights: { name: 0.01 } };
    await module.options({ baseUrl: site.pathname, excerptLength: 24, ranking });
    return module;
  });
  return engine;
}

// One search: a box, its facets and its results. `onChange` is called with every new query.
class Search {
  constructor(place, { question = "", chosen = {}, onChange = () => {}, goTo = () => {} } = {}) {
    this.chosen = Object.fromEntries(FACETS.map((facet) => [facet, new Set(chosen[facet])]));
    this.onChange = onChange;
    this.shown = PAGE;
    this.turn = 0;
    this.open = new Set();
    this.goTo = goTo;
    this.input = element("input", {
      type: "search",
      class: "pm-search__input",
      placeholder: "Symptom, error message, service, lesson …",
      "aria-label": "Search postmortems",
      autocomplete: "off",
      spellcheck: "false",
      value: question,
      oninput: () => this.later(),
    });
    this.status = element("p", { class: "pm-search__status", role: "status" });
    this.facets = element("div", { class: "pm-search__facets", role: "group", "aria-label": "Narrow by" });
    this.results = element("ol", { class: "pm-search__results" });
    this.more = element("button", {
      type: "button",
      class: "md-button pm-search__more",
      text: "More results",
      hidden: true,
      onclick: () => this.showMore(),
    });
    const form = element(
      "form",
      {
        class: "pm-search__form",
        role: "search",
        onsubmit: (e) => {
          e.preventDefault();
          this.goTo();
        },
      },
      this.input,
    );
    place.replaceChildren(
      form,
      this.status,
      element(
        "div",
        { class: "pm-search__body" },
        this.facets,
        element("div", { class: "pm-search__found" }, this.results, this.more),
      ),
    );
    place.addEventListener("keydown", (event) => this.move(event));
    this.run();
  }

  // Set the query from an address.
  follow({ question, chosen }) {
    this.input.value = question;
    for (const facet of FACETS) this.chosen[facet] = new Set(chosen[facet]);
    this.shown = PAGE;
    this.run();
  }

  later() {
    clearTimeout(this.timer);
    this.timer = setTimeout(() => {
      this.shown = PAGE;
      this.run();
    }, DELAY);
  }

  filters() {
    return Object.fromEntries(
      Object.entries(this.chosen)
        .filter(([, values]) => values.size)
        .map(([facet, values]) => [facet, { any: [...values] }]),
    );
  }

  async run() {
    const turn = ++this.turn;
    const question = this.input.value.trim();
    const filters = this.filters();
    this.onChange(question, this.chosen);
    let found, all;
    try {
      const module = await pagefind();
      all = await module.filters();
      found = await module.search(question || null, { filters });
    } catch (error) {
      this.status.textContent = "The search index of this site could not be loaded.";
      console.error(error);
      return;
    }
    if (turn !== this.turn) return;
    this.drawFacets(all, question || Object.keys(filters).length ? found : null);
    if (!question && !Object.keys(filters).length) {
      this.results.replaceChildren();
      this.more.hidden = true;
      this.status.textContent = "Type a word, or choose a facet.";
      return;
    }
    this.found = found.results;
    await this.draw(turn);
  }

  async draw(turn) {
    const total = this.found.length;
    const data = await Promise.all(this.found.slice(0, this.shown).map((result) => result.data()));
    if (turn !== this.turn) return;
    this.results.replaceChildren(...data.map((page) => this.result(page)));
    this.more.hidden = total <= this.shown;
    this.status.textContent =
      total === 0 ? "Nothing found. Try fewer or other words." : `${total} ${total === 1 ? "page" : "pages"} found`;
  }

  async showMore() {
    const first = this.shown;
    this.shown += PAGE;
    await this.draw(this.turn);
    this.results.children[first]?.querySelector("a")?.focus();
  }

  result(page) {
    // The best sections first; a page found only by its facets leads to its top.
    const sections = page.sub_results
      .filter((section) => section.url.includes("#") && section.title !== nameOf(page))
      .sort((a, b) => b.weighted_locations.length - a.weighted_locations.length)
      .slice(0, 3);
    const facts = [page.meta.kind, page.meta.severity, page.meta.day].filter(Boolean).join(" · ");
    const best = page.sub_results.length === 1 ? page.sub_results[0].url : page.url;
    return element(
      "li",
      { class: "pm-search__result" },
      element("a", { class: "pm-search__title", href: best, text: nameOf(page) }),
      element("span", { class: "pm-search__facts", text: facts }),
      // Do not repeat the text of the sections below.
      ...(sections.length ? [] : [excerpt(page.excerpt)]),
      element(
        "ul",
        { class: "pm-search__sections" },
        ...sections.map((section) =>
          element(
            "li",
            {},
            element("a", { href: section.url, text: section.title.replace(/¶$/, "") }),
            excerpt(section.excerpt),
          ),
        ),
      ),
    );
  }

  drawFacets(all, found) {
    const facets = FACETS.filter((facet) => all[facet]).map((facet) => {
      const chosen = this.chosen[facet];
      // Within a facet choices add up, so its counts are those without its own choice.
      const counts = (found && (chosen.size ? found.totalFilters : found.filters)?.[facet]) || all[facet];
      const values = Object.keys(all[facet])
        .filter((value) => counts[value] || chosen.has(value))
        .sort((a, b) =>
          facet === "Year"
            ? b.localeCompare(a)
            : facet === "Severity"
              ? a.localeCompare(b)
              : (counts[b] ?? 0) - (counts[a] ?? 0) || a.localeCompare(b),
        )
        .map((value) => [value, value, counts[value] ?? 0]);
      return { name: facet, title: facet, values, chosen };
    });
    drawFacets(this.facets, facets, this.open, () => {
      this.shown = PAGE;
      this.run();
    });
  }

  // Arrow keys move from the box through the results and back.
  move(event) {
    if (event.key !== "ArrowDown" && event.key !== "ArrowUp") return;
    const stops = [this.input, ...this.results.querySelectorAll("a")];
    const at = stops.indexOf(document.activeElement);
    if (at < 0) return;
    const next = stops[at + (event.key === "ArrowDown" ? 1 : -1)];
    if (next) {
      event.preventDefault();
      next.focus();
    }
  }
}

// A page of documentation has its title where it does not outrank incidents.
function nameOf(page) {
  return page.meta.title || page.meta.name;
}

// Pagefind marks what matched with <mark> in text it has escaped; everything else stays escaped.
function excerpt(marked) {
  const text = element("p", { class: "pm-search__excerpt" });
  const parsed = new DOMParser().parseFromString(marked, "text/html").body;
  for (const node of parsed.childNodes) {
    text.append(node.nodeName === "MARK" ? element("mark", { text: node.textContent }) : node.textContent);
  }
  return text;
}

function address(question, chosen) {
  const url = new URL(searchPage.pathname, location);
  if (question) url.searchParams.set("q", question);
  for (const [facet, values] of Object.entries(chosen)) {
    for (const value of values) url.searchParams.append(facet.toLowerCase(), value);
  }
  return url;
}

function queryInAddress() {
  const parameters = new URLSearchParams(location.search);
  return {
    question: parameters.get("q") ?? "",
    chosen: Object.fromEntries(FACETS.map((facet) => [facet, parameters.getAll(facet.toLowerCase())])),
  };
}

let dialog;
function openDialog() {
  const input = document.querySelector("[data-pm-search] .pm-search__input");
  if (input) {
    input.focus();
    input.select();
    return;
  }
  if (!dialog) {
    const place = element("div", { class: "pm-search" });
    const whole = element("a", { class: "pm-search__whole", href: searchPage, text: "Open as a page" });
    const close = element("button", {
      type: "button",
      class: "pm-search__close",
      "aria-label": "Close search",
      text: "✕",
      onclick: () => dialog.close(),
    });
    dialog = element(
      "dialog",
      { class: "pm-dialog md-typeset", "aria-label": "Search" },
      element("div", { class: "pm-dialog__bar" }, whole, close),
      place,
    );
    dialog.addEventListener("click", (event) => {
      // Outside the box, or on a result that is on this very page.
      if (event.target === dialog || event.target.closest("a")) dialog.close();
    });
    document.body.append(dialog);
    dialog.search = new Search(place, {
      onChange: (question, chosen) => {
        whole.href = address(question, chosen);
      },
      goTo: () => whole.click(),
    });
  }
  dialog.showModal();
  dialog.search.input.focus();
  dialog.search.input.select();
}

document.addEventListener("click", (event) => {
  if (!event.target.closest("[data-pm-search-open]") || event.ctrlKey || event.metaKey || event.shiftKey) return;
  event.preventDefault();
  openDialog();
});

document.addEventListener(
  "keydown",
  (event) => {
    const typing = event.target.closest("input, textarea, select, [contenteditable]");
    const slash = event.key === "/" && !typing && !event.ctrlKey && !event.metaKey && !event.altKey;
    const letter = event.key.toLowerCase() === "k" && (event.ctrlKey || event.metaKey) && !event.shiftKey;
    if (!opener || (!slash && !letter)) return;
    event.preventDefault();
    event.stopPropagation();
    openDialog();
  },
  { capture: true },
);

function fillPage() {
  const place = document.querySelector("[data-pm-search]:empty");
  if (!place) return;
  place.classList.add("pm-search");
  document.querySelector(".pm-unscripted")?.remove();
  searchPage = new URL(location.pathname, location);
  onThisPage = new Search(place, {
    ...queryInAddress(),
    onChange: (question, chosen) => history.replaceState(history.state, "", address(question, chosen)),
  });
  onThisPage.input.focus({ preventScroll: true });
}

// The search on the page, while there is one.
let onThisPage;
onQuery(
  () => Boolean(onThisPage?.input.isConnected),
  () => onThisPage.follow(queryInAddress()),
);

onPage(fillPage);

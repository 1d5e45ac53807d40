// A search over the site's Pagefind index: input, facets and results.

import { drawFacets, element } from "./facets.js";

// The filters of the index that are shown as facets, in their order.
export const FACETS = ["Severity", "Service", "Year", "Status", "Lesson", "Kind"];
const PAGE_SIZE = 8;
const INPUT_DELAY_MS = 120;
const MAX_SECTIONS = 3;

const siteUrl = new URL("../../", import.meta.url);
let pagefindModule;

// Returns Pagefind. It is loaded from this site on the first call.
function loadPagefind() {
  pagefindModule ??= import(new URL("pagefind/pagefind.js", siteUrl)).then(async (module) => {
    // Documentation has its title in the field `name`. The low weight ranks it below incidents,
    // and still orders pages of documentation among themselves.
    const ranking = { metaWeights: { name: 0.01 } };
    await module.options({ baseUrl: siteUrl.pathname, excerptLength: 24, ranking });
    return module;
  });
  return pagefindModule;
}

// A query is { text, chosen }: `chosen` has the chosen values of facets by the name of the facet.
export class SearchPanel {
  // `onQueryChange` is called with each new query, `onSubmit` when the reader submits the form.
  constructor(container, { query = { text: "", chosen: {} }, onQueryChange = () => {}, onSubmit = () => {} } = {}) {
    this.onQueryChange = onQueryChange;
    this.openFacets = new Set();
    this.resultLimit = PAGE_SIZE;
    // The number of the newest search; answers of older ones are dropped.
    this.searchNumber = 0;
    this.input = element("input", {
      type: "search",
      class: "pm-search__input",
      placeholder: "Symptom, error message, service, lesson …",
      "aria-label": "Search postmortems",
      autocomplete: "off",
      spellcheck: "false",
      oninput: () => {
        clearTimeout(this.inputTimer);
        this.inputTimer = setTimeout(() => this.#searchAnew(), INPUT_DELAY_MS);
      },
    });
    this.status = element("p", { class: "pm-search__status", role: "status" });
    this.facetList = element("div", { class: "pm-search__facets", role: "group", "aria-label": "Narrow by" });
    this.resultList = element("ol", { class: "pm-search__results" });
    this.moreButton = element("button", {
      type: "button",
      class: "md-button pm-search__more",
      text: "More results",
      hidden: true,
      onclick: () => this.#showMore(),
    });
    const form = element(
      "form",
      {
        class: "pm-search__form",
        role: "search",
        onsubmit: (event) => {
          event.preventDefault();
          onSubmit();
        },
      },
      this.input,
    );
    container.replaceChildren(
      form,
      this.status,
      element(
        "div",
        { class: "pm-search__body" },
        this.facetList,
        element("div", { class: "pm-search__found" }, this.resultList, this.moreButton),
      ),
    );
    container.addEventListener("keydown", (event) => this.#moveFocus(event));
    this.setQuery(query);
  }

  setQuery({ text, chosen }) {
    this.input.value = text;
    this.chosen = Object.fromEntries(FACETS.map((facet) => [facet, new Set(chosen[facet])]));
    this.#searchAnew();
  }

  #searchAnew() {
    this.resultLimit = PAGE_SIZE;
    this.#search();
  }

  async #search() {
    const searchNumber = ++this.searchNumber;
    const text = this.input.value.trim();
    const filters = this.#filters();
    const hasQuery = Boolean(text || Object.keys(filters).length);
    this.onQueryChange({ text, chosen: this.chosen });
    let response, countsOfIndex;
    try {
      const pagefind = await loadPagefind();
      countsOfIndex = await pagefind.filters();
      response = await pagefind.search(text || null, { filters });
    } catch (error) {
      this.status.textContent = "The search index of this site could not be loaded.";
      console.error(error);
      return;
    }
    if (searchNumber !== this.searchNumber) return;
    this.#drawFacets(countsOfIndex, hasQuery ? response : null);
    if (!hasQuery) {
      this.resultList.replaceChildren();
      this.moreButton.hidden = true;
      this.status.textContent = "Type a word, or choose a facet.";
      return;
    }
    this.results = response.results;
    await this.#drawResults(searchNumber);
  }

  // Returns the choice as filters of Pagefind: any of the chosen values of each facet.
  #filters() {
    return Object.fromEntries(
      Object.entries(this.chosen)
        .filter(([, values]) => values.size)
        .map(([facet, values]) => [facet, { any: [...values] }]),
    );
  }

  async #drawResults(searchNumber) {
    const total = this.results.length;
    const pages = await Promise.all(this.results.slice(0, this.resultLimit).map((result) => result.data()));
    if (searchNumber !== this.searchNumber) return;
    this.resultList.replaceChildren(...pages.map(resultItem));
    this.moreButton.hidden = total <= this.resultLimit;
    this.status.textContent =
      total === 0 ? "Nothing found. Try fewer or other words." : `${total} ${total === 1 ? "page" : "pages"} found`;
  }

  async #showMore() {
    const firstNewResult = this.resultLimit;
    this.resultLimit += PAGE_SIZE;
    await this.#drawResults(this.searchNumber);
    this.resultList.children[firstNewResult]?.querySelector("a")?.focus();
  }

  // Draws the facets with the counts of the response, or of the whole index if there is no query.
  #drawFacets(countsOfIndex, response) {
    const facets = FACETS.filter((name) => countsOfIndex[name]).map((name) => {
      const chosen = this.chosen[name];
      // The values of a facet are alternatives, so the counts of a facet ignore its own choice.
      // `totalFilters` are the counts without any choice, `filters` those with all choices.
      const countsOfResponse = response && (chosen.size ? response.totalFilters : response.filters);
      const counts = countsOfResponse?.[name] || countsOfIndex[name];
      const values = Object.keys(countsOfIndex[name])
        .filter((value) => counts[value] || chosen.has(value))
        .map((value) => [value, value, counts[value] ?? 0])
        .sort(FACET_ORDER[name] ?? byCount);
      return { name, title: name, values, chosen };
    });
    drawFacets(this.facetList, facets, this.openFacets, () => this.#searchAnew());
  }

  // Moves the focus with the arrow keys between the input and the links of the results.
  #moveFocus(event) {
    if (event.key !== "ArrowDown" && event.key !== "ArrowUp") return;
    const focusable = [this.input, ...this.resultList.querySelectorAll("a")];
    const index = focusable.indexOf(document.activeElement);
    if (index < 0) return;
    const next = focusable[index + (event.key === "ArrowDown" ? 1 : -1)];
    if (!next) return;
    event.preventDefault();
    next.focus();
  }
}

// How the values of a facet, each [value, label, count], are sorted: years newest first, severities
// by name, all others by count.
const FACET_ORDER = {
  Year: ([a], [b]) => b.localeCompare(a),
  Severity: ([a], [b]) => a.localeCompare(b),
};

function byCount([a, , countOfA], [b, , countOfB]) {
  return countOfB - countOfA || a.localeCompare(b);
}

// Returns a result: the page, its facts, and its sections with the most matches or an excerpt.
function resultItem(page) {
  const title = titleOf(page);
  const sections = page.sub_results
    .filter((section) => section.url.includes("#") && section.title !== title)
    .sort((a, b) => b.weighted_locations.length - a.weighted_locations.length)
    .slice(0, MAX_SECTIONS);
  const facts = [page.meta.kind, page.meta.severity, page.meta.day].filter(Boolean).join(" · ");
  const url = page.sub_results.length === 1 ? page.sub_results[0].url : page.url;
  return element(
    "li",
    { class: "pm-search__result" },
    element("a", { class: "pm-search__title", href: url, text: title }),
    element("span", { class: "pm-search__facts", text: facts }),
    // The excerpt of the page repeats those of the sections.
    ...(sections.length ? [] : [excerptParagraph(page.excerpt)]),
    element(
      "ul",
      { class: "pm-search__sections" },
      ...sections.map((section) =>
        element(
          "li",
          {},
          element("a", { href: section.url, text: section.title.replace(/¶$/, "") }),
          excerptParagraph(section.excerpt),
        ),
      ),
    ),
  );
}

// Documentation has its title in the field `name`: see `metaWeights` above.
function titleOf(page) {
  return page.meta.title || page.meta.name;
}

// Returns an excerpt as a paragraph. Pagefind returns HTML: escaped text, with matches in `mark`
// elements. Only these elements are kept; everything else is added as text.
function excerptParagraph(html) {
  const paragraph = element("p", { class: "pm-search__excerpt" });
  for (const node of new DOMParser().parseFromString(html, "text/html").body.childNodes) {
    paragraph.append(node.nodeName === "MARK" ? element("mark", { text: node.textContent }) : node.textContent);
  }
  return paragraph;
}

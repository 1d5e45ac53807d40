// A search over the site: the results and the facets below an input.

import { drawFacets, element, SEARCH_FACETS as FACETS } from "./facets.js";
import { Answers, filtered } from "./search-answers.js";
import { arranged, groupSection, suggestionSections } from "./search-results.js";

const INPUT_DELAY_MS = 40;

let answersOfSite;

// Returns the answers of the site. The index is loaded on the first call.
function loadAnswers() {
  answersOfSite ??= Answers.load();
  return answersOfSite;
}

// A query is { text, chosen }: `chosen` has the chosen values of facets by the name of the facet.
export class SearchPanel {
  // Adds the search to a container with a form, which has the input. `onQueryChange` is called with each
  // new query. The first query is what is typed already, with the facets in `chosen`.
  constructor(container, { chosen = {}, onQueryChange }) {
    this.onQueryChange = onQueryChange;
    this.input = container.querySelector("input");
    this.input.addEventListener("input", () => {
      clearTimeout(this.inputTimer);
      this.inputTimer = setTimeout(() => this.#search(), INPUT_DELAY_MS);
    });
    this.input.form.addEventListener("submit", (event) => {
      event.preventDefault();
      this.#openFirst();
    });
    // The number of the newest search; answers of older ones are dropped.
    this.searchNumber = 0;
    this.shownNumber = 0;
    this.status = element("p", { class: "pm-search__status", role: "status" });
    this.facetList = element("div", { class: "pm-search__facets", role: "group", "aria-label": "Narrow by" });
    this.found = element("div", { class: "pm-search__found" });
    container.append(this.status, element("div", { class: "pm-search__body" }, this.facetList, this.found));
    container.addEventListener("keydown", (event) => this.#moveFocus(event));
    this.setQuery({ text: this.input.value, chosen });
    if ("pmSubmitted" in this.input.form.dataset) this.#openFirst();
  }

  setQuery({ text, chosen }) {
    this.input.value = text;
    this.chosen = Object.fromEntries(FACETS.map((facet) => [facet, new Set(chosen[facet])]));
    this.#search();
  }

  #search() {
    clearTimeout(this.inputTimer);
    this.inputTimer = undefined;
    this.searching = this.#draw(++this.searchNumber);
    return this.searching;
  }

  // Whether the results of what was typed are still to come.
  get #isPending() {
    return this.inputTimer !== undefined || this.shownNumber !== this.searchNumber;
  }

  async #draw(searchNumber) {
    const text = this.input.value.trim();
    const hasChoice = FACETS.some((facet) => this.chosen[facet].size);
    this.onQueryChange({ text, chosen: this.chosen });
    try {
      const answers = await loadAnswers();
      const { hits, weights, corrections, unknown } = await answers.find(text);
      // Without a choice, the results need not wait for the facets.
      const sections = hasChoice ? null : await this.#sections(answers, text ? hits : [], weights);
      if (searchNumber !== this.searchNumber) return;
      if (sections) this.#show(sections, answers, text, hits.length, { corrections, unknown });
      const facets = await answers.index.facets();
      const choice = filtered(hits, facets, this.chosen);
      const chosenSections = hasChoice && (await this.#sections(answers, choice.hits, weights));
      if (searchNumber !== this.searchNumber) return;
      if (chosenSections) {
        this.#show(chosenSections, answers, text, choice.hits.length, { corrections, unknown, isNarrowed: true });
      }
      this.#drawFacets(choice.counts);
    } catch (error) {
      this.status.textContent = "The search index of this site could not be loaded.";
      console.error(error);
      this.shownNumber = searchNumber;
    }
  }

  #sections(answers, hits, weights) {
    const { index } = answers;
    const groups = arranged(hits, (number) => index.kindOf(number));
    const load = (number) => index.document(number);
    return Promise.all(groups.map((group) => groupSection(group, load, weights, groups.length === 2)));
  }

  #show(sections, answers, text, total, { corrections, unknown, isNarrowed = false }) {
    const hasQuery = text || isNarrowed;
    this.found.replaceChildren(...(hasQuery && total ? sections : suggestionSections(answers.suggestions)));
    const notes = [
      ...corrections.map(([typed, used]) => `Showing results for “${used}” in place of “${typed}”.`),
      ...unknown.map((word) => `No page has “${word}”.`),
    ];
    let status = "Nothing found. Try other words, or one of these pages.";
    if (!hasQuery) status = "Type a word, or choose a facet.";
    else if (total) status = `${total} ${total === 1 ? "page" : "pages"} found${notes.length ? "." : ""}`;
    else if (isNarrowed) status = "Nothing found with the chosen facets.";
    this.status.textContent = [status, ...notes].join(" ");
    this.shownNumber = this.searchNumber;
  }

  #drawFacets(counts) {
    const facets = FACETS.filter((name) => counts[name]?.size).map((name) => {
      const chosen = this.chosen[name];
      const values = [...counts[name]]
        .filter(([value, count]) => count || chosen.has(value))
        .map(([value, count]) => [value, value, count])
        .sort(FACET_ORDER[name] ?? byCount);
      return { name, title: name, values, chosen };
    });
    drawFacets(this.facetList, facets, () => this.#search());
  }

  // Opens the first result of what was typed, also if it is not found yet.
  async #openFirst() {
    await this.#search();
    this.found.querySelector(".pm-search__title")?.click();
  }

  // Moves the focus with the arrow keys between the input and the titles of the results. Results to come
  // are waited for, since they replace those shown and would take the focus away.
  async #moveFocus(event) {
    if (event.key !== "ArrowDown" && event.key !== "ArrowUp") return;
    if (this.#isPending) {
      event.preventDefault();
      await (this.inputTimer === undefined ? this.searching : this.#search());
    }
    const focusable = [this.input, ...this.found.querySelectorAll(".pm-search__title")];
    const current = focusable.findLastIndex((one) => one.closest("li, form").contains(document.activeElement));
    const next = focusable[current + (event.key === "ArrowDown" ? 1 : -1)];
    if (current < 0 || !next) return;
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

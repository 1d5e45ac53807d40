// Answers queries: loads what a query needs of the index, corrects, ranks and filters.

import { SearchIndex } from "./search-index.js";
import { spelled } from "./search-passage.js";
import { corrected, loadPostings, parse, Synonyms } from "./search-query.js";
import { rank, searchedTerms } from "./search-ranking.js";
import { setStopWords } from "./search-words.js";

// The most documents whose texts are compared with a phrase in quotation marks.
const MOST_COMPARED = 60;
// The most documents that are read to show a term as a word.
const MOST_READ = 3;

export class Answers {
  // Returns the answers of this site, after the first file of its index is loaded.
  static async load() {
    const index = await SearchIndex.load();
    setStopWords(index.start.stopWords);
    return new Answers(index, new Synonyms(index.start.synonyms));
  }

  constructor(index, synonyms) {
    this.index = index;
    this.synonyms = synonyms;
  }

  // What an empty search shows: the records of recent incidents and of the lessons taught most often.
  get suggestions() {
    return { recent: this.index.start.recent, frequent: this.index.start.frequent };
  }

  // Returns what a query finds: { hits, weights, corrections, unknown }. `hits` are the numbers of the
  // documents, the best first; without words, all documents, the newest first.
  async find(text) {
    const parsed = parse(text, this.synonyms);
    if (!text.trim()) {
      const everything = Array.from({ length: this.index.size }, (_, place) => this.index.size - 1 - place);
      return { hits: everything, weights: new Map(), corrections: [], unknown: [] };
    }
    await loadPostings(this.index, parsed);
    const { query, corrections, unknown } = await corrected(this.index, parsed, this.synonyms);
    let hits = rank(this.index, query).map((hit) => hit.number);
    if (query.phrases.length) hits = await this.#withPhrases(hits, query.phrases);
    return {
      hits,
      weights: searchedTerms(this.index, query),
      corrections: await Promise.all(
        [...corrections].map(async ([word, term]) => [word.text, await this.#spelled(term)]),
      ),
      unknown,
    };
  }

  // Returns the documents whose texts contain all phrases.
  async #withPhrases(hits, phrases) {
    const compared = hits.slice(0, MOST_COMPARED);
    const records = await Promise.all(compared.map((number) => this.index.document(number)));
    return compared.filter((_, place) => {
      const { title, parts } = records[place];
      const texts = [title, ...(parts ?? []).flatMap(([, , own]) => own)].map((text) => text.toLowerCase());
      return phrases.every((phrase) => texts.some((text) => text.includes(phrase.toLowerCase())));
    });
  }

  async #spelled(term) {
    if (!this.index.has(term)) return this.synonyms.terms.get(term);
    const [, numbers] = this.index.postings.get(term);
    const records = await Promise.all(numbers.slice(-MOST_READ).map((number) => this.index.document(number)));
    return records.map((record) => spelled(record, term)).find(Boolean) ?? term;
  }
}

// Returns the hits that have one of the chosen values of each facet, and the counts of the values:
// { hits, counts }. The values of a facet are alternatives, so its counts ignore its own choice.
export function filtered(hits, facets, chosen) {
  const hasChoice = (name, number) =>
    !chosen[name]?.size || [...chosen[name]].some((value) => facets[name].get(value)?.has(number));
  const names = Object.keys(facets);
  const counts = Object.fromEntries(
    names.map((name) => {
      const others = names.filter((other) => other !== name);
      const base = hits.filter((number) => others.every((other) => hasChoice(other, number)));
      const values = [...facets[name]].map(([value, numbers]) => [
        value,
        base.filter((one) => numbers.has(one)).length,
      ]);
      return [name, new Map(values)];
    }),
  );
  return { hits: hits.filter((number) => names.every((name) => hasChoice(name, number))), counts };
}

// Parses a query and corrects its spelling, as `query.py`, `synonyms.py` and `spelling.py` of
// `postmortems/search` do.

import { completed, ENDING, SHORTEST_PREFIX } from "./search-ranking.js";
import { stem, words } from "./search-words.js";

const PHRASE = /"([^"]+)"/g;
const TYPED = /[\p{L}\p{N}]$/u;
const SHORTEST = 5;
const LONG = 8;
const BEGINNING = 6;

// Groups of expressions that mean the same.
export class Synonyms {
  constructor(groups) {
    this.groups = [];
    this.byFirst = new Map();
    // A word for each term of the expressions.
    this.terms = new Map();
    groups.forEach((group, number) => {
      const expressions = [];
      for (const text of group) {
        const own = words(text);
        const key = own.map(keyOf);
        if (!key.length) continue;
        expressions.push({ key: key.join("\n"), terms: own.flatMap((word) => word.terms) });
        for (const word of own) {
          if (word.terms.length === 1 && !this.terms.has(word.terms[0])) this.terms.set(word.terms[0], word.text);
        }
        if (!this.byFirst.has(key[0])) this.byFirst.set(key[0], []);
        this.byFirst.get(key[0]).push({ key, number });
      }
      this.groups.push(expressions);
    });
  }

  // Returns each expression in a query: { start, length, others }, `others` being the terms of the
  // expressions that mean the same.
  found(query) {
    const keys = query.map(keyOf);
    return keys.flatMap((first, start) =>
      (this.byFirst.get(first) ?? [])
        .filter(({ key }) => key.every((part, index) => keys[start + index] === part))
        .map(({ key, number }) => {
          const own = key.join("\n");
          const others = this.groups[number].filter((other) => other.key !== own && other.terms.length);
          return { start, length: key.length, others: others.map((other) => other.terms) };
        }),
    );
  }
}

// What two words have in common that differ in their endings only.
function keyOf(word) {
  return word.joined || word.terms.join(" ") || word.text;
}

// Returns a query: { everything, words, expressions, phrases, isTyped }. `everything` has also the stop
// words; an expression is { words, synonyms }; `isTyped` is whether the last word may be the beginning
// of a word.
export function parse(text, synonyms) {
  const phrases = [...text.matchAll(PHRASE)]
    .map((match) => match[1])
    .filter((phrase) => words(phrase).some((word) => word.terms.length));
  return queryOf(words(text), synonyms, phrases, TYPED.test(text));
}

function queryOf(everything, synonyms, phrases, isTyped) {
  const kept = everything.filter((word) => word.terms.length);
  return {
    everything,
    words: kept,
    expressions: expressionsOf(everything, synonyms),
    phrases,
    isTyped: isTyped && everything.at(-1)?.terms.length > 0,
  };
}

function expressionsOf(everything, synonyms) {
  const numbers = new Map();
  everything.forEach((word, place) => {
    if (word.terms.length) numbers.set(place, numbers.size);
  });
  const own = new Set(everything.flatMap((word) => word.terms));
  const found = new Map();
  for (const { start, length, others } of synonyms.found(everything)) {
    const span = [];
    for (let place = start; place < start + length; place++) {
      if (numbers.has(place)) span.push(numbers.get(place));
    }
    const fresh = others.filter((terms) => !terms.every((term) => own.has(term)));
    if (!span.length || !fresh.length) continue;
    const key = span.join();
    if (!found.has(key)) found.set(key, { words: span, synonyms: new Map() });
    for (const terms of fresh) found.get(key).synonyms.set(terms.join(" "), terms);
  }
  return [...found.values()].map((expression) => ({
    words: expression.words,
    synonyms: [...expression.synonyms.values()],
  }));
}

// Returns { query, corrections, unknown }: the query with its unknown words corrected, the term in place
// of each corrected word, and the words that nothing matches. Loads what it needs of the index.
export async function corrected(index, query, synonyms) {
  const corrections = new Map();
  for (const word of unknownWords(index, query)) {
    const term = nearest(word.text, await vocabulary(index, word.text, synonyms));
    if (term) corrections.set(word, term);
  }
  let result = query;
  if (corrections.size) {
    const everything = query.everything.map((word) =>
      corrections.has(word) ? { text: word.text, terms: [corrections.get(word)], joined: "" } : word,
    );
    result = queryOf(everything, synonyms, query.phrases, query.isTyped);
    await loadPostings(index, result);
  }
  return { query: result, corrections, unknown: unknownWords(index, result).map((word) => word.text) };
}

// Loads all postings that the ranking of a query needs.
export async function loadPostings(index, query) {
  const terms = query.words.flatMap((word) => (word.joined ? [...word.terms, word.joined] : word.terms));
  const synonyms = query.expressions.flatMap((expression) => expression.synonyms.flat());
  const loading = [index.loadTerms([...terms, ...synonyms])];
  const { text } = query.words.at(-1) ?? { text: "" };
  if (query.isTyped && text.length >= SHORTEST_PREFIX) {
    loading.push(index.loadPrefix(text), index.loadTerms(beginnings(text)));
  }
  await Promise.all(loading);
}

function beginnings(text) {
  return [1, 2, 3, 4].map((cut) => text.slice(0, -cut)).filter(Boolean);
}

function unknownWords(index, query) {
  const hasSynonym = new Set(
    query.expressions
      .filter(({ synonyms }) => synonyms.some((terms) => terms.every((term) => index.has(term))))
      .flatMap((expression) => expression.words),
  );
  return query.words.filter((word, number) => {
    const isKnown = [...word.terms, word.joined].some((term) => index.has(term));
    const isBeginning = query.isTyped && number === query.words.length - 1 && completed(index, word).length > 0;
    return !hasSynonym.has(number) && !isKnown && !isBeginning;
  });
}

// Returns the terms that a word may be meant to be, the likeliest first.
async function vocabulary(index, text, synonyms) {
  const letters = [...new Set(text.slice(0, 2))];
  const lists = await Promise.all(letters.map((letter) => index.vocabulary(letter)));
  return letters.flatMap((letter, number) => [
    ...lists[number],
    ...[...synonyms.terms.keys()].filter((term) => term.startsWith(letter)),
  ]);
}

// Returns the first of the nearest terms of a vocabulary, if one is near.
function nearest(text, vocabulary) {
  const wanted = stem(text);
  if (wanted.length < SHORTEST || !/^\p{L}+$/u.test(text)) return undefined;
  let most = wanted.length < LONG ? 1 : 2;
  let best;
  for (const term of vocabulary) {
    let distance = nearDistance(wanted, term, most);
    if (distance && term.length >= BEGINNING && term.length < text.length && text.length <= term.length + ENDING) {
      // A mistake near the end of a word changes its stem.
      distance = Math.min(distance, 1 + nearDistance(text.slice(0, term.length), term, most));
    }
    if (distance === 0) return undefined;
    if (distance <= most) {
      best = term;
      most = distance - 1;
    }
  }
  return best;
}

// Returns the distance of two texts; infinity if their lengths differ by more than `most`.
function nearDistance(a, b, most) {
  return Math.abs(a.length - b.length) > most ? Infinity : editDistance(a, b);
}

// Returns the optimal string alignment distance: insertions, deletions, replacements and swaps of neighbours.
function editDistance(a, b) {
  let [beforeLast, last] = [[], Array.from({ length: b.length + 1 }, (_, column) => column)];
  for (let row = 1; row <= a.length; row++) {
    const current = [row];
    for (let column = 1; column <= b.length; column++) {
      const isSame = a[row - 1] === b[column - 1];
      let least = Math.min(current[column - 1] + 1, last[column] + 1, last[column - 1] + (isSame ? 0 : 1));
      if (row > 1 && column > 1 && a[row - 1] === b[column - 2] && a[row - 2] === b[column - 1]) {
        least = Math.min(least, beforeLast[column - 2] + 1);
      }
      current.push(least);
    }
    [beforeLast, last] = [last, current];
  }
  return last[b.length];
}

// Ranks documents for a query, as `postmortems/search/ranking.py` does; it explains the figures.

import { words } from "./search-words.js";

const ALTERNATIVE = 0.5;
const COVERAGE = 0.6;
const MOST_COMPLETIONS = 10;
export const SHORTEST_PREFIX = 3;
export const ENDING = 4;

// Returns the documents that a query finds as [{ number, score }], the best first.
export function rank(index, query) {
  const byWord = query.words.map((_, number) => wordScores(index, query, number));
  const raised = byWord.map((scores) => new Map(scores));
  const byExpression = query.expressions.map((expression) => {
    const own = expression.words.map((number) => query.words[number]);
    const scores = alternativeScores(index, own, expression.synonyms);
    scores.forEach((score, number) => {
      // Expressions can overlap; a word must not be raised twice.
      if (score <= sum(expression.words.map((word) => raised[word].get(number) ?? 0))) return;
      for (const word of expression.words) raised[word].set(number, score / expression.words.length);
    });
    return scores;
  });
  const total = new Map();
  for (const scores of raised) {
    scores.forEach((score, number) => {
      total.set(number, (total.get(number) ?? 0) + score);
    });
  }
  const coverage = coverageOf(index, query, byWord, byExpression);
  let hits = [...total].map(([number, score]) => ({ number, score: score * coverage(number) }));
  for (const phrase of query.phrases) {
    const having = allTerms(
      index,
      words(phrase).flatMap((word) => word.terms),
    );
    hits = hits.filter((hit) => having.has(hit.number));
  }
  // Of equal scores, the newest first.
  const rounded = (hit) => Math.round(hit.score * 1e9);
  return hits.sort((a, b) => rounded(b) - rounded(a) || b.number - a.number);
}

// Returns the most frequent terms that a word may be the beginning of.
export function completed(index, word) {
  if (word.text.length < SHORTEST_PREFIX) return [];
  let longer = index.beginningWith(word.text).filter((term) => !word.terms.includes(term));
  if (!longer.length && !word.terms.some((term) => index.has(term))) {
    const shorter = Array.from({ length: ENDING }, (_, cut) => word.text.slice(0, -cut - 1));
    longer = shorter.filter((term) => term.length > SHORTEST_PREFIX && index.has(term)).slice(0, 1);
  }
  return longer.sort((a, b) => index.count(b) - index.count(a)).slice(0, MOST_COMPLETIONS);
}

// Returns the weight of each term that a query searches for.
export function searchedTerms(index, query) {
  const weights = new Map();
  const add = (terms, factor) => {
    for (const term of terms.filter((one) => index.has(one))) {
      weights.set(term, Math.max(weights.get(term) ?? 0, factor * index.rarity(index.count(term))));
    }
  };
  for (const word of query.words) add([...word.terms, word.joined], 1);
  for (const expression of query.expressions) add(expression.synonyms.flat(), ALTERNATIVE);
  if (query.isTyped) add(completed(index, query.words.at(-1)), ALTERNATIVE);
  return weights;
}

function wordScores(index, query, number) {
  const word = query.words[number];
  const scores = allTerms(index, word.terms);
  if (word.joined) raise(scores, allTerms(index, [word.joined]));
  if (query.isTyped && number === query.words.length - 1) {
    const completions = completed(index, word).map((term) => [term]);
    raise(scores, alternativeScores(index, [word], completions));
  }
  return scores;
}

// The rarity of a word: of its most frequent term; of a new term if it has none.
function rarityOf(index, word) {
  const counts = word.terms.filter((term) => index.has(term)).map((term) => index.count(term));
  return index.rarity(counts.length ? Math.max(...counts) : 1);
}

// Returns the best score of the alternatives to words in each document.
function alternativeScores(index, own, alternatives) {
  const isKnown = own.some((word) => word.terms.some((term) => index.has(term)));
  const limit = isKnown ? sum(own.map((word) => rarityOf(index, word))) : Infinity;
  const best = new Map();
  for (const terms of alternatives) {
    const rarity = sum(terms.map((term) => index.rarity(index.count(term))));
    const factor = ALTERNATIVE * Math.min(1, limit / rarity);
    const scores = [...allTerms(index, terms)].map(([number, score]) => [number, factor * score]);
    raise(best, new Map(scores));
  }
  return best;
}

// Returns the sum of the scores of terms in each document that has all of them.
function allTerms(index, terms) {
  const [first, ...others] = terms;
  let result = index.scores(first);
  for (const term of others) {
    const own = index.scores(term);
    result = new Map([...result].filter(([number]) => own.has(number)).map(([n, score]) => [n, score + own.get(n)]));
  }
  return result;
}

// Keeps the higher of two scores of each document.
function raise(scores, others) {
  others.forEach((score, number) => {
    if (score > (scores.get(number) ?? 0)) scores.set(number, score);
  });
}

// Returns a function that returns the factor of a document's score, 1 if it has all words.
function coverageOf(index, query, byWord, byExpression) {
  const weights = query.words.map((word) => rarityOf(index, word));
  const weightOf = (numbers) => sum([...numbers].sort((a, b) => a - b).map((number) => weights[number]));
  // The words that documents have, as told by `has` for the scores of words and expressions.
  const wordsWith = (has) => {
    const found = new Set([...byWord.keys()].filter((number) => has(byWord[number])));
    query.expressions.forEach((expression, place) => {
      if (has(byExpression[place])) for (const number of expression.words) found.add(number);
    });
    return found;
  };
  const all = weightOf(wordsWith((scores) => scores.size > 0));
  return (document) => 1 - COVERAGE + (COVERAGE * weightOf(wordsWith((scores) => scores.has(document)))) / all;
}

function sum(numbers) {
  return numbers.reduce((total, number) => total + number, 0);
}

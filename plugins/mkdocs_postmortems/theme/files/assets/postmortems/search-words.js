// Splits text into the terms that the search compares, as `postmortems/search/words.py` does.

import { EnglishStemmer } from "./english-stemmer.js";

const MAX_LENGTH = 40;
const CHUNK = /[\p{L}\p{N}]+(?:[-_.,'’][\p{L}\p{N}]+)*/gu;
const NUMBER = /^\d+(?:[.,]\d+)+$/;
const SEPARATOR = /[-_.,]/;
const CAMEL = /(?<=[a-z])(?=[A-Z])|(?<=[A-Z])(?=[A-Z][a-z])/;
const CJK = /([\u3040-\u30ff\u3400-\u4dbf\u4e00-\u9fff\uac00-\ud7af]+)/;
// biome-ignore lint/suspicious/noControlCharactersInRegex: the range of ASCII begins with one
const ASCII = /^[\x00-\x7f]*$/;

const stemmer = new EnglishStemmer();
const stems = new Map();
const termsOfChunk = new Map();
let stopWords = new Set();

// Sets the words that are not in the index.
export function setStopWords(words) {
  stopWords = new Set(words);
}

// Returns the parts of a text without whitespace and surrounding punctuation, in order.
export function chunks(text) {
  return (ASCII.test(text) ? text : withoutAccents(text)).match(CHUNK) ?? [];
}

// Returns the words of a text in order. A word is { text, terms, joined }: `joined` is the term of the
// parts of an identifier, written as one word.
export function words(text) {
  return chunks(text).map(wordOf);
}

// Returns the terms of a chunk in the index.
export function indexTerms(chunk) {
  let terms = termsOfChunk.get(chunk);
  if (!terms) {
    const word = wordOf(chunk);
    terms = word.joined ? [...word.terms, word.joined] : word.terms;
    termsOfChunk.set(chunk, terms);
  }
  return terms;
}

// Returns the stem of a word in lower case.
export function stem(word) {
  let stemmed = stems.get(word);
  if (stemmed === undefined) {
    stemmed = [...word].slice(0, MAX_LENGTH).join("");
    if (ASCII.test(stemmed)) stemmed = stemmer.stemWord(stemmed);
    stems.set(word, stemmed);
  }
  return stemmed;
}

function wordOf(chunk) {
  if (NUMBER.test(chunk)) {
    const number = chunk.replaceAll(",", "");
    return { text: number, terms: [number], joined: "" };
  }
  const text = chunk.replace(/['’]/g, "");
  const parts = text
    .split(SEPARATOR)
    .filter(Boolean)
    .flatMap((piece) => partsOf(piece));
  if (parts.length === 1) return { text: text.toLowerCase(), terms: termsOf(parts[0]), joined: "" };
  const joined = stem(parts.join(""));
  const own = parts.flatMap((part) => termsOf(part));
  const isName = !text.includes(".") && !text.includes(",");
  return {
    text: text.toLowerCase(),
    terms: own.length ? own : [joined],
    joined: isName && own.length ? joined : "",
  };
}

// Returns the words of an identifier in camel case, in lower case.
function partsOf(piece) {
  const parts = piece.split(CAMEL);
  const isSplit = parts.every((part) => [...part].length > 1);
  return (isSplit ? parts : [piece]).map((part) => part.toLowerCase());
}

function termsOf(word) {
  if (ASCII.test(word)) return word.length > 1 && !stopWords.has(word) ? [stem(word)] : [];
  return word
    .split(CJK)
    .filter(Boolean)
    .flatMap((run) => {
      if (!CJK.test(run)) return [stem(run)];
      if (run.length === 1) return [run];
      return Array.from({ length: run.length - 1 }, (_, index) => run.slice(index, index + 2));
    });
}

function withoutAccents(text) {
  return text
    .normalize("NFKD")
    .replace(/\p{Mn}/gu, "")
    .normalize("NFC");
}

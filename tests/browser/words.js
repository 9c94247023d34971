// What a rounded figure on a page may stand for.  Shares no code with what wrote it.
'use strict';

const SCALES = { '%': 0.01, points: 0.01, million: 1e6, h: 1, s: 1 };
const SECONDS = { h: 3600, min: 60, s: 1 };

// "3 min 09 s", "1 h 37 min": the sum and the least unit that is said.
function time(text) {
  const parts = [...text.matchAll(/([\d.,]+)\s*(h|min|s)\b/g)];
  const [, last, unit] = parts[parts.length - 1];
  const decimals = (last.split('.')[1] || '').length;
  const number = parts.reduce((sum, [, digits, of]) => sum + Number(digits.replace(/,/g, '')) * SECONDS[of], 0);
  return { number, grain: SECONDS[unit] * 10 ** -decimals };
}

// The number that a text such as "94.3 %", "£1,242", "+0.8 points" says, and how much its
// last decimal is worth; null: it says none.
function said(text) {
  const plain = text.replace(/[\u00a0\u202f]/g, ' ').replace(/−/g, '-').trim();
  const match = /^([+-]?)\s*£?\s*([\d,]+(?:\.\d+)?)\s*(%|points|million|h|min|s)?/.exec(plain);
  if (!match) return null;
  const [, sign, digits, unit] = match;
  const one = unit === 'min' || unit === 's' || /^[\d.,]+\s*h\s+\d/.test(plain)
    ? time(plain)
    : {
      number: Number(digits.replace(/,/g, '')) * (SCALES[unit] || 1),
      grain: 10 ** -(digits.split('.')[1] || '').length * (SCALES[unit] || 1),
    };
  return { number: sign === '-' ? -one.number : one.number, grain: one.grain };
}

// Whether a text is a rounded form of a value; names such as "point 1" end in it.
function says(text, value) {
  const figure = said(text) || said((/[\d.,]+$/.exec(text.trim()) || [''])[0]);
  return figure !== null && Math.abs(figure.number - value) <= figure.grain * 0.5000001;
}

// The number at a path of a result: "target.t999.value", "plans.0.hours".  Estimates are
// objects with a value.
function at(result, path) {
  const found = path.split('.').reduce((from, key) => (from === null || from === undefined ? from : from[key]), result);
  return found !== null && typeof found === 'object' ? found.value : found;
}

module.exports = { said, says, at };

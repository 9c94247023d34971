// What is looked at in a page.  Each function gives what is wrong as texts, none where all
// is well, or throws.
'use strict';

const fs = require('fs');
const { at, says } = require('./words.js');

const MOST_BYTES = 2e6;

// Headlines: exact in their attributes, rounded in what is read.
async function figures(page, result) {
  const cards = await page.$$eval('[data-path]', (all) => all.map((card) => ({
    path: card.dataset.path, value: card.dataset.value, met: card.dataset.pMet,
    words: card.querySelector('.figure').firstChild.textContent,
    box: card.querySelector('.figure').getBoundingClientRect().height,
  })));
  const wrong = cards.length > 0 ? [] : ['no headline'];
  cards.forEach(({ path, value, met, words, box }) => {
    const want = at(result, path);
    if (value !== undefined && (typeof want !== 'number' || Number(value) !== want)) wrong.push(`${path}: page ${value}, JSON ${want}`);
    if (value !== undefined && !says(words, want)) wrong.push(`${path}: "${words}" is not ${want}`);
    const chance = at(result, path.replace(/value$/, 'p_met'));
    if (met !== undefined && path.endsWith('value') && Number(met) !== chance) wrong.push(`${path}: P(met) ${met}, JSON ${chance}`);
    if (box <= 0) wrong.push(`${path}: not to be seen`);
  });
  return wrong;
}

// Everything that may be closed is open, so that it is on the page and in what is checked.
async function openAll(page) {
  await page.$$eval('details', (all) => all.forEach((one) => { one.open = true; one.hidden = false; }));
}

// Charts that the script drew.
async function charts(page) {
  const drawn = await page.evaluate(() => window.tenfive.drawAll());
  const wrong = await page.$$eval('.chart', (all) => all.map((room) => {
    const box = room.querySelector('.drawn');
    const shapes = box ? box.querySelectorAll('svg path, svg rect, svg polyline').length : 0;
    const named = box && box.getAttribute('role') === 'img' && (box.getAttribute('aria-label') || '').trim().length > 10;
    const figure = room.closest('figure'), of = figure.id;
    const chart = JSON.parse((figure.querySelector('script[type="application/json"]') || { textContent: '{}' }).textContent);
    const names = chart.kind === 'bars' && chart.x === 0 && chart.rows <= 12 && box
      ? [...figure.querySelectorAll('tbody tr')].map((row) => row.cells[0].textContent) : [];
    const bare = (text) => text.replace(/[\s✓✗?]/g, '');
    const unnamed = names.find((name) => !bare(box.querySelector('svg').textContent).includes(bare(name)));
    if (unnamed) return `${of}: "${unnamed}" does not stand below its bars`;
    return shapes < 3 ? `${of}: nothing drawn (${shapes} shapes)` : !named ? `${of}: no text in its place` : null;
  }).filter(Boolean));
  const count = await page.$$eval('.chart', (all) => all.length);
  if (count === 0 || drawn !== count) wrong.push(`${drawn} charts drawn of ${count}`);
  return wrong;
}

// Without a script: pictures, their texts and the tables behind them.
async function pictures(page) {
  await openAll(page);
  return page.$$eval('figure', (all) => all.flatMap((figure) => {
    const rows = figure.querySelectorAll('tbody tr').length, svg = figure.querySelector('.chart > svg');
    const wrong = rows > 0 && figure.querySelector('table').getBoundingClientRect().height > 0
      ? [] : [`${figure.id}: no table to be seen`];
    if (!figure.querySelector('.chart')) return wrong;
    if (!svg || svg.getBoundingClientRect().height < 20 || svg.querySelectorAll('path, rect').length < 2) {
      return [...wrong, `${figure.id}: no picture`];
    }
    const named = (svg.getAttribute('aria-labelledby') || '').split(' ').map((id) => document.getElementById(id));
    const words = named.map((element) => (element && svg.contains(element) ? element.textContent : '')).join(' ');
    return svg.getAttribute('role') === 'img' && words.length > 10 ? wrong : [...wrong, `${figure.id}: a picture without a text`];
  }));
}

// From the top with Tab: the skip link first, then in the order of the page, each to be
// seen and marked, everything that can be reached, and out at the end.
async function tabs(page, wants) {
  const all = await page.evaluate(() => {
    window.scrollTo(0, 0);
    document.activeElement.blur();
    window.order = [...document.querySelectorAll('*')];
    return window.order.filter((element) => element.tabIndex >= 0 && !element.closest('svg') && element.checkVisibility({ visibilityProperty: true })
      && !(element.closest('details:not([open])') && element.tagName !== 'SUMMARY')).length;
  });
  const seen = [], wrong = [];
  for (let i = 0; i < all + 5; i += 1) {
    await page.keyboard.press('Tab');
    const now = await page.evaluate(() => {
      const it = document.activeElement;
      if (!it || it === document.body) return null;
      const style = getComputedStyle(it), box = it.getBoundingClientRect();
      return {
        place: window.order.indexOf(it), name: `${it.tagName.toLowerCase()} "${it.textContent.slice(0, 30)}"`, tag: it.tagName, text: it.textContent,
        marked: (style.outlineStyle !== 'none' && parseFloat(style.outlineWidth) >= 1.5) || style.boxShadow !== 'none',
        shown: box.height > 0 && box.bottom > 0 && box.top < window.innerHeight && box.right > 0 && box.left < window.innerWidth,
      };
    });
    if (now === null) break;
    const before = seen[seen.length - 1];
    if (before && now.place <= before.place) wrong.push(`${now.name} comes after ${before.name}`);
    if (!now.marked) wrong.push(`${now.name} has focus and does not show it`);
    if (!now.shown) wrong.push(`${now.name} has focus and is not to be seen`);
    seen.push(now);
    if (wrong.length > 5) return wrong;
  }
  if (seen.length === 0 || !/skip/i.test(seen[0].text)) wrong.push('the first stop does not skip to the results');
  if (seen.length !== all) wrong.push(`${seen.length} stops of ${all} that can have focus`);
  wants.filter((tag) => !seen.some((one) => one.tag === tag)).forEach((tag) => wrong.push(`no ${tag} was reached`));
  return wrong;
}

// Definitions come with focus and go with Escape.
async function terms(page, most) {
  const links = (await page.$$('a.term')).slice(0, most), wrong = [];
  for (const link of links) {
    if (!(await link.isVisible())) continue;
    await link.focus();
    const tip = await page.evaluate(() => {
      const it = document.activeElement, box = document.getElementById(it.getAttribute('aria-describedby'));
      const definition = document.getElementById(it.hash.slice(1));
      const rect = box ? box.getBoundingClientRect() : { height: 0 };
      return {
        name: it.textContent, shown: rect.height > 0 && rect.left >= 0 && rect.right <= window.innerWidth + 1,
        same: Boolean(definition) && Boolean(box) && box.textContent === definition.nextElementSibling.textContent,
      };
    });
    if (!tip.shown || !tip.same) wrong.push(`${tip.name}: ${tip.shown ? 'another definition' : 'no definition to be seen'}`);
    await page.keyboard.press('Escape');
    const left = await page.evaluate(() => getComputedStyle(document.getElementById('page-tip')).display);
    if (left !== 'none') wrong.push(`${tip.name}: stays after Escape`);
  }
  return links.length > 0 ? wrong : ['no term'];
}

// Nothing is wider than the window, but for what scrolls by itself.
async function narrow(page) {
  return page.evaluate(() => {
    const root = document.documentElement;
    if (root.scrollWidth <= root.clientWidth) return [];
    const wide = [...document.querySelectorAll('body *')].filter((one) => one.getBoundingClientRect().right > root.clientWidth + 1
      && !one.closest('.scroll, .chart, svg')).slice(0, 3).map((one) => `${one.tagName}.${one.className}`);
    return [`${root.scrollWidth} wide in ${root.clientWidth}: ${wide}`];
  });
}

async function axe(page, source) {
  await page.evaluate(source);
  await page.evaluate(() => document.activeElement.blur()); // it looks otherwise, for a while
  const found = await page.evaluate(() => window.axe.run(document, {
    resultTypes: ['violations'], runOnly: ['wcag2a', 'wcag2aa', 'wcag21a', 'wcag21aa', 'wcag22aa', 'best-practice'],
  }));
  return found.violations.filter(({ impact }) => impact === 'serious' || impact === 'critical')
    .map(({ id, nodes }) => `${id}: ${nodes.length}, ${nodes[0].html.slice(0, 160)}`);
}

function size(file) {
  const bytes = fs.statSync(file).size;
  return bytes < MOST_BYTES ? [] : [`${bytes} bytes`];
}

// Every sheet of paper has the marking, as a reader of the file finds it.
function sheets(text, marking) {
  const pages = text.split('\f').slice(0, -1);
  const flat = (words) => words.replace(/\s+/g, ' ');
  const without = pages.map((words, i) => (flat(words).includes(flat(marking)) ? 0 : i + 1)).filter(Boolean);
  return pages.length > 0 && without.length === 0 ? [] : [`${pages.length} pages, without: ${without.slice(0, 9)}`];
}

// Texts of a hostile scenario are on the page as texts, and did nothing.
async function hostile(page, texts) {
  const wrong = await page.evaluate((wanted) => {
    const read = document.body.innerText, found = [];
    wanted.forEach((text) => { if (!read.includes(text)) found.push(`not shown: ${text}`); });
    if (window.hacked) found.push('a script of it ran');
    if (document.querySelector('[onerror], [onload], [onmouseover], img, iframe, main script:not([type="application/json"])')) found.push('markup of it is there');
    const walker = document.createTreeWalker(document.body, NodeFilter.SHOW_TEXT);
    while (walker.nextNode()) {
      const { data, parentElement } = walker.currentNode;
      const isApart = parentElement.closest('bdi, [dir], pre, option, script, title, desc, text, td, th');
      if (/[\u202a-\u202e]/.test(data) && !isApart) found.push(`turns what is around it: ${data.slice(0, 60)}`);
    }
    return found;
  }, texts);
  return wrong;
}

module.exports = { axe, charts, figures, hostile, narrow, openAll, pictures, sheets, size, tabs, terms };

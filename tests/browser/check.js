// Opens pages in a browser with no network, as a reader does, and says in TAP what is
// right with them.
// Usage: node check.js CHROMIUM MODULES MARKING NAME=DIRECTORY...
//   MODULES: a directory whose node_modules has what package.json names;
//   each directory holds report.html and the JSON that it was made of, that of a hostile
//   scenario also texts.json: what must be read on the page.
'use strict';

const { execFileSync } = require('child_process');
const fs = require('fs');
const { createRequire } = require('module');
const os = require('os');
const path = require('path');
const looks = require('./looks.js');

const [chromium, modules, marking, ...pages] = process.argv.slice(2);
const load = createRequire(path.join(path.resolve(modules), 'package.json'));
const playwright = load('playwright-core');
const axeSource = fs.readFileSync(load.resolve('axe-core/axe.min.js'), 'utf8');

const PATIENCE = 120000; // ms, on a loaded machine
const FLAGS = ['--headless', '--no-sandbox', '--disable-gpu', '--disable-quic', '--no-first-run',
  '--disable-background-networking', '--disable-component-update', '--disable-sync'];

let number = 0;
async function test(name, look) {
  let wrong;
  try {
    wrong = await look();
  } catch (error) {
    wrong = [String(error).split('\n').slice(0, 3).join(' ')];
  }
  number += 1;
  console.log(`${wrong.length === 0 ? 'ok' : 'not ok'} ${number} - ${name}`);
  wrong.slice(0, 8).forEach((text) => console.log(`# ${text.replace(/\s+/g, ' ')}`));
}

function resultOf(directory) {
  const name = fs.readdirSync(directory).find((file) => /^(result|plan|comparison|sweep)\.json$/.test(file));
  return JSON.parse(fs.readFileSync(path.join(directory, name), 'utf8'));
}

// A page in a context of its own, and what it complains of and asks for.
async function open(browser, file, options) {
  const context = await browser.newContext({ viewport: { width: 1280, height: 800 }, reducedMotion: 'reduce', ...options });
  context.setDefaultTimeout(PATIENCE);
  const noted = [], url = `file://${file}`;
  await context.route('**', (route) => (route.request().url() === url ? route.continue() : route.abort()));
  await context.setOffline(true);
  const page = await context.newPage();
  page.setDefaultNavigationTimeout(PATIENCE);
  page.on('console', (message) => { if (['error', 'warning'].includes(message.type())) noted.push(`console: ${message.text()}`); });
  page.on('pageerror', (error) => noted.push(`error: ${error}`));
  page.on('dialog', (dialog) => { noted.push(`dialog: ${dialog.message()}`); dialog.dismiss(); });
  page.on('request', (request) => { if (request.url() !== url) noted.push(`asked for ${request.url().slice(0, 80)}`); });
  await page.goto(url, { waitUntil: 'load' });
  return { page, noted, close: () => context.close() };
}

function hasPdfReader() {
  try {
    execFileSync('pdftotext', ['-v'], { stdio: 'ignore' });
    return true;
  } catch {
    return false;
  }
}

async function paper(page, name) {
  const file = path.join(fs.mkdtempSync(path.join(os.tmpdir(), 'tenfive-')), `${name}.pdf`);
  try {
    await page.pdf({ path: file, format: 'A4', timeout: PATIENCE });
    const text = execFileSync('pdftotext', ['-layout', file, '-'], { maxBuffer: 1 << 28 }).toString();
    return looks.sheets(text, marking);
  } finally {
    fs.rmSync(path.dirname(file), { recursive: true });
  }
}

async function withScript(browser, name, file, result) {
  const { page, noted, close } = await open(browser, file, {});
  await test(`${name}: headlines are those of the JSON`, () => looks.figures(page, result));
  await test(`${name}: every chart is drawn and has a text`, () => looks.charts(page));
  await test(`${name}: what can have focus has it in order, seen and marked`, () => looks.tabs(page, ['A', 'SUMMARY']));
  await test(`${name}: definitions come with focus and go with Escape`, () => looks.terms(page, 30));
  await test(`${name}: axe finds nothing serious`, () => looks.axe(page, axeSource));
  if (hasPdfReader()) await test(`${name}: every sheet of paper has the marking`, () => paper(page, name));
  await test(`${name}: no complaint and nothing asked for`, async () => noted);
  await close();
}

async function otherwise(browser, name, file, result) {
  const dark = await open(browser, file, { colorScheme: 'dark' });
  await test(`${name}: axe finds nothing serious in the dark`, () => looks.axe(dark.page, axeSource));
  await dark.close();
  const small = await open(browser, file, { viewport: { width: 320, height: 640 } });
  await test(`${name}: fits a window of 320 pixels`, () => looks.narrow(small.page));
  await test(`${name}: axe finds nothing serious there`, () => looks.axe(small.page, axeSource));
  await test(`${name}: definitions fit it, too`, () => looks.terms(small.page, 5));
  await small.close();
  const zoomed = await open(browser, file, { viewport: { width: 640, height: 400 }, deviceScaleFactor: 2 });
  await test(`${name}: fits at 200 %`, () => looks.narrow(zoomed.page));
  await zoomed.close();
  const plain = await open(browser, file, { javaScriptEnabled: false });
  await test(`${name}: without scripts the headlines are there`, () => looks.figures(plain.page, result));
  await test(`${name}: without scripts every exhibit has a table, every chart a picture`, () => looks.pictures(plain.page));
  await test(`${name}: without scripts nothing is asked for`, async () => plain.noted.filter((text) => !/script/i.test(text)));
  await plain.close();
}

// A page of a scenario whose texts would act: those that are to be read are in texts.json.
async function harmless(browser, name, file, texts) {
  for (const javaScriptEnabled of [true, false]) {
    const { page, noted, close } = await open(browser, file, { javaScriptEnabled });
    await looks.openAll(page);
    if (javaScriptEnabled) await page.evaluate(() => window.tenfive && window.tenfive.drawAll && window.tenfive.drawAll());
    await test(`${name}: hostile texts are texts, ${javaScriptEnabled ? 'with' : 'without'} scripts`, () => looks.hostile(page, texts));
    await test(`${name}: and nothing was asked for`, async () => noted.filter((text) => javaScriptEnabled || !/script/i.test(text)));
    await close();
  }
}

async function main() {
  const browser = await playwright.chromium.launch({ executablePath: chromium, args: FLAGS, timeout: PATIENCE });
  for (const one of pages) {
    const [name, directory] = one.split('=');
    const file = path.resolve(directory, 'report.html'), result = resultOf(directory);
    await test(`${name}: is under 2 MB`, async () => looks.size(file));
    const began = Date.now();
    await withScript(browser, name, file, result);
    await otherwise(browser, name, file, result);
    const texts = path.join(directory, 'texts.json');
    if (fs.existsSync(texts)) await harmless(browser, name, file, JSON.parse(fs.readFileSync(texts, 'utf8')));
    console.log(`# ${name}: ${((Date.now() - began) / 1000).toFixed(1)} s`);
  }
  await browser.close();
  console.log(`1..${number}`);
}

main().catch((error) => {
  console.log(`Bail out! ${String(error).split('\n')[0]}`);
  process.exit(1);
});

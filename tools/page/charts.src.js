// Makes the page respond: charts, a choice in place of alternatives below one another,
// definitions that can be put away.  All of it is there, still, without this.
import { BarChart, CustomChart, HeatmapChart, LineChart, SankeyChart } from 'echarts/charts';
import {
  AriaComponent, DataZoomSliderComponent, GridComponent, LegendPlainComponent, MarkLineComponent,
  TooltipComponent,
} from 'echarts/components';
import * as echarts from 'echarts/core';
import { SVGRenderer } from 'echarts/renderers';
import { KINDS } from './charts.kinds.js';

echarts.use([AriaComponent, BarChart, CustomChart, DataZoomSliderComponent, GridComponent,
  HeatmapChart, LegendPlainComponent, LineChart, MarkLineComponent, SankeyChart, SVGRenderer,
  TooltipComponent]);

const WIDTH = 720; // of a chart that nobody sees yet

function made(name, properties, ...children) {
  const element = Object.assign(document.createElement(name), properties);
  element.append(...children);
  return element;
}

function colours() {
  const style = getComputedStyle(document.documentElement);
  const of = (name) => style.getPropertyValue(name).trim();
  return {
    ink: of('--ink'), soft: of('--soft'), line: of('--line'), paper: of('--paper'),
    font: getComputedStyle(document.body).fontFamily,
  };
}

// Made of elements, never of markup: names come from anybody's files.
function tipElement({ head, lines }) {
  const box = made('div', { className: 'tip-box' }, made('b', { textContent: head }));
  lines.filter((line) => line.words).forEach((line) => {
    const row = made('div', {});
    if (line.colour) {
      const sign = made('span', { textContent: '■ ' });
      sign.style.color = line.colour;
      row.append(sign);
    }
    row.append(made('bdi', { textContent: line.name ? `${line.name}: ` : '' }),
      made('bdi', { textContent: line.words }));
    box.append(row);
  });
  return box;
}

function dressed(axis, tone) {
  return {
    ...axis,
    axisLine: { lineStyle: { color: tone.soft } },
    axisTick: { lineStyle: { color: tone.soft } },
    axisLabel: { color: tone.ink, fontSize: 12, ...axis.axisLabel },
    nameTextStyle: { color: tone.soft, fontSize: 12, align: axis.nameLocation ? 'center' : 'left' },
    splitLine: { lineStyle: { color: tone.line }, ...axis.splitLine },
  };
}

function optionOf(parts, data, tone) {
  const legendShown = parts.legend && parts.legend.length > 1;
  return {
    animation: false,
    aria: { enabled: true, label: { enabled: true, description: data.alt }, decal: { show: false } },
    textStyle: { fontFamily: tone.font, color: tone.ink },
    legend: legendShown
      ? { data: parts.legend, type: 'plain', top: 0, left: 0, textStyle: { color: tone.ink }, inactiveColor: tone.soft }
      : { show: false },
    grid: parts.xAxis && {
      left: 4, right: 24, top: (legendShown ? 40 : 16) + (parts.yAxis.name ? 22 : 0)
        + (parts.marksAbove ? 18 : 0),
      bottom: (parts.zoom ? 48 : 6) + (parts.xAxis.name ? 24 : 0),
      outerBoundsMode: 'same', outerBoundsContain: 'axisLabel',
    },
    xAxis: parts.xAxis && dressed(parts.xAxis, tone),
    yAxis: parts.yAxis && dressed(parts.yAxis, tone),
    dataZoom: parts.zoom
      ? [{ type: 'slider', bottom: 8, height: 26, brushSelect: false, showDetail: false, filterMode: 'none',
        borderColor: tone.soft, fillerColor: 'rgba(18, 88, 156, 0.15)', handleStyle: { color: tone.paper, borderColor: tone.soft } }]
      : undefined,
    tooltip: {
      trigger: parts.trigger, confine: true, formatter: (params) => tipElement(parts.tip(params)),
      backgroundColor: tone.paper, borderColor: tone.soft, textStyle: { color: tone.ink, fontSize: 13 },
      axisPointer: { type: 'line', lineStyle: { color: tone.soft } },
    },
    series: parts.series,
  };
}

// What the slider does, for those who have no mouse.
function zoomButtons(chart, title) {
  let [start, end] = [0, 100];
  const go = (from, to) => {
    const width = Math.min(to - from, 100);
    start = Math.max(0, Math.min(from, 100 - width));
    end = start + width;
    chart.dispatchAction({ type: 'dataZoom', start, end });
  };
  chart.on('dataZoom', () => {
    const [zoom] = chart.getOption().dataZoom;
    [start, end] = [zoom.start, zoom.end];
  });
  const button = (text, action) => made('button', { type: 'button', onclick: action }, text);
  const bar = made('div', { className: 'zoom' },
    button('Earlier', () => go(start - (end - start) / 2, end - (end - start) / 2)),
    button('Later', () => go(start + (end - start) / 2, end + (end - start) / 2)),
    button('Closer', () => go(start + (end - start) / 4, end - (end - start) / 4)),
    button('Wider', () => go(start - (end - start) / 2, end + (end - start) / 2)),
    button('All', () => go(0, 100)));
  bar.setAttribute('role', 'group');
  bar.setAttribute('aria-label', `Part of the chart that is shown: ${title}`);
  return bar;
}

// Which colour is how much.
function scaleElement({ low, high, colours: steps }) {
  const strip = made('i', {});
  strip.style.background = `linear-gradient(to right, ${steps.join(', ')})`;
  const box = made('div', { className: 'scale' }, low, strip, high);
  box.setAttribute('aria-hidden', 'true');
  return box;
}

class Chart {
  constructor(figure) {
    this.figure = figure;
    this.room = figure.querySelector('.chart');
    this.data = JSON.parse(figure.querySelector('script[type="application/json"]').textContent);
    const alt = this.room.querySelector('desc');
    this.data.alt = alt ? alt.textContent : this.title();
    this.drawn = null;
  }

  words(row, column) {
    const body = this.figure.querySelector('tbody');
    const line = body && body.rows[row];
    return line && line.cells[column] ? line.cells[column].textContent.trim() : '';
  }

  show() {
    const tone = colours();
    const width = this.box.clientWidth || WIDTH;
    const data = { ...this.data, ink: tone.ink, paper: tone.paper };
    const parts = KINDS[data.kind](data, (row, column) => this.words(row, column), width);
    this.box.style.height = `${parts.height}px`;
    this.drawn.resize({ width, height: parts.height });
    this.drawn.setOption(optionOf(parts, data, tone), true);
    return parts;
  }

  // Once; what cannot be drawn stays the picture that the program drew.
  draw() {
    if (this.drawn) return;
    this.box = made('div', { className: 'drawn' });
    this.room.append(this.box);
    const width = this.box.clientWidth || WIDTH;
    this.drawn = echarts.init(this.box, null, { renderer: 'svg', width, height: 360 });
    const parts = this.show();
    this.box.setAttribute('role', 'img');
    this.box.setAttribute('aria-label', this.data.alt);
    this.room.removeAttribute('tabindex');
    this.room.classList.add('has-drawn');
    if (parts.scale) this.box.before(scaleElement(parts.scale));
    if (parts.zoom) this.room.after(zoomButtons(this.drawn, this.title()));
    new ResizeObserver(() => {
      if (this.box.clientWidth > 0 && this.box.clientWidth !== this.drawn.getWidth()) this.show();
    }).observe(this.room);
  }

  title() {
    return this.figure.querySelector('h3').textContent;
  }
}

const charts = [];

function drawAll() {
  charts.forEach((chart) => chart.draw());
  return charts.filter((chart) => chart.drawn).length;
}

function drawWhenSeen() {
  const seen = new IntersectionObserver((entries) => {
    entries.filter((entry) => entry.isIntersecting).forEach((entry) => {
      seen.unobserve(entry.target);
      charts.find((chart) => chart.room === entry.target).draw();
    });
  }, { rootMargin: '300px' });
  document.querySelectorAll('figure').forEach((figure) => {
    if (!figure.querySelector('script[type="application/json"]')) return;
    const chart = new Chart(figure);
    if (!KINDS[chart.data.kind]) return;
    charts.push(chart);
    seen.observe(chart.room);
  });
}

// Alternatives below one another become a choice of one.
function chooser(group, index) {
  const options = [...group.children];
  const pick = (wanted) => options.forEach((option) => {
    option.hidden = option !== wanted;
    option.open = option === wanted;
  });
  const select = made('select', { id: `page-choice-${index}` });
  options.forEach((option, number) => select.append(
    new Option(option.querySelector('summary').textContent, number)));
  select.onchange = () => pick(options[select.value]);
  const label = made('label', { htmlFor: select.id }, 'Show');
  label.append(made('span', { className: 'unseen' },
    ` one of ${options.length} like ${options[0].querySelector('h3').textContent}`));
  group.prepend(made('p', { className: 'choose' }, label, select));
  pick(options[0]);
  group.addEventListener('page-pick', (event) => {
    const wanted = options.indexOf(event.target.closest('.option'));
    select.value = wanted;
    pick(options[wanted]);
  });
}

// What a link leads to is shown, wherever it was hidden.
function reveal() {
  const target = document.getElementById(decodeURIComponent(window.location.hash.slice(1)));
  if (!target) return;
  const option = target.closest('.option');
  if (option && option.hidden) option.dispatchEvent(new Event('page-pick', { bubbles: true }));
  for (let at = target; at; at = at.parentElement) if (at.tagName === 'DETAILS') at.open = true;
  target.scrollIntoView();
}

// One definition at a time beside its term: stays while the pointer is on it, goes with
// Escape.
function definitions() {
  const tip = made('span', { className: 'tip floats', id: 'page-tip', hidden: true });
  tip.setAttribute('role', 'tooltip');
  document.querySelector('main').append(tip);
  let leaving = 0;
  const hide = () => { tip.hidden = true; tip.style.display = 'none'; };
  const stay = () => clearTimeout(leaving);
  const leave = () => { stay(); leaving = setTimeout(hide, 150); };
  const show = (term) => {
    stay();
    const definition = document.getElementById(term.hash.slice(1));
    if (!definition) return;
    tip.textContent = definition.nextElementSibling.textContent;
    tip.hidden = false;
    tip.style.display = 'block';
    const at = term.getBoundingClientRect();
    const isLow = at.bottom + tip.offsetHeight + 8 > window.innerHeight;
    tip.style.top = `${isLow ? at.top - tip.offsetHeight - 4 : at.bottom + 4}px`;
    tip.style.left = `${Math.max(4, Math.min(at.left, document.documentElement.clientWidth - tip.offsetWidth - 4))}px`;
  };
  hide();
  tip.onmouseenter = stay;
  tip.onmouseleave = leave;
  document.querySelectorAll('a.term').forEach((term) => {
    term.removeAttribute('title');
    term.setAttribute('aria-describedby', 'page-tip');
    term.onmouseenter = () => show(term);
    term.onfocus = () => show(term);
    term.onmouseleave = leave;
    term.onblur = leave;
  });
  document.addEventListener('keydown', (event) => { if (event.key === 'Escape') hide(); });
  // What scrolls because its term came into focus goes with it.
  window.addEventListener('scroll', () => {
    const it = document.activeElement;
    if (!tip.hidden && it && it.classList.contains('term')) show(it);
    else hide();
  }, { passive: true });
}

// Only what can be scrolled is stopped at.
function stops() {
  document.querySelectorAll('.scroll, .chart:not(.has-drawn)').forEach((region) => {
    const can = region.scrollWidth > region.clientWidth || region.scrollHeight > region.clientHeight;
    if (can) region.tabIndex = 0;
    else region.removeAttribute('tabindex');
  });
}

function begin() {
  document.documentElement.classList.add('js');
  document.querySelectorAll('.group').forEach(chooser);
  definitions();
  document.addEventListener('toggle', stops, true);
  window.addEventListener('resize', stops);
  window.addEventListener('hashchange', reveal);
  stops();
  window.tenfive = { drawAll, charts: 0 };
  // Where the reader's own colours rule, the program's pictures follow them.
  if (window.matchMedia('(forced-colors: active)').matches) return;
  drawWhenSeen();
  window.tenfive.charts = charts.length;
  window.matchMedia('(prefers-color-scheme: dark)').addEventListener('change', () => charts
    .filter((chart) => chart.drawn).forEach((chart) => chart.show()));
  reveal();
}

begin();

// What ECharts is asked to draw for each kind of chart of tools/document/document.h.
// `chart` is the JSON that page_data.c writes; `words(row, column)` is a cell as the
// table behind the chart says it, so that both always say the same.

export const COLOURS = ['#0072b2', '#d55e00', '#00875f', '#a85a8c', '#9a7400', '#5f6b7a'];
const DASHES = ['solid', [7, 3], [2, 2], [9, 3, 2, 3], [12, 4], [4, 2, 1, 2]];
const SIGNS = ['circle', 'rect', 'triangle', 'diamond', 'pin', 'arrow'];
const FAINT = '#77808a';
const MANY = 60; // rows from which on a part of them can be looked at

const plain = (value, places = 0) => value.toLocaleString('en-GB',
  { maximumFractionDigits: places });

function timeWords(seconds) {
  const size = Math.abs(seconds);
  if (size < 120) return `${plain(seconds, 1)} s`;
  if (size < 7200) return `${plain(seconds / 60, 1)} min`;
  return `${plain(seconds / 3600, 1)} h`;
}

function poundWords(value) {
  const size = Math.abs(value);
  const sign = value < 0 ? '−£' : '£';
  if (size >= 1e6) return `${sign}${plain(size / 1e6, 2)}m`;
  if (size >= 1e4) return `${sign}${plain(size / 1e3, 1)}k`;
  return sign + plain(size, 2);
}

// A number on an axis.
export function unitWords(unit, value) {
  switch (unit) {
    case 'share': return `${plain(100 * value, 2)} %`;
    case 'points': return (value > 0 ? '+' : '') + plain(100 * value, 2);
    case 'seconds': return timeWords(value);
    case 'pounds': return poundWords(value);
    case 'hours': return `${plain(value, 1)} h`;
    default: return plain(value, 3);
  }
}

function niceStep(least, unit) {
  const times = [1, 2, 5, 10, 20, 30, 60, 120, 300, 600, 1200, 1800, 3600, 7200, 10800,
    21600, 43200, 86400];
  if (unit === 'seconds' && least > 0.5 && least <= 86400)
    return times.find((time) => least <= time);
  const power = 10 ** Math.floor(Math.log10(least));
  return [1, 2, 5, 10].map((step) => step * power).find((step) => least <= step * 1.000001);
}

// An axis of numbers that ends on round ones.
function valueAxis(numbers, unit, title, fromZero) {
  const finite = numbers.filter((number) => number !== null && Number.isFinite(number));
  let low = finite.reduce((a, b) => Math.min(a, b), fromZero ? 0 : Infinity);
  let high = finite.reduce((a, b) => Math.max(a, b), fromZero ? 0 : -Infinity);
  if (!(low <= high)) [low, high] = [0, 1];
  if (high - low < 1e-9 * Math.max(Math.abs(low), Math.abs(high), 1e-9)) {
    const by = 0.1 * Math.abs(high) || 1;
    [low, high] = [low - by, unit === 'share' ? Math.min(high + by, 1) : high + by];
  }
  const step = niceStep((high - low) / 5, unit);
  return {
    type: 'value',
    min: Math.floor(low / step + 1e-9) * step,
    max: Math.ceil(high / step - 1e-9) * step,
    interval: step,
    axisLabel: { formatter: (value) => unitWords(unit, value), hideOverlap: true },
    name: title || '',
  };
}

// A category axis of the words of a column.
function wordsAxis(chart, words, column) {
  return {
    type: 'category',
    data: textsOf(chart, words, column),
    ...titled(chart.xTitle),
    axisLabel: { hideOverlap: true, overflow: 'truncate', width: 140 },
  };
}

const titled = (title) => ({ name: title || '', nameLocation: 'middle', nameGap: 26 });

const textsOf = (chart, words, column) => Array.from({ length: chart.rows }, (_, row) => words(row, column));

// Low and high of a series at each row, or null.
function bandOf(chart, series) {
  const { low, high } = series;
  if (low >= 0 && high >= 0)
    return chart.columns[low].values.map((value, row) => [value, chart.columns[high].values[row]]);
  const { values, noise } = chart.columns[series.column];
  if (!noise) return null;
  return values.map((value, row) => (value === null || noise[row] === null ? [null, null]
    : [value - noise[row], value + noise[row]]));
}

function marksOf(chart, isAcross, end = 'end') {
  const data = chart.marks.filter((mark) => mark.at !== null).map((mark) => ({
    [isAcross ? 'xAxis' : 'yAxis']: mark.at, name: mark.label || '',
  }));
  return {
    type: 'line', data: [], silent: true, tooltip: { show: false },
    markLine: {
      data, symbol: 'none', silent: true, animation: false,
      lineStyle: { color: chart.ink, type: 'dashed', width: 1.5 },
      label: {
        formatter: (mark) => mark.name, color: chart.ink, backgroundColor: chart.paper,
        padding: [1, 3], borderRadius: 2, width: 260, overflow: 'truncate',
        position: isAcross ? end : 'insideEndTop',
      },
    },
  };
}

// Two unseen lines on top of one another, the space between them filled.
function bandSeries(name, band, points, colour, step, index) {
  const base = {
    type: 'line', name, symbol: 'none', silent: true, step, stack: `band ${index}`,
    stackStrategy: 'all', lineStyle: { width: 0, opacity: 0 }, color: colour, z: 1,
    tooltip: { show: false },
  };
  return [
    { ...base, data: band.map(([low], row) => points(row, low)) },
    {
      ...base,
      data: band.map(([low, high], row) => points(row, low === null ? null : high - low)),
      areaStyle: { color: colour, opacity: 0.2 },
    },
  ];
}

// Upright lines from low to high on the middle of each bar or point.
function whiskers(name, band, { colour, ink }, place, count) {
  return {
    type: 'custom', name, silent: true, z: 5, color: colour, tooltip: { show: false },
    encode: { x: 0, y: [1, 2] },
    data: band.map(([low, high], row) => [row, low, high]).filter((item) => item[1] !== null),
    renderItem: (params, api) => {
      const beside = count > 1 ? api.barLayout({ barGap: '10%', count })[place].offsetCenter : 0;
      const [x, top] = api.coord([api.value(0), api.value(2)]);
      const foot = api.coord([api.value(0), api.value(1)])[1];
      const at = x + beside;
      return {
        type: 'path',
        shape: { pathData: `M${at - 3} ${top}h6M${at} ${top}V${foot}M${at - 3} ${foot}h6` },
        style: { fill: null, stroke: ink, lineWidth: 1.5 },
      };
    },
  };
}

function styled(chart, series, index) {
  const colour = series.faint ? FAINT : COLOURS[index % COLOURS.length];
  return {
    name: series.name || chart.columns[series.column].heading || `series ${index + 1}`,
    color: colour,
    step: series.style === 'step' ? 'end' : false,
    lineStyle: {
      width: series.faint ? 1.5 : 2, color: colour,
      type: series.faint ? 'dashed' : DASHES[index % DASHES.length],
    },
    symbol: SIGNS[index % SIGNS.length],
    itemStyle: { color: colour },
  };
}

const joined = (list) => list.reduce((all, part) => all.concat(part), []);

// All numbers that the axis of values must hold.
function numbersOf(chart) {
  const numbers = chart.marks.map((mark) => mark.at);
  const stacks = [];
  chart.series.forEach((series) => {
    const { values } = chart.columns[series.column];
    numbers.push(...values);
    joined(bandOf(chart, series) || []).forEach((value) => numbers.push(value));
    const isStacked = chart.stacked && (series.style === 'bar' || series.style === 'area');
    if (isStacked && !series.faint)
      values.forEach((value, row) => { stacks[row] = (stacks[row] || 0) + (value || 0); });
  });
  return numbers.concat(stacks);
}

const hasBars = (chart) => chart.kind === 'bars' || chart.series.some(
  (series) => series.style === 'bar' || series.style === 'area');

// Lines, steps, areas, bars and dots over rows or over numbers.
function cartesian(chart, words, width) {
  const across = chart.columns[chart.x];
  const { rows } = chart;
  const isNumeric = chart.kind !== 'bars' && across.unit !== 'text';
  const points = (row, value) => (isNumeric ? [across.values[row], value] : value);
  const isBar = (one) => one.style === 'bar' || (chart.kind === 'bars' && one.style === 'line');
  const beside = chart.series.filter(isBar);
  const series = joined(chart.series.map((one, index) => {
    const style = styled(chart, one, index);
    const band = bandOf(chart, one);
    const stack = chart.stacked && !one.faint && (isBar(one) || one.style === 'area')
      ? isBar(one) ? 'bars' : 'areas' : undefined;
    const data = chart.columns[one.column].values.map((value, row) => points(row, value));
    if (isBar(one)) {
      const bar = { ...style, type: 'bar', data, stack, barGap: '10%', step: undefined };
      return band && !stack ? [bar, whiskers(style.name, band, { colour: style.color, ink: chart.ink },
        beside.indexOf(one), beside.length)] : [bar];
    }
    const isDots = one.style === 'dots';
    const line = {
      ...style, type: 'line', data, stack, connectNulls: false, z: 3,
      showSymbol: isDots || chart.kind === 'points' || rows <= 31, symbolSize: isDots ? 8 : 6,
      areaStyle: one.style === 'area' ? { color: style.color, opacity: stack ? 0.75 : 0.25 } : undefined,
    };
    if (isDots) line.lineStyle = { width: 0, opacity: 0 };
    return band && !stack ? [line, ...bandSeries(style.name, band, points, style.color,
      style.step, index)] : [line];
  }));
  const foot = isNumeric
    ? { ...valueAxis(across.values, across.unit, '', false), ...titled(chart.xTitle) }
    : { ...wordsAxis(chart, words, chart.x), boundaryGap: hasBars(chart) || rows <= 31 };
  if (!isNumeric && rows <= 12)
    Object.assign(foot.axisLabel, { interval: 0, hideOverlap: false, overflow: 'break', lineHeight: 15, width: Math.max((width - 80) / rows - 6, 30) });
  const unit = chart.columns[chart.series[0].column].unit;
  return {
    xAxis: foot,
    yAxis: valueAxis(numbersOf(chart), unit, chart.yTitle, chart.fromZero || hasBars(chart)),
    series: [...series, marksOf(chart, false)],
    legend: chart.series.map((one, index) => styled(chart, one, index).name),
    zoom: rows > MANY,
    tip: (params) => {
      const row = params[0].dataIndex;
      return { head: words(row, chart.x), lines: chart.series.map((one, index) => ({
        colour: styled(chart, one, index).color,
        name: styled(chart, one, index).name,
        words: words(row, one.column) + (one.low >= 0
          ? ` (${words(row, one.low)} to ${words(row, one.high)})` : ''),
      })) };
    },
    trigger: 'axis',
    height: width < 500 ? 300 : 360,
  };
}

// As short as it goes, in one unit for all cells: the legend says which.
function cellWords(unit, value, most) {
  const scale = unit === 'share' || unit === 'points' ? 0.01 : unit !== 'seconds' ? 1
    : most >= 6000 ? 3600 : most >= 300 ? 60 : 1;
  const read = value / scale;
  return plain(read, scale >= 1 && Math.abs(read) < 10 && most / scale < 100 ? 1 : 0);
}

// Black or white, whichever is easier to read on it (relative luminance, WCAG 2.2).
function inkOn(colour) {
  const [red, green, blue] = [1, 3, 5].map((at) => parseInt(colour.slice(at, at + 2), 16) / 255)
    .map((part) => (part <= 0.04045 ? part / 12.92 : ((part + 0.055) / 1.055) ** 2.4));
  return 0.2126 * red + 0.7152 * green + 0.0722 * blue > 0.179 ? '#000' : '#fff';
}

function heat(chart, words, width) {
  const columns = chart.columns.slice(1);
  const data = [];
  columns.forEach((column, x) => column.values.forEach((value, y) => {
    if (typeof value === 'number') data.push([x, y, value]);
  }));
  const numbers = data.map((item) => item[2]);
  const low = Math.min(...numbers, Infinity);
  const high = Math.max(...numbers, -Infinity);
  const unit = columns[0] ? columns[0].unit : 'number';
  const colourOf = (value) => chart.colours[Math.round((chart.colours.length - 1)
    * (high > low ? (value - low) / (high - low) : 0))];
  return {
    xAxis: {
      type: 'category', data: columns.map((column) => column.heading || ''),
      ...titled(chart.xTitle), splitArea: { show: false }, axisLabel: { hideOverlap: true },
    },
    yAxis: {
      type: 'category', inverse: true, name: chart.yTitle || '',
      data: textsOf(chart, words, 0),
    },
    series: [{
      type: 'heatmap', data: data.map((value) => ({
        value, itemStyle: { color: colourOf(value[2]) }, label: { color: inkOn(colourOf(value[2])) },
      })), itemStyle: { borderWidth: 0.5, borderColor: chart.paper },
      label: {
        show: (width - 60) / columns.length >= 27, fontSize: 11,
        formatter: (params) => cellWords(unit, params.value[2], high),
      },
      emphasis: { itemStyle: { borderColor: chart.ink, borderWidth: 2 } },
    }],
    scale: {
      low: low <= high ? unitWords(unit, Number(low.toPrecision(3))) : '',
      high: low <= high ? unitWords(unit, Number(high.toPrecision(3))) : '',
      colours: chart.colours,
    },
    tip: (params) => ({
      head: `${words(params.value[1], 0)}, ${columns[params.value[0]].heading || ''}`,
      lines: [{ colour: params.color, name: '', words: words(params.value[1], params.value[0] + 1) }],
    }),
    trigger: 'item',
    height: 90 + Math.min(Math.max(chart.rows, 4), 40) * 26,
  };
}

// Bins of one width each, whatever they span: the scale is by rows.
function histogram(chart, words, width) {
  const from = chart.columns[chart.x].values;
  const to = chart.x2 >= 0 ? chart.columns[chart.x2].values : from.slice(1).concat([null]);
  const { unit } = chart.columns[chart.x];
  const isPoint = to[0] === from[0] ? 1 : 0; // the first bin: its label is at its end
  const every = Math.ceil(from.length / Math.max((width - 60) / 52, 1));
  const edge = (at) => {
    if ((at - isPoint) % every !== 0) return '';
    if (at === 0) return unitWords(unit, from[0]);
    return to[at - 1] === null || to[at - 1] === undefined ? 'more' : unitWords(unit, to[at - 1]);
  };
  const place = (value) => {
    const bin = from.findIndex((low, row) => value > low && (to[row] === null || value <= to[row]));
    if (bin < 0) return 0;
    return to[bin] === null ? bin + 0.5 : bin + (value - from[bin]) / (to[bin] - from[bin]);
  };
  const value = valueAxis(chart.series.reduce((all, one) => all.concat(
    chart.columns[one.column].values), []), chart.columns[chart.series[0].column].unit,
  chart.yTitle, true);
  const series = chart.series.map((one, index) => ({
    ...styled(chart, one, index), step: undefined, type: 'custom', clip: true,
    encode: { x: 0, y: 1 },
    data: chart.columns[one.column].values.map((count, row) => [row, count]),
    renderItem: (params, api) => {
      const count = chart.series.length;
      const [left, top] = api.coord([api.value(0) + index / count, api.value(1)]);
      const [right, foot] = api.coord([api.value(0) + (index + 1) / count, 0]);
      return {
        type: 'rect',
        shape: { x: left + 0.5, y: top, width: Math.max(right - left - 1, 1), height: foot - top },
        style: { fill: styled(chart, one, index).color },
      };
    },
  }));
  const marks = marksOf({ ...chart, marks: chart.marks.map((mark) => ({ ...mark, at: place(mark.at) })) }, true);
  return {
    xAxis: {
      type: 'value', min: 0, max: from.length, interval: 1, splitLine: { show: false },
      ...titled(chart.xTitle),
      axisLabel: { formatter: edge, hideOverlap: true },
    },
    yAxis: value,
    series: [...series, marks],
    marksAbove: chart.marks.length > 0,
    legend: chart.series.length > 1 ? series.map((one) => one.name) : [],
    tip: (params) => {
      const row = params.dataIndex;
      const more = chart.x2 >= 0 ? words(row, chart.x2) : '';
      const head = from[row] === to[row] ? words(row, chart.x)
        : more ? `${words(row, chart.x)} to ${more}` : `${words(row, chart.x)} or more`;
      return { head, lines: chart.series.map((one, index) => ({
        colour: styled(chart, one, index).color, name: styled(chart, one, index).name,
        words: words(row, one.column) })) };
    },
    trigger: 'item',
    height: width < 500 ? 300 : 360,
  };
}

function sankey(chart, words, width) {
  const from = textsOf(chart, words, chart.x);
  const to = textsOf(chart, words, chart.x2);
  const { values, unit } = chart.columns[chart.series[0].column];
  const into = {};
  const outOf = {};
  const links = [];
  from.forEach((source, row) => {
    if (!(values[row] > 0) || !source || !to[row]) return;
    links.push({ source, target: to[row], value: values[row], row });
    outOf[source] = (outOf[source] || 0) + values[row];
    into[to[row]] = (into[to[row]] || 0) + values[row];
  });
  const names = [...new Set([...from, ...to])].filter((name) => name in into || name in outOf);
  const total = (name) => Math.max(into[name] || 0, outOf[name] || 0);
  const short = (value) => plain(value, value < 10 ? 1 : 0);
  return {
    series: [{
      type: 'sankey', left: 4, right: width < 600 ? 90 : 190, top: 10, bottom: 10,
      nodeGap: 14, nodeWidth: 16, draggable: false, links, emphasis: { focus: 'adjacency' },
      data: names.map((name, index) => ({
        name, itemStyle: { color: COLOURS[index % COLOURS.length] },
      })),
      label: {
        color: chart.ink, width: width < 600 ? 84 : 180, overflow: 'break', lineHeight: 15,
        formatter: (params) => `${params.name}  ${short(total(params.name))}`,
      },
      lineStyle: { color: 'source', opacity: 0.35 },
    }],
    tip: (params) => (params.dataType === 'edge'
      ? { head: `${params.data.source} to ${params.data.target}`,
        lines: [{ colour: null, name: '', words: words(params.data.row, chart.series[0].column) }] }
      : { head: params.name,
        lines: [{ colour: params.color, name: '', words: unitWords(unit, Number(total(params.name).toPrecision(4))) }] }),
    trigger: 'item',
    height: Math.min(Math.max(320, names.length * 34), 900),
  };
}

function tornado(chart, words, width) {
  const [one] = chart.series;
  const { rows } = chart;
  const low = chart.columns[one.low].values;
  const high = chart.columns[one.high].values;
  const base = chart.marks.length > 0 ? chart.marks[0].at : null;
  const { unit } = chart.columns[one.low];
  const part = (api, row, start, end, colour) => {
    const [left, middle] = api.coord([Math.min(start, end), row]);
    const [right] = api.coord([Math.max(start, end), row]);
    const thick = Math.min(api.size([0, 1])[1] * 0.6, 26);
    return {
      type: 'rect',
      shape: { x: left, y: middle - thick / 2, width: Math.max(right - left, 1), height: thick },
      style: { fill: colour },
    };
  };
  return {
    xAxis: {
      ...valueAxis(chart.marks.map((mark) => mark.at).concat(low, high), unit, '', false),
      ...titled(chart.yTitle || chart.xTitle),
    },
    yAxis: {
      ...wordsAxis(chart, words, chart.x), name: '', inverse: true, axisLabel: { width: width < 500 ? 110 : 220, overflow: 'break', lineHeight: 15 },
    },
    series: [{
      type: 'custom', name: one.name || '', clip: true, encode: { x: [1, 2], y: 0 },
      data: low.map((start, row) => [row, start, high[row]]).filter((item) => item[1] !== null && item[2] !== null),
      renderItem: (params, api) => {
        const row = api.value(0);
        const [start, end] = [api.value(1), api.value(2)];
        const split = base === null ? start : Math.min(Math.max(base, Math.min(start, end)), Math.max(start, end));
        return { type: 'group', children: [
          part(api, row, start, split, COLOURS[0]), part(api, row, split, end, COLOURS[1])] };
      },
    }, marksOf(chart, true, 'start')],
    marksAbove: true,
    tip: (params) => {
      const row = params.data[0];
      return { head: words(row, chart.x), lines: [
        { colour: COLOURS[0], name: chart.columns[one.low].heading, words: words(row, one.low) },
        { colour: COLOURS[1], name: chart.columns[one.high].heading, words: words(row, one.high) }] };
    },
    trigger: 'item',
    height: 110 + rows * 34,
  };
}

export const KINDS = {
  curves: cartesian, bars: cartesian, points: cartesian, heat, histogram, sankey, tornado,
};

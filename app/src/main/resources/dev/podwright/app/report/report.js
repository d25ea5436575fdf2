// Draws the charts of the page: turns its JSON block into options of ECharts. Colours come from the style sheet.
(() => {
  'use strict';

  const root = document.documentElement;
  const data = JSON.parse(document.getElementById('data').textContent);
  const FONT = 12;
  const BAR = 26;              // height of a bar with its gap
  const PRINTED = 640;         // width of a chart on paper
  const LABELLED = .04;        // share of a step from which an operator's dot has a label
  const IDEAL = 'ideal machine';

  let style;
  const colour = name => style.getPropertyValue('--' + name).trim();

  // Three significant digits, thousands grouped, as everywhere on the page.
  const number = v => {
    if (v === 0) return '0';
    const magnitude = Math.floor(Math.log10(Math.abs(Number(v.toPrecision(3)))));
    const digits = Math.min(20, Math.max(0, 2 - magnitude));
    return v.toLocaleString('en-US', {minimumFractionDigits: digits, maximumFractionDigits: digits});
  };
  const tick = v => v.toLocaleString('en-US', {maximumSignificantDigits: 3});
  const power = v => {
    const steps = [[1e15, 'P'], [1e12, 'T'], [1e9, 'G'], [1e6, 'M'], [1e3, 'k']];
    const step = steps.find(s => v >= s[0]);
    return step ? tick(v / step[0]) + ' ' + step[1] : tick(v) + ' ';
  };
  const escaped = text => String(text).replace(/[&<>"]/g, c => ({'&': '&amp;', '<': '&lt;', '>': '&gt;', '"': '&quot;'}[c]));

  // Values 1, 2, 5 (or powers of ten alone) times powers of ten inside a range.
  const ticks = (low, high) => {
    const decades = Math.log10(high / low);
    const digits = decades > 3 ? [1] : decades > 1.2 ? [1, 3] : decades > .5 ? [1, 1.5, 2, 3, 5, 7] : [1, 1.2, 1.4, 1.6, 1.8, 2, 2.5, 3, 3.5, 4, 4.5, 5, 6, 7, 8, 9];
    const found = [];
    for (let e = Math.floor(Math.log10(low)); e <= Math.log10(high); e++) {
      for (const d of digits) {
        const v = Number((d * 10 ** e).toPrecision(3));
        if (v >= low && v <= high) found.push(v);
      }
    }
    return found;
  };

  // Width of a text in pixels.
  const pen = document.createElement('canvas').getContext('2d');
  const wide = (words, size = FONT) => {
    pen.font = `${size}px ${getComputedStyle(document.body).fontFamily}`;
    return Math.ceil(pen.measureText(words).width);
  };

  const text = () => ({color: colour('ink'), fontSize: FONT, fontFamily: getComputedStyle(document.body).fontFamily});

  const axis = more => ({
    nameLocation: 'middle',
    nameGap: 30,
    nameTextStyle: {color: colour('soft'), fontSize: FONT},
    axisLine: {show: true, lineStyle: {color: colour('line')}},
    axisTick: {show: false},
    axisLabel: {color: colour('soft'), fontSize: FONT, hideOverlap: true},
    splitLine: {show: true, lineStyle: {color: colour('line'), width: 1, opacity: .7}},
    ...more,
  });

  // The name of a vertical axis, above it and from the left edge of the chart, where it reads without turning the head.
  const above = (left, gap) => ({nameLocation: 'end', nameGap: gap, nameTextStyle: {color: colour('soft'), fontSize: FONT, align: 'left', padding: [0, 0, 0, 6 - left]}});

  const measured = chart => chart.axis + (chart.unit ? ` in ${chart.unit}` : '');

  const linear = (chart, most) => axis({type: 'value', name: measured(chart), min: chart.start || 0, max: most ? most : null,
    splitNumber: 4, axisLabel: {color: colour('soft'), fontSize: FONT, hideOverlap: true, formatter: tick, showMaxLabel: most ? false : null}});

  const logarithmic = (name, low, high, format) => {
    const values = ticks(low, high);
    return axis({type: 'log', name, min: low, max: high, axisTick: {show: false, customValues: values},
      axisLabel: {color: colour('soft'), fontSize: FONT, hideOverlap: true, customValues: values, formatter: format || tick},
      splitLine: {show: true, lineStyle: {color: colour('line'), width: 1, opacity: .7}}});
  };

  // Names on the left take the room they need, at most two fifths; a bar is high enough for the lines of its name.
  const names = (rows, width) => {
    const room = Math.min(Math.max(...rows.map(r => wide(r))) + 6, width * .4);
    const lines = Math.max(...rows.map(r => Math.ceil(wide(r) / room * (wide(r) > room ? 1.15 : 1))));
    return {room, bar: Math.max(BAR, lines * 14 + 10), axis: axis({type: 'category', data: rows, inverse: true, splitLine: {show: false},
      axisLabel: {color: v => v === IDEAL ? colour('soft') : colour('ink'), fontSize: FONT, interval: 0, lineHeight: 14,
        ...(lines > 1 ? {width: room, overflow: 'break'} : {})}})};
  };

  // A legend above the chart and the height that its lines take.
  const legend = (entries, width) => {
    let lines = 1, used = 0;
    for (const name of entries) {
      const own = wide(name) + 34;
      if (used > 0 && used + own > width) { lines++; used = 0; }
      used += own;
    }
    return {height: lines * 21 + 6, option: {data: entries, top: 0, left: 0, itemWidth: 12, itemHeight: 12, itemGap: 12, icon: 'roundRect',
      textStyle: {color: colour('ink'), fontSize: FONT}, inactiveColor: colour('line')}};
  };

  const tooltip = more => ({confine: true, backgroundColor: colour('paper'), borderColor: colour('line'), padding: [6, 10],
    textStyle: {color: colour('ink'), fontSize: FONT}, extraCssText: 'max-width:20rem;white-space:normal', ...more});

  // `where` is the end of the line at which the label stands.
  const mark = (chart, where) => chart.mark === undefined ? undefined : {silent: true, symbol: 'none', animation: false,
    lineStyle: {color: colour('ink'), type: 'dashed', width: 1.2},
    label: {show: true, color: colour('ink'), fontSize: FONT, formatter: chart.mark_name, position: where, distance: 4},
    data: [{xAxis: chart.mark}]};

  const bars = (chart, width) => {
    const left = names(chart.rows, width);
    const key = legend(chart.stacks.map(s => s.name), width);
    const totals = chart.rows.map((_, i) => chart.stacks.reduce((sum, s) => sum + s.values[i], 0));
    const series = chart.stacks.map(s => ({type: 'bar', name: s.name, stack: 'all', barWidth: 15, cursor: 'default', itemStyle: {color: colour(s.tone)},
      emphasis: {disabled: true}, data: s.values}));
    series.push({type: 'bar', stack: 'all', silent: true, z: 6, data: totals.map(() => 0),
      label: {show: true, position: 'right', color: colour('ink'), fontSize: FONT, textBorderColor: colour('paper'), textBorderWidth: 3, formatter: p => number(totals[p.dataIndex])}});
    const limited = chart.mark !== undefined;
    if (limited) series[0].markLine = mark(chart, 'start');
    const top = key.height + (limited ? 22 : 6);
    return {height: top + chart.rows.length * left.bar + 60, option: {
      legend: key.option,
      grid: {left: left.room + 10, right: 48, top, bottom: 48, outerBoundsMode: 'none'},
      tooltip: tooltip({trigger: 'axis', axisPointer: {type: 'shadow', shadowStyle: {color: colour('line'), opacity: .35}}, formatter: points => {
        const shown = points.filter(p => p.seriesName && p.value > 0 && chart.stacks.some(s => s.name === p.seriesName));
        const whole = totals[points[0].dataIndex];
        return `<b>${escaped(points[0].name)}</b>: ${number(whole)} ${chart.unit}<br>` + shown.map(p =>
          `${p.marker}${escaped(p.seriesName)} ${number(p.value)} (${number(100 * p.value / whole)} %)`).join('<br>');
      }}),
      xAxis: linear(chart, limited ? Math.max(...totals, chart.mark) * 1.12 : undefined), yAxis: left.axis, series}};
  };

  const whiskers = (values, ink) => ({type: 'line', silent: true, symbol: 'rect', symbolSize: [1.5, 9], showAllSymbol: true, connectNulls: false, z: 5,
    lineStyle: {color: ink, width: 1.5}, itemStyle: {color: ink}, tooltip: {show: false},
    data: values.flatMap((v, i) => v[0] === v[2] ? [] : [[v[0], i], [v[2], i], [null, null]])});

  const ranges = (chart, width) => {
    const left = names(chart.rows, width);
    const all = chart.values.flat().concat(chart.mark === undefined ? [] : [chart.mark]);
    const most = Math.max(...all);
    const label = {show: true, position: 'right', color: colour('ink'), fontSize: FONT, formatter: p => number(chart.values[p.dataIndex][1])};
    const main = chart.logarithmic
      ? {type: 'scatter', symbolSize: 11, data: chart.values.map((v, i) => ({value: [v[1], i], itemStyle: {color: colour(chart.tones[i])}}))}
      : {type: 'bar', barWidth: 15, data: chart.values.map((v, i) => ({value: v[1], itemStyle: {color: colour(chart.tones[i])}}))};
    const x = chart.logarithmic
      ? logarithmic(measured(chart), Math.min(...all) / 1.15, most * 1.15)
      : linear(chart, most * 1.08);
    // The value stands to the right of the plot, clear of the whisker.
    const values = chart.values.map(v => number(v[1]));
    const room = Math.max(...values.map(v => wide(v))) + 18;
    return {height: chart.rows.length * Math.max(BAR + 4, left.bar) + 74, option: {
      grid: {left: left.room + 10, right: room, top: 22, bottom: 48, outerBoundsMode: 'none'},
      tooltip: tooltip({trigger: 'axis', axisPointer: {type: 'shadow', shadowStyle: {color: colour('line'), opacity: .35}}, formatter: points => {
        const v = chart.values[points[0].dataIndex];
        return `<b>${escaped(chart.rows[points[0].dataIndex])}</b><br>${number(v[1])} ${escaped(chart.unit)}` +
          (v[0] === v[2] ? '' : `, 90 % from ${number(v[0])} to ${number(v[2])}`);
      }}),
      xAxis: x,
      yAxis: [left.axis, axis({type: 'category', data: values, inverse: true, position: 'right', axisLine: {show: false}, splitLine: {show: false},
        axisLabel: {color: colour('ink'), fontSize: FONT, interval: 0}})],
      series: [{...main, cursor: 'default', emphasis: {disabled: true}, markLine: mark(chart, 'start')}, whiskers(chart.values, colour('ink')),
        {type: 'bar', yAxisIndex: 1, silent: true, data: []}]}};
  };

  const scatter = (chart, width) => {
    const dots = chart.clouds.flatMap(c => c.dots);
    const xs = dots.map(d => d[0]).concat(chart.mark === undefined ? [] : [chart.mark]);
    const ys = dots.map(d => d[1]);
    const entries = [...new Set(chart.clouds.map(c => c.name))];
    const key = legend(entries, width);
    const looks = {
      crowd: c => ({type: 'scatter', symbolSize: 5, itemStyle: {color: colour(c.tone), opacity: .3}, z: 1}),
      line: c => ({type: 'line', symbol: 'circle', symbolSize: 7, showAllSymbol: true, step: 'end', lineStyle: {color: colour(c.tone), width: 2}, itemStyle: {color: colour(c.tone)}, z: 2}),
      path: c => ({...looks.line(c), step: false}),
      star: c => ({type: 'scatter', symbol: 'path://M0,-10L2.9,-3.1L10,-3.1L4.3,1.4L6.5,8.5L0,4.2L-6.5,8.5L-4.3,1.4L-10,-3.1L-2.9,-3.1Z', symbolSize: 20, z: 4,
        itemStyle: {color: colour(c.tone), borderColor: colour('ink'), borderWidth: 1.2}}),
    };
    const series = chart.clouds.map(c => ({...looks[c.style](c), name: c.name, cursor: 'default', emphasis: {disabled: true},
      data: c.dots.map(d => ({value: [d[0], d[1]], name: d[2]}))}));
    if (series.length) series[0].markLine = mark(chart, 'end');
    return {height: key.height + Math.max(320, Math.min(460, width * .6)), option: {
      legend: key.option,
      grid: {left: 58, right: 20, top: key.height + 44, bottom: 50, outerBoundsMode: 'none'},
      tooltip: tooltip({trigger: 'item', formatter: p => `<b>${escaped(p.seriesName)}</b><br>${escaped(p.name)}<br>${number(p.value[0])} ${escaped(chart.unit || chart.axis)}, ${number(p.value[1])} ${escaped(chart.y_unit)}`}),
      xAxis: logarithmic(measured(chart), Math.min(...xs) / 1.15, Math.max(...xs) * 1.15),
      yAxis: {...logarithmic(chart.y, Math.min(...ys) / 1.3, Math.max(...ys) * 1.3), ...above(58, 22)},
      series}};
  };

  // Sizes in bytes as people name them.
  const binary = v => {
    const steps = [[2 ** 40, 'TiB'], [2 ** 30, 'GiB'], [2 ** 20, 'MiB'], [2 ** 10, 'KiB']];
    const step = steps.find(s => v >= s[0]);
    return step ? tick(v / step[0]) + ' ' + step[1] : tick(v) + ' B';
  };

  const curves = (chart, width) => {
    const key = legend([...new Set(chart.curves.map(c => c.name))], width);
    const xs = chart.curves.flatMap(c => c.xs).concat(chart.marks.map(m => m[0]));
    const ys = chart.curves.flatMap(c => [...c.lows, ...c.highs]).concat(chart.marks.map(m => m[1]));
    const low = Math.min(...xs) / 1.08, high = Math.max(...xs) * 1.08, floor = Math.min(...ys) / 1.3, ceiling = Math.max(...ys) * 1.5;
    const bytes = chart.unit === 'bytes';
    const place = v => bytes ? binary(v) : number(v) + (chart.unit ? ' ' + chart.unit : '');
    const log = Math.log10, power10 = v => 10 ** v;
    const series = chart.curves.flatMap(c => {
      const whiskers = c.style === 'line' && c.ys.some((y, k) => c.highs[k] > c.lows[k]);
      const band = whiskers ? [{type: 'line', name: c.name, symbol: 'none', silent: true, connectNulls: false, lineStyle: {color: colour(c.tone), width: 7, opacity: .22, cap: 'butt'}, itemStyle: {color: colour(c.tone)}, tooltip: {show: false},
        data: c.xs.flatMap((x, k) => [[log(x), log(c.lows[k])], [log(x), log(c.highs[k])], [null, null]])}] : [];
      const points = c.style === 'points';
      return [...band, {type: points ? 'scatter' : 'line', name: c.name, symbol: points ? 'diamond' : 'circle', symbolSize: points ? 10 : 5, showAllSymbol: true, cursor: 'default', z: points ? 5 : 3, emphasis: {disabled: true},
        lineStyle: {color: colour(c.tone), width: 2, type: c.style === 'dashed' ? 'dashed' : 'solid'}, itemStyle: {color: colour(c.tone), borderColor: colour('paper'), borderWidth: points ? 1 : 0},
        data: c.xs.map((x, k) => ({value: [log(x), log(c.ys[k])], x, y: c.ys[k], low: c.lows[k], high: c.highs[k]}))}];
    });
    const middle = (log(low) + log(high)) / 2;
    series.push({type: 'scatter', symbol: 'circle', symbolSize: 13, silent: true, z: 6, itemStyle: {color: 'transparent', borderColor: colour('ink'), borderWidth: 1.6},
      data: chart.marks.map(m => ({value: [log(m[0]), log(m[1])], label: {show: true, position: log(m[0]) > middle ? 'left' : 'right', formatter: m[2], color: colour('ink'), fontSize: FONT, textBorderColor: colour('paper'), textBorderWidth: 3}}))});
    const scale = (name, from, to, values, format) => axis({type: 'value', name, min: log(from), max: log(to), axisTick: {show: false, customValues: values.map(log)},
      axisLabel: {color: colour('soft'), fontSize: FONT, hideOverlap: true, customValues: values.map(log), formatter: v => format(Number(power10(v).toPrecision(9)))}});
    const sizes = [];
    for (let e = 0; e <= 50; e += 5) if (2 ** e >= low && 2 ** e <= high) sizes.push(2 ** e);
    return {height: key.height + Math.max(320, Math.min(440, width * .6)), option: {
      legend: key.option,
      grid: {left: 58, right: 28, top: key.height + 40, bottom: 50, outerBoundsMode: 'none'},
      tooltip: tooltip({trigger: 'item', formatter: p => `<b>${escaped(p.seriesName)}</b><br>${place(p.data.x)}: ${number(p.data.y)} ${escaped(chart.y_unit)}` + (p.data.high > p.data.low ? ` (${number(p.data.low)} to ${number(p.data.high)})` : '')}),
      xAxis: scale(bytes ? chart.axis : measured(chart), low, high, bytes ? sizes : ticks(low, high), bytes ? v => binary(2 ** Math.round(Math.log2(v))) : tick),
      yAxis: {...scale(chart.y, floor, ceiling, ticks(floor, ceiling), tick), ...above(58, 20)},
      series}};
  };

  // Labels for the most important of `dots` [x, y, radius, text] in pixels, where they cover neither each other nor a dot that is
  // larger than a speck nor one of `lines` [x, y, x, y]: from the upper left corner of each dot; null for those that find no room.
  const labels = (dots, lines, width, height) => {
    const taken = dots.filter(d => d[2] > 5).map(d => [d[0] - d[2], d[1] - d[2], d[0] + d[2], d[1] + d[2]]);
    for (const [x, y, toX, toY] of lines) {
      const pieces = Math.ceil(Math.hypot(toX - x, toY - y) / 6);
      for (let i = 0; i <= pieces; i++) {
        const px = x + (toX - x) * i / pieces, py = y + (toY - y) * i / pieces;
        taken.push([px - 1, py - 1, px + 1, py + 1]);
      }
    }
    return dots.map(([x, y, radius, name]) => {
      if (name === '') return null;
      const w = wide(name, FONT - 1), h = FONT + 1, r = radius + 4;
      const places = [[r, -h / 2], [-r - w, -h / 2], [-w / 2, r], [-w / 2, -r - h], [r, 4], [r, -h - 4], [-r - w, 4], [-r - w, -h - 4],
        [4, r + 8], [-w - 4, r + 8], [4, -r - h - 8], [-w - 4, -r - h - 8], [r + 14, -h / 2], [-r - w - 14, -h / 2]];
      for (const [dx, dy] of places) {
        const box = [x + dx, y + dy, x + dx + w, y + dy + h];
        const clear = box[0] >= 0 && box[1] >= 0 && box[2] <= width && box[3] <= height
          && taken.every(t => box[2] < t[0] || box[0] > t[2] || box[3] < t[1] || box[1] > t[3]);
        if (clear) { taken.push(box); return [dx + radius, dy + radius]; }
      }
      return null;
    });
  };

  const roofline = (chart, width) => {
    const dots = chart.groups.flatMap(g => g.dots).sort((a, b) => b[2] - a[2]);
    const roofs = chart.roofs.slice().sort((a, b) => a.peak - b.peak);
    const peak = roofs[roofs.length - 1].peak;
    const ridge = roof => roof.peak / chart.bandwidth;
    const low = Math.min(...dots.map(d => d[0]), ridge(roofs[0]) / 10) / 1.6;
    const high = Math.max(...dots.map(d => d[0]), ridge(roofs[roofs.length - 1]) * 3) * 1.6;
    const floor = Math.min(...dots.map(d => d[1]), chart.bandwidth * low) / 1.6;
    const ceiling = peak * 1.6;
    const key = legend(chart.groups.map(g => g.name), width);
    const height = key.height + Math.max(340, Math.min(root.classList.contains('print') ? 330 : 440, width * .75));
    const grid = {left: 52, right: 76, top: key.height + 28, bottom: 50, outerBoundsMode: 'none'};
    const plot = {width: width - grid.left - grid.right, height: height - grid.top - grid.bottom};
    const radius = d => 3 + 13 * Math.sqrt(d[2]);
    const at = (x, y) => [plot.width * Math.log(x / low) / Math.log(high / low), plot.height * Math.log(ceiling / y) / Math.log(ceiling / floor)];
    const edges = roofs.map(roof => [...at(ridge(roof), roof.peak), ...at(high, roof.peak)]);
    edges.push([...at(low, chart.bandwidth * low), ...at(ridge(roofs[roofs.length - 1]), peak)]);
    const positions = new Map(labels(dots.map(d => [...at(d[0], d[1]), radius(d), d[2] < LABELLED ? '' : d[3]]), edges, plot.width, plot.height).map((position, i) => [dots[i], position]));
    const lines = roofs.map((roof, i) => ({type: 'line', silent: true, symbol: 'none', z: 1, tooltip: {show: false},
      lineStyle: {color: colour('ink'), width: 1.4, type: i === 0 ? 'solid' : 'dashed'}, itemStyle: {color: colour('ink')},
      data: [i === 0 ? [low, chart.bandwidth * low] : [ridge(roofs[i - 1]), roofs[i - 1].peak], [ridge(roof), roof.peak], [high, roof.peak]],
      markPoint: {silent: true, symbol: 'circle', symbolSize: .1, data: [{coord: [high, roof.peak]}],
        label: {show: true, formatter: `${roof.name} ${power(roof.peak).trim()}`, position: 'right', distance: 3, color: colour('ink'), fontSize: FONT - 1}}}));
    const groups = chart.groups.map(g => ({type: 'scatter', name: g.name, cursor: 'default', z: 3, emphasis: {disabled: true},
      itemStyle: {color: colour(g.tone), opacity: .8, borderColor: colour('paper'), borderWidth: .7},
      data: g.dots.map(d => ({value: [d[0], d[1]], name: d[3], share: d[2], symbolSize: 2 * radius(d),
        label: {show: Boolean(positions.get(d)), position: positions.get(d) || 'right', distance: 3, formatter: d[3], color: colour('ink'), fontSize: FONT - 1,
          textBorderColor: colour('paper'), textBorderWidth: 3}}))}));
    return {height, option: {
      legend: key.option,
      grid,
      tooltip: tooltip({trigger: 'item', formatter: p => `<b>${escaped(p.name)}</b>, ${escaped(p.seriesName)}<br>${number(p.value[0])} FLOP per byte<br>${power(p.value[1])}FLOP/s, ${power(p.value[1] / p.value[0])}B/s<br>${number(100 * p.data.share)} % of the step`}),
      xAxis: logarithmic('FLOP per byte of memory traffic', low, high, v => power(v).trim()),
      yAxis: {...logarithmic('FLOP/s reached', floor, ceiling, v => power(v).trim()), ...above(52, 8)},
      series: [...lines, ...groups]}};
  };

  const tree = (chart, width) => {
    const whole = chart.levels[0][0][3];
    const key = legend(chart.legend.map(l => l[0]), width);
    const rows = chart.levels.map(level => {
      const parts = [];
      let at = 0;
      for (const [name, tone, start, length] of level) {
        if (start > at) parts.push({value: start - at, itemStyle: {color: 'transparent'}});
        const room = length / whole * (width - 16) - 8;
        parts.push({value: length, name, itemStyle: {color: colour(tone), borderColor: colour('paper'), borderWidth: 1},
          label: {show: room > 26, width: room, overflow: 'truncate', formatter: name, color: '#fff', fontSize: FONT - 1, textBorderColor: 'rgba(0,0,0,.45)', textBorderWidth: 2}});
        at = start + length;
      }
      return parts;
    });
    const deepest = Math.max(...rows.map(r => r.length));
    const series = [...Array(deepest).keys()].map(i => ({type: 'bar', stack: 'all', barWidth: '96%', cursor: 'default', emphasis: {disabled: true},
      data: rows.map(r => r[i] || {value: 0})}));
    chart.legend.forEach(([name, tone]) => series.push({type: 'bar', name, stack: 'all', itemStyle: {color: colour(tone)}, data: []}));
    return {height: key.height + rows.length * 44 + 60, option: {
      legend: {...key.option, selectedMode: false},
      grid: {left: 8, right: 8, top: key.height + 4, bottom: 48, outerBoundsMode: 'none'},
      tooltip: tooltip({trigger: 'item', formatter: p => p.data.name ? `<b>${escaped(p.data.name)}</b><br>${number(p.value)} ${chart.unit} (${number(100 * p.value / whole)} %)` : ''}),
      xAxis: {...linear(chart, whole), splitLine: {show: false}},
      yAxis: axis({type: 'category', data: rows.map((_, i) => String(i)), inverse: true, axisLabel: {show: false}, axisLine: {show: false}, splitLine: {show: false}}),
      series}};
  };

  // Slots are thick pieces of lines, one line per kind; ECharts drops pieces of less than about .7 pixels.
  const gantt = (chart, width) => {
    const left = names(chart.rows, width);
    const key = legend(chart.kinds.map(k => k.name), width);
    const row = Math.max(12, Math.min(28, 420 / chart.rows.length));
    const end = Math.max(...chart.kinds.flatMap(k => k.slots.map(s => s[2])));
    const plot = width - left.room - 26;
    const span = end - (chart.start || 0);
    const gap = span / plot;
    const series = chart.kinds.flatMap(k => [
      {type: 'line', name: k.name, silent: true, symbol: 'none', connectNulls: false, lineStyle: {color: colour(k.tone), width: row * .78, cap: 'butt'}, itemStyle: {color: colour(k.tone)},
        data: k.slots.flatMap(s => [[s[1], s[0]], [Math.max(s[1] + .8 * gap, s[2] - Math.min(gap, .2 * (s[2] - s[1]))), s[0]], [null, null]])},
      {type: 'scatter', name: k.name, cursor: 'default', symbolSize: 1, z: 5, itemStyle: {color: 'transparent', opacity: 1}, emphasis: {disabled: true},
        data: k.slots.filter(s => (s[2] - s[1]) / span * plot > wide(s[3], FONT - 2) + 3).map(s => ({value: [(s[1] + s[2]) / 2, s[0]],
          label: {show: row > 14, position: 'inside', formatter: s[3], color: '#fff', fontSize: FONT - 2, textBorderColor: 'rgba(0,0,0,.35)', textBorderWidth: 2}}))}]);
    return {height: key.height + chart.rows.length * row + 66, option: {
      legend: key.option,
      grid: {left: left.room + 10, right: 16, top: key.height + 4, bottom: 48, outerBoundsMode: 'none'},
      xAxis: linear(chart, end), yAxis: left.axis, series}};
  };

  // Each value holds until the next.
  const lines = (chart, width) => {
    const key = legend(chart.lines.map(l => l.name), width);
    const most = Math.max(...chart.lines.flatMap(l => l.ys), chart.mark || 0) * 1.08;
    const end = Math.max(...chart.lines.flatMap(l => l.xs), Number.MIN_VALUE);
    const series = chart.lines.map(l => ({type: 'line', name: l.name, step: 'end', symbol: 'none', cursor: 'default', emphasis: {disabled: true},
      lineStyle: {color: colour(l.tone), width: 1.5}, itemStyle: {color: colour(l.tone)}, data: l.xs.map((x, i) => [x, l.ys[i]])}));
    const limit = mark(chart, 'insideEndTop');
    if (series.length && limit) series[0].markLine = {...limit, data: [{yAxis: chart.mark}]};
    return {height: key.height + Math.max(260, Math.min(360, width * .6)), option: {
      legend: key.option,
      grid: {left: 46, right: 16, top: key.height + 30, bottom: 48, outerBoundsMode: 'none'},
      tooltip: tooltip({trigger: 'axis', formatter: points => `<b>${number(points[0].value[0])} ${chart.unit}</b><br>` + points.map(p =>
        `${p.marker}${escaped(p.seriesName)} ${number(p.value[1])} ${chart.y_unit}`).join('<br>')}),
      xAxis: linear(chart, end),
      yAxis: {...axis({type: 'value', name: chart.y, min: 0, max: most, splitNumber: 4, axisLabel: {color: colour('soft'), fontSize: FONT, formatter: tick, showMaxLabel: false}}), ...above(46, 10)},
      series}};
  };

  const gains = (chart, width) => {
    const left = names(chart.rows, width);
    const said = v => `${Math.abs(v) < .05 ? '' : v < 0 ? '\u2212' : '+'}${Math.abs(v).toFixed(1)} ${chart.unit}`;
    const room = Math.max(...chart.values.map(v => wide(said(v)))) + 8;
    const plot = width - left.room - 30;
    // Each end leaves room for the words beside its longest bar.
    const up = Math.max(...chart.values, 0), down = Math.max(...chart.values.map(v => -v), 0);
    const each = (up + down || 1) / Math.max(60, plot - 2 * room);
    return {height: chart.rows.length * left.bar + 62, option: {
      grid: {left: left.room + 10, right: 16, top: 6, bottom: 48, outerBoundsMode: 'none'},
      xAxis: {...linear(chart), min: -down - (down ? room * each : 0), max: up + room * each, axisLabel: {color: colour('soft'), fontSize: FONT, hideOverlap: true, formatter: tick, showMinLabel: false, showMaxLabel: false}},
      yAxis: {...left.axis, axisLine: {show: true, onZero: true, lineStyle: {color: colour('ink')}}},
      series: [{type: 'bar', barWidth: 15, cursor: 'default', emphasis: {disabled: true}, data: chart.values.map(v => ({value: v, itemStyle: {color: colour(v < 0 ? 'three' : 'six')},
        label: {show: true, position: v < 0 ? 'left' : 'right', formatter: said(v), color: colour('ink'), fontSize: FONT}}))}]}};
  };

  const cumulative = (chart, width) => {
    const key = legend(chart.lines.map(l => l.name), width);
    const xs = chart.lines.flatMap(l => l.xs);
    const series = chart.lines.map(l => ({type: 'line', name: l.name, symbol: 'none', cursor: 'default', emphasis: {disabled: true},
      lineStyle: {color: colour(l.tone), width: 2}, itemStyle: {color: colour(l.tone)}, data: l.xs.map((x, i) => [x, l.ys[i]])}));
    if (series.length) series[0].markLine = mark(chart, 'end');
    return {height: key.height + Math.max(260, Math.min(340, width * .6)), option: {
      legend: key.option,
      grid: {left: 46, right: 16, top: key.height + 44, bottom: 48, outerBoundsMode: 'none'},
      tooltip: tooltip({trigger: 'axis', formatter: points => points.map(p => `${p.marker}${escaped(p.seriesName)}: ${number(p.value[1])} % within ${number(p.value[0])} ${chart.unit}`).join('<br>')}),
      xAxis: logarithmic(measured(chart), Math.min(...xs, chart.mark || Infinity) / 1.1, Math.max(...xs, chart.mark || 0) * 1.1),
      yAxis: {...axis({type: 'value', name: '% of the requests', min: 0, max: 100, interval: 25, axisLabel: {color: colour('soft'), fontSize: FONT, formatter: tick}}), ...above(46, 26)},
      series}};
  };

  // A rectangle per cell: the ready-made build has no heat map.
  const heat = (chart, width) => {
    const left = names(chart.rows, width);
    const columns = chart.cells[0].length;
    const row = Math.max(9, Math.min(26, 420 / chart.rows.length));
    const plot = width - left.room - 26;
    const most = Math.max(...chart.cells.flat(), Number.MIN_VALUE);
    const cells = chart.cells.flatMap((values, r) => values.map((v, c) => ({value: [(c + .5) * chart.width, r], amount: v,
      itemStyle: {color: colour(chart.tone), opacity: .05 + .95 * Math.sqrt(v / most)}})));
    return {height: chart.rows.length * row + 66, option: {
      grid: {left: left.room + 10, right: 16, top: 6, bottom: 48, outerBoundsMode: 'none'},
      tooltip: tooltip({trigger: 'item', formatter: p => `<b>${escaped(chart.rows[p.value[1]])}</b><br>${number(p.value[0] - chart.width / 2)} to ${number(p.value[0] + chart.width / 2)} ${chart.unit}<br>${number(p.data.amount)} ${escaped(chart.what)}`}),
      xAxis: {...linear(chart, columns * chart.width), splitLine: {show: false}},
      yAxis: {...left.axis, axisLabel: {...left.axis.axisLabel, interval: 'auto'}},
      series: [{type: 'scatter', symbol: 'rect', symbolSize: [Math.max(1, plot / columns - .5), row - 1], cursor: 'default', emphasis: {disabled: true}, data: cells}]}};
  };

  const kinds = {bars, ranges, scatter, roofline, tree, gantt, lines, gains, cumulative, heat, curves};
  const drawn = new Map();

  const draw = (chart, place, forced) => {
    const width = root.classList.contains('print') ? PRINTED : place.clientWidth;
    const last = drawn.get(place);
    if (width === 0 || !forced && last && last.width === width) return;
    const {height, option} = kinds[chart.kind](chart, width);
    place.style.height = height + 'px';
    const picture = last ? last.picture : echarts.init(place, null, {renderer: 'svg', width, height});
    drawn.set(place, {picture, width});
    picture.resize({width, height});
    picture.setOption({animation: false, textStyle: text(), ...option}, {notMerge: true});
  };

  const redraw = () => {
    style = getComputedStyle(root);
    data.charts.forEach(chart => draw(chart, document.getElementById(chart.id), true));
  };

  const paper = on => {
    if (root.classList.contains('print') === on) return;
    root.classList.toggle('print', on);
    redraw();
  };

  root.classList.remove('plain');
  redraw();
  const watcher = new ResizeObserver(entries => entries.forEach(e => draw(data.charts.find(c => c.id === e.target.id), e.target, false)));
  data.charts.forEach(chart => watcher.observe(document.getElementById(chart.id)));
  matchMedia('(prefers-color-scheme: dark)').addEventListener('change', redraw);
  addEventListener('beforeprint', () => paper(true));
  addEventListener('afterprint', () => paper(false));
})();

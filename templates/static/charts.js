// Draws the pictures of a page from the numbers that stand in it. The same numbers are in a table
// below each picture, for readers without it.
'use strict';

const colours = { green: '#1b7f3b', yellow: '#f2b705', red: '#c4242b', grey: '#6b7280', ink: '#1f3a5f' };
const text = { fontFamily: getComputedStyle(document.body).fontFamily };

function departments(v, w) {
  const lights = ['green', 'yellow', 'red', 'grey'].map((light) => ({
    name: w[light], type: 'bar', stack: 'lights', xAxisIndex: 1, yAxisIndex: 1, data: v[light], itemStyle: { color: colours[light] }, barMaxWidth: 22,
  }));
  return {
    textStyle: text, tooltip: { trigger: 'axis' }, legend: { top: 4, data: [w.completion, w.green, w.yellow, w.red, w.grey] }, animation: false,
    grid: [{ left: 110, right: '52%', top: 44, bottom: 30 }, { left: '54%', right: 24, top: 44, bottom: 30 }],
    xAxis: [{ type: 'value', max: (axis) => Math.max(100, Math.ceil(axis.max / 20) * 20), axisLabel: { formatter: '{value}%' } }, { type: 'value', gridIndex: 1, minInterval: 1 }],
    yAxis: [{ type: 'category', data: v.names, inverse: true }, { type: 'category', gridIndex: 1, data: v.names, inverse: true, axisLabel: { show: false } }],
    series: [{
      name: w.completion, type: 'bar', data: v.completion, barMaxWidth: 22, itemStyle: { color: colours.ink }, label: { show: true, position: 'insideRight', formatter: '{c}%' },
      markLine: v.schedule > 0 ? { symbol: 'none', label: { formatter: `${w.schedule} ${v.schedule}%`, position: 'start' }, lineStyle: { color: '#111827', type: 'dashed' }, data: [{ xAxis: v.schedule }] } : undefined,
    }, ...lights],
  };
}

function indicator(v, w) {
  return {
    textStyle: text, tooltip: { trigger: 'axis' }, legend: { top: 4 }, animation: false, grid: { left: 64, right: 24, top: 44, bottom: 32 },
    xAxis: { type: 'category', data: v.months }, yAxis: { type: 'value', name: v.unit },
    series: [
      { name: w.month, type: 'bar', data: v.month, barMaxWidth: 22, itemStyle: { color: '#9db4d3' } },
      { name: w.actual, type: 'line', data: v.actual, symbolSize: 8, lineStyle: { width: 3, color: colours.ink }, itemStyle: { color: colours.ink }, label: { show: true } },
      { name: w.last_year, type: 'line', data: v.last_year, symbol: 'none', lineStyle: { type: 'dotted', color: colours.grey }, itemStyle: { color: colours.grey } },
      { name: w.target, type: 'line', data: v.target, symbol: 'none', lineStyle: { type: 'dashed', color: colours.red }, itemStyle: { color: colours.red } },
    ].filter((line) => line.data.some((x) => x !== null)),
  };
}

const narrow = matchMedia('(max-width: 575.98px)').matches;
for (const box of document.querySelectorAll('.chart[data-chart]')) {
  const values = JSON.parse(box.dataset.values);
  const words = JSON.parse(box.dataset.words);
  const drawn = box.dataset.chart === 'departments' ? values.names ?? [] : values.actual.concat(values.target).filter((v) => v !== null);
  if (drawn.length === 0) continue;
  box.dataset.drawn = 'yes';
  const chart = echarts.init(box, null, { renderer: 'svg' });
  const option = { departments, indicator }[box.dataset.chart](values, words);
  if (narrow && option.grid.length === 2) {
    option.grid = [{ left: 96, right: 30, top: 60, bottom: 28 }, { left: '200%', width: 1 }];
    option.legend = { show: false };
  }
  chart.setOption(option);
  const scalable = () => { // on paper the picture is as wide as the page, which no event tells in time
    chart.getZr().flush();
    box.querySelector('svg').setAttribute('viewBox', `0 0 ${chart.getWidth()} ${chart.getHeight()}`);
  };
  scalable();
  addEventListener('resize', () => { chart.resize(); scalable(); });
}

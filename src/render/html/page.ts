/**
 * The script of the HTML report: the task table's search, filter and sorting. It runs in the reader's
 * browser, builds all text through `textContent`, and asks the network for nothing. Rows come in pages, so
 * that 10,000 tasks open at once.
 */

/** Reads `#tasks` (an array of rows, see `taskRows`) and takes over `#task-table`. */
export const pageScript = `
'use strict';
(() => {
  const data = document.getElementById('tasks');
  const table = document.getElementById('task-table');
  if (!data || !table) return;
  const rows = JSON.parse(data.textContent);
  const pageSize = 100;
  const search = document.getElementById('task-search');
  const filter = document.getElementById('task-filter');
  const count = document.getElementById('task-count');
  const more = document.getElementById('task-more');
  const heads = Array.from(table.tHead.rows[0].cells);
  const body = table.tBodies[0];
  const filters = {
    all: () => true,
    failing: (row) => /^(failure|error|timeout)$/.test(row.result),
    slower: (row) => row.change !== null && row.change > 0.05,
    faster: (row) => row.change !== null && row.change < -0.05,
    uncached: (row) => row.cache === 'miss',
  };
  for (const row of rows) row.find = (row.name + ' ' + row.kind + ' ' + row.error + ' ' + row.model).toLowerCase();
  let key = 'duration';
  let direction = -1;
  let shown = pageSize;
  let view = rows;

  function compare(a, b) {
    const x = a[key];
    const y = b[key];
    if (x === y) return a.index - b.index;
    if (x === null || x === '') return 1;
    if (y === null || y === '') return -1;
    return (x < y ? -1 : 1) * direction;
  }

  function addCell(tr, text, className) {
    const td = tr.insertCell();
    td.textContent = text;
    if (className) td.className = className;
  }

  function addRow(row) {
    const tr = body.insertRow();
    for (const head of heads) {
      const column = head.dataset.key;
      const text = row.text[column] === undefined ? row[column] : row.text[column];
      addCell(tr, text === null ? '' : text, head.dataset.class || '');
    }
    if (filters.failing(row)) tr.cells[heads.findIndex((head) => head.dataset.key === 'result')].classList.add('bad');
  }

  function draw() {
    body.replaceChildren();
    for (const row of view.slice(0, shown)) addRow(row);
    more.hidden = shown >= view.length;
    more.textContent = 'Show ' + Math.min(pageSize, view.length - shown) + ' more';
    count.textContent = view.length + ' of ' + rows.length + ' tasks, ' + Math.min(shown, view.length) + ' shown';
    for (const head of heads) {
      head.setAttribute('aria-sort', head.dataset.key === key ? (direction === 1 ? 'ascending' : 'descending') : 'none');
    }
  }

  function update() {
    const words = search.value.toLowerCase().split(/\\s+/).filter(Boolean);
    const accept = filters[filter.value] || filters.all;
    view = rows.filter((row) => accept(row) && words.every((word) => row.find.includes(word))).sort(compare);
    shown = pageSize;
    draw();
  }

  for (const head of heads) {
    const button = head.querySelector('button');
    button.addEventListener('click', () => {
      const isText = head.dataset.class !== 'n';
      direction = key === head.dataset.key ? -direction : isText ? 1 : -1;
      key = head.dataset.key;
      update();
    });
  }
  search.addEventListener('input', update);
  filter.addEventListener('change', update);
  more.addEventListener('click', () => {
    const first = shown;
    for (const row of view.slice(shown, shown + pageSize)) addRow(row);
    shown += pageSize;
    more.hidden = shown >= view.length;
    count.textContent = view.length + ' of ' + rows.length + ' tasks, ' + Math.min(shown, view.length) + ' shown';
    const next = body.rows[first];
    if (next) { next.tabIndex = -1; next.focus(); }
  });
  document.getElementById('task-tools').hidden = false;
  update();
})();
`;

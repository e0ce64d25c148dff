'use strict';
// Adds sorting, a search and a count to tables that can be read without. The severity filters need no script.
(function () {
  const collator = new Intl.Collator('en', { numeric: true, sensitivity: 'base' });

  function key(row, column) {
    const cell = row.cells[column];
    return cell.dataset.sort === undefined ? cell.textContent.trim() : cell.dataset.sort;
  }

  function sort(table, column, direction) {
    const body = table.tBodies[0];
    const rows = Array.from(body.rows, (row, index) => ({ row, index, key: key(row, column) }));
    rows.sort((a, b) => direction * collator.compare(a.key, b.key) || a.index - b.index);
    const few = Array.from(body.rows).filter((row) => !row.classList.contains('more')).length;
    rows.forEach((each, place) => each.row.classList.toggle('more', place >= few));
    body.replaceChildren(...rows.map((each) => each.row));
    table.dispatchEvent(new Event('sorted'));
  }

  function sortable(table) {
    const headings = Array.from(table.tHead.rows[0].cells);
    headings.forEach((heading, column) => {
      const button = document.createElement('button');
      button.type = 'button';
      button.textContent = heading.textContent;
      heading.replaceChildren(button);
      button.addEventListener('click', () => {
        const first = heading.dataset.first === 'descending' ? 'descending' : 'ascending';
        const second = first === 'ascending' ? 'descending' : 'ascending';
        const wanted = heading.getAttribute('aria-sort') === first ? second : first;
        headings.forEach((other) => other.removeAttribute('aria-sort'));
        heading.setAttribute('aria-sort', wanted);
        sort(table, column, wanted === 'ascending' ? 1 : -1);
      });
    });
  }

  // Of many rows only the first are shown, until all are asked for: a browser takes seconds to lay out thousands.
  function filterable(filters) {
    const table = document.getElementById('findings');
    const search = document.getElementById('search');
    const image = document.getElementById('image');
    const shown = document.getElementById('shown');
    const boxes = Array.from(filters.querySelectorAll('input[type=checkbox]'));
    const limit = Number(filters.dataset.limit);
    const texts = new WeakMap();

    function text(row) {
      if (!texts.has(row)) {
        texts.set(row, row.textContent.toLowerCase());
      }
      return texts.get(row);
    }

    function has(row, name) {
      return name === '' || Array.from(row.querySelectorAll('li')).some((mark) => mark.dataset.image === name);
    }

    function apply() {
      const words = search.value.toLowerCase().split(/\s+/).filter(Boolean);
      const away = boxes.filter((box) => !box.checked && box.id !== 'show-all').map((box) => 'is-' + box.value);
      let count = 0;
      for (const row of table.tBodies[0].rows) {
        const fits =
          !away.some((name) => row.classList.contains(name)) &&
          has(row, image.value) &&
          words.every((word) => text(row).includes(word));
        count += fits ? 1 : 0;
        row.hidden = !fits;
        row.classList.toggle('more', fits && count > limit);
      }
      const all = document.getElementById('show-all');
      const seen = all && !all.checked ? Math.min(count, limit) : count;
      shown.textContent = seen + ' of ' + table.tBodies[0].rows.length + ' shown';
    }

    [search, image, ...boxes].forEach((control) => control.addEventListener('input', apply));
    table.addEventListener('sorted', apply);
    filters.querySelector('.script').hidden = false;
    apply();
  }

  document.querySelectorAll('table.sortable').forEach(sortable);
  document.querySelectorAll('.filters[data-limit]').forEach(filterable);
})();

// What JavaScript adds to the page of a draft: the row and its sentence light up together, keys move and tick, a section's box
// ticks its rows, and the number ticked is told.
'use strict';

const form = document.querySelector('[data-draft]');

if (form) {
  const rows = [...form.querySelectorAll('.draft-row')];
  const boxOf = (row) => row.querySelector('input[type=checkbox]');
  const english = document.documentElement.lang === 'en';
  let at = -1;

  const count = () => {
    const n = rows.filter((row) => boxOf(row).checked).length;
    form.querySelector('.draft-count').textContent = english ? `${n} of ${rows.length} ticked` : `已勾选 ${n} 条，共 ${rows.length} 条`;
    for (const section of form.querySelectorAll('[data-section]')) {
      const all = [...section.querySelectorAll('.draft-row input[type=checkbox]')];
      section.querySelector('[data-all]').checked = all.length > 0 && all.every((box) => box.checked);
    }
  };

  const go = (i, focus) => {
    if (i < 0 || i >= rows.length) return;
    if (at >= 0) {
      rows[at].classList.remove('here');
      document.getElementById(rows[at].dataset.place)?.classList.remove('here');
    }
    at = i;
    rows[at].classList.add('here');
    const place = document.getElementById(rows[at].dataset.place);
    if (place) {
      place.classList.add('here');
      const text = form.querySelector('.draft-text');
      if (text.scrollHeight > text.clientHeight) text.scrollTop += place.getBoundingClientRect().top - text.getBoundingClientRect().top - text.clientHeight / 3;
    }
    if (focus) rows[at].focus();
  };

  rows.forEach((row, i) => row.addEventListener('focusin', () => { if (i !== at) go(i, false); }));
  for (const mark of form.querySelectorAll('.draft-mark')) {
    mark.addEventListener('click', (e) => {
      const i = rows.findIndex((row) => row.id === mark.dataset.row);
      if (i < 0) return;
      e.preventDefault();
      go(i, true);
      rows[i].scrollIntoView({ block: 'nearest' });
    });
  }
  form.addEventListener('change', (e) => {
    if (e.target.matches('[data-all]')) {
      for (const box of e.target.closest('[data-section]').querySelectorAll('.draft-row input[type=checkbox]')) box.checked = e.target.checked;
    }
    count();
  });
  document.addEventListener('keydown', (e) => {
    if (e.ctrlKey || e.metaKey || e.altKey || e.target.closest('input:not([type=checkbox]), textarea, select')) return;
    if (e.key === 'j') go(Math.min(at + 1, rows.length - 1), true);
    else if (e.key === 'k') go(Math.max(at - 1, 0), true);
    else if (at < 0) return;
    else if (e.key === ' ' && e.target === rows[at]) { boxOf(rows[at]).checked = !boxOf(rows[at]).checked; count(); }
    else if (e.key === 'e' && rows[at].querySelector('details')) { rows[at].querySelector('details').open = true; rows[at].querySelector('details input').focus(); }
    else if (e.key === 's') { const all = rows[at].closest('[data-section]').querySelector('[data-all]'); all.checked = !all.checked; all.dispatchEvent(new Event('change', { bubbles: true })); }
    else return;
    e.preventDefault();
  });
  count();
}

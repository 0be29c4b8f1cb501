// What JavaScript adds to pages that work without it: a drop zone, the progress of an upload, a
// busy sign on long work.
'use strict';

const english = document.documentElement.lang === 'en';

function dropZone(zone, input) {
  for (const type of ['dragenter', 'dragover']) {
    zone.addEventListener(type, (e) => { e.preventDefault(); zone.classList.add('over'); });
  }
  for (const type of ['dragleave', 'drop']) {
    zone.addEventListener(type, (e) => { e.preventDefault(); zone.classList.remove('over'); });
  }
  zone.addEventListener('drop', (e) => {
    const files = e.dataTransfer.files;
    if (files.length > 1) say(zone.closest('form').querySelector('.upload-status'), oneFile);
    else if (files.length === 1) input.files = files;
  });
}

const oneFile = english ? 'One file at a time, please.' : '一次只能上传一个文件，请只拖一个。';

function say(status, text) { status.textContent = text; }

function upload(form) {
  const bar = form.querySelector('progress');
  const status = form.querySelector('.upload-status');
  const button = form.querySelector('button[type=submit]');
  const zone = form.querySelector('.drop');
  if (zone) dropZone(zone, form.querySelector('input[type=file]'));
  if (!window.htmx) return;
  form.setAttribute('hx-post', form.getAttribute('action'));
  form.setAttribute('hx-encoding', 'multipart/form-data');
  form.setAttribute('hx-target', 'body');
  form.setAttribute('hx-swap', 'innerHTML show:window:top');
  htmx.process(form);
  form.addEventListener('htmx:beforeRequest', () => {
    bar.hidden = false;
    button.disabled = true;
    status.textContent = english ? 'Uploading…' : '正在上传……';
  });
  form.addEventListener('htmx:xhr:progress', (e) => {
    if (!e.detail.lengthComputable) return;
    bar.value = (100 * e.detail.loaded) / e.detail.total;
    if (e.detail.loaded >= e.detail.total) status.textContent = english ? 'Reading and checking…' : '正在读取和审核……';
  });
  form.addEventListener('htmx:afterRequest', () => { button.disabled = false; bar.hidden = true; });
  form.addEventListener('htmx:sendError', () => {
    status.textContent = english ? 'The upload broke off. Please try again.' : '上传中断，请重试。';
  });
}

function busy(form) {
  form.addEventListener('submit', () => {
    const button = form.querySelector('button');
    button.disabled = true;
    button.setAttribute('aria-busy', 'true');
    button.textContent += ' …';
  });
}

function chooser(select) {
  const button = select.form.querySelector('button');
  if (button) button.hidden = true;
  select.addEventListener('change', () => select.form.submit());
}

// once does a thing to each element of the page that it has not been done to: parts of a page may be
// replaced.
function once(selector, enhance) {
  for (const element of document.querySelectorAll(selector)) {
    if (element.dataset.ready) continue;
    element.dataset.ready = 'yes';
    enhance(element);
  }
}

// Cells are corrected where they stand: a click on any makes a field of it, and what was changed is told beside the button.
function sheetEditor(sheet) {
  const form = sheet.closest('form');
  const status = form.querySelector('.fix-status');
  const said = status.textContent;
  const changed = () => [...form.querySelectorAll('.cellfix')].filter((f) => f.value !== f.defaultValue);
  const look = () => {
    for (const f of form.querySelectorAll('.cellfix')) f.classList.toggle('changed', f.value !== f.defaultValue);
    const n = changed().length;
    if (!n) status.textContent = said;
    else status.textContent = english ? `${n} cell(s) changed and not saved yet.` : `已改 ${n} 个单元格，还没有保存。`;
  };
  const open = (cell) => {
    let field = cell.querySelector('.cellfix');
    if (!field) {
      const badge = cell.querySelector('.cellback');
      if (badge) badge.remove();
      field = document.createElement('input');
      field.className = 'cellfix';
      field.name = `cell:${sheet.dataset.edit}!${cell.id.slice(2)}`;
      field.defaultValue = cell.textContent.trim();
      field.setAttribute('aria-label', english ? `${cell.id.slice(2)}: change to` : `${cell.id.slice(2)} 改为`);
      field.autocomplete = 'off';
      cell.replaceChildren(field);
      if (badge) cell.append(badge);
    }
    field.focus();
    field.select();
  };
  sheet.addEventListener('click', (e) => {
    const cell = e.target.closest('td');
    if (cell && cell.id && !e.target.closest('a, .cellfix') && !cell.textContent.endsWith('…')) open(cell);
  });
  sheet.addEventListener('input', look);
  sheet.addEventListener('keydown', (e) => {
    if (!e.target.matches('.cellfix')) return;
    if (e.key === 'Escape') { e.target.value = e.target.defaultValue; look(); }
    if (e.key === 'Enter') { // the first button of the form would hand the sheet in
      e.preventDefault();
      if (changed().length) form.requestSubmit(form.querySelector('.actionbar button[formaction$="/cells"]'));
    }
  });
  form.addEventListener('click', (e) => {
    const link = e.target.closest('a[href^="#c-"]');
    const cell = link && document.getElementById(link.hash.slice(1));
    if (!cell) return;
    e.preventDefault();
    history.replaceState(null, '', link.hash);
    cell.scrollIntoView({ block: 'center', inline: 'center' });
    open(cell);
  });
  let sent = false;
  form.addEventListener('submit', () => { sent = true; });
  window.addEventListener('beforeunload', (e) => { if (!sent && changed().length) e.preventDefault(); });
  const asked = location.hash.startsWith('#c-') && document.getElementById(location.hash.slice(1));
  if (asked) { asked.scrollIntoView({ block: 'center', inline: 'center' }); open(asked); }
  look();
}

// A field that is kept while it is typed says so.
function kept(field) {
  const status = field.form.querySelector('.kept-status');
  field.addEventListener('htmx:afterRequest', (e) => {
    if (e.target !== field) return;
    status.textContent = e.detail.successful ? (english ? 'Kept.' : '已暂存。') : (english ? 'Not kept: please check the network.' : '没有存上，请检查网络。');
  });
}

// How much of an explanation is written, as the server counts it, and that it is kept.
function counter(area) {
  const least = Number(area.dataset.count);
  const note = document.createElement('div');
  note.className = 'counted';
  area.after(note);
  const look = (kept) => {
    const n = [...area.value.replace(/\s/g, '')].length;
    note.classList.toggle('short', n > 0 && n < least);
    note.textContent = english ? `${n} characters${n < least ? `, at least ${least}` : ''}` : `已写 ${n} 字${n < least ? `，至少 ${least} 字` : ''}`;
    if (kept) note.textContent += english ? ' · kept' : ' · 已暂存';
  };
  area.addEventListener('input', () => look(false));
  area.addEventListener('htmx:afterRequest', (e) => { if (e.detail.successful) look(true); });
  look(false);
}

// A table that is wider than its place can be moved by the keyboard.
function reachable(box) { box.tabIndex = box.scrollWidth > box.clientWidth ? 0 : -1; }

function enhance() {
  once('form[data-upload]', upload);
  once('form[data-busy]', busy);
  once('select[data-autosubmit]', chooser);
  once('.sheet[data-edit]', sheetEditor);
  once('textarea[data-count]', counter);
  once('[data-kept]', kept);
  once('button[data-print]', (button) => { button.hidden = false; button.addEventListener('click', () => window.print()); });
  document.querySelectorAll('.table-responsive').forEach(reachable);
}

// A sign-in ends when nothing is done for a while, and after some hours in any case. Typing counts as being there, in
// every window of the browser; the end is told before it comes. What is typed is kept by the server even so.
const signedIn = document.body.dataset.idle !== undefined;
const opened = Date.now();
const seenKey = 'tallysheet-seen';
let asked = opened;
let ended = false;

function lastSeen() { return Number(localStorage.getItem(seenKey)) || opened; }

function here() {
  asked = Date.now();
  return fetch('/account/here', { method: 'POST', redirect: 'manual' }).then((r) => {
    if (r.ok) localStorage.setItem(seenKey, asked);
    else ended = true;
  }, () => {});
}

function secondsLeft() {
  const { idle, left } = document.body.dataset;
  const idleLeft = idle - (Date.now() - lastSeen()) / 1000;
  const wholeLeft = left - (Date.now() - opened) / 1000;
  return { left: ended ? 0 : Math.min(idleLeft, wholeLeft), longer: idleLeft < wholeLeft, warn: Math.min(120, idle / 3) };
}

function tell() {
  const { left, longer, warn } = secondsLeft();
  const box = document.getElementById('ending');
  box.hidden = left > warn;
  if (box.hidden) return;
  const minutes = Math.max(1, Math.ceil(left / 60));
  let text = english ? `You will be signed out in ${minutes} min.` : `还有 ${minutes} 分钟将自动退出登录。`;
  if (left <= 0) text = english ? 'Your sign-in has ended. What you wrote is kept: send it, and sign in again.' : '登录已过期。已填写的内容不会丢失：照常提交，重新登录后会回到本页。';
  else if (!longer) text = english ? `${text} Please save what you have written.` : `${text}请先保存已填写的内容，再重新登录。`;
  const said = box.querySelector('span');
  if (said.textContent !== text) said.textContent = text;
  box.querySelector('button').hidden = left <= 0 || !longer;
}

if (signedIn) {
  localStorage.setItem(seenKey, opened);
  for (const type of ['input', 'keydown']) {
    document.addEventListener(type, () => { if (Date.now() - Math.max(asked, lastSeen()) > 1000 * Math.min(60, document.body.dataset.idle / 3)) here().then(tell); });
  }
  document.querySelector('#ending button').addEventListener('click', () => here().then(tell));
  setInterval(tell, 1000);
}

// Who is told that a text is too short goes on writing at its end.
const wrong = document.querySelector('textarea.is-invalid');
if (wrong) wrong.setSelectionRange(wrong.value.length, wrong.value.length);

enhance();
window.addEventListener('resize', enhance);
document.body.addEventListener('htmx:afterSettle', enhance);

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
    if (e.dataTransfer.files.length > 0) input.files = e.dataTransfer.files;
  });
}

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

function enhance() {
  once('form[data-upload]', upload);
  once('form[data-busy]', busy);
  once('select[data-autosubmit]', chooser);
}

enhance();
document.body.addEventListener('htmx:afterSettle', enhance);

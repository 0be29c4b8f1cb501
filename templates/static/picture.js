// Draws the draft of a 通报 as one picture, as wide as a phone shows it, to be sent to a group. It is drawn here because the browser has
// the fonts: a server on a closed network need not.
'use strict';

const wide = 750, margin = 40, scale = 2;
const colours = { red: '#c4242b', yellow: '#f2b705' };
const kinds = {
  H2: { font: 34, bold: true, above: 0, below: 20, centre: true },
  H3: { font: 27, bold: true, above: 20, below: 8 },
  H4: { font: 25, bold: true, above: 12, below: 6 },
  P: { font: 23, bold: false, above: 4, below: 8 },
  LI: { font: 23, bold: false, above: 4, below: 8 },
};

// A line must not begin with what closes a clause, and a number or a date is not cut in two.
const pieces = /[0-9A-Za-z.+-]+%?[，。；：、）”！？]*|.[，。；：、）”！？]*/gu;

function broken(pen, text, room) {
  const lines = [''];
  for (const [piece] of text.matchAll(pieces)) {
    const last = lines.length - 1;
    if (lines[last] !== '' && pen.measureText(lines[last] + piece).width > room) lines.push(piece.trimStart());
    else lines[last] += piece;
  }
  return lines;
}

// layOut gives each line with its place; the same walk measures the height and draws.
function layOut(pen, article, family) {
  const lines = [];
  let y = margin, number = 0;
  for (const part of article.querySelectorAll('h2, h3, h4, p, li')) {
    const kind = kinds[part.tagName];
    number = part.tagName === 'LI' ? (part.previousElementSibling ? number + 1 : 1) : number;
    const text = (part.tagName === 'LI' ? `${number}．` : '') + part.textContent.replace(/\s+/g, ' ').trim();
    if (text === '') continue;
    const font = `${kind.bold ? 'bold ' : ''}${part.dataset.small ? 19 : kind.font}px ${family}`;
    const dot = colours[part.dataset.light];
    const left = margin + (dot ? 34 : 0);
    pen.font = font;
    y += kind.above;
    broken(pen, text, wide - left - margin).forEach((line, k) => {
      const x = kind.centre ? (wide - pen.measureText(line).width) / 2 : left;
      lines.push({ line, x, y: y + kind.font, font, dot: k === 0 ? dot : undefined, size: kind.font, faint: part.dataset.small !== undefined });
      y += kind.font * 1.6;
    });
    y += kind.below;
  }
  return { lines, height: y + margin / 2 };
}

function picture(article) {
  const canvas = document.createElement('canvas');
  const pen = canvas.getContext('2d');
  const family = getComputedStyle(document.body).fontFamily;
  const { lines, height } = layOut(pen, article, family);
  canvas.width = wide * scale;
  canvas.height = Math.min(Math.ceil(height) * scale, 16000); // browsers draw no longer ones
  pen.scale(scale, scale);
  pen.fillStyle = '#fff';
  pen.fillRect(0, 0, wide, height);
  for (const l of lines) {
    if (l.dot) {
      pen.fillStyle = l.dot;
      pen.beginPath();
      pen.arc(margin + 12, l.y - l.size * 0.35, 12, 0, 2 * Math.PI);
      pen.fill();
    }
    pen.fillStyle = l.faint ? '#4b5563' : '#111827';
    pen.font = l.font;
    pen.fillText(l.line, l.x, l.y);
  }
  return canvas;
}

const button = document.getElementById('picture');
button.hidden = false;
button.addEventListener('click', () => picture(document.querySelector('article.brief')).toBlob((blob) => {
  const link = document.createElement('a');
  link.href = URL.createObjectURL(blob);
  link.download = button.dataset.name;
  link.click();
  setTimeout(() => URL.revokeObjectURL(link.href), 10000);
}, 'image/png'));
const print = document.getElementById('print');
print.hidden = false;
print.addEventListener('click', () => window.print());

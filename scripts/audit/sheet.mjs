// One sheet of an .xlsx as a list of objects, by the headings of its first row. Only what an edition uses: stored or
// deflated parts, shared, inline and formula strings.
import { inflateRawSync } from 'node:zlib'

function parts (file) {
  const end = file.lastIndexOf(Buffer.from('PK\x05\x06'))
  const all = new Map()
  let at = file.readUInt32LE(end + 16)
  for (let n = file.readUInt16LE(end + 10); n > 0; n--) {
    const method = file.readUInt16LE(at + 10)
    const size = file.readUInt32LE(at + 20)
    const nameSize = file.readUInt16LE(at + 28)
    const local = file.readUInt32LE(at + 42)
    const name = file.toString('utf8', at + 46, at + 46 + nameSize)
    const from = local + 30 + file.readUInt16LE(local + 26) + file.readUInt16LE(local + 28)
    const data = file.subarray(from, from + size)
    all.set(name, () => (method === 8 ? inflateRawSync(data) : data).toString('utf8'))
    at += 46 + nameSize + file.readUInt16LE(at + 30) + file.readUInt16LE(at + 32)
  }
  return all
}

const plain = s => s.replace(/&lt;/g, '<').replace(/&gt;/g, '>').replace(/&quot;/g, '"').replace(/&apos;/g, "'")
  .replace(/&#x([0-9a-fA-F]+);/g, (_, h) => String.fromCodePoint(parseInt(h, 16)))
  .replace(/&#(\d+);/g, (_, d) => String.fromCodePoint(+d)).replace(/&amp;/g, '&')
const texts = xml => [...xml.matchAll(/<(?:\w+:)?t(?: [^>]*)?>([^<]*)<\/(?:\w+:)?t>/g)].map(m => plain(m[1])).join('')
const attribute = (tag, name) => new RegExp(`\\s${name}="([^"]*)"`).exec(tag)?.[1]

function sheetPart (all, name) {
  const sheet = [...all.get('xl/workbook.xml')().matchAll(/<(?:\w+:)?sheet\s[^>]*>/g)].find(m => plain(attribute(m[0], 'name')) === name)
  if (!sheet) throw new Error(`no sheet ${name}`)
  const id = attribute(sheet[0], 'r:id')
  const relation = [...all.get('xl/_rels/workbook.xml.rels')().matchAll(/<Relationship\s[^>]*>/g)].find(m => attribute(m[0], 'Id') === id)
  const target = attribute(relation[0], 'Target')
  return all.get(target.startsWith('/') ? target.slice(1) : `xl/${target}`)()
}

const column = cell => [...cell.replace(/\d+$/, '')].reduce((n, c) => n * 26 + c.charCodeAt(0) - 64, 0)

// A table longer than a worksheet goes on in 数据(2), 数据(3) ….
export function rows (file, name) {
  const all = parts(file)
  const lines = sheetRows(all, name)
  for (let n = 2; hasSheet(all, `${name}(${n})`); n++) lines.push(...sheetRows(all, `${name}(${n})`))
  return lines
}

const hasSheet = (all, name) => all.get('xl/workbook.xml')().includes(`name="${name}"`)

function sheetRows (all, name) {
  const shared = all.has('xl/sharedStrings.xml')
    ? [...all.get('xl/sharedStrings.xml')().matchAll(/<(?:\w+:)?si(?:\s[^>]*)?>([\s\S]*?)<\/(?:\w+:)?si>|<(?:\w+:)?si\/>/g)].map(m => texts(m[1] ?? ''))
    : []
  const value = (tag, body) => {
    const type = attribute(tag, 't')
    const v = /<(?:\w+:)?v(?:\s[^>]*)?>([^<]*)</.exec(body)?.[1] ?? ''
    if (type === 's') return shared[+v]
    return type === 'inlineStr' ? texts(body) : plain(v)
  }
  const table = [...sheetPart(all, name).matchAll(/<(?:\w+:)?row[\s>][\s\S]*?<\/(?:\w+:)?row>/g)].map(row => {
    const cells = []
    for (const c of row[0].matchAll(/(<(?:\w+:)?c(?:\s[^>]*?)?)(?:\/>|>([\s\S]*?)<\/(?:\w+:)?c>)/g)) {
      const at = attribute(c[1], 'r')
      cells[at ? column(at) : cells.length + 1] = value(c[1], c[2] ?? '')
    }
    return cells
  })
  const heading = table[0]
  return table.slice(1).filter(r => r.length).map(r => Object.fromEntries(heading.map((h, k) => [h, r[k] ?? '']).filter(([h]) => h)))
}

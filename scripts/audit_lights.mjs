// An auditor's recomputation: every light of an edition from its sheet 数据 and the rule file alone.
//
//   node scripts/audit_lights.mjs EDITION.xlsx RULES.yaml
//
// It shares nothing with the program: another language, its own fractions, its own reading of the workbook and of the
// rule, nothing but what Node brings. It prints each light that it cannot agree with and ends with 1 if there is one.
import { readFileSync } from 'node:fs'
import { rows } from './audit/sheet.mjs'
import { readRules, bandOf } from './audit/rules.mjs'
import { fraction, add, sub, mul, div, cmp, neg, abs, sign, near } from './audit/fraction.mjs'

const hundred = fraction('100')
const zero = fraction('0')
const rank = { grey: 0, green: 1, yellow: 2, red: 3 }
const worst = lights => lights.reduce((a, b) => (rank[b] > rank[a] ? b : a), 'grey')
const percentUnit = u => ['%', '％', '个百分点', '百分点', '个点', '百分比'].includes(u)

// A unit is a size and a thing: 万美元 is 10⁴ 美元.
function sized (unit) {
  const m = /^(百万|千万|万亿|千|百|万|亿)?(.*)$/.exec(unit)
  const powers = { 千: 3, 百: 2, 万: 4, 百万: 6, 千万: 7, 亿: 8, 万亿: 12 }
  return { power: m[1] && m[2] ? powers[m[1]] : 0, thing: m[2] || unit }
}

function converted (value, from, to) {
  if (!value || !from || !to || from === to) return value
  const a = sized(from); const b = sized(to)
  if (a.thing !== b.thing) return value // both count things
  return mul(value, fraction(`1e${a.power - b.power}`))
}

// measure turns a line into what the tests of a section look at, or says grey.
function measure (l, rules) {
  const unit = l.目标单位
  const floor = fraction(l.确保) ?? converted(fraction(l.力争), l.力争单位, unit)
  if (l.行类 === '未报' || l.指标类型 === '文字' || l.待确认 === '是') return { grey: true }
  if (l.指标类型 === '节点') return milestone(l)
  if (!floor && l.目标分项) return inParts(l, rules)
  const accumulates = ['总量', '计数', '多项'].includes(l.指标类型)
  const value = converted(accumulates && l.数据口径 === '本月' ? l.sum : fraction(l.数值), l.单位, unit)
  if (!floor || !value) return { grey: true }
  if (growthOfAmount(l)) return grown(l, rules, floor, value, unit)
  const times = accumulates && timesAYear(l)
  if (times) return { ...prorated(l, mul(floor, times), value, near(l.序时进度), true, rules), value }
  return { ...compare(l, rules, floor, value, unit, accumulates), value }
}

// A growth is asked and an amount was filed, as somebody confirmed: it is held against last year's, where that stands in the sheet.
const growthOfAmount = l => l.指标类型 === '增速' && percentUnit(l.目标单位) && l.单位 !== '' && !percentUnit(l.单位) && l.单位 !== '倍'

function grown (l, rules, floor, value, unit) {
  const was = fraction(l.lastYear)
  if (!was || sign(was) <= 0) return { grey: true }
  const growth = mul(sub(div(value, was), fraction('1')), hundred)
  return { ...compare(l, rules, floor, growth, unit, false), value: growth }
}

// timesAYear is how often a target comes due in the year (每旬1次 is 36 times), undefined for one that does not come again.
function timesAYear (l) {
  const m = /(每逢?|逐|隔|双)(一|两|二|三|四|六|[1-9]\d?)?个?(天|日|周|星期|旬|半个月|半月|月|季度|季|半年)度?\D{0,8}\d/.exec(l.目标原文)
  if (!m || percentUnit(l.目标单位) || (m[1] === '双' && !['月', '周'].includes(m[3]))) return undefined
  const leap = new Date(+l.报告期.slice(0, 4), 1, 29).getMonth() === 1
  const days = leap ? 366 : 365
  const whole = { 天: days, 日: days, 周: Math.floor(days / 7), 星期: Math.floor(days / 7), 旬: 36, 半月: 24, 半个月: 24, 月: 12, 季度: 4, 季: 4, 半年: 2 }[m[3]]
  const spelt = { 一: 1, 两: 2, 二: 2, 三: 3, 四: 4, 六: 6 }
  const every = m[2] ? spelt[m[2]] ?? +m[2] : (m[1] === '隔' || m[1] === '双' ? 2 : 1)
  return fraction(String(Math.floor(whole / every)))
}

function compare (l, rules, floor, actual, unit, accumulates) {
  const percent = percentUnit(unit) || (unit === '' && ['增速', '占比', '增减'].includes(l.指标类型))
  const lower = l.方向 === '越低越好'
  const limit = lower || l.指标类型 === '上限' || l.比较符 === '≤' || l.比较符 === '<'
  if (l.指标类型 === '位次') return placed(l, floor, actual, lower)
  if (l.目标为降幅 === '是') actual = fall(l, actual)
  else if (lower && l.比较符 === '区间' && l.上限) return limited(l, fraction(l.上限), actual, percent)
  else if (limit && l.比较符 !== '左右') return limited(l, floor, actual, percent)
  if (l.目标为降幅 !== '是' && sign(floor) <= 0 && (!percent || accumulates || l.指标类型 === '存量')) {
    return { section: 'limit', state: cmp(actual, floor) >= 0 && !(l.比较符 === '>' && cmp(actual, floor) === 0) }
  }
  if (l.目标为降幅 !== '是' && (accumulates || l.指标类型 === '存量')) {
    if (accumulates && !l.序时进度) return { grey: true }
    return prorated(l, floor, actual, accumulates ? near(l.序时进度) : fraction('1'), accumulates, rules)
  }
  return asIs(l, floor, actual, percent, lower && l.目标为降幅 !== '是', rules)
}

function prorated (l, floor, actual, schedule, accumulates, rules) {
  const completion = div(actual, floor)
  const m = { section: accumulates ? 'schedule' : 'whole', points: mul(sub(completion, schedule), hundred), actual }
  m.ratio = sign(schedule) > 0 ? mul(div(completion, schedule), hundred) : undefined
  m.strict = l.比较符 === '>' && cmp(schedule, fraction('1')) === 0 && cmp(actual, floor) === 0
  if (l.比较符 === '左右') m.near = nearAmount(actual, mul(floor, schedule), rules)
  if (l.比较符 === '区间' && l.上限) m.beyond = cmp(actual, fraction(l.上限)) > 0
  return m
}

function asIs (l, floor, actual, percent, lower, rules) {
  let gap = sub(actual, floor)
  const m = { section: percent ? 'target' : 'whole', actual, strict: l.比较符 === '>' && sign(gap) === 0 }
  if (l.比较符 === '区间' && l.上限) {
    const top = fraction(l.上限)
    gap = cmp(actual, floor) < 0 ? sub(actual, floor) : cmp(actual, top) > 0 ? sub(actual, top) : zero
    m.beyond = sign(gap) > 0
  } else if (l.比较符 === '左右') {
    m.near = percent ? cmp(abs(gap), rules.tolerance.points) <= 0 : nearAmount(sub(floor, abs(gap)), floor, rules)
    if (lower && !m.near) gap = neg(abs(gap))
  }
  m.points = percent ? gap : sign(floor) > 0 ? mul(div(gap, floor), hundred) : undefined
  if (sign(floor) > 0 && sign(actual) >= 0) m.ratio = mul(div(actual, floor), hundred)
  return m
}

const nearAmount = (actual, due, rules) => cmp(abs(sub(actual, due)), abs(div(mul(due, rules.tolerance.percent), hundred))) <= 0

function limited (l, floor, actual, percent) {
  const spare = sub(floor, actual)
  const kept = sign(spare) > 0 || (sign(spare) === 0 && l.比较符 !== '<')
  const points = percent ? spare : sign(floor) > 0 ? mul(div(spare, floor), hundred) : undefined
  return { section: 'limit', state: kept, points, actual, strict: sign(spare) === 0 && l.比较符 === '<' }
}

// isPlace tells a place (第12名, 12) from a number of places risen or lost (升3位, +2).
const isPlace = text => /第/.test(text) || (!/[升进降退跌移晋提滑落+-]/.test(text) && text !== '0')

function placed (l, floor, actual, lower) {
  const rises = !lower && l.比较符 !== '≤' && l.比较符 !== '<'
  if (rises && isPlace(l.原文)) {
    return l.偏差 === '' ? { grey: true } : { section: 'rank', positions: fraction(l.偏差), actual } // last year's place is not in the sheet
  }
  const positions = rises ? sub(actual, floor) : sub(floor, actual)
  const strict = sign(positions) === 0 && ((rises && l.比较符 === '>') || (!rises && l.比较符 === '<'))
  return { section: 'rank', positions, actual, strict, state: sign(positions) >= 0 && !strict }
}

// The size of a fall: a change is negative when it fell, unless the name itself speaks of a fall.
function fall (l, actual) {
  if (/降|减少|压减|缩减|削减/.test(l.指标)) return actual
  return sign(actual) > 0 && /[+升增涨]/.test(l.原文) ? neg(actual) : abs(actual)
}

// Whether a milestone is done is in words, and taken from the sheet; the days are counted.
function milestone (l) {
  if (l.达成 === '是') return { section: 'milestone', near: true }
  const due = lastDay(l.完成时限 || l.目标期)
  if (!due) return { grey: true }
  const late = Math.round((lastDay(l.报告期) - due) / 86400000)
  if (late < 0 || /没有写明/.test(l.亮灯说明)) return { grey: true }
  return { section: 'milestone', days: fraction(String(late)), state: false }
}

function lastDay (text) {
  const m = /^(\d{4})(?:-(\d{2}))?(?:-(\d{2}))?$/.exec(text)
  if (!m) return undefined
  if (m[3]) return Date.UTC(+m[1], +m[2] - 1, +m[3])
  return Date.UTC(+m[1], m[2] ? +m[2] : 12, 0)
}

// Parts are written 10亿元:2;20亿元:1, or 只:200;亿元:100 where a part has no size of its own; 力争 parts bind only
// where there are no others.
function parts (text) {
  return text.split(';').filter(Boolean).map(p => {
    const at = p.lastIndexOf(':')
    const label = p.slice(0, at)
    const size = /^([\d.]+)(.*)$/.exec(label)
    return { label, size: size && fraction(size[1]), unit: size ? size[2] : label, count: fraction(p.slice(at + 1).replace('(力争)', '')), stretch: p.endsWith('(力争)') }
  })
}

function inParts (l, rules) {
  const all = parts(l.目标分项)
  const wanted = all.some(p => !p.stretch) ? all.filter(p => !p.stretch) : all
  if (!l.分项) return onePart(l, wanted, rules)
  const filed = parts(l.分项)
  const each = wanted.map(want => {
    const got = filed.find(f => f.label === want.label) ?? filed.find(f => !f.size === !want.size && (want.size
      ? cmp(converted(f.size, f.unit, want.unit), want.size) === 0
      : f.unit === want.unit || sized(f.unit).thing === sized(want.unit).thing))
    if (!got && !want.size) return { grey: true }
    const count = got ? (want.size ? got.count : converted(got.count, got.unit, want.unit)) : zero
    return heldPart(l, want, count, rules)
  })
  return each.some(e => e.grey) ? { grey: true } : { each }
}

function heldPart (l, want, count, rules) {
  const one = { ...l, 目标分项: '', 确保: '', 比较: '≥' }
  return percentUnit(want.unit)
    ? asIs(one, want.count, count, true, false, rules)
    : l.序时进度 ? prorated(one, want.count, count, near(l.序时进度), true, rules) : { grey: true }
}

// onePart holds a single figure against the one part that its unit can be for. It is not green while nothing was filed of another amount; a level and
// its growth are one thing.
function onePart (l, wanted, rules) {
  const value = fraction(l.数值)
  const { thing } = sized(l.单位)
  const countedIn = w => w.size ? w.unit : /[十百千万亿]*$/.exec(w.label.slice(0, -thing.length))[0] + thing // 注册资本亿元: its name stands before its unit
  const of = wanted.length === 1 ? wanted : wanted.filter(w => thing && w.label.endsWith(thing))
  if (!value || of.length !== 1 || wanted.length > 1 && wanted.some(w => w.size)) return { grey: true }
  const want = { ...of[0], unit: countedIn(of[0]) }
  const held = heldPart(l, want, want.size ? value : converted(value, l.单位, want.unit), rules)
  const amount = w => !/(%|‰|个百分点)$/.test(w.label)
  return held.grey ? held : { each: [held], half: amount(of[0]) && wanted.some(w => w !== of[0] && amount(w)) }
}

// raw is the light of one line without memory.
function raw (l, rules, peers) {
  const m = measure(l, rules)
  if (m.grey) return { light: 'grey' }
  if (m.each) {
    const light = worst(m.each.map(e => judged(e, rules)))
    return m.half && light === 'green' ? { light: 'grey' } : { light, section: 'schedule' }
  }
  const lower = l.方向 === '越低越好' // below the average is good there, and so is what falls
  if (peers && m.value) m.peer = lower ? sub(peers, m.value) : sub(m.value, peers)
  if (lower && l.目标为降幅 !== '是') delete m.actual
  return { light: judged(m, rules), section: m.section }
}

function judged (m, rules) {
  if (m.near) return 'green'
  if (m.beyond) return rules.beyond
  const said = worst(rules.sections[m.section].map(test => {
    if (test.base === 'state') return m.state === false ? test.missed : test.met
    let x = m[test.base]
    if (!x) return 'grey'
    if (m.strict && ['points', 'ratio', 'positions'].includes(test.base)) x = sub(x, fraction('0.000000001'))
    return bandOf(test, x)
  }))
  if (said !== 'grey') return said
  const ahead = m.state ?? (sign(m.points ?? m.positions ?? zero) >= 0 && !m.strict)
  return ahead ? 'green' : 'red'
}

function remembered (rules, section, before, now) {
  for (const m of rules.memory) {
    if (!m.sections.includes(section) || rank[now] < rank[m.run]) continue
    let run = 1
    for (const l of before.filter(l => l !== 'grey').reverse()) {
      if (run >= m.months || rank[l] < rank[m.run]) break
      run++
    }
    if (run >= m.months && rank[m.becomes] > rank[now]) now = m.becomes
  }
  return now
}

// peersOf is the average of the actuals of one indicator in several departments, by the line's number.
function peersOf (lines) {
  const groups = new Map()
  for (const l of lines) {
    const key = [l.指标, l.上级指标, l.口径, l.指标类型].join('\n')
    if (!groups.has(key)) groups.set(key, new Map())
    if (!groups.get(key).has(l.责任单位)) groups.get(key).set(l.责任单位, l)
  }
  const means = new Map()
  for (const group of groups.values()) {
    const values = [...group.values()].map(l => converted(fraction(l.数值), l.单位, l.目标单位)).filter(Boolean) // growth and shares only: sums do not occur
    if (values.length < 2) continue
    const mean = div(values.reduce(add), fraction(String(values.length)))
    for (const l of group.values()) means.set(l.指标编号, mean)
  }
  return means
}

// monthsOf adds up the months of the year to a line's, for a department that files no running total.
function monthsOf (lines, l) {
  if (l.数据口径 !== '本月') return undefined
  return lines.filter(e => e.行类 === '数据' && e.数据口径 === '本月' && e.指标编号 === l.指标编号 && e.责任单位 === l.责任单位 &&
    e.报告期.slice(0, 4) === l.报告期.slice(0, 4) && e.报告期 <= l.报告期).map(e => converted(fraction(e.数值), e.单位, l.单位)).filter(Boolean).reduce(add, zero)
}

// monthsBefore gives the earlier months of a line's year as lines of their own: from the line 各月 of its indicator, or, in editions
// older than those, from the line of each month.
function monthsBefore (lines, year, l, period) {
  const y = year.get(l.指标编号)
  if (!y) {
    return lines.filter(e => e.行类 === '数据' && e.指标编号 === l.指标编号 && e.责任单位 === l.责任单位 && e.亮灯 && e.报告期 < period &&
      e.报告期.slice(0, 4) === period.slice(0, 4)).sort((a, b) => (a.报告期 < b.报告期 ? -1 : 1))
  }
  const before = []
  for (let m = 1; m < +period.slice(5); m++) {
    const filed = y[`${m}月累计`]
    if (filed === '') continue
    const said = /^[+＋-]?[\d.]+$/.test(filed) ? { 数值: filed, 单位: y.单位, 原文: filed, 分项: '' } : inWords(filed, y.单位)
    before.push({ ...l, ...said, revised: y.目标原文 !== '', 数据口径: '本年累计', 报告期: `${period.slice(0, 5)}${String(m).padStart(2, '0')}`, 序时进度: y[`${m}月序时`], 偏差: '', 原始灯: y[`${m}月原始灯`] || y[`${m}月亮灯`] })
  }
  return before
}

// inWords takes a month that is no plain number apart: parts, a number with a unit of its own, or as printed.
function inWords (text, unit) {
  if (text.includes(':')) return { 数值: '', 单位: unit, 原文: text, 分项: text }
  const m = /^([+＋-]?[\d.]+)(.*)$/.exec(text)
  const size = (m?.[1] ?? /[\d.]+/.exec(text)?.[0] ?? '').replace(/[+＋]/, '')
  const value = size && !m && /[降退跌]/.test(text) ? `-${size}` : size
  return { 数值: value, 单位: m?.[2] || unit, 原文: text, 分项: '' }
}

// then is the light of an earlier month; last year's places, which a place is held against, are not in the sheet, and a target that was
// another then stands there in words.
function then (e, rules, words) {
  if (e.revised || (e.指标类型 === '位次' && isPlace(e.原文)) || growthOfAmount(e)) return words[e.原始灯] ?? e.原始灯
  return raw(e, rules).light
}

function audit (all, rules) {
  const lines = all.filter(l => l.行类 !== '各月')
  const year = new Map(all.filter(l => l.行类 === '各月').map(l => [l.指标编号, l]))
  const period = lines.map(l => l.报告期).sort().at(-1)
  const words = Object.fromEntries(Object.entries(rules.palette).map(([light, word]) => [word, light]))
  const lit = lines.filter(l => l.报告期 === period && l.亮灯)
  const main = lit.filter(l => l.行类 !== '对照')
  const peers = peersOf(main)
  for (const l of lines) {
    l.sum = monthsOf(lines, l)
    l.lastYear = year.get(l.指标编号)?.去年同期 ?? ''
  }
  let wrong = 0
  const counts = {}
  for (const l of lit) {
    const now = raw(l, rules, peers.get(l.指标编号))
    let light = now.light
    if (l.行类 === '数据' && light !== 'grey') {
      const before = monthsBefore(lines, year, l, period)
      light = remembered(rules, now.section, before.map(e => then(e, rules, words)), light)
    }
    counts[light] = (counts[light] ?? 0) + 1
    if (light !== (words[l.亮灯] ?? l.亮灯)) {
      wrong++
      console.log(`${l.责任单位} ${l.指标} (${l.行类} ${l.目标层级}): 版本为${l.亮灯}灯“${l.亮灯说明}”, 复算为 ${light}`)
    }
  }
  console.log(`${period}: ${lit.length} lights recomputed, ${wrong} differ; ${Object.entries(counts).map(([k, v]) => `${k} ${v}`).join(', ')}`)
  return lit.length > 0 && wrong === 0
}

const [edition, rules] = process.argv.slice(2)
if (!rules) {
  console.error('usage: node scripts/audit_lights.mjs EDITION.xlsx RULES.yaml')
  process.exit(2)
}
process.exit(audit(rows(readFileSync(edition), '数据'), readRules(readFileSync(rules, 'utf8'))) ? 0 : 1)

// A light rule as the files under templates/rules are written: keys, lists of maps, quoted intervals. Nothing more of
// YAML is needed.
import { fraction, cmp } from './fraction.mjs'

function lines (text) {
  return text.split('\n').map(l => {
    const m = /^(\s*)(- )?([\w]+):\s*(?:"([^"]*)"|([^#"]*?))\s*(?:#.*)?$/.exec(l)
    return m && { indent: m[1].length, item: Boolean(m[2]), key: m[3], value: m[4] ?? m[5] ?? '' }
  }).filter(Boolean)
}

function interval (text) {
  const m = /^([[(])\s*(-?[\d.]+|-∞)\s*,\s*(-?[\d.]+|∞)\s*([\])])$/.exec(text.trim())
  if (!m) throw new Error(`interval ${text}`)
  return { low: fraction(m[2]), high: fraction(m[3]), lowHeld: m[1] === '[', highHeld: m[4] === ']' }
}

function holds (i, x) {
  const above = i.low ? cmp(x, i.low) : 1
  const below = i.high ? cmp(i.high, x) : 1
  return (above > 0 || (above === 0 && i.lowHeld)) && (below > 0 || (below === 0 && i.highHeld))
}

// bandOf is the light of a number: exactly one band must hold it.
export function bandOf (test, x) {
  const lights = Object.keys(test.bands).filter(l => test.bands[l].some(i => holds(i, x)))
  if (lights.length !== 1) throw new Error(`${test.base}: ${lights.length} lights for one number`)
  return lights[0]
}

export function readRules (text) {
  const rules = { palette: {}, tolerance: {}, sections: {}, memory: [], beyond: 'green' }
  let top, item
  for (const { indent, item: begins, key, value } of lines(text)) {
    if (indent === 0 && !begins) {
      top = key
      if (key === 'beyond') rules.beyond = value
      continue
    }
    if (top === 'palette') rules.palette[key] = value.split(/\s+/)[0]
    else if (top === 'tolerance') rules.tolerance[key] = fraction(value)
    else if (top === 'memory') {
      if (begins) rules.memory.push(item = {})
      item[key] = key === 'months' ? Number(value) : key === 'sections' ? value.split(/\s+/) : value
    } else if (['schedule', 'target', 'whole', 'limit', 'rank', 'milestone'].includes(top)) {
      if (begins) (rules.sections[top] ??= []).push(item = { bands: {} })
      if (['green', 'yellow', 'red'].includes(key)) item.bands[key] = value.split(';').map(interval)
      else item[key] = value
    }
  }
  return rules
}

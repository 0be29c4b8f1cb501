// Exact fractions: { n, d } with d > 0.
const gcd = (a, b) => { while (b) [a, b] = [b, a % b]; return a < 0n ? -a : a }

function of (n, d) {
  if (d < 0n) [n, d] = [-n, -d]
  const g = gcd(n, d) || 1n
  return { n: n / g, d: d / g }
}

// fraction reads a decimal as printed (168.92, 6.5E-2); undefined where there is none.
export function fraction (text) {
  const m = /^([+-]?)(\d*)(?:\.(\d*))?(?:[eE]([+-]?\d+))?$/.exec((text ?? '').trim())
  if (!m || !(m[2] || m[3])) return undefined
  const digits = BigInt(m[1] + (m[2] || '') + (m[3] || ''))
  const power = Number(m[4] ?? 0) - (m[3] ?? '').length
  return power >= 0 ? of(digits * 10n ** BigInt(power), 1n) : of(digits, 10n ** BigInt(-power))
}

export const add = (a, b) => of(a.n * b.d + b.n * a.d, a.d * b.d)
export const sub = (a, b) => of(a.n * b.d - b.n * a.d, a.d * b.d)
export const mul = (a, b) => of(a.n * b.n, a.d * b.d)
export const div = (a, b) => of(a.n * b.d, a.d * b.n)
export const neg = a => of(-a.n, a.d)
export const abs = a => of(a.n < 0n ? -a.n : a.n, a.d)
export const sign = a => (a.n > 0n) - (a.n < 0n)
export const cmp = (a, b) => sign(sub(a, b))

// near reads a share that a cell could not hold exactly (0.6666666666666667) as the simple fraction that it was.
export function near (text) {
  const exact = fraction(text)
  let [x, y] = [exact.n, exact.d]
  let [a, b, c, d] = [0n, 1n, 1n, 0n] // continued fraction
  while (y) {
    const q = x / y
    ;[x, y] = [y, x % y]
    ;[a, b, c, d] = [c, d, q * c + a, q * d + b]
    if (d > 100000n) break
    const close = of(c, d)
    if (cmp(abs(sub(close, exact)), { n: 1n, d: 10n ** 13n }) <= 0) return close
  }
  return exact
}

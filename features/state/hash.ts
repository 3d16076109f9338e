/**
 * 53 bits of a text: two 32-bit multiplicative mixes. Ids are compared by it inside the horizon only, where
 * a hundred ids collide by chance once in 10¹² customers.
 */
export function hashOfId(kind: string, text: string): number {
  let a = 0x9e3779b1 ^ kind.charCodeAt(0)
  let b = 0x85ebca77 ^ kind.length
  for (let i = 0; i < text.length; i++) {
    const code = text.charCodeAt(i)
    a = Math.imul(a ^ code, 0x27d4eb2f)
    b = Math.imul(b ^ code, 0x165667b1)
    a ^= a >>> 15
    b ^= b >>> 13
  }
  a = Math.imul(a ^ (b >>> 16), 0x2c1b3c6d)
  b = Math.imul(b ^ (a >>> 15), 0x297a2d39)
  return ((a ^ (a >>> 14)) >>> 0) * 0x200000 + (((b ^ (b >>> 12)) >>> 0) & 0x1fffff)
}

const ALPHABET = 'ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789-_'
const valueOf = new Map([...ALPHABET].map((letter, value) => [letter, value]))

/** RFC 4648 §5 without padding. In plain arithmetic, because workflow code has neither Buffer nor atob. */
export function toBase64Url(bytes: Uint8Array): string {
  let text = ''
  for (let i = 0; i < bytes.length; i += 3) {
    const group = ((bytes[i] ?? 0) << 16) | ((bytes[i + 1] ?? 0) << 8) | (bytes[i + 2] ?? 0)
    const letters = Math.min(bytes.length - i, 3) + 1
    for (let k = 0; k < letters; k++) text += ALPHABET.charAt((group >> (18 - 6 * k)) & 63)
  }
  return text
}

/** Bytes of base64url or of plain base64, padded or not; null where the text is neither. */
export function fromBase64Url(text: string): Uint8Array | null {
  const letters = text.replace(/=+$/, '').replaceAll('+', '-').replaceAll('/', '_')
  if (letters.length % 4 === 1) return null
  const bytes = new Uint8Array(Math.floor((letters.length * 3) / 4))
  let held = 0
  let bits = 0
  let at = 0
  for (const letter of letters) {
    const value = valueOf.get(letter)
    if (value === undefined) return null
    held = ((held << 6) | value) & 0xffff
    bits += 6
    if (bits < 8) continue
    bits -= 8
    bytes[at++] = (held >> bits) & 0xff
  }
  return bytes
}

const WEB_OR_MAIL =
  /(?:https?:\/\/|www\.)\S+|[^\s@]+@[^\s@]+|[\p{L}\p{N}-]+(?:\.[\p{L}\p{N}-]+)*\.\p{L}{2,}(?:\/\S*)?/gu
/** Seven digits of whatever script, as of a telephone, an account or a card. */
const LONG_NUMBER = /\+?\p{Nd}(?:[ .-]?\p{Nd}){6,}/gu

/** Addresses and numbers in a text that are none of the pack's own lines. */
export function strangeAddresses(lines: readonly string[], text: string): string[] {
  const own = new Set(lines.flatMap(found))
  return found(text)
    .filter((each) => !own.has(each))
    .map((each) => `it must not give the address or number "${each}"`)
}

const found = (text: string): string[] => {
  const visible = text.normalize('NFKC').replaceAll(/\p{Cf}/gu, '')
  return [WEB_OR_MAIL, LONG_NUMBER].flatMap((shape) =>
    [...visible.matchAll(shape)].map(([each]) => each.replace(/[.,;:!?)।]+$/, '')),
  )
}

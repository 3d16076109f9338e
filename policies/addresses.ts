const WEB_OR_MAIL =
  /(?:https?:\/\/|www\.)\S+|[^\s@]+@[^\s@]+|[\p{L}\p{N}-]+(?:\.[\p{L}\p{N}-]+)*\.\p{L}{2,}(?:\/\S*)?/gu
/** Seven digits of whatever script, as of a telephone, an account or a card. */
const LONG_NUMBER = /\+?\p{Nd}(?:[\s().-]*\p{Nd}){6,}/gu

/** What an edit of a text must not bring in: an address or a number to which the approved text does not lead. */
export function strangeAddresses(approved: string, edited: string): string[] {
  const own = new Set(found(approved))
  return found(edited)
    .filter((each) => !own.has(each))
    .map((each) => `it must not give the address or number "${each}"`)
}

const found = (text: string): string[] => {
  const visible = text.normalize('NFKC').replaceAll(/\p{Cf}/gu, '')
  return [WEB_OR_MAIL, LONG_NUMBER].flatMap((shape) =>
    [...visible.matchAll(shape)].map(([each]) => each.replace(/[.,;:!?)।]+$/, '')),
  )
}

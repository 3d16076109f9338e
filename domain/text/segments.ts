/** GSM 03.38 basic character set; each costs one septet. */
const gsm7Basic = new Set(
  '@£$¥èéùìòÇ\nØø\rÅåΔ_ΦΓΛΩΠΨΣΘΞÆæßÉ !"#¤%&\'()*+,-./0123456789:;<=>?¡ABCDEFGHIJKLMNOPQRSTUVWXYZÄÖÑÜ§¿abcdefghijklmnopqrstuvwxyzäöñüà',
)
/** The extension table; each costs two, an escape and the character. */
const gsm7Extension = new Set('\f^{}\\[~]|€')

const GSM7_SINGLE = 160
const GSM7_PART = 153
const UCS2_SINGLE = 70
const UCS2_PART = 67

export type Segments = {
  encoding: 'GSM-7' | 'UCS-2'
  /** Septets in GSM-7, UTF-16 code units in UCS-2. */
  units: number
  /** Parts that the network sends and bills; 0 for an empty text. */
  segments: number
}

/** How an SMS of this text is encoded and how many parts it takes. One character outside GSM-7 turns all of it to UCS-2. */
export function smsSegments(text: string): Segments {
  const costs = [...text].map(septetsOf)
  if (costs.every((cost) => cost !== null)) {
    const units = costs.reduce((sum, cost) => sum + cost, 0)
    return {
      encoding: 'GSM-7',
      units,
      segments: units <= GSM7_SINGLE ? sign(units) : packed(costs, GSM7_PART),
    }
  }
  const lengths = [...text].map((character) => character.length)
  const units = text.length
  return {
    encoding: 'UCS-2',
    units,
    segments: units <= UCS2_SINGLE ? sign(units) : packed(lengths, UCS2_PART),
  }
}

function septetsOf(character: string): 1 | 2 | null {
  if (gsm7Basic.has(character)) return 1
  return gsm7Extension.has(character) ? 2 : null
}

const sign = (units: number): number => (units === 0 ? 0 : 1)

/** An escape pair or a surrogate pair is never split between two parts. */
function packed(costs: readonly number[], part: number): number {
  let parts = 1
  let used = 0
  for (const cost of costs) {
    if (used + cost > part) {
      parts += 1
      used = 0
    }
    used += cost
  }
  return parts
}

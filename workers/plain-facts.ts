import { AMOUNT_MINOR_MAX } from '../domain/money.ts'
import { products, settlementStatuses, type Obligation, type Settlement } from '../domain/obligation.ts'
import { categories, channels, type Transaction } from '../domain/transaction.ts'
import { Cursor } from './plain-facts/cursor.ts'
import { Words } from './plain-facts/words.ts'

// The schemas of `domain/` decide what a fact is. This knows how our own doors write the facts that come by the million
// (fields in the schema's order, no blanks, printable ASCII) and reads them many times faster: what it gives is what the
// schema makes of the same bytes, and what is written otherwise goes to the schema.

export type PlainFact = Transaction | Settlement | Obligation

const VERSION_MAX = 2_147_483_647

const directions = new Words(['credit', 'debit'])
const knownChannels = new Words(channels)
const knownCategories = new Words(categories)
const transactionStatuses = new Words(['posted', 'failed'])
const taxonomies = new Words(['essential-only'])
const knownSettlementStatuses = new Words(settlementStatuses)
const knownProducts = new Words(products)

const ascii = (text: string): Buffer => Buffer.from(text, 'ascii')
const field = (name: string): Buffer => ascii(`,"${name}":`)
const begin = {
  transaction: ascii('{"kind":"transaction"'),
  settlement: ascii('{"kind":"settlement"'),
  obligation: ascii('{"kind":"obligation"'),
}
const end = ascii('}')
const id = field('id')
const at = field('at')
const amountMinor = field('amountMinor')
const currency = field('currency')
const direction = field('direction')
const channel = field('channel')
const category = field('category')
const balanceMinor = field('balanceMinor')
const status = field('status')
const reverses = field('reverses')
const taxonomy = field('taxonomy')
const obligationId = field('obligationId')
const version = field('version')
const product = field('product')
const productId = field('productId')
const dueDate = field('dueDate')
const outstandingMinor = field('outstandingMinor')
const limitMinor = field('limitMinor')

const cursor = new Cursor()

/** The fact that stands from one index of the bytes to another; null where it is not the usual form of a usual fact. */
export function readPlainFact(bytes: Buffer, from = 0, to = bytes.length): PlainFact | null {
  cursor.open(bytes, from, to)
  const fact = factAhead()
  return fact !== null && cursor.endsWith(end) ? fact : null
}

function factAhead(): PlainFact | null {
  if (cursor.goesOnWith(begin.transaction)) return transactionAhead()
  if (cursor.goesOnWith(begin.obligation)) return obligationAhead()
  return cursor.goesOnWith(begin.settlement) ? settlementAhead() : null
}

function transactionAhead(): Transaction {
  const fact: Transaction = {
    kind: 'transaction',
    id: cursor.after(id).text(),
    at: cursor.after(at).instant(),
    direction: cursor.after(direction).word(directions),
    amountMinor: cursor.after(amountMinor).whole(0, AMOUNT_MINOR_MAX),
    currency: cursor.after(currency).currency(),
    channel: cursor.after(channel).word(knownChannels),
    category: cursor.after(category).word(knownCategories),
  }
  if (cursor.goesOnWith(balanceMinor)) fact.balanceMinor = cursor.whole(-AMOUNT_MINOR_MAX, AMOUNT_MINOR_MAX)
  if (cursor.goesOnWith(status)) fact.status = cursor.word(transactionStatuses)
  if (cursor.goesOnWith(reverses)) fact.reverses = cursor.text()
  if (cursor.goesOnWith(taxonomy)) fact.taxonomy = cursor.word(taxonomies)
  return fact
}

const settlementAhead = (): Settlement => ({
  kind: 'settlement',
  id: cursor.after(id).text(),
  at: cursor.after(at).instant(),
  obligationId: cursor.after(obligationId).text(),
  status: cursor.after(status).word(knownSettlementStatuses),
  amountMinor: cursor.after(amountMinor).whole(0, AMOUNT_MINOR_MAX),
})

function obligationAhead(): Obligation {
  const fact: Obligation = {
    kind: 'obligation',
    id: cursor.after(id).text(),
    at: cursor.after(at).instant(),
    version: cursor.after(version).whole(1, VERSION_MAX),
    product: cursor.after(product).word(knownProducts),
    productId: cursor.after(productId).text(),
    dueDate: cursor.after(dueDate).date(),
    amountMinor: cursor.after(amountMinor).whole(0, AMOUNT_MINOR_MAX),
    currency: cursor.after(currency).currency(),
  }
  if (cursor.goesOnWith(outstandingMinor)) fact.outstandingMinor = cursor.whole(0, AMOUNT_MINOR_MAX)
  if (cursor.goesOnWith(limitMinor)) fact.limitMinor = cursor.whole(0, AMOUNT_MINOR_MAX)
  return fact
}

import { mkdir, writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import { sha256 } from '../../domain/hash.ts'
import type { Registration } from '../../domain/registration.ts'
import { addressesIn } from '../../policies/gate-registration.ts'
import { loadPack, rawPack, shippedPacks, type Pack } from '../../policies/pack.ts'
import { textKeyOf } from '../../policies/text-key.ts'
import { everyText } from '../../policies/texts.ts'
import type { Database } from '../../stores/postgres/database.ts'
import { reviewPack, SHIPPED, storePack } from '../../stores/postgres/packs.ts'
import { writeRegistrations } from '../../stores/postgres/registrations.ts'

/** Keeps the versions that come with the product; those in force were reviewed before they were shipped. */
export async function keepShippedPacks(db: Database): Promise<void> {
  for (const id of shippedPacks) {
    const { version, effective, status } = loadPack(id).documents.pack
    const hash = await storePack(db, { id, version, effective, authorId: SHIPPED, documents: rawPack(id) })
    if (status === 'in-force') await reviewPack(db, { id, hash, reviewerId: SHIPPED, status: 'published' })
  }
}

/** Before any bank time there is. */
const ALWAYS = '1970-01-01'
type Named = Pick<Registration, 'channel' | 'kind' | 'value'> & Partial<Registration>

/**
 * The pretend network's register: it knows every text of the shipped packs, and of WhatsApp's approved contents the words.
 * Never with a real account.
 */
export async function registerWithPretendNetwork(db: Database, sender: string, home: string): Promise<void> {
  const registrations = shippedPacks.flatMap((id) => pretendRegistrations(loadPack(id), sender))
  await writeRegistrations(db, registrations, SHIPPED)
  const contents = registrations.filter(({ channel, kind }) => channel === 'whatsapp' && kind === 'template')
  const words = contents.map(({ registeredId, text }) => [registeredId, text?.replaceAll(VARIABLE, '{{1}}')])
  const folder = join(home, 'phones')
  await mkdir(folder, { recursive: true, mode: PRIVATE_FOLDER })
  await writeFile(join(folder, 'contents.json'), JSON.stringify(Object.fromEntries(words)))
}

/** As the register writes it. */
const VARIABLE = '{#alphanumeric#}'
const PRIVATE_FOLDER = 0o700

/** The provider's id of approved content: `HX` and 32 hexadecimal digits. */
const contentSid = (country: string, key: string): string => `HX${sha256(`${country}/${key}`).slice(0, 32)}`

function pretendRegistrations(pack: Pack, sender: string): Registration[] {
  const texts = everyText(pack).filter(({ channel }) => channel === 'sms' || channel === 'whatsapp')
  const addresses = [...new Set(texts.flatMap(({ text }) => addressesIn(text)))]
  const named: Named[] = [
    { channel: 'sms', kind: 'entity', value: pack.documents.pack.bank_name },
    { channel: 'sms', kind: 'header', value: sender },
    ...addresses.map((value): Named => ({ channel: 'sms', kind: 'url', value })),
    ...texts.map((text): Named => ({
      ...{ channel: text.channel, kind: 'template', value: textKeyOf(text), category: 'service' },
      text: text.text.replaceAll('{{first_name}}', VARIABLE),
    })),
  ]
  return named.map((each) => ({
    ...{ country: pack.ref.id, category: null, text: null, validFrom: ALWAYS, validUntil: null, ...each },
    registeredId:
      each.channel === 'whatsapp'
        ? contentSid(pack.ref.id, each.value)
        : `pretend/${each.kind}/${each.value}`,
  }))
}

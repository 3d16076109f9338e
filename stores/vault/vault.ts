import type { Contact } from '../../domain/contact.ts'
import type { Original } from '../../domain/rejection.ts'
import type { Database } from '../postgres/database.ts'
import type { Environment } from '../environment.ts'
import { customersAt, readContacts, searchContacts, writeContact } from './contacts.ts'
import type { VaultKeys } from './data-keys.ts'
import { dropOldOriginals, keepRejected, readOriginal, type Rejected } from './originals.ts'
import { readTexts, writeText, type TextKind, type TextReference } from './texts.ts'

/** Contact data and free texts, each sealed by its customer's own data key. Customers are tokens throughout. */
export type Vault = {
  writeContact: (customer: string, contact: Contact) => Promise<void>
  readContact: (customer: string) => Promise<Contact | null>
  /** Those that are known, by token. */
  readContacts: (customers: readonly string[]) => Promise<Map<string, Contact>>
  searchContacts: (query: string) => Promise<string[]>
  /** Who has this number (E.164). */
  customersAt: (phone: string) => Promise<string[]>
  writeText: (customer: string, kind: TextKind, text: string) => Promise<TextReference>
  readTexts: (refs: readonly string[]) => Promise<Map<string, string>>
  /** Rows of rejected data with their bytes sealed. */
  keepRejected: (rejected: readonly Rejected[]) => Promise<void>
  readOriginal: (rejectedId: number) => Promise<Original | null>
  dropOldOriginals: () => Promise<number>
}

/** Data keys are read anew each time: a key that is destroyed opens nothing from that moment on. */
export function openVault(
  database: Database,
  environment: Environment<'EQUILIBRATE_VAULT_KEY' | 'EQUILIBRATE_INDEX_KEY'>,
): Vault {
  const keys: VaultKeys = {
    vault: Buffer.from(environment.EQUILIBRATE_VAULT_KEY, 'base64'),
    index: Buffer.from(environment.EQUILIBRATE_INDEX_KEY, 'base64'),
  }
  return {
    writeContact: (customer, contact) => writeContact(database, keys, customer, contact),
    readContact: async (customer) => (await readContacts(database, keys, [customer])).get(customer) ?? null,
    readContacts: (customers) => readContacts(database, keys, customers),
    searchContacts: (query) => searchContacts(database, keys, query),
    customersAt: (phone) => customersAt(database, keys, phone),
    writeText: (customer, kind, text) => writeText(database, keys, customer, kind, text),
    readTexts: (refs) => readTexts(database, keys, refs),
    keepRejected: (rejected) => keepRejected(database, keys, rejected),
    readOriginal: (rejectedId) => readOriginal(database, keys, rejectedId),
    dropOldOriginals: () => dropOldOriginals(database),
  }
}

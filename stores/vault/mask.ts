import type { Contact } from '../../domain/contact.ts'

const DOTS = '•••'
const PHONE_DIGITS_SHOWN = 4

const letters = new Intl.Segmenter()

/** The first letter as a reader sees it, so that a script's marks stay with their letter. */
const firstLetter = (word: string): string => letters.segment(word).containing(0)?.segment ?? ''

const words = (name: string): string[] => name.split(/\s+/).filter((word) => word !== '')

/** `Priya Sharma` → `P••• S•••`; the dots never tell the length. */
export const maskName = (name: string): string =>
  words(name)
    .map((word) => firstLetter(word) + DOTS)
    .join(' ')

export const maskFirstName = (name: string): string => maskName(words(name)[0] ?? '')

/** The name that the placeholder `{{first_name}}` stands for. */
export const firstNameOf = (contact: Pick<Contact, 'name'>): string => words(contact.name)[0] ?? ''

export const maskPhone = (phone: string): string => `••• ${phone.slice(-PHONE_DIGITS_SHOWN)}`

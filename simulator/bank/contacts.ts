import { randomOf } from './random.ts'
import type { Traits } from './traits.ts'

const firstNames = [
  'Aarav',
  'Ananya',
  'Bhavna',
  'Chetan',
  'Deepa',
  'Farhan',
  'Gauri',
  'Harish',
  'Ishita',
  'Jaspreet',
  'Kavya',
  'Lakshmi',
  'Manoj',
  'Nisha',
  'Omkar',
  'Pooja',
  'Rahul',
  'Sneha',
  'Tarun',
  'Vidya',
] as const
const lastNames = [
  'Agarwal',
  'Banerjee',
  'Chopra',
  'Desai',
  'Fernandes',
  'Gupta',
  'Iyer',
  'Joshi',
  'Khan',
  'Menon',
  'Nair',
  'Patel',
  'Rao',
  'Sharma',
  'Verma',
] as const

/** Share of customers who gave the bank an address for mails, and of those who agreed to WhatsApp. */
const HAS_EMAIL = 0.4
const HAS_WHATSAPP = 0.25

const hasEmail = (seed: string, { index }: Traits): boolean =>
  randomOf(seed, 'email', index).chance(HAS_EMAIL)
const hasWhatsapp = (seed: string, { index }: Traits): boolean =>
  randomOf(seed, 'whatsapp', index).chance(HAS_WHATSAPP)

/** A pretend person. The number ends in 5, so that it is none of the phone network's numbers with a special fate. */
export function contactOf(seed: string, traits: Traits) {
  const random = randomOf(seed, 'contact', traits.index)
  return {
    name: `${random.pick(firstNames)} ${random.pick(lastNames)}`,
    phone: `+9198${String(traits.index).padStart(7, '0')}5`,
    language: traits.language,
    zone: 'Asia/Kolkata',
    ...(hasEmail(seed, traits) && { email: `customer-${traits.index}@mail.example` }),
    ...(hasWhatsapp(seed, traits) && { preferredChannel: 'whatsapp' }),
  }
}

/** The Indian pack asks for consent, apart for servicing and for tips; a few customers have withdrawn SMS. */
export function consentsOf(seed: string, traits: Traits, at: string) {
  const withdrawn = randomOf(seed, 'consent', traits.index).chance(0.03)
  const channels = [
    'sms',
    ...(hasWhatsapp(seed, traits) ? ['whatsapp'] : []),
    ...(hasEmail(seed, traits) ? ['email'] : []),
  ]
  return channels.flatMap((channel) =>
    (['servicing', 'wellness'] as const).map((purpose) => ({
      ...{ customerId: traits.bankId, channel, purpose, basis: 'consent' },
      status: withdrawn ? 'withdrawn' : 'granted',
      at,
    })),
  )
}

import { categories, type Category, type Transaction } from '../domain/transaction.ts'

/**
 * What banks call a category → our neutral group. Whatever would reveal health goes to `essential_other`;
 * religion, politics and union membership go to `other`, where nothing tells them apart.
 */
const groups: Readonly<Partial<Record<Category, string>>> = {
  grocery: 'groceries supermarket food',
  household: 'home housing',
  utility: 'utilities electricity water gas heating telecom phone mobile internet broadband recharge',
  rent: 'mortgage lease',
  insurance: 'premium life_insurance health_insurance',
  instalment: 'installment emi loan loan_payment loan_emi credit_card_payment',
  essential_other:
    'medical health healthcare pharmacy hospital doctor clinic dentist fuel petrol transport commute public_transport education school childcare tax',
  dining: 'restaurant restaurants cafe bar takeaway food_delivery',
  shopping: 'clothing fashion electronics online_shopping retail beauty jewellery',
  entertainment: 'cinema streaming gaming music sports subscriptions',
  travel: 'hotel airline holiday taxi flights',
  discretionary_other: 'gambling betting lottery luxury gifts hobby leisure',
  cash_out: 'cash cash_withdrawal atm atm_withdrawal withdrawal',
  fee: 'fees bank_fee charges service_charge',
  penalty_interest: 'overdraft_interest penal_interest',
  other:
    'religion religious church mosque temple donation donations charity politics political political_party party union union_dues trade_union misc miscellaneous general unknown',
  salary: 'payroll wages wage',
  benefit: 'benefits welfare unemployment_benefit',
  refund: 'reversal cashback',
}
/** Names that say which way the money went only together with the direction. */
const byDirection: Readonly<Record<string, Record<Transaction['direction'], Category>>> = {
  transfer: { credit: 'transfer_in', debit: 'transfer_out' },
  cash: { credit: 'cash_in', debit: 'cash_out' },
  interest: { credit: 'interest', debit: 'fee' },
  other: { credit: 'other_credit', debit: 'other' },
}

const neutral = new Map<string, Category>()
for (const [category, names] of Object.entries(groups))
  for (const name of names.split(' ')) neutral.set(name, category as Category)
for (const category of categories) neutral.set(category, category)

/** The neutral group of a raw category name, or null where the name is not known. */
export function neutralCategory(raw: string, direction: Transaction['direction']): Category | null {
  const name = raw
    .trim()
    .toLowerCase()
    .replace(/[\s-]+/g, '_')
  return byDirection[name]?.[direction] ?? neutral.get(name) ?? null
}

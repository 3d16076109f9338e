import type { Bank, Told } from './bank.ts'
import { purchase } from './stable-customer.ts'

const TURN_MS = 50

export type Background = { sent: () => number; stop: () => Promise<void> }

/** Payments of people who are well, so many a second, evenly, until it is stopped. */
export function openBackground(
  bank: Bank,
  customers: readonly string[],
  perSecond: number,
  bankNow_ms: () => number,
): Background {
  const began_ms = Date.now()
  let sent = 0
  let isStopped = false
  const turn = async (): Promise<void> => {
    while (!isStopped) {
      const due = Math.floor(((Date.now() - began_ms) / 1000) * perSecond)
      const at = new Date(bankNow_ms()).toISOString()
      const told: Told[] = []
      for (; sent < due; sent++)
        told.push({ customer: customers[sent % customers.length] ?? '', fact: purchase(`b${sent}`, at) })
      if (told.length > 0) await bank.tellAll(told)
      await new Promise((resolve) => setTimeout(resolve, TURN_MS))
    }
  }
  const ended = turn()
  return {
    sent: () => sent,
    stop: () => {
      isStopped = true
      return ended
    },
  }
}

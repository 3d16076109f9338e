import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import { describe, expect, test } from 'vitest'
import { ROOT } from './home.ts'
import { bank, phones, prepare, services } from './processes.ts'

const compose = readFileSync(join(ROOT, 'docker-compose.yml'), 'utf8')
const blocks: Record<string, string> = Object.fromEntries(
  [...compose.matchAll(/^ {2}([a-z-]+):\n((?: {4}.*\n|\n)+)/gm)].map(([, name, block]) => [name, block]),
)
const shared: Record<string, string> = {
  database: 'DATABASE_URL',
  vault: 'EQUILIBRATE_VAULT_KEY',
  twilio: 'TWILIO_AUTH_TOKEN',
}
const inShared: Record<string, string[]> = {
  DATABASE_URL: ['*database'],
  EQUILIBRATE_VAULT_KEY: ['*vault'],
  EQUILIBRATE_INDEX_KEY: ['*vault'],
  TWILIO_ACCOUNT_SID: ['*twilio'],
  TWILIO_AUTH_TOKEN: ['*twilio', 'TWILIO_AUTH_TOKEN:'],
}
/** Given only where a person sets it. */
const optional = ['SMTP_URL']

describe('the compose file runs the same processes with the same secrets', () => {
  test.each([prepare, phones, ...services, bank])('$name', ({ name, file, needs }) => {
    const block = blocks[name] ?? ''
    expect(block).toContain(`command: [node, ${file}]`)
    for (const need of needs.filter((one) => !optional.includes(one))) {
      const ways = inShared[need] ?? [`${need}:`]
      expect(
        ways.some((way) => block.includes(way)),
        need,
      ).toBe(true)
    }
    for (const [anchor, secret] of Object.entries(shared)) {
      if (!needs.includes(secret)) expect(block, secret).not.toContain(`*${anchor}`)
    }
  })
})

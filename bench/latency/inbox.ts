import type { CasePage } from '../../api/contract.ts'
import type { StaffClient } from '../../tests/harness/api-client.ts'

export type Seen = { at_ms: number; evidenceHash: string | null }
export type Inbox = {
  /** Settles when the HTTP list returns the case in the queue of open ones. @throws Error after SEEN_WITHIN_MS */
  untilListed: (caseId: string) => Promise<Seen>
  close: () => void
}

const SEEN_WITHIN_MS = 120_000
/** A page hears of changes over the event stream; this is for what it would miss. */
const LOOK_EVERY_MS = 500

/** The inbox as a page has it: the event stream says that a case changed, then the list is asked for it. */
export async function openInbox(client: StaffClient): Promise<Inbox> {
  const stop = new AbortController()
  const waiting = new Map<string, () => void>()
  const response = await client.fetch('/v1/events/stream', { signal: stop.signal })
  void followEvents(response, (subject) => waiting.get(subject)?.()).catch(() => undefined)
  return {
    untilListed: async (caseId) => {
      const until_ms = Date.now() + SEEN_WITHIN_MS
      try {
        while (Date.now() < until_ms) {
          const told = new Promise<void>((resolve) => waiting.set(caseId, resolve))
          const seen = await look(client, caseId)
          if (seen) return seen
          await Promise.race([told, pause(LOOK_EVERY_MS)])
        }
        throw new Error(`${caseId} did not come into the inbox`)
      } finally {
        waiting.delete(caseId)
      }
    },
    close: () => stop.abort(),
  }
}

const pause = (ms: number): Promise<void> => new Promise((resolve) => void setTimeout(resolve, ms).unref())

async function look(client: StaffClient, caseId: string): Promise<Seen | null> {
  const { status, body } = await client.get(`/v1/cases?queue=open&q=${caseId}`)
  if (status !== 200) throw new Error(`The list answered ${status}`)
  const [row] = (body as unknown as CasePage).rows
  return row ? { at_ms: Date.now(), evidenceHash: row.evidenceHash } : null
}

async function followEvents(response: Response, onSubject: (subject: string) => void): Promise<void> {
  let text = ''
  for await (const chunk of response.body?.pipeThrough(new TextDecoderStream()) ?? []) {
    const blocks = (text + chunk).split('\n\n')
    text = blocks.pop() ?? ''
    for (const block of blocks) {
      const data = /^data: (.+)$/m.exec(block)?.[1]
      if (data) onSubject((JSON.parse(data) as { id: string }).id)
    }
  }
}

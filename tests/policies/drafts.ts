import { rawPack, type Pack } from '../../policies/pack.ts'
import type { ApiAnswer, StaffClient } from '../harness/api-client.ts'

export type Documents = Record<string, Record<string, unknown>>

/** A shipped pack under another version, with whatever is to be otherwise. */
export function draftOf(
  id: string,
  version: string,
  change: (documents: Pack['documents']) => void = () => undefined,
): Documents {
  const documents = structuredClone(rawPack(id)) as Documents
  documents['pack'] = { ...documents['pack'], version }
  change(documents as unknown as Pack['documents'])
  return documents
}

export const hashIn = ({ body }: ApiAnswer): string => (body['version'] as { hash: string }).hash

/** One hands it in, another person puts it in force. Gives its hash. */
export async function publish(
  id: string,
  documents: Documents,
  author: StaffClient,
  reviewer: StaffClient,
): Promise<string> {
  const handed = await author.send('POST', `/v1/policies/${id}`, { documents })
  if (handed.status !== 200) throw new Error(JSON.stringify(handed.body))
  const published = await reviewer.send('POST', `/v1/policies/${id}/${hashIn(handed)}/publish`)
  if (published.status !== 200) throw new Error(JSON.stringify(published.body))
  return hashIn(handed)
}

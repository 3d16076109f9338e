import { createPublicKey, type KeyObject } from 'node:crypto'
import { open, readFile } from 'node:fs/promises'
import { ServiceError } from '../../domain/errors.ts'
import {
  CHAIN_START,
  firstFault,
  type ChainHead,
  type Link,
  type SealFault,
} from '../../domain/seal-chain.ts'
import { linkOf } from './line.ts'

const sentences: Record<SealFault, string> = {
  missing: 'is missing',
  reordered: 'stands in another place',
  doubled: 'stands there twice',
  changed: 'has another text than the one that was sealed',
  broken: 'does not follow the seal before it',
}

/** Where a chain that holds ends. @throws corrupt: names the first link that does not hold */
export function verifyChain(links: readonly Link[]): ChainHead {
  const found = firstFault(links)
  if (found) throw broken(`Seal ${found.number} ${sentences[found.fault]}.`)
  const { number, hash } = links.at(-1) ?? CHAIN_START
  return { number, hash }
}

/** A head that was signed must stand in the chain as it was: nothing before it was taken away or made anew. */
export function verifyHead(links: readonly Link[], { number, hash }: ChainHead): void {
  const standing = number === 0 ? CHAIN_START : links[number - 1]
  if (standing?.hash === hash) return
  const why = standing ? 'is another than' : 'is missing, which is'
  throw broken(`Seal ${number} ${why} the one in the signed head.`)
}

/** An export ends where its own signed head says: with no seal less and none more. */
export function verifyEnd(end: ChainHead, head: ChainHead): void {
  if (end.number === head.number && end.hash === head.hash) return
  throw broken(
    `The chain ends with seal ${end.number}, its signed head names another end: seal ${head.number}.`,
  )
}

/** The links of an export, in the order of its lines. @throws invalid: no such file; corrupt: a line that is none of an export */
export async function linksOfFile(file: string): Promise<Link[]> {
  const links: Link[] = []
  const opened = await open(file).catch(() => {
    throw new ServiceError('invalid', 'file-unreadable', `${file} cannot be read.`)
  })
  for await (const line of opened.readLines()) {
    const link = linkOf(line)
    if (!link) throw broken(`Line ${links.length + 1} is no line of an export.`)
    links.push(link)
  }
  return links
}

/** @throws invalid: there is no public key in this file */
export async function readPublicKey(file: string): Promise<KeyObject> {
  try {
    return createPublicKey(await readFile(file))
  } catch {
    throw new ServiceError('invalid', 'public-key', `${file} holds no public key; name one with --key.`)
  }
}

const broken = (message: string): ServiceError => new ServiceError('corrupt', 'seal-chain', message)

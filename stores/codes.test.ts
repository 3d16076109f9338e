import { expect, test } from 'vitest'
import { actionOfCode, scopeStoppedBy } from './codes.ts'

/** The notes' table, line by line: what a code asks for, and what it stops besides its own message. */
test.each([
  ['429', 'retry', null, 'not processed'],
  ['20429', 'retry', null, 'not processed'],
  ['21610', 'suppress', null, 'opted out: no channel goes round it'],
  ['21211', 'other-channel', null, 'no number: voice or e-mail'],
  ['21614', 'other-channel', null, 'no mobile: voice or e-mail'],
  ['30006', 'other-channel', null, 'landline: voice or e-mail'],
  ['21408', 'halt', 'country', 'the country is not enabled'],
  ['21656', 'halt', 'template', 'our variables are wrong'],
  ['63028', 'halt', 'template', 'our parameters are wrong'],
  ['30001', 'retry', null, 'queue full'],
  ['21611', 'retry', null, 'queue full'],
  ['30002', 'halt', 'global', 'suspended: everything halts'],
  ['30003', 'other-channel', null, 'unreachable; not tried again on the same channel'],
  ['30004', 'other-channel', null, 'blocked, for good'],
  ['30005', 'other-channel', null, 'unknown number, for good'],
  ['30007', 'halt', null, 'filtered: no retry, operations are called'],
  ['30008', 'other-channel', null, 'unknown; not tried again on the same channel'],
  ['30036', 'other-channel', null, 'expired: the next step passes the gate anew'],
  ['30450', 'retry', null, 'too soon'],
  ['63018', 'retry', null, 'WhatsApp: the pace of the sender'],
  ['63016', 'halt', null, 'free words outside of the 24 hours: ours to mend'],
  ['63024', 'other-channel', null, 'no WhatsApp there'],
  ['63049', 'other-channel', null, 'kept back by Meta'],
  ['99999', 'unknown', null, 'not in the table: a person looks'],
])('%s: %s, stops %s (%s)', (code, action, stops, _why) => {
  expect([actionOfCode(code), scopeStoppedBy(code)]).toEqual([action, stops])
})

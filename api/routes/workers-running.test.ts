import { expect, test } from 'vitest'
import { pollersRunning, readersRunning } from './workers-running.ts'

const group = (groupId: string, members: number) => ({ groupId, members: Array.from({ length: members }) })

test('a worker runs as often as its emptiest group has members', () => {
  expect(
    readersRunning([
      group('equilibrate-stream', 2),
      group('equilibrate-opener-facts', 1),
      group('equilibrate-opener-notes', 0),
      group('equilibrate-read-3f2b', 1),
      group('equilibrate-rejected', 1),
    ]),
  ).toEqual([
    { name: 'stream', running: 2 },
    { name: 'opener', running: 0 },
    { name: 'projector', running: 0 },
    { name: 'rejected', running: 1 },
  ])
})

test('capture is told of only where a bank was connected by its database', () => {
  const names = (groups: Parameters<typeof readersRunning>[0]) =>
    readersRunning(groups).map(({ name }) => name)
  expect(names([])).not.toContain('capture')
  expect(readersRunning([group('equilibrate-capture', 0)])).toContainEqual({ name: 'capture', running: 0 })
})

test('a process that polls from two threads counts once, one that is gone not at all', () => {
  const at = (seconds: number) => ({ seconds })
  const pollers = [
    { identity: 'one', lastAccessTime: at(1_000) },
    { identity: 'one', lastAccessTime: at(1_010) },
    { identity: 'gone', lastAccessTime: at(800) },
    { identity: 'never' },
  ]
  expect(pollersRunning(pollers, 1_020_000)).toBe(1)
})

import { setTimeout as sleep } from 'node:timers/promises'
import { expect, test } from 'vitest'
import { openGroupOffsets } from './group-offsets.ts'

type Offsets = { topic: string; partition: number; offset: string }[]

function open(fails: readonly number[] = []) {
  const commits: Offsets[] = []
  const offsets = openGroupOffsets({
    commitOffsets: async (committed) => {
      commits.push(committed as Offsets)
      if (fails.includes(commits.length)) throw new Error('the group rebalances')
    },
  })
  return { commits, offsets }
}

test('what is done at once is committed at once: of each partition the newest', async () => {
  const { commits, offsets } = open()
  offsets.done('evaluations', 0, 5)
  offsets.done('evaluations', 1, 7)
  offsets.done('evaluations', 0, 9)
  expect(commits).toEqual([])
  await expect.poll(() => commits.length).toBe(1)
  expect(commits[0]).toEqual([
    { topic: 'evaluations', partition: 0, offset: '9' },
    { topic: 'evaluations', partition: 1, offset: '7' },
  ])
})

test('closing commits what is left', async () => {
  const { commits, offsets } = open()
  offsets.done('evaluations', 0, 5)
  await offsets.close()
  expect(commits).toEqual([[{ topic: 'evaluations', partition: 0, offset: '5' }]])
})

test('of a partition that may be somebody else’s nothing is committed', async () => {
  const { commits, offsets } = open()
  offsets.done('evaluations', 0, 5)
  offsets.forget()
  await offsets.close()
  expect(commits).toEqual([])
})

test('a commit that fails is followed by the next one', async () => {
  const { commits, offsets } = open([1])
  offsets.done('evaluations', 0, 5)
  await expect.poll(() => commits.length).toBe(1)
  await sleep(0)
  offsets.done('evaluations', 0, 6)
  await offsets.close()
  expect(commits.map(([first]) => first?.offset)).toEqual(['5', '6'])
})

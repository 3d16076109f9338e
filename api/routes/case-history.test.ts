import { expect, test } from 'vitest'
import { shownEvent } from './case-history.ts'

const head = { eventId: '7', eventTime: '2026-11-23T08:50:54.238840324Z', taskId: '1049739' }

test('an event is told by its kind and by the activity that it is about; its bookkeeping is left out', () => {
  const details = { activityId: '2', activityType: { name: 'scoreRisk' } }
  const event = {
    ...{ ...head, eventType: 'EVENT_TYPE_ACTIVITY_TASK_SCHEDULED' },
    activityTaskScheduledEventAttributes: details,
  }
  expect(shownEvent(2, event)).toEqual({
    ...{ run: 2, id: 7, at: head.eventTime, type: 'ACTIVITY_TASK_SCHEDULED', name: 'scoreRisk', details },
  })
})

test.each([
  ['a signal', { signalName: 'evidenceChanged' }, 'evidenceChanged'],
  ['an update', { acceptedRequest: { input: { name: 'decide' } } }, 'decide'],
  ['a timer', { timerId: '5' }, 'timer 5'],
  ['anything else', { attempt: 1 }, null],
])('%s is named', (_, details, name) => {
  const event = { ...head, eventType: 'EVENT_TYPE_X', xEventAttributes: details }
  expect(shownEvent(1, event).name).toBe(name)
})

test('an event without details is one with none', () => {
  expect(shownEvent(1, { ...head, eventType: 'EVENT_TYPE_X' }).details).toEqual({})
})

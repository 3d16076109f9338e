import { expect, test } from 'vitest'
import { spoken } from './calls.ts'
import { callStatusOf } from './status.ts'

test('a voice reads the words twice, and no word of them is markup', () => {
  const twiml = spoken({ text: 'Hello <Asha> & all', language: 'en' })
  expect(twiml.match(/<Say language="en-GB">Hello &lt;Asha&gt; &amp; all<\/Say>/g)).toHaveLength(2)
  expect(spoken({ text: 'नमस्ते', language: 'hi' })).toContain('language="hi-IN"')
})

test('a call has arrived when it was taken and has ended; an engaged line says so', () => {
  expect(callStatusOf('completed')).toEqual({ status: 'delivered', errorCode: null })
  expect(callStatusOf('busy')).toEqual({ status: 'failed', errorCode: 'call-busy' })
  expect(callStatusOf('unheard-of')).toBeNull()
})
